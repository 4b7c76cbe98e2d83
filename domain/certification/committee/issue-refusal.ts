import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import {
  grantLines,
  normHolds,
  openNorms,
  rejectedLines,
} from '#domain/certification/committee/decision.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { CompiledRegulation, Explanation, Period } from '#engine'
import type { RefusalData, RefusedNorm } from '#papers/refusal.ts'
import { bodyFor, decidedBy } from '#regulations/bodies.ts'
import { pinnedVersion } from '#regulations/load.ts'
import { objectionFee } from '#regulations/tariffs.ts'

/** What a letter of refusal tells of. */
export interface Refusal {
  readonly file: ApplicationFile
  readonly assessment: Explanation
  readonly filed: readonly PortfolioActivity[]
  readonly claims: readonly Claim[]
  readonly compiled: CompiledRegulation
  readonly settled: { readonly grants: ReadonlyMap<string, Grant>; readonly reason: string }
  /** The last day on which an objection can be made. */
  readonly objectBefore: Temporal.PlainDate
}

/** Issues the letter in which the committee says no, with its reason per norm and how to object. */
export async function issueRefusal(context: Context, refusal: Refusal): Promise<string> {
  const { personId } = refusal.file.applicant
  const [documentId] = await issuePapers(context, personId, {
    kind: 'decision',
    data: letterData(context, refusal),
  })
  return documentId
}

/**
 * The letter that says that somebody is registered for a while instead: until when, what must be done
 * by then, the reason per norm and how to object.
 */
export function letterInstead(
  context: Context,
  refusal: Refusal & { readonly period: Period },
): RefusalData {
  const { assessment, period, compiled } = refusal
  const { temporary } = compiled.regulation
  return {
    ...letterData(context, refusal),
    temporary: {
      first: period.first.toString(),
      last: period.last.toString(),
      open: openNorms(assessment),
      shortensNext: temporary?.shortensNext === true,
      rule: temporary === undefined ? '' : `${temporary.text} (${temporary.article})`,
    },
  }
}

function letterData(context: Context, refusal: Refusal): RefusalData {
  const { register, platform, today } = context
  const { organisation, terms } = register
  const { application, applicant } = refusal.file
  const fee = objectionFee(register, today)
  return {
    register: documentRegister(platform, decidedBy(register, application.kind)),
    person: addresseeOf(applicant.person),
    registrationNumber:
      applicant.number === undefined ? '' : registrationNumber(register, applicant.number),
    applicationNumber: application.number,
    kind: application.kind,
    date: today.toString(),
    decidedOn: today.toString(),
    norms: refusedNorms(context, refusal),
    reason: refusal.settled.reason,
    objection: {
      weeks: weeksOf(terms.objection, today),
      last: refusal.objectBefore.toString(),
      to: [
        organisation.foundation,
        ...organisation.address,
        organisation.postalCodeAndCity,
        organisation.email,
      ],
      decisionWeeks: weeksOf(terms.decisionOnObjection, today),
      here: bodyFor(register, 'decide-objections') !== undefined,
      ...(fee === 0 ? {} : { fee }),
    },
  }
}

function refusedNorms(
  { register }: Context,
  { assessment, filed, claims, compiled, settled }: Refusal,
): readonly RefusedNorm[] {
  const version = pinnedVersion(register, assessment.regulation.version)
  const secondUnit = version?.regulation.secondUnit
  const failing = assessment.norms.findIndex((norm) => !normHolds(norm))
  const lines = [
    ...grantLines(filed, settled.grants, register, compiled.regulation),
    ...rejectedLines(claims, settled.grants, compiled.regulation),
  ]
  return assessment.norms.map((norm, index) => ({
    name: norm.label,
    source: norm.article,
    met: normHolds(norm),
    ...(norm.measure === 'amount' || norm.measure === 'second-unit'
      ? { required: norm.required, counted: norm.counted }
      : {}),
    ...(norm.measure === 'second-unit' && secondUnit !== undefined
      ? { unit: { one: secondUnit.one, many: secondUnit.counted } }
      : {}),
    // What was not granted is told once, at the first norm that fell short by it.
    reasons: [norm.text, ...(index === failing ? lines : [])],
  }))
}

function weeksOf(term: Temporal.Duration, from: Temporal.PlainDate): number {
  return Math.floor(from.until(from.add(term), { largestUnit: 'days' }).days / 7)
}
