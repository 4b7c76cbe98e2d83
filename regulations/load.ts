import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ApplicableVersion, CompiledRegulation, Dossier, Words } from '#engine'
import { applicableVersion, compileRegulation, inForce } from '#engine'
import { nameOfAddition, readAddition, withAdditions } from './addition.ts'
import { bodyFor } from './bodies.ts'
import { checkAccreditation } from './check/check-accreditation.ts'
import { checkIdleActs, checkNeededActs } from './check/check-bodies.ts'
import { checkCourses } from './check/check-courses.ts'
import { checkDevelopment, checkMeetingPlace } from './check/check-development.ts'
import { checkFromOthers } from './check/check-from-others.ts'
import { checkProfessions } from './check/check-professions.ts'
import { checkRegister } from './check/check-register.ts'
import { checkRegulation } from './check/check-regulation.ts'
import { checkSigners } from './check/check-signers.ts'
import { checkTariffs } from './check/check-tariffs.ts'
import type { Mistake, PlacedMistake, SourceFile } from './mistakes.ts'
import { MistakenFile, mistakesOf, readText, sourceOf } from './mistakes.ts'
import type { Register, RegisterFile } from './register.ts'
import { registerFile } from './register.ts'
import { versionFile } from './version.ts'
import { temporaryWording } from './wording.ts'

const plainWords = {
  hour: {
    address: 'je',
    unit: { one: 'uur', many: 'uren', counted: 'uur' },
    committee: 'de commissie',
    temporary: { certified: 'voorlopig geregistreerd', the: 'de voorlopige registratie' },
  },
  point: {
    address: 'je',
    unit: { one: 'punt', many: 'punten', counted: 'punten' },
    committee: 'de commissie',
    temporary: { certified: 'voorlopig geregistreerd', the: 'de voorlopige registratie' },
  },
} as const

const ownFolder = fileURLToPath(new URL('.', import.meta.url))

/** One file of a register: its name within the folder, where it is for whoever mends it, and its text. */
export interface RegisterText {
  /** register.yaml, 2021-01-01.yaml or texts/privacy.md. */
  readonly name: string
  readonly file: string
  readonly text: string
}

/** A register as it is imported and exported: its files as text, each kind in the order of the names. */
export interface RegisterFiles {
  readonly register: RegisterText
  readonly versions: readonly RegisterText[]
  readonly texts: readonly RegisterText[]
  /** What was added to its versions, each in a file of its own: additions/2027-01-01-meeting.yaml. */
  readonly additions: readonly RegisterText[]
}

/**
 * Reads, checks and compiles every register of a folder, by id. Throws MistakenFile, which names
 * file, line and column, so that a mistaken norm never comes into force.
 */
export async function loadRegisters(folder = ownFolder): Promise<ReadonlyMap<string, Register>> {
  const registers = (await readRegisterFolders(folder)).map(compileRegister)
  return new Map(registers.map((register) => [register.id, register]))
}

/** Reads the files of every register of a folder, in the order of their names; without one, Peil's own. */
export async function readRegisterFolders(folder = ownFolder): Promise<readonly RegisterFiles[]> {
  const files = await readdir(folder, { recursive: true })
  // A folder is a register by the YAML that is in it; the checks have a folder too.
  const names = files.filter((file) => /^[^/\\]+[/\\][^/\\]+\.ya?ml$/.test(file)).map(dirname)
  return Promise.all(
    [...new Set(names)].toSorted().map((name) => readRegisterFolder(join(folder, name))),
  )
}

/** Reads, checks and compiles the register in one folder. */
export async function loadRegister(folder: string): Promise<Register> {
  return compileRegister(await readRegisterFolder(folder))
}

/** Whether this is one of the folders that every start of Peil imports. */
export function isOwnFolder(folder: string): boolean {
  return dirname(resolve(folder)) === resolve(ownFolder)
}

/** Reads the files of the register in one folder, without looking at what they say. */
export async function readRegisterFolder(folder: string): Promise<RegisterFiles> {
  const files = await readdir(folder)
  const read = async (file: string): Promise<RegisterText> => {
    const path = join(folder, file)
    const name = file.replace(/\.yml$/, '.yaml')
    return { name, file: nameOf(path), text: await readText(path, nameOf(path)) }
  }
  const inside = async (name: string, ending: RegExp) =>
    files.includes(name)
      ? (await readdir(join(folder, name)))
          .filter((file) => ending.test(file))
          .toSorted()
          .map((file) => `${name}/${file}`)
      : []
  const own = await inside('texts', /\.md$/)
  const added = await inside('additions', /\.ya?ml$/)
  const [register, versions, texts, additions] = await Promise.all([
    read('register.yaml'),
    Promise.all(
      files
        .filter((file) => /^\d.*\.ya?ml$/.test(file))
        .toSorted()
        .map(read),
    ),
    Promise.all(own.map(read)),
    Promise.all(added.map(read)),
  ])
  return { register, versions, texts, additions }
}

/**
 * Checks and compiles a register from the text of its files. What was compiled once in this process is
 * not compiled again. What is in its own texts is checked by the pages that show them.
 */
export function compileRegister(files: RegisterFiles): Register {
  const all = filesOf(files)
  const large = all.filter(({ text }) => text.length > mostCharacters)
  if (large.length > 0) {
    const message = `dit bestand is te groot: hoogstens ${mostCharacters / 1_000_000} miljoen tekens (too large)`
    throw new MistakenFile(large.map(({ file }) => ({ file, line: 1, column: 1, message })))
  }
  const hash = createHash('sha256')
  for (const { name, text } of all) hash.update(`${name}\0${text}\0`)
  const key = hash.digest('hex')
  const known = compiled.get(key)
  if (known !== undefined) return known
  const register = readRegisterFile(files.register)
  const versions = files.versions.map(({ file, text }) => {
    const source = sourceOf(text, file)
    return { compiled: compileSource(source, register), source }
  })
  const mistakes = versions.flatMap((version, at) => checkOrder(version, versions[at - 1]))
  const everyVersion = versions.map((version) => version.compiled)
  mistakes.push(
    ...[
      ...checkIdleActs(register.bodies, everyVersion, register.admission),
      ...checkProfessions(register, everyVersion),
      ...checkAccreditation(register, everyVersion),
      ...checkTariffs(register, everyVersion),
    ].map(sourceOf(files.register.text, files.register.file).place),
  )
  if (mistakes.length > 0) throw new MistakenFile(mistakes)
  const made: Register = {
    ...register,
    versions: withAdditions(
      versions.map((version) => version.compiled),
      files.additions.map(({ name, file, text }) => {
        const source = sourceOf(text, file)
        const addition = readAddition(source, register.id)
        const called = nameOfAddition(addition)
        if (called === name) return { addition, source }
        const message = `dit bestand hoort ${called} te heten (the file is to be called after its first day and kind)`
        throw new MistakenFile([source.place({ path: [], message })])
      }),
    ),
    ownTexts: files.texts.map(({ name, file, text }) => ({
      name: basename(name, '.md'),
      file,
      source: text,
    })),
  }
  const unknown = [
    ...checkFromOthers(made),
    ...checkCourses(made),
    ...checkDevelopment(made),
    ...checkMeetingPlace(made),
  ]
  if (unknown.length > 0) {
    const { text, file } = files.register
    throw mistaken(unknown, sourceOf(text, file))
  }
  compiled.set(key, made)
  return made
}

const compiled = new Map<string, Register>()

// Ten times the largest that there is. What is larger is no regulation, and keeps everybody waiting.
const mostCharacters = 1_000_000

// Whoever makes more mistakes than this mends these first.
const mostMistakes = 100

/** All files of a register, as they are exported. */
export function filesOf(files: RegisterFiles): readonly RegisterText[] {
  return [files.register, ...files.versions, ...files.additions, ...files.texts]
}

/** Reads and checks a register.yaml. */
export async function loadRegisterFile(path: string): Promise<RegisterFile> {
  return readRegisterFile({ file: nameOf(path), text: await readText(path, nameOf(path)) })
}

function readRegisterFile({ file, text }: Pick<RegisterText, 'file' | 'text'>): RegisterFile {
  const source = sourceOf(text, file)
  const parsed = registerFile.safeParse(source.content)
  const mistakes = parsed.success ? checkRegister(parsed.data) : mistakesOf(parsed.error)
  if (!parsed.success || mistakes.length > 0) throw mistaken(mistakes, source)
  return parsed.data
}

/** Checks and compiles a version that was read; without a register, with plain words. */
export function compileSource(source: SourceFile, register?: RegisterFile): CompiledRegulation {
  const parsed = versionFile.safeParse(source.content)
  if (!parsed.success) throw mistaken(mistakesOf(parsed.error), source)
  const regulation = parsed.data
  const mistakes = checkRegulation(regulation)
  if (register !== undefined && regulation.register !== register.id) {
    mistakes.push({
      path: ['register'],
      message: `hier hoort ${register.id} (must be the register's own id)`,
    })
  }
  if (register !== undefined) {
    mistakes.push(...checkSigners(regulation, register), ...checkNeededActs(regulation, register))
  }
  if (mistakes.length > 0) throw mistaken(mistakes, source)
  return compileRegulation(regulation, register ? wordsOf(register) : plainWords[regulation.unit])
}

function mistaken(mistakes: readonly Mistake[], { place }: SourceFile): MistakenFile {
  return new MistakenFile(mistakes.slice(0, mostMistakes).map(place))
}

function wordsOf(register: RegisterFile): Words {
  const { address, unit, organisation } = register
  const { certified, the } = temporaryWording(register)
  const decider = (kind: 'first' | 'renewal') => bodyFor(register, `judge-${kind}`)?.the
  const { short } = organisation.committee
  return {
    address,
    unit,
    committee: short,
    deciders: { first: decider('first') ?? short, renewal: decider('renewal') ?? short },
    temporary: { certified, the },
  }
}

/** The version that is in force on a day, or undefined before the first one. */
export function versionInForce(
  register: Register,
  on: Temporal.PlainDate,
): CompiledRegulation | undefined {
  return inForce(register.versions, on)
}

/** The first version that is still to come into force after a day; what is only added to one is none. */
export function comingVersion(
  { versions }: Pick<Register, 'versions'>,
  on: Temporal.PlainDate,
): CompiledRegulation | undefined {
  return versions.find(
    ({ regulation: { version, basedOn } }) =>
      basedOn === undefined && Temporal.PlainDate.compare(version, on) > 0,
  )
}

/** What was announced and stands in no version yet: none of that day or later is there. */
export function announcedChanges({
  announced,
  versions,
}: Pick<Register, 'announced' | 'versions'>): Register['announced'] {
  const days = versions.flatMap(({ regulation: { version, basedOn } }) =>
    basedOn === undefined ? [version] : [],
  )
  return announced.filter(({ from }) =>
    days.every((version) => Temporal.PlainDate.compare(version, from) < 0),
  )
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
