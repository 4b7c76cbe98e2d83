import { generateCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import {
  linkOrganisation,
  signInAgainByOrganisation,
  signInByOrganisation,
  unlinkOrganisation,
} from '#domain/people/account/sign-in-by-organisation.ts'
import type { IdentityProvider, Pending } from '#domain/platform/identity/identity-provider.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { sessionCookie, userAgent } from '#web/session-cookie.ts'
import { goOn, ownSession } from '#web/sign-in/again.tsx'
import { afterSignIn, backOf, homeOf, safeReturn } from '#web/sign-in/return-path.ts'
import { speech } from '#web/speech.ts'

/** What the browser keeps while somebody is with their organisation. */
interface Kept extends Pending {
  readonly back?: string | undefined
  /** The account that is being linked, for whoever had signed in. */
  readonly link?: string | undefined
  /** The account whose holder shows that it is still they. */
  readonly confirm?: string | undefined
}

/** Sends somebody to their organisation, to sign in there, or to do so once more and show that it is still they. */
export async function toOrganisation(visit: Visit): Promise<Response> {
  const { actor } = visit
  if (visit.url.searchParams.has('opnieuw') && actor.kind === 'account') {
    return leaveForOrganisation(visit, { back: backOf(visit), confirm: actor.accountId })
  }
  return leaveForOrganisation(visit, { back: backOf(visit) })
}

/** Sends whoever has signed in to their organisation, to link their account. */
export async function toLinkOrganisation(visit: Visit): Promise<Response> {
  return leaveForOrganisation(visit, { link: accountOf(visit).accountId })
}

async function leaveForOrganisation(
  visit: Visit,
  kept: Pick<Kept, 'back' | 'link' | 'confirm'>,
): Promise<Response> {
  const provider = providerOf(visit)
  const again = kept.confirm !== undefined
  const begun = await provider.begin(returnAddress(visit), { again })
  if (begun === undefined) return problem(visit, provider, 'unavailable', kept)
  const answer = seeOther(begun.url)
  // Hidden, so that nobody writes an account into it: the page that links one asks more than this one does.
  const text = JSON.stringify({ ...begun.pending, ...kept })
  const hidden = visit.context.platform.secrets.hide(text, aboutKept)
  answer.headers.append('set-cookie', cookie(visit, hidden))
  return answer
}

/**
 * The page to which somebody comes back: a button, as opening an address changes nothing. What came back is looked
 * at when it is pressed.
 */
export const organisationReturnPage: Handlers = {
  get: (visit) => {
    const provider = providerOf(visit)
    const { You, you } = speech(visit)
    const kept = keptOf(visit)
    if (kept === undefined) return cameAgain(visit, provider)
    if (visit.url.searchParams.has('error')) return problem(visit, provider, 'refused', kept)
    return confirmPage(visit, {
      title: titleOf(visit, kept),
      hidden: true,
      lead: (
        <p>
          {kept.link === undefined
            ? `${You} bent bij ${provider.name} ingelogd. Ga hier verder.`
            : `${You} bent bij ${provider.name} ingelogd. Ga verder om dat account te koppelen, zodat ${you} er hier mee kunt inloggen.`}
        </p>
      ),
      button: 'Verder',
      back: { label: 'Toch niet', href: startOf(visit, kept).elsewhere },
      form: { hidden: Object.fromEntries(visit.url.searchParams), mayRepeat: true },
    })
  },
  post: async (visit) => {
    const { context } = visit
    const { register } = context
    const provider = providerOf(visit)
    const kept = keptOf(visit)
    if (kept === undefined) return cameAgain(visit, provider)
    const cameBack = new URL(returnAddress(visit))
    for (const name of ['code', 'state', 'iss']) {
      if (visit.form.has(name)) cameBack.searchParams.set(name, visit.form.value(name))
    }
    const found = await provider.finish(kept, cameBack)
    if (found.outcome !== 'identified') return problem(visit, provider, found.outcome, kept)
    const { identity } = found
    if (kept.link !== undefined) {
      const own = visit.actor.kind === 'account' ? visit.actor.accountId : undefined
      if (own !== kept.link) return problem(visit, provider, 'not-ours', kept)
      const linked = await linkOrganisation(context, kept.link, identity)
      if (linked.outcome !== 'linked') return problem(visit, provider, linked.outcome, kept)
      const { You } = speech(visit)
      const said = `${You} kunt voortaan inloggen via ${provider.name}.`
      return forget(visit, leaveFor(visit, paths.security(register.id), said))
    }
    const back = safeReturn(register, kept.back ?? null)
    if (kept.confirm !== undefined) {
      const { actor } = visit
      if (actor.kind !== 'account' || actor.accountId !== kept.confirm) {
        return problem(visit, provider, 'not-ours', kept)
      }
      const own = ownSession(visit)
      const confirmed = await signInAgainByOrganisation(context, own, identity)
      if (confirmed.outcome !== 'signed-in') return problem(visit, provider, 'another', kept)
      return forget(visit, goOn(visit, confirmed.token, back ?? paths.security(register.id)))
    }
    const signedIn = await signInByOrganisation(context, identity, userAgent(visit))
    if (signedIn.outcome !== 'signed-in') return problem(visit, provider, signedIn.outcome, kept)
    visit.setSession(signedIn.token)
    return forget(
      visit,
      seeOther(
        await afterSignIn(visit, { ...signedIn, secondFactor: identity.secondFactor }, back),
      ),
    )
  },
}

/** Says to whoever signed out here how to sign out of their organisation as well. */
export async function showSignedOut(visit: Visit): Promise<Response> {
  const provider = providerOf(visit)
  const { register, you, You, say } = speech(visit)
  const there = await provider.signOut(`${visit.context.platform.origin}${paths.home(register.id)}`)
  return titledPage(
    visit,
    { title: `${You} bent uitgelogd`, hidden: true },
    <>
      <p>
        Bij {provider.name} {say('ben je', 'bent u')} nog ingelogd. Wie dit apparaat na {you}{' '}
        gebruikt, kan daarmee weer inloggen.
      </p>
      <p>
        {there === undefined ? (
          `Log ook daar uit.`
        ) : (
          <a href={there}>Log ook uit bij {provider.name}</a>
        )}
      </p>
    </>,
  )
}

/** Takes the link with the organisation away. */
export async function unlinkOrganisationOf(visit: Visit): Promise<Response> {
  providerOf(visit)
  const { context } = visit
  const { You } = speech(visit)
  const done = await unlinkOrganisation(context, accountOf(visit).accountId)
  const security = paths.security(context.register.id)
  return done
    ? leaveFor(visit, security, `De koppeling is weg. ${You} logt weer op een andere manier in.`)
    : leaveFor(visit, security, 'Er was geen koppeling.', 'info')
}

// Where no organisation is named, there is nothing on these addresses.
function providerOf({ context }: Visit): IdentityProvider {
  return context.platform.identityProvider ?? notFound()
}

function returnAddress({ context }: Visit): string {
  return `${context.platform.origin}${paths.organisationReturn(context.register.id)}`
}

type Problem =
  | 'unavailable'
  | 'refused'
  | 'not-ours'
  | 'not-again'
  | 'another'
  | 'no-address'
  | 'no-account'
  | 'taken'
  | 'other'

type Why = Pick<Kept, 'back' | 'link' | 'confirm'>

function titleOf(visit: Visit, { link, confirm }: Why): string {
  if (link !== undefined) return 'Account koppelen'
  return confirm === undefined
    ? 'Inloggen'
    : `Bevestig dat ${speech(visit).say('jij', 'u')} het bent`
}

// Where what somebody was doing begins anew, and where they go on without their organisation.
function startOf(visit: Visit, { back, link, confirm }: Why) {
  const { id } = visit.context.register
  if (link !== undefined) return { anew: paths.linkOrganisation(id), elsewhere: paths.security(id) }
  const terug = safeReturn(visit.context.register, back ?? null)
  return confirm === undefined
    ? { anew: paths.organisationSignIn(id, { terug }), elsewhere: paths.signIn(id, { terug }) }
    : {
        anew: paths.organisationSignIn(id, { terug, opnieuw: 'ja' }),
        elsewhere: paths.signInAgain(id, { terug }),
      }
}

// Whoever signed in, and goes back to this page or presses twice, is where they wanted to be.
async function cameAgain(visit: Visit, provider: IdentityProvider): Promise<Response> {
  const { actor } = visit
  return actor.kind === 'account'
    ? seeOther(await homeOf(visit, actor.accountId))
    : problem(visit, provider, 'not-ours')
}

// Why it did not work, in plain words, and how to go on.
async function problem(
  visit: Visit,
  { name }: IdentityProvider,
  why: Problem,
  begun: Why = {},
): Promise<Response> {
  const { You, your, say } = speech(visit)
  const { anew, elsewhere } = startOf(visit, begun)
  const isSigningIn = begun.link === undefined && begun.confirm === undefined
  const words: Readonly<Record<Problem, string>> = {
    unavailable: `${name} antwoordt nu niet. Probeer het over een paar minuten opnieuw.`,
    refused: `${name} heeft ${say('je', 'u')} niet doorgelaten, of ${say('je', 'u')} bent zelf gestopt.`,
    'not-ours': `Dit hoort niet bij een poging om hier in te loggen, of het duurde te lang. Begin opnieuw.`,
    'not-again': `${name} zegt niet dat ${say('je', 'u')} er zojuist opnieuw bent ingelogd. Log daar eerst uit en probeer het nog een keer.`,
    another: `Bij ${name} ${say('logde je', 'logde u')} in met een ander account dan waarmee ${say('je', 'u')} hier bent ingelogd. Begin opnieuw.`,
    'no-address': `${name} gaf geen e-mailadres door dat is gecontroleerd. Log eerst op een andere manier in en koppel ${your} account bij Inloggen en beveiliging.`,
    'no-account': `Niemand werkt hier met het e-mailadres dat ${name} doorgaf. Vraag de beheerder om een uitnodiging op dat adres, of log op een andere manier in en koppel ${your} account.`,
    taken: `Een ander account is al gekoppeld aan ${your} account bij ${name}.`,
    other: `${You} hebt hier al een ander account van ${name} gekoppeld. Haal die koppeling eerst weg.`,
  }
  const answer = await titledPage(
    visit,
    {
      title: isSigningIn ? 'Inloggen is niet gelukt' : 'Dit is niet gelukt',
      status: why === 'unavailable' ? 503 : 403,
      hidden: true,
    },
    <>
      <p>{words[why]}</p>
      <ul>
        <li>
          <a href={anew}>Opnieuw proberen via {name}</a>
        </li>
        <li>
          <a href={elsewhere}>
            {begun.link !== undefined
              ? 'Terug naar Inloggen en beveiliging'
              : isSigningIn
                ? 'Op een andere manier inloggen'
                : 'Op een andere manier bevestigen'}
          </a>
        </li>
      </ul>
    </>,
  )
  if (why === 'unavailable') answer.headers.set('retry-after', '60')
  return forget(visit, answer)
}

function cookieName(visit: Visit): string {
  return `${sessionCookie(visit.context.platform)}-organisatie`
}

function cookie(visit: Visit, value: string): string {
  const secure = visit.context.platform.origin.startsWith('https:')
  return generateCookie(cookieName(visit), value, {
    ...({ path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const),
    maxAge: value === '' ? 0 : 600,
  })
}

function forget(visit: Visit, answer: Response): Response {
  answer.headers.append('set-cookie', cookie(visit, ''))
  return answer
}

function keptOf(visit: Visit): Kept | undefined {
  const name = cookieName(visit)
  const hidden = parse(visit.request.headers.get('cookie') ?? '', name)[name] ?? ''
  try {
    const kept: unknown = JSON.parse(visit.context.platform.secrets.show(hidden, aboutKept) ?? '')
    return isKept(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

const aboutKept = 'what a browser keeps while somebody is with their organisation'

function isKept(kept: unknown): kept is Kept {
  if (typeof kept !== 'object' || kept === null) return false
  const { state, nonce, verifier, back, link, confirm, again } = kept as Record<string, unknown>
  const isText = (value: unknown) => typeof value === 'string' && value.length < 3000
  return (
    [state, nonce, verifier].every(isText) &&
    [back, link, confirm].every((value) => value === undefined || isText(value)) &&
    (again === undefined || typeof again === 'number')
  )
}
