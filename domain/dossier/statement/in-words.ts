import type { Stated } from '#domain/dossier/statement/statement.ts'
import { subjectOf } from '#domain/dossier/statement/statement.ts'
import type { Amount, Asking, DetailValue, Field, Option, Regulation } from '#engine'
import { formatAmount, nothing, registerLabel } from '#engine'
import { dayIn, formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'

// How what is stated beside activities is called, to whoever states it, checks it or judges it.

/** Which thing of a regulation it is about. */
interface About {
  readonly member: Stated['member']
  readonly subject: string
}

/** What a claim is about. */
export function aboutOf(stated: Stated): About {
  return { member: stated.member, subject: subjectOf(stated) }
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

/**
 * Whether files can show it: a document and what was left over elsewhere always, another thing where the
 * regulation says so.
 */
export function asksFiles(regulation: Regulation, about: About): boolean {
  return isShownByFiles(about) || askingOf(regulation, about)?.proof !== undefined
}

/** Whether nothing but a file can show it. */
export function isShownByFiles({ member }: Pick<About, 'member'>): boolean {
  return member === 'document' || member === 'surplus'
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
      return `Registratie bij ${registerLabel(regulation.registers, subject)}`
    case 'work':
      return label(regulation.workRoles) ?? 'Werk'
    case 'leave':
      return 'Verlof'
    case 'surplus': {
      const of = label([...regulation.kinds, ...regulation.groups, ...regulation.attributes])
      return of === undefined
        ? 'Overschot van een vorige periode'
        : `Overschot van een vorige periode: ${withinSentence(of)}`
    }
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
      return categoryLabel(regulation, stated.category)
    case 'fact': {
      const means = regulation.facts.find(({ id }) => id === stated.fact)?.asked?.yesMeans
      const said = factWords(regulation, stated)
      return stated.value === true && means !== undefined ? `${said}: ${means}` : said
    }
    case 'declaration':
      return `Verklaard op ${formatDay(stated.on)}`
    case 'surplus':
      return `${formatAmount(stated.amount)} ${unitOf(regulation, stated.amount)}`
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

function unitOf({ unit }: Pick<Regulation, 'unit'>, amount: Amount): string {
  if (unit === 'hour') return 'uur'
  return amount > 0 && amount <= 100 ? 'punt' : 'punten'
}

function factWords(regulation: Regulation, stated: Stated & { member: 'fact' }): string {
  const { value } = stated
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nee'
  if (value instanceof Temporal.PlainDate) return formatDay(value)
  if (typeof value === 'number') return formatAmount(value)
  const options = regulation.facts.find(({ id }) => id === stated.fact)?.options ?? []
  const labelOf = (name: string) => options.find(({ id }) => id === name)?.label ?? name
  return typeof value === 'string' ? labelOf(value) : formatList(value.map(labelOf))
}

function spanWords(span: {
  readonly first: Temporal.PlainDate
  readonly last?: Temporal.PlainDate
}): string {
  const { first, last } = span
  if (last === undefined) return `sinds ${formatDay(first)}`
  return `van ${formatDay(first)} tot en met ${formatDay(last)}`
}

/** Something that was asked beside what the engine reads, with its answer. */
export interface StatedDetail {
  readonly term: string
  readonly value: string
}

/** All that was stated, in rows: what it is called, and what was asked beside it. */
export function statedRows(
  regulation: Regulation,
  stated: Stated,
): readonly { readonly label: string; readonly value: string }[] {
  return [
    { label: nameOf(regulation, aboutOf(stated)), value: statedWords(regulation, stated) },
    ...detailRows(regulation, stated).map(({ term, value }) => ({ label: term, value })),
  ]
}

/** What was asked beside it, each in a row, in the order in which it is asked. */
export function detailRows(regulation: Regulation, stated: Stated): readonly StatedDetail[] {
  if (!('details' in stated)) return []
  const fields = askingOf(regulation, aboutOf(stated))?.fields ?? []
  const places = [...fields.map(({ id }) => id), ...Object.keys(signedLabels)]
  return Object.entries(stated.details ?? {})
    .toSorted(([one], [other]) => places.indexOf(one) - places.indexOf(other))
    .map(([id, value]) => {
      const field = fields.find((each) => each.id === id)
      return { term: field?.label ?? signedLabels[id] ?? id, value: detailWords(field, value) }
    })
}

// What is kept of somebody else, or of a colleague, whose statement is the document itself.
const signedLabels: Readonly<Record<string, string>> = {
  'signed-by': 'Getekend door',
  'signed-by-other': 'Meegetekend door',
  'signed-function': 'Functie',
  'signed-organisation': 'Organisatie',
  'colleague-name': 'Naam',
  'colleague-number': 'Registratienummer',
  'colleague-category': 'Categorie',
}

function detailWords(field: Field | undefined, value: DetailValue): string {
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nee'
  if (typeof value === 'number') return formatAmount(value)
  // A former version may have asked it in free words.
  const on = field?.type === 'day' ? dayIn(value) : undefined
  if (on !== undefined) return formatDay(on)
  return field?.options?.find(({ id }) => id === value)?.label ?? value
}

/** Something that was stated in a line, to ask about or to refuse: "VOG (van 1 augustus 2026)". */
export function statedLine(regulation: Regulation, stated: Stated): string {
  const said = statedWords(regulation, stated)
  return `${nameOf(regulation, aboutOf(stated))} (${withinSentence(said)})`
}

/** What a category is called, also one of former versions. */
export function categoryLabel(
  { categories, formerCategories }: Pick<Regulation, 'categories' | 'formerCategories'>,
  id: string,
): string {
  return [...categories, ...formerCategories].find((each) => each.id === id)?.label ?? id
}
