import type { Urgency } from '#domain/platform/context/platform.ts'

/**
 * Every kind of mail that Peil writes, and whether it holds a link that works once or is about signing
 * in, or only passes by: of that nothing stays once it has gone. Those are read in the mailbox they were sent to and nowhere else; whoever can read their own
 * messages here has signed in already.
 */
export const mailKinds = {
  'account-exists': 'signing-in',
  'account-unused': 'plain',
  'accreditation-asked': 'plain',
  'accreditation-decided': 'plain',
  'accreditation-ended': 'plain',
  'accreditation-ends': 'plain',
  'accreditation-lapsed': 'plain',
  'accreditation-objection': 'plain',
  'accreditation-received': 'plain',
  'address-taken': 'signing-in',
  'agreement-approved': 'plain',
  'agreement-lapsed': 'plain',
  'agreement-ready': 'plain',
  'agreement-reminder': 'plain',
  'agreement-returned': 'plain',
  'target-reminder': 'plain',
  'agreement-arrived': 'plain',
  'agreement-signed': 'plain',
  alarm: 'plain',
  'application-added-to': 'plain',
  'application-complete': 'plain',
  'application-deferred': 'plain',
  'application-granted': 'plain',
  'application-received': 'plain',
  'application-refused': 'plain',
  'application-reminder': 'plain',
  'application-returned': 'plain',
  'application-supplemented': 'plain',
  'application-withdrawn': 'plain',
  'attendance-checked': 'plain',
  'attendance-contested': 'plain',
  'attendance-contest-answered': 'plain',
  'attendance-contest-decided': 'plain',
  'attendance-done': 'plain',
  'attendance-placed': 'plain',
  'attendance-reminder': 'plain',
  'attendance-trainer': 'link',
  'attestation-answered': 'plain',
  'attestation-reminder': 'link',
  'attestation-request': 'link',
  'attestation-thanks': 'plain',
  'candidate-public': 'plain',
  'certificate-ready': 'plain',
  'change-email': 'link',
  'confirm-account': 'link',
  'email-change-asked': 'signing-in',
  'email-changed': 'plain',
  'complaint-forwarded': 'passing',
  'complaint-sent': 'passing',
  corrected: 'plain',
  'could-move': 'plain',
  'death-acknowledged': 'plain',
  'end-planned': 'plain',
  'erasure-answered': 'plain',
  'erasure-asked': 'plain',
  'erasure-done': 'plain',
  'erasure-extended': 'plain',
  'erasure-waits': 'plain',
  'erasure-withdrawn': 'plain',
  'version-comes': 'plain',
  'expiry-reminder': 'plain',
  'factor-changed': 'plain',
  'factor-reset-asked': 'link',
  'follow-up-asked': 'plain',
  'wait-over': 'plain',
  'interim-decided': 'plain',
  'interim-expired': 'plain',
  'invoice-sent': 'plain',
  'invoice-written-off': 'plain',
  'label-answered': 'plain',
  'label-ends': 'plain',
  'leave-decided': 'plain',
  'leave-expired': 'plain',
  'measure-decided': 'plain',
  'measure-waits': 'plain',
  'name-changed': 'plain',
  'name-not-changed': 'plain',
  'new-password': 'link',
  'new-sign-in': 'plain',
  'second-factor-failed': 'plain',
  'not-agreed': 'plain',
  'objection-decided': 'plain',
  'objection-extended': 'plain',
  'objection-grounds': 'plain',
  'objection-hearing': 'plain',
  'objection-received': 'plain',
  'objection-waits': 'plain',
  'objection-withdrawn': 'plain',
  'organisation-access-answered': 'plain',
  'organisation-access-asked': 'plain',
  'organisation-answered': 'plain',
  'organisation-closed': 'plain',
  'organisation-invitation': 'link',
  'organisation-linked': 'plain',
  'organisation-member-changed': 'plain',
  'organisation-merged': 'plain',
  'organisation-received': 'plain',
  'original-gone': 'plain',
  'original-received': 'plain',
  'password-changed': 'plain',
  'people-merged': 'plain',
  'personal-export-failed': 'plain',
  'personal-export-ready': 'plain',
  'payment-received': 'plain',
  'payment-reminder': 'plain',
  'payment-undone': 'plain',
  'referee-confirmed': 'plain',
  'referee-declined': 'plain',
  'referee-reminder': 'link',
  'referee-request': 'link',
  'referee-silent': 'plain',
  'referee-thanks': 'plain',
  'registration-ended': 'plain',
  'registration-expired': 'plain',
  'registration-on-hold': 'plain',
  'registration-released': 'plain',
  'retention-terms': 'plain',
  'proposal-lapsed': 'plain',
  'contact-asked': 'plain',
  'contact-wrote': 'plain',
  'erasure-reminder': 'plain',
  'feedback-closed': 'plain',
  'feedback-reminder': 'plain',
  'feedback-request': 'link',
  'course-reminder': 'plain',
  'plan-reminder': 'plain',
  'ruling-answered': 'plain',
  'ruling-asked': 'plain',
  'ruling-corrected': 'plain',
  'ruling-decided': 'plain',
  'ruling-waits': 'plain',
  'sessions-ended': 'plain',
  'shielding-answered': 'plain',
  'sign-in-again': 'link',
  'sign-in-link': 'link',
  'signs-in-elsewhere': 'signing-in',
  'second-look': 'plain',
  'series-asked': 'plain',
  'series-left': 'plain',
  'series-request': 'link',
  'series-withdrawn': 'plain',
  'signing-answered': 'plain',
  'signing-asked': 'plain',
  'staff-invitation': 'link',
  'status-set': 'plain',
  'suspension-over': 'plain',
  'taken-over-invitation': 'plain',
  'temporary-granted': 'plain',
  'temporary-reminder': 'plain',
  'supervision-answered': 'plain',
  'supervision-asked': 'plain',
  'supervision-ended': 'plain',
  'term-ends': 'plain',
  'verdict-hearing': 'plain',
  'too-few-members': 'plain',
} as const satisfies Readonly<Record<string, 'link' | 'signing-in' | 'passing' | 'plain'>>

/** What a mail is called in this code. */
export type MailKind = keyof typeof mailKinds

/** The kinds of mail that are read in the mailbox only. */
export const forTheMailbox: readonly MailKind[] = Object.entries(mailKinds).flatMap(
  ([kind, holds]) => (holds === 'plain' ? [] : [kind as MailKind]),
)

/** The kinds of mail for which somebody sits waiting. */
export const urgentKinds: readonly MailKind[] = [
  'account-exists',
  'address-taken',
  'change-email',
  'confirm-account',
  'factor-reset-asked',
  'new-password',
  'sign-in-again',
  'sign-in-link',
  'signs-in-elsewhere',
  'staff-invitation',
  'organisation-invitation',
]

const last: readonly MailKind[] = [
  'account-unused',
  'agreement-reminder',
  'application-reminder',
  'attestation-reminder',
  'could-move',
  'expiry-reminder',
  'invoice-sent',
  'payment-reminder',
  'referee-reminder',
  'taken-over-invitation',
  'target-reminder',
  'temporary-reminder',
  'version-comes',
]

/** How soon a kind of mail has to go. */
export function urgencyOf(kind: string): Urgency {
  const isOneOf = (kinds: readonly string[]) => kinds.includes(kind)
  return isOneOf(urgentKinds) ? 'first' : isOneOf(last) ? 'last' : 'ordinary'
}

const asksMoney: readonly string[] = ['invoice-sent', 'payment-reminder'] satisfies MailKind[]

/**
 * Whether a kind of mail may go once more where it may have gone already. Who is asked for money twice may pay
 * twice, so that a person decides on those; of all others a second is better than none.
 */
export function mayGoTwice(kind: string): boolean {
  return !asksMoney.includes(kind)
}

/** Whether a mail only passes by: nobody here reads it, and nothing of it stays once it has gone. */
export function onlyPasses(kind: string): boolean {
  return (mailKinds as Readonly<Record<string, string>>)[kind] === 'passing'
}
