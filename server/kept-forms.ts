import { randomUUID } from 'node:crypto'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Register } from '#regulations/register.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { Answers } from '#web/forms/answers.ts'

// Nothing that was typed or uploaded is lost when a session ends meanwhile: it waits for its owner.

/** How many forms wait at most for somebody who has yet to sign in again; the oldest go first. */
const mostKeptForms = 20

/** Keeps what somebody sent after their session ended, for the account whose session it was. */
export async function keepForm(
  platform: Platform,
  register: Register,
  { path, account }: { readonly path: string; readonly account: string },
  form: Answers,
): Promise<string> {
  const id = randomUUID()
  await inRegister(platform, { register }, { kind: 'visitor' }, async ({ db }) => {
    await db
      .insertInto('kept_form')
      .values({
        id,
        account_id: account,
        path,
        fields: JSON.stringify(form.fields),
        files: JSON.stringify(form.files),
        expires_at: Temporal.Now.instant()
          .add({ hours: 24 * 14 })
          .toString(),
      })
      .execute()
    const newest = db
      .selectFrom('kept_form')
      .where('account_id', '=', account)
      .select('id')
      .orderBy('created_at', 'desc')
      .limit(mostKeptForms)
    await db
      .deleteFrom('kept_form')
      .where('account_id', '=', account)
      .where('id', 'not in', newest)
      .execute()
  })
  return id
}

/** The form that was kept under this id for who acts, to fill the page with once more. */
export async function keptForm(
  context: Context,
  url: URL,
  id: string | undefined,
): Promise<Answers | undefined> {
  const row = await ownKeptForm(context, url, id)?.executeTakeFirst()
  if (row === undefined) return undefined
  return new Answers(row.fields as Answers['fields'], row.files as Answers['files'])
}

/** The files that came before the session ended: they belong to the form that is now sent again. */
export async function keptFiles(
  context: Context,
  url: URL,
  form: Answers,
): Promise<readonly ReceivedFile[]> {
  const row = await ownKeptForm(context, url, form.value(keptField))?.forUpdate().executeTakeFirst()
  const files = (row?.files ?? []) as Answers['files']
  const there = await Promise.all(files.map((file) => context.platform.files.has(file.fileKey)))
  return files.filter((_, index) => there[index])
}

const keptField = '_kept'

function ownKeptForm(context: Context, url: URL, id: string | undefined) {
  const account = accountIdOf(context.actor)
  if (id === undefined || !isUuid(id) || account === undefined) return undefined
  return context.db
    .selectFrom('kept_form')
    .where('id', '=', id)
    .where('account_id', '=', account)
    .where('path', '=', url.pathname)
    .where('expires_at', '>', Temporal.Now.instant().toString())
    .select(['fields', 'files'])
}

/**
 * Says which files became nobody's document, to be removed after the commit. What was kept before
 * stays kept as long as the form is not accepted.
 */
export async function settleFiles(
  context: Context,
  form: Answers,
  kept: readonly ReceivedFile[],
  answer: Response,
): Promise<readonly ReceivedFile[]> {
  const loose = await nobodys(context, [...kept, ...form.files])
  const id = form.value(keptField)
  const account = accountIdOf(context.actor)
  const accepted = answer.status === 303
  if (!isUuid(id) || account === undefined) return loose
  const own = { id, account_id: account }
  if (accepted) {
    await context.db
      .deleteFrom('kept_form')
      .where((eb) => eb.and(own))
      .execute()
    return loose
  }
  const waiting = kept.filter((file) => loose.includes(file))
  if (waiting.length < kept.length) {
    await context.db
      .updateTable('kept_form')
      .where((eb) => eb.and(own))
      .set({ files: JSON.stringify(waiting) })
      .execute()
  }
  return loose.filter((file) => !waiting.includes(file))
}

async function nobodys(
  context: Context,
  files: readonly ReceivedFile[],
): Promise<readonly ReceivedFile[]> {
  if (files.length === 0) return []
  const rows = await context.db
    .selectFrom('document')
    .where(
      'file_key',
      'in',
      files.map(({ fileKey }) => fileKey),
    )
    .select('file_key')
    .execute()
  const documents = new Set(rows.map((row) => row.file_key))
  return files.filter(({ fileKey }) => !documents.has(fileKey))
}
