import type { DemoActivity } from '#domain/demo/cast/portfolios.ts'
import type { Random } from '#domain/demo/lived-in/random.ts'

// What people do for their profession, by register. Titles, providers and lessons are made up.

const providers = [
  'Academie De Vaart',
  'Leerhuis De Brug',
  'Opleidingscentrum Toezicht',
  'Instituut voor Gesprek en Recht',
  'Regionaal leernetwerk De Vaart',
  'Landelijk congresbureau',
  'Kenniskring Bestaanszekerheid',
]

const subjects = [
  'Motiverende gespreksvoering',
  'Werken met weerstand',
  'Schuldenstress herkennen',
  'Jezelf positioneren in een netwerk',
  'Privacy en gegevens delen',
  'Morele oordeelsvorming',
  'Culturele sensitiviteit',
  'Laaggeletterdheid signaleren',
  'Omgaan met agressie',
  'De Participatiewet in de praktijk',
  'Thuiszitters en zorgplicht',
  'Passend onderwijs',
  'Verslaving en werk',
  'De omgekeerde toets',
  'Oplossingsgericht werken',
  'Werken met jongeren zonder startkwalificatie',
  'Licht verstandelijke beperking herkennen',
  'Brieven schrijven die worden begrepen',
  'De meldcode huiselijk geweld en kindermishandeling',
  'Trauma en toeslagen: luisteren naar gedupeerden en samen vooruitkijken',
]

const lessons = [
  'Ik stel nu eerst vragen voordat ik met een oplossing kom.',
  'Ik weet wie ik wanneer aan tafel vraag.',
  'Een goede vraag helpt meer dan een goed advies.',
  'Wat voor mij vanzelf spreekt, is dat voor een ander niet.',
  'Ik herken eerder wanneer iemand de brief niet heeft gelezen.',
  'Grenzen stellen in een overleg met veel partijen.',
]

const attendance = 'Bewijs van deelname'
const report = 'Verslag en presentielijst'
const labels = ['crkbo', 'nrto', 'cedeo', 'cpion']

type When = Pick<DemoActivity, 'daysAgo'>

/** A training; accredited with a label where the register has them. */
export function training(
  random: Random,
  { daysAgo }: When,
  { hours, accredited, labelled }: { hours: number; accredited: boolean; labelled: boolean },
): DemoActivity {
  return {
    kind: 'training',
    title: `${random.pick(['Training', 'Cursus', 'Leergang', 'Verdieping'])} ${random.pick(subjects)}`,
    daysAgo,
    details: { provider: random.pick(providers), 'stated-load': String(hours) },
    accredited,
    ...(accredited && labelled ? { label: random.pick(labels) } : {}),
    proof: attendance,
  }
}

// What nobody accredits, by the kinds of the KRSD, with how many hours each is.
const freeSpace: readonly ((random: Random, when: When) => readonly [DemoActivity, number])[] = [
  (random, when) => {
    const hours = random.pick([8, 10, 12, 16])
    const details = {
      meetings: String(hours / 2),
      'contact-hours': String(hours),
      learned: random.pick(lessons),
    }
    const title = `Intervisie ${random.pick(['in het team', 'in de regio', 'met het wijkteam', 'met collega’s van buurgemeenten'])}`
    return [{ kind: 'peer-consultation', title, ...when, details, proof: report }, hours]
  },
  (random, when) => {
    const hours = random.pick([10, 12, 20, 24])
    const details = {
      supervised: random.pick([
        'Een derdejaars student Social Work',
        'Een nieuwe collega',
        'Twee stagiaires',
      ]),
      'contact-hours': String(hours),
      learned: random.pick(lessons),
    }
    const title = `Begeleiding van ${random.pick(['een stagiair', 'een nieuwe collega', 'twee stagiaires'])}`
    return [{ kind: 'supervising', title, ...when, details, proof: report }, hours]
  },
  (random, when) => {
    const details = { provider: random.pick(providers), days: '1' }
    const title = `${random.pick(['Congres', 'Studiedag'])} ${random.pick(subjects)}`
    return [{ kind: 'congress', title, ...when, details, accredited: false, proof: attendance }, 8]
  },
  (random, when) => {
    const hours = random.pick([2, 3, 4])
    const details = { provider: random.pick(providers), 'contact-hours': String(hours) }
    const title = `${random.pick(['Webinar', 'E-learning', 'Reeks webinars'])} ${random.pick(subjects)}`
    return [
      { kind: 'webinar', title, ...when, details, accredited: false, proof: attendance },
      hours,
    ]
  },
  (random, when) => {
    const hours = random.pick([6, 8])
    const details = {
      meetings: String(hours / 2),
      'contact-hours': String(hours),
      learned: random.pick(lessons),
    }
    const title = `Casuïstiekbesprekingen ${random.pick(['thuiszitters', 'multiproblematiek', 'schulden', 'jongeren'])}`
    return [{ kind: 'case-discussion', title, ...when, details, proof: report }, hours]
  },
  (random, when) => {
    const details = {
      author: random.pick([
        'Vakgroep Jeugd en Schulden',
        'J. Voorbeeld',
        'Redactie Sociaal Bestek (voorbeeld)',
      ]),
      count: '1',
      learned: random.pick(lessons),
    }
    const title = `Studieboek ${random.pick(subjects)}`
    return [{ kind: 'study-book', title, ...when, details, proof: 'Registratieformulier' }, 1]
  },
  (random, when) => {
    const activity = training(random, when, { hours: 8, accredited: false, labelled: false })
    return [activity, 8]
  },
]

/** Hours for the KRSD, spread over the days before; at least so many, of which so many are accredited. */
export function krsdWork(
  random: Random,
  asked: { readonly hours: number; readonly accredited: number; readonly days: number },
): readonly DemoActivity[] {
  const when = () => ({ daysAgo: random.between(4, asked.days) })
  const done: DemoActivity[] = []
  let hours = 0
  for (let accredited = 0; accredited < asked.accredited; ) {
    const each = random.pick([8, 12, 16, 24])
    done.push(training(random, when(), { hours: each, accredited: true, labelled: true }))
    accredited += each
    hours += each
  }
  while (hours < asked.hours) {
    const [activity, each] = random.pick(freeSpace)(random, when())
    done.push(activity)
    hours += each
  }
  return done
}

/** Five years of points for the LKLR: trainings, and what the committee finds the rest worth. */
export function lklrWork(
  random: Random,
  asked: { readonly points: number; readonly days: number },
) {
  const when = () => ({ daysAgo: random.between(4, asked.days) })
  const done: DemoActivity[] = []
  for (let points = 0; points < asked.points; ) {
    const hours = random.pick([12, 16, 20, 24])
    const accredited = points < 40
    done.push(training(random, when(), { hours, accredited, labelled: false }))
    points += hours
  }
  return done
}

/** What the LKLR's committee sets the points of, by itself. */
export function byCommittee(random: Random, daysAgo: number): DemoActivity {
  const [kind, title, description] = random.pick([
    [
      'giving-training',
      'Lessen op de vakopleiding',
      'Ik gaf vier dagdelen les over het gesprek met ouders.',
    ],
    [
      'peer-consultation',
      'Intervisie in de regio',
      'Acht bijeenkomsten met collega’s van vijf gemeenten.',
    ],
    ['feedback-360', '360-gradenfeedback', 'Zes collega’s en twee scholen gaven feedback.'],
    ['supervising', 'Stage begeleid', 'Een half jaar lang een stagiair van de hogeschool.'],
    [
      'presenting',
      'Presentatie op de rayondag',
      'Over verzuim in het mbo, voor tachtig collega’s.',
    ],
    ['publishing', 'Artikel in een vakblad', 'Over de eerste schooldag na een lange afwezigheid.'],
  ] as const)
  return { kind, title, daysAgo, details: { description }, proof: report }
}

/** Points for the Cliëntondersteuners: accredited courses, reflection and other meetings. */
export function supportWork(
  random: Random,
  asked: {
    readonly courses: number
    readonly reflection: number
    readonly other: number
    readonly days: number
  },
): readonly DemoActivity[] {
  const when = () => ({ daysAgo: random.between(4, asked.days) })
  const done: DemoActivity[] = []
  const byTheHour = (kind: string, title: string, hours: number): DemoActivity => ({
    ...{ kind, title, ...when(), details: { 'contact-hours': String(hours) } },
    proof: kind === 'other-activity' ? attendance : report,
  })
  for (let points = 0; points < asked.courses; points += 20) {
    done.push(training(random, when(), { hours: 20, accredited: true, labelled: false }))
  }
  for (let points = 0; points < asked.reflection; points += 20) {
    const [kind, title] = random.pick([
      [
        'peer-consultation',
        `Intervisie ${random.pick(['met collega’s van andere organisaties', 'in het team', 'regio Oost'])}`,
      ],
      ['supervision', 'Supervisie in een groep van drie'],
    ] as const)
    done.push(byTheHour(kind, title, 20))
  }
  for (let points = 0; points < asked.other; points += 10) {
    done.push(byTheHour('other-activity', `Themabijeenkomst ${random.pick(subjects)}`, 10))
  }
  return done
}

/** Something that is still to come. */
export function planned(random: Random): DemoActivity {
  const activity = training(
    random,
    { daysAgo: -random.between(10, 120) },
    { hours: random.pick([7, 8, 12]), accredited: true, labelled: true },
  )
  const { proof: _, ...ahead } = activity
  return { ...ahead, as: 'planned' }
}

/** Something that is done and of which the proof is not there yet, of a kind that every register has. */
export function unproved(random: Random): DemoActivity {
  const hours = random.pick([4, 6, 8])
  const when = { daysAgo: random.between(3, 90) }
  const activity = training(random, when, { hours, accredited: false, labelled: false })
  const { proof: _, ...bare } = activity
  return { ...bare, as: 'draft' }
}

/** Something that somebody else is asked to confirm, for the kinds of the KRSD that allow it. */
export function withReferee(
  random: Random,
  name: string,
  email = `${random.pick(['petra', 'collega', 'leiding', 'coach'])}${random.between(1, 999)}@referent.peil.example`,
): DemoActivity {
  const hours = random.pick([8, 12, 16])
  return {
    kind: 'peer-consultation',
    title: `Intervisie ${random.pick(['jaargroep', 'startersgroep', 'over thuiszitters', 'over schulden'])}`,
    daysAgo: random.between(8, 60),
    details: {
      meetings: String(hours / 2),
      'contact-hours': String(hours),
      learned: random.pick(lessons),
    },
    referee: {
      name,
      email,
      relation: random.pick(['manager', 'colleague']),
    },
  }
}

/** Something that somebody signs for themselves. */
export function selfSigned(random: Random, daysAgo: number): DemoActivity {
  return {
    kind: 'online-community',
    title: 'Meegedacht in een online vakgemeenschap',
    daysAgo,
    details: {
      community: 'Vakforum sociaal domein, als beantwoorder van vragen',
      hours: String(random.pick([4, 6, 8])),
      learned: random.pick(lessons),
    },
    selfSigned: 'De beheerder van het forum is gestopt en niet meer te bereiken.',
  }
}
