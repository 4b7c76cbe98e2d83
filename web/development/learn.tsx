import type { FoundCourses } from '#domain/courses/catalogue/listed.ts'
import { coursesAbout } from '#domain/learning/gap/courses-about.ts'
import { counted } from '#language/numbers.ts'
import type { Development, Register } from '#regulations/register.ts'
import { shortCounts, whenAndWhere } from '#web/courses/course-words.ts'
import { themesOf } from '#web/courses/filters.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What there is in the catalogue from which competences are learnt, by the id of the competence. */
export async function learnable(
  visit: Visit,
  { competences }: Development,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, FoundCourses>> {
  const asked = competences.filter(({ id, themes }) => wanted.includes(id) && themes.length > 0)
  const own = endedRegistrationOf(visit) === undefined ? registrationOf(visit) : undefined
  const found = await coursesAbout(
    visit.context,
    own,
    asked.map(({ themes }) => themes),
  )
  return new Map(asked.flatMap(({ id }, at) => (found[at] === undefined ? [] : [[id, found[at]]])))
}

/** The address of the catalogue with what a competence is learnt from; undefined where nothing says what that is. */
export function coursesOf(register: Register, competence: string | undefined): string | undefined {
  return competence === undefined || themesOf(register, competence).length === 0
    ? undefined
    : paths.courses(register.id, { competentie: competence })
}

// As many as answer without a list.
const shown = 2

/** The courses that answer a development point: the two that suit best, and the way to all. */
export function Learnable({
  visit,
  competence,
  found,
}: {
  readonly visit: Visit
  readonly competence: Development['competences'][number]
  readonly found: FoundCourses
}) {
  const { register } = speech(visit)
  const href = coursesOf(register, competence.id)
  if (found.total === 0 || href === undefined) return null
  return (
    <>
      <p class="flush">In het aanbod:</p>
      <ul>
        {found.found.slice(0, shown).map((one) => {
          const counts = one.counts === undefined ? '' : shortCounts(register, one.counts)
          return (
            <li>
              <a href={paths.course(register.id, one.course.number)}>{one.course.title}</a>.{' '}
              {whenAndWhere(one)}
              {counts !== '' && `, ${counts}`}
            </li>
          )
        })}
      </ul>
      <p>
        <a href={href}>
          {found.total > shown
            ? `Alle ${counted(found.total, 'opleiding', 'opleidingen')} hierover`
            : 'Zoek verder in het aanbod'}
          <span class="visually-hidden">: {competence.label}</span>
        </a>
      </p>
    </>
  )
}
