import { seriesThatGoOn } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMember } from '#domain/dossier/series/series.ts'
import { meetingsToConfirm } from '#domain/dossier/series/series.ts'
import { askMember } from '#domain/dossier/series/write-about-series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { dueOfEach, eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Asks members the day after a meeting to say whether they were there, and reminds who has not on the
 * days that the register names for referees. One mail says all; each is written once.
 */
export async function remindMembers(context: Context): Promise<void> {
  const all = (await seriesThatGoOn(context)).flatMap((series) =>
    series.members.map((member) => ({ series, member })),
  )
  const whose = ({ member }: (typeof all)[number]) => member.registrationId ?? member.id
  // Most have nothing to confirm today.
  const members = await dueOfEach(context, all, whose, (one) =>
    meetingsToConfirm(one.series, one.member.id, context.today).length > 0 ? one : undefined,
  )
  await eachDue(context, members, whose, (context, { series, member }) =>
    remind(context, series, member),
  )
}

async function remind(context: Context, series: Series, member: SeriesMember): Promise<void> {
  const { db, register, today } = context
  const open = meetingsToConfirm(series, member.id, today)
  let due = false
  for (const { id, revision, heldOn } of open) {
    // Of what had been when they were asked, the first mail has told them.
    const later = Temporal.PlainDate.compare(heldOn, member.askedOn) >= 0
    const from = later ? heldOn : member.askedOn
    const days = [...(later ? [1] : []), ...register.terms.refereeReminderDays]
    const last = days
      .toSorted((one, other) => other - one)
      .find((day) => Temporal.PlainDate.compare(from.add({ days: day }), today) <= 0)
    if (last === undefined) continue
    const written = await db
      .insertInto('reminder')
      .values({
        register: register.id,
        subject_id: member.id,
        kind: `series-${id}-${revision}-${last}`,
        written_on: today.toString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('kind')
      .executeTakeFirst()
    due ||= written !== undefined
  }
  if (!due) return
  await askMember(context, series, member, { occasion: 'meeting', meetings: open })
  const facts = { member: member.id, meetings: open.length }
  await record(context, { noun: 'series', id: series.id, action: 'remind', facts })
}
