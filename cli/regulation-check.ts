import { basename, dirname } from 'node:path'
import { findIdle, findOtherUnit } from '#regulations/check/find-idle.ts'
import { runExamples } from '#regulations/check/run-examples.ts'
import type { PlacedMistake } from '#regulations/mistakes.ts'
import { MistakenFile, printMistake } from '#regulations/mistakes.ts'
import type { Command } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readOptions } from './options.ts'
import { chooseRegulation } from './sources.ts'

export const checkCommand: Command = {
  name: 'check',
  summary: 'check a regulation and run its examples',
  help: `peil regulation check <file or register> [--json]

Checks that a version is written well, that what it refers to is there and that it does not
contradict itself or ask what nobody can meet, and runs its examples. A register's name checks all
of its versions. What never does anything is told after "Let op": the file is not refused for it.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean' } })
    const [name, ...others] = positionals
    if (name === undefined || others.length > 0) {
      throw new WrongInput('geef precies één bestand of register (exactly one file or register)')
    }
    const chosen = await chooseRegulation(name)
    const versions = chosen.is === 'version' ? [chosen.compiled] : chosen.versions
    const source = chosen.is === 'version' ? chosen.source : undefined
    const reports = versions.map((compiled) => {
      const { regulation } = compiled
      const examples = runExamples(compiled)
      return {
        regulation: `${regulation.register}@${regulation.version}`,
        norms: regulation.norms.length,
        examples: examples.length,
        failed: examples.filter((example) => example.differences.length > 0),
        warnings: [...findIdle(regulation), ...findOtherUnit(compiled)],
      }
    })
    const mistakes = reports.flatMap(({ regulation, failed }) =>
      failed.map(({ path, title, norm, differences }): PlacedMistake => {
        const message = `het voorbeeld "${title}" van ${norm} klopt niet: ${differences.join('; ')} (an example fails)`
        return source === undefined
          ? { file: regulation, line: 1, column: 1, message }
          : source.place({ path, message })
      }),
    )
    if (source !== undefined) mistakes.push(...nameMistakes(name, versions[0]?.regulation))
    if (mistakes.length > 0) throw new MistakenFile(mistakes)
    if (values.json === true) {
      return answerJson(
        terminal,
        reports.map(({ failed, warnings, ...report }) => ({
          ...report,
          failed: failed.length,
          warnings: warnings.map(({ path, message }) => ({ path: path.join('.'), message })),
        })),
      )
    }
    return answer(
      terminal,
      reports
        .flatMap(({ regulation, norms, examples, warnings }) => [
          `${regulation}: in orde. ${norms} ${norms === 1 ? 'norm' : 'normen'}, ${examplesInWords(examples)}.`,
          ...warnings.map((warning) => {
            const place =
              source === undefined
                ? `${regulation} ${warning.path.join('.')}: ${warning.message}`
                : printMistake(source.place(warning))
            return `Let op: ${place}`
          }),
        ])
        .join('\n'),
    )
  },
}

function examplesInWords(examples: number): string {
  if (examples === 0) return 'geen voorbeelden om te proberen'
  return examples === 1 ? 'het voorbeeld klopt' : `${examples} voorbeelden kloppen`
}

/** A file in a register's folder is called after its first day; elsewhere any name will do. */
function nameMistakes(
  path: string,
  regulation: { readonly register: string; readonly version: Temporal.PlainDate } | undefined,
): PlacedMistake[] {
  const name = basename(path).replace(/\.ya?ml$/, '')
  if (regulation === undefined || basename(dirname(path)) !== regulation.register) return []
  if (!/^\d{4}-\d{2}-\d{2}$/.test(name) || name === regulation.version.toString()) return []
  const message = `het bestand heet ${name}, maar de versie begint op ${regulation.version} (file name and first day differ)`
  return [{ file: path, line: 1, column: 1, message }]
}
