import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HonoContext } from 'hono'
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import type { Logger } from 'pino'
import { refusal, send } from '#api/answer.ts'
import { makeApi, signedInRoutes } from '#api/api.ts'
import { refusals } from '#api/refusals.ts'
import type { SignedInRoute } from '#api/signed-in.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { TrustedProxies } from '#server/client-address.ts'
import { clientAddress } from '#server/client-address.ts'
import { passGate, passNowhere, passUpload } from '#server/gate.ts'
import { mountGuides } from '#server/guides.ts'
import type { State } from '#server/health.ts'
import type { Hosts } from '#server/hosts.ts'
import { allowedHosts } from '#server/hosts.ts'
import type { Metrics } from '#server/metrics.ts'
import { mollieWebhook } from '#server/mollie-webhook.ts'
import { outrunOr } from '#server/outrun.ts'
import { logRequests, requestId } from '#server/request-log.ts'
import { resumableUploads } from '#server/resumable-uploads.ts'
import { NotDone, troubleOf, tryAgainAfter } from '#server/trouble.ts'
import { wellKnown } from '#server/well-known.ts'
import { homeIcon, homeIconPath, homeIconSizes, manifest } from '#web/home-screen.ts'
import type { Asset } from '#web/kit/assets.ts'
import { assets } from '#web/kit/assets.ts'
import { addressAsWritten } from '#web/paths.ts'
import { apiHome } from '#web/public/api.tsx'
import { platformHome } from '#web/public/platform-home.tsx'
import { brokenPage } from '#web/public/problems.tsx'
import type { Sent, Trouble } from '#web/public/unavailable.tsx'
import { unavailablePage } from '#web/public/unavailable.tsx'
import type { Route } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { routes } from '#web/routes.ts'
import { sessionCookie } from '#web/session-cookie.ts'
import { uploadsPath } from '#web/site.ts'
import { stylesheetOf } from '#web/stylesheet.ts'

/** What the health page asks: whether every part works, and which database is in use. */
export type HealthCheck = () => Promise<{ readonly healthy: boolean; readonly facts: object }>

/** Whether requests can be answered now, and if not, why. */
export type ReadyCheck = () => Promise<State>

/** What stands around Peil. */
export interface Surroundings {
  readonly trusted?: TrustedProxies
  /** By which names it is reached: usually that of its origin. */
  readonly hosts?: Hosts
  /** Whether it can answer, when it is not always. */
  readonly ready?: ReadyCheck
  /** Where requests are counted; nowhere without it. */
  readonly metrics?: Metrics | undefined
}

/** For a year, browsers come by an encrypted connection only. */
const overHttps = 'max-age=31536000; includeSubDomains'

/** How long a request waits for what can be found out behind it as well, in milliseconds. */
const patience = 1000

async function orLater(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, patience)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}

/** Mounts the pages of the site, the assets and the health page on one application. */
export function makeApp(
  platform: Platform,
  health: HealthCheck,
  log: Logger,
  {
    trusted = () => false,
    hosts = allowedHosts({}, platform.origin),
    ready = always,
    metrics,
  }: Surroundings = {},
): Hono {
  const app = new Hono()
  // On every answer, also of the interface and of what is refused by its name.
  app.use(async (c, next) => {
    await next()
    if (platform.origin.startsWith('https:')) c.header('strict-transport-security', overHttps)
  })
  app.use(logRequests(log, metrics))
  app.use(async (c, next) => {
    const { hostname, pathname } = new URL(c.req.url)
    // What watches over Peil asks by whatever address it has, and learns nothing of anybody.
    if (hosts(hostname) || watched.has(pathname)) return next()
    platform.securityLog({ event: 'name-refused' })
    return elsewhere()
  })
  app.use(async (c, next) => {
    if (watched.has(c.req.path)) return next()
    // Where the database does not answer, what is known goes on and the page says what is wrong.
    const looked = platform.registers.refresh().then(
      (faults) => {
        for (const { register, reasons } of faults) {
          log.error({ register, reasons }, 'what was imported last cannot be used')
        }
      },
      (error) => log.error({ err: error }, 'the registers could not be read anew'),
    )
    await orLater(looked)
    return next()
  })
  const addressOf = (c: HonoContext) =>
    clientAddress(socketOf(c), c.req.header('x-forwarded-for'), trusted)
  // Before the headers for pages, since what it gives is no page.
  for (const one of signedInRoutes) {
    const route = routeOf(one)
    app.get(route.path, (c) =>
      passGate(platform, route, c, { clientAddress: addressOf(c), refusals }),
    )
  }
  const mounting = { addressOf, sessionCookie: sessionCookie(platform) }
  app.route('/api/v1', makeApi(platform, mounting))
  app.use(
    secureHeaders({
      // A response may be stricter, as that of somebody's file is.
      overwrite: false,
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        imgSrc: ["'self'", 'data:'],
      },
      xFrameOptions: 'SAMEORIGIN',
      referrerPolicy: 'same-origin',
      // Nothing here looks, listens or knows where somebody is.
      permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
      strictTransportSecurity: false,
    }),
  )
  const answer = ({ body, headers }: Asset) => new Response(body, { headers })
  for (const asset of assets) app.get(asset.path, () => answer(asset))
  // A register that comes in while Peil runs brings its colours; a page that is open keeps its own.
  const stylesheets = new Map<string, Asset>()
  app.get('/assets/*', (c, next) => {
    const now = stylesheetOf(platform.registers)
    stylesheets.set(now.path, now)
    const asked = stylesheets.get(c.req.path)
    if (asked !== undefined) return answer(asked)
    // Of a page of another version of Peil, which runs beside this one while it is updated: what there is now.
    const instead = [now, ...assets].find(({ path }) => nameOf(path) === nameOf(c.req.path))
    if (instead === undefined) return next()
    const { 'content-type': type } = instead.headers
    return new Response(instead.body, {
      headers: { 'content-type': type ?? '', 'cache-control': 'no-store' },
    })
  })
  app.get('/healthz', async (c) => {
    const { healthy, facts } = await health()
    c.header('cache-control', 'no-store')
    return c.json({ status: healthy ? 'ok' : 'unavailable', ...facts }, healthy ? 200 : 503)
  })
  app.get('/readyz', async (c) => {
    const state = await ready()
    c.header('cache-control', 'no-store')
    return c.json(state, state.status === 'ok' ? 200 : 503)
  })
  app.get('/:register/app.webmanifest', async (c, next) => {
    const register = platform.registers.get(c.req.param('register'))
    if (register === undefined) return next()
    return c.json(manifest(register), 200, { 'content-type': 'application/manifest+json' })
  })
  for (const size of homeIconSizes) {
    app.get(homeIconPath(':register', size), async (c, next) => {
      const register = platform.registers.get(c.req.param('register') ?? '')
      if (register === undefined) return next()
      return c.body(Buffer.from(await homeIcon(register, size)), 200, {
        'content-type': 'image/png',
        'cache-control': 'public, max-age=86400',
      })
    })
  }
  const uploads = resumableUploads(platform.incoming)
  for (const part of ['', '/:id']) {
    app.all(`/:register${uploadsPath}${part}`, (c) => passUpload(platform, uploads, c))
  }
  const { registers } = platform
  app.get('*', (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const written = /[A-Z]|\/$/.test(pathname) ? addressAsWritten(pathname, registers) : undefined
    return written === undefined ? next() : c.redirect(`${written}${search}`, 301)
  })
  mollieWebhook(app, platform)
  wellKnown(app, platform)
  app.get('/', (c) => platformHome(platform, { typed: c.req.query('naam'), address: addressOf(c) }))
  app.get('/api', () => apiHome(platform))
  app.get('/api/', (c) => c.redirect('/api', 301))
  mountGuides(app, platform)
  for (const route of routes) {
    if (route.demo === true && !platform.demo) continue
    const answer = (c: HonoContext) =>
      passGate(platform, route, c, { clientAddress: addressOf(c), uploads })
    app.on(route.method, `/:register${route.path}`, answer)
  }
  app.notFound((c) => passNowhere(platform, c))
  app.onError(async (thrown, c) => {
    const error = await outrunOr(platform.db, thrown)
    const code = requestId()
    // The path as the site's table has it: what is in its place may be a secret.
    const path = routePath(c, -1)
    const trouble = troubleOf(error)
    if (trouble !== undefined) {
      const err = error instanceof NotDone ? error.cause : error
      log.error({ err, code, method: c.req.method, path, trouble }, 'a request has to come again')
      return unavailable(platform, c, {
        trouble,
        code,
        sent: error instanceof NotDone ? error.sent : undefined,
      })
    }
    log.error({ err: error, code, method: c.req.method, path }, 'a request failed')
    if (c.req.path.startsWith('/api/')) {
      return send(refusal(500, 'broken', `Er ging hier iets mis. De code ervan is ${code}.`))
    }
    return brokenPage(platform, platform.registers.get(c.req.path.split('/')[1] ?? ''), code)
  })
  return app
}

/** A path of the interface that needs a session, as the gate takes it. */
export function routeOf({ description, who, handle, fileName }: SignedInRoute): Route {
  return {
    method: 'GET',
    path: `/api/v1${description.getRoutingPath()}`,
    who,
    handle: async (visit) => {
      const answer = await handle(visit)
      if (answer.status === 404) return notFound()
      const name = answer.status === 200 ? fileName?.(visit.context.register.id) : undefined
      return name === undefined
        ? send(answer)
        : send(answer, { 'content-disposition': `attachment; filename="${name}"` })
    },
  }
}

const watched: ReadonlySet<string> = new Set(['/healthz', '/readyz'])

// The name of an asset without the hash of what is in it.
function nameOf(path: string): string | undefined {
  const [, name, ending] = /^\/assets\/([\w-]+)\.[\w-]{12}\.(\w+)$/.exec(path) ?? []
  return name === undefined ? undefined : `${name}.${ending}`
}

const always: ReadyCheck = async () => ({ status: 'ok' })

function unavailable(
  platform: Platform,
  c: HonoContext,
  facts: { readonly trouble: Trouble; readonly code: string; readonly sent: Sent | undefined },
): Response | Promise<Response> {
  const seconds = tryAgainAfter[facts.trouble]
  if (c.req.path.startsWith('/api/')) {
    const said = `Dit lukt nu even niet. Vraag het later opnieuw. De code ervan is ${facts.code}.`
    return send(refusal(503, 'unavailable', said), { 'retry-after': String(seconds) })
  }
  const { pathname, search } = new URL(c.req.url)
  const register = platform.registers.get(pathname.split('/')[1] ?? '')
  return unavailablePage(platform, register, { ...facts, seconds, address: `${pathname}${search}` })
}

function elsewhere(): Response {
  const said =
    'Peil is not reached by this name. Whoever runs it sets PEIL_ORIGIN or adds the name to PEIL_HOSTS.\n'
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(said, { status: 421, headers })
}

function socketOf(c: HonoContext): string | undefined {
  try {
    return getConnInfo(c).remote.address
  } catch {
    // A test that calls the application directly has no socket.
    return undefined
  }
}
