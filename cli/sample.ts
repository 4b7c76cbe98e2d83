import { verifyDraws } from '#domain/certification/sample/verify-draws.ts'
import { verifyExport } from '#domain/platform/audit/export-audit.ts'
import type { Command } from './command.ts'
import { answer, WrongInput } from './command.ts'
import { readOptions } from './options.ts'
import { readExport } from './read-export.ts'

export const sampleCommand: Command = {
  name: 'sample',
  summary: 'check that samples were rightly drawn',
  help: `peil sample verify export.json [--key key]

Does every draw again, without a database: of one quarter, from the record of its sample as the
register publishes it, or of a register, from the export of its whole audit record (peil audit export). --key is the published key of the record; without it the key in the export is
used, which proves nothing by itself. docs/how-to/check-a-sample.md tells how to do the same by hand.

Exit status 1 when a draw, or the record, is not as it should be.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { key: { type: 'string' } })
    const [command, file, ...others] = positionals
    if (command !== 'verify' || file === undefined || others.length > 0) {
      throw new WrongInput('schrijf: peil sample verify export.json (see peil sample --help)')
    }
    const exported = readExport(file)
    if (exported === undefined) {
      throw new WrongInput(`${file} is geen export van een logboek (not an export of a record)`)
    }
    const whole = exported.entries.every(({ proof }) => proof === undefined)
    if (!whole && !exported.entries.every(({ entry }) => entry.noun === 'sample')) {
      throw new WrongInput(
        `${file} is niet het hele logboek, en niet dat van een steekproef (neither the whole record nor that of a sample)`,
      )
    }
    const intact = verifyExport(exported, values.key ?? exported.key)
    if (intact.outcome === 'differs') {
      terminal.out.write(`${exported.register}: ${intact.where}: ${intact.why}\n`)
      return 1
    }
    const verdict = verifyDraws(exported)
    if (verdict.outcome === 'differs') {
      terminal.out.write(`${exported.register}: ${verdict.where}: ${verdict.why}\n`)
      return 1
    }
    const key =
      values.key === undefined ? [`The key comes from the export itself: ${exported.key}`] : []
    const lines = verdict.quarters.map((one) => {
      const { quarter, revealed, applications, lines, drawn, percentages, withoutFacts } = one
      const drawing = `${drawn} of ${lines} lines of ${applications} applications drawn`
      const share = percentages.length === 0 ? '' : ` with ${percentages.join(', ')}%`
      const rest = [
        revealed ? 'each rightly so' : 'the seed is still secret',
        ...(withoutFacts > 0 ? [`${withoutFacts} draws without facts`] : []),
        ...(one.early ? [`${one.early} applications before the first seed`] : []),
      ]
      return `${exported.register} ${quarter}: ${drawing}${share}; ${rest.join('; ')}`
    })
    const part = whole
      ? []
      : [
          'This is the record of the sample alone: that nothing was left out of it, the whole record shows.',
        ]
    return answer(terminal, [...key, ...lines, ...part].join('\n'))
  },
}
