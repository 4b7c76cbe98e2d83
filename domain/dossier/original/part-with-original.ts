import type { ChangedOriginal, SeenOriginal } from '#domain/dossier/original/change-original.ts'
import { changeOriginal } from '#domain/dossier/original/change-original.ts'
import { findOriginal } from '#domain/dossier/original/queries.ts'
import { documentLabel, writeAboutOriginal } from '#domain/dossier/original/write-about-original.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { originalGone } from '#mail/original-gone.ts'

/**
 * Notes that an original that was checked has been destroyed or sent back, and tells whose it was. It is
 * sent back only in an envelope that came along.
 */
export async function partWithOriginal(
  context: Context,
  seen: SeenOriginal,
  how: 'destroy' | 'return',
): Promise<ChangedOriginal> {
  if (how === 'return') {
    const envelope = (await findOriginal(context, seen.id))?.envelope
    if (envelope === false) return { outcome: 'stale' }
  }
  const changed = await changeOriginal(context, seen, {
    event: how,
    set: { ended_on: context.today.toString() },
  })
  if (changed.outcome !== 'changed') return changed
  const { original } = changed
  const member = await findMember(context, original.registrationId)
  if (member !== undefined) {
    const letter = originalGone({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      document: documentLabel(context, original.document),
      how: how === 'destroy' ? 'destroyed' : 'returned',
      inOrder: original.check?.inOrder ?? false,
      reason: original.check?.reason ?? '',
    })
    await writeAboutOriginal(context, member, 'original-gone', letter)
  }
  return changed
}
