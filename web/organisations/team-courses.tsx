import { mostProposed, mostWord } from '#domain/employers/proposal/proposal.ts'
import type { FillsFor } from '#domain/employers/proposal/propose-course.ts'
import {
  coursesForTeam,
  fillsForTeam,
  findProposable,
  proposeCourse,
  takeBackProposal,
} from '#domain/employers/proposal/propose-course.ts'
import { seeNames } from '#domain/employers/sight/see-people.ts'
import { findTeam } from '#domain/employers/team/queries.ts'
import { counted } from '#language/numbers.ts'
import { listedInWords } from '#web/courses/course-words.ts'
import { form } from '#web/forms/form.tsx'
import { checks, select, text, unasked } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage, pageAsked } from '#web/layout/list-page.tsx'
import { inTeams, lookedAt, opened } from '#web/organisations/teams.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'

// A course that an employer proposes to a team: finding it, and proposing one time of it.

async function teamOf(visit: Visit) {
  const { context } = visit
  const { organisationId, seen } = await opened(visit)
  const team = (await findTeam(context, organisationId, visit.param('team'), seen)) ?? notFound()
  const people = await seeNames(context, organisationId, { seen, teamId: team.id })
  return { organisationId, team, people }
}

function inTeam(visit: Visit, { organisationId, team }: Awaited<ReturnType<typeof teamOf>>) {
  const href = paths.team(visit.context.register.id, organisationId, team.id)
  return inTeams(visit, [{ label: team.name, href }])
}

/** "Helpt 2 van de 3 mensen" */
function fillsInShort({ of, people }: FillsFor): string {
  if (of === 0) return ''
  return people === 0 ? 'Niemand' : `${people} van de ${of}`
}

/** What there is to learn from for a team. */
export async function showTeamCourses(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const whose = await teamOf(visit)
  const { organisationId, team, people } = whose
  const typed = url.searchParams.get('zoek')?.trim().slice(0, 200) ?? ''
  const { found, page, pages } = await coursesForTeam(context, people, {
    text: typed,
    page: Math.min(pageAsked(visit), 1000),
  })
  return listPage(visit, {
    title: 'Een opleiding voorstellen',
    ...inTeam(visit, whose),
    caption: `Team ${team.name}`,
    lead: (
      <p class="lead">
        Kies een opleiding. Wat het team het meest helpt, staat eerst. Iedereen kiest zelf om mee te
        doen.
      </p>
    ),
    search: { name: 'zoek', label: 'Zoek een opleiding', value: typed },
    list: {
      caption: 'Opleidingen die nog komen',
      rows: found,
      columns: ({ name, text: words }) => [
        name(
          'Opleiding',
          ({ course }) => course.title,
          ({ course, next }) =>
            paths.proposeCourse(register.id, organisationId, team.id, course.number, {
              uitvoering: String(next?.sequence ?? ''),
            }),
        ),
        words('Wie het geeft', ({ course }) => course.provider),
        words('Eerste keer', ({ next }) => (next === undefined ? '' : listedInWords(next))),
        words('Vult wat nog mist bij', ({ fillsFor }) => fillsInShort(fillsFor)),
      ],
      empty: {
        title: 'Geen opleiding gevonden',
        text: <p>Zoek met andere woorden. Hier staat alleen wat nog komt, met een datum.</p>,
      },
      pages: { page, of: pages },
    },
    after: (
      <p class="subtle">
        Wat nog mist, is geteld over wie de normen laat zien, met wat al is gepland. Om wie het
        gaat, staat er niet bij.
      </p>
    ),
  })
}

/** Takes back what was proposed to a team. */
export async function sendTeamCourses(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { organisationId, team } = await teamOf(visit)
  const there = paths.team(context.register.id, organisationId, team.id)
  const editionId = sent.value('intrekken')
  if (editionId === '') return leaveFor(visit, there, 'Er is niets gekozen.', 'info')
  const done = await takeBackProposal(context, organisationId, { teamId: team.id, editionId })
  return done.outcome === 'taken-back'
    ? leaveFor(
        visit,
        there,
        'Het voorstel is ingetrokken. Wie al meedoet, houdt de eigen planning.',
      )
    : leaveFor(visit, there, 'Er was niets meer om in te trekken: niemand moet nog kiezen.', 'info')
}

/** Of more people than this nobody is chosen apart: it is proposed to all of them. */
const mostApart = 100

const propose = formPage({
  load: async (visit: Visit) => {
    const whose = await teamOf(visit)
    const course = (await findProposable(visit.context, visit.param('number'))) ?? notFound()
    return { ...whose, course }
  },
  form: (_, { course, people }) => {
    const everybody = people.map(({ sightId }) => sightId)
    return form({
      edition: select('uitvoering', 'Welke keer?', {
        width: 'full',
        required: 'Kies wanneer het is.',
        options: course.editions.map((one) => ({
          value: String(one.sequence),
          label: listedInWords({
            first: one.days[0]?.toString() ?? '',
            last: one.days.at(-1)?.toString() ?? '',
            ...{ days: one.days.length, online: one.online, place: one.place },
          }),
        })),
      }),
      people:
        people.length > mostApart
          ? unasked<readonly string[]>(everybody)
          : checks('wie', 'Aan wie?', {
              required: 'Kies ten minste één persoon.',
              options: people.map(({ sightId, name }) => ({ value: sightId, label: name })),
            }),
      word: text('woord', 'Een woord erbij', {
        most: mostWord,
        rows: 3,
        hint: 'Bijvoorbeeld waarom deze opleiding, en wie betaalt.',
      }),
    })
  },
  known: (visit, { course, people }) => {
    const asked = visit.url.searchParams.get('uitvoering')
    const first = course.editions.find(({ sequence }) => String(sequence) === asked)
    return {
      edition: String((first ?? course.editions[0])?.sequence ?? ''),
      people: people.map(({ sightId }) => sightId),
    }
  },
  page: async (visit, facts) => {
    const { context } = visit
    const { course, people, organisationId, team } = facts
    lookedAt(visit, people)
    const asked = visit.url.searchParams.get('uitvoering')
    const shown = course.editions.find(({ sequence }) => String(sequence) === asked)
    const sequence = (shown ?? course.editions[0])?.sequence ?? 0
    const { of, people: helped } = await fillsForTeam(context, people, {
      ...{ number: course.number, sequence },
    })
    const there = paths.teamCourses(context.register.id, organisationId, team.id)
    return {
      title: `${course.title} voorstellen`,
      ...inTeam(visit, facts),
      caption: `Team ${team.name}`,
      lead: (
        <>
          <p>
            <a href={paths.course(context.register.id, course.number)}>Over deze opleiding</a>
          </p>
          {of > 0 && (
            <p>
              Van {counted(of, 'persoon', 'mensen')} met normen in beeld vult dit bij{' '}
              {helped === 0 ? 'niemand' : helped} iets wat nog mist.
            </p>
          )}
          {people.length > mostApart && <p>Het gaat naar alle {people.length} mensen.</p>}
          <p>
            Iedereen krijgt één bericht en kiest zelf. De organisatie ziet hoeveel mensen meedoen,
            en van wie scholing laat zien ook wie.
          </p>
        </>
      ),
      form: { guard: true },
      button: 'Voorstellen',
      back: { label: 'Terug', href: there, link: true },
    }
  },
  save: async (visit, { edition, people, word }, { course, organisationId, team }) => {
    const { context } = visit
    const done = await proposeCourse(context, organisationId, {
      ...{ teamId: team.id, number: course.number, sequence: Number(edition) },
      ...{ word, sights: people },
    })
    switch (done.outcome) {
      case 'proposed':
        return leaveFor(
          visit,
          paths.team(context.register.id, organisationId, team.id),
          'De opleiding is voorgesteld. Wie eerder al antwoord gaf, krijgt de vraag niet nog eens.',
        )
      case 'too-late':
        return { wrong: { edition: 'Deze datum is geweest, of gaat niet door. Kies een andere.' } }
      case 'nobody':
        return { wrong: { people: 'Deze mensen laten niet meer meekijken. Kies opnieuw.' } }
      case 'too-long':
        return { wrong: { word: `Gebruik hooguit ${mostWord} tekens.` } }
      case 'too-many':
        return {
          wrong: {
            edition: `Dit team heeft al ${mostProposed} voorstellen. Trek er eerst een in.`,
          },
        }
      case 'not-found':
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Proposing one time of a course to people of a team. */
export const proposeCoursePage: Handlers = {
  get: async (visit) => (await goneFrom(visit)) ?? propose.get(visit),
  post: async (visit) => (await goneFrom(visit)) ?? propose.post(visit),
}

async function goneFrom(visit: Visit): Promise<Response | undefined> {
  const { context } = visit
  const { organisationId, team } = await teamOf(visit)
  const course = await findProposable(context, visit.param('number'))
  if (course !== undefined && course.editions.length > 0) return undefined
  return leaveFor(
    visit,
    paths.teamCourses(context.register.id, organisationId, team.id),
    'Deze opleiding heeft geen datum die nog komt. Kies een andere.',
    'warning',
  )
}
