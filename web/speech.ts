import type { Measure, Regulation, SecondUnit } from '#engine'
import { voice } from '#language/voice.ts'
import type { Decided } from '#regulations/bodies.ts'
import { decidedBy } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { Unit } from '#web/kit/index.ts'
import { formatQuantity } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'

/**
 * The register that is visited with the words of its pages: je or u, who decides, what is granted
 * and its paper, how the register itself is called, and its unit.
 */
export function speech({ context: { register } }: Pick<Visit, 'context'>) {
  return speechOf(register)
}

/**
 * The same where applications of a kind are spoken of: whoever decides on those is the committee. Of
 * what nobody decided on yet there is no kind.
 */
export function speechAbout(
  { context: { register } }: Pick<Visit, 'context'>,
  kind: Decided | undefined,
) {
  return speechOf(kind === undefined ? register : decidedBy(register, kind))
}

function speechOf(register: Register) {
  const { register: called, ...names } = wording(register)
  return { register, called, ...voice(register.address), ...names, unit: unitOf(register) }
}

/** The register's unit as it stands behind a number: 1 uur, 96 uur. */
export function unitOf({ unit }: { readonly unit: SecondUnit }): Unit {
  return { one: unit.one, many: unit.counted }
}

/** The words of both units, as they stand behind a number; the second where the regulation has one. */
export interface Units {
  readonly first: Unit
  readonly second: Unit | undefined
}

/** The words in which activities are claimed and awarded. */
export function unitsOf(
  register: { readonly unit: SecondUnit },
  { secondUnit }: Pick<Regulation, 'secondUnit'>,
): Units {
  return {
    first: unitOf(register),
    second: secondUnit && unitOf({ unit: secondUnit }),
  }
}

/** An amount in the first unit, and in the second where there is one: "8 punten en 6 contacturen". */
export function inBothUnits(
  { first, second }: { readonly first: number; readonly second: number | undefined },
  units: Units,
): string {
  const amount = formatQuantity(first, units.first)
  if (second === undefined || units.second === undefined) return amount
  return `${amount} en ${formatQuantity(second, units.second)}`
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
