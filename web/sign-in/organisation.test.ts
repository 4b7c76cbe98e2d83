import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import Provider from 'oidc-provider'
import { createAccount } from '#domain/people/account/create-account.ts'
import {
  IdentityProviderRefused,
  identityProviderOf,
} from '#domain/platform/identity/identity-provider.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Signing in with the account of an organisation, with a provider that others wrote.

interface Somebody {
  readonly email?: string
  readonly email_verified?: boolean
  readonly amr?: readonly string[]
  readonly upn?: string
}

const people = new Map<string, Somebody>()

const server = createServer()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'peil',
      client_secret: 'a secret of the client',
      redirect_uris: ['http://peil.test/krsd/inloggen/organisatie/terug'],
      post_logout_redirect_uris: ['http://peil.test/krsd'],
    },
  ],
  claims: { openid: ['sub', 'amr', 'upn'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  // Whoever signs in there wants to.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    })
    grant.addOIDCScope('openid email')
    await grant.save()
    return grant
  },
  cookies: { keys: ['a key'] },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: async () => ({ sub, ...people.get(sub) }),
  }),
})
// Who signs in there at the moment, and whether somebody between them and Peil writes signatures of their own.
let signingIn = ''
let forged = false
const answer = provider.callback()
server.on('request', (request, response) => {
  if (forged && request.url === '/token') {
    const { end } = response
    response.end = ((body: unknown) =>
      end.call(response, forgedIn(String(body)), 'utf8')) as typeof response.end
  }
  if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
  const amr = [...(people.get(signingIn)?.amr ?? ['pwd'])]
  void provider.interactionFinished(request, response, { login: { accountId: signingIn, amr } })
})
after(() => {
  server.closeAllConnections()
  server.close()
})

const peil = await testPlatform({
  env: {
    PEIL_OIDC_ISSUER: issuer,
    PEIL_OIDC_CLIENT_ID: 'peil',
    PEIL_OIDC_CLIENT_SECRET: 'a secret of the client',
    PEIL_OIDC_NAME: 'Gemeente Heideveld',
    PEIL_OIDC_SECOND_FACTOR: 'mfa hwk',
    PEIL_OIDC_STAFF: 'required',
  },
})
const { db } = peil.platform
const aboutKept = 'what a browser keeps while somebody is with their organisation'
const cookieOf = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''

// As long as it was: another letter in the middle of the signature.
function forgedIn(body: string): string {
  return body.replace(/("id_token":"[^".]+\.[^".]+\.[^".]{20})(.)/, (_, before, letter) => {
    return `${before}${letter === 'A' ? 'B' : 'A'}`
  })
}

/** Goes through the provider's pages as whoever has this name there; gives where they are sent back to. */
async function passProvider(start: string, login: string): Promise<string> {
  signingIn = login
  const jar = new Map<string, string>()
  let url = start
  for (let step = 0; step < 9; step += 1) {
    if (!url.startsWith(issuer)) return url
    const answered = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const one of answered.headers.getSetCookie()) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    url = new URL(answered.headers.get('location') ?? assert.fail(await answered.text()), url).href
  }
  return assert.fail('the provider came to no end')
}

/** Begins at a page of Peil and comes back from the provider; gives the page and the cookies. */
async function comeBack(login: string, from = '/krsd/inloggen/organisatie', cookie = '') {
  const begun = await peil.get(from, cookie)
  assert.equal(begun.status, 303)
  const kept = cookieOf(begun, 'peil-organisatie')
  const start = new URL(begun.headers.get('location') ?? '')
  assert.equal(start.searchParams.get('code_challenge_method'), 'S256')
  assert.equal(start.searchParams.get('response_type'), 'code')
  const back = new URL(await passProvider(start.href, login))
  assert.equal(`${back.origin}${back.pathname}`, 'http://peil.test/krsd/inloggen/organisatie/terug')
  const cookies = [kept, cookie].filter(Boolean).join('; ')
  const path = `${back.pathname}${back.search}`
  assert.match(await (await peil.get(path, cookies)).text(), /Gemeente Heideveld/)
  const fields = Object.fromEntries(back.searchParams)
  return { path: back.pathname, fields, cookies, kept }
}

async function enter(login: string, from?: string, cookie?: string): Promise<Response> {
  const { path, fields, cookies } = await comeBack(login, from, cookie)
  return peil.post(path, fields, cookies)
}

test('whoever accepted an invitation is linked by the address that their organisation has verified', async () => {
  const { accountId } = await peil.signIn('sanne@heideveld.voorbeeld.nl', ['secretariat'])
  people.set('s-1', { email: 'Sanne@Heideveld.voorbeeld.nl', email_verified: true })
  const entered = await enter('s-1', '/krsd/inloggen/organisatie?terug=/krsd/werk')
  assert.equal(entered.status, 303)
  const cookie = cookieOf(entered, 'peil')
  await assertRecorded(peil, 'account', 'link-organisation', accountId)
  await assertRecorded(peil, 'account', 'sign-in-by-organisation', accountId)
  const told = await db
    .selectFrom('mail_message')
    .where('kind', '=', 'organisation-linked')
    .select('to_address')
    .execute()
  assert.deepEqual(told, [{ to_address: 'sanne@heideveld.voorbeeld.nl' }])
  // The provider said nothing of a second factor, so that ours is asked.
  assert.match((await peil.get('/krsd/werk', cookie)).headers.get('location') ?? '', /tweede-stap/)
  const security = wordsOf(await (await peil.get('/krsd/mijn/beveiliging', cookie)).text())
  assert.match(security, /Via een organisatie/)
  // Another address there changes nothing: it is who they are that was linked.
  people.set('s-1', { email: 'anders@heideveld.voorbeeld.nl', email_verified: true })
  assert.equal((await enter('s-1')).status, 303)
  const out = await peil.post('/krsd/uitloggen', {}, cookie)
  assert.equal(out.headers.get('location'), '/krsd/inloggen/organisatie/uitgelogd')
  const signedOut = await (await peil.get('/krsd/inloggen/organisatie/uitgelogd')).text()
  assert.match(signedOut, new RegExp(`href="${issuer}/session/end\\?`))
  assert.equal((await peil.get('/krsd/mijn/beveiliging', cookie)).status, 303)
})

test('nobody is linked by an address that is not verified, is of nobody here, or of no colleague', async () => {
  await peil.signIn('tom@heideveld.voorbeeld.nl', ['committee'])
  await peil.act(clock, (context) =>
    createAccount(context, {
      email: 'lid@heideveld.voorbeeld.nl',
      password: 'drie groene fietsen',
    }),
  )
  for (const [login, who, says] of [
    [
      't-1',
      { email: 'tom@heideveld.voorbeeld.nl', email_verified: false },
      /geen e-mailadres door/,
    ],
    ['t-2', { email: 'tom@heideveld.voorbeeld.nl' }, /geen e-mailadres door/],
    ['t-3', {}, /geen e-mailadres door/],
    [
      't-4',
      { email: 'niemand@heideveld.voorbeeld.nl', email_verified: true },
      /Niemand werkt hier/,
    ],
    ['t-5', { email: 'lid@heideveld.voorbeeld.nl', email_verified: true }, /Niemand werkt hier/],
  ] as const) {
    people.set(login, who)
    const refused = await enter(login)
    assert.equal(refused.status, 403, login)
    assert.match(wordsOf(await refused.text()), says)
    assert.equal(cookieOf(refused, 'peil'), '')
  }
  const linked = await db
    .selectFrom('account')
    .where('organisation_account', 'is not', null)
    .select('email')
    .execute()
  assert.deepEqual(linked, [{ email: 'sanne@heideveld.voorbeeld.nl' }])
})

test('whoever signed in links their account themselves, and takes it off again', async () => {
  const { accountId, cookie } = await peil.signIn('lid@heideveld.voorbeeld.nl')
  const page = '/krsd/mijn/beveiliging/organisatie'
  people.set('l-1', { email: 'heel.anders@elders.voorbeeld.nl' })
  const came = await comeBack('l-1', page, cookie)
  // Not in the browser of somebody else.
  const other = await peil.signIn('vreemd@heideveld.voorbeeld.nl')
  assert.equal(
    (await peil.post(came.path, came.fields, `${came.kept}; ${other.cookie}`)).status,
    403,
  )
  // What links is begun on the page for it: what a browser keeps is not written by whoever holds the browser.
  const begun = await comeBack('l-1')
  const [, hidden = ''] = begun.kept.split('=')
  const plain = peil.platform.secrets.show(decodeURIComponent(hidden), aboutKept) ?? assert.fail()
  const written = encodeURIComponent(JSON.stringify({ ...JSON.parse(plain), link: accountId }))
  const forging = (mine = '') => `peil-organisatie=${written}${mine}`
  assert.equal((await peil.post(begun.path, begun.fields, forging())).status, 403)
  // Whoever has signed in is led on, and nothing is linked.
  const led = await peil.post(begun.path, begun.fields, forging(`; ${cookie}`))
  assert.equal(led.headers.get('location'), '/krsd/aanmelden/taken')
  const [own] = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('organisation_account')
    .execute()
  assert.equal(own?.organisation_account, null)
  // What goes wrong on the way leads back to where it was begun, and so does who thinks better of it.
  const asked = await (await peil.get(`${came.path}?code=x&state=y`, came.cookies)).text()
  assert.match(asked, /Account koppelen/)
  assert.match(asked, /href="\/krsd\/mijn\/beveiliging"[^>]*>Toch niet/)
  const stopped = await (await peil.get(`${came.path}?error=access_denied`, came.cookies)).text()
  assert.match(stopped, /Dit is niet gelukt/)
  assert.match(stopped, /href="\/krsd\/mijn\/beveiliging\/organisatie"/)
  assert.match(stopped, /href="\/krsd\/mijn\/beveiliging">Terug naar Inloggen en beveiliging/)
  const linked = await enter('l-1', page, cookie)
  assert.equal(linked.headers.get('location'), '/krsd/mijn/beveiliging')
  await assertRecorded(peil, 'account', 'link-organisation', accountId)
  const entered = await enter('l-1')
  assert.equal(entered.status, 303)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', cookieOf(entered, 'peil'))).status, 200)
  // One account there is one account here.
  assert.match(await (await enter('l-1', page, other.cookie)).text(), /al gekoppeld/)
  await peil.post(page, {}, cookie)
  await assertRecorded(peil, 'account', 'unlink-organisation', accountId)
  assert.equal((await enter('l-1')).status, 403)
})

test('a second factor there counts as what was set says, and where it is required staff go there', async () => {
  const own = await peil.signIn('ruth@heideveld.voorbeeld.nl', ['board'])
  const refused = await peil.get('/krsd/bestuur', own.cookie)
  assert.match(refused.headers.get('location') ?? '', /^\/krsd\/inloggen\/organisatie\?terug=/)
  // What is for people themselves stays open to them.
  assert.equal((await peil.get('/krsd/mijn/beveiliging', own.cookie)).status, 200)
  people.set('r-1', { email: 'ruth@heideveld.voorbeeld.nl', email_verified: true, amr: ['pwd'] })
  const weak = cookieOf(await enter('r-1'), 'peil')
  assert.match((await peil.get('/krsd/bestuur', weak)).headers.get('location') ?? '', /tweede-stap/)
  people.set('r-1', { email: 'ruth@heideveld.voorbeeld.nl', amr: ['pwd', 'mfa'] })
  const strong = await enter('r-1', '/krsd/inloggen/organisatie?terug=/krsd/bestuur')
  assert.equal(strong.headers.get('location'), '/krsd/bestuur')
  assert.equal((await peil.get('/krsd/bestuur', cookieOf(strong, 'peil'))).status, 200)
})

test('showing that it is still they is done where they signed in, and only by signing in there once more', async () => {
  const email = 'wijzigt@heideveld.voorbeeld.nl'
  const { accountId } = await peil.signIn(email, ['administrator'])
  people.set('a-1', { email, email_verified: true, amr: ['pwd', 'mfa'] })
  const cookie = cookieOf(await enter('a-1'), 'peil')
  await db
    .updateTable('session')
    .where('account_id', '=', accountId)
    .set({ created_at: Temporal.Now.instant().subtract({ minutes: 11 }).toString() })
    .execute()
  const wanted = '/krsd/mijn/beveiliging/e-mailadres'
  const led = (await peil.get(wanted, cookie)).headers.get('location') ?? ''
  const page = await (await peil.get(led, cookie)).text()
  // A password, or a link, would begin a session with which they are sent to their organisation after all.
  assert.doesNotMatch(page, /current-password|Stuur mij een link|Laat je een link mailen/)
  const asked = /href="([^"]*opnieuw=ja[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const begun = await comeBack('a-1', asked, cookie)
  const again = await peil.post(begun.path, begun.fields, begun.cookies)
  assert.equal(again.headers.get('location'), wanted)
  await assertRecorded(peil, 'account', 'sign-in-again', accountId)
  const fresh = cookieOf(again, 'peil')
  assert.equal((await peil.get(wanted, fresh)).status, 200)
  assert.equal((await peil.get('/krsd/beheer/gebruikers', fresh)).status, 200)
  // Not as somebody else there, nor in the browser of somebody else, nor without having signed in once more.
  people.set('a-2', { email: 'ander@heideveld.voorbeeld.nl', email_verified: true })
  const another = await enter('a-2', asked, fresh)
  assert.equal(another.status, 403)
  assert.match(wordsOf(await another.text()), /ander account dan waarmee/)
  const { cookie: others } = await peil.signIn('vreemd@heideveld.voorbeeld.nl')
  const own = await comeBack('a-1', asked, fresh)
  assert.equal((await peil.post(own.path, own.fields, `${own.kept}; ${others}`)).status, 403)
  const late = await comeBack('a-1', asked, fresh)
  const hidden = decodeURIComponent(late.kept.split('=')[1] ?? '')
  const kept = JSON.parse(peil.platform.secrets.show(hidden, aboutKept) ?? assert.fail())
  assert.equal(typeof kept.again, 'number')
  const later = JSON.stringify({ ...kept, again: kept.again + 120 })
  const cookies = `peil-organisatie=${encodeURIComponent(peil.platform.secrets.hide(later, aboutKept))}; ${fresh}`
  const refused = await peil.post(late.path, late.fields, cookies)
  assert.match(wordsOf(await refused.text()), /zegt niet dat je er zojuist opnieuw/)
})

test('what comes back is believed only in the browser that went, once, and for what it asked', async () => {
  people.set('s-1', {})
  const came = await comeBack('s-1')
  const other = await comeBack('s-1')
  const bad = [
    [came.fields, ''],
    [came.fields, other.kept],
    [{ ...came.fields, state: 'x' }, came.kept],
    [{ ...came.fields, code: 'x' }, came.kept],
    [{ ...came.fields, iss: 'https://evil.example' }, came.kept],
    [came.fields, 'peil-organisatie={"state":1}'],
    [came.fields, 'peil-organisatie=%7B'],
  ] as const
  for (const [fields, cookie] of bad) {
    const refused = await peil.post(came.path, fields, cookie)
    assert.equal(refused.status, 403)
    assert.equal(cookieOf(refused, 'peil'), '')
  }
  assert.equal((await peil.post(other.path, other.fields, other.kept)).status, 303)
  assert.equal((await peil.post(other.path, other.fields, other.kept)).status, 403)
  const said = await peil.get(`${came.path}?error=access_denied&state=x`, came.kept)
  assert.match(wordsOf(await said.text()), /niet doorgelaten/)
})

test('where it is not set nothing shows of it, and what is set wrongly stops the start', async () => {
  const without = await testPlatform()
  const { cookie } = await without.signIn('iemand@voorbeeld.nl')
  for (const path of ['', '/terug', '/uitgelogd']) {
    assert.equal((await without.get(`/krsd/inloggen/organisatie${path}`)).status, 404)
  }
  assert.doesNotMatch(await (await without.get('/krsd/inloggen')).text(), /Log in via/)
  assert.doesNotMatch(await (await without.get('/krsd/mijn/beveiliging', cookie)).text(), /via /)
  const set = { PEIL_OIDC_ISSUER: issuer, PEIL_OIDC_CLIENT_ID: 'a', PEIL_OIDC_CLIENT_SECRET: 'b' }
  for (const wrong of [
    { ...set, PEIL_OIDC_CLIENT_SECRET: '' },
    { ...set, PEIL_OIDC_ISSUER: 'http://inloggen.voorbeeld.nl' },
    { ...set, PEIL_OIDC_ISSUER: 'nonsense' },
    { ...set, PEIL_OIDC_STAFF: 'yes' },
    { ...set, PEIL_OIDC_EMAIL_CLAIM: 'upn' },
  ]) {
    assert.throws(() => identityProviderOf(wrong), IdentityProviderRefused)
  }
  const away = identityProviderOf({ ...set, PEIL_OIDC_ISSUER: 'http://127.0.0.1:9' })
  assert.equal(await away?.begin('http://peil.test/x'), undefined)
})

test('another claim than email counts for the domains that were named, and email_verified says nothing of it', async () => {
  const set = {
    PEIL_OIDC_ISSUER: issuer,
    PEIL_OIDC_CLIENT_ID: 'peil',
    PEIL_OIDC_CLIENT_SECRET: 'a secret of the client',
  }
  const redirect = 'http://peil.test/krsd/inloggen/organisatie/terug'
  const emailBy = async (more: Readonly<Record<string, string>>) => {
    const named = identityProviderOf({ ...set, ...more }) ?? assert.fail()
    const { url, pending } = (await named.begin(redirect)) ?? assert.fail()
    const found = await named.finish(pending, new URL(await passProvider(url, 'c-1')))
    return found.outcome === 'identified' ? found.identity.email : assert.fail(found.outcome)
  }
  // The mail address is verified; the name is whatever somebody wrote there.
  people.set('c-1', {
    email: 'eigen@elders.voorbeeld.nl',
    email_verified: true,
    upn: 'Wim@Heideveld.voorbeeld.nl',
  })
  const byName = { PEIL_OIDC_EMAIL_CLAIM: 'upn' }
  const own = { PEIL_OIDC_EMAIL_DOMAINS: 'heideveld.voorbeeld.nl' }
  assert.equal(await emailBy({ ...byName, ...own }), 'Wim@Heideveld.voorbeeld.nl')
  assert.equal(await emailBy(own), undefined)
  assert.equal(await emailBy({}), 'eigen@elders.voorbeeld.nl')
  for (const upn of [
    'wim@heideveld.voorbeeld.nl.kwaad.example',
    'heideveld.voorbeeld.nl@kwaad.example',
  ]) {
    people.set('c-1', { email: 'eigen@elders.voorbeeld.nl', email_verified: true, upn })
    assert.equal(await emailBy({ ...byName, ...own }), undefined, upn)
  }
})

test('nobody comes in by what another than their organisation signed', async () => {
  await peil.signIn('wim@heideveld.voorbeeld.nl', ['secretariat'])
  people.set('w-1', { email: 'wim@heideveld.voorbeeld.nl', email_verified: true })
  forged = true
  const refused = await enter('w-1')
  forged = false
  assert.equal(cookieOf(refused, 'peil'), '')
  assert.match(cookieOf(await enter('w-1'), 'peil'), /^peil=./)
})
