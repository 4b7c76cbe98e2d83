import { canBeSuspended } from '#domain/certification/validity/suspend-registration.ts'
import type { Verdict } from '#domain/certification/verdict/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type {
  RegistrationEvent,
  RegistrationStatus,
} from '#domain/people/registration/registration.ts'
import { registrationLifecycle } from '#domain/people/registration/registration.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Register } from '#regulations/register.ts'

/** What a register decides after a verdict: nothing, or something; `lift` ends a suspension early. */
export type MeasureKind = 'none' | 'warning' | 'suspension' | 'removal' | 'lift'

/**
 * What can be decided on a verdict now, in the order in which it is offered. Before somebody was heard
 * that is only a suspension until the decision, and only where the register says so; nothing is decided
 * on a registration that no longer allows it, and lifted is only what this verdict led to.
 */
export function kindsNow(
  { measures }: Pick<Register, 'measures'>,
  { status }: Pick<Verdict, 'status'>,
  member: Pick<Member, 'status' | 'heldStatus'>,
  suspending: readonly string[],
): readonly MeasureKind[] {
  const removable = may<RegistrationStatus, RegistrationEvent>(
    registrationLifecycle,
    member.status,
    'remove',
  )
  const lift = suspending.length > 0 ? (['lift'] as const) : []
  const suspension = canBeSuspended(member) ? (['suspension'] as const) : []
  const removal = removable ? (['removal'] as const) : []
  switch (status) {
    case 'not-final':
    case 'withdrawn':
    case 'closed':
      return []
    case 'hearing':
      return [...(measures?.interim === true ? suspension : []), ...lift]
    case 'for-decision':
      return ['none', 'warning', ...suspension, ...removal]
    case 'decided':
      return lift
  }
}
