import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'

/** What an organisation says of itself, as the columns in which it is kept. */
export function columnsOf(facts: OrganisationFacts) {
  return {
    name: facts.name,
    trade_names: [...facts.tradeNames],
    kinds: [...facts.kinds],
    kvk: facts.kvk ?? null,
    street: facts.street,
    house_number: facts.houseNumber,
    postcode: facts.postcode,
    city: facts.city,
    website: facts.website,
    mail_domain: facts.mailDomain,
    contact_email: facts.contactEmail,
    contact_phone: facts.contactPhone,
  }
}

/** The same of an organisation that is known, as text in which two can be compared. */
export function factsText(facts: OrganisationFacts): string {
  return JSON.stringify(columnsOf(facts))
}
