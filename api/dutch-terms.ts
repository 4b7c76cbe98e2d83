// The names of a dossier and of an assessment are those of the command line and of the manual, which are English;
// each has its Dutch term here, as the rules for APIs of the Dutch government ask.

const dutch: Readonly<Record<string, string>> = {
  kind: 'soort',
  period: 'periode',
  temporary: 'tijdelijke registratie',
  registeredOn: 'geregistreerd op',
  submittedOn: 'ingestuurd op',
  previousSubmittedOn: 'vorige aanvraag ingestuurd op',
  countedUntil: 'geteld tot en met',
  decidedOn: 'besloten op',
  appliesEarly: 'vervroegd toegepast',
  category: 'categorie',
  facts: 'feiten',
  holdings: 'registraties elders',
  documents: 'documenten',
  work: 'werk',
  leave: 'verlof',
  grantedLeave: 'verleend verlof',
  declarations: 'verklaringen',
  judgements: 'oordelen',
  surplus: 'overschot',
  activities: 'activiteiten',
  first: 'eerste dag',
  last: 'laatste dag',
  register: 'register',
  checkedAtStart: 'gezien bij het begin',
  issuedOn: 'afgegeven op',
  state: 'stand',
  hours: 'uren',
  hoursPerWeek: 'uren per week',
  role: 'rol',
  details: 'antwoorden',
  sort: 'soort verlof',
  id: 'id',
  on: 'op',
  by: 'door',
  outcome: 'uitkomst',
  awarded: 'toegekend',
  awardedSecond: 'toegekend in de tweede eenheid',
  reason: 'reden',
  title: 'naam',
  completedOn: 'afgerond op',
  points: 'punten',
  count: 'aantal',
  attributes: 'kenmerken',
  accreditation: 'accreditatie',
  byDecision: 'door een besluit',
  held: 'bekende keurmerken',
  among: 'meer met deze naam',
  holder: 'houder',
  of: 'aantal met deze naam',
  scope: 'soort keurmerk',
  seenOn: 'gezien op',
  usedIn: 'eerder gebruikt in',
  supplement: 'aanvulling',
  sentence: 'antwoord in een zin',
  regulation: 'reglement',
  window: 'telperiode',
  variant: 'variant',
  missed: 'niet geldende varianten',
  exemption: 'vrijstelling',
  dispensed: 'door verlof niet gevraagd',
  nextPeriod: 'volgende periode',
  norms: 'normen',
  thresholds: 'drempels',
  applicable: 'waarom deze versie',
  forecast: 'vooruitzicht',
  toAsk: 'nog te vragen',
  admissions: 'toelating',
  moves: 'andere categorieën',
  version: 'versie',
  article: 'artikel',
  text: 'tekst',
  label: 'omschrijving',
  standing: 'stand van de normen',
  open: 'nog open',
  monthsUsed: 'gebruikte maanden',
  source: 'bron',
  asks: 'gevraagd',
  inDoubt: 'nog niet zeker',
  measure: 'eenheid',
  required: 'nodig',
  counted: 'telt mee',
  provisional: 'telt voorlopig mee',
  shortfall: 'tekort',
  withPlanned: 'met wat gepland is',
  limits: 'beperkingen',
  planned: 'gepland',
  there: 'aanwezig',
  claimed: 'opgegeven',
  valuation: 'waardering',
  things: 'aantallen',
  second: 'tweede eenheid',
  countsFor: 'telt voor',
  countsUntil: 'telt tot en met',
  cuts: 'aftrek',
  limit: 'maximum',
  amount: 'hoeveelheid',
  carriedIn: 'meegenomen',
  left: 'blijft over',
  tag: 'waaronder het staat',
  undecided: 'nog niet besloten',
  before: 'vóór',
  metOn: 'gehaald op',
  needed: 'nodige activiteiten',
  questions: 'vragen',
  impossible: 'niet meer mogelijk',
  awaited: 'wacht op anderen',
  urgency: 'hoe dringend',
  why: 'waarom',
  found: 'gevonden',
  for: 'waarvoor',
  ways: 'manieren',
  is: 'wat het is',
  what: 'wat',
  move: 'overgang',
}

/** The same schema, in which each name has its Dutch term as its title. */
export function inDutch(schema: object): object {
  return Object.fromEntries(
    Object.entries(schema).map(([key, inside]) => [
      key,
      key === 'properties' && isObject(inside) ? titled(inside) : within(inside),
    ]),
  )
}

function titled(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const title = dutch[name]
      return [name, { ...(title !== undefined && { title }), ...inDutch(property) }]
    }),
  )
}

function within(inside: unknown): unknown {
  if (Array.isArray(inside)) return inside.map(within)
  return isObject(inside) ? inDutch(inside) : inside
}

function isObject(inside: unknown): inside is object {
  return typeof inside === 'object' && inside !== null && !Array.isArray(inside)
}
