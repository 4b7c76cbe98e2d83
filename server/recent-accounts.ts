import type { Platform } from '#domain/platform/context/platform.ts'

/** Whose session a token was when it was last looked up, for while that cannot be looked up. */
export interface RecentAccounts {
  note(token: string, account: string | undefined): void
  accountOf(token: string | undefined): string | undefined
}

const holdsMinutes = 30
const most = 10_000

/**
 * Who was here not long ago, as this process saw it. It opens nothing: with it a file that came while the
 * database is away waits for its sender, who gets it when they are known again.
 */
export function recently(platform: Platform): RecentAccounts {
  const known = byPlatform.get(platform) ?? recentAccounts()
  byPlatform.set(platform, known)
  return known
}

const byPlatform = new WeakMap<Platform, RecentAccounts>()

function recentAccounts(): RecentAccounts {
  const seen = new Map<string, { readonly account: string; readonly until: number }>()
  return {
    note: (token, account) => {
      seen.delete(token)
      if (account === undefined) return
      seen.set(token, { account, until: performance.now() + holdsMinutes * 60_000 })
      // The oldest stand first.
      for (const oldest of seen.keys()) {
        if (seen.size <= most) break
        seen.delete(oldest)
      }
    },
    accountOf: (token) => {
      const one = token === undefined ? undefined : seen.get(token)
      return one !== undefined && performance.now() < one.until ? one.account : undefined
    },
  }
}
