import type { Gate } from '#regulations/register.ts'

/** How far somebody has come: the day of approval and the day of the first payment, also as ISO text. */
export interface Progress {
  readonly approvedOn: Temporal.PlainDate | string | undefined
  readonly candidateOn: Temporal.PlainDate | string | undefined
}

/** Whether somebody has come as far as a gate of the register asks. */
export function passesGate(gate: Gate, { approvedOn, candidateOn }: Progress): boolean {
  switch (gate) {
    case 'agreement':
      return approvedOn !== undefined
    case 'agreement+payment':
      return candidateOn !== undefined
  }
}

/** The column of a registration that is filled once somebody has passed a gate. */
export const gateColumns = {
  agreement: 'registration.approved_on',
  'agreement+payment': 'registration.candidate_on',
} as const satisfies Record<Gate, string>
