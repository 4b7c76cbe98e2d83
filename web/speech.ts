import type { Measure, Regulation, SecondUnit } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { Unit } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'

/**
 * The register that is visited with the words of its pages: je or u, who decides, what is granted
 * and its paper, how the register itself is called, and its unit.
 */
export function speech({ context: { register } }: Pick<Visit, 'context'>) {
  const { register: called, ...names } = wording(register)
  return { register, called, ...voice(register.address), ...names, unit: unitOf(register) }
}

/** The register's unit as it stands behind a number: 1 uur, 96 uur. */
export function unitOf({ unit }: { readonly unit: SecondUnit }): Unit {
  return { one: unit.one, many: unit.counted }
}

/** What stands behind a number of a norm or cap: a word of one of the units; things are so many times. */
export function unitOfMeasure(
  measure: Measure,
  register: Pick<Register, 'unit'>,
  { secondUnit }: Pick<Regulation, 'secondUnit'>,
): Unit {
  switch (measure) {
    case 'amount':
      return unitOf(register)
    case 'second-unit':
      return unitOf({ unit: secondUnit ?? register.unit })
    case 'things':
      return { one: 'keer', many: 'keer' }
  }
}
