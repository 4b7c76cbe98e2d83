import type { CompiledRegulation } from './compile.ts'
import type { Entry } from './counting/entries.ts'
import type { Plan, Row } from './counting/plan.ts'
import { planFor, rowsOf } from './counting/plan.ts'
import type { Signatures } from './counting/signatures.ts'
import { stretchesOf } from './counting/stretches.ts'
import type { Dossier } from './dossier.ts'
import { emptyDossier } from './dossier.ts'
import type { Amount } from './quantity.ts'
import type { Condition, Norm } from './regulation.ts'
import { yesOrNo } from './requirements/condition-kind.ts'
import type { Standing } from './standing.ts'
import type { Asked } from './weighing/weigh-entries.ts'
import { weighEntries } from './weighing/weigh-entries.ts'

/**
 * Many portfolios as columns of whole numbers, one row for each activity. A portfolio is a run of
 * rows: portfolio n has the rows from starts[n] up to starts[n + 1].
 */
export type Portfolios = {
  readonly starts: Int32Array
  /** The first and last day that count, in days since 1970-01-01, for each portfolio. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** From signatureOf: the kind and attributes of the activity. */
  readonly signature: Int32Array
  readonly day: Int32Array
  /** What was awarded, in hundredths. */
  readonly amount: Int32Array
  /** Whole things. */
  readonly things: Int32Array
  readonly state: Uint8Array
}

/** How the state of an activity is written in a column. */
export const stateCodes = { planned: 0, claimed: 1, approved: 2, rejected: 3 } as const

/** Why an activity does not, or not wholly, count, as written in a column. */
export const cutCodes = {
  none: 0,
  'before-window': 1,
  'after-window': 2,
  planned: 3,
  rejected: 4,
  cap: 5,
} as const

/** The standings as written in a column; the worst is the lowest. */
export const standingCodes = {
  'not-met': 0,
  'for-the-committee': 1,
  undetermined: 2,
  met: 3,
} as const satisfies Record<Standing, number>

/** The answer for one portfolio; one verdict is filled again and again, so memory stays flat. */
export type Verdict = {
  outcome: number
  readonly standing: Uint8Array
  readonly required: Float64Array
  readonly counted: Float64Array
  readonly provisional: Float64Array
  readonly shortfall: Float64Array
  /** For each activity of the portfolio: what counts, and why not more. */
  activityCounted: Int32Array
  activityCut: Uint8Array
}

/** A plan whose signatures are sorted into classes that touch the same norms and caps. */
export type ColumnPlan = {
  readonly compiled: CompiledRegulation
  readonly plan: Plan
  readonly rows: readonly Row[]
  readonly dossier: Dossier
  readonly classOf: Int32Array
  /** Per class: the most that one activity may count for. */
  readonly mostEach: Float64Array
  /** Per class and leaf, and per class and cap: 1 where the class touches it. */
  readonly leaves: Uint8Array
  readonly caps: Uint8Array
  readonly capLimit: Float64Array
  readonly capThings: Uint8Array
  readonly classes: number
  /** Per norm: its leaf, or -1 for a condition with a fixed standing. */
  readonly leafOf: Int32Array
  readonly fixed: Uint8Array
  /** Whether things are counted anywhere. */
  readonly things: boolean
  /** Whether every norm is one minimum over the window or one condition. */
  readonly simple: boolean
  readonly sums: Float64Array
  readonly weigh: (condition: Condition, norm: Norm) => Standing
}

/**
 * Prepares a regulation for portfolios of one sort, after signatureOf was asked for every signature
 * in the columns. Conditions are the same for all portfolios of a batch: `weigh` says how they
 * stand.
 */
export function prepareColumns(
  { compiled, met }: Signatures,
  sort: { readonly kind: Dossier['kind']; readonly category?: string; readonly variant?: string },
  weigh: (condition: Condition, norm: Norm) => Standing = () => 'met',
): ColumnPlan {
  const plan = planFor(
    compiled.regulation,
    sort,
    { held: sort.variant },
    (condition, norm) => weigh(condition, norm) !== 'not-met',
  )
  const keys = new Map<string, number>()
  const rows: Row[] = []
  const rowsBySignature = rowsOf(plan, met)
  const classOf = Int32Array.from(rowsBySignature, (row) => {
    const key = `${row.leaves.join(',')}|${row.caps.join(',')}`
    const known = keys.get(key)
    if (known !== undefined) return known
    keys.set(key, rows.length)
    rows.push(row)
    return rows.length - 1
  })
  const leaves = new Uint8Array(rows.length * plan.leaves.length)
  const caps = new Uint8Array(rows.length * plan.caps.length)
  const mostEach = new Float64Array(rows.length).fill(Number.MAX_SAFE_INTEGER)
  rows.forEach((row, each) => {
    for (const leaf of row.leaves) leaves[each * plan.leaves.length + leaf] = 1
    for (const cap of row.caps) {
      const rule = plan.caps[cap]
      if (rule?.each !== 'activity') caps[each * plan.caps.length + cap] = 1
      else if (rule.in === 'amount') mostEach[each] = Math.min(mostEach[each] ?? 0, rule.atMost)
    }
  })
  const thingCaps = plan.caps.some((cap) => cap.in === 'things')
  return {
    compiled,
    plan,
    rows: rowsBySignature,
    dossier: { ...emptyDossier, kind: sort.kind },
    classOf,
    mostEach,
    leaves,
    caps,
    capLimit: Float64Array.from(plan.caps, (cap) =>
      cap.in === 'things' ? Math.floor(cap.atMost / 100) : cap.atMost,
    ),
    capThings: Uint8Array.from(plan.caps, (cap) => (cap.in === 'things' ? 1 : 0)),
    classes: rows.length,
    leafOf: Int32Array.from(plan.norms, ({ node }) => (node.is === 'leaf' ? node.leaf : -1)),
    fixed: Uint8Array.from(plan.norms, ({ node, norm }) =>
      node.is === 'condition' ? standingCodes[weigh(node.condition, norm)] : standingCodes.met,
    ),
    things: thingCaps || plan.leaves.some((leaf) => leaf.in === 'things'),
    simple:
      !thingCaps &&
      plan.leaves.every((leaf) => leaf.each === 'window' && !leaf.proRata) &&
      plan.norms.every(
        ({ node, norm }) =>
          (node.is === 'leaf' || node.is === 'condition') &&
          norm.otherwise === undefined &&
          (norm.when === undefined || weigh(norm.when, norm) === 'met'),
      ),
    sums: new Float64Array(rows.length * 4),
    weigh,
  }
}

/** An empty verdict to be filled; `most` is the size of the largest portfolio. */
export function verdictFor({ plan }: ColumnPlan, most: number): Verdict {
  return {
    outcome: standingCodes.met,
    standing: new Uint8Array(plan.norms.length),
    required: new Float64Array(plan.norms.length),
    counted: new Float64Array(plan.norms.length),
    provisional: new Float64Array(plan.norms.length),
    shortfall: new Float64Array(plan.norms.length),
    activityCounted: new Int32Array(most),
    activityCut: new Uint8Array(most),
  }
}

/**
 * Assesses one portfolio of a batch into a verdict, with what counted of each activity and why not
 * more. Sums are kept for each class of activities; only where a cap binds, or a norm is made of
 * several parts, does the portfolio go the long way round, through the exact allocation.
 */
export function assessColumns(
  columns: ColumnPlan,
  portfolios: Portfolios,
  at: number,
  verdict: Verdict,
): void {
  const { classOf, mostEach, sums } = columns
  const { signature, day, amount, things, state } = portfolios
  const { activityCounted, activityCut } = verdict
  const from = portfolios.starts[at] ?? 0
  const to = portfolios.starts[at + 1] ?? 0
  const first = portfolios.first[at] ?? 0
  const last = portfolios.last[at] ?? 0
  sums.fill(0)
  for (let row = from; row < to; row++) {
    const place = row - from
    const code = state[row] ?? 0
    const date = day[row] ?? 0
    if (code === 0 || code === 3) {
      activityCounted[place] = 0
      activityCut[place] = code === 0 ? 3 : 4
      continue
    }
    if (date < first || date > last) {
      activityCounted[place] = 0
      activityCut[place] = date < first ? 1 : 2
      continue
    }
    const group = classOf[signature[row] ?? 0] ?? -1
    let value = amount[row] ?? 0
    activityCut[place] = 0
    const most = mostEach[group] ?? 0
    if (value > most) {
      value = most
      activityCut[place] = 5
    }
    activityCounted[place] = value
    const slot = group * 4 + (code === 2 ? 0 : 1)
    sums[slot] = (sums[slot] ?? 0) + value
    if (columns.things) sums[slot + 2] = (sums[slot + 2] ?? 0) + (things[row] ?? 0)
  }
  if (!columns.simple || capsMayBind(columns)) assessExactly(columns, portfolios, at, verdict)
  else weighNorms(columns, verdict)
}

/** A cap per year or day cannot bind either where all it holds stays within its limit. */
function capsMayBind({ plan, caps, capLimit, classes, sums }: ColumnPlan): boolean {
  const count = plan.caps.length
  for (let cap = 0; cap < count; cap++) {
    let sum = 0
    for (let each = 0; each < classes; each++) {
      if (caps[each * count + cap] === 1) sum += (sums[each * 4] ?? 0) + (sums[each * 4 + 1] ?? 0)
    }
    if (sum > (capLimit[cap] ?? 0)) return true
  }
  return false
}

function weighNorms(columns: ColumnPlan, verdict: Verdict): void {
  const { plan, leaves, leafOf, fixed, classes, sums } = columns
  const { standing, required, counted, provisional, shortfall } = verdict
  const count = plan.leaves.length
  let outcome: number = standingCodes.met
  for (let norm = 0; norm < leafOf.length; norm++) {
    const leaf = leafOf[norm] ?? -1
    let code = fixed[norm] ?? 0
    if (leaf === -1) {
      required[norm] = 100
      counted[norm] = code === standingCodes.met ? 100 : 0
      provisional[norm] = code === standingCodes.undetermined ? 100 : 0
      shortfall[norm] = code === standingCodes['not-met'] ? 100 : 0
    } else {
      const minimum = plan.leaves[leaf]
      const things = minimum?.in === 'things'
      const offset = things ? 2 : 0
      const scale = things ? 100 : 1
      let approved = 0
      let claimed = 0
      for (let each = 0; each < classes; each++) {
        if (leaves[each * count + leaf] !== 1) continue
        approved += sums[each * 4 + offset] ?? 0
        claimed += sums[each * 4 + offset + 1] ?? 0
      }
      const asked = minimum?.atLeast ?? 0
      const missing = asked - (approved + claimed) * scale
      required[norm] = asked
      counted[norm] = approved * scale
      provisional[norm] = claimed * scale
      shortfall[norm] = missing > 0 ? missing : 0
      code =
        approved * scale >= asked
          ? standingCodes.met
          : missing > 0
            ? standingCodes['not-met']
            : standingCodes.undetermined
    }
    standing[norm] = code
    if (code < outcome) outcome = code
  }
  verdict.outcome = outcome
}

/** The long way round: entries for this one portfolio, and the same counting as assess(). */
function assessExactly(
  columns: ColumnPlan,
  portfolios: Portfolios,
  at: number,
  verdict: Verdict,
): void {
  const { compiled, plan, rows, dossier } = columns
  const from = portfolios.starts[at] ?? 0
  const to = portfolios.starts[at + 1] ?? 0
  const window = {
    first: dayOf(portfolios.first[at] ?? 0),
    last: dayOf(portfolios.last[at] ?? 0),
  }
  const entries: Entry[] = []
  for (let row = from; row < to; row++) {
    const code = portfolios.state[row] ?? 0
    const date = portfolios.day[row] ?? 0
    const inside = date >= (portfolios.first[at] ?? 0) && date <= (portfolios.last[at] ?? 0)
    const state =
      code === 2 ? 'approved' : code === 1 ? 'claimed' : code === 0 ? 'planned' : 'rejected'
    const awarded = (portfolios.amount[row] ?? 0) as Amount
    entries.push({
      // Padded, so that the order of the ids is the order of the rows.
      id: String(row - from).padStart(6, '0'),
      state,
      claimed: awarded,
      awarded,
      things: portfolios.things[row] ?? 0,
      day: dayOf(date),
      signature: portfolios.signature[row] ?? 0,
      counts:
        !inside || code === 3 ? 'no' : code === 2 ? 'approved' : code === 1 ? 'claimed' : 'planned',
      unvalued: false,
      surplus: false,
      cuts: [],
    })
  }
  const { regulation } = compiled
  const weigh: Asked['weigh'] = (condition, norm) => {
    const standing = columns.weigh(condition, norm)
    return { ...yesOrNo(standing === 'met'), standing, because: { kind: 'together', of: [] } }
  }
  const stretches = stretchesOf(plan.leaves, regulation, dossier, { period: window })
  const answer = weighEntries(
    { compiled, regulation, dossier, plan, rows, stretches, period: window, weigh },
    entries,
  )
  answer.norms.forEach((norm, index) => {
    const { way } = norm
    verdict.standing[index] = standingCodes[way.outcome]
    verdict.required[index] = way.required
    verdict.counted[index] = way.counted
    verdict.provisional[index] = way.provisional
    verdict.shortfall[index] = way.shortfall
  })
  verdict.outcome = verdict.standing.reduce<number>((a, b) => Math.min(a, b), standingCodes.met)
  answer.shares.forEach((share, place) => {
    verdict.activityCounted[place] = share.amount
    if (share.cuts.length > 0) verdict.activityCut[place] = cutCodes.cap
  })
}

const epoch = Temporal.PlainDate.from('1970-01-01')

function dayOf(number: number): Temporal.PlainDate {
  return epoch.add({ days: number })
}

/** A day as a number for a column: the days since 1970-01-01. */
export function dayNumber(day: Temporal.PlainDate): number {
  return epoch.until(day).days
}
