import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { accreditationOf } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Standing } from '#domain/dossier/dossier/queries.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { statedPart } from '#domain/dossier/statement/statement.ts'
import { asHeld } from '#domain/organisations/label/labels-held.ts'
import type { Activity, CountedState, Dossier, Holding, Judgement, Period } from '#engine'
import { emptyDossier } from '#engine'

/** Every member of a dossier, so that the compiler names the one that is forgotten. */
type Whole = { readonly [Member in keyof Required<Dossier>]: Dossier[Member] | undefined }

/**
 * Makes the engine's dossier of what the register holds about one person. An application has
 * exactly the activities and claims that it was filed with; without one, everything that stands and
 * was not consumed by an application that was granted. Drafts are left out: nobody has claimed them
 * yet.
 */
export function buildDossier(
  standing: Standing,
  activities: readonly PortfolioActivity[],
): Dossier {
  const { application, validity } = standing
  const asked = application?.kind ?? dossierKind(standing)
  // Who changes category, is in the middle of a period.
  const kind = asked === 'move' ? dossierKind(standing) : asked
  const mine = activities.filter((activity) => belongs(activity, application?.id))
  const stated = statedPart(claimsFor(standing.claims, application?.id))
  const whole: Whole = {
    ...stated,
    holdings: kind === 'renewal' ? checkedAtStart(stated.holdings, standing) : stated.holdings,
    // What the application before left over goes along by itself. What somebody states was left over
    // elsewhere: once an application here was granted, that has been used.
    surplus:
      kind === 'renewal' && standing.givenBy !== undefined ? standing.leftOver : stated.surplus,
    kind,
    period: kind === 'renewal' ? fullPeriod(standing) : undefined,
    // Also once it has ended: it is given once, and its months may be taken off what follows.
    temporary: standing.temporary === undefined ? undefined : validity,
    registeredOn: standing.candidateOn ?? standing.approvedOn ?? standing.signedUpOn,
    submittedOn: application?.submittedOn,
    countedUntil: standing.countedUntil,
    // What was counted before is known to the day, which says more than when that was filed.
    previousSubmittedOn: undefined,
    // Known once somebody decides.
    decidedOn: undefined,
    appliesEarly: standing.appliesEarly ? true : undefined,
    category: application?.category ?? stated.category ?? standing.category,
    grantedLeave: standing.grantedLeave,
    declarations: [...standing.declarations, ...stated.declarations],
    judgements: mine.flatMap(judgement),
    activities: mine.flatMap((activity) => claim(activity, application?.id)),
  }
  return given(whole)
}

// A registration elsewhere was shown at the start by what was found then, whatever was stated since. Of
// a period that came from outside the back office says what was found.
function checkedAtStart(
  holdings: readonly Holding[],
  { claims, givenBy, earlierChecks }: Pick<Standing, 'claims' | 'givenBy' | 'earlierChecks'>,
): readonly Holding[] {
  const found = claims.flatMap(({ stated, applications }) =>
    stated.member === 'holding' &&
    applications.some(({ id, inOrder }) => id === givenBy && inOrder === true)
      ? [stated.register]
      : [],
  )
  const earlier = givenBy === undefined ? earlierChecks : []
  const then = new Set([...found, ...earlier.map(({ elsewhere }) => elsewhere)])
  const stated = new Set(holdings.map(({ register }) => register))
  // What nobody stated here is known of that day alone, so that it is asked now.
  const unstated = earlier.filter(({ elsewhere }) => !stated.has(elsewhere))
  return [
    ...holdings.map((holding) => ({ ...holding, checkedAtStart: then.has(holding.register) })),
    ...unstated.map(({ elsewhere: register, checkedOn: on }) => {
      return { register, first: on, last: on, checkedAtStart: true }
    }),
  ]
}

function given(whole: Whole): Dossier {
  const entries = Object.entries(whole).filter(([, value]) => value !== undefined)
  return { ...emptyDossier, ...Object.fromEntries(entries) }
}

/**
 * Somebody who is certified renews; whose certification has expired applies as if for the first time.
 * Whoever is registered for a while still asks what they asked then.
 */
export function dossierKind({ validity, status, temporary }: Standing): 'first' | 'renewal' {
  if (validity === undefined || status === 'expired') return 'first'
  return temporary?.kind ?? 'renewal'
}

// The period that a renewal extends, with a registration for a while behind it or not.
function fullPeriod({ validity, temporary }: Standing): Period | undefined {
  return temporary?.kind === 'renewal' ? temporary.period : validity
}

/** Whether an activity is part of an application, or, without one, still free to count. */
export function belongs(activity: PortfolioActivity, applicationId: string | undefined): boolean {
  if (applicationId !== undefined) {
    return activity.applications.some(({ id }) => id === applicationId)
  }
  return activity.usedBy === undefined
}

/** How the engine sees each state; a draft is not seen at all. */
const countedStates: Readonly<Record<ActivityState, CountedState | undefined>> = {
  draft: undefined,
  planned: 'planned',
  'awaiting-referee': 'claimed',
  entered: 'claimed',
  returned: 'claimed',
  approved: 'approved',
  partly: 'approved',
  rejected: 'rejected',
}

function claim(activity: PortfolioActivity, applicationId: string | undefined): Activity[] {
  const { kind, completedOn, claimed } = activity
  const state = countedStates[activity.state]
  if (state === undefined || kind === undefined || completedOn === undefined) return []
  const { count } = activity.form.details
  const added = activity.applications.find(({ id }) => id === applicationId)
  const accreditation = accreditationOf({
    ...activity,
    labels: activity.labels?.map(asHeld),
  })
  return [
    {
      id: activity.id,
      kind,
      title: activity.title,
      completedOn,
      ...(claimed === undefined ? {} : { claimed }),
      ...(typeof count === 'number' ? { count } : {}),
      attributes: {
        ...recognised(activity),
        accredited: activity.accredited && activity.accreditationRefused === undefined,
      },
      details: activity.form.details,
      ...(accreditation === undefined ? {} : { accreditation }),
      state,
      ...(added?.supplement === true ? { supplement: true } : {}),
    },
  ]
}

function recognised({ attributes, attributesRefused }: PortfolioActivity): Activity['attributes'] {
  return Object.fromEntries(
    Object.entries(attributes).filter(([id]) => !attributesRefused.includes(id)),
  )
}

// What the committee granted is an input. A part that was granted is approved with its own amount.
function judgement(activity: PortfolioActivity): Judgement[] {
  const reason = activity.judgementReason === '' ? {} : { reason: activity.judgementReason }
  if (activity.state === 'rejected') return [{ on: activity.id, outcome: 'rejected', ...reason }]
  if (activity.state !== 'approved' && activity.state !== 'partly') return []
  const { awarded: first, awardedSecond: second } = activity
  const awarded = {
    ...(first === undefined ? {} : { awarded: first }),
    ...(second === undefined ? {} : { awardedSecond: second }),
  }
  return [{ on: activity.id, outcome: 'approved', ...awarded, ...reason }]
}
