import { createHash } from 'node:crypto'
import { canBeSuspended } from '#domain/certification/validity/suspend-registration.ts'
import type {
  RegistrationEvent,
  RegistrationStatus,
} from '#domain/people/registration/registration.ts'
import { registrationLifecycle } from '#domain/people/registration/registration.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import type { ByHandKind, Register, StatusGround } from '#regulations/register.ts'

/** Where something that is set by hand stands. Nothing follows before another has confirmed it. */
export type ByHandStatus = 'proposed' | 'returned' | 'withdrawn' | 'settled' | 'over'

export type ByHandEvent = 'confirm' | 'return' | 'withdraw' | 'end'

/**
 * One proposes it; another confirms or returns it, and until then whoever proposed it can take it back. A
 * hold, a suspension and a release have an end, the others are done at once.
 */
export const statusByHandLifecycle = {
  proposed: { confirm: 'settled', return: 'returned', withdraw: 'withdrawn' },
  returned: {},
  withdrawn: {},
  settled: { end: 'over' },
  over: {},
} as const satisfies Lifecycle<ByHandStatus, ByHandEvent>

/** What was set by hand and has not ended, whether or not its first day has come. */
export interface RunningByHand {
  readonly id: string
  readonly does: ByHandKind
  readonly begun: boolean
}

/** How a registration stands, as far as what is set by hand depends on it; days are ISO text. */
export interface Standing {
  readonly status: RegistrationStatus
  readonly heldStatus: RegistrationStatus | undefined
  readonly suspendedLast: string | undefined
  readonly validFirst: string | undefined
  readonly validLast: string | undefined
  /** Whether somebody is suspended by something else than by hand. */
  readonly suspendedElse: boolean
  /** The holds and suspensions among what was set by hand. */
  readonly byHand: readonly RunningByHand[]
  readonly applicationRuns: boolean
  /** Invoices that are open, and whether one of them holds it. */
  readonly openInvoices: number
  readonly heldUnpaid: boolean
}

/** The grounds of a register on which a status is set by hand, in its order. */
export function groundsOf({ procedures }: Pick<Register, 'procedures'>): readonly StatusGround[] {
  return procedures.statusByHand?.grounds ?? []
}

/** Whether something can be done by hand to a registration as it stands. */
export function canBe(does: ByHandKind, standing: Standing): boolean {
  const { status, heldStatus, byHand, applicationRuns } = standing
  const mayBe = (event: RegistrationEvent) =>
    may<RegistrationStatus, RegistrationEvent>(registrationLifecycle, status, event)
  const running = (kind: ByHandKind) => byHand.some((one) => one.does === kind)
  switch (does) {
    case 'hold':
      return mayBe('hold') && !running('hold')
    case 'suspend':
      // Beside one that follows from a verdict; that is for those who decided it.
      return canBeSuspended({ status, heldStatus }) && !running('suspend')
    case 'release':
      return status === 'on-hold' || toRelease(standing).length > 0
    case 'certify':
      return mayBe('certify') && !applicationRuns
    case 'withdraw':
      return mayBe('withdraw')
    case 'remove':
      return mayBe('remove')
  }
}

/** Which of what was set by hand a release ends: of who is suspended only that suspension. */
export function toRelease({ status, byHand }: Standing): readonly RunningByHand[] {
  if (status === 'suspended') return byHand.filter(({ does, begun }) => does === 'suspend' && begun)
  return byHand.filter(({ does }) => does === 'hold' || does === 'suspend')
}

/** What the status becomes once it is done, on its first day. */
export function statusAfter(does: ByHandKind, standing: Standing): RegistrationStatus {
  const { status, heldStatus, byHand } = standing
  switch (does) {
    case 'hold':
      return 'on-hold'
    case 'suspend':
      return 'suspended'
    case 'certify':
      return 'certified'
    case 'withdraw':
      return 'withdrawn'
    case 'remove':
      return 'removed'
    case 'release': {
      const holds = byHand.some((one) => one.does === 'hold' && one.begun)
      if (status === 'suspended' && standing.suspendedElse) return 'suspended'
      if (status === 'suspended' && (holds || standing.heldUnpaid)) return 'on-hold'
      return status === 'on-hold' || status === 'suspended' ? (heldStatus ?? 'candidate') : status
    }
  }
}

/** What somebody proposes to set, on one of the grounds. */
export interface Wish {
  readonly ground: string
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
  /** What stands in the file, and what the person reads. */
  readonly fileReason: string
  readonly letterReason: string
  /** In which document the decision stands; of what is no decision empty. */
  readonly source: string
}

/** Which days are asked of a ground, of a registration as it stands. */
export function daysAsked(
  { does, longest }: Pick<StatusGround, 'does' | 'longest'>,
  { status, heldUnpaid, openInvoices }: Standing,
): { readonly first: boolean; readonly last: 'required' | 'optional' | 'not' } {
  switch (does) {
    case 'hold':
      return { first: true, last: longest === undefined ? 'optional' : 'required' }
    case 'suspend':
      return { first: true, last: 'required' }
    case 'release':
      // Until then no invoice that is open holds it, or holds it again.
      if (status !== 'on-hold' || openInvoices === 0) return { first: false, last: 'not' }
      return { first: false, last: heldUnpaid ? 'required' : 'optional' }
    case 'certify':
      return { first: status === 'candidate' || status === 'expired', last: 'required' }
    case 'withdraw':
    case 'remove':
      return { first: false, last: 'not' }
  }
}

/** What is wrong with a proposal, or keeps it from being confirmed. */
export type ByHandProblem =
  /** With the registration as it stands this cannot be done, or the register no longer knows the ground. */
  | 'not-now'
  | 'no-reason'
  | 'no-source'
  | 'no-first'
  | 'no-last'
  /** A hold or suspension begins or ends before today. */
  | 'past'
  /** A period that has yet to begin is not given by hand. */
  | 'ahead'
  | 'wrong-way-round'
  | 'too-long'
  /** A period that runs is only prolonged. */
  | 'not-longer'

/** What is wrong with a proposal today; undefined for nothing. */
export function problemWith(
  ground: StatusGround | undefined,
  wish: Wish,
  standing: Standing,
  today: Temporal.PlainDate,
): ByHandProblem | undefined {
  if (ground === undefined || !canBe(ground.does, standing)) return 'not-now'
  if (wish.fileReason.trim() === '' || wish.letterReason.trim() === '') return 'no-reason'
  if (ground.decidedBy !== undefined && wish.source.trim() === '') return 'no-source'
  return problemWithDays(ground, wish, standing, today)
}

function problemWithDays(
  ground: StatusGround,
  { first, last }: Wish,
  standing: Standing,
  today: Temporal.PlainDate,
): ByHandProblem | undefined {
  const asked = daysAsked(ground, standing)
  const { compare } = Temporal.PlainDate
  const certifies = ground.does === 'certify'
  if (asked.first && first === undefined) return 'no-first'
  if (asked.first && first !== undefined && compare(first, today) !== 0) {
    if (certifies && compare(first, today) > 0) return 'ahead'
    if (!certifies && compare(first, today) < 0) return 'past'
  }
  if (asked.last === 'required' && last === undefined) return 'no-last'
  if (asked.last === 'not' || last === undefined) return undefined
  const from = asked.first && !certifies && first !== undefined ? first : today
  if (compare(last, today) < 0) return 'past'
  if (compare(last, from) < 0) return 'wrong-way-round'
  const { validLast } = standing
  if (certifies && !asked.first && validLast !== undefined && last.toString() <= validLast) {
    return 'not-longer'
  }
  const { longest } = ground
  return longest !== undefined && compare(last, from.add(longest)) >= 0 ? 'too-long' : undefined
}

/** From when it is, once it is confirmed today: a hold or suspension never begins before that. */
export function firstDay(
  { does, first }: { readonly does: ByHandKind; readonly first: Temporal.PlainDate | undefined },
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  if (first === undefined || does === 'certify') return first
  return Temporal.PlainDate.compare(first, today) < 0 ? today : first
}

/** Whether a registration stands as it did, in all on which what is set by hand depends. */
export function sameStanding(one: Standing, other: Standing): boolean {
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other))
}

/** By what it is known that was shown before it is proposed: how the registration stood, and the days. */
export function sealOf(standing: Standing, { first, last }: Pick<Wish, 'first' | 'last'>): string {
  const shown = [essence(standing), first?.toString() ?? '', last?.toString() ?? '']
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex')
}

function essence(standing: Standing) {
  const { status, heldStatus = '', suspendedLast = '', validFirst = '', validLast = '' } = standing
  const byHand = standing.byHand.map(({ id, begun }) => [id, begun])
  return [
    status,
    heldStatus,
    suspendedLast,
    validFirst,
    validLast,
    byHand,
    standing.applicationRuns,
  ]
}
