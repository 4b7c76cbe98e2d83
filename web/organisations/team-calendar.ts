import { teamCalendarAt } from '#domain/employers/alert/team-calendar.ts'
import type { SeenPerson } from '#domain/employers/sight/see-people.ts'
import type { CalendarEntry } from '#web/courses/calendar.ts'
import { calendarOf } from '#web/courses/calendar.ts'
import { calendarAnswer } from '#web/courses/feeds.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** The calendar at a secret address: until when the people of somebody's teams are registered, as they show it now. */
export async function teamCalendar(visit: Visit): Promise<Response> {
  const { context } = visit
  const { platform, register } = context
  const id = visit.param('organisation')
  const { organisation, people, reader } =
    (await teamCalendarAt(context, id, visit.param('token'))) ?? notFound()
  const [first] = people
  if (first !== undefined) {
    visit.shows({
      ...{ about: 'registration', id: first.registrationId },
      people: [...new Set(people.map(({ personId }) => personId))],
      ...{ thing: 'sight', thingId: organisation.id, to: reader },
      as: { role: 'employer', body: organisation.id },
    })
  }
  const host = new URL(platform.origin).host
  const url = (one: SeenPerson) =>
    `${platform.origin}${paths.seenPerson(register.id, organisation.id, one.sightId)}`
  const entries = people.flatMap((one): readonly CalendarEntry[] => {
    const called = platform.registers.get(one.register)?.shortName ?? one.register
    if (one.validUntil === undefined) return []
    return [
      {
        uid: `${one.sightId}-${one.validUntil}@${host}`,
        title: `${one.name}: laatste dag van de registratie (${called})`,
        ...{ day: one.validUntil, begins: '', ends: '', place: '' },
        text: one.course === 'behind' ? 'Loopt achter op de norm.' : '',
        url: url(one),
      },
    ]
  })
  const calendar = calendarOf(`Teams van ${organisation.name}`, entries, Temporal.Now.instant())
  return calendarAnswer(calendar, 'teams')
}
