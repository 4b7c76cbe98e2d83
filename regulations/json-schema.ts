import { z } from 'zod'
import { additionFile } from './addition.ts'
import { assessmentAnswer } from './answer.ts'
import { dossierFile } from './dossier.ts'
import { registerFile } from './register.ts'
import { versionFile } from './version.ts'

const formats = {
  regulation: { title: 'A version of a regulation', schema: versionFile, io: 'input' },
  register: { title: 'A register', schema: registerFile, io: 'input' },
  addition: { title: 'An addition to a version', schema: additionFile, io: 'input' },
  dossier: { title: 'A dossier', schema: dossierFile, io: 'input' },
  answer: { title: 'An answer', schema: assessmentAnswer, io: 'output' },
} as const

/** What has a JSON Schema: what people write, a dossier, and the answer to it. */
export type Format = keyof typeof formats

export const formatNames = Object.keys(formats) as readonly Format[]

/** The JSON Schema (2020-12) of a format, with its name and with what each key does. */
export function jsonSchemaOf(name: Format): object {
  return schemaOf(name, formats[name])
}

interface Described {
  readonly title: string
  readonly schema: z.ZodType
  readonly io: 'input' | 'output'
}

/** The same of any format that people write or read. */
export function schemaOf(name: string, { title, schema, io }: Described): object {
  const { $schema, '~standard': _, ...rest } = z.toJSONSchema(schema, { io })
  return { $schema, $id: `https://peil.example/schemas/${name}.schema.json`, title, ...rest }
}
