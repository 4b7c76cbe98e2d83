import type { CommitteeRules } from '#engine'
import { sameAddress } from '#language/typed.ts'

/** What somebody says of themselves that ties them to a person. */
export const interestKinds = ['family', 'friend', 'work', 'business', 'dispute', 'other'] as const

/** One of the ties that people declare themselves. */
export type InterestKind = (typeof interestKinds)[number]

/** A tie as it was declared: of which kind, and in their own words. */
export interface Interest {
  readonly kind: InterestKind
  readonly note: string
}

/** What stands between somebody who works for the register and a person. */
export type Conflict =
  | {
      readonly by:
        | 'own-file'
        | 'referee'
        | 'declarant'
        | 'supervisor'
        | 'trainer'
        | 'employer'
        | 'municipality'
        | 'same-file'
        | 'supervised'
    }
  | ({ readonly by: 'declared' } & Interest)

/** What must be known of a member to see whether they may judge a file. */
export interface Member {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly employer: string
  readonly municipality: string
  readonly chair: boolean
}

/** Somebody who stated something about an applicant, and for which organisation. */
export interface Declarant {
  readonly email: string
  readonly name: string
  readonly organisation: string
}

/** What must be known of somebody's file to see who is tied to it. */
export interface FileTies {
  /** The accounts of whoever works for the register and is the applicant, whichever of theirs it is. */
  readonly ownAccounts: ReadonlySet<string>
  readonly employer: string
  readonly municipality: string
  /** Who confirms something in it: referees, and whoever is in a group with the applicant. */
  readonly referees: readonly { readonly email: string; readonly name: string }[]
  /** Who stated something about the applicant, such as an employer. */
  readonly declarants: readonly Declarant[]
  /** Who gave what the applicant did: a name, or an organisation. */
  readonly trainers: readonly string[]
  /** The accounts of who supervises the applicant, and of whom the applicant supervises. */
  readonly supervisors: ReadonlySet<string>
  readonly supervised: ReadonlySet<string>
  /** The accounts of those in whose own file the applicant confirms or states something. */
  readonly refereeFor: ReadonlySet<string>
  /** What people declared themselves, by their account. */
  readonly declared: ReadonlyMap<string, Interest>
}

/**
 * What keeps somebody from everything about a person, in whatever body: it is their own file, they
 * said so themselves, or it is one of what the regulation names. A `referee` is whoever has a hand in
 * what is in the file, and `same-file` the same the other way round.
 */
export function conflictOf(
  member: Omit<Member, 'chair'>,
  file: FileTies,
  rules: Pick<CommitteeRules, 'conflicts'>,
): Conflict | undefined {
  if (file.ownAccounts.has(member.id)) return { by: 'own-file' }
  const declared = file.declared.get(member.id)
  if (declared !== undefined) return { by: 'declared', ...declared }
  const isThem = (one: { readonly email: string; readonly name: string }) => isThis(member, one)
  if (rules.conflicts.includes('referee')) {
    if (file.referees.some(isThem)) return { by: 'referee' }
    if (file.declarants.some(isThem)) return { by: 'declarant' }
    if (file.supervisors.has(member.id)) return { by: 'supervisor' }
    if (file.trainers.some((name) => same(member.name, name))) return { by: 'trainer' }
  }
  if (rules.conflicts.includes('employer')) {
    const employers = [file.employer, ...file.declarants.map(({ organisation }) => organisation)]
    if (employers.some((one) => same(member.employer, one))) return { by: 'employer' }
    if (file.trainers.some((name) => same(member.employer, name))) return { by: 'trainer' }
  }
  if (rules.conflicts.includes('municipality') && same(member.municipality, file.municipality)) {
    return { by: 'municipality' }
  }
  if (!rules.conflicts.includes('same-file')) return undefined
  if (file.refereeFor.has(member.id)) return { by: 'same-file' }
  return file.supervised.has(member.id) ? { by: 'supervised' } : undefined
}

function isThis(
  member: Omit<Member, 'chair'>,
  one: { readonly email: string; readonly name: string },
) {
  return sameAddress(one.email, member.email) || same(one.name, member.name)
}

// "Gemeente Heideveld" and "gemeente  heideveld." are the same employer; two blanks are none.
function same(one: string, other: string): boolean {
  const plain = compact(one)
  return plain !== '' && plain === compact(other)
}

function compact(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(de )?gemeente /, '')
    .replaceAll(' ', '')
}
