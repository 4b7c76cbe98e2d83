import {
  aboutAccount,
  codeAt,
  secretInSession,
  stepAt,
} from '#domain/people/account/second-factor.ts'
import {
  prepareSecondFactor,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'

/** What the app of the holder of this address makes its codes from; while it waits, in the session with this cookie. */
export async function secretFor(
  { platform }: TestPlatform,
  email: string,
  cookie?: string,
): Promise<string> {
  const { id, totp_secret } = await platform.db
    .selectFrom('account')
    .where('email', '=', email)
    .where('closed_at', 'is', null)
    .select(['id', 'totp_secret'])
    .executeTakeFirstOrThrow()
  const kept = platform.secrets.show(totp_secret ?? '', aboutAccount(id)) ?? ''
  const [, token] = /peil=([^;]+)/.exec(cookie ?? '') ?? []
  return token === undefined ? kept : secretInSession(kept, token)
}

/** The code that their app shows now, or so many half minutes later. */
export async function codeFor(
  peil: TestPlatform,
  email: string,
  offset = 0,
  cookie?: string,
): Promise<string> {
  return codeAt(await secretFor(peil, email, cookie), stepAt(Temporal.Now.instant()) + offset)
}

/** Sets up the second step of who holds a session, with a code of half a minute ago. */
export async function withSecondFactor(
  peil: TestPlatform,
  email: string,
  session: { readonly accountId: string; readonly cookie: string },
): Promise<{ readonly cookie: string; readonly recoveryCodes: readonly string[] }> {
  const { accountId } = session
  await peil.act(clock, (context) => prepareSecondFactor(context, accountId))
  const step = stepAt(Temporal.Now.instant())
  const code = await codeFor(peil, email, -1, session.cookie)
  const own = { sessionToken: session.cookie.replace('peil=', ''), userAgent: '' }
  const set = await peil.act(clock, (context) =>
    setUpSecondFactor(context, { accountId, code, clientAddress: '203.0.113.1', ...own }),
  )
  // On a busy machine the half minute may be over before the code is looked at.
  const isLate = set.outcome === 'wrong-code' && stepAt(Temporal.Now.instant()) > step
  if (isLate) return withSecondFactor(peil, email, session)
  if (set.outcome !== 'set-up') throw new Error(set.outcome)
  return { cookie: `peil=${set.token}`, recoveryCodes: set.recoveryCodes }
}
