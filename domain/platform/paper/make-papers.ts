import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { releaseMessages } from '#domain/platform/message/release-messages.ts'
import type { Paper } from '#papers/paper.ts'
import { makePaper, paperType } from '#papers/paper.ts'
import { TimeStampsAway } from '#papers/time-stamp.ts'
import type { Register } from '#regulations/register.ts'

/** A paper that could not be made, and why. */
export interface FailedPaper {
  readonly id: string
  readonly reason: string
}

const maker: Actor = { kind: 'system', task: 'make-papers' }

/**
 * Makes the papers with these ids, outside any transaction, and puts each in its place when it is
 * there. A paper that has been made, or is gone, is left alone, so that this may run again at any
 * moment. What fails is noted at the paper and given back; it does not stop the others.
 */
export async function makePapers(
  platform: Platform,
  register: Register,
  ids: readonly string[],
): Promise<readonly FailedPaper[]> {
  const failed: FailedPaper[] = []
  for (const id of ids) {
    const paper = await inRegister(platform, { register, readOnly: true }, maker, (context) =>
      find(context, id),
    )
    if (paper === undefined) continue
    try {
      await make(platform, register, id, paper)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      await inRegister(platform, { register }, maker, (context) => note(context, id, reason))
      failed.push({ id, reason })
    }
  }
  return failed
}

/**
 * Makes every paper of a register that has yet to be made: after a break, or when filling the demo. What
 * is made only when somebody asks for it is left alone.
 */
export async function makeWaitingPapers(
  platform: Platform,
  register: Register,
): Promise<readonly FailedPaper[]> {
  const waiting = await inRegister(platform, { register, readOnly: true }, maker, ({ db }) =>
    db
      .selectFrom('paper_to_make')
      .where('when_asked', '=', false)
      .select('document_id')
      .orderBy('asked_at')
      .execute(),
  )
  return makePapers(
    platform,
    register,
    waiting.map(({ document_id }) => document_id),
  )
}

async function find({ db }: Context, id: string): Promise<Paper | undefined> {
  const row = await db
    .selectFrom('paper_to_make')
    .where('document_id', '=', id)
    .select('content')
    .executeTakeFirst()
  // Our own JSON: written by issuePapers only.
  return row?.content as Paper | undefined
}

// Of two that make the same paper at once, one puts it there; the other takes its own file away.
async function make(
  platform: Platform,
  register: Register,
  id: string,
  paper: Paper,
): Promise<void> {
  const { stamped, content } = await makeStamped(platform, paper)
  const file = {
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    file_key: await platform.files.put(Readable.from([content]), paperType(paper), content.length),
  }
  const placed = await inRegister(platform, { register }, maker, (context) =>
    place(context, id, { ...file, stamped }),
  )
  if (!placed) await platform.files.remove(file.file_key)
}

// A service that stamps no time now does so later: nobody's letter waits for it.
async function makeStamped(
  { identity }: Platform,
  paper: Paper,
): Promise<{ readonly stamped: boolean; readonly content: Buffer }> {
  try {
    return { stamped: true, content: Buffer.from(await makePaper(paper, identity)) }
  } catch (error) {
    if (!(error instanceof TimeStampsAway)) throw error
    const unstamped = await makePaper(paper, { ...identity, timeStamps: undefined })
    return { stamped: false, content: Buffer.from(unstamped) }
  }
}

async function place(
  context: Context,
  id: string,
  { stamped, ...file }: PaperFile & { readonly stamped: boolean },
): Promise<boolean> {
  const { db, register } = context
  const taken = await db
    .deleteFrom('paper_to_make')
    .where('document_id', '=', id)
    .returning('document_id')
    .executeTakeFirst()
  if (taken === undefined) return false
  const { kind } = await db
    .updateTable('document')
    .where('id', '=', id)
    .set(file)
    .returning('kind')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'paper',
    id,
    action: 'make',
    facts: { kind, sha256: file.sha256 },
  })
  if (!stamped) {
    await db
      .insertInto('paper_to_stamp')
      .values({ document_id: id, register: register.id })
      .execute()
  }
  await releaseMessages(context, id)
  return true
}

interface PaperFile {
  readonly size: number
  readonly sha256: string
  readonly file_key: string
}

async function note({ db }: Context, id: string, reason: string): Promise<void> {
  await db
    .updateTable('paper_to_make')
    .where('document_id', '=', id)
    .set((eb) => ({ attempts: eb('attempts', '+', 1), error: reason }))
    .execute()
}
