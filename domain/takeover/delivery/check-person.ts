import { readEmail } from '#domain/people/account/account.ts'
import { countryName } from '#domain/people/person/countries.ts'
import { tidyInitials } from '#domain/people/person/person.ts'
import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { text, wrong, yesNo } from '#domain/takeover/delivery/cells.ts'
import type { CheckedRow } from '#domain/takeover/delivery/checked-row.ts'

/** Reads somebody: name, address and work, as the columns of a person, with the address to sign in. */
export function checkPerson(cells: Cells): CheckedRow {
  const key = text(cells, 'sleutel', { most: 200, must: true })
  const typedEmail = text(cells, 'e-mail', { most: 254 })
  const email = typedEmail === '' ? '' : readEmail(typedEmail)
  if (email === undefined) wrong(cells, 'e-mail', 'no-email', { given: typedEmail })
  const country = (text(cells, 'land', { most: 60 }) || 'NL').toUpperCase()
  if (!/^[A-Z]{2}$/.test(country) || countryName(country) === country) {
    wrong(cells, 'land', 'no-country', { given: country })
  }
  return {
    key,
    parent: '',
    facts: {
      email: email ?? '',
      namesake: yesNo(cells, 'naamgenoot') ?? false,
      first_name: text(cells, 'voornaam', { most: 200 }),
      initials: tidyInitials(text(cells, 'voorletters', { most: 40 })).slice(0, 40),
      name_prefix: text(cells, 'tussenvoegsel', { most: 40 }),
      last_name: text(cells, 'achternaam', { most: 200, must: true }),
      phone: text(cells, 'telefoon', { most: 40 }),
      street: text(cells, 'straat', { most: 200 }),
      house_number: text(cells, 'huisnummer', { most: 20 }),
      postcode: text(cells, 'postcode', { most: 12 }),
      city: text(cells, 'plaats', { most: 200 }),
      country,
      employer: text(cells, 'werkgever', { most: 200 }),
      municipality: text(cells, 'gemeente', { most: 200 }),
      job_title: text(cells, 'functie', { most: 200 }),
    },
  }
}
