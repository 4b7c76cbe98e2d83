import { lapseClaim } from '#domain/dossier/statement/lapse.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { findSupervision } from '#domain/dossier/supervision/queries.ts'
import type {
  EndReason,
  Supervision,
  SupervisionEvent,
  SupervisionStatus,
} from '#domain/dossier/supervision/supervision.ts'
import { endWords, supervisionLifecycle } from '#domain/dossier/supervision/supervision.ts'
import { writeAboutSupervision } from '#domain/dossier/supervision/write-about-supervision.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { supervisionEnded } from '#mail/supervision-ended.ts'

export type EndedSupervision = { readonly outcome: 'ended' } | { readonly outcome: 'stale' }

/**
 * Ends what was asked or promised, and tells both but the one who wanted so. The document that the
 * promise was lapses with it, unless it is not needed any more: then it stays what it was.
 */
export async function endSupervision(
  context: Context,
  { id }: Pick<Supervision, 'id'>,
  why: EndReason,
): Promise<EndedSupervision> {
  const { db, today } = context
  const found = await findSupervision(context, id, { lock: true })
  const status =
    found && next<SupervisionStatus, SupervisionEvent>(supervisionLifecycle, found.status, 'end')
  if (found === undefined || status === undefined) return { outcome: 'stale' }
  await db
    .updateTable('supervision')
    .where('id', '=', id)
    .set((eb) => ({
      status,
      ended_on: today.toString(),
      end_reason: why,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'supervision',
    id,
    action: 'end',
    facts: { registrationId: found.professional.registrationId, why },
  })
  const { who } = colleagueIn(context, found.document)
  if (found.claimId !== undefined && why !== 'finished') {
    await lapseClaim(context, found.claimId, endWords(why, who))
  }
  await tell(context, found, why, who)
  return { outcome: 'ended' }
}

async function tell(
  context: Context,
  { professional, colleague, status }: Supervision,
  why: EndReason,
  who: string,
): Promise<void> {
  const about = {
    register: mailRegister(context.platform, context.register),
    who,
    reason: endWords(why, who),
    wasAccepted: status === 'accepted',
  }
  if (why !== 'professional') {
    await writeAboutSupervision(context, professional.registrationId, 'supervision-ended', (name) =>
      supervisionEnded({
        ...about,
        name,
        other: colleague.name,
        to: why === 'finished' ? 'professional' : 'professional-without',
      }),
    )
  }
  if (why !== 'colleague') {
    await writeAboutSupervision(context, colleague.registrationId, 'supervision-ended', (name) =>
      supervisionEnded({ ...about, name, other: professional.name, to: 'colleague' }),
    )
  }
}
