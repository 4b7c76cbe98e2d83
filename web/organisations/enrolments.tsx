import type { Course, Edition } from '#domain/courses/course/course.ts'
import { findCourse, findEdition } from '#domain/courses/course/queries.ts'
import type { Enrolled } from '#domain/learning/enrolment/enrolment.ts'
import { listEnrolled, listWaiting } from '#domain/learning/enrolment/queries.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { formatDayShort } from '#language/days.ts'
import { counted } from '#language/numbers.ts'
import { editionInWords } from '#web/courses/course-words.ts'
import type { Giving } from '#web/courses/given-by.ts'
import { givingOf, isOf } from '#web/courses/given-by.ts'
import { csvFile } from '#web/csv-file.ts'
import { Alert, Button, ButtonGroup, formatDay } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

interface Open {
  readonly giving: Giving
  readonly course: Course
  readonly edition: Edition
  readonly enrolled: readonly Enrolled[]
  readonly waiting: readonly Enrolled[]
}

async function openEdition(visit: Visit): Promise<Open> {
  const { context } = visit
  const giving = givingOf(visit)
  const edition = (await findEdition(context, visit.param('edition'))) ?? notFound()
  const course = (await findCourse(context, edition.courseId)) ?? notFound()
  if (!isOf(giving.owner, course.owner)) notFound()
  return {
    ...{ giving, course, edition },
    enrolled: await listEnrolled(context, edition.id),
    waiting: await listWaiting(context, edition.id),
  }
}

/** Who wants to come to an edition and who waits for a place, as far as they agreed that who gives it knows it. */
export async function showEnrolments(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { giving, course, edition, enrolled, waiting } = await openEdition(visit)
  const { frame, to } = giving
  const taken = enrolled.length + waiting.filter(({ state }) => state === 'offered').length
  const full = edition.places !== undefined && taken >= edition.places
  const first = edition.days[0] ?? visit.context.today
  const begun = Temporal.PlainDate.compare(first, visit.context.today) <= 0
  const room =
    edition.places === undefined ? '' : `, van ${counted(edition.places, 'plek', 'plekken')}`
  const { acting } = visit
  return titledPage(
    visit,
    {
      title: `Aanmeldingen voor ${course.title}`,
      caption: `${edition.number}: ${editionInWords(edition)}`,
      ...frame,
      breadcrumb: [
        ...frame.breadcrumb,
        { label: 'Opleidingen', href: to.courses },
        { label: course.title, href: to.course(course.id) },
      ],
      hidden: true,
    },
    <>
      {edition.cancelledOn !== undefined && (
        <Alert type="info">
          <p>Deze uitvoering gaat niet door. Wie zich had aangemeld, kreeg daar bericht van.</p>
        </Alert>
      )}
      {enrolled.length > 0 && (
        <>
          <p class="lead">
            {counted(enrolled.length, 'aanmelding', 'aanmeldingen')}
            {room}
            {full && ': deze uitvoering is vol'}.
          </p>
          <ButtonGroup>
            <Button variant="secondary" href={to.enrolmentsFile(course.id, edition.id)} download>
              Lijst downloaden (CSV)
            </Button>
            {begun && acting !== undefined && mayFor(acting.member.roles, 'enter-attendance') && (
              <Button
                variant="link"
                href={paths.attendanceEdition(register.id, acting.organisation.id, edition.id)}
              >
                Deelname doorgeven
              </Button>
            )}
          </ButtonGroup>
        </>
      )}
      <List
        visit={visit}
        caption="Aanmeldingen, op achternaam"
        rows={enrolled}
        empty={{ title: begun ? 'Niemand meldde zich aan' : 'Er zijn nog geen aanmeldingen' }}
        columns={({ name, text: said, day }) => [
          name('Naam', (one) => one.name),
          said('Registratienummer', ({ numbers }) => numbers.join(', ')),
          day('Aangemeld', ({ enrolledOn }) => enrolledOn),
        ]}
      />
      {waiting.length > 0 && (
        <>
          <h2>Wachtlijst</h2>
          <p>
            Komt er een plek vrij, dan bieden we die aan in deze volgorde. Wie niet op tijd
            antwoordt, gaat van de lijst.
          </p>
          <List
            visit={visit}
            caption="Wachtlijst, in volgorde"
            rows={waiting}
            columns={({ name, text: said, day }) => [
              name('Naam', (one) => one.name),
              said('Registratienummer', ({ numbers }) => numbers.join(', ')),
              day('Op de lijst sinds', ({ enrolledOn }) => enrolledOn),
              said('Stand', ({ offeredUntil }) =>
                offeredUntil === undefined
                  ? 'Wacht'
                  : `Plek aangeboden tot en met ${formatDay(offeredUntil)}`,
              ),
            ]}
          />
        </>
      )}
      {enrolled.length + waiting.length > 0 && (
        <p class="subtle">
          Deze mensen vonden het goed dat hun naam en nummer hier staan, voor deze uitvoering. Wie
          zich afmeldt, staat er niet meer in. Twee maanden na afloop verdwijnt de lijst.
        </p>
      )}
    </>,
  )
}

/** The same as a file; nothing in it can run as a formula. */
export async function giveEnrolments(visit: Visit): Promise<Response> {
  const { edition, enrolled } = await openEdition(visit)
  const rows = enrolled.map(({ numbers, surname, name, enrolledOn }) =>
    csvLine([
      numbers[0] ?? '',
      surname,
      name,
      numbers.slice(1).join(' '),
      formatDayShort(enrolledOn),
    ]),
  )
  return csvFile(`aanmeldingen-${edition.number}.csv`, [
    `\uFEFF${csvLine(['Registratienummer', 'Achternaam', 'Naam', 'Andere nummers', 'Aangemeld'])}`,
    ...rows,
  ])
}
