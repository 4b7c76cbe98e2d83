import { createWriteStream } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { filesInFolder } from '#domain/takeover/delivery/delivered-files.ts'
import { mistakeInWords } from '#domain/takeover/delivery/mistakes.ts'
import type { Delivering } from '#domain/takeover/delivery/read-delivery.ts'
import { problemInWords, readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import { exportRegister } from '#domain/takeover/export/export-register.ts'
import { discardDelivery, openDelivery } from '#domain/takeover/taking/deliver.ts'
import { mistakesOf, waitsWords } from '#domain/takeover/taking/mistakes-csv.ts'
import type { LeftRow, RowCounts } from '#domain/takeover/taking/queries.ts'
import {
  countApplicationsElsewhere,
  countRows,
  elsewhereInWords,
  findDelivery,
  leftRows,
} from '#domain/takeover/taking/queries.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import type { Terminal } from './command.ts'
import { answer, printable, WrongInput } from './command.ts'
import { readOptions } from './options.ts'
import { withPlatform } from './with-platform.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How many mistakes are written on the screen; all of them are in the files of --mistakes. */
const mostShown = 50

/** Runs `peil import …`: says what would go in, and with --apply takes it over; 1 when rows are left. */
export async function runImport(
  args: readonly string[],
  terminal: Terminal,
  env: Environment = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    register: { type: 'string' },
    from: { type: 'string' },
    mistakes: { type: 'string' },
    apply: { type: 'boolean' },
  })
  if (values.register === undefined || positionals.length === 0) {
    throw new WrongInput(
      'schrijf: peil import --register <register> <map of bestanden> (see peil import --help)',
    )
  }
  const files = await filesInFolder(positionals).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new WrongInput(`${positionals[0]} is er niet (no such folder or file)`)
  })
  const source = values.from ?? (await sourceIn(positionals[0] ?? '.'))
  return withPlatform(
    env,
    { command: 'peil import', register: values.register },
    async (platform, register) => {
      const within = <Result>(work: (context: Context) => Promise<Result>) =>
        inRegister(platform, { register }, actor, work)
      const takeoverId = await within((context) => openDelivery(context, source))
      const delivering: Delivering = { platform, register, actor, takeoverId }
      const { outcome } = await readDelivery(delivering, files)
      if (outcome === 'unreadable') {
        const delivery = await within((context) => findDelivery(context, takeoverId))
        await within((context) => discardDelivery(context, takeoverId))
        throw new WrongInput((delivery?.problems ?? []).map(problemInWords).join('\n'))
      }
      if (values.mistakes !== undefined) await writeMistakes(within, takeoverId, values.mistakes)
      const report = await within((context) => reportOf(context, takeoverId))
      terminal.out.write(printable(`${[...report.lines, ''].join('\n')}`))
      if (values.apply !== true) {
        await within((context) => discardDelivery(context, takeoverId))
        return report.ready === 0
          ? answer(terminal, 'Er is niets om over te nemen.')
          : answer(terminal, 'Er is nog niets overgenomen. Neem het over met --apply.')
      }
      await takeOver(delivering, files, async () => {
        const counts = await within((context) => countRows(context, takeoverId))
        terminal.error.write(`${counts.person.done} personen overgenomen\n`)
        return true
      })
      const counts = await within((context) => countRows(context, takeoverId))
      answer(terminal, `Overgenomen uit ${source}: ${inWords(counts, 'done')}.`)
      return leftIn(counts) === 0 ? 0 : 1
    },
  )
}

const actor: Actor = { kind: 'system', task: 'import' }

/** Runs `peil export …`: writes a register as another Peil takes it over. */
export async function runExport(
  args: readonly string[],
  terminal: Terminal,
  env: Environment = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, { register: { type: 'string' } })
  const [folder, ...others] = positionals
  if (values.register === undefined || folder === undefined || others.length > 0) {
    throw new WrongInput(
      'schrijf: peil export --register <register> <map> (see peil export --help)',
    )
  }
  return withPlatform(
    env,
    { command: 'peil import', register: values.register },
    async (platform, register) => {
      const exported = await exportRegister(platform, register, folder)
      if (exported.outcome === 'not-empty') {
        throw new WrongInput(
          `${folder} is niet leeg: kies een andere map (the folder is not empty)`,
        )
      }
      const { files, left } = exported.manifest
      return answer(
        terminal,
        [
          `${register.id}, naar ${folder}:`,
          ...files.map(({ name, rows, sha256 }) => `- ${name}: ${rows}  sha256 ${sha256}`),
          ...Object.entries(left).map(
            ([status, count]) => `- niet geëxporteerd met de status ${status}: ${count}`,
          ),
        ].join('\n'),
      )
    },
  )
}

// What Peil exported says itself from where it comes.
async function sourceIn(given: string): Promise<string> {
  const folder = (await stat(given)).isDirectory() ? given : path.dirname(given)
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => '{}')
  try {
    const { source } = JSON.parse(text) as { readonly source?: unknown }
    if (typeof source === 'string' && source !== '') return source.slice(0, 200)
  } catch {
    // It is no manifest of ours.
  }
  return 'een eerdere administratie'
}

type Within = <Result>(work: (context: Context) => Promise<Result>) => Promise<Result>

async function writeMistakes(within: Within, takeoverId: string, folder: string): Promise<void> {
  const delivery = await within((context) => findDelivery(context, takeoverId))
  await mkdir(folder, { recursive: true })
  for (const list of delivery?.lists ?? []) {
    const parts = Readable.from(mistakesOf(within, takeoverId, list))
    await pipeline(parts, createWriteStream(path.join(folder, list.name)))
  }
}

async function reportOf(context: Context, takeoverId: string) {
  const delivery = await findDelivery(context, takeoverId)
  const counts = await countRows(context, takeoverId)
  const wrong = { most: mostShown, state: ['wrong', 'changed'] } as const
  const rows = await leftRows(context, takeoverId, wrong)
  const left = leftIn(counts)
  const elsewhere = await countApplicationsElsewhere(context, takeoverId)
  const ready = sumOf(counts, 'ready')
  return {
    ready,
    lines: [
      `Kan worden overgenomen: ${inWords(counts, 'ready')}.`,
      ...(elsewhere === 0 ? [] : [elsewhereInWords(elsewhere)]),
      ...(sumOf(counts, 'known') === 0 ? [] : [`Al overgenomen: ${inWords(counts, 'known')}.`]),
      ...(delivery?.lists ?? []).flatMap(({ name, ignored }) =>
        ignored.length === 0 ? [] : [`Overgeslagen kolommen in ${name}: ${ignored.join(', ')}.`],
      ),
      ...(left === 0 ? [] : [`Gaat niet mee: ${left} rijen.`]),
      ...rows.flatMap(linesOf),
      ...(left > rows.length && rows.length === mostShown
        ? ['Er zijn er meer: schrijf ze alle in een map met --mistakes <map>.']
        : []),
      ...(sumOf(counts, 'left-out') === 0
        ? []
        : [`${waitsWords.slice(0, -1)}: ${inWords(counts, 'left-out')}.`]),
    ],
  }
}

function linesOf({ file, row, mistakes }: LeftRow): readonly string[] {
  return mistakes.map((mistake) => {
    const { wrong, mend } = mistakeInWords(mistake)
    const where = mistake.column === '' ? '' : `, ${mistake.column}`
    return `- ${file}, rij ${row}${where}: ${wrong} ${mend}`
  })
}

const kindWords = {
  person: ['persoon', 'personen'],
  registration: ['registratie', 'registraties'],
  certificate: ['papier', 'papieren'],
  statement: ['opgave', 'opgaven'],
  activity: ['activiteit', 'activiteiten'],
  evidence: ['bewijsstuk', 'bewijsstukken'],
} as const

function inWords(counts: RowCounts, state: keyof RowCounts['person']): string {
  return Object.entries(kindWords)
    .map(([kind, [one, many]]) => {
      const count = counts[kind as keyof RowCounts][state]
      return `${count} ${count === 1 ? one : many}`
    })
    .join(', ')
}

function sumOf(counts: RowCounts, state: keyof RowCounts['person']): number {
  return Object.values(counts).reduce((sum, each) => sum + each[state], 0)
}

function leftIn(counts: RowCounts): number {
  return sumOf(counts, 'wrong') + sumOf(counts, 'changed') + sumOf(counts, 'left-out')
}
