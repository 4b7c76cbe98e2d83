import { listStaff } from '#domain/people/staff/list-staff.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { waitingImport } from '#domain/platform/register/settle-import.ts'
import { secondLook } from '#mail/second-look.ts'

/**
 * Tells everybody who administers the register, once, that files of it wait to be confirmed: whoever brings
 * them in has no mail to send.
 */
export async function tellWaitingFiles(context: Context): Promise<void> {
  const waiting = await waitingImport(context)
  await eachDue(
    context,
    waiting === undefined ? [] : [waiting],
    ({ id }) => id,
    async (context, { id }) => {
      if (!(await remindOnce(context, id, 'files-wait'))) return
      const { register, platform } = context
      const staff = (await listStaff(context)).filter(({ role }) => role === 'administrator')
      for (const one of staff) {
        const name = one.name || one.email
        const to = { name, address: one.email, accountId: one.accountId }
        const letter = secondLook({
          register: mailRegister(platform, register),
          name,
          about: 'files',
        })
        await writeMessage(context, 'second-look', to, letter)
      }
    },
  )
}
