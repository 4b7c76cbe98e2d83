// Prints the schemas that editors read beside the files of a register and of a norm: `node --import tsx
// scripts/print-schemas.ts` writes regulations/schemas/*.json and norms/schemas/*.json anew; a test says so when
// they are no longer what the formats are.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { normSchema } from '#norms/json-schema.ts'
import { jsonSchemaOf } from '#regulations/json-schema.ts'

/** The files of the schemas by their place in the project, each with its text. */
export function printSchemas(): ReadonlyMap<string, string> {
  const printed = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`
  const written = ['regulation', 'register', 'addition'] as const
  return new Map([
    ...written.map(
      (name) => [`regulations/schemas/${name}.schema.json`, printed(jsonSchemaOf(name))] as const,
    ),
    ['norms/schemas/norm.schema.json', printed(normSchema())],
  ])
}

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(import.meta.dirname, '..')
  for (const [name, text] of printSchemas()) {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
}
