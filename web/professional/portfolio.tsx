import { leavesRoom } from '#domain/certification/application/application.ts'
import { returnsOf, runningApplication } from '#domain/certification/application/queries.ts'
import { selfCheck } from '#domain/certification/application/self-check.ts'
import { isForAWhile } from '#domain/dossier/dossier/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { seriesOf } from '#domain/dossier/series/queries.ts'
import { findBackground, lacksProfession } from '#domain/people/registration/background.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import { portfolioIsOpen, registrationNumber } from '#domain/people/registration/registration.ts'
import { answerBy, meetingAfter, meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import { asksActivities, explain, explainForecast, isMeasure } from '#engine'
import { statusWords } from '#regulations/wording.ts'
import { asksDossier } from '#web/claim-words.tsx'
import { developmentLead } from '#web/development/development.tsx'
import { Grounds, NormCards } from '#web/explanation.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  EmptyState,
  formatDay,
  formatList,
  MetaList,
  NextStep,
  PeriodLine,
  Tag,
} from '#web/kit/index.ts'
import { Tasks } from '#web/layout/tasks.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { knowsLeave, NoLeaveRule } from '#web/leave/no-rule.tsx'
import { paths } from '#web/paths.ts'
import { ComingVersionNotice } from '#web/professional/coming-version.tsx'
import { showEndedPortfolio } from '#web/professional/ended.tsx'
import { mayEnterActivities } from '#web/professional/former-category.tsx'
import { askedLabels, moveFromFormer } from '#web/professional/open-questions.ts'
import { Activities } from '#web/professional/portfolio-activities.tsx'
import type { Now } from '#web/professional/portfolio-tasks.ts'
import { inFirstHalf, nowOf, tasksOf } from '#web/professional/portfolio-tasks.ts'
import { ProgressBars } from '#web/professional/progress-bars.tsx'
import { proposalTasks } from '#web/professional/proposal.tsx'
import { SeriesLink, selfOf, seriesTasks } from '#web/professional/series.tsx'
import { sightTasks } from '#web/professional/sight.tsx'
import { SetByHandNotice, statusNews } from '#web/professional/status.tsx'
import { mayHaveTarget } from '#web/professional/target.tsx'
import { Suspended, verdictNews } from '#web/professional/verdict.tsx'
import type { Expectation } from '#web/review/application-words.tsx'
import { expectation } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf, registrationOf } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

/** The portfolio: first what waits for you, then how far you are, then everything you did. */
export async function showPortfolio(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, your, Your, say } = speech(visit)
  const ended = endedRegistrationOf(visit)
  if (ended !== undefined) return showEndedPortfolio(visit, ended)
  const portfolio = await readPortfolio(context, registrationOf(visit))
  const { standing } = portfolio
  const temporary = isForAWhile(standing, context.today)
  const status = statusWords(register, { status: standing.status, temporary })
  const open = portfolioIsOpen(register, standing)
  const asks = asksActivities(portfolio.compiled.regulation)
  const activities = mayEnterActivities(portfolio)
  const background = await findBackground(context, standing.registrationId)
  const others = otherRegisters(context)
  const { tasks, now, series, suspended } = await waitingFor(visit, portfolio)
  const lead = await developmentLead(visit)
  const byHand = await statusNews(visit, standing.registrationId)
  return titledPage(
    visit,
    {
      title: 'Mijn portfolio',
      current: paths.portfolio(register.id),
      caption: standing.number === undefined ? undefined : numberText(visit, standing.number),
      aside: <Tag colour={status.tone}>{status.label}</Tag>,
    },
    <>
      {suspended !== undefined && <Suspended visit={visit} {...suspended} />}
      {byHand !== undefined && suspended === undefined && (
        <SetByHandNotice visit={visit} byHand={byHand} />
      )}
      {((open && activities) || asksDossier(register)) && (
        <ButtonGroup>
          {open && activities && (
            <Button
              href={paths.newActivity(register.id)}
              icon="plus"
              variant={tasks.length > 0 || now?.fresh ? 'secondary' : 'primary'}
            >
              Activiteit toevoegen
            </Button>
          )}
          {open && activities && others.length > 0 && (
            <Button href={paths.bringAlong(register.id)} variant="secondary">
              Meenemen uit {formatList(others.map(({ called }) => called))}
            </Button>
          )}
          {asksDossier(register) && (
            <Button href={paths.dossier(register.id)} variant="secondary">
              Mijn dossier
            </Button>
          )}
        </ButtonGroup>
      )}
      <Tasks tasks={tasks} also={`Dit moet ${you} ook nog doen`} />
      {lacksProfession(register, background) && (
        <Alert type="info">
          <p>
            Wat is {your} beroep? Dat vragen we sinds kort, om te weten wie er meedoen.{' '}
            <a href={paths.editWork(register.id)}>Vul {your} beroep in</a>
          </p>
        </Alert>
      )}
      {open && <ComingVersionNotice visit={visit} loaded={portfolio} />}
      {now !== undefined && <NowPanel {...now} />}
      {open || portfolio.activities.length > 0 ? (
        <>
          <Progress visit={visit} portfolio={portfolio} />
          <Activities visit={visit} portfolio={portfolio} open={open} />
          {lead}
          <SeriesLink visit={visit} regulation={portfolio.compiled.regulation} all={series} />
        </>
      ) : (
        <EmptyState title={`${Your} portfolio is nog niet open`}>
          <p>{status.meaning}</p>
          <p>
            Zodra {your} aanmelding is goedgekeurd
            {register.gates.portfolio !== 'agreement' && ' en de factuur is betaald'},{' '}
            {asks
              ? `${say('kun je', 'kunt u')} hier activiteiten toevoegen.`
              : `${say('zie je', 'ziet u')} hier hoe ver ${you} bent.`}{' '}
            <a href={paths.signUpTasks(register.id)}>Bekijk waar {your} aanmelding staat</a>
          </p>
        </EmptyState>
      )}
    </>,
  )
}

/** What waits for the owner of a portfolio, and what they wait for themselves. */
export async function waitingFor(visit: Visit, portfolio: Portfolio) {
  const { context } = visit
  const { standing } = portfolio
  const check = selfCheck(portfolio, context.today, portfolio.assessment)
  const series = await seriesOf(context, selfOf(visit))
  const news = await verdictNews(visit, standing.registrationId)
  const ofTheFile = [
    ...news.tasks,
    ...tasksOf(visit, portfolio, check, await askedLabels(visit, portfolio)),
    ...seriesTasks(visit, series),
  ]
  const tasks = [...ofTheFile, ...(await sightTasks(visit)), ...(await proposalTasks(visit))]
  // What is waited for is said beside what is to be done, where the one does not follow from the other.
  const besides =
    ofTheFile.length === 0 ||
    standing.application !== undefined ||
    standing.status === 'expired' ||
    portfolio.mayApply.is === 'too-early'
  const now = besides
    ? nowOf(visit, portfolio, check, await expectedFor(visit, portfolio))
    : undefined
  return { tasks, now, series, suspended: news.suspended }
}

// When the application that runs comes before the committee, and by when its applicant hears.
async function expectedFor(
  { context }: Visit,
  { standing: { registrationId, application }, compiled }: Portfolio,
): Promise<Expectation> {
  const running =
    application === undefined ? undefined : await runningApplication(context, registrationId)
  if (running !== undefined) {
    return expectation(context, running, await returnsOf(context, running.id))
  }
  const meetingOn = meetingFrom(context.register.terms.committee, context.today).on
  const { decides } = compiled.regulation.committee
  const before = answerBy(context.register, meetingOn)
  return { meetingOn, met: false, answerBy: before, late: false, decides }
}

/** The number of a registration as it is written: KRSD-004217. */
export function numberText({ context }: Visit, number: number): string {
  return registrationNumber(context.register, number)
}

function NowPanel({ title, text, link, glad = false, fresh = false }: Now) {
  return (
    <NextStep title={title} icon={glad ? 'award' : 'calendar-clock'} glad={glad}>
      <p>{text}</p>
      {link && (
        <ButtonGroup>
          <Button href={link.href} variant={fresh ? 'primary' : 'link'}>
            {link.label}
          </Button>
        </ButtonGroup>
      )}
    </NextStep>
  )
}

function Progress(props: { readonly visit: Visit; readonly portfolio: Portfolio }) {
  const { visit, portfolio } = props
  const { today } = visit.context
  const { register, You, your, Your, committee } = speechAbout(visit, portfolio.dossier.kind)
  const { standing, matters, forecast, dossier, compiled } = portfolio
  const assessment = explain(compiled, portfolio.assessment)
  // Whoever is registered for a while has those days to make up for what is open.
  const period = dossier.temporary ?? dossier.period
  const { renewalFrom } = compiled.regulation.period
  const applyFrom = renewalFrom && dossier.period?.last.subtract(renewalFrom)
  // In the first half of a period there is nothing to make up for yet.
  const early =
    standing.status === 'certified' &&
    inFirstHalf(portfolio, today) &&
    !leavesRoom(portfolio.assessment)
  // With an application under way, its own meeting is named above; who decides by votes needs none.
  const meetingOn =
    standing.application === undefined && compiled.regulation.committee.decides === 'in-the-meeting'
      ? (matters.meetingOn ?? meetingAfter(register.terms.committee, today).on)
      : undefined
  return (
    <>
      <h2>Voortgang</h2>
      {standing.application !== undefined && (
        <p>
          Dit is {your} aanvraag van {formatDay(standing.application.submittedOn)}.
        </p>
      )}
      {/* Whose category is gone is asked for another first, which may ask none of this. */}
      {moveFromFormer(compiled.regulation, standing.category) === undefined && (
        <p class="lead">
          {early && period !== undefined
            ? `${You} hebt tot en met ${formatDay(period.last)} de tijd om aan de norm te komen.`
            : assessment.sentence}
        </p>
      )}
      {period !== undefined && (
        <PeriodLine
          first={period.first.toString()}
          last={period.last.toString()}
          today={today.toString()}
          text={leftText(today, period.last)}
          marker={applyFrom && { day: applyFrom.toString(), label: 'Aanvragen vanaf' }}
        />
      )}
      <MetaList
        items={[
          meetingOn !== undefined && {
            term: `Volgende vergadering van ${committee.the}`,
            value: formatDay(meetingOn),
          },
          standing.status === 'renewal-pending' && {
            term: `${Your} registratie loopt`,
            value: `tot het besluit over de ${dossier.temporary === undefined ? 'verlenging' : 'aanvraag'}`,
          },
        ]}
      />
      <NormCards begins assessment={assessment} register={register} claims={standing.claims} />
      <ProgressBars visit={visit} portfolio={portfolio} />
      {forecast !== undefined && tellsMore(forecast, early) && mayEnterActivities(portfolio) && (
        <p>{explainForecast(compiled, forecast).text}</p>
      )}
      {mayHaveTarget(portfolio) && <Target {...{ visit, portfolio }} />}
      <Grounds assessment={assessment} />
      <OnLeave {...{ visit, portfolio }} />
      <p>
        <a href={paths.hoursAndNorms(register.id)}>
          {assessment.norms.some(({ measure }) => isMeasure(measure))
            ? `Zo tellen we de ${register.unit.many}`
            : 'Alle normen'}
        </a>
      </p>
    </>
  )
}

// Where leave is asked, or what a regulation without such a rule means for whoever is ill or on leave.
function OnLeave({ visit, portfolio }: { readonly visit: Visit; readonly portfolio: Portfolio }) {
  const { register, say } = speech(visit)
  const { compiled, standing } = portfolio
  if (compiled.regulation.leaveSorts.length > 0) {
    return (
      standing.validity !== undefined && (
        <p>
          <a href={paths.myLeave(register.id)}>Verlof, en wat dat verandert</a>
        </p>
      )
    )
  }
  if (knowsLeave(compiled.regulation)) return null
  return (
    <Details summary={`${say('Ben je', 'Bent u')} een tijd ziek of met verlof?`}>
      <NoLeaveRule register={register} />
      <p>
        {say('Kom je', 'Komt u')} daardoor tijd te kort?{' '}
        <a href={paths.contact(register.id)}>Neem contact op</a>.
      </p>
    </Details>
  )
}

// The day that somebody set for a first certification, or where they can.
function Target({ visit, portfolio }: { readonly visit: Visit; readonly portfolio: Portfolio }) {
  const { register, your, Your, certification } = speech(visit)
  const { target } = portfolio
  const href = paths.target(register.id)
  if (target === undefined) {
    return (
      <p>
        <a href={href}>
          Kies een streefdatum voor {your} eerste {certification.name}
        </a>
      </p>
    )
  }
  const passed = Temporal.PlainDate.compare(target, visit.context.today) < 0
  return (
    <p>
      {Your} streefdatum {passed ? 'was' : 'is'} {formatDay(target)}.{' '}
      <a href={href}>{passed ? 'Kies een andere' : 'Streefdatum wijzigen'}</a>
    </p>
  )
}

// That all norms are met, or would be, is said above the norms.
function tellsMore({ outcome }: NonNullable<Portfolio['forecast']>, early: boolean): boolean {
  if (outcome === 'already-met' || outcome === 'undetermined') return false
  return !early || outcome === 'met-with-planned'
}

function leftText(today: Temporal.PlainDate, last: Temporal.PlainDate): string {
  const { months, days } = today.until(last, { largestUnit: 'months' })
  if (Temporal.PlainDate.compare(today, last) > 0) return 'Vandaag. De periode is voorbij.'
  if (months > 0) return `Vandaag. Nog ${months === 1 ? '1 maand' : `${months} maanden`}.`
  return `Vandaag. Nog ${days === 1 ? '1 dag' : `${days} dagen`}.`
}
