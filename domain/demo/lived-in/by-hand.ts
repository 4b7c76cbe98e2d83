import { proposeStatus } from '#domain/certification/status-by-hand/propose-status.ts'
import { standingOf } from '#domain/certification/status-by-hand/queries.ts'
import {
  confirmStatus,
  returnProposal,
} from '#domain/certification/status-by-hand/settle-status.ts'
import type { Wish } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { groundsOf, sealOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected } from '#domain/demo/lived-in/world.ts'
import { findMember } from '#domain/people/registration/queries.ts'

/** How far a status that is set by hand comes. */
export type ByHandStage = 'proposed' | 'returned' | 'confirmed'

/** Lacks a document that belongs to the registration: the back office lets it stand still by hand, which a colleague confirms. */
export async function* isSetByHand(me: Me, after: number, stage: ByHandStage): Life {
  yield after
  const { registrationId } = me
  const id = await asStaff(me, 'sanne', async (context) => {
    const ground = groundsOf(context.register).find(({ does }) => does === 'hold')
    const member = await findMember(context, registrationId)
    if (ground === undefined || member === undefined) throw new Error('nothing can be set by hand')
    const wish: Wish = {
      ground: ground.id,
      first: context.today,
      last: context.today.add({ months: 3 }),
      fileReason: 'Het diploma in het dossier is van iemand met een andere geboortedatum.',
      letterReason:
        'Het diploma in het dossier heeft een andere geboortedatum. Stuur een kopie van het goede diploma.',
      source: '',
    }
    const seen = sealOf(await standingOf(context, member), wish)
    return expected(await proposeStatus(context, { registrationId, wish, seen }), 'proposed').id
  })
  if (stage === 'proposed') return
  yield 1
  await asStaff(me, 'joost', async (context) => {
    const seen = { id, version: 1 }
    if (stage === 'confirmed') expected(await confirmStatus(context, seen), 'confirmed')
    else {
      const why = 'Dit is een typefout in het dossier. Bel eerst even.'
      expected(await returnProposal(context, seen, why), 'returned')
    }
  })
}
