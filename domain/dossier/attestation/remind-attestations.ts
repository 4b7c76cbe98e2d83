import { randomBytes } from 'node:crypto'
import { attestationLink } from '#domain/dossier/attestation/ask-attestation.ts'
import type { AskedStatement } from '#domain/dossier/attestation/attestation.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { attestationRequest } from '#mail/attestation-request.ts'

/**
 * Reminds whoever has not stated yet what they were asked, on the days that the register names for
 * referees. Each reminder is written once; where several are due at once, only the last.
 */
export async function remindAttestations(context: Context): Promise<void> {
  const { db, register, today } = context
  const days = [...register.terms.refereeReminderDays].sort((a, b) => b - a)
  const open = await db
    .selectFrom('attestation as a')
    .innerJoin('registration as r', 'r.id', 'a.registration_id')
    .leftJoin('claim as c', 'c.id', 'a.claim_id')
    .where('a.register', '=', register.id)
    .where('a.answer', 'is', null)
    .where('a.withdrawn_on', 'is', null)
    .where('a.expires_on', '>=', today.toString())
    // Nobody is waited for where what they were to confirm is gone, or whoever asked it has left.
    .where('c.ended_on', 'is', null)
    .where('r.status', 'not in', [...isOver])
    .select([
      'a.id',
      'a.registration_id',
      'a.name',
      'a.email',
      'a.asked',
      'a.sent_on',
      'a.expires_on',
    ])
    .orderBy('a.id')
    .execute()
  await eachDue(
    context,
    open,
    ({ registration_id }) => registration_id,
    async (context, one) => {
      const sentOn = Temporal.PlainDate.from(one.sent_on)
      const due = days.find(
        (day) => Temporal.PlainDate.compare(sentOn.add({ days: day }), today) <= 0,
      )
      if (due === undefined) return
      const written = await context.db
        .insertInto('reminder')
        .values({
          register: register.id,
          subject_id: one.id,
          kind: `attestation-${due}`,
          written_on: today.toString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('kind')
        .executeTakeFirst()
      if (written !== undefined) await remind(context, one)
    },
  )
}

async function remind(
  context: Context,
  one: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly asked: unknown
    readonly expires_on: string
  },
): Promise<void> {
  const { db, register, platform } = context
  const asked = one.asked as AskedStatement
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('attestation_link')
    .values({ token_hash: hashToken(token), register: register.id, attestation_id: one.id })
    .execute()
  const letter = attestationRequest({
    register: mailRegister(platform, register),
    name: one.name,
    professionalName: asked.professional,
    document: asked.document,
    url: attestationLink(context, token),
    before: one.expires_on,
    again: true,
  })
  await writeMessage(
    context,
    'attestation-reminder',
    { name: one.name, address: one.email },
    letter,
  )
  await record(context, { noun: 'attestation', id: one.id, action: 'remind' })
}
