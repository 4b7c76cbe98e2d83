import { sql } from 'kysely'
import { demoRegister } from '#domain/demo/cast/cast.ts'
import {
  contestDemoHours,
  deliverDemoList,
  demoParticipants,
} from '#domain/demo/cast/deliver-attendance.ts'
import { stateLabels } from '#domain/demo/cast/labels.ts'
import type { On } from '#domain/demo/cast/offer-courses.ts'
import { offerCourses } from '#domain/demo/cast/offer-courses.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import { checkOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { answerAccess } from '#domain/organisations/member/answer-access.ts'
import { askAccess } from '#domain/organisations/member/ask-access.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { hundredthsOf } from '#engine'

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
  const on: On = (ago, who, work, at = demoRegister) =>
    inRegister(
      platform,
      { register: platform.registers.get(at) ?? register, today: today.subtract({ days: ago }) },
      who,
      work,
    )
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
  const lonneke = actors.get('lonneke')
  if (lonneke !== undefined) await on(10, lonneke, (context) => planPassend(context, lonneke))
  await tellsWhoWasThere(platform, { provider: known.get('Leerhuis Heideveld'), actors, today })
}

// What Lonneke planned is accredited by decision of the register, and rests on no label.
async function planPassend(context: Context, { accountId }: Account): Promise<void> {
  const { rows } = await sql<{ registration: string; number: string; sequence: number }>`
    select r.id as registration, c.number, max(e.sequence)::int as sequence
    from registration r join person p on p.id = r.person_id, course c join edition e on e.course_id = c.id
    where p.account_id = ${accountId} and r.register = ${context.register.id} and c.title = 'Passend onderwijs'
      and e.first_day = (select max(first_day) from edition l where l.course_id = c.id)
    group by r.id, c.number`.execute(context.db)
  const [found] = rows
  if (found === undefined) throw new Error('the demo has no Passend onderwijs for Lonneke')
  const { registration, number, sequence } = found
  const planned = await planCourse(context, registration, { number, sequence })
  if (planned.outcome !== 'planned') throw new Error(`Passend onderwijs: ${planned.outcome}`)
}

// Two who were at a training in the last weeks: of Ruben it stands in both of his registers, and Judith had entered it
// already; she does not agree with the hours, and waits for an answer.
async function tellsWhoWasThere(
  platform: Platform,
  {
    provider,
    actors,
    today,
  }: {
    readonly provider: { readonly id: string; readonly manager: Account } | undefined
    readonly actors: ReadonlyMap<string, Account>
    readonly today: Temporal.PlainDate
  },
): Promise<void> {
  const register = platform.registers.get(demoRegister)
  const judith = actors.get('judith')
  const ruben = actors.get('ruben')
  if (register === undefined || provider === undefined || judith === undefined) return
  const course = 'Training Luisteren zonder oordeel'
  const accounts = [judith, ruben].flatMap((one) => (one === undefined ? [] : [one.accountId]))
  const ago = (days: number) => ({ register, today: today.subtract({ days }) })
  const system = { kind: 'system', task: 'demo' } as const
  const people = await inRegister(platform, ago(2), system, (context) =>
    demoParticipants(context, accounts),
  )
  const hers = people.find(({ accountId }) => accountId === judith.accountId)
  if (hers === undefined) return
  await deliverDemoList(platform, ago(2), {
    ...{ organisationId: provider.id, manager: provider.manager, course },
    people: people.map((one) => (one === hers ? { ...one, hours: hundredthsOf(100) } : one)),
  })
  await contestDemoHours(platform, ago(1), hers, {
    ...{ course, hours: hundredthsOf(200) },
    reason: 'De training duurde twee uur, en ik ben tot het eind gebleven.',
  })
}

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
