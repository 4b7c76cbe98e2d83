import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'

const asking: Actor = { kind: 'system', task: 'ask-papers' }

/**
 * Has papers made that wait until somebody asks for them, in a transaction of its own, as whoever asks
 * only reads. Asked twice they are made once.
 */
export async function askForPapers(
  { platform, register }: Pick<Context, 'platform' | 'register'>,
  ids: readonly string[],
): Promise<void> {
  await inRegister(platform, { register }, asking, async ({ db }) => {
    const asked = await db
      .updateTable('paper_to_make')
      .where('document_id', 'in', [...ids])
      .where('when_asked', '=', true)
      .set({ when_asked: false, asked_at: Temporal.Now.instant().toString() })
      .returning('document_id')
      .execute()
    if (asked.length === 0) return
    const data = { register: register.id, papers: asked.map(({ document_id }) => document_id) }
    await platform.enqueue(db, { name: 'make-papers', data })
  })
}
