import { countryName } from '#domain/people/person/countries.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import { compact, withoutInvisible, withPlainHyphens } from '#language/typed.ts'
import type { Addressee } from '#papers/register.ts'

/** Who somebody is and where they live. */
export interface PersonFacts extends PersonName {
  readonly phone: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  /** Two capital letters, ISO 3166. */
  readonly country: string
}

/** Where somebody works. Not public: conflicts of interest need it. */
export interface WorkFacts {
  readonly employer: string
  readonly municipality: string
  readonly jobTitle: string
}

/** Name and address as an envelope shows them. */
export function addresseeOf(person: PersonFacts): Addressee {
  const town =
    person.country === 'NL'
      ? `${person.postcode}  ${person.city}`
      : `${person.postcode} ${person.city}`.trim()
  return {
    name: fullName(person),
    addressLines: [
      `${person.street} ${person.houseNumber}`.trim(),
      town,
      ...(person.country === 'NL' ? [] : [countryName(person.country)]),
    ],
  }
}

/**
 * A Dutch postcode as it is written, "1234 AB", or undefined for what is none. SA, SD and SS do
 * not exist.
 */
export function dutchPostcode(typed: string): string | undefined {
  const match = /^([1-9]\d{3})([A-Z]{2})$/.exec(compact(typed).replace(/^NL/, ''))
  if (match === null || match[2] === 'SA' || match[2] === 'SD' || match[2] === 'SS') {
    return undefined
  }
  return `${match[1]} ${match[2]}`
}

/** A telephone number as it was typed, or undefined for what is none. */
export function readPhone(typed: string): string | undefined {
  const phone = withPlainHyphens(withoutInvisible(typed))
    .trim()
    .replace(/^tel:\s*/i, '')
  return /^\+?[\d\s()./-]{8,}$/.test(phone) ? phone : undefined
}

/**
 * Whether a typed name names this person: a given name or initials, and the whole surname with what
 * stands before it. Of whoever has one name, that alone is enough.
 */
export function isNameOf(typed: string, person: PersonName): boolean {
  const said = letters(typed)
  const surname = letters(`${person.namePrefix}${person.lastName}`)
  if (letters(person.lastName) === '' || !said.endsWith(surname)) return false
  if (hasOneName(person)) return true
  const given = said.slice(0, said.length - surname.length)
  const begins = [person.firstName, person.initials].map((name) => letters(name).charAt(0))
  return given !== '' && begins.includes(given.charAt(0))
}

/** Whether two names are the same, part by part. */
export function isSameName(one: PersonName, other: PersonName): boolean {
  return (
    one.firstName === other.firstName &&
    one.initials === other.initials &&
    one.namePrefix === other.namePrefix &&
    one.lastName === other.lastName
  )
}

/** Whether somebody has no first name and no initials, as passports know some people. */
export function hasOneName(person: PersonName): boolean {
  return person.firstName.trim() === '' && person.initials.trim() === ''
}

/** Initials as they are written: "n", "N J" and "NJ" are "N." and "N.J.". */
export function tidyInitials(typed: string): string {
  if (!/^[\p{L}.\s]+$/u.test(typed)) return typed
  return typed
    .split(/[.\s]+/)
    .filter(Boolean)
    .flatMap((part) => (/^\p{Lu}{2,}$/u.test(part) ? [...part] : [part]))
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`)
    .join('')
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}
