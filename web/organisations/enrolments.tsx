import type { Course, Edition } from '#domain/courses/course/course.ts'
import { findCourse, findEdition } from '#domain/courses/course/queries.ts'
import type { Enrolled } from '#domain/learning/enrolment/enrolment.ts'
import { listEnrolled } from '#domain/learning/enrolment/queries.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { formatDayShort } from '#language/days.ts'
import { counted } from '#language/numbers.ts'
import { editionInWords } from '#web/courses/course-words.ts'
import { csvFile } from '#web/csv-file.ts'
import { Alert, Button, ButtonGroup } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, notFound } from '#web/route.ts'

interface Open {
  readonly course: Course
  readonly edition: Edition
  readonly enrolled: readonly Enrolled[]
}

async function openEdition({ context, ...visit }: Visit): Promise<Open> {
  const { organisation } = actingOf({ context, ...visit })
  const edition = (await findEdition(context, visit.param('edition'))) ?? notFound()
  const course = (await findCourse(context, edition.courseId)) ?? notFound()
  if (course.owner?.is !== 'organisation' || course.owner.id !== organisation.id) notFound()
  return { course, edition, enrolled: await listEnrolled(context, edition.id) }
}

/** Who wants to come to an edition, as far as they agreed that its organisation knows it. */
export async function showEnrolments(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { organisation, member } = actingOf(visit)
  const { course, edition, enrolled } = await openEdition(visit)
  const full = edition.places !== undefined && enrolled.length >= edition.places
  const first = edition.days[0] ?? visit.context.today
  const begun = Temporal.PlainDate.compare(first, visit.context.today) <= 0
  const room = edition.places === undefined ? '' : `, van ${edition.places} plekken`
  const courses = paths.organisationCourses(register.id, organisation.id)
  const own = inOrganisation(visit, courses)
  const within = {
    ...own,
    breadcrumb: [...own.breadcrumb, { label: 'Opleidingen', href: courses }],
  }
  return titledPage(
    visit,
    {
      title: `Aanmeldingen voor ${course.title}`,
      caption: `${edition.number}: ${editionInWords(edition)}`,
      ...within,
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
            <Button
              variant="secondary"
              href={paths.enrolmentsFile(register.id, organisation.id, edition.id)}
              download
            >
              Lijst downloaden (CSV)
            </Button>
            {begun && mayFor(member.roles, 'enter-attendance') && (
              <Button
                variant="link"
                href={paths.attendanceEdition(register.id, organisation.id, edition.id)}
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
      {enrolled.length > 0 && (
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
