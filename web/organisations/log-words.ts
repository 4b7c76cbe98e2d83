import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { roleNames, rolesIn } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationLogLine } from '#domain/organisations/organisation/own-log.ts'
import { formatList } from '#language/lists.ts'

/** One change in plain words, behind whoever did it: "nodigde tom@voorbeeld.nl uit als lezer". */
export function changeInWords(line: OrganisationLogLine): string {
  const { action, whom = 'iemand', facts } = line
  const of = ofWhat(line)
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
    case 'course-make':
      return `maakte een opleiding${of}`
    case 'course-change':
      return `wijzigde een opleiding${of}`
    case 'course-publish':
      return `zette een opleiding in het aanbod${of}`
    case 'course-withdraw':
      return `haalde een opleiding uit het aanbod${of}`
    case 'course-add-edition':
      return `voegde een uitvoering toe${of}`
    case 'course-change-edition':
      return `wijzigde een uitvoering${of}`
    case 'course-cancel-edition':
      return `liet een uitvoering vervallen${of}`
    case 'course-remind-review':
      return `herinnerde eraan een opleiding na te kijken${of}`
    case 'accreditation-start':
      return `begon een aanvraag om accreditatie${of}`
    case 'accreditation-save-draft':
      return `vulde een aanvraag om accreditatie in${of}`
    case 'accreditation-add-file':
      return `voegde een bestand toe aan een aanvraag om accreditatie${of}`
    case 'accreditation-remove-file':
      return `haalde een bestand weg bij een aanvraag om accreditatie${of}`
    case 'accreditation-discard':
      return `gooide een aanvraag om accreditatie weg${of}`
    case 'accreditation-hand-in':
      return `vroeg accreditatie aan${of}`
    case 'accreditation-complete':
      return `vond de aanvraag om accreditatie compleet${of}`
    case 'accreditation-ask':
      return `vroeg meer bij de aanvraag om accreditatie${of}`
    case 'accreditation-answer':
      return `vulde de aanvraag om accreditatie aan${of}`
    case 'accreditation-withdraw':
      return `trok de aanvraag om accreditatie in${of}`
    case 'accreditation-lapse':
      return `liet de aanvraag om accreditatie vervallen, omdat er geen antwoord kwam${of}`
    case 'accreditation-grant':
      return `kende de accreditatie toe${of}`
    case 'accreditation-grant-anew':
      return `kende de accreditatie na bezwaar toe${of}`
    case 'accreditation-refuse':
      return `wees de accreditatie af${of}`
    case 'accreditation-end':
      return `trok de accreditatie in${of}`
    case 'accreditation-restore':
      return `liet de ingetrokken accreditatie weer gelden${of}`
    case 'accreditation-remind-end':
      return `kondigde aan dat de accreditatie eindigt${of}`
    case 'accreditation-object':
      return `maakte bezwaar over de accreditatie${of}`
    case 'accreditation-invite':
      return `nodigde uit voor een gesprek over het bezwaar${of}`
    case 'accreditation-answer-hearing':
      return `antwoordde op de uitnodiging voor een gesprek${of}`
    case 'accreditation-leave-unheard':
      return `legde vast waarom er geen gesprek over het bezwaar komt${of}`
    case 'accreditation-report':
      return `legde het gesprek over het bezwaar vast${of}`
    case 'accreditation-extend':
      return `stelde het besluit op het bezwaar uit${of}`
    case 'accreditation-decide-objection':
      return `besliste op het bezwaar over de accreditatie${of}`
    case 'attendance-deliver':
      return `leverde een lijst met deelnemers${of}`
    case 'attendance-hand-in':
      return `stuurde deelname in${of}`
    case 'attendance-discard':
      return `legde een lijst met deelnemers weg${of}`
    case 'attendance-withdraw':
      return `trok een lijst met deelnemers in${of}`
    case 'attendance-sign':
      return `tekende voor wie er was${of}`
    case 'attendance-link':
      return `maakte een link om deelname door te geven${of}`
    case 'attendance-end-link':
      return `maakte een link om deelname door te geven ongeldig${of}`
    case 'attendance-enter':
      return `schreef op wie er was, om voor te tekenen${of}`
    case 'attendance-make-sender':
      return `maakte een sleutel voor een programma${of}`
    case 'attendance-withdraw-sender':
      return `trok de sleutel van een programma in${of}`
    case 'attendance-remind':
      return `herinnerde aan het doorgeven van deelname${of}`
    case 'attendance-contest':
      return `meldde dat de deelname niet klopt${of}`
    case 'attendance-answer':
      return `antwoordde een deelnemer die het niet eens was${of}`
    case 'attendance-decide':
      return `besloot over de deelname waarover verschil was${of}`
    case 'tell-apart':
      return 'legde vast dat een organisatie met ongeveer dezelfde naam een andere is'
    default:
      return 'wijzigde iets'
  }
}

// Behind what was done, what it was done with: the course or the program, and the number where the record has one.
function ofWhat({ about, facts }: OrganisationLogLine): string {
  const number = typeof facts.number === 'string' ? facts.number : undefined
  const named = [about, number].filter((one) => one !== undefined && one !== '')
  return named.length === 0 ? '' : `: ${named.join(', ')}`
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
