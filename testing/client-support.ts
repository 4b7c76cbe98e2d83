import type { Stated } from '#domain/dossier/statement/statement.ts'
import { hundredthsOf } from '#engine'
import { activity } from '#testing/cast.ts'
import type { Stage, Traveller } from '#testing/journey.ts'
import { admitted, comesByPost, give, paper, signUp } from '#testing/journey.ts'

// What people of the Cliëntondersteuners have in common on their journeys: what they answer to its
// questions, and the five years that they have been a Senior.

export const start = '2026-09-01'
const renewal = '2031-08-01'
const day = Temporal.PlainDate.from

export const issued = 'Op welke dag is dit stuk afgegeven of getekend?'

export const vog = (on: string) => ({ [issued]: on, Screeningsprofiel: '85' })

export const diploma = {
  "Hebt u een van de genoemde hbo-diploma's?": 'Ja',
  'Naam van de opleiding': 'Maatschappelijk werk',
  'School of hogeschool': 'Hogeschool Voorbeeld',
  'Een scan of foto van uw diploma': paper('diploma'),
}

/** What is asked of a spell of work, for one that is still going on. */
export const work = {
  'Sinds wanneer doet u dit werk?': '2022-01-03',
  'Werkt u daar nog?': 'Ja',
  'Hoe wilt u de uren opgeven?': 'Uren per week',
  'Hoeveel uur per week?': '16',
  'Werkgever of eigen bedrijf': 'MEE Voorbeeld',
  'Hoe werkt u daar?': 'In loondienst',
  'Titel van uw functie': 'Cliëntondersteuner',
  'Is dit werk op hbo-niveau?': 'Ja',
  'Geeft u mensen met een beperking informatie, advies en algemene ondersteuning?': 'Ja',
  'Onderzoekt u welke voorziening past?': 'Ja',
  'Bemiddelt u bij geschillen?': 'Nee',
  'Werkt u onafhankelijk, in het belang van de burger?': 'Ja',
  'Versterkt u de positie van de burger?': 'Ja',
}

/** What is asked of one that has ended, all its hours together. */
const { 'Hoeveel uur per week?': _, ...unmeasured } = work
export const formerWork = {
  ...unmeasured,
  'Sinds wanneer doet u dit werk?': '2023-01-01',
  'Werkt u daar nog?': 'Nee',
  'Wat was uw laatste werkdag?': '2025-12-31',
  'Hoe wilt u de uren opgeven?': 'Alle uren bij elkaar',
}

/** What a Senior stated five years ago. */
export const senior: readonly Stated[] = [
  { member: 'category', category: 'senior' },
  { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: { profile: '85' } },
  { member: 'fact', fact: 'listed-diploma', value: true },
  { member: 'fact', fact: 'graduated-on', value: day('1993-06-25') },
  {
    member: 'work',
    first: day('2022-01-03'),
    hoursPerWeek: hundredthsOf(2400),
    details: {
      employer: 'MEE Voorbeeld',
      employment: 'employed',
      'job-title': 'Cliëntondersteuner',
      'hbo-level': true,
      'task-advice': true,
      'task-investigation': true,
      'task-dispute': false,
      'task-independent': true,
      'task-strengthen': true,
    },
  },
  { member: 'document', kind: 'employment-contract', issuedOn: day('2022-01-03'), details: {} },
]

/** A registration with the SKJ since a day. */
export const skj = (first: string): Stated => ({
  member: 'holding',
  register: 'skj',
  first: day(first),
  details: { number: '100000000', name: 'N. Brouwer' },
})

/** What somebody did in five years: points of accredited courses, of reflection and of the rest. */
export async function did(
  { peil }: Stage,
  who: Traveller,
  { accredited = 0, reflection = 0, other = 0 }: Readonly<Record<string, number>>,
): Promise<void> {
  const of = (title: string, kind: string, points: number) =>
    points > 0 &&
    activity(peil, who, {
      title,
      kind,
      claimed: points * 100,
      completedOn: '2029-05-01',
      accredited: kind === 'training',
    })
  await of('Geaccrediteerde cursussen', 'training', accredited)
  await of('Intervisie', 'peer-consultation', reflection)
  await of('Bijeenkomsten', 'other-activity', other)
}

/** Somebody who signed up on the screen and has been a Senior for nearly five years. */
export async function seniorFor5Years(
  stage: Stage,
  name: readonly [firstName: string, lastName: string],
  more: readonly Stated[] = [],
): Promise<Traveller> {
  await stage.peil.setToday(start)
  const who = await signUp(stage, ...name)
  await admitted(stage, who, [...senior, ...more], start)
  await stage.peil.setToday(renewal)
  return who
}

/** States on the screen what is asked anew after five years. */
export async function statesAnew(stage: Stage, who: Traveller): Promise<void> {
  await give(who, 'VOG', vog('2031-07-10'))
  await comesByPost(stage, who, 'vog', '2031-07-10')
}

/** Which category is chosen. */
export const category = (label: string) => ({ 'Welke categorie wilt u aanvragen?': label })
