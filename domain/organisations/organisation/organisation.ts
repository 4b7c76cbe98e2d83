import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How an organisation stands. A back office looks who it is before it acts: until then it is not checked. When
 * its name or number changes, it waits again. Closed by its managers, nobody acts for it any more, until a back
 * office opens it for who comes back; then it waits as a new one does.
 */
export type OrganisationStatus = 'waiting' | 'asked' | 'checked' | 'refused' | 'merged' | 'closed'

export type OrganisationEvent =
  | 'check'
  | 'ask'
  | 'refuse'
  /** It answered what was asked, or says who it is anew. */
  | 'hand-in'
  /** The check does not hold any more. */
  | 'take-away'
  | 'merge'
  | 'close'
  /** A back office opens it again for somebody who is to manage it. */
  | 'reopen'

export const organisationLifecycle = {
  waiting: {
    check: 'checked',
    ask: 'asked',
    refuse: 'refused',
    'hand-in': 'waiting',
    merge: 'merged',
    close: 'closed',
  },
  asked: {
    check: 'checked',
    refuse: 'refused',
    'hand-in': 'waiting',
    merge: 'merged',
    close: 'closed',
  },
  checked: { 'hand-in': 'waiting', 'take-away': 'asked', merge: 'merged', close: 'closed' },
  refused: { 'hand-in': 'waiting', merge: 'merged', close: 'closed' },
  merged: {},
  closed: { reopen: 'waiting' },
} as const satisfies Lifecycle<OrganisationStatus, OrganisationEvent>

/** Whether nobody acts for it any more: it went on in another, or was closed. */
export function hasEnded({ status }: { readonly status: OrganisationStatus }): boolean {
  return status === 'merged' || status === 'closed'
}

/** What an organisation does for people; one can do several. */
export const organisationKinds = ['provider', 'employer', 'association', 'municipality'] as const

export type OrganisationKind = (typeof organisationKinds)[number]

/** What an organisation says of itself. */
export interface OrganisationFacts {
  readonly name: string
  /** The other names under which it is known. */
  readonly tradeNames: readonly string[]
  readonly kinds: readonly OrganisationKind[]
  /** Its number in the trade register, eight digits; undefined where it is not in that. */
  readonly kvk: string | undefined
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  /** With https:// before it, or empty. */
  readonly website: string
  /** What stands behind the @ of its people, or empty. */
  readonly mailDomain: string
  readonly contactEmail: string
  readonly contactPhone: string
}

/** An organisation as it is known. */
export interface Organisation extends OrganisationFacts {
  readonly id: string
  readonly status: OrganisationStatus
  /** Since when it waits for a back office. */
  readonly waitsSince: Temporal.PlainDate
  /** In which register it was signed up, and when. */
  readonly signedUpIn: string
  readonly signedUpOn: Temporal.PlainDate
  /** In which it went on. */
  readonly mergedInto: string | undefined
  /** Since when nobody acts for it any more. */
  readonly closedOn: Temporal.PlainDate | undefined
  readonly version: number
}

/** A KvK number as its eight digits, however it was typed, or undefined for what is none. */
export function readKvk(typed: string): string | undefined {
  const digits = typed.replace(/^\s*kvk[^\d]*/i, '').replaceAll(/[\s.\-–]/g, '')
  return /^\d{8}$/.test(digits) ? digits : undefined
}

/** A web address with https:// before it, or undefined for what is none. */
export function readWebsite(typed: string): string | undefined {
  const text = typed.trim()
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  const isWeb = url !== null && ['http:', 'https:'].includes(url.protocol)
  if (!isWeb || !hasDomain(url.hostname) || url.username !== '' || url.password !== '')
    return undefined
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : url.href
}

/** What stands behind the @, however it was typed: with the @, or a whole address. */
export function readMailDomain(typed: string): string | undefined {
  const domain = typed.trim().toLowerCase().replace(/^.*@/, '').replace(/\.$/, '')
  return hasDomain(domain) ? domain : undefined
}

function hasDomain(host: string): boolean {
  return /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/i.test(host)
}

// Where everybody can have an address, so that it says nothing of an organisation.
const everybodys = new Set([
  ...[
    'gmail.com',
    'googlemail.com',
    'hotmail.com',
    'hotmail.nl',
    'live.nl',
    'live.com',
    'outlook.com',
  ],
  ...[
    'outlook.nl',
    'msn.com',
    'icloud.com',
    'me.com',
    'yahoo.com',
    'yahoo.nl',
    'ziggo.nl',
    'kpnmail.nl',
  ],
  ...['kpnplanet.nl', 'planet.nl', 'hetnet.nl', 'xs4all.nl', 'casema.nl', 'upcmail.nl', 'home.nl'],
  ...['protonmail.com', 'proton.me', 'gmx.net', 'gmx.com', 'tele2.nl', 'online.nl', 'telfort.nl'],
])

/** Whether an address is at the domain of an organisation, and not at one where everybody can have one. */
export function isAtOwnDomain(email: string, mailDomain: string): boolean {
  const domain = email.toLowerCase().replace(/^.*@/, '')
  if (mailDomain === '' || everybodys.has(mailDomain)) return false
  return domain === mailDomain || domain.endsWith(`.${mailDomain}`)
}

/** Whether a change says that it is another than was looked at: its name, one more name, or its number. */
export function asksNewCheck(
  before: Pick<OrganisationFacts, 'name' | 'tradeNames' | 'kvk'>,
  after: Pick<OrganisationFacts, 'name' | 'tradeNames' | 'kvk'>,
): boolean {
  const known = new Set([before.name, ...before.tradeNames])
  const more = after.tradeNames.some((name) => !known.has(name))
  return before.name !== after.name || more || before.kvk !== after.kvk
}
