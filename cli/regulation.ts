import type { Command } from './command.ts'
import { answer, WrongInput } from './command.ts'
import { checkCommand } from './regulation-check.ts'
import { compareCommand } from './regulation-compare.ts'
import { explainCommand } from './regulation-explain.ts'

const commands = [checkCommand, explainCommand, compareCommand] as const

export const regulationCommand: Command = {
  name: 'regulation',
  summary: 'check, explain or compare regulations',
  help: commands.map((command) => command.help).join('\n\n'),
  run: async ([name, ...rest], terminal) => {
    const command = commands.find((each) => each.name === name)
    if (command === undefined) throw new WrongInput('kies check, explain of compare (which one?)')
    return rest.includes('--help') || rest.includes('-h')
      ? answer(terminal, command.help)
      : await command.run(rest, terminal)
  },
}
