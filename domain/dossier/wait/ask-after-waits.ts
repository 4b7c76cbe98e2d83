import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { dueWaits } from '#domain/dossier/wait/queries.ts'
import type { Wait } from '#domain/dossier/wait/wait.ts'
import { isAboutDocument, waitsForWords } from '#domain/dossier/wait/wait.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { whatToAsk } from '#engine'
import { waitOver } from '#mail/wait-over.ts'

/** Asks again for what dossiers waited for until today; of who is not asked it any more the wait ends. */
export async function askAfterWaits(context: Context): Promise<void> {
  await eachDue(context, await dueWaits(context), ({ registrationId }) => registrationId, askAfter)
}

async function askAfter(context: Context, wait: Wait): Promise<void> {
  const { db, register, today, platform } = context
  const { id, registrationId, document } = wait
  const { compiled, dossier, standing } = await loadDossier(context, registrationId)
  const { regulation } = compiled
  const isAsked =
    standing.application === undefined &&
    whatToAsk(compiled, dossier, today).questions.some((question) =>
      isAboutDocument(regulation, dossier, document, question),
    )
  await db
    .updateTable('wait')
    .set(isAsked ? { asked_on: today.toString() } : { ended_on: today.toString() })
    .where('id', '=', id)
    .execute()
  const facts = { registrationId, document }
  await record(context, { noun: 'wait', id, action: isAsked ? 'ask' : 'end', facts })
  if (!isAsked) return
  const member = await findMember(context, registrationId)
  if (member === undefined || member.email === '') return
  const { name, email, accountId } = member
  const letter = waitOver({
    register: mailRegister(platform, register),
    name,
    document: waitsForWords(regulation, wait),
    saidOn: wait.saidOn.toString(),
  })
  await writeMessage(context, 'wait-over', { name, address: email, accountId }, letter)
}
