import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { listApplications } from '#domain/certification/application/queries.ts'
import type { Conflict } from '#domain/certification/committee/judgement.ts'
import { mayJudge } from '#domain/certification/committee/judgement.ts'
import { benchFor, verdictsOf } from '#domain/certification/committee/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { kindWord } from '#web/application-words.tsx'
import type { Column, TagColour } from '#web/kit/index.ts'
import { DataTable, EmptyState, formatDay, formatDayShort, PageTitle, Tag } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'

/** How a file stands for one member of the committee. */
type Standing = 'yours' | 'yours-to-decide' | 'given' | 'divided' | 'for-the-chair'

interface Line {
  readonly file: ApplicationFile
  readonly standing: Standing
}

interface Barred {
  readonly file: ApplicationFile
  readonly conflict: Conflict
}

/** Te beoordelen: what waits for this member, and what they may not judge. */
export async function showToJudge(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { you, You, say } = voice(register.address)
  const { lines, barred } = await filesFor(context, accountOf(visit).accountId)
  const waiting = lines.filter(({ standing }) => standing.startsWith('yours'))
  const rest = lines.filter(({ standing }) => !standing.startsWith('yours'))
  const next = meetingFrom(register.terms.committee, today)
  return page(
    visit,
    {
      title: `Te beoordelen (${waiting.length})`,
      current: paths.committee(register.id),
    },
    <>
      <PageTitle>Te beoordelen ({waiting.length})</PageTitle>
      <p class="lead">De volgende vergadering is op {formatDay(next.on)}.</p>
      {waiting.length === 0 ? (
        <EmptyState title={`Er staan geen dossiers voor ${you} klaar`}>
          <p>
            {You} krijgt een dossier te zien zodra {register.organisation.backOffice.short} het
            heeft doorgestuurd.
          </p>
        </EmptyState>
      ) : (
        <DataTable
          caption={`Dossiers die op ${say('jouw', 'uw')} oordeel wachten`}
          captionHidden
          rows={waiting}
          columns={columns(visit)}
        />
      )}
      {rest.length > 0 && (
        <>
          <h2>Wacht op anderen</h2>
          <DataTable
            caption="Dossiers die op anderen wachten"
            captionHidden
            rows={rest}
            columns={columns(visit)}
          />
        </>
      )}
      {barred.length > 0 && (
        <>
          <h2>Deze dossiers {say('beoordeel je', 'beoordeelt u')} niet</h2>
          <ul>
            {barred.map(({ file, conflict }) => (
              <li>
                Aanvraag {file.application.number}: {conflictText(conflict, register)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  )
}

async function filesFor(context: Context, memberId: string) {
  const lines: Line[] = []
  const barred: Barred[] = []
  for (const file of await listApplications(context, ['with-committee'])) {
    const bench = await benchFor(context, file)
    const { members, conflicts, rules, freeChairs } = bench
    const conflict = conflicts.get(memberId)
    if (conflict !== undefined) {
      barred.push({ file, conflict })
      continue
    }
    const verdicts = await verdictsOf(context, file.application.id, bench)
    const chair = members.find(({ id }) => id === memberId)?.chair === true
    const may = mayJudge({ id: memberId, chair }, verdicts, rules, freeChairs)
    const divided = verdicts.length >= rules.members
    const standing: Standing =
      may.is === 'again'
        ? divided
          ? 'divided'
          : 'given'
        : may.is === 'for-the-chair'
          ? 'for-the-chair'
          : may.as === 'tie-breaker'
            ? 'yours-to-decide'
            : 'yours'
    lines.push({ file, standing })
  }
  return { lines, barred }
}

const standingsOf = ({
  Your,
  say,
}: Voice): Readonly<Record<Standing, readonly [TagColour, string]>> => ({
  yours: ['yellow', `Wacht op ${say('jouw', 'uw')} oordeel`],
  'yours-to-decide': ['yellow', `Leden verdeeld: ${say('jij', 'u')} beslist`],
  given: ['blue', `${Your} oordeel is gegeven`],
  divided: ['blue', 'Leden verdeeld'],
  'for-the-chair': ['blue', 'Wacht op de voorzitter'],
})

function columns(visit: Visit): Column<Line>[] {
  const { register } = visit.context
  const standings = standingsOf(voice(register.address))
  return [
    {
      header: 'Naam',
      primary: true,
      cell: ({ file }) => (
        <a href={paths.committeeApplication(register.id, file.application.id)}>
          {file.applicant.name}
        </a>
      ),
    },
    { header: 'Aanvraag', nowrap: true, cell: ({ file }) => file.application.number },
    { header: 'Soort', cell: ({ file }) => kindWord(file.application.kind, register) },
    {
      header: 'Vergadering',
      nowrap: true,
      cell: ({ file }) =>
        file.application.meetingOn === undefined ? '–' : formatDayShort(file.application.meetingOn),
    },
    {
      header: 'Stand',
      selfExplaining: true,
      cell: ({ standing }) => {
        const [colour, word] = standings[standing]
        return <Tag colour={colour}>{word}</Tag>
      },
    },
  ]
}

/** Why a member does not judge a file, said to that member. */
export function conflictText(conflict: Conflict, register: Register): string {
  const { you, your, Your, say } = voice(register.address)
  switch (conflict.by) {
    case 'own-file':
      return `dit is ${your} eigen aanvraag.`
    case 'referee':
      return `${you} bent referent in dit dossier.`
    case 'employer':
      return say(
        'jullie hebben dezelfde werkgever.',
        'u en de aanvrager hebben dezelfde werkgever.',
      )
    case 'municipality':
      return say(
        'jullie werken voor dezelfde gemeente.',
        'u en de aanvrager werken voor dezelfde gemeente.',
      )
    case 'same-file':
      return `de aanvrager is referent in ${say('jouw', 'uw')} eigen dossier.`
    case 'declared':
      return `${you} hebt een belang gemeld. ${Your} reden: ${conflict.reason}`
  }
}
