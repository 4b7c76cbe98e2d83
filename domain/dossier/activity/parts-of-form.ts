import { amountFields } from '#domain/dossier/activity/check-activity.ts'
import type { ActivityForm } from '#domain/dossier/activity/queries.ts'

/** The details that mean the same in every register: what a rule reads, and who gave it. */
export const sharedDetails: ReadonlySet<string> = new Set([
  ...amountFields,
  'provider',
  'test-passed',
])

const ownAnswers: ReadonlySet<string> = new Set([
  'kind',
  'accredited',
  'label',
  'accreditation-number',
  'accreditation-provider',
  'evidence-kind',
])

/**
 * An activity's form in two parts: what somebody says of what they did, which every register that
 * they show it to may know, and what only this register asks, in the words of its regulation.
 */
export function partsOfForm(form: ActivityForm): {
  readonly shared: ActivityForm
  readonly own: ActivityForm
} {
  const part = (own: boolean): ActivityForm => ({
    typed: fromEntries(form.typed, (name) => isOwnAnswer(name) === own),
    details: fromEntries(form.details, (id) => !sharedDetails.has(id) === own),
    selfTest: own ? form.selfTest : {},
  })
  return { shared: part(false), own: part(true) }
}

function isOwnAnswer(name: string): boolean {
  if (ownAnswers.has(name) || /^(criterion|why|attribute)-/.test(name)) return true
  return name.startsWith('detail-') && !sharedDetails.has(name.slice('detail-'.length))
}

function fromEntries<Value>(
  all: Readonly<Record<string, Value>>,
  isIn: (name: string) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isIn(name)))
}
