import type { Claim, ClaimState, Stated } from '#domain/dossier/statement/statement.ts'
import type { Asking, DetailValue, Field, Option, Regulation } from '#engine'
import { asksStatements, formatAmount, nothing } from '#engine'
import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import type { SummaryItem, TagColour } from '#web/kit/index.ts'
import { Tag } from '#web/kit/index.ts'

// How what is stated beside activities is called, to whoever states it, checks it or judges it.

/** Which thing of a regulation it is about. */
interface About {
  readonly member: Stated['member']
  readonly subject: string
}

/** What a claim is about. */
export function aboutOf(stated: Stated): About {
  switch (stated.member) {
    case 'category':
      return { member: stated.member, subject: stated.category }
    case 'fact':
      return { member: stated.member, subject: stated.fact }
    case 'declaration':
      return { member: stated.member, subject: stated.declaration }
    case 'surplus':
      return { member: stated.member, subject: stated.of }
    case 'document':
      return { member: stated.member, subject: stated.kind }
    case 'holding':
      return { member: stated.member, subject: stated.register }
    case 'work':
      return { member: stated.member, subject: stated.role ?? '' }
    case 'leave':
      return { member: stated.member, subject: '' }
  }
}

/** How the regulation has it asked. */
export function askingOf(regulation: Regulation, { member, subject }: About): Asking | undefined {
  const from = (list: readonly { readonly id: string; readonly asked?: Asking }[]) =>
    list.find(({ id }) => id === subject)?.asked
  switch (member) {
    case 'fact':
      return from(regulation.facts)
    case 'document':
      return from(regulation.documents)
    case 'declaration':
      return from(regulation.declarations)
    case 'holding':
      return from(regulation.registers)
    case 'work':
      return regulation.work
    case 'leave':
      return regulation.leave
    case 'category':
    case 'surplus':
      return undefined
  }
}

/** Whether files can show it: a document always, another thing where the regulation says so. */
export function asksFiles(regulation: Regulation, about: About): boolean {
  return about.member === 'document' || askingOf(regulation, about)?.proof !== undefined
}

/** What it is called: "VOG", "Werk", "Registratie bij het SKJ". */
export function nameOf(regulation: Regulation, { member, subject }: About): string {
  const label = (list: readonly Option[]) => list.find(({ id }) => id === subject)?.label
  switch (member) {
    case 'category':
      return 'Categorie'
    case 'fact':
      return label(regulation.facts) ?? subject
    case 'document':
      return sentenceCase((label(regulation.documents) ?? subject).replace(/^(de|het|een) /, ''))
    case 'declaration':
      return sentenceCase(label(regulation.declarations) ?? subject)
    case 'holding':
      return `Registratie bij ${label(regulation.registers) ?? subject.toUpperCase()}`
    case 'work':
      return label(regulation.workRoles) ?? 'Werk'
    case 'leave':
      return 'Verlof'
    case 'surplus':
      return 'Overschot van een vorige periode'
  }
}

/** The question as the regulation asks it, or else what it is called. */
export function questionOf(regulation: Regulation, about: About): string {
  return askingOf(regulation, about)?.question ?? nameOf(regulation, about)
}

/** What was stated, in a line: "Ja", "Afgegeven op 1 augustus 2026", "16,5 uur per week sinds …". */
export function statedWords(regulation: Regulation, stated: Stated): string {
  switch (stated.member) {
    case 'category':
      return (
        [...regulation.categories, ...regulation.formerCategories].find(
          ({ id }) => id === stated.category,
        )?.label ?? stated.category
      )
    case 'fact':
      return factWords(regulation, stated)
    case 'declaration':
      return `Verklaard op ${formatDay(stated.on)}`
    case 'surplus':
      return formatAmount(stated.amount)
    case 'document':
      return `Van ${formatDay(stated.issuedOn)}`
    case 'work': {
      const { hours, hoursPerWeek } = stated
      if (hours !== undefined) {
        return `${formatAmount(hours)} uur bij elkaar, ${spanWords(stated)}`
      }
      const much = formatAmount(hoursPerWeek ?? nothing)
      return `${much} uur per week, ${spanWords(stated)}`
    }
    case 'holding':
    case 'leave':
      return sentenceCase(spanWords(stated))
  }
}

function factWords(regulation: Regulation, stated: Stated & { member: 'fact' }): string {
  const { value } = stated
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nee'
  if (value instanceof Temporal.PlainDate) return formatDay(value)
  if (typeof value === 'number') return formatAmount(value)
  const options = regulation.facts.find(({ id }) => id === stated.fact)?.options ?? []
  return options.find(({ id }) => id === value)?.label ?? value
}

function spanWords(span: {
  readonly first: Temporal.PlainDate
  readonly last?: Temporal.PlainDate
}): string {
  const { first, last } = span
  if (last === undefined) return `sinds ${formatDay(first)}`
  return `van ${formatDay(first)} tot en met ${formatDay(last)}`
}

/** What was asked beside it, each in a row. */
export function detailRows(regulation: Regulation, stated: Stated): readonly SummaryItem[] {
  if (!('details' in stated)) return []
  const fields = askingOf(regulation, aboutOf(stated))?.fields ?? []
  return Object.entries(stated.details).map(([id, value]) => {
    const field = fields.find((each) => each.id === id)
    return { term: field?.label ?? id, value: detailWords(field, value) }
  })
}

function detailWords(field: Field | undefined, value: DetailValue): string {
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nee'
  if (typeof value === 'number') return formatAmount(value)
  if (field?.type === 'day') return formatDay(Temporal.PlainDate.from(value))
  return field?.options?.find(({ id }) => id === value)?.label ?? value
}

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

/** What was stated, what was asked beside it, and what the register found of it. */
export function ClaimValue(props: {
  readonly regulation: Regulation
  readonly claim: Pick<Claim, 'stated' | 'state' | 'reason'>
}) {
  const { regulation, claim } = props
  const { label, colour } = claimTag(claim)
  const rows = detailRows(regulation, claim.stated)
  return (
    <>
      <p>
        {statedWords(regulation, claim.stated)} <Tag colour={colour}>{label}</Tag>
      </p>
      {rows.map(({ term, value }) => (
        <p>
          {term}: {value}
        </p>
      ))}
      {claim.state === 'rejected' && claim.reason !== '' && <p>{claim.reason}</p>}
    </>
  )
}

/** Whether a register asks anything to be stated beside activities. */
export function asksDossier(register: Register): boolean {
  return register.versions.some(({ regulation }) => asksStatements(regulation))
}
