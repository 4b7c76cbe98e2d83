import { moveOf } from '#domain/certification/application/assess-filed.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Claim, ClaimFinding, Stated } from '#domain/dossier/statement/statement.ts'
import type { AskingNorm, CompiledRegulation } from '#engine'
import { normsThatAsk } from '#engine'

/** What an application was filed with beside its activities, oldest first. */
export function filedClaims({ standing }: Pick<LoadedDossier, 'standing'>): readonly Claim[] {
  const id = standing.application?.id
  return id === undefined ? [] : claimsFor(standing.claims, id)
}

/**
 * The claims of an application of which nothing was found before. Which category is asked for is a
 * wish, of which there is nothing to find.
 */
export function claimsToJudge(loaded: Pick<LoadedDossier, 'standing'>): readonly Claim[] {
  const { application } = loaded.standing
  return filedClaims(loaded).filter(
    (claim) =>
      (claim.state === 'claimed' && claim.stated.member !== 'category') ||
      isCheckedAgain(claim, application),
  )
}

/**
 * Whether something that was in order before is checked once more: a registration elsewhere is shown
 * at the start and again at a renewal, and not in between.
 */
export function isCheckedAgain(
  { stated, state, judgedOn }: Pick<Claim, 'stated' | 'state' | 'judgedOn'>,
  application: LoadedDossier['standing']['application'],
): boolean {
  return (
    stated.member === 'holding' &&
    state === 'approved' &&
    judgedOn !== undefined &&
    application?.kind === 'renewal' &&
    Temporal.PlainDate.compare(judgedOn, application.submittedOn) < 0
  )
}

/** The claim that stands in the place of one, which may be itself, by the id of either. */
export function inPlaceOf(claims: readonly Claim[], id: string): Claim | undefined {
  const claim = claims.find((one) => one.id === id)
  if (claim?.replacedBy === undefined) return claim
  return claims.find(
    ({ beganWith, replacedBy }) => beganWith === claim.beganWith && replacedBy === undefined,
  )
}

/** What the back office found of a claim in an application, if it looked at it. */
export function findingOf(
  { applications }: Pick<Claim, 'applications'>,
  applicationId: string,
): ClaimFinding | undefined {
  return applications.find(({ id }) => id === applicationId)?.finding
}

/** What wants to know something that was stated: a norm, or what else the regulation names. */
export type NeededFor = Pick<AskingNorm, 'id' | 'label' | 'article'>

/** What each claim of an application is needed for, by its id; empty where nothing asks for it. */
export function neededFor({
  compiled,
  dossier,
  standing,
}: Pick<LoadedDossier, 'compiled' | 'dossier' | 'standing'>): ReadonlyMap<
  string,
  readonly NeededFor[]
> {
  const { regulation } = compiled
  const move = moveOf(compiled, standing.application)
  const sort = move === undefined ? dossier : ({ kind: 'first', category: move.to } as const)
  const norms = normsThatAsk(regulation, sort, move)
  return new Map(
    filedClaims({ standing }).map(({ id, stated }) => {
      const asking = norms.filter(({ asks }) => asks.some((ask) => isAbout(ask, stated)))
      return [id, [...asking, ...besideNorms(stated, compiled)]]
    }),
  )
}

function isAbout(ask: AskingNorm['asks'][number], stated: Stated): boolean {
  switch (ask.what) {
    case 'fact':
      return stated.member === 'fact' && stated.fact === ask.fact
    case 'document':
      return stated.member === 'document' && stated.kind === ask.document
    case 'holding':
      return stated.member === 'holding' && stated.register === ask.register
    case 'declaration':
      return stated.member === 'declaration' && stated.declaration === ask.declaration
    case 'work':
      return stated.member === 'work'
    case 'category':
      return stated.member === 'category'
    case 'judgement':
    case 'refresher':
      return false
  }
}

// Leave and a surplus are asked for by no norm: they change what norms ask or what counts for them.
function besideNorms({ member }: Stated, { regulation }: CompiledRegulation): readonly NeededFor[] {
  const { proRata, carryOver } = regulation
  if (member === 'leave' && proRata !== undefined) {
    return [{ id: 'pro-rata', label: 'Naar rato', article: proRata.article }]
  }
  if (member === 'surplus' && carryOver.article !== undefined) {
    return [{ id: 'carry-over', label: 'Overschot', article: carryOver.article }]
  }
  return []
}
