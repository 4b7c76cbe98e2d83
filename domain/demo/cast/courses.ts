import type { CourseForm } from '#domain/courses/course/course.ts'

// What the demo's providers give, in the words of the documents. All of it is made up.

/**
 * What an accreditation of the demo became: begun and not sent, with the back office, with it for more that it asked,
 * with who decides, decided, or decided and objected to.
 */
export type Became =
  | 'draft'
  | 'pending'
  | 'asked'
  | 'judging'
  | 'granted'
  | 'refused'
  | 'objected'
  | 'ends-soon'

/** What is asked of one register, and what it became there. */
export interface DemoRequest {
  readonly register: string
  readonly became: Became
  readonly kind: string
  /** In the register's unit. */
  readonly amount: number
}

/** A course of the demo in a line: euros, hours, and by how many days from today its editions are. */
export interface DemoCourse {
  readonly title: string
  readonly form: CourseForm
  readonly hours?: number
  /** 0 is free; left out it is to be asked. */
  readonly euros?: number
  readonly themes: readonly string[]
  readonly audiences: readonly string[]
  readonly professions: readonly string[]
  readonly editions: readonly number[]
  readonly online: boolean
  readonly place: string
  /** One request of several registers. */
  readonly requests: readonly DemoRequest[]
  /** Nobody looked in time whether it still holds, so that it left the list. */
  readonly stale: boolean
}

type Row = readonly [
  title: string,
  form: CourseForm,
  hours: number,
  euros: number | undefined,
  themes: string,
  /** s starters, e experienced, o supporters, m managers. */
  audiences: string,
  /** l leerplicht, r rmc, w wmo, k klantmanager, s schuldhulp; empty for all. */
  professions: string,
  /** Days from today, with o behind it for online, and x where it left the list. */
  when: string,
  /** Of each register, in the order of the request. */
  ...asked: readonly (readonly [register: string, became: Became, kind: string])[],
]

const vaart: readonly Row[] = [
  [
    'Vakopleiding leerplicht',
    'course',
    80,
    2450,
    'school-attendance law',
    's',
    'l',
    '24 -120',
    ['krsd', 'granted', 'training'],
  ],
  [
    'Opstapcursus leerplicht',
    'course',
    16,
    595,
    'school-attendance',
    's',
    'l',
    '10 52',
    ['krsd', 'granted', 'training'],
    ['lklr', 'granted', 'training'],
  ],
  [
    'Opstapcursus RMC',
    'course',
    16,
    595,
    'early-school-leaving',
    's',
    'r',
    '17 59',
    ['krsd', 'judging', 'training'],
    ['lklr', 'judging', 'training'],
  ],
  [
    'BOA her- en bijscholing',
    'course',
    20,
    500,
    'law',
    'e',
    'l',
    '33 -40',
    ['krsd', 'granted', 'boa-training'],
  ],
  [
    'BOA-basisopleiding domein III',
    'course',
    24,
    1195,
    'law',
    's',
    'l',
    '45 -75',
    ['krsd', 'granted', 'boa-training'],
  ],
  [
    'Passend onderwijs',
    'course',
    7,
    325,
    'inclusive-education law',
    'se',
    'lr',
    '21 75 -210',
    ['krsd', 'granted', 'training'],
    ['lklr', 'granted', 'training'],
  ],
  [
    'Eendaagse training Leerplicht en RMC voor ondersteuners',
    'course',
    8,
    275,
    'school-attendance early-school-leaving',
    'o',
    'lr',
    '40 70',
    ['krsd', 'granted', 'training'],
    ['lklr', 'granted', 'training'],
  ],
  [
    'Jezelf positioneren in het netwerk',
    'course',
    8,
    345,
    'position',
    'e',
    '',
    '-6 28',
    ['krsd', 'granted', 'training'],
    ['lklr', 'judging', 'training'],
  ],
  [
    'Gespreksvaardigheden',
    'course',
    12,
    425,
    'conversation',
    'se',
    '',
    '19 61',
    ['krsd', 'granted', 'training'],
  ],
  [
    'MAS: de methodische aanpak schoolverzuim',
    'course',
    4,
    150,
    'school-attendance',
    'se',
    'l',
    '26o',
    ['krsd', 'pending', 'training'],
  ],
  [
    'Thuiszitters: van signaal naar terugkeer',
    'webinar',
    1,
    0,
    'school-attendance youth',
    'se',
    'lr',
    '5o 47o',
  ],
  [
    'Verzuim onder 18: wat mag en wat moet',
    'webinar',
    1,
    0,
    'law school-attendance',
    'so',
    'l',
    '9o',
  ],
  ['Vrijstellingen in de Leerplichtwet', 'webinar', 1.5, 35, 'law', 'e', 'l', '16o -20o'],
  [
    'Jeugdige schoolverlaters vinden en houden',
    'webinar',
    1,
    0,
    'early-school-leaving',
    'se',
    'r',
    '23o',
  ],
  [
    'Ingrado werkconferentie',
    'congress',
    7,
    295,
    'school-attendance early-school-leaving',
    'em',
    'lr',
    '75 -290',
    ['krsd', 'ends-soon', 'congress'],
  ],
  ['Rayondag Noord', 'congress', 5, 95, 'school-attendance', 'e', 'lr', '31'],
  ['Rayondag Midden', 'congress', 5, 95, 'school-attendance', 'e', 'lr', '38'],
  ['Rayondag Zuid', 'congress', 5, 95, 'school-attendance', 'e', 'lr', '41'],
  ['Leerplichtwet in een middag', 'e-learning', 3, 49, 'law', 'so', 'l', ''],
  ['De verzuimkaart: een hulpmiddel voor teams', 'tool', 0, 0, 'school-attendance', 'so', 'l', ''],
  [
    'Podcast: De dag dat ik niet ging',
    'podcast',
    0.5,
    0,
    'youth school-attendance',
    'seom',
    'lr',
    '',
  ],
  ['Competentiescan leerplichtambtenaar', 'competence-scan', 1, 0, 'reflection', 'se', 'l', ''],
  ['Competentiescan RMC', 'competence-scan', 1, 0, 'reflection', 'se', 'r', ''],
  [
    'Leidinggeven aan een team leerplicht',
    'course',
    16,
    895,
    'position',
    'm',
    'l',
    '66',
    ['krsd', 'draft', 'training'],
    ['lklr', 'draft', 'training'],
  ],
  [
    'In company: verzuimaanpak in je gemeente',
    'in-company',
    8,
    undefined,
    'school-attendance',
    'em',
    'l',
    '',
    ['krsd', 'pending', 'training'],
  ],
  [
    'Praktijkprogramma nieuwe leerplichtambtenaren',
    'practice-programme',
    40,
    1250,
    'school-attendance',
    's',
    'l',
    '48',
    ['krsd', 'judging', 'training'],
  ],
]

const heideveld: readonly Row[] = [
  [
    'Schulden en verzuim',
    'course',
    8,
    245,
    'debt youth',
    'e',
    'ls',
    '-5 20',
    ['krsd', 'granted', 'training'],
  ],
  ['Training Luisteren zonder oordeel', 'course', 2, 95, 'conversation', 'se', '', '64 -30'],
  ['Vroegsignalering van schulden', 'course', 8, 245, 'debt', 'se', 's', '27'],
  [
    'Stress-sensitief werken',
    'course',
    12,
    395,
    'debt conversation',
    'e',
    'sk',
    '34 90',
    ['krsd', 'granted', 'training'],
  ],
  ['Participatiewet actueel', 'webinar', 1.5, 25, 'work-and-income law', 'e', 'k', '8o'],
  [
    'Het keukentafelgesprek',
    'course',
    8,
    265,
    'conversation',
    'se',
    'w',
    '22',
    ['krsd', 'asked', 'training'],
  ],
  [
    'Jongvolwassenen zonder startkwalificatie',
    'course',
    8,
    235,
    'early-school-leaving work-and-income',
    'e',
    'rk',
    '57',
  ],
  ['Meldcode: stap voor stap', 'e-learning', 3, 0, 'law youth', 'seo', '', ''],
  ['Gegevens delen in het sociaal domein', 'webinar', 1, 0, 'law digital', 'em', '', '11ox'],
  ['Podcast: Werk dat telt', 'podcast', 0.5, 0, 'work-and-income', 'seom', 'k', ''],
  ['Competentiescan klantmanager', 'competence-scan', 1, 0, 'reflection', 'se', 'k', ''],
  ['Competentiescan schuldhulpverlener', 'competence-scan', 1, 0, 'reflection', 'se', 's', ''],
  ['De budgetplanner voor gesprekken', 'tool', 0, 0, 'debt', 'se', 's', ''],
  ['Digitaal werken zonder fouten', 'e-learning', 1.5, 0, 'digital', 'so', '', ''],
  ['Congres bestaanszekerheid', 'congress', 7, 195, 'debt work-and-income', 'em', '', '82'],
  ['Sturen op bestaanszekerheid', 'course', 8, 495, 'debt position', 'm', '', '78'],
]

const molenbeek: readonly Row[] = [
  [
    'Gesprekken met ouders en jongeren die niet willen',
    'workshop',
    4,
    145,
    'conversation youth',
    'e',
    'lr',
    '12',
  ],
  ['Motiverende gespreksvoering', 'course', 16, 545, 'conversation', 'se', '', '30 72'],
  ['Moeilijke gesprekken in een veilige sfeer', 'workshop', 4, 125, 'conversation', 'e', '', '44'],
  ['Omgaan met agressie', 'course', 8, 225, 'conversation', 'seo', '', '25 67'],
  [
    'Morele oordeelsvorming',
    'course',
    8,
    200,
    'moral-judgement reflection',
    'e',
    '',
    '40 -300',
    ['krsd', 'judging', 'training'],
  ],
  ['Reflecteren op je eigen werk', 'course', 6, 180, 'reflection', 'se', '', '46'],
  ['Intervisie in een dag', 'workshop', 6, 150, 'reflection', 'e', '', '53'],
  [
    'Intervisie begeleiden',
    'course',
    12,
    390,
    'reflection',
    'e',
    '',
    '55',
    ['krsd', 'objected', 'training'],
  ],
  ['Schrijven van een proces-verbaal', 'workshop', 4, 165, 'law', 'se', 'l', '29'],
  ['Samenwerken met justitie', 'workshop', 4, 165, 'position law', 'e', 'l', '36'],
  ['In company: integraal werken', 'in-company', 12, undefined, 'position', 'em', '', ''],
  ['Werken met een tolk', 'e-learning', 2, 19, 'diversity conversation', 'se', '', ''],
  ['Podcast: In gesprek met de jongere', 'podcast', 0.5, 0, 'conversation youth', 'seom', '', ''],
]

const linde: readonly Row[] = [
  [
    'Training tot cliëntondersteuner',
    'course',
    64,
    2150,
    'client-support law',
    's',
    '',
    '30',
    ['clientondersteuners', 'granted', 'training'],
  ],
  [
    'Onafhankelijk naast de cliënt',
    'course',
    12,
    385,
    'client-support',
    'se',
    '',
    '-4 26',
    ['clientondersteuners', 'granted', 'training'],
    ['krsd', 'pending', 'training'],
  ],
  [
    'Supervisie voor cliëntondersteuners',
    'course',
    16,
    640,
    'reflection',
    'e',
    '',
    '37',
    ['clientondersteuners', 'granted', 'supervision'],
  ],
  [
    'Mantelzorg en het netwerk',
    'course',
    8,
    260,
    'network',
    'se',
    '',
    '24 80',
    ['clientondersteuners', 'ends-soon', 'training'],
  ],
  [
    'Leren van een casus: reflectie in de groep',
    'workshop',
    4,
    120,
    'reflection',
    'e',
    '',
    '33',
    ['clientondersteuners', 'judging', 'other-reflection'],
  ],
  [
    'Ouders met een licht verstandelijke beperking',
    'workshop',
    4,
    135,
    'youth conversation',
    'e',
    '',
    '39',
  ],
  ['Cultuursensitief werken', 'course', 8, 255, 'diversity', 'e', '', '51'],
  [
    'Eenvoudig schrijven aan inwoners',
    'workshop',
    4,
    110,
    'diversity conversation',
    'so',
    '',
    '18',
  ],
  ['Laaggeletterdheid herkennen', 'e-learning', 2, 0, 'diversity', 'so', '', ''],
  ['Wmo-actualiteiten', 'webinar', 1.5, 25, 'law', 'e', 'w', '13o'],
  ['Podcast: Achter de voordeur', 'podcast', 0.75, 0, 'debt', 'seom', '', ''],
]

const letters: Readonly<Record<string, string>> = {
  ...{ s: 'starters', e: 'experienced', o: 'supporters', m: 'managers' },
}
const jobs: Readonly<Record<string, string>> = {
  ...{ l: 'leerplichtambtenaar', r: 'rmc-professional', w: 'wmo-consulent' },
  ...{ k: 'klantmanager', s: 'schuldhulpverlener' },
}

const named = (by: Readonly<Record<string, string>>, text: string) =>
  [...text].flatMap((letter) => by[letter] ?? [])

function courseOf(
  [title, form, hours, euros, themes, who, work, when, ...asked]: Row,
  place: string,
): DemoCourse {
  const times = when.split(' ').filter(Boolean)
  return {
    ...{ title, form, place, audiences: named(letters, who), professions: named(jobs, work) },
    ...(hours === 0 ? {} : { hours }),
    ...(euros === undefined ? {} : { euros }),
    themes: themes.split(' '),
    editions: times.map((time) => Number.parseInt(time, 10)),
    online: times.some((time) => time.includes('o')),
    stale: times.some((time) => time.endsWith('x')),
    requests: asked.map(([register, became, kind]) => ({ register, became, kind, amount: hours })),
  }
}

const given = (rows: readonly Row[], place: string) => rows.map((row) => courseOf(row, place))

/** What each provider of the demo gives, by its name. */
export const demoCourses: Readonly<Record<string, readonly DemoCourse[]>> = {
  'Academie De Vaart': given(vaart, 'Vaartstad'),
  'Leerhuis Heideveld': given(heideveld, 'Heideveld'),
  'Trainingsbureau Molenbeek': given(molenbeek, 'Molenbeek'),
  'Opleidingshuis De Linde': given(linde, 'Lindestad'),
}

/** A course that somebody of the demo gives who is in a register: each is asked in their own name. */
export const ownCourse: DemoCourse = {
  title: 'Dossiers op orde: een middag met je team',
  form: 'by-professional',
  hours: 4,
  euros: 0,
  themes: ['digital', 'school-attendance'],
  audiences: ['experienced', 'supporters'],
  professions: ['leerplichtambtenaar', 'rmc-professional'],
  editions: [36],
  online: false,
  place: 'Grootburg',
  requests: [{ register: 'krsd', became: 'judging', kind: 'training', amount: 4 }],
  stale: false,
}

/** What a provider of the demo was recognised for, by its name: the trainings of a register. */
export const demoRecognitions: Readonly<
  Record<string, { readonly register: string; readonly trainings: readonly string[] }>
> = {
  'Opleidingshuis De Linde': {
    register: 'clientondersteuners',
    trainings: ['masterclass-1', 'masterclass-2', 'masterclass-3', 'masterclass-4'],
  },
}
