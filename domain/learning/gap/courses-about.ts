import type { FoundCourses, Wanted } from '#domain/courses/catalogue/listed.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import { sumOf } from '#domain/learning/gap/gap.ts'
import { readGap } from '#domain/learning/gap/read-gap.ts'
import type { Context } from '#domain/platform/context/context.ts'

const anything: Wanted = {
  text: '',
  forms: [],
  themes: [],
  audiences: [],
  professions: [],
  languages: [],
  accredited: false,
  atMost: undefined,
  from: undefined,
  until: undefined,
  where: undefined,
}

/**
 * What there is about any of some themes, for each set of them: as much as the catalogue finds, with first what fills
 * the gap of whoever asks.
 */
export async function coursesAbout(
  context: Context,
  registrationId: string | undefined,
  sets: readonly (readonly string[])[],
): Promise<readonly FoundCourses[]> {
  if (sets.length === 0) return []
  const { register, today } = context
  const index = await readCatalogue(context)
  const gap = registrationId === undefined ? undefined : await readGap(context, registrationId)
  const fills: Parameters<typeof index.search>[1]['fills'] =
    gap &&
    ((counts, { course, day }) =>
      sumOf(gap.fills(counts.counts, { course, alike: counts.alike, day })))
  return sets.map((themes) =>
    index.search(
      { ...anything, themes },
      { register: register.id, today: today.toString(), order: 'best', page: 1, fills },
    ),
  )
}
