import { sql } from 'kysely'
import { daysToConfirm } from '#domain/employers/sight/sight.ts'
import { asOrganisation, whoHears } from '#domain/employers/sight/tell-sight.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { recordAll } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { teamChanged } from '#mail/team-changed.ts'

/** So many months before the end of a registration an employer hears of it, as long as nothing was applied for. */
const monthsBefore = [6, 3, 1] as const

/**
 * Tells employers that the status of somebody in this register changed, or will, once for each team on a day. Who it is
 * and what, is on the page of the team: nobody's status is in a letter that stays when sight has ended.
 */
export async function tellTeams(context: Context): Promise<void> {
  const rows = await given(context)
  const groups = [...Map.groupBy(rows, ({ organisation, team }) => `${organisation}/${team ?? ''}`)]
  await eachDue(
    context,
    groups,
    ([, [first]]) => first?.team ?? first?.organisation ?? '',
    async (own, [, people]) => tellTeam(own, people),
  )
}

async function tellTeam(context: Context, people: readonly Given[]): Promise<void> {
  const { db, register } = context
  const [first] = people
  if (first === undefined) return
  const changed = people.filter(({ told, status }) => told !== status)
  for (const { id, status } of changed) {
    await db.updateTable('sight').where('id', '=', id).set({ told_status: status }).execute()
  }
  await recordAll(
    context,
    changed.map(({ id }) => ({ noun: 'sight', id, action: 'tell', facts: {} })),
  )
  let ends = 0
  for (const one of people) if (await isToldOfEnd(context, one)) ends += 1
  // As it was when it was given is no news.
  const news = changed.filter(({ told }) => told !== null).length
  if (news + ends === 0) return
  await asOrganisation(context, first.organisation, async () => {
    for (const member of await whoHears(context, first.organisation, first.team)) {
      await tellMember(context, 'team-changed', member, (to) =>
        teamChanged({
          ...{ ...to, organisation: first.name, team: first.teamName, changed: news, ends },
          of: register.shortName,
        }),
      )
    }
  })
}

async function isToldOfEnd(
  context: Context,
  { id, status, last, applied }: Given,
): Promise<boolean> {
  if (last === null || status !== 'certified' || applied) return false
  const end = Temporal.PlainDate.from(last)
  const days = monthsBefore.map((step) => ({ step, on: end.subtract({ months: step }) }))
  return (await latestDueStep(context, id, `sight-ends-${last}`, days)) !== undefined
}

interface Given {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly team: string | undefined
  readonly teamName: string | undefined
  readonly status: RegistrationStatus
  readonly told: string | null
  readonly last: string | null
  readonly applied: boolean
}

// Only of whom something may be due: what has not changed and ends in more than half a year is left alone.
async function given({ db, register, today }: Context): Promise<readonly Given[]> {
  const soon = today.add({ months: monthsBefore[0] }).toString()
  const { rows } = await sql<Given & { team: string | null; teamName: string | null }>`
    select s.id, s.organisation_id as organisation, o.name, s.team_id as team,
      t.name as "teamName", r.status, s.told_status as told, r.valid_last::text as last,
      exists (select from application a where a.registration_id = r.id
        and a.status in ('submitted', 'returned', 'with-committee')) as applied
    from sight s join organisation o on o.id = s.organisation_id
      join registration r on r.id = s.registration_id
      left join team t on t.id = s.team_id
    where s.register = ${register.id} and s.state = 'given' and o.status = 'checked'
      and r.status <> 'deceased'
      and (s.last_day is null or s.last_day >= ${today.toString()}::date)
      and (s.questioned_on is null
        or s.questioned_on + ${daysToConfirm}::int >= ${today.toString()}::date)
      and (s.told_status is distinct from r.status
        or (r.status = 'certified' and r.valid_last <= ${soon}::date))
    order by s.id`.execute(db)
  return rows.map((row) => ({
    ...row,
    team: row.team ?? undefined,
    teamName: row.teamName ?? undefined,
  }))
}
