import { toBoardWhenAdvised } from '#domain/certification/ruling/advise-ruling.ts'
import { adviceOn, listRulings } from '#domain/certification/ruling/queries.ts'
import { benchForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { tellIfNobody } from '#domain/certification/ruling/tell-if-nobody.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { rulingWaits } from '#mail/ruling-waits.ts'

// How many days before the promised answer whoever it waits for is told.
const reminderDays = [21, 7]

/**
 * Tells the members whom a question to the board waits for that its answer was promised for soon. What
 * waits for advice of whom nobody sits any more goes to the board first.
 */
export async function remindRulings(context: Context): Promise<void> {
  const { register, platform } = context
  await eachDue(
    context,
    await listRulings(context, ['for-advice']),
    ({ registrationId }) => registrationId,
    async (context, { id }) => {
      if (await toBoardWhenAdvised(context, id)) await tellIfNobody(context, id)
    },
  )
  await eachDue(
    context,
    await listRulings(context, ['for-advice', 'for-decision']),
    ({ registrationId }) => registrationId,
    async (context, ruling) => {
      const before = ruling.askedOn.add(register.terms.ruling)
      const steps = reminderDays.map((step) => ({ step, on: before.subtract({ days: step }) }))
      const due = await latestDueStep(context, ruling.id, `ruling:${ruling.status}`, steps)
      if (due === undefined) return
      const part = ruling.status === 'for-decision' ? 'decides' : 'advises'
      const { members, conflicts } = await benchForRuling(context, ruling, part)
      const advised = new Set((await adviceOn(context, ruling.id)).map(({ memberId }) => memberId))
      const waitedFor = members.filter(
        ({ id }) => !conflicts.has(id) && (part === 'decides' || !advised.has(id)),
      )
      for (const { id, name, email } of waitedFor) {
        await writeMessage(
          context,
          'ruling-waits',
          { name, address: email, accountId: id },
          rulingWaits({
            register: mailRegister(platform, register),
            name,
            number: ruling.number,
            part,
            before: before.toString(),
          }),
        )
      }
      if (waitedFor.length === 0) await tellIfNobody(context, ruling.id)
      await record(context, {
        noun: 'ruling',
        id: ruling.id,
        action: 'remind',
        facts: { part, members: waitedFor.map(({ id }) => id) },
      })
    },
  )
}
