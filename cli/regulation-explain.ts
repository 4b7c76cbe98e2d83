import { explainAnnounced } from '#regulations/explain/announced.ts'
import { explainBodies } from '#regulations/explain/bodies.ts'
import { explainRegulation } from '#regulations/explain/explain-regulation.ts'
import type { Command } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readDay, readOptions } from './options.ts'
import { chooseVersion, today } from './sources.ts'

export const explainCommand: Command = {
  name: 'explain',
  summary: 'tell a regulation in plain Dutch',
  help: `peil regulation explain <register[@version] or file> [--on <yyyy-mm-dd>] [--json]

Tells the whole regulation in plain Dutch, each rule with its article: the version in force today,
or on the day given. Of a register it also tells what each of its bodies may do.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      on: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [name, ...others] = positionals
    if (name === undefined || others.length > 0) {
      throw new WrongInput('geef precies één register of bestand (exactly one register or file)')
    }
    const day = readDay(values.on, '--on') ?? today()
    const { compiled, register } = await chooseVersion(name, day)
    const sections = [
      ...explainRegulation(compiled),
      ...(register === undefined ? [] : [...explainAnnounced(register), explainBodies(register)]),
    ]
    if (values.json === true) return answerJson(terminal, sections)
    return answer(
      terminal,
      sections
        .map(({ title, lines }) => [title, '='.repeat(title.length), ...lines].join('\n'))
        .join('\n\n'),
    )
  },
}
