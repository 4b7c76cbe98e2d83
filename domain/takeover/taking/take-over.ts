import { sql } from 'kysely'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { DeliveredFiles } from '#domain/takeover/delivery/delivered-files.ts'
import { keepProof, proofWords } from '#domain/takeover/delivery/look-at-proof.ts'
import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'
import type { Delivering } from '#domain/takeover/delivery/read-delivery.ts'
import { relateAgain } from '#domain/takeover/delivery/relate-rows.ts'
import { finishDelivery } from '#domain/takeover/taking/end-delivery.ts'
import { writeBundles } from '#domain/takeover/taking/write-bundles.ts'

/** How many people are taken over in one transaction. */
const together = 200

export type TakenOver =
  | { readonly outcome: 'done' }
  /** It was stopped on the way; begun again it goes on. */
  | { readonly outcome: 'stopped' }
  /** Somebody ended it on the way. */
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'not-checked' }

/**
 * Takes over what is ready of a delivery, some people at a time and each of them whole or not at all.
 * Broken off anywhere and begun again it goes on with who is left. Who cannot be written after all, as
 * something changed meanwhile, is left out with what went wrong, and the others go in.
 */
export async function takeOver(
  delivering: Delivering,
  files: DeliveredFiles,
  /** Asked after each batch with how many people are left to do. */
  goOn: () => Promise<boolean> = async () => true,
): Promise<TakenOver> {
  const begun = await within(delivering, (context) => begin(context, delivering.takeoverId))
  if (begun === undefined) return { outcome: 'not-checked' }
  const source = begun
  for (;;) {
    const keys = await within(delivering, (context) => nextKeys(context, delivering.takeoverId))
    if (keys.length === 0) break
    if (!(await writeBatch(delivering, files, { source, keys }))) return { outcome: 'ended' }
    if (!(await goOn())) return { outcome: 'stopped' }
  }
  await within(delivering, (context) => finishDelivery(context, delivering.takeoverId))
  return { outcome: 'done' }
}

function within<Result>(
  { platform, register, actor }: Delivering,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  return inRegister(platform, { register }, actor, work)
}

async function begin(context: Context, id: string): Promise<string | undefined> {
  const row = await context.db
    .selectFrom('takeover')
    .where('id', '=', id)
    .select(['source', 'status'])
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || (row.status !== 'checked' && row.status !== 'running')) return undefined
  if (row.status === 'checked') {
    await context.db
      .updateTable('takeover')
      .where('id', '=', id)
      .set({ status: 'running' })
      .execute()
    await record(context, { noun: 'takeover', id, action: 'begin' })
  }
  return row.source
}

async function nextKeys({ db }: Context, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ bundle: string }>`
    select distinct bundle from takeover_row where takeover_id = ${id} and state = 'ready'
      and bundle is not null order by bundle limit ${together}`.execute(db)
  return rows.map(({ bundle }) => bundle)
}

interface Batch {
  readonly source: string
  readonly keys: readonly string[]
}

// False where the delivery was ended meanwhile.
async function writeBatch(
  delivering: Delivering,
  files: DeliveredFiles,
  { source, keys }: Batch,
): Promise<boolean> {
  const { takeoverId } = delivering
  const proofs = await keepProofs(delivering, files, keys)
  const write = (some: readonly string[]) =>
    within(delivering, async (context) => {
      // Whoever presses the button twice takes over once.
      if (!(await isRunning(context, takeoverId))) return false
      await relateAgain(context, takeoverId, some)
      await writeBundles(context, { takeoverId, source, keys: some, proofs })
      return true
    })
  try {
    return await write(keys)
  } catch (error) {
    if (!isOfTheData(error)) throw error
    for (const key of keys) {
      try {
        if (!(await write([key]))) return false
      } catch (own) {
        if (!isOfTheData(own)) throw own
        await within(delivering, (context) => leave(context, takeoverId, key, saidBy(own)))
      }
    }
    return true
  }
}

async function isRunning({ db }: Context, takeoverId: string): Promise<boolean> {
  const row = await db
    .selectFrom('takeover')
    .where('id', '=', takeoverId)
    .where('status', '=', 'running')
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

// What a row says or what stands there already; a lost connection or a full disk is no mistake in a row.
function isOfTheData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^2[23]/.test(code)
}

function saidBy(error: unknown): string {
  const { constraint, message } = error as { constraint?: string; message?: string }
  return constraint ?? message ?? ''
}

async function leave(context: Context, id: string, key: string, given: string): Promise<void> {
  const mistake: Mistake = { column: '', is: 'not-written', given }
  await sql`
    update takeover_row set state = 'wrong',
      mistakes = mistakes || ${JSON.stringify([mistake])}::jsonb
    where takeover_id = ${id} and bundle = ${key} and state = 'ready'`.execute(context.db)
}

// Files are stored before the transaction that names them; what no document names goes after a day.
async function keepProofs(
  delivering: Delivering,
  files: DeliveredFiles,
  keys: readonly string[],
): Promise<ReadonlyMap<string, StoredEvidence>> {
  const { takeoverId, platform } = delivering
  const wanted = await within(delivering, async ({ db }) => {
    const { rows } = await sql<{ id: string; path: string; name: string }>`
      select id, facts ->> 'path' as path, facts ->> 'name' as name from takeover_row
      where takeover_id = ${takeoverId} and kind = 'evidence' and state = 'ready'
        and bundle = any(${keys}) order by row`.execute(db)
    return rows
  })
  const kept = new Map<string, StoredEvidence>()
  for (const { id, path, name } of wanted) {
    const file = await files.proof(path)
    const stored = file && (await keepProof(file, name, platform.files))
    if (stored !== undefined) kept.set(id, stored)
    else {
      const is = file === undefined ? 'file-missing' : 'file-unreadable'
      const mistake: Mistake = {
        column: 'bestand',
        is,
        given: path,
        against: proofWords.unreadable,
      }
      await within(delivering, ({ db }) =>
        sql`update takeover_row set state = 'wrong',
            mistakes = mistakes || ${JSON.stringify([mistake])}::jsonb
          where id = ${id}`.execute(db),
      )
    }
  }
  return kept
}
