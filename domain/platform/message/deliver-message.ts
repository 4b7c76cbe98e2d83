import { setTimeout as pause } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { HeldBackFile, noteHeldBack, readKept } from '#domain/platform/file/held-back-file.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'
import { linkWorks, secretOfLink } from '#domain/platform/message/link-works.ts'
import { mayGoTwice, onlyPasses, urgencyOf } from '#domain/platform/message/mail-kinds.ts'
import type { FailedBy } from '#domain/platform/message/next-attempt.ts'
import { nextAttempt } from '#domain/platform/message/next-attempt.ts'
import { isStopped, noMore } from '#domain/platform/message/stop-messages.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import type { Lane, MailAttachment } from '#mail/transport.ts'
import { inHandSeconds } from '#mail/transport.ts'
import type { Register } from '#regulations/register.ts'

/** What came of one attempt to deliver a mail. */
export type Delivered =
  | { readonly outcome: 'sent' | 'kept' | 'gone' }
  /** It is not its turn: a paper is still being made, it is due later, or somebody has it in hand. */
  | { readonly outcome: 'waits' }
  /** It is tried again later. */
  | { readonly outcome: 'failed'; readonly cause: FailedBy; readonly reason: string }
  /** It is not tried any more by itself. */
  | { readonly outcome: 'undelivered'; readonly cause: FailedBy | 'over' }

/**
 * Hands one mail to the mail server; without one it stays where it lies. That its text is being handed over is
 * noted before, and what came of it afterwards, so that it never goes twice for want of a note. Where somebody
 * was stopped between the two it may have gone: it goes once more, with the Message-ID that it had, unless it
 * asks for money; then a person decides.
 */
export async function deliverMessage(
  platform: Platform,
  mailId: string,
  deliver: Lane['deliver'] | undefined,
  signal?: AbortSignal,
): Promise<Delivered> {
  const mail = await readMail(platform, mailId)
  const ofFiles = platform.registers.get(mail?.register ?? '')
  if (mail === undefined || ofFiles === undefined) return { outcome: 'gone' }
  if (await isStopped(platform.db, { accountId: mail.account_id, address: mail.to_address })) {
    await change(platform, mailId, { ...noMore, stopped_at: sql<string>`now()` })
    return { outcome: 'gone' }
  }
  if (!mail.is_due) return { outcome: 'waits' }
  if (deliver === undefined || mail.is_held) {
    await change(platform, mailId, { due_at: null, kept_at: sql<string>`now()` })
    return { outcome: 'kept' }
  }
  if (mail.in_hand_for !== null) {
    if (mail.in_hand_for < inHandSeconds) return lookAgain(platform, mail, mail.in_hand_for)
    const ended = await notKnown(platform, mail)
    if (ended !== undefined) return ended
  }
  if (mail.attempts > 0 && !mail.link_works) {
    await stopTrying(platform, mailId, { cause: 'over', settled_at: sql<string>`now()` })
    return { outcome: 'undelivered', cause: 'over' }
  }
  const carried = await read(platform, ofFiles, mail.attachments as readonly string[]).catch(
    (error: unknown) => faultIn(platform, ofFiles, error),
  )
  if ('reason' in carried) return failed(platform, mail, 'fault', carried.reason)
  const { register, attachments } = carried
  const delivery = await deliver(
    {
      id: mail.id,
      from: { name: register.mail.senderName, address: register.mail.senderAddress },
      replyTo: register.organisation.email,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.body_text,
      html: mail.body_html,
      attachments,
    },
    { signal, beforeHandingOver: () => takeInHand(platform, mailId) },
  )
  switch (delivery.outcome) {
    case 'sent':
      await untilNoted(() => noteSent(platform, mail))
      return { outcome: 'sent' }
    case 'taken':
      return { outcome: 'waits' }
    case 'failed':
      return untilNoted(() => failed(platform, mail, delivery.cause, delivery.reason))
  }
}

type Mail = NonNullable<Awaited<ReturnType<typeof readMail>>>

function readMail({ db }: Platform, mailId: string) {
  return db
    .selectFrom('mail_message')
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .where('stopped_at', 'is', null)
    .where('undelivered_at', 'is', null)
    .select([
      'id',
      'kind',
      'register',
      'account_id',
      'to_address',
      'subject',
      'body_text',
      'body_html',
      'attachments',
      'attempts',
      'unsure_at',
      sql<boolean>`coalesce(due_at <= now(), false)`.as('is_due'),
      sql<boolean>`exists (select from watch where mail_held_at is not null)`.as('is_held'),
      sql<number | null>`extract(epoch from now() - handed_at)::float8`.as('in_hand_for'),
      linkWorks(secretOfLink).as('link_works'),
    ])
    .executeTakeFirst()
}

// From here on the text may be with the mail server. Of two who are about to, one may.
async function takeInHand({ db }: Platform, mailId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail_message')
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .where('stopped_at', 'is', null)
    .where('undelivered_at', 'is', null)
    .where('handed_at', 'is', null)
    .set({ handed_at: sql<string>`now()` })
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

// Whoever has it in hand notes what came of it, or was stopped and does not.
async function lookAgain(platform: Platform, mail: Mail, inHandFor: number): Promise<Delivered> {
  const after = Math.max(1, Math.ceil(inHandSeconds - inHandFor))
  await platform.db
    .transaction()
    .execute((transaction) => enqueueMail(platform, transaction, mail, after))
  return { outcome: 'waits' }
}

// Its text was being handed over when whoever did that was stopped.
async function notKnown(platform: Platform, mail: Mail): Promise<Delivered | undefined> {
  if (!mayGoTwice(mail.kind) || mail.unsure_at !== null) {
    await stopTrying(platform, mail.id, { cause: 'unsure', error: null })
    return { outcome: 'undelivered', cause: 'unsure' }
  }
  await change(platform, mail.id, { handed_at: null, unsure_at: sql<string>`now()` })
  return undefined
}

async function noteSent(platform: Platform, mail: Mail): Promise<void> {
  await change(platform, mail.id, {
    ...noMore,
    sent_at: sql<string>`now()`,
    attempts: sql<number>`attempts + 1`,
    ...{ error: null, cause: null, failing_since: null, handed_at: null },
    ...whatStays(platform, mail),
  })
}

function failed(
  platform: Platform,
  mail: Mail,
  cause: FailedBy,
  reason: string,
): Promise<Delivered> {
  return platform.db.transaction().execute(async (transaction) => {
    const { failing_for } = await transaction
      .updateTable('mail_message')
      .where('id', '=', mail.id)
      .set({
        attempts: sql<number>`attempts + 1`,
        failing_since: sql<string>`coalesce(failing_since, now())`,
        tried_at: sql<string>`now()`,
        ...{ cause, error: reason, handed_at: null },
        ...(cause === 'unsure' && { unsure_at: sql<string>`coalesce(unsure_at, now())` }),
      })
      .returning(sql<number>`extract(epoch from now() - failing_since)::float8`.as('failing_for'))
      .executeTakeFirstOrThrow()
    const next = nextAttempt({
      urgency: urgencyOf(mail.kind),
      attempts: mail.attempts,
      failingFor: failing_for,
      cause,
      mayGoTwice: mayGoTwice(mail.kind) && mail.unsure_at === null,
    })
    if (next.next === 'stop') {
      await stopTrying({ db: transaction }, mail.id)
      return { outcome: 'undelivered', cause }
    }
    await change({ db: transaction }, mail.id, {
      due_at: sql<string>`case when stopped_at is null then now() + make_interval(secs => ${next.after}) end`,
    })
    await enqueueMail(platform, transaction, mail, next.after)
    return { outcome: 'failed', cause, reason }
  })
}

type Changes = Readonly<Record<string, unknown>>
type Within = { readonly db: Pick<Transaction<Database>, 'updateTable'> }

async function change({ db }: Within, mailId: string, changes: Changes): Promise<void> {
  await db.updateTable('mail_message').where('id', '=', mailId).set(changes).execute()
}

function stopTrying(within: Within, mailId: string, more: Changes = {}): Promise<void> {
  const stopped = { due_at: null, handed_at: null, undelivered_at: sql<string>`now()` }
  return change(within, mailId, { ...stopped, ...more })
}

// A file that is not what was kept stands on the administrator's list too, and the mail waits for it.
async function faultIn(
  platform: Platform,
  register: Register,
  error: unknown,
): Promise<{ readonly reason: string }> {
  if (error instanceof HeldBackFile) await noteHeldBack(platform, register, error)
  return { reason: error instanceof Error ? error.message : String(error) }
}

// What has gone must not go again because the database was away for a moment.
async function untilNoted<Result>(note: () => Promise<Result>): Promise<Result> {
  for (const seconds of [1, 2, 4, 8]) {
    try {
      return await note()
    } catch {
      await pause(seconds * 1000)
    }
  }
  return note()
}

// From here on only the receiver has the links, and the whole of a mail that only passes by. The
// demo's mailbox shows the links to all.
function whatStays(
  { demo }: Platform,
  mail: { readonly kind: string; readonly body_text: string; readonly body_html: string },
) {
  if (onlyPasses(mail.kind)) return { to_name: '', to_address: '', body_text: '', body_html: '' }
  if (demo) return {}
  return { body_text: withoutSecrets(mail.body_text), body_html: withoutSecrets(mail.body_html) }
}

// The register as it is now, and the papers that go along: all of them, each as it was kept.
async function read(
  platform: Platform,
  ofFiles: Register,
  documents: readonly string[],
): Promise<{ readonly register: Register; readonly attachments: MailAttachment[] }> {
  return inRegister(
    platform,
    { register: ofFiles, readOnly: true },
    { kind: 'system', task: 'deliver-mail' },
    async (context) => {
      const attachments: MailAttachment[] = []
      for (const id of documents) attachments.push(await attachmentOf(context, id))
      return { register: context.register, attachments }
    },
  )
}

async function attachmentOf(context: Context, id: string): Promise<MailAttachment> {
  const row = await context.db
    .selectFrom('document')
    .where('id', '=', id)
    .select(['name', 'media_type', 'sha256', 'file_key'])
    .executeTakeFirst()
  if (row === undefined || row.file_key === null || row.sha256 === null) {
    throw new Error(`De bijlage ${row?.name ?? id} is er niet (meer).`)
  }
  const { name: fileName, media_type: contentType, sha256, file_key: fileKey } = row
  return {
    fileName,
    contentType,
    content: await readKept(context, { documentId: id, fileKey, sha256 }),
  }
}
