import { demoRegister } from '#domain/demo/cast/cast.ts'
import type { On } from '#domain/demo/cast/days-ago.ts'
import { daysAgo } from '#domain/demo/cast/days-ago.ts'
import type { DemoParticipant } from '#domain/demo/cast/deliver-attendance.ts'
import {
  contestDemoHours,
  deliverDemoList,
  demoParticipants,
} from '#domain/demo/cast/deliver-attendance.ts'
import { stateLabels } from '#domain/demo/cast/labels.ts'
import type { DemoRating } from '#domain/demo/cast/learn.ts'
import { asRegistered, chooseCourses, rateCourses } from '#domain/demo/cast/learn.ts'
import { offerCourses, offerOwnCourse } from '#domain/demo/cast/offer-courses.ts'
import { leaveUnderWay } from '#domain/demo/cast/under-way.ts'
import { checkOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { answerAccess } from '#domain/organisations/member/answer-access.ts'
import { askAccess } from '#domain/organisations/member/ask-access.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { hundredthsOf } from '#engine'
import type { Register } from '#regulations/register.ts'

/** A provider of the demo: what it says of itself, who of the cast acts for it, and how it stands. */
interface DemoProvider {
  readonly facts: Pick<OrganisationFacts, 'name' | 'kvk' | 'street' | 'postcode' | 'city'>
  readonly domain: string
  readonly manager: string
  readonly members: Readonly<Record<string, readonly MemberRole[]>>
  readonly checked: boolean
  /** Whoever signed it up said of those like it that it is none of them. */
  readonly isDouble?: boolean
}

// All of them are made up, and none of these numbers is anybody's as far as we know.
const providers: readonly DemoProvider[] = [
  {
    facts: {
      name: 'Academie De Vaart',
      ...{ kvk: '00000101', street: 'Kade', postcode: '1111 AA', city: 'Vaartstad' },
    },
    ...{ domain: 'academiedevaart.example', manager: 'ineke', checked: true },
    members: { nadia: ['manager'], judith: ['recorder'] },
  },
  {
    facts: {
      name: 'Leerhuis Heideveld',
      ...{ kvk: '00000102', street: 'Heideweg', postcode: '2222 BB', city: 'Heideveld' },
    },
    ...{ domain: 'leerhuisheideveld.example', manager: 'lonneke', checked: true },
    members: { wouter: ['applicant', 'recorder'] },
  },
  {
    facts: {
      name: 'Trainingsbureau Molenbeek',
      ...{ kvk: '00000103', street: 'Molenpad', postcode: '3333 CC', city: 'Molenbeek' },
    },
    ...{
      domain: 'trainingsbureaumolenbeek.example',
      manager: 'hanneke',
      members: {},
      checked: true,
    },
  },
  {
    facts: {
      name: 'Opleidingshuis De Linde',
      ...{ kvk: '00000105', street: 'Lindelaan', postcode: '4444 DD', city: 'Lindestad' },
    },
    ...{ domain: 'opleidingshuisdelinde.example', manager: 'ineke', members: {}, checked: true },
  },
  {
    facts: {
      name: 'Academie De Vaard B.V.',
      ...{ kvk: '00000104', street: 'Kade', postcode: '1111 AA', city: 'Vaartstad' },
    },
    ...{ domain: '', manager: 'ruben', members: {}, checked: false, isDouble: true },
  },
]

type Account = Extract<Actor, { kind: 'account' }>

/**
 * Lets those of the cast who are there sign the demo's providers up: four that were checked and give courses, and one
 * of them that somebody signed up once more, which waits.
 */
export async function signUpProviders(
  platform: Platform,
  actors: ReadonlyMap<string, Account>,
  today: Temporal.PlainDate,
): Promise<void> {
  const register = platform.registers.get(demoRegister)
  const office = actors.get('sanne')
  if (register === undefined || office === undefined) return
  const on = daysAgo(platform, register, today)
  const there: string[] = []
  const known = new Map<string, { readonly id: string; readonly manager: Account }>()
  for (const provider of providers) {
    const manager = actors.get(provider.manager)
    if (manager === undefined) continue
    const done = await on(20, manager, (context) =>
      signUpOrganisation(context, {
        facts: factsOf(provider),
        files: [],
        isNoneOf: provider.isDouble === true ? there : [],
      }),
    )
    if (done.outcome !== 'signed-up') throw new Error(`${provider.facts.name}: ${done.outcome}`)
    const { id } = done
    there.push(id)
    known.set(provider.facts.name, { id, manager })
    if (provider.checked) {
      const checked = await on(18, office, (context) =>
        checkOrganisation(context, id, {
          ...{ outcome: 'checked', evidence: ['kvk-extract', 'own-domain-mail'], note: '' },
          ...{ files: [], version: 1 },
        }),
      )
      if (checked.outcome !== 'done') throw new Error(`${provider.facts.name}: ${checked.outcome}`)
    }
    if (provider.checked) await offerCourses(on, { name: provider.facts.name, id, manager }, actors)
    for (const [name, roles] of Object.entries(provider.members)) {
      const member = actors.get(name)
      if (member !== undefined) await letIn({ on, manager, member }, id, roles)
    }
  }
  await stateLabels(platform, office, { providers: known, today })
  await chooseCourses(on, actors)
  const judith = actors.get('judith')
  if (judith !== undefined) {
    const own = await on(17, judith, (context) =>
      asRegistered(context, judith, async (_, me) => ({ ...judith, ...me })),
    )
    if (own !== undefined) await offerOwnCourse(on, own, actors)
  }
  await tellWhoWasThere({ platform, register, actors, today }, known)
  await rateCourses(on, actors, ratings)
  await leaveUnderWay({ platform, register, providers: known, actors, today })
}

// Of one course enough say what they thought of it for that to be shown, and of another too few.
const ratings: Readonly<Record<string, readonly DemoRating[]>> = {
  'Training Luisteren zonder oordeel': [
    { who: 'ruben', register: 'krsd', stars: 5, line: 'Kort, en je oefent echt.' },
    { who: 'nadia', register: 'lklr', stars: 4, line: 'Fijne trainer.' },
    { who: 'milan', register: 'clientondersteuners', stars: 4, line: '' },
    { who: 'gerda', register: 'clientondersteuners', stars: 3, line: 'Voor mij niet veel nieuws.' },
    { who: 'kim', register: 'clientondersteuners', stars: 5, line: 'Graag een vervolg.' },
    { who: 'samira', register: 'clientondersteuners', stars: 4, line: '' },
  ],
  'Vrijstellingen in de Leerplichtwet': [
    { who: 'ruben', register: 'krsd', stars: 4, line: 'Veel voorbeelden.' },
  ],
}

interface Stage {
  readonly platform: Platform
  readonly register: Register
  readonly actors: ReadonlyMap<string, Account>
  readonly today: Temporal.PlainDate
}

/** Of these of the cast, in these registers. */
const present = {
  krsd: ['judith', 'ruben'],
  lklr: ['nadia'],
  clientondersteuners: ['milan', 'gerda', 'kim', 'samira'],
} as const

// Who was at two trainings of the last weeks: of Ruben it stands in both of his registers, and Judith had entered one
// already; she does not agree with the hours, and waits for an answer.
async function tellWhoWasThere(
  { platform, register, actors, today }: Stage,
  providers: ReadonlyMap<string, { readonly id: string; readonly manager: Account }>,
): Promise<void> {
  const ago = (days: number) => ({ register, today: today.subtract({ days }) })
  const people = await participants({ platform, register, actors, today })
  const judith = actors.get('judith')?.accountId
  const hers = people.find(({ accountId }) => accountId === judith)
  const heideveld = providers.get('Leerhuis Heideveld')
  if (heideveld !== undefined && hers !== undefined) {
    const course = 'Training Luisteren zonder oordeel'
    await deliverDemoList(platform, ago(2), {
      ...{ organisationId: heideveld.id, manager: heideveld.manager, course },
      people: people.map((one) => (one === hers ? { ...one, hours: hundredthsOf(100) } : one)),
    })
    await contestDemoHours(platform, ago(1), hers, {
      ...{ course, hours: hundredthsOf(200) },
      reason: 'De training duurde twee uur, en ik ben tot het eind gebleven.',
    })
  }
  const vaart = providers.get('Academie De Vaart')
  const both = ['ruben', 'nadia'].map((name) => actors.get(name)?.accountId)
  const two = people.filter(({ accountId }) => both.includes(accountId))
  if (vaart === undefined || two.length === 0) return
  const course = 'Vrijstellingen in de Leerplichtwet'
  const list = { organisationId: vaart.id, manager: vaart.manager, course, people: two }
  await deliverDemoList(platform, ago(2), list)
}

async function participants({ platform, actors, today }: Stage) {
  const found: DemoParticipant[] = []
  for (const [id, names] of Object.entries(present)) {
    const register = platform.registers.get(id)
    const accounts = names.flatMap((name) => actors.get(name)?.accountId ?? [])
    if (register === undefined || accounts.length === 0) continue
    found.push(
      ...(await inRegister(platform, { register, today }, seeding, (context) =>
        demoParticipants(context, accounts),
      )),
    )
  }
  return found
}

const seeding: Actor = { kind: 'system', task: 'demo' }

async function letIn(
  {
    on,
    manager,
    member,
  }: {
    readonly on: On
    readonly manager: Account
    readonly member: Account
  },
  organisationId: string,
  roles: readonly MemberRole[],
): Promise<void> {
  await on(15, member, (context) => askAccess(context, organisationId, 'Ik geef hier training.'))
  const answered = await on(14, manager, async (context) => {
    await actForOrganisation(context, organisationId)
    const asked = await memberOf(context, organisationId, member.accountId)
    return answerAccess(context, organisationId, { memberId: asked?.id ?? '', roles })
  })
  if (answered.outcome !== 'granted')
    throw new Error(`the demo lets nobody in: ${answered.outcome}`)
}

function factsOf({ facts, domain }: DemoProvider): OrganisationFacts {
  return {
    ...facts,
    ...{ tradeNames: [], kinds: ['provider'], houseNumber: '1', mailDomain: domain },
    website: domain === '' ? '' : `https://${domain}`,
    contactEmail: `info@${domain === '' ? 'devaard.example' : domain}`,
    contactPhone: '',
  }
}
