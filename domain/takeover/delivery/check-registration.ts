import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import {
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { day, oneOf, period, text, wrong, yesNo } from '#domain/takeover/delivery/cells.ts'
import type { CheckedRow, Checking } from '#domain/takeover/delivery/checked-row.ts'
import type { Option, Period, PeriodRules } from '#engine'
import { blockOf, emptyDossier } from '#engine'
import { versionFor, versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** The statuses with which somebody can be taken over: those in which nothing waits for somebody. */
export const takenStatuses = [
  'candidate',
  'certified',
  'expired',
  'on-hold',
  'suspended',
  'withdrawn',
  'removed',
] as const satisfies readonly RegistrationStatus[]

const first = 'geldig van'
const last = 'geldig tot en met'

/** Reads how somebody stands in the register, and holds the period against the regulation. */
export function checkRegistration(cells: Cells, checking: Checking): CheckedRow {
  const { register, today } = checking
  const number = numberIn(cells, register)
  const status = statusIn(cells, register)
  const joined = day(cells, 'ingeschreven op', { must: true, until: today })
  const valid = period(cells, [first, last])
  const full = period(cells, ['volledig van', 'volledig tot en met'])
  const counted = day(cells, 'geteld tot en met', { until: today })
  const unmoved = unmovedIn(cells, valid)
  checkPeriod(cells, checking, { status, valid, joined, unmoved })
  const stoodAt = heldIn(cells, register, status, valid)
  const ended = day(cells, 'beëindigd op', { until: today })
  const applied = day(cells, 'aanvraag loopt sinds', { until: today })
  const forAWhile = oneOf(cells, 'voorlopig', { among: temporaryKinds })
  const reason = oneOf(cells, 'reden einde', { among: endReasons })
  const iso = (one: Temporal.PlainDate | undefined) => one?.toString() ?? null
  return {
    key: number === undefined ? '' : String(number),
    parent: text(cells, 'persoon', { most: 200, must: true }),
    facts: {
      number,
      status,
      held_status: stoodAt ?? null,
      category: categoryIn(cells, register, status)?.id ?? null,
      signed_up_on: iso(joined),
      approved_on: iso(joined),
      candidate_on: iso(joined),
      valid_first: iso(valid?.first),
      valid_last: iso(valid?.last),
      counted_until: iso(counted),
      regulation_version: versionOf(checking, joined, valid),
      shielded: yesNo(cells, 'afgeschermd') ?? false,
      ended_on: iso(ended),
      end_reason: reason?.id ?? null,
      temporary_kind: forAWhile?.id ?? null,
      full_first: iso(full?.first),
      full_last: iso(full?.last),
      // Not a column of the row: which registration that is, is known once both are written.
      went_on_in: wentOnIn(cells, register, { number, status }) ?? null,
      charged_until: iso(day(cells, 'gefactureerd tot en met') ?? today),
      // Left out where there is none, so that a row of before is still the same.
      ...(applied === undefined ? {} : { application_on: applied.toString() }),
      ...(unmoved === undefined
        ? {}
        : { unmoved_last: unmoved.toString(), moved_last: iso(valid?.last) }),
    },
  }
}

/** Options by which a file says what a database keeps in English. */
export const temporaryKinds = [
  { id: 'first', label: 'eerste' },
  { id: 'renewal', label: 'verlenging' },
] as const
export const endReasons = [
  { id: 'own-request', label: 'eigen verzoek' },
  { id: 'not-paid', label: 'niet betaald' },
] as const

/** The number of a registration of this register, as it was typed with or without its prefix. */
export function numberIn(cells: Cells, register: Register): number | undefined {
  const typed = text(cells, 'nummer', { most: 60, must: true })
  const number = readRegistrationNumber(register, typed)
  if (number !== undefined && number > 0 && number < 2 ** 31) return number
  const against = registrationNumber(register, 42)
  return typed === '' ? undefined : wrong(cells, 'nummer', 'no-number', { given: typed, against })
}

// The number in which this one went on: another one, of a registration that has ended.
function wentOnIn(
  cells: Cells,
  register: Register,
  { number, status }: { readonly number: number | undefined; readonly status: string | undefined },
): number | undefined {
  const typed = text(cells, 'opgegaan in', { most: 60 })
  if (typed === '') return undefined
  const found = readRegistrationNumber(register, typed)
  const against = registrationNumber(register, 42)
  if (found === undefined || found === number || status !== 'withdrawn') {
    return wrong(cells, 'opgegaan in', 'no-number', { given: typed, against })
  }
  return found
}

/** A category of any version of the regulation, by its id or its name. */
export function categoryIn(
  cells: Cells,
  register: Register,
  status: RegistrationStatus | undefined,
): Option | undefined {
  const among = register.versions.flatMap(({ regulation }) => [
    ...regulation.categories,
    ...regulation.formerCategories,
  ])
  const needed = status === 'certified' && among.length > 0
  if (cells.typed('categorie') === '' && needed) return wrong(cells, 'categorie', 'empty')
  return oneOf(cells, 'categorie', { among, unknown: 'unknown-category' })
}

function statusIn(cells: Cells, register: Register): (typeof takenStatuses)[number] | undefined {
  const among = Object.entries(register.statuses).map(([id, { label }]) => ({ id, label }))
  const typed = cells.typed('status')
  if (typed === '') return wrong(cells, 'status', 'empty')
  const found = oneOf({ ...cells, mistakes: [] }, 'status', { among })
  const known = takenStatuses.map((id) => register.statuses[id].label).join(', ')
  if (found === undefined) {
    return wrong(cells, 'status', 'unknown-status', { given: typed, against: known })
  }
  const taken = takenStatuses.find((id) => id === found.id)
  return taken ?? wrong(cells, 'status', 'status-not-taken', { given: found.label })
}

// What somebody goes back to once a hold or suspension ends; not told, it follows from the period.
function heldIn(
  cells: Cells,
  register: Register,
  status: RegistrationStatus | undefined,
  valid: Period | undefined,
): RegistrationStatus | undefined {
  if (status !== 'on-hold' && status !== 'suspended') return undefined
  const among = (['candidate', 'certified', 'expired'] as const).map((id) => {
    return { id, label: register.statuses[id].label }
  })
  const said = oneOf(cells, 'stond op', { among })
  return said?.id ?? (valid === undefined ? 'candidate' : 'certified')
}

function checkPeriod(
  cells: Cells,
  { register, today }: Checking,
  {
    status,
    valid,
    joined,
    unmoved,
  }: {
    readonly status: RegistrationStatus | undefined
    readonly valid: Period | undefined
    readonly joined: Temporal.PlainDate | undefined
    /** The last day before leave moved it. */
    readonly unmoved: Temporal.PlainDate | undefined
  },
): void {
  if (status === undefined) return
  const { label } = register.statuses[status]
  const typed = cells.typed(first) !== '' || cells.typed(last) !== ''
  if ((status === 'certified' || status === 'expired') && !typed) {
    wrong(cells, first, 'no-period', { given: label })
  }
  if (valid === undefined) return
  const over = Temporal.PlainDate.compare(valid.last, today) < 0
  const ends = { given: valid.last.toString(), against: label }
  if (status === 'certified' && over) wrong(cells, last, 'period-over', ends)
  if (status === 'expired' && !over) wrong(cells, last, 'period-not-over', ends)
  if (joined !== undefined && Temporal.PlainDate.compare(valid.first, joined) < 0) {
    wrong(cells, first, 'before-joining', { given: valid.first.toString() })
  }
  const rules = rulesOn(register, valid.first)
  if (rules === undefined) return
  const ownLast = unmoved ?? valid.last
  const block = blockOf(rules, valid.first)
  if (block !== undefined && !block.last.equals(ownLast)) {
    wrong(cells, last, 'not-the-block', { given: block.last.toString() })
  }
  const longest = rules.length
  if (Temporal.PlainDate.compare(ownLast, valid.first.add(longest)) >= 0) {
    wrong(cells, last, 'period-too-long', { against: lengthInWords(longest) })
  }
}

// The last day as it was before leave moved it: in the period, and before the day to which it moved.
function unmovedIn(cells: Cells, valid: Period | undefined): Temporal.PlainDate | undefined {
  const column = 'einde zonder verlof'
  const unmoved = day(cells, column)
  if (unmoved === undefined) return undefined
  const { compare } = Temporal.PlainDate
  if (
    valid !== undefined &&
    compare(valid.first, unmoved) <= 0 &&
    compare(unmoved, valid.last) < 0
  ) {
    return unmoved
  }
  return wrong(cells, column, 'not-before-the-end', { given: unmoved.toString() })
}

// The version that held when the period began says how long it may be, and before the first the first.
function rulesOn(register: Register, on: Temporal.PlainDate): PeriodRules | undefined {
  const version = versionInForce(register, on) ?? register.versions[0]
  return version?.regulation.period
}

function lengthInWords({ years, months }: Temporal.Duration): string {
  const parts = [
    years === 0 ? '' : `${years} jaar`,
    months === 0 ? '' : `${months} ${months === 1 ? 'maand' : 'maanden'}`,
  ]
  return parts.filter((part) => part !== '').join(' en ')
}

// The version that somebody would have who signed up here on that day.
function versionOf(
  { register, today }: Checking,
  joined: Temporal.PlainDate | undefined,
  valid: Period | undefined,
): string | undefined {
  const dossier = {
    ...emptyDossier,
    ...(joined === undefined ? {} : { registeredOn: joined }),
    ...(valid === undefined ? {} : { kind: 'renewal' as const, period: valid }),
  }
  const found =
    versionFor(register, dossier, today)?.compiled ??
    versionInForce(register, today) ??
    register.versions[0]
  return found?.regulation.version.toString()
}
