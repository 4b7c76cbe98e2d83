import { tiesWithAskers } from '#domain/learning/judging/conflicts.ts'
import type { Conflict, InterestKind } from '#domain/people/body/conflict.ts'
import type { Tie, Whose } from '#domain/people/body/find-tie.ts'
import { colleaguesWithoutTie, tiesWith } from '#domain/people/body/find-tie.ts'
import { administers } from '#domain/people/body/seat.ts'
import { formatChoice } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Act } from '#regulations/acts.ts'
import type { Register } from '#regulations/register.ts'
import { Alert } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { accountHome } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// Whoever has a tie with a person sees nothing of them, and reads who does it then.

/** What somebody sees who comes to a thing about a person with whom they have a tie. */
export function tiePage(visit: Visit, { conflict, colleagues }: Tie): Promise<Response> {
  const { register, You, say } = speech(visit)
  return titledPage(
    visit,
    { title: say('Dit doe je niet zelf', 'Dit doet u niet zelf'), status: 403 },
    <>
      <p class="lead">
        {You} kunt dit niet openen: {tieText(conflict, register)}
      </p>
      {colleagues.length > 0 ? (
        <p>
          {whoElse(colleagues)} Zelf hoeft {say('je', 'u')} niets te doen.
        </p>
      ) : (
        <NobodyElse visit={visit} />
      )}
      {conflict.by === 'declared' && (
        <p>
          Klopt dit niet meer? Vraag {register.organisation.backOffice.short} om de melding op te
          heffen.
        </p>
      )}
      <p>
        <a href={accountHome(register, visit.actor)}>Terug naar het begin</a>
      </p>
    </>,
  )
}

/** Whether nobody else may be the second pair of eyes at what is proposed about these people. */
export async function isAlone({ context }: Visit, people: readonly Whose[]): Promise<boolean> {
  return (await colleaguesWithoutTie(context, ['keep-records'], people)).length === 0
}

/** Says that something waits until another is invited who may do it. */
export function NobodyElse({ visit }: { readonly visit: Visit }) {
  const { register } = speech(visit)
  return (
    <Alert type="warning" title="Er is niemand anders die dit mag doen">
      <p>
        {administers(accountOf(visit)) ? (
          <a href={paths.adminStaff(register.id)}>Nodig iemand uit bij Gebruikers</a>
        ) : (
          'Vraag de beheerder om iemand uit te nodigen. Tot die tijd blijft dit liggen.'
        )}
      </p>
    </Alert>
  )
}

const mostNames = 3

function whoElse(colleagues: Tie['colleagues']): string {
  const names = colleagues.slice(0, mostNames).map(({ name }) => name)
  const more = colleagues.length > mostNames ? ['een andere collega'] : []
  const [only, ...others] = [...names, ...more]
  return others.length === 0
    ? `Dit doet ${only}.`
    : `Dit doet ${formatChoice([only ?? '', ...others])}.`
}

/** The rows of a list that whoever reads it may see, and their ties with the people in the others. */
export async function withoutTied<Row>(
  { context }: Visit,
  acts: readonly Act[],
  rows: readonly Row[],
  whose: (row: Row) => Whose | readonly Whose[],
): Promise<Untied<Row>> {
  const ties = await tiesWith(
    context,
    acts,
    rows.flatMap((row) => whose(row)),
  )
  return untied(rows, (row) =>
    [whose(row)].flat().flatMap(({ registrationId }) => ties.get(registrationId) ?? []),
  )
}

/** The same of what is asked of accreditation: what an organisation asks is about nobody. */
export async function withoutTiedAskers<Row>(
  { context }: Visit,
  acts: readonly Act[],
  rows: readonly Row[],
  partOf: (row: Row) => Parameters<typeof tiesWithAskers>[2][number],
): Promise<Untied<Row>> {
  const ties = await tiesWithAskers(context, acts, rows.map(partOf))
  return untied(rows, (row) => ties.get(partOf(row).id) ?? [])
}

/** The rows of a list that somebody sees, and a tie of theirs for each of the others. */
interface Untied<Row> {
  readonly free: readonly Row[]
  readonly tied: readonly Tie[]
}

function untied<Row>(
  rows: readonly Row[],
  tiesOf: (row: Row) => Tie | readonly Tie[],
): Untied<Row> {
  const found = rows.map((row) => ({ row, tie: [tiesOf(row)].flat()[0] }))
  return {
    free: found.flatMap(({ row, tie }) => (tie === undefined ? [row] : [])),
    tied: found.flatMap(({ tie }) => tie ?? []),
  }
}

/** Says below a list how much of it is not shown, and who does that; nothing where all of it is. */
export function Tied({ visit, tied }: { readonly visit: Visit; readonly tied: readonly Tie[] }) {
  const { register, you } = speech(visit)
  if (tied.length === 0) return null
  const alone = tied.filter(({ colleagues }) => colleagues.length === 0).length
  const names = [
    ...new Set(
      tied.flatMap(({ colleagues }) => colleagues.slice(0, mostNames)).map((one) => one.name),
    ),
  ].slice(0, mostNames)
  return (
    <Alert type={alone > 0 ? 'warning' : 'info'}>
      <p>
        {tied.length === 1 ? 'Eén regel staat' : `${tied.length} regels staan`} hier niet bij, omdat{' '}
        {you} een band hebt met {tied.length === 1 ? 'die persoon' : 'die mensen'}.
        {names.length > 0 &&
          ` ${tied.length === 1 ? 'Die doet' : 'Die doen'} ${formatChoice(names)}.`}
      </p>
      {alone > 0 && (
        <p>
          {alone === tied.length
            ? 'Niemand anders mag dit doen.'
            : `Bij ${alone} mag niemand anders dit doen.`}{' '}
          {administers(accountOf(visit)) ? (
            <a href={paths.adminStaff(register.id)}>Nodig iemand uit bij Gebruikers</a>
          ) : (
            'Vraag de beheerder om iemand uit te nodigen.'
          )}
        </p>
      )}
    </Alert>
  )
}

/** What each kind of tie that one declares is called. */
export const interestWords = {
  family: 'Familie, partner of huisgenoot',
  friend: 'Vriend, buur of goede kennis',
  work: 'Samen gewerkt, nu of kort geleden',
  business: 'Geld of zaken',
  dispute: 'Een conflict',
  other: 'Iets anders',
} as const satisfies Readonly<Record<InterestKind, string>>

/** Why somebody takes no part in what is about a person, said to them. */
export function tieText(conflict: Conflict, register: Register): string {
  const { you, You, your, say } = voice(register.address)
  switch (conflict.by) {
    case 'own-file':
      return `dit is ${your} eigen dossier.`
    case 'referee':
      return `${you} bevestigt iets in dit dossier.`
    case 'declarant':
      return `${you} hebt iets verklaard over deze persoon.`
    case 'supervisor':
      return say('je begeleidt deze persoon.', 'u begeleidt deze persoon.')
    case 'supervised':
      return `deze persoon begeleidt ${say('jou', 'u')}.`
    case 'trainer':
      return `${say('jij of je werkgever', 'u of uw werkgever')} gaf iets wat in dit dossier staat.`
    case 'employer':
      return say(
        'jullie hebben dezelfde werkgever.',
        'u en deze persoon hebben dezelfde werkgever.',
      )
    case 'municipality':
      return say(
        'jullie werken voor dezelfde gemeente.',
        'u en deze persoon werken voor dezelfde gemeente.',
      )
    case 'same-file':
      return `deze persoon bevestigt iets in ${say('jouw', 'uw')} eigen dossier.`
    case 'declared': {
      const words = conflict.note === '' ? '' : ` ${You} schreef: ${conflict.note}`
      return `${you} meldde een band (${withinSentence(interestWords[conflict.kind])}).${words}`
    }
  }
}
