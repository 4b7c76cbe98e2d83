import { demoRegister } from '#domain/demo/cast/cast.ts'
import type { On } from '#domain/demo/cast/days-ago.ts'
import { daysAgo } from '#domain/demo/cast/days-ago.ts'
import type { Registered } from '#domain/demo/cast/learn.ts'
import { asRegistered, lastEdition } from '#domain/demo/cast/learn.ts'
import { acceptProposal } from '#domain/employers/proposal/answer-proposal.ts'
import { proposeCourse } from '#domain/employers/proposal/propose-course.ts'
import { ownProposals } from '#domain/employers/proposal/queries.ts'
import { askSight } from '#domain/employers/sight/ask-sight.ts'
import { giveSight } from '#domain/employers/sight/give-sight.ts'
import { seeNames } from '#domain/employers/sight/see-people.ts'
import type { Level } from '#domain/employers/sight/sight.ts'
import { makeTeam } from '#domain/employers/team/keep-team.ts'
import { checkOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

type Account = Extract<Actor, { kind: 'account' }>

/** An employer of the demo, with its teams and who of the cast lets them see what. */
interface DemoEmployer {
  readonly facts: Pick<OrganisationFacts, 'name' | 'kinds' | 'kvk' | 'street' | 'postcode' | 'city'>
  readonly domain: string
  readonly manager: string
  readonly teams: Readonly<
    Record<string, readonly { readonly who: string; readonly in: string; readonly level: Level }[]>
  >
  /** Who was asked and has yet to answer. */
  readonly asks: { readonly who: string; readonly in: string; readonly team: string }
  /** Which course is proposed to a team, with a word, and who of it accepted. */
  readonly proposes?: {
    readonly course: string
    readonly team: string
    readonly word: string
    readonly accepts: { readonly who: string; readonly in: string }
  }
}

// All of them are made up, and none of these numbers is anybody's as far as we know.
const employers: readonly DemoEmployer[] = [
  {
    facts: {
      ...{ name: 'Gemeente Heideveld', kinds: ['municipality', 'employer'], kvk: '00000201' },
      ...{ street: 'Raadhuisplein', postcode: '2222 AA', city: 'Heideveld' },
    },
    ...{ domain: 'heideveld.example', manager: 'anouk' },
    teams: {
      Leerplicht: [
        { who: 'lonneke', in: 'krsd', level: 'learning' },
        { who: 'ruben', in: 'lklr', level: 'norms' },
        { who: 'nadia', in: 'lklr', level: 'norms' },
      ],
      'Sociaal team': [
        { who: 'hanneke', in: 'clientondersteuners', level: 'norms' },
        { who: 'pieter', in: 'clientondersteuners', level: 'status' },
      ],
    },
    asks: { who: 'judith', in: 'krsd', team: 'Leerplicht' },
    proposes: {
      ...{ course: 'Passend onderwijs', team: 'Leerplicht' },
      word: 'Zullen we deze samen volgen? De gemeente betaalt.',
      accepts: { who: 'lonneke', in: 'krsd' },
    },
  },
  {
    facts: {
      ...{ name: 'Jeugdhulp De Brug', kinds: ['employer'], kvk: '00000202' },
      ...{ street: 'Brugstraat', postcode: '4444 AA', city: 'Lindestad' },
    },
    ...{ domain: 'jeugdhulpdebrug.example', manager: 'bram' },
    teams: {
      Ambulant: [
        { who: 'noor', in: 'clientondersteuners', level: 'norms' },
        { who: 'milan', in: 'clientondersteuners', level: 'learning' },
        { who: 'willemijn', in: 'clientondersteuners', level: 'norms' },
      ],
    },
    asks: { who: 'farid', in: 'krsd', team: 'Ambulant' },
  },
]

/** Lets those of the cast who are there sign the demo's employers up, and others let their teams see something. */
export async function signUpEmployers(
  platform: Platform,
  actors: ReadonlyMap<string, Account>,
  today: Temporal.PlainDate,
): Promise<void> {
  const register = platform.registers.get(demoRegister)
  const office = actors.get('sanne')
  if (register === undefined || office === undefined) return
  const on = daysAgo(platform, register, today)
  for (const employer of employers) {
    const manager = actors.get(employer.manager)
    if (manager === undefined) continue
    const signUp = (isNoneOf: readonly string[]) =>
      on(40, manager, (context) =>
        signUpOrganisation(context, { facts: factsOf(employer), files: [], isNoneOf }),
      )
    const first = await signUp([])
    // A provider in the same place is called much the same.
    const signed = first.outcome === 'alike' ? await signUp(first.alike.map(({ id }) => id)) : first
    if (signed.outcome !== 'signed-up') throw new Error(`${employer.facts.name}: ${signed.outcome}`)
    const { id } = signed
    const checked = await on(39, office, (context) =>
      checkOrganisation(context, id, {
        ...{ outcome: 'checked', evidence: ['kvk-extract', 'own-domain-mail'], note: '' },
        ...{ files: [], version: 1 },
      }),
    )
    if (checked.outcome !== 'done') throw new Error(`${employer.facts.name}: ${checked.outcome}`)
    const teams = new Map<string, string>()
    for (const [name, people] of Object.entries(employer.teams)) {
      const made = await on(38, manager, (context) =>
        makeTeam(context, id, { name, coordinators: [manager.accountId] }),
      )
      if (made.outcome !== 'kept') throw new Error(`${name}: ${made.outcome}`)
      teams.set(name, made.id)
      for (const { who, in: at, level } of people) {
        const actor = actors.get(who)
        if (actor === undefined) continue
        await on(
          10,
          actor,
          (context) =>
            asRegistered(context, actor, async (own, { registrationId }) => {
              const done = await giveSight(own, registrationId, {
                ...{ organisationId: id, teamId: made.id, level, lastDay: undefined },
              })
              if (done.outcome !== 'given') throw new Error(`${who}: ${done.outcome}`)
            }),
          at,
        )
      }
    }
    await ask(on, { id, manager, teams, asks: employer.asks }, actors)
    const { proposes } = employer
    const teamId = teams.get(proposes?.team ?? '')
    if (proposes === undefined || teamId === undefined) continue
    await on(4, manager, async (context) => {
      const { number, sequence } = await lastEdition(context, proposes.course)
      const acting = await actFor(context, id, 'see-teams')
      if (acting.outcome !== 'acting') throw new Error(acting.outcome)
      const people = await seeNames(context, id, { seen: 'all', teamId })
      if (people.length === 0) return
      const done = await proposeCourse(context, id, {
        ...{ teamId, number, sequence, word: proposes.word },
        sights: people.map(({ sightId }) => sightId),
      })
      if (done.outcome !== 'proposed') throw new Error(`${proposes.course}: ${done.outcome}`)
    })
    const { who, in: at } = proposes.accepts
    const actor = actors.get(who)
    if (actor === undefined) continue
    const accept = (context: Context) =>
      asRegistered(context, actor, async (own, { registrationId }) => {
        const [waits] = await ownProposals(own, registrationId)
        const done = waits && (await acceptProposal(own, registrationId, waits))
        if (done?.outcome !== 'planned' && done?.outcome !== 'already') {
          throw new Error(`${who}: ${done?.outcome}`)
        }
      })
    await on(2, actor, accept, at)
  }
}

async function ask(
  on: On,
  {
    id,
    manager,
    teams,
    asks,
  }: {
    readonly id: string
    readonly manager: Account
    readonly teams: ReadonlyMap<string, string>
    readonly asks: DemoEmployer['asks']
  },
  actors: ReadonlyMap<string, Account>,
): Promise<void> {
  const actor = actors.get(asks.who)
  if (actor === undefined) return
  const whom = await on(
    3,
    actor,
    (context) => asRegistered(context, actor, (own, me) => findNumber(own, me)),
    asks.in,
  )
  // Whoever has no number yet cannot be asked.
  if (whom === undefined) return
  const done = await on(3, manager, (context) =>
    askSight(context, id, { ...whom, teamId: teams.get(asks.team), level: 'norms' }),
  )
  if (done.outcome !== 'asked') throw new Error(`${asks.who}: ${done.outcome}`)
}

async function findNumber(context: Context, { registrationId }: Registered) {
  const member = await findMember(context, registrationId)
  if (member?.number === undefined) return undefined
  return { number: member.number, surname: member.person.lastName }
}

function factsOf({ facts, domain }: DemoEmployer): OrganisationFacts {
  return {
    ...facts,
    ...{ tradeNames: [], houseNumber: '1', mailDomain: domain, contactPhone: '' },
    ...{ website: `https://${domain}`, contactEmail: `info@${domain}` },
  }
}
