import { askPersonalExport } from '#domain/takeover/personal-export/ask-personal-export.ts'
import { daysReady, mostPerDay } from '#domain/takeover/personal-export/personal-export.ts'
import type { OwnExport } from '#domain/takeover/personal-export/queries.ts'
import { findOwnExports, openOwnExport } from '#domain/takeover/personal-export/queries.ts'
import { formatSize } from '#language/numbers.ts'
import { Alert, Button, formatDay } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import { inOwnData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** How often, and how long, the page looks again by itself whether the file is there. */
const everySeconds = 10
const patience = Temporal.Duration.from({ minutes: 5 })

/** Everything about whoever asks as one file: to ask for it, and to fetch it. */
export async function showAboutMe(visit: Visit): Promise<Response> {
  const { you, You, your, Your, say } = speech(visit)
  const exports = await findOwnExports(visit.context)
  const ready = exports.filter(({ status }) => status === 'ready')
  const coming = exports.find(({ status }) => status === 'asked')
  const isMade = coming !== undefined
  const hasFailed = exports[0]?.status === 'failed'
  const isFirst = ready.length === 0
  return titledPage(
    visit,
    {
      title: `Alles over ${say('jou', 'u')}`,
      ...inOwnData(visit),
      refresh: coming && isNew(coming) ? everySeconds : undefined,
    },
    <>
      <p>
        {say('Je hebt', 'U hebt')} recht op alles wat hier over {you} wordt bewaard. {You} krijgt
        het als één bestand, van alle registers samen. Lees het zelf, of neem er {your} activiteiten
        en bewijzen mee naar een ander register.
      </p>
      {isMade && (
        <Alert type="info">
          <p>
            We zetten alles klaar. Dat duurt meestal een paar minuten. {You} krijgt een e-mail als
            het klaar is, en dan staat het ook op deze pagina.
          </p>
        </Alert>
      )}
      {hasFailed && !isMade && (
        <Alert type="error">
          <p>Het lukte niet om het bestand te maken. Vraag het nog eens.</p>
        </Alert>
      )}
      {ready.map((one) => (
        <Ready one={one} isFirst={one === ready[0]} />
      ))}
      {!isMade && isFirst && <Ask visit={visit} label="Vraag het bestand aan" />}
      <h2>Wat erin zit</h2>
      <ul>
        <li>{Your} gegevens, inschrijvingen, facturen en overeenkomsten</li>
        <li>Activiteiten, met alle bewijzen</li>
        <li>Aanvragen, oordelen en besluiten, met de reden</li>
        <li>Uitgegeven papieren, brieven en alle e-mails die we {you} schreven</li>
        <li>
          Wie {your} stukken opende, en wat het logboek over {you} bewaart
        </li>
      </ul>
      <p>
        Gegevens van anderen zitten er niet in. Wie hier werkt of oordeelt, staat er met de functie
        en zonder naam.
      </p>
      <p>
        Het is een ZIP-bestand. Open daarin <b>index.html</b>: dat {say('lees je', 'leest u')}{' '}
        zonder internet. We bewaren het {daysReady} dagen voor {you}, en daarna wordt het gewist.{' '}
        {You} kunt dan opnieuw vragen.
      </p>
      {!isMade && !isFirst && <Ask visit={visit} label="Vraag een nieuw bestand aan" again />}
    </>,
  )
}

// What takes longer has failed, and is tried again later: the page does not keep asking.
function isNew({ askedAt }: OwnExport): boolean {
  return Temporal.Duration.compare(askedAt.until(Temporal.Now.instant()), patience) < 0
}

function Ask({ visit, label, again }: { visit: Visit; label: string; again?: boolean }) {
  return (
    <PageForm visit={visit} action={paths.aboutMe(visit.context.register.id)}>
      <Button variant={again === true ? 'secondary' : 'primary'}>{label}</Button>
    </PageForm>
  )
}

function Ready({ one, isFirst }: { one: OwnExport; isFirst: boolean }) {
  const { id, register, askedOn, fetchBefore, size = 0 } = one
  return (
    <section>
      <h2>Het bestand van {formatDay(askedOn)}</h2>
      {fetchBefore !== undefined && <p>Ophalen kan tot en met {formatDay(fetchBefore)}.</p>}
      <p>
        <Button href={paths.aboutMeFile(register, id)} variant={isFirst ? 'primary' : 'secondary'}>
          Haal het op ({formatSize(size)})
        </Button>
      </p>
    </section>
  )
}

/** Asks for it. */
export async function sendAboutMe(visit: Visit): Promise<Response> {
  const { register, You, Your } = speech(visit)
  const here = paths.aboutMe(register.id)
  const asked = await askPersonalExport(visit.context, accountOf(visit).accountId)
  switch (asked.outcome) {
    case 'asked':
      return leaveFor(visit, here, `${Your} vraag is binnen.`)
    case 'being-made':
      return leaveFor(visit, here, 'Er wordt al een bestand gemaakt.', 'info')
    case 'too-often': {
      const said = `${You} vroeg het vandaag al ${mostPerDay} keer. Morgen kan het weer.`
      return leaveFor(visit, here, said, 'info')
    }
  }
}

/** The file itself. */
export async function fetchAboutMe(visit: Visit): Promise<Response> {
  const { register, say } = speech(visit)
  const opened = await openOwnExport(visit.context, visit.param('id'))
  if (opened.outcome === 'opened') return evidenceResponse(opened)
  if (opened.outcome === 'unknown') notFound()
  const said = `Dat bestand is er niet meer. ${say('Je kunt', 'U kunt')} het opnieuw vragen.`
  return leaveFor(visit, paths.aboutMe(register.id), said, 'info')
}
