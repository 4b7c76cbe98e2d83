import type { Hono } from 'hono'
import { hasSample } from '#domain/certification/sample/queries.ts'
import { countsOn } from '#domain/courses/catalogue/catalogue-index.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'
import { guidePaths } from '#web/allocation/addresses.ts'
import { paths } from '#web/paths.ts'

// What programs of others look for at fixed addresses: search engines, whoever found a weakness, and
// password managers.

/** Mounts the addresses that programs of others look for. */
export function wellKnown(app: Hono, platform: Platform): void {
  const text = (content: string, type = 'text/plain; charset=utf-8') =>
    new Response(content, { headers: { 'content-type': type, 'cache-control': 'max-age=3600' } })
  app.get('/robots.txt', () => text(robots(platform)))
  app.get('/sitemap.xml', async () =>
    text(await sitemap(platform), 'application/xml; charset=utf-8'),
  )
  app.get('/.well-known/security.txt', () => text(securityTxt(platform, Temporal.Now.instant())))
  // An account is of the whole platform, so that any register changes its password.
  app.get('/.well-known/change-password', (c) => {
    const [first] = platform.registers.values()
    return first === undefined ? c.notFound() : c.redirect(paths.forgottenPassword(first.id))
  })
}

// What is about one person says itself that it is not to be kept. Nothing of a demo is true.
function robots({ origin, demo }: Platform): string {
  const rules = demo ? ['Disallow: /'] : ['Disallow: /api/', 'Allow: /']
  return ['User-agent: *', ...rules, '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n')
}

/** The public pages of every register that are not about one person, as sitemaps.org has it. */
async function sitemap(platform: Platform): Promise<string> {
  const { origin, registers } = platform
  const addresses = [
    '/',
    '/api',
    ...[...platform.norms].flatMap(([id, versions]) => [
      guidePaths.home(id),
      ...versions.map(({ version }) => guidePaths.norm(id, version.toString())),
    ]),
    ...[...registers.values()].flatMap(publicPages),
    ...(await coursePages(platform)),
  ]
  const urls = addresses.map((address) => `  <url><loc>${origin}${escaped(address)}</loc></url>`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n')
}

// A course stands in each register in which it counts today, or else in the first.
async function coursePages(platform: Platform): Promise<readonly string[]> {
  const [first] = platform.registers.values()
  if (first === undefined) return []
  return inRegister(
    platform,
    { register: first, readOnly: true },
    { kind: 'visitor' },
    async (context) => {
      const today = context.today.toString()
      const all = (await readCatalogue(context)).all().filter(({ reviewOn }) => reviewOn >= today)
      return all.slice(0, mostCourses).flatMap((course) => {
        const where = [...platform.registers.keys()].filter(
          (id) => countsOn(course, id, today) !== undefined,
        )
        return (where.length === 0 ? [first.id] : where).map((id) =>
          paths.course(id, course.number),
        )
      })
    },
  )
}

// No more fit in one sitemap with the other pages.
const mostCourses = 12_000

function publicPages(register: Register): readonly string[] {
  const always = [
    paths.home,
    paths.search,
    paths.courses,
    paths.askCertificate,
    paths.howItWorks,
    paths.organisationsInfo,
    paths.hoursAndNorms,
    paths.evidenceRules,
    paths.costs,
    paths.questions,
    paths.regulation,
    paths.rulings,
    paths.contact,
    paths.complaint,
    paths.accessibility,
    paths.privacy,
    paths.cookies,
    paths.source,
    paths.signUp,
  ].map((path) => path(register.id))
  const texts = register.texts.map(({ id }) => paths.registerText(register.id, id))
  const competences = register.development?.shown ? [paths.competences(register.id)] : []
  return [
    ...always,
    ...competences,
    ...(hasSample(register) ? [paths.sample(register.id)] : []),
    ...texts,
  ]
}

function escaped(address: string): string {
  return address.replaceAll('&', '&amp;')
}

/** RFC 9116: where somebody who found a weakness can tell of it. It is to be read anew within half a year. */
function securityTxt({ origin, contact }: Platform, now: Temporal.Instant): string {
  const expires = now.add({ hours: 24 * 180 }).round('hour')
  return [
    `Contact: mailto:${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${origin}/.well-known/security.txt`,
    '',
  ].join('\n')
}
