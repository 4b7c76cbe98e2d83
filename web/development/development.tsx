import type { FoundCourses } from '#domain/courses/catalogue/listed.ts'
import { scansOf } from '#domain/development/competence-scan/queries.ts'
import type { Course, DoneScan, Scan } from '#domain/development/competence-scan/scan.ts'
import { courseOf } from '#domain/development/competence-scan/scan.ts'
import type { DevelopmentPlan } from '#domain/development/development-plan/plan.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import type { Round } from '#domain/development/feedback-round/feedback.ts'
import { nextRoundFrom } from '#domain/development/feedback-round/open-round.ts'
import { roundsOf } from '#domain/development/feedback-round/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { seriesOf } from '#domain/dossier/series/queries.ts'
import { counted } from '#language/numbers.ts'
import type { Development } from '#regulations/register.ts'
import { averageText } from '#web/development/feedback-round.tsx'
import { Learnable, learnable } from '#web/development/learn.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  DataTable,
  Details,
  EmptyState,
  formatDay,
  formatList,
  SummaryList,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { kindsOfSeries, SeriesLink, selfOf } from '#web/professional/series.tsx'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** One competence that there is something to learn in, by what somebody says themselves, or what colleagues say. */
export interface DevelopmentPoint {
  readonly competence: string
  readonly label: string
  readonly own: boolean
  readonly others: boolean
}

/** What somebody does about their development: where to grow, the scan, colleagues, the plan. */
export async function showDevelopment(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, You, say } = speech(visit)
  const { development } = register
  const registrationId = registrationOf(visit)
  const may = endedRegistrationOf(visit) === undefined
  const { draft, done } = await scansOf(context, registrationId)
  const rounds = await roundsOf(context, registrationId)
  const { running, earlier } = await plansOf(context, registrationId)
  const plan = <PlanPart {...{ visit, running, earlier, may }} />
  if (development === undefined) {
    return titledPage(
      visit,
      { title: 'Ontwikkeling', ...inPortfolio(visit) },
      <>
        <p class="lead">Wat {you} wilt leren, en wanneer.</p>
        {plan}
      </>,
    )
  }
  const results = rounds.find(({ outcome }) => outcome === 'shown')
  const course = courseOf(done)
  const points = developmentPoints(course, results).map(({ competence }) => competence)
  const answers = await learnable(visit, development, points)
  const { compiled } = await loadDossier(context, registrationId)
  const series = await seriesOf(context, selfOf(visit))
  const grouped = series.length > 0 || kindsOfSeries(compiled.regulation).length > 0
  const place = register.meetingPlace !== undefined && may
  return titledPage(
    visit,
    { title: 'Ontwikkeling', ...inPortfolio(visit) },
    <>
      <p class="lead">
        {say('Kijk waar je sterk in bent', 'Kijk waar u sterk in bent')}, waar {you} verder wilt, en
        wat {you} daarvoor gaat doen. Niemand anders ziet dit.
      </p>
      <Points {...{ visit, development, course, results, running, may, answers }} />
      <ScanPart {...{ visit, development, course, results, draft, done, may }} />
      {development.feedback !== undefined && (
        <FeedbackPart
          {...{ visit, rounds, may }}
          from={await nextRoundFrom(context, registrationId)}
        />
      )}
      {plan}
      {(place || grouped) && <h2>Samen met anderen</h2>}
      {place && (
        <p>
          <a href={paths.meetingPlace(register.id)}>Ontmoeten: collega’s en groepen</a>
        </p>
      )}
      <SeriesLink visit={visit} regulation={compiled.regulation} all={series} />
      {development.shown && (
        <p>
          <a href={paths.competences(register.id)}>De competenties van het vak</a>. {You} leest daar
          wat elke competentie betekent.
        </p>
      )}
    </>,
  )
}

/** For on the portfolio: where somebody can grow, and the way to what they do about it. */
export async function developmentLead(visit: Visit): Promise<Content> {
  const { context } = visit
  const { register, your, say } = speech(visit)
  const registrationId = registrationOf(visit)
  const { draft, done } = await scansOf(context, registrationId)
  const rounds = await roundsOf(context, registrationId)
  const { running } = await plansOf(context, registrationId)
  const results = rounds.find(({ outcome }) => outcome === 'shown')
  const points = developmentPoints(courseOf(done), results).map(({ label }) => label)
  const href = paths.development(register.id)
  const knows = done.length > 0 || results !== undefined
  return (
    <>
      <h2>Ontwikkeling</h2>
      {points.length > 0 && (
        <p>
          {say('Jouw', 'Uw')} ontwikkelpunten: {formatList(points.slice(0, mostLed))}
          {points.length > mostLed && ` en nog ${points.length - mostLed}`}.
        </p>
      )}
      {!knows && register.development !== undefined && (
        <p>Kijk met een korte scan waar {your} ontwikkelpunten liggen.</p>
      )}
      {draft !== undefined && (
        <p>
          Een scan is begonnen en nog niet klaar.{' '}
          <a href={paths.competenceScan(register.id)}>Verder met {your} scan</a>
        </p>
      )}
      <p>
        <a href={href}>
          {register.development === undefined
            ? `${say('Je', 'Uw')} ontwikkelplan`
            : 'Scan, feedback en ontwikkelplan'}
        </a>
        {running !== undefined && ` (plan tot en met ${formatDay(running.last)})`}
      </p>
    </>
  )
}

// On the portfolio stand as many as can be read at a glance.
const mostLed = 3

/** Where there is something to learn: first what both say, in the order of the register. */
export function developmentPoints(
  course: readonly Course[],
  results: Round | undefined,
): readonly DevelopmentPoint[] {
  const others = new Set(
    (results?.results?.competences ?? []).flatMap(({ id, point }) => (point === true ? [id] : [])),
  )
  const found = new Map<string, DevelopmentPoint>()
  for (const { competence, label, last } of course) {
    if (!last.point && !others.has(competence)) continue
    found.set(competence, {
      competence,
      label,
      own: last.point,
      others: others.has(competence),
    })
  }
  for (const { id, label } of results?.results?.competences ?? []) {
    if (!others.has(id) || found.has(id)) continue
    found.set(id, { competence: id, label, own: false, others: true })
  }
  const weight = ({ own, others }: DevelopmentPoint) => Number(own) + Number(others)
  return [...found.values()].toSorted((one, other) => weight(other) - weight(one))
}

function Points({
  visit,
  development,
  course,
  results,
  running,
  may,
  answers,
}: {
  readonly visit: Visit
  readonly development: Development
  readonly course: readonly Course[]
  readonly results: Round | undefined
  readonly running: DevelopmentPlan | undefined
  readonly may: boolean
  readonly answers: ReadonlyMap<string, FoundCourses>
}) {
  const { register, you, your, You, say } = speech(visit)
  if (course.length === 0 && results === undefined) {
    return (
      <EmptyState
        title={`${say('Je weet', 'U weet')} nog niet waar ${your} ontwikkelpunten liggen`}
      >
        <p>
          Doe een competentiescan: {counted(development.competences.length, 'vraag', 'vragen')},
          ongeveer 5 minuten. Daarna {say('zie je', 'ziet u')} hier waar {you} sterk in bent en waar{' '}
          {you} verder kunt.
        </p>
        {may && (
          <ButtonGroup>
            <Button href={paths.competenceScan(register.id)}>Scan doen</Button>
          </ButtonGroup>
        )}
      </EmptyState>
    )
  }
  const points = developmentPoints(course, results)
  const strong = course.filter(
    ({ competence, last }) =>
      !last.point && !points.some((point) => point.competence === competence),
  )
  const planned = new Set(
    (running?.goals ?? []).flatMap(({ competence, status }) =>
      competence !== undefined && status === 'open' ? [competence] : [],
    ),
  )
  return (
    <>
      <h2>{say('Jouw', 'Uw')} ontwikkelpunten</h2>
      {points.length === 0 ? (
        <p>
          {You} hebt nu geen ontwikkelpunten. {You} kunt wel een doel kiezen bij {your}{' '}
          ontwikkelplan.
        </p>
      ) : (
        <SummaryList
          items={points.map((point) => ({
            term: point.label,
            value: (
              <>
                <p>{saidBy(point, say)}</p>
                <Answer {...{ visit, development, answers, point }} />
                {planned.has(point.competence) ? (
                  <p>
                    <a href={paths.developmentPlan(register.id)}>Staat in {your} plan</a>
                  </p>
                ) : (
                  may && (
                    <p>
                      <a href={paths.newGoal(register.id, { competentie: point.competence })}>
                        Zet in {your} plan<span class="visually-hidden">: {point.label}</span>
                      </a>
                    </p>
                  )
                )}
              </>
            ),
          }))}
        />
      )}
      {strong.length > 0 && (
        <>
          <h2>Dit {say('heb je', 'hebt u')} in huis</h2>
          {/* How well, stands in the table of the scan. */}
          <ul>
            {strong.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Answer({
  visit,
  development,
  answers,
  point,
}: {
  readonly visit: Visit
  readonly development: Development
  readonly answers: ReadonlyMap<string, FoundCourses>
  readonly point: DevelopmentPoint
}) {
  const competence = development.competences.find(({ id }) => id === point.competence)
  const found = answers.get(point.competence)
  if (competence === undefined || found === undefined) return null
  return <Learnable {...{ visit, competence, found }} />
}

function saidBy({ own, others }: DevelopmentPoint, say: (je: string, u: string) => string): string {
  if (own && others) return `Dat ${say('vind je', 'vindt u')} zelf, en collega’s vinden het ook.`
  return own
    ? `Dat ${say('vind je', 'vindt u')} zelf.`
    : `Dat vinden collega’s. Zelf ${say('zie je', 'ziet u')} het anders.`
}

const changeWords = { up: 'Omhoog', down: 'Omlaag', same: 'Gelijk' } as const

function ScanPart({
  visit,
  course,
  results,
  draft,
  done,
  may,
}: {
  readonly visit: Visit
  readonly course: readonly Course[]
  readonly results: Round | undefined
  readonly draft: Scan | undefined
  readonly done: readonly DoneScan[]
  readonly may: boolean
}) {
  const { register, say, your, Your } = speech(visit)
  const [last, before] = done
  if (last === undefined && draft === undefined) return null
  const compared = course.some(({ before: earlier }) => earlier !== undefined)
  const others = new Map((results?.results?.competences ?? []).map((one) => [one.id, one]))
  const scale = results?.asked.scale.length ?? 0
  return (
    <>
      <h2>Competentiescan</h2>
      {last !== undefined && (
        <DataTable
          caption={`${Your} scan van ${formatDay(last.doneOn)}`}
          rows={course}
          columns={[
            { header: 'Competentie', cell: ({ label }) => label, primary: true },
            {
              header: say('Jij zelf', 'Uzelf'),
              cell: ({ last: { rating, of, answer } }) => `${answer} (${rating} van ${of})`,
            },
            ...(compared
              ? [
                  {
                    header: 'Sinds de vorige keer',
                    cell: ({ change, before: was }: Course) =>
                      change === undefined || was === undefined
                        ? 'Voor het eerst gevraagd'
                        : change === 'same'
                          ? changeWords.same
                          : `${changeWords[change]}, het was ${was.rating}`,
                  },
                ]
              : []),
            ...(results === undefined
              ? []
              : [
                  {
                    header: 'Collega’s samen',
                    cell: ({ competence }: Course) =>
                      averageText(others.get(competence) ?? {}, scale),
                  },
                ]),
          ]}
        />
      )}
      {last !== undefined && last.note !== '' && (
        <p class="preserve">
          {say('Je schreef erbij', 'U schreef erbij')}: {last.note}
        </p>
      )}
      {draft !== undefined && (
        <p>
          {say('Je bent', 'U bent')} op {formatDay(draft.begunOn)} aan een nieuwe scan begonnen.
        </p>
      )}
      {may && (
        <ButtonGroup>
          <Button href={paths.competenceScan(register.id)} variant="secondary">
            {draft === undefined ? 'Nieuwe scan doen' : `Verder met ${your} scan`}
          </Button>
        </ButtonGroup>
      )}
      <Details summary={`Al ${your} scans`}>
        <ul>
          {[...(draft === undefined ? [] : [draft]), ...done].map(
            ({ id, doneOn, begunOn, ratings }) => (
              <li>
                {doneOn === undefined
                  ? `Concept, begonnen op ${formatDay(begunOn)}`
                  : `${formatDay(doneOn)}: ${pointsIn(ratings)}`}
                {may && (
                  <>
                    {'. '}
                    <a href={paths.removeScan(register.id, id)}>
                      Weghalen
                      <span class="visually-hidden">: scan van {formatDay(doneOn ?? begunOn)}</span>
                    </a>
                  </>
                )}
              </li>
            ),
          )}
        </ul>
        {before !== undefined && (
          <p class="subtle">De tabel vergelijkt de laatste scan met de keer daarvoor.</p>
        )}
      </Details>
    </>
  )
}

function pointsIn(ratings: Scan['ratings']): string {
  const points = ratings.filter(({ point }) => point).length
  return counted(points, 'ontwikkelpunt', 'ontwikkelpunten') || 'geen ontwikkelpunten'
}

function FeedbackPart({
  visit,
  rounds,
  from,
  may,
}: {
  readonly visit: Visit
  readonly rounds: readonly Round[]
  readonly from: Temporal.PlainDate | undefined
  readonly may: boolean
}) {
  const { register, say } = speech(visit)
  const open = rounds.some(({ status }) => status === 'open')
  return (
    <>
      <h2>Feedback van collega’s</h2>
      {rounds.length === 0 && (
        <p>
          Vraag collega’s hoe het werk gaat in hun ogen. Antwoorden gaat zonder account en zonder
          naam.
        </p>
      )}
      {rounds.length > 0 && (
        <ul>
          {rounds.map((round) => (
            <li>
              <a href={paths.feedbackRound(register.id, round.id)}>
                Ronde van {formatDay(round.openedOn)}
              </a>
              : {roundWords(round)}
            </li>
          ))}
        </ul>
      )}
      {may && !open && from === undefined && (
        <ButtonGroup>
          <Button href={paths.askFeedback(register.id)} variant="secondary">
            Collega’s om feedback vragen
          </Button>
        </ButtonGroup>
      )}
      {may && !open && from !== undefined && (
        <p class="subtle">
          Vanaf {formatDay(from)} {say('kun je', 'kunt u')} weer een ronde beginnen.
        </p>
      )}
    </>
  )
}

/** Where a round stands, in a few words. Of one that is open nothing is told but until when. */
export function roundWords({ status, outcome, closesOn, shownFrom }: Round): string {
  if (status === 'open') {
    return `open tot en met ${formatDay(closesOn.subtract({ days: 1 }))}`
  }
  return outcome === 'shown'
    ? `klaar, minstens ${shownFrom} antwoorden`
    : `klaar, minder dan ${shownFrom} antwoorden`
}

function PlanPart({
  visit,
  running,
  earlier,
  may,
}: {
  readonly visit: Visit
  readonly running: DevelopmentPlan | undefined
  readonly earlier: readonly DevelopmentPlan[]
  readonly may: boolean
}) {
  const { register, you } = speech(visit)
  const open = running?.goals.filter(({ status }) => status === 'open').length ?? 0
  const reached = running?.goals.filter(({ status }) => status === 'reached').length ?? 0
  return (
    <>
      <h2>Ontwikkelplan</h2>
      {running === undefined ? (
        <p>
          Schrijf op wat {you} wilt leren, hoe en wanneer. Maak het samen met een leidinggevende of
          een collega.
        </p>
      ) : (
        <p>
          <a href={paths.developmentPlan(register.id)}>Plan tot en met {formatDay(running.last)}</a>
          : {counted(open, 'doel', 'doelen') || 'geen doelen'} open, {reached} gehaald.
        </p>
      )}
      {running === undefined && may && (
        <ButtonGroup>
          <Button href={paths.editPlan(register.id)} variant="secondary">
            Ontwikkelplan maken
          </Button>
        </ButtonGroup>
      )}
      {earlier.length > 0 && (
        <p>
          <a href={`${paths.developmentPlan(register.id)}#eerder`}>Eerdere plannen</a> (
          {earlier.length})
        </p>
      )}
    </>
  )
}
