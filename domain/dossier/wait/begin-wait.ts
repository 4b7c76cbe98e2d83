import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import { waitsOf } from '#domain/dossier/wait/queries.ts'
import { mayWaitFor, stillWaits } from '#domain/dossier/wait/wait.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { whatToAsk } from '#engine'

export type BegunWait =
  | { readonly outcome: 'waits'; readonly until: Temporal.PlainDate }
  /** It is not asked, or it should be there by now. */
  | { readonly outcome: 'may-not' }

/** Lets a dossier wait for a document that is not there yet; said twice it waits once. */
export async function beginWait(
  context: Context,
  { registrationId, document }: { readonly registrationId: string; readonly document: string },
): Promise<BegunWait> {
  const { db, register, today } = context
  const held = await holdDossier(context, registrationId)
  if (held?.isOpen !== true) return { outcome: 'may-not' }
  const before = (await waitsOf(context, registrationId)).find(
    (each) => each.document === document && stillWaits(each, today),
  )
  if (before !== undefined) return { outcome: 'waits', until: before.until }
  const loaded = await loadDossier(context, registrationId)
  if (loaded.standing.application !== undefined) return { outcome: 'may-not' }
  const { questions } = whatToAsk(loaded.compiled, loaded.dossier, today)
  const wanted = mayWaitFor(loaded, questions, today).find((each) => each.document === document)
  if (wanted === undefined) return { outcome: 'may-not' }
  const { until, facts } = wanted
  const { id } = await db
    .insertInto('wait')
    .values({
      register: register.id,
      registration_id: registrationId,
      document,
      facts: [...facts],
      said_on: today.toString(),
      until_on: until.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'wait',
    id,
    action: 'begin',
    facts: { registrationId, document, until },
  })
  return { outcome: 'waits', until }
}
