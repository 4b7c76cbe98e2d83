// A migration runs while processes of the version before it still answer: first what they need less is added, and
// only a version later is taken away what nobody asks for any more (docs/decisions/103).

/** What a migration does to processes that run already, by the statement that does it. */
export interface Breach {
  readonly statement: string
  readonly why: string
}

/** From this number on the rule holds. */
export const ruledFrom = 1163

const rules: readonly (readonly [RegExp, string])[] = [
  [/^drop table\b/i, 'a table that is asked for is gone'],
  [/^drop (view|function|type|procedure)\b/i, 'what is called is gone'],
  [/^alter table\b.*\bdrop column\b/is, 'a column that is asked for is gone'],
  [/^alter table\b.*\brename\b/is, 'a name that is asked for is gone'],
  [/^alter (type|function|view)\b.*\brename\b/is, 'a name that is asked for is gone'],
  [/^alter table\b.*\balter column\b.*\btype\b/is, 'every row is written anew under a lock'],
  [/^alter table\b.*\bset not null\b/is, 'what an older process writes has no value there'],
  [
    /^alter table\b.*\badd column\b(?!.*\bdefault\b).*\bnot null\b/is,
    'what an older process writes has no value there',
  ],
  [
    /^alter table\b.*\badd column\b.*\bdefault (?:now|clock_timestamp|gen_random_uuid|uuidv\d|random)\b/is,
    'every row is written anew under a lock',
  ],
  [
    /^alter table\b.*\badd (constraint\b.*\b)?(check|foreign key|unique|primary key|exclude)\b(?!.*\bnot valid\b)/is,
    'every row is looked at under a lock, and what an older process writes may be refused',
  ],
  [/^alter table\b.*\bdrop default\b/is, 'what an older process writes has no value there'],
  [/^create (unique )?index\b/i, 'nobody writes while the index is made'],
  [/^lock table\b/i, 'everybody waits for it'],
  [/^(update|delete from)\b(?!.*\bwhere\b)/is, 'every row is locked until all of it is done'],
  [/^(vacuum full|cluster|truncate)\b/i, 'everybody waits for it'],
  [/^revoke\b/i, 'an older process may no longer do what it does'],
]

/**
 * What of a migration breaks or holds up a process that runs already. Of a table that the same migration makes nothing
 * does; and where the line above a statement says `-- breaks: why`, somebody has thought of it.
 */
export function whatBreaks(migration: string): readonly Breach[] {
  const made = new Set(
    [...migration.matchAll(/^create table (?:if not exists )?([\w.]+)/gim)].map(([, name]) => name),
  )
  return statementsIn(migration).flatMap(({ text, marked }) => {
    const [, table] =
      /^(?:alter table (?:only )?|create (?:unique )?index .*? on |update |delete from )([\w.]+)/is.exec(
        text,
      ) ?? []
    if (marked || (table !== undefined && made.has(table))) return []
    const rule = rules.find(([pattern]) => pattern.test(text))
    return rule === undefined ? [] : [{ statement: text.split('\n')[0] ?? '', why: rule[1] }]
  })
}

interface Statement {
  readonly text: string
  readonly marked: boolean
}

// By the semicolons that end a line outside of a body between dollars.
function statementsIn(migration: string): readonly Statement[] {
  const statements: Statement[] = []
  let lines: string[] = []
  let marked = false
  let inBody = false
  for (const line of migration.split('\n')) {
    const comment = /^\s*--\s*(.*)/.exec(line)
    if (comment !== null && !inBody) {
      if (/^breaks: \S/.test(comment[1] ?? '')) marked = true
      continue
    }
    if ((line.match(/\$\w*\$/g)?.length ?? 0) % 2 === 1) inBody = !inBody
    if (lines.length > 0 || line.trim() !== '') lines.push(line)
    if (!inBody && /;\s*$/.test(line)) {
      statements.push({ text: lines.join('\n').trim(), marked })
      lines = []
      marked = false
    }
  }
  return statements
}
