import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Context as HonoContext } from 'hono'
import { generateCookie, getCookie } from 'hono/cookie'
import type { Transaction } from 'kysely'
import pg from 'pg'
import type { Database } from '#db/schema.ts'
import type { Acting } from '#domain/organisations/member/act-for.ts'
import { actsFor } from '#domain/organisations/member/act-for.ts'
import { goOnFor } from '#domain/organisations/member/choose-hat.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { endSession } from '#domain/people/account/end-session.ts'
import { extendSession } from '#domain/people/account/extend-session.ts'
import { deviceDays, rememberDevice } from '#domain/people/account/known-device.ts'
import type { FoundSession } from '#domain/people/account/queries.ts'
import { findSession } from '#domain/people/account/queries.ts'
import { sessionDays } from '#domain/people/account/start-session.ts'
import { asksSecondStep } from '#domain/people/account/steps.ts'
import type { Tie } from '#domain/people/body/find-tie.ts'
import { findTie, isTheirOwn } from '#domain/people/body/find-tie.ts'
import { administers, bodyIn, chairs, guardsPrivacy, mayDo } from '#domain/people/body/seat.ts'
import { keepLook } from '#domain/people/look/keep-look.ts'
import type { Look, LookedAs } from '#domain/people/look/look.ts'
import { stillToKeep } from '#domain/people/look/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { readAtMost } from '#domain/platform/bytes/read-at-most.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { HeldBack } from '#domain/platform/file/held-back-file.ts'
import { HeldBackFile, noteHeldBack, openSame } from '#domain/platform/file/held-back-file.ts'
import { holdUnscanned } from '#domain/platform/file/scan-waiting.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { claimForm, settleClaim } from '#server/form-once.ts'
import { keepForm, keptFiles, keptForm, nothingKept, settleFiles } from '#server/kept-forms.ts'
import { outrunOr } from '#server/outrun.ts'
import { recently } from '#server/recent-accounts.ts'
import type { ResumableUploads } from '#server/resumable-uploads.ts'
import { NotDone, troubleOf } from '#server/trouble.ts'
import type { UploadShare } from '#server/upload-share.ts'
import { mayStillSend, uploadShare } from '#server/upload-share.ts'
import type { ReceivedForm, Waiting } from '#server/uploads.ts'
import { discard, readForm, uploadLimits } from '#server/uploads.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { Answers } from '#web/forms/answers.ts'
import { writtenIn } from '#web/layout/unsaved.tsx'
import { unsavedPage } from '#web/layout/unsaved-page.tsx'
import type { NoticeTone } from '#web/notice.ts'
import { readNotice, writeNotice } from '#web/notice.ts'
import { paths } from '#web/paths.ts'
import {
  badRequestPage,
  heldBackPage,
  mergedPage,
  notFoundPage,
  ownThingPage,
  seeSignIn,
  seeSignInAgain,
  tooMuchPage,
} from '#web/public/problems.tsx'
import type { Sent, SentFile } from '#web/public/unavailable.tsx'
import { tiePage } from '#web/review/ties.tsx'
import type { Route, Shown, Visit } from '#web/route.ts'
import { leaveFor, NotFound, SignInAgain, seeOther } from '#web/route.ts'
import { deviceCookie, sessionCookie } from '#web/session-cookie.ts'
import type { Who } from '#web/site.ts'
import { speech } from '#web/speech.ts'

// Who is asking, for which register. The gate reads the form before the transaction opens, so that
// a slow upload holds nothing; it opens one transaction per request, read-only for a GET.

/** How somebody who may not pass is told so. */
export interface Refusals {
  /** Whether a page is shown, with the message that the page before left. */
  readonly isPage: boolean
  readonly notFound: (
    platform: Platform,
    register: Register | undefined,
    actor?: Actor,
    /** What was written in the form that was sent there. */
    written?: readonly string[],
  ) => Response | Promise<Response>
  /** Of a file that is shown to nobody. */
  readonly heldBack: (
    platform: Platform,
    register: Register,
    of: { readonly actor: Actor; readonly why: HeldBack },
  ) => Response | Promise<Response>
  readonly signIn: (register: Register, url: URL) => Response
  readonly secondFactor: (location: string) => Response
  readonly outOfTerm: (location: string) => Response
}

const asPages: Refusals = {
  isPage: true,
  notFound: notFoundPage,
  heldBack: heldBackPage,
  signIn: (register, url) => seeSignIn(register, url),
  secondFactor: seeOther,
  outOfTerm: seeOther,
}

/** Somebody at the gate: what they ask for, and what is known of them before they are found. */
interface Caller {
  readonly platform: Platform
  readonly register: Register
  readonly route: Route
  readonly c: HonoContext
  readonly url: URL
  readonly token: string | undefined
  readonly clientAddress: string
  readonly uploads: ResumableUploads | undefined
  readonly refusals: Refusals
}

/** Where a request comes from, and where the files lie that came before their form. */
export interface Passing {
  readonly clientAddress: string
  readonly uploads?: ResumableUploads
  readonly refusals?: Refusals
}

/** Answers a request for one page of the site, or of the interface for other systems. */
export async function passGate(
  platform: Platform,
  route: Route,
  c: HonoContext,
  from: Passing,
): Promise<Response> {
  const { clientAddress, uploads, refusals = asPages } = from
  const register = platform.registers.get(c.req.param('register') ?? '')
  if (register === undefined) return refusals.notFound(platform, undefined)
  // No text that PostgreSQL can hold has this character in it.
  if (c.req.url.includes('%00')) return refusals.notFound(platform, register)
  if (route.method === 'POST' && !sameOrigin(c.req.raw, platform)) {
    noteSecurity({ platform, register }, 'form-from-elsewhere', { page: route.path })
    return badRequestPage(platform, register)
  }
  const url = new URL(c.req.url)
  const token = getCookie(c, sessionCookie(platform))
  const caller = { platform, register, route, c, url, token, clientAddress, uploads, refusals }
  if (route.method === 'POST') return receive(caller)
  const answer = await admit(caller, new Answers({}))
  return c.req.raw.method === 'HEAD' ? withoutBody(answer) : answer
}

// A body that nobody reads would keep its file open.
async function withoutBody(answer: Response): Promise<Response> {
  await answer.body?.cancel()
  return new Response(null, { status: answer.status, headers: answer.headers })
}

// A form that brings no files is small: it is read at once, and one transaction tells who sends it
// and answers.
async function receive(caller: Caller): Promise<Response> {
  const { platform, register, route, c } = caller
  if (route.files === true) return receiveFiles(caller)
  const received = await readForm(c.req.raw, platform.files, { files: 0 })
  if (received.outcome !== 'received') return tooMuchPage(platform, register, received.message)
  const form = formOf(received)
  return orSendAgain(
    platform,
    () => admit(caller, form),
    async () => ({ fields: form.fields, files: [] }),
  )
}

// Where trouble around Peil is the reason that a form cannot be done, what was sent comes back with that.
async function orSendAgain<Result>(
  { db }: Platform,
  work: () => Promise<Result>,
  sent: () => Promise<Sent>,
): Promise<Result> {
  try {
    return await work()
  } catch (thrown) {
    const error = await outrunOr(db, thrown)
    if (error instanceof NotDone || troubleOf(error) === undefined) throw error
    throw new NotDone(error, await sent())
  }
}

// A form that may bring files: first who sends it, then what it brings, and only then the transaction.
async function receiveFiles(caller: Caller): Promise<Response> {
  const { platform, register } = caller
  let found: FoundSession = { outcome: 'none' }
  const admitted = await inRegister(
    platform,
    { register, readOnly: true, organisation: scopeOf(caller) },
    async (db) => {
      found = await session(caller, db)
      return actorOf(found)
    },
    (context) => passing(caller, found, context),
  ).catch(async (error) => {
    if (troubleOf(error) === undefined) throw error
    return sentInVain(caller, error)
  })
  if (admitted instanceof Response) return admitted
  return receiveFrom(caller, found, admitted.refusal)
}

async function receiveFrom(
  caller: Caller,
  found: FoundSession,
  refusal: Refusal | undefined,
): Promise<Response> {
  const { platform, register, url } = caller
  if (refusal?.outcome === 'not-found') {
    noteGate(caller, 'not-allowed', found)
    return notFoundPage(platform, register, actorOf(found))
  }
  if (refusal !== undefined && 'location' in refusal) return seeOther(refusal.location)
  const mayBringFiles = found.outcome !== 'none'
  const account = found.outcome === 'none' ? undefined : accountOf(found)
  const share = uploadShare(platform, register, account)
  const received = await readForm(
    caller.c.req.raw,
    platform.files,
    mayBringFiles ? { asTheyAre: caller.route.asTheyAre === true } : { files: 0 },
    waitingFor(caller, account, share),
  ).finally(share.end)
  if (received.outcome !== 'received') return tooMuchPage(platform, register, received.message)
  const form = formOf(received)
  const take = async () => {
    const unscanned = received.files.filter((file) => file.unscanned === true)
    await holdUnscanned(
      platform,
      unscanned.map(({ key }) => key),
    )
    if (refusal?.outcome === 'sign-in') {
      // Only of somebody whose session ended is anything kept.
      if (found.outcome !== 'ended') return seeSignIn(register, url)
      const id = await keepForm(
        platform,
        register,
        { path: url.pathname, account: found.accountId },
        form,
      )
      return seeSignIn(register, url, id)
    }
    return admit(caller, form)
  }
  try {
    return await orSendAgain(platform, take, async () => ({
      fields: form.fields,
      files: await waitAgain(caller, account, form.files),
    }))
  } catch (error) {
    // Whether what was written is there is not sure then; what is nobody's goes with the next tidying up.
    if (!(error instanceof NotDone)) await discard(received.files, platform.files)
    throw error
  }
}

// Where it cannot be known who sends it, what was typed is read all the same; files are kept for whom this
// process saw here not long ago, as far as a form of one person goes.
async function sentInVain(caller: Caller, error: unknown): Promise<Response> {
  const { platform, register, c, token } = caller
  const account = recently(platform).accountOf(token)
  const limits = account === undefined ? { fileBytes: 1 } : {}
  const share = uploadShare(platform, register, account)
  const away = async () => {
    throw error
  }
  const received = await readForm(
    c.req.raw,
    { ...platform.files, put: away },
    limits,
    waitingFor(caller, account, share),
  ).finally(share.end)
  if (received.outcome !== 'received') return tooMuchPage(platform, register, received.message)
  const files = received.refused.map(({ field, name }) => ({ field, name, waitsAs: undefined }))
  throw new NotDone(error, { fields: formOf(received).fields, files })
}

// Where the files of this account lie that come before their form, or have to wait for it again.
function waitingFor(
  { uploads, platform }: Caller,
  account: string | undefined,
  { count, came }: UploadShare,
): Waiting {
  return {
    whose: account ?? randomUUID(),
    turns: platform.turns,
    inTurn: (inspect) =>
      account === undefined
        ? inspect()
        : platform.turns.inTurn({ what: 'inspection', who: account, most: 1 }, inspect),
    count,
    came,
    scan: platform.scanner ?? (async () => ({ outcome: 'clean' })),
    take: async (id, path) =>
      account === undefined ? undefined : uploads?.take(account, id, path),
    leave: async ({ path, name, bytes }) =>
      account === undefined
        ? undefined
        : uploads?.leave(account, { name, bytes, open: async () => createReadStream(path) }),
  }
}

// What was stored already waits for the form as well, which then brings it again.
async function waitAgain(
  { platform, uploads }: Caller,
  account: string | undefined,
  files: readonly ReceivedFile[],
): Promise<readonly SentFile[]> {
  const left = async ({ fileKey, sha256, name, size: bytes }: ReceivedFile) => {
    if (account === undefined) return undefined
    const open = () => openSame(platform.files, { documentId: undefined, fileKey, sha256 })
    return uploads?.leave(account, { name, bytes, open })
  }
  return Promise.all(
    files.map(async (file) => ({
      field: file.field,
      name: file.name,
      waitsAs: await left(file).catch(() => undefined),
    })),
  )
}

function accountOf(found: Exclude<FoundSession, { outcome: 'none' }>): string {
  return found.outcome === 'found' ? found.actor.accountId : found.accountId
}

/**
 * Answers what somebody who has signed in sends of a large file, ahead of its form. To anybody else
 * the answer is 401: the form then brings the file itself, and whatever is wrong is said there.
 */
export async function passUpload(
  platform: Platform,
  uploads: ResumableUploads,
  c: HonoContext,
): Promise<Response> {
  const request = c.req.raw
  const register = platform.registers.get(c.req.param('register') ?? '')
  if (register === undefined) return new Response(null, { status: 404 })
  if (!sameOrigin(request, platform)) {
    noteSecurity({ platform, register }, 'form-from-elsewhere')
    return new Response(null, { status: 403 })
  }
  const token = getCookie(c, sessionCookie(platform))
  const found = await inRegister(
    platform,
    { register, readOnly: true },
    { kind: 'visitor' },
    ({ db }) => session({ platform, register, token }, db),
  )
  if (found.outcome !== 'found') return new Response(null, { status: 401 })
  const who = found.actor.accountId
  const bytes = Number(request.headers.get('upload-length') ?? uploadLimits.fileBytes)
  const begins = request.method === 'POST' && bytes <= uploadLimits.fileBytes
  const megabytes = Math.ceil(bytes / 1_000_000)
  if (begins && !(await mayStillSend(platform, register, { account: who, megabytes }))) {
    return new Response(null, { status: 429 })
  }
  return uploads.answer(request, who, c.req.param('id'))
}

/** What a page leaves beside its answer. */
interface Left {
  notice?: NonNullable<Visit['notice']>
  session?: { readonly token: string | undefined }
  /** By what the browser is known from now on. */
  device?: string | undefined
  /** What of others the page shows beside what its address names. */
  readonly shown: Shown[]
  /** What its address names is not shown yet. */
  closed?: boolean
  /** What of others was looked at. */
  looks: readonly Look[]
  today?: Temporal.PlainDate
  /** For whom the page was: an organisation, or nobody but who came. */
  hat?: { readonly of: string | undefined } | undefined
  readonly afterCommit: (() => Promise<void>)[]
}

// The visit itself: one transaction, from who is asking to the answer.
async function admit(caller: Caller, form: Answers): Promise<Response> {
  const { platform, register, route, refusals } = caller
  const left: Left = { afterCommit: [], shown: [], looks: [] }
  let found: FoundSession = { outcome: 'none' }
  let unused: readonly ReceivedFile[] = []
  let keepFor: string | undefined
  let allowed = true
  let response: Response
  try {
    response = await inRegister(
      platform,
      {
        register,
        readOnly: route.method === 'GET',
        mayLag: mayLag(caller),
        organisation: scopeOf(caller),
      },
      async (db) => {
        // A replica that breaks off is followed by the first server, which begins anew.
        left.shown.length = 0
        left.afterCommit.length = 0
        found = await session(caller, db)
        return actorOf(found)
      },
      async (context) => {
        const { refusal, acting } = await passing(caller, found, context)
        allowed = refusal?.outcome !== 'not-found'
        if (!allowed) throw new NotFound('not for this role')
        if (refusal?.outcome === 'out-of-term') {
          noteGate(caller, 'not-allowed', found)
          return refusals.outOfTerm(refusal.location)
        }
        if (refusal?.outcome === 'second-factor') return refusals.secondFactor(refusal.location)
        if (refusal?.outcome === 'led-on') {
          unused = form.files
          return seeOther(refusal.location)
        }
        if (refusal?.outcome === 'sign-in-again') throw new SignInAgain('signed in too long ago')
        if (refusal?.outcome === 'sign-in') {
          if (route.method === 'POST' && found.outcome === 'ended') keepFor = found.accountId
          return refusals.signIn(register, caller.url)
        }
        if (refusal?.outcome === 'ended') {
          unused = form.files
          return tellEnded(await visitOf(caller, { context, form, left, found }), left)
        }
        const tie = await tieInTheWay(caller, context)
        if (tie !== undefined) {
          noteGate(caller, 'not-allowed', found)
          unused = form.files
          return tiePage(await visitOf(caller, { context, form, left, found }), tie)
        }
        if (await isOwnToAdministrator(caller, context)) throw new OwnThing()
        left.today = context.today
        if (route.method === 'GET') {
          const begun = { context, form, left, found, acting }
          const page = await route.handle(await visitOf(caller, begun))
          if (refusals.isPage && page.ok) left.hat = hatOfPage(route, acting)
          left.looks = await looksIn(caller, context, left, page)
          return page
        }
        const claim = await claimForm(context, caller.url, form)
        if (claim.outcome === 'done') {
          unused = form.files
          return seeOther(claim.location)
        }
        const kept = route.files === true ? await keptFiles(context, caller.url, form) : nothingKept
        const whole =
          kept.files.length === 0
            ? form
            : new Answers(form.fields, [...kept.files, ...form.files], form.refused)
        const visit = {
          ...(await visitOf(caller, { context, form: whole, left, found, acting })),
          keptId: kept.id,
        }
        const answer = await route.handle(visit)
        if (left.session?.token !== undefined) {
          const kept = getCookie(caller.c, deviceCookie(platform))
          left.device = await rememberDevice(context.db, left.session.token, kept)
          if (caller.token !== undefined) await endSession(context.db, caller.token)
        }
        if (claim.outcome === 'claimed') await settleClaim(context, claim.token, answer)
        unused = await settleFiles(context, { url: caller.url, form, kept }, answer)
        left.looks = await looksIn(caller, context, left, answer)
        return (await withWritten(visit, left, answer)) ?? answer
      },
    )
  } catch (error) {
    const account = accountIdOf(actorOf(found))
    if (error instanceof SignInAgain && account !== undefined)
      return askAgain(caller, account, form)
    if (error instanceof HeldBackFile) {
      await remove(platform, form.files)
      await noteHeldBack(platform, register, error)
      return refusals.heldBack(platform, register, { actor: actorOf(found), why: error.why })
    }
    if (refusals.isPage && isOwnThing(error)) {
      noteGate(caller, 'not-allowed', found)
      await remove(platform, form.files)
      return ownThingPage(platform, register, actorOf(found), writtenIn(form))
    }
    const merged = refusals.isPage && isMerged(error)
    if (!(error instanceof NotFound) && !isNoId(error) && !merged) throw error
    if (!merged) noteGate(caller, allowed ? 'nothing-there' : 'not-allowed', found)
    await remove(platform, form.files)
    if (merged) return mergedPage(platform, register, actorOf(found), writtenIn(form))
    return refusals.notFound(platform, register, actorOf(found), writtenIn(form))
  }
  if (keepFor !== undefined) {
    // Of somebody whose session ended, what they sent is kept.
    const id = await keepForm(
      platform,
      register,
      { path: caller.url.pathname, account: keepFor },
      form,
    )
    return seeSignIn(register, caller.url, id)
  }
  for (const work of left.afterCommit) await work()
  if (left.today !== undefined) {
    const looked = { register, today: left.today, page: route.path }
    await Promise.all(left.looks.map((look) => keepLook(platform, look, looked)))
  }
  // It is done: what comes behind it can wait for another time.
  await remove(platform, unused).catch(unlessTrouble)
  await keepSession(caller, found).catch(unlessTrouble)
  await keepHat(caller, found, left.hat).catch(unlessTrouble)
  return refusals.isPage ? withCookies(caller, response, left) : response
}

// Only of what everybody sees, and by nobody who may have written something of it a moment ago.
function mayLag({ route, token }: Caller): boolean {
  return route.mayLag === true && route.method === 'GET' && token === undefined
}

function unlessTrouble(error: unknown): void {
  if (troubleOf(error) === undefined) throw error
}

// What only the holder of an account may do waits until somebody has shown that it is still they.
async function askAgain(caller: Caller, account: string, form: Answers): Promise<Response> {
  const { platform, register, route, url } = caller
  const { pathname: path } = url
  if (route.method === 'GET') return seeSignInAgain(register, `${path}${url.search}`)
  const id = await keepForm(platform, register, { path, account }, form)
  return seeSignInAgain(register, `${path}?bewaard=${id}`)
}

// What of others a page shows: what its address names, and what it says itself. An answer that only leads on
// shows nothing.
async function looksIn(
  { route, c }: Caller,
  context: Context,
  left: Left,
  answer: Response,
): Promise<readonly Look[]> {
  const { register, actor } = context
  const shows = answer.status < 300 || (answer.status >= 400 && !isNothing.has(answer.status))
  if (!shows) return []
  const shown = [...(left.closed === true ? [] : namedBy(route, c)), ...left.shown]
  const looks = shown.map(async (one) => {
    const { about, id, people, thing, thingId, as = asIn(register, route, actor), to } = one
    const looker = to ?? (actor.kind === 'account' ? actor : undefined)
    if (as === undefined || looker === undefined) return []
    const look = { actor: looker, thing, thingId }
    return [{ ...look, as, people: await stillToKeep(context, { about, id, people }, look) }]
  })
  return (await Promise.all(looks)).flat()
}

const isNothing: ReadonlySet<number> = new Set([403, 404])

// The thing, a file of it where the address goes on to one, and whom it is laid beside.
function namedBy({ about, path }: Route, c: HonoContext): readonly Shown[] {
  if (about === undefined || about === 'list-delivery') return []
  const id = c.req.param('id') ?? ''
  const file = /\/:(document|evidence|file|proof)$/.exec(path)?.[1]
  const other = path.endsWith('/:other') ? c.req.param('other') : undefined
  const thing: Shown =
    file === undefined
      ? { about, id, thing: about, thingId: id }
      : { about, id, thing: 'evidence', thingId: c.req.param(file) ?? '' }
  return other === undefined
    ? [thing]
    : [thing, { about: 'registration', id: other, thing: 'registration', thingId: other }]
}

function asIn(register: Register, { who }: Route, actor: Actor): LookedAs | undefined {
  if (actor.kind !== 'account') return undefined
  if (who === 'administrator' || who === 'privacy') return { role: 'administrator' }
  const body = typeof who === 'string' ? undefined : bodyIn(register, actor, ...who)
  return body === undefined ? undefined : { role: 'member', body }
}

// Whoever filled in a form while their registration ended is told so, with what they wrote.
async function tellEnded(visit: Visit, left: Left): Promise<Response> {
  const { register, Your } = speech(visit)
  if (visit.request.method !== 'POST') {
    const text = `${Your} registratie is beëindigd. Die pagina is er daarom niet meer.`
    return leaveFor(visit, paths.portfolio(register.id), text, 'info')
  }
  const text = `${Your} registratie is intussen beëindigd. Er is niets opgeslagen.`
  const answer = leaveFor(visit, paths.portfolio(register.id), text, 'info')
  return (await withWritten(visit, left, answer)) ?? answer
}

// Of whoever has signed in: a visitor who mistypes an address is no news.
function noteGate(
  { platform, register, route }: Caller,
  event: 'not-allowed' | 'nothing-there',
  found: FoundSession,
): void {
  if (found.outcome !== 'found') return
  const { accountId } = found.actor
  noteSecurity({ platform, register }, event, { account: accountId, page: route.path })
}

// What stands in the place of an id, in an address or a field, and can be none, is nothing's id. Use cases
// need not ask: what PostgreSQL makes of it, in whatever language, comes from its function of this name.
function isNoId(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'string_to_uuid'
}

// What is sent about somebody while they are merged with another is written to neither: the database refuses it.
function isMerged(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code === '23000' &&
    / went on in /.test(error.message)
  )
}

// Whoever is led on because there was nothing left to save takes along what they wrote: it would be gone.
async function withWritten(
  visit: Visit,
  left: Left,
  answer: Response,
): Promise<Response | undefined> {
  const { notice } = left
  const href = answer.headers.get('location')
  if (notice?.tone !== 'info' || href === null || writtenIn(visit.form).length === 0)
    return undefined
  delete left.notice
  return unsavedPage(visit, notice.text, href)
}

// Whoever has a tie with a person comes to nothing about them, by an address or by a form.
async function tieInTheWay({ route, c }: Caller, context: Context): Promise<Tie | undefined> {
  const { about, who } = route
  if (about === undefined || typeof who === 'string') return undefined
  return findTie(context, { about, id: c.req.param('id') ?? '', acts: who })
}

// Whoever administers sits in no body, so that ties do not keep them; what is their own does.
async function isOwnToAdministrator(
  { route: { about, who }, c }: Caller,
  context: Context,
): Promise<boolean> {
  if (about === undefined || about === 'message') return false
  if (who !== 'administrator' && who !== 'privacy') return false
  return isTheirOwn(context, { about, id: c.req.param('id') ?? '' })
}

/** Somebody came to handle what is their own. */
class OwnThing extends Error {}

// What the database refuses as it is whoever acts who is helped by it, comes with a code of its own.
function isOwnThing(error: unknown): boolean {
  return error instanceof OwnThing || (error instanceof pg.DatabaseError && error.code === 'PE001')
}

function actorOf(found: FoundSession): Actor {
  return found.outcome === 'found' ? found.actor : { kind: 'visitor' }
}

/** The page for an address that is none, to whoever asks: who has signed in stays so. */
export async function passNowhere(platform: Platform, c: HonoContext): Promise<Response> {
  const register = platform.registers.get(c.req.path.split('/')[1] ?? '')
  const token = getCookie(c, sessionCookie(platform))
  if (register === undefined || token === undefined) return notFoundPage(platform, register)
  const found = await inRegister(
    platform,
    { register, readOnly: true },
    { kind: 'visitor' },
    ({ db }) => session({ platform, register, token }, db),
  )
  return notFoundPage(platform, register, actorOf(found))
}

interface Begun {
  readonly context: Context
  readonly form: Answers
  readonly left: Left
  readonly found: FoundSession
  readonly acting?: Visit['acting']
}

async function visitOf(caller: Caller, begun: Begun): Promise<Visit> {
  const { context, form, left, found, acting } = begun
  const { platform, route, c, url, clientAddress } = caller
  const keptId = url.searchParams.get('bewaard') ?? undefined
  return {
    context,
    actor: context.actor,
    acting,
    hat: hatOn(route, context.actor, acting),
    url,
    param: (name) => c.req.param(name) ?? '',
    form,
    kept: route.method === 'POST' ? undefined : await keptForm(context, url, keptId),
    keptId,
    once: () => randomUUID(),
    notice: readNotice(getCookie(c, noticeCookie(platform))),
    clientAddress,
    recent: found.outcome === 'found' && found.recent,
    request: c.req.raw,
    leave: (text, tone: NoticeTone = 'success') => {
      left.notice = { text, tone }
    },
    setSession: (token) => {
      left.session = { token }
    },
    shows: (shown) => {
      left.shown.push(shown)
    },
    showsNothing: () => {
      left.closed = true
    },
    afterCommit: (work) => {
      left.afterCommit.push(work)
    },
  }
}

// A session that is used lasts longer. Beside the visit's own transaction, which may only read.
async function keepSession({ platform, token }: Caller, found: FoundSession): Promise<void> {
  if (token === undefined || found.outcome !== 'found' || !found.toBeExtended) return
  await extendSession(platform.db, token)
}

// Whoever came to a page of an organisation, or of themselves, goes on as that on the pages that are of both.
async function keepHat(
  { platform, token }: Caller,
  found: FoundSession,
  hat: Left['hat'],
): Promise<void> {
  if (token === undefined || found.outcome !== 'found' || hat === undefined) return
  const { accountId, organisations = [], hat: worn } = found.actor
  if (organisations.length === 0 || worn === hat.of) return
  await goOnFor(platform.db, { token, accountId }, hat.of)
}

async function session(
  { platform, register, token }: Pick<Caller, 'platform' | 'register' | 'token'>,
  db: Transaction<Database>,
): Promise<FoundSession> {
  if (token === undefined || token.length > 200) return { outcome: 'none' }
  const found = await findSession(db, register.id, token, {
    now: Temporal.Now.instant(),
    demo: platform.demo,
  })
  recently(platform).note(token, found.outcome === 'found' ? found.actor.accountId : undefined)
  return found
}

type Refusal =
  | { readonly outcome: 'sign-in' }
  | { readonly outcome: 'not-found' }
  /** Their registration ended since they opened the form. */
  | { readonly outcome: 'ended' }
  /** Their term does not run today. */
  | { readonly outcome: 'out-of-term'; readonly location: string }
  | { readonly outcome: 'second-factor'; readonly location: string }
  /** They signed in too long ago for this. */
  | { readonly outcome: 'sign-in-again' }
  /** Nobody has looked yet who the organisation is for which they act, or it went on in another. */
  | { readonly outcome: 'led-on'; readonly location: string }

// What is seen of organisations: that which the address names, or for a back office what is of any.
function scopeOf({ route, c }: Caller): string | undefined {
  if (route.organisation === undefined) return undefined
  return route.organisation === 'every' ? '*' : (c.req.param('id') ?? '')
}

// On a page of an organisation it is that; where nobody in particular comes, whatever was chosen; and on what is
// one's own, or a register's, it is oneself.
function hatOn({ who }: Route, actor: Actor, acting: Visit['acting']): string | undefined {
  if (acting !== undefined) return acting.organisation.id
  return actor.kind === 'account' && (who === 'anyone' || who === 'account') ? actor.hat : undefined
}

// Which hat a page is of; undefined where it is of whichever is worn.
function hatOfPage({ who }: Route, acting: Visit['acting']): Left['hat'] {
  if (acting !== undefined) return { of: acting.organisation.id }
  return who === 'anyone' || who === 'account' ? undefined : { of: undefined }
}

interface Passed {
  readonly refusal: Refusal | undefined
  readonly acting?: Extract<Acting, { outcome: 'acting' }>
}

// Whoever does not act for an organisation, or may not do this for it, learns nothing, not even that a second step
// would be asked.
async function passing(caller: Caller, found: FoundSession, context: Context): Promise<Passed> {
  const refusal = refuse(caller, found)
  const { route, register, c } = caller
  const { organisation } = route
  if (organisation === undefined || organisation === 'every') return { refusal }
  if (refusal?.outcome === 'sign-in' || refusal?.outcome === 'not-found') return { refusal }
  const id = c.req.param('id') ?? ''
  const acting = await actsFor(context, id, organisation)
  if (acting.outcome === 'not-allowed') {
    const became = found.outcome === 'found' ? await becameOf(context, id, found.actor) : undefined
    return became === undefined || route.method === 'POST'
      ? { refusal: { outcome: 'not-found' } }
      : { refusal: { outcome: 'led-on', location: paths.organisation(register.id, became) } }
  }
  if (refusal !== undefined) return { refusal }
  if (acting.outcome === 'acting') return { refusal: undefined, acting }
  return { refusal: { outcome: 'led-on', location: paths.organisation(register.id, id) } }
}

// The address of an organisation that went on in another leads whoever acts for that one there.
async function becameOf(
  context: Context,
  id: string,
  { organisations = [] }: SignedIn,
): Promise<string | undefined> {
  const became = (await findOrganisation(context, id))?.mergedInto
  return organisations.some((one) => one.id === became) ? became : undefined
}

// Somebody without the right role learns nothing: to them the page does not exist.
function refuse(
  { platform, route, register, url, refusals }: Caller,
  found: FoundSession,
): Refusal | undefined {
  const { who } = route
  if (who === 'anyone') return undefined
  if (found.outcome !== 'found') return { outcome: 'sign-in' }
  const { actor, steps } = found
  if (!mayPass(register, route, actor)) {
    if (refusals.isPage && wouldHavePassed(register, route, actor)) return { outcome: 'ended' }
    const seats = actor.outOfTerm ?? []
    return seats.length > 0 && mayPass(register, route, { ...actor, seats })
      ? { outcome: 'out-of-term', location: paths.term(register.id) }
      : { outcome: 'not-found' }
  }
  const ofStaff = typeof who !== 'string' || !ofPeople.has(who)
  const forOrganisation = route.organisation !== undefined
  const elsewhere = actor.authenticatedBy === 'organisation' || actor.authenticatedBy === 'demo'
  if (ofStaff && !elsewhere && platform.identityProvider?.requiredForStaff === true) {
    return {
      outcome: 'second-factor',
      location: paths.organisationSignIn(register.id, { terug: url.pathname }),
    }
  }
  const to = route.addsWayIn === true ? 'way-in' : ofStaff || forOrganisation ? 'work' : 'own'
  const asked = route.beforeSecondFactor !== true && asksSecondStep(steps, to)
  if (asked && !actor.secondFactor) {
    return {
      outcome: 'second-factor',
      location: paths.secondFactor(register.id, { terug: url.pathname }),
    }
  }
  const wanted =
    route.recent === 'to-open' || (route.recent === 'to-send' && route.method === 'POST')
  return wanted && !found.recent ? { outcome: 'sign-in-again' } : undefined
}

// With a registration that has ended nothing is sent any more; what was opened before that, may still be, and a
// link in an earlier mail leads to what there was.
function wouldHavePassed(register: Register, route: Route, actor: SignedIn): boolean {
  const { registrationId, endedRegistrationId: ended } = actor
  if (registrationId !== undefined || ended === undefined) return false
  return mayPass(register, route, { ...actor, registrationId: ended })
}

// Where people come for themselves, and not for the register.
const ofPeople: ReadonlySet<Who> = new Set(['account', 'professional', 'registered'])

function mayPass(
  register: Register,
  { who, method, afterEnd }: Route,
  { registrationId, ...actor }: SignedIn,
): boolean {
  const { endedRegistrationId } = actor
  if (typeof who !== 'string') return mayDo(register, actor, ...who)
  switch (who) {
    case 'anyone':
    case 'account':
      return true
    case 'registered':
      return (
        registrationId !== undefined ||
        ((method === 'GET' || afterEnd === true) && endedRegistrationId !== undefined)
      )
    case 'professional':
      return registrationId !== undefined
    case 'rules':
      return (
        chairs(register, actor, 'adopt-additions') ||
        (administers(actor) && bodyFor(register, 'adopt-additions') !== undefined)
      )
    case 'organisations':
      return mayDo(register, actor, 'keep-records') || administers(actor)
    case 'administrator':
      return administers(actor)
    case 'privacy':
      return guardsPrivacy(actor)
  }
}

type SignedIn = Extract<Actor, { kind: 'account' }>

/**
 * Reads a form of a page of the installation itself, which belongs to no register and keeps nothing: what was typed, or
 * the page that says why it was not taken.
 */
export async function readBareForm(
  platform: Platform,
  c: HonoContext,
): Promise<Answers | Response> {
  if (!sameOrigin(c.req.raw, platform)) {
    platform.securityLog({ event: 'form-from-elsewhere', page: c.req.path })
    return badRequestPage(platform, undefined)
  }
  const received = await readForm(c.req.raw, platform.files, { files: 0 })
  return received.outcome === 'received'
    ? formOf(received)
    : tooMuchPage(platform, undefined, received.message)
}

/** The most of a text that is read of a file of somebody without an account, in bytes. */
const mostBareText = 4_000_000

/**
 * Reads a text that somebody without an account sent, as a file or in a field: it is looked at once and kept nowhere.
 * Gives the text, or the page that says why it was not taken.
 */
export async function readBareText(
  platform: Platform,
  c: HonoContext,
  { file, text }: { readonly file: string; readonly text: string },
  most = mostBareText,
): Promise<string | Response> {
  if (!sameOrigin(c.req.raw, platform)) {
    platform.securityLog({ event: 'form-from-elsewhere', page: c.req.path })
    return badRequestPage(platform, undefined)
  }
  const message = `Dit is te groot. Een bestand is hier hoogstens ${most / 1_000_000} MB.`
  const body = await readAtMost(c.req.raw.body, most)
  if (body === undefined) return tooMuchPage(platform, undefined, message)
  const type = c.req.header('content-type') ?? ''
  const sent = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  const chosen = sent?.get(file)
  const typed = sent?.get(text)
  const read = chosen instanceof File && chosen.size > 0 ? await chosen.text() : typed
  return typeof read === 'string' ? storable(read) : ''
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

function formOf(received: Extract<ReceivedForm, { outcome: 'received' }>): Answers {
  return new Answers(
    Object.fromEntries([...received.fields].map(([name, values]) => [name, values.map(storable)])),
    received.files.map((file) => ({
      field: file.field,
      name: file.name,
      mediaType: file.type,
      size: file.bytes,
      sha256: file.sha256,
      ...(file.sentSha256 !== undefined && { sentSha256: file.sentSha256 }),
      ...(file.reading !== undefined && { reading: file.reading }),
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

function withCookies({ platform, c }: Caller, response: Response, left: Left): Response {
  const secure = platform.origin.startsWith('https:')
  const common = { path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const
  const name = noticeCookie(platform)
  const { notice, session, device } = left
  const wasShown = getCookie(c, name) !== undefined && response.status === 200
  // Most answers set no cookie, and go out as they are.
  if (notice === undefined && session === undefined && !wasShown) return response
  const headers = new Headers(response.headers)
  const set = (cookie: string, value: string, maxAge: number) =>
    headers.append('set-cookie', generateCookie(cookie, value, { ...common, maxAge }))
  // What the browser kept of before goes with the session; that it is known here stays.
  if (session !== undefined && session.token === undefined) {
    headers.set('clear-site-data', '"cache", "storage"')
  }
  if (notice !== undefined) set(name, writeNotice(notice.text, notice.tone), 300)
  else if (wasShown) set(name, '', 0)
  if (session !== undefined) {
    const { token } = session
    set(sessionCookie(platform), token ?? '', token === undefined ? 0 : sessionDays * 24 * 3600)
  }
  if (device !== undefined) set(deviceCookie(platform), device, deviceDays * 24 * 3600)
  return new Response(response.body, { status: response.status, headers })
}
