// What is kept about people, by kind: for how long where a register says nothing, from what moment that can
// be reckoned, and what can happen then. What happens is done by domain/privacy/retention; what follows from
// other keys (an account without a registration, a death, documents that are not kept) has its term there.

/** The moments from which a term can be reckoned, in words that stand behind a length of time. */
export const retentionMoments = {
  end: 'na het einde van de registratie',
  decision: 'na het besluit waarvoor het is gebruikt',
  'validity-end': 'na de laatste dag van de periode waarvoor het is gebruikt',
  withdrawal: 'na het weghalen of intrekken',
  writing: 'na het schrijven',
  settling: 'na het antwoord en het besluit waar het bij hoort',
  look: 'na het bekijken',
  change: 'na de wijziging',
  'year-end': 'na het einde van het jaar van de factuur',
  handling: 'na de afhandeling',
  'last-role': 'na het einde van de laatste rol',
  'accreditation-end': 'na het besluit, of na de laatste dag waarop de accreditatie geldt',
  'label-end': 'na de laatste dag waarop het keurmerk geldt, of na het afwijzen of intrekken',
  check: 'na de controle',
  'organisation-end': 'na het sluiten, samenvoegen of afwijzen',
  'list-end': 'na de afhandeling van de lijst',
  'allocation-end': 'na de dag waarop de beslissing is vervangen of opnieuw bekeken moest worden',
} as const

export type RetentionMoment = keyof typeof retentionMoments

/** What happens at the end of a term, in words. */
export const retentionOutcomes = {
  erase: 'wordt gewist',
  anonymise: 'wordt ontdaan van namen en adressen',
  keep: 'blijft bewaard',
} as const

export type RetentionOutcome = keyof typeof retentionOutcomes

interface KindOfData {
  /** What it is, as pages name it. */
  readonly label: string
  /** What belongs to it, in a sentence. */
  readonly holds: string
  /** From what moments a register may reckon; the first unless it says otherwise. */
  readonly from: readonly [RetentionMoment, ...RetentionMoment[]]
  /** What may happen then; the first unless it says otherwise. */
  readonly does: readonly [RetentionOutcome, ...RetentionOutcome[]]
  readonly keep: string
  readonly ground: string
  /** How many years the law asks at least. */
  readonly atLeastYears?: number
}

/** The kinds of data of which a register says how long they are kept. */
export const retentionKinds = {
  dossier: {
    label: 'Het dossier van wie uit het register is',
    holds:
      'Naam, adres, overeenkomst, activiteiten, aanvragen, besluiten, brieven en het account, als dat nergens anders voor nodig is.',
    from: ['end'],
    does: ['erase', 'keep'],
    keep: 'P7Y',
    ground: 'Zo lang kan er nog worden gevraagd wat er is besloten, en waarom.',
  },
  evidence: {
    label: 'Bestanden bij activiteiten',
    holds: 'Bewijzen van deelname, verslagen en andere bestanden. De activiteit zelf blijft staan.',
    from: ['decision', 'validity-end'],
    does: ['erase', 'keep'],
    keep: 'P3Y',
    ground: 'Zo lang kan het besluit nog worden nagekeken met wat erbij lag.',
  },
  withdrawn: {
    label: 'Bestanden die zijn weggehaald',
    holds: 'Bestanden die iemand heeft weggehaald, of die bij iets horen dat is ingetrokken.',
    from: ['withdrawal'],
    does: ['erase', 'keep'],
    keep: 'P1Y',
    ground: 'Zo lang kan een vergissing nog worden nagegaan.',
  },
  mails: {
    label: 'E-mails',
    holds: 'Wat het register heeft gemaild. Brieven en besluiten als pdf horen bij het dossier.',
    from: ['writing'],
    does: ['erase', 'keep'],
    keep: 'P3Y',
    ground: 'Zo lang is na te gaan wat er is gestuurd.',
  },
  contacts: {
    label: 'E-mailadressen van referenten en anderen die iets bevestigen',
    holds:
      'Het adres van wie een activiteit of een document bevestigt of in een groep meedoet. De naam hoort bij het bewijs en gaat met het dossier.',
    from: ['settling'],
    does: ['anonymise', 'keep'],
    keep: 'P1Y',
    ground: 'Zo lang kan er nog iets aan hen worden gevraagd.',
  },
  looks: {
    label: 'Wie er keek',
    holds: 'Wie een dossier of een aanvraag opende, en op welke dag.',
    from: ['look'],
    does: ['erase', 'keep'],
    keep: 'P5Y',
    ground: 'Zo lang kan worden nagegaan of er terecht is gekeken.',
  },
  log: {
    label: 'Namen en redenen in het logboek',
    holds:
      'Wat bij een wijziging is opgeschreven. Dat er iets veranderde, wanneer en door welk account blijft; daar staat geen naam bij.',
    from: ['change'],
    does: ['anonymise', 'keep'],
    keep: 'P10Y',
    ground: 'Zo lang is na te gaan wat er is gebeurd.',
  },
  invoices: {
    label: 'Facturen en betalingen',
    holds:
      'De factuur met naam, adres en bedrag, en wat daarvoor is betaald: door wie, van welke rekening en met welk kenmerk.',
    from: ['year-end'],
    does: ['erase', 'keep'],
    keep: 'P7Y',
    ground:
      'Dat moet van de belastingwet (artikel 52 van de Algemene wet inzake rijksbelastingen).',
    atLeastYears: 7,
  },
  colleagues: {
    label: 'Accounts van wie voor het register werkte',
    holds: 'Naam, e-mailadres en hoe iemand inlogde. Wat diegene besliste, hoort bij het dossier.',
    from: ['last-role'],
    does: ['anonymise', 'keep'],
    keep: 'P2Y',
    ground: 'Zo lang kan iemand nog iets worden gevraagd over het werk.',
  },
  requests: {
    label: 'Verzoeken om gegevens te wissen',
    holds: 'Wat er is gevraagd, en het antwoord.',
    from: ['handling'],
    does: ['erase', 'keep'],
    keep: 'P5Y',
    ground: 'Zo lang laat het register zien dat het op tijd heeft geantwoord.',
  },
  'request-files': {
    label: 'Bestanden bij aanvragen om accreditatie',
    holds:
      'Programma’s, cv’s van docenten en andere bestanden bij een aanvraag waarop is besloten. Wat is ingetrokken of bleef liggen, gaat als wat is weggehaald.',
    from: ['accreditation-end'],
    does: ['erase', 'keep'],
    keep: 'P3Y',
    ground: 'Zo lang kan worden nagekeken waarop het besluit rustte.',
  },
  'label-proofs': {
    label: 'Bewijzen van keurmerken',
    holds:
      'Het bestand waarmee een aanbieder een keurmerk liet zien, en wat het bureau ervan bewaarde. Het keurmerk en wie het wanneer zag, blijven staan.',
    from: ['label-end'],
    does: ['erase', 'keep'],
    keep: 'P7Y',
    ground: 'Zo lang kan een opleiding uit die tijd nog meetellen, en worden nagekeken.',
  },
  'organisation-proofs': {
    label: 'Stukken over wie een organisatie is',
    holds:
      'Een uittreksel van de KvK of een ander stuk dat liet zien wie een organisatie is. Wat ervan is gezien, staat bij de controle.',
    from: ['check'],
    does: ['erase', 'keep'],
    keep: 'P1Y',
    ground: 'Zo lang kan de controle worden nagekeken.',
  },
  'organisation-contacts': {
    label: 'Contactgegevens van organisaties die niet meer meedoen',
    holds:
      'Het e-mailadres en het telefoonnummer waarop iemand van een organisatie te bereiken was. Van een organisatie die meedoet, blijven die zolang dat zo is.',
    from: ['organisation-end'],
    does: ['anonymise', 'keep'],
    keep: 'P1Y',
    ground: 'Zo lang kan er nog iets aan hen worden gevraagd.',
  },
  'attendance-lists': {
    label: 'Lijsten van wie erbij was',
    holds:
      'Het bestand en de rijen zoals een aanbieder die gaf, wie zich met een code opgaf, en welke trainer is gevraagd te tekenen. De deelname zelf hoort bij de activiteit.',
    from: ['list-end'],
    does: ['erase', 'keep'],
    keep: 'P90D',
    ground: 'Zo lang kan een fout in de lijst nog worden gevonden en hersteld.',
  },
  allocations: {
    label: 'Beslissingen over wie welk werk doet',
    holds:
      'Wat een organisatie vastlegde over wie een werk doet, met hun naam, nummer en status. Over cliënten staat er niets in.',
    from: ['allocation-end'],
    does: ['erase', 'keep'],
    keep: 'P7Y',
    ground: 'Zo lang kan een inspectie of een opdrachtgever vragen hoe er is beslist.',
  },
  imports: {
    label: 'Lijsten waaruit opleidingen zijn overgenomen',
    holds:
      'De rijen zoals een aanbieder die gaf, of zoals ze op een adres stonden. De opleidingen blijven staan.',
    from: ['handling'],
    does: ['erase', 'keep'],
    keep: 'P90D',
    ground: 'Zo lang is na te gaan wat er is overgenomen.',
  },
} as const satisfies Readonly<Record<string, KindOfData>>

export type RetentionKind = keyof typeof retentionKinds

const known: Readonly<Record<RetentionKind, KindOfData>> = retentionKinds

export const retentionKindIds = Object.keys(retentionKinds) as [RetentionKind, ...RetentionKind[]]

export const retentionMomentIds = Object.keys(retentionMoments) as [
  RetentionMoment,
  ...RetentionMoment[],
]

export const retentionOutcomeIds = Object.keys(retentionOutcomes) as [
  RetentionOutcome,
  ...RetentionOutcome[],
]

/** How long one kind of data is kept, from what moment, what happens then, and on what ground. */
export interface RetentionRule {
  readonly kind: RetentionKind
  readonly keep: Temporal.Duration
  readonly from: RetentionMoment
  readonly does: RetentionOutcome
  readonly ground: string
}

/** A register, as far as it says how long something is kept. */
interface Keeping {
  readonly procedures: {
    readonly retention: readonly {
      readonly of: RetentionKind
      readonly keep?: Temporal.Duration
      readonly from?: RetentionMoment
      readonly does?: RetentionOutcome
      readonly ground?: string
    }[]
  }
}

/** The rule of each kind for a register: as it says, and else as the platform has it. */
export function retentionRules({ procedures }: Keeping): readonly RetentionRule[] {
  return retentionKindIds.map((kind) => {
    const own = procedures.retention.find(({ of }) => of === kind)
    const { from, does, keep, ground } = known[kind]
    return {
      kind,
      keep: own?.keep ?? Temporal.Duration.from(keep),
      from: own?.from ?? from[0],
      does: own?.does ?? does[0],
      ground: own?.ground ?? ground,
    }
  })
}

/** The rule of one kind for a register. */
export function retentionRule(register: Keeping, kind: RetentionKind): RetentionRule {
  const rule = retentionRules(register).find((one) => one.kind === kind)
  if (rule === undefined) throw new Error(`${kind} has no rule`)
  return rule
}

/** What may be said of a kind, for whoever checks a register.yaml. */
export function choicesOf(kind: RetentionKind): KindOfData {
  return known[kind]
}
