import { sql } from 'kysely'
import { fileMeetings } from '#domain/dossier/series/file-meetings.ts'
import { keepWord } from '#domain/dossier/series/keep-word.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import { withPortfolio } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Puts what a group confirmed into the portfolios that were closed then, or that were not there yet:
 * whoever answered by a link and came into the register later, under the address they were asked at.
 */
export async function fileWhatWaits(context: Context): Promise<void> {
  const joined = await seriesToRecogniseIn(context)
  const { rows } = await sql<{ id: string }>`
    select distinct g.series_id as id
    from series_presence p
    join series_meeting g on g.id = p.meeting_id and g.revision = p.revision
    join series_member m on m.id = p.member_id and m.status <> 'removed'
    join registration r on r.id = m.registration_id
    where p.present and g.cancelled_on is null and r.status = any(${[...withPortfolio(context.register)]})
      and not exists (select from activity_group a
        where a.meeting_id = g.id and a.member_id = m.id)
    order by g.series_id`.execute(context.db)
  const waiting = new Set([...joined, ...rows.map(({ id }) => id)])
  await eachDue(
    context,
    [...waiting],
    (id) => id,
    async (context, id) => {
      await findSeries(context, id, { lock: true })
      const recognised = joined.has(id) && (await recognise(context, id))
      const filed = await fileMeetings(context, id)
      if (filed === 0 && !recognised) return
      await record(context, { noun: 'series', id, action: 'file', facts: { filed } })
      await keepWord(context, id)
    },
  )
}

// The series of members whose address is by now that of somebody of this register.
async function seriesToRecogniseIn({ db, register }: Context): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ series_id: string }>`
    select distinct m.series_id from series_member m
    ${ofThisRegister(register)}`.execute(db)
  return new Set(rows.map(({ series_id }) => series_id))
}

// Whether any member of this series was recognised.
async function recognise({ db, register }: Context, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update series_member s set registration_id = found.registration_id, account_id = found.account_id
    from (
      select m.id, r.id as registration_id, a.id as account_id from series_member m
      ${ofThisRegister(register)} and m.series_id = ${id}
    ) found
    where s.id = found.id
    returning s.id`.execute(db)
  return rows.length > 0
}

function ofThisRegister(register: Context['register']) {
  return sql`join account a on lower(a.email) = m.email and a.closed_at is null
    join person p on p.account_id = a.id
    join registration r on r.person_id = p.id
    where m.registration_id is null and m.status in ('asked', 'takes-part')
      and r.register = ${register.id} and r.status = any(${[...withPortfolio(register)]})`
}
