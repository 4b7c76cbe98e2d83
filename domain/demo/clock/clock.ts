import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** Somebody who would lose a status on a day, because something was not done in time. */
export interface Loss {
  readonly registration: string
  readonly register: string
  readonly name: string
  readonly from: RegistrationStatus
  readonly to: RegistrationStatus
}

/** Where a move of the clock stands. Days are ISO text. */
export interface ClockMove {
  readonly status: 'running' | 'stopped' | 'done'
  readonly firstDay: string
  readonly target: string
  readonly reached: string
  readonly losses: readonly Loss[]
}

// What it means to lose a status: not by one's own wish, and not for another.
const lost: ReadonlySet<RegistrationStatus> = new Set<RegistrationStatus>([
  'agreement-lapsed',
  'expired',
  'on-hold',
  'withdrawn',
  'removed',
])

/** Whether going from one status to another is a loss that acting in time would have prevented. */
export function isLoss(from: RegistrationStatus, to: RegistrationStatus): boolean {
  return from !== to && lost.has(to)
}

/** Who must do what so that a loss does not come about, in the Dutch of their register. */
export function remedy(loss: Loss, register: Register): string {
  switch (loss.to) {
    case 'agreement-lapsed':
      return `${loss.name} moet de overeenkomst ondertekenen, anders vervalt de aanmelding.`
    case 'expired': {
      const { certification } = wording(register)
      return loss.from === 'renewal-pending'
        ? `${loss.name} moet de aanvraag aanvullen, anders verloopt ${certification.the}.`
        : `${loss.name} moet opnieuw ${certification.name} aanvragen, anders verloopt ${certification.the}.`
    }
    case 'on-hold':
      return (
        `${loss.name} heeft een factuur niet betaald. Verwerk de betaling, ` +
        'anders wordt de registratie opgeschort.'
      )
    case 'withdrawn':
    case 'removed':
      return loss.from === 'agreement-lapsed'
        ? `De overeenkomst van ${loss.name} is vervallen. Vraag een nieuwe aan, anders wordt de aanmelding verwijderd.`
        : `${loss.name} heeft een factuur niet betaald. Verwerk de betaling, anders wordt de registratie beëindigd.`
    case 'signed-up':
    case 'agreement-sent':
    case 'agreement-signed':
    case 'approved':
    case 'candidate':
    case 'certified':
    case 'renewal-pending':
    case 'suspended':
    case 'deceased':
      return ''
  }
}
