import { holdsOn } from '#domain/people/hold/hold.ts'
import { listHolds } from '#domain/people/hold/queries.ts'
import { openOf } from '#domain/privacy/breach/breach.ts'
import { listBreaches } from '#domain/privacy/breach/queries.ts'
import { listErasures } from '#domain/privacy/erasure/queries.ts'
import { Alert, formatDay, WorkCards } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** Where whoever sees to the data of people begins: what waits, and what there is to look after. */
export async function showPrivacyWork(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { id } = register
  const running = await listErasures(context, 'running')
  const asked = running.filter(({ status }) => status === 'asked')
  const late = asked.filter(
    ({ answerBefore }) => Temporal.PlainDate.compare(answerBefore, today) < 0,
  )
  const [first] = asked
  const holds = (await listHolds(context)).filter((hold) => holdsOn(hold, today))
  const [endsFirst] = holds
  const open = (await listBreaches(context)).filter(({ closedOn }) => closedOn === undefined)
  const unreported = open.filter((breach) => openOf(breach).includes('report'))
  const cards = [
    {
      title: 'Verzoeken om te wissen',
      href: paths.privacyRequests(id),
      text:
        first === undefined
          ? 'Er wacht geen verzoek.'
          : `${counted(asked.length, 'verzoek', 'verzoeken')}. Het eerste antwoord moet er zijn op ${formatDay(first.answerBefore)}.`,
    },
    {
      title: 'Wat er wanneer weggaat',
      href: paths.privacyRetention(id),
      text: 'De bewaartermijnen, wat er het komende jaar weggaat, en wat er is gewist.',
    },
    {
      title: 'Vastgehouden gegevens',
      href: paths.privacyHolds(id),
      text:
        endsFirst === undefined
          ? 'Er wordt van niemand iets vastgehouden.'
          : `Van ${counted(new Set(holds.map(({ personId }) => personId)).size, 'persoon', 'mensen')}. Het eerste houdt op na ${formatDay(endsFirst.lastDay)}.`,
    },
    {
      title: 'Wie er keek',
      href: paths.privacyLooks(id),
      text: 'Wie de afgelopen dertig dagen dossiers opende, en bij wie het er opvallend veel waren.',
    },
    {
      title: 'Iemand opzoeken',
      href: paths.privacySearch(id),
      text: 'Wat er van iemand is, ook van een referent of iemand anders zonder account.',
    },
    {
      title: 'Datalekken',
      href: paths.privacyBreaches(id),
      text:
        open.length === 0
          ? 'Er staat niets open.'
          : `${counted(open.length, 'datalek staat', 'datalekken staan')} open.`,
    },
  ]
  return titledPage(
    visit,
    { title: 'Gegevensbescherming', current: paths.privacyWork(id) },
    <>
      {unreported.length > 0 && (
        <Alert type="warning" title="Er is een datalek dat nog niet is gemeld">
          <p>
            Melden moet binnen 72 uur nadat het is gemerkt, of er staat bij waarom het niet hoeft.{' '}
            <a href={paths.privacyBreaches(id)}>Bekijk de datalekken</a>
          </p>
        </Alert>
      )}
      {late.length > 0 && (
        <Alert type="warning" title="Een antwoord is te laat">
          <p>
            Een verzoek moet binnen een maand worden beantwoord.{' '}
            <a href={paths.privacyRequests(id)}>Bekijk de verzoeken</a>
          </p>
        </Alert>
      )}
      <WorkCards cards={cards} />
    </>,
  )
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
