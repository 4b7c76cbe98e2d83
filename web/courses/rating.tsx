import {
  hasFollowed,
  longestLine,
  ownRating,
  rateCourse,
  ratingLines,
  ratingsOf,
} from '#domain/learning/rating/rate-course.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import type { OpenCourse } from '#web/courses/course.tsx'
import { courseIn } from '#web/courses/course.tsx'
import { ratingsInWords } from '#web/courses/course-words.ts'
import { form } from '#web/forms/form.tsx'
import { choice, line } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Details } from '#web/kit/index.ts'
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
  const [followed, before] =
    person === undefined
      ? [false, undefined]
      : await lookAsOwner(context, async (there) => [
          await hasFollowed(there, person, course.id),
          await ownRating(there, person, course.id),
        ])
  if (together === undefined && !followed) return null
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
            {lines.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </Details>
      )}
      {followed && (
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

/** Saying what one thinks of a course that one followed. */
export const ratePage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { course } = await courseIn(visit)
    const back = paths.course(visit.context.register.id, course.number)
    const { personId } = accountOf(visit)
    if (personId === undefined) return notFound()
    const [followed, before] = await lookAsOwner(visit.context, async (own) => [
      await hasFollowed(own, personId, course.id),
      await ownRating(own, personId, course.id),
    ])
    if (!followed) {
      const said =
        'Beoordelen kan als de aanbieder de deelname heeft doorgegeven, of als de activiteit is goedgekeurd.'
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
        hint: `In één zin. Noem geen namen. Dit wordt zonder naam getoond, en pas als minstens ${register.courses.ratings.shownFrom} mensen iets schreven.`,
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
          {register.courses.ratings.shownFrom} beoordelingen.
        </p>
      ),
      button: 'Bewaren',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, { stars, line: text }, { course, back, ...who }) => {
    const rating = { stars: Number(stars), line: text }
    const done = await rateCourse(visit.context, who, course.number, rating)
    switch (done.outcome) {
      case 'rated':
        return leaveFor(visit, back, 'De beoordeling is bewaard.')
      case 'unchanged':
        return leaveFor(visit, back, 'Er is niets veranderd.', 'info')
      case 'no-stars':
        return { wrong: { stars: 'Kies een van de vijf.' } }
      case 'not-followed':
      case 'not-found':
        return notFound()
    }
  },
})
