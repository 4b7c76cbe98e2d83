import { askingOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { FactValue, PromisedPart, Regulation, SignedHere } from '#engine'
import { formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'

// What is promised with a declaration, where the regulation says of which parts it is made: whoever has
// what takes a part away, does not promise that.

type Facts = Readonly<Record<string, FactValue>>

/** What somebody promises with a declaration, in the regulation's words, with what is left of its parts. */
export function promiseText(regulation: Regulation, declaration: string, facts: Facts): string {
  const about = { member: 'declaration', subject: declaration } as const
  const asking = askingOf(regulation, about)
  const question = asking?.question ?? nameOf(regulation, about)
  const left = promisedParts(asking?.parts ?? [], facts).map(({ label }) => label)
  return question.replace('{parts}', formatList(left))
}

/** By when what is promised is done, as long as no day is known: so long after a day that is yet to come; undefined where it has no term. */
export function promiseTerm(regulation: Regulation, declaration: string): string | undefined {
  const within = withinOf(regulation, declaration)
  return within && `uiterlijk ${spanInWords(within)} na de dag van het besluit over de toelating`
}

/** The day by which it is done, of whoever was admitted on a day; undefined where it has no term. */
export function promiseDay(
  regulation: Regulation,
  declaration: string,
  admittedOn: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const within = withinOf(regulation, declaration)
  return within && admittedOn.add(within)
}

function withinOf(regulation: Regulation, declaration: string): Temporal.Duration | undefined {
  return askingOf(regulation, { member: 'declaration', subject: declaration })?.within
}

/** The parts that are left to promise: what nobody stated takes nothing away. */
export function promisedParts(
  parts: readonly PromisedPart[],
  facts: Facts,
): readonly PromisedPart[] {
  return parts.filter((part) => isLeft(part, facts))
}

function isLeft({ when, unless }: PromisedPart, facts: Facts): boolean {
  if (when !== undefined && facts[when] !== true) return false
  return unless.every((fact) => facts[fact] !== true)
}

/**
 * The facts that have to be stated before a document can be signed, and are not. One that can change
 * nothing of what is promised any more is not asked, and one that may not matter by another waits for
 * that.
 */
export function factsToSign(
  regulation: Regulation,
  { facts: wanted, declarations }: Pick<SignedHere, 'facts' | 'declarations'>,
  facts: Facts,
): readonly string[] {
  const parts = declarations.flatMap(
    (id) => askingOf(regulation, { member: 'declaration', subject: id })?.parts ?? [],
  )
  const unknown = new Set<string>()
  return wanted.filter((fact) => {
    if (facts[fact] !== undefined) return false
    const about = parts.filter((part) => factsOf(part).includes(fact))
    const open = about.filter((part) => isOpen(part, fact, facts))
    if (about.length > 0 && open.length === 0) return false
    const waits =
      open.length > 0 && open.every((part) => factsOf(part).some((one) => unknown.has(one)))
    unknown.add(fact)
    return !waits
  })
}

// Whether a fact can still say of a part whether it is promised: nothing else took it away.
function isOpen(part: PromisedPart, fact: string, facts: Facts): boolean {
  const { when, unless } = part
  if (when !== undefined && when !== fact && facts[when] === false) return false
  return unless.every((other) => other === fact || facts[other] !== true)
}

const factsOf = ({ when, unless }: PromisedPart) => [
  ...(when === undefined ? [] : [when]),
  ...unless,
]
