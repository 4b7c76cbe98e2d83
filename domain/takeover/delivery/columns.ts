import type { CompiledRegulation } from '#engine'
import type { Register } from '#regulations/register.ts'

/** What a row is about; one file for each. */
export type RowKind =
  | 'person'
  | 'registration'
  | 'certificate'
  | 'statement'
  | 'activity'
  | 'evidence'

/** A column of a file: what it is called there, whether it must be there, and what stands in it. */
export interface Column {
  readonly name: string
  /** Filled in each row, at least there as a column, or left out altogether. */
  readonly must: 'filled' | 'there' | 'optional'
  readonly says: string
}

/** The files of a delivery in the order in which they are read: the word with which a name begins. */
export const fileNames = {
  person: 'personen',
  registration: 'registraties',
  certificate: 'papieren',
  statement: 'opgaven',
  activity: 'activiteiten',
  evidence: 'bewijs',
} as const satisfies Readonly<Record<RowKind, string>>

/** The kinds of rows, each after what it hangs on. */
export const rowKinds = Object.keys(fileNames) as readonly RowKind[]

const filled = 'filled'
const there = 'there'
const optional = 'optional'

/** The columns of each file, but for those that a regulation adds to activities. */
export const columns: Readonly<Record<RowKind, readonly Column[]>> = {
  person: [
    { name: 'sleutel', must: filled, says: 'Waaraan de administratie deze persoon kent' },
    { name: 'voornaam', must: there, says: 'Roepnaam' },
    { name: 'voorletters', must: optional, says: 'N.J.' },
    { name: 'tussenvoegsel', must: optional, says: 'van der' },
    { name: 'achternaam', must: filled, says: 'Zonder tussenvoegsel' },
    {
      name: 'e-mail',
      must: there,
      says: 'Waarmee iemand inlogt. Leeg: deze persoon kan nog niet inloggen',
    },
    { name: 'telefoon', must: optional, says: '' },
    { name: 'straat', must: optional, says: '' },
    { name: 'huisnummer', must: optional, says: 'Met toevoeging' },
    { name: 'postcode', must: optional, says: '1234 AB' },
    { name: 'plaats', must: optional, says: '' },
    { name: 'land', must: optional, says: 'Twee letters; leeg is NL' },
    { name: 'werkgever', must: optional, says: '' },
    { name: 'gemeente', must: optional, says: 'Waar iemand werkt' },
    { name: 'functie', must: optional, says: '' },
    {
      name: 'naamgenoot',
      must: optional,
      says: 'ja: op dit adres woont nog iemand met dezelfde naam',
    },
  ],
  registration: [
    { name: 'persoon', must: filled, says: 'De sleutel uit personen' },
    { name: 'nummer', must: filled, says: 'Het registratienummer, zoals het blijft' },
    { name: 'categorie', must: optional, says: 'Waar het reglement categorieën heeft' },
    { name: 'status', must: filled, says: 'Zie de lijst van statussen' },
    { name: 'stond op', must: optional, says: 'De status van voor het opschorten of schorsen' },
    { name: 'ingeschreven op', must: filled, says: 'De eerste dag in het register' },
    { name: 'geldig van', must: there, says: 'De eerste dag van de periode die loopt of liep' },
    { name: 'geldig tot en met', must: there, says: 'De laatste dag daarvan' },
    {
      name: 'geteld tot en met',
      must: optional,
      says: 'De dag tot wanneer activiteiten bij het vorige besluit zijn geteld',
    },
    {
      name: 'voorlopig',
      must: optional,
      says: 'eerste of verlenging, bij een registratie voor even',
    },
    {
      name: 'volledig van',
      must: optional,
      says: 'Bij een voorlopige verlenging: de periode ervoor',
    },
    { name: 'volledig tot en met', must: optional, says: '' },
    {
      name: 'einde zonder verlof',
      must: optional,
      says: 'De laatste dag zoals die was, als verlof die verschoof',
    },
    { name: 'afgeschermd', must: optional, says: 'ja: nergens in het openbaar tonen' },
    { name: 'beëindigd op', must: optional, says: 'Bij een registratie die is beëindigd' },
    { name: 'reden einde', must: optional, says: 'eigen verzoek of niet betaald' },
    {
      name: 'opgegaan in',
      must: optional,
      says: 'Het nummer van dezelfde persoon waarin dit nummer is opgegaan, na samenvoegen',
    },
    {
      name: 'gefactureerd tot en met',
      must: optional,
      says: 'Wat daarvoor begon, is al in rekening gebracht. Leeg: tot vandaag',
    },
    {
      name: 'aanvraag loopt sinds',
      must: optional,
      says: 'De dag waarop een aanvraag is ingestuurd die nog loopt. De aanvraag gaat niet mee',
    },
  ],
  certificate: [
    { name: 'nummer', must: filled, says: 'Het registratienummer' },
    { name: 'code', must: filled, says: 'De code of het nummer op het papier' },
    { name: 'naam', must: filled, says: 'De naam op het papier' },
    { name: 'uitgegeven op', must: filled, says: '' },
    { name: 'geldig van', must: filled, says: '' },
    { name: 'geldig tot en met', must: filled, says: '' },
    { name: 'categorie', must: optional, says: '' },
    { name: 'voorlopig', must: optional, says: 'ja of nee' },
    { name: 'ingetrokken op', must: optional, says: '' },
    { name: 'vervangen op', must: optional, says: 'Opnieuw uitgegeven onder een andere naam' },
  ],
  statement: [
    { name: 'sleutel', must: filled, says: 'Waaraan de administratie deze opgave kent' },
    { name: 'nummer', must: filled, says: 'Het registratienummer' },
    { name: 'soort', must: filled, says: 'document, werk, registratie elders, antwoord of verlof' },
    {
      name: 'wat',
      must: there,
      says: 'Welk document, register, antwoord of verlof van het reglement; bij werk de rol, als die er is',
    },
    { name: 'datum', must: optional, says: 'Van een document: de dag waarop het is afgegeven' },
    {
      name: 'van',
      must: optional,
      says: 'Van werk, een registratie elders of toegekend verlof: de eerste dag',
    },
    { name: 'tot en met', must: optional, says: 'De laatste dag; leeg: het loopt nog' },
    { name: 'uren', must: optional, says: 'Van werk: alle uren bij elkaar' },
    { name: 'uren per week', must: optional, says: 'Van werk' },
    {
      name: 'waarde',
      must: optional,
      says: 'Van een antwoord: ja of nee, een dag, een getal of een keuze; meer keuzes met | ertussen',
    },
    {
      name: 'versie',
      must: optional,
      says: 'Van verlof: de versie van het reglement waaronder het is gevraagd; leeg: die van die dag',
    },
    { name: 'opgegeven op', must: optional, says: 'Leeg: vandaag' },
    {
      name: 'besluit',
      must: optional,
      says: 'in orde of niet in orde; leeg: niet bekeken. Verlof gaat mee als het is toegekend',
    },
    { name: 'besluit op', must: optional, says: 'De dag waarop het is bekeken' },
    { name: 'reden', must: optional, says: 'Waarom het niet in orde is' },
  ],
  activity: [
    { name: 'sleutel', must: filled, says: 'Waaraan de administratie deze activiteit kent' },
    { name: 'nummer', must: filled, says: 'Het registratienummer' },
    { name: 'soort', must: filled, says: 'De soort uit het reglement, met de naam of het kenmerk' },
    { name: 'titel', must: filled, says: '' },
    { name: 'datum', must: filled, says: 'De dag waarop het klaar was' },
    { name: 'stand', must: optional, says: 'ingediend, gepland of concept; leeg is ingediend' },
    { name: 'aantal', must: optional, says: 'Wat is opgegeven, in de eenheid van het register' },
    { name: 'eenheid', must: optional, says: 'In welke eenheid aantal en toegekend zijn' },
    { name: 'aantal tweede eenheid', must: optional, says: 'Waar het reglement er een heeft' },
    { name: 'geaccrediteerd', must: optional, says: 'ja of nee' },
    { name: 'accreditatienummer', must: optional, says: '' },
    { name: 'accreditatie van', must: optional, says: 'Wie het accrediteerde of gaf' },
    { name: 'keurmerk', must: optional, says: 'Waar het reglement keurmerken kent' },
    {
      name: 'besluit',
      must: optional,
      says: 'toegekend, deels of afgewezen; leeg: nog geen besluit',
    },
    { name: 'toegekend', must: optional, says: 'In de eenheid van het register' },
    { name: 'toegekend tweede eenheid', must: optional, says: '' },
    { name: 'besluit op', must: optional, says: 'De dag van het besluit' },
    { name: 'besloten door', must: optional, says: 'Wie het besluit nam' },
    { name: 'reden', must: optional, says: 'Waarom' },
  ],
  evidence: [
    { name: 'activiteit', must: filled, says: 'De sleutel uit activiteiten' },
    {
      name: 'bestand',
      must: filled,
      says: 'Waar het bestand staat, vanuit de map van de levering',
    },
    { name: 'naam', must: optional, says: 'Hoe het bestand heet; leeg: de naam van het bestand' },
    {
      name: 'sha256',
      must: optional,
      says: 'Waaraan te zien is dat het bestand onderweg niet veranderde',
    },
  ],
}

/** How the column of an attribute, and that of a field of a kind, is called. */
export const attributeColumn = (id: string) => `kenmerk ${id}`
export const fieldColumn = (id: string) => `veld ${id}`

/** The columns of a file in a register: those of activities with what its regulation asks of them. */
export function columnsOf(register: Register, kind: RowKind): readonly Column[] {
  switch (kind) {
    case 'activity':
      return [...columns.activity, ...askedOf(register.versions)]
    case 'statement': {
      const fields = [...fieldsOfStatements(register)]
      const asked = fields.map(
        ([id, says]) => ({ name: fieldColumn(id), must: optional, says }) as const,
      )
      return [...columns.statement, ...asked]
    }
    default:
      return columns[kind]
  }
}

/** What a register asks beside documents, work, registrations elsewhere and answers: labels by their ids. */
export function fieldsOfStatements({ versions }: Register): ReadonlyMap<string, string> {
  const asked = versions.flatMap(({ regulation: { documents, facts, registers, work } }) => [
    ...[...documents, ...facts, ...registers].map((one) => one.asked),
    work,
  ])
  return new Map(
    asked.flatMap((one) => one?.fields ?? []).map(({ id, label }) => [id, label] as const),
  )
}

function askedOf(versions: readonly CompiledRegulation[]): readonly Column[] {
  const attributes = new Map<string, string>()
  const fields = new Map<string, string>()
  for (const { regulation } of versions) {
    for (const { id, label } of regulation.attributes) {
      if (id !== 'accredited') attributes.set(attributeColumn(id), label)
    }
    for (const each of regulation.kinds.flatMap((kind) => kind.fields)) {
      fields.set(fieldColumn(each.id), each.label)
    }
  }
  return [...attributes, ...fields].map(([name, says]) => ({ name, must: optional, says }))
}

/** A name of a column as it is compared: without capitals, accents, spaces and signs. */
export function bareColumn(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** Which kind of rows a file has, by the word with which its name begins. */
export function kindOfFile(name: string): RowKind | undefined {
  const last = name.split(/[/\\]/).at(-1)?.toLowerCase() ?? ''
  if (!/\.(csv|txt)$/.test(last)) return undefined
  return rowKinds.find((kind) => last.startsWith(fileNames[kind]))
}
