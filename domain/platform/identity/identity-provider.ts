import type { Configuration } from 'openid-client'
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

// Signing in with the account that people have with their organisation (OpenID Connect): code flow with PKCE,
// state and nonce, by a library that holds the answer against all of them and against who should have given it.

/** Why an identity provider cannot be used as it is set, in one line that is meant to be printed. */
export class IdentityProviderRefused extends Error {}

/** What a browser keeps between going to the provider and coming back. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** When somebody was asked to sign in there once more, in seconds since 1970; undefined for a first time. */
  readonly again?: number | undefined
}

/** Who the provider says that somebody is. */
export interface Identity {
  /** Who said it, and by what it knows them: these two never change. */
  readonly issuer: string
  readonly subject: string
  /** Undefined where it was not given, or the provider does not say that it was verified. */
  readonly email: string | undefined
  /** Whether the provider asked for a second factor, by what whoever runs Peil counts as one. */
  readonly secondFactor: boolean
}

export type Identified =
  | { readonly outcome: 'identified'; readonly identity: Identity }
  /** Whoever came back had said no, or was refused there. */
  | { readonly outcome: 'refused' }
  /** They were asked to sign in there once more, and the provider does not say that they did. */
  | { readonly outcome: 'not-again' }
  /** What came back does not belong to what was asked here, or is too old. */
  | { readonly outcome: 'not-ours' }
  | { readonly outcome: 'unavailable' }

/** Where people of an organisation sign in. */
export interface IdentityProvider {
  /** What people know it by: "Gemeente Heideveld". */
  readonly name: string
  /** Whether whoever works for a register has to sign in there. */
  readonly requiredForStaff: boolean
  /**
   * Where to send somebody, who comes back at `redirect`; `again` to sign in there once more, although they are.
   * Undefined when it does not answer.
   */
  begin(
    redirect: string,
    how?: { readonly again: boolean },
  ): Promise<{ readonly url: string; readonly pending: Pending } | undefined>
  /** Who it is that came back to this address. */
  finish(pending: Pending, cameBack: URL): Promise<Identified>
  /** Where somebody signs out of the provider as well; undefined where it has no such page. */
  signOut(after: string): Promise<string | undefined>
}

type Environment = Readonly<Record<string, string | undefined>>

/** How many seconds the provider has to answer. */
const patience = 5

/** The provider that PEIL_OIDC_ISSUER names; undefined where none is named. Throws IdentityProviderRefused. */
export function identityProviderOf(env: Environment): IdentityProvider | undefined {
  const issuer = env.PEIL_OIDC_ISSUER
  if (!issuer) return undefined
  const clientId = env.PEIL_OIDC_CLIENT_ID
  const secret = env.PEIL_OIDC_CLIENT_SECRET
  if (!clientId || !secret) {
    throw new IdentityProviderRefused(
      'PEIL_OIDC_ISSUER needs PEIL_OIDC_CLIENT_ID and PEIL_OIDC_CLIENT_SECRET as well.',
    )
  }
  const url = URL.parse(issuer)
  const isNear = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isNear))) {
    throw new IdentityProviderRefused(`PEIL_OIDC_ISSUER is ${issuer}, which is no https address.`)
  }
  const staff = env.PEIL_OIDC_STAFF ?? ''
  if (!['', 'required', 'optional'].includes(staff)) {
    throw new IdentityProviderRefused(`PEIL_OIDC_STAFF is required or optional, not '${staff}'.`)
  }
  const claim = env.PEIL_OIDC_EMAIL_CLAIM || 'email'
  const domains = listIn(env.PEIL_OIDC_EMAIL_DOMAINS).map((domain) =>
    domain.toLowerCase().replace(/^@/, ''),
  )
  if (claim !== 'email' && domains.length === 0) {
    throw new IdentityProviderRefused(
      `PEIL_OIDC_EMAIL_CLAIM is ${claim}, of which nothing says that it was verified: email_verified is about email alone. Name the domains for whose addresses the provider vouches in PEIL_OIDC_EMAIL_DOMAINS.`,
    )
  }
  const strong = new Set(listIn(env.PEIL_OIDC_SECOND_FACTOR))
  const configuration = discovered({ url, clientId, secret, insecure: url.protocol === 'http:' })
  return {
    name: env.PEIL_OIDC_NAME || url.hostname,
    requiredForStaff: staff === 'required',
    begin: async (redirect, { again } = { again: false }) => {
      const config = await configuration().catch(() => undefined)
      if (config === undefined) return undefined
      const pending = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        ...(again && { again: nowInSeconds() }),
      }
      const to = buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid email',
        response_type: 'code',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login', max_age: '0' }),
      })
      return { url: to.href, pending }
    },
    finish: async (pending, cameBack) => {
      const config = await configuration().catch(() => undefined)
      if (config === undefined) return { outcome: 'unavailable' }
      try {
        const tokens = await authorizationCodeGrant(config, cameBack, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) return { outcome: 'not-ours' }
        // Whoever sits at an open computer could leave the question out of the address: the answer tells.
        const signedInAt = claims.auth_time ?? 0
        if (pending.again !== undefined && signedInAt < pending.again - skew) {
          return { outcome: 'not-again' }
        }
        const verified = claims.email_verified === true || claims.email_verified === 'true'
        const said = [claims.acr, ...(Array.isArray(claims.amr) ? claims.amr : [])]
        return {
          outcome: 'identified',
          identity: {
            issuer: claims.iss,
            subject: claims.sub,
            email: claim === 'email' && !verified ? undefined : addressIn(claims[claim], domains),
            secondFactor: said.some((one) => typeof one === 'string' && strong.has(one)),
          },
        }
      } catch (error) {
        return { outcome: whyNot(error) }
      }
    },
    signOut: async (after) => {
      const config = await configuration().catch(() => undefined)
      if (config?.serverMetadata().end_session_endpoint === undefined) return undefined
      return buildEndSessionUrl(config, { post_logout_redirect_uri: after }).href
    },
  }
}

// How many seconds the provider's clock may be behind ours.
const skew = 60

function nowInSeconds(): number {
  return Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
}

function listIn(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter(Boolean)
}

// An address of one of the domains, where any were named.
function addressIn(said: unknown, domains: readonly string[]): string | undefined {
  if (typeof said !== 'string') return undefined
  const domain = said.slice(said.lastIndexOf('@') + 1).toLowerCase()
  return domains.length === 0 || domains.includes(domain) ? said : undefined
}

function whyNot(error: unknown): 'refused' | 'not-ours' | 'unavailable' {
  if (error instanceof AuthorizationResponseError) return 'refused'
  if (error instanceof ResponseBodyError) return 'not-ours'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && code === undefined)
    ? 'unavailable'
    : 'not-ours'
}

// What the provider says of itself is asked when it is first needed: Peil starts without it. What failed is asked
// again, and what was heard is asked again after an hour, as its keys change.
function discovered(about: {
  readonly url: URL
  readonly clientId: string
  readonly secret: string
  readonly insecure: boolean
}): () => Promise<Configuration> {
  let known: { readonly config: Promise<Configuration>; readonly until: number } | undefined
  return () => {
    if (known === undefined || performance.now() > known.until) {
      const config = discovery(about.url, about.clientId, about.secret, undefined, {
        timeout: patience,
        // The signature of what it says of somebody is held against its keys as well.
        execute: [enableNonRepudiationChecks, ...(about.insecure ? [allowInsecureRequests] : [])],
      })
      const asked = { config, until: performance.now() + 3_600_000 }
      known = asked
      config.catch(() => {
        if (known === asked) known = undefined
      })
    }
    return known.config
  }
}
