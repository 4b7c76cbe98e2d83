import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Accreditation, CompiledRegulation, HeldLabel, LabelVerdict } from '#engine'
import { isLabelQuestion, labelInWords, labelsAskOn, labelVerdict } from '#engine'

/** How the label of an activity stands on its day. */
export interface LabelOfActivity {
  readonly verdict: LabelVerdict
  /** The same with the reason, in a sentence without its full stop. */
  readonly text: string
  /** Whether somebody who judges has to answer it: it is no pass, and labels ask on that day. */
  readonly asks: boolean
  /** Whether the register knows no labels, and decided nothing that covers it: whoever judges looks at it apart. */
  readonly undecided: boolean
}

/** Whether whoever hands it in is asked about it: somebody who judges will have to answer it. */
export function isAsked(label: LabelOfActivity | undefined): label is LabelOfActivity {
  return label !== undefined && (label.asks || label.undecided)
}

/** What of an activity its label is held against. */
type Labelled = Pick<
  PortfolioActivity,
  'kind' | 'completedOn' | 'accredited' | 'accreditationLabel' | 'byDecision'
> & { readonly labels?: readonly HeldLabel[] | undefined }

/**
 * How the label of an activity stands on its day, or the decision where the regulation knows no labels; undefined where
 * it is not claimed to be accredited. What a group or a committee decided of it changes nothing here.
 */
export function labelOfActivity(
  { regulation }: Pick<CompiledRegulation, 'regulation'>,
  activity: Labelled,
): LabelOfActivity | undefined {
  const { kind, completedOn, accredited } = activity
  if (kind === undefined || completedOn === undefined || !accredited) return undefined
  const attributes = { accredited }
  const accreditation = accreditationOf(activity)
  const verdict = labelVerdict(regulation, {
    ...{ kind, completedOn, attributes },
    ...(accreditation === undefined ? {} : { accreditation }),
  })
  if (verdict === undefined) return undefined
  return {
    verdict,
    text: labelInWords(regulation, verdict, completedOn),
    asks: isLabelQuestion(verdict) && labelsAskOn(regulation, completedOn),
    undecided: verdict.is === 'unknown' && verdict.why === 'not-decided',
  }
}

/** By what an activity is accredited, as the engine takes it; undefined where nothing is known of it. */
export function accreditationOf({
  accredited,
  accreditationLabel: label,
  labels = [],
  byDecision = false,
}: Pick<Labelled, 'accredited' | 'accreditationLabel' | 'labels' | 'byDecision'>):
  | Accreditation
  | undefined {
  if (!accredited || (label === undefined && !byDecision)) return undefined
  return {
    ...(label === undefined ? {} : { label }),
    ...(byDecision ? { byDecision } : {}),
    held: labels,
  }
}
