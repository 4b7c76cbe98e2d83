import type { Objection } from '#domain/certification/objection/queries.ts'
import { findObjection, listObjections } from '#domain/certification/objection/queries.ts'
import type { ObjectionBench } from '#domain/certification/objection/seat-objection.ts'
import {
  benchForObjection,
  freeOf,
  seatForCase,
} from '#domain/certification/objection/seat-objection.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { dueDay } from '#web/due-day.ts'
import { form } from '#web/forms/form.tsx'
import { select } from '#web/forms/questions.tsx'
import { Alert, MetaList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'

interface Seating {
  readonly objection: Objection
  readonly bench: ObjectionBench
}

/** The objections that are to be decided, with how many are left who may: those with nobody first. */
export async function showObjectionSeats(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const body = bodyFor(register, 'decide-objections') ?? notFound()
  const rows: Seating[] = []
  for (const objection of await listObjections(context, ['in-hand'])) {
    rows.push({ objection, bench: await benchForObjection(context, objection) })
  }
  const free = ({ bench }: Seating) => freeOf(bench).length
  return listPage(visit, {
    title: 'Wie beslist over bezwaren',
    current: paths.admin(register.id),
    breadcrumb: [{ label: 'Beheer', href: paths.admin(register.id) }],
    lead: (
      <p class="lead">
        {body.The} beslist. Wie het eerste besluit nam of een band heeft, doet niet mee. Blijft er
        niemand over? Wijs dan iemand aan.
      </p>
    ),
    list: {
      caption: 'Bezwaren waarover te beslissen is, eerst waarvoor niemand over is',
      rows: rows.toSorted((one, other) => free(one) - free(other)),
      columns: ({ name, day, status }) => [
        name(
          'Bezwaar',
          ({ objection }) => objection.number,
          ({ objection }) => paths.adminObjection(register.id, objection.id),
        ),
        day('Antwoord uiterlijk op', ({ objection }) => objection.decideBefore),
        status('Wie mag beslissen', (row) =>
          free(row) === 0
            ? { colour: 'red', label: 'Niemand' }
            : { colour: 'grey', label: free(row) === 1 ? '1 persoon' : `${free(row)} mensen` },
        ),
      ],
      empty: { title: 'Er wacht geen bezwaar', text: <p>Er is niemand aan te wijzen.</p> },
    },
  })
}

/** Seats somebody for one objection, out of whoever works for the register and may decide on it. */
export const objectionSeat = formPage<{ readonly who: string }, Seating>({
  load: async (visit) => {
    const { context } = visit
    const objection = (await findObjection(context, visit.param('id'))) ?? notFound()
    return { objection, bench: await benchForObjection(context, objection) }
  },
  form: (_, { bench }) =>
    form({
      who: select('wie', 'Wie beslist mee?', {
        required: 'Kies wie er meebeslist.',
        options: bench.others.map(({ id, name }) => ({ value: id, label: name })),
      }),
    }),
  page: (visit, { objection, bench }) => {
    const { register } = visit.context
    const names = freeOf(bench).map(({ name }) => name)
    return {
      title: `Wie beslist over bezwaar ${objection.number}`,
      current: paths.admin(register.id),
      breadcrumb: [
        { label: 'Beheer', href: paths.admin(register.id) },
        { label: 'Wie beslist over bezwaren', href: paths.adminObjections(register.id) },
      ],
      lead: (
        <MetaList
          items={[
            { term: 'Mogen beslissen', value: names.length === 0 ? 'Niemand' : names.join(', ') },
            {
              term: 'Antwoord uiterlijk op',
              value: dueDay(objection.decideBefore, visit.context.today),
            },
          ]}
        />
      ),
      button: 'Aanwijzen',
      frame: (asked) =>
        objection.endedOn !== undefined ? (
          <Alert type="info">
            <p>Dit bezwaar is klaar.</p>
          </Alert>
        ) : bench.others.length === 0 ? (
          <Alert type="warning" title="Er is niemand om aan te wijzen">
            <p>
              <a href={paths.adminStaff(register.id)}>Nodig iemand uit bij Gebruikers</a>
            </p>
          </Alert>
        ) : (
          asked
        ),
    }
  },
  save: async (visit, { who }, { objection, bench }) => {
    const { context } = visit
    const done = await seatForCase(context, objection, who)
    const page = paths.adminObjection(context.register.id, objection.id)
    const name = bench.others.find(({ id }) => id === who)?.name ?? ''
    switch (done.outcome) {
      case 'seated':
        return leaveFor(visit, page, `${name} beslist mee, en heeft bericht gekregen.`)
      case 'not-possible':
        return { wrong: { who: 'Deze persoon kan niet meebeslissen. Kies een ander.' } }
      case 'ended':
        return leaveFor(visit, page, 'Dit bezwaar is klaar.', 'info')
    }
  },
})
