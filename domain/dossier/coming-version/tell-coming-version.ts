import { comingVersionFor } from '#domain/dossier/coming-version/coming-version.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { versionComes } from '#mail/version-comes.ts'
import { comingVersion } from '#regulations/load.ts'

/**
 * Tells everybody once, some months before a version is in force, what it changes for them. Whom it
 * leaves under the old one is told nothing; whose application runs is told when that is decided.
 */
export async function tellComingVersion(context: Context): Promise<void> {
  const { register, today } = context
  const coming = comingVersion(register, today)
  if (coming === undefined) return
  const from = coming.regulation.version
  const first = from.subtract({ months: register.terms.newVersionMonths })
  if (Temporal.PlainDate.compare(today, first) < 0) return
  await eachDue(
    context,
    await takingPart(context),
    ({ id }) => id,
    async (context, { id }) => {
      const found = comingVersionFor(context, await loadDossier(context, id))
      if (found === undefined || !found.applies) return
      const member = await findMember(context, id)
      if (member === undefined || member.email === '') return
      if (!(await remindOnce(context, id, `version:${from}`))) return
      await writeMessage(
        context,
        'version-comes',
        { name: member.name, address: member.email, accountId: member.accountId },
        versionComes({
          register: mailRegister(context.platform, register),
          name: member.name,
          from: from.toString(),
          title: coming.regulation.title,
          standing: found.later.sentence,
          changes: found.differences.length,
          early: found.early?.state === 'open' ? found.early.text : undefined,
        }),
      )
      await record(context, {
        noun: 'registration',
        id,
        action: 'tell-version',
        facts: { version: from.toString() },
      })
    },
  )
}

async function takingPart({ db, register }: Context) {
  return db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('status', 'in', ['approved', 'candidate', 'certified', 'renewal-pending', 'on-hold'])
    .orderBy('id')
    .select('id')
    .execute()
}
