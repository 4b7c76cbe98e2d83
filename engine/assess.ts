import type { ActivityFinding, Assessment } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { EntryShare } from './counting/counting.ts'
import type { Entry } from './counting/entries.ts'
import { entriesOf, withPlanned } from './counting/entries.ts'
import { servedNorms } from './counting/goals.ts'
import { planFor, rowsOf } from './counting/plan.ts'
import { noSignatures } from './counting/signatures.ts'
import { stretchesOf } from './counting/stretches.ts'
import type { Dossier } from './dossier.ts'
import { countingWindow, notCountedBefore, periodOf } from './periods.ts'
import type { Amount } from './quantity.ts'
import type { Condition } from './regulation.ts'
import { doubtOf, weighCondition } from './requirements/condition.ts'
import { worstOf } from './standing.ts'
import { missedVariants } from './variants.ts'
import { carryOverStanding, refusedSurplus } from './weighing/carry-over.ts'
import { misplacedCategory } from './weighing/misplaced-category.ts'
import type { Asked } from './weighing/weigh-entries.ts'
import { weighEntries } from './weighing/weigh-entries.ts'
import { findingOf } from './weighing/weighed-norm.ts'

/**
 * Holds a dossier against every norm of a regulation, as on the given day. The same dossier, day
 * and regulation give the same answer for ever; the order of the activities makes no difference.
 */
export function assess(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment {
  const { regulation } = compiled

  // Conditions: who is exempt, which variant holds, which norms apply.
  const weigh = (condition: Condition, { id }: { readonly id: string }) =>
    weighCondition(condition, { dossier, on, asking: id })
  const exemption = regulation.exemptions.find((each) => weigh(each.when, each).standing === 'met')
  const variants = regulation.variants.map((each) => ({ each, found: weigh(each.when, each) }))
  const held = variants.findIndex(({ found }) => found.standing === 'met')
  const variant = variants[held]?.each
  // Of a variant that is not certain, neither its figure nor the other is surely what is asked.
  const uncertain = variants
    .slice(0, held === -1 ? variants.length : held)
    .filter(({ found }) => doubtOf(found) !== 'not-met')
  const possible = new Map(uncertain.map(({ each, found }) => [each.id, found]))
  // A norm goes away only where its condition surely does not hold.
  const plan = planFor(
    regulation,
    dossier,
    { held: variant?.id, possible: [...possible.keys()] },
    (condition, norm) => doubtOf(weigh(condition, norm)) !== 'not-met',
  )

  // The window: the days on which activities count.
  const window = countingWindow(compiled, dossier, on)
  const period = periodOf(compiled, dossier, window, on)

  // Entries: what each activity is worth, and why it may not count.
  const signatures = noSignatures(compiled)
  const surplus = carryOverStanding(
    compiled,
    dossier,
    (condition) => weigh(condition, { id: 'carry-over' }).standing,
  )
  const entries = entriesOf(signatures, dossier, window, surplus)
  const planned = withPlanned(compiled, entries, window, dossier)

  // Goals: what each minimum requires of this person, over the window or in each year of it.
  // Whoever has a period is held to all its years; a first application only to those that passed.
  const until = dossier.period === undefined ? window.last : dossier.period.last
  const since = notCountedBefore(compiled, dossier, on)
  const stretches = stretchesOf(plan.leaves, regulation, dossier, { period, until, since })

  // Allocation: the most favourable way to count, now and once the planned activities are done.
  const rows = rowsOf(plan, signatures.met)
  const counted = { regulation, plan, rows, stretches, period }
  const asked: Asked = { ...counted, compiled, dossier, weigh, possible }
  const now = weighEntries(asked, entries)
  const later = planned === entries ? now : weighEntries(asked, planned)

  // Findings: the outcome and its figures, with the reasons as data.
  const misplaced = misplacedCategory(compiled, dossier)
  const weighed = [...(misplaced === undefined ? [] : [misplaced]), ...now.norms]
  const outcome =
    exemption !== undefined ? 'exempt' : worstOf(weighed.map(({ way }) => way.outcome))
  const servedBy = servedNorms(asked)
  const { category } = dossier
  const refused = refusedSurplus(compiled, dossier)
  return {
    outcome,
    regulation: { register: regulation.register, version: regulation.version.toString() },
    sort: { kind: dossier.kind, ...(category === undefined ? {} : { category }) },
    on,
    window,
    ...(variant === undefined ? {} : { variant: { id: variant.id } }),
    missed: exemption === undefined ? missedVariants(compiled, dossier, on) : [],
    ...(exemption === undefined ? {} : { exemption: { id: exemption.id } }),
    norms:
      exemption !== undefined
        ? []
        : weighed.map((norm) => {
            const same = later.norms.find((each) => each.id === norm.id) ?? norm
            const judged = dossier.judgements.findLast((each) => each.on === norm.id)
            return findingOf(norm, same.way, judged?.reason)
          }),
    activities: now.shares.map((share, at) => {
      const entry = entries[at]
      if (entry === undefined) throw new Error('There are more shares than entries')
      return activityFinding(entry, share, servedBy(entry, share.amount > 0, share.things > 0))
    }),
    ...(refused === undefined ? {} : { refusedSurplus: refused }),
  }
}

function activityFinding(
  entry: Entry,
  share: EntryShare,
  countsFor: readonly string[],
): ActivityFinding {
  return {
    id: entry.id,
    ...(entry.kind === undefined ? {} : { kind: entry.kind }),
    on: entry.day,
    state: entry.state,
    claimed: entry.claimed,
    awarded: entry.awarded,
    counted: share.amount as Amount,
    ...(entry.valuation === undefined ? {} : { valuation: entry.valuation }),
    things: {
      awarded: (entry.things * 100) as Amount,
      counted: (share.things * 100) as Amount,
      cuts: share.thingCuts,
    },
    countsFor,
    cuts: [...entry.cuts, ...share.cuts].filter(
      ({ amount, by }) => amount !== 0 || by !== 'valuation',
    ),
  }
}
