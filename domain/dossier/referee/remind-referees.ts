import { randomBytes } from 'node:crypto'
import { refereeLink } from '#domain/dossier/referee/ask-referee.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { refereeReminder } from '#mail/referee-reminder.ts'

/**
 * Reminds referees who have not answered, on the days that the register names. Each reminder is
 * written once; where several are due at once, only the last.
 */
export async function remindReferees(context: Context): Promise<void> {
  const days = [...context.register.terms.refereeReminderDays].sort((a, b) => b - a)
  const requests = await context.db
    .selectFrom('referee_request')
    .innerJoin('activity_claim', (join) =>
      join
        .onRef('activity_claim.activity_id', '=', 'referee_request.activity_id')
        .onRef('activity_claim.register', '=', 'referee_request.register'),
    )
    .innerJoin('registration', 'registration.id', 'activity_claim.registration_id')
    .innerJoin('referee_question', 'referee_question.request_id', 'referee_request.id')
    .where('referee_request.register', '=', context.register.id)
    .where('referee_request.answer', 'is', null)
    .where('referee_request.withdrawn_on', 'is', null)
    .where('referee_request.expires_on', '>=', context.today.toString())
    .where('activity_claim.state', '=', 'awaiting-referee')
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('registration.status', 'not in', [...isOver])
    .select([
      'referee_request.id',
      'activity_claim.registration_id',
      'referee_request.name',
      'referee_request.email',
      'referee_question.asked',
      'referee_request.sent_on',
      'referee_request.expires_on',
    ])
    .orderBy('referee_request.id')
    .execute()
  await eachDue(
    context,
    requests,
    ({ registration_id }) => registration_id,
    async (context, request) => {
      const sentOn = Temporal.PlainDate.from(request.sent_on)
      const due = days.find((day) => isDue(sentOn, day, context.today))
      if (due === undefined) return
      const written = await context.db
        .insertInto('reminder')
        .values({
          register: context.register.id,
          subject_id: request.id,
          kind: `referee-${due}`,
          written_on: context.today.toString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('kind')
        .executeTakeFirst()
      if (written !== undefined) await remind(context, request)
    },
  )
}

function isDue(sentOn: Temporal.PlainDate, days: number, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(sentOn.add({ days }), today) <= 0
}

async function remind(
  context: Context,
  request: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly asked: unknown
    readonly expires_on: string
  },
): Promise<void> {
  const { db, register, platform, today } = context
  const asked = request.asked as Asked
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('referee_link')
    .values({ token_hash: hashToken(token), register: register.id, request_id: request.id })
    .execute()
  await db
    .updateTable('referee_request')
    .set({ reminded_on: today.toString() })
    .where('id', '=', request.id)
    .execute()
  const letter = refereeReminder({
    register: mailRegister(platform, register),
    refereeName: request.name,
    professionalName: asked.professional,
    activity: asked.title,
    url: refereeLink(context, token),
    before: request.expires_on,
  })
  const to = { name: request.name, address: request.email }
  await writeMessage(context, 'referee-reminder', to, letter)
  await record(context, { noun: 'referee-request', id: request.id, action: 'remind' })
}
