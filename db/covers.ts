import type pg from 'pg'

// What the audit record covers: which tables and columns, and how the rows of a table are held against
// what was kept of them. Everything that is looked up in the database here is named in the query itself,
// as its owner could put other functions in the place of its own.

/** Tables of which a change leaves no record, and which the record does not cover, with the reason. */
export const uncovered: Readonly<Record<string, string>> = {
  alarm: 'what was wrong with the installation, as it was seen',
  applied_migration: 'of the installation; requests cannot write it',
  attendance_assertion: 'numbers of what a program showed, so that it is taken once',
  attendance_reminder: 'notes that a mail was written, so that it is written once',
  attendance_row: 'what was read; nothing has been handed in yet',
  attendance_token: 'a way in for a quarter of an hour; what is done with it is recorded',
  audit_checkpoint: 'the record itself',
  audit_cover: 'the record itself',
  audit_covering: 'the record itself',
  audit_facts: 'the record itself',
  audit_leaf: 'the record itself',
  audit_node: 'the record itself',
  audit_pending: 'the record itself',
  audit_record: 'the record itself',
  catalogue_change: 'that a course changed, of which the course has the record',
  course_import_row: 'what was read; nothing has been taken over yet',
  course_rating_sum: 'a sum, which follows what it is of',
  course_tip_refusal: 'the hash of an address, kept so that nothing is sent to it',
  feedback_answer: 'what somebody said without a name; a record of it would say when, and so who',
  feedback_used_link: 'that a link of those was used; the same',
  file_to_remove: 'files of documents whose removal was recorded',
  form_submission: 'tokens of forms, so that one that is sent twice is done once',
  judgement_draft: 'what was typed so far; nothing has been done yet',
  kept_form: 'forms that wait for their sender to sign in again',
  known_device: 'with which browser somebody signed in; that they did is recorded',
  likeness: 'made of what was recorded, by the database',
  mail_message: 'tells of a change that was recorded, or leads to signing in',
  number_series: 'numbers for what is recorded where it is made',
  one_time_link: 'a way to sign in; what is done with it is recorded',
  paper_to_make: 'what is still to be printed; that it was made is recorded',
  paper_to_stamp: 'what is still to get a stamp of the time; that it got one is recorded',
  platform: 'of the installation; requests cannot write it',
  public_entry:
    'a copy of what was recorded: held against that by verify, and made right again every morning',
  public_entry_word: 'the same, by word',
  reminder: 'notes that a mail was written, so that it is written once',
  session: 'signing in, which is recorded; a session is seen and ended by its holder',
  sign_up_draft: 'what was typed so far; nothing has been done yet',
  takeover_file: 'what was sent; nothing has been taken over yet',
  takeover_row: 'what was read; nothing has been taken over yet',
  throttle: 'counts attempts for an hour or a day',
  turn: 'what somebody has in hand at the moment',
  unscanned_file: 'what waits for the virus scanner; what it finds is recorded',
  watch: 'of the installation; that mail may leave is recorded',
}

/** Columns of covered tables that change without a record, as they are no facts. */
export const uncoveredColumns: Readonly<Record<string, readonly string[]>> = {
  // In which register and until when somebody who has done nothing yet was seen, and the last code of the
  // second factor, which is refused once more.
  account: ['opened_in', 'totp_last_step', 'unused_since'],
}

/** A table that the record covers. */
export interface CoveredTable {
  readonly table: string
  /** The columns of its primary key, in their order; none where it has lost that. */
  readonly keyColumns: readonly string[]
  /** The columns that are covered, in their order. */
  readonly columns: readonly string[]
  /** The same with their types, to notice that a table has changed. */
  readonly shape: string
  /** Whether every change of it is covered: somebody may have switched that off. */
  readonly watched: boolean
}

/** Every table of this database that is not named above. */
export async function coveredTables(asked: Asked): Promise<readonly CoveredTable[]> {
  const { rows } = await asked.query<CoveredTable>(
    `select c.relname::text as "table",
      coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}') as "keyColumns",
      array_agg(a.attname::text order by a.attnum) as columns,
      string_agg(a.attname || ' ' || a.atttypid, ', ' order by a.attnum) as shape,
      (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled in ('O', 'A')
        and t.tgname in ('change_is_covered_insert', 'change_is_covered_update',
          'change_is_covered_delete')) = 3 as watched
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relname = any($1)
    group by c.oid, c.relname order by c.relname collate "C"`,
    [Object.keys(uncovered)],
  )
  return rows.map((row) => {
    const without = uncoveredColumns[row.table] ?? []
    return { ...row, columns: row.columns.filter((column) => !without.includes(column)) }
  })
}

/** A row that is not what was kept of it. */
export interface DifferingRow {
  readonly key: string
  readonly how: 'changed' | 'removed' | 'added'
  /** The columns that are others now, as far as that can be told. */
  readonly columns: readonly string[]
  /** The number of what covered it last. */
  readonly covering: number | undefined
}

/** The rows of a table that differ from what was kept of them, at most so many. In UTC. */
export async function differingRows(
  asked: Asked,
  { table, keyColumns, columns }: CoveredTable,
  most: number,
): Promise<readonly DifferingRow[]> {
  const named = keyColumns.map((column) => `r.${quoted(column)}`)
  const key =
    named.length === 1 ? `${named[0]}::text` : `jsonb_build_array(${named.join(', ')})::text`
  const hints = columns.map((column) => `hashtext(r.${quoted(column)}::text)`)
  const { rows } = await asked.query<{
    key: string
    how: DifferingRow['how']
    now: readonly (number | null)[] | null
    hints: readonly (number | null)[] | null
    covering: number | null
  }>(
    `select coalesce(c.key, r.key) as key, c.covering, c.hints, r.hints as now,
      case when r.key is null then 'removed' when c.hash is null then 'added' else 'changed' end as how
    from (select * from public.audit_cover where of_table = $1) c
    full join (select ${key} as key, (to_jsonb(r) - $2::text[])::text as facts,
      array[${hints.join(', ')}]::int[] as hints from public.${quoted(table)} r) r on r.key = c.key
    where case when r.key is null then c.hash is not null
      else c.hash is null or c.hash <> sha256(c.salt || convert_to(r.facts, 'UTF8')) end
    order by 1 limit $3`,
    [table, uncoveredColumns[table] ?? [], most],
  )
  return rows.map(({ key: found, how, now, hints: then, covering }) => {
    const others =
      now?.length === then?.length ? columns.filter((_, at) => now?.[at] !== then?.[at]) : []
    return { key: found, how, columns: others, covering: covering ?? undefined }
  })
}

/** How the covered tables were before a migration, and which of their rows differed already. */
export interface Covers {
  /** Undefined before the migration that began it. */
  tables: readonly CoveredTable[] | undefined
  readonly differing: ReadonlyMap<string, readonly string[]>
}

/** Looks at what is covered before migrations change it. */
export async function coversBefore(asked: Asked): Promise<Covers> {
  if (!(await isCovering(asked))) return { tables: undefined, differing: new Map() }
  const tables = await coveredTables(asked)
  const differing = new Map<string, readonly string[]>()
  await asked.query(`set time zone 'UTC'; set bytea_output to 'hex'`)
  for (const table of tables.filter(({ keyColumns }) => keyColumns.length > 0)) {
    const rows = await differingRows(asked, table, Number.MAX_SAFE_INTEGER)
    differing.set(
      table.table,
      rows.map(({ key }) => key),
    )
  }
  return { tables, differing }
}

/**
 * Covers again what a migration changed the form of, within its transaction, and records it where it covered
 * anything. A row that differed before goes on to differ: a migration takes nothing for right.
 */
export async function settleCovers(asked: Asked, migration: string, covers: Covers): Promise<void> {
  if (!(await isCovering(asked))) return
  const tables = await coveredTables(asked)
  const before = new Map((covers.tables ?? tables).map((each) => [each.table, each.shape]))
  for (const { table, shape, watched } of tables) {
    if (!watched || before.get(table) === shape) continue
    const args = [table, uncoveredColumns[table] ?? []]
    await asked.query('select cover_table(quote_ident($1)::regclass, $2)', args)
    await asked.query('select cover_rows(quote_ident($1)::regclass, $2, $3)', [
      ...args,
      covers.differing.get(table) ?? [],
    ])
  }
  const here = new Set(tables.map(({ table }) => table))
  for (const table of before.keys()) {
    if (!here.has(table)) await asked.query('select uncover_table($1)', [table])
  }
  covers.tables = tables
  await recordCovered(asked, migration)
}

// What was covered in this transaction becomes a record of it.
async function recordCovered(asked: Asked, name: string): Promise<void> {
  await asked.query(
    `select record_migration($1, json_build_object('rows', json_object_agg(of_table, rows)))
    from (select of_table, sum(cardinality(keys)) as rows from audit_covering
      where batch = nullif(current_setting('peil.batch', true), '')::bigint
      group by of_table order by of_table) covered
    having count(*) > 0`,
    [name],
  )
}

/**
 * Covers all rows that were put into a database past its triggers, in place of whatever was covered there,
 * and records it under this name. Within a transaction in which no trigger works.
 */
export async function coverAnew(asked: Asked, name: string): Promise<void> {
  if (!(await isCovering(asked))) return
  await asked.query('delete from audit_cover')
  await asked.query('delete from audit_covering')
  // What was covered where these rows come from, is not what is covered here.
  await asked.query('update audit_pending set batch = null')
  for (const { table, keyColumns } of await coveredTables(asked)) {
    if (keyColumns.length === 0) continue
    const args = [table, uncoveredColumns[table] ?? []]
    await asked.query('select cover_rows(quote_ident($1)::regclass, $2)', args)
  }
  await recordCovered(asked, name)
}

async function isCovering(asked: Asked): Promise<boolean> {
  const { rows } = await asked.query<{ there: boolean }>(
    `select to_regclass('public.audit_cover') is not null as there`,
  )
  return rows[0]?.there === true
}

/** Something that can be asked: a pool, or one connection of it. */
export interface Asked {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: Row[] }>
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
