import { listApplications } from '#domain/certification/application/queries.ts'
import { mayJudge, settle } from '#domain/certification/committee/judgement.ts'
import type { JudgedFile } from '#domain/certification/committee/queries.ts'
import { judgedFiles } from '#domain/certification/committee/queries.ts'
import { waitingInterims } from '#domain/certification/interim/queries.ts'
import { advisedBy, listRulings } from '#domain/certification/ruling/queries.ts'
import { benchesForRulings } from '#domain/certification/ruling/seat-ruling.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import type { CommitteeRules } from '#engine'
import { applicationActs } from '#regulations/acts.ts'
import { boardOf } from '#regulations/bodies.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { WaitingInterims } from '#web/committee/waiting-interims.tsx'
import type { Column, Link } from '#web/kit/index.ts'
import { formatDay } from '#web/kit/index.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { applicationColumns } from '#web/review/application-columns.tsx'
import { Tied, tieText, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** How a file stands for one member of the committee. */
type Standing = 'yours' | 'yours-to-decide' | 'given' | 'divided' | 'for-the-chair' | 'settled'

interface Line extends JudgedFile {
  readonly standing: Standing
}

/** Te beoordelen: what waits for this member, and what they may not judge. */
export async function showToJudge(visit: Visit): Promise<Response> {
  const { context } = visit
  const { accountId } = accountOf(visit)
  const { register, you, You, Your, say } = speech(visit)
  const decides = versionInForce(register, context.today)?.regulation.committee.decides
  const files = await filesBefore(context, accountId)
  const lines = linesOf(files, accountId)
  const barred = files.flatMap(({ application: { number }, bench }) => {
    const conflict = bench.conflicts.get(accountId)
    return conflict === undefined ? [] : [{ number, conflict }]
  })
  const judges = mayDo(register, accountOf(visit), ...applicationActs)
  const advising = await toAdvise(visit)
  const { free: interims, tied } = mayDo(register, accountOf(visit), 'judge-interim')
    ? await withoutTied(visit, ['judge-interim'], await waitingInterims(context), (one) => one)
    : { free: [], tied: [] }
  const waiting = lines.filter(isYours)
  const rest = lines.filter((line) => !isYours(line))
  const beside =
    advising.filter(({ given }) => !given).length +
    interims.filter(({ judgedBy }) => !judgedBy.includes(accountId)).length
  const next = meetingFrom(register.terms.committee, context.today)
  const columns = columnsFor(visit, decides)
  return listPage(visit, {
    title: `Te beoordelen (${waiting.length + beside})`,
    current: paths.committee(register.id),
    lead: judges && (
      <p class="lead">
        {decides === 'in-the-meeting'
          ? `De volgende vergadering is op ${formatDay(next.on)}. Daar valt het besluit. ${Your} oordeel vooraf is een advies aan de vergadering.`
          : 'Een besluit valt zodra genoeg leden hebben geoordeeld.'}
      </p>
    ),
    // That nothing waits is said where nothing does: no file, and nothing else either.
    list:
      waiting.length === 0 && beside > 0
        ? undefined
        : {
            caption: `Dossiers die op ${say('jouw', 'uw')} oordeel wachten`,
            rows: waiting,
            columns,
            empty: {
              title: `Er staan geen dossiers voor ${you} klaar`,
              text: (
                <p>
                  {judges
                    ? `${You} krijgt een dossier te zien zodra ${register.organisation.backOffice.short} het heeft doorgestuurd.`
                    : 'Zodra er iets is gevraagd, staat het hier.'}
                </p>
              ),
            },
          },
    after: (
      <>
        {mayDo(register, accountOf(visit), 'judge-interim') && (
          <WaitingInterims visit={visit} waiting={interims} />
        )}
        {advising.length > 0 && (
          <>
            <h2>Verzoeken aan {boardOf(register)?.the}: advies</h2>
            <ul>
              {advising.map(({ ruling, given }) => (
                <li>
                  <a href={paths.committeeRuling(register.id, ruling.id)}>
                    Verzoek {ruling.number} van {ruling.asker.name}
                  </a>
                  :{' '}
                  {given
                    ? `${Your.toLowerCase()} advies is gegeven`
                    : `wacht op ${say('jouw', 'uw')} advies`}
                </li>
              ))}
            </ul>
          </>
        )}
        {barred.length > 0 && (
          <>
            <h2>Deze dossiers {say('beoordeel je', 'beoordeelt u')} niet</h2>
            <ul>
              {barred.map(({ number, conflict }) => (
                <li>
                  Aanvraag {number}: {tieText(conflict, register)}
                </li>
              ))}
            </ul>
          </>
        )}
        <Tied {...{ visit, tied }} />
        {rest.length > 0 && (
          <>
            <h2>Wacht op anderen</h2>
            <List {...{ visit, columns, rows: rest, caption: 'Dossiers die op anderen wachten' }} />
          </>
        )}
      </>
    ),
  })
}

/** The files that wait for the verdict of this member, the one that waits longest first. */
export async function waitingFiles(visit: Visit): Promise<readonly JudgedFile[]> {
  const { accountId } = accountOf(visit)
  return linesOf(await filesBefore(visit.context, accountId), accountId).filter(isYours)
}

const isYours = ({ standing }: Line) => standing.startsWith('yours')

// The files before the body in which somebody sits.
async function filesBefore(context: Context, accountId: string): Promise<readonly JudgedFile[]> {
  const all = await judgedFiles(context, await listApplications(context, ['with-committee']))
  return all.filter(({ bench }) => bench.members.some(({ id }) => id === accountId))
}

function linesOf(files: readonly JudgedFile[], accountId: string): readonly Line[] {
  return files
    .filter(({ bench }) => !bench.conflicts.has(accountId))
    .map((file) => ({ ...file, standing: standingOf(file, accountId) }))
}

// The questions to the board on which this member may advise.
async function toAdvise(visit: Visit) {
  const { context } = visit
  const { accountId } = accountOf(visit)
  const all = await listRulings(context, ['for-advice'])
  const benches = await benchesForRulings(context, all, 'advises')
  const given = await advisedBy(context, accountId)
  return all.flatMap((ruling) => {
    const { members = [], conflicts } = benches.get(ruling.id) ?? {}
    const isFree = members.some(({ id }) => id === accountId) && conflicts?.has(accountId) === false
    return isFree ? [{ ruling, given: given.has(ruling.id) }] : []
  })
}

function standingOf(
  { bench: { members, rules, freeChairs }, verdicts }: JudgedFile,
  memberId: string,
): Standing {
  const chair = members.find(({ id }) => id === memberId)?.chair === true
  const may = mayJudge({ id: memberId, chair }, verdicts, rules, freeChairs)
  if (settle(verdicts, rules.members).is === 'settled') return 'settled'
  switch (may.is) {
    case 'yes':
      return may.as === 'tie-breaker' ? 'yours-to-decide' : 'yours'
    case 'again':
      return verdicts.length >= rules.members ? 'divided' : 'given'
    case 'for-the-chair':
      return 'for-the-chair'
    case 'enough':
      return 'settled'
  }
}

function columnsFor(visit: Visit, decides: CommitteeRules['decides'] | undefined) {
  const { register, Your, say } = speech(visit)
  const standings = {
    yours: { colour: 'yellow', label: `Wacht op ${say('jouw', 'uw')} oordeel` },
    'yours-to-decide': { colour: 'yellow', label: `Leden verdeeld: ${say('jij', 'u')} beslist` },
    given: { colour: 'blue', label: `${Your} oordeel is gegeven` },
    divided: { colour: 'blue', label: 'Leden verdeeld' },
    'for-the-chair': { colour: 'blue', label: 'Wacht op de voorzitter' },
    settled: { colour: 'blue', label: 'Wacht op de vergadering' },
  } as const satisfies Record<Standing, unknown>
  return (make: Columns<Line>): readonly Column<Line>[] => {
    const { applicant, number, kind, meeting, submitted } = applicationColumns(make, register)
    return [
      applicant(paths.committeeApplication),
      ...[number, kind, decides === 'in-the-meeting' ? meeting : submitted],
      make.status('Stand', ({ standing }) => standings[standing], { selfExplaining: true }),
    ]
  }
}

/** Where a page about one file stands: below what there is to judge, and below these pages. */
export function toJudge(register: Register, ...above: readonly Link[]) {
  const list = { label: 'Te beoordelen', href: paths.committee(register.id) }
  return { current: list.href, breadcrumb: [list, ...above] }
}
