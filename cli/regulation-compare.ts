import { compareFor, compareRegulations } from '#regulations/compare.ts'
import type { Command } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readDay, readOptions } from './options.ts'
import { chooseVersion, matchSource, readDossierSource, today } from './sources.ts'

export const compareCommand: Command = {
  name: 'compare',
  summary: 'say what changes between two regulations, and for whom',
  help: `peil regulation compare <old> <new> [dossier.json …] [--on <yyyy-mm-dd>] [--json]

Says in words what changes between two versions (a register, register@version or a file) and, for
every dossier given, what that means.`,
  run: async (args) => {
    const { values, positionals } = readOptions(args, {
      on: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [oldName, newName, ...dossiers] = positionals
    if (oldName === undefined || newName === undefined) {
      throw new WrongInput('geef een oude en een nieuwe versie (an old and a new version)')
    }
    const day = readDay(values.on, '--on')
    const old = await chooseVersion(oldName, day ?? today())
    const next = await chooseVersion(newName, day ?? today())
    const changes = compareRegulations(old, next)
    const effects = []
    for (const name of dossiers) {
      const source = await readDossierSource(name)
      const before = matchSource({ is: 'version', compiled: old, source: undefined }, source, day)
      const after = matchSource({ is: 'version', compiled: next, source: undefined }, source, day)
      const pair = { old: before.dossier, next: after.dossier }
      const { old: was, next: is, differences } = compareFor(old, next, pair, before.on)
      effects.push({ dossier: name, old: was.outcome, new: is.outcome, differences })
    }
    if (values.json === true) return answerJson({ changes, effects })
    const nothing = 'Er verandert niets aan de regels.'
    const changed = changes.length === 0 ? [nothing] : changes.map((change) => `- ${change}`)
    const lines = effects.map(({ dossier, differences }) =>
      differences.length === 0
        ? `${dossier}: geen verschil.`
        : `${dossier}:\n${differences.map((difference) => `  - ${difference}`).join('\n')}`,
    )
    const affected = effects.filter((effect) => effect.differences.length > 0).length
    const count =
      effects.length === 0 ? [] : ['', `Verschil voor ${affected} van ${effects.length} dossiers.`]
    return answer([...changed, ...count, ...lines].join('\n'))
  },
}
