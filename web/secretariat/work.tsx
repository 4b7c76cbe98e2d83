import type { Queue } from '#domain/certification/work-queue/list-work.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { voice } from '#language/voice.ts'
import type { Content } from '#web/kit/index.ts'
import { Card, Cards, EmptyState, formatDay } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The home of the back office: what waits, and since when. */
export async function showWork(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const { you } = voice(register.address)
  const { agreements, applications, invoices, overdue } = await listWork(visit.context)
  return titledPage(
    visit,
    { title: 'Werkvoorraad', current: paths.work(register.id) },
    <>
      {agreements.count + applications.count + invoices.count === 0 && (
        <EmptyState title="Alles is gedaan">
          <p>Er wacht nu niets op {you}.</p>
        </EmptyState>
      )}
      <Cards>
        <QueueCard
          {...{ today, title: 'Overeenkomsten', href: paths.workAgreements(register.id) }}
          queue={agreements}
          one="overeenkomst wacht op controle"
          many="overeenkomsten wachten op controle"
          none="Er wacht geen overeenkomst op controle."
        />
        <QueueCard
          {...{ today, title: 'Aanvragen', href: paths.workApplications(register.id) }}
          queue={applications}
          one="aanvraag wacht op controle"
          many="aanvragen wachten op controle"
          none="Er wacht geen aanvraag op controle."
        />
        <QueueCard
          {...{ today, title: 'Betalingen', href: paths.workInvoices(register.id) }}
          queue={invoices}
          one="factuur is nog niet betaald"
          many="facturen zijn nog niet betaald"
          none="Alle facturen zijn betaald."
        >
          {overdue > 0 && (
            <p>
              {overdue === 1
                ? '1 daarvan is over de betaaldatum.'
                : `${overdue} daarvan zijn over de betaaldatum.`}
            </p>
          )}
        </QueueCard>
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

function QueueCard(props: {
  readonly title: string
  readonly href: string
  readonly queue: Queue
  readonly today: Temporal.PlainDate
  readonly one: string
  readonly many: string
  readonly none: string
  readonly children?: Content
}) {
  const { title, href, queue, today, one, many, none, children } = props
  const { count, oldest } = queue
  return (
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
      {children}
    </Card>
  )
}
