import { compareFor, compareRegulations } from '#regulations/compare.ts'
import { MistakenFile } from '#regulations/mistakes.ts'
import { readForBoth } from '#regulations/read-for-both.ts'
import type { Command } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readDay, readOptions } from './options.ts'
import { chooseVersion, readDossierSource, today } from './sources.ts'

export const compareCommand: Command = {
  name: 'compare',
  summary: 'say what changes between two regulations, and for whom',
  help: `peil regulation compare <old> <new> [dossier.json …] [--on <yyyy-mm-dd>] [--json]

Says in words what changes between two versions (a register, register@version or a file) and, for
every dossier given, the outcome under both and each norm that changes. What only one version knows,
such as a fact or a kind of activity, is left out for the other, and it says so.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      on: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [oldName, newName, ...dossiers] = positionals
    if (oldName === undefined || newName === undefined) {
      throw new WrongInput('geef een oude en een nieuwe versie (an old and a new version)')
    }
    const day = readDay(values.on, '--on')
    const { compiled: old } = await chooseVersion(oldName, day ?? today())
    const { compiled: next } = await chooseVersion(newName, day ?? today())
    const changes = compareRegulations(old, next)
    const effects = []
    for (const name of dossiers) {
      const source = await readDossierSource(name, terminal)
      const read = readForBoth(source.content, old, next)
      if (read.is === 'mistaken') throw new MistakenFile(read.mistakes.map(source.place))
      const pair = { old: read.old.dossier, next: read.next.dossier }
      const on = day ?? pair.old.submittedOn ?? today()
      effects.push({
        dossier: name,
        ...compareFor(old, next, pair, on),
        leftOut: { old: read.old.leftOut, new: read.next.leftOut },
      })
    }
    if (values.json === true) {
      const answers = effects.map(({ dossier, old: was, next: is, differences, leftOut }) => ({
        dossier,
        old: was.outcome,
        new: is.outcome,
        differences,
        leftOut,
      }))
      return answerJson(terminal, { changes, effects: answers })
    }
    const nothing = 'Er verandert niets aan de regels.'
    const changed = changes.length === 0 ? [nothing] : changes.map((change) => `- ${change}`)
    const lines = effects.flatMap(({ dossier, outcome, differs, differences, leftOut }) => [
      differs ? `${dossier}: ${outcome}.` : `${dossier}: geen verschil; ${outcome}.`,
      ...differences.map((difference) => `  - ${difference}`),
      ...leftOutLine('oude', leftOut.old),
      ...leftOutLine('nieuwe', leftOut.new),
    ])
    const affected = effects.filter((effect) => effect.differs).length
    const count =
      effects.length === 0 ? [] : ['', `Verschil voor ${affected} van ${effects.length} dossiers.`]
    return answer(terminal, [...changed, ...count, ...lines].join('\n'))
  },
}

function leftOutLine(version: string, parts: readonly string[]): string[] {
  if (parts.length === 0) return []
  return [`  De ${version} versie kent dit niet en rekent er niet mee: ${parts.join(', ')}.`]
}
