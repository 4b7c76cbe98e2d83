import { randomUUID } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import { extendSession } from '#domain/account/extend-session.ts'
import type { FoundSession } from '#domain/account/queries.ts'
import { findSession } from '#domain/account/queries.ts'
import type { Actor, Context, Platform } from '#domain/shared/context.ts'
import { inRegister } from '#domain/shared/context.ts'
import type { Register } from '#regulations/register.ts'
import type { ReceivedForm } from '#server/uploads.ts'
import { discard, readForm } from '#server/uploads.ts'
import { Form } from '#web/form.ts'
import { idempotencyField } from '#web/kit/form.tsx'
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
const noticeCookie = 'peil-bericht'

/** Answers a request for one line of the site map. */
export async function passGate(
  platform: Platform,
  route: Route,
  c: HonoContext,
  clientAddress: string,
): Promise<Response> {
  const register = platform.registers.get(c.req.param('register') ?? '')
  if (register === undefined) return notFoundPage(platform, undefined)
  if (route.method === 'POST' && !sameOrigin(c.req.raw, platform)) {
    return badRequestPage(platform, register)
  }
  const token = getCookie(c, sessionCookie(platform))
  if (route.method === 'GET') {
    return visit(platform, register, route, c, token, clientAddress, new Form({}))
  }
  return receive(platform, register, route, c, token, clientAddress)
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
    (context) => session(context.db, register, token),
    { readOnly: true },
  )
  const refusal = refuse(route.access, found, register, new URL(c.req.url))
  if (refusal?.outcome === 'not-found') return notFoundPage(platform, register)
  if (refusal?.outcome === 'second-factor') return seeOther(refusal.location)
  const mayBringFiles = route.files === true && found.outcome !== 'none'
  const received = await readForm(c.req.raw, platform.files, mayBringFiles ? {} : { files: 0 })
  if (received.outcome !== 'received') return tooMuchPage(platform, register, received.message)
  const form = await withKept(platform, formOf(received), found)
  if (refusal?.outcome === 'sign-in') return keep(platform, register, c, found, form)
  try {
    const answer = await visit(platform, register, route, c, token, clientAddress, form)
    return answer
  } catch (error) {
    await discard(received.files, platform.files)
    throw error
  }
}

async function visit(
  platform: Platform,
  register: Register,
  route: Route,
  c: HonoContext,
  token: string | undefined,
  clientAddress: string,
  form: Form,
): Promise<Response> {
  const url = new URL(c.req.url)
  const after: (() => Promise<void>)[] = []
  let left: string | undefined
  let newSession: { token: string | undefined } | undefined
  let found: FoundSession = { outcome: 'none' }
  let response: Response
  try {
    response = await inRegister(
      platform,
      register,
      async (db) => {
        found = await session(db, register, token)
        return found.outcome === 'found' ? found.actor : { kind: 'visitor' }
      },
      async (context) => {
        const refusal = refuse(route.access, found, register, url)
        if (refusal?.outcome === 'not-found') throw new NotFound('not for this role')
        if (refusal?.outcome === 'second-factor') return seeOther(refusal.location)
        if (refusal?.outcome === 'sign-in') return seeSignIn(register, url)
        const done = await alreadyDone(context, route, url, form)
        if (done !== undefined) return seeOther(done)
        const keptId = url.searchParams.get('bewaard') ?? undefined
        const it: Visit = {
          context,
          actor: context.actor,
          url,
          param: (name) => c.req.param(name) ?? '',
          form,
          kept: route.method === 'GET' ? await keptForm(context, url, keptId) : undefined,
          keptId,
          once: () => randomUUID(),
          notice: readNotice(getCookie(c, noticeCookie)),
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
        await markDone(context, route, url, form, answer)
        return answer
      },
      { readOnly: route.method === 'GET' },
    )
  } catch (error) {
    if (error instanceof NotFound) return notFoundPage(platform, register)
    throw error
  }
  for (const work of after) await work()
  if (token !== undefined) await keepSession(platform, found, token)
  return withCookies(c, platform, response, left, newSession)
}

// A session that is used lasts longer. Beside the visit's own transaction, which may only read.
async function keepSession(platform: Platform, found: FoundSession, token: string): Promise<void> {
  if (found.outcome === 'found' && found.toBeExtended) await extendSession(platform.db, token)
}

async function session(
  db: Transaction<Database>,
  register: Register,
  token: string | undefined,
): Promise<FoundSession> {
  if (token === undefined || token.length > 200) return { outcome: 'none' }
  return findSession(db, register.id, token, Temporal.Now.instant())
}

type Refusal =
  | { readonly outcome: 'sign-in' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'second-factor'; readonly location: string }

// Somebody without the right role learns nothing: to them the page does not exist.
function refuse(
  access: Access,
  found: FoundSession,
  register: Register,
  url: URL,
): Refusal | undefined {
  if (access === 'anyone') return undefined
  if (found.outcome !== 'found') return { outcome: 'sign-in' }
  if (access === 'account') return undefined
  const { actor } = found
  if (access === 'professional') {
    return actor.registrationId === undefined ? { outcome: 'not-found' } : undefined
  }
  if (!access.some((role) => actor.roles.includes(role))) return { outcome: 'not-found' }
  if (actor.secondFactor) return undefined
  const back = `?terug=${encodeURIComponent(url.pathname)}`
  return { outcome: 'second-factor', location: `${paths.secondFactor(register.id)}${back}` }
}

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
    Object.fromEntries(received.fields),
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

// The same form sent twice leads to where the first one led.
async function alreadyDone(
  context: Context,
  route: Route,
  url: URL,
  form: Form,
): Promise<string | undefined> {
  const token = form.value(idempotencyField)
  if (route.method === 'GET' || !uuid.test(token)) return undefined
  const taken = await context.db
    .insertInto('form_submission')
    .values({ token, account_id: accountId(context.actor), path: url.pathname })
    .onConflict((conflict) => conflict.column('token').doNothing())
    .returning('token')
    .executeTakeFirst()
  if (taken !== undefined) return undefined
  const first = await context.db
    .selectFrom('form_submission')
    .where('token', '=', token)
    .where('path', '=', url.pathname)
    .where('account_id', 'is not distinct from', accountId(context.actor))
    .select('location')
    .executeTakeFirst()
  return first === undefined ? undefined : (first.location ?? url.pathname)
}

// A form that was not accepted may be sent again with the same token.
async function markDone(
  context: Context,
  route: Route,
  url: URL,
  form: Form,
  answer: Response,
): Promise<void> {
  const token = form.value(idempotencyField)
  if (route.method === 'GET' || !uuid.test(token)) return
  const location = answer.status === 303 ? answer.headers.get('location') : null
  const mine = context.db.updateTable('form_submission').where('token', '=', token)
  if (location !== null) await mine.set({ location }).execute()
  else {
    await context.db
      .deleteFrom('form_submission')
      .where('token', '=', token)
      .where('path', '=', url.pathname)
      .execute()
  }
}

// What somebody sent after their session ended is kept for the account whose session it was.
async function keep(
  platform: Platform,
  register: Register,
  c: HonoContext,
  found: FoundSession,
  form: Form,
): Promise<Response> {
  const url = new URL(c.req.url)
  if (found.outcome !== 'ended') return seeSignIn(register, url)
  const id = randomUUID()
  await inRegister(platform, register, { kind: 'visitor' }, async (context) =>
    context.db
      .insertInto('kept_form')
      .values({
        id,
        account_id: found.accountId,
        path: url.pathname,
        fields: JSON.stringify(form.fields),
        files: JSON.stringify(form.files),
        expires_at: Temporal.Now.instant()
          .add({ hours: 24 * 14 })
          .toString(),
      })
      .execute(),
  )
  return seeSignIn(register, url, id)
}

async function keptForm(
  context: Context,
  url: URL,
  id: string | undefined,
): Promise<Form | undefined> {
  if (id === undefined || !uuid.test(id) || context.actor.kind !== 'account') return undefined
  const row = await context.db
    .selectFrom('kept_form')
    .where('id', '=', id)
    .where('account_id', '=', context.actor.accountId)
    .where('path', '=', url.pathname)
    .select(['fields', 'files'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  return new Form(row.fields as Form['fields'], row.files as Form['files'])
}

// Files that came before the session ended belong to the form that is now sent again.
async function withKept(platform: Platform, form: Form, found: FoundSession): Promise<Form> {
  const id = form.value('_kept')
  if (found.outcome !== 'found' || !uuid.test(id)) return form
  const row = await platform.db
    .updateTable('kept_form')
    .where('id', '=', id)
    .where('account_id', '=', found.actor.accountId)
    .set({ files: '[]' })
    .returning((query) =>
      query
        .selectFrom('kept_form as before')
        .where('before.id', '=', id)
        .select('before.files')
        .as('files'),
    )
    .executeTakeFirst()
  const files = (row?.files ?? []) as Form['files']
  return files.length === 0 ? form : new Form(form.fields, [...files, ...form.files], form.refused)
}

function accountId(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.accountId : null
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
  if (left !== undefined) setCookie(c, noticeCookie, left, { ...common, maxAge: 300 })
  else if (getCookie(c, noticeCookie) !== undefined && response.status === 200) {
    setCookie(c, noticeCookie, '', { ...common, maxAge: 0 })
  }
  if (newSession !== undefined) {
    const value = newSession.token ?? ''
    const maxAge = newSession.token === undefined ? 0 : sessionDays * 24 * 3600
    setCookie(c, sessionCookie(platform), value, { ...common, maxAge })
  }
  const headers = new Headers(response.headers)
  for (const cookie of c.res.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response(response.body, { status: response.status, headers })
}
