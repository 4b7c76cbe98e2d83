import { z } from 'zod'
import { additionFile } from '#regulations/addition.ts'
import { assessmentAnswer } from '#regulations/answer.ts'
import { dossierFile } from '#regulations/dossier.ts'
import { registerFile } from '#regulations/register.ts'
import { versionFile } from '#regulations/version.ts'
import type { Command } from './command.ts'
import { answerJson, WrongInput } from './command.ts'

const schemas = {
  regulation: { title: 'Een versie van een reglement', schema: versionFile },
  register: { title: 'Een register', schema: registerFile },
  addition: { title: 'Een toevoeging aan een versie', schema: additionFile },
  dossier: { title: 'Een dossier', schema: dossierFile },
  answer: { title: 'Een antwoord', schema: assessmentAnswer },
} as const

type Name = keyof typeof schemas

const isName = (name: string | undefined): name is Name =>
  name !== undefined && Object.hasOwn(schemas, name)

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of a regulation, an addition, a register, a dossier or an answer',
  help: `peil schema regulation|register|addition|dossier|answer

Prints the JSON Schema with which an editor completes and checks a file; answer describes what
peil assess --json and the API give. In Visual Studio Code with
its YAML extension, put this line at the head of a regulation:
  # yaml-language-server: $schema=./regulation.schema.json`,
  run: async ([name, ...others], terminal) => {
    if (others.length > 0 || !isName(name)) {
      throw new WrongInput('kies regulation, register, addition, dossier of answer (which schema?)')
    }
    const { title, schema } = schemas[name]
    return answerJson(terminal, {
      title,
      ...z.toJSONSchema(schema, { io: name === 'answer' ? 'output' : 'input' }),
    })
  },
}
