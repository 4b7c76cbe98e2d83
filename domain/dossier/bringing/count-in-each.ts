import { foundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import type { Trial } from '#domain/dossier/bringing/trial.ts'
import { factsOf, proposedKind, tryHere, whatIsMissing } from '#domain/dossier/bringing/trial.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { OwnRegistration } from '#domain/people/registration/own-registrations.ts'
import {
  atRegistration,
  otherRegistrations,
} from '#domain/people/registration/own-registrations.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Amount, CompiledRegulation, ExplainedCut, Kind } from '#engine'
import { assess, explainActivity } from '#engine'

/** What one activity counts in another register of the same person. */
export interface CountThere extends Pick<OwnRegistration, 'register' | 'ended'> {
  readonly compiled: CompiledRegulation
  /** Whether it is claimed there; otherwise it is as if it were, under the kind that is proposed there. */
  readonly claimed: boolean
  readonly kind: Kind | undefined
  /** Undefined where it is not known: the kind, the hours or the word of whoever decides is not there. */
  readonly counted: Amount | undefined
  readonly cuts: readonly ExplainedCut[]
  readonly byCommittee: boolean
}

/**
 * What an activity of whoever acts counts in each of their other registers, by the norm and the period of
 * each. Drafts count nowhere and are left out. The context sees as their owner.
 */
export async function countInEach(
  context: Context,
  activityId: string,
): Promise<readonly CountThere[]> {
  const counts: CountThere[] = []
  for (const own of await otherRegistrations(context)) {
    const found = await atRegistration(context, own, (there) => countThere(there, own, activityId))
    if (found !== undefined) counts.push(found)
  }
  return counts
}

async function countThere(
  context: Context,
  { register, registrationId, ended }: OwnRegistration,
  id: string,
): Promise<CountThere | undefined> {
  const { today, actor } = context
  const loaded = await loadDossier(context, registrationId)
  const { compiled, dossier, activities } = loaded
  const about = { register, ended, compiled }
  const claimed = activities.find((one) => one.id === id)
  if (claimed !== undefined) {
    if (claimed.state === 'draft') return undefined
    const assessment = assess(compiled, dossier, today)
    const finding = assessment.activities.find((one) => one.id === id)
    const told = finding && explainActivity(compiled, assessment, finding)
    const kind = compiled.regulation.kinds.find((one) => one.id === claimed.kind)
    const byCommittee = claimed.claimed === undefined && claimed.awarded === undefined
    const counted = byCommittee ? undefined : told?.counted
    return { ...about, claimed: true, kind, counted, cuts: told?.cuts ?? [], byCommittee }
  }
  const personId = actor.kind === 'account' ? actor.personId : undefined
  if (personId === undefined) return undefined
  const [found] = (await foundElsewhere(context, personId, { only: [id] })).found
  if (found === undefined) return undefined
  const kind = proposedKind(register, compiled, found)
  const facts = factsOf(found, { kind, ...unanswered })
  const { checked } = whatIsMissing(compiled, found, facts, today)
  const trial: Trial | undefined = tryHere(loaded, { id, facts, checked }, today)
  const { counted, cuts = [], byCommittee = false } = trial ?? {}
  return { ...about, claimed: false, kind, counted, cuts, byCommittee }
}

const unanswered = {
  details: {},
  accredited: undefined,
  label: undefined,
  accreditation: { number: '', provider: '' },
  attributes: {},
}
