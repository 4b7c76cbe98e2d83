import { agedBy } from '#domain/dossier/statement/ageing.ts'
import { aboutOf, detailRows, nameOf, statedWords } from '#domain/dossier/statement/in-words.ts'
import { promiseDay, promiseTerm, promiseText } from '#domain/dossier/statement/promise.ts'
import type { Claim, ClaimState } from '#domain/dossier/statement/statement.ts'
import type { FactValue, Regulation } from '#engine'
import { asksStatements } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { decidedBy } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { TagColour } from '#web/kit/index.ts'
import { formatDay, Tag } from '#web/kit/index.ts'

// How what was stated beside activities looks, to whoever states it, checks it or judges it.

const stateWords: Readonly<
  Record<ClaimState, { readonly label: string; readonly colour: TagColour }>
> = {
  claimed: { label: 'Opgegeven', colour: 'blue' },
  approved: { label: 'In orde', colour: 'green' },
  rejected: { label: 'Niet in orde', colour: 'red' },
  expired: { label: 'Verlopen', colour: 'grey' },
}

/** Where a claim stands, in one or two words. */
export function claimTag({ state }: Pick<Claim, 'state'>) {
  return stateWords[state]
}

/** Claims as they are listed: what is called the same stands together, the newest first. */
export function listedTogether(regulation: Regulation, claims: readonly Claim[]): readonly Claim[] {
  const named = Map.groupBy(claims, ({ stated }) => nameOf(regulation, aboutOf(stated)))
  return [...named.values()].flatMap((alike) => alike.toReversed())
}

/** What was stated, what was asked beside it, and what the register found of it. */
export function ClaimValue(props: {
  readonly register: Register
  readonly regulation: Regulation
  readonly claim: Claim
  /** What is known, by which a promise may be about less. */
  readonly facts?: Readonly<Record<string, FactValue>>
  /** The day of the admission with which its promises began; absent before it. */
  readonly admittedOn?: Temporal.PlainDate | undefined
  /** The day on which it is looked at, where it is told how it stands now. */
  readonly today?: Temporal.PlainDate
}) {
  const { register, regulation, claim, facts = {}, admittedOn, today } = props
  const { stated } = claim
  const aged = today && agedBy(regulation, claim, today)
  const { label, colour } = aged === undefined ? claimTag(claim) : stateWords.expired
  const rows = detailRows(regulation, claim.stated)
  return (
    <>
      <p>
        {statedWords(regulation, claim.stated)} <Tag colour={colour}>{label}</Tag>
      </p>
      {promiseWords(regulation, claim, { facts, admittedOn }).map((text) => (
        <p>{text}</p>
      ))}
      {rows.map(({ term, value }) => (
        <p>
          {term.endsWith('?') ? term : `${term}:`} {value}
        </p>
      ))}
      {claim.state === 'approved' && claim.judgedOn !== undefined && isShown(claim) && (
        <p>
          Gezien door {judgeOf(register, claim)} op {formatDay(claim.judgedOn)}.
          {stated.member === 'holding' && ' Bij een verlenging kijken we opnieuw.'}
        </p>
      )}
      {aged !== undefined && (
        <p>
          Sinds {formatDay(aged.lastDay.add({ days: 1 }))} ouder dan {spanInWords(aged.span)}. Bij
          een volgende aanvraag is een nieuw stuk nodig.
        </p>
      )}
      {claim.state === 'rejected' && claim.reason !== '' && <p>{claim.reason}</p>}
    </>
  )
}

/** What is promised with a declaration in so many words, and by which day; nothing where it promises nothing by a day. */
export function promiseWords(
  regulation: Regulation,
  { stated }: Pick<Claim, 'stated'>,
  {
    facts,
    admittedOn,
  }: {
    readonly facts: Readonly<Record<string, FactValue>>
    readonly admittedOn: Temporal.PlainDate | undefined
  },
): readonly string[] {
  if (stated.member !== 'declaration') return []
  const { declaration } = stated
  const term = promiseTerm(regulation, declaration)
  if (term === undefined) return []
  const day = admittedOn && promiseDay(regulation, declaration, admittedOn)
  const by = day === undefined ? sentenceCase(term) : `Uiterlijk op ${formatDay(day)}`
  return [promiseText(regulation, declaration, facts), `${by}.`]
}

/** Who found of a claim what stands: somebody of the back office by name, or the body that did. */
export function judgeOf(
  register: Register,
  { judgedAs, judgedIn, judgedBy }: Pick<Claim, 'judgedAs' | 'judgedIn' | 'judgedBy'>,
): string {
  if (judgedAs === 'committee') {
    return wording(judgedIn === undefined ? register : decidedBy(register, judgedIn)).committee.the
  }
  return judgedBy ?? register.organisation.backOffice.short
}

// A document, a registration elsewhere, or whatever a file showed, was seen by somebody.
function isShown({ stated, proofs, destroyed }: Claim): boolean {
  if (stated.member === 'document' || stated.member === 'holding') return true
  return proofs.length + destroyed.length > 0
}

/** Whether a register asks anything to be stated beside activities. */
export function asksDossier(register: Register): boolean {
  return register.versions.some(({ regulation }) => asksStatements(regulation))
}
