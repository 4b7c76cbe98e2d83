import type { Death } from '#domain/certification/death/death.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { deathAcknowledged } from '#mail/death-acknowledged.ts'

/** Writes one letter to whoever told it, by mail or on paper; to who left no address none. */
export async function writeToTeller(context: Context, death: Death, member: Member): Promise<void> {
  const { register, platform, db, today } = context
  const { toldName, toldEmail, toldAddress } = death
  if (toldEmail !== '') {
    await writeMessage(
      context,
      'death-acknowledged',
      { name: toldName, address: toldEmail },
      deathAcknowledged({
        register: mailRegister(platform, register),
        name: toldName,
        who: member.name,
      }),
    )
    return
  }
  if (toldAddress === '') return
  const [letterId] = await issuePapers(context, undefined, {
    kind: 'condolence',
    data: {
      register: documentRegister(platform, register),
      person: { name: toldName, addressLines: toldAddress.split('\n') },
      who: member.name,
      number: member.number ?? '',
      date: today.toString(),
    },
  })
  await db.updateTable('death').where('id', '=', death.id).set({ letter_id: letterId }).execute()
}
