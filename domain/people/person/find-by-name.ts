import type { RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { nameWords, readName, withoutUmlauts } from '#domain/platform/look-up/read-name.ts'

/**
 * The condition that a row of `person` bears the name that was typed, or a part of it, in any order:
 * "Anna Proef", "Proef, A.", "HR E VAN DEN BERG". Names are compared without accents, case,
 * apostrophes and prefixes.
 */
export function bearsName(typed: string): RawBuilder<SqlBool> {
  const ways = nameWords(typed).length === 0 ? [] : readName(typed)
  const conditions = ways.map(({ word, others, initial }) => {
    const each = [word, ...others].map(
      (one) => sql`(strpos(${whole}, ${one}) > 0
        or strpos(${withoutUmlautsIn(whole)}, ${withoutUmlauts(one)}) > 0)`,
    )
    const first = initial === undefined ? [] : [sql`strpos(${given}, ${` ${initial}`}) > 0`]
    return sql`(${sql.join([...each, ...first], sql` and `)})`
  })
  return conditions.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}

// All words of the name, and what stands before and in the surname as one word: "vandenberg".
const whole = folded(
  sql`concat_ws(' ', person.first_name, person.initials, person.name_prefix, person.last_name,
    regexp_replace(person.name_prefix || person.last_name, '[^[:alnum:]]', '', 'g'))`,
)

// Each first name and each initial has a space before it.
const given = folded(
  sql`concat_ws(' ', '', person.first_name,
    regexp_replace(person.initials, '[^[:alpha:]]+', ' ', 'g'))`,
)

// As nameWords does, in SQL.
function folded(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`regexp_replace(lower(unaccent(
    translate(${text}, ${`'’‘‛′\`´ʹʺʻʼʽ＇`}, ''))), '[^[:alnum:]]+', ' ', 'g')`
}

function withoutUmlautsIn(text: RawBuilder<string>): RawBuilder<string> {
  return sql<string>`regexp_replace(${text}, '([aou])e', '\\1', 'g')`
}
