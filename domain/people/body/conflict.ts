import type { CommitteeRules } from '#engine'
import { sameAddress } from '#language/typed.ts'

/** What stands between a member and a file. */
export type Conflict =
  | {
      readonly by: 'own-file' | 'referee' | 'declarant' | 'employer' | 'municipality' | 'same-file'
    }
  | { readonly by: 'declared'; readonly reason: string }

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

/** What must be known of a file to see who may judge it. */
export interface FileTies {
  readonly applicantAccountId: string | undefined
  readonly applicantEmail: string
  readonly employer: string
  readonly municipality: string
  readonly referees: readonly { readonly email: string; readonly name: string }[]
  /** Who stated something about the applicant, such as an employer. */
  readonly declarants: readonly Declarant[]
  /** The members in whose own file the applicant is a referee. */
  readonly refereeFor: ReadonlySet<string>
  /** What members declared themselves, by the member's id. */
  readonly declared: ReadonlyMap<string, string>
  /** The members who opened it today, having said that nothing stands in the way. */
  readonly openedToday: ReadonlySet<string>
}

/**
 * What keeps a member from judging a file: it is their own, they are its referee, they share what
 * the regulation names, or they said so themselves.
 */
export function conflictOf(
  member: Omit<Member, 'chair'>,
  file: FileTies,
  rules: Pick<CommitteeRules, 'conflicts'>,
): Conflict | undefined {
  if (file.applicantAccountId === member.id) return { by: 'own-file' }
  const declared = file.declared.get(member.id)
  if (declared !== undefined) return { by: 'declared', reason: declared }
  const counts = (kind: CommitteeRules['conflicts'][number]) => rules.conflicts.includes(kind)
  if (counts('referee') && file.referees.some((referee) => isThis(member, referee))) {
    return { by: 'referee' }
  }
  if (counts('referee') && file.declarants.some((declarant) => isThis(member, declarant))) {
    return { by: 'declarant' }
  }
  const employers = [file.employer, ...file.declarants.map(({ organisation }) => organisation)]
  if (counts('employer') && employers.some((one) => same(member.employer, one))) {
    return { by: 'employer' }
  }
  if (counts('municipality') && same(member.municipality, file.municipality)) {
    return { by: 'municipality' }
  }
  return counts('same-file') && file.refereeFor.has(member.id) ? { by: 'same-file' } : undefined
}

function isThis(
  member: Omit<Member, 'chair'>,
  referee: { readonly email: string; readonly name: string },
) {
  const address = sameAddress(referee.email, member.email)
  return address || same(referee.name, member.name)
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
