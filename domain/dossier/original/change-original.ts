import type { OriginalEvent } from '#domain/dossier/original/original.ts'
import { originalLifecycle } from '#domain/dossier/original/original.ts'
import type { OriginalOfSomebody } from '#domain/dossier/original/queries.ts'
import { lockOriginal } from '#domain/dossier/original/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** An original as it was seen on the page. */
export interface SeenOriginal {
  readonly id: string
  readonly version: number
}

export type ChangedOriginal =
  | { readonly outcome: 'changed'; readonly original: OriginalOfSomebody }
  /** Somebody else changed it first, or this cannot be done with it any more. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-found' }

/** What is written of an original when something happens to it. */
export interface OriginalChange {
  readonly event: OriginalEvent
  readonly set: Readonly<Record<string, string | boolean | null>>
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Lets something happen to an original that may happen to it now, and records it. */
export async function changeOriginal(
  context: Context,
  { id, version }: SeenOriginal,
  { event, set, facts = {} }: OriginalChange,
): Promise<ChangedOriginal> {
  const original = await lockOriginal(context, id)
  if (original === undefined) return { outcome: 'not-found' }
  const status = next(originalLifecycle, original.status, event)
  if (original.version !== version || status === undefined) return { outcome: 'stale' }
  await context.db
    .updateTable('original')
    .set((eb) => ({ ...set, status, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  const { document, number } = original
  await record(context, {
    noun: 'original',
    id,
    action: event,
    facts: { document, number, ...facts },
  })
  return { outcome: 'changed', original: { ...original, status } }
}
