import { removeAccount } from '#domain/certification/sign-up/remove-account.ts'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { settle } from '#domain/privacy/erasure/answer-erasure.ts'
import { holderOf } from '#domain/privacy/erasure/ask-erasure.ts'
import type { ErasureRequest } from '#domain/privacy/erasure/erasure.ts'
import { findErasure } from '#domain/privacy/erasure/queries.ts'
import {
  goesInPart,
  lockForErasure,
  staysAfter,
  weighErasure,
} from '#domain/privacy/erasure/weigh-erasure.ts'
import { eraseThings } from '#domain/privacy/retention/carry-out.ts'
import { thingIdsOfPerson } from '#domain/privacy/retention/due-things.ts'
import { erasureDone } from '#mail/erasure.ts'
import { retentionRule } from '#regulations/retention.ts'

/**
 * Erases what was asked, once the last day to take it back is over: what somebody granted, and what nobody has
 * to judge as nothing was ever decided. What forbids it meanwhile, as a hold, lets it wait.
 */
export async function carryOutErasures(context: Context): Promise<void> {
  const { db, register, today } = context
  const rows = await db
    .selectFrom('erasure_request')
    .where('register', '=', register.id)
    .where('status', 'in', ['asked', 'granted'])
    .where('back_until', '<', today.toString())
    .select(['id', 'registration_id'])
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id, registration_id }) => registration_id ?? id,
    async (context, { id }) => {
      const request = await findErasure(context, id, { lock: true })
      if (request === undefined) return
      await lockForErasure(context, request)
      const { forbids, asksJudgement } = await weighErasure(context, request)
      if (forbids.length > 0) return
      if (request.status === 'asked') {
        if (asksJudgement) return
        await settle(context, request, { is: 'grant', extent: 'all', words: '' })
        await carryOut(context, { ...request, extent: 'all' })
      } else if (request.status === 'granted') await carryOut(context, request)
    },
  )
}

async function carryOut(context: Context, request: ErasureRequest): Promise<void> {
  const { db, today, register, platform } = context
  const { id, accountId, personId, extent = 'all' } = request
  const holder = accountId === undefined ? undefined : await holderOf(context, accountId)
  const weighed = await weighErasure(context, request)
  const stays = await staysAfter(context, request, weighed, extent)
  if (extent === 'all') await eraseAll(context, request, holder?.email ?? '')
  else if (personId !== undefined) await erasePart(context, personId)
  await db
    .updateTable('erasure_request')
    .where('id', '=', id)
    .set((eb) => ({
      status: 'done',
      stays: JSON.stringify(stays),
      ended_on: today.toString(),
      // What they wrote of themselves goes with the rest.
      ...(extent === 'all' ? { remark: '', answer: '' } : {}),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'erasure', id, action: 'carry-out', facts: { extent } })
  if (holder === undefined) return
  const still = await holderOf(context, holder.accountId)
  await writeMessage(
    context,
    'erasure-done',
    { name: holder.name, address: holder.email, accountId: still?.accountId },
    erasureDone({
      register: mailRegister(platform, register),
      name: holder.name,
      extent,
      stays,
    }),
  )
}

async function eraseAll(
  context: Context,
  { accountId, personId }: ErasureRequest,
  email: string,
): Promise<void> {
  const { db, register } = context
  if (personId !== undefined) {
    const registrations = await db
      .selectFrom('registration')
      .where('person_id', '=', personId)
      .where('register', '=', register.id)
      .where('merged_into', 'is', null)
      .select('id')
      .orderBy('id')
      .execute()
    for (const registration of registrations) {
      const member = await findMember(context, registration.id, { lock: true })
      if (member !== undefined) await removeRegistration(context, member)
    }
  }
  if (accountId === undefined) return
  const left = await db
    .selectFrom('account')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('account.id', '=', accountId)
    .select(['person.id as person_id', 'person.registers'])
    .executeTakeFirst()
  // Another register keeps what is theirs, until it is asked itself.
  if (left === undefined || (left.registers ?? []).length > 0) return
  await record(context, { noun: 'account', id: accountId, action: 'erase' })
  await removeAccount(context, { id: accountId, email, personId: left.person_id })
}

async function erasePart(context: Context, personId: string): Promise<void> {
  for (const kind of goesInPart) {
    const rule = retentionRule(context.register, kind)
    const ids = await thingIdsOfPerson(context, rule, personId)
    await eraseThings(context, kind, ids, personId)
  }
}
