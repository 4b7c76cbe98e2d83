import type { LabelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { isForAWhile } from '#domain/dossier/dossier/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { Amount, Explanation, SecondUnit } from '#engine'
import { asksActivities, explain, formatAmount, inUnit } from '#engine'
import type { PortfolioActivity as ListedActivity } from '#papers/portfolio.ts'
import { portfolio as typesetPortfolio } from '#papers/portfolio.ts'
import { statusWords } from '#regulations/wording.ts'
import { activityTag } from '#web/professional/activity-words.tsx'
import { numberText } from '#web/professional/portfolio.tsx'
import type { Visit } from '#web/route.ts'
import { registrationOf } from '#web/route.ts'
import { unitOfMeasure } from '#web/speech.ts'

/** The portfolio as a PDF, to keep or to give to an employer. */
export async function downloadPortfolio(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, platform, today } = context
  const portfolio = await readPortfolio(context, registrationOf(visit))
  const { standing, groups } = portfolio
  const assessment = explain(portfolio.compiled, portfolio.assessment)
  const made = await typesetPortfolio({
    register: documentRegister(platform, register),
    name: portfolio.name,
    registrationNumber: standing.number === undefined ? '–' : numberText(visit, standing.number),
    status: statusWords(register, {
      status: standing.status,
      temporary: isForAWhile(standing, today),
    }).label,
    madeOn: today.toString(),
    ...(asksActivities(portfolio.compiled.regulation) && {
      first: assessment.window.first.toString(),
      last: assessment.window.last.toString(),
    }),
    norms: assessment.norms.map((norm) => ({
      name: norm.label,
      ...((norm.measure === 'amount' || norm.measure === 'second-unit') && {
        unit: unitOfMeasure(norm.measure, register, portfolio.compiled.regulation),
      }),
      required: norm.required,
      approved: norm.counted,
      pending: norm.provisional,
      planned: norm.withPlanned.planned,
      sentence: norm.text,
    })),
    activities: [...groups.current, ...groups.planned].flatMap((one) =>
      listed(portfolio, assessment, one),
    ),
  })
  return new Response(new Uint8Array(made.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${made.fileName}"`,
      'content-length': String(made.pdf.byteLength),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

function listed(
  { compiled, standing }: Portfolio,
  assessment: Explanation,
  activity: PortfolioActivity,
): readonly ListedActivity[] {
  const { completedOn } = activity
  if (completedOn === undefined || activity.state === 'draft') return []
  const finding = assessment.activities.find(({ id }) => id === activity.id)
  const kind = compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  const reasons = (finding?.cuts ?? []).map(({ text }) => text).join(' ')
  const label = labelOfActivity(compiled, activity)
  const { secondUnit } = compiled.regulation
  const second =
    finding?.second === undefined || secondUnit === undefined
      ? []
      : [secondInWords(finding.second.counted, activity.claimedSecond, secondUnit)]
  return [
    {
      day: completedOn.toString(),
      title: activity.title,
      ...(activity.organiser === '' ? {} : { provider: activity.organiser }),
      kind: [kind?.label ?? '', ...second].filter(Boolean).join(', '),
      accredited: activity.accredited,
      ...(label === undefined ? {} : { label: `${label.text}${recognised(activity, label)}` }),
      claimed: activity.claimed ?? 0,
      counted: finding?.counted ?? 0,
      state: activityTag(activity, standing.application).label,
      ...(reasons === '' ? {} : { reason: reasons }),
      evidence: evidenceOf(activity),
    },
  ]
}

// What people answered where the label was a question.
function recognised(
  { state, accreditationRefused, accreditationAnyway }: PortfolioActivity,
  { asks }: LabelOfActivity,
): string {
  if (!asks || (state !== 'approved' && state !== 'partly')) return ''
  if (accreditationRefused !== undefined) return '. Niet erkend'
  return `. Toch erkend${accreditationAnyway === '' ? '' : `: ${accreditationAnyway}`}`
}

// "5 contacturen", or "4 van 5 contacturen" where not all of it counts.
function secondInWords(counted: Amount, claimed: Amount | undefined, unit: SecondUnit): string {
  return claimed === undefined || claimed === counted
    ? inUnit(counted, { unit })
    : `${formatAmount(counted)} van ${inUnit(claimed, { unit })}`
}

function evidenceOf(activity: PortfolioActivity): string[] {
  const { referee, selfSignedOn } = activity
  return [
    ...activity.evidence.map(({ name }) => name),
    ...(referee?.answer === 'confirmed' ? [`Bevestigd door ${referee.name}`] : []),
    ...(selfSignedOn === undefined ? [] : ['Zelf ondertekend']),
  ]
}
