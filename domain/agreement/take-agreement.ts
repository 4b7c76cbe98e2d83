import type { AgreementEvent, AgreementStatus } from '#domain/agreement/agreement.ts'
import { agreementLifecycle } from '#domain/agreement/agreement.ts'
import type { Agreement } from '#domain/agreement/queries.ts'
import { findAgreement } from '#domain/agreement/queries.ts'
import type { Member } from '#domain/registration/queries.ts'
import { findMember } from '#domain/registration/queries.ts'
import type { Context } from '#domain/shared/context.ts'
import { next } from '#domain/shared/lifecycle.ts'

/** An agreement in hand, locked with the registration it belongs to. */
export type TakenAgreement =
  | {
      readonly outcome: 'taken'
      readonly agreement: Agreement
      readonly member: Member
      /** What the agreement becomes. */
      readonly status: AgreementStatus
    }
  /** Somebody else has dealt with it, or it was changed since it was looked at. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Takes an agreement in hand to decide about it, the registration first, as everywhere. */
export async function takeAgreement(
  context: Context,
  checked: { readonly agreementId: string; readonly version: number },
  event: AgreementEvent,
): Promise<TakenAgreement> {
  const found = await findAgreement(context, checked.agreementId)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMember(context, found.registrationId, { lock: true })
  const agreement = await findAgreement(context, checked.agreementId, { lock: true })
  if (member === undefined || agreement === undefined) return { outcome: 'unknown' }
  const status = next<AgreementStatus, AgreementEvent>(agreementLifecycle, agreement.status, event)
  if (status === undefined || agreement.version !== checked.version) return { outcome: 'stale' }
  return { outcome: 'taken', agreement, member, status }
}
