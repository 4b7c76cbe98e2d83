import { randomUUID } from 'node:crypto'
import type { Context } from '#domain/platform/context/context.ts'
import type { Paper } from '#papers/paper.ts'
import { paperName, paperType } from '#papers/paper.ts'

/**
 * Issues papers to a person, or to nobody in particular. They stand in the database at once, with
 * everything that is printed on them, so that nothing that changes later gets into them; their files
 * are made after this transaction. Gives their ids, in the order in which they were asked for.
 */
export async function issuePapers<Papers extends readonly Paper[]>(
  context: Context,
  personId: string | undefined,
  ...papers: Papers
): Promise<{ readonly [Each in keyof Papers]: string }> {
  const { db, register, today, platform } = context
  const issued = papers.map((paper) => ({ id: randomUUID(), paper }))
  await db
    .with('issued', (query) =>
      query.insertInto('document').values(
        issued.map(({ id, paper }) => ({
          id,
          register: register.id,
          person_id: personId ?? null,
          kind: kindOf(paper),
          name: paperName(paper),
          media_type: paperType(paper),
          made_on: today.toString(),
        })),
      ),
    )
    .insertInto('paper_to_make')
    .values(
      issued.map(({ id, paper }) => ({
        document_id: id,
        register: register.id,
        content: JSON.stringify(paper),
      })),
    )
    .execute()
  const ids = issued.map(({ id }) => id)
  const data = { register: register.id, papers: ids }
  await platform.enqueue(db, { name: 'make-papers', data })
  // One id for each paper.
  return ids as { readonly [Each in keyof Papers]: string }
}

// What somebody answered, and what shows that something was done, is among what they prove it with; whatever is
// decided of a course is a decision.
function kindOf({ kind }: Paper) {
  if (kind === 'activity-form' || kind === 'overview') return 'evidence'
  return kind === 'accreditation' ? 'decision' : kind
}
