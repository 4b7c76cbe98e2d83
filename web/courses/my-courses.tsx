import { countsOn } from '#domain/courses/catalogue/catalogue-index.ts'
import type { FoundCourse } from '#domain/courses/catalogue/listed.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import type { PlannedDay } from '#domain/learning/choice/calendar.ts'
import {
  calendarAt,
  hasCalendar,
  renewCalendar,
  withdrawCalendar,
} from '#domain/learning/choice/calendar.ts'
import { dropCourse, keepCourse, keptBy } from '#domain/learning/choice/keep-course.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import {
  chooseReminderDays,
  reminderDays,
  remindersOf,
  setReminders,
} from '#domain/learning/choice/remind-courses.ts'
import { ownEnrolments } from '#domain/learning/enrolment/queries.ts'
import { explainForecast } from '#engine'
import { counted } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { CalendarEntry } from '#web/courses/calendar.ts'
import { calendarOf, entriesOf } from '#web/courses/calendar.ts'
import { CourseRow, gapOf } from '#web/courses/catalogue.tsx'
import { listedInWords, listedOf } from '#web/courses/course-words.ts'
import { OwnPlace } from '#web/courses/enrolment.tsx'
import { calendarAnswer } from '#web/courses/feeds.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Form,
  formatDay,
  formatList,
  Select,
  Tag,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { doesNotTakePlace } from '#web/professional/activity-words.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What somebody kept and planned, whether they are reminded of it, and their own calendar. */
export async function showMyCourses(visit: Visit): Promise<Response> {
  return myCoursesPage(visit)
}

async function myCoursesPage(visit: Visit, address?: string): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, your, Your, say } = speech(visit)
  const registrationId = registrationOf(visit)
  const portfolio = await readPortfolio(context, registrationId)
  const kept = await keptCourses(visit, registrationId)
  const enrolled = await ownEnrolments(context, registrationId)
  const gap = await gapOf(visit)
  const reminders = await remindersOf(context, registrationId)
  const calendar = await hasCalendar(context, registrationId)
  const { forecast, compiled, groups } = portfolio
  const send = paths.myCourses(register.id)
  return titledPage(
    visit,
    {
      title: 'Bewaard en gepland',
      current: paths.courses(register.id),
      breadcrumb: [{ label: 'Opleidingen', href: paths.courses(register.id) }],
    },
    <>
      {address !== undefined && (
        <Alert type="success" title={`Het adres van ${your} agenda`} focus>
          <p>
            <code class="preserve">{address}</code>
          </p>
          <p>
            Zet dit adres in {your} agenda-app, als agenda waarop {you}{' '}
            {say('je abonneert', 'zich abonneert')}. Wie het adres kent, ziet {your} data. We laten
            het hier één keer zien.
          </p>
        </Alert>
      )}
      <h2>Gepland</h2>
      {groups.planned.length === 0 ? (
        <p>
          {say('Je hebt', 'U hebt')} nog niets gepland. Kies bij een opleiding een datum om die te
          plannen.
        </p>
      ) : (
        <ul>
          {groups.planned.map(({ id, title, completedOn, cancelled }) => (
            <li>
              <a href={paths.activity(register.id, id)}>{title}</a>
              {completedOn && `, ${formatDay(completedOn)}`}
              {cancelled !== undefined && (
                <>
                  {' '}
                  <Tag colour={doesNotTakePlace.colour}>{doesNotTakePlace.label}</Tag>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {forecast !== undefined && <p>{explainForecast(compiled, forecast).text}</p>}
      {enrolled.length > 0 && (
        <>
          <h2>Aangemeld</h2>
          <ul class="courses">
            {enrolled.map((own) => (
              <li class="course">
                <h3 class="course-title">
                  <a href={paths.course(register.id, own.course)}>{own.title}</a>
                </h3>
                <p class="course-facts">{listedInWords(listedOf(own.edition))}</p>
                <p class="course-facts">
                  {sentenceCase(own.organisation)} kent {your} naam en {formatList(own.numbers)}.
                </p>
                <OwnPlace {...{ visit, own }}>
                  <span class="visually-hidden"> voor {own.title}</span>
                </OwnPlace>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Bewaard</h2>
      {kept.length === 0 ? (
        <p>
          {say('Je hebt', 'U hebt')} nog niets bewaard.{' '}
          <a href={paths.courses(register.id)}>Bekijk het aanbod</a>
        </p>
      ) : (
        <ul class="courses">
          {kept.map((found) => (
            <CourseRow visit={visit} found={found} gap={gap} />
          ))}
        </ul>
      )}
      <h2>Herinneringen</h2>
      <Form action={send} idempotency={visit.once()} label="Herinneringen">
        <Select
          name="vooraf"
          label={`Hoelang vooraf ${say('wil je', 'wilt u')} een e-mail over een geplande opleiding?`}
          width="m"
          options={reminderDays.before.map((days) => ({
            value: String(days),
            label: days === 0 ? 'Niet' : `${spanOf(days)} ervoor`,
          }))}
          value={String(reminders.wanted ? reminders.before : 0)}
        />
        <Select
          name="achteraf"
          label="En als die is geweest?"
          width="m"
          options={reminderDays.after.map((days) => ({
            value: String(days),
            label: days === 0 ? 'Niet' : `${spanOf(days)} erna`,
          }))}
          value={String(reminders.wanted ? reminders.after : 0)}
        />
        <ButtonGroup>
          <Button variant="secondary" name="intent" value="dagen">
            Bewaar de herinneringen
          </Button>
          {reminders.wanted && (
            <Button variant="link" name="intent" value="uit">
              Zet de herinneringen uit
            </Button>
          )}
        </ButtonGroup>
      </Form>
      <h2>
        {Your} data in {your} agenda
      </h2>
      <p>
        Met een geheim adres {say('zie je', 'ziet u')} wat {you} plant, {your} doelen en {your}{' '}
        termijnen in {your} eigen agenda-app.{' '}
        {calendar
          ? 'Er is een adres. Een nieuw adres maakt het oude ongeldig.'
          : 'Er is nog geen adres.'}
      </p>
      <Form action={send} idempotency={visit.once()}>
        <ButtonGroup>
          <Button variant="secondary" name="intent" value="adres">
            {calendar ? 'Maak een nieuw adres' : 'Maak een adres'}
          </Button>
          {calendar && (
            <Button variant="link" name="intent" value="intrekken">
              Trek het adres in
            </Button>
          )}
        </ButtonGroup>
      </Form>
    </>,
  )
}

// "1 dag", "3 dagen", "1 week"
function spanOf(days: number): string {
  const weeks = days / 7
  return Number.isInteger(weeks) ? counted(weeks, 'week', 'weken') : counted(days, 'dag', 'dagen')
}

async function keptCourses(visit: Visit, registrationId: string): Promise<readonly FoundCourse[]> {
  const { context } = visit
  const { register, today } = context
  const ids = await keptBy(context, registrationId)
  const index = await readCatalogue(context)
  return index
    .all()
    .filter(({ id }) => ids.has(id))
    .toSorted((one, other) => one.title.localeCompare(other.title, 'nl'))
    .map((course) => {
      const next = course.editions.find(({ first }) => first >= today.toString())
      const counts = countsOn(course, register.id, next ?? today.toString())
      return { course, next, counts, fills: 0 }
    })
}

/** What is settled on that page. */
export async function sendMyCourses(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const registrationId = registrationOf(visit)
  const here = paths.myCourses(register.id)
  switch (form.value('intent')) {
    case 'dagen': {
      const [before, after] = [Number(form.value('vooraf')), Number(form.value('achteraf'))]
      await chooseReminderDays(context, registrationId, { before, after })
      return leaveFor(visit, here, 'De herinneringen zijn bewaard.')
    }
    case 'uit':
      await setReminders(context, registrationId, false)
      return leaveFor(visit, here, 'De herinneringen staan uit.')
    case 'adres': {
      const { token } = await renewCalendar(context, registrationId)
      const path = paths.ownCalendar(register.id, token)
      return myCoursesPage(visit, `${context.platform.origin}${path}`)
    }
    case 'intrekken':
      await withdrawCalendar(context, registrationId)
      return leaveFor(visit, here, 'Het adres is ingetrokken. Wie het nog heeft, ziet niets meer.')
    default:
      return seeOther(here)
  }
}

/** Keeps a course, keeps it no longer, or plans a time that it is given. */
export async function chooseCourse(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const registrationId = registrationOf(visit)
  const number = visit.param('number')
  const here = paths.course(register.id, number)
  const intent = form.value('intent')
  if (intent === 'bewaren' || intent === 'weghalen') {
    const done = await (intent === 'bewaren' ? keepCourse : dropCourse)(
      context,
      registrationId,
      number,
    )
    if (done.outcome === 'not-found') notFound()
    if (done.outcome === 'too-many') {
      return leaveFor(
        visit,
        here,
        'Er zijn al 200 opleidingen bewaard. Haal er eerst een weg.',
        'warning',
      )
    }
    const said =
      intent === 'bewaren' ? 'De opleiding is bewaard.' : 'De opleiding is niet meer bewaard.'
    return leaveFor(visit, here, said)
  }
  const sequence = Number(form.value('uitvoering'))
  const planned = await planCourse(context, registrationId, { number, sequence })
  switch (planned.outcome) {
    case 'not-found':
      return notFound()
    case 'planned': {
      const { forecast, compiled } = await readPortfolio(context, registrationId)
      const then = forecast === undefined ? '' : ` ${explainForecast(compiled, forecast).text}`
      return leaveFor(
        visit,
        paths.portfolio(register.id),
        `De opleiding is gepland.${then}`.slice(0, 480),
      )
    }
    case 'already':
      return leaveFor(visit, here, 'Deze opleiding staat al in het portfolio.', 'info')
    case 'too-late':
      return leaveFor(
        visit,
        here,
        'Deze datum is geweest, of gaat niet door. Kies een andere.',
        'warning',
      )
    case 'closed':
      return leaveFor(
        visit,
        here,
        'Er kan nu niets worden toegevoegd aan het portfolio. Kijk in het portfolio waarom.',
        'warning',
      )
    case 'to-fill-in':
      return seeOther(
        paths.newActivity(register.id, {
          gepland: 'ja',
          opleiding: number,
          uitvoering: String(sequence),
        }),
      )
  }
}

/** The calendar at a secret address: what is planned, and by when its holder has to do what. */
export async function ownCalendar(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, platform } = context
  const found = (await calendarAt(context, visit.param('token'))) ?? notFound()
  const host = new URL(platform.origin).host
  const url = (path: string) => `${platform.origin}${path}`
  const { registrationId, portfolio, planned, goals } = found
  const enrolled = await ownEnrolments(context, registrationId, { cancelled: true })
  const isPlanned = new Set(planned.flatMap(({ edition }) => edition?.id ?? []))
  const { matters, standing, target } = portfolio
  const { certification, called } = speech(visit)
  const deadline = (
    id: string,
    day: Temporal.PlainDate | undefined,
    title: string,
  ): readonly CalendarEntry[] =>
    day === undefined
      ? []
      : [
          {
            uid: `${id}-${day}@${host}`,
            title,
            day,
            begins: '',
            ends: '',
            place: '',
            text: '',
            url: url(paths.portfolio(register.id)),
          },
        ]
  const entries = [
    ...planned.flatMap((one) =>
      plannedEntries(one, url(paths.activity(register.id, one.id)), host),
    ),
    ...enrolled
      .filter(({ edition }) => !isPlanned.has(edition.id))
      .flatMap(({ edition, title, course }) =>
        entriesOf(edition, { title, url: url(paths.course(register.id, course)), host }),
      ),
    ...deadline(
      'geldig',
      standing.validity?.last,
      `${certification.Name} bij ${called.the}: laatste dag`,
    ),
    ...deadline('doel', target, `Streefdatum voor de ${certification.name}`),
    ...deadline(
      'overeenkomst',
      matters.agreementBefore,
      `Laatste dag om de overeenkomst te ondertekenen`,
    ),
    ...deadline(
      'factuur',
      matters.invoice?.dueOn,
      `Factuur ${matters.invoice?.number ?? ''} betalen`,
    ),
    ...deadline('aanvulling', matters.returned?.answerBefore, 'Aanvraag aanvullen'),
    ...deadline('vergadering', matters.meetingOn, 'Vergadering over de aanvragen'),
    ...goals.map(
      ({ id, goal, on }): CalendarEntry => ({
        uid: `${id}-${on}@${host}`,
        title: goal === undefined ? 'Laatste dag van het ontwikkelplan' : `Doel: ${goal}`,
        ...{ day: on, begins: '', ends: '', place: '', text: '' },
        url: url(paths.developmentPlan(register.id)),
      }),
    ),
  ]
  return calendarAnswer(calendarOf(register.shortName, entries, Temporal.Now.instant()), 'agenda')
}

function plannedEntries(
  { id, title, on, edition }: PlannedDay,
  url: string,
  host: string,
): readonly CalendarEntry[] {
  if (edition !== undefined) return entriesOf(edition, { title, url, host })
  return [{ uid: `${id}@${host}`, title, day: on, begins: '', ends: '', place: '', text: '', url }]
}
