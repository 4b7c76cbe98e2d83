import type { Verdict } from '#domain/certification/verdict/queries.ts'
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
 * on a registration that no longer allows it.
 */
export function kindsNow(
  { measures }: Pick<Register, 'measures'>,
  { status }: Pick<Verdict, 'status'>,
  registration: RegistrationStatus,
): readonly MeasureKind[] {
  const mayBe = (event: 'suspend' | 'remove') =>
    may<RegistrationStatus, RegistrationEvent>(registrationLifecycle, registration, event)
  const lift = registration === 'suspended' ? (['lift'] as const) : []
  const suspension = mayBe('suspend') ? (['suspension'] as const) : []
  const removal = mayBe('remove') ? (['removal'] as const) : []
  switch (status) {
    case 'not-final':
    case 'withdrawn':
      return []
    case 'hearing':
      return [...(measures?.interim === true ? suspension : []), ...lift]
    case 'for-decision':
      return ['none', 'warning', ...suspension, ...removal]
    case 'decided':
      return lift
  }
}
