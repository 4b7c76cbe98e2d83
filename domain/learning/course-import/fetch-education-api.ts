import type { ImportProblem } from '#domain/learning/course-import/course-import.ts'
import type { EducationItems, Item } from '#domain/learning/course-import/read-education-api.ts'
import {
  educationItemsIn,
  idOf,
  isProgramme,
} from '#domain/learning/course-import/read-education-api.ts'
import { fetchPublic } from '#domain/platform/outgoing/fetch-public.ts'
import { parseJson } from '#language/typed.ts'

/** How much of an address is taken: more is no catalogue, or has no end. */
export interface EducationLimits {
  readonly seconds: number
  readonly bytes: number
  readonly pages: number
  readonly educations: number
}

export const usualEducationLimits: EducationLimits = {
  seconds: 90,
  bytes: 20_000_000,
  pages: 60,
  educations: 1000,
}

export type FetchedEducation =
  | { readonly outcome: 'got'; readonly items: EducationItems }
  | { readonly outcome: 'problem'; readonly problem: ImportProblem; readonly at: string }

class Ended extends Error {
  readonly problem: ImportProblem
  readonly at: string
  constructor(problem: ImportProblem, at: string) {
    super(`${at}: ${problem}`)
    this.problem = problem
    this.at = at
  }
}

/**
 * Everything that an address of the Open Education API offers: its courses and programmes with what is still to come
 * of each, page by page. Where it does not end, or gives something else, it is given up with why.
 */
export async function fetchEducation(
  address: string,
  reach: 'public' | 'anywhere',
  limits: EducationLimits = usualEducationLimits,
): Promise<FetchedEducation> {
  const base = address
    .replace(/[?#].*$/s, '')
    .replace(/\/+(?:courses|programs|programmes)?\/*$/, '')
  const asking = new Asked(base, reach, limits)
  try {
    const educations = [
      ...((await asking.all('courses')) ?? asking.fail('not-found', 'courses')),
      ...((await asking.firstOf(['programs', 'programmes'])) ?? []),
    ].filter((item) => idOf(item) !== '')
    if (educations.length > limits.educations) asking.fail('too-much', 'courses')
    const offerings: Item[] = []
    for (const education of educations) {
      const id = idOf(education)
      const at = encodeURIComponent(id)
      const paths = isProgramme(education)
        ? [`programs/${at}/offerings`, `programmes/${at}/programme-offerings`]
        : [`courses/${at}/offerings`, `courses/${at}/course-offerings`]
      for (const offering of (await asking.firstOf(paths)) ?? []) {
        offerings.push({ ...offering, courseId: id, course: id, program: id, programme: id })
      }
    }
    const items = { educations, offerings }
    return educations.length === 0
      ? { outcome: 'problem', problem: 'no-courses', at: base }
      : { outcome: 'got', items }
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    return { outcome: 'problem', problem: error.problem, at: error.at }
  }
}

const pageSize = 100

/** One address while it is asked, with how much of it was taken so far. */
class Asked {
  private readonly base: string
  private readonly reach: 'public' | 'anywhere'
  private readonly limits: EducationLimits
  private readonly signal: AbortSignal
  private bytes = 0
  /** Which of two ways of writing a path was answered before. */
  private way = 0

  constructor(base: string, reach: 'public' | 'anywhere', limits: EducationLimits) {
    this.base = base
    this.reach = reach
    this.limits = limits
    this.signal = AbortSignal.timeout(limits.seconds * 1000)
  }

  fail(problem: ImportProblem, at: string): never {
    throw new Ended(problem, `${this.base}/${at}`)
  }

  /** Everything at the first of these paths that is there; undefined where none is. */
  async firstOf(paths: readonly string[]): Promise<readonly Item[] | undefined> {
    const order = this.way === 0 ? paths : paths.toReversed()
    for (const [at, path] of order.entries()) {
      const found = await this.all(path)
      if (found === undefined) continue
      if (at > 0) this.way = 1 - this.way
      return found
    }
    return undefined
  }

  /** Everything at a path, page by page; undefined where it is not there. */
  async all(path: string): Promise<readonly Item[] | undefined> {
    const found: Item[] = []
    const seen = new Set<string>()
    for (let page = 1; ; page += 1) {
      if (page > this.limits.pages) this.fail('too-much', path)
      const answer = await this.page(path, page)
      if (answer === undefined) return page === 1 ? undefined : found
      const fresh = answer.items.filter((item) => !seen.has(JSON.stringify(item)))
      for (const item of fresh) seen.add(JSON.stringify(item))
      found.push(...fresh)
      // A page with nothing new is where it ends, whatever it says itself.
      if (!answer.more || fresh.length === 0) return found
      if (found.length > this.limits.educations * 4) this.fail('too-much', path)
    }
  }

  private async page(path: string, page: number) {
    const url = `${this.base}/${path}?pageSize=${pageSize}&pageNumber=${page}`
    const { reach, signal } = this
    const got = await fetchPublic(url, {
      ...{ reach, signal },
      mostBytes: this.limits.bytes - this.bytes,
    })
    if (got.outcome === 'not-found') return undefined
    if (got.outcome !== 'got') return this.fail(got.outcome, path)
    this.bytes += got.bytes
    let json: unknown
    try {
      json = parseJson(got.text)
    } catch {
      return this.fail('no-json', path)
    }
    const { items, more } = pageIn(json)
    if (items === undefined) return this.fail('no-courses', path)
    return { items, more }
  }
}

function pageIn(json: unknown): {
  readonly items: readonly Item[] | undefined
  readonly more: boolean
} {
  if (Array.isArray(json)) return { items: json.filter(isItem), more: false }
  if (!isItem(json) || !Array.isArray(json.items)) return { items: undefined, more: false }
  return { items: json.items.filter(isItem), more: json.hasNextPage === true }
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a file has of it: the same, without asking anybody. */
export function educationInFile(text: string): FetchedEducation {
  try {
    const items = educationItemsIn(parseJson(text.replace(/^\uFEFF/, '')))
    return items === undefined
      ? { outcome: 'problem', problem: 'no-courses', at: '' }
      : { outcome: 'got', items }
  } catch {
    return { outcome: 'problem', problem: 'no-json', at: '' }
  }
}
