import { listStaff } from '#domain/people/staff/list-staff.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { countUntil, daysToLook } from '#domain/privacy/retention/due-things.ts'
import { retentionTerms } from '#mail/retention-terms.ts'
import type { RetentionRule } from '#regulations/retention.ts'
import { retentionKinds, retentionRules } from '#regulations/retention.ts'

// A term that is new on this installation, by an upgrade or another file, or that became shorter, erases nothing
// for some weeks: what goes is shown and told first, to who can still change it or hold somebody's data.

/** From which day each kind goes by its term in this register, as it is told on the pages and in the letter. */
export type Begins = (rule: RetentionRule) => Temporal.PlainDate | undefined

interface KeptTerm {
  readonly keep: string
  readonly reckoned_from: string
  readonly does: string
  readonly since: string
}

/**
 * From which day on each rule erases: some weeks after its term came into force here. Undefined as long as it was
 * not noted that it did, which the due work of each morning does first.
 */
export async function retentionBegins(context: Context): Promise<Begins> {
  const kept = await keptTerms(context)
  return (rule) => {
    const term = kept.get(rule.kind)
    return term === undefined || !isAs(rule, term) ? undefined : beginsAfter(term.since)
  }
}

/**
 * Notes which terms are new or changed. Of those that erase sooner than before, whoever sees to the data of people
 * and whoever administers the register are told what goes, once, before any of it does.
 */
export async function tellNewTerms(context: Context): Promise<void> {
  const { register, today } = context
  const kept = await keptTerms(context)
  const changed = retentionRules(register).filter((rule) => {
    const term = kept.get(rule.kind)
    return term === undefined || !isAs(rule, term)
  })
  await eachDue(
    context,
    changed.length === 0 ? [] : [changed],
    () => 'retention-terms',
    async (context, changed) => {
      const sooner = changed.filter((rule) => isSooner(rule, kept.get(rule.kind), today))
      for (const rule of changed) {
        const since = sooner.includes(rule) ? today.toString() : kept.get(rule.kind)?.since
        await note(context, rule, since ?? today.toString())
      }
      await record(context, {
        noun: 'retention',
        id: register.id,
        action: 'set-terms',
        facts: { kinds: changed.map(({ kind }) => kind) },
      })
      await tell(context, sooner)
    },
  )
}

async function note({ db, register }: Context, rule: RetentionRule, since: string) {
  const { kind, keep, from, does } = rule
  const term = { keep: keep.toString(), reckoned_from: from, does, since }
  await db
    .insertInto('retention_term')
    .values({ register: register.id, kind, ...term })
    .onConflict((conflict) => conflict.columns(['register', 'kind']).doUpdateSet(term))
    .execute()
}

// Nobody is written to of what has nothing to erase yet.
async function tell(context: Context, rules: readonly RetentionRule[]): Promise<void> {
  const begins = beginsAfter(context.today.toString())
  const goes: { readonly label: string; readonly things: number }[] = []
  for (const rule of rules) {
    const things = await countUntil(context, rule, begins)
    if (things > 0) goes.push({ label: retentionKinds[rule.kind].label, things })
  }
  await tellOverseers(context, { begins, goes, because: 'terms' })
}

/** Writes to whoever sees to the data of people, and to whoever administers the register, what goes and why. */
export async function tellOverseers(
  context: Context,
  told: {
    readonly begins: Temporal.PlainDate
    readonly goes: readonly { readonly label: string; readonly things: number }[]
    readonly because: 'terms' | 'taken-over'
  },
): Promise<void> {
  const { register, platform } = context
  const { begins, goes, because } = told
  if (goes.length === 0) return
  const staff = (await listStaff(context)).filter(
    ({ role }) => role === 'privacy-officer' || role === 'administrator',
  )
  for (const one of new Map(staff.map((each) => [each.accountId, each])).values()) {
    const name = one.name || one.email
    await writeMessage(
      context,
      'retention-terms',
      { name, address: one.email, accountId: one.accountId },
      retentionTerms({
        register: mailRegister(platform, register),
        name,
        begins: begins.toString(),
        goes,
        because,
      }),
    )
  }
}

async function keptTerms({ db, register }: Context): Promise<ReadonlyMap<string, KeptTerm>> {
  const rows = await db
    .selectFrom('retention_term')
    .where('register', '=', register.id)
    .select(['kind', 'keep', 'reckoned_from', 'does', 'since'])
    .execute()
  return new Map(rows.map((row) => [row.kind, row]))
}

function beginsAfter(since: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(since).add({ days: daysToLook })
}

function isAs({ keep, from, does }: RetentionRule, term: KeptTerm): boolean {
  return term.keep === keep.toString() && term.reckoned_from === from && term.does === does
}

// Whether anything may go that would not have gone: a longer term, or none, makes nobody lose anything.
function isSooner(
  { keep, from, does }: RetentionRule,
  term: KeptTerm | undefined,
  today: Temporal.PlainDate,
): boolean {
  if (does === 'keep') return false
  if (term === undefined || term.does !== does || term.reckoned_from !== from) return true
  return Temporal.Duration.compare(keep, term.keep, { relativeTo: today }) < 0
}
