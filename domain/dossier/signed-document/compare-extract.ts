import type { ExtractText } from '#domain/dossier/signed-document/read-extract.ts'
import { nameWords } from '#domain/platform/look-up/read-name.ts'
import { formatDay } from '#language/days.ts'
import { daysIn } from '#language/days-in-text.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'

/** What somebody stated, as far as an extract can say the same. */
export interface StatedDiploma {
  readonly name: PersonName
  readonly bornOn?: Temporal.PlainDate
  readonly diploma?: string
  readonly institution?: string
  /** Days that were stated, such as that of the diploma, each with what it is. */
  readonly days: readonly { readonly label: string; readonly on: Temporal.PlainDate }[]
}

/** Whether a document says what was stated; not-stated is what nobody was asked. */
export type Comparison = 'same' | 'differs' | 'not-found' | 'not-stated'

/** One thing that was stated, beside what stands in the document (empty where it was not found). */
export interface Compared {
  readonly what: 'name' | 'born-on' | 'diploma' | 'institution' | 'day'
  readonly label: string
  readonly outcome: Comparison
  readonly stated: string
  readonly read: readonly string[]
}

/**
 * Lays what somebody stated beside the text of their extract. Names are compared as people write them,
 * also with the name at birth of whoever bears a double one; days by the day; a diploma by its words or
 * its initials. It judges nothing: a difference is for people to look at.
 */
export function compareExtract(extract: ExtractText, stated: StatedDiploma): readonly Compared[] {
  const { name, bornOn, diplomas, institutions, dates, lines } = extract
  const anywhere = lines.flatMap(daysIn)
  const otherDays = anywhere.filter((day) => bornOn === undefined || !day.equals(bornOn))
  return [
    {
      what: 'name',
      label: 'Naam',
      stated: fullName(stated.name),
      read: name === undefined ? [] : [name],
      outcome: outcomeOf(
        name === undefined ? [] : [name],
        (said) => isNameIn(said, stated.name),
        lines.some((line) => isNamedIn(line, stated.name)),
      ),
    },
    {
      what: 'born-on',
      label: 'Geboortedatum',
      ...dayCompared(stated.bornOn, bornOn === undefined ? [] : [bornOn], anywhere),
    },
    { what: 'diploma', label: 'Diploma', ...textCompared(stated.diploma, diplomas, lines) },
    {
      what: 'institution',
      label: 'Onderwijsinstelling',
      ...textCompared(stated.institution, institutions, lines),
    },
    ...stated.days.map(
      ({ label, on }): Compared => ({ what: 'day', label, ...dayCompared(on, dates, otherDays) }),
    ),
  ]
}

/** What stands behind its label decides; where there is no label, it may stand anywhere. */
function outcomeOf<Value>(
  read: readonly Value[],
  isIt: (value: Value) => boolean,
  elsewhere: boolean,
): Comparison {
  if (read.some(isIt)) return 'same'
  if (read.length > 0) return 'differs'
  return elsewhere ? 'same' : 'not-found'
}

type Found = Pick<Compared, 'outcome' | 'stated' | 'read'>

function dayCompared(
  stated: Temporal.PlainDate | undefined,
  read: readonly Temporal.PlainDate[],
  anywhere: readonly Temporal.PlainDate[],
): Found {
  const told = {
    stated: stated === undefined ? '' : formatDay(stated),
    read: [...new Set(read.map((day) => formatDay(day)))],
  }
  if (stated === undefined) return { ...told, outcome: 'not-stated' }
  const isIt = (day: Temporal.PlainDate) => day.equals(stated)
  return { ...told, outcome: outcomeOf(read, isIt, anywhere.some(isIt)) }
}

function textCompared(
  stated: string | undefined,
  read: readonly string[],
  lines: readonly string[],
): Found {
  const told = { stated: stated ?? '', read: [...new Set(read)] }
  if (stated === undefined || nameWords(stated).length === 0) {
    return { ...told, outcome: 'not-stated' }
  }
  const isIt = (said: string) => saysSame(said, stated)
  return { ...told, outcome: outcomeOf(read, isIt, lines.some(isIt)) }
}

/** "Jansen-de Vries" is Farid de Vries on an extract of before, and "Vries, J.P. de" is Jan Pieter. */
function isNameIn(said: string, person: PersonName): boolean {
  const words = nameWords(said.replaceAll('.', ' '))
  const surnames = [
    nameWords(`${person.namePrefix} ${person.lastName}`),
    ...person.lastName.split(/\s*[-–]\s*/).map(nameWords),
  ]
  const surname = surnames.find(
    (each) => each.length > 0 && each.every((word) => words.includes(word)),
  )
  if (surname === undefined) return false
  const first = nameWords(person.firstName)
  const initials = initialsOf(nameWords(person.initials.replaceAll('.', ' ')))
  if (first.length === 0 && initials === '') return true
  const others = words.filter((word) => !surname.includes(word) && !titles.has(word))
  // A first name that is there, the same initials, or initials alone that begin alike.
  if (first.some((word) => word.length > 1 && others.includes(word))) return true
  const read = initialsOf(others)
  if (read !== '' && read === initials) return true
  const begins = [initialsOf(first).charAt(0), initials.charAt(0)]
  return (
    read !== '' && others.every(({ length }) => length === 1) && begins.includes(read.charAt(0))
  )
}

/** Whether a sentence names somebody: what stands right before the surname is theirs. */
function isNamedIn(line: string, person: PersonName): boolean {
  if (isNameIn(line, person)) return true
  const words = nameWords(line.replaceAll('.', ' '))
  const surname = nameWords(`${person.namePrefix} ${person.lastName}`)
  return words.some((_, at) => {
    if (!surname.every((word, place) => words[at + place] === word)) return false
    let from = at
    while (from > 0 && words[from - 1]?.length === 1) from -= 1
    const given = from === at ? words.slice(Math.max(0, at - 1), at) : words.slice(from, at)
    return given.length > 0 && isNameIn([...given, ...surname].join(' '), person)
  })
}

function initialsOf(words: readonly string[]): string {
  return words.map((word) => word.charAt(0)).join('')
}

const titles: ReadonlySet<string> = new Set([
  'hr',
  'dhr',
  'heer',
  'mw',
  'mevr',
  'mevrouw',
  'drs',
  'ir',
])

const emptyWords: ReadonlySet<string> = new Set(
  `b ba bsc bachelor m ma msc master hbo wo post of en in de het van voor opleiding diploma getuigschrift
   voltijd deeltijd duaal tot hogeschool universiteit`.split(/\s+/),
)

/** The words that matter of one are all in the other, or one is the initials of the other. */
function saysSame(said: string, stated: string): boolean {
  const all = [nameWords(said), nameWords(stated)]
  const [one = [], other = []] = all.map((words) => {
    const telling = words.filter((word) => !emptyWords.has(word))
    return telling.length > 0 ? telling : words
  })
  if (one.length === 0 || other.length === 0) return false
  const within = (inner: readonly string[], outer: readonly string[]) =>
    inner.every((word) => outer.includes(word))
  return (
    within(other, one) || within(one, other) || isShortFor(other, one) || isShortFor(one, other)
  )
}

function isShortFor([short = '', ...rest]: readonly string[], words: readonly string[]): boolean {
  return (
    rest.length === 0 && short.length > 1 && words.map((word) => word.charAt(0)).join('') === short
  )
}
