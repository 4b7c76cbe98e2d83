import { sealOf } from '#domain/certification/merge/merge.ts'
import { mergePeople, weighProposed } from '#domain/certification/merge/merge-people.ts'
import { proposeMerge, tellApart } from '#domain/certification/merge/propose-merge.ts'
import { findMerge } from '#domain/certification/merge/queries.ts'
import { weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { lifeOf } from '#domain/demo/lived-in/begin.ts'
import type { Scheduled } from '#domain/demo/lived-in/live-through.ts'
import type { MadeUpPerson, Trade } from '#domain/demo/lived-in/names.ts'
import { trades } from '#domain/demo/lived-in/names.ts'
import { joins, signsUp } from '#domain/demo/lived-in/roads.ts'
import type { Life, Me, World } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected } from '#domain/demo/lived-in/world.ts'

/** How far the back office comes with two who look alike. */
type DoubleStage = 'not-seen' | 'proposed' | 'merged' | 'told-apart'

const pairs: readonly (readonly [stage: DoubleStage, count: number, about?: string])[] = [
  ['not-seen', 3],
  ['proposed', 1, 'Meldde zich twee keer aan. Een collega moet nog zien of dit één persoon is.'],
  ['merged', 2, 'Meldde zich twee keer aan, en is samengevoegd.'],
  ['told-apart', 1],
]

/** Whoever signs up for the second time, with another address, in each register. */
export function doubles(
  world: World,
  made: (trade: Trade) => MadeUpPerson,
  howMany: (count: number) => number,
): readonly Scheduled[] {
  const { platform, lastDay } = world
  return [...platform.registers.values()].flatMap((register) =>
    pairs.flatMap(([stage, count, about]) =>
      Array.from({ length: howMany(count) }, (_, nth) => {
        const person = made(trades[register.id] ?? { jobs: [''], employers: [''] })
        const again = { ...person, email: person.email.replace('@', '.prive@') }
        const begins = lastDay.subtract({ days: 150 + 11 * nth })
        const named = nth === 0 ? about : undefined
        let first: Me | undefined
        const once = lifeOf(world, { register, person, about: named }, (me) => {
          first = me
          return joins(me)
        })
        const twice = lifeOf(world, { register, person: again, about: undefined }, (me) =>
          signsUpAgain(me, () => first, stage),
        )
        return [
          { begins, who: `${person.email} in ${register.id}`, life: once },
          {
            begins: begins.add({ days: 120 }),
            who: `${again.email} in ${register.id}`,
            life: twice,
          },
        ]
      }).flat(),
    ),
  )
}

async function* signsUpAgain(me: Me, before: () => Me | undefined, stage: DoubleStage): Life {
  await signsUp(me)
  const first = before()
  if (stage === 'not-seen' || first === undefined) return
  yield 2
  const pair = { stays: first.registrationId, goes: me.registrationId }
  if (stage === 'told-apart') {
    await asStaff(me, 'sanne', async (context) => {
      const reason = 'Vader en dochter op hetzelfde adres. Dat hebben we aan de telefoon gehoord.'
      expected(await tellApart(context, pair, reason), 'told')
    })
    return
  }
  const id = await asStaff(me, 'sanne', async (context) => {
    const weighed = await weighMerge(context, pair)
    if (weighed === undefined) throw new Error('the two cannot be laid side by side')
    const seen = sealOf([weighed.stays, weighed.goes])
    const reason = 'Zelfde naam, adres en werkgever. Gebeld: het is dezelfde persoon.'
    return expected(await proposeMerge(context, { ...pair, kept: [], reason, seen }), 'proposed').id
  })
  if (stage === 'proposed') return
  yield 1
  await asStaff(me, 'joost', async (context) => {
    const merge = await findMerge(context, id)
    const weighed = merge && (await weighProposed(context, merge))
    if (weighed === undefined) throw new Error('the two cannot be laid side by side')
    const seal = sealOf([weighed.stays, weighed.goes])
    expected(await mergePeople(context, { id, version: merge?.version ?? 0, seal }), 'merged')
  })
}
