import type { Role } from '#domain/platform/actor/actor.ts'

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
  readonly roles: readonly Role[]
}

function member(
  facts: Omit<CastMember, 'email' | 'namePrefix'> & { namePrefix?: string },
): CastMember {
  return { namePrefix: '', ...facts, email: `${facts.id}@voorbeeld.peil.example` }
}

/** The register in which the demo's professionals are; its staff work for every register. */
export const demoRegister = 'krsd'

/** The professional whose story the demo tells from beginning to end. */
export const leader: CastMember = member({
  id: 'farid',
  firstName: 'Farid',
  lastName: 'El Amrani',
  initials: 'F.',
  job: 'RMC-consulent',
  employer: 'Regionaal bureau RMC De Vaart',
  municipality: 'Vaartstad',
  about:
    'RMC-consulent. Heeft de overeenkomst getekend, moet zijn eerste factuur nog betalen en ' +
    'heeft bijna genoeg uren voor zijn certificaat.',
  roles: [],
})

/** The professionals of the demo: three people, each at another point of the way. */
export const professionals: readonly CastMember[] = [
  leader,
  member({
    id: 'lonneke',
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
    roles: [],
  }),
  member({
    id: 'judith',
    firstName: 'Judith',
    lastName: 'Hoekstra',
    initials: 'J.M.',
    job: 'Kwaliteitsmedewerker leerplicht en RMC',
    employer: 'Gemeente Grootburg',
    municipality: 'Grootburg',
    about: 'Kwaliteitsmedewerker. Houdt bij wat ze leert en heeft nog geen haast met certificeren.',
    roles: [],
  }),
]

/** Who works for the register in the demo: back office, committee and administrator. */
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
    roles: ['secretariat'],
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
    roles: ['committee'],
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
    roles: ['committee'],
  }),
  member({
    id: 'aylin',
    firstName: 'Aylin',
    lastName: 'Çelik',
    initials: 'A.',
    job: 'Klantmanager werk en inkomen',
    employer: 'Gemeente Merenwaard',
    municipality: 'Merenwaard',
    about: 'Zit voor bij wie beoordeelt. Beslist als twee leden het niet eens zijn.',
    roles: ['committee', 'chair'],
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
    roles: ['administrator'],
  }),
]

/** The referee of the demo, who needs no account: she gets a link by mail. */
export const referee = {
  name: 'Petra Smit',
  email: 'petra@voorbeeld.peil.example',
} as const

/** Everybody with whom one can sign in. */
export const cast: readonly CastMember[] = [...professionals, ...staff]
