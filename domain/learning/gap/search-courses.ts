import type { CatalogueIndex } from '#domain/courses/catalogue/catalogue-index.ts'
import type { FoundCourses, Order, Wanted } from '#domain/courses/catalogue/listed.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import type { Gap } from '#domain/learning/gap/gap.ts'
import { sumOf } from '#domain/learning/gap/gap.ts'
import { readGap } from '#domain/learning/gap/read-gap.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Who looks for courses, and for what; without a registration nobody's gap is known. */
export interface Looking {
  readonly registrationId: string | undefined
  /** Told by what there is, as the towns are those in which something is to come. */
  readonly wanted: (index: CatalogueIndex) => {
    readonly wanted: Wanted
    readonly order: Order
    readonly page: number
  }
}

/** One page of what somebody looks for, what fills their gap first where they ask for what suits them best. */
export async function searchCourses(
  context: Context,
  { registrationId, wanted: read }: Looking,
): Promise<{ readonly found: FoundCourses; readonly gap: Gap | undefined }> {
  const { register, today } = context
  const index = await readCatalogue(context)
  const gap = registrationId === undefined ? undefined : await readGap(context, registrationId)
  const { wanted, order, page } = read(index)
  const found = index.search(wanted, {
    ...{ register: register.id, today: today.toString(), order, page },
    fills:
      gap &&
      ((counts, { course, day }) =>
        sumOf(gap.fills(counts.counts, { course, alike: counts.alike, day }))),
  })
  return { found, gap }
}
