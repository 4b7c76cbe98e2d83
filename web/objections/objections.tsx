import type { Objection } from '#domain/certification/objection/queries.ts'
import {
  doneObjections,
  listObjections,
  seatedCases,
} from '#domain/certification/objection/queries.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { formatDay } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { DoneObjections, isOverdue } from '#web/review/objection.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'

// Whoever decides on objections: the members of the body, and who was seated for one of them.

/** The objections that somebody may decide on, what must be answered first on top. */
export async function showObjections(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const actor = accountOf(visit)
  const member = mayDo(register, actor, 'decide-objections')
  const cases = await seatedCases(context, actor.accountId)
  if (!member && cases.size === 0) return notFound()
  const seen = ({ id }: Objection) => member || cases.has(id)
  const all = (await listObjections(context, ['in-hand'])).filter(seen)
  const ended = (await doneObjections(context)).filter(
    (one) => seen(one) && one.decided !== undefined,
  )
  const { free, tied } = await withoutTied(
    visit,
    ['decide-objections'],
    [...all, ...ended],
    (one) => one,
  )
  const waiting = free.filter(({ endedOn }) => endedOn === undefined)
  const done = free.filter(({ endedOn }) => endedOn !== undefined)
  return listPage(visit, {
    title: `Bezwaren (${waiting.length})`,
    current: paths.objections(register.id),
    lead: mayDo(register, accountOf(visit), 'decide-objections') &&
      register.accreditation !== undefined && (
        <p>
          <a href={paths.accreditationObjections(register.id)}>Bezwaren over accreditatie</a>
        </p>
      ),
    list: {
      caption: 'Bezwaren waarover te beslissen is, wat het eerst klaar moet zijn bovenaan',
      rows: waiting,
      columns: ({ name, text: words, status }) => [
        name(
          'Bezwaar',
          ({ number }) => number,
          ({ id }) => paths.objection(register.id, id),
        ),
        words('Van', ({ objector }) => objector.name),
        words('Tegen', ({ title }) => title),
        status('Besluit uiterlijk', (one) =>
          isOverdue(one, today)
            ? { colour: 'red', label: `Had op ${formatDay(one.decideBefore)} gemoeten` }
            : { colour: 'yellow', label: formatDay(one.decideBefore) },
        ),
      ],
      empty: { title: 'Er wacht geen bezwaar', text: <p>Er is nu niets te beslissen.</p> },
    },
    after: (
      <>
        <DoneObjections
          visit={visit}
          title="Besloten"
          caption="Bezwaren waarover is besloten, het nieuwste eerst"
          ended="Besloten op"
          objections={done}
          hrefOf={({ id }) => paths.objection(register.id, id)}
        />
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}
