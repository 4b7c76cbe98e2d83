import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { connect } from '#db/connection.ts'
import type { RegisterFault } from '#domain/platform/context/registers.ts'
import { importedFiles, Registers } from '#domain/platform/context/registers.ts'
import type { FileChange, ImportPlan } from '#domain/platform/register/import-register.ts'
import {
  comesFromStart,
  hashOf,
  importRegister,
  planImport,
} from '#domain/platform/register/import-register.ts'
import type { CompiledRegulation } from '#engine'
import { formatDay } from '#language/days.ts'
import { runExamples } from '#regulations/check/run-examples.ts'
import { compareRegulations } from '#regulations/compare.ts'
import { filesOf, isOwnFolder, readRegisterFolder } from '#regulations/load.ts'
import { MistakenFile } from '#regulations/mistakes.ts'
import { checkTexts } from '#web/texts/texts.ts'
import type { Terminal } from './command.ts'
import { answer, WrongInput } from './command.ts'
import { readOptions } from './options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Runs `peil registers …`; throws WrongInput for what cannot be imported or written. */
export async function runRegisters(
  args: readonly string[],
  terminal: Terminal,
  env: Environment = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    apply: { type: 'boolean' },
    replace: { type: 'boolean' },
  })
  const [command, first, second, ...others] = positionals
  if (command === 'list' && first === undefined) {
    return answer(terminal, await list(env))
  }
  if (command === 'import' && first !== undefined && second === undefined) {
    const { apply = false, replace = false } = values
    return answer(terminal, await importFolder(first, { apply, replace }, env))
  }
  if (command === 'export' && first !== undefined && second !== undefined && !others.length) {
    return answer(terminal, await exportTo(first, second, env))
  }
  throw new WrongInput(
    'schrijf: peil registers list, import <map> of export <register> <map> (see peil registers --help)',
  )
}

async function list(env: Environment): Promise<string> {
  return withDatabase(env, async (db) => {
    const registers = [...(await importedFiles(db))]
    if (registers.length === 0) return 'Er is nog geen register ingevoerd.'
    const { faults } = await Registers.open(db)
    const told = registers.map(async ([id, files]) => {
      const kept = (await comesFromStart(db, id))
        ? 'bij elke start bijgewerkt'
        : 'alleen bijgewerkt met peil registers import'
      return [
        `${id}: ${kept}`,
        ...filesOf(files).map(({ name, text }) => line(name, text)),
        ...faultLines(faults.get(id)),
      ].join('\n')
    })
    return (await Promise.all(told)).join('\n')
  })
}

function faultLines(fault: RegisterFault | undefined): readonly string[] {
  if (fault === undefined) return []
  const what =
    fault.goesOnWith === undefined
      ? 'zo is dit register er niet'
      : 'Peil gaat door met wat daarvóór was ingevoerd'
  return [
    `  niet te gebruiken, ${what} (files with mistakes):`,
    ...fault.reasons.map((one) => `  ${one}`),
  ]
}

async function importFolder(
  folder: string,
  { apply, replace }: { readonly apply: boolean; readonly replace: boolean },
  env: Environment,
): Promise<string> {
  const files = await readRegisterFolder(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new WrongInput(`${folder} is geen map (not a folder)`)
  })
  const importing = { atStart: isOwnFolder(folder), replace }
  return withDatabase(env, async (db) => {
    const plan = await planImport(db, files, importing)
    checkTexts([plan.register])
    checkExamples(plan)
    const refused = plan.changes.filter(({ change }) => change === 'refused')
    if (refused.length > 0) {
      throw new WrongInput([...refused.map(refusal), refusedHint(plan)].join('\n'))
    }
    const told = [`${plan.register.id}, uit ${folder}:`, ...linesOf(plan)]
    if (plan.changes.length === 0 && !plan.moves) return told.join('\n')
    if (!apply) {
      return [...told, 'Er is nog niets gewijzigd. Voer het in met --apply.'].join('\n')
    }
    const source = importing.atStart ? folder.replace(/\/+$/, '') : resolve(folder)
    const { outcome } = await importRegister(db, files, { source, asked: true, ...importing })
    if (outcome === 'refused') {
      throw new WrongInput('er kwam iets tussen; probeer het opnieuw (something came between)')
    }
    if (outcome === 'waits') {
      return [
        ...told,
        'Nog niet ingevoerd: dit wacht op een beheerder van het register, die het bevestigt op de pagina Reglement (waits for an administrator).',
      ].join('\n')
    }
    return [...told, 'Ingevoerd. Een Peil die draait, ziet het binnen een seconde.'].join('\n')
  })
}

function linesOf({
  before: held,
  moves,
  register,
  changes,
  lapsed,
}: ImportPlan): readonly string[] {
  if (changes.length === 0 && !moves) return ['- er verandert niets']
  return [
    ...(held === undefined ? ['- dit register is nieuw'] : []),
    ...(moves
      ? ['- voortaan uit een andere map: bij het starten wordt alleen regulations/ ingevoerd']
      : []),
    ...lapsed.map(
      (name) => `- ${name}: telt dan niet meer, want een volgende versie begint eerder`,
    ),
    ...changes.flatMap((one) => {
      const version = versionNamed(register.versions, one)
      if (version === undefined) return [`- ${one.name}: ${changeWords[one.change]}`]
      const { regulation } = version
      // What is replaced is compared with what it was, and what is new with what goes before it.
      const before =
        held?.versions.find((each) => each.regulation.version.equals(regulation.version)) ??
        register.versions[register.versions.indexOf(version) - 1]
      return [
        `- ${one.name}: ${changeWords[one.change]}, geldt vanaf ${formatDay(regulation.version)}`,
        ...(before === undefined || held === undefined
          ? []
          : compareRegulations(before, version)
        ).map((difference) => `    ${difference}`),
      ]
    }),
  ]
}

const changeWords = {
  new: 'nieuw',
  changed: 'gewijzigd',
  gone: 'vervalt',
  refused: 'geweigerd',
} as const satisfies Record<FileChange['change'], string>

function versionNamed(
  versions: readonly CompiledRegulation[],
  { name }: FileChange,
): CompiledRegulation | undefined {
  return versions.find(({ regulation }) => name === `${regulation.version}.yaml`)
}

function checkExamples({ register, changes }: ImportPlan): void {
  const mistakes = changes.flatMap((one) => {
    const version = versionNamed(register.versions, one)
    if (version === undefined) return []
    return runExamples(version)
      .filter(({ differences }) => differences.length > 0)
      .map(({ title, norm, differences }) => ({
        file: one.name,
        line: 1,
        column: 1,
        message: `het voorbeeld "${title}" van ${norm} klopt niet: ${differences.join('; ')} (an example fails)`,
      }))
  })
  if (mistakes.length > 0) throw new MistakenFile(mistakes)
}

function refusal(change: FileChange): string {
  if (change.change !== 'refused') return ''
  switch (change.why) {
    case 'holds':
      return `${change.name}: dit geldt al en is anders ingevoerd op ${formatDay(change.importedAt.slice(0, 10))}. Wat geldt, verandert niet meer: schrijf een nieuwe versie met een latere eerste dag (a version that holds never changes)`
    case 'past':
      return `${change.name}: deze dag is geweest en had al een norm. Kies een eerste dag na vandaag (the first day has come)`
  }
}

function refusedHint({ unused }: ImportPlan): string {
  return unused
    ? 'Niemand heeft zich nog aangemeld bij dit register: met --replace wordt het toch vervangen.'
    : 'Er is niets ingevoerd.'
}

async function exportTo(register: string, folder: string, env: Environment): Promise<string> {
  return withDatabase(env, async (db) => {
    const registers = await importedFiles(db)
    const files = registers.get(register)
    if (files === undefined) {
      const known = [...registers.keys()].join(', ')
      throw new WrongInput(`onbekend register ${register}; bekend: ${known} (unknown register)`)
    }
    const all = filesOf(files)
    for (const { name, text } of all) {
      const there = await readFile(join(folder, name), 'utf8').catch(() => undefined)
      if (there !== undefined && there !== text) {
        const message = `${join(folder, name)} is er al en is anders: kies een andere map (another file is there)`
        throw new WrongInput(message)
      }
    }
    for (const { name, text } of all) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    return [`${register}, naar ${folder}:`, ...all.map(({ name, text }) => line(name, text))].join(
      '\n',
    )
  })
}

function line(name: string, text: string): string {
  return `- ${name}  sha256 ${hashOf(text)}`
}

async function withDatabase<Result>(
  env: Environment,
  work: (db: Awaited<ReturnType<typeof connect>>['db']) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(env, 'peil registers')
  try {
    return await work(connection.db)
  } finally {
    await connection.stop()
  }
}
