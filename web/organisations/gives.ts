import { givesAnything } from '#domain/courses/course/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Whether an organisation gives courses: it says that it is a provider, or something of it stands here. */
export async function gives(
  context: Pick<Context, 'db'>,
  { id, kinds }: Pick<Organisation, 'id' | 'kinds'>,
): Promise<boolean> {
  return kinds.includes('provider') || givesAnything(context, { is: 'organisation', id })
}
