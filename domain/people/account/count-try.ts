import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { CountedAttempt } from '#domain/people/account/count-attempt.ts'
import { countAttempt, forgetAttempts } from '#domain/people/account/count-attempt.ts'
import { isDevice, isDeviceOf } from '#domain/people/account/known-device.ts'

/** Where somebody tries to get into an account. */
export interface From {
  /** The address in the network. */
  readonly clientAddress: string
  /** What this browser keeps of an earlier time that somebody signed in with it. */
  readonly device?: string | undefined
}

/** What is tried with an account, and how often that may be in so many minutes. */
export interface Try {
  readonly what: string
  /** The account, or what was typed when there is none. */
  readonly account: string
  /** From one place, or with one browser that is known. */
  readonly most: number
  readonly minutes: number
  /** From all places together in an hour, so that many of them at once guess no faster. */
  readonly inAllPerHour: number
}

/**
 * Counts a try at an account, per account and place: what somebody does elsewhere holds up nobody else.
 * A browser with which the holder signed in before has a count of its own, and goes on whatever others do.
 */
export async function countTry(
  db: Transaction<Database>,
  tried: Try,
  from: From,
): Promise<CountedAttempt> {
  const { what, account, most, minutes } = tried
  if (await isDeviceOf(db, account, from.device)) {
    return countAttempt(db, { ...ofDevice(tried, from), most, minutes })
  }
  return countEach(db, [
    { what: `${what}-from`, who: from.clientAddress, most: 100, minutes: 15 },
    { ...ofPlace(tried, from), most, minutes },
    { what: `${what}-in-all`, who: account, most: tried.inAllPerHour, minutes: 60 },
  ])
}

/** Forgets the tries from one place of somebody who has succeeded; those from elsewhere go on counting. */
export async function forgetTries(
  db: Transaction<Database>,
  tried: Pick<Try, 'what' | 'account'>,
  from: From,
): Promise<void> {
  await forgetAttempts(db, ofPlace(tried, from))
  await forgetAttempts(db, ofDevice(tried, from))
}

/**
 * Counts that somebody asks for a mail to an address of which nobody may learn whether there is an account:
 * five times per address and place, sixty times per place in an hour. A browser with which somebody signed
 * in before has a count of its own.
 */
export async function countAsking(
  db: Transaction<Database>,
  asked: { readonly what: string; readonly email: string; readonly minutes: number },
  from: From,
): Promise<CountedAttempt> {
  const { what, minutes } = asked
  const tried = { what, account: asked.email }
  if (await isDevice(db, from.device)) {
    return countAttempt(db, { ...ofDevice(tried, from), most: 5, minutes })
  }
  return countEach(db, [
    { what: `${what}-from`, who: from.clientAddress, most: 60, minutes: 60 },
    { ...ofPlace(tried, from), most: 5, minutes },
  ])
}

async function countEach(
  db: Transaction<Database>,
  attempts: readonly Parameters<typeof countAttempt>[1][],
): Promise<CountedAttempt> {
  for (const attempt of attempts) {
    const counted = await countAttempt(db, attempt)
    if (counted.outcome === 'too-often') return counted
  }
  return { outcome: 'go-on' }
}

type Tried = Pick<Try, 'what' | 'account'>

function ofPlace({ what, account }: Tried, { clientAddress }: From) {
  return { what, who: `${account} ${clientAddress}` }
}

function ofDevice({ what, account }: Tried, { device }: From) {
  return { what: `${what}-device`, who: `${account} ${device ?? ''}` }
}
