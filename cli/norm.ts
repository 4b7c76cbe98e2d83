import { stat } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { CheckedExport } from '#domain/allocation/allocation/check-export.ts'
import { checkExport } from '#domain/allocation/allocation/check-export.ts'
import type { IndicatorAnswer } from '#engine'
import { answersTo, decide } from '#engine'
import { findIdle } from '#norms/check/find-idle.ts'
import { runExamples } from '#norms/check/run-examples.ts'
import { bringTableIn } from '#norms/dmn/bring-table-in.ts'
import { readDmn } from '#norms/dmn/read-dmn.ts'
import { writeDmn } from '#norms/dmn/write-dmn.ts'
import { explainNorm, labelOf } from '#norms/explain/explain-norm.ts'
import type { Norm } from '#norms/load.ts'
import { compileNorm, loadNorms, nameMistakes, normInForce, readNorm } from '#norms/load.ts'
import { indicatorOf } from '#norms/table.ts'
import type { PlacedMistake, SourceFile } from '#regulations/mistakes.ts'
import { MistakenFile, printMistake, readText, sourceOf } from '#regulations/mistakes.ts'
import type { Command, Terminal } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readDay, readOptions } from './options.ts'
import { today } from './sources.ts'

const checkNormCommand: Command = {
  name: 'check',
  summary: 'check a norm and run its examples',
  help: `peil norm check <file or norm> [--json]

Checks that a version of a norm is written well, that its table says one thing of every case, and runs its
examples. The checks of the table are exact: what is left open, which rules contradict each other, and which
can never apply. A norm's name checks all of its versions. What never makes a difference is told after "Let op".`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean' } })
    const versions = await chooseNorm(onlyOne(positionals))
    const reports = versions.map((version) => ({ version, examples: runExamples(version.norm) }))
    const mistakes = reports.flatMap(({ version: { source }, examples }) =>
      examples
        .filter(({ differences }) => differences.length > 0)
        .map(({ title, path, differences }): PlacedMistake => {
          const message = `het voorbeeld "${title}" klopt niet: ${differences.join('; ')} (an example fails)`
          return source.place({ path, message })
        }),
    )
    if (mistakes.length > 0) throw new MistakenFile(mistakes)
    const told = reports.map(({ version: { norm, source }, examples }) => ({
      norm: `${norm.norm}@${norm.version}`,
      rules: norm.table.rules.length,
      examples: examples.length,
      warnings: findIdle(norm).map(source.place),
    }))
    if (values.json === true) return answerJson(terminal, told)
    return answer(
      terminal,
      told
        .flatMap(({ norm, rules, examples, warnings }) => [
          `${norm}: in orde. ${counted(rules, 'regel', 'regels')}, ${counted(examples, 'voorbeeld klopt', 'voorbeelden kloppen')}.`,
          ...warnings.map((warning) => `Let op: ${printMistake(warning)}`),
        ])
        .join('\n'),
    )
  },
}

const explainNormCommand: Command = {
  name: 'explain',
  summary: 'tell a norm in plain Dutch',
  help: `peil norm explain <norm[@version] or file> [--on <yyyy-mm-dd>] [--json]

Tells the whole norm in plain Dutch, each rule with its article: the version in force today, or on the
day given.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      on: { type: 'string' },
      json: { type: 'boolean' },
    })
    const day = readDay(values.on, '--on') ?? today()
    const sections = explainNorm(await chooseVersionOf(onlyOne(positionals), day))
    if (values.json === true) return answerJson(terminal, sections)
    return answer(
      terminal,
      sections
        .map(({ title, lines }) => [title, '='.repeat(title.length), ...lines].join('\n'))
        .join('\n\n'),
    )
  },
}

const decideCommand: Command = {
  name: 'decide',
  summary: 'hold answers against a norm',
  help: `peil norm decide <norm[@version] or file> <answers> [--on <yyyy-mm-dd>] [--json]

Says what a norm leads to with these answers, by which rules and articles: a file (or - for standard input)
with the answer to each indicator, such as crisis: false. Of what is left out, it says whether it makes a
difference. The file holds nothing about a client.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      on: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [name, file, ...others] = positionals
    if (name === undefined || file === undefined || others.length > 0) {
      throw new WrongInput(
        'geef een norm en een bestand met antwoorden (a norm and a file of answers)',
      )
    }
    const norm = await chooseVersionOf(name, readDay(values.on, '--on') ?? today())
    const decision = decide(norm.compiled, readAnswers(norm, await sourceAt(file, terminal)))
    if (values.json === true) {
      return answerJson(terminal, {
        norm: norm.norm,
        version: norm.version.toString(),
        ...decision,
      })
    }
    if (decision.is === 'open') {
      const asked = norm.indicators.filter(({ id }) => decision.asks.includes(id))
      return answer(
        terminal,
        [
          `Nog open: ${decision.outcomes.map((one) => labelOf(norm, one)).join('; ')}.`,
          ...asked.map(({ id, question }) => `- ${question} (${id})`),
        ].join('\n'),
      )
    }
    const rules = norm.table.rules.filter(({ id }) => decision.by.includes(id))
    return answer(
      terminal,
      [
        `${labelOf(norm, decision.outcome)}.`,
        ...rules.map(({ id, text, article }) => `- ${text} (${id}; ${article})`),
      ].join('\n'),
    )
  },
}

const exportNormCommand: Command = {
  name: 'export',
  summary: 'write the table of a norm as DMN',
  help: `peil norm export <norm[@version] or file> [--on <yyyy-mm-dd>]

Prints the table as a decision table of DMN 1.3, with its cells in FEEL, to be drawn and changed elsewhere.
What stands around the table (questions, outcomes, the exception) stays in the norm.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { on: { type: 'string' } })
    const name = onlyOne(positionals)
    const norm = await chooseVersionOf(name, readDay(values.on, '--on') ?? today())
    const written = await writeDmn(norm)
    if (written.outcome === 'written') return answer(terminal, written.xml)
    throw new MistakenFile(written.mistakes.map(sourceOf(norm.text, name).place))
  },
}

const importNormCommand: Command = {
  name: 'import',
  summary: 'make a new version of a norm of a table in DMN',
  help: `peil norm import <norm[@version] or file> <DMN file> --from <yyyy-mm-dd> [--source name] [--article text]

Prints a new version of the norm, from that day on, with the table of a DMN file (1.2 to 1.5) in the place of its
own. What a norm cannot say is refused, with its place in the DMN file, and so is a table that leaves something
open or contradicts itself. New rules that name no source and article get those of --source and --article. Which
examples come out otherwise is told after "Let op": they are to be changed by hand.
  peil norm import jeugd changed.dmn --from 2027-01-01 > norms/jeugd/2027-01-01.yaml`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      from: { type: 'string' },
      source: { type: 'string' },
      article: { type: 'string' },
    })
    const [name, file, ...others] = positionals
    const from = readDay(values.from, '--from')
    if (name === undefined || file === undefined || others.length > 0 || from === undefined) {
      throw new WrongInput(
        'geef een norm, een bestand in DMN, en --from met de eerste dag (a norm, a DMN file and --from)',
      )
    }
    const norm = await chooseVersionOf(name, from)
    if (Temporal.PlainDate.compare(from, norm.version) <= 0) {
      throw new WrongInput(
        `--from: een nieuwe versie begint na de vorige, die op ${norm.version} begint (not after the version before)`,
      )
    }
    const { source = '', article = '' } = values
    const table = await readDmn(await readText(file), file, norm, { source, article })
    if (table.outcome === 'refused') throw new MistakenFile(table.mistakes)
    const text = bringTableIn(norm, table, from)
    const made = readNorm(text, `${norm.norm}/${from}.yaml`)
    for (const { title, differences } of runExamples(made)) {
      if (differences.length === 0) continue
      terminal.error.write(
        `Let op: het voorbeeld "${title}" komt nu anders uit: ${differences.join('; ')}\n`,
      )
    }
    return answer(terminal, text)
  },
}

const verifyCommand: Command = {
  name: 'verify',
  summary: 'check the file of a decision',
  help: `peil norm verify <file> [--key key]

Checks the file of a decision about who does a piece of work: that nothing in it was changed, with the key that
its Peil published (peil audit key werktoedeling) who signed it, and that the table in it leads to its outcome
once more. It needs no database and nothing but the file. Exit status 1 when something is not right.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { key: { type: 'string' } })
    const text = await readText(onlyOne(positionals))
    const checked = checkExport(text, values.key === undefined ? [] : [values.key])
    if (checked.outcome === 'refused') {
      answer(terminal, refusedWords[checked.why])
      return 1
    }
    const { said, signed, decidedAlike, replaced } = checked
    const outcome = said.norm.table.outcomes.find(({ id }) => id === said.decision.outcome)?.label
    const unsigned =
      values.key === undefined
        ? 'Van wie de handtekening is, is niet nagegaan: geef een sleutel met --key.'
        : 'De handtekening is niet van deze sleutel.'
    answer(
      terminal,
      [
        `Heel: ${said.organisation.name} besliste op ${said.decidedOn} over ${said.work}.`,
        `Uitkomst: ${outcome}${said.choice.is === 'explain' ? ', met uitleg waarom het anders gaat' : ''}.`,
        decidedAlike
          ? 'De tabel in het bestand leidt nog eens tot deze uitkomst.'
          : 'De tabel in het bestand leidt niet tot deze uitkomst.',
        signed ? 'De handtekening is van deze sleutel.' : unsigned,
        ...(replaced === undefined
          ? []
          : [`Op ${replaced.on} kwam hier een nieuwe beslissing voor in de plaats.`]),
      ].join('\n'),
    )
    return decidedAlike && (signed || values.key === undefined) ? 0 : 1
  },
}

/** Why the file of a decision is not read, in words. */
const refusedWords: Readonly<
  Record<Extract<CheckedExport, { outcome: 'refused' }>['why'], string>
> = {
  'no-json': 'Dit is geen JSON.',
  'no-export': 'Dit is geen bestand van een beslissing over werktoedeling.',
  changed: 'Het is veranderd sinds het is ondertekend.',
  'wrong-signature': 'De handtekening klopt niet.',
}

const commands = [
  checkNormCommand,
  explainNormCommand,
  decideCommand,
  exportNormCommand,
  importNormCommand,
  verifyCommand,
] as const

export const normCommand: Command = {
  name: 'norm',
  summary: 'check and explain norms about work, hold answers against one, and exchange its table',
  help: commands.map((command) => command.help).join('\n\n'),
  run: async ([name, ...rest], terminal) => {
    const command = commands.find((each) => each.name === name)
    if (command === undefined)
      throw new WrongInput('kies check, explain, decide, export, import of verify (which one?)')
    return rest.includes('--help') || rest.includes('-h')
      ? answer(terminal, command.help)
      : await command.run(rest, terminal)
  },
}

interface Chosen {
  readonly norm: Norm
  readonly source: SourceFile
}

/** A file, a norm with all its versions, or one of them by norm@version. */
async function chooseNorm(name: string): Promise<readonly Chosen[]> {
  if (await isFile(name)) {
    const text = await readText(name)
    const source = sourceOf(text, name)
    const norm = compileNorm(source, text)
    // Elsewhere than in a folder of norms any name will do.
    const wrong = /(^|\/)norms\/[^/]+\/[^/]+$/.test(name) ? nameMistakes(name, norm) : []
    if (wrong.length > 0) throw new MistakenFile(wrong)
    return [{ norm, source }]
  }
  const [id = '', version] = name.split('@')
  const versions = (await loadNorms()).get(id)
  if (versions === undefined) {
    throw new WrongInput(`${name} is geen norm of bestand (neither a norm nor a file)`)
  }
  const wanted = versions.filter(
    (one) => version === undefined || one.version.toString() === version,
  )
  if (wanted.length === 0) {
    const known = versions.map((one) => one.version.toString()).join(', ')
    throw new WrongInput(`${id} heeft geen versie ${version}; er is: ${known} (no such version)`)
  }
  return wanted.map((norm) => ({
    norm,
    source: sourceOf(norm.text, `norms/${id}/${norm.version}.yaml`),
  }))
}

async function chooseVersionOf(name: string, on: Temporal.PlainDate): Promise<Norm> {
  const chosen = (await chooseNorm(name)).map(({ norm }) => norm)
  const isPinned = name.includes('@') || (await isFile(name))
  const norm = isPinned ? chosen.at(0) : normInForce(chosen, on)
  if (norm !== undefined) return norm
  throw new WrongInput(`${name} geldt op ${on} nog niet (no version in force on that day)`)
}

function readAnswers(norm: Norm, source: SourceFile): Readonly<Record<string, IndicatorAnswer>> {
  const { content } = source
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    const message = 'hier horen antwoorden, zoals crisis: false (answers by indicator)'
    throw new MistakenFile([source.place({ path: [], message })])
  }
  const mistakes = Object.entries(content).flatMap(([id, given]): PlacedMistake[] => {
    const indicator = norm.indicators.find((one) => one.id === id)
    if (indicator === undefined) {
      return [
        source.place({ path: [id], message: `onbekende indicator ${id} (unknown indicator)` }),
      ]
    }
    const all = answersTo(indicatorOf(indicator))
    if (all.includes(given as IndicatorAnswer)) return []
    const message = `${id} kent dit antwoord niet; kies uit ${all.join(', ')} (unknown answer)`
    return [source.place({ path: [id], message })]
  })
  if (mistakes.length > 0) throw new MistakenFile(mistakes)
  return content as Readonly<Record<string, IndicatorAnswer>>
}

async function sourceAt(name: string, { input }: Terminal): Promise<SourceFile> {
  return name === '-'
    ? sourceOf(await readAll(input), '<stdin>')
    : sourceOf(await readText(name), name)
}

function onlyOne([name, ...others]: readonly string[]): string {
  if (name !== undefined && others.length === 0) return name
  throw new WrongInput('geef precies één norm of bestand (exactly one norm or file)')
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
