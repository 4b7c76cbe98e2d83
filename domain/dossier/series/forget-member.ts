import { keepWord } from '#domain/dossier/series/keep-word.ts'
import type { Self } from '#domain/dossier/series/queries.ts'
import { selfIn, seriesOf } from '#domain/dossier/series/queries.ts'
import type {
  MemberEvent,
  MemberStatus,
  Series,
  SeriesMember,
} from '#domain/dossier/series/series.ts'
import { memberLifecycle } from '#domain/dossier/series/series.ts'
import { tellGroup } from '#domain/dossier/series/write-about-series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Takes somebody whose data are removed out of the groups of this register. Their address and number
 * go, and the links that were sent to them. Their name stays only where they confirmed something, as
 * that of a referee does: it is the proof of others. A series that they set up is taken back, and gone
 * where nobody has answered.
 */
export async function forgetMember(context: Context, self: Self): Promise<void> {
  for (const series of await seriesOf(context, self)) {
    const member = selfIn(series, self)
    if (member !== undefined) await forget(context, series, member)
  }
}

async function forget(context: Context, series: Series, member: SeriesMember): Promise<void> {
  const { db, today } = context
  const status = next<MemberStatus, MemberEvent>(memberLifecycle, member.status, 'forget')
  if (status === undefined) return
  const facts = { member: member.id }
  await record(context, { noun: 'series', id: series.id, action: 'forget-member', facts })
  if (member.setUp && series.endedOn === undefined) await tellGroup(context, series)
  if (member.setUp && series.presences.length === 0) {
    await db.deleteFrom('series').where('id', '=', series.id).execute()
    return
  }
  if (member.setUp) {
    const ended_on = (series.endedOn ?? today).toString()
    await db.updateTable('series').set({ ended_on }).where('id', '=', series.id).execute()
  }
  const said = series.presences.some(({ memberId }) => memberId === member.id)
  await db
    .updateTable('series_member')
    .set({
      ...(said ? {} : { name: 'Een vroegere deelnemer' }),
      email: '',
      number: null,
      registration_id: null,
      account_id: null,
      status,
      status_on: today.toString(),
    })
    .where('id', '=', member.id)
    .execute()
  await db.deleteFrom('series_link').where('member_id', '=', member.id).execute()
  await keepWord(context, series.id)
}
