import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import { factsForTariff } from '#domain/dossier/dossier/facts-for-tariff.ts'
import { chargeYear } from '#domain/money/invoice/charge-year.ts'
import type { Coverage } from '#domain/money/invoice/invoice.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { sendYearlyInvoices } from '#domain/money/invoice/send-yearly-invoices.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { TestPlatform } from '#testing/platform.ts'

// People who sign up, sign and pay by the same use cases as everybody, for tests that begin later.

/** Peil itself, doing what is due. */
export const clock: Actor = { kind: 'system', task: 'daily' }

/** A person who lives in Utrecht, with another name where the test says so. */
export function somebody(name: Partial<PersonFacts> = {}): PersonFacts {
  return {
    firstName: 'Farid',
    initials: 'F.',
    namePrefix: '',
    lastName: 'El Amrani',
    phone: '',
    street: 'Oudegracht',
    houseNumber: '12',
    postcode: '3511 AP',
    city: 'Utrecht',
    country: 'NL',
    ...name,
  }
}

/** Where that person works. */
export const work: WorkFacts = {
  employer: 'Gemeente Heideveld',
  municipality: 'Heideveld',
  jobTitle: 'RMC-consulent',
}

/** Who acts when a professional does. */
export function professional(
  accountId: string,
  email: string,
  registrationId?: string,
): Extract<Actor, { kind: 'account' }> {
  return {
    kind: 'account',
    accountId,
    email,
    seats: [],
    personId: undefined,
    registrationId,
    authenticatedBy: 'password',
    secondFactor: false,
  }
}

/** Somebody who has come as far as the test wanted. */
export interface SignedUpPerson {
  readonly accountId: string
  readonly email: string
  readonly registrationId: string
  readonly agreementId: string
  readonly invoiceId: string
  readonly actor: Extract<Actor, { kind: 'account' }>
}

/**
 * Signs somebody up on a day, and lets them sign, be approved and pay on that day as well when
 * `until` says so.
 */
export async function newcomer(
  peil: TestPlatform,
  email: string,
  on: string,
  until: 'signed-up' | 'signed' | 'approved' | 'candidate' = 'signed-up',
  person: PersonFacts = somebody(),
): Promise<SignedUpPerson> {
  const { accountId } = await peil.act(clock, (context) => createAccount(context, { email }), on)
  const visitor = professional(accountId, email)
  const signed = await peil.act(
    visitor,
    (context) =>
      signUp(context, {
        accountId,
        person,
        work,
        declarations: context.register.declarations.map(({ id }) => id),
      }),
    on,
  )
  if (signed.outcome !== 'signed-up') throw new Error(signed.outcome)
  const { registrationId, agreementId } = signed
  const actor = professional(accountId, email, registrationId)
  // An agreement is signed by who has had it before them.
  await peil.makePapers()
  const known = { accountId, email, registrationId, agreementId, actor }
  if (until === 'signed-up') return { ...known, invoiceId: '' }
  await peil.act(
    actor,
    (context) =>
      signAgreement(context, {
        agreementId,
        version: 1,
        typedName: `${person.firstName} ${person.namePrefix} ${person.lastName}`,
      }),
    on,
  )
  if (until === 'signed') return { ...known, invoiceId: '' }
  const invoiceId = await peil.act(
    clock,
    async (context) => {
      const agreement = await findAgreement(context, agreementId)
      const approved = await approveAgreement(context, {
        agreementId,
        version: agreement?.version ?? 0,
      })
      if (approved.outcome !== 'approved') throw new Error(approved.outcome)
      return approved.invoiceId ?? ''
    },
    on,
  )
  if (until === 'approved' || invoiceId === '') return { ...known, invoiceId }
  await peil.act(
    clock,
    async (context) => {
      const invoice = await findInvoice(context, invoiceId)
      const paidOn = Temporal.PlainDate.from(on)
      await payInvoice(context, { invoiceId, version: invoice?.version ?? 0, paidOn })
    },
    on,
  )
  return { ...known, invoiceId }
}

/** Sends the invoice of a year of which nothing is known for a discount. */
export async function sendYear(
  context: Context,
  member: Member,
  covers: Coverage,
): Promise<{ readonly id: string; readonly number: string }> {
  const due = chargeYear(context, member, covers, {})
  if (due === undefined) throw new Error(`${context.register.id} asks nothing for a year`)
  return sendInvoice(context, payingMember(member), due)
}

/** Sends the invoices of the years that have begun, as every morning does. */
export function sendYears(context: Context): Promise<void> {
  return sendYearlyInvoices(context, factsForTariff)
}
