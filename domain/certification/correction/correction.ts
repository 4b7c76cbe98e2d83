import { createHash } from 'node:crypto'
import { countryName } from '#domain/people/person/countries.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import type { CorrectedField } from '#mail/corrected.ts'

/** What the back office may set right. A norm that was decided on is none of it. */
export const correctionSubjects = [
  'name',
  'address',
  'work',
  'email',
  'decision-day',
  'period',
  'list-year',
  'received',
] as const

export type CorrectionSubject = (typeof correctionSubjects)[number]

/** What something should have been, with the id of the thing that it is of, where there may be more. */
export type Wish =
  | { readonly subject: 'name'; readonly name: PersonName }
  | { readonly subject: 'address'; readonly address: Omit<PersonFacts, keyof PersonName> }
  | { readonly subject: 'work'; readonly work: WorkFacts }
  | { readonly subject: 'email'; readonly email: string }
  | {
      readonly subject: 'decision-day'
      readonly certificateId: string
      readonly decidedOn: Temporal.PlainDate
    }
  | {
      readonly subject: 'period'
      readonly first: Temporal.PlainDate
      readonly last: Temporal.PlainDate
    }
  | { readonly subject: 'list-year'; readonly entryId: string; readonly year: number }
  | {
      readonly subject: 'received'
      readonly originalId: string
      readonly receivedOn: Temporal.PlainDate
    }

/** One thing that is set right; days in ISO text, and an empty text for nothing. */
export interface Change {
  readonly field: CorrectedField
  readonly before: string
  readonly after: string
}

/** Why something cannot be set right. */
export type NotCorrected =
  /** It says so already. */
  | 'same'
  /** There is no account that could sign in with another address. */
  | 'no-account'
  /** Whoever works for a register changes their own address, with their password. */
  | 'works-here'
  /** An account of the demo is found by its address. */
  | 'made-up'
  | 'in-future'
  /** A decision is not taken before what it was asked for, nor after it was entered. */
  | 'not-that-day'
  /** With that day the norms were held against other activities: it takes a new decision. */
  | 'decides-anew'
  /** What runs was filed with the period as it stands: it is decided or withdrawn first. */
  | 'application-running'
  /** Leave moved the end of the period: with another day that would be lost. */
  | 'moved-by-leave'
  /** The last day lies before the first, or beyond what the regulation gives. */
  | 'no-period'
  /** The activity is in an application or was judged. */
  | 'frozen'
  | 'year-there'
  /** There is nothing of the kind to set right. */
  | 'not-there'

/** The changes between a name that is and one that should be. Nobody keeps the old one. */
export function changesOfName(before: PersonName, after: PersonName): readonly Change[] {
  return differing([
    { field: 'name', before: fullName(before), after: fullName(after) },
    { field: 'initials', before: before.initials, after: after.initials },
  ])
}

/** The changes between an address that is and one that should be. */
export function changesOfAddress(
  before: Omit<PersonFacts, keyof PersonName>,
  after: Omit<PersonFacts, keyof PersonName>,
): readonly Change[] {
  const change = (field: CorrectedField, of: (one: typeof before) => string): Change => ({
    field,
    before: of(before),
    after: of(after),
  })
  return differing([
    change('street', ({ street, houseNumber }) => `${street} ${houseNumber}`.trim()),
    change('town', ({ postcode, city }) => `${postcode} ${city}`.trim()),
    change('country', ({ country }) => (country === '' ? '' : countryName(country))),
    change('phone', ({ phone }) => phone),
  ])
}

/** The changes between where somebody works and where they should. */
export function changesOfWork(before: WorkFacts, after: WorkFacts): readonly Change[] {
  return differing([
    { field: 'employer', before: before.employer, after: after.employer },
    { field: 'municipality', before: before.municipality, after: after.municipality },
    { field: 'job', before: before.jobTitle, after: after.jobTitle },
  ])
}

/** By what changes are known that were shown: with another thing in them, they are others. */
export function sealOf(changes: readonly Change[]): string {
  return createHash('sha256').update(JSON.stringify(changes)).digest('hex')
}

/** Those that change anything. */
export function differing(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ before, after }) => before !== after)
}
