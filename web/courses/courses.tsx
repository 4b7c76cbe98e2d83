import { holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import { countsByLabelOn } from '#domain/courses/course/counts-by-label.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import {
  anyTimeForms,
  courseForms,
  courseLanguages,
  isStale,
} from '#domain/courses/course/course.ts'
import type { FixedFact } from '#domain/courses/course/keep-course.ts'
import {
  changeCourse,
  makeCourse,
  publishCourse,
  withdrawCourse,
} from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { labelsOfCourses } from '#domain/courses/course/labels-of-courses.ts'
import { offerOf } from '#domain/courses/course/offer.ts'
import { coursesOf, editionsOf, findCourse } from '#domain/courses/course/queries.ts'
import { cancelWithEnrolled, changeWithEnrolled } from '#domain/learning/enrolment/end-enrolment.ts'
import { countEnrolled } from '#domain/learning/enrolment/queries.ts'
import { ratingsOf } from '#domain/learning/rating/rate-course.ts'
import { requestsOf } from '#domain/learning/request/queries.ts'
import type { AccreditationRequest, PartStatus } from '#domain/learning/request/request.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import { formatList } from '#language/lists.ts'
import {
  courseFactsOf,
  courseForm,
  editionFactsOf,
  editionForm,
  typedCourse,
  typedEdition,
} from '#web/courses/course.form.tsx'
import {
  countsByLabelInWords,
  courseTag,
  editionInWords,
  heldInWords,
  namesInLine,
  partTag,
  priceInWords,
  ratingsInWords,
} from '#web/courses/course-words.ts'
import type { Giving } from '#web/courses/given-by.ts'
import { givingOf, isOf } from '#web/courses/given-by.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  formatDay,
  formatNumber,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { labelDays, labelTitleOf } from '#web/review/label-words.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whose courses a page is about, seen from here on: also what is not offered yet. */
export async function seeGiven(visit: Visit): Promise<Giving> {
  const giving = givingOf(visit)
  if (giving.owner.is === 'person') await actAsOwner(visit.context)
  return giving
}

/** A course of whom the page is about; not found where it is another's. */
export async function courseOfPage(
  visit: Visit,
): Promise<{ readonly giving: Giving; readonly course: Course }> {
  const giving = await seeGiven(visit)
  const course = await findCourse(visit.context, visit.param('course'))
  return course === undefined || !isOf(giving.owner, course.owner) ? notFound() : { giving, course }
}

/** Everything that somebody gives, with where each stands. */
export async function showCourses(visit: Visit): Promise<Response> {
  const { context } = visit
  const { say } = speech(visit)
  const giving = await seeGiven(visit)
  const { owner, keeps, to } = giving
  const courses = await coursesOf(context, owner)
  const editions = await editionsOf(
    context,
    courses.map(({ id }) => id),
  )
  const nextOf = (course: Course) =>
    editions.find(
      (one) =>
        one.courseId === course.id &&
        one.cancelledOn === undefined &&
        Temporal.PlainDate.compare(one.days[0] ?? context.today, context.today) >= 0,
    )
  const held = await accreditationsOf(
    context,
    courses.map(({ id }) => id),
  )
  const inRegisters = (course: Course) => {
    const names = held.flatMap((one) =>
      one.of.id === course.id &&
      one.ended === undefined &&
      Temporal.PlainDate.compare(one.last, context.today) >= 0
        ? [context.platform.registers.get(one.register)?.shortName ?? one.register]
        : [],
    )
    return formatList([...new Set(names)])
  }
  return listPage(visit, {
    title: owner.is === 'person' ? say('Wat je zelf geeft', 'Wat u zelf geeft') : 'Opleidingen',
    ...giving.frame,
    lead: (
      <>
        {owner.is === 'person' && (
          <p class="lead">
            {say('Geef je', 'Geeft u')} scholing aan vakgenoten? Zet die hier neer, en laat het
            register zeggen waarvoor die telt.
          </p>
        )}
        <ButtonGroup>
          {keeps && <Button href={to.newCourse}>Opleiding toevoegen</Button>}
          {keeps && owner.is === 'organisation' && (
            <Button variant="secondary" href={paths.importCourses(context.register.id, owner.id)}>
              Opleidingen importeren
            </Button>
          )}
          {giving.asks && (
            <Button variant="link" href={to.requests}>
              Accreditatie
            </Button>
          )}
        </ButtonGroup>
      </>
    ),
    list: {
      caption: 'Opleidingen, op naam',
      rows: courses,
      columns: ({ name, text: said, status }) => [
        name(
          'Naam',
          (course) => course.title,
          (course) => to.course(course.id),
        ),
        said('Nummer', ({ number }) => number, { nowrap: true }),
        said('Vorm', (course) => courseForms[course.form]),
        said('Eerstvolgende keer', (course) => {
          const next = nextOf(course)
          if (next !== undefined) return editionInWords(next)
          if (anyTimeForms.includes(course.form)) return 'Altijd'
          return course.form === 'in-company' ? 'Op aanvraag' : 'Geen datum'
        }),
        said('Geaccrediteerd voor', inRegisters),
        status('Stand', (course) => courseTag(course, context.today)),
      ],
      empty: { title: 'Er staan nog geen opleidingen.' },
    },
  })
}

/** One course: what it is, when it is given, and what it counts for. */
export async function showCourse(visit: Visit): Promise<Response> {
  const { context } = visit
  const { giving, course } = await courseOfPage(visit)
  const { keeps, asks, to, frame } = giving
  const { id } = course
  const offer = offerOf(context.platform.registers)
  const labels = (named: readonly { id: string; label: string }[], ids: readonly string[]) =>
    namesInLine(ids.map((one) => named.find((each) => each.id === one)?.label ?? one))
  const editions = await editionsOf(context, [id])
  const held = await accreditationsOf(context, [id])
  const rated = await ratingsOf(context, id)
  const seesEnrolled = to.enrolments
  const enrolled =
    seesEnrolled === undefined
      ? new Map<string, Counted>()
      : await countEnrolled(
          context,
          editions.map((one) => one.id),
        )
  const requests = asks ? await requestsOf(context, giving.owner) : []
  const tag = courseTag(course, context.today)
  const labelled = (await labelsOfCourses(context, [id])).get(id) ?? []
  const marks = labelled.filter(({ seenOn }) => seenOn !== undefined)
  const byLabel = [...context.platform.registers.values()].flatMap((register) => {
    if (held.some((one) => one.register === register.id && holdsOn(one, context.today))) return []
    const one = countsByLabelOn(register, course, { held: marks, day: context.today })
    return one === undefined ? [] : [{ register, one }]
  })
  const stale = course.state === 'published' && isStale(course, context.today)
  return titledPage(
    visit,
    {
      title: course.title,
      ...frame,
      breadcrumb: [...frame.breadcrumb, { label: 'Opleidingen', href: to.courses }],
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      lead: (
        <>
          {stale && (
            <Alert type="warning" title="Kijk of dit nog klopt">
              <p>
                De dag om dit opnieuw te bekijken is voorbij. Tot iemand dat doet, staat het niet in
                het aanbod.
              </p>
              {keeps && (
                <p>
                  <a href={to.change(id)}>Bekijken en een nieuwe dag kiezen</a>
                </p>
              )}
            </Alert>
          )}
          {course.summary !== course.title && <p class="lead preserve">{course.summary}</p>}
          {course.state === 'published' && !stale && (
            <p>
              <a href={paths.course(context.register.id, course.number)}>
                Bekijk hoe dit in het aanbod staat
              </a>
            </p>
          )}
        </>
      ),
    },
    <>
      {keeps && course.state !== 'published' && (
        <PageForm visit={visit} action={to.offer(id)} hidden={{ doe: 'aanbieden' }}>
          <Button variant={held.length > 0 || editions.length > 0 ? 'primary' : 'secondary'}>
            In het aanbod zetten
          </Button>
        </PageForm>
      )}
      <h2>Uitvoeringen</h2>
      {keeps && (
        <p>
          <Button variant="secondary" href={to.newEdition(id)}>
            Uitvoering toevoegen
          </Button>
        </p>
      )}
      <List
        visit={visit}
        caption="Uitvoeringen, de eerste eerst"
        rows={editions}
        columns={({ name, text: said, status }) => [
          name('Wanneer en waar', editionInWords, (edition: Edition) =>
            keeps ? to.edition(id, edition.id) : undefined,
          ),
          said('Nummer', ({ number }) => number, { nowrap: true }),
          said('Prijs', ({ price }) => priceInWords(price ?? course.price)),
          ...(seesEnrolled === undefined
            ? []
            : [
                said('Aanmeldingen', (edition: Edition) =>
                  enrolledLink(edition, seesEnrolled(id, edition.id), enrolled),
                ),
              ]),
          status('Stand', (edition) => editionTag(edition, context.today)),
        ]}
        empty={{
          title: anyTimeForms.includes(course.form)
            ? 'Dit kan altijd, zonder vaste dag.'
            : 'Er is nog geen datum.',
        }}
      />
      <h2>Waarvoor dit telt</h2>
      {held.length + byLabel.length === 0 ? (
        <p>Nog geen register heeft dit geaccrediteerd.</p>
      ) : (
        <ul>
          {byLabel.map(({ register, one }) => (
            <li>
              <strong>{register.shortName}</strong>:{' '}
              {countsByLabelInWords(register, one, context.today)}
            </li>
          ))}
          {held.map((one) => {
            const register = context.platform.registers.get(one.register)
            return (
              register && (
                <li>
                  <strong>{register.shortName}</strong>: {heldInWords(register, one)}
                  {one.ended !== undefined && one.ended.reason !== '' && ` (${one.ended.reason})`}
                </li>
              )
            )
          })}
        </ul>
      )}
      {asks && <Asked {...{ visit, giving, course }} requests={requests} />}
      {asks && (
        <p>
          <Button variant="secondary" href={to.start(id)}>
            Accreditatie aanvragen
          </Button>
        </p>
      )}
      {to.newLabel !== undefined && (
        <>
          <h2>Keurmerken</h2>
          {marks.length === 0 ? (
            <p>Van deze opleiding en van de organisatie is nog geen keurmerk gezien.</p>
          ) : (
            <ul>
              {marks.map((mark) => (
                <li>
                  <strong>{labelTitleOf(context, { ...mark, kind: mark.label, about: '' })}</strong>
                  : geldig {labelDays({ first: mark.first, last: mark.last })}, gezien op{' '}
                  {mark.seenOn === undefined ? '' : formatDay(mark.seenOn)}
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href={to.newLabel(id)}>Keurmerk van deze opleiding opgeven</a>
          </p>
        </>
      )}
      <SummaryList
        title="Gegevens"
        items={[
          { term: 'Nummer', value: course.number },
          { term: 'Vorm', value: courseForms[course.form] },
          { term: 'Taal', value: courseLanguages[course.language] },
          course.studyLoad !== undefined && {
            term: 'Studiebelasting',
            value: `${formatNumber(course.studyLoad)} uur`,
          },
          course.audiences.length > 0 && {
            term: 'Voor wie',
            value: labels(offer.audiences, course.audiences),
          },
          course.professions.length > 0 && {
            term: 'Beroepen',
            value: labels(offer.professions, course.professions),
          },
          course.themes.length > 0 && {
            term: 'Onderwerpen',
            value: labels(offer.themes, course.themes),
          },
          { term: 'Prijs', value: priceInWords(course.price) },
          course.link !== '' && {
            term: 'Link',
            value: (
              <a href={course.link} rel="noreferrer nofollow">
                {course.link.replace(/^https?:\/\//, '')}
              </a>
            ),
          },
          rated !== undefined && { term: 'Beoordeling', value: ratingsInWords(rated) },
          { term: 'Opnieuw bekijken op', value: formatDay(course.reviewOn) },
        ]}
        {...(keeps ? { changeHref: to.change(id) } : {})}
      />
      {keeps && course.state === 'published' && (
        <PageForm visit={visit} action={to.offer(id)} hidden={{ doe: 'intrekken' }}>
          <Button variant="secondary">Uit het aanbod halen</Button>
        </PageForm>
      )}
    </>,
  )
}

// What is asked of registers and not decided, each with where it is read.
function Asked(props: {
  readonly visit: Visit
  readonly giving: Giving
  readonly course: Course
  readonly requests: readonly AccreditationRequest[]
}) {
  const { visit, giving, course, requests } = props
  const waiting = requests
    .filter(({ courseId }) => courseId === course.id)
    .flatMap((request) =>
      request.parts.filter(({ status }) => undecided.includes(status)).map((part) => ({ part })),
    )
  if (waiting.length === 0) return null
  return (
    <ul>
      {waiting.map(({ part }) => (
        <li>
          <a href={giving.to.request(part.requestId)}>
            {part.number ??
              `De aanvraag bij ${visit.context.platform.registers.get(part.register)?.shortName ?? part.register}`}
          </a>{' '}
          <Tag colour={partTag(part).colour}>{partTag(part).label}</Tag>
        </li>
      ))}
    </ul>
  )
}

const undecided: readonly PartStatus[] = ['draft', 'handed-in', 'asked', 'complete']

interface Counted {
  readonly enrolled: number
  readonly waiting: number
}

// How many want to come, of how many who can, with the list of them.
function enrolledLink(
  { id, number, places }: Edition,
  href: string,
  counted: ReadonlyMap<string, Counted>,
) {
  const { enrolled, waiting } = counted.get(id) ?? { enrolled: 0, waiting: 0 }
  if (enrolled === 0 && waiting === 0) return places === undefined ? '0' : `0 van ${places}`
  return (
    <a href={href}>
      {places === undefined ? enrolled : `${enrolled} van ${places}`}
      {waiting > 0 && `, wachtlijst ${waiting}`}
      <span class="visually-hidden"> voor {number}</span>
    </a>
  )
}

function editionTag(edition: Edition, today: Temporal.PlainDate) {
  if (edition.cancelledOn !== undefined) return { colour: 'red', label: 'Gaat niet door' } as const
  const last = edition.days.at(-1) ?? today
  return Temporal.PlainDate.compare(last, today) < 0
    ? ({ colour: 'grey', label: 'Geweest' } as const)
    : ({ colour: 'green', label: 'Gepland' } as const)
}

/** Puts a course among what is offered, or takes it out. */
export async function sendOffer(visit: Visit): Promise<Response> {
  const { giving, course } = await courseOfPage(visit)
  const { to, owner } = giving
  const offers = visit.form.value('doe') === 'aanbieden'
  const change = offers ? publishCourse : withdrawCourse
  const done = await change(visit.context, owner, course.id)
  const back = to.course(course.id)
  switch (done.outcome) {
    case 'published':
      return leaveFor(visit, back, `${course.title} staat in het aanbod.`)
    case 'withdrawn':
      return leaveFor(visit, back, `${course.title} staat niet meer in het aanbod.`)
    case 'to-review':
      return leaveFor(
        visit,
        to.change(course.id),
        'Kies eerst een nieuwe dag om dit te bekijken.',
        'warning',
      )
    case 'stale':
      return leaveFor(visit, back, 'Dit was intussen al gewijzigd.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

async function keepers(visit: Visit, { owner }: Giving) {
  const { context } = visit
  const own = accountOf(visit)
  if (owner.is === 'person') return [{ value: own.accountId, label: own.name ?? own.email }]
  const members = await listMembers(context, owner.id)
  const people = members
    .filter(({ status, roles }) => status === 'active' && mayFor(roles, 'keep-courses'))
    .map(({ accountId, name }) => ({ value: accountId, label: name }))
  return people.toSorted((one, other) =>
    one.value === own.accountId ? -1 : other.value === own.accountId ? 1 : 0,
  )
}

/** Adding a course. */
export const newCoursePage = formPage({
  load: async (visit) => {
    const giving = await seeGiven(visit)
    return { giving, people: await keepers(visit, giving) }
  },
  form: ({ context }, { people }) =>
    courseForm(offerOf(context.platform.registers), people, context.today),
  known: ({ context }, { giving }) => ({
    reviewOn: context.today.add({ years: 1 }),
    ...(giving.owner.is === 'person' ? { form: 'by-professional' } : {}),
  }),
  page: (_, { giving: { frame, to } }) => ({
    title: 'Opleiding toevoegen',
    ...frame,
    breadcrumb: [...frame.breadcrumb, { label: 'Opleidingen', href: to.courses }],
    form: { guard: true },
    button: 'Bewaren',
    back: { label: 'Terug', href: to.courses, link: true },
  }),
  save: async (visit, typed, { giving: { owner, to } }) => {
    const made = await makeCourse(visit.context, owner, courseFactsOf(typed))
    switch (made.outcome) {
      case 'made':
        return leaveFor(
          visit,
          to.course(made.id),
          `Bewaard als ${made.number}. Het staat nog niet in het aanbod.`,
        )
      case 'too-many':
        return { wrong: { title: 'Er staan al tweeduizend opleidingen. Meer kan niet.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Changing what is said of a course. */
export const changeCoursePage = formPage({
  load: async (visit) => {
    const { giving, course } = await courseOfPage(visit)
    return { giving, course, people: await keepers(visit, giving) }
  },
  form: ({ context }, { people }) =>
    courseForm(offerOf(context.platform.registers), people, context.today),
  known: (_, { course }) => typedCourse(course),
  page: (_, { giving: { frame, to }, course }) => ({
    title: 'Opleiding wijzigen',
    ...frame,
    breadcrumb: [
      ...frame.breadcrumb,
      { label: 'Opleidingen', href: to.courses },
      { label: course.title, href: to.course(course.id) },
    ],
    version: course.version,
    lead: (
      <p>
        Waarvoor dit telt, verandert hier niet mee. Zolang dit is geaccrediteerd, staan de naam, de
        vorm en de studiebelasting vast. Maak voor iets anders een nieuwe opleiding: de aanvraag kan
        worden overgenomen.
      </p>
    ),
    form: { guard: true },
    button: 'Bewaren',
    back: { label: 'Terug', href: to.course(course.id), link: true },
  }),
  save: async (visit, typed, { giving: { owner, to }, course }) => {
    const done = await changeCourse(visit.context, owner, course.id, {
      facts: courseFactsOf(typed),
      version: versionIn(visit.form),
    })
    switch (done.outcome) {
      case 'changed':
        return leaveFor(visit, to.course(course.id), 'De opleiding is bewaard.')
      case 'unchanged':
        return leaveFor(visit, to.course(course.id), 'Er is niets veranderd.', 'info')
      case 'stale':
        return { stale: <Stale /> }
      case 'accredited':
        return { wrong: Object.fromEntries(done.fixed.map((one) => [one, fixedTexts[one]])) }
      case 'not-allowed':
        return notFound()
    }
  },
})

const fixedTexts = {
  title:
    'De naam staat vast zolang dit is geaccrediteerd. Maak voor iets anders een nieuwe opleiding.',
  form: 'De vorm staat vast zolang dit is geaccrediteerd. Maak voor iets anders een nieuwe opleiding.',
  studyLoad:
    'De studiebelasting staat vast zolang dit is geaccrediteerd. Maak voor iets anders een nieuwe opleiding.',
} as const satisfies Readonly<Record<FixedFact, string>>

function Stale() {
  return (
    <Alert type="warning" title="Iemand anders was eerder" focus>
      <p>Dit is intussen gewijzigd. Hieronder staat wat hier is ingevuld.</p>
    </Alert>
  )
}

/** Adding a time at which a course is given. */
export const newEditionPage = formPage({
  load: courseOfPage,
  form: () => editionForm(),
  page: (_, { giving: { frame, to }, course }) => ({
    title: 'Uitvoering toevoegen',
    ...frame,
    breadcrumb: [
      ...frame.breadcrumb,
      { label: 'Opleidingen', href: to.courses },
      { label: course.title, href: to.course(course.id) },
    ],
    button: 'Bewaren',
    back: { label: 'Terug', href: to.course(course.id), link: true },
  }),
  save: async (visit, typed, { giving: { owner, to }, course }) => {
    const done = await addEdition(visit.context, owner, course.id, editionFactsOf(typed))
    switch (done.outcome) {
      case 'added':
        return leaveFor(
          visit,
          to.course(course.id),
          `De uitvoering is toegevoegd, met nummer ${done.number}.`,
        )
      case 'same':
        return { wrong: { days: `Deze uitvoering staat er al, als ${done.edition.number}.` } }
      case 'too-many':
        return { wrong: { days: 'Er staan al vijfhonderd uitvoeringen. Meer kan niet.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Changing one, or saying that it does not take place. */
export const changeEditionPage = formPage({
  load: async (visit) => {
    const { giving, course } = await courseOfPage(visit)
    const editions = await editionsOf(visit.context, [course.id])
    const edition = editions.find(({ id }) => id === visit.param('edition'))
    return edition === undefined ? notFound() : { giving, course, edition }
  },
  form: () => editionForm(),
  known: (_, { edition }) => typedEdition(edition),
  page: (_, { giving: { frame, to }, course, edition }) => ({
    title: `Uitvoering ${edition.number}`,
    ...frame,
    breadcrumb: [
      ...frame.breadcrumb,
      { label: 'Opleidingen', href: to.courses },
      { label: course.title, href: to.course(course.id) },
    ],
    version: edition.version,
    button: 'Bewaren',
    back: { label: 'Terug', href: to.course(course.id), link: true },
    ...(edition.cancelledOn === undefined
      ? {
          after: (
            <p>
              <a href={to.cancelEdition(course.id, edition.id)}>Deze uitvoering gaat niet door</a>
            </p>
          ),
        }
      : {
          frame: () => (
            <Alert type="info" title="Deze uitvoering gaat niet door">
              <p class="preserve">{edition.cancelledReason}</p>
            </Alert>
          ),
        }),
  }),
  save: async (visit, typed, { giving: { owner, to }, course, edition }) => {
    const done = await changeWithEnrolled(visit.context, owner, course, {
      id: edition.id,
      facts: editionFactsOf(typed),
      version: versionIn(visit.form),
    })
    switch (done.outcome) {
      case 'changed':
        return leaveFor(visit, to.course(course.id), `Uitvoering ${edition.number} is bewaard.`)
      case 'unchanged':
        return leaveFor(visit, to.course(course.id), 'Er is niets veranderd.', 'info')
      case 'stale':
        return { stale: <Stale /> }
      case 'attended':
        return {
          wrong: { days: 'Er is doorgegeven wie er was. De dagen staan daarmee vast.' },
        }
      default:
        return notFound()
    }
  },
})

/** Saying that an edition does not take place, with why: whoever enrolled or planned it is told. */
export const cancelEditionPage = formPage({
  load: async (visit) => {
    const { giving, course } = await courseOfPage(visit)
    const editions = await editionsOf(visit.context, [course.id])
    const edition = editions.find(({ id }) => id === visit.param('edition'))
    if (edition === undefined) return notFound()
    return edition.cancelledOn === undefined
      ? { giving, course, edition }
      : leaveFor(
          visit,
          giving.to.edition(course.id, edition.id),
          'Deze uitvoering gaat al niet door.',
          'info',
        )
  },
  form: () =>
    form({
      reason: text('reden', 'Waarom gaat het niet door?', {
        required: 'Schrijf op waarom het niet doorgaat.',
        hint: 'Wie zich inschreef of dit plande, leest het.',
        most: 500,
        rows: 2,
      }),
    }),
  page: (_, { giving: { frame, to }, course, edition }) => ({
    title: `Uitvoering ${edition.number} gaat niet door`,
    ...frame,
    breadcrumb: [
      ...frame.breadcrumb,
      { label: 'Opleidingen', href: to.courses },
      { label: course.title, href: to.course(course.id) },
    ],
    lead: <p>{editionInWords(edition)}. Dit kan niet ongedaan worden gemaakt.</p>,
    version: edition.version,
    danger: true,
    button: 'Laat vervallen',
    back: { label: 'Toch niet', href: to.edition(course.id, edition.id) },
  }),
  save: async (visit, { reason }, { giving: { owner, to }, course, edition }) => {
    const done = await cancelWithEnrolled(visit.context, owner, course, {
      id: edition.id,
      reason,
      version: versionIn(visit.form),
    })
    switch (done.outcome) {
      case 'cancelled':
        return leaveFor(visit, to.course(course.id), `Uitvoering ${edition.number} gaat niet door.`)
      case 'no-reason':
        return { wrong: { reason: 'Schrijf op waarom het niet doorgaat.' } }
      case 'not-allowed':
        return notFound()
      default:
        return { stale: <Stale /> }
    }
  },
})
