import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { NameQuery } from '#domain/platform/look-up/read-name.ts'
import { withoutUmlauts } from '#domain/platform/look-up/read-name.ts'
import { findRetired } from '#domain/public-register/entry/find-retired.ts'
import type { PublicEntry, Query } from '#domain/public-register/entry/public-register.ts'
import { readQuery } from '#domain/public-register/entry/public-register.ts'
import type { EntryRow } from '#domain/public-register/entry/queries.ts'
import { publicFields, publicStatuses, readEntry } from '#domain/public-register/entry/queries.ts'

/** How many people stand on a page, and how many a search shows at most. */
export const pageSize = 20
const most = 100

/** A person who was found; alike when only the sound of the name agrees. */
export type FoundEntry = PublicEntry & { readonly alike: boolean }

export type FoundPeople = {
  readonly outcome: 'found'
  readonly entries: readonly FoundEntry[]
  /** At most a hundred and one; more are not counted. */
  readonly total: number
  /** There are too many to look through: only the first page is given. */
  readonly tooMany: boolean
  readonly page: number
  readonly pages: number
  /** It is a number that was somebody's and is not in use any more. */
  readonly gone: boolean
}

export type SearchOutcome =
  | { readonly outcome: 'too-short' }
  | { readonly outcome: 'too-long' }
  | FoundPeople

/** Whom alone somebody looks for: who is registered, and who is in one of these categories. */
export interface OnlyThose {
  readonly registered?: true
  readonly categories?: readonly string[]
}

/**
 * Finds people in the public register by name or number. Names are compared without accents, case
 * and prefixes such as "van de"; initials and first names narrow the search down; names that sound
 * the same come last. Pages count from 1.
 */
export async function searchRegister(
  context: Context,
  typed: string,
  page = 1,
  only: OnlyThose = {},
): Promise<SearchOutcome> {
  const query = readQuery(typed, context.register.number.prefix)
  if (query.outcome === 'too-short' || query.outcome === 'too-long') return query
  const wanted = Number.isSafeInteger(page) && page > 1 ? Math.min(page, most / pageSize) : 1
  const found = await find(context, query, wanted, only)
  const total = found[0]?.total ?? 0
  // A page beyond the last one, such as in an old link, is the first page.
  if (total === 0 && wanted > 1) return searchRegister(context, typed, 1, only)
  if (query.outcome === 'number' && total === 0) return byFormerNumber(context, query.number, only)
  const tooMany = total > most
  if (tooMany && wanted > 1) return searchRegister(context, typed, 1, only)
  const shown = publicFields(context)
  return {
    outcome: 'found',
    entries: found.map((row) => ({ ...readEntry(row, shown, context.register), alike: row.alike })),
    total,
    tooMany,
    page: wanted,
    pages: tooMany ? 1 : Math.max(1, Math.ceil(total / pageSize)),
    gone: false,
  }
}

// A number that went on in another one finds whoever has that.
async function byFormerNumber(
  context: Context,
  number: number,
  only: OnlyThose,
): Promise<FoundPeople> {
  const retired = await findRetired(context, number)
  const anybody = only.registered !== true && only.categories === undefined
  const entries = retired.outcome === 'moved' && anybody ? [{ ...retired.entry, alike: false }] : []
  const gone = retired.outcome === 'gone'
  return {
    ...{ outcome: 'found', entries, total: entries.length, gone },
    ...{ tooMany: false, page: 1, pages: 1 },
  }
}

interface Row extends EntryRow {
  readonly alike: boolean
  readonly total: number
}

type Searchable = Extract<Query, { outcome: 'number' | 'name' }>

async function find(
  context: Context,
  query: Searchable,
  page: number,
  only: OnlyThose,
): Promise<readonly Row[]> {
  const { register, db } = context
  const statuses = publicStatuses(context)
  if (query.outcome === 'number') {
    const byNumber = sql<Row>`
      select id, name, status, valid_until, number, category, temporary, false as alike, 1 as total
      from public_entry
      where register = ${register.id} and number = ${query.number} and status = any(${statuses})
        ${those(only)}`
    return (await byNumber.execute(db)).rows
  }
  // People are found by the index of words alone; only a page of them is then looked up.
  const exact = query.names.map((name) => startingWith(register.id, name))
  const alike = query.names.flatMap((name) =>
    name.sounds.map((sound) => soundingLike(register.id, name, sound)),
  )
  const byName = sql<Row>`
    with exact as materialized (
      select registration_id, min(word) as word, min(sort_name) as sort_name
      from (${sql.join(exact, sql` union all `)}) as row group by registration_id
    ),
    alike as materialized (
      select registration_id, min(word) as word, min(sort_name) as sort_name
      from (${sql.join(alike.length === 0 ? [nobody] : alike, sql` union all `)}) as row
      where registration_id not in (select registration_id from exact)
      group by registration_id
    ),
    found as (
      select registration_id, 0 as alike, word, sort_name from exact ${among(only)}
      union all select registration_id, 1, word, sort_name from alike ${among(only)}
      order by alike, word, sort_name, registration_id limit ${most + 1}
    ),
    page as (
      select registration_id, alike, word, sort_name, count(*) over ()::int as total from found
      order by alike, word, sort_name, registration_id
      limit ${pageSize} offset ${(page - 1) * pageSize}
    )
    select id, name, status, valid_until, number, category, temporary, alike = 1 as alike, total
    from page join public_entry using (registration_id)
    where status = any(${statuses})
    order by page.alike, word, sort_name, registration_id`
  return (await byName.execute(db)).rows
}

function those({ registered, categories }: OnlyThose): RawBuilder<unknown> {
  return sql`${registered === true ? sql`and status in ('certified', 'renewal-pending')` : sql``}
    ${categories === undefined ? sql`` : sql`and category = any(${[...categories]}::text[])`}`
}

function among(only: OnlyThose): RawBuilder<unknown> {
  if (only.registered !== true && only.categories === undefined) return sql``
  return sql`where registration_id in (
    select registration_id from public_entry where true ${those(only)})`
}

// One person has a few words that may begin the same, so that a few times the limit is enough.
const rowsPerBranch = (most + 1) * 3

// No LIKE: what is typed is never a pattern, and row-level security leaves such ranges to the index.
function startingWith(register: string, name: NameQuery): RawBuilder<unknown> {
  return sql`(
    select registration_id, word, sort_name from public_entry_word
    where register = ${register} and word >= ${name.word} and word < ${upTo(name.word)}
      ${narrowing(name)}
    order by register, word, sort_name limit ${rowsPerBranch})`
}

// Looked for only when there is room for them.
function soundingLike(register: string, name: NameQuery, sound: string): RawBuilder<unknown> {
  return sql`(
    select registration_id, word, sort_name from public_entry_word
    where register = ${register} and sound = ${sound}
      and not (word >= ${name.word} and word < ${upTo(name.word)})
      and (select count(*) from exact) <= ${most}
      ${narrowing(name)}
    order by register, sound, sort_name limit ${rowsPerBranch})`
}

const nobody = sql`select null::uuid as registration_id, '' as word, '' as sort_name where false`

function narrowing(name: NameQuery): RawBuilder<unknown> {
  const conditions = [
    ...(name.initial === undefined ? [] : [sql`and strpos(given, ${` ${name.initial}`}) > 0`]),
    ...name.others.map(
      (word) => sql`and (strpos(names, ${` ${word}`}) > 0
        or strpos(${namesWithoutUmlauts}, ${` ${withoutUmlauts(word)}`}) > 0)`,
    ),
  ]
  return conditions.length === 0 ? sql`` : sql.join(conditions, sql` `)
}

const namesWithoutUmlauts = sql`replace(replace(replace(names, 'ae', 'a'), 'oe', 'o'), 'ue', 'u')`

function upTo(word: string): string {
  return `${word}\u{10ffff}`
}
