// Prints the schemas that editors read beside the files of a register: `node --import tsx
// scripts/print-schemas.ts` writes regulations/schemas/*.json anew; a test says so when they are no
// longer what the formats are.
import { mkdirSync, writeFileSync } from 'node:fs'
import { jsonSchemaOf } from '#regulations/json-schema.ts'

const folder = new URL('../regulations/schemas/', import.meta.url)

/** The files of regulations/schemas, each with its text. */
export function printSchemas(): ReadonlyMap<string, string> {
  const written = ['regulation', 'register', 'addition'] as const
  return new Map(
    written.map((name) => [
      `${name}.schema.json`,
      `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`,
    ]),
  )
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of printSchemas()) writeFileSync(new URL(name, folder), text)
}
