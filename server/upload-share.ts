import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import type { Turn } from '#domain/platform/turn/turns.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { troubleOf } from '#server/trouble.ts'

// What somebody sends in files is counted before it is let in, whatever becomes of it, so that nobody can
// fill the disk.

/** How much anybody may send in files in a day: far more than a portfolio, far less than a disk. */
const megabytesPerDay = 2_000

/** How many forms with files of one person may come in beside each other. */
const mostAtOnce = 4

/**
 * A form of which nothing came for so long, in seconds, is broken off, whether or not we have heard of that: others of
 * theirs may come in then.
 */
const brokenOffAfter = 6

/** What one form with files takes of somebody's share. */
export interface UploadShare {
  /** Counts so many megabytes; gives what to tell where it is too much for today, or too many at once. */
  readonly count: (megabytes: number) => Promise<string | undefined>
  /** Something of the form came, or all of it. */
  readonly came: (what: 'part' | 'all') => void
  /** The form was dealt with, or broke off. */
  readonly end: () => Promise<void>
}

/** Begins to count a form of this account; of nobody nothing is counted, and no file is taken. */
export function uploadShare(
  platform: Platform,
  register: Register,
  account: string | undefined,
): UploadShare {
  const nothing = async () => undefined
  if (account === undefined) return { count: nothing, came: () => undefined, end: nothing }
  let coming: Coming | undefined
  let isWhole = false
  let cameAt = performance.now()
  const goesOn = () => isWhole || performance.now() - cameAt < (brokenOffAfter * 1000) / 2
  return {
    came: (what) => {
      cameAt = performance.now()
      isWhole ||= what === 'all'
    },
    count: async (megabytes) => {
      // What was taken for broken off, and goes on after all, is counted anew.
      const isLost = coming?.outcome === 'coming' && coming.turn?.isLost() === true
      if (coming === undefined || isLost) coming = await begin(platform, account, goesOn)
      if (coming.outcome === 'too-many') {
        noteSecurity({ platform, register }, 'upload-limited', { account })
        return tooManyAtOnce(register)
      }
      return (await mayStillSend(platform, register, { account, megabytes }))
        ? undefined
        : tooMuchToday(register)
    },
    end: async () => {
      if (coming?.outcome === 'coming') await coming.turn?.end()
    },
  }
}

type Coming =
  | { readonly outcome: 'coming'; readonly turn: Turn | undefined }
  | { readonly outcome: 'too-many' }

async function begin({ turns }: Platform, account: string, goesOn: () => boolean): Promise<Coming> {
  try {
    const most = { most: mostAtOnce, silence: brokenOffAfter, goesOn }
    const turn = await turns.take({ what: 'form', who: account, ...most })
    return turn === undefined ? { outcome: 'too-many' } : { outcome: 'coming', turn }
  } catch (error) {
    return goOnWithout(error)
  }
}

// Where it cannot be counted nothing can be done with it either, which is said behind it.
function goOnWithout(error: unknown): Coming {
  if (troubleOf(error) === undefined) throw error
  return { outcome: 'coming', turn: undefined }
}

/** Counts what somebody is about to send, and says whether they may. */
export async function mayStillSend(
  platform: Platform,
  register: Register,
  { account, megabytes }: { readonly account: string; readonly megabytes: number },
): Promise<boolean> {
  const attempt = {
    what: 'upload',
    who: account,
    most: megabytesPerDay,
    minutes: 24 * 60,
    times: megabytes,
  }
  try {
    const counted = await inRegister(platform, { register }, { kind: 'visitor' }, ({ db }) =>
      countAttempt(db, attempt),
    )
    if (counted.outcome === 'go-on') return true
    noteSecurity({ platform, register }, 'upload-limited', { account })
    return false
  } catch (error) {
    goOnWithout(error)
    return true
  }
}

function tooMuchToday(register: Register): string {
  const { You } = voice(register.address)
  return `${You} hebt vandaag heel veel bestanden verstuurd. Meer kan morgen weer. Moet het eerder? Neem dan contact met ons op.`
}

function tooManyAtOnce(register: Register): string {
  const { you } = voice(register.address)
  return `Er komen nu al ${mostAtOnce} formulieren met bestanden van ${you} binnen. Wacht tot die klaar zijn, en verstuur dit formulier daarna opnieuw.`
}
