import type { Queue } from '#domain/certification/work-queue/list-work.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { voice } from '#language/voice.ts'
import { Card, Cards, EmptyState, formatDay, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The home of the back office: what waits, and since when. */
export async function showWork(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const { you } = voice(register.address)
  const work = await listWork(visit.context)
  const nothing = work.agreements.count + work.applications.count + work.invoices.count === 0
  return page(
    visit,
    { title: 'Werkvoorraad', current: paths.work(register.id) },
    <>
      <PageTitle>Werkvoorraad</PageTitle>
      {nothing && (
        <EmptyState title="Alles is gedaan">
          <p>Er wacht nu niets op {you}.</p>
        </EmptyState>
      )}
      <Cards>
        <Card>
          <h2>
            <a href={paths.workAgreements(register.id)}>Overeenkomsten</a>
          </h2>
          <QueueText
            queue={work.agreements}
            today={today}
            one="overeenkomst wacht op controle"
            many="overeenkomsten wachten op controle"
            none="Er wacht geen overeenkomst op controle."
          />
        </Card>
        <Card>
          <h2>
            <a href={paths.workApplications(register.id)}>Aanvragen</a>
          </h2>
          <QueueText
            queue={work.applications}
            today={today}
            one="aanvraag wacht op controle"
            many="aanvragen wachten op controle"
            none="Er wacht geen aanvraag op controle."
          />
        </Card>
        <Card>
          <h2>
            <a href={paths.workInvoices(register.id)}>Betalingen</a>
          </h2>
          <QueueText
            queue={work.invoices}
            today={today}
            one="factuur is nog niet betaald"
            many="facturen zijn nog niet betaald"
            none="Alle facturen zijn betaald."
          />
          {work.overdue > 0 && (
            <p>
              {work.overdue === 1
                ? '1 daarvan is over de betaaldatum.'
                : `${work.overdue} daarvan zijn over de betaaldatum.`}
            </p>
          )}
        </Card>
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

function QueueText(props: {
  readonly queue: Queue
  readonly today: Temporal.PlainDate
  readonly one: string
  readonly many: string
  readonly none: string
}) {
  const { queue, today } = props
  if (queue.count === 0 || queue.oldest === undefined) return <p>{props.none}</p>
  return (
    <>
      <p>
        <strong>{queue.count}</strong> {queue.count === 1 ? props.one : props.many}
      </p>
      <p>
        Oudste: {ageInWords(queue.oldest, today)} ({formatDay(queue.oldest)})
      </p>
    </>
  )
}
