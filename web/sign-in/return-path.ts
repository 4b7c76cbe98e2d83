import { carryOutFactorReset } from '#domain/people/account/carry-out-factor-reset.ts'
import { findAccount } from '#domain/people/account/queries.ts'
import { prepareSecondFactor } from '#domain/people/account/set-up-second-factor.ts'
import {
  findEndedRegistration,
  findMember,
  findRunningRegistration,
} from '#domain/people/registration/queries.ts'
import { isSigningUp } from '#domain/people/registration/registration.ts'
import { seatsHeld } from '#domain/people/staff/list-staff.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { accountHome } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/**
 * Where to go back to after signing in: a path within this register, or undefined for anything
 * else, so that no link of ours leads to another site.
 */
export function safeReturn(register: Register, typed: string | null): string | undefined {
  if (typed === null || typed.length > 2000 || /[\p{Cc}\\]/u.test(typed)) return undefined
  const home = paths.home(register.id)
  let url: URL
  try {
    url = new URL(typed, 'https://peil.invalid')
  } catch {
    return undefined
  }
  const within = url.pathname === home || url.pathname.startsWith(`${home}/`)
  if (!typed.startsWith('/') || url.origin !== 'https://peil.invalid' || !within) return undefined
  const path = `${url.pathname}${url.search}`
  // Setting up a second step begins where it was broken off to ask who somebody is.
  if (url.pathname === paths.secondFactorSetUp(register.id)) return path
  const signingIn = [`${home}/inloggen`, paths.signOut(register.id)]
  return signingIn.some((one) => url.pathname === one || url.pathname.startsWith(`${one}/`))
    ? undefined
    : path
}

/** Where somebody goes back to after signing in, as the form or the address has it. */
export function backOf({ context, form, url }: Visit): string | undefined {
  const typed = form.has('terug') ? form.value('terug') : url.searchParams.get('terug')
  return safeReturn(context.register, typed)
}

/** Where to go back to, for a form to take along. */
export function hiddenBack(back: string | undefined): Readonly<Record<string, string>> {
  return back === undefined ? {} : { terug: back }
}

/** Where somebody goes who has just signed in; staff see the second step first. */
export async function afterSignIn(
  visit: Visit,
  {
    accountId,
    token: session,
    secondFactor = false,
  }: {
    readonly accountId: string
    readonly token: string
    /** Whether the second step was taken elsewhere already. */
    readonly secondFactor?: boolean
  },
  back: string | undefined,
): Promise<string> {
  const { register, db } = visit.context
  const { outcome } = await carryOutFactorReset(visit.context, accountId, session)
  if (outcome === 'reset') {
    visit.leave(
      `${voice(register.address).Your} tweede stap is eraf gehaald. Stel een nieuwe in.`,
      'warning',
    )
  }
  const account = await findAccount(db, register.id, accountId)
  if (account?.staff === true && !secondFactor) {
    if (account.hasApp || account.hasPasskey) {
      return paths.secondFactor(register.id, { terug: back })
    }
    await prepareSecondFactor(visit.context, accountId)
    return paths.secondFactorSetUp(register.id, { terug: back })
  }
  if (outcome === 'reset') return paths.secondFactorSetUp(register.id, { terug: back })
  return back ?? homeOf(visit, accountId)
}

/** The page where an account begins: what is left of signing up, or else what it works with. */
export async function homeOf(visit: Visit, accountId: string): Promise<string> {
  const { context } = visit
  const seats = await seatsHeld(context, accountId)
  const registrationId = await findRunningRegistration(context, accountId)
  const member =
    registrationId === undefined ? undefined : await findMember(context, registrationId)
  const endedRegistrationId =
    member === undefined ? await findEndedRegistration(context, accountId) : undefined
  const signsUp = member === undefined ? !endedRegistrationId : isSigningUp.has(member.status)
  if (seats.length === 0 && signsUp) {
    return paths.signUpTasks(context.register.id)
  }
  const actor: Actor = {
    kind: 'account',
    accountId,
    email: '',
    seats,
    personId: member?.personId,
    registrationId,
    endedRegistrationId,
    authenticatedBy: 'password',
    secondFactor: false,
  }
  return accountHome(context.register, actor)
}
