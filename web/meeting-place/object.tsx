import { longestObjection } from '#domain/development/meeting-place/meeting-place.ts'
import type { PlaceReport } from '#domain/development/meeting-place/queries.ts'
import { takenFrom } from '#domain/development/meeting-place/queries.ts'
import { objectToReport } from '#domain/development/meeting-place/settle-report.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { inMeetingPlace, placeOf } from '#web/meeting-place/crumbs.ts'
import { takenTitle } from '#web/meeting-place/meeting-place.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What was taken out of sight of somebody and why, and what they hold against it. */
export const objectToReportPage = formPage({
  load: async (visit: Visit) => {
    const id = idIn(visit)
    const all = await takenFrom(visit.context, registrationOf(visit))
    const taken = all.find((one) => one.id === id) ?? notFound()
    if (taken.what !== 'rating') placeOf(visit)
    return taken
  },
  form: (visit) =>
    form({
      text: text(
        'bezwaar',
        `Waarom ${speech(visit).say('ben je', 'bent u')} het er niet mee eens?`,
        {
          required: 'Schrijf op waarom.',
          rows: 6,
          most: longestObjection,
          tooLong: () =>
            `Maak ${speech(visit).your} bezwaar korter: hoogstens ${longestObjection} tekens.`,
        },
      ),
    }),
  page: (visit, taken) => {
    const { register } = speech(visit)
    return {
      title: takenTitle(visit, taken),
      ...(taken.what === 'rating' ? inCourses(register.id) : inMeetingPlace(visit)),
      lead: <What {...{ visit, taken }} />,
      form: { guard: true },
      button: 'Bezwaar maken',
      back: {
        label: 'Annuleren',
        href:
          taken.what === 'rating' ? paths.courses(register.id) : paths.meetingPlace(register.id),
        link: true,
      },
      frame: (asked) => (taken.objection === undefined ? asked : null),
    }
  },
  save: async (visit, { text: said }, taken) => {
    const { register } = speech(visit)
    const done = await objectToReport(visit.context, registrationOf(visit), taken.id, said)
    if (done === 'not-found') return notFound()
    const { short } = register.organisation.backOffice
    return leaveFor(
      visit,
      paths.objectToMeetingReport(register.id, taken.id),
      done === 'objected'
        ? `Het bezwaar is bij ${short}. Het antwoord komt ook per e-mail.`
        : 'Dit bezwaar was er al.',
      done === 'objected' ? 'success' : 'info',
    )
  },
})

function inCourses(register: string) {
  const href = paths.courses(register)
  return { current: href, breadcrumb: [{ label: 'Opleidingen', href }] }
}

function What({ visit, taken }: { readonly visit: Visit; readonly taken: PlaceReport }) {
  const { register } = speech(visit)
  const { settledOn, seen, note, objection } = taken
  return (
    <SummaryList
      items={[
        settledOn !== undefined && {
          term: 'Weggehaald',
          value: `${formatDay(settledOn)}, door ${register.organisation.backOffice.short}`,
        },
        seen !== '' && { term: 'Wat er stond', value: <span class="preserve">{seen}</span> },
        { term: 'Reden', value: <span class="preserve">{note}</span> },
        objection !== undefined && {
          term: `Bezwaar van ${formatDay(objection.madeOn)}`,
          value: <span class="preserve">{objection.text}</span>,
        },
        objection !== undefined && {
          term: 'Antwoord',
          value:
            objection.settledOn === undefined ? (
              'Komt nog'
            ) : (
              <span class="preserve">
                {formatDay(objection.settledOn)}: {objectionWords[objection.outcome ?? 'stays']}.{' '}
                {objection.note}
              </span>
            ),
        },
      ]}
    />
  )
}

/** What an objection led to, in words. */
export const objectionWords = {
  restored: 'Het besluit is teruggedraaid',
  stays: 'Het besluit blijft',
} as const
