import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { daysToLook, takenOverGoes, wereTakenOver } from '#domain/privacy/retention/due-things.ts'
import { retentionBegins, tellOverseers } from '#domain/privacy/retention/terms.ts'
import { retentionKinds, retentionRules } from '#regulations/retention.ts'

/**
 * Tells whoever sees to it what is past its term of people who were taken over since it was last told: it goes some
 * weeks after that, and not on the first morning.
 */
export async function tellTakenOver(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<{ last: string | null }>`
    select max(day) as last from audit_record where register = ${register.id}
      and noun = 'retention' and action = 'tell-taken-over'`.execute(db)
  // Today more of them may come.
  const days = {
    from: Temporal.PlainDate.from(rows[0]?.last ?? today.subtract({ days: daysToLook - 1 })),
    to: today.subtract({ days: 1 }),
  }
  // On most mornings nobody was: then no kind of data is looked through for them.
  if (!(await wereTakenOver(context, days))) return
  const begins = await retentionBegins(context)
  const goes: { readonly label: string; readonly things: number }[] = []
  const firsts: Temporal.PlainDate[] = []
  for (const rule of retentionRules(register)) {
    const own = begins(rule)
    const found = own && (await takenOverGoes(context, rule, days))
    if (own === undefined || found === undefined) continue
    goes.push({ label: retentionKinds[rule.kind].label, things: found.things })
    firsts.push(Temporal.PlainDate.compare(own, found.first) > 0 ? own : found.first)
  }
  const [first] = firsts.toSorted(Temporal.PlainDate.compare)
  if (first === undefined) return
  await record(context, {
    noun: 'retention',
    id: register.id,
    action: 'tell-taken-over',
    facts: { things: goes.reduce((sum, { things }) => sum + things, 0) },
  })
  await tellOverseers(context, { begins: first, goes, because: 'taken-over' })
}
