import { readFile } from 'node:fs/promises'

/** The schema as it is given to people: printed from the database, as a test sees to. */
export function exportSchemaText(): Promise<string> {
  return readFile(new URL('export.schema.json', import.meta.url), 'utf8')
}
