import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { readWriting } from '#domain/platform/table/csv.ts'
import { kindOfFile } from '#domain/takeover/delivery/columns.ts'
import type { DeliveredFiles } from '#domain/takeover/delivery/delivered-files.ts'
import { filesInFolder } from '#domain/takeover/delivery/delivered-files.ts'
import { mistakeInWords } from '#domain/takeover/delivery/mistakes.ts'
import type { Delivering } from '#domain/takeover/delivery/read-delivery.ts'
import { problemInWords, readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import { exportRegister } from '#domain/takeover/export/export-register.ts'
import { discardDelivery, openDelivery } from '#domain/takeover/taking/deliver.ts'
import { endDelivery } from '#domain/takeover/taking/end-delivery.ts'
import { heldDeliveries, holdDelivery } from '#domain/takeover/taking/hold-delivery.ts'
import { mistakesOf, waitsWords } from '#domain/takeover/taking/mistakes-csv.ts'
import type { Delivery, LeftRow, RowCounts } from '#domain/takeover/taking/queries.ts'
import {
  countApplicationsElsewhere,
  countRows,
  elsewhereInWords,
  findDelivery,
  leftRows,
  listDeliveries,
  standInWords,
  unfinishedDeliveries,
} from '#domain/takeover/taking/queries.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import { formatDay } from '#language/days.ts'
import type { Register } from '#regulations/register.ts'
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
    list: { type: 'boolean' },
    end: { type: 'string' },
  })
  const { register: id, list = false, end } = values
  const isOfDeliveries = list || end !== undefined
  if (id === undefined || (positionals.length === 0) !== isOfDeliveries) {
    throw new WrongInput(
      'schrijf: peil import --register <register> <map of bestanden> (see peil import --help)',
    )
  }
  const of = { command: 'peil import', register: id }
  if (isOfDeliveries) {
    return withPlatform(env, of, async (platform, register) => {
      const within = withinOf(platform, register)
      if (end !== undefined) await endOne(within, terminal, end)
      return list ? listAll(within, terminal) : 0
    })
  }
  const files = await filesInFolder(positionals).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new WrongInput(`${positionals[0]} is er niet (no such folder or file)`)
  })
  const source = values.from ?? (await sourceIn(positionals[0] ?? '.'))
  const { mistakes, apply = false } = values
  return withPlatform(env, of, async (platform, register) => {
    const importing = { platform, register, files, source, terminal, mistakes, apply }
    return (await goOnWithEarlier(importing)) ?? bringIn(importing)
  })
}

interface Importing extends Pick<Delivering, 'platform' | 'register'> {
  readonly files: DeliveredFiles
  readonly source: string
  readonly terminal: Terminal
  /** Where the rows that do not go in are written. */
  readonly mistakes: string | undefined
  readonly apply: boolean
}

function withinOf(platform: Platform, register: Register): Within {
  return (work) => inRegister(platform, { register }, actor, work)
}

// A command that was killed left its delivery. With the same lists, on the same day, that one goes on; of any other
// what was taken over stays, and what is left of it goes in by these lists.
async function goOnWithEarlier(importing: Importing): Promise<number | undefined> {
  const { platform, register, source, terminal, files, apply } = importing
  const within = withinOf(platform, register)
  for (const earlier of await within((context) => unfinishedDeliveries(context, source))) {
    const wasTaking = earlier.status === 'running'
    if (wasTaking && !apply) {
      terminal.error.write(`${leftWords(earlier)} Met --apply gaat die verder.\n`)
      continue
    }
    const goesOn =
      wasTaking && (await within(async ({ today }) => today)).equals(earlier.deliveredOn)
    if (goesOn && (await hasLists(earlier, files))) {
      const status = await holdDelivery(platform, earlier.id, async () => {
        terminal.out.write(`${leftWords(earlier)} Die gaat nu verder.\n`)
        return takeAll(importing, earlier.id)
      })
      if (status !== 'busy') return status
      terminal.error.write('Een andere peil import is met dezelfde levering bezig.\n')
      return 1
    }
    // One that was killed a moment ago lets go; one that works at it does not.
    if ((await holdDelivery(platform, earlier.id, async () => 'free')) === 'busy') continue
    const { outcome } = await within((context) => endDelivery(context, earlier.id))
    if (outcome === 'ended') terminal.error.write(`${leftWords(earlier)} Die is beëindigd.\n`)
  }
  return undefined
}

async function hasLists({ lists }: Delivery, files: DeliveredFiles): Promise<boolean> {
  const now = await Promise.all(
    files.lists
      .filter(({ name }) => kindOfFile(name) !== undefined)
      .map(async (list) => `${list.name} ${(await readWriting(list)).sha256}`),
  )
  const then = lists.map(({ name, sha256 }) => `${name} ${sha256}`)
  return now.toSorted().join() === then.toSorted().join()
}

async function bringIn(importing: Importing): Promise<number> {
  const { platform, register, source, files, terminal, mistakes, apply } = importing
  const within = withinOf(platform, register)
  const takeoverId = randomUUID()
  const status = await holdDelivery(platform, takeoverId, async () => {
    await within((context) => openDelivery(context, source, takeoverId))
    const delivering: Delivering = { platform, register, actor, takeoverId }
    const { outcome } = await readDelivery(delivering, files)
    if (outcome === 'unreadable') {
      const delivery = await within((context) => findDelivery(context, takeoverId))
      await within((context) => discardDelivery(context, takeoverId))
      throw new WrongInput((delivery?.problems ?? []).map(problemInWords).join('\n'))
    }
    if (mistakes !== undefined) await writeMistakes(within, takeoverId, mistakes)
    const report = await within((context) => reportOf(context, takeoverId))
    terminal.out.write(printable(`${[...report.lines, ''].join('\n')}`))
    if (apply) return takeAll(importing, takeoverId)
    await within((context) => discardDelivery(context, takeoverId))
    return report.ready === 0
      ? answer(terminal, 'Er is niets om over te nemen.')
      : answer(terminal, 'Er is nog niets overgenomen. Neem het over met --apply.')
  })
  // Nobody else knows this one.
  return status === 'busy' ? 1 : status
}

async function takeAll(importing: Importing, takeoverId: string): Promise<number> {
  const { platform, register, source, files, terminal } = importing
  const within = withinOf(platform, register)
  const before = await within((context) => countRows(context, takeoverId))
  const { outcome } = await takeOver({ platform, register, actor, takeoverId }, files, async () => {
    const counts = await within((context) => countRows(context, takeoverId))
    terminal.error.write(`${counts.person.done} personen overgenomen\n`)
    return true
  })
  const counts = await within((context) => countRows(context, takeoverId))
  answer(terminal, `Overgenomen uit ${source}: ${inWords(counts, 'done', before)}.`)
  if (outcome === 'done') return leftIn(counts) === 0 ? 0 : 1
  terminal.error.write('De levering is intussen beëindigd.\n')
  return 1
}

function leftWords({ deliveredOn }: Delivery): string {
  return `Een levering van ${formatDay(deliveredOn)} is afgebroken voordat alles was overgenomen.`
}

// The deliveries that are there, with how each stands and the id by which it is ended.
async function listAll(within: Within, terminal: Terminal): Promise<number> {
  const lines = await within(async (context) => {
    const deliveries = await listDeliveries(context)
    const held = await heldDeliveries(
      context,
      deliveries.map(({ id }) => id),
    )
    const all: string[] = []
    for (const delivery of deliveries) {
      const counts = await countRows(context, delivery.id)
      const stand = standInWords(delivery, held.has(delivery.id))
      const rows = `${sumOf(counts, 'done')} rijen overgenomen, ${sumOf(counts, 'ready')} nog niet`
      const day = formatDay(delivery.deliveredOn)
      all.push(`${delivery.id}  ${delivery.source}, ${day}: ${stand}; ${rows}`)
    }
    return all
  })
  return answer(terminal, lines.length === 0 ? 'Er zijn geen leveringen.' : lines.join('\n'))
}

async function endOne(within: Within, terminal: Terminal, id: string): Promise<void> {
  const delivery = await within((context) => findDelivery(context, id))
  if (delivery === undefined) throw new WrongInput(`er is geen levering ${id} (no such delivery)`)
  const { outcome } = await within((context) => endDelivery(context, id))
  switch (outcome) {
    case 'ended':
      answer(terminal, 'De levering is beëindigd. Wat is overgenomen, blijft.')
      return
    case 'discarded':
      answer(terminal, 'De levering is weggelegd. Er was niets van overgenomen.')
      return
    case 'in-hand':
      throw new WrongInput('een andere peil import is met deze levering bezig (it is in hand)')
    case 'not-open':
      throw new WrongInput('deze levering is al klaar (it is over already)')
  }
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

function inWords(
  counts: RowCounts,
  state: keyof RowCounts['person'],
  /** How it stood before, of what is counted from there. */
  before?: RowCounts,
): string {
  return Object.entries(kindWords)
    .map(([kind, [one, many]]) => {
      const at = kind as keyof RowCounts
      const count = counts[at][state] - (before?.[at][state] ?? 0)
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
