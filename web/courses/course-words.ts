import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import type { FoundCourse, ListedCounts, ListedEdition } from '#domain/courses/catalogue/listed.ts'
import type { CountsByLabel } from '#domain/courses/course/counts-by-label.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import { anyTimeForms, isStale } from '#domain/courses/course/course.ts'
import type { Fill } from '#domain/learning/gap/gap.ts'
import type { Ratings } from '#domain/learning/rating/rate-course.ts'
import type { PartStatus, RequestPart } from '#domain/learning/request/request.ts'
import type { HeldLabel, Regulation } from '#engine'
import { formatAmount, heldLabelInWords } from '#engine'
import { formatDay, formatDays, formatSpan, formatTime } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { formatMoney } from '#language/numbers.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import type { TagColour } from '#web/kit/index.ts'
import { formatCount, formatQuantity } from '#web/kit/index.ts'
import { unitOf, unitOfMeasure } from '#web/speech.ts'

/** How a course stands, in a word and a colour. */
export function courseTag(
  course: Pick<Course, 'state' | 'reviewOn'>,
  today: Temporal.PlainDate,
): { readonly colour: TagColour; readonly label: string } {
  if (course.state === 'draft') return { colour: 'grey', label: 'Concept' }
  if (course.state === 'withdrawn') return { colour: 'grey', label: 'Niet meer in het aanbod' }
  return isStale(course, today)
    ? { colour: 'yellow', label: 'Opnieuw bekijken' }
    : { colour: 'green', label: 'In het aanbod' }
}

/** What registers call several things, of which a name may have an "en" of its own: "Leerplicht en verzuim, Jeugd en gezin". */
export function namesInLine(names: readonly string[]): string {
  return names.join(', ')
}

/** What it costs: "Gratis", "€ 325" or "Op aanvraag". */
export function priceInWords(price: number | null | undefined): string {
  if (price === undefined || price === null) return 'Op aanvraag'
  return price === 0 ? 'Gratis' : formatMoney(price)
}

/** The same where nothing says that it is a price: "Prijs op aanvraag". */
export function priceInLine(price: number | null | undefined): string {
  return price === undefined || price === null ? 'Prijs op aanvraag' : priceInWords(price)
}

/** All of when and where, for whoever gives it: "12 en 19 november 2026, 9.30 tot 16.30 uur, Utrecht". */
export function editionInWords(edition: Edition): string {
  const days = formatDays(edition.days)
  const where = edition.place === '' ? 'online' : edition.place
  const also = edition.online && edition.place !== '' ? ', ook online' : ''
  return `${[days, timesInWords(edition), where].filter((one) => one !== '').join(', ')}${also}`
}

/** From when to when on a day: "9.30 tot 16.30 uur"; empty where it is not said. */
export function timesInWords({ begins, ends }: Pick<Edition, 'begins' | 'ends'>): string {
  if (begins === '') return ''
  return `${formatTime(begins)}${ends === '' ? '' : ` tot ${formatTime(ends)}`} uur`
}

/** What something counts for: "8 uur geaccrediteerd, als …"; "Erkend" where that is no hours. */
export function heldCountsInWords(
  register: Register,
  { counts, first }: Pick<Accreditation, 'counts' | 'first'>,
): string {
  const all = counts.map((one) => countsInWords(register, one, first))
  return all.length === 0 ? 'Erkend' : formatList(all)
}

/** The same with how long: "8 uur geaccrediteerd, als …, van … tot en met …". */
export function heldInWords(register: Register, held: Accreditation): string {
  return `${heldCountsInWords(register, held)}, van ${formatDay(held.first)} tot en met ${formatDay(lastDayOf(held))}`
}

const statusTags = {
  draft: { colour: 'grey', label: 'Concept' },
  'handed-in': { colour: 'blue', label: 'Wordt gecontroleerd' },
  asked: { colour: 'yellow', label: 'Aanvullen' },
  complete: { colour: 'blue', label: 'Wacht op besluit' },
  granted: { colour: 'green', label: 'Geaccrediteerd' },
  refused: { colour: 'red', label: 'Afgewezen' },
  withdrawn: { colour: 'grey', label: 'Ingetrokken' },
  lapsed: { colour: 'grey', label: 'Vervallen' },
} as const satisfies Readonly<
  Record<PartStatus, { readonly colour: TagColour; readonly label: string }>
>

/** How what is asked of a register stands, in a word and a colour. */
export function partTag({ status }: Pick<RequestPart, 'status'>) {
  return statusTags[status]
}

/** What is wanted, in words. */
export const purposeNames = {
  new: 'Nieuwe accreditatie',
  change: 'Wijziging',
  extension: 'Verlenging',
} as const

/** What something counts for in a register: "8 uur geaccrediteerd", "8 punten geaccrediteerd, bij- en nascholing (A1)". */
export function allCountsInWords(
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

/** The same without as what it counts: for a list. By a label of which nobody said how long it takes: "Geaccrediteerd". */
export function shortCounts(
  register: Register,
  { counts, label }: Pick<ListedCounts, 'counts' | 'label'>,
): string {
  const [first] = counts
  if (first === undefined) return label === undefined ? '' : 'Geaccrediteerd'
  const accredited = first.attributes.includes('accredited') ? ', geaccrediteerd' : ''
  return `${formatQuantity(first.amount, unitOf(register))}${accredited}`
}

/** By which label something is accredited: "CRKBO (instelling), geldig tot en met 30-09-2027, gezien op 01-02-2026". */
export function byLabelInWords(
  register: Register,
  held: HeldLabel,
  day: Temporal.PlainDate,
): string {
  const { regulation } = versionInForce(register, day) ?? register.versions.at(-1) ?? {}
  return heldLabelInWords(regulation ?? { labels: [] }, held)
}

/** What it counts for by a label, and by which: "7 uur geaccrediteerd, bij- of nascholing, door een keurmerk: CRKBO …". */
export function countsByLabelInWords(
  register: Register,
  { counts, label }: CountsByLabel,
  day: Temporal.PlainDate,
): string {
  const what = counts.length === 0 ? 'Geaccrediteerd' : allCountsInWords(register, counts, day)
  return `${what}, door een keurmerk: ${byLabelInWords(register, label, day)}`
}

/** When and where it is: "7 februari 2023 in Heideveld", "Online, wanneer het uitkomt". */
export function whenAndWhere({
  course,
  next,
}: {
  readonly course: Pick<FoundCourse['course'], 'form'>
  readonly next: ListedEdition | undefined
}): string {
  if (next !== undefined) return listedInWords(next)
  if (course.form === 'in-company') return 'Op afspraak bij de werkgever'
  return anyTimeForms.includes(course.form)
    ? 'Online, op elk moment'
    : 'Er is nog geen datum bekend'
}

/** An edition as lists have it. */
export function listedOf({ sequence, days, online, place, price }: Edition): ListedEdition {
  return {
    ...{ sequence, online, place, price: price ?? null },
    first: days[0]?.toString() ?? '',
    last: days.at(-1)?.toString() ?? '',
    days: days.length,
  }
}

/** In short: "7 februari 2023 in Heideveld", "7 en 21 februari 2023, online" */
export function listedInWords({
  first,
  last,
  days,
  online,
  place,
}: Pick<ListedEdition, 'first' | 'last' | 'days' | 'online' | 'place'>): string {
  const when = daysBetween(first, last, days)
  if (place === '') return `${when}, online`
  return online ? `${when} in ${place}, ook online` : `${when} in ${place}`
}

// Two days are said; of more it is said how many, where they do not follow on each other.
function daysBetween(first: string, last: string, days: number): string {
  if (days <= 2) return formatDays(first === last ? [first] : [first, last])
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)]
  const span = formatSpan(from, to)
  return from.until(to, { largestUnit: 'days' }).days + 1 === days ? span : `${days} dagen, ${span}`
}

/** What it does for whoever asks, as the register calls what they lack: "Dekt 8 van je 10 ontbrekende reflectiepunten". */
export function fillsInWords(
  register: Register,
  regulation: Pick<Regulation, 'secondUnit'>,
  fills: readonly Fill[],
  your: string,
): readonly string[] {
  return fills.map(({ norm, label, measure, fills: brings, missing }) => {
    const unit = unitOfMeasure(measure, register, regulation)
    const noun = register.courses.lacks.find((one) => one.norm === norm)?.noun
    const all = brings >= missing
    if (noun !== undefined) {
      const lacked = formatAmount(missing)
      return all
        ? `Dekt al ${your} ${lacked} ontbrekende ${noun}`
        : `Dekt ${formatAmount(brings)} van ${your} ${lacked} ontbrekende ${noun}`
    }
    const lacked = formatQuantity(missing, unit)
    const who = your === 'uw' ? 'u' : 'je'
    return all
      ? `${sentenceCase(label)}: dekt de ${lacked} die ${who} nog mist`
      : `${sentenceCase(label)}: dekt ${formatQuantity(brings, unit)} van de ${lacked} die ${who} nog mist`
  })
}

/** What all together say: "4,3 van 5, door 12 mensen die dit volgden". */
export function ratingsInWords({ average, ratings }: Ratings): string {
  return `${String(average).replace('.', ',')} van 5, door ${formatCount(ratings)} mensen die dit volgden`
}
