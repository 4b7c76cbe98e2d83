import { withdrawAsked } from '#domain/employers/sight/ask-sight.ts'
import { leaveSight, placeSight } from '#domain/employers/sight/keep-sight.ts'
import type { SeenNorm, SeenWhole } from '#domain/employers/sight/see-people.ts'
import { seePerson } from '#domain/employers/sight/see-people.ts'
import { listTeams, seenTeams } from '#domain/employers/team/queries.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { isMeasure } from '#engine'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { select } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  Cards,
  formatDay,
  formatQuantity,
  NormBar,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import {
  attentionText,
  courseWords,
  levelNames,
  neverSeen,
  statusOf,
} from '#web/organisations/team-words.ts'
import { lookedAt } from '#web/organisations/teams.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'
import { unitOf, unitOfMeasure } from '#web/speech.ts'

// One person as an employer sees them: what they gave, and nothing else.

async function personOf(visit: Visit): Promise<SeenWhole> {
  const { context } = visit
  const { organisation, member } = actingOf(visit)
  const seen = await seenTeams(context, organisation.id, member)
  return (await seePerson(context, organisation.id, visit.param('sight'), seen)) ?? notFound()
}

function inTeamOf(visit: Visit, { team }: Pick<SeenWhole, 'team'>) {
  const { register } = visit.context
  const { organisation, member } = actingOf(visit)
  const own = inOrganisation(visit, paths.teams(register.id, organisation.id))
  const all = mayFor(member.roles, 'keep-teams')
  return {
    ...own,
    breadcrumb: [
      ...own.breadcrumb,
      { label: 'Teams', href: paths.teams(register.id, organisation.id) },
      ...(team === undefined
        ? all
          ? [
              {
                label: 'Iedereen die laat meekijken',
                href: paths.everybody(register.id, organisation.id),
              },
            ]
          : []
        : [{ label: team.name, href: paths.team(register.id, organisation.id, team.id) }]),
    ],
  }
}

/** One person: how they stand, how far they are and what they did, as far as they gave that. */
export async function showSeenPerson(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register: here, platform } = context
  const { organisation, member } = actingOf(visit)
  const person = await personOf(visit)
  lookedAt(visit, [person])
  const register = platform.registers.get(person.register) ?? notFound()
  const status = statusOf(register, person)
  const { attention, course, norms, activities } = person
  return titledPage(
    visit,
    {
      title: person.name,
      ...inTeamOf(visit, person),
      caption: register.name,
      aside: <Tag colour={status.colour}>{status.label}</Tag>,
      lead: attention !== undefined && (
        <Alert type="warning">
          <p>{attentionText(attention)}.</p>
        </Alert>
      ),
    },
    <>
      <SummaryList
        items={[
          { term: 'Registratienummer', value: person.number ?? 'Nog geen' },
          person.validUntil !== undefined && {
            term: 'Geldig tot en met',
            value: formatDay(person.validUntil),
          },
          course !== undefined && { term: 'Koers', value: courseWords[course].label },
          { term: 'Laat zien', value: levelNames[person.level].label },
          { term: 'Sinds', value: formatDay(person.since) },
          person.lastDay !== undefined && { term: 'Tot en met', value: formatDay(person.lastDay) },
          {
            term: 'Team',
            value: person.forTeam
              ? `${person.team?.name ?? ''}, alleen aan dit team gegeven`
              : (person.team?.name ?? 'Geen'),
          },
        ]}
      />
      {norms !== undefined && (
        <>
          <h2>Normen</h2>
          <Norms register={register} norms={norms} />
        </>
      )}
      {activities !== undefined && (
        <>
          <h2>Scholing</h2>
          <List
            visit={visit}
            caption="Activiteiten die nu tellen of gepland zijn, de laatste eerst"
            rows={activities.toSorted((one, other) =>
              (one.on?.toString() ?? '') < (other.on?.toString() ?? '') ? 1 : -1,
            )}
            empty={{ title: 'Er staat nog niets in dit portfolio' }}
            columns={({ name, text, day, quantity }) => [
              name('Titel', ({ title }) => title),
              day('Datum', ({ on }) => on),
              quantity('Omvang', ({ amount }) => amount, unitOf(register)),
              text('Geaccrediteerd', ({ accredited }) => (accredited ? 'Ja' : 'Nee')),
              text('Stand', ({ state }) => stateWords[state]),
            ]}
          />
        </>
      )}
      <p class="subtle">{neverSeen}</p>
      <ButtonGroup>
        {mayFor(member.roles, 'keep-teams') && !person.forTeam && (
          <Button
            variant="secondary"
            href={paths.placeSight(here.id, organisation.id, person.sightId)}
          >
            Ander team
          </Button>
        )}
        <Button variant="link" href={paths.leaveSight(here.id, organisation.id, person.sightId)}>
          Stoppen met meekijken
        </Button>
      </ButtonGroup>
    </>,
  )
}

const stateWords = { planned: 'Gepland', entered: 'Ingestuurd', approved: 'Goedgekeurd' } as const

function Norms({
  register,
  norms,
}: {
  readonly register: Register
  readonly norms: readonly SeenNorm[]
}) {
  const regulation = register.versions.at(-1)?.regulation ?? {}
  return (
    <Cards>
      {norms.map((norm) =>
        isMeasure(norm.measure) ? (
          <NormBar
            name={norm.label}
            needed={norm.required}
            approved={norm.counted}
            pending={norm.provisional}
            planned={norm.planned}
            unit={unitOfMeasure(norm.measure, register, regulation)}
            met={norm.holds}
            note={
              norm.shortfall > 0 && !norm.holds
                ? `Nog ${formatQuantity(norm.shortfall, unitOfMeasure(norm.measure, register, regulation))}.`
                : undefined
            }
          />
        ) : (
          <div class="norm">
            <h3 class="norm-name">{norm.label}</h3>
            <p>{norm.holds ? 'In orde.' : 'Nog niet in orde.'}</p>
          </div>
        ),
      )}
    </Cards>
  )
}

/** Putting somebody into another team. */
export const placeSightPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const person = await personOf(visit)
    if (person.forTeam) return notFound()
    const { organisation } = actingOf(visit)
    return { person, teams: await listTeams(visit.context, organisation.id, 'all') }
  },
  form: (_, { teams }) =>
    form({
      team: select('team', 'Team', {
        width: 'l',
        required: 'Kies een team.',
        options: [
          { value: 'geen', label: 'Geen team' },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ],
      }),
    }),
  known: (_, { person }) => ({ team: person.team?.id ?? 'geen' }),
  page: (visit, { person }) => {
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    lookedAt(visit, [person])
    return {
      title: `In welk team werkt ${person.name}?`,
      ...inTeamOf(visit, person),
      lead: <p>Wie dat team coördineert, ziet dan wat {person.name} laat zien.</p>,
      version: person.version,
      button: 'Bewaren',
      back: {
        label: 'Terug',
        href: paths.seenPerson(register.id, organisation.id, person.sightId),
        link: true,
      },
    }
  },
  save: async (visit, { team }, { person }) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const there = paths.seenPerson(context.register.id, organisation.id, person.sightId)
    const done = await placeSight(context, organisation.id, {
      id: person.sightId,
      teamId: team === 'geen' ? undefined : team,
      version: versionIn(visit.form),
    })
    switch (done.outcome) {
      case 'placed':
        return leaveFor(visit, there, 'Het team is gewijzigd.')
      case 'same-team':
        return leaveFor(visit, there, 'Deze persoon laat dit team al meekijken.', 'info')
      case 'stale':
        return leaveFor(visit, there, 'Dit was intussen gewijzigd. Kijk hoe het nu is.', 'info')
      case 'not-found':
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Ceasing to look along. */
export const leaveSightPage: Handlers = {
  get: async (visit) => {
    const person = await personOf(visit)
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    lookedAt(visit, [person])
    return confirmPage(visit, {
      title: `Niet meer meekijken met ${person.name}?`,
      ...inTeamOf(visit, person),
      lead: (
        <p>
          {organisation.name} ziet dan niets meer van {person.name}, die daar bericht van krijgt.
          Later opnieuw vragen kan.
        </p>
      ),
      danger: true,
      button: 'Stoppen',
      back: {
        label: 'Toch niet',
        href: paths.seenPerson(register.id, organisation.id, person.sightId),
      },
    })
  },
  post: async (visit) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const teams = paths.teams(context.register.id, organisation.id)
    const done = await leaveSight(context, organisation.id, visit.param('sight'))
    switch (done.outcome) {
      case 'ended':
        return leaveFor(visit, teams, 'Gestopt. De gegevens van deze persoon staan hier niet meer.')
      case 'not-found':
        return leaveFor(visit, teams, 'Deze persoon laat al niet meer meekijken.', 'info')
      case 'not-allowed':
        return notFound()
    }
  },
}

/** Takes back what was asked of somebody. */
export async function sendWithdrawAsked(visit: Visit): Promise<Response> {
  const { context } = visit
  const { organisation } = actingOf(visit)
  const teams = paths.teams(context.register.id, organisation.id)
  const done = await withdrawAsked(context, organisation.id, visit.param('sight'))
  switch (done.outcome) {
    case 'withdrawn':
      return leaveFor(visit, teams, 'De vraag is ingetrokken.')
    case 'not-found':
      return leaveFor(visit, teams, 'Deze vraag is er niet meer.', 'info')
    case 'not-allowed':
      return notFound()
  }
}
