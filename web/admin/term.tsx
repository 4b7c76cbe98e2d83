import { seatName } from '#domain/people/body/seat.ts'
import { changeStaff } from '#domain/people/staff/change-staff.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { asksSecond } from '#domain/people/staff/second-administrator.ts'
import { changedText, termQuestions, wrongTerm } from '#web/admin/staff.tsx'
import { form } from '#web/forms/form.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** From when until when somebody sits in a body of the register. */
export const termPage = formPage({
  load: async ({ context, param }) => {
    const staff = await listStaff(context)
    const one = staff.find(({ seatId, everywhere }) => seatId === param('id') && !everywhere)
    if (one === undefined || one.role === 'administrator') notFound()
    return { ...one, second: await asksSecond(context) }
  },
  form: () => form(termQuestions, { check: ({ first, last }) => wrongTerm({ first, last }) }),
  known: (_, { term }) => term,
  page: (visit, { second, ...one }) => {
    const { register } = speech(visit)
    const list = paths.adminStaff(register.id)
    return {
      title: `Zittingsduur van ${one.name || one.email}`,
      current: list,
      breadcrumb: [{ label: 'Gebruikers', href: list }],
      lead: (
        <>
          <p class="lead">
            {one.name || one.email} is {seatName(register, one)}. Voor de eerste en na de laatste
            dag kan diegene niets doen. Wat ervoor is gedaan, blijft staan.
          </p>
          {second && <p>Een andere beheerder bevestigt dit voordat het verandert.</p>}
        </>
      ),
      button: second ? 'Zittingsduur voorstellen' : 'Zittingsduur bewaren',
      back: { label: 'Toch niet', href: list },
    }
  },
  save: async (visit, { first, last }, { seatId }) => {
    const { context } = visit
    const list = paths.adminStaff(context.register.id)
    const wish = { what: 'set-term', seatId, term: { first, last } } as const
    const done = await changeStaff(context, wish)
    if (done.outcome === 'not-found') return notFound()
    if (done.outcome === 'ends-before-it-begins') return { wrong: wrongTerm({ first, last }) }
    return leaveFor(visit, list, ...changedText(visit, done))
  },
})
