import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { FoundCourse, ListedEdition } from '#domain/courses/catalogue/listed.ts'
import { anyTimeForms } from '#domain/courses/course/course.ts'
import type { Fill, Gap } from '#domain/learning/gap/gap.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { formatDay, formatList, formatMoney, formatQuantity } from '#web/kit/index.ts'
import { unitOf, unitOfMeasure } from '#web/speech.ts'

// What a course is, counts for and costs, in the words of a register.

/** What something counts for in a register: "8 uur geaccrediteerd", "8 punten geaccrediteerd, bij- en nascholing (A1)". */
export function countsInWords(
  register: Register,
  counts: readonly Counts[],
  today: Temporal.PlainDate,
): string {
  const version = versionInForce(register, today) ?? register.versions[0]
  const all = counts.map(({ kind, amount, attributes }) => {
    const known = version?.regulation.kinds.find(({ id }) => id === kind)
    const group = version?.regulation.groups.find(({ id }) => known?.groups.includes(id))
    const named = version?.regulation.attributes.filter(({ id }) => attributes.includes(id)) ?? []
    const has = named.map(({ label }) => withinSentence(label))
    const as = group?.label ?? known?.label
    return [
      [formatQuantity(amount, unitOf(register)), ...has].join(' '),
      ...(as === undefined ? [] : [withinSentence(as)]),
    ].join(', ')
  })
  return formatList(all)
}

/** The same without as what it counts: for a list. */
export function shortCounts(register: Register, counts: readonly Counts[]): string {
  const [first] = counts
  if (first === undefined) return ''
  const accredited = first.attributes.includes('accredited') ? ', geaccrediteerd' : ''
  return `${formatQuantity(first.amount, unitOf(register))}${accredited}`
}

/** When and where it is: "7 februari 2023 in Heideveld", "Online, wanneer het uitkomt". */
export function whenAndWhere({
  course,
  next,
}: {
  readonly course: Pick<FoundCourse['course'], 'form'>
  readonly next: ListedEdition | undefined
}): string {
  if (next !== undefined) return editionInWords(next)
  if (course.form === 'in-company') return 'Op afspraak bij de werkgever'
  return anyTimeForms.includes(course.form)
    ? 'Online, op elk moment'
    : 'Er is nog geen datum bekend'
}

/** "7 februari 2023 in Heideveld", "7 tot en met 21 februari 2023, online" */
export function editionInWords({
  first,
  last,
  online,
  place,
}: Pick<ListedEdition, 'first' | 'last' | 'online' | 'place'>): string {
  const when =
    first === last ? formatDay(first) : `${formatDay(first)} tot en met ${formatDay(last)}`
  if (place === '') return `${when}, online`
  return online ? `${when} in ${place}, ook online` : `${when} in ${place}`
}

/** "Gratis", "€ 325", "Prijs op aanvraag" */
export function priceInWords(price: number | null | undefined): string {
  if (price === null || price === undefined) return 'Prijs op aanvraag'
  return price === 0 ? 'Gratis' : formatMoney(price)
}

/** What it does for whoever asks: "Dekt 7 van je 39 ontbrekende uren". Empty where it does nothing. */
export function fillsInWords(
  { register }: Pick<Context, 'register'>,
  { loaded }: Gap,
  fills: readonly Fill[],
  your: string,
): readonly string[] {
  const { regulation } = loaded.compiled
  return fills.map(({ label, measure, fills: brings, missing }) => {
    const unit = unitOfMeasure(measure, register, regulation)
    const lacked = formatQuantity(missing, unit)
    const part =
      brings >= missing ? 'alles wat' : `${formatQuantity(brings, unit)} van de ${lacked} die`
    return brings >= missing
      ? `${sentenceCase(label)}: dekt de ${lacked} die ${whoLacks(your)} nog mist`
      : `${sentenceCase(label)}: dekt ${part} ${whoLacks(your)} nog mist`
  })
}

function whoLacks(your: string): string {
  return your === 'uw' ? 'u' : 'je'
}
