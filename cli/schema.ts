import { exportSchemaText } from '#domain/takeover/personal-export/export-schema.ts'
import { normSchema } from '#norms/json-schema.ts'
import { formatNames, jsonSchemaOf } from '#regulations/json-schema.ts'
import type { Command } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'

export const schemaCommand: Command = {
  name: 'schema',
  summary:
    'print the JSON Schema of a regulation, a register, a norm, a dossier, an answer or an export',
  help: `peil schema regulation|register|addition|norm|dossier|answer|export

Prints the JSON Schema with which an editor completes and checks a file, and says of each key what it
does; answer describes what peil assess --json and the API give, and export what somebody gets who asks for
everything about themselves. The registers that come with Peil have
theirs in regulations/schemas, and norms in norms/schemas. Elsewhere, in Visual Studio Code with its YAML extension, put this line at
the head of a regulation:
  # yaml-language-server: $schema=./regulation.schema.json`,
  run: async ([wanted, ...others], terminal) => {
    if (wanted === 'export' && others.length === 0) {
      return answer(terminal, await exportSchemaText())
    }
    if (wanted === 'norm' && others.length === 0) return answerJson(terminal, normSchema())
    const name = formatNames.find((one) => one === wanted)
    if (others.length > 0 || name === undefined) {
      throw new WrongInput(
        'kies regulation, register, addition, norm, dossier, answer of export (which schema?)',
      )
    }
    return answerJson(terminal, jsonSchemaOf(name))
  },
}
