import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { holderOf } from '#domain/people/account/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { temporaryFolder } from '#domain/platform/storage/temporary-folder.ts'
import type {
  PersonalExportEvent,
  PersonalExportStatus,
} from '#domain/takeover/personal-export/personal-export.ts'
import {
  daysReady,
  personalExportLifecycle,
} from '#domain/takeover/personal-export/personal-export.ts'
import type { Heading } from '#domain/takeover/personal-export/read-pages.ts'
import type { WrittenArchive } from '#domain/takeover/personal-export/write-archive.ts'
import { writeArchive } from '#domain/takeover/personal-export/write-archive.ts'
import { personalExportFailed } from '#mail/personal-export-failed.ts'
import { personalExportReady } from '#mail/personal-export-ready.ts'
import type { Register } from '#regulations/register.ts'

/** What is to be made, and in the register of which it was asked. */
export interface ToMake {
  readonly register: Register
  readonly exportId: string
  /** The business date, unless it is the one of the clock. */
  readonly today?: Temporal.PlainDate
}

const actor: Actor = { kind: 'system', task: 'personal-export' }

/** Makes what somebody asked of themselves and tells them that it is there; made already, it does nothing. */
export async function makePersonalExport(platform: Platform, toMake: ToMake): Promise<void> {
  const { exportId, ...within } = toMake
  const asked = await inRegister(platform, { ...within, readOnly: true }, actor, (context) =>
    findAsked(context, exportId),
  )
  if (asked === undefined) return
  const folder = await temporaryFolder('export')
  try {
    const archive = await writeArchive(platform, asked, folder)
    const contents = createReadStream(archive.file)
    const fileKey = await platform.files.put(contents, 'application/zip', archive.size)
    await keep(platform, toMake, { ...archive, fileKey })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Says that it could not be made, to whoever asked for it. */
export async function failPersonalExport(platform: Platform, toMake: ToMake): Promise<void> {
  await settle(platform, toMake, 'fail', async (context, accountId) => {
    const to = await holderOf(context.db, accountId)
    const letter = personalExportFailed({
      register: mailRegister(platform, context.register),
      name: to.name,
    })
    await writeMessage(context, 'personal-export-failed', to, letter)
    return {}
  })
}

async function keep(
  platform: Platform,
  toMake: ToMake,
  { fileKey, size, sha256 }: WrittenArchive & { readonly fileKey: string },
): Promise<void> {
  let isKept = false
  try {
    isKept = await settle(platform, toMake, 'make', async (context, accountId) => {
      const { today } = context
      const fetchBefore = today.add({ days: daysReady - 1 })
      const to = await holderOf(context.db, accountId)
      const sender = mailRegister(platform, context.register)
      const letter = personalExportReady({
        // They come at once where it lies.
        register: { ...sender, signInAt: `${sender.signInAt}/mijn/alles-over-mij` },
        name: to.name,
        fetchBefore,
      })
      await writeMessage(context, 'personal-export-ready', to, letter)
      return {
        ready_on: today.toString(),
        fetch_before: fetchBefore.toString(),
        ...{ file_key: fileKey, size, sha256 },
      }
    })
  } finally {
    // Another process was first, or the account went meanwhile.
    if (!isKept) await platform.files.remove(fileKey)
  }
}

interface MadeColumns {
  readonly ready_on?: string
  readonly fetch_before?: string
  readonly file_key?: string
  readonly size?: number
  readonly sha256?: string
}

async function settle(
  platform: Platform,
  { exportId: id, ...within }: ToMake,
  event: PersonalExportEvent,
  tell: (context: Context, accountId: string) => Promise<MadeColumns>,
): Promise<boolean> {
  return inRegister(platform, within, actor, async (context) => {
    const row = await context.db
      .selectFrom('personal_export')
      .where('id', '=', id)
      .select(['status', 'account_id', 'version'])
      .forUpdate()
      .executeTakeFirst()
    const status =
      row &&
      next<PersonalExportStatus, PersonalExportEvent>(personalExportLifecycle, row.status, event)
    if (row === undefined || status === undefined) return false
    const made = await tell(context, row.account_id)
    await context.db
      .updateTable('personal_export')
      .where('id', '=', id)
      .set({ status, version: row.version + 1, ...made })
      .execute()
    await record(context, { noun: 'personal-export', id, action: event })
    return true
  })
}

async function findAsked(
  { db, register, today, platform }: Context,
  id: string,
): Promise<{ readonly accountId: string; readonly heading: Heading } | undefined> {
  const row = await db
    .selectFrom('personal_export')
    .innerJoin('account', 'account.id', 'personal_export.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('personal_export.id', '=', id)
    .where('personal_export.status', '=', 'asked')
    .select(['account.id', 'account.email', 'person.registers'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const ids = new Set([register.id, ...(row.registers ?? [])])
  const registers = [...ids].flatMap((one) => platform.registers.get(one) ?? [])
  return {
    accountId: row.id,
    heading: {
      origin: platform.origin,
      madeOn: today,
      address: register.address,
      email: row.email,
      registers: registers.map(({ name, organisation }) => ({ name, contact: organisation.email })),
    },
  }
}
