import { sql } from 'kysely'
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

/**
 * The names at which no back office has looked when an organisation signs up: the other names that it says it has. Its
 * own name is what a label is seen by.
 */
export function unseenAtFirst({ name, tradeNames }: OrganisationFacts) {
  return sql<string[]>`array(select unnest(name_keys('', ${[...tradeNames]}::text[]))
    except select name_key(${name}::text))`
}

/** The same when it changes what it says: the names that it did not have, and of the others those that were unseen. */
export function unseenAfter({ name, tradeNames }: OrganisationFacts) {
  return sql<
    string[]
  >`array(select k from unnest(name_keys(${name}::text, ${[...tradeNames]}::text[])) k
    where k = any (unseen_names) or k <> all (name_keys(name, trade_names)))`
}

/** The same of an organisation that is known, as text in which two can be compared. */
export function factsText(facts: OrganisationFacts): string {
  return JSON.stringify(columnsOf(facts))
}
