import { sql } from 'kysely'
import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import { CatalogueIndex } from '#domain/courses/catalogue/catalogue-index.ts'
import type { Listed, ListedCounts, ListedEdition } from '#domain/courses/catalogue/listed.ts'
import { countsByLabel } from '#domain/courses/course/counts-by-label.ts'
import type { CourseForm, CourseLanguage } from '#domain/courses/course/course.ts'
import { courseForms } from '#domain/courses/course/course.ts'
import { labelsOfCourses } from '#domain/courses/course/labels-of-courses.ts'
import { namesOf } from '#domain/courses/course/offer.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { HeldLabel } from '#engine'
import { centsOf, hundredthsOf } from '#engine'
import type { Register } from '#regulations/register.ts'

interface Kept {
  readonly index: CatalogueIndex
  /** The registers as they were: what a label counts for, and what things are called, is said by them. */
  readonly registers: readonly Register[]
  /** From this transaction on something may have changed that is not in it. */
  from: string
  /** As of which transaction each course was read. */
  readonly asOf: Map<string, string>
  /** Whoever reads anew at the moment: of two at once the slower would leave what is older. */
  reading: Promise<unknown>
}

// One for each running Peil: what is offered is the same for everybody who asks.
const catalogues = new WeakMap<Context['platform'], Kept>()
const atOnce = 1000

/** The catalogue as it is: whatever changed since it was read last is read anew. */
export async function readCatalogue(
  context: Pick<Context, 'db' | 'platform'>,
): Promise<CatalogueIndex> {
  const kept = keptBy(context.platform)
  const { changed, upto } = await changedSince(context, kept)
  // The first time one reads all there is, and whoever comes meanwhile waits for that.
  if (changed.length > 0 || kept.from === '0') {
    const mine = kept.reading.then(() => readAnew(context, kept))
    kept.reading = mine.catch(() => undefined)
    await mine
  } else moveOn(kept, upto)
  return kept.index
}

function keptBy(platform: Context['platform']): Kept {
  const registers = [...platform.registers.values()]
  const known = catalogues.get(platform)
  if (known !== undefined && areSame(known.registers, registers)) return known
  const begun: Kept = {
    ...{ index: new CatalogueIndex(), registers, from: '0', asOf: new Map() },
    reading: Promise.resolve(),
  }
  catalogues.set(platform, begun)
  return begun
}

function moveOn(kept: Kept, upto: string | undefined): void {
  if (upto !== undefined && BigInt(upto) > BigInt(kept.from)) kept.from = upto
}

// What this transaction changed itself may still be undone, and is no news to others.
async function changedSince(
  { db }: Pick<Context, 'db'>,
  { from, asOf }: Kept,
): Promise<{ readonly changed: readonly Change[]; readonly upto: string | undefined }> {
  const { rows } = await sql<Change>`
    select course_id as id, changed_in::text as changed,
      pg_snapshot_xmin(pg_current_snapshot())::text as upto
    from catalogue_change
    where changed_in >= ${from}::text::xid8
      and (${from} = '0' or changed_in < pg_snapshot_xmax(pg_current_snapshot()))
      and changed_in is distinct from pg_current_xact_id_if_assigned()`.execute(db)
  const changed = rows.filter(({ id, changed: since }) => asOf.get(id) !== since)
  return { changed, upto: rows[0]?.upto }
}

async function readAnew(context: Pick<Context, 'db' | 'platform'>, kept: Kept): Promise<void> {
  const { changed, upto } = await changedSince(context, kept)
  const said = { registers: kept.registers, names: namesOf(context.platform.registers) }
  for (let at = 0; at < changed.length; at += atOnce) {
    const some = changed.slice(at, at + atOnce)
    const read = await readListed(context.db, some, said)
    const listed = new Map(read.map((course) => [course.id, course]))
    for (const { id, changed: since } of some) {
      const course = listed.get(id)
      if (course === undefined) kept.index.remove(id)
      else kept.index.put(course)
      kept.asOf.set(id, since)
    }
  }
  moveOn(kept, upto)
}

function areSame(some: readonly Register[], others: readonly Register[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at])
}

interface Said {
  readonly registers: readonly Register[]
  readonly names: ReturnType<typeof namesOf>
}

interface Change {
  readonly id: string
  readonly changed: string
  readonly upto: string
}

interface Row {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly form: CourseForm
  readonly language: string
  readonly audiences: string[]
  readonly professions: string[]
  readonly themes: string[]
  readonly price: number | null
  readonly study_load: number | null
  readonly provider: string
  readonly review_on: string
  readonly changed_on: string
  readonly editions: readonly (readonly [
    number,
    string,
    string,
    number,
    boolean,
    string,
    number | null,
  ])[]
  readonly counts: readonly (readonly [string, string, string, readonly Counts[]])[]
  readonly ratings: number
  readonly stars: number
}

async function readListed(
  db: Context['db'],
  changes: readonly Change[],
  said: Said,
): Promise<readonly Listed[]> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.title, c.summary, c.form, c.language, c.audiences, c.professions,
      c.themes, c.price, c.study_load, c.review_on, c.changed_on, coalesce(o.name, '') as provider,
      coalesce((select json_agg(json_build_array(e.sequence, e.first_day, e.last_day,
          cardinality(e.days), e.online, e.place, e.price) order by e.first_day, e.sequence)
        from edition e where e.course_id = c.id and e.cancelled_on is null), '[]') as editions,
      coalesce((select json_agg(json_build_array(a.register, a.first_day,
          least(a.last_day, a.ended_from - 1), a.counts) order by a.first_day desc, a.id desc)
        from accreditation a where a.course_id = c.id), '[]') as counts,
      coalesce(s.ratings, 0) as ratings, coalesce(s.stars, 0) as stars
    from course c left join organisation o on o.id = c.organisation_id
    left join course_rating_sum s on s.course_id = c.id
    where c.id = any(${changes.map(({ id }) => id)}::uuid[]) and c.state = 'published'
      -- What an organisation says of itself counts once somebody saw who it is.
      and (o.status = 'checked' or c.person_id is not null)`.execute(db)
  const labels = await labelsOfCourses(
    { db },
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toListed(row, said, labels.get(row.id) ?? []))
}

function toListed(row: Row, { names, registers }: Said, held: readonly HeldLabel[]): Listed {
  const { audiences, themes, professions } = names
  const studyLoad = row.study_load === null ? undefined : hundredthsOf(row.study_load)
  return {
    ...{ id: row.id, number: row.number, title: row.title, summary: row.summary, form: row.form },
    language: row.language as CourseLanguage,
    ...{ audiences: row.audiences, professions: row.professions, themes: row.themes },
    price: row.price === null ? undefined : centsOf(row.price),
    rated: { ratings: row.ratings, stars: row.stars },
    ...{ provider: row.provider, reviewOn: row.review_on, changedOn: row.changed_on },
    called: [
      courseForms[row.form],
      ...row.themes.map((id) => themes.get(id) ?? ''),
      ...row.audiences.map((id) => audiences.get(id) ?? ''),
      ...row.professions.map((id) => professions.get(id) ?? ''),
    ].join(' '),
    editions: row.editions.map(
      ([sequence, first, last, days, online, place, price]): ListedEdition => ({
        ...{ sequence, first, last, days, online, place: known(place) },
        price: price === null ? null : centsOf(price),
      }),
    ),
    counts: [
      ...row.counts.map(
        ([register, first, last, counts]): ListedCounts => ({
          ...{ register: known(register), first, last, counts },
          alike: known(JSON.stringify(counts)),
        }),
      ),
      ...registers.flatMap((register) =>
        countsByLabel(register, { form: row.form, studyLoad }, held).map(
          (one): ListedCounts => ({
            ...{ ...one, register: register.id },
            alike: known(JSON.stringify(one.counts)),
          }),
        ),
      ),
    ],
  }
}

// Thousands of editions are in the same few towns.
const texts = new Map<string, string>()

function known(text: string): string {
  const found = texts.get(text)
  if (found !== undefined) return found
  if (texts.size < 50_000) texts.set(text, text)
  return text
}
