import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { Card, Cards, EmptyState, formatDay } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The home of the back office: what waits, and since when. */
export async function showWork(visit: Visit): Promise<Response> {
  const { register, you } = speech(visit)
  const { today } = visit.context
  const { agreements, applications, nameChanges, invoices, overdue } = await listWork(visit.context)
  const queues = [
    {
      ...agreements,
      title: 'Overeenkomsten',
      href: paths.workAgreements(register.id),
      one: 'overeenkomst wacht op controle',
      many: 'overeenkomsten wachten op controle',
      none: 'Er wacht geen overeenkomst op controle.',
      late: 0,
    },
    {
      ...applications,
      title: 'Aanvragen',
      href: paths.workApplications(register.id),
      one: 'aanvraag wacht op controle',
      many: 'aanvragen wachten op controle',
      none: 'Er wacht geen aanvraag op controle.',
      late: 0,
    },
    {
      ...nameChanges,
      title: 'Andere namen',
      href: paths.workNames(register.id),
      one: 'aanvraag voor een andere naam',
      many: 'aanvragen voor een andere naam',
      none: 'Er wacht geen aanvraag voor een andere naam.',
      late: 0,
    },
    {
      ...invoices,
      title: 'Betalingen',
      href: paths.workInvoices(register.id),
      one: 'factuur is nog niet betaald',
      many: 'facturen zijn nog niet betaald',
      none: 'Alle facturen zijn betaald.',
      late: overdue,
    },
  ]
  return titledPage(
    visit,
    { title: 'Werkvoorraad', current: paths.work(register.id) },
    <>
      {queues.every(({ count }) => count === 0) && (
        <EmptyState title="Alles is gedaan">
          <p>Er wacht nu niets op {you}.</p>
        </EmptyState>
      )}
      <Cards>
        {queues.map(({ title, href, count, oldest, one, many, none, late }) => (
          <Card>
            <h2>
              <a href={href}>{title}</a>
            </h2>
            {count === 0 || oldest === undefined ? (
              <p>{none}</p>
            ) : (
              <>
                <p>
                  <strong>{count}</strong> {count === 1 ? one : many}
                </p>
                <p>
                  Oudste: {ageInWords(oldest, today)} ({formatDay(oldest)})
                </p>
              </>
            )}
            {late > 0 && (
              <p>{late === 1 ? '1 daarvan is' : `${late} daarvan zijn`} over de betaaldatum.</p>
            )}
          </Card>
        ))}
      </Cards>
      <p>
        <a href={paths.workSearch(register.id)}>Zoek een persoon of dossier</a>
      </p>
    </>,
  )
}

/** How many days ago, in words: "vandaag", "1 dag", "12 dagen". */
export function ageInWords(since: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = since.until(today, { largestUnit: 'days' })
  if (days <= 0) return 'vandaag'
  return days === 1 ? '1 dag' : `${days} dagen`
}
