import type { PlaceName } from '#web/site.ts'
import { site } from '#web/site.ts'

// Every address that Peil links to, as a function made from the table of the site: first the id of
// the register, then a text for each part that differs, then what is asked of the page.

type Parts<Path extends string> = Path extends `${string}/:${string}/${infer Rest}`
  ? [part: string, ...Parts<`/${Rest}`>]
  : Path extends `${string}/:${string}`
    ? [part: string]
    : []

type Asked<Query extends string> = Query extends `${infer One}&${infer Rest}`
  ? One | Asked<Rest>
  : Query

type Address<Path extends string> = Path extends `${infer Plain}?${infer Query}`
  ? (
      register: string,
      ...parts: [...Parts<Plain>, asked?: { readonly [Name in Asked<Query>]?: string | undefined }]
    ) => string
  : (register: string, ...parts: Parts<Path>) => string

type Paths = { readonly [Name in PlaceName]: Address<(typeof site)[Name]['path']> }

function addressOf(path: string) {
  const [plain = ''] = path.split('?')
  return (register: string, ...given: readonly (string | Record<string, string | undefined>)[]) => {
    const parts = given.filter((one) => typeof one === 'string')
    const asked = given.find((one) => typeof one === 'object') ?? {}
    let next = 0
    const filled = plain.replace(/:[a-z]+/g, () => encodeURIComponent(parts[next++] ?? ''))
    const query = Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
    )
    return `/${register}${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`
  }
}

/**
 * The address of a page as Peil writes it, of one that was typed with capitals or with a slash behind
 * it; undefined when it is that already, or is no page. What differs, such as a code, stays as it is.
 */
export function addressAsWritten(
  typed: string,
  registers: Pick<ReadonlySet<string>, 'has'>,
): string | undefined {
  const [, register = '', ...parts] = typed.replace(/\/+$/, '').split('/')
  if (!registers.has(register.toLowerCase())) return undefined
  const patterns = Object.values(site).map(
    ({ path }) => path.split('?')[0]?.split('/').slice(1) ?? [],
  )
  const found = patterns.find(
    (pattern) =>
      pattern.length === parts.length &&
      pattern.every((one, at) => one.startsWith(':') || one === parts[at]?.toLowerCase()),
  )
  if (found === undefined) return undefined
  const filled = found.map((one, at) => (one.startsWith(':') ? (parts[at] ?? '') : one))
  const written = ['', register.toLowerCase(), ...filled].join('/')
  return written === typed ? undefined : written
}

/** The address of each page of the site, and of a dossier as other systems take it. */
export const paths = {
  ...(Object.fromEntries(
    Object.entries(site).map(([name, { path }]) => [name, addressOf(path)]),
  ) as Paths),
  portfolioJson: (register: string) => `/api/v1/${register}/dossier`,
  seriesJson: (register: string) => `/api/v1/${register}/series`,
}
