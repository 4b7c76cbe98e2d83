import type { LeaveEffect } from '#domain/certification/leave/weigh-leave.ts'
import type { Amount, CompiledRegulation } from '#engine'
import { formatAmount, inMeasure, isMeasure } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** What leave changes: each norm with its sum, the last day, and what is not asked. */
export function LeaveEffectText(props: {
  readonly effect: LeaveEffect
  readonly register: Register
  readonly today: Temporal.PlainDate
}) {
  const lines = effectInWords(props.effect, versionInForce(props.register, props.today))
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** The same in sentences, one for each change: "160 punten in 60 maanden, 6 maanden verlof: 144 punten." */
export function effectInWords(
  { norms, article, last, dispensed }: LeaveEffect,
  compiled: CompiledRegulation | undefined,
): readonly string[] {
  const lines = [
    ...norms.map(({ label, measure, before, after, sum }) => {
      const unit = (amount: Amount) =>
        compiled !== undefined && isMeasure(measure)
          ? inMeasure(amount, measure, compiled)
          : formatAmount(amount)
      const told =
        sum === undefined
          ? `${unit(before)} wordt ${unit(after)}`
          : `${unit(sum.whole)} in ${time(sum.of, sum.in)}, ${time(sum.missed, sum.in)} verlof: ${unit(after)}`
      return `${label}: ${told} (${article}).`
    }),
    ...(last === undefined
      ? []
      : [
          `De periode loopt tot en met ${formatDay(last.after)}, in plaats van ${formatDay(last.before)}.`,
        ]),
    ...(dispensed.length === 0
      ? []
      : [`Dit wordt in deze periode niet gevraagd: ${formatList(dispensed)}.`]),
  ]
  return lines.length > 0 ? lines : ['Aan de norm en de periode verandert niets.']
}

function time(count: number, unit: 'days' | 'months'): string {
  if (unit === 'days') return count === 1 ? '1 dag' : `${count} dagen`
  return count === 1 ? '1 maand' : `${count} maanden`
}
