// For whoever keeps watch over a Peil: who came in, who was refused, and which limits were met (OWASP ASVS
// 5.0, 16.3.1 to 16.3.3). It names an account by its id and nobody by anything else: no address, no number,
// nothing that was typed. What was changed stands in the audit record.

/** What is noted, and how much it is worth looking at. The names are for programs and stay. */
export const securityEvents = {
  'signed-in': 'info',
  'sign-in-failed': 'warn',
  'sign-in-limited': 'warn',
  'signed-in-again': 'info',
  'sign-in-again-failed': 'warn',
  'second-factor-passed': 'info',
  'second-factor-failed': 'warn',
  'second-factor-limited': 'warn',
  'sessions-ended': 'info',
  'passkey-copied': 'warn',
  'link-refused': 'warn',
  'mail-limited': 'warn',
  'not-allowed': 'warn',
  'nothing-there': 'info',
  'form-from-elsewhere': 'warn',
  'name-refused': 'warn',
  'look-up-limited': 'warn',
  'program-refused': 'warn',
  'budget-spent': 'warn',
  'rows-not-checked': 'warn',
  'upload-limited': 'warn',
  'look-not-kept': 'warn',
} as const

export interface SecurityEvent {
  readonly event: keyof typeof securityEvents
  /** The register in which it was. */
  readonly register?: string | undefined
  /** The id of the account that it is about or that did it, where there is one. */
  readonly account?: string | undefined
  /** By what somebody came in or tried to: a password, a code, a link and what it was for. */
  readonly by?: string | undefined
  /** The page, as the table of the site has it: without what stood in the place of an id or a secret. */
  readonly page?: string | undefined
  /** The id of the thing that was looked at, or of the organisation that asked, where that is kept nowhere else. */
  readonly of?: string | undefined
}

/** Writes one line of the security log; it neither fails nor waits. */
export type SecurityLog = (event: SecurityEvent) => void

/** Notes something in the security log of this Peil, in the register of the context. */
export function noteSecurity(
  {
    platform,
    register,
  }: {
    readonly platform: { readonly securityLog: SecurityLog }
    readonly register: { readonly id: string }
  },
  event: SecurityEvent['event'],
  about: Omit<SecurityEvent, 'event' | 'register'> = {},
): void {
  platform.securityLog({ event, register: register.id, ...about })
}
