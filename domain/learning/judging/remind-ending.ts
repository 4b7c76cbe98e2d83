import { findAccreditation } from '#domain/courses/accreditation/queries.ts'
import { holderOf, titleOfHeld } from '#domain/learning/judging/end-accreditation.ts'
import { findPart } from '#domain/learning/request/queries.ts'
import { partLifecycle } from '#domain/learning/request/request.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { accreditationEnds, accreditationLapsed } from '#mail/accreditation.ts'

/** Tells who holds an accreditation that it comes to its end, as many months before as the register says. */
export async function remindAccreditations(context: Context): Promise<void> {
  const { db, register, today } = context
  const months = register.accreditation?.endReminderMonths ?? []
  if (months.length === 0) return
  const rows = await db
    .selectFrom('accreditation')
    .where('register', '=', register.id)
    .where('ended_from', 'is', null)
    .where('last_day', '>=', today.toString())
    .where('last_day', '<=', today.add({ months: Math.max(...months), days: 3 }).toString())
    .orderBy('id')
    .select('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id }) => {
      const held = await findAccreditation(context, id)
      if (held === undefined) return
      const steps = months
        .toSorted((one, other) => other - one)
        .map((step) => ({ step, on: held.last.subtract({ months: step }) }))
      const due = await latestDueStep(context, id, `accreditation:${held.last}`, steps)
      if (due === undefined) return
      const title = await titleOfHeld(context, held)
      await tellWhoAsks(context, holderOf(held), 'accreditation-ends', (to) =>
        accreditationEnds({ ...to, title, last: held.last.toString() }),
      )
      await record(context, {
        noun: 'accreditation',
        id,
        action: 'remind-end',
        facts: { last: held.last.toString() },
      })
    },
  )
}

/** Lets lapse what was asked for which what was asked more did not come in time. */
export async function lapseAccreditationRequests(context: Context): Promise<void> {
  const { db, register, today } = context
  const rows = await db
    .selectFrom('accreditation_part')
    .where('register', '=', register.id)
    .where('status', '=', 'asked')
    .where('answer_before', '<', today.toString())
    .orderBy('id')
    .select('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id }) => {
      const part = await findPart(context, id, { lock: true })
      if (part?.status !== 'asked') return
      await context.db
        .updateTable('accreditation_part')
        .where('id', '=', id)
        .set((eb) => ({
          status: partLifecycle.asked.lapse,
          ended_on: context.today.toString(),
          version: eb('version', '+', 1),
        }))
        .execute()
      await record(context, {
        noun: 'accreditation',
        id,
        action: 'lapse',
        facts: { number: part.number },
      })
      const title = await titleOf(context, part)
      await tellWhoAsks(context, part.owner, 'accreditation-lapsed', (to) =>
        accreditationLapsed({ ...to, title, number: part.number ?? '' }),
      )
    },
  )
}
