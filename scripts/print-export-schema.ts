// Prints the schema of what somebody asks of themselves: `node --import tsx scripts/print-export-schema.ts`
// writes it anew from the tables of a database that was made by all migrations; a test says so when it is no
// longer what they are.
import { writeFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Table } from '#db/personal.ts'
import { personal } from '#db/personal.ts'
import type { Database } from '#db/schema.ts'
import { columnWord } from '#domain/takeover/personal-export/list-csv.ts'
import { format, jsonName } from '#domain/takeover/personal-export/personal-export.ts'
import { tableWords } from '#domain/takeover/personal-export/table-words.ts'

/** The text of the schema, by the tables of a database. */
export async function printExportSchema(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<ColumnType>`
    select table_name as "table", column_name as "column", data_type as type,
      is_nullable = 'YES' as nullable
    from information_schema.columns where table_schema = 'public'
    order by table_name collate "C", column_name collate "C"`.execute(db)
  return `${JSON.stringify(exportSchema(rows), null, 2)}\n`
}

/** A column as the database has it. */
interface ColumnType {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
}

const shapes: Readonly<Record<string, object>> = {
  uuid: { type: 'string' },
  text: { type: 'string' },
  date: { type: 'string', format: 'date' },
  'timestamp with time zone': { type: 'string', format: 'date-time' },
  integer: { type: 'integer' },
  bigint: { type: 'integer' },
  boolean: { type: 'boolean' },
  bytea: { type: 'string', pattern: '^\\\\x[0-9a-f]*$' },
  ARRAY: { type: 'array' },
}

/** The JSON Schema (2020-12) of the data of an export, made of the columns of the database. */
function exportSchema(columns: readonly ColumnType[]): object {
  const parts = Object.entries(personal).flatMap(([table, of]) =>
    'whose' in of && typeof of.exported === 'string' ? [{ table: table as Table, of }] : [],
  )
  const properties = (table: Table, isIn: (column: string) => boolean) => {
    const own = columns.filter((one) => one.table === table && isIn(one.column))
    return {
      type: 'object',
      additionalProperties: false,
      required: own.map(({ column }) => jsonName(column)),
      properties: Object.fromEntries(
        own.map((one) => [jsonName(one.column), shapeOf(one, columnWord(table, one.column))]),
      ),
    }
  }
  const arrays = (
    chosen: typeof parts,
    isIn: (of: (typeof parts)[number]['of'], column: string) => boolean,
  ) => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      chosen.map(({ table, of }) => [
        jsonName(table),
        {
          type: 'array',
          title: tableWords[table]?.title,
          description: tableWords[table]?.about,
          items: properties(table, (column) => isIn(of, column)),
        },
      ]),
    ),
  })
  const data = arrays(parts, (of, column) => of.without?.[column] === undefined)
  const asParty = arrays(
    parts.filter(({ of }) => of.parties !== undefined),
    (of, column) => of.parties?.theirs.includes(column) === true,
  )
  const text = (description: string, more: object = {}) => ({
    type: 'string',
    description,
    ...more,
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://peil.example/schemas/export.schema.json',
    title: 'Alles over een persoon',
    type: 'object',
    additionalProperties: false,
    // What an earlier Peil wrote has no organisations.
    required: ['format', 'madeOn', 'origin', 'data', 'asParty', 'files'],
    properties: {
      format: { const: format, description: 'De vorm van dit bestand, met de versie ervan.' },
      madeOn: text('De dag waarop het is gemaakt.', { format: 'date' }),
      origin: text('Het adres van het Peil waar het vandaan komt.'),
      data: {
        ...data,
        description: 'Wat van de persoon is, per soort. Van elke soort staan alle velden erin.',
        required: parts.map(({ table }) => jsonName(table)),
      },
      asParty: {
        ...asParty,
        description: 'Waaraan de persoon meedeed bij iemand anders: alleen het eigen deel.',
      },
      organisations: {
        type: 'array',
        description: 'Hoe de organisaties heten waarvan het kenmerk in de gegevens staat.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'name'],
          properties: {
            id: text('Kenmerk van de organisatie.'),
            name: text('Naam van de organisatie.'),
          },
        },
      },
      files: {
        type: 'array',
        description: 'Elk bestand van een document: waar het staat, of waarom het er niet bij is.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['documentId', 'name'],
          properties: {
            documentId: text('Kenmerk van het document.'),
            name: text('Naam van het document.'),
            path: text('Plaats in het ZIP-bestand.'),
            sha256: text('Vingerafdruk (SHA-256) van het bestand.', { pattern: '^[0-9a-f]{64}$' }),
            size: { type: 'integer', description: 'Grootte in bytes.' },
            mediaType: text('Soort bestand.'),
            missing: {
              enum: ['missing', 'replaced', 'virus', 'unscanned'],
              description:
                'Waarom het er niet bij is: zoek, veranderd, een virus, of nog niet gecontroleerd.',
            },
          },
        },
      },
    },
  }
}

function shapeOf({ type, nullable }: ColumnType, description: string): object {
  const shape = shapes[type]
  if (shape === undefined) return { description }
  const { type: one, ...rest } = shape as { readonly type: string }
  return { type: nullable ? [one, 'null'] : one, ...rest, description }
}

if (process.argv[1] === import.meta.filename) {
  const { freshDatabase } = await import('#testing/database.ts')
  const { db } = await freshDatabase()
  const place = '../domain/takeover/personal-export/export.schema.json'
  writeFileSync(new URL(place, import.meta.url), await printExportSchema(db))
}
