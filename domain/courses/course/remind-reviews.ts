import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { courseReview } from '#mail/course-review.ts'

// How many days before the day on which a course is to be looked at again; the last of them is the day after it.
const reminderDays = [30, 7, -1]

interface Row {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly review_on: string
  readonly account_id: string | null
  readonly email: string
  readonly name: string
}

/**
 * Reminds who keeps a course of looking whether it still holds, and tells them when it left the catalogue as nobody
 * did. Where nobody keeps it, its organisation hears it. It is written in the register where that was signed up, and of
 * what a professional gives in one in which they are.
 */
export async function remindReviews(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<Row>`
    select c.id, c.number, c.title, c.review_on, a.id as account_id,
      coalesce(a.email, o.contact_email) as email,
      coalesce(nullif(concat_ws(' ', coalesce(nullif(p.first_name, ''), nullif(p.initials, '')),
        nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), o.name, a.email) as name
    from course c left join organisation o on o.id = c.organisation_id
    left join person own on own.id = c.person_id
    left join account a on a.closed_at is null and (a.id = own.account_id
      or a.id = c.owner_id and c.organisation_id = any(a.acts_for))
    left join person p on p.account_id = a.id
    where c.state = 'published' and coalesce(a.email, o.contact_email) is not null
      and (o.signed_up_in = ${register.id} or exists (select from registration r
        where r.person_id = c.person_id and r.register = ${register.id} and r.ended_on is null))
      and c.review_on between ${today.subtract({ days: 30 }).toString()}::date
        and ${today.add({ days: 30 }).toString()}::date
    order by c.id`.execute(db)
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, row) => {
      const on = Temporal.PlainDate.from(row.review_on)
      const steps = reminderDays.map((step) => ({ step, on: on.subtract({ days: step }) }))
      const due = await latestDueStep(context, row.id, `review:${on}`, steps)
      if (due === undefined) return
      await writeMessage(
        context,
        'course-review',
        { name: row.name, address: row.email, accountId: row.account_id ?? undefined },
        courseReview({
          register: mailRegister(context.platform, register),
          name: row.name,
          title: row.title,
          number: row.number,
          on: on.toString(),
          gone: due < 0,
        }),
      )
      await record(context, {
        noun: 'course',
        id: row.id,
        action: 'remind-review',
        facts: { number: row.number, on: on.toString(), gone: due < 0 },
      })
    },
  )
}
