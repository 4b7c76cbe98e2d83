import { formatNames, jsonSchemaOf } from '#regulations/json-schema.ts'
import type { Command } from './command.ts'
import { answerJson, WrongInput } from './command.ts'

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of a regulation, an addition, a register, a dossier or an answer',
  help: `peil schema regulation|register|addition|dossier|answer

Prints the JSON Schema with which an editor completes and checks a file, and says of each key what it
does; answer describes what peil assess --json and the API give. The registers that come with Peil have
theirs in regulations/schemas. Elsewhere, in Visual Studio Code with its YAML extension, put this line at
the head of a regulation:
  # yaml-language-server: $schema=./regulation.schema.json`,
  run: async ([wanted, ...others], terminal) => {
    const name = formatNames.find((one) => one === wanted)
    if (others.length > 0 || name === undefined) {
      throw new WrongInput('kies regulation, register, addition, dossier of answer (which schema?)')
    }
    return answerJson(terminal, jsonSchemaOf(name))
  },
}
