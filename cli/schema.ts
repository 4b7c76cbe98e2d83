import { z } from 'zod'
import { dossierFile } from '#regulations/dossier.ts'
import { registerFile } from '#regulations/register.ts'
import { versionFile } from '#regulations/version.ts'
import type { Command } from './command.ts'
import { answerJson, WrongInput } from './command.ts'

const schemas = {
  regulation: { title: 'Een versie van een reglement', schema: versionFile },
  register: { title: 'Een register', schema: registerFile },
  dossier: { title: 'Een dossier', schema: dossierFile },
} as const

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of a regulation, a register or a dossier',
  help: `peil schema regulation|register|dossier

Prints the JSON Schema with which an editor completes and checks a file. In Visual Studio Code with
its YAML extension, put this line at the head of a regulation:
  # yaml-language-server: $schema=./regulation.schema.json`,
  run: async ([name, ...others]) => {
    if (others.length > 0 || (name !== 'regulation' && name !== 'register' && name !== 'dossier')) {
      throw new WrongInput('kies regulation, register of dossier (which schema?)')
    }
    const { title, schema } = schemas[name]
    return answerJson({ title, ...z.toJSONSchema(schema, { io: 'input' }) })
  },
}
