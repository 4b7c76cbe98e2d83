import type {
  AccreditationFound,
  AttributesRefused,
} from '#domain/certification/application/application.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { buildDossier } from '#domain/dossier/dossier/dossier.ts'
import { proveDossier } from '#domain/dossier/dossier/prove-dossier.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type {
  Activity,
  Amount,
  Assessment,
  CommitteeRules,
  Dossier,
  Judgement,
  ReviewRules,
} from '#engine'

/** What a member grants of one activity. */
export interface Grant {
  readonly outcome: 'approved' | 'partly' | 'rejected'
  /** For a part: how much. */
  readonly amount: Amount | undefined
  /** For a part of what is claimed in two units: how much in the second. */
  readonly second?: Amount | undefined
  readonly reason: string
  /** Absent where no accreditation is claimed, or nothing is granted. */
  readonly accreditation?: AccreditationFound
  /** Absent where every attribute that was claimed is recognised, or nothing is granted. */
  readonly attributes?: AttributesRefused
}

/** What a member answers where a norm leaves it to people. */
export interface NormAnswer {
  readonly meets: boolean
  readonly reason: string
}

/** The answer on the whole: it meets the norm, it is enough to be registered for a while, or it is not. */
export type Whole = 'meets' | 'temporary' | 'fails'

/** What one member finds of an application: of each activity, of each question, and of the whole. */
export interface Verdict {
  readonly memberId: string
  readonly grants: ReadonlyMap<string, Grant>
  readonly answers: ReadonlyMap<string, NormAnswer>
  readonly whole: Whole
  readonly reason: string
  /** The moment at which it was given, ISO text. */
  readonly givenAt: string
}

/** How an application stands with the committee. */
export type Settlement =
  /** Fewer members than needed have judged it. */
  | { readonly is: 'waiting'; readonly still: number }
  /** Those who judged it differ: on these activities and norms, or on the whole. */
  | { readonly is: 'divided'; readonly on: readonly string[]; readonly whole: boolean }
  | {
      readonly is: 'settled'
      readonly grants: ReadonlyMap<string, Grant>
      readonly answers: ReadonlyMap<string, NormAnswer>
      readonly whole: Whole
      readonly reason: string
    }

/**
 * Settles what the members found, in the order in which they judged. The first members that the
 * regulation asks for decide together: what more than half of them find stands. Where no answer has
 * more than half, one more member judges everything, and there that last judgement decides.
 */
export function settle(verdicts: readonly Verdict[], members: number): Settlement {
  const first = verdicts.slice(0, members)
  if (first.length < members) return { is: 'waiting', still: members - first.length }
  const grants = byMajority(first, ({ grants }) => grants, grantKey)
  const answers = byMajority(
    first,
    ({ answers }) => answers,
    ({ meets }) => String(meets),
  )
  const whole = majority(first.map((verdict) => ({ key: verdict.whole, found: verdict.whole })))
  const disputed = [...grants.disputed, ...answers.disputed]
  const last = verdicts[members]
  if (last === undefined && (disputed.length > 0 || whole === undefined)) {
    return { is: 'divided', on: disputed, whole: whole === undefined }
  }
  const outcome = whole ?? last?.whole ?? 'fails'
  return {
    is: 'settled',
    grants: completed(grants, last?.grants),
    answers: completed(answers, last?.answers),
    whole: outcome,
    reason: reasonFor(outcome, whole === undefined && last !== undefined ? [last] : first),
  }
}

interface Shared<Found> {
  readonly agreed: ReadonlyMap<string, Found>
  readonly disputed: readonly string[]
}

function byMajority<Found>(
  verdicts: readonly Verdict[],
  part: (verdict: Verdict) => ReadonlyMap<string, Found>,
  keyOf: (found: Found) => string,
): Shared<Found> {
  const ids = new Set(verdicts.flatMap((verdict) => [...part(verdict).keys()]))
  const agreed = new Map<string, Found>()
  const disputed: string[] = []
  for (const id of ids) {
    const found = majority(
      verdicts.map((verdict) => {
        const one = part(verdict).get(id)
        return one === undefined ? undefined : { key: keyOf(one), found: one }
      }),
    )
    if (found === undefined) disputed.push(id)
    else agreed.set(id, found)
  }
  return { agreed, disputed }
}

// What more than half of them find, the first to say so in whose words.
function majority<Found>(
  votes: readonly ({ readonly key: string; readonly found: Found } | undefined)[],
): Found | undefined {
  for (const vote of votes) {
    if (vote === undefined) continue
    const same = votes.filter((other) => other?.key === vote.key).length
    if (same * 2 > votes.length) return vote.found
  }
  return undefined
}

// Two members agree when they grant the same, whatever their reasons.
function grantKey({ outcome, amount, second, accreditation, attributes }: Grant): string {
  const both = second === undefined ? '' : ` and ${second}`
  const part = outcome === 'partly' ? `partly ${amount ?? 0}${both}` : outcome
  const granted = [part, ...(attributes?.refused ?? []).toSorted()].join(' without ')
  return accreditation?.recognised === false ? `${granted} without accreditation` : granted
}

function completed<Found>(
  { agreed, disputed }: Shared<Found>,
  last: ReadonlyMap<string, Found> | undefined,
): ReadonlyMap<string, Found> {
  const all = new Map(agreed)
  for (const id of disputed) {
    const found = last?.get(id)
    if (found !== undefined) all.set(id, found)
  }
  return all
}

function reasonFor(whole: Whole, verdicts: readonly Verdict[]): string {
  const reasons = verdicts
    .filter((verdict) => verdict.whole === whole)
    .map(({ reason }) => reason.trim())
    .filter((reason) => reason !== '')
  return [...new Set(reasons)].join('\n\n')
}

/** Whether a member may judge now, and if not, why. */
export type MayJudge =
  | { readonly is: 'yes'; readonly as: 'member' | 'tie-breaker' }
  /** Judged already; it can be changed as long as nothing is decided. */
  | { readonly is: 'again' }
  /** Enough members judge it already: two of them differ, and the chair decides. */
  | { readonly is: 'for-the-chair' }
  /** Enough members judged it: it waits for the meeting in which the committee decides. */
  | { readonly is: 'enough' }

/**
 * Whether a member may judge an application now. At a tie the chair decides; a third member does
 * where the chair is one of those who differ, or may not judge this file, or where the regulation
 * says so. After that, until the meeting, only whoever broke the tie can think again.
 */
export function mayJudge(
  member: { readonly id: string; readonly chair: boolean },
  verdicts: readonly Verdict[],
  rules: CommitteeRules,
  /** The ids of the chairs who may judge this file. */
  freeChairs: ReadonlySet<string>,
): MayJudge {
  if (verdicts.length > rules.members) {
    return { is: verdicts.at(-1)?.memberId === member.id ? 'again' : 'enough' }
  }
  if (verdicts.some(({ memberId }) => memberId === member.id)) return { is: 'again' }
  if (verdicts.length < rules.members) return { is: 'yes', as: 'member' }
  if (settle(verdicts, rules.members).is === 'settled') return { is: 'enough' }
  const voted = new Set(verdicts.map(({ memberId }) => memberId))
  const chairsLeft = [...freeChairs].filter((id) => !voted.has(id))
  const chairVoted = [...freeChairs].some((id) => voted.has(id))
  const chairDecides = rules.tie === 'chair' && chairsLeft.length > 0 && !chairVoted
  return chairDecides && !chairsLeft.includes(member.id)
    ? { is: 'for-the-chair' }
    : { is: 'yes', as: 'tie-breaker' }
}

/**
 * The dossier with what was granted as its input: the assessment is made again from it. What was
 * stated and not found in order shows nothing any more.
 */
export function withGrants(
  loaded: Pick<LoadedDossier, 'dossier' | 'standing' | 'activities' | 'compiled'>,
  grants: ReadonlyMap<string, Grant>,
  answers: ReadonlyMap<string, NormAnswer>,
  today: Temporal.PlainDate,
): Dossier {
  const claims = loaded.standing.claims.map((claim) => withGrant(claim, grants.get(claim.id)))
  const ofClaims = new Set(claims.map(({ id }) => id))
  const standing = { ...loaded.standing, claims }
  const dossier = [...grants.keys()].some((id) => ofClaims.has(id))
    ? proveDossier(
        buildDossier(standing, loaded.activities),
        standing,
        loaded.compiled.regulation,
        today,
      )
    : loaded.dossier
  const judged = new Set([...grants.keys(), ...answers.keys()])
  const kept = dossier.judgements.filter(({ on }) => !judged.has(on))
  const ofActivities = [...grants].filter(([on]) => !ofClaims.has(on))
  const granted = ofActivities.map(([on, grant]): Judgement => {
    const reason = grant.reason === '' ? {} : { reason: grant.reason }
    if (grant.outcome === 'rejected') return { on, outcome: 'rejected', ...reason }
    const { amount, second } = grant.outcome === 'partly' ? grant : {}
    return {
      on,
      outcome: 'approved',
      ...(amount === undefined ? {} : { awarded: amount }),
      ...(second === undefined ? {} : { awardedSecond: second }),
      ...reason,
    }
  })
  const answered = [...answers].map(
    ([on, { meets, reason }]): Judgement => ({
      on,
      outcome: meets ? 'met' : 'not-met',
      ...(reason === '' ? {} : { reason }),
    }),
  )
  return {
    ...dossier,
    activities: dossier.activities.map((activity) => recognised(activity, grants.get(activity.id))),
    judgements: [...kept, ...granted, ...answered],
  }
}

// What is not recognised is taken off; that it is not accredited is said.
function recognised(activity: Activity, grant: Grant | undefined): Activity {
  const refused = grant?.attributes?.refused ?? []
  const accredited = grant?.accreditation?.recognised === false ? { accredited: false } : {}
  const kept = Object.entries(activity.attributes).filter(([id]) => !refused.includes(id))
  return { ...activity, attributes: { ...Object.fromEntries(kept), ...accredited } }
}

function withGrant(claim: Claim, grant: Grant | undefined): Claim {
  if (grant === undefined) return claim
  const { outcome, reason } = grant
  return { ...claim, state: outcome === 'rejected' ? 'rejected' : 'approved', reason }
}

/**
 * What the assessment leaves of the answer on the whole. With the norms met or not met it follows, and
 * so it does that somebody can be registered for a while; only where the regulation leaves it to people
 * are there two answers, of which the first is to grant.
 */
export function wholesLeft({
  outcome,
  temporary,
}: Pick<Assessment, 'outcome' | 'temporary'>): readonly Whole[] {
  switch (outcome) {
    case 'met':
    case 'exempt':
      return ['meets']
    case 'not-met':
      return ['fails']
    case 'temporary':
      return ['temporary']
    case 'for-the-committee':
    case 'undetermined':
      return [temporary === undefined ? 'meets' : 'temporary', 'fails']
  }
}

/**
 * Whether so many of the lines that were drawn are rejected that all are read, by the share that the
 * regulation sets.
 */
export function failsTooOften(
  grants: ReadonlyMap<string, Pick<Grant, 'outcome'>>,
  /** The ids of the lines that were drawn. */
  drawn: ReadonlySet<string>,
  { failureShare }: ReviewRules,
): boolean {
  if (failureShare === undefined) return false
  const judged = [...grants].filter(([id]) => drawn.has(id))
  const rejected = judged.filter(([, { outcome }]) => outcome === 'rejected')
  return rejected.length * 100 > judged.length * failureShare
}
