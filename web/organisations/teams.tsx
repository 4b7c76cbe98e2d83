import {
  hasTeamCalendar,
  renewTeamCalendar,
  withdrawTeamCalendar,
} from '#domain/employers/alert/team-calendar.ts'
import { teamProposals } from '#domain/employers/proposal/queries.ts'
import { askSight } from '#domain/employers/sight/ask-sight.ts'
import type { AskedSight } from '#domain/employers/sight/queries.ts'
import { askedSights } from '#domain/employers/sight/queries.ts'
import type { SeenPerson } from '#domain/employers/sight/see-people.ts'
import { seeEverybody, seePeople } from '#domain/employers/sight/see-people.ts'
import type { Level } from '#domain/employers/sight/sight.ts'
import { daysToAnswer, levels, mostAsked } from '#domain/employers/sight/sight.ts'
import {
  changeTeam,
  endTeam,
  makeTeam,
  whoCanCoordinate,
} from '#domain/employers/team/keep-team.ts'
import type { SeenTeams } from '#domain/employers/team/queries.ts'
import { findTeam, listTeams, seenTeams } from '#domain/employers/team/queries.ts'
import type { Team } from '#domain/employers/team/team.ts'
import { mostName, mostTeams } from '#domain/employers/team/team.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { formatDayShort } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { csvFile } from '#web/csv-file.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, line, select } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { ProposedCourses } from '#web/organisations/proposed-courses.tsx'
import {
  attentionText,
  courseWords,
  levelNames,
  neverSeen,
  statusOf,
} from '#web/organisations/team-words.ts'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// The teams of an employer: who is in them, how they stand, and asking somebody to let the employer see that.

const pageSize = 50

interface Opened {
  readonly organisationId: string
  readonly seen: SeenTeams
  readonly keeps: boolean
}

/** What of the teams who acts sees and keeps. */
export async function opened(visit: Visit): Promise<Opened> {
  const { organisation, member } = actingOf(visit)
  return {
    organisationId: organisation.id,
    seen: await seenTeams(visit.context, organisation.id, member),
    keeps: mayFor(member.roles, 'keep-teams'),
  }
}

/** Where a page about teams stands. */
export function inTeams(visit: Visit, more: readonly { label: string; href: string }[] = []) {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const href = paths.teams(register.id, organisation.id)
  const own = inOrganisation(visit, href)
  const teams = { label: 'Teams', href }
  return { ...own, breadcrumb: [...own.breadcrumb, teams, ...more] }
}

/** The teams that who acts sees, and whom was asked. */
export async function showTeams(visit: Visit): Promise<Response> {
  return teamsPage(visit)
}

/** Makes the secret address of the calendar of somebody's teams, or ends it. */
export async function sendTeams(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { organisation } = actingOf(visit)
  const here = paths.teams(context.register.id, organisation.id)
  if (sent.value('intent') === 'intrekken') {
    await withdrawTeamCalendar(context, organisation.id)
    return leaveFor(visit, here, 'Het adres is ingetrokken. Wie het nog heeft, ziet niets meer.')
  }
  if (sent.value('intent') !== 'adres') return leaveFor(visit, here, 'Er is niets gekozen.', 'info')
  const made = (await renewTeamCalendar(context, organisation.id)) ?? notFound()
  const path = paths.teamCalendar(context.register.id, organisation.id, made.token)
  return teamsPage(visit, `${context.platform.origin}${path}`)
}

async function teamsPage(visit: Visit, address?: string): Promise<Response> {
  const { context } = visit
  const { register, say } = speech(visit)
  const { organisationId, seen, keeps } = await opened(visit)
  const teams = await listTeams(context, organisationId, seen)
  const asked = await askedSights(context, organisationId, { seen })
  const mayAsk = keeps || teams.length > 0
  const calendar = await hasTeamCalendar(context, actingOf(visit).member.id)
  return titledPage(
    visit,
    {
      title: 'Teams',
      ...inOrganisation(visit, paths.teams(register.id, organisationId)),
      lead: (
        <>
          <p class="lead">
            Wie is waar geregistreerd, tot wanneer, en loopt het goed? Dat {say('zie je', 'ziet u')}{' '}
            hier van wie dat zelf laat zien. Mensen kunnen daar elk moment mee stoppen.
          </p>
          {mayAsk && (
            <ButtonGroup>
              <Button href={paths.askSight(register.id, organisationId)}>
                Vraag iemand om mee te kijken
              </Button>
              {keeps && (
                <Button variant="secondary" href={paths.newTeam(register.id, organisationId)}>
                  Team toevoegen
                </Button>
              )}
            </ButtonGroup>
          )}
        </>
      ),
    },
    <>
      {address !== undefined && (
        <Alert type="success" title="Het adres van de agenda" focus>
          <p>
            <code class="preserve">{address}</code>
          </p>
          <p>
            Zet dit adres in een agenda-app, als agenda om op te abonneren. Wie het adres kent, ziet
            de namen en data. We laten het hier één keer zien.
          </p>
        </Alert>
      )}
      <List
        visit={visit}
        caption="Teams, op naam"
        rows={teams}
        empty={{
          title: keeps ? 'Er zijn nog geen teams' : 'Er is nog geen team voor deze rol',
          text: (
            <p>
              {keeps
                ? 'Met teams ziet een coördinator alleen de eigen mensen. Zonder teams kan het ook.'
                : 'Een beheerder of werkgever van de organisatie kiest wie een team coördineert.'}
            </p>
          ),
        }}
        columns={({ name, text }) => [
          name(
            'Team',
            (one) => one.name,
            ({ id }) => paths.team(register.id, organisationId, id),
          ),
          text('Laten meekijken', ({ people }) => counted(people, 'persoon', 'mensen')),
          text('Gevraagd', (one) => (one.asked === 0 ? '' : String(one.asked))),
          text('Coördinator', ({ coordinators }) =>
            formatList(coordinators.map(({ name: called }) => called)),
          ),
        ]}
      />
      {keeps && (
        <p>
          <a href={paths.everybody(register.id, organisationId)}>Iedereen die laat meekijken</a>,
          ook wie in geen team zit
        </p>
      )}
      <AskedList visit={visit} asked={asked} organisationId={organisationId} />
      {mayAsk && (
        <>
          <h2>Data in een agenda</h2>
          <p>
            Met een geheim adres staat in een agenda-app tot wanneer mensen geregistreerd zijn,
            zolang ze dat laten zien.{' '}
            {calendar
              ? 'Er is een adres. Een nieuw adres maakt het oude ongeldig.'
              : 'Er is nog geen adres.'}
          </p>
          <PageForm visit={visit}>
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
          </PageForm>
        </>
      )}
    </>,
  )
}

function AskedList({
  visit,
  asked,
  organisationId,
}: {
  readonly visit: Visit
  readonly asked: readonly AskedSight[]
  readonly organisationId: string
}): Content {
  if (asked.length === 0) return null
  const { register } = visit.context
  return (
    <>
      <h2>Gevraagd</h2>
      <p>
        Hoort het nummer bij de achternaam? Dan kreeg deze persoon een brief. Wie geen antwoord
        geeft, of nee zegt, staat hier tot de laatste dag.
      </p>
      <List
        visit={visit}
        caption="Wie is gevraagd, de laatste eerst"
        rows={asked}
        columns={({ name, text, day, button }) => [
          name('Nummer', ({ number }) => number),
          text('Achternaam', ({ surname }) => surname),
          text('Team', ({ team }) => team?.name ?? 'Geen'),
          text('Gevraagd', ({ level }) => levelNames[level].label),
          day('Tot en met', ({ answerBefore }) => answerBefore),
          button('Intrekken', ({ id, number }) => (
            <PageForm visit={visit} action={paths.withdrawAsked(register.id, organisationId, id)}>
              <Button variant="link" about={number}>
                Trek in
              </Button>
            </PageForm>
          )),
        ]}
      />
    </>
  )
}

/** One team: how its people stand, who needs attention first. */
export async function showTeam(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisationId, seen, keeps } = await opened(visit)
  const team = (await findTeam(context, organisationId, visit.param('team'), seen)) ?? notFound()
  const asked = await askedSights(context, organisationId, { seen, teamId: team.id })
  return peoplePage(visit, {
    title: team.name,
    among: { seen, teamId: team.id },
    file: paths.teamFile(register.id, organisationId, team.id),
    report: paths.teamReport(register.id, organisationId, team.id),
    ask: paths.askSight(register.id, organisationId, { team: team.id }),
    lead:
      team.coordinators.length === 0 ? null : (
        <p>Coördinator: {formatList(team.coordinators.map(({ name }) => name))}.</p>
      ),
    plan: paths.teamCourses(register.id, organisationId, team.id),
    before: (
      <ProposedCourses
        visit={visit}
        team={team}
        proposals={await teamProposals(context, organisationId, team.id)}
      />
    ),
    after: (
      <>
        <AskedList visit={visit} asked={asked} organisationId={organisationId} />
        {keeps && (
          <p>
            <a href={paths.changeTeam(register.id, organisationId, team.id)}>Team wijzigen</a>
          </p>
        )}
      </>
    ),
  })
}

/** Everybody who lets the organisation see something, for whoever sees all teams. */
export async function showEverybody(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { organisationId, seen } = await opened(visit)
  return peoplePage(visit, {
    title: 'Iedereen die laat meekijken',
    among: { seen },
    file: paths.everybodyFile(register.id, organisationId),
    report: paths.report(register.id, organisationId),
    ask: paths.askSight(register.id, organisationId),
    lead: null,
    after: null,
  })
}

interface PeopleFacts {
  readonly title: string
  readonly among: { readonly seen: SeenTeams; readonly teamId?: string }
  readonly file: string
  readonly report: string
  readonly ask: string
  /** Where a course is proposed to them; only to a team. */
  readonly plan?: string
  readonly before?: Content
  readonly lead: Content
  readonly after: Content
}

async function peoplePage(visit: Visit, facts: PeopleFacts): Promise<Response> {
  const { context } = visit
  const { register, platform } = context
  const { organisation } = actingOf(visit)
  const at = Math.min(pageAsked(visit), 10_000)
  const { people, total, weighed } = await seePeople(context, organisation.id, facts.among, {
    limit: pageSize,
    offset: (at - 1) * pageSize,
  })
  lookedAt(visit, people)
  const urgent = people.filter(({ attention }) => attention !== undefined).length
  const called = (id: string) => platform.registers.get(id)
  return titledPage(
    visit,
    {
      title: facts.title,
      ...inTeams(visit),
      lead: (
        <>
          {facts.lead}
          {total > 0 && <p class="lead">{summary(total, urgent)}</p>}
          <ButtonGroup>
            <Button variant={total === 0 ? 'primary' : 'secondary'} href={facts.ask}>
              Vraag iemand om mee te kijken
            </Button>
            {total > 0 && facts.plan !== undefined && (
              <Button variant="secondary" href={facts.plan}>
                Een opleiding voorstellen
              </Button>
            )}
            {total > 0 && (
              <Button variant="link" href={facts.report}>
                Ontwikkeling van het team
              </Button>
            )}
            {total > 0 && (
              <Button variant="link" href={facts.file} download>
                Lijst downloaden (CSV)
              </Button>
            )}
          </ButtonGroup>
        </>
      ),
    },
    <>
      {facts.before}
      <List
        visit={visit}
        caption="Wie laat meekijken: eerst wie aandacht vraagt"
        rows={people}
        empty={{
          title: 'Nog niemand laat hier meekijken',
          text: (
            <p>
              Vraag het met een registratienummer en een achternaam. Mensen kunnen het ook zelf
              geven, in hun eigen portfolio.
            </p>
          ),
        }}
        columns={({ name, text, day, status }) => [
          name(
            'Naam',
            (one) => one.name,
            ({ sightId }) => paths.seenPerson(register.id, organisation.id, sightId),
          ),
          text('Register', (one) => called(one.register)?.shortName ?? one.register),
          status('Status', (one) => {
            const there = called(one.register)
            return there === undefined ? undefined : statusOf(there, one)
          }),
          day('Geldig tot en met', ({ validUntil }) => validUntil),
          status('Koers', ({ course }) => (course === undefined ? undefined : courseWords[course])),
          text('Aandacht', ({ attention }) =>
            attention === undefined ? '' : attentionText(attention),
          ),
          ...(facts.among.teamId === undefined
            ? [text('Team', ({ team }: SeenPerson) => team?.name ?? '')]
            : []),
        ]}
        pages={{ page: at, of: pagesOf(total, pageSize) }}
      />
      {!weighed && (
        <p>
          Dit zijn zo veel mensen dat ze op de einddatum staan. Of iemand op koers is, staat er per
          bladzijde bij.
        </p>
      )}
      {total > 0 && (
        <p class="subtle">
          Iemand loopt achter als er minder is gedaan dan bij een gelijk tempo, min 10 procent, en
          er ook niet genoeg is gepland. {neverSeen} Wie hier staat, leest terug wie er keek.
        </p>
      )}
      {facts.after}
    </>,
  )
}

function summary(total: number, urgent: number): string {
  const all = counted(total, 'registratie', 'registraties')
  if (urgent === 0) return `${all}. Er vraagt nu niemand aandacht.`
  return `${all}. ${urgent === 1 ? '1 vraagt' : `${urgent} vragen`} aandacht op deze bladzijde.`
}

/** Says that a page shows something of these people, for them to read. */
export function lookedAt(visit: Visit, people: readonly SeenPerson[]): void {
  const [first] = people
  if (first === undefined) return
  const { organisation } = actingOf(visit)
  visit.shows({
    ...{ about: 'registration', id: first.registrationId },
    people: [...new Set(people.map(({ personId }) => personId))],
    ...{ thing: 'sight', thingId: organisation.id },
    as: { role: 'employer', body: organisation.id },
  })
}

/** The people of a team as a file, as they are at this moment; nothing in it can run as a formula. */
export async function giveTeam(visit: Visit): Promise<Response> {
  const { organisationId, seen } = await opened(visit)
  const team =
    (await findTeam(visit.context, organisationId, visit.param('team'), seen)) ?? notFound()
  return peopleFile(visit, { seen, teamId: team.id }, `team-${team.name}`)
}

/** Everybody as a file. */
export async function giveEverybody(visit: Visit): Promise<Response> {
  const { seen } = await opened(visit)
  return peopleFile(visit, { seen }, 'iedereen')
}

async function peopleFile(
  visit: Visit,
  among: PeopleFacts['among'],
  name: string,
): Promise<Response> {
  const { context } = visit
  const { platform, today } = context
  const { organisation } = actingOf(visit)
  const people = await seeEverybody(context, organisation.id, among)
  lookedAt(visit, people)
  const rows = people.map((one) => {
    const register = platform.registers.get(one.register)
    return csvLine([
      one.name,
      register?.shortName ?? one.register,
      one.number ?? '',
      register === undefined ? '' : statusOf(register, one).label,
      one.validUntil === undefined ? '' : formatDayShort(one.validUntil),
      one.course === undefined ? '' : courseWords[one.course].label,
      one.attention === undefined ? '' : attentionText(one.attention),
      one.team?.name ?? '',
      formatDayShort(today),
    ])
  })
  const heads = ['Naam', 'Register', 'Registratienummer', 'Status', 'Geldig tot en met', 'Koers']
  return csvFile(`${name}.csv`, [
    `\uFEFF${csvLine([...heads, 'Aandacht', 'Team', 'Stand van'])}`,
    ...rows,
  ])
}

/** How much is seen, asked of whoever gives it or asks for it. */
export function levelQuestion(label: string) {
  return choice<Level>('wat', label, {
    hint: neverSeen,
    required: 'Kies wat er te zien is.',
    options: levels.map((level) => ({ value: level, ...levelNames[level] })),
  })
}

/** Asking somebody to let the employer see something, by number and surname. */
export const askSightPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { organisationId, seen, keeps } = await opened(visit)
    const teams = await listTeams(visit.context, organisationId, seen)
    if (!keeps && teams.length === 0) return notFound()
    return { organisationId, teams, keeps }
  },
  form: (visit, { teams, keeps }) => {
    const { register } = visit.context
    const whole = keeps ? [{ value: 'geen', label: 'Geen team: de hele organisatie' }] : []
    return form({
      number: line('nummer', 'Registratienummer', {
        width: 'm',
        most: 60,
        hint: `Met de letters ervoor, bijvoorbeeld ${register.number.prefix}000123.`,
        required: 'Vul het registratienummer in.',
        autocomplete: 'off',
      }),
      surname: line('achternaam', 'Achternaam', {
        width: 'l',
        most: 200,
        required: 'Vul de achternaam in.',
        autocomplete: 'off',
      }),
      team: select('team', 'Voor welk team?', {
        hint: 'Wie dit geeft, geeft het aan dit team.',
        width: 'l',
        required: 'Kies een team.',
        options: [...whole, ...teams.map(({ id, name }) => ({ value: id, label: name }))],
      }),
      level: levelQuestion('Wat vraagt de organisatie te zien?'),
    })
  },
  known: (visit, { teams, keeps }) => {
    const asked = visit.url.searchParams.get('team') ?? ''
    const first = keeps ? 'geen' : (teams[0]?.id ?? '')
    return { team: teams.some(({ id }) => id === asked) ? asked : first }
  },
  page: (visit, { organisationId }) => ({
    title: 'Vraag iemand om mee te kijken',
    ...inTeams(visit),
    lead: (
      <p class="lead">
        Deze persoon krijgt een brief en kiest zelf. Pas daarna is er iets te zien. Zonder antwoord
        vervalt de vraag na {daysToAnswer} dagen.
      </p>
    ),
    form: { guard: true },
    button: 'Vragen',
    back: {
      label: 'Terug',
      href: paths.teams(visit.context.register.id, organisationId),
      link: true,
    },
  }),
  save: async (visit, { number, surname, team, level }, { organisationId }) => {
    const { context } = visit
    const teamId = team === 'geen' ? undefined : team
    const done = await askSight(context, organisationId, { teamId, number, surname, level })
    const there =
      teamId === undefined
        ? paths.teams(context.register.id, organisationId)
        : paths.team(context.register.id, organisationId, teamId)
    switch (done.outcome) {
      case 'asked':
        return leaveFor(
          visit,
          there,
          'Gevraagd. Hoort het nummer bij de achternaam, dan krijgt deze persoon een brief.',
        )
      case 'asked-already':
        return { wrong: { number: 'Dit is al gevraagd, en wacht op antwoord.' } }
      case 'given-already':
        return { wrong: { number: 'Deze persoon laat dit al zien. Kijk in de lijst.' } }
      case 'no-number':
        return {
          wrong: {
            number: `Dit is geen registratienummer van een register hier. Vul het in zoals ${context.register.number.prefix}000123.`,
          },
        }
      case 'no-surname':
        return { wrong: { surname: 'Vul de achternaam in.' } }
      case 'no-team':
        return { wrong: { team: 'Dit team is er niet meer. Kies een ander.' } }
      case 'too-often':
        return {
          wrong: {
            number: `Er is vandaag al ${mostAsked.aDay} keer iemand gevraagd. Probeer het morgen.`,
          },
        }
      case 'too-many':
        return {
          wrong: {
            number: `Er wachten al ${mostAsked.waiting} vragen op antwoord. Trek er eerst een in.`,
          },
        }
      case 'not-allowed':
        return notFound()
    }
  },
})

async function teamForm(visit: Visit) {
  const { organisation } = actingOf(visit)
  const who = await whoCanCoordinate(visit.context, organisation.id)
  return form({
    name: line('naam', 'Naam van het team', {
      width: 'l',
      most: mostName,
      hint: 'Wie iets laat zien, ziet deze naam ook.',
      required: 'Vul de naam van het team in.',
    }),
    coordinators: checks('coordinator', 'Wie coördineert dit team?', {
      hint: 'Deze mensen zien dit team, en krijgen bericht als er iets verandert.',
      optional: true,
      options: who.map(({ accountId, name }) => ({ value: accountId, label: name })),
    }),
  })
}

/** Making a team. */
export const newTeamPage: Handlers = formPage({
  load: async (visit: Visit) => ({ asked: await teamForm(visit) }),
  form: (_, { asked }) => asked,
  page: (visit) => ({
    title: 'Team toevoegen',
    ...inTeams(visit),
    form: { guard: true },
    button: 'Toevoegen',
    back: {
      label: 'Terug',
      href: paths.teams(visit.context.register.id, actingOf(visit).organisation.id),
      link: true,
    },
    after: <NobodyYet visit={visit} />,
  }),
  save: async (visit, { name, coordinators }) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const done = await makeTeam(context, organisation.id, { name, coordinators })
    switch (done.outcome) {
      case 'kept':
        return leaveFor(
          visit,
          paths.team(context.register.id, organisation.id, done.id),
          'Het team is toegevoegd.',
        )
      case 'same-name':
        return { wrong: { name: 'Er is al een team met deze naam.' } }
      case 'too-many':
        return { wrong: { name: `Er zijn al ${mostTeams} teams. Hef er eerst een op.` } }
      case 'no-name':
        return { wrong: { name: 'Vul de naam van het team in.' } }
      case 'stale':
      case 'not-found':
      case 'not-allowed':
        return notFound()
    }
  },
})

function NobodyYet({ visit }: { readonly visit: Visit }) {
  const { register } = visit.context
  const { organisation, member } = actingOf(visit)
  if (!mayFor(member.roles, 'manage-members')) return null
  return (
    <p>
      Staat een coördinator er niet bij?{' '}
      <a href={paths.inviteToOrganisation(register.id, organisation.id)}>
        Nodig die eerst uit, met de rol coördinator
      </a>
      .
    </p>
  )
}

/** Giving a team another name or other coordinators. */
export const changeTeamPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { organisation } = actingOf(visit)
    const team = await findTeam(visit.context, organisation.id, visit.param('team'))
    return { team: team ?? notFound(), asked: await teamForm(visit) }
  },
  form: (_, { asked }) => asked,
  known: (_, { team }) => ({
    name: team.name,
    coordinators: team.coordinators.map(({ accountId }) => accountId),
  }),
  page: (visit, { team }) => {
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    const there = paths.team(register.id, organisation.id, team.id)
    return {
      title: `${team.name} wijzigen`,
      ...inTeams(visit, [{ label: team.name, href: there }]),
      version: team.version,
      form: { guard: true },
      button: 'Bewaren',
      back: { label: 'Terug', href: there, link: true },
      after: (
        <>
          <NobodyYet visit={visit} />
          <p>
            <a href={paths.endTeam(register.id, organisation.id, team.id)}>Team opheffen</a>
          </p>
        </>
      ),
    }
  },
  save: async (visit, { name, coordinators }, { team }) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const version = versionIn(visit.form)
    const done = await changeTeam(context, organisation.id, {
      ...{ id: team.id, version, name, coordinators },
    })
    switch (done.outcome) {
      case 'kept':
        return leaveFor(
          visit,
          paths.team(context.register.id, organisation.id, team.id),
          'Het team is gewijzigd.',
        )
      case 'same-name':
        return { wrong: { name: 'Er is al een team met deze naam.' } }
      case 'no-name':
        return { wrong: { name: 'Vul de naam van het team in.' } }
      case 'stale':
        return {
          stale: (now: { readonly team: Team }) => <TeamNow team={now.team} />,
        }
      case 'too-many':
      case 'not-found':
      case 'not-allowed':
        return notFound()
    }
  },
})

function TeamNow({ team }: { readonly team: Team }) {
  return (
    <SummaryList
      title="Iemand heeft dit intussen gewijzigd. Zo is het nu"
      items={[
        { term: 'Naam', value: team.name },
        {
          term: 'Coördinator',
          value: formatList(team.coordinators.map(({ name }) => name)) || 'Niemand',
        },
      ]}
    />
  )
}

/** A last question before a team is ended. */
export const endTeamPage: Handlers = {
  get: async (visit) => {
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    const team = (await findTeam(visit.context, organisation.id, visit.param('team'))) ?? notFound()
    const there = paths.team(register.id, organisation.id, team.id)
    const people = team.people + team.asked
    if (people > 0) return leaveFor(visit, there, inUse(people), 'warning')
    return confirmPage(visit, {
      title: `${team.name} opheffen?`,
      ...inTeams(visit, [{ label: team.name, href: there }]),
      lead: <p>Er laat niemand dit team meekijken. Wie het coördineert, ziet het niet meer.</p>,
      version: team.version,
      danger: true,
      button: 'Opheffen',
      back: { label: 'Toch niet', href: there },
    })
  },
  post: async (visit) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const id = visit.param('team')
    const there = paths.team(context.register.id, organisation.id, id)
    const done = await endTeam(context, organisation.id, { id, version: versionIn(visit.form) })
    switch (done.outcome) {
      case 'ended':
        return leaveFor(
          visit,
          paths.teams(context.register.id, organisation.id),
          'Het team is opgeheven.',
        )
      case 'in-use':
        return leaveFor(visit, there, inUse(done.people), 'warning')
      case 'stale':
        return leaveFor(
          visit,
          there,
          'Iemand wijzigde dit team intussen. Kijk hoe het nu is.',
          'info',
        )
      case 'not-found':
      case 'not-allowed':
        return notFound()
    }
  },
}

function inUse(people: number): string {
  return `${people === 1 ? '1 persoon laat' : `${people} mensen laten`} dit team meekijken, of is daarom gevraagd. Zet ze eerst in een ander team, of stop ermee.`
}
