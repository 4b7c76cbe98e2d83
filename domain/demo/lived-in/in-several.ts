import { lifeOf } from '#domain/demo/lived-in/begin.ts'
import type { Scheduled } from '#domain/demo/lived-in/live-through.ts'
import { certifiedKrsd, collects } from '#domain/demo/lived-in/lives.ts'
import { registeredLklr } from '#domain/demo/lived-in/lives-lklr.ts'
import { registeredSupport } from '#domain/demo/lived-in/lives-support.ts'
import type { MadeUpPerson, Trade } from '#domain/demo/lived-in/names.ts'
import { trades } from '#domain/demo/lived-in/names.ts'
import type { Life, Me, World } from '#domain/demo/lived-in/world.ts'

/** A life in one register, which began so many days before the last one. */
interface Also {
  readonly register: string
  readonly ago: number
  readonly live: (me: Me) => Life
}

const twice: readonly (readonly [about: string, count: number, lives: readonly Also[]])[] = [
  [
    'Staat in het LKLR, en stapt over naar het KRSD.',
    8,
    [
      { register: 'lklr', ago: 900, live: registeredLklr() },
      { register: 'krsd', ago: 200, live: collects(10) },
    ],
  ],
  [
    'Staat in het LKLR en in het KRSD, en is in beide geregistreerd.',
    6,
    [
      { register: 'lklr', ago: 1500, live: registeredLklr() },
      { register: 'krsd', ago: 800, live: certifiedKrsd() },
    ],
  ],
  [
    'Staat in drie registers.',
    4,
    [
      { register: 'lklr', ago: 1300, live: registeredLklr() },
      { register: 'krsd', ago: 700, live: certifiedKrsd() },
      { register: 'clientondersteuners', ago: 420, live: registeredSupport() },
    ],
  ],
  [
    'Werkt als cliëntondersteuner en bij de gemeente, en staat in twee registers.',
    4,
    [
      { register: 'clientondersteuners', ago: 800, live: registeredSupport() },
      { register: 'krsd', ago: 300, live: collects(10) },
    ],
  ],
]

/** The lives of whoever stands in two registers, or in three. */
export function inSeveralRegisters(
  world: World,
  made: (trade: Trade) => MadeUpPerson,
  howMany: (count: number) => number,
): readonly Scheduled[] {
  const { platform, lastDay } = world
  return twice.flatMap(([about, count, also]) =>
    Array.from({ length: howMany(count) }, (_, nth) => {
      const person = made(trades[also[0]?.register ?? ''] ?? { jobs: [''], employers: [''] })
      return also.flatMap(({ register: id, ago, live }): Scheduled[] => {
        const register = platform.registers.get(id)
        if (register === undefined) return []
        const named = nth === 0 ? about : undefined
        return [
          {
            begins: lastDay.subtract({ days: ago - nth }),
            who: `${person.email} in ${id}`,
            life: lifeOf(world, { register, person, about: named }, live),
          },
        ]
      })
    }).flat(),
  )
}
