import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { registerChanged } from '#domain/platform/context/current-register.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { FileChange, Weighty } from '#domain/platform/register/import-register.ts'
import { importConfirmed, planIn, weightyIn } from '#domain/platform/register/import-register.ts'
import type { RegisterFiles } from '#regulations/load.ts'
import { MistakenFile } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'

/** Files of the register that wait for somebody who administers it. */
export interface WaitingImport {
  readonly id: string
  /** The folder that they came from. */
  readonly source: string
  readonly on: Temporal.PlainDate
  readonly weighty: readonly Weighty[]
  readonly changes: readonly FileChange[]
  /** The register as it would be; undefined where the files cannot be used any more. */
  readonly becomes: Register | undefined
}

/** The files that wait to be confirmed, with what they would change. */
export async function waitingImport(context: Context): Promise<WaitingImport | undefined> {
  const { db, register, today } = context
  const row = await db
    .selectFrom('register_change')
    .where('register', '=', register.id)
    .where('status', '=', 'waiting')
    .select(['id', 'source', 'at_start', 'files', 'proposed_on'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id, source, proposed_on, at_start: atStart } = row
  const about = { id, source, on: Temporal.PlainDate.from(proposed_on) }
  try {
    const plan = await planIn({ db, today }, row.files as unknown as RegisterFiles, { atStart })
    const { register: becomes, changes } = plan
    return { ...about, weighty: weightyIn(plan), changes, becomes }
  } catch (error) {
    if (!(error instanceof MistakenFile)) throw error
    return { ...about, weighty: [], changes: [], becomes: undefined }
  }
}

export type SettledImport = {
  /** `no-longer`: they cannot be imported any more, and are settled as refused. */
  readonly outcome: 'done' | 'no-longer' | 'not-found'
}

/** Confirms files that wait, which imports them, or refuses them. Whoever brought them in runs Peil. */
export async function settleImport(
  context: Context,
  id: string,
  event: 'confirm' | 'refuse',
): Promise<SettledImport> {
  const { db, register, actor, today } = context
  if (!isUuid(id)) return { outcome: 'not-found' }
  const row = await db
    .selectFrom('register_change')
    .where('register', '=', register.id)
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .select(['source', 'at_start', 'files'])
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'not-found' }
  const imported = event === 'confirm' ? await imports(context, row) : true
  const done = event === 'confirm' && imported
  await db
    .updateTable('register_change')
    .where('id', '=', id)
    .set({
      status: done ? 'confirmed' : 'refused',
      settled_by: accountIdOf(actor) ?? null,
      settled_on: today.toString(),
    })
    .execute()
  await record(context, {
    noun: 'register',
    id: register.id,
    action: done ? 'confirm-files' : 'refuse-files',
    facts: { change: id, source: row.source },
  })
  if (done) registerChanged(db)
  return { outcome: imported ? 'done' : 'no-longer' }
}

async function imports(
  { db, actor, today }: Context,
  row: { readonly source: string; readonly at_start: boolean; readonly files: unknown },
): Promise<boolean> {
  const importing = { source: row.source, atStart: row.at_start }
  try {
    const files = row.files as RegisterFiles
    const { outcome } = await importConfirmed({ db, actor, today }, { files, importing })
    return outcome === 'imported'
  } catch (error) {
    if (!(error instanceof MistakenFile)) throw error
    return false
  }
}
