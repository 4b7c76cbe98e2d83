import type { Part } from '#domain/demo/cast/seats-in.ts'

/** One of the demo's people. All of them are made up. */
export interface CastMember {
  readonly id: string
  readonly firstName: string
  readonly namePrefix: string
  readonly lastName: string
  readonly initials: string
  readonly email: string
  readonly job: string
  readonly employer: string
  readonly municipality: string
  /** Who this is, in a sentence for somebody who has never seen Peil. */
  readonly about: string
  readonly parts: readonly Part[]
  /** The register that a professional is in; staff work for every register. */
  readonly register?: string
  /** Another register that they joined lately. */
  readonly alsoIn?: string
  /** Acts for a provider or an employer, and is in no register. */
  readonly acts?: true
}

function member(
  facts: Omit<CastMember, 'email' | 'namePrefix'> & { namePrefix?: string },
): CastMember {
  return { namePrefix: '', ...facts, email: `${facts.id}@voorbeeld.peil.example` }
}

/** The register in which the story of the demo takes place. */
export const demoRegister = 'krsd'

/** The professional whose story the demo tells from beginning to end. */
export const leader: CastMember = member({
  id: 'farid',
  register: demoRegister,
  firstName: 'Farid',
  lastName: 'El Amrani',
  initials: 'F.',
  job: 'RMC-consulent',
  employer: 'Regionaal bureau RMC De Vaart',
  municipality: 'Vaartstad',
  about:
    'RMC-consulent. Heeft de overeenkomst getekend, moet zijn eerste factuur nog betalen en ' +
    'heeft bijna genoeg uren voor zijn certificaat.',
  parts: [],
})

/** The professionals of the demo, each at another point of the way. All of them are made up. */
export const professionals: readonly CastMember[] = [
  leader,
  member({
    id: 'lonneke',
    register: demoRegister,
    firstName: 'Lonneke',
    namePrefix: 'van der',
    lastName: 'Meer',
    initials: 'L.J.',
    job: 'Leerplichtambtenaar',
    employer: 'Gemeente Heideveld',
    municipality: 'Heideveld',
    about:
      'Leerplichtambtenaar. Heeft al veel uren bij elkaar, plant een training en wil binnen twee ' +
      'jaar haar certificaat.',
    parts: [],
  }),
  member({
    id: 'judith',
    register: demoRegister,
    firstName: 'Judith',
    lastName: 'Hoekstra',
    initials: 'J.M.',
    job: 'Kwaliteitsmedewerker leerplicht en RMC',
    employer: 'Gemeente Grootburg',
    municipality: 'Grootburg',
    about:
      'Kwaliteitsmedewerker. Houdt bij wat ze leert en heeft nog geen haast met certificeren. Geeft ' +
      'zelf een middag over dossiers, en vroeg daar accreditatie voor aan.',
    parts: [],
  }),
  member({
    id: 'willemijn',
    register: 'clientondersteuners',
    firstName: 'Willemijn',
    namePrefix: 'de',
    lastName: 'Vries',
    initials: 'W.A.',
    job: 'Cliëntondersteuner',
    employer: 'MEE De Linde',
    municipality: 'Lindestad',
    about: 'Senior. Heeft 250 punten: genoeg om zich opnieuw te registreren.',
    parts: [],
  }),
  member({
    id: 'pieter',
    register: 'clientondersteuners',
    firstName: 'Pieter',
    lastName: 'Jansen',
    initials: 'P.',
    job: 'Cliëntondersteuner',
    employer: 'Zorgbelang Havendam',
    municipality: 'Havendam',
    about: 'Senior. Heeft precies de 160 punten die nodig zijn, zonder ‘overige’.',
    parts: [],
  }),
  member({
    id: 'hanneke',
    register: 'clientondersteuners',
    firstName: 'Hanneke',
    lastName: 'Hollander',
    initials: 'J.C.',
    job: 'Cliëntondersteuner',
    employer: 'Adviespunt Molenbeek',
    municipality: 'Molenbeek',
    about: 'Senior. Heeft 205 punten, en toch te weinig: bij reflectie 30 van 40.',
    parts: [],
  }),
  member({
    id: 'noor',
    register: 'clientondersteuners',
    firstName: 'Noor',
    lastName: 'Brouwer',
    initials: 'N.',
    job: 'Cliëntondersteuner jeugd',
    employer: 'Jeugd- en gezinsteam Kerkwijk',
    municipality: 'Kerkwijk',
    about: 'Senior, ook bij het SKJ geregistreerd. Daarom zijn 26 punten genoeg.',
    parts: [],
  }),
  member({
    id: 'gerda',
    register: 'clientondersteuners',
    firstName: 'Gerda',
    lastName: 'Postma',
    initials: 'G.',
    job: 'Cliëntondersteuner',
    employer: 'Adviespunt Beukelo',
    municipality: 'Beukelo',
    about: 'Heeft nog een oude registratie Basis van drie jaar. Die kan Junior worden.',
    parts: [],
  }),
  member({
    id: 'milan',
    register: 'clientondersteuners',
    firstName: 'Milan',
    lastName: 'Öztürk',
    initials: 'M.',
    job: 'Cliëntondersteuner',
    employer: 'Zorgbelang De Linde',
    municipality: 'Lindestad',
    about: 'Junior. Werkte inmiddels genoeg uren om Senior te worden.',
    parts: [],
  }),
  member({
    id: 'samira',
    register: 'clientondersteuners',
    firstName: 'Samira',
    lastName: 'Haddad',
    initials: 'S.',
    job: 'Cliëntondersteuner in opleiding',
    employer: 'MEE Havendam',
    municipality: 'Havendam',
    about:
      'Verpleegkundige die de masterclasses volgt, met Willemijn als supervisor. Vraagt de ' +
      'categorie In opleiding aan.',
    parts: [],
  }),
  member({
    id: 'kim',
    register: 'clientondersteuners',
    firstName: 'Kim',
    lastName: 'Terpstra',
    initials: 'K.',
    job: 'Cliëntondersteuner in opleiding',
    employer: 'Zorgbelang Havendam',
    municipality: 'Havendam',
    about:
      'Staat ruim een jaar in de categorie In opleiding. Tekende met haar supervisor Willemijn, en ' +
      'mist nog masterclass 3. Het bureau vraagt hoe het ermee staat.',
    parts: [],
  }),
  member({
    id: 'ruben',
    register: 'lklr',
    firstName: 'Ruben',
    namePrefix: 'van',
    lastName: 'Dalen',
    initials: 'R.',
    job: 'Leerplichtambtenaar',
    employer: 'Gemeente Heideveld',
    municipality: 'Heideveld',
    about:
      'Leerplichtambtenaar. Kan zich meteen registreren in het LKLR: voor de eerste keer zijn geen punten ' +
      'nodig. Staat ook in het KRSD, en kan meenemen wat hij deed.',
    alsoIn: demoRegister,
    parts: [],
  }),
  member({
    id: 'nadia',
    register: 'lklr',
    firstName: 'Nadia',
    lastName: 'Bouzid',
    initials: 'N.',
    job: 'RMC-medewerker',
    employer: 'Regionaal bureau RMC De Vaart',
    municipality: 'Vaartstad',
    about:
      'RMC-medewerker. Haar herregistratie ligt bij de commissie. De steekproef is getrokken, en de ' +
      'lessen die zij gaf zijn al eerder beoordeeld. Beheert ook Academie De Vaart, een opleider: ' +
      'bovenaan wisselt zij van pet.',
    parts: [],
  }),
]

/** Who works for the register in the demo: back office, committee, board, administrator, data protection officer. */
export const staff: readonly CastMember[] = [
  member({
    id: 'sanne',
    firstName: 'Sanne',
    lastName: 'Bakker',
    initials: 'S.',
    job: 'Medewerker van het register',
    employer: 'Bureau van het register',
    municipality: '',
    about:
      'Werkt voor het register. Controleert overeenkomsten en aanvragen, en verwerkt betalingen.',
    parts: ['secretariat'],
  }),
  member({
    id: 'joost',
    firstName: 'Joost',
    lastName: 'Dekker',
    initials: 'J.P.',
    job: 'Medewerker van het register',
    employer: 'Bureau van het register',
    municipality: '',
    about: 'Werkt ook voor het register. Kijkt mee waar twee medewerkers iets moeten zien.',
    parts: ['secretariat'],
  }),
  member({
    id: 'marieke',
    firstName: 'Marieke',
    lastName: 'Jansen',
    initials: 'M.',
    job: 'Wmo-consulent',
    employer: 'Gemeente Polderdam',
    municipality: 'Polderdam',
    about: 'Beoordeelt aanvragen en beslist mee.',
    parts: ['committee'],
  }),
  member({
    id: 'tom',
    firstName: 'Tom',
    lastName: 'Visser',
    initials: 'T.A.',
    job: 'Schuldhulpverlener',
    employer: 'Gemeente Zandhove',
    municipality: 'Zandhove',
    about: 'Beoordeelt aanvragen en beslist mee.',
    parts: ['committee'],
  }),
  member({
    id: 'aylin',
    firstName: 'Aylin',
    lastName: 'Çelik',
    initials: 'A.',
    job: 'Klantmanager werk en inkomen',
    employer: 'Gemeente Merenwaard',
    municipality: 'Merenwaard',
    about: 'Zit voor bij wie beoordeelt. Geeft de doorslag als twee leden het niet eens zijn.',
    parts: ['committee', 'chair'],
  }),
  member({
    id: 'esra',
    firstName: 'Esra',
    lastName: 'Demir',
    initials: 'E.',
    job: 'Adviseur sociaal domein',
    employer: 'Gemeente Duinrand',
    municipality: 'Duinrand',
    about: 'Beoordeelt aanvragen en beslist mee, waar meer dan twee leden oordelen.',
    parts: ['reserve'],
  }),
  member({
    id: 'henk',
    firstName: 'Henk',
    namePrefix: 'van den',
    lastName: 'Berg',
    initials: 'H.W.',
    job: 'Bestuurslid',
    employer: 'Stichting De Brug',
    municipality: '',
    about:
      'Lid van het bestuur. Beslist waar het reglement niets over zegt, en schrijft de uitspraak.',
    parts: ['board'],
  }),
  member({
    id: 'ruth',
    firstName: 'Ruth',
    lastName: 'Hoekstra',
    initials: 'R.',
    job: 'Bestuurslid',
    employer: 'Stichting Het Baken',
    municipality: '',
    about: 'Lid van het bestuur. Beslist mee wat een uitspraak van buiten betekent.',
    parts: ['board'],
  }),
  member({
    id: 'bo',
    firstName: 'Bo',
    namePrefix: 'de',
    lastName: 'Graaf',
    initials: 'B.',
    job: 'Beheerder',
    employer: 'Bureau van het register',
    municipality: '',
    about: 'Beheerder. Zet de tijd vooruit, leest de e-mails en het logboek.',
    parts: ['administrator'],
  }),
  member({
    id: 'wilma',
    firstName: 'Wilma',
    lastName: 'Prins',
    initials: 'W.',
    job: 'Beheerder',
    employer: 'Bureau van het register',
    municipality: '',
    about: 'Ook beheerder. Bevestigt wat Bo voorstelt over rollen.',
    parts: ['administrator'],
  }),
  member({
    id: 'yara',
    firstName: 'Yara',
    lastName: 'Blom',
    initials: 'Y.',
    job: 'Functionaris gegevensbescherming',
    employer: 'Bureau van het register',
    municipality: '',
    about:
      'Functionaris gegevensbescherming. Antwoordt wie gewist wil worden, en ziet wat hoe lang ' +
      'wordt bewaard en wie wat bekeek.',
    parts: ['privacy'],
  }),
]

/** Who acts for a provider or an employer in the demo, and is in no register. */
export const providerPeople: readonly CastMember[] = [
  member({
    id: 'ineke',
    firstName: 'Ineke',
    lastName: 'Vonk',
    initials: 'I.',
    job: 'Coördinator opleidingen',
    employer: 'Academie De Vaart',
    municipality: '',
    about:
      'Beheert Academie De Vaart en Opleidingshuis De Linde. Vraagt accreditatie aan bij drie ' +
      'registers. Een lijst met deelnemers en een bestand met opleidingen wachten op haar.',
    parts: [],
    acts: true,
  }),
  member({
    id: 'wouter',
    firstName: 'Wouter',
    lastName: 'Mulder',
    initials: 'W.J.',
    job: 'Medewerker opleidingen',
    employer: 'Leerhuis Heideveld',
    municipality: '',
    about:
      'Werkt voor Leerhuis Heideveld. Het register vroeg meer bij een aanvraag, en van een training ' +
      'is nog niet doorgegeven wie er waren.',
    parts: [],
    acts: true,
  }),
  member({
    id: 'anouk',
    firstName: 'Anouk',
    lastName: 'Visser',
    initials: 'A.',
    job: 'Teammanager',
    employer: 'Gemeente Heideveld',
    municipality: 'Heideveld',
    about:
      'Manager bij de gemeente Heideveld, met twee teams. Ziet van wie dat laat zien wie waar ' +
      'geregistreerd is, en wie aandacht vraagt.',
    parts: [],
    acts: true,
  }),
  member({
    id: 'bram',
    firstName: 'Bram',
    lastName: 'Kuiper',
    initials: 'B.',
    job: 'Teamleider',
    employer: 'Jeugdhulp De Brug',
    municipality: '',
    about:
      'Teamleider bij een aanbieder van jeugdhulp. Ziet zijn team, en legt vast wie welk werk doet.',
    parts: [],
    acts: true,
  }),
]

/** The referee of the demo, who needs no account: she gets a link by mail. */
export const referee = {
  name: 'Petra Smit',
  email: 'petra@voorbeeld.peil.example',
} as const

/** Everybody with whom one can sign in. */
export const cast: readonly CastMember[] = [...professionals, ...providerPeople, ...staff]

/** Whether one of the cast is met in a register: who is in it, and who works for all of them. */
export function isMetIn(
  { register: own, alsoIn }: Pick<CastMember, 'register' | 'alsoIn'>,
  register: string,
): boolean {
  return own === undefined || own === register || alsoIn === register
}

/** What one can do beside the story of the demo, in a sentence each, by register. */
export const stories: Readonly<Record<string, readonly string[]>> = {
  clientondersteuners: [
    'Word Willemijn, Pieter of Hanneke: zij hebben 250, 160 en 205 punten. Hanneke heeft er 45 meer ' +
      'dan nodig, en toch te weinig bij reflectie.',
    'Word Noor en zie hoe een registratie bij het SKJ de norm verlaagt.',
    'Word Samira en vraag de categorie In opleiding aan. Milan kan Senior worden, en Gerda maakt ' +
      'van haar oude registratie Basis een registratie Junior.',
    'Word Noor of Kim en bevestig wie er bij de intervisie was; Milan zette die reeks klaar. Karim ' +
      'heeft geen account en krijgt een link.',
    'Word Kim, die ruim een jaar in opleiding is, en antwoord op de vraag van het bureau. Sanne ziet ' +
      'die vraag en het antwoord bij haar werk.',
  ],
  lklr: [
    'Word Ruben en vraag zijn eerste registratie aan. Sanne controleert die, Marieke en Tom ' +
      'beoordelen die.',
    'Word Ruben en neem mee wat hij in dit register deed naar het KRSD, waarin hij ook staat.',
    'Word Sanne en geef het bezwaar van Nadia door: zij vindt dat haar lessen meer waard zijn. Henk ' +
      'beslist erover.',
    'Word Marieke of Tom en beoordeel de herregistratie van Nadia: welke activiteiten vielen in de ' +
      'steekproef, en wat wordt om een risico gelezen?',
  ],
}
