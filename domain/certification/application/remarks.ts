import {
  claimsAccreditation,
  hasEnoughProof,
} from '#domain/certification/application/application.ts'
import type { FiledActivity, Return } from '#domain/certification/application/queries.ts'
import type { Supplement } from '#domain/certification/application/supplements.ts'
import { mayBeTheSame } from '#domain/dossier/activity/activity.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { ProofWarning } from '#domain/dossier/activity/proof-warnings.ts'
import { proofWarnings } from '#domain/dossier/activity/proof-warnings.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { withFiles } from '#domain/dossier/statement/claim-warnings.ts'
import type { CompiledRegulation, Cut, LabelVerdict } from '#engine'
import { assess, kindOn, valueActivity } from '#engine'

/**
 * What makes an activity remarkable, so that it is judged on its own. Whatever has none of these may
 * be approved with others in one act.
 */
export type Remark =
  | {
      readonly is:
        | 'no-proof'
        | 'self-signed'
        | 'not-confirmed'
        /** More is claimed than its rule gives as a guideline. */
        | 'above-the-rule'
        /** Its rule leaves to people what it is worth. */
        | 'for-people'
        /** As it was filed, not all of it counts. */
        | 'cut'
        /** The back office had a question about it. */
        | 'asked-about'
        /** It came with the application after that was sent. */
        | 'added'
        /** A file came with it after the application was sent. */
        | 'file-added'
        /** Accredited, by a label that the regulation does not know. */
        | 'unknown-accreditation'
        /** Its label did not hold on its day. */
        | 'label-expired'
        /** Its label is about something that does not count. */
        | 'label-wrong-scope'
        /** Nobody has seen a label of whoever gave it. */
        | 'label-unknown'
        /** Accredited by the register, of which no decision covers it. */
        | 'undecided'
    }
  /** Something about its proof, as the applicant was told too. */
  | { readonly is: 'proof'; readonly of: readonly ProofWarning[] }
  /** Maybe the same as these, which are or were part of an application too. */
  | { readonly is: 'same'; readonly as: readonly PortfolioActivity[] }

/** What the application of a dossier says of its activities beside the activities themselves. */
export interface Filing {
  readonly returns: readonly Return[]
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly supplements: readonly Supplement[]
}

/** What is remarkable of each activity of an application, by its id; as it was filed, on a day. */
export function remarksOn(
  {
    compiled,
    dossier,
    activities,
    standing,
  }: Pick<LoadedDossier, 'compiled' | 'dossier' | 'activities' | 'standing'>,
  { returns, filed, supplements }: Filing,
  today: Temporal.PlainDate,
): ReadonlyMap<string, readonly Remark[]> {
  const { activities: found } = assess(compiled, dossier, today)
  const cut = new Set(found.filter(({ cuts }) => cuts.some(byRule)).map(({ id }) => id))
  const asked = new Set(
    returns.flatMap(({ items }) =>
      items.flatMap((one) => (one.item === 'activity' ? [one.activity] : [])),
    ),
  )
  const sent = activities.filter(({ applications }) => applications.length > 0)
  const others = [...activities, ...withFiles(compiled.regulation, standing.claims)]
  const byDay = Map.groupBy(sent, ({ completedOn }) => completedOn?.toString())
  return new Map(
    activities
      .filter(({ id }) => filed.has(id))
      .map((activity) => {
        const { id, completedOn } = activity
        const as = (byDay.get(completedOn?.toString()) ?? []).filter(
          (other) => other.id !== id && mayBeTheSame(activity, other),
        )
        const remarks: Remark[] = [...ownRemarks(activity, compiled)]
        if (as.length > 0) remarks.push({ is: 'same', as })
        const kind = compiled.regulation.kinds.find((one) => one.id === activity.kind)
        const of = proofWarnings(activity, kind, others)
        if (of.length > 0) remarks.push({ is: 'proof', of })
        if (cut.has(id)) remarks.push({ is: 'cut' })
        if (asked.has(id)) remarks.push({ is: 'asked-about' })
        if (filed.get(id)?.addedOn !== undefined) remarks.push({ is: 'added' })
        if (supplements.some(({ what, about }) => what === 'file' && about.id === id)) {
          remarks.push({ is: 'file-added' })
        }
        return [id, remarks]
      }),
  )
}

/** Whether an activity says one thing of itself that is remarkable. */
export function remarkable(
  activity: PortfolioActivity,
  compiled: CompiledRegulation,
  what: Remark['is'],
): boolean {
  return [...ownRemarks(activity, compiled)].some(({ is }) => is === what)
}

function* ownRemarks(activity: PortfolioActivity, compiled: CompiledRegulation): Generator<Remark> {
  const { regulation } = compiled
  const { kind: kindId, form, claimed, referee, selfSignedOn, accreditationLabel } = activity
  if (!hasEnoughProof(activity, regulation.evidence.required)) yield { is: 'no-proof' }
  if (selfSignedOn !== undefined) yield { is: 'self-signed' }
  if (referee !== undefined && referee.answer !== 'confirmed') yield { is: 'not-confirmed' }
  const kind = regulation.kinds.find(({ id }) => id === kindId)
  const value = kind && valueActivity(kindOn(kind, activity.completedOn), form.details, claimed)
  if (value?.is === 'for-the-committee') yield { is: 'for-people' }
  if (value?.is === 'valued' && value.reminder !== undefined) yield { is: 'above-the-rule' }
  if (!claimsAccreditation(activity, compiled)) return
  const { labels } = regulation
  const known = labels.length === 0 || labels.some(({ id }) => id === accreditationLabel)
  const label = labelOfActivity(compiled, activity)
  if (!known && label?.verdict.is !== 'by-decision') yield { is: 'unknown-accreditation' }
  if (known && label?.asks === true) yield { is: labelRemarks[label.verdict.is] }
  if (label?.undecided === true && !isJudged(activity)) yield { is: 'undecided' }
}

/** Whether a committee found of it what it counts for, here before or where it was taken over from. */
export function isJudged({ state, takenOver }: PortfolioActivity): boolean {
  return state === 'approved' || state === 'partly' || takenOver?.decision !== undefined
}

const labelRemarks = {
  expired: 'label-expired',
  'wrong-scope': 'label-wrong-scope',
  unknown: 'label-unknown',
  // These two ask nothing.
  valid: 'label-unknown',
  'by-decision': 'label-unknown',
} as const satisfies Record<LabelVerdict['is'], Remark['is']>

// What a person decided or has yet to decide is no remark on the activity.
function byRule({ by }: Cut): boolean {
  return by !== 'decision' && by !== 'rejected'
}
