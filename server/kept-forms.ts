import { randomUUID } from 'node:crypto'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Register } from '#regulations/register.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { Answers } from '#web/forms/answers.ts'

// Nothing that was typed or uploaded is lost when a session ends meanwhile: it waits for its owner. Nor are
// the files of a form that comes back because something else in it is wrong.

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
  await inRegister(platform, { register }, { kind: 'visitor' }, ({ db }) =>
    put(db, { id, account, path, form, days: 14 }),
  )
  return id
}

interface ToKeep {
  readonly id: string
  readonly account: string
  readonly path: string
  readonly form: Pick<Answers, 'fields' | 'files'>
  readonly days: number
}

async function put(db: Context['db'], { id, account, path, form, days }: ToKeep): Promise<void> {
  await db
    .insertInto('kept_form')
    .values({
      id,
      account_id: account,
      path,
      fields: JSON.stringify(withoutSecrets(form.fields)),
      files: JSON.stringify(form.files),
      expires_at: Temporal.Now.instant()
        .add({ hours: 24 * days })
        .toString(),
    })
    .execute()
  const newest = db
    .selectFrom('kept_form')
    .where('account_id', '=', account)
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostKeptForms)
  await db
    .deleteFrom('kept_form')
    .where('account_id', '=', account)
    .where('id', 'not in', newest)
    .execute()
}

// A password or a code is typed again: it is kept nowhere.
function withoutSecrets(fields: Answers['fields']): Answers['fields'] {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => name !== 'code' && !name.includes('wachtwoord')),
  )
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

/** The files that came with a form before, and where they are kept or will be. */
interface KeptFiles {
  /** What the form that is shown again says, so that its files come along; undefined where nothing is kept. */
  readonly id: string | undefined
  readonly isThere: boolean
  readonly files: readonly ReceivedFile[]
}

/** Of a form that brings no files. */
export const nothingKept: KeptFiles = { id: undefined, isThere: false, files: [] }

/**
 * The files that came before the session ended, or with the form as it came back: they belong to the form
 * that is now sent again.
 */
export async function keptFiles(context: Context, url: URL, form: Answers): Promise<KeptFiles> {
  const id = form.value(keptField)
  const row = await ownKeptForm(context, url, id)?.forUpdate().executeTakeFirst()
  if (row === undefined) {
    const keeps = form.files.length > 0 && accountIdOf(context.actor) !== undefined
    return { id: keeps ? randomUUID() : undefined, isThere: false, files: [] }
  }
  const files = row.files as Answers['files']
  const there = await Promise.all(files.map((file) => context.platform.files.has(file.fileKey)))
  // The same file chosen once more is one file.
  const again = ({ field, sha256 }: ReceivedFile) =>
    form.files.some((file) => file.field === field && file.sha256 === sha256)
  return { id, isThere: true, files: files.filter((file, at) => there[at] && !again(file)) }
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
 * Says which files became nobody's document, to be removed after the commit. What came with a form that is
 * shown again waits for it, and what was kept before stays kept as long as the form is not accepted.
 */
export async function settleFiles(
  context: Context,
  { url, form, kept }: { readonly url: URL; readonly form: Answers; readonly kept: KeptFiles },
  answer: Response,
): Promise<readonly ReceivedFile[]> {
  const { id } = kept
  const loose = await nobodys(context, [...kept.files, ...form.files])
  const account = accountIdOf(context.actor)
  if (id === undefined || account === undefined) return loose
  const own = { id, account_id: account }
  // 200: shown with what it would change, before it is done.
  const isShownAgain = [200, 409, 422].includes(answer.status)
  const waiting = isShownAgain ? loose : loose.filter((file) => kept.files.includes(file))
  if (answer.status === 303) {
    await context.db
      .deleteFrom('kept_form')
      .where((eb) => eb.and(own))
      .execute()
    return loose
  }
  if (kept.isThere) {
    await context.db
      .updateTable('kept_form')
      .where((eb) => eb.and(own))
      .set({ files: JSON.stringify(waiting) })
      .execute()
  } else if (waiting.length > 0) {
    const { fields } = form
    const { pathname: path } = url
    // Not for long: it may be a paper that is destroyed once it was seen.
    await put(context.db, { id, account, path, form: { fields, files: waiting }, days: 1 })
  }
  return loose.filter((file) => !waiting.includes(file))
}

async function nobodys(
  context: Context,
  files: readonly ReceivedFile[],
): Promise<readonly ReceivedFile[]> {
  if (files.length === 0) return []
  const keys = files.map(({ fileKey }) => fileKey)
  const rows = await context.db
    .selectFrom('document')
    .where('file_key', 'in', keys)
    .select('file_key')
    .unionAll(
      context.db.selectFrom('takeover_file').where('file_key', 'in', keys).select('file_key'),
    )
    .unionAll(
      context.db.selectFrom('course_import').where('file_key', 'in', keys).select('file_key'),
    )
    .unionAll(context.db.selectFrom('bank_file').where('file_key', 'in', keys).select('file_key'))
    .execute()
  const documents = new Set(rows.map((row) => row.file_key))
  return files.filter(({ fileKey }) => !documents.has(fileKey))
}
