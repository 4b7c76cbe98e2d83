import { contestDays } from '#domain/learning/attendance/attendance.ts'
import { decideContest, longestReason, mayNotDecide } from '#domain/learning/attendance/contest.ts'
import { findAttendance, findContest, listContests } from '#domain/learning/attendance/queries.ts'
import { formatAmount } from '#engine'
import { form } from '#web/forms/form.tsx'
import { amount, choice, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'

/** Where somebody and the organisation of a course differ on who was there. */
export async function showContests(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { free: contests, tied } = await withoutTied(
    visit,
    ['keep-records'],
    await listContests(context, { register: register.id, state: 'differs' }),
    (one) => one,
  )
  return titledPage(
    visit,
    { title: `Oneens over deelname (${contests.length})`, ...inWork(register) },
    <>
      <List
        visit={visit}
        caption="Wie het niet eens is met een aanbieder, de oudste eerst"
        rows={contests}
        empty={{ title: 'Alles is gedaan', text: <p>Niemand is het oneens met een aanbieder.</p> }}
        columns={({ name, text: said }) => [
          name(
            'Naam',
            (one) => one.name,
            (one) => paths.workContest(register.id, one.registrationId, one.id),
          ),
          said('Wat er niet klopt', ({ hours }) =>
            hours === undefined ? 'Was er niet bij' : `Uren: ${formatAmount(hours)}`,
          ),
          said('Aanbieder', ({ passedOn }) =>
            passedOn === undefined ? 'Ziet het anders' : 'Antwoordde niet',
          ),
          said('Wacht', ({ contestedOn }) => ageInWords(contestedOn, today), { nowrap: true }),
        ]}
      />
      <Tied {...{ visit, tied }} />
    </>,
  )
}

const ownOrganisation =
  'Wie zelf bij deze aanbieder werkt, beslist hier niet over. Een collega kan dat wel.'

/** Deciding where somebody and an organisation differ. */
export const workContestPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const home = paths.workContests(context.register.id)
    const contest = (await findContest(context, visit.param('contest'))) ?? notFound()
    if (contest.register !== context.register.id || contest.registrationId !== visit.param('id')) {
      return notFound()
    }
    if (contest.state !== 'differs')
      return leaveFor(visit, home, 'Hierover is al besloten.', 'info')
    if (await mayNotDecide(context, contest)) return leaveFor(visit, home, ownOrganisation, 'info')
    const attendance = await findAttendance(context, { id: contest.attendanceId })
    if (attendance === undefined) return leaveFor(visit, home, 'De lijst is ingetrokken.', 'info')
    return { contest, attendance, home }
  },
  form: () =>
    form(
      {
        outcome: choice('besluit', 'Besluit', {
          required: 'Kies een besluit.',
          options: [
            { value: 'stands', label: 'Wat de aanbieder doorgaf, blijft staan' },
            { value: 'changed', label: 'De uren worden anders' },
            { value: 'removed', label: 'De deelname wordt weggehaald' },
          ],
        }),
        hours: amount('uren', 'Uren', {
          hint: 'Alleen als de uren anders worden.',
          least: 1,
          most: 144_000,
        }),
        reason: text('reden', 'Reden', {
          required: 'Schrijf op waarom.',
          hint: 'De deelnemer en de aanbieder lezen dit.',
          most: longestReason,
          rows: 4,
        }),
      },
      {
        check: ({ outcome, hours }) =>
          outcome === 'changed' && hours === undefined
            ? { hours: 'Vul in hoeveel uur het wordt, bijvoorbeeld 4 of 7,5.' }
            : {},
      },
    ),
  page: (visit, { contest, attendance }) => ({
    title: 'Oneens over deelname',
    ...inWork(visit.context.register, {
      label: 'Oneens over deelname',
      href: paths.workContests(visit.context.register.id),
    }),
    lead: (
      <SummaryList
        items={[
          { term: 'Deelnemer', value: contest.name },
          { term: 'Aanbieder', value: attendance.organisation },
          { term: 'Opleiding', value: `${attendance.title} (${attendance.number})` },
          { term: 'Doorgegeven', value: `${formatAmount(attendance.hours)} uur` },
          {
            term: 'Volgens de deelnemer',
            value:
              contest.hours === undefined ? 'Niet aanwezig' : `${formatAmount(contest.hours)} uur`,
          },
          { term: 'Reden', value: <span class="preserve">{contest.reason}</span> },
          { term: 'Gemeld op', value: formatDay(contest.contestedOn) },
          {
            term: 'Antwoord van de aanbieder',
            value:
              contest.passedOn === undefined ? (
                <span class="preserve">{contest.answer}</span>
              ) : (
                `Geen antwoord binnen ${contestDays} dagen`
              ),
          },
          contest.answeredOn !== undefined && {
            term: 'Beantwoord op',
            value: formatDay(contest.answeredOn),
          },
        ]}
      />
    ),
    button: 'Besluiten',
  }),
  save: async (visit, decided, { contest, home }) => {
    const done = await decideContest(visit.context, contest.id, decided)
    switch (done.outcome) {
      case 'decided':
        return leaveFor(visit, home, 'Het besluit is verstuurd.')
      case 'late':
        return leaveFor(visit, home, 'Hierover is al besloten.', 'info')
      case 'own':
        return leaveFor(visit, home, ownOrganisation, 'info')
      case 'not-found':
        return notFound()
    }
  },
})
