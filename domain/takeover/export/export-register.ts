import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { importedFiles } from '#domain/platform/context/registers.ts'
import { openKept } from '#domain/platform/file/held-back-file.ts'
import { hashOf } from '#domain/platform/register/import-register.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import { columnsOf, fileNames, rowKinds } from '#domain/takeover/delivery/columns.ts'
import type { ExportedFile, ExportedRow } from '#domain/takeover/export/rows.ts'
import { leftBehind, nextPeople, rowsOf } from '#domain/takeover/export/rows.ts'
import { filesOf } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** What stands beside the lists of an export: what they are of, and by what each file is known. */
export interface Manifest {
  readonly register: string
  readonly source: string
  /** As ISO text. */
  readonly exportedOn: string
  /** Each version of the regulation, by the hash of its file. */
  readonly regulation: Readonly<Record<string, string>>
  readonly files: readonly {
    readonly name: string
    readonly sha256: string
    readonly rows: number
  }[]
  /** How many registrations are not in it, by their status: those that are still being signed up. */
  readonly left: Readonly<Record<string, number>>
}

export type Exported =
  | { readonly outcome: 'exported'; readonly manifest: Manifest }
  | { readonly outcome: 'not-empty' }

/** How many people are read at once. */
const together = 200

/**
 * Writes everything of a register that another Peil can take over into an empty folder, some people at a
 * time: the lists, the files that show what people did, and a manifest with the hash of each list. That
 * of a file stands beside its name.
 */
export async function exportRegister(
  platform: Platform,
  register: Register,
  folder: string,
): Promise<Exported> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) return { outcome: 'not-empty' }
  const actor: Actor = { kind: 'system', task: 'export' }
  const lists = new Map(rowKinds.map((kind) => [kind, openList(folder, register, kind)]))
  let after: string | undefined
  for (;;) {
    const read = await inRegister(
      platform,
      { register, readOnly: true },
      actor,
      async (context) => {
        const people = await nextPeople(context, { after, most: together })
        return { people, rows: people.length === 0 ? [] : await rowsOf(context, people) }
      },
    )
    if (read.people.length === 0) break
    after = read.people.at(-1)?.key
    for (const row of read.rows) await lists.get(row.kind)?.write(row)
    for (const { proof } of read.rows) {
      if (proof !== undefined) await copyProof(platform, register, { actor, folder, proof })
    }
  }
  const written: Manifest['files'][number][] = []
  for (const list of lists.values()) written.push(await list.end())
  return inRegister(platform, { register }, actor, async (context) => {
    const manifest = await manifestOf(context, written)
    await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    const facts = { files: written }
    await record(context, { noun: 'takeover', id: register.id, action: 'export', facts })
    return { outcome: 'exported', manifest }
  })
}

async function manifestOf(context: Context, files: Manifest['files']): Promise<Manifest> {
  const { db, register, today } = context
  const held = (await importedFiles(db)).get(register.id)
  return {
    register: register.id,
    source: register.name,
    exportedOn: today.toString(),
    regulation: Object.fromEntries(
      (held === undefined ? [] : filesOf(held)).map(({ name, text }) => [name, hashOf(text)]),
    ),
    files,
    left: await leftBehind(context),
  }
}

function openList(folder: string, register: Register, kind: RowKind) {
  const name = `${fileNames[kind]}.csv`
  const hash = createHash('sha256')
  const stream = createWriteStream(path.join(folder, name))
  const names = columnsOf(register, kind).map((column) => column.name)
  let rows = 0
  const put = async (text: string) => {
    hash.update(text)
    if (!stream.write(text)) await new Promise((resolve) => stream.once('drain', resolve))
  }
  // A spreadsheet knows by the first mark that it is UTF-8.
  const begun = put(`\uFEFF${csvLine(names)}`)
  return {
    write: async ({ cells }: ExportedRow) => {
      await begun
      rows += 1
      await put(csvLine(names.map((column) => cells[column] ?? '')))
    },
    end: async () => {
      await begun
      await new Promise<void>((resolve, reject) => {
        stream.on('error', reject)
        stream.end(resolve)
      })
      return { name, sha256: hash.digest('hex'), rows }
    },
  }
}

// One that is not what was kept stops the export: what is brought in elsewhere would be without it.
async function copyProof(
  platform: Platform,
  register: Register,
  copying: { readonly actor: Actor; readonly folder: string; readonly proof: ExportedFile },
): Promise<void> {
  const { actor, folder, proof } = copying
  const stream = await inRegister(platform, { register, readOnly: true }, actor, (context) =>
    openKept(context, proof),
  )
  const to = path.join(folder, proof.place)
  await mkdir(path.dirname(to), { recursive: true })
  await pipeline(stream, createWriteStream(to))
}
