import { claimsAccreditation } from '#domain/certification/application/application.ts'
import type { Judging } from '#domain/certification/committee/judge-application.ts'
import {
  judgeApplication,
  normsToAnswer,
  reassess,
  toJudge,
} from '#domain/certification/committee/judge-application.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import { wholesLeft } from '#domain/certification/committee/judgement.ts'
import type { OpenFile } from '#domain/certification/committee/open-file.ts'
import { approachFile, openFile, readFile } from '#domain/certification/committee/open-file.ts'
import { looksAt } from '#domain/demo/lived-in/looking.ts'
import type { Me } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected } from '#domain/demo/lived-in/world.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'

/** How a member looks at an application: what they find of it, or that they only reject some of it. */
export interface Look {
  /** How many of the activities are rejected. */
  readonly rejects?: number
  /** What each of the activities is worth whose worth people set, in whole units. */
  readonly worth?: number
}

/** A member of the committee opens an application and judges it; where a tie keeps them from it, another does. */
export async function judge(
  me: Me,
  applicationId: string,
  who: 'marieke' | 'tom',
  look: Look = {},
): Promise<void> {
  const others = who === 'marieke' ? ['aylin'] : ['aylin', 'marieke']
  for (const one of [who, ...others]) {
    if (!(await judgedBy(me, applicationId, one, look))) continue
    await looksAt(me, one, { thing: 'application', id: applicationId })
    return
  }
  throw new Error(`nobody may judge the application of ${me.person.email}`)
}

// Whether they could: not who has a tie, nor who judged it already.
function judgedBy(me: Me, applicationId: string, who: string, look: Look): Promise<boolean> {
  return asStaff(me, who, async (context, memberId) => {
    await openFile(context, applicationId, memberId)
    const approached = await approachFile(context, applicationId, memberId, { lock: true })
    if (approached.outcome === 'conflict') return false
    const file = await readFile(context, expected(approached, 'open'))
    if (file.verdicts.some((verdict) => verdict.memberId === memberId)) return false
    const judging = judgementOf(context, file, look)
    const judged = await judgeApplication(context, file, judging)
    expected(judged, 'judged', 'decided', 'enough', 'read-all')
    return true
  })
}

function judgementOf(context: Context, { dossier }: OpenFile, look: Look): Judging {
  const grants = new Map(
    toJudge(dossier).map((activity, at) => [activity.id, grantOf(activity, dossier, look, at)]),
  )
  const reason = 'Dat is gebleken uit het dossier.'
  const norms = normsToAnswer(context, dossier, grants)
  const answers = new Map(norms.map(({ id }) => [id, { meets: true, reason }]))
  const [whole] = wholesLeft(reassess(context, dossier, { grants, answers }))
  return {
    grants,
    answers,
    whole,
    reason:
      whole === 'fails'
        ? 'Te weinig van wat is ingestuurd, telt mee.'
        : 'De aanvraag voldoet aan de criteria.',
  }
}

function grantOf(
  activity: PortfolioActivity,
  { compiled }: LoadedDossier,
  { rejects = 0, worth = 20 }: Look,
  at: number,
): Grant {
  if (at < rejects) return { outcome: 'rejected', amount: undefined, reason: unclear }
  const asks = labelOfActivity(compiled, activity)?.asks === true
  const accreditation = claimsAccreditation(activity, compiled)
    ? { accreditation: { recognised: true, ...(asks ? { reason: seenAnyway } : {}) } as const }
    : {}
  if (activity.claimed !== undefined) {
    return { outcome: 'approved', amount: undefined, reason: '', ...accreditation }
  }
  const reason = 'Zo is het eerder ook gewaardeerd.'
  return { outcome: 'partly', amount: hundredthsOf(worth * 100), reason, ...accreditation }
}

const seenAnyway = 'In het openbare register stond het keurmerk die dag op naam van de opleider.'
const unclear = 'Uit het bewijs blijkt niet dat dit bij het vak hoort.'
