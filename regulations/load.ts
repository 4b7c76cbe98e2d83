import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ApplicableVersion, CompiledRegulation, Dossier, Words } from '#engine'
import { applicableVersion, compileRegulation, inForce } from '#engine'
import { checkRegister } from './check/check-register.ts'
import { checkRegulation } from './check/check-regulation.ts'
import { checkSigners } from './check/check-signers.ts'
import type { PlacedMistake, SourceFile } from './mistakes.ts'
import { MistakenFile, mistakesOf, readSource } from './mistakes.ts'
import type { OwnText, Register, RegisterFile, Tariff } from './register.ts'
import { registerFile } from './register.ts'
import { versionFile } from './version.ts'

const plainWords = {
  hour: {
    address: 'je',
    unit: { one: 'uur', many: 'uren', counted: 'uur' },
    committee: 'de commissie',
  },
  point: {
    address: 'je',
    unit: { one: 'punt', many: 'punten', counted: 'punten' },
    committee: 'de commissie',
  },
} as const

const ownFolder = fileURLToPath(new URL('.', import.meta.url))

/**
 * Reads, checks and compiles every register of a folder, by id. Throws MistakenFile, which names
 * file, line and column, so that a mistaken norm never comes into force.
 */
export async function loadRegisters(folder = ownFolder): Promise<ReadonlyMap<string, Register>> {
  const files = await readdir(folder, { recursive: true })
  // A folder is a register by the YAML that is in it; the checks have a folder too.
  const names = files.filter((file) => /^[^/\\]+[/\\][^/\\]+\.ya?ml$/.test(file)).map(dirname)
  const registers = await Promise.all(
    [...new Set(names)].toSorted().map((name) => loadRegister(join(folder, name))),
  )
  return new Map(registers.map((register) => [register.id, register]))
}

/** Reads, checks and compiles the register in one folder. */
export async function loadRegister(folder: string): Promise<Register> {
  const files = await readdir(folder)
  const register = await loadRegisterFile(join(folder, 'register.yaml'))
  const versions = await Promise.all(
    files
      .filter((file) => /^\d.*\.ya?ml$/.test(file))
      .toSorted()
      .map((file) => loadVersion(join(folder, file), register)),
  )
  const mistakes = versions.flatMap((version, at) => checkOrder(version, versions[at - 1]))
  if (mistakes.length > 0) throw new MistakenFile(mistakes)
  return {
    ...register,
    versions: versions.map((version) => version.compiled),
    ownTexts: files.includes('texts') ? await loadTexts(join(folder, 'texts')) : [],
  }
}

// What is in them is checked by the pages that show them.
async function loadTexts(folder: string): Promise<readonly OwnText[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).toSorted()
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.md'),
      file: nameOf(join(folder, file)),
      source: await readFile(join(folder, file), 'utf8'),
    })),
  )
}

/** Reads and checks a register.yaml. */
export async function loadRegisterFile(path: string): Promise<RegisterFile> {
  const source = await readSource(path, nameOf(path))
  const parsed = registerFile.safeParse(source.content)
  const mistakes = parsed.success ? checkRegister(parsed.data) : mistakesOf(parsed.error)
  if (!parsed.success || mistakes.length > 0) throw new MistakenFile(mistakes.map(source.place))
  return parsed.data
}

/** Reads, checks and compiles one version file with the words of its register. */
export async function loadVersion(
  path: string,
  register: RegisterFile,
): Promise<{ readonly compiled: CompiledRegulation; readonly source: SourceFile }> {
  const source = await readSource(path, nameOf(path))
  return { compiled: compileSource(source, register), source }
}

/** Checks and compiles a version that was read; without a register, with plain words. */
export function compileSource(source: SourceFile, register?: RegisterFile): CompiledRegulation {
  const parsed = versionFile.safeParse(source.content)
  if (!parsed.success) throw new MistakenFile(mistakesOf(parsed.error).map(source.place))
  const regulation = parsed.data
  const mistakes = checkRegulation(regulation)
  if (register !== undefined && regulation.register !== register.id) {
    mistakes.push({
      path: ['register'],
      message: `hier hoort ${register.id} (must be the register's own id)`,
    })
  }
  if (register !== undefined) mistakes.push(...checkSigners(regulation, register))
  if (mistakes.length > 0) throw new MistakenFile(mistakes.map(source.place))
  return compileRegulation(regulation, register ? wordsOf(register) : plainWords[regulation.unit])
}

function wordsOf({ address, unit, organisation }: RegisterFile): Words {
  return { address, unit, committee: organisation.committee.short }
}

/** The version that is in force on a day, or undefined before the first one. */
export function versionInForce(
  register: Register,
  on: Temporal.PlainDate,
): CompiledRegulation | undefined {
  return inForce(register.versions, on)
}

/** The version with this first day (ISO), as pinned to an application or decision. */
export function pinnedVersion(register: Register, version: string): CompiledRegulation | undefined {
  return register.versions.find((each) => each.regulation.version.toString() === version)
}

/** The version that applies to a dossier, with the reason in plain Dutch. */
export function versionFor(
  register: Register,
  dossier: Dossier,
  on: Temporal.PlainDate,
): ApplicableVersion | undefined {
  return applicableVersion(register.versions, dossier, on)
}

/** The tariff on a day, or undefined before the first one. */
export function tariffOn(register: RegisterFile, on: Temporal.PlainDate): Tariff | undefined {
  return register.tariffs
    .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
    .findLast((tariff) => Temporal.PlainDate.compare(tariff.from, on) <= 0)
}

type Loaded = { readonly compiled: CompiledRegulation; readonly source: SourceFile }

/** Each version is called after its first day, and no two begin on the same day. */
function checkOrder({ compiled, source }: Loaded, before: Loaded | undefined): PlacedMistake[] {
  const { version } = compiled.regulation
  const mistakes: PlacedMistake[] = []
  const fileName = source.name
    .split('/')
    .at(-1)
    ?.replace(/\.ya?ml$/, '')
  if (fileName !== version.toString()) {
    const message = `het bestand heet ${fileName}, maar de versie begint op ${version} (file name and first day differ)`
    mistakes.push(source.place({ path: ['version'], message }))
  }
  const earlier = before?.compiled.regulation.version
  if (earlier !== undefined && Temporal.PlainDate.compare(earlier, version) >= 0) {
    const message = `deze versie overlapt met ${before?.source.name}, die op ${earlier} begint (overlapping versions)`
    mistakes.push(source.place({ path: ['version'], message }))
  }
  return mistakes
}

function nameOf(path: string): string {
  const name = relative(process.cwd(), path)
  return name.startsWith('..') ? path : name
}
