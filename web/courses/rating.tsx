import type { Course } from '#domain/courses/course/course.ts'
import type { PlaceReport } from '#domain/development/meeting-place/queries.ts'
import { takenFrom } from '#domain/development/meeting-place/queries.ts'
import {
  longestLine,
  mayRate,
  ownRating,
  rateCourse,
  ratingLines,
  ratingsOf,
  ratingsShownFrom,
} from '#domain/learning/rating/rate-course.ts'
import { findRatingToReport, reportRating } from '#domain/learning/rating/report-rating.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import type { OpenCourse } from '#web/courses/course.tsx'
import { courseIn } from '#web/courses/course.tsx'
import { ratingsInWords } from '#web/courses/course-words.ts'
import { form } from '#web/forms/form.tsx'
import { choice, line, text } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Details } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const starsInWords = {
  5: '5: heel goed',
  4: '4: goed',
  3: '3: redelijk',
  2: '2: matig',
  1: '1: slecht',
} as const

/** What who followed a course say of it together, and where whoever followed it says so. */
export async function ratingPart(visit: Visit, { course }: OpenCourse): Promise<Content> {
  const { context, actor } = visit
  const { register } = context
  const { say } = speech(visit)
  const together = await ratingsOf(context, course.id)
  const own = actor.kind === 'account' && visit.hat === undefined ? actor : undefined
  const person = own?.registrationId === undefined ? undefined : own.personId
  const lines =
    person === undefined || together === undefined ? [] : await ratingLines(context, course.id)
  const [allowed, before] =
    person === undefined
      ? [false, undefined]
      : await lookAsOwner(context, async (there) => [
          await mayRate(there, person, course.id),
          await ownRating(there, person, course.id),
        ])
  if (together === undefined && !allowed) return null
  return (
    <>
      <h2>Beoordeling</h2>
      {together === undefined ? (
        <p>Er zijn nog te weinig beoordelingen om te laten zien.</p>
      ) : (
        <p>{ratingsInWords(together)}.</p>
      )}
      {lines.length > 0 && (
        <Details summary="Wat ze erover schreven">
          <ul>
            {lines.map(({ id, line: written }) => (
              <li>
                {written}{' '}
                <a href={paths.reportRating(register.id, course.number, id)}>
                  Melden<span class="visually-hidden">: {written}</span>
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
      {before?.hidden === true && (
        <Hidden {...{ visit }} report={await hiddenRating(visit, course)} />
      )}
      {allowed && (
        <p>
          {before !== undefined && `${say('Jij gaf', 'U gaf')} ${before.stars} van 5. `}
          <a href={paths.rateCourse(register.id, course.number)}>
            {before === undefined
              ? `Zeg wat ${say('je', 'u')} ervan vond`
              : `${say('Verander', 'Verander')} de beoordeling`}
          </a>
        </p>
      )}
    </>
  )
}

// What came of the report after which one's own text was taken away.
async function hiddenRating(visit: Visit, { id }: Course): Promise<PlaceReport | undefined> {
  const taken = await takenFrom(visit.context, registrationOf(visit))
  return taken.find(
    ({ courseId, objection }) => courseId === id && objection?.outcome !== 'restored',
  )
}

function Hidden({
  visit,
  report,
}: {
  readonly visit: Visit
  readonly report: PlaceReport | undefined
}) {
  const { register, You, your } = speech(visit)
  return (
    <Alert type="warning" title={`De tekst bij ${your} beoordeling is weggehaald`}>
      {report !== undefined && (
        <>
          <p>
            Dat deed {register.organisation.backOffice.short} na een melding. De reden:{' '}
            {report.note}
          </p>
          <p>
            <a href={paths.objectToMeetingReport(register.id, report.id)}>
              {report.objection === undefined
                ? `${You} kunt bezwaar maken`
                : report.objection.settledOn === undefined
                  ? 'Bezwaar gemaakt: er komt nog antwoord'
                  : 'Het antwoord op het bezwaar'}
            </a>
          </p>
        </>
      )}
    </Alert>
  )
}

/** Telling the back office of what somebody wrote about a course, without knowing who that was. */
export const reportRatingPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const about = await findRatingToReport(
      visit.context,
      registrationOf(visit),
      visit.param('number'),
      visit.param('rating'),
    )
    return about ?? notFound()
  },
  form: (visit) =>
    form({
      reason: text('reden', 'Wat is er aan de hand?', {
        required: 'Schrijf op wat er aan de hand is.',
        rows: 4,
        most: 2000,
        tooLong: () => `Maak ${speech(visit).your} tekst korter: hoogstens 2000 tekens.`,
      }),
    }),
  page: (visit, { title, number, seen }) => {
    const { register } = visit.context
    const back = paths.course(register.id, number)
    return {
      title: `Melden wat er bij ${title} staat`,
      current: paths.courses(register.id),
      breadcrumb: [
        { label: 'Opleidingen', href: paths.courses(register.id) },
        { label: title, href: back },
      ],
      hidden: true,
      lead: (
        <>
          <blockquote class="preserve">{seen}</blockquote>
          <p>
            {register.organisation.backOffice.name} kijkt ernaar. Wie dit schreef, hoort niet van
            wie de melding komt.
          </p>
        </>
      ),
      button: 'Melden',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, { reason }, { number }) => {
    const { register } = speech(visit)
    const { short } = register.organisation.backOffice
    const id = visit.param('rating')
    const me = registrationOf(visit)
    const done = await reportRating(visit.context, me, { number, id, reason })
    const back = paths.course(register.id, number)
    switch (done) {
      case 'reported':
        return leaveFor(visit, back, `De melding is bij ${short}.`)
      case 'told-already':
        return leaveFor(visit, back, `Deze melding is al bij ${short}.`, 'info')
      case 'enough-today':
        return {
          wrong: {
            reason: `Vandaag kan er geen melding meer bij. Bel of mail ${short} als het niet kan wachten.`,
          },
        }
      case 'not-found':
        return notFound()
    }
  },
})

/** Saying what one thinks of a course that one followed. */
export const ratePage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { course } = await courseIn(visit)
    const back = paths.course(visit.context.register.id, course.number)
    const { personId } = accountOf(visit)
    if (personId === undefined) return notFound()
    const [allowed, before] = await lookAsOwner(visit.context, async (own) => [
      await mayRate(own, personId, course.id),
      await ownRating(own, personId, course.id),
    ])
    if (!allowed) {
      const said =
        'Beoordelen kan als de aanbieder de deelname heeft doorgegeven, of als de activiteit is goedgekeurd. Wie voor de aanbieder werkt, beoordeelt die niet.'
      return leaveFor(visit, back, said, 'info')
    }
    return { course, back, before, personId, registrationId: registrationOf(visit) }
  },
  form: (visit) => {
    const { register } = visit.context
    const { say } = speech(visit)
    return form({
      stars: choice<'1' | '2' | '3' | '4' | '5'>(
        'sterren',
        `Wat ${say('vond je', 'vond u')} van deze opleiding?`,
        {
          required: 'Kies een van de vijf.',
          options: ([5, 4, 3, 2, 1] as const).map((stars) => ({
            value: `${stars}`,
            label: starsInWords[stars],
          })),
        },
      ),
      line: line('tekst', 'Waarom?', {
        hint: `In één zin. Noem geen namen. Dit wordt zonder naam getoond, en pas als minstens ${ratingsShownFrom(register)} mensen iets schreven.`,
        most: longestLine,
        width: 'full',
        autocomplete: 'off',
      }),
    })
  },
  known: (_, { before }) =>
    before === undefined
      ? {}
      : { stars: String(before.stars) as '1' | '2' | '3' | '4' | '5', line: before.line },
  page: (visit, { course, back }) => {
    const { register } = visit.context
    return {
      title: `${course.title} beoordelen`,
      current: paths.courses(register.id),
      breadcrumb: [
        { label: 'Opleidingen', href: paths.courses(register.id) },
        { label: course.title, href: back },
      ],
      hidden: true,
      lead: (
        <p>
          De aanbieder ziet alleen hoe alle beoordelingen samen uitvallen, vanaf{' '}
          {ratingsShownFrom(register)} beoordelingen.
        </p>
      ),
      button: 'Bewaren',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, { stars, line: written }, { course, back, ...who }) => {
    const rating = { stars: Number(stars), line: written }
    const done = await rateCourse(visit.context, who, course.number, rating)
    switch (done.outcome) {
      case 'rated':
        return leaveFor(visit, back, 'De beoordeling is bewaard.')
      case 'unchanged':
        return leaveFor(visit, back, 'Er is niets veranderd.', 'info')
      case 'no-stars':
        return { wrong: { stars: 'Kies een van de vijf.' } }
      case 'not-allowed':
      case 'not-found':
        return notFound()
    }
  },
})
