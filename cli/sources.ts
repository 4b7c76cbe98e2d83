import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { CompiledRegulation } from '#engine'
import { inForce } from '#engine'
import { compileSource, loadRegister, loadRegisterFile } from '#regulations/load.ts'
import type { MatchedDossier } from '#regulations/match-dossier.ts'
import { matchDossier } from '#regulations/match-dossier.ts'
import type { SourceFile } from '#regulations/mistakes.ts'
import { MistakenFile, readSource, sourceOf } from '#regulations/mistakes.ts'
import type { RegisterFile } from '#regulations/register.ts'
import type { Terminal } from './command.ts'
import { WrongInput } from './command.ts'

const folder = fileURLToPath(new URL('../regulations/', import.meta.url))

/** One version, from a file or pinned by name, or all versions of a register. */
export type Chosen =
  | {
      readonly is: 'version'
      readonly compiled: CompiledRegulation
      readonly source: SourceFile | undefined
      /** The register.yaml that goes with it; undefined for a file that stands alone. */
      readonly register: RegisterFile | undefined
    }
  | {
      readonly is: 'register'
      readonly id: string
      readonly versions: readonly CompiledRegulation[]
      readonly register: RegisterFile
    }

/** Finds what --regulation names: a register, register@version, or a file. */
export async function chooseRegulation(name: string): Promise<Chosen> {
  if (await isFile(name)) {
    const source = await readSource(name)
    return { is: 'version', ...(await compileFile(name, source)), source }
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
  if (version === undefined) return { is: 'register', id, versions: register.versions, register }
  const compiled = register.versions.find((each) => each.regulation.version.toString() === version)
  if (compiled === undefined) {
    const known = register.versions.map((each) => each.regulation.version.toString()).join(', ')
    throw new WrongInput(`${id} heeft geen versie ${version}; er is: ${known} (no such version)`)
  }
  return { is: 'version', compiled, source: undefined, register }
}

/** One version, of a register the one in force on a day, with the register.yaml that goes with it. */
export async function chooseVersion(
  name: string,
  on: Temporal.PlainDate,
): Promise<Pick<Chosen & { readonly is: 'version' }, 'compiled' | 'register'>> {
  const chosen = await chooseRegulation(name)
  if (chosen.is === 'version') return chosen
  const compiled = inForce(chosen.versions, on)
  if (compiled !== undefined) return { compiled, register: chosen.register }
  throw new WrongInput(
    `${chosen.id} heeft op ${on} nog geen reglement (no version in force on that day)`,
  )
}

/** Reads a dossier from a file or from standard input (-). */
export async function readDossierSource(name: string, { input }: Terminal): Promise<SourceFile> {
  return name === '-' ? sourceOf(await readAll(input), '<stdin>') : await readSource(name)
}

/** Reads a dossier for the version that applies to it; throws with the place of each mistake. */
export function matchSource(
  chosen: Chosen,
  source: SourceFile,
  day: Temporal.PlainDate | undefined,
): MatchedDossier {
  const match = matchDossier(source.content, chosen, day, today())
  switch (match.is) {
    case 'matched':
      return match
    case 'mistaken':
      throw new MistakenFile(match.mistakes.map(source.place))
    case 'no-version': {
      const id = chosen.is === 'register' ? chosen.id : chosen.compiled.regulation.register
      throw new WrongInput(
        `${id} had op ${match.on} nog geen reglement (no version in force on that day)`,
      )
    }
  }
}

/** Today in the Netherlands. */
export function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO('Europe/Amsterdam')
}

/** Compiles a version file with the words of the register.yaml beside it, or with plain words. */
async function compileFile(
  path: string,
  source: SourceFile,
): Promise<Pick<Chosen & { readonly is: 'version' }, 'compiled' | 'register'>> {
  const beside = join(dirname(path), 'register.yaml')
  if (await isFile(beside)) {
    const register = await loadRegisterFile(beside)
    const { register: own } = (source.content ?? {}) as { register?: unknown }
    if (own === register.id) return { compiled: compileSource(source, register), register }
  }
  return { compiled: compileSource(source), register: undefined }
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
