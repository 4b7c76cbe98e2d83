import { publishedMeasures } from '#domain/certification/measure/queries.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { findRetired } from '#domain/public-register/entry/find-retired.ts'
import { findEntry } from '#domain/public-register/entry/queries.ts'
import { spanInWords } from '#language/spans.ts'
import { publicStatusWords } from '#regulations/wording.ts'
import { SummaryList, Tag } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { seenEnoughPage, spendOn, waitsToSee } from '#web/public/seen-enough.tsx'
import { publishedWords } from '#web/review/verdict.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'
import { consultedAt, currentVersion } from './in-words.ts'
import { validityInWords } from './person-row.tsx'

/** What the public register tells about one person, and what that does and does not mean. */
export async function showEntry(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, say, certification, certificate } = speech(visit)
  const wait = waitsToSee(visit)
  if (wait > 0) return seenEnoughPage(visit, wait)
  const entry = await findEntry(context, visit.param('id'))
  if (entry === undefined) return notShown(visit)
  spendOn(visit, 1)
  const status = publicStatusWords(register, entry)
  const { regulation } = currentVersion(context)
  const measures = await publishedMeasures(context, entry.id)
  return titledPage(
    visit,
    {
      title: entry.name,
      current: paths.search(register.id),
      hidden: true,
      breadcrumb: [
        { label: `Zoek een ${register.professional.one}`, href: paths.search(register.id) },
      ],
    },
    <>
      <SummaryList
        items={[
          { term: 'Register', value: register.name },
          { term: 'Status', value: <Tag colour={status.tone}>{status.label}</Tag> },
          entry.category !== undefined && { term: 'Categorie', value: entry.category },
          entry.validUntil !== undefined && {
            term: 'Geldig',
            value: validityInWords(entry).replace(/^Geldig t/, 'T'),
          },
          entry.number !== undefined && {
            term: 'Registratienummer',
            value: registrationNumber(register, entry.number),
          },
        ]}
      />
      <h2>Wat deze status zegt</h2>
      <p>{status.meaning}</p>
      {entry.validUntil !== undefined && !entry.temporary && (
        <p>
          Een {certification.name} geldt {spanInWords(regulation.period.length)}. De norm staat bij{' '}
          <a href={paths.hoursAndNorms(register.id)}>Uren en normen</a>.
        </p>
      )}
      {measures.length > 0 && (
        <>
          <h2>Maatregelen</h2>
          <ul>
            {measures.map((one) => (
              <li>{publishedWords(one)}</li>
            ))}
          </ul>
        </>
      )}
      <h2>Wat deze status niet zegt</h2>
      <p>
        De status zegt niets over waar iemand werkt, hoe iemand een zaak heeft behandeld, of over
        diploma’s. Wie niet in het register staat, kan goed werk doen: registratie is vrijwillig.
      </p>
      <p>
        Er kunnen meer mensen met dezelfde naam zijn. {say('Wil je', 'Wilt u')} zeker weten om wie
        het gaat? Vraag naar het registratienummer en{' '}
        <a href={paths.search(register.id)}>zoek daarmee</a>, of{' '}
        <a href={paths.askCertificate(register.id)}>controleer {certificate.the}</a>.
      </p>
      <p class="source">Geraadpleegd op {consultedAt(context)}.</p>
    </>,
  )
}

// Where it went, that it is gone, or that there is no such page.
async function notShown(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = speech(visit)
  const retired = await findRetired(context, visit.param('id'))
  switch (retired.outcome) {
    case 'moved': {
      const location = paths.publicRegistration(register.id, retired.entry.id)
      return new Response(null, { status: 301, headers: { location } })
    }
    case 'unknown':
      return notFound()
    case 'gone':
      return titledPage(
        visit,
        { title: 'Deze registratie bestaat niet meer', hidden: true, status: 410 },
        <>
          <p>
            Deze pagina was van iemand die niet meer in het register staat. Hier staat verder niets
            meer.
          </p>
          <p>
            <a href={paths.search(register.id)}>Zoek een {register.professional.one}</a>
          </p>
        </>,
      )
  }
}
