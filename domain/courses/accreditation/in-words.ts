import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { quantityInText } from '#language/numbers.ts'
import { withinSentence } from '#language/sentences.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** What something counts for in a register: "8 uur geaccrediteerd, als training of opleiding". */
export function countsInWords(
  register: Register,
  { kind, amount, attributes }: Counts,
  day: Temporal.PlainDate,
): string {
  const { regulation } = versionInForce(register, day) ?? register.versions.at(-1) ?? {}
  const unit = { one: register.unit.one, many: register.unit.counted }
  const known = regulation?.attributes.filter(({ id }) => attributes.includes(id)) ?? []
  const as = regulation?.kinds.find(({ id }) => id === kind)?.label
  const what = known.map(({ label }) => withinSentence(label))
  const amountText = quantityInText(amount, unit)
  const counted = what.length === 0 ? amountText : `${amountText} ${formatList(what)}`
  return as === undefined ? counted : `${counted}, als ${withinSentence(as)}`
}

/** That it is accredited, as it stands with what somebody followed. */
export function accreditationInWords(
  register: Register,
  accreditation: Accreditation,
  { course, kind }: { readonly course: string; readonly kind: string | undefined },
): string {
  const counts = accreditation.counts.find((one) => one.kind === kind) ?? accreditation.counts[0]
  const unit = { one: register.unit.one, many: register.unit.counted }
  const amount = counts === undefined ? '' : `, ${quantityInText(counts.amount, unit)}`
  return `Geaccrediteerd voor ${register.called}${amount}, nummer ${course}, geldig van ${formatDay(accreditation.first)} tot en met ${formatDay(lastDayOf(accreditation))}`
}
