import { randomUUID } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { generateCookie, getCookie } from 'hono/cookie'
import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { extendSession } from '#domain/people/account/extend-session.ts'
import type { FoundSession } from '#domain/people/account/queries.ts'
import { findSession } from '#domain/people/account/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'
import { voice } from '#regulations/voice.ts'
import type { Claim } from '#server/form-once.ts'
import { claimForm, settleClaim } from '#server/form-once.ts'
import { keepForm, keptFiles, keptForm, settleFiles } from '#server/kept-forms.ts'
import type { ReceivedForm } from '#server/uploads.ts'
import { discard, readForm } from '#server/uploads.ts'
import type { ReceivedFile } from '#web/form.ts'
import { Form } from '#web/form.ts'
import type { NoticeTone } from '#web/notice.ts'
import { readNotice, writeNotice } from '#web/notice.ts'
import { paths } from '#web/paths.ts'
import { badRequestPage, notFoundPage, seeSignIn, tooMuchPage } from '#web/public/problems.tsx'
import type { Access, Route, Visit } from '#web/route.ts'
import { NotFound, seeOther } from '#web/route.ts'
import { sessionCookie } from '#web/session-cookie.ts'

// Who is asking, for which register. The gate reads the form before the transaction opens, so that
// a slow upload holds nothing; it opens one transaction per request, read-only for a GET.

const sessionDays = 90

/** How much anybody may send in files in a day: far more than a portfolio, far less than a disk. */
const megabytesPerDay = 2_000

/** How somebody who may not pass is told so. */
export interface Refusals {
  /** Whether a page is shown, with the message that the page before left. */
  readonly isPage: boolean
  readonly notFound: (
    platform: Platform,
    register: Register | undefined,
  ) => Response | Promise<Response>
  readonly signIn: (register: Register, url: URL) => Response
  readonly secondFactor: (location: string) => Response
}

const asPages: Refusals = {
  isPage: true,
  notFound: notFoundPage,
  signIn: (register, url) => seeSignIn(register, url),
  secondFactor: seeOther,
}

/** Answers a request for one line of the site map, or of the interface for other systems. */
export async function passGate(
  platform: Platform,
  route: Route,
  c: HonoContext,
  clientAddress: string,
  refusals: Refusals = asPages,
): Promise<Response> {
  const register = platform.registers.get(c.req.param('register') ?? '')
  if (register === undefined) return refusals.notFound(platform, undefined)
  // No text that PostgreSQL can hold has this character in it.
  if (c.req.url.includes('%00')) return refusals.notFound(platform, register)
  if (route.method === 'POST' && !sameOrigin(c.req.raw, platform)) {
    return badRequestPage(platform, register)
  }
  const token = getCookie(c, sessionCookie(platform))
  if (route.method === 'GET') {
    const empty = new Form({})
    const answer = await visit(platform, register, route, c, token, clientAddress, empty, refusals)
    return c.req.raw.method === 'HEAD' ? withoutBody(answer) : answer
  }
  return receive(platform, register, route, c, token, clientAddress)
}

// A body that nobody reads would keep its file open.
async function withoutBody(answer: Response): Promise<Response> {
  await answer.body?.cancel()
  return new Response(null, { status: answer.status, headers: answer.headers })
}

// A form: first who sends it, then what it brings, and only then the transaction.
async function receive(
  platform: Platform,
  register: Register,
  route: Route,
  c: HonoContext,
  token: string | undefined,
  clientAddress: string,
): Promise<Response> {
  const found = await inRegister(
    platform,
    register,
    { kind: 'visitor' },
    (context) => session(platform, context.db, register, token),
    { readOnly: true },
  )
  const refusal = refuse(route, found, register, new URL(c.req.url))
  if (refusal?.outcome === 'not-found') return notFoundPage(platform, register)
  if (refusal?.outcome === 'second-factor') return seeOther(refusal.location)
  const mayBringFiles = route.files === true && found.outcome !== 'none'
  const received = await readForm(c.req.raw, platform.files, mayBringFiles ? {} : { files: 0 })
  if (received.outcome !== 'received') return tooMuchPage(platform, register, received.message)
  try {
    if (!(await withinShare(platform, register, found, received))) {
      await discard(received.files, platform.files)
      return tooMuchPage(platform, register, tooManyFilesToday(register))
    }
    const form = formOf(received)
    if (refusal?.outcome === 'sign-in') {
      // Only of somebody whose session ended is anything kept.
      if (found.outcome !== 'ended') return seeSignIn(register, new URL(c.req.url))
      const url = new URL(c.req.url)
      const id = await keepForm(platform, register, url.pathname, found.accountId, form)
      return seeSignIn(register, url, id)
    }
    return await visit(platform, register, route, c, token, clientAddress, form)
  } catch (error) {
    await discard(received.files, platform.files)
    throw error
  }
}

function tooManyFilesToday(register: Register): string {
  const { You } = voice(register.address)
  return `${You} hebt vandaag heel veel bestanden verstuurd. Meer kan morgen weer. Moet het eerder? Neem dan contact met ons op.`
}

// What somebody sends in files is counted, so that nobody can fill the disk.
async function withinShare(
  platform: Platform,
  register: Register,
  found: FoundSession,
  received: Extract<ReceivedForm, { outcome: 'received' }>,
): Promise<boolean> {
  if (received.files.length === 0 || found.outcome === 'none') return true
  const bytes = received.files.reduce((sum, file) => sum + file.bytes, 0)
  const who = found.outcome === 'found' ? found.actor.accountId : found.accountId
  const counted = await inRegister(platform, register, { kind: 'visitor' }, (context) =>
    countAttempt(context.db, {
      what: 'upload',
      who,
      most: megabytesPerDay,
      minutes: 24 * 60,
      times: Math.ceil(bytes / 1_000_000),
    }),
  )
  return counted.outcome === 'go-on'
}

async function visit(
  platform: Platform,
  register: Register,
  route: Route,
  c: HonoContext,
  token: string | undefined,
  clientAddress: string,
  form: Form,
  refusals: Refusals = asPages,
): Promise<Response> {
  const url = new URL(c.req.url)
  const after: (() => Promise<void>)[] = []
  let left: string | undefined
  let newSession: { token: string | undefined } | undefined
  let found: FoundSession = { outcome: 'none' }
  let unused: readonly ReceivedFile[] = []
  let response: Response
  try {
    response = await inRegister(
      platform,
      register,
      async (db) => {
        found = await session(platform, db, register, token)
        return found.outcome === 'found' ? found.actor : { kind: 'visitor' }
      },
      async (context) => {
        const refusal = refuse(route, found, register, url)
        if (refusal?.outcome === 'not-found') throw new NotFound('not for this role')
        if (refusal?.outcome === 'second-factor') return refusals.secondFactor(refusal.location)
        if (refusal?.outcome === 'sign-in') return refusals.signIn(register, url)
        const sent = route.method === 'POST'
        const claim: Claim = sent ? await claimForm(context, url, form) : { outcome: 'no-token' }
        if (claim.outcome === 'done') {
          unused = form.files
          return seeOther(claim.location)
        }
        const kept = sent && route.files === true ? await keptFiles(context, url, form) : []
        const keptId = url.searchParams.get('bewaard') ?? undefined
        const it: Visit = {
          context,
          actor: context.actor,
          url,
          param: (name) => c.req.param(name) ?? '',
          form:
            kept.length === 0
              ? form
              : new Form(form.fields, [...kept, ...form.files], form.refused),
          kept: sent ? undefined : await keptForm(context, url, keptId),
          keptId,
          once: () => randomUUID(),
          notice: readNotice(getCookie(c, noticeCookie(platform))),
          clientAddress,
          request: c.req.raw,
          leave: (text, tone: NoticeTone = 'success') => {
            left = writeNotice(text, tone)
          },
          setSession: (value) => {
            newSession = { token: value }
          },
          afterCommit: (work) => {
            after.push(work)
          },
        }
        const answer = await route.handle(it)
        if (claim.outcome === 'claimed') await settleClaim(context, claim.token, answer)
        unused = await settleFiles(context, form, kept, answer)
        return answer
      },
      { readOnly: route.method === 'GET' },
    )
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    await remove(platform, form.files)
    return refusals.notFound(platform, register)
  }
  await remove(platform, unused)
  for (const work of after) await work()
  if (token !== undefined) await keepSession(platform, found, token)
  return refusals.isPage ? withCookies(c, platform, response, left, newSession) : response
}

// A session that is used lasts longer. Beside the visit's own transaction, which may only read.
async function keepSession(platform: Platform, found: FoundSession, token: string): Promise<void> {
  if (found.outcome === 'found' && found.toBeExtended) await extendSession(platform.db, token)
}

async function session(
  platform: Platform,
  db: Transaction<Database>,
  register: Register,
  token: string | undefined,
): Promise<FoundSession> {
  if (token === undefined || token.length > 200) return { outcome: 'none' }
  return findSession(db, register.id, token, { now: Temporal.Now.instant(), demo: platform.demo })
}

type Refusal =
  | { readonly outcome: 'sign-in' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'second-factor'; readonly location: string }

// Somebody without the right role learns nothing: to them the page does not exist.
function refuse(
  route: Route,
  found: FoundSession,
  register: Register,
  url: URL,
): Refusal | undefined {
  const { access } = route
  if (access === 'anyone') return undefined
  if (found.outcome !== 'found') return { outcome: 'sign-in' }
  const { actor, hasSecondFactor } = found
  if (!mayPass(access, actor)) return { outcome: 'not-found' }
  // Staff need a second factor; of anybody else who has set one up, it is asked too.
  const asked = hasSecondFactor || (access !== 'account' && access !== 'professional')
  if (actor.secondFactor || !asked || route.beforeSecondFactor === true) return undefined
  const back = `?terug=${encodeURIComponent(url.pathname)}`
  return { outcome: 'second-factor', location: `${paths.secondFactor(register.id)}${back}` }
}

function mayPass(access: Exclude<Access, 'anyone'>, actor: SignedIn): boolean {
  if (access === 'account') return true
  if (access === 'professional') return actor.registrationId !== undefined
  return access.some((role) => actor.roles.includes(role))
}

type SignedIn = Extract<Actor, { kind: 'account' }>

// A browser says where a form came from; what it does not say is not refused, since sessions are
// bound to SameSite cookies as well.
function sameOrigin(request: Request, platform: Platform): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  if (origin === null) return true
  return origin === platform.origin || origin === new URL(request.url).origin
}

function formOf(received: Extract<ReceivedForm, { outcome: 'received' }>): Form {
  return new Form(
    Object.fromEntries([...received.fields].map(([name, values]) => [name, values.map(storable)])),
    received.files.map((file) => ({
      field: file.field,
      name: file.name,
      mediaType: file.type,
      size: file.bytes,
      sha256: file.sha256,
      fileKey: file.key,
    })),
    received.refused,
  )
}

// Text as PostgreSQL can hold it: without null characters and halves of characters.
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

async function remove(platform: Platform, files: readonly ReceivedFile[]): Promise<void> {
  for (const { fileKey } of files) await platform.files.remove(fileKey)
}

function noticeCookie(platform: Platform): string {
  return `${sessionCookie(platform)}-bericht`
}

function withCookies(
  c: HonoContext,
  platform: Platform,
  response: Response,
  left: string | undefined,
  newSession: { token: string | undefined } | undefined,
): Response {
  const secure = platform.origin.startsWith('https:')
  const common = { path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const
  const notice = noticeCookie(platform)
  const wasShown = getCookie(c, notice) !== undefined && response.status === 200
  // Most answers set no cookie, and go out as they are.
  if (left === undefined && newSession === undefined && !wasShown) return response
  const headers = new Headers(response.headers)
  const set = (name: string, value: string, maxAge: number) =>
    headers.append('set-cookie', generateCookie(name, value, { ...common, maxAge }))
  if (left !== undefined) set(notice, left, 300)
  else if (wasShown) set(notice, '', 0)
  if (newSession !== undefined) {
    const { token } = newSession
    set(sessionCookie(platform), token ?? '', token === undefined ? 0 : sessionDays * 24 * 3600)
  }
  return new Response(response.body, { status: response.status, headers })
}
