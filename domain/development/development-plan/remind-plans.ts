import { plansOf } from '#domain/development/development-plan/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { planReminder } from '#mail/plan-reminder.ts'

/** Reminds people of their own plan, as often as they chose themselves, for as long as a goal is open. */
export async function remindPlans(context: Context): Promise<void> {
  const { db, register, today } = context
  const plans = await db
    .selectFrom('development_plan as p')
    .innerJoin('registration as r', 'r.id', 'p.registration_id')
    .where('p.register', '=', register.id)
    .where('p.ended_on', 'is', null)
    .where('p.remind_months', '>', 0)
    .where('p.first_on', '<', today.toString())
    .where('r.status', 'not in', [...isOver])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('development_goal as g')
          .whereRef('g.plan_id', '=', 'p.id')
          .where('g.status', '=', 'open')
          .select('g.id'),
      ),
    )
    .select(['p.id', 'p.registration_id', 'p.first_on', 'p.last_on', 'p.remind_months'])
    .orderBy('p.id')
    .execute()
  await eachDue(
    context,
    plans,
    ({ registration_id }) => registration_id,
    async (context, plan) => {
      const first = Temporal.PlainDate.from(plan.first_on)
      const last = Temporal.PlainDate.from(plan.last_on)
      const steps = stepsOf(first, last, plan.remind_months)
      const due = await latestDueStep(context, plan.id, `plan-${plan.remind_months}`, steps)
      if (due === undefined) return
      const { running } = await plansOf(context, plan.registration_id)
      const holder = await findHolder(context, plan.registration_id)
      if (running === undefined || holder.address === '') return
      const open = running.goals.filter(({ status }) => status === 'open')
      const letter = planReminder({
        register: mailRegister(context.platform, register),
        name: holder.name,
        open: open.length,
        last: last.toString(),
        over: Temporal.PlainDate.compare(today, last) > 0,
      })
      await writeMessage(context, 'plan-reminder', holder, letter)
      await record(context, {
        noun: 'development-plan',
        id: plan.id,
        action: 'remind',
        facts: { registration: plan.registration_id, open: open.length },
      })
    },
  )
}

// Every so many months, and once when it is over; the number of months, so that each is written once.
function stepsOf(first: Temporal.PlainDate, last: Temporal.PlainDate, every: number) {
  const steps: { step: number; on: Temporal.PlainDate }[] = []
  for (let months = every; ; months += every) {
    const on = first.add({ months })
    steps.push({ step: months, on })
    if (Temporal.PlainDate.compare(on, last) > 0) return steps
  }
}
