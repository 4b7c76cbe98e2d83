import type { Objection } from '#domain/certification/objection/queries.ts'
import { listObjections } from '#domain/certification/objection/queries.ts'
import { benchForObjection, freeOf } from '#domain/certification/objection/seat-objection.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { objectionWaits } from '#mail/objection-waits.ts'

// How many days before the last day of the answer whoever handles it is told, and one day after it.
const reminderDays = [21, 7, -1]

/** Tells whoever handles an objection that its answer is due soon, or is late. */
export async function remindObjections(context: Context): Promise<void> {
  const { register, platform, today } = context
  await eachDue(
    context,
    await listObjections(context, ['received', 'in-hand']),
    ({ registrationId }) => registrationId,
    async (context, objection) => {
      const { decideBefore, status } = objection
      const steps = reminderDays.map((step) => ({
        step,
        on: decideBefore.subtract({ days: step }),
      }))
      const kind = `objection:${status}:${decideBefore}`
      const due = await latestDueStep(context, objection.id, kind, steps)
      if (due === undefined) return
      const waitedFor = await handlersOf(context, objection)
      for (const { id, name, email } of waitedFor) {
        await writeMessage(
          context,
          'objection-waits',
          { name, address: email, accountId: id },
          objectionWaits({
            register: mailRegister(platform, register),
            name,
            number: objection.number,
            part: status === 'in-hand' ? 'decide' : 'check',
            before: decideBefore.toString(),
            overdue: Temporal.PlainDate.compare(decideBefore, today) < 0,
          }),
        )
      }
      await record(context, {
        noun: 'objection',
        id: objection.id,
        action: 'remind',
        facts: { members: waitedFor.map(({ id }) => id) },
      })
    },
  )
}

async function handlersOf(
  context: Context,
  objection: Objection,
): Promise<readonly Omit<Member, 'chair'>[]> {
  return objection.status === 'in-hand'
    ? freeOf(await benchForObjection(context, objection))
    : membersFor(context, 'check-objections')
}
