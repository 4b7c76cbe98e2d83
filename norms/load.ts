import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CompiledTable } from '#engine'
import { compileTable } from '#engine'
import type { SourceFile } from '#regulations/mistakes.ts'
import { MistakenFile, mistakesOf, readText, sourceOf } from '#regulations/mistakes.ts'
import { checkNorm } from './check/check-norm.ts'
import type { NormFile } from './norm.ts'
import { normFile } from './norm.ts'
import { tableOf } from './table.ts'

/** A version of a norm, checked, with its table made ready. */
export interface Norm extends NormFile {
  readonly compiled: CompiledTable
  /** The file as it was read. */
  readonly text: string
  /** SHA-256 of that text, in hexadecimals: what a record was made by. */
  readonly sha256: string
}

/** The versions of each norm, the oldest first, by the id of the norm. */
export type Norms = ReadonlyMap<string, readonly Norm[]>

const ownFolder = fileURLToPath(new URL('.', import.meta.url))

// Ten times the largest that there is.
const mostCharacters = 1_000_000

// Whoever makes more mistakes than this mends these first.
const mostMistakes = 100

/**
 * Reads and checks every norm of a folder; without one, Peil's own. Throws MistakenFile, which names file, line and
 * column, so that nothing mistaken is ever held against work.
 */
export async function loadNorms(folder = ownFolder): Promise<Norms> {
  const files = await readdir(folder, { recursive: true })
  const paths = files.filter((file) => /^[^/\\]+[/\\]\d[^/\\]*\.ya?ml$/.test(file)).toSorted()
  const read = await Promise.all(
    paths.map(async (path) => ({
      path,
      norm: readNorm(await readText(join(folder, path), `norms/${path}`), `norms/${path}`),
    })),
  )
  const wrong = read.flatMap(({ path, norm }) => nameMistakes(`norms/${path}`, norm))
  if (wrong.length > 0) throw new MistakenFile(wrong)
  return Map.groupBy(
    read.map(({ norm }) => norm),
    ({ norm }) => norm,
  )
}

/** Reads and checks the text of one version of a norm. Throws MistakenFile. */
export function readNorm(text: string, file: string): Norm {
  return compileNorm(sourceOf(within(text, file), file), text)
}

/** Checks a version that was read, and makes its table ready. Throws MistakenFile. */
export function compileNorm(source: SourceFile, text: string): Norm {
  const parsed = normFile.safeParse(source.content)
  const mistakes = parsed.success ? checkNorm(parsed.data) : mistakesOf(parsed.error)
  if (!parsed.success || mistakes.length > 0) {
    throw new MistakenFile(mistakes.slice(0, mostMistakes).map(source.place))
  }
  return {
    ...parsed.data,
    compiled: compileTable(tableOf(parsed.data)),
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

/** The version of a norm that holds on a day; undefined before the first. */
export function normInForce(versions: readonly Norm[], on: Temporal.PlainDate): Norm | undefined {
  return versions
    .toSorted((one, other) => Temporal.PlainDate.compare(one.version, other.version))
    .findLast(({ version }) => Temporal.PlainDate.compare(version, on) <= 0)
}

/** A version lies in the folder of its norm, and is called after its first day. */
export function nameMistakes(file: string, { norm, version }: Pick<NormFile, 'norm' | 'version'>) {
  const name = basename(file).replace(/\.ya?ml$/, '')
  const folder = basename(dirname(file))
  const wrong = (message: string) => ({ file, line: 1, column: 1, message })
  return [
    ...(name === version.toString()
      ? []
      : [
          wrong(
            `het bestand heet ${name}, maar de versie begint op ${version} (file name and first day differ)`,
          ),
        ]),
    ...(folder === norm
      ? []
      : [wrong(`de map heet ${folder}, maar de norm ${norm} (folder and norm differ)`)]),
  ]
}

function within(text: string, file: string): string {
  if (text.length <= mostCharacters) return text
  const message = `dit bestand is te groot: hoogstens ${mostCharacters / 1_000_000} miljoen tekens (too large)`
  throw new MistakenFile([{ file, line: 1, column: 1, message }])
}
