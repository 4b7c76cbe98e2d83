import { attributeName, detailName } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import type { CriterionAnswer } from '#domain/dossier/activity/self-test.ts'
import { criterionName } from '#domain/dossier/activity/self-test.ts'
import type { DetailValue, Field } from '#engine'
import { typedAmount } from '#engine'
import { dayIn } from '#language/days.ts'

/** An activity as it stands in its form: every answer as text, by the name of its field. */
export type TypedActivity = Readonly<Record<string, string>>

/** The answers that somebody would have typed to say this of an activity. */
export function typedOf(facts: ActivityFacts): TypedActivity {
  const { kind, completedOn, accredited, label, confirmation, referee, selfSign } = facts
  return {
    title: facts.title,
    'evidence-kind': facts.evidenceKinds.join(','),
    'referee-name': referee.name,
    'referee-email': referee.email,
    'referee-relation': referee.relation,
    'self-sign-reason': selfSign.reason,
    ...(kind === undefined ? {} : { kind: kind.id }),
    ...(completedOn === undefined ? {} : partsOf('completed-on', completedOn)),
    ...(accredited === undefined ? {} : { accredited: yesOrNo(accredited) }),
    ...(label === undefined ? {} : { label }),
    'accreditation-number': facts.accreditation.number,
    'accreditation-provider': facts.accreditation.provider,
    ...(facts.providerId === undefined ? {} : { 'provider-id': facts.providerId }),
    ...Object.fromEntries(
      Object.entries(facts.attributes).map(([id, value]) => [attributeName(id), textOf(value)]),
    ),
    ...(confirmation === undefined ? {} : { confirmation }),
    ...(selfSign.declared ? { 'self-sign-declared': 'ja' } : {}),
    ...Object.assign({}, ...(kind?.fields ?? []).map((field) => detailOf(field, facts.details))),
    ...Object.assign({}, ...Object.entries(facts.selfTest ?? {}).map(typedCriterion)),
  }
}

function typedCriterion([id, { meets, note }]: [string, CriterionAnswer]): TypedActivity {
  const names = criterionName(id)
  return {
    ...(meets === undefined ? {} : { [names.answer]: yesOrNo(meets) }),
    [names.note]: note,
  }
}

function detailOf(field: Field, details: ActivityFacts['details']): TypedActivity {
  const value = details[field.id]
  const name = detailName(field.id)
  if (value === undefined) return {}
  const on = field.type === 'day' ? dayIn(value) : undefined
  if (on !== undefined) return partsOf(name, on)
  return { [name]: textOf(value) }
}

function textOf(value: DetailValue): string {
  if (typeof value === 'boolean') return yesOrNo(value)
  return typeof value === 'number' ? typedAmount(value) : value
}

function partsOf(name: string, day: Temporal.PlainDate): TypedActivity {
  return {
    [`${name}-dag`]: String(day.day),
    [`${name}-maand`]: String(day.month),
    [`${name}-jaar`]: String(day.year),
  }
}

function yesOrNo(value: boolean): string {
  return value ? 'ja' : 'nee'
}
