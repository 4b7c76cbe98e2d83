import type { Ruling } from '#domain/certification/ruling/queries.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import { bareWords, compact, withoutInvisible } from '#language/typed.ts'

/** What in a text tells whom it is about: the words, and what they are. */
export interface TellingWords {
  readonly what: 'name' | 'employer' | 'place' | 'address' | 'email' | 'phone' | 'number'
  readonly words: string
}

/** Whom a text could tell of. */
export interface Known {
  readonly names: readonly string[]
  readonly employer: string
  readonly places: readonly string[]
  readonly addresses: readonly string[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  /** Numbers of a registration, an application or a question, as they are written. */
  readonly numbers: readonly string[]
}

/** All by which a text could tell of whoever asked. */
export function knownOf({ asker, number, applicationNumber }: Ruling): Known {
  const { person } = asker
  const town = person.postcode
  return {
    names: namesOf(person),
    employer: asker.employer,
    places: [person.city, asker.municipality],
    addresses: [`${person.street} ${person.houseNumber}`, person.street, town],
    emails: [asker.email],
    phones: [person.phone],
    numbers: [asker.registrationNumber, applicationNumber ?? '', number],
  }
}

function namesOf(person: PersonName): readonly string[] {
  const surname = `${person.namePrefix} ${person.lastName}`.trim()
  return [fullName(person), surname, person.lastName, person.firstName]
}

/**
 * The words of a text that tell whom it is about, each once. An e-mail address or a telephone number
 * tells of somebody, whosever it is.
 */
export function tellingWords(text: string, known: Known): readonly TellingWords[] {
  const said = ` ${bareWords(text)} `
  const found: TellingWords[] = []
  const look = (what: TellingWords['what'], all: readonly string[]) => {
    for (const words of all) if (stands(words, said)) found.push({ what, words: words.trim() })
  }
  look('name', known.names)
  look('employer', [known.employer, withoutMunicipality(known.employer)])
  look('address', known.addresses)
  look('place', known.places.map(withoutMunicipality))
  look('number', known.numbers)
  const plain = withoutInvisible(text)
  for (const [email] of plain.matchAll(emails)) found.push({ what: 'email', words: email })
  look('email', known.emails)
  const figures = [...plain.matchAll(phones)].map(([phone]) => phone.trim())
  for (const phone of figures) found.push({ what: 'phone', words: phone })
  look('phone', known.phones)
  const code = compact(text)
  for (const postcode of known.addresses.filter((one) => postcodes.test(compact(one)))) {
    if (code.includes(compact(postcode))) found.push({ what: 'address', words: postcode })
  }
  return longest(found)
}

const emails = /[^\s@<>,;]+@[^\s@<>,;]+\.\p{L}{2,}/gu
// A Dutch telephone number, or one with its country before it.
const phones = /(?<![\d-])(?:\+\d{2}|00\d{2}|0)[\s().-]*\d(?:[\s().-]*\d){7,9}(?!\d)/g
const postcodes = /^\d{4}[A-Z]{2}$/

// A word of one or two letters is too much like any other. "Farids stage" tells of Farid too.
function stands(words: string, said: string): boolean {
  const wanted = bareWords(words)
  return wanted.length > 2 && (said.includes(` ${wanted} `) || said.includes(` ${wanted}s `))
}

// Of "Gemeente Heideveld" the place alone tells as much.
function withoutMunicipality(name: string): string {
  return name.replace(/^\s*(?:de\s+)?gemeente\s+/i, '')
}

// Of words that stand within others that were found, only the others are told.
function longest(found: readonly TellingWords[]): readonly TellingWords[] {
  const bare = found.map(({ words }) => ` ${bareWords(words)} `)
  return found.filter((_, at) =>
    bare.every((other, place) => {
      if (place === at) return true
      const own = bare[at] ?? ''
      return other === own ? place > at : !other.includes(own)
    }),
  )
}
