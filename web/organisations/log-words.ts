import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { roleNames, rolesIn } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationLogLine } from '#domain/organisations/organisation/own-log.ts'
import { formatList } from '#language/lists.ts'

/** One change in plain words, behind whoever did it: "nodigde tom@voorbeeld.nl uit als lezer". */
export function changeInWords({ action, whom = 'iemand', facts }: OrganisationLogLine): string {
  const email = typeof facts.email === 'string' ? facts.email : 'iemand'
  const roles = rolesText(facts.roles)
  const as = roles === '' ? '' : ` als ${roles}`
  switch (action) {
    case 'sign-up':
      return 'meldde de organisatie aan'
    case 'change':
      return `wijzigde ${changedText(facts)}`
    case 'change-identity':
      return `wijzigde ${changedText(facts)}. Daarom wordt opnieuw gekeken wie de organisatie is`
    case 'add-file':
      return 'voegde een bestand toe dat laat zien wie de organisatie is'
    case 'hand-in':
      return 'liet zien wie de organisatie is'
    case 'check':
      return 'keek wie de organisatie is: dat klopt'
    case 'ask':
      return 'vroeg meer over wie de organisatie is'
    case 'refuse':
      return 'kon niet vaststellen wie de organisatie is'
    case 'take-away':
      return 'trok in dat de organisatie is gecontroleerd'
    case 'invite':
      return `nodigde ${email} uit${as}`
    case 'withdraw-invitation':
      return `trok de uitnodiging aan ${email} in`
    case 'join':
      return `nam een uitnodiging aan${as}`
    case 'ask-access':
      return 'vroeg om toegang'
    case 'withdraw-access':
      return 'trok de vraag om toegang in'
    case 'grant-access':
      return `gaf ${whom} toegang${as}`
    case 'refuse-access':
      return `gaf ${whom} geen toegang`
    case 'change-roles':
      return `gaf ${whom} de rol van ${roles}`
    case 'remove-member':
      return `haalde ${whom} weg`
    case 'leave':
      return 'vertrok'
    case 'carry-member':
      return `voegde twee accounts van ${whom} samen`
    case 'forget-member':
      return 'wiste de gegevens van iemand die hier werkte'
    case 'close':
      return 'sloot de organisatie'
    case 'reopen':
      return 'opende de organisatie weer'
    case 'merge':
      return `liet ${typeof facts.from === 'string' ? facts.from : 'een andere organisatie'} in deze organisatie opgaan`
    case 'label-enter':
      return 'gaf een keurmerk op'
    case 'label-correct':
      return 'gaf een keurmerk anders op'
    case 'label-withdraw':
      return 'trok een keurmerk in'
    case 'label-check':
      return 'zag een keurmerk'
    case 'label-refuse':
      return 'vond een keurmerk niet zoals het is opgegeven'
    case 'label-remind':
      return 'herinnerde aan het einde van een keurmerk'
    case 'tell-apart':
      return 'legde vast dat een organisatie met ongeveer dezelfde naam een andere is'
    default:
      return 'wijzigde iets'
  }
}

function rolesText(roles: unknown): string {
  if (!Array.isArray(roles)) return ''
  const known: readonly MemberRole[] = rolesIn(roles.map(String))
  return formatList(known.map((role) => roleNames[role]))
}

const columns: Readonly<Record<string, string>> = {
  name: 'de naam',
  trade_names: 'de andere namen',
  kinds: 'wat de organisatie is',
  kvk: 'het KvK-nummer',
  street: 'het adres',
  house_number: 'het adres',
  postcode: 'het adres',
  city: 'het adres',
  website: 'de website',
  mail_domain: 'het e-maildomein',
  contact_email: 'het e-mailadres',
  contact_phone: 'het telefoonnummer',
}

function changedText(facts: Readonly<Record<string, unknown>>): string {
  const parts = [...new Set(Object.keys(facts).flatMap((column) => columns[column] ?? []))]
  return parts.length === 0 ? 'de gegevens' : formatList(parts)
}
