import { demoRegister } from '#domain/demo/cast/cast.ts'
import type { World } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected, on } from '#domain/demo/lived-in/world.ts'
import { doDueWork, doDueWorkApart } from '#domain/due-work.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { tryAgain } from '#domain/platform/left-undone/try-again.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import { sendAgain, settleMail } from '#domain/platform/message/send-again.ts'
import { listUndelivered } from '#domain/platform/message/undelivered.ts'
import { makePapers } from '#domain/platform/paper/make-papers.ts'
import { StorageUnavailable } from '#domain/platform/storage/storage.ts'
import type { Lane } from '#mail/transport.ts'
import type { Register } from '#regulations/register.ts'

// What does not work as it should: a queue that is away for somebody, a disk that is full, addresses that are
// not there. It happens to the use cases from outside, as it would, and they do with it what they do.

const clock: Actor = { kind: 'system', task: 'clock' }

/** Of an address that ends so the mail server of whoever gave it says that there is no such mailbox. */
export const unreachable = '@opgeheven.voorbeeld.peil.example'

/**
 * Does what is due in a register on the day that is lived through. In one of them, in the last days, the mail of
 * one person cannot be put into the queue; whoever administers it has it tried again, and it fails again.
 */
export function dueWorkOf(world: World): (register: Register) => Promise<void> {
  const platform = withoutQueueForOne(world.platform)
  return async (register) => {
    const left = world.today.until(world.lastDay, { largestUnit: 'days' }).days
    if (register.id !== demoRegister || left > 6) return on(world, register, clock, doDueWork)
    if (left === 0) await asStaff({ world, register }, 'bo', (context) => tryAgain(context))
    await doDueWorkApart(platform, { register, today: world.today }, clock)
  }
}

function withoutQueueForOne(platform: Platform): Platform {
  let whose: string | undefined
  return {
    ...platform,
    enqueue: async (db, job) => {
      if (job.name === 'deliver-mail') {
        const mail = await db
          .selectFrom('mail_message')
          .where('id', '=', job.data.mailId)
          .select('account_id')
          .executeTakeFirst()
        whose ??= mail?.account_id ?? undefined
        if (whose !== undefined && mail?.account_id === whose) {
          throw new Error('the queue is away: connection terminated unexpectedly')
        }
      }
      await platform.enqueue(db, job)
    },
  }
}

/** A paper for which there was no room on the disk, twice. */
export async function diskIsFull(world: World): Promise<void> {
  const register = world.platform.registers.get(demoRegister)
  if (register === undefined) return
  const paper = await on(world, register, clock, ({ db }) =>
    db
      .selectFrom('paper_to_make')
      .innerJoin('document', 'document.id', 'paper_to_make.document_id')
      .where('paper_to_make.register', '=', register.id)
      .where('document.kind', '=', 'invoice')
      .select('document.id')
      .orderBy('document.made_on', 'desc')
      .orderBy('document.id')
      .executeTakeFirst(),
  )
  if (paper === undefined) return
  const { platform } = world
  const put = async () => {
    throw new StorageUnavailable('the file could not be stored: no space left on device')
  }
  const full = { ...platform, files: { ...platform.files, put } }
  for (let times = 0; times < 2; times += 1) {
    const [failed] = await makePapers(full, register, [paper.id])
    if (failed === undefined) throw new Error('a paper was made where there was no room for it')
  }
}

const refuses: Lane['deliver'] = async ({ to }, sending) => {
  await sending?.beforeHandingOver?.()
  const reason = `550 5.1.1 <${to}>: Recipient address rejected: User unknown`
  return { outcome: 'failed', cause: 'refused', reason }
}

/** What went to an address that is not there comes back; one is sent again, and one taken off the list. */
export async function mailComesBack(world: World): Promise<void> {
  const { platform } = world
  for (const register of platform.registers.values()) {
    const toNobody = async () => {
      const rows = await on(world, register, clock, ({ db }) =>
        db
          .selectFrom('mail_message')
          .where('register', '=', register.id)
          .where('to_address', 'like', `%${unreachable}`)
          .where('sent_at', 'is', null)
          .where('undelivered_at', 'is', null)
          .select('id')
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      )
      for (const { id } of rows) {
        expected(await deliverMessage(platform, id, refuses), 'undelivered')
      }
    }
    await toNobody()
    await asStaff({ world, register }, 'bo', async (context) => {
      const [first, second, ...more] = await listUndelivered(context)
      if (first !== undefined) await sendAgain(context, { id: first.id })
      if (second !== undefined && more.length > 0) await settleMail(context, second.id)
    })
    await toNobody()
  }
}
