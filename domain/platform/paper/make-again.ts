import type { Context } from '#domain/platform/context/context.ts'

/** Has the papers that could not be made tried again at once, as they are every morning; gives how many. */
export async function makeAgain({ db, register, platform }: Context): Promise<number> {
  const rows = await db
    .selectFrom('paper_to_make')
    .where('register', '=', register.id)
    .where('error', 'is not', null)
    .select('document_id')
    .orderBy('asked_at')
    .execute()
  // Each by itself, so that none waits for another.
  for (const { document_id } of rows) {
    const data = { register: register.id, papers: [document_id] }
    await platform.enqueue(db, { name: 'make-papers', data })
  }
  return rows.length
}
