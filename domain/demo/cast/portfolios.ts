/** One activity of the demo. Days are counted from the day on which the demo was made. */
export interface DemoActivity {
  readonly kind: string
  readonly title: string
  /** Days before that day; a negative number lies ahead. */
  readonly daysAgo: number
  /** The kind's own fields, as one would type them. */
  readonly details: Readonly<Record<string, string>>
  readonly accredited?: boolean
  readonly label?: string
  /** What the made-up evidence is called; without it there is none. */
  readonly proof?: 'Bewijs van deelname' | 'Verslag en presentielijst' | 'Registratieformulier'
  readonly as?: 'handed-in' | 'planned' | 'draft'
  /** Who is asked to confirm it, by name, address and what they are to whoever did it. */
  readonly referee?: { readonly name: string; readonly email: string; readonly relation: string }
  /** Why nobody can confirm it, where they sign for it themselves. */
  readonly selfSigned?: string
  /** What they found themselves of the criteria of the register, by the criterion. */
  readonly selfTest?: Readonly<Record<string, { readonly meets: boolean; readonly note: string }>>
  /** What the committee granted of it before there was an application, in hundredths. */
  readonly judged?: number
}

const attendance = 'Bewijs van deelname'
const report = 'Verslag en presentielijst'

// Farid has 88 hours that are handed in, of which 28 accredited, and a draft of 12 without proof:
// whoever plays him has one thing to finish before he can apply.
const farid: readonly DemoActivity[] = [
  {
    kind: 'training',
    title: 'Training Jezelf positioneren in een netwerk',
    daysAgo: 150,
    details: { provider: 'Academie De Vaart', 'stated-load': '16' },
    accredited: true,
    label: 'crkbo',
    proof: attendance,
  },
  {
    kind: 'training',
    title: 'Training Gespreksvaardigheden met jongeren',
    daysAgo: 320,
    details: { provider: 'Academie De Vaart', 'stated-load': '12' },
    accredited: true,
    label: 'crkbo',
    proof: attendance,
  },
  {
    kind: 'training',
    title: 'Motiverende gespreksvoering voor beginners',
    daysAgo: 480,
    details: { provider: 'Leerhuis De Brug', days: '1' },
    accredited: false,
    proof: attendance,
  },
  {
    kind: 'peer-consultation',
    title: 'Intervisie RMC-team, eerste jaar',
    daysAgo: 330,
    details: {
      meetings: '6',
      'contact-hours': '12',
      learned: 'Ik stel nu eerst vragen voordat ik met een oplossing kom.',
    },
    proof: report,
  },
  {
    kind: 'supervising',
    title: 'Begeleiding van een stagiair Social Work',
    daysAgo: 200,
    details: {
      supervised: 'Een derdejaars student Social Work, een half jaar lang',
      'contact-hours': '20',
      learned: 'Uitleggen waarom ik iets doe maakt me scherper.',
    },
    proof: report,
  },
  {
    kind: 'case-discussion',
    title: 'Casuïstiekbesprekingen thuiszitters',
    daysAgo: 90,
    details: {
      meetings: '4',
      'contact-hours': '8',
      learned: 'Ik weet wie ik wanneer aan tafel vraag.',
    },
    proof: report,
  },
  {
    kind: 'congress',
    title: 'Studiedag Voortijdig schoolverlaten',
    daysAgo: 260,
    details: { provider: 'Regionaal overleg RMC', days: '1' },
    accredited: false,
    proof: attendance,
  },
  {
    kind: 'webinar',
    title: 'Webinars Privacy in de keten',
    daysAgo: 120,
    details: { provider: 'Leerhuis De Brug', 'contact-hours': '3' },
    accredited: false,
    proof: attendance,
  },
  {
    kind: 'study-book',
    title: 'Studieboek over schuldenstress en jongeren',
    daysAgo: 75,
    details: {
      author: 'Vakgroep Jeugd en Schulden',
      count: '1',
      learned: 'Waarom een brief niet opengaat, en wat dan wel helpt.',
    },
    proof: 'Registratieformulier',
  },
  {
    kind: 'peer-consultation',
    title: 'Intervisie RMC-team, tweede jaar',
    daysAgo: 21,
    details: {
      meetings: '6',
      'contact-hours': '12',
      learned: 'Grenzen stellen in een overleg met veel partijen.',
    },
    as: 'draft',
  },
]

// Lonneke's figures are those of the booklet: 57 hours, of which 7 are a training still to come.
const lonneke: readonly DemoActivity[] = [
  {
    kind: 'general-meeting-workshop',
    title: 'Twee workshops op de Algemene Vergadering',
    daysAgo: 185,
    details: { provider: 'Ingrado', 'contact-hours': '4' },
    proof: attendance,
  },
  {
    kind: 'training',
    title: 'Training Morele oordeelsvorming',
    daysAgo: 375,
    details: { provider: 'Academie De Vaart', 'stated-load': '8' },
    accredited: false,
    proof: attendance,
  },
  {
    kind: 'supervising',
    title: 'Begeleiden van twee stagiaires',
    daysAgo: 700,
    details: {
      supervised: 'Twee stagiaires van de hogeschool',
      'contact-hours': '10',
      learned: 'Hun verslagen lieten me mijn eigen werk anders zien.',
    },
    proof: report,
  },
  {
    kind: 'training',
    title: 'Online training MAS',
    daysAgo: 590,
    details: { provider: 'Leerhuis De Brug', 'stated-load': '4' },
    accredited: false,
    proof: attendance,
  },
  {
    kind: 'boa-training',
    title: 'BOA her- en bijscholing',
    daysAgo: 17,
    details: { provider: 'Opleidingscentrum Toezicht', 'stated-load': '24' },
    proof: attendance,
  },
]

// Judith put in the trainings of last year; the day for supporting staff to which she looks forward is in the catalogue.
const judith: readonly DemoActivity[] = [
  {
    kind: 'webinar',
    title: 'Webinar Thuiszitters en zorgplicht',
    daysAgo: 350,
    details: { provider: 'Leerhuis De Brug', 'contact-hours': '1,5' },
    accredited: false,
    proof: attendance,
  },
  {
    kind: 'webinar',
    title: 'E-learning Leerplichtwet in het kort',
    daysAgo: 310,
    details: { provider: 'Academie De Vaart', 'stated-load': '6' },
    accredited: true,
    label: 'crkbo',
    proof: attendance,
  },
  {
    kind: 'training',
    title: 'Online training Werken met cijfers over verzuim',
    daysAgo: 280,
    details: { provider: 'Leerhuis De Brug', 'half-days': '2' },
    accredited: false,
    proof: attendance,
  },
]

// Trainings whose label is held against their day: two that hold, and one of each that asks. Those of Molenbeek
// lie around the day on which its label ended: the day before, on it, the day after, and three weeks later.
const held = (title: string, provider: string, daysAgo: number): DemoActivity => ({
  kind: 'training',
  title,
  daysAgo,
  details: { provider, 'stated-load': '2' },
  accredited: true,
  label: 'crkbo',
  proof: attendance,
})

/** How many days before the demo was made the label of Trainingsbureau Molenbeek ended. */
export const endedAgo = 61

const atTheEnd = (title: string, after: number) =>
  held(title, 'Trainingsbureau Molenbeek', endedAgo - after)

const judithLabelled: readonly DemoActivity[] = [
  held('Training Gesprekken met ouders', 'Academie De Vaart', 45),
  atTheEnd('Training Verzuim voorkomen, deel 1', -1),
  atTheEnd('Training Verzuim voorkomen, deel 2', 0),
  atTheEnd('Training Verzuim voorkomen, deel 3', 1),
  atTheEnd('Training Verzuim voorkomen, terugkomdag', 21),
  held('Training Luisteren zonder oordeel', 'Leerhuis Heideveld', 30),
  held('Training Digitale dossiers', 'Academie De Vaard B.V.', 25),
]

// What the three of the worked examples have: points, of which accredited, of which reflection.
const course = (title: string, daysAgo: number, points: number): DemoActivity => ({
  kind: 'training',
  title,
  daysAgo,
  details: { provider: 'Academie De Vaart', 'stated-load': String(points) },
  accredited: true,
  proof: attendance,
})

const byTheHour =
  (kind: string, proof: NonNullable<DemoActivity['proof']>) =>
  (title: string, daysAgo: number, hours: number): DemoActivity => ({
    kind,
    title,
    daysAgo,
    details: { 'contact-hours': String(hours) },
    proof,
  })

const intervision = byTheHour('peer-consultation', report)
const supervision = byTheHour('supervision', report)
const other = byTheHour('other-activity', attendance)

const willemijn: readonly DemoActivity[] = [
  course('Leergang Onafhankelijke cliëntondersteuning', 1300, 60),
  course('Verdieping Wet langdurige zorg', 500, 40),
  intervision('Intervisie met collega’s van andere organisaties', 900, 50),
  other('Themabijeenkomsten en netwerkdagen', 300, 100),
]

const pieter: readonly DemoActivity[] = [
  course('Leergang Ondersteunen bij bezwaar en beroep', 1000, 75),
  intervision('Intervisie, vier jaar lang', 400, 60),
  supervision('Supervisie in een groep van drie', 700, 25),
]

const hanneke: readonly DemoActivity[] = [
  course('Leergang Onafhankelijke cliëntondersteuning', 1200, 100),
  intervision('Intervisie in het team', 600, 30),
  other('Congressen, webinars en vakliteratuur', 350, 75),
]

const noor: readonly DemoActivity[] = [
  course('Training Samenwerken rond gezinnen met een beperking', 800, 12),
  intervision('Intervisie jeugd en beperking', 450, 8),
  other('Webinars over de Jeugdwet en de Wmo', 200, 6),
]

const milan: readonly DemoActivity[] = [
  course('Training Keukentafelgesprek en onderzoek', 200, 16),
  intervision('Intervisie voor beginnende cliëntondersteuners', 90, 12),
]

// For the LKLR's first registration no points are needed; this one counts from then on.
const ruben: readonly DemoActivity[] = [
  {
    kind: 'training',
    title: 'Rayondag Leerplicht en RMC',
    daysAgo: 20,
    details: { provider: 'Ingrado', 'stated-load': '6' },
    accredited: true,
    proof: attendance,
  },
]

// For the LKLR's renewal: 136 points, and what the committee finds two of them worth. It reads a part.
const lesson = (title: string, daysAgo: number, hours: number): DemoActivity => ({
  kind: 'training',
  title,
  daysAgo,
  details: { provider: 'Leerhuis De Brug', 'stated-load': String(hours) },
  accredited: false,
  proof: attendance,
})

const inWords = (
  kind: string,
  title: string,
  daysAgo: number,
  description: string,
): DemoActivity => ({ kind, title, daysAgo, details: { description }, proof: report })

const nadia: readonly DemoActivity[] = [
  course('Vakopleiding RMC', 1500, 24),
  course('Leergang Verzuim en schooluitval', 900, 20),
  lesson('Training Gesprekken met ouders', 1400, 16),
  lesson('Nascholing Privacy in de keten', 1100, 12),
  {
    ...lesson('Training Werken met weerstand', 800, 16),
    selfTest: {
      profession: {
        meets: true,
        note: 'Ik spreek elke week jongeren die niet naar school willen.',
      },
      development: { meets: true, note: 'Ik laat nu langere stiltes vallen.' },
      load: { meets: true, note: '' },
    },
  },
  lesson('Werkconferentie Thuiszitters', 600, 8),
  lesson('Nascholing Wet van school naar duurzaam werk', 300, 20),
  {
    ...inWords(
      'giving-training',
      'Lessen op de vakopleiding',
      500,
      'Ik gaf vier dagdelen les over het gesprek met jongeren die zijn uitgevallen.',
    ),
    judged: 2000,
  },
  inWords(
    'peer-consultation',
    'Intervisie in de regio',
    400,
    'Acht bijeenkomsten met collega’s van vijf gemeenten, elk met een eigen casus.',
  ),
  inWords(
    'feedback-360',
    '360-gradenfeedback',
    200,
    'Zes collega’s en twee scholen gaven feedback. Ik besprak het met mijn leidinggevende.',
  ),
]

/** What each professional of the demo has in their portfolio, by the id of the cast. */
export const portfolios: Readonly<Record<string, readonly DemoActivity[]>> = {
  farid,
  lonneke,
  judith: [...judith, ...judithLabelled],
  willemijn,
  pieter,
  hanneke,
  noor,
  milan,
  ruben,
  nadia,
}

/**
 * Enough for a certificate, spread over three years: what the administrator of the demo can put into
 * a portfolio when the time has been moved forward.
 */
export const threeYearsOfWork: readonly DemoActivity[] = [
  {
    kind: 'training',
    title: 'Training Werken met weerstand',
    daysAgo: 60,
    details: { provider: 'Academie De Vaart', 'stated-load': '16' },
    accredited: true,
    label: 'crkbo',
    proof: attendance,
  },
  {
    kind: 'training',
    title: 'Training Ontwikkelingen in het sociaal domein',
    daysAgo: 420,
    details: { provider: 'Leerhuis De Brug', 'stated-load': '12' },
    accredited: true,
    label: 'nrto',
    proof: attendance,
  },
  {
    kind: 'peer-consultation',
    title: 'Intervisie, laatste jaar',
    daysAgo: 30,
    details: {
      meetings: '8',
      'contact-hours': '16',
      learned: 'Elkaar aanspreken gaat makkelijker als je het vaker doet.',
    },
    proof: report,
  },
  {
    kind: 'peer-consultation',
    title: 'Intervisie, jaar daarvoor',
    daysAgo: 390,
    details: {
      meetings: '8',
      'contact-hours': '16',
      learned: 'Een goede vraag helpt meer dan een goed advies.',
    },
    proof: report,
  },
  {
    kind: 'supervising',
    title: 'Begeleiding van een nieuwe collega',
    daysAgo: 240,
    details: {
      supervised: 'Een collega in haar eerste jaar',
      'contact-hours': '24',
      learned: 'Wat voor mij vanzelf spreekt, is dat voor een ander niet.',
    },
    proof: report,
  },
  {
    kind: 'congress',
    title: 'Tweedaags congres Sociaal domein',
    daysAgo: 500,
    details: { provider: 'Landelijk congresbureau', days: '2' },
    accredited: false,
    proof: attendance,
  },
]
