import type { Heard } from '#domain/certification/objection/hear-objector.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { seatFor } from '#domain/certification/objection/seat-objection.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { NotSaved } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { keptText } from '#web/review/objection.tsx'
import { closed } from '#web/review/opening.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// How whoever decides comes to an objection, and what its pages share.

/** The objection for who may decide on it; whoever had a hand in the first decision reads that instead. */
export async function openForDecision(visit: Visit): Promise<Objection | Response> {
  const { context } = visit
  const { register } = context
  const objection = (await findObjection(context, visit.param('id'))) ?? notFound()
  if (objection.status !== 'in-hand' && objection.decided === undefined) return notFound()
  const seat = await seatFor(context, objection, accountOf(visit).accountId)
  if (seat.outcome === 'not-seated') return notFound()
  if (seat.outcome === 'kept') return keptPage(visit, objection, keptText(seat.kept, register))
  const shut = await closed(visit, {
    title: `Bezwaar ${objection.number} openen`,
    ...atObjections(register),
    opened: { noun: 'objection', id: objection.id },
    body: bodyFor(register, 'decide-objections')?.id ?? '',
    about: objection.objector,
    what: 'Bezwaar',
    interest: paths.objectionInterest(register.id, objection.id),
  })
  return shut ?? objection
}

function keptPage(visit: Visit, { number }: Objection, why: string): Promise<Response> {
  const { register, You, say } = speech(visit)
  return titledPage(
    visit,
    {
      title: say('Dit doe je niet zelf', 'Dit doet u niet zelf'),
      caption: `Bezwaar ${number}`,
      ...atObjections(register),
      status: 403,
    },
    <p class="lead">
      {You} kunt dit niet openen: {why}
    </p>,
  )
}

/** Where a page of the objections stands. */
export function atObjections({ id }: Register) {
  const href = paths.objections(id)
  return { current: href, breadcrumb: [{ label: 'Bezwaren', href }] }
}

/** Where a page below one objection stands. */
export function belowObjection(register: Register, { id, objector }: Objection) {
  const { current, breadcrumb } = atObjections(register)
  const own = { label: `Bezwaar van ${objector.name}`, href: paths.objection(register.id, id) }
  return { current, breadcrumb: [...breadcrumb, own] }
}

/** The same, as long as it waits for a decision; whoever comes later reads that it was taken. */
export async function inHand(visit: Visit): Promise<Objection | Response> {
  const objection = await openForDecision(visit)
  if (objection instanceof Response || objection.status === 'in-hand') return objection
  return leaveFor(
    visit,
    paths.objection(visit.context.register.id, objection.id),
    'Over dit bezwaar is al besloten.',
    'info',
  )
}

/** What came of a step, said at the page of the objection or at the field. */
export function stepped<Values>(
  visit: Visit,
  { id }: Objection,
  { outcome }: Heard,
  said: Said<Values, Objection>,
): Response | NotSaved<Values, Objection> {
  if (outcome === 'not-for-them' || outcome === 'unknown') return notFound()
  return steppedAt(visit, paths.objection(visit.context.register.id, id), outcome, said)
}

interface Said<Values, Loaded> {
  readonly done: string
  readonly wrong: NotSaved<Values, Loaded>
}

/** The same for what comes of a step with any objection, at its own page. */
export function steppedAt<Values, Loaded>(
  visit: Visit,
  page: string,
  outcome: 'done' | 'incomplete' | 'not-now' | 'stale',
  { done, wrong }: Said<Values, Loaded>,
): Response | NotSaved<Values, Loaded> {
  switch (outcome) {
    case 'done':
      return leaveFor(visit, page, done)
    case 'incomplete':
      return wrong
    case 'not-now':
      return leaveFor(visit, page, 'Dit kan nu niet meer, of nog niet.', 'info')
    case 'stale':
      return { stale: <SomethingHappened register={visit.context.register} /> }
  }
}

/** Says that somebody else did something with it first. */
export function SomethingHappened({ register }: { readonly register: Register }) {
  return (
    <ColleagueFirst register={register}>
      <p>Er is intussen iets met dit bezwaar gedaan. Kijk hoe het er nu voor staat.</p>
    </ColleagueFirst>
  )
}
