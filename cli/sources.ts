import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { CompiledRegulation, Dossier } from '#engine'
import { applicableVersion, emptyDossier, inForce } from '#engine'
import { readDossier } from '#regulations/dossier.ts'
import { compileSource, loadRegister, loadRegisterFile } from '#regulations/load.ts'
import type { SourceFile } from '#regulations/mistakes.ts'
import { MistakenFile, readSource, sourceOf } from '#regulations/mistakes.ts'
import { WrongInput } from './command.ts'

const folder = fileURLToPath(new URL('../regulations/', import.meta.url))

/** One version, from a file or pinned by name, or all versions of a register. */
export type Chosen =
  | {
      readonly is: 'version'
      readonly compiled: CompiledRegulation
      readonly source: SourceFile | undefined
    }
  | {
      readonly is: 'register'
      readonly id: string
      readonly versions: readonly CompiledRegulation[]
    }

/** Finds what --regulation names: a register, register@version, or a file. */
export async function chooseRegulation(name: string): Promise<Chosen> {
  if (await isFile(name)) {
    const source = await readSource(name)
    return { is: 'version', compiled: await compileFile(name, source), source }
  }
  const [place = '', version] = name.split(/@(?=[^@/]*$)/)
  const own = join(folder, place)
  const registered = /^[a-z0-9-]+$/.test(place) && (await isFile(join(own, 'register.yaml')))
  // A folder of somebody's own works as a register does, so that pinning and transitions can be tried.
  if (!registered && !(await isFolder(place))) {
    throw new WrongInput(
      `${name} is geen register, bestand of map (neither a register nor a file nor a folder)`,
    )
  }
  const path = registered ? own : place
  if (!(await isFile(join(path, 'register.yaml')))) {
    throw new WrongInput(
      `in de map ${place} ontbreekt register.yaml: kopieer dat van een ander register en pas het aan (register.yaml is missing)`,
    )
  }
  const register = await loadRegister(path)
  const { id } = register
  if (register.versions.length === 0) {
    throw new WrongInput(
      `in de map ${place} ontbreekt een versie: een bestand als 2025-01-01.yaml (no version in this folder)`,
    )
  }
  if (version === undefined) return { is: 'register', id, versions: register.versions }
  const compiled = register.versions.find((each) => each.regulation.version.toString() === version)
  if (compiled === undefined) {
    const known = register.versions.map((each) => each.regulation.version.toString()).join(', ')
    throw new WrongInput(`${id} heeft geen versie ${version}; er is: ${known} (no such version)`)
  }
  return { is: 'version', compiled, source: undefined }
}

/** One version: of a register the one in force on a day. */
export async function chooseVersion(
  name: string,
  on: Temporal.PlainDate,
): Promise<CompiledRegulation> {
  const chosen = await chooseRegulation(name)
  if (chosen.is === 'version') return chosen.compiled
  const compiled = inForce(chosen.versions, on)
  if (compiled !== undefined) return compiled
  throw new WrongInput(
    `${chosen.id} heeft op ${on} nog geen reglement (no version in force on that day)`,
  )
}

/** Reads a dossier from a file or from standard input (-). */
export async function readDossierSource(name: string): Promise<SourceFile> {
  return name === '-' ? sourceOf(await readAll(process.stdin), '<stdin>') : await readSource(name)
}

/** A dossier with the version that applies to it. */
export type Matched = {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  readonly on: Temporal.PlainDate
  /** Why this version applies. */
  readonly why: string
}

/** Reads a dossier for the version that applies to it; throws with the place of each mistake. */
export function matchDossier(
  chosen: Chosen,
  source: SourceFile,
  day: Temporal.PlainDate | undefined,
): Matched {
  if (chosen.is === 'version') {
    const dossier = dossierFor(chosen.compiled, source)
    const on = day ?? dossier.submittedOn ?? today()
    return { compiled: chosen.compiled, dossier, on, why: 'Gekozen op de opdrachtregel.' }
  }
  // Which version applies depends on the dossier's days, so it is read with the newest one first.
  const newest = chosen.versions.at(-1)
  if (newest === undefined) {
    throw new WrongInput(`${chosen.id} heeft nog geen reglement (this register has no version)`)
  }
  const dated = daysOf(newest, source)
  const on = day ?? dated.submittedOn ?? today()
  const guess = applicableVersion(chosen.versions, dated, on)
  if (guess === undefined) {
    throw new WrongInput(
      `${chosen.id} had op ${dated.submittedOn ?? on} nog geen reglement (no version in force on that day)`,
    )
  }
  const dossier = dossierFor(guess.compiled, source)
  const final = applicableVersion(chosen.versions, dossier, on) ?? guess
  const same = final.compiled === guess.compiled
  return {
    compiled: final.compiled,
    dossier: same ? dossier : dossierFor(final.compiled, source),
    on,
    why: final.text,
  }
}

/** Today in the Netherlands. */
export function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO('Europe/Amsterdam')
}

/** Only the days of a dossier, from a first reading that may still find fault with the rest. */
function daysOf(compiled: CompiledRegulation, source: SourceFile): Dossier {
  const { content } = source
  if (typeof content !== 'object' || content === null) return dossierFor(compiled, source)
  const { kind, period, registeredOn, submittedOn, appliesEarly } = content as Record<
    string,
    unknown
  >
  const days = Object.entries({ kind, period, registeredOn, submittedOn, appliesEarly }).filter(
    ([, value]) => value !== undefined,
  )
  const read = readDossier(Object.fromEntries(days), compiled)
  return read.is === 'read' ? read.dossier : { ...emptyDossier, ...dossierFor(compiled, source) }
}

function dossierFor(compiled: CompiledRegulation, source: SourceFile): Dossier {
  const read = readDossier(source.content, compiled)
  if (read.is === 'read') return read.dossier
  throw new MistakenFile(read.mistakes.map(source.place))
}

/** Compiles a version file with the words of the register.yaml beside it, or with plain words. */
async function compileFile(path: string, source: SourceFile): Promise<CompiledRegulation> {
  const beside = join(dirname(path), 'register.yaml')
  if (await isFile(beside)) {
    const register = await loadRegisterFile(beside)
    const { register: own } = (source.content ?? {}) as { register?: unknown }
    if (own === register.id) return compileSource(source, register)
  }
  return compileSource(source)
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
