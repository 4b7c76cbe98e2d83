import type { HeldLabel } from '#engine'
import { labelInWords, labelVerdict } from '#engine'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** A label by which the hours of a course count as accredited in a register on a day. */
export interface CountingLabel {
  /** "CRKBO (instelling), geldig op 12-11-2026, gezien op 1-2-2026". */
  readonly text: string
  /** "CRKBO". */
  readonly name: string
}

/** The labels of a course that a register accepts and that hold on a day, in the order of the regulation. */
export function countingLabels(
  register: Register,
  held: readonly HeldLabel[],
  day: Temporal.PlainDate,
): readonly CountingLabel[] {
  const { regulation } = versionInForce(register, day) ?? register.versions.at(-1) ?? {}
  if (regulation === undefined) return []
  return regulation.labels.flatMap(({ id, label: name }) => {
    const verdict = labelVerdict(regulation, {
      ...{ kind: '', completedOn: day, attributes: { accredited: true } },
      accreditation: { label: id, held },
    })
    return verdict?.is === 'valid' ? [{ name, text: labelInWords(regulation, verdict, day) }] : []
  })
}
