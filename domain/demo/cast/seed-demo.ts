import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement, listAgreements } from '#domain/certification/agreement/queries.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import { addActivities } from '#domain/demo/cast/add-activities.ts'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { cast, demoRegister, professionals } from '#domain/demo/cast/cast.ts'
import { portfolios } from '#domain/demo/cast/portfolios.ts'
import { payInvoice } from '#domain/money/invoice/pay-invoice.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { makeWaitingPapers } from '#domain/platform/paper/make-papers.ts'
import { fullName } from '#language/names.ts'

// How long ago each professional signed up, and whether the first fee has been paid.
const beginnings: Readonly<Record<string, { readonly daysAgo: number; readonly paid: boolean }>> = {
  farid: { daysAgo: 12, paid: false },
  lonneke: { daysAgo: 64, paid: true },
  judith: { daysAgo: 96, paid: true },
}

const streets: Readonly<Record<string, readonly [string, string, string, string]>> = {
  farid: ['Sluiskade', '12', '9999 XA', 'Vaartstad'],
  lonneke: ['Heidelaan', '48', '9999 XB', 'Heideveld'],
  judith: ['Stationsplein', '7', '9999 XC', 'Grootburg'],
}

/**
 * Fills an empty platform with the demo's people, by the same use cases that everybody uses, on the
 * days on which they would have done it. All of them are made up.
 */
export async function seedDemo(platform: Platform): Promise<void> {
  const register = platform.registers.get(demoRegister)
  if (register === undefined) return
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const on = <Result>(
    day: Temporal.PlainDate,
    actor: Actor,
    work: (context: Context) => Promise<Result>,
  ) => inRegister(platform, { register, today: day }, actor, work)

  const actors = await on(today, seeding, makeAccounts)
  // The same people work for every register of the demo, so that each can be tried.
  for (const each of platform.registers.values()) {
    await inRegister(platform, { register: each, today }, seeding, (context) =>
      giveRoles(context, actors),
    )
  }
  const backOffice = actors.get('sanne')
  if (backOffice === undefined) throw new Error('the demo has no back office')
  for (const member of professionals) {
    const actor = actors.get(member.id)
    const beginning = beginnings[member.id]
    if (actor === undefined || beginning === undefined) continue
    const begun = today.subtract({ days: beginning.daysAgo })
    const registrationId = await on(begun, actor, (context) => enrol(context, actor, member))
    // An agreement is signed by who has had it before them. The other papers follow by themselves.
    await makeWaitingPapers(platform, register)
    await on(begun.add({ days: 1 }), actor, (context) => sign(context, registrationId, member))
    await on(begun.add({ days: 3 }), backOffice, (context) => approve(context, registrationId))
    if (beginning.paid) {
      await on(begun.add({ days: 9 }), backOffice, (context) => pay(context, registrationId))
    }
    await on(today, actor, (context) =>
      addActivities(context, registrationId, member, portfolios[member.id] ?? []),
    )
  }
}

const seeding: Actor = { kind: 'system', task: 'demo' }

type AccountActor = Extract<Actor, { kind: 'account' }>

async function makeAccounts(context: Context): Promise<ReadonlyMap<string, AccountActor>> {
  const actors = new Map<string, AccountActor>()
  for (const member of cast) {
    const account = await context.db
      .insertInto('account')
      .values({
        email: member.email,
        email_confirmed_at: Temporal.Now.instant().toString(),
        demo: true,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(context, { noun: 'account', id: account.id, action: 'create', facts: {} })
    if (member.roles.length > 0) await makePerson(context, account.id, member)
    actors.set(member.id, {
      kind: 'account',
      accountId: account.id,
      email: member.email,
      roles: member.roles,
      personId: undefined,
      registrationId: undefined,
      authenticatedBy: 'demo',
      secondFactor: true,
    })
  }
  return actors
}

async function giveRoles(
  context: Context,
  actors: ReadonlyMap<string, AccountActor>,
): Promise<void> {
  for (const { accountId, roles } of actors.values()) {
    for (const role of roles) {
      await context.db
        .insertInto('staff_role')
        .values({ account_id: accountId, register: context.register.id, role })
        .execute()
      await record(context, {
        noun: 'staff',
        id: accountId,
        action: 'grant',
        facts: { role },
      })
    }
  }
}

// Staff have a name and an employer too: conflicts of interest are told by them.
async function makePerson(context: Context, accountId: string, member: CastMember): Promise<void> {
  await context.db
    .insertInto('person')
    .values({
      account_id: accountId,
      first_name: member.firstName,
      initials: member.initials,
      name_prefix: member.namePrefix,
      last_name: member.lastName,
      employer: member.employer,
      municipality: member.municipality,
      job_title: member.job,
    })
    .execute()
}

async function enrol(context: Context, actor: AccountActor, member: CastMember): Promise<string> {
  const [street = '', houseNumber = '', postcode = '', city = ''] = streets[member.id] ?? []
  const signedUp = await signUp(context, {
    accountId: actor.accountId,
    person: {
      firstName: member.firstName,
      initials: member.initials,
      namePrefix: member.namePrefix,
      lastName: member.lastName,
      phone: '',
      street,
      houseNumber,
      postcode,
      city,
      country: 'NL',
    },
    work: {
      employer: member.employer,
      municipality: member.municipality,
      jobTitle: member.job,
    },
    declarations: context.register.declarations.map(({ id }) => id),
  })
  if (signedUp.outcome !== 'signed-up') throw new Error(`${member.id}: ${signedUp.outcome}`)
  return signedUp.registrationId
}

async function sign(context: Context, registrationId: string, member: CastMember): Promise<void> {
  const [agreement] = await listAgreements(context, registrationId)
  if (agreement === undefined) throw new Error(`${member.id} has no agreement`)
  const signed = await signAgreement(context, {
    agreementId: agreement.id,
    version: agreement.version,
    typedName: fullName(member),
  })
  if (signed.outcome !== 'signed') throw new Error(`${member.id}: ${signed.outcome}`)
}

async function approve(context: Context, registrationId: string): Promise<void> {
  const [latest] = await listAgreements(context, registrationId)
  const agreement = latest && (await findAgreement(context, latest.id))
  if (agreement === undefined) throw new Error('there is no agreement to approve')
  const approved = await approveAgreement(context, {
    agreementId: agreement.id,
    version: agreement.version,
  })
  if (approved.outcome !== 'approved') throw new Error(approved.outcome)
}

async function pay(context: Context, registrationId: string): Promise<void> {
  const [invoice] = await listInvoices(context, registrationId)
  if (invoice === undefined) throw new Error('there is no invoice to pay')
  const paid = await payInvoice(context, {
    invoiceId: invoice.id,
    version: invoice.version,
    paidOn: context.today,
  })
  if (paid.outcome !== 'paid') throw new Error(paid.outcome)
}
