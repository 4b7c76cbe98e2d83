import { findEmployers, mostFound } from '#domain/employers/sight/find-employers.ts'
import type { Given } from '#domain/employers/sight/give-sight.ts'
import {
  answerSight,
  changeSight,
  giveSight,
  isEmployer,
  stopSight,
} from '#domain/employers/sight/give-sight.ts'
import type { Sight } from '#domain/employers/sight/queries.ts'
import { findOwnSight, ownSights } from '#domain/employers/sight/queries.ts'
import { teamsToChoose } from '#domain/employers/team/queries.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { day, select, unasked } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import type { Task } from '#web/layout/tasks.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { levelNames, neverSeen } from '#web/organisations/team-words.ts'
import { levelQuestion } from '#web/organisations/teams.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Handlers, Visit } from '#web/route.ts'
import {
  accountOf,
  endedRegistrationOf,
  lastRegistrationOf,
  leaveFor,
  notFound,
  registrationOf,
} from '#web/route.ts'
import { speech } from '#web/speech.ts'

// What somebody lets an employer see of their registration: who sees what since when, and ending that.

function inSights(visit: Visit) {
  const own = inMyData(visit)
  const { register } = visit.context
  return {
    ...own,
    breadcrumb: [...own.breadcrumb, { label: 'Wie meekijkt', href: paths.sights(register.id) }],
    hidden: true,
  }
}

function called({ organisation, team }: Pick<Sight, 'organisation' | 'team'>): string {
  return team === undefined ? organisation.name : `${organisation.name}, team ${team.name}`
}

/** Who looks along, and who asks to. */
export async function showSights(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, your, Your, say } = speech(visit)
  const ended = endedRegistrationOf(visit) !== undefined
  const all = await ownSights(context, lastRegistrationOf(visit))
  const asked = all.filter(({ state }) => state === 'asked')
  const given = all.filter(({ state }) => state === 'given')
  return titledPage(
    visit,
    {
      title: 'Wie meekijkt',
      ...inMyData(visit),
      lead: (
        <>
          <p class="lead">
            {say('Je kunt', 'U kunt')} {your} werkgever laten meekijken met {your} registratie.{' '}
            {say('Je kiest', 'U kiest')} zelf hoeveel, en stopt wanneer {you} wilt. {neverSeen}
          </p>
          {!ended && (
            <p>
              <Button
                href={paths.giveSight(register.id)}
                variant={asked.length > 0 ? 'secondary' : 'primary'}
              >
                Een werkgever laten meekijken
              </Button>
            </p>
          )}
        </>
      ),
    },
    <>
      {asked.length > 0 && (
        <>
          <h2>Vraagt om mee te kijken</h2>
          <ul>
            {asked.map((one) => (
              <li>
                <a href={paths.sight(register.id, one.id)}>{called(one)}</a>. Gevraagd:{' '}
                {levelNames[one.level].label.toLowerCase()}.{' '}
                {one.answerBefore !== undefined &&
                  `Antwoorden kan tot en met ${formatDay(one.answerBefore)}.`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Kijkt nu mee</h2>
      {given.length === 0 ? (
        <p>Niemand. {Your} werkgever ziet niets wat niet in het openbare register staat.</p>
      ) : (
        given.map((one) => (
          <SummaryList
            title={called(one)}
            {...(ended ? {} : { changeHref: paths.sight(register.id, one.id) })}
            items={[
              { term: 'Ziet', value: levelNames[one.level].label },
              { term: 'Sinds', value: one.givenOn === undefined ? '' : formatDay(one.givenOn) },
              {
                term: 'Tot en met',
                value:
                  one.lastDay === undefined
                    ? `Tot ${say('je', 'u')} stopt. Elk jaar vragen we of het nog goed is`
                    : formatDay(one.lastDay),
              },
              one.confirmBefore !== undefined && {
                term: 'Nog goed?',
                value: (
                  <>
                    <Tag colour="yellow">Antwoord uiterlijk {formatDay(one.confirmBefore)}</Tag>{' '}
                    {!ended && <a href={paths.sight(register.id, one.id)}>Antwoorden</a>}
                  </>
                ),
              },
              {
                term: 'Stoppen',
                value: <a href={paths.stopSight(register.id, one.id)}>Niet meer laten meekijken</a>,
              },
            ]}
          />
        ))
      )}
      <p>
        Wie er keek en wanneer, staat bij{' '}
        <a href={paths.whoLooked(register.id)}>Wie {your} gegevens bekeek</a>.
      </p>
    </>,
  )
}

/** What waits for somebody of what they let an employer see: an employer asks, or the yearly question. */
export async function sightTasks(visit: Visit): Promise<readonly Task[]> {
  const { register, your } = speech(visit)
  const all = await ownSights(visit.context, registrationOf(visit))
  return all.flatMap((one): readonly Task[] => {
    const href = paths.sight(register.id, one.id)
    if (one.state === 'asked' && one.answerBefore !== undefined) {
      return [
        {
          label: `${one.organisation.name} vraagt om mee te kijken`,
          href,
          text: `Antwoorden hoeft niet, en kan tot en met ${formatDay(one.answerBefore)}.`,
          button: 'Bekijken',
        },
      ]
    }
    if (one.confirmBefore === undefined) return []
    return [
      {
        label: `Mag ${one.organisation.name} blijven meekijken met ${your} registratie?`,
        href,
        text: `Zonder antwoord stopt het na ${formatDay(one.confirmBefore)}.`,
        button: 'Antwoorden',
      },
    ]
  })
}

interface GivenAnswers extends Given {
  readonly team: string
}

function givenForm(
  visit: Visit,
  teams: readonly { readonly id: string; readonly name: string }[] | undefined,
): FormOf<GivenAnswers> {
  const { say } = speech(visit)
  const { today } = visit.context
  return form<GivenAnswers>({
    team:
      teams === undefined || teams.length === 0
        ? unasked('geen')
        : select('team', 'Wie mag het zien?', {
            hint: 'Een team ziet het alleen zelf, met wie bij de organisatie alle teams ziet.',
            width: 'l',
            required: 'Kies wie het mag zien.',
            options: [
              { value: 'geen', label: 'De organisatie' },
              ...teams.map(({ id, name }) => ({ value: id, label: `Alleen team ${name}` })),
            ],
          }),
    level: levelQuestion(say('Wat laat je zien?', 'Wat laat u zien?')),
    lastDay: day('tot', 'Tot en met welke dag?', {
      hint: 'Zonder einddatum vragen we elk jaar of het nog goed is.',
      problem: (chosen) =>
        Temporal.PlainDate.compare(chosen, today) < 0
          ? 'Deze dag is geweest. Vul een dag in die nog komt, of laat het leeg.'
          : undefined,
    }),
  })
}

const past = 'Deze dag is geweest. Vul een dag in die nog komt, of laat het leeg.'

/** Finding an employer, and letting it see something. */
export const giveSightPage: Handlers = {
  get: async (visit) => (organisationIn(visit) === '' ? showEmployers(visit) : give.get(visit)),
  post: (visit) => give.post(visit),
}

// As it was chosen, also where the form waited for its sender.
function organisationIn({ url, kept, form: sent }: Visit): string {
  return (
    url.searchParams.get('organisatie') || kept?.value('organisatie') || sent.value('organisatie')
  )
}

async function showEmployers(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, your } = speech(visit)
  const typed = url.searchParams.get('zoek')?.trim().slice(0, 200)
  const own = (await findPerson(context, accountOf(visit).accountId))?.work.employer ?? ''
  const sought = typed ?? own
  const found = await findEmployers(context, sought)
  return listPage(visit, {
    title: 'Een werkgever laten meekijken',
    ...inSights(visit),
    lead: (
      <p class="lead">
        Zoek {your} werkgever of de gemeente. Alleen wie is gecontroleerd, staat hier.
      </p>
    ),
    search: { name: 'zoek', label: 'Naam van de organisatie', value: sought },
    list:
      sought === ''
        ? undefined
        : {
            caption: 'Organisaties die zo heten',
            rows: found,
            columns: ({ name, text }) => [
              name(
                'Organisatie',
                (one) => one.name,
                ({ id }) => paths.giveSight(register.id, { organisatie: id }),
              ),
              text('Plaats', ({ city }) => city),
            ],
            empty: {
              title: 'Geen organisatie gevonden',
              text: (
                <p>
                  Staat {your} werkgever er niet bij? Die kan zich hier aanmelden, en vraagt dan
                  zelf of meekijken mag.
                </p>
              ),
            },
          },
    after: found.length === mostFound && (
      <p>Dit zijn de eerste {mostFound}. Vul meer van de naam in.</p>
    ),
  })
}

const give = formPage({
  load: async (visit: Visit) => {
    const organisation = await findOrganisation(visit.context, organisationIn(visit))
    if (organisation === undefined || !isEmployer(organisation)) return notFound()
    return { organisation, teams: await teamsToChoose(visit.context, organisation.id) }
  },
  form: (visit, { teams }) => givenForm(visit, teams),
  known: () => ({ team: 'geen' }),
  page: (visit, { organisation }) => {
    const { register } = visit.context
    return {
      title: `${organisation.name} laten meekijken`,
      ...inSights(visit),
      lead: <p>{organisation.city}. Het gaat meteen in.</p>,
      form: { guard: true, hidden: { organisatie: organisation.id } },
      button: 'Laten meekijken',
      back: { label: 'Annuleren', href: paths.sights(register.id), link: true },
    }
  },
  save: async (visit, { team, level, lastDay }, { organisation }) => {
    const { register } = visit.context
    const done = await giveSight(visit.context, registrationOf(visit), {
      organisationId: organisation.id,
      teamId: team === 'geen' ? undefined : team,
      ...{ level, lastDay },
    })
    switch (done.outcome) {
      case 'given':
        return leaveFor(visit, paths.sights(register.id), `${organisation.name} kijkt nu mee.`)
      case 'already':
        return leaveFor(
          visit,
          paths.sight(register.id, done.id),
          `${organisation.name} kijkt al mee. Hier kan het anders.`,
          'info',
        )
      case 'past':
        return { wrong: { lastDay: past } }
      case 'stale':
        return { stale: <Meanwhile /> }
      case 'no-employer':
      case 'not-found':
        return notFound()
    }
  },
})

function Meanwhile() {
  return (
    <Alert type="warning" title="Dit is intussen veranderd" focus>
      <p>Er is niets opgeslagen. Kijk hoe het nu is, en kies opnieuw.</p>
    </Alert>
  )
}

/** One employer: answering what it asks, or choosing anew what it sees. */
export const sightPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { context } = visit
    const found = await findOwnSight(context, registrationOf(visit), visit.param('id'))
    return { found: found ?? notFound() }
  },
  form: (visit) => givenForm(visit, undefined),
  // What an employer asks is chosen by nobody beforehand.
  known: (_, { found }) =>
    found.state === 'asked' ? {} : { level: found.level, lastDay: found.lastDay },
  page: (visit, { found }) => {
    const { register, you, say } = speech(visit)
    const asked = found.state === 'asked'
    const question = found.confirmBefore
    return {
      title: asked
        ? `Mag ${found.organisation.name} meekijken?`
        : question === undefined
          ? `Wat ${found.organisation.name} ziet`
          : `Mag ${found.organisation.name} blijven meekijken?`,
      ...inSights(visit),
      lead: (
        <>
          {found.team !== undefined && <p>Het gaat om team {found.team.name}.</p>}
          {asked && (
            <p>
              Gevraagd op {found.askedOn === undefined ? '' : formatDay(found.askedOn)}:{' '}
              {levelNames[found.level].label.toLowerCase()}. {say('Je mag', 'U mag')} ook minder
              geven dan is gevraagd. Als {you} nee zegt, hoort de organisatie niets.
            </p>
          )}
          {question !== undefined && (
            <p>Antwoord uiterlijk {formatDay(question)}. Daarna stopt het vanzelf.</p>
          )}
        </>
      ),
      version: found.version,
      form: { guard: true },
      button: (
        <ButtonGroup>
          <Button>
            {asked ? 'Ja, laten meekijken' : question === undefined ? 'Bewaren' : 'Ja, dit is goed'}
          </Button>
          {asked ? (
            <Button variant="secondary" name="antwoord" value="nee">
              Nee
            </Button>
          ) : (
            <Button variant="link" href={paths.stopSight(register.id, found.id)}>
              Niet meer laten meekijken
            </Button>
          )}
        </ButtonGroup>
      ),
    }
  },
  // Whoever says no need not choose anything.
  sent: async (visit, { found }) => {
    if (found.state !== 'asked' || visit.form.value('antwoord') !== 'nee') return undefined
    const { register } = visit.context
    const version = versionIn(visit.form)
    const done = await answerSight(
      visit.context,
      registrationOf(visit),
      { id: found.id, version },
      { is: 'decline' },
    )
    const there = paths.sights(register.id)
    return done.outcome === 'declined'
      ? leaveFor(visit, there, `${found.organisation.name} kijkt niet mee, en hoort niets.`)
      : leaveFor(visit, there, 'Dit was intussen veranderd. Kijk hoe het nu is.', 'info')
  },
  save: async (visit, { level, lastDay }, { found }) => {
    const { context } = visit
    const mine = registrationOf(visit)
    const which = { id: found.id, version: versionIn(visit.form) }
    const given = { level, lastDay }
    const done =
      found.state === 'asked'
        ? await answerSight(context, mine, which, { is: 'give', ...given })
        : await changeSight(context, mine, { ...which, ...given })
    const there = paths.sights(context.register.id)
    switch (done.outcome) {
      case 'given':
        return leaveFor(visit, there, `${found.organisation.name} kijkt nu mee.`)
      case 'changed':
        return leaveFor(visit, there, 'Bewaard. Over een jaar vragen we het opnieuw.')
      case 'past':
        return { wrong: { lastDay: past } }
      case 'stale':
        return { stale: <Meanwhile /> }
      case 'already':
      case 'declined':
      case 'no-employer':
      case 'not-found':
        return notFound()
    }
  },
})

/** Letting an employer see nothing any more. */
export const stopSightPage: Handlers = {
  get: async (visit) => {
    const { register, your, say } = speech(visit)
    const found = await findOwnSight(visit.context, lastRegistrationOf(visit), visit.param('id'))
    const there = paths.sights(register.id)
    if (found?.state !== 'given') return notFound()
    return confirmPage(visit, {
      title: `${found.organisation.name} niet meer laten meekijken?`,
      ...inSights(visit),
      lead: (
        <p>
          {called(found)} ziet meteen niets meer van {your} registratie, ook niet in lijsten die
          daarna worden gemaakt. De organisatie krijgt bericht dat {say('je stopt', 'u stopt')},
          zonder reden.
        </p>
      ),
      danger: true,
      button: 'Stoppen',
      back: { label: 'Toch niet', href: there },
    })
  },
  post: async (visit) => {
    const there = paths.sights(visit.context.register.id)
    const done = await stopSight(visit.context, lastRegistrationOf(visit), visit.param('id'))
    return done === 'stopped'
      ? leaveFor(visit, there, 'Gestopt. De organisatie ziet niets meer.')
      : notFound()
  },
}
