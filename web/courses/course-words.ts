import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import { isStale } from '#domain/courses/course/course.ts'
import type { PartStatus, RequestPart } from '#domain/learning/request/request.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { formatMoney } from '#language/numbers.ts'
import type { Register } from '#regulations/register.ts'
import type { TagColour } from '#web/kit/index.ts'

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

/** What it costs: "Gratis", "€ 325" or "Op aanvraag". */
export function priceInWords(price: number | undefined): string {
  if (price === undefined) return 'Op aanvraag'
  return price === 0 ? 'Gratis' : formatMoney(price)
}

/** When and where: "12 en 19 november 2026, Utrecht". */
export function editionInWords(edition: Edition): string {
  const days = formatList(edition.days.map((day) => formatDay(day)))
  const where = edition.place === '' ? 'online' : edition.place
  const also = edition.online && edition.place !== '' ? ', ook online' : ''
  const from = edition.begins === '' ? '' : `, ${clockTime(edition.begins)}`
  const to = edition.begins === '' || edition.ends === '' ? '' : ` tot ${clockTime(edition.ends)}`
  const hours = from === '' ? '' : `${from}${to} uur`
  return `${days}${hours}, ${where}${also}`
}

function clockTime(time: string): string {
  return time.replace(/^0/, '').replace(':', '.')
}

/** What something counts for and how long: "8 uur geaccrediteerd, als …, van … tot en met …". */
export function heldInWords(register: Register, held: Accreditation): string {
  const counts = held.counts.map((one) => countsInWords(register, one, held.first))
  const what = counts.length === 0 ? 'Erkend' : formatList(counts)
  return `${what}, van ${formatDay(held.first)} tot en met ${formatDay(lastDayOf(held))}`
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
