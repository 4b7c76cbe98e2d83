import { findActivity } from '#domain/dossier/activity/queries.ts'
import { contestDays } from '#domain/learning/attendance/attendance.ts'
import {
  contestAttendance,
  longestReason,
  mayContest,
} from '#domain/learning/attendance/contest.ts'
import { lastContestOf } from '#domain/learning/attendance/queries.ts'
import { formatAmount } from '#engine'
import { form } from '#web/forms/form.tsx'
import { amount, choice, text } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'

const alreadyText = 'Dit is al gemeld. Er wordt nog naar gekeken.'

const decidedText = 'Hierover is al besloten.'

/** Saying that what an organisation told of who was there is not right. */
export const contestAttendancePage = formPage({
  load: async (visit) => {
    const { context } = visit
    const { actor } = context
    if (actor.kind !== 'account' || actor.registrationId === undefined) return notFound()
    const { registrationId, personId } = actor
    const id = idIn(visit)
    const activity = (await findActivity(context, registrationId, id)) ?? notFound()
    const { attended } = activity
    if (attended === undefined || personId === undefined) return notFound()
    const before = await lastContestOf(context, attended.id)
    if (!mayContest(before)) {
      const here = paths.activity(context.register.id, id)
      const decided = before?.decidedOn !== undefined
      return leaveFor(visit, here, decided ? decidedText : alreadyText, 'info')
    }
    return { activity, attended, owner: { registrationId, personId } }
  },
  form: () =>
    form(
      {
        wrong: choice('wat', 'Wat klopt er niet?', {
          required: 'Kies wat er niet klopt.',
          options: [
            { value: 'other-hours', label: 'De uren zijn anders' },
            { value: 'not-there', label: 'Ik was er niet bij' },
          ],
        }),
        hours: amount('uren', 'Hoeveel uur was het?', {
          hint: 'Alleen als de uren anders zijn.',
          least: 1,
          most: 144_000,
        }),
        reason: text('reden', 'Waarom?', {
          required: 'Schrijf op waarom het niet klopt.',
          hint: `De aanbieder leest dit en heeft ${contestDays} dagen om te antwoorden. Blijft er verschil van mening of komt er geen antwoord, dan beslist het bureau.`,
          most: longestReason,
          rows: 4,
        }),
      },
      {
        check: ({ wrong, hours }) =>
          wrong === 'other-hours' && hours === undefined
            ? { hours: 'Vul in hoeveel uur het was, bijvoorbeeld 4 of 7,5.' }
            : {},
      },
    ),
  page: (visit, { activity, attended }) => ({
    title: 'Deze deelname klopt niet',
    ...inPortfolio(visit),
    lead: (
      <p class="lead">
        {attended.organisation} gaf {formatAmount(attended.hours)} uur door voor ‘{activity.title}’.
      </p>
    ),
    button: 'Melden',
    back: {
      label: 'Terug',
      href: paths.activity(visit.context.register.id, activity.id),
      link: true,
    },
  }),
  save: async (visit, { wrong, hours, reason }, { activity, owner }) => {
    const { context } = visit
    const here = paths.activity(context.register.id, activity.id)
    const done = await contestAttendance(context, owner, activity.id, { wrong, hours, reason })
    switch (done.outcome) {
      case 'contested':
        return leaveFor(visit, here, 'Gemeld. De aanbieder krijgt hier bericht van.')
      case 'already':
        return leaveFor(visit, here, alreadyText, 'info')
      case 'decided':
        return leaveFor(visit, here, decidedText, 'info')
      case 'not-found':
        return notFound()
    }
  },
})
