import type { Stated, StatedDetails } from '#domain/dossier/statement/statement.ts'
import { hundredthsOf } from '#engine'

/** How one of the cast came to where the demo begins. Days are counted back from that day. */
export interface Beginning {
  readonly daysAgo: number
  readonly paid: boolean
  readonly address: readonly [street: string, houseNumber: string, postcode: string, city: string]
  /** What they stated once they could, for a first application. */
  readonly stated?: StatedOn
  /** Who of the cast takes it on to supervise them. */
  readonly supervisor?: string
  /** The documents whose original comes by post and is seen by the back office, by their kind. */
  readonly originals?: readonly string[]
  /** The files that show what they stated, by what it is about: what is written above them. */
  readonly files?: Readonly<Record<string, string>>
  /** What they sign here, the last with their supervisor. */
  readonly signed?: (day: Temporal.PlainDate) => readonly DemoSigning[]
  /** What came of it: a first application that was granted, or a category of former versions. */
  readonly since?: 'granted' | { readonly category: string; readonly years: number }
  /** What they have stated lately, for a next application. */
  readonly lately?: StatedOn
  /** What they sign lately with their supervisor. */
  readonly signedLately?: (day: Temporal.PlainDate) => readonly DemoSigning[]
  /** Their portfolio was filled a month ago, and they have applied with it since. */
  readonly applied?: boolean
  /** What they hold against what the committee granted beforehand, and what they want. */
  readonly objects?: { readonly grounds: string; readonly wish: string }
  /** In how many months they want to be certified for the first time. */
  readonly target?: number
  /** An activity that the committee judges by itself, apart from an application. */
  readonly taken?: string
}

/** A document that somebody fills in and signs here. */
export interface DemoSigning {
  readonly document: string
  readonly details: StatedDetails
}

/** Things that somebody states on a day, as seen from that day. */
export type StatedOn = (day: Temporal.PlainDate) => readonly Stated[]

// Somebody whose registration of five years has six weeks to go.
const nearlyFiveYears = 5 * 365 + 1 - 42

const vog = (day: Temporal.PlainDate): Stated => ({
  member: 'document',
  kind: 'vog',
  issuedOn: day.subtract({ days: 40 }),
  details: { profile: '85' },
})

const workStatement = (day: Temporal.PlainDate): Stated => ({
  member: 'document',
  kind: 'work-statement',
  issuedOn: day.subtract({ days: 20 }),
  details: {},
})

function work(employer: string, first: Temporal.PlainDate, hoursPerWeek: number): Stated {
  return {
    member: 'work',
    first,
    hoursPerWeek: hundredthsOf(hoursPerWeek * 100),
    details: {
      employer,
      employment: 'employed',
      'job-title': 'Cliëntondersteuner',
      'hbo-level': true,
      'task-advice': true,
      'task-investigation': true,
      'task-dispute': false,
      'task-independent': true,
      'task-strengthen': true,
    },
  }
}

const fact = (
  id: string,
  value: boolean | Temporal.PlainDate,
  details?: StatedDetails,
): Stated => ({
  member: 'fact',
  fact: id,
  value,
  ...(details === undefined ? {} : { details }),
})

const diploma = (name: string, school: string): StatedDetails => ({ diploma: name, school })

// A diploma of before 1997 needs no extract of DUO.
const listedDiploma = (graduatedOn: string): readonly Stated[] => [
  fact('listed-diploma', true, diploma('Maatschappelijk werk', 'Sociale Academie Rivierenland')),
  fact('graduated-on', Temporal.PlainDate.from(graduatedOn)),
]

const duoExtract = (day: Temporal.PlainDate, diploma: string, school: string): Stated => ({
  member: 'document',
  kind: 'duo-extract',
  issuedOn: day.subtract({ days: 10 }),
  details: { diploma, school },
})

/** What a Senior states who got a diploma on that day, before 1997. */
export function senior(employer: string, graduatedOn: string): StatedOn {
  return (day) => [
    { member: 'category', category: 'senior' },
    vog(day),
    ...listedDiploma(graduatedOn),
    work(employer, day.subtract({ years: 4 }), 24),
    workStatement(day),
  ]
}

/** The files of that. */
export const diplomaShown = {
  'listed-diploma': 'Diploma',
  'work-statement': 'Verklaring werkervaring',
}

/** What is stated anew after five years. */
export const renewing: StatedOn = (day) => [vog(day), workStatement(day)]

/** What somebody states who follows the training. */
export const inTraining: StatedOn = (day) => [
  { member: 'category', category: 'in-training' },
  vog(day),
  fact('listed-diploma', false),
  fact('evc', false),
  fact('other-diploma', true, diploma('Verpleegkunde', 'Hogeschool Rivierenland')),
  fact('training-finished', false),
  fact('training-following', true),
  fact('graduated-on', Temporal.PlainDate.from('2017-07-07')),
  duoExtract(day, 'Bachelor Verpleegkunde', 'Hogeschool Rivierenland'),
  fact('at-drechtsteden', false),
  fact('informal-care-broker-diploma', false),
  fact('nursing-diploma', true, { school: 'Hogeschool Rivierenland' }),
  {
    member: 'document',
    kind: 'curriculum-vitae',
    issuedOn: day.subtract({ days: 6 }),
    details: {},
  },
]

/** The files of that. */
export const trainingShown = {
  'curriculum-vitae': 'Cv',
  'other-diploma': 'Diploma Verpleegkunde',
  'nursing-diploma': 'Diploma Verpleegkunde',
  'masterclass-1': 'Getuigschrift masterclass 1',
  'masterclass-2': 'Getuigschrift masterclass 2',
  'practice-test': 'Getuigschrift praktijktoets',
  'reflection-test': 'Getuigschrift reflectietoets',
}

/** The request that goes with it, signed here alone. */
export const requestInTraining = (employer: string, day: Temporal.PlainDate): DemoSigning => ({
  document: 'request-in-training',
  details: {
    'training-provider': 'Academie De Vaart',
    'training-start': day.add({ days: 14 }).toString(),
    employer,
  },
})

// That the supervision was closed together.
const supervisionStatement = (day: Temporal.PlainDate, months: number): DemoSigning => ({
  document: 'supervision-statement',
  details: {
    'supervision-first': day.subtract({ months }).toString(),
    'supervision-last': day.toString(),
    'supervision-meetings': hundredthsOf(800),
  },
})

// All but masterclass 3; with a diploma in nursing masterclass 4 is not asked.
const nearlyTrained: StatedOn = (day) => [
  ...[
    ['masterclass-1', 240],
    ['masterclass-2', 150],
    ['practice-test', 45],
    ['reflection-test', 30],
  ].map(
    ([kind, daysAgo]): Stated => ({
      member: 'document',
      kind: String(kind),
      issuedOn: day.subtract({ days: Number(daysAgo) }),
      details: {},
    }),
  ),
]

const almostSenior = 'Zorgbelang De Linde'

/** What a Junior states. */
export const junior: StatedOn = (day) => [
  { member: 'category', category: 'junior' },
  vog(day),
  fact('listed-diploma', true, diploma('Social Work', 'Hogeschool Rivierenland')),
  fact('graduated-on', Temporal.PlainDate.from('2019-07-05')),
  duoExtract(day, 'Bachelor Social Work', 'Hogeschool Rivierenland'),
]

/** How each professional of the demo began, by the id of the cast. */
export const beginnings: Readonly<Record<string, Beginning>> = {
  farid: { daysAgo: 12, paid: false, address: ['Sluiskade', '12', '9999 XA', 'Vaartstad'] },
  lonneke: {
    daysAgo: 64,
    paid: true,
    address: ['Heidelaan', '48', '9999 XB', 'Heideveld'],
    target: 20,
  },
  judith: {
    daysAgo: 96,
    paid: true,
    address: ['Stationsplein', '7', '9999 XC', 'Grootburg'],
    taken: 'Online training Werken met cijfers over verzuim',
  },
  willemijn: {
    daysAgo: nearlyFiveYears,
    paid: true,
    address: ['Lindelaan', '3', '9999 XD', 'Lindestad'],
    originals: ['vog'],
    stated: senior('MEE De Linde', '1993-06-25'),
    files: diplomaShown,
    since: 'granted',
    lately: renewing,
  },
  pieter: {
    daysAgo: nearlyFiveYears - 7,
    paid: true,
    address: ['Havenstraat', '21', '9999 XE', 'Havendam'],
    originals: ['vog'],
    stated: senior('Zorgbelang Havendam', '1995-07-01'),
    files: diplomaShown,
    since: 'granted',
    lately: renewing,
  },
  hanneke: {
    daysAgo: nearlyFiveYears - 14,
    paid: true,
    address: ['Molenweg', '110', '9999 XF', 'Molenbeek'],
    originals: ['vog'],
    stated: senior('Adviespunt Molenbeek', '1996-06-28'),
    files: diplomaShown,
    since: 'granted',
    lately: renewing,
  },
  noor: {
    daysAgo: nearlyFiveYears - 21,
    paid: true,
    address: ['Kerkpad', '5', '9999 XG', 'Kerkwijk'],
    originals: ['vog'],
    stated: (day) => [
      ...senior('Jeugd- en gezinsteam Kerkwijk', '1994-07-02')(day),
      {
        member: 'holding',
        register: 'skj',
        first: day.subtract({ years: 2 }),
        details: { number: '100000000', name: 'N. Brouwer' },
      },
    ],
    files: { ...diplomaShown, skj: 'Inschrijving in het SKJ' },
    since: 'granted',
    lately: renewing,
  },
  gerda: {
    daysAgo: 3 * 365 - 90,
    paid: true,
    address: ['Beukenhof', '16', '9999 XH', 'Beukelo'],
    since: { category: 'basis', years: 3 },
  },
  milan: {
    daysAgo: 2 * 365 + 40,
    paid: true,
    address: ['Lindeplein', '8', '9999 XI', 'Lindestad'],
    originals: ['vog'],
    stated: junior,
    files: diplomaShown,
    since: 'granted',
    lately: (day) => [
      work(almostSenior, day.subtract({ years: 2 }), 24),
      vog(day),
      workStatement(day),
    ],
  },
  samira: {
    daysAgo: 40,
    paid: true,
    address: ['Vlinderstraat', '31', '9999 XJ', 'Havendam'],
    originals: ['vog'],
    stated: inTraining,
    files: trainingShown,
    supervisor: 'willemijn',
    signed: (day) => [requestInTraining('MEE Havendam', day)],
  },
  // A year and some days after she was admitted, so that the question of the regulation has come.
  kim: {
    daysAgo: 366 + 21 + 9,
    paid: true,
    address: ['Havenplein', '40', '9999 XL', 'Havendam'],
    originals: ['vog'],
    stated: inTraining,
    files: trainingShown,
    supervisor: 'willemijn',
    signed: (day) => [requestInTraining('Zorgbelang Havendam', day)],
    since: 'granted',
    lately: nearlyTrained,
    signedLately: (day) => [supervisionStatement(day, 11)],
  },
  ruben: {
    daysAgo: 35,
    paid: true,
    address: ['Schoolstraat', '2', '9999 XK', 'Heideveld'],
    stated: () => [fact('works-in-profession', true)],
  },
  nadia: {
    daysAgo: nearlyFiveYears,
    paid: true,
    address: ['Sluisweg', '9', '9999 XM', 'Vaartstad'],
    stated: () => [fact('works-in-profession', true)],
    since: 'granted',
    applied: true,
    objects: {
      grounds: 'De voorbereiding van de lessen kostte even veel tijd als de lessen zelf.',
      wish: 'Dat die uren ook meetellen.',
    },
  },
}
