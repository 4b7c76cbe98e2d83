import type { AgreementEvent, AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import { agreementLifecycle } from '#domain/certification/agreement/agreement.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

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
  if (isOver.has(member.status)) return { outcome: 'stale' }
  if (status === undefined || agreement.version !== checked.version) return { outcome: 'stale' }
  return { outcome: 'taken', agreement, member, status }
}
