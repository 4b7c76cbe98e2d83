import { leaves } from '#domain/demo/lived-in/happenings.ts'
import { looksAt } from '#domain/demo/lived-in/looking.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asMe, asStaff, daysLeft, expected } from '#domain/demo/lived-in/world.ts'
import type { HoldGround } from '#domain/people/hold/hold.ts'
import { changeHold, placeHold } from '#domain/people/hold/place-hold.ts'
import { findHold } from '#domain/people/hold/queries.ts'
import type { Answer } from '#domain/privacy/erasure/answer-erasure.ts'
import { answerErasure, extendErasure } from '#domain/privacy/erasure/answer-erasure.ts'
import { askErasure, withdrawErasure } from '#domain/privacy/erasure/ask-erasure.ts'
import { findErasure } from '#domain/privacy/erasure/queries.ts'
import { askPersonalExport } from '#domain/takeover/personal-export/ask-personal-export.ts'
import { makePersonalExport } from '#domain/takeover/personal-export/make-personal-export.ts'

// What people ask of a register about what it keeps of them, and what the data protection officer does with it.

/** Who answers it. */
const guard = 'yara'

/** How far a request to be erased comes. */
export type ErasureStage =
  | 'asked'
  | 'extended'
  | 'granted'
  | 'refused'
  | 'taken-back'
  | 'waits-it-out'

const answers = {
  part: {
    is: 'grant',
    extent: 'part',
    words:
      'Bewijsstukken, e-mails en wie wat bekeek gaan weg. Wat nodig is om de besluiten uit te leggen blijft ' +
      'zolang het reglement dat zegt.',
  },
  all: {
    is: 'grant',
    extent: 'all',
    words: 'Alles wat niet langer bewaard hoeft te worden, gaat weg.',
  },
  refused: {
    is: 'refuse',
    words:
      'Er loopt nog een klacht bij een college. Tot die is afgehandeld, blijft het dossier staan.',
  },
} as const satisfies Readonly<Record<string, Answer>>

/** Leaves the register, and so many days before the last one asks it to erase what it keeps. */
export async function* asksToBeErased(me: Me, before: number, stage: ErasureStage): Life {
  yield* leaves(me, daysLeft(me, before + 45), 20)
  yield daysLeft(me, before)
  const id = yield* asks(me)
  if (stage === 'asked' || stage === 'waits-it-out') return
  yield 3
  if (stage === 'taken-back') {
    const { accountId } = me.actor
    await asMe(me, async (context) =>
      expected(await withdrawErasure(context, accountId), 'withdrawn'),
    )
    return
  }
  await looksAt(me, guard, { thing: 'registration', id: me.registrationId })
  await asStaff(me, guard, async (context) => {
    const now = { id, version: (await findErasure(context, id))?.version ?? 0 }
    if (stage === 'extended') {
      const why = 'Wij wachten op een ander register, waarin dezelfde stukken zijn gebruikt.'
      expected(await extendErasure(context, now, why), 'extended')
      return
    }
    if (stage === 'refused') {
      expected(await answerErasure(context, now, answers.refused), 'refused')
      return
    }
    // Of somebody about whom nothing was decided there is no part: then all of it goes.
    const inPart = await answerErasure(context, now, answers.part)
    const granted =
      inPart.outcome === 'no-part' ? await answerErasure(context, now, answers.all) : inPart
    expected(granted, 'granted')
  })
}

// While something stands in the way, such as a bill that is still to be booked, it is tried again.
async function* asks(me: Me): Life<string> {
  const { accountId } = me.actor
  const remark = 'Ik werk niet meer in dit vak.'
  for (;;) {
    const asked = await asMe(me, (context) =>
      askErasure(context, { accountId, by: 'person', remark }),
    )
    if (asked.outcome !== 'forbidden') return expected(asked, 'asked').id
    yield 1
  }
}

/** What is kept of somebody is held, whatever its term; ended again where that is said. */
export async function* isHeldBack(
  me: Me,
  after: number,
  { ground, reason, lifted }: { ground: HoldGround; reason: string; lifted?: string },
): Life {
  yield after
  const { registrationId } = me
  const id = await asStaff(me, guard, async (context) => {
    const lastDay = context.today.add({ months: 8 })
    return expected(await placeHold(context, { registrationId, ground, reason, lastDay }), 'placed')
      .id
  })
  if (lifted === undefined) return
  yield 30
  await asStaff(me, guard, async (context) => {
    const hold = await findHold(context, id)
    const seen = { id, version: hold?.version ?? 0 }
    expected(await changeHold(context, seen, { because: lifted }), 'changed')
  })
}

/** Asks for everything about themselves; it lies ready for a week, and is gone on the last day of the demo. */
export async function* asksForEverything(me: Me, after: number): Life {
  yield after
  const { world, register, actor } = me
  const { id: exportId } = await asMe(me, async (context) =>
    expected(await askPersonalExport(context, actor.accountId), 'asked'),
  )
  await makePersonalExport(world.platform, { register, exportId, today: world.today })
}
