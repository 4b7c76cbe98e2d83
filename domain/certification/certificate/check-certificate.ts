import { certificateState } from '#domain/certification/certificate/certificate.ts'
import { codeThatIsMeant, erasedOn } from '#domain/certification/certificate/kept-code.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { TakenOverFrom } from '#domain/people/registration/taken-over.ts'
import { takenOverFrom } from '#domain/people/registration/taken-over.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { findRetired } from '#domain/public-register/entry/find-retired.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'

/**
 * How a certificate stands today. Paused says that the registration stands still, ended that it, or
 * this certificate, was withdrawn; neither says why. Replaced means that a
 * later certificate holds, issued anew that there is one for the same period under another name, and
 * merged that the registration went on in another one of the same person.
 */
export type CertificateStanding =
  | 'valid'
  | 'renewal-pending'
  | 'not-yet'
  | 'expired'
  | 'replaced'
  | 'issued-anew'
  | 'paused'
  | 'merged'
  | 'ended'

/** What the check page of a certificate tells: what stands on it, with the name that is on the paper, and how it stands today. */
export interface CheckedCertificate {
  readonly code: string
  readonly standing: CertificateStanding
  readonly name: string
  readonly number: number | undefined
  /** What the category is called in which it was issued, where the register has any. */
  readonly category: string | undefined
  /** It is of a registration for a while. */
  readonly temporary: boolean
  readonly issuedOn: Temporal.PlainDate
  readonly validFirst: Temporal.PlainDate
  readonly validLast: Temporal.PlainDate
  /** Where it was issued, of one that was taken over. */
  readonly takenOver: TakenOverFrom | undefined
  /** Where the registration went on, as everybody may see it. */
  readonly wentOnIn: PublicEntry | undefined
}

export type CertificateCheck =
  | { readonly outcome: 'not-a-code' }
  | { readonly outcome: 'unknown'; readonly code: string }
  /** There was one, and what was kept of it is gone: it does not hold. */
  | { readonly outcome: 'erased'; readonly erasedOn: Temporal.PlainDate }
  /** Its holder is kept out of sight: all that is told is how it stands. */
  | { readonly outcome: 'shielded'; readonly code: string; readonly standing: CertificateStanding }
  | { readonly outcome: 'found'; readonly certificate: CheckedCertificate }

/** Checks a certificate by the code that stands on it, as somebody typed it or scanned it. */
export async function checkCertificate(context: Context, typed: string): Promise<CertificateCheck> {
  const code = await codeThatIsMeant(context, typed)
  if (code === undefined) return (await erased(context, typed)) ?? { outcome: 'not-a-code' }
  const row = await context.db
    .selectFrom('certificate')
    .innerJoin('registration', 'registration.id', 'certificate.registration_id')
    .leftJoin('taken_over', 'taken_over.subject_id', 'certificate.id')
    .where('certificate.register', '=', context.register.id)
    .where('certificate.code', '=', code)
    .select([
      'certificate.issued_on',
      'certificate.valid_first',
      'certificate.valid_last',
      'certificate.withdrawn_on',
      'registration.number',
      'registration.status',
      'registration.shielded',
      'registration.merged_into',
      'registration.id as registration_id',
      'registration.valid_last as registered_until',
      'certificate.name',
      'certificate.category',
      'certificate.temporary',
      'certificate.replaced_on',
      'taken_over.source',
      'taken_over.taken_over_on',
    ])
    .executeTakeFirst()
  const nothing = context.register.procedures.shielding.certificate === 'nothing'
  if (row === undefined) return (await erased(context, typed)) ?? { outcome: 'unknown', code }
  if (row.shielded && nothing) return { outcome: 'unknown', code }
  const day = (text: string) => Temporal.PlainDate.from(text)
  const dates = {
    validFirst: day(row.valid_first),
    validLast: day(row.valid_last),
    withdrawnOn: row.withdrawn_on === null ? undefined : day(row.withdrawn_on),
    replacedOn: row.replaced_on === null ? undefined : day(row.replaced_on),
  }
  const alone = standing(dates, row.status, row.registered_until, context.today)
  const merged = row.merged_into !== null && alone === 'ended' && row.withdrawn_on === null
  const stands = merged ? 'merged' : alone
  if (row.shielded) return { outcome: 'shielded', code, standing: stands }
  const certificate = {
    code,
    standing: stands,
    name: row.name,
    number: row.number ?? undefined,
    category: row.category === null ? undefined : labelOfCategory(context.register, row.category),
    temporary: row.temporary,
    issuedOn: day(row.issued_on),
    validFirst: dates.validFirst,
    validLast: dates.validLast,
    takenOver: takenOverFrom(row),
    wentOnIn: merged ? await wentOnIn(context, row.registration_id) : undefined,
  }
  return { outcome: 'found', certificate }
}

async function erased(context: Context, typed: string): Promise<CertificateCheck | undefined> {
  const on = await erasedOn(context, typed)
  return on && { outcome: 'erased', erasedOn: on }
}

async function wentOnIn(
  context: Context,
  registrationId: string,
): Promise<PublicEntry | undefined> {
  const retired = await findRetired(context, publicEntryId(registrationId))
  return retired.outcome === 'moved' ? retired.entry : undefined
}

/** How a certificate stands on a day, by its own dates and by how its holder stands in the register. */
export function standing(
  certificate: Parameters<typeof certificateState>[0],
  status: RegistrationStatus,
  registeredUntil: string | null,
  on: Temporal.PlainDate,
): CertificateStanding {
  const state = certificateState(certificate, on)
  if (state === 'withdrawn' || isOver.has(status)) return 'ended'
  if (state === 'replaced') return 'issued-anew'
  if (status === 'on-hold' || status === 'suspended') return 'paused'
  if (status === 'expired') return 'expired'
  if (state !== 'expired') return state
  const last = certificate.validLast.toString()
  if (status === 'renewal-pending' && registeredUntil === last) return 'renewal-pending'
  return registeredUntil !== null && registeredUntil > last ? 'replaced' : 'expired'
}
