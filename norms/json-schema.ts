import { schemaOf } from '#regulations/json-schema.ts'
import { normFile } from './norm.ts'

/** The JSON Schema (2020-12) of a norm, with what each key does. */
export function normSchema(): object {
  return schemaOf('norm', { title: 'A version of a norm', schema: normFile, io: 'input' })
}
