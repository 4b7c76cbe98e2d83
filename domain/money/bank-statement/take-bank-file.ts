import type { bankFileLifecycle } from '#domain/money/bank-statement/bank-statement.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A file that was sent by the page and lies in the store. */
export interface SentBankFile {
  readonly name: string
  readonly sha256: string
  readonly fileKey: string
}

/** Begins with a file of the bank, which the worker reads; gives it. */
export async function takeBankFile(
  context: Context,
  { name, sha256, fileKey }: SentBankFile,
): Promise<{ readonly id: string }> {
  const { db, register, actor, today, platform } = context
  const state = 'reading' satisfies keyof typeof bankFileLifecycle
  const called = name.slice(0, 500)
  const { id } = await db
    .insertInto('bank_file')
    .values({
      ...{ register: register.id, name: called, state, sha256, file_key: fileKey },
      ...{ sent_by: accountIdOf(actor) ?? null, sent_on: today.toString() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'bank-statement',
    id,
    action: 'send',
    facts: { name: called, sha256 },
  })
  await platform.enqueue(db, { name: 'bank-file', data: { register: register.id, fileId: id } })
  return { id }
}
