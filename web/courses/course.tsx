import { raw } from 'hono/html'
import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { holdsOn, lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import { countsByLabelOn } from '#domain/courses/course/counts-by-label.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import {
  anyTimeForms,
  courseForms,
  courseLanguages,
  isOffered,
} from '#domain/courses/course/course.ts'
import { labelsOfCourses } from '#domain/courses/course/labels-of-courses.ts'
import { namesOf } from '#domain/courses/course/offer.ts'
import { editionsOf, findCourseByNumber, providersOf } from '#domain/courses/course/queries.ts'
import { keptBy } from '#domain/learning/choice/keep-course.ts'
import { followedAs, plannedTimes } from '#domain/learning/choice/plan-course.ts'
import type { MayEnrol, Taken } from '#domain/learning/enrolment/enrolment.ts'
import { mayEnrol, nobody } from '#domain/learning/enrolment/enrolment.ts'
import type { OwnEnrolment } from '#domain/learning/enrolment/queries.ts'
import { ownEnrolments, placesTaken } from '#domain/learning/enrolment/queries.ts'
import type { Gap } from '#domain/learning/gap/gap.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { HeldLabel } from '#engine'
import { formatDays } from '#language/days.ts'
import type { Register } from '#regulations/register.ts'
import { gapOf, ownRegistration } from '#web/courses/catalogue.tsx'
import {
  allCountsInWords,
  byLabelInWords,
  fillsInWords,
  listedInWords,
  listedOf,
  namesInLine,
  priceInLine,
  priceInWords,
  timesInWords,
} from '#web/courses/course-words.ts'
import { fullText, OwnPlace, whyNot } from '#web/courses/enrolment.tsx'
import { goalPart } from '#web/courses/goals.tsx'
import { ratingPart } from '#web/courses/rating.tsx'
import { courseAsData } from '#web/courses/structured-data.ts'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Form,
  formatDay,
  formatList,
  formatQuantity,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** A course as it is offered or was: what it is, for whom, what it counts for where, and when it is given. */
export interface OpenCourse {
  readonly course: Course
  readonly provider: string
  /** Nobody has seen who its organisation is, or it was taken away: it offers nothing as long as that is so. */
  readonly unchecked: boolean
  /** Those that are still to come and take place. */
  readonly coming: readonly Edition[]
  /** Those that would still come and do not take place. */
  readonly cancelled: readonly Edition[]
  readonly accreditations: readonly Accreditation[]
  /** The labels of it, and of all that its organisation gives, that somebody saw. */
  readonly labels: readonly HeldLabel[]
}

/** The course that the address names; what was never offered is not found. */
export async function courseIn(visit: Visit): Promise<OpenCourse> {
  const { context } = visit
  const found = await findCourseByNumber(context, visit.param('number'))
  if (found === undefined || found.course.state === 'draft') notFound()
  const { course } = found
  const [editions, accreditations, providers, labels] = [
    await editionsOf(context, [course.id]),
    await accreditationsOf(context, [course.id]),
    await providersOf(context, [course.id]),
    await labelsOfCourses(context, [course.id]),
  ]
  const organisation =
    course.owner?.is === 'organisation'
      ? await findOrganisation(context, course.owner.id)
      : undefined
  const today = context.today.toString()
  const still = editions.filter(({ days }) => (days[0]?.toString() ?? '') >= today)
  return {
    course,
    provider: providers.get(course.id) ?? '',
    unchecked: organisation !== undefined && organisation.status !== 'checked',
    // What nobody gives any more does not come.
    coming:
      course.owner === undefined
        ? []
        : still.filter(({ cancelledOn }) => cancelledOn === undefined),
    cancelled: still.filter(({ cancelledOn }) => cancelledOn !== undefined),
    accreditations,
    labels: labels.get(course.id) ?? [],
  }
}

/** The page of one course. */
export async function showOfferedCourse(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const open = await courseIn(visit)
  const { course, provider } = open
  const offered = isOffered(course, today) && !open.unchecked
  const gap = await gapOf(visit)
  const own = ownRegistration(visit)
  const kept = own !== undefined && (await keptBy(context, own)).has(course.id)
  const planned =
    own === undefined ? new Map<string, string>() : await plannedTimes(context, own, course.id)
  const followed = own === undefined ? undefined : await followedAs(context, own, course.id)
  return titledPage(
    visit,
    {
      title: course.title,
      caption: `${courseForms[course.form]}${provider === '' ? '' : ` van ${provider}`}`,
      current: paths.courses(register.id),
      breadcrumb: [{ label: 'Opleidingen', href: paths.courses(register.id) }],
      hidden: !offered || visit.actor.kind !== 'visitor',
      description: `${course.title}${provider === '' ? '' : ` van ${provider}`}: wanneer, wat het kost en wat het telt bij ${register.called}.`,
    },
    <>
      {open.unchecked && (
        <Alert type="info">
          <p>
            {provider} is niet gecontroleerd. Zo lang wordt hier niets van deze aanbieder
            aangeboden.
          </p>
        </Alert>
      )}
      {!offered && !open.unchecked && (
        <Alert type="info">
          <p>
            Deze opleiding wordt niet meer aangeboden. Wie die volgde toen die geaccrediteerd was,
            houdt wat die telde.
          </p>
        </Alert>
      )}
      {offered && (
        <script type="application/ld+json">
          {raw(courseAsData(open, { origin: context.platform.origin, register: register.id }))}
        </script>
      )}
      {course.summary !== course.title && <p class="preserve">{course.summary}</p>}
      <SummaryList items={factsOf(visit, open)} />
      <h2>Wat telt het?</h2>
      <CountsFor visit={visit} open={open} gap={gap} />
      <h2>Wanneer en waar</h2>
      <Editions {...{ visit, open, planned }} places={await placesOf(visit, open)} />
      {offered && course.link !== '' && (
        <ButtonGroup>
          <Button href={course.link}>
            Naar de site van {provider === '' ? 'de aanbieder' : provider}
          </Button>
        </ButtonGroup>
      )}
      <Choose {...{ visit, open, kept, offered, followed }} />
      {offered && own !== undefined && (await goalPart(visit, open, own))}
      {await ratingPart(visit, open)}
      <p class="source">
        Nummer {course.number}. De aanbieder keek dit na, en doet dat opnieuw vóór{' '}
        {formatDay(course.reviewOn.add({ days: 1 }))}.
      </p>
    </>,
  )
}

// Keeping it, and what was followed already: of whoever has signed in.
function Choose(props: {
  readonly visit: Visit
  readonly open: OpenCourse
  readonly kept: boolean
  readonly offered: boolean
  /** The activity as which it stands in their portfolio. */
  readonly followed: string | undefined
}) {
  const { visit, kept, offered, followed } = props
  const { course } = props.open
  const { register } = visit.context
  const { your, say } = speech(visit)
  if (ownRegistration(visit) === undefined) {
    if (visit.actor.kind !== 'visitor') return null
    const here = paths.course(register.id, course.number)
    return (
      <p>
        <a href={paths.signIn(register.id, { terug: here })}>Log in</a> om te zien wat deze
        opleiding voor {your} portfolio doet, en om die te bewaren of te plannen.
      </p>
    )
  }
  return (
    <Form action={paths.chooseCourse(register.id, course.number)} idempotency={visit.once()}>
      <ButtonGroup>
        {(offered || kept) && (
          <Button variant="secondary" name="intent" value={kept ? 'weghalen' : 'bewaren'}>
            {kept ? 'Niet meer bewaren' : 'Bewaar deze opleiding'}
          </Button>
        )}
        {followed === undefined ? (
          <a
            class="action-link"
            href={paths.newActivity(register.id, { gepland: 'nee', opleiding: course.number })}
          >
            {say('Heb je', 'Hebt u')} die al gevolgd? Voeg toe aan {your} portfolio
          </a>
        ) : (
          <a class="action-link" href={paths.activity(register.id, followed)}>
            Deze opleiding staat in {your} portfolio
          </a>
        )}
      </ButtonGroup>
      <p>
        {offered && (
          <a href={paths.tipCourse(register.id, course.number)}>Stuur door aan een collega</a>
        )}
        {offered && kept && ' · '}
        {kept && <a href={paths.myCourses(register.id)}>Bewaard en gepland</a>}
      </p>
    </Form>
  )
}

function factsOf({ context }: Visit, { course }: OpenCourse) {
  const { audiences, professions, themes } = namesOf(context.platform.registers)
  const named = (ids: readonly string[], names: ReadonlyMap<string, string>) =>
    namesInLine(ids.flatMap((id) => names.get(id) ?? []))
  const items: readonly (readonly [string, Content])[] = [
    ['Voor wie', named(course.audiences, audiences)],
    ['Beroepen', named(course.professions, professions)],
    ['Onderwerpen', named(course.themes, themes)],
    ['Taal', courseLanguages[course.language]],
    ['Prijs', priceInWords(course.price)],
    [
      'Studiebelasting',
      course.studyLoad === undefined
        ? ''
        : formatQuantity(course.studyLoad, { one: 'uur', many: 'uur' }),
    ],
  ]
  return items.flatMap(([term, value]) => (value === '' ? [] : [{ term, value }]))
}

interface Shown {
  readonly visit: Visit
  readonly open: OpenCourse
  readonly gap: Gap | undefined
}

function CountsFor({ visit, open, gap }: Shown) {
  const { context } = visit
  const { register: here, platform, today } = context
  const { your } = speech(visit)
  const day = open.coming[0]?.days[0] ?? today
  const all = [...platform.registers.values()].toSorted(
    (one, other) => order(one, here) - order(other, here),
  )
  const held = all.map((register) => ({
    register,
    held: open.accreditations.find((one) => one.register === register.id && holdsOn(one, day)),
  }))
  const where = held.flatMap(({ register, held: one }) =>
    one === undefined ? [] : [{ register, one }],
  )
  const lastDay = open.coming[0]?.days.at(-1) ?? today
  const byLabel = held.flatMap(({ register, held: one }) => {
    if (one !== undefined) return []
    const label = countsByLabelOn(register, open.course, { held: open.labels, day: lastDay })
    return label === undefined ? [] : [{ register, one: label }]
  })
  const nowhere = held.flatMap(({ register, held: one }) =>
    one === undefined && !byLabel.some((label) => label.register === register)
      ? [register.called]
      : [],
  )
  const own = [...where, ...byLabel].find(({ register }) => register.id === here.id)?.one
  const fills =
    gap === undefined || own === undefined
      ? []
      : fillsInWords(
          here,
          gap.loaded.compiled.regulation,
          gap.fills(own.counts, {
            course: open.course.id,
            alike: JSON.stringify(own.counts),
            day: open.coming[0]?.days[0]?.toString(),
            exactly: true,
          }),
          your,
        )
  return (
    <>
      {where.length + byLabel.length > 0 && (
        <ul>
          {where.map(({ register, one }) => (
            <li>
              <strong>{allCountsInWords(register, one.counts, today)}</strong> voor{' '}
              {register.called}, geldig tot en met {formatDay(lastDayOf(one))}.
              {one.conditions !== '' && ` Voorwaarde: ${one.conditions}`}
            </li>
          ))}
          {byLabel.map(({ register, one }) => (
            <li>
              <strong>
                {one.counts.length === 0
                  ? 'Geaccrediteerd'
                  : allCountsInWords(register, one.counts, today)}
              </strong>{' '}
              voor {register.called} door een keurmerk:{' '}
              {byLabelInWords(register, one.label, lastDay)}.
            </li>
          ))}
        </ul>
      )}
      {nowhere.length > 0 && (
        <p>
          {where.length + byLabel.length === 0
            ? 'Telt nergens als geaccrediteerd.'
            : `Telt niet als geaccrediteerd bij ${formatList(nowhere)}.`}
        </p>
      )}
      {fills.length > 0 && (
        <div class="course-gap">
          <h3>Voor {your} portfolio</h3>
          <ul>
            {fills.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function order(register: Register, here: Register): number {
  return register.id === here.id ? 0 : 1
}

// How many places are taken of what is still to come, and what whoever is here said of it.
async function placesOf(visit: Visit, { course, coming, unchecked }: OpenCourse): Promise<Places> {
  const { context } = visit
  const registration = ownRegistration(visit)
  const own = registration === undefined ? [] : await ownEnrolments(context, registration)
  const editions = coming.map(({ id }) => id)
  const taken =
    course.owner === undefined
      ? new Map<string, Taken>()
      : await placesTaken(context, course.owner, editions)
  return { taken, unchecked, own: new Map(own.map((one) => [one.edition.id, one])) }
}

interface Places {
  readonly taken: ReadonlyMap<string, Taken>
  readonly unchecked: boolean
  readonly own: ReadonlyMap<string, OwnEnrolment>
}

function mayEnrolFor(
  { context: { today } }: Visit,
  course: Course,
  edition: Edition,
  { taken, unchecked }: Places,
): MayEnrol {
  const counts = taken.get(edition.id) ?? nobody
  return mayEnrol(course, edition, { ...counts, unchecked, today })
}

function Enrolling(props: {
  readonly visit: Visit
  readonly course: Course
  readonly edition: Edition
  readonly places: Places
}) {
  const { visit, course, edition, places } = props
  const { register } = visit.context
  const { say } = speech(visit)
  const sequence = String(edition.sequence)
  const own = places.own.get(edition.id)
  if (own !== undefined) {
    return (
      <OwnPlace {...{ visit, own }}>
        <span class="visually-hidden"> voor {listedInWords(listedOf(edition))}</span>
      </OwnPlace>
    )
  }
  const may = mayEnrolFor(visit, course, edition, places)
  const here = paths.enrol(register.id, course.number, sequence)
  if (may === 'elsewhere') return null
  if (may !== 'yes' && may !== 'wait') return <p class="course-facts">{whyNot[may]}</p>
  const full = may === 'wait' ? `${fullText(places.taken.get(edition.id) ?? nobody)} ` : ''
  // Who is in the register finds it beside planning it.
  if (visit.actor.kind !== 'visitor') {
    return full === '' ? null : <p class="course-facts">{full}</p>
  }
  return (
    <p class="course-facts">
      {full}
      {may === 'wait' ? 'Op de wachtlijst komen' : 'Aanmelden'} kan als {say('je', 'u')}{' '}
      <a href={paths.signIn(register.id, { terug: here })}>
        bent ingelogd
        <span class="visually-hidden"> voor {listedInWords(listedOf(edition))}</span>
      </a>
      .
    </p>
  )
}

function Planned({
  visit,
  activityId,
}: {
  readonly visit: Visit
  readonly activityId: string | undefined
}) {
  if (activityId === undefined) return null
  return (
    <p>
      <Tag colour="blue">Gepland</Tag>{' '}
      <a href={paths.activity(visit.context.register.id, activityId)}>
        Bekijk in {speech(visit).your} portfolio
      </a>
    </p>
  )
}

function EnrolButton(props: Parameters<typeof Enrolling>[0]) {
  const { visit, course, edition, places } = props
  if (places.own.has(edition.id)) return null
  const may = mayEnrolFor(visit, course, edition, places)
  if (may !== 'yes' && may !== 'wait') return null
  return (
    <Button
      variant="secondary"
      href={paths.enrol(visit.context.register.id, course.number, String(edition.sequence))}
      about={listedInWords(listedOf(edition))}
    >
      {may === 'wait' ? 'Op de wachtlijst' : 'Aanmelden'}
    </Button>
  )
}

function Editions({
  visit,
  open,
  places,
  planned,
}: Omit<Shown, 'gap'> & {
  readonly places: Places
  /** By the edition the activity as which it is planned. */
  readonly planned: ReadonlyMap<string, string>
}) {
  const { register, today } = visit.context
  const { course, coming, cancelled } = open
  const offered = isOffered(course, today) && !open.unchecked
  if (coming.length === 0 && cancelled.length === 0) {
    return (
      <p>
        {anyTimeForms.includes(course.form)
          ? 'Online, op elk moment.'
          : 'Er is nog geen nieuwe datum bekend.'}
      </p>
    )
  }
  const mayChoose = (edition: Edition) =>
    !planned.has(edition.id) || mayEnrolFor(visit, course, edition, places)
  return (
    <ul class="courses">
      {coming.map((edition) => (
        <li class="course">
          <h3 class="course-title">{listedInWords(listedOf(edition))}</h3>
          <p class="course-facts">
            {[
              timesInWords(edition),
              edition.venue,
              // What the course costs stands above.
              edition.price !== undefined &&
                edition.price !== course.price &&
                priceInLine(edition.price),
              edition.number,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {edition.days.length > 2 && <p class="course-facts">{formatDays(edition.days)}</p>}
          <Enrolling {...{ visit, course, edition, places }} />
          <Planned visit={visit} activityId={planned.get(edition.id)} />
          {offered && ownRegistration(visit) !== undefined && mayChoose(edition) && (
            <Form
              action={paths.chooseCourse(register.id, course.number)}
              idempotency={visit.once()}
              hidden={{ uitvoering: String(edition.sequence) }}
            >
              <ButtonGroup>
                <EnrolButton {...{ visit, course, edition, places }} />
                {!planned.has(edition.id) && (
                  <Button
                    variant="secondary"
                    name="intent"
                    value="plannen"
                    about={listedInWords(listedOf(edition))}
                  >
                    Plan deze datum
                  </Button>
                )}
              </ButtonGroup>
            </Form>
          )}
          {offered && (
            <p>
              <a href={paths.editionCalendar(register.id, course.number, String(edition.sequence))}>
                Zet in {speech(visit).your} agenda
                <span class="visually-hidden"> {listedInWords(listedOf(edition))}</span>
              </a>
            </p>
          )}
        </li>
      ))}
      {cancelled.map((edition) => (
        <li class="course">
          <h3 class="course-title">{listedInWords(listedOf(edition))}</h3>
          <p>
            <Tag colour="red">Gaat niet door</Tag> {edition.cancelledReason}
          </p>
          <p>
            <a href={paths.editionCalendar(register.id, course.number, String(edition.sequence))}>
              Werk {speech(visit).your} agenda bij
              <span class="visually-hidden"> {listedInWords(listedOf(edition))}</span>
            </a>
          </p>
        </li>
      ))}
    </ul>
  )
}
