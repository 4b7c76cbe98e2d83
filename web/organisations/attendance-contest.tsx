import { lastDayToAnswer } from '#domain/learning/attendance/attendance.ts'
import { answerContest, isOwnContest, longestReason } from '#domain/learning/attendance/contest.ts'
import { findAttendance, findContest } from '#domain/learning/attendance/queries.ts'
import { formatAmount } from '#engine'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { inAttendance } from '#web/organisations/attendance.tsx'
import { paths } from '#web/paths.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

const ownText =
  'Wie het zelf niet eens is, antwoordt hier niet. Een collega doet dat, en anders beslist het bureau van het register.'

const passedText = 'De termijn om te antwoorden is voorbij. Het bureau van het register beslist.'

/** What somebody says that is not right in an attendance, and what the organisation answers. */
export const attendanceContestPage = formPage({
  load: async (visit) => {
    const { organisation } = actingOf(visit)
    const contest = (await findContest(visit.context, visit.param('contest'))) ?? notFound()
    if (contest.organisationId !== organisation.id) notFound()
    const attendance = await findAttendance(visit.context, { id: contest.attendanceId })
    const home = paths.attendance(visit.context.register.id, organisation.id)
    if (await isOwnContest(visit.context, contest)) return leaveFor(visit, home, ownText, 'info')
    if (contest.state !== 'asked' || attendance === undefined) {
      const passed = contest.state === 'differs' && contest.passedOn !== undefined
      return leaveFor(visit, home, passed ? passedText : 'Dit is al beantwoord.', 'info')
    }
    return { organisation, contest, attendance, home }
  },
  form: () =>
    form(
      {
        agrees: choice('eens', 'Heeft de deelnemer gelijk?', {
          required: 'Kies of de deelnemer gelijk heeft.',
          options: [
            { value: 'ja', label: 'Ja, pas het aan' },
            { value: 'nee', label: 'Nee', hint: 'Dan beslist het bureau van het register.' },
          ],
        }),
        answer: text('antwoord', 'Antwoord aan de deelnemer', { most: longestReason, rows: 4 }),
      },
      {
        check: ({ agrees, answer }) =>
          agrees === 'nee' && answer === '' ? { answer: 'Schrijf op waarom niet.' } : {},
      },
    ),
  page: (visit, { contest, attendance }) => ({
    title: 'Een deelnemer is het niet eens',
    ...inAttendance(visit),
    lead: (
      <SummaryList
        items={[
          {
            term: 'Deelnemer',
            value: contest.named === '' ? 'Uit een oudere lijst' : contest.named,
          },
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
            term: 'Antwoorden kan tot en met',
            value: formatDay(lastDayToAnswer(contest.contestedOn)),
          },
        ]}
      />
    ),
    button: 'Antwoord versturen',
  }),
  save: async (visit, { agrees, answer }, { organisation, contest, home }) => {
    const said = { agrees: agrees === 'ja', answer }
    const done = await answerContest(visit.context, organisation.id, contest.id, said)
    switch (done.outcome) {
      case 'answered':
        return leaveFor(visit, home, 'Het antwoord is verstuurd.')
      case 'late':
        return leaveFor(visit, home, 'Dit is al beantwoord.', 'info')
      case 'own':
        return leaveFor(visit, home, ownText, 'info')
      case 'not-found':
        return notFound()
    }
  },
})
