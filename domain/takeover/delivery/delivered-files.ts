import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { KeptFile } from '#domain/platform/file/held-back-file.ts'
import { openKept } from '#domain/platform/file/held-back-file.ts'
import type { DeliveredFile } from '#domain/platform/table/csv.ts'
import { isInside } from '#domain/takeover/delivery/check-evidence-row.ts'
import { kindOfFile } from '#domain/takeover/delivery/columns.ts'

/** What was delivered: the lists, and the files that show what people did. */
export interface DeliveredFiles {
  /** Those of which the name says what is in them, in the order of their names. */
  readonly lists: readonly DeliveredFile[]
  /** A file by its place as a list names it; undefined where there is none. */
  readonly proof: (place: string) => Promise<DeliveredFile | undefined>
}

/**
 * What lies in a folder, or the lists that are named with what lies beside the first of them. Nothing
 * outside that folder is read, whatever a list or a link in the folder says.
 */
export async function filesInFolder(given: readonly string[]): Promise<DeliveredFiles> {
  const [first = '.'] = given
  const isFolder = (await stat(first)).isDirectory()
  const folder = await realpath(isFolder ? first : path.dirname(first))
  const paths = isFolder
    ? (await readdir(folder)).toSorted().map((name) => path.join(folder, name))
    : given
  return {
    lists: paths
      .filter((one) => kindOfFile(one) !== undefined)
      .map((one) => onDisk(path.basename(one), one)),
    proof: async (place) => {
      if (!isInside(place)) return undefined
      try {
        const real = await realpath(path.join(folder, place))
        const inside = real.startsWith(`${folder}${path.sep}`) && (await stat(real)).isFile()
        return inside ? onDisk(path.basename(real), real) : undefined
      } catch {
        // There is no such file, or it may not be read.
        return undefined
      }
    },
  }
}

function onDisk(name: string, real: string): DeliveredFile {
  return { name, open: async () => createReadStream(real) }
}

/** What was sent by the page: files without folders, so that only the last part of a place tells them apart. */
export async function filesSent(context: Context, takeoverId: string): Promise<DeliveredFiles> {
  const rows = await context.db
    .selectFrom('takeover_file')
    .where('takeover_id', '=', takeoverId)
    .select(['name', 'file_key', 'sha256'])
    .orderBy('name')
    .execute()
  const sent = rows.map(({ name, file_key: fileKey, sha256 }) =>
    stored(context, name, { documentId: undefined, fileKey, sha256 }),
  )
  const byName = new Map(sent.map((file) => [file.name, file]))
  return {
    lists: sent.filter(({ name }) => kindOfFile(name) !== undefined),
    proof: async (place) => byName.get(place.split('/').at(-1) ?? ''),
  }
}

// A delivery is read long after it was looked up, each file when its turn comes.
function stored(
  { platform, register, actor }: Context,
  name: string,
  file: KeptFile,
): DeliveredFile {
  return {
    name,
    open: () =>
      inRegister(platform, { register, readOnly: true }, actor, (context) =>
        openKept(context, file),
      ),
  }
}
