import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { mailKinds } from '#domain/platform/message/mail-kinds.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { bareAddress } from '#language/typed.ts'

/** How many mails of a kind go out to addresses that people type. */
interface MailLimit {
  /** How many whoever sends them sends in a day, where what they belong to does not bound it by itself. */
  readonly by?: number
  /** How many one address gets of them in a day or in a week, whoever sends them. */
  readonly to: number
  readonly each: 'day' | 'week'
}

/** The kinds of mail that may go to an address of which nobody knows whose it is. */
type ToAnAddress = {
  [Kind in keyof typeof mailKinds]: (typeof mailKinds)[Kind] extends 'link' | 'passing'
    ? Kind
    : never
}[keyof typeof mailKinds]

/**
 * Far more than anybody asks in earnest, far less than fills a mailbox; and of the kinds that are not counted here, what
 * bounds them.
 */
const limits = {
  'attendance-trainer': { by: 50, to: 10, each: 'day' },
  'attestation-request': { to: 100, each: 'day' },
  'course-tip': { by: 10, to: 3, each: 'week' },
  'feedback-request': { to: 20, each: 'day' },
  'invoice-forwarded': { by: 5, to: 40, each: 'day' },
  'organisation-invitation': { by: 50, to: 5, each: 'day' },
  'referee-request': { to: 100, each: 'day' },
  'series-request': { to: 100, each: 'day' },
  'attestation-reminder': 'once for each request',
  'referee-reminder': 'once for each request',
  'change-email': 'counted for each account, and for each address of it',
  'complaint-forwarded': 'goes to whoever the register named',
  'complaint-sent': 'counted for each address with where it is asked from',
  'confirm-account': 'counted for each address with where it is asked from',
  'factor-reset-asked': 'goes to the address of an account',
  'new-password': 'goes to the address of an account',
  'sign-in-again': 'goes to the address of an account',
  'sign-in-link': 'goes to the address of an account',
  'staff-invitation': 'sent by an administrator',
} as const satisfies Readonly<Record<ToAnAddress, MailLimit | string>>

/** The kinds of mail that are counted. */
type CountedKind = {
  [Kind in keyof typeof limits]: (typeof limits)[Kind] extends string ? never : Kind
}[keyof typeof limits]

/** The mail may go; or whoever sends it, or whoever would get it, has had enough for now. */
export type CountedMail = 'go-on' | 'enough-sent' | 'enough-received'

/**
 * Counts a mail that is about to go to an address that somebody typed, and says whether it may. In the days of the
 * register: what may not go today may tomorrow, or in the week that begins on the next Monday.
 */
export async function countTypedMail(
  context: Context,
  kind: CountedKind,
  {
    by,
    to,
    most,
  }: {
    /** Who sends it: an organisation, a registration. */
    readonly by: string
    readonly to: string
    /** How many they send in a day, where that is another number than of others. */
    readonly most?: number
  },
): Promise<CountedMail> {
  const { db, today } = context
  const limit: MailLimit = limits[kind]
  const sent = most ?? limit.by
  if (sent !== undefined) {
    const attempt = { what: `mail-by ${kind}`, who: `${by} ${today}`, most: sent, minutes: day }
    if ((await countAttempt(db, attempt)).outcome === 'too-often') {
      return refuse(context, kind, 'enough-sent')
    }
  }
  const begins = limit.each === 'day' ? today : today.subtract({ days: today.dayOfWeek - 1 })
  const received = {
    what: `mail-to ${kind}`,
    who: `${bareAddress(to)} ${begins}`,
    most: limit.to,
    minutes: limit.each === 'day' ? day : 7 * day,
  }
  return (await countAttempt(db, received)).outcome === 'too-often'
    ? refuse(context, kind, 'enough-received')
    : 'go-on'
}

const day = 24 * 60

function refuse(context: Context, kind: CountedKind, outcome: CountedMail): CountedMail {
  noteSecurity(context, 'mail-limited', { by: kind, account: accountIdOf(context.actor) })
  return outcome
}
