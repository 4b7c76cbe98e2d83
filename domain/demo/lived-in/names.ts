import type { Random } from '#domain/demo/lived-in/random.ts'

/** Somebody who does not exist. */
export interface MadeUpPerson {
  readonly firstName: string
  readonly initials: string
  readonly namePrefix: string
  readonly lastName: string
  readonly email: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly employer: string
  readonly municipality: string
  readonly job: string
}

const firstNames = (
  'Anouk Bram Chantal Daan Eline Fatima Gijs Hilde Ilse Jeroen Karin Lotte Mohamed Nienke Olaf Petra Quinten ' +
  'Roos Stijn Tessa Ümit Vera Wouter Xander Yasmina Zoë Aïsha Björn Céline Daniëlle Esmée Ferhat Gülay Hanneke ' +
  'Imane Jolanda Kees Leïla Maarten Naomi Oda Pascal Renée Sjoerd Thirza Ursula Vincent Wietske Youssef Zehra ' +
  'Anne-Marie Jan-Willem Marie-José Klaas-Jan Noëlle Loïs Chloë André René Désirée Maaike Tjitske Femke Rutger ' +
  'Saskia Bas Marloes Dirk Ingrid Joke Corrie Teun Willeke Xavier Ype Sietske Rinske Omar Priya Chidi Malika ' +
  'Ewa Tomasz Mila Ravi Shanti Jamila Hakan Sevda Ludmila Tariq Nathalie Iris Floor Sterre Merel Hidde Jelle'
).split(' ')

const lastNames: readonly (readonly [prefix: string, name: string])[] = [
  ...(
    'Aalbers Bosman Cuijpers Dekker Elzinga Franken Groot Huisman IJsselstein Jongbloed Koster Lammers Mulder ' +
    'Noordhoek Oosterhuis Prins Quist Rietveld Scholten Timmermans Uijttenbroek Verhoeven Wiersma Yılmaz Zandstra ' +
    'Öztürk Şahin Çetin Benali Bouazza Haddou Achterberg Boonstra Damstra Feenstra Hofstra Kramer Leeuwis ' +
    'Meijerink Nijboer Okafor Pinas Ramdin Sluijter Tuinman Vermeulen Wolters Zwart Kowalska Nowak Fernández ' +
    'Groeneveld-Smit Bakker-Jansen Mulder-Öz Visser-Kaya Bosch-Tuin Dijkstra-Bos Müller Schröder Lindström ' +
    'Hoogland Kuipers Postma Veenstra Rademaker Sanders Wagenaar Brouwer Hermans Schouten Peeters Martens'
  )
    .split(' ')
    .map((name) => ['', name] as const),
  ...(
    'de Boer|de Wit|de Groot|de Bruijn|de Haan-Koning|van Dam|van Leeuwen|van Vliet|van Es|van Rijn-Bakker|van der ' +
    'Meulen|van der Heijden|van der Wal|van den Heuvel|van den Broek|van ’t Hof|’t Hart|in ’t Veld|op den Kamp|ter ' +
    'Braak|ten Have|von Kessel|van de Ven|van de Graaf|uit den Bogaard|de la Cruz|el Khatib|El Idrissi|van Wijk|van ' +
    'der Sluijs-van Oort|van Beek en Donk'
  )
    .split('|')
    .map((name) => split(name)),
]

// What goes before the name proper are the words in lower case, and those that begin with an apostrophe.
function split(name: string): readonly [string, string] {
  const words = name.split(' ')
  const at = words.findIndex((word) => /^\p{Lu}/u.test(word))
  return [words.slice(0, at).join(' '), words.slice(at).join(' ')]
}

const towns = (
  'Vaartstad Heideveld Grootburg Lindestad Havendam Molenbeek Kerkwijk Beukelo Polderdam Zandhove Merenwaard ' +
  'Duinrand Oostwolde Rivierenburg Wilgendal Veenhuizerend Klaverdorp Sluiskil-Noord Terpwoude Bergmeer'
).split(' ')

const streets = (
  'Sluiskade Heidelaan Stationsplein Lindelaan Havenstraat Molenweg Kerkpad Beukenhof Schoolstraat Dorpsstraat ' +
  'Vlinderstraat Wilgenpad Oranjesingel Julianalaan Korenbloem Prins-Bernhardkade Achterdijk Nieuwstraat'
).split(' ')

/** What somebody does in a register, and for what kind of employer. */
export interface Trade {
  readonly jobs: readonly string[]
  readonly employers: readonly string[]
}

const gemeente = 'Gemeente {town}'

/** The trades of each register of the demo; `{town}` is where somebody works. */
export const trades: Readonly<Record<string, Trade>> = {
  krsd: {
    jobs: [
      'Klantmanager werk en inkomen',
      'Schuldhulpverlener',
      'Wmo-consulent',
      'Leerplichtambtenaar',
      'RMC-professional',
      'Jeugdconsulent',
      'Participatiecoach',
    ],
    employers: [
      gemeente,
      gemeente,
      'Sociaal Werkplein {town}',
      'Regionaal bureau RMC {town}',
      'Kredietbank {town} en omstreken',
      'Intergemeentelijke sociale dienst Noordelijke Veenkoloniën en {town}',
    ],
  },
  lklr: {
    jobs: ['Leerplichtambtenaar', 'Leerplichtambtenaar', 'RMC-medewerker'],
    employers: [gemeente, gemeente, 'Regionaal bureau leerplicht {town}', 'RMC-regio {town}'],
  },
  clientondersteuners: {
    jobs: ['Cliëntondersteuner', 'Cliëntondersteuner', 'Onafhankelijk cliëntondersteuner'],
    employers: [
      'MEE {town}',
      'Zorgbelang {town}',
      'Adviespunt {town}',
      'Praktijk {town} voor onafhankelijke cliëntondersteuning',
    ],
  },
}

/** Makes people up for a trade; no two have the same address. */
export function peopleFrom(random: Random): (trade: Trade) => MadeUpPerson {
  const taken = new Set<string>()
  return ({ jobs, employers }) => {
    const firstName = random.pick(firstNames)
    const [namePrefix, lastName] = random.pick(lastNames)
    const town = random.pick(towns)
    const extra = random.chance(40) ? [random.pick('A B C D E H J L M P R S W'.split(' '))] : []
    return {
      firstName,
      initials: [firstName[0], ...extra].map((letter) => `${letter}.`).join(''),
      namePrefix,
      lastName,
      email: addressOf([firstName, namePrefix, lastName], taken),
      street: random.pick(streets),
      houseNumber: `${random.between(1, 260)}${random.chance(15) ? random.pick(['a', 'b', '-3', ' bis']) : ''}`,
      postcode: `9999 ${random.pick('KLMNPRSTVWXZ'.split(''))}${random.pick('ABCDEFGHJKL'.split(''))}`,
      city: town,
      employer: random.pick(employers).replace('{town}', random.pick([town, random.pick(towns)])),
      municipality: town,
      job: random.pick(jobs),
    }
  }
}

function addressOf(names: readonly string[], taken: Set<string>): string {
  const plain = names
    .join('.')
    .normalize('NFKD')
    .replaceAll('ı', 'i')
    .replaceAll(' ', '.')
    .toLowerCase()
    .replaceAll(/[^a-z.-]/g, '')
    .replaceAll(/\.+/g, '.')
    .replaceAll(/^\.|\.$/g, '')
  let address = plain
  for (let nth = 2; taken.has(address); nth += 1) address = `${plain}${nth}`
  taken.add(address)
  return `${address}@voorbeeld.peil.example`
}
