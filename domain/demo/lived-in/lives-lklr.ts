import type { Look } from '#domain/demo/lived-in/judging.ts'
import type { Stage } from '#domain/demo/lived-in/lives.ts'
import { appliesUntil } from '#domain/demo/lived-in/lives.ts'
import { isJudged, joins } from '#domain/demo/lived-in/roads.ts'
import { byCommittee, lklrWork } from '#domain/demo/lived-in/work.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { enter } from '#domain/demo/lived-in/world.ts'

// The lives of the LKLR: registered at once, and again after five years with 160 points.

/** Joins and asks for the first registration, which comes this far. */
export function firstLklr(stage: Stage) {
  return async function* (me: Me): Life {
    yield* joins(me)
    yield* appliesUntil(me, stage)
  }
}

/** Registered, with what comes after it. */
export function registeredLklr(then?: (me: Me) => Life, enters = true) {
  return async function* (me: Me): Life {
    const { random } = me.world
    yield* joins(me)
    yield* isJudged(me)
    if (then !== undefined) {
      yield* then(me)
      return
    }
    while (enters) {
      yield random.between(150, 420)
      const points = random.pick([12, 24])
      await enter(me, [...lklrWork(random, { points, days: 120 }), byCommittee(random, 60)])
    }
  }
}

/** Registered for nearly five years, and applies again so many days before the end: this far, or whole. */
export function renewsLklr(before: number, stage: Stage | 'renewed' | 'refused', look: Look = {}) {
  return registeredLklr(async function* (me: Me): Life {
    const { random } = me.world
    // They join some six weeks after they signed up.
    yield 5 * 365 - before - 60
    const points = stage === 'refused' ? 80 : 132
    // All of it since the registration began: what lies before that counts for the period before.
    const days = 5 * 365 - before - 80
    const rest = [4, 3, 2, 1].map((nth) => byCommittee(random, Math.floor((nth * days) / 4)))
    await enter(me, [...lklrWork(random, { points, days }), ...rest])
    yield 3
    if (stage === 'renewed' || stage === 'refused') yield* isJudged(me, look)
    else yield* appliesUntil(me, stage)
  })
}
