import { removeAccount } from '#domain/certification/sign-up/remove-account.ts'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { guardsOfPrivacy } from '#domain/people/staff/list-staff.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { ErasureEvent, ErasureStatus } from '#domain/privacy/erasure/erasure.ts'
import { erasureLifecycle, timeToAnswer, timeToTakeBack } from '#domain/privacy/erasure/erasure.ts'
import { findErasure, runningErasureOf } from '#domain/privacy/erasure/queries.ts'
import type { Forbids } from '#domain/privacy/erasure/weigh-erasure.ts'
import { lockForErasure, weighErasure } from '#domain/privacy/erasure/weigh-erasure.ts'
import { fullName } from '#language/names.ts'
import { erasureAsked, erasureWaits, erasureWithdrawn } from '#mail/erasure.ts'

/** Whose data, and how they are reached. */
interface Holder {
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly personId: string | undefined
}

export type AskedErasure =
  | { readonly outcome: 'asked'; readonly id: string }
  /** Nothing of them ever began here: it is gone. */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'forbidden'; readonly forbids: readonly Forbids[] }
  | { readonly outcome: 'already' | 'unknown' }

/**
 * Somebody asks to have what this register keeps of them erased, or the register enters that they did. Where
 * nothing ever began it goes at once; else it can be taken back for a week, and is answered within a month
 * (articles 12 and 17 of the GDPR).
 */
export async function askErasure(
  context: Context,
  asked: {
    readonly accountId: string
    readonly by: 'person' | 'office'
    readonly remark: string
  },
): Promise<AskedErasure> {
  const { db, register, today } = context
  const holder = await holderOf(context, asked.accountId)
  if (holder === undefined) return { outcome: 'unknown' }
  const { accountId, personId } = holder
  if ((await runningErasureOf(context, accountId)) !== undefined) return { outcome: 'already' }
  await lockForErasure(context, holder)
  const weighed = await weighErasure(context, holder)
  const { forbids, way, asksJudgement } = weighed
  // What only delays it is a matter for the answer.
  const stops = forbids.filter((one) => one === 'registered' || one === 'works-here')
  if (stops.length > 0 || (way === 'at-once' && forbids.length > 0)) {
    return { outcome: 'forbidden', forbids: stops.length > 0 ? stops : forbids }
  }
  if (way === 'at-once') {
    await eraseAtOnce(context, holder)
    return { outcome: 'gone' }
  }
  const registration = await db
    .selectFrom('registration')
    .where('person_id', '=', personId ?? '')
    .where('register', '=', register.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select('id')
    .executeTakeFirst()
  const backUntil = today.add(timeToTakeBack)
  const answerBefore = today.add(timeToAnswer)
  const { id } = await db
    .insertInto('erasure_request')
    .values({
      register: register.id,
      account_id: accountId,
      person_id: personId ?? null,
      registration_id: registration?.id ?? null,
      status: 'asked',
      asked_by: asked.by,
      asked_on: today.toString(),
      back_until: backUntil.toString(),
      answer_before: answerBefore.toString(),
      remark: asked.remark,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, { noun: 'erasure', id, action: 'ask', facts: { by: asked.by } })
  const mails = mailRegister(context.platform, register)
  await writeMessage(
    context,
    'erasure-asked',
    { name: holder.name, address: holder.email, accountId },
    erasureAsked({
      register: mails,
      name: holder.name,
      backUntil: backUntil.toString(),
      answerBefore: answerBefore.toString(),
      judged: asksJudgement,
    }),
  )
  for (const guard of await guardsOfPrivacy(context)) {
    await writeMessage(
      context,
      'erasure-waits',
      { name: guard.name, address: guard.email, accountId: guard.accountId },
      erasureWaits({
        register: mails,
        name: guard.name,
        answerBefore: answerBefore.toString(),
        judged: asksJudgement || forbids.length > 0,
      }),
    )
  }
  return { outcome: 'asked', id }
}

/** What somebody who never began has here goes, and with it the account where no register needs that. */
async function eraseAtOnce(context: Context, holder: Holder): Promise<void> {
  const { db, register } = context
  const { accountId, personId, email } = holder
  const registrations =
    personId === undefined
      ? []
      : await db
          .selectFrom('registration')
          .where('person_id', '=', personId)
          .where('register', '=', register.id)
          .select('id')
          .orderBy('id')
          .execute()
  await record(context, { noun: 'account', id: accountId, action: 'erase' })
  for (const { id } of registrations) {
    const member = await findMember(context, id, { lock: true })
    if (member !== undefined) await removeRegistration(context, member)
  }
  const left = await db
    .selectFrom('account')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('account.id', '=', accountId)
    .select(['person.registers', 'person.id as person_id'])
    .executeTakeFirst()
  const elsewhere = (left?.registers ?? []).length > 0
  if (left !== undefined && !elsewhere) {
    await removeAccount(context, { id: accountId, email, personId: left.person_id })
  }
}

export type WithdrawnErasure = { readonly outcome: 'withdrawn' | 'too-late' }

/** Takes back a request of an account, as long as nothing was erased. */
export async function withdrawErasure(
  context: Context,
  accountId: string,
): Promise<WithdrawnErasure> {
  const running = await runningErasureOf(context, accountId)
  if (running === undefined) return { outcome: 'too-late' }
  const locked = await findErasure(context, running.id, { lock: true })
  const status =
    locked && next<ErasureStatus, ErasureEvent>(erasureLifecycle, locked.status, 'withdraw')
  if (status === undefined) return { outcome: 'too-late' }
  await context.db
    .updateTable('erasure_request')
    .where('id', '=', running.id)
    .set((eb) => ({
      status,
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'erasure', id: running.id, action: 'withdraw' })
  const holder = await holderOf(context, accountId)
  if (holder !== undefined) {
    await writeMessage(
      context,
      'erasure-withdrawn',
      { name: holder.name, address: holder.email, accountId },
      erasureWithdrawn({
        register: mailRegister(context.platform, context.register),
        name: holder.name,
      }),
    )
  }
  return { outcome: 'withdrawn' }
}

/** Who holds an account, by the name or else the address. */
export async function holderOf({ db }: Context, accountId: string): Promise<Holder | undefined> {
  const row = await db
    .selectFrom('account')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('account.id', '=', accountId)
    .where('account.closed_at', 'is', null)
    .select([
      'account.id',
      'account.email',
      'person.id as person_id',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
    ])
    .forUpdate('account')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const name = fullName({
    firstName: row.first_name ?? '',
    initials: row.initials ?? '',
    namePrefix: row.name_prefix ?? '',
    lastName: row.last_name ?? '',
  })
  return {
    accountId: row.id,
    email: row.email,
    name: name === '' ? row.email : name,
    personId: row.person_id ?? undefined,
  }
}
