import { provingFiles } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Amount, DetailValue, Kind } from '#engine'
import { hundredthsOf } from '#engine'
import { dayIn } from '#language/days.ts'

/** What a file does not say, or says otherwise, that shows something. */
export type FileWarning =
  /** The text of this file names no day. */
  | { readonly is: 'no-day'; readonly file: string }
  /** The days in this file are others than those of what it shows. */
  | {
      readonly is: 'other-day'
      readonly file: string
      readonly days: readonly Temporal.PlainDate[]
    }
  /** What it is said to be has a signature on it, and none was found. */
  | { readonly is: 'not-signed'; readonly file: string }

/** Something about the proof of an activity to look at once more: a question, never a refusal. */
export type ProofWarning =
  | FileWarning
  /** The same file proves another activity of this person. */
  | { readonly is: 'same-file'; readonly file: string; readonly as: Named }
  /** More hours were spent than the provider says that it takes. */
  | { readonly is: 'over-stated-load'; readonly spent: Amount; readonly stated: Amount }

interface Named {
  readonly id: string
  readonly title: string
}

/** What is looked at of an activity. */
type Looked = Pick<PortfolioActivity, 'id' | 'completedOn' | 'evidence'> & {
  readonly form: Pick<PortfolioActivity['form'], 'typed' | 'details'>
}

/**
 * What is worth a second look before an activity is sent in: of its files what a machine read when
 * they came, and of its hours what was typed. Of a photo or a scan nothing is said.
 */
export function proofWarnings(
  activity: Looked,
  kind: Pick<Kind, 'fields' | 'evidence'> | undefined,
  /** The other activities of the same person. */
  others: readonly Pick<PortfolioActivity, 'id' | 'title' | 'evidence'>[],
): readonly ProofWarning[] {
  const files = provingFiles(activity.evidence)
  const load = overStatedLoad(activity.form.details)
  return [
    ...files.flatMap((file) => dayWarnings(activity, kind, file)),
    ...signatureWarnings(activity, kind, files),
    ...files.flatMap(({ name, sha256 }): ProofWarning[] => {
      const as = others.find(
        ({ id, evidence }) => id !== activity.id && evidence.some((one) => one.sha256 === sha256),
      )
      const named = as && { id: as.id, title: as.title }
      return named === undefined ? [] : [{ is: 'same-file', file: name, as: named }]
    }),
    ...(load === undefined ? [] : [{ is: 'over-stated-load' as const, ...load }]),
  ]
}

/** The hours that were spent by what was typed, where those are more than the stated study load. */
export function overStatedLoad(
  details: Readonly<Record<string, DetailValue>>,
): { readonly spent: Amount; readonly stated: Amount } | undefined {
  const of = (field: string) => {
    const value = details[field]
    return typeof value === 'number' ? value : undefined
  }
  const stated = of('stated-load')
  const parts = ['contact-hours', 'self-study-hours', 'test-hours'].map((field) => of(field) ?? 0)
  const spent = parts.reduce<number>((sum, hours) => sum + hours, 0)
  return stated !== undefined && spent > stated
    ? { spent: hundredthsOf(spent), stated: hundredthsOf(stated) }
    : undefined
}

type File = PortfolioActivity['evidence'][number]

function dayWarnings(
  { completedOn, form }: Looked,
  kind: Pick<Kind, 'fields'> | undefined,
  { name, reading }: File,
): readonly ProofWarning[] {
  if (reading === undefined) return []
  const days = reading.days.map((day) => Temporal.PlainDate.from(day))
  if (days.length === 0) return [{ is: 'no-day', file: name }]
  if (completedOn === undefined) return []
  const { compare } = Temporal.PlainDate
  const begun = (kind?.fields ?? []).flatMap(({ id, type }) =>
    type === 'day' ? (dayIn(form.details[id]) ?? []) : [],
  )
  const first = [...begun, completedOn].toSorted(compare)[0] ?? completedOn
  const within = days.some((day) => compare(day, first) >= 0 && compare(day, completedOn) <= 0)
  return within ? [] : [{ is: 'other-day', file: name, days }]
}

// Which file is which is not told: it is missing where none of them can be the signed one.
function signatureWarnings(
  { form }: Looked,
  kind: Pick<Kind, 'evidence'> | undefined,
  files: readonly File[],
): readonly ProofWarning[] {
  const said = (form.typed['evidence-kind'] ?? '').split(',').filter(Boolean)
  const shown = kind?.evidence.accepted.filter(({ id }) => said.includes(id)) ?? []
  if (shown.length === 0 || !shown.every(({ signed }) => signed)) return []
  const [first] = files
  if (first === undefined || files.some(({ reading }) => reading?.signed !== 'no')) return []
  return [{ is: 'not-signed', file: first.name }]
}
