import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { roleNames, rolesIn } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationLogLine } from '#domain/organisations/organisation/own-log.ts'
import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'

// What was done with a course, a request or a list, before which one it was.
const doneWith: Readonly<Record<string, string>> = {
  'allocation-decide': 'legde vast wie welk werk doet',
  'allocation-amend': 'legde een nieuwe beslissing vast over wie welk werk doet',
  'team-make': 'maakte een team',
  'team-change': 'wijzigde een team',
  'team-end': 'hief een team op',
  'sight-ask': 'vroeg iemand om mee te kijken',
  'sight-withdraw': 'trok in dat iemand is gevraagd om mee te kijken',
  'sight-place': 'zette iemand die laat meekijken in een team',
  'sight-leave': 'stopte met meekijken met iemand',
  'course-proposal-propose': 'stelde iemand van een team een opleiding voor',
  'course-proposal-take-back': 'trok een voorgestelde opleiding in',
  'course-make': 'maakte een opleiding',
  'course-change': 'wijzigde een opleiding',
  'course-publish': 'zette een opleiding in het aanbod',
  'course-withdraw': 'haalde een opleiding uit het aanbod',
  'course-add-edition': 'voegde een uitvoering toe',
  'course-change-edition': 'wijzigde een uitvoering',
  'course-cancel-edition': 'liet een uitvoering vervallen',
  'course-remind-review': 'herinnerde eraan een opleiding na te kijken',
  'accreditation-start': 'begon een aanvraag om accreditatie',
  'accreditation-save-draft': 'vulde een aanvraag om accreditatie in',
  'accreditation-add-file': 'voegde een bestand toe aan een aanvraag om accreditatie',
  'accreditation-remove-file': 'haalde een bestand weg bij een aanvraag om accreditatie',
  'accreditation-discard': 'gooide een aanvraag om accreditatie weg',
  'accreditation-hand-in': 'vroeg accreditatie aan',
  'accreditation-complete': 'vond de aanvraag om accreditatie compleet',
  'accreditation-ask': 'vroeg meer bij de aanvraag om accreditatie',
  'accreditation-answer': 'vulde de aanvraag om accreditatie aan',
  'accreditation-withdraw': 'trok de aanvraag om accreditatie in',
  'accreditation-lapse': 'liet de aanvraag om accreditatie vervallen, omdat er geen antwoord kwam',
  'accreditation-grant': 'kende de accreditatie toe',
  'accreditation-grant-anew': 'kende de accreditatie na bezwaar toe',
  'accreditation-refuse': 'wees de accreditatie af',
  'accreditation-end': 'trok de accreditatie in',
  'accreditation-restore': 'liet de ingetrokken accreditatie weer gelden',
  'accreditation-keep-load': 'bewaarde bij de accreditatie van hoeveel uur is uitgegaan',
  'accreditation-remind-end': 'kondigde aan dat de accreditatie eindigt',
  'accreditation-object': 'maakte bezwaar over de accreditatie',
  'accreditation-invite': 'nodigde uit voor een gesprek over het bezwaar',
  'accreditation-answer-hearing': 'antwoordde op de uitnodiging voor een gesprek',
  'accreditation-leave-unheard': 'legde vast waarom er geen gesprek over het bezwaar komt',
  'accreditation-report': 'legde het gesprek over het bezwaar vast',
  'accreditation-extend': 'stelde het besluit op het bezwaar uit',
  'accreditation-decide-objection': 'besliste op het bezwaar over de accreditatie',
  'attendance-deliver': 'leverde een lijst met deelnemers',
  'attendance-hand-in': 'stuurde deelname in',
  'attendance-discard': 'legde een lijst met deelnemers weg',
  'attendance-withdraw': 'trok een lijst met deelnemers in',
  'attendance-sign': 'tekende voor wie er was',
  'attendance-link': 'maakte een link om deelname door te geven',
  'attendance-end-link': 'maakte een link om deelname door te geven ongeldig',
  'attendance-enter': 'schreef op wie er was, om voor te tekenen',
  'attendance-make-sender': 'maakte een sleutel voor een programma',
  'attendance-withdraw-sender': 'trok de sleutel van een programma in',
  'attendance-remind': 'herinnerde aan het doorgeven van deelname',
  'attendance-contest': 'meldde dat de deelname niet klopt',
  'attendance-answer': 'antwoordde een deelnemer die het niet eens was',
  'attendance-decide': 'besloot over de deelname waarover verschil was',
}

/** One change in plain words, behind whoever did it: "nodigde tom@voorbeeld.nl uit als lezer". */
export function changeInWords(line: OrganisationLogLine): string {
  const { action, whom = 'iemand', facts } = line
  const email = typeof facts.email === 'string' ? facts.email : 'iemand'
  const roles = rolesText(facts.roles)
  const as = roles === '' ? '' : ` als ${roles}`
  const done = doneWith[action]
  if (done !== undefined) return `${done}${ofWhat(line)}`
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
    case 'check-list':
      return `keek een lijst na${typeof facts.rows === 'number' ? `, van ${counted(facts.rows, 'regel', 'regels')}` : ''}`
    case 'close':
      return 'sloot de organisatie'
    case 'let-inspect':
      return `maakte een link voor een inspectie${typeof facts.whom === 'string' ? `: ${facts.whom}` : ''}`
    case 'end-inspection':
      return 'trok een link voor een inspectie in'
    case 'inspect':
      return `opende met een link de beslissingen over werktoedeling${typeof facts.whom === 'string' ? ` (${facts.whom})` : ''}`
    case 'renew-calendar':
      return 'maakte een geheim adres voor de agenda van teams'
    case 'set-e-invoicing':
      return 'wijzigde hoe de organisatie e-facturen krijgt'
    case 'withdraw-calendar':
      return 'trok het geheime adres van de agenda van teams in'
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
    case 'label-go-along':
      return 'nam een keurmerk mee naar de nieuwe naam van een opleiding'
    case 'label-remind':
      return 'herinnerde aan het einde van een keurmerk'
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
