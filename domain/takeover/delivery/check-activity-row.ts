import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { askedAttributes } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { amountFields, checkActivity } from '#domain/dossier/activity/check-activity.ts'
import { partsOfForm } from '#domain/dossier/activity/parts-of-form.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { amount, day, oneOf, text, wrong, yesNo } from '#domain/takeover/delivery/cells.ts'
import { numberIn } from '#domain/takeover/delivery/check-registration.ts'
import type { CheckedRow, Checking } from '#domain/takeover/delivery/checked-row.ts'
import { attributeColumn, fieldColumn } from '#domain/takeover/delivery/columns.ts'
import type { Amount, CompiledRegulation, DetailValue, Field, Kind } from '#engine'
import { inUnit, nothing } from '#engine'
import { bareWords } from '#language/typed.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/**
 * Reads an activity with the decision that was taken on it. What was granted is taken as it was; what
 * nobody decided on yet is valued by the regulation, from what somebody did and never from points.
 */
export function checkActivityRow(cells: Cells, checking: Checking): CheckedRow {
  const { register, today } = checking
  const number = numberIn(cells, register)
  const compiled = newest(checking)
  const kind = kindIn(cells, register)
  const stand = standIn(cells)
  const planned = stand === 'planned'
  const done = stand === 'entered' || cells.typed('besluit') !== ''
  const completedOn = day(cells, 'datum', { must: true, ...(done ? { until: today } : {}) })
  if (planned && completedOn !== undefined && before(completedOn, today)) {
    wrong(cells, 'datum', 'not-planned', { given: completedOn.toString() })
  }
  checkUnit(cells, register)
  const facts = factsOf(cells, { register, compiled, kind, completedOn })
  const decision = decisionIn(cells, checking)
  const amounts = amountsOf(cells, { compiled, facts, stand, decided: decision?.outcome, today })
  const typed = typedOf(facts)
  const { own, shared } = partsOfForm({ typed, details: facts.details, selfTest: {} })
  return {
    key: text(cells, 'sleutel', { most: 200, must: true }),
    parent: number === undefined ? '' : String(number),
    facts: {
      activity: {
        title: facts.title,
        organiser: String(facts.details.provider ?? '').slice(0, 500),
        completed_on: completedOn?.toString() ?? null,
        form: { typed: shared.typed, details: shared.details },
      },
      claim: {
        state: decision?.outcome ?? stand,
        kind: kind?.id ?? null,
        ...amounts,
        accredited: facts.accredited ?? false,
        accreditation_label: facts.label ?? null,
        accreditation_number: facts.accreditation.number,
        accreditation_provider: facts.accreditation.provider,
        attributes: facts.attributes,
        form: { typed: own.typed, details: own.details },
        asked: Object.keys(facts.details),
      },
      decision: decision ?? null,
    },
  }
}

/** Where an activity stands on which nobody has decided, and how decisions are called. */
export const stands = [
  { id: 'entered', label: 'ingediend' },
  { id: 'planned', label: 'gepland' },
  { id: 'draft', label: 'concept' },
] as const
export const outcomes = [
  { id: 'approved', label: 'toegekend' },
  { id: 'partly', label: 'deels' },
  { id: 'rejected', label: 'afgewezen' },
] as const

function newest({ register, today }: Checking): CompiledRegulation {
  const version = versionInForce(register, today) ?? register.versions[0]
  if (version === undefined) throw new Error(`${register.id} has no regulation`)
  return version
}

/** The kinds of every version of a regulation, the last word of each. */
export function kindsOf({ versions }: Pick<Register, 'versions'>): ReadonlyMap<string, Kind> {
  return new Map(versions.flatMap(({ regulation }) => regulation.kinds.map((one) => [one.id, one])))
}

function kindIn(cells: Cells, register: Register): Kind | undefined {
  if (cells.typed('soort') === '') return wrong(cells, 'soort', 'empty')
  return oneOf(cells, 'soort', { among: [...kindsOf(register).values()], unknown: 'unknown-kind' })
}

function standIn(cells: Cells): ActivityState {
  return oneOf(cells, 'stand', { among: stands })?.id ?? 'entered'
}

// An amount in points says nothing of hours, nor the other way round.
function checkUnit(cells: Cells, { unit }: Register): void {
  const typed = cells.typed('eenheid')
  const ours = [unit.one, unit.many, unit.counted].map(bareWords)
  if (typed !== '' && !ours.includes(bareWords(typed))) {
    wrong(cells, 'eenheid', 'other-unit', { given: typed, against: unit.many })
  }
}

interface About {
  readonly register: Register
  readonly compiled: CompiledRegulation
  readonly kind: Kind | undefined
  readonly completedOn: Temporal.PlainDate | undefined
}

function factsOf(cells: Cells, { register, compiled, kind, completedOn }: About): ActivityFacts {
  const { labels } = compiled.regulation
  return {
    kind,
    title: text(cells, 'titel', { most: 200, must: true }),
    completedOn,
    details: detailsOf(cells, register, kind),
    accredited: yesNo(cells, 'geaccrediteerd'),
    label: oneOf(cells, 'keurmerk', { among: labels })?.id,
    accreditation: {
      number: text(cells, 'accreditatienummer', { most: 200 }),
      provider: text(cells, 'accreditatie van', { most: 200 }),
    },
    attributes: attributesOf(cells, compiled),
    evidenceKinds: [],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}

function attributesOf(cells: Cells, { regulation }: CompiledRegulation) {
  const answers = askedAttributes(regulation).flatMap(({ id, type, options = [] }) => {
    const column = attributeColumn(id)
    const value =
      type === 'yes-no' ? yesNo(cells, column) : oneOf(cells, column, { among: options })?.id
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(answers)
}

function detailsOf(
  cells: Cells,
  register: Register,
  kind: Kind | undefined,
): Readonly<Record<string, DetailValue>> {
  if (kind === undefined) return {}
  const asked = new Set(kind.fields.map(({ id }) => id))
  const others = [...kindsOf(register).values()].flatMap(({ fields }) => fields.map(({ id }) => id))
  for (const id of new Set(others)) {
    const column = fieldColumn(id)
    if (!asked.has(id) && cells.typed(column) !== '') {
      wrong(cells, column, 'not-asked', { given: column, against: kind.label })
    }
  }
  const read = kind.fields.flatMap((field) => {
    const value = detailIn(cells, field)
    return value === undefined || value === '' ? [] : [[field.id, value] as const]
  })
  return Object.fromEntries(read)
}

/** Reads the answer to a field; undefined where there is none, or none that can be read. */
export function detailIn(cells: Cells, { id, type, options = [] }: Field): DetailValue | undefined {
  const column = fieldColumn(id)
  switch (type) {
    case 'text':
      return text(cells, column, { most: 500 })
    case 'long-text':
      return text(cells, column, { most: 10_000 })
    case 'hours':
      return amount(cells, column)
    case 'whole-number': {
      const given = amount(cells, column)
      if (given === undefined || given % 100 === 0) return given
      return wrong(cells, column, 'no-amount', { given: cells.typed(column) })
    }
    case 'day':
      return day(cells, column)?.toString()
    case 'yes-no':
      return yesNo(cells, column)
    case 'choice':
      return oneOf(cells, column, { among: options })?.id
  }
}

/** A decision on an activity that was taken elsewhere. */
export interface EarlierDecision {
  readonly outcome: 'approved' | 'partly' | 'rejected'
  /** As ISO text. */
  readonly on: string
  readonly by: string
  readonly reason: string
}

function decisionIn(cells: Cells, { today }: Checking): EarlierDecision | undefined {
  const outcome = oneOf(cells, 'besluit', { among: outcomes })?.id
  const said = ['toegekend', 'toegekend tweede eenheid', 'besluit op', 'besloten door', 'reden']
  if (cells.typed('besluit') === '') {
    const lonely = said.find((column) => cells.typed(column) !== '')
    return lonely === undefined ? undefined : wrong(cells, lonely, 'no-decision')
  }
  const on = day(cells, 'besluit op', { must: true, until: today })
  const by = text(cells, 'besloten door', { most: 200 })
  const reason = text(cells, 'reden', { most: 5000 })
  if (outcome !== 'rejected' && cells.typed('toegekend') === '')
    wrong(cells, 'toegekend', 'no-award')
  if (outcome === undefined || on === undefined) return undefined
  return { outcome, on: on.toString(), by, reason }
}

interface Valued {
  readonly compiled: CompiledRegulation
  readonly facts: ActivityFacts
  readonly stand: ActivityState
  readonly decided: EarlierDecision['outcome'] | undefined
  readonly today: Temporal.PlainDate
}

// What was granted stands as it was granted. What is still open follows from what somebody did.
function amountsOf(cells: Cells, { compiled, facts, stand, decided, today }: Valued) {
  const typed = amount(cells, 'aantal')
  const second = amount(cells, 'aantal tweede eenheid')
  const awarded = decided === 'rejected' ? undefined : amount(cells, 'toegekend')
  const awardedSecond = amount(cells, 'toegekend tweede eenheid')
  const checked = checkActivity(compiled, facts, {
    today,
    files: 0,
    ownAddress: '',
    intent: 'save-draft',
    unread: new Set(),
  })
  const open = cells.typed('besluit') === '' && stand !== 'draft'
  if (open) checkAmount(cells, { compiled, facts, typed, counted: checked.claimed })
  const byCommittee = checked.value?.is === 'for-the-committee'
  const claimed = open && !byCommittee ? checked.claimed : (typed ?? checked.claimed)
  return {
    claimed: claimed ?? null,
    claimed_second: (open ? checked.claimedSecond : (second ?? checked.claimedSecond)) ?? null,
    awarded: decided === undefined ? null : (awarded ?? nothing),
    awarded_second: decided === undefined ? null : (awardedSecond ?? null),
  }
}

function checkAmount(
  cells: Cells,
  {
    compiled,
    facts: { kind },
    typed,
    counted,
  }: Pick<Valued, 'compiled' | 'facts'> & {
    readonly typed: Amount | undefined
    readonly counted: Amount | undefined
  },
): void {
  if (kind === undefined || kind.value.by === 'committee') return
  if (counted === undefined) {
    const fields = kind.fields.filter(({ id }) => amountFields.has(id))
    const [first] = fields
    wrong(cells, first === undefined ? 'aantal' : fieldColumn(first.id), 'hours-missing', {
      given: cells.typed('aantal'),
      against: fields.map(({ id, label }) => `${fieldColumn(id)} (${label})`).join(', of '),
    })
  } else if (typed !== undefined && typed !== counted) {
    wrong(cells, 'aantal', 'amount-differs', {
      given: inUnit(typed, compiled.words),
      against: inUnit(counted, compiled.words),
    })
  }
}

function before(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) <= 0
}
