import type { Register } from '#regulations/register.ts'
import { asksDossier } from '#web/claim-words.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { site } from '#web/site.ts'

/**
 * The address in another register of where somebody is in this one: the same page, or the nearest above
 * it that is there for everybody who is registered.
 */
export function samePlace({ url, request }: Pick<Visit, 'url' | 'request'>, to: Register): string {
  const [, , ...parts] = url.pathname.split('/')
  // What a form was sent to need be no page, but stands below one.
  if (request.method === 'POST') parts.pop()
  while (parts.length > 0 && !isPlace(`/${parts.join('/')}`, to)) parts.pop()
  return parts.length === 0 ? paths.portfolio(to.id) : `/${to.id}/${parts.join('/')}`
}

function isPlace(path: string, to: Register): boolean {
  if (!places.has(path)) return false
  return !path.startsWith(paths.dossier('').slice(1)) || asksDossier(to)
}

// What is the same in every register and about nothing in particular; signing in and up is of one alone.
const places: ReadonlySet<string> = new Set(
  Object.values(site).flatMap(({ path, who }) => {
    const [plain = ''] = path.split('?')
    const open = who === 'anyone' || who === 'registered' || who === 'account'
    const ofOne = /^\/(inloggen|uitloggen|aanmelden|eerste-beheerder|demo)(\/|$)/.test(plain)
    return open && !ofOne && plain !== '' && !plain.includes(':') ? [plain] : []
  }),
)
