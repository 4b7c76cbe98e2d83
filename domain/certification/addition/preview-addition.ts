import { listAdditions } from '#domain/certification/addition/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { importedFiles } from '#domain/platform/context/registers.ts'
import type { CompiledRegulation } from '#engine'
import { inForce } from '#engine'
import type { AdditionFile, ReadAddition } from '#regulations/addition.ts'
import { nameOfAddition, withAdditions, writeAddition } from '#regulations/addition.ts'
import { runExamples } from '#regulations/check/run-examples.ts'
import { compareRegulations } from '#regulations/compare.ts'
import { compileRegister } from '#regulations/load.ts'
import { MistakenFile, sourceOf } from '#regulations/mistakes.ts'

/** What an addition would change, or why it does not fit the version to which it adds. */
export type AdditionPreview =
  | {
      readonly outcome: 'fits'
      /** In words, each in a line. */
      readonly differences: readonly string[]
      readonly examples: number
      /** The examples that would no longer come out as the regulation says, by their titles. */
      readonly failing: readonly string[]
      /** Activities of this kind from the first day on that were not judged yet, and are valued anew. */
      readonly open: number
      readonly planned: number
      /** Activities of this kind of before that day, which keep what they are worth. */
      readonly before: number
    }
  | { readonly outcome: 'does-not-fit'; readonly reasons: readonly string[] }

/** Says what an addition would change for whom, when it holds. */
export async function previewAddition(
  context: Context,
  addition: AdditionFile,
): Promise<AdditionPreview> {
  const composed = await composeWith(context, addition)
  if (composed.outcome === 'does-not-fit') return composed
  const { before, after } = composed
  const examples = runExamples(after)
  return {
    outcome: 'fits',
    differences: compareRegulations(before, after),
    examples: examples.length,
    failing: examples.filter(({ differences }) => differences.length > 0).map(({ title }) => title),
    ...(await touched(context, addition)),
  }
}

type Composed =
  | {
      readonly outcome: 'fits'
      readonly before: CompiledRegulation
      readonly after: CompiledRegulation
    }
  | { readonly outcome: 'does-not-fit'; readonly reasons: readonly string[] }

/** The version that holds on the first day of an addition without it, and with it. */
export async function composeWith(context: Context, addition: AdditionFile): Promise<Composed> {
  try {
    const { adopted, published } = await withoutAddition(context, addition)
    const after = withAdditions(published, [...adopted, addition].map(asRead)).find(
      ({ regulation: { version } }) => version.equals(addition.from),
    )
    const before = inForce(withAdditions(published, adopted.map(asRead)), addition.from)
    const based = after?.regulation.basedOn?.version
    return after === undefined || before === undefined || !based?.equals(addition.version)
      ? { outcome: 'does-not-fit', reasons: ['op die dag geldt een andere versie'] }
      : { outcome: 'fits', before, after }
  } catch (error) {
    if (!(error instanceof MistakenFile)) throw error
    return { outcome: 'does-not-fit', reasons: error.mistakes.map(({ message }) => message) }
  }
}

/** Why what was adopted beside an addition does not fit without it; nothing where it does. */
export async function composeWithout(
  context: Context,
  addition: AdditionFile,
): Promise<readonly string[]> {
  try {
    const { adopted, published } = await withoutAddition(context, addition)
    withAdditions(published, adopted.map(asRead))
    return []
  } catch (error) {
    if (!(error instanceof MistakenFile)) throw error
    return error.mistakes.map(({ message }) => message)
  }
}

async function withoutAddition(context: Context, addition: AdditionFile) {
  const adopted = (await listAdditions(context))
    .filter(({ status }) => status === 'adopted')
    .map(({ file }) => file)
    .filter((one) => nameOfAddition(one) !== nameOfAddition(addition))
  return { adopted, published: await publishedVersions(context) }
}

// As the database has them now, as another process may have imported what this one has not seen yet.
async function publishedVersions({ db, register }: Context) {
  const files = (await importedFiles(db)).get(register.id)
  const { versions } = files === undefined ? register : compileRegister({ ...files, additions: [] })
  return versions.filter(({ regulation }) => regulation.basedOn === undefined)
}

function asRead(addition: AdditionFile): ReadAddition {
  return { addition, source: sourceOf(writeAddition(addition), nameOfAddition(addition)) }
}

async function touched(
  { db, register }: Context,
  { kind, from }: AdditionFile,
): Promise<{ readonly open: number; readonly planned: number; readonly before: number }> {
  const found = await db
    .selectFrom('activity_claim')
    .innerJoin('activity', 'activity.id', 'activity_claim.activity_id')
    .where('register', '=', register.id)
    .where('kind', '=', kind.id)
    .where('withdrawn_at', 'is', null)
    .select(({ fn }) => {
      const day = from.toString()
      const count = () => fn.countAll<number>()
      return [
        count()
          .filterWhere('state', '=', 'planned')
          .filterWhere('completed_on', '>=', day)
          .as('planned'),
        count()
          .filterWhere('state', 'in', ['draft', 'awaiting-referee', 'entered', 'returned'])
          .filterWhere(({ or, eb }) =>
            or([eb('completed_on', '>=', day), eb('completed_on', 'is', null)]),
          )
          .as('open'),
        count().filterWhere('completed_on', '<', day).as('before'),
      ]
    })
    .executeTakeFirstOrThrow()
  return found
}
