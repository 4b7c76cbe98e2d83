import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement, listAgreements } from '#domain/certification/agreement/queries.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import type { Background } from '#domain/people/registration/background.ts'
import { noBackground } from '#domain/people/registration/background.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'
import type { Register } from '#regulations/register.ts'
import { otherProfession } from '#regulations/register.ts'

/** What somebody of the demo says of themselves to sign up. */
export type Enrolling = Omit<CastMember, 'about' | 'parts' | 'register'> & {
  readonly address: readonly [street: string, houseNumber: string, postcode: string, city: string]
}

/** Signs somebody up for a register, with all its declarations; gives the id of the registration. */
export async function enrol(
  context: Context,
  accountId: string,
  member: Enrolling,
): Promise<string> {
  const [street, houseNumber, postcode, city] = member.address
  const signedUp = await signUp(context, {
    accountId,
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
    background: backgroundOf(context.register, member),
    declarations: context.register.declarations.map(({ id }) => id),
  })
  if (signedUp.outcome !== 'signed-up') throw new Error(`${member.id}: ${signedUp.outcome}`)
  return signedUp.registrationId
}

// Somebody whose job is in the list has that profession; of the others it is in their own words.
function backgroundOf(
  { signUp: { professions } }: Register,
  { job }: Pick<Enrolling, 'job'>,
): Background {
  if (professions.length === 0) return noBackground
  const found = professions.find(({ label }) => label === job)
  return {
    profession: found?.id ?? otherProfession,
    professionOther: found === undefined ? job : undefined,
    elsewhere: {},
  }
}

/** Signs the agreement that was sent last, as whoever acts. */
export async function sign(
  context: Context,
  registrationId: string,
  member: Pick<Enrolling, 'id' | 'firstName' | 'initials' | 'namePrefix' | 'lastName'>,
): Promise<void> {
  const [agreement] = await listAgreements(context, registrationId)
  if (agreement === undefined) throw new Error(`${member.id} has no agreement`)
  const signed = await signAgreement(context, {
    agreementId: agreement.id,
    version: agreement.version,
    typedName: fullName(member),
  })
  if (signed.outcome !== 'signed') throw new Error(`${member.id}: ${signed.outcome}`)
}

/** Approves the agreement that was signed last, as the back office. */
export async function approve(context: Context, registrationId: string): Promise<void> {
  const [latest] = await listAgreements(context, registrationId)
  const agreement = latest && (await findAgreement(context, latest.id))
  if (agreement === undefined) throw new Error('there is no agreement to approve')
  const approved = await approveAgreement(context, {
    agreementId: agreement.id,
    version: agreement.version,
  })
  if (approved.outcome !== 'approved') throw new Error(approved.outcome)
}

/** Books the payment of the invoice that is open, as the back office. */
export async function pay(context: Context, registrationId: string): Promise<void> {
  const invoices = await listInvoices(context, registrationId)
  const invoice = invoices.find(({ status }) => status === 'open')
  if (invoice === undefined) throw new Error('there is no invoice to pay')
  const paid = await payInvoice(context, {
    invoiceId: invoice.id,
    version: invoice.version,
    paidOn: context.today,
  })
  if (paid.outcome !== 'paid') throw new Error(paid.outcome)
}
