import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { amount, day, oneOf, period, text, wrong, yesNo } from '#domain/takeover/delivery/cells.ts'
import { detailIn } from '#domain/takeover/delivery/check-activity-row.ts'
import { numberIn } from '#domain/takeover/delivery/check-registration.ts'
import type { CheckedRow, Checking } from '#domain/takeover/delivery/checked-row.ts'
import { fieldColumn, fieldsOfStatements } from '#domain/takeover/delivery/columns.ts'
import type { Asking, DetailValue, Fact, Option, Regulation } from '#engine'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** What can be stated, as a list calls it. */
export const statedMembers = [
  { id: 'document', label: 'document' },
  { id: 'work', label: 'werk' },
  { id: 'holding', label: 'registratie elders' },
  { id: 'fact', label: 'antwoord' },
  { id: 'leave', label: 'verlof' },
] as const

/** What was found of it elsewhere; without either nobody has looked at it. */
export const findings = [
  { id: 'approved', label: 'in orde' },
  { id: 'rejected', label: 'niet in orde' },
] as const

type Member = (typeof statedMembers)[number]['id']
type Subject = Option & { readonly asked?: Asking }

/** Reads what somebody stated beside activities, with what was found of it elsewhere. */
export function checkStatementRow(cells: Cells, { register, today }: Checking): CheckedRow {
  const number = numberIn(cells, register)
  const member = memberIn(cells)
  const subject = member && subjectIn(cells, register, member)
  const finding = oneOf(cells, 'besluit', { among: findings })?.id
  const judged = day(cells, 'besluit op', { must: finding !== undefined, until: today })
  if (finding === undefined && judged !== undefined) wrong(cells, 'besluit op', 'no-decision')
  const stated = day(cells, 'opgegeven op', { until: today }) ?? today
  const asked = member === 'work' ? workAsked(register) : subject?.asked
  const details = detailsIn(cells, register, { asked, label: subject?.label ?? 'werk' })
  const version =
    member === 'leave' ? leaveVersion(cells, register, { stated, subject }) : undefined
  // Leave that nobody granted is asked again here.
  if (member === 'leave' && finding !== 'approved') {
    wrong(cells, 'besluit', 'unknown-choice', { given: finding ?? '', against: 'in orde' })
  }
  return {
    key: text(cells, 'sleutel', { most: 200, must: true }),
    parent: number === undefined ? '' : String(number),
    facts: {
      member: member ?? null,
      subject: subject?.id ?? '',
      content:
        member === undefined || member === 'fact'
          ? null
          : member === 'leave'
            ? leaveDays(cells)
            : contentIn(cells, member, { details, today }),
      value: member === 'fact' ? valueIn(cells, register, subject?.id) : null,
      details: member === 'fact' ? details : {},
      state: finding ?? 'claimed',
      stated_on: stated.toString(),
      judged_on: judged?.toString() ?? null,
      reason: text(cells, 'reden', { most: 5000 }),
      ...(version === undefined ? {} : { regulation_version: version }),
    },
  }
}

function memberIn(cells: Cells): Member | undefined {
  if (cells.typed('soort') === '') return wrong(cells, 'soort', 'empty')
  return oneOf(cells, 'soort', { among: statedMembers })?.id
}

/** What a register can ask, of every version the last word of each. */
function subjectsOf({ versions }: Register, member: Member): readonly Subject[] {
  const found = versions.flatMap(({ regulation }) => listOf(regulation, member))
  return [...new Map(found.map((one) => [one.id, one])).values()]
}

function listOf(regulation: Regulation, member: Member): readonly Subject[] {
  switch (member) {
    case 'document':
      return regulation.documents
    case 'work':
      return regulation.workRoles
    case 'holding':
      return regulation.registers
    case 'fact':
      return regulation.facts
    case 'leave':
      return regulation.leaveSorts
  }
}

// What is asked beside a spell of work.
function workAsked({ versions }: Register): Asking | undefined {
  return versions.map(({ regulation }) => regulation.work).findLast((one) => one !== undefined)
}

// Work need not be in a role.
function subjectIn(cells: Cells, register: Register, member: Member): Subject | undefined {
  if (cells.typed('wat') === '') {
    return member === 'work' ? undefined : wrong(cells, 'wat', 'empty')
  }
  return oneOf(cells, 'wat', { among: subjectsOf(register, member) })
}

// The version under which leave was asked says what follows of it; the one of that day where none is told.
function leaveVersion(
  cells: Cells,
  register: Register,
  about: { readonly stated: Temporal.PlainDate; readonly subject: Subject | undefined },
): string | undefined {
  const told = day(cells, 'versie')
  const found =
    told === undefined
      ? (versionInForce(register, about.stated) ?? register.versions[0])
      : register.versions.find(({ regulation }) => regulation.version.equals(told))
  const { version, leaveSorts = [] } = found?.regulation ?? {}
  if (version === undefined) {
    const against = register.versions.map(({ regulation }) => regulation.version).join(', ')
    return wrong(cells, 'versie', 'unknown-choice', { given: cells.typed('versie'), against })
  }
  if (about.subject !== undefined && !leaveSorts.some(({ id }) => id === about.subject?.id)) {
    const against = leaveSorts.map(({ label }) => label).join(', ')
    return wrong(cells, 'wat', 'unknown-choice', { given: cells.typed('wat'), against })
  }
  return version.toString()
}

// The days that were granted, of which some may be still to come.
function leaveDays(cells: Cells) {
  const days = period(cells, ['van', 'tot en met'], { must: true })
  return { first: days?.first.toString() ?? null, last: days?.last.toString() ?? null }
}

function contentIn(
  cells: Cells,
  member: Exclude<Member, 'fact' | 'leave'>,
  about: {
    readonly details: Readonly<Record<string, DetailValue>>
    readonly today: Temporal.PlainDate
  },
) {
  const { details, today } = about
  const iso = (one: Temporal.PlainDate | undefined) => one?.toString()
  if (member === 'document') {
    return { issuedOn: iso(day(cells, 'datum', { must: true, until: today })), details }
  }
  const first = day(cells, 'van', { must: true, until: today })
  const last = day(cells, 'tot en met')
  if (first !== undefined && last !== undefined && Temporal.PlainDate.compare(last, first) < 0) {
    wrong(cells, 'tot en met', 'period-reversed', { given: last.toString() })
  }
  const spell = {
    first: iso(first),
    ...(last === undefined ? {} : { last: last.toString() }),
  }
  if (member === 'holding') return { ...spell, details }
  const hours = amount(cells, 'uren')
  const hoursPerWeek = amount(cells, 'uren per week')
  return {
    ...spell,
    ...(hours === undefined ? {} : { hours }),
    ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
    details,
  }
}

function valueIn(cells: Cells, register: Register, id: string | undefined): unknown {
  const column = 'waarde'
  const fact = register.versions
    .flatMap(({ regulation }): readonly Fact[] => regulation.facts)
    .findLast((one) => one.id === id)
  if (fact === undefined) return null
  if (cells.typed(column) === '') return wrong(cells, column, 'empty') ?? null
  const { type, options: among = [] } = fact
  switch (type) {
    case 'yes-no':
      return yesNo(cells, column) ?? null
    case 'day': {
      const found = day(cells, column)
      return found === undefined ? null : { day: found.toString() }
    }
    case 'number':
      return amount(cells, column) ?? null
    case 'choice':
      return oneOf(cells, column, { among })?.id ?? null
    case 'several': {
      const parts = cells.typed(column).split('|')
      const one = (typed: string) =>
        oneOf({ ...cells, typed: () => typed.trim() }, column, { among })
      return parts.flatMap((part) => one(part)?.id ?? [])
    }
  }
}

function detailsIn(
  cells: Cells,
  register: Register,
  { asked, label }: { readonly asked: Asking | undefined; readonly label: string },
): Readonly<Record<string, DetailValue>> {
  const fields = asked?.fields ?? []
  for (const id of fieldsOfStatements(register).keys()) {
    const column = fieldColumn(id)
    if (cells.typed(column) === '' || fields.some((field) => field.id === id)) continue
    wrong(cells, column, 'not-asked', { given: column, against: label })
  }
  const read = fields.flatMap((field) => {
    const value = detailIn(cells, field)
    return value === undefined || value === '' ? [] : [[field.id, value] as const]
  })
  return Object.fromEntries(read)
}
