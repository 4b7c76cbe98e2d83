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

/** The name of a country in Dutch. */
export function countryName(code: string): string {
  return countryNames.of(code) ?? code
}

const countryNames = new Intl.DisplayNames('nl', { type: 'region' })

/** The countries that can be chosen: nearby ones, those of the Kingdom, and Europe's. */
export const countries: readonly string[] = [
  ...['NL', 'BE', 'DE', 'AW', 'CW', 'SX', 'BQ', 'SR'],
  ...['AT', 'BG', 'CH', 'CY', 'CZ', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE'],
  ...['IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MA', 'MT', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
  ...['TR', 'US'],
]

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

/** Whether a typed name names this person: the surname, whatever stands before it. */
export function isNameOf(typed: string, person: PersonName): boolean {
  const [said, surname] = [letters(typed), letters(person.lastName)]
  return surname !== '' && said.length > surname.length && said.endsWith(surname)
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}
