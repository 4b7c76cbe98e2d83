import { findApplication } from '#domain/certification/application/queries.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { findDecisionById } from '#domain/certification/committee/decision-queries.ts'
import type { Verdict as Judged } from '#domain/certification/committee/judgement.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import { findInterimFile } from '#domain/certification/interim/queries.ts'
import { findLeave } from '#domain/certification/leave/queries.ts'
import type { Measure } from '#domain/certification/measure/queries.ts'
import { findMeasure } from '#domain/certification/measure/queries.ts'
import { decisionAbout } from '#domain/certification/objection/decisions.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import type { RulingAdvice } from '#domain/certification/ruling/queries.ts'
import { adviceOn } from '#domain/certification/ruling/queries.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { findByHand } from '#domain/certification/status-by-hand/queries.ts'
import type { Verdict } from '#domain/certification/verdict/queries.ts'
import { findVerdict } from '#domain/certification/verdict/queries.ts'
import type { Register } from '#regulations/register.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import { Card, Details } from '#web/kit/index.ts'
import { leaveTag } from '#web/leave/decide.tsx'
import { AdviceText } from '#web/review/ruling.tsx'
import { measureWords, VerdictFacts } from '#web/review/verdict.tsx'
import type { Visit } from '#web/route.ts'

/** What whoever decides reads of the first decision. */
export interface FirstDecision {
  readonly decision: Decision | undefined
  readonly verdicts: readonly (Pick<Judged, 'memberId' | 'reason'> & { readonly found: string })[]
  readonly advice: readonly RulingAdvice[]
  /** What was decided after a verdict of others, with that verdict. */
  readonly after: { readonly measure: Measure; readonly verdict: Verdict } | undefined
  /** A decision that was carried out by hand. */
  readonly byHand?: ByHand | undefined
}

/** The files of a first decision that whoever decides may read: a verdict, and the letter on it. */
export function filesOf({ after }: FirstDecision): readonly (string | undefined)[] {
  return after === undefined ? [] : [after.verdict.documentId, after.measure.documentId]
}

/** The first decision with who found what, folded away. */
export function FirstDecisionText(props: {
  readonly first: FirstDecision
  readonly names: ReadonlyMap<string, string>
  readonly register: Register
  readonly hrefOf: (documentId: string) => string
}) {
  const { first, names, register, hrefOf } = props
  const { decision, verdicts, advice, after, byHand } = first
  const members = [...names].map(([id, name]) => ({
    id,
    name,
    email: '',
    employer: '',
    municipality: '',
    chair: false,
  }))
  const nothing = decision === undefined && after === undefined && byHand === undefined
  if (nothing && verdicts.length + advice.length === 0) return null
  return (
    <Details summary="Het eerste besluit, en wie wat vond">
      {decision !== undefined && (
        <>
          <p class="preserve">{decision.reason}</p>
          <NormCards assessment={decision.assessment} register={register} />
          <Grounds assessment={decision.assessment} />
        </>
      )}
      {after !== undefined && (
        <>
          <p>
            <strong>{measureWords(after.measure)}.</strong>
          </p>
          <p class="preserve">{after.measure.reason}</p>
          <VerdictFacts verdict={after.verdict} document={hrefOf(after.verdict.documentId)} />
        </>
      )}
      {byHand !== undefined && (
        <>
          <p>
            <strong>{byHand.label}.</strong> {byHand.rests}
          </p>
          <p class="preserve">{byHand.letterReason}</p>
          {byHand.source !== '' && <p>Staat in: {byHand.source}</p>}
        </>
      )}
      {after !== undefined && verdicts.length > 0 && <h2>Wie wat vond</h2>}
      {verdicts.map(({ memberId, found, reason }) => (
        <Card>
          <h3>{names.get(memberId) ?? 'Oud-lid'}</h3>
          <p>{found}</p>
          {reason !== '' && <p class="preserve">{reason}</p>}
        </Card>
      ))}
      <AdviceText {...{ advice, members }} />
    </Details>
  )
}

/** What is known of the decision that an objection is about. */
export async function firstDecision(visit: Visit, objection: Objection): Promise<FirstDecision> {
  const { context } = visit
  const { registrationId, about, aboutId } = objection
  const found = await decisionAbout(context, registrationId, { about, id: aboutId })
  const none = { decision: undefined, verdicts: [], advice: [], after: undefined }
  switch (found?.about) {
    case 'application': {
      const file = await findApplication(context, found.subject.id)
      const verdicts = file === undefined ? [] : await verdictsOf(context, file.application.id)
      const words = { meets: 'Voldoet', temporary: 'Voldoet voor een tijd', fails: 'Voldoet niet' }
      return {
        ...none,
        decision: await findDecisionById(context, aboutId),
        verdicts: verdicts.map(({ memberId, reason, whole }) => ({
          memberId,
          reason,
          found: words[whole],
        })),
      }
    }
    case 'interim': {
      const file = await findInterimFile(context, aboutId)
      const words = { approved: 'Toegekend', partly: 'Deels toegekend', rejected: 'Niet toegekend' }
      return {
        ...none,
        verdicts: (file?.verdicts ?? []).flatMap(({ memberId, grants }) =>
          [...grants.values()].map(({ outcome, reason }) => ({
            memberId,
            reason,
            found: words[outcome],
          })),
        ),
      }
    }
    case 'ruling':
      return { ...none, advice: await adviceOn(context, found.subject.id) }
    case 'measure': {
      const measure = await findMeasure(context, aboutId)
      const verdict = measure && (await findVerdict(context, measure.verdictId))
      if (measure === undefined || verdict === undefined) return none
      return {
        ...none,
        after: { measure, verdict },
        verdicts: measure.votes.map(({ memberId, favours, reason }) => ({
          memberId,
          reason,
          found: favours ? 'Eens' : 'Niet eens',
        })),
      }
    }
    case 'leave': {
      const leave = await findLeave(context, aboutId)
      const { decidedBy, reason } = leave ?? {}
      return leave === undefined || decidedBy === undefined
        ? none
        : {
            ...none,
            verdicts: [{ memberId: decidedBy, reason: reason ?? '', found: leaveTag(leave).label }],
          }
    }
    case 'status-by-hand':
      return { ...none, byHand: await findByHand(context, aboutId) }
    case 'name-change':
    case 'agreement':
    case undefined:
      return none
  }
}
