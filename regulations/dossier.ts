import { z } from 'zod'
import type {
  Activity,
  CompiledRegulation,
  DetailValue,
  Dossier,
  Fact,
  FactValue,
  Kind,
  Regulation,
  Requirement,
} from '#engine'
import { asksOf, blockOf, nextPeriod, parseAmount } from '#engine'
import { formatDay } from '#language/days.ts'
import { spanInWords } from '#language/spans.ts'
import { described, describedKeys } from './described.ts'
import * as says from './descriptions/dossier.ts'
import type { Mistake } from './mistakes.ts'
import { mistakesOf } from './mistakes.ts'
import { amount, day, id, labelScope, text } from './values.ts'

const period = described(says.period, { first: day, last: day }).refine(
  ({ first, last }) => Temporal.PlainDate.compare(first, last) <= 0,
  {
    message: 'de laatste dag ligt vóór de eerste (the last day is before the first)',
  },
)

const state = z.enum(['claimed', 'approved', 'rejected'])

const yesOrNo = z.boolean().meta({ description: 'Yes (true) or no (false).' })
const words = z.string().meta({ description: 'A text, a day, an amount or the id of an option.' })

/** How many activities one dossier may hold. */
export const mostActivities = 10_000

const activity = described(says.activity, {
  id: text,
  kind: id,
  title: text,
  completedOn: day,
  hours: amount.exactOptional(),
  points: amount.exactOptional(),
  count: amount.exactOptional(),
  attributes: z.record(id, z.union([yesOrNo, words])).default({}),
  details: z.record(id, z.union([yesOrNo, z.number(), words])).default({}),
  accreditation: described(says.accreditation, {
    label: id.exactOptional(),
    byDecision: z.boolean().exactOptional(),
    held: z
      .array(
        described(says.heldLabel, {
          label: id,
          scope: labelScope,
          first: day.exactOptional(),
          last: day.exactOptional(),
          seenOn: day.exactOptional(),
          among: described(says.among, {
            holder: words,
            of: z.number().int().min(2),
          }).exactOptional(),
        }),
      )
      .max(100)
      .default([]),
  }).exactOptional(),
  state: z.enum(['planned', 'claimed', 'approved', 'rejected']),
  usedIn: text.exactOptional(),
  supplement: z.boolean().exactOptional(),
})

/** A dossier as JSON: what `peil assess` and the API take, and what examples are written in. */
export const dossierFile = described(says.dossier, {
  kind: z.enum(['first', 'renewal']),
  period: period.exactOptional(),
  temporary: period.exactOptional(),
  registeredOn: day.exactOptional(),
  submittedOn: day.exactOptional(),
  previousSubmittedOn: day.exactOptional(),
  countedUntil: day.exactOptional(),
  decidedOn: day.exactOptional(),
  appliesEarly: z.boolean().exactOptional(),
  category: id.exactOptional(),
  facts: z.record(id, z.union([yesOrNo, z.number(), words, z.array(z.string())])).default({}),
  holdings: z
    .array(
      described(says.holding, {
        register: id,
        first: day,
        last: day.exactOptional(),
        checkedAtStart: z.boolean().exactOptional(),
      }),
    )
    .default([]),
  documents: z
    .array(
      z.looseObject(
        describedKeys(says.document, {
          kind: id,
          issuedOn: day,
          state: z.enum([...state.options, 'unshown']).exactOptional(),
        }),
      ),
    )
    .default([]),
  work: z
    .array(
      z
        .looseObject(
          describedKeys(says.work, {
            first: day,
            last: day.exactOptional(),
            hours: amount.exactOptional(),
            hoursPerWeek: amount.exactOptional(),
            role: id.exactOptional(),
            details: z.record(id, z.union([yesOrNo, words])).exactOptional(),
            state: state.exactOptional(),
          }),
        )
        .refine((spell) => spell.hours === undefined || spell.hoursPerWeek === undefined, {
          message: 'geef uren of uren per week, niet allebei (hours or hoursPerWeek, not both)',
        })
        .refine((spell) => spell.hours !== undefined || spell.hoursPerWeek !== undefined, {
          message: 'geef uren of uren per week (hours or hoursPerWeek is missing)',
        })
        .refine(
          ({ first, last }) => last === undefined || Temporal.PlainDate.compare(first, last) <= 0,
          { message: 'de laatste dag ligt vóór de eerste (the last day is before the first)' },
        ),
    )
    .default([]),
  leave: z.array(period).default([]),
  grantedLeave: z
    .array(period.safeExtend(describedKeys(says.grantedLeave, { sort: id })))
    .default([]),
  declarations: z
    .array(described(says.declaration, { id, on: day, by: text.exactOptional() }))
    .default([]),
  judgements: z
    .array(
      described(says.judgement, {
        on: text,
        outcome: z.enum(['approved', 'rejected', 'met', 'not-met']),
        awarded: amount.exactOptional(),
        awardedSecond: amount.exactOptional(),
        reason: text.exactOptional(),
      }),
    )
    .default([]),
  surplus: z.record(id, amount).default({}),
  activities: z
    .array(activity)
    .max(mostActivities, {
      error: `een dossier heeft hoogstens 10.000 activiteiten (a dossier holds at most 10,000 activities)`,
    })
    .default([]),
})

export type ReadDossier =
  | { readonly is: 'read'; readonly dossier: Dossier }
  | { readonly is: 'mistaken'; readonly mistakes: readonly Mistake[] }

/** Reads a dossier in JSON form for a regulation, or says what is wrong with it, and where. */
export function readDossier(input: unknown, compiled: CompiledRegulation): ReadDossier {
  const parsed = dossierFile.safeParse(input)
  if (!parsed.success) {
    return { is: 'mistaken', mistakes: mistakesOf(parsed.error) }
  }
  const mistakes: Mistake[] = []
  const file = parsed.data
  const dossier: Dossier = {
    ...file,
    facts: readFacts(file.facts, compiled, mistakes),
    documents: file.documents.map(({ kind, issuedOn, state }) => ({
      kind,
      issuedOn,
      ...(state === undefined ? {} : { state }),
    })),
    work: file.work.map(({ first, last, hours, hoursPerWeek, role, details, state }) => ({
      first,
      ...(last === undefined ? {} : { last }),
      ...(hours === undefined ? {} : { hours }),
      ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
      ...(role === undefined ? {} : { role }),
      ...(details === undefined ? {} : { details }),
      ...(state === undefined ? {} : { state }),
    })),
    activities: file.activities.map((each, at) => readActivity(each, at, compiled, mistakes)),
  }
  checkReferences(dossier, compiled, mistakes)
  checkJudgements(dossier, compiled.regulation, mistakes)
  checkDays(dossier, compiled.regulation, mistakes)
  return mistakes.length > 0 ? { is: 'mistaken', mistakes } : { is: 'read', dossier }
}

function readFacts(
  facts: Readonly<Record<string, boolean | number | string | readonly string[]>>,
  { regulation }: CompiledRegulation,
  mistakes: Mistake[],
): Record<string, FactValue> {
  const read: Record<string, FactValue> = {}
  for (const [name, value] of Object.entries(facts)) {
    const fact = regulation.facts.find((each) => each.id === name)
    const path = ['facts', name]
    if (fact === undefined) {
      const known = regulation.facts.map((each) => each.id)
      mistakes.push({
        path,
        message: `onbekend feit ${name}; bekend: ${listed(known)} (unknown fact)`,
      })
      continue
    }
    if (fact.type === 'yes-no') {
      if (typeof value === 'boolean') read[name] = value
      else mistakes.push({ path, message: 'schrijf true of false (true or false)' })
    } else if (fact.type === 'day') {
      const parsed = day.safeParse(value)
      if (parsed.success) read[name] = parsed.data
      else
        mistakes.push({ path, message: parsed.error.issues[0]?.message ?? 'geen dag (not a day)' })
    } else if (fact.type === 'number') {
      const parsed = amount.safeParse(value)
      if (parsed.success) read[name] = parsed.data
      else
        mistakes.push({
          path,
          message: parsed.error.issues[0]?.message ?? 'geen getal (not a number)',
        })
    } else {
      const chosen = chosenIn(fact, value)
      if (typeof chosen === 'string' || chosen.length > 0) read[name] = chosen
      else {
        const known = listed(fact.options?.map((option) => option.id) ?? [])
        const message =
          fact.type === 'several'
            ? `schrijf een lijst met een of meer van ${known} (not a list of its options)`
            : `kies uit ${known} (not one of the options)`
        mistakes.push({ path, message })
      }
    }
  }
  return read
}

/** The option of a fact, or several in their order in the regulation; none where any is unknown. */
function chosenIn(
  { type, options = [] }: Fact,
  value: boolean | number | string | readonly string[],
): string | readonly string[] {
  const known = options.map(({ id: option }) => option)
  if (type !== 'several') return typeof value === 'string' && known.includes(value) ? value : []
  const named =
    typeof value === 'object' && value.every((each) => known.includes(each)) ? value : []
  return known.filter((each) => named.includes(each))
}

function readActivity(
  file: z.output<typeof activity>,
  at: number,
  compiled: CompiledRegulation,
  mistakes: Mistake[],
): Activity {
  const path = ['activities', at]
  const kind = compiled.kinds.get(file.kind)
  if (kind === undefined) {
    const known = [...compiled.kinds.keys()]
    mistakes.push({
      path: [...path, 'kind'],
      message: `onbekend soort ${file.kind}; bekend: ${listed(known)} (unknown kind)`,
    })
  }
  if (file.hours !== undefined && file.points !== undefined) {
    mistakes.push({
      path,
      message: 'geef uren of punten, niet allebei (hours or points, not both)',
    })
  }
  const { regulation } = compiled
  for (const [name, value] of Object.entries(file.attributes)) {
    const attribute = regulation.attributes.find((each) => each.id === name)
    if (attribute === undefined) {
      const known = regulation.attributes.map((each) => each.id)
      mistakes.push({
        path: [...path, 'attributes', name],
        message: `onbekende eigenschap ${name}; bekend: ${listed(known)} (unknown attribute)`,
      })
    } else if (attribute.type === 'yes-no' && typeof value !== 'boolean') {
      mistakes.push({
        path: [...path, 'attributes', name],
        message: 'schrijf true of false (true or false)',
      })
    } else if (
      attribute.type === 'choice' &&
      !attribute.options?.some((option) => option.id === value)
    ) {
      const options = attribute.options?.map((option) => option.id) ?? []
      mistakes.push({
        path: [...path, 'attributes', name],
        message: `kies uit ${listed(options)} (not one of the options)`,
      })
    }
  }
  if (file.count !== undefined && file.count % 100 !== 0) {
    mistakes.push({
      path: [...path, 'count'],
      message: 'een aantal is een heel getal (a count is whole)',
    })
  }
  file.accreditation?.held.forEach(({ first, last }, place) => {
    if (first === undefined || last === undefined) return
    if (Temporal.PlainDate.compare(first, last) <= 0) return
    mistakes.push({
      path: [...path, 'accreditation', 'held', place, 'last'],
      message: 'de laatste dag ligt vóór de eerste (the last day is before the first)',
    })
  })
  const details = readDetails(file, kind, path, mistakes)
  const { hours, points, count, accreditation, usedIn, supplement } = file
  // Where the unit is points, hours are what the kind's rule turns into points.
  const inPoints = regulation.unit === 'point' && hours !== undefined
  const claimed = inPoints ? undefined : (hours ?? points)
  return {
    id: file.id,
    kind: file.kind,
    title: file.title,
    completedOn: file.completedOn,
    attributes: file.attributes,
    details: inPoints ? { hours, ...details } : details,
    state: file.state,
    ...(claimed === undefined ? {} : { claimed }),
    ...(count === undefined ? {} : { count }),
    ...(accreditation === undefined ? {} : { accreditation }),
    ...(usedIn === undefined ? {} : { usedIn }),
    ...(supplement === undefined ? {} : { supplement }),
  }
}

/** The details that the hour rules read, whether a kind asks for them or not. */
export const ruleDetails = [
  'stated-load',
  'contact-hours',
  'self-study-hours',
  'test-hours',
  'hours',
  'days',
  'half-days',
  'words',
  'count',
]

/** The details that an activity of a kind may have. */
export function knownDetails(kind: Kind | undefined): ReadonlySet<string> {
  return new Set([...(kind?.fields.map((field) => field.id) ?? []), ...ruleDetails])
}

function readDetails(
  file: z.output<typeof activity>,
  kind: Kind | undefined,
  path: readonly (string | number)[],
  mistakes: Mistake[],
): Record<string, DetailValue> {
  const read: Record<string, DetailValue> = {}
  const known = knownDetails(kind)
  for (const [name, value] of Object.entries(file.details)) {
    if (kind !== undefined && !known.has(name)) {
      mistakes.push({
        path: [...path, 'details', name],
        message: `onbekend veld ${name}; bekend: ${listed([...known])} (unknown detail)`,
      })
      continue
    }
    const asked = kind?.fields.find((field) => field.id === name)?.type
    const say = (message: string) => mistakes.push({ path: [...path, 'details', name], message })
    if (asked === 'yes-no' && typeof value !== 'boolean') {
      say('schrijf true of false (true or false)')
      continue
    }
    const isQuantity = asked === 'hours' || asked === 'whole-number' || ruleDetails.includes(name)
    if (typeof value === 'boolean' || (typeof value === 'string' && !isQuantity)) {
      if (isQuantity) say('geen getal (not a number)')
      else read[name] = value
      continue
    }
    // A quantity may be text, as it may be everywhere in a dossier.
    const parsed = parseAmount(value)
    if (parsed.is === 'amount') read[name] = parsed.amount
    else if (parsed.is === 'unclear') say('niet duidelijk: 1500 of 1.5? (unclear)')
    else if (parsed.is === 'not-a-number') say('geen getal (not a number)')
    else say('hoogstens twee decimalen, nul of meer (two decimals at most, nought or more)')
  }
  return read
}

function checkReferences(
  dossier: Dossier,
  { regulation }: CompiledRegulation,
  mistakes: Mistake[],
): void {
  const seen = new Set<string>()
  dossier.activities.forEach((each, at) => {
    if (seen.has(each.id)) {
      mistakes.push({
        path: ['activities', at, 'id'],
        message: `activiteit ${each.id} staat er twee keer in (listed twice)`,
      })
    }
    seen.add(each.id)
  })
  const { category } = dossier
  const known = [...regulation.categories, ...regulation.formerCategories].map((each) => each.id)
  if (category !== undefined && !known.includes(category)) {
    mistakes.push({
      path: ['category'],
      message: `onbekende categorie ${category}; bekend: ${listed(known)} (unknown category)`,
    })
  }
  const { documents, declarations } = regulation
  dossier.documents.forEach(({ kind }, at) => {
    if (documents.some((each) => each.id === kind)) return
    const known = listed(documents.map((each) => each.id))
    mistakes.push({
      path: ['documents', at, 'kind'],
      message: `onbekend document ${kind}; bekend: ${known} (unknown document)`,
    })
  })
  dossier.declarations.forEach(({ id: name }, at) => {
    if (declarations.some((each) => each.id === name)) return
    const known = listed(declarations.map((each) => each.id))
    mistakes.push({
      path: ['declarations', at, 'id'],
      message: `onbekende verklaring ${name}; bekend: ${known} (unknown declaration)`,
    })
  })
  const { leaveSorts } = regulation
  dossier.grantedLeave.forEach(({ sort }, at) => {
    if (leaveSorts.some((each) => each.id === sort)) return
    const known = listed(leaveSorts.map((each) => each.id))
    mistakes.push({
      path: ['grantedLeave', at, 'sort'],
      message: `onbekend soort verlof ${sort}; bekend: ${known} (unknown sort of leave)`,
    })
  })
  const roles = regulation.workRoles.map((each) => each.id)
  dossier.work.forEach(({ role }, at) => {
    if (role === undefined || roles.includes(role)) return
    mistakes.push({
      path: ['work', at, 'role'],
      message: `onbekende rol ${role}; bekend: ${listed(roles)} (unknown role)`,
    })
  })
  const tags = [
    'total',
    ...regulation.kinds.map((each) => each.id),
    ...regulation.groups.map((each) => each.id),
    ...regulation.attributes.map((each) => each.id),
  ]
  for (const tag of Object.keys(dossier.surplus)) {
    if (!tags.includes(tag)) {
      mistakes.push({
        path: ['surplus', tag],
        message: `onbekend: ${tag}; bekend: ${listed(tags)} (unknown kind, group or attribute)`,
      })
    }
  }
}

/** A judgement is about one thing that exists, says of it what can be said, and stands there once. */
function checkJudgements(dossier: Dossier, regulation: Regulation, mistakes: Mistake[]): void {
  const activities = new Set(dossier.activities.map((each) => each.id))
  const asked = judgedNames(regulation)
  const known = listed([...activities, ...asked].slice(0, 40))
  const seen = new Set<string>()
  dossier.judgements.forEach(({ on, outcome, awarded, awardedSecond }, at) => {
    const path = ['judgements', at]
    const say = (key: string, message: string) => mistakes.push({ path: [...path, key], message })
    if (seen.has(on)) {
      say('on', `twee oordelen over ${on}: laat er een staan (two judgements on one thing)`)
    }
    seen.add(on)
    const isActivity = activities.has(on)
    if (!isActivity && !asked.has(on)) {
      say('on', `er is niets dat ${on} heet; bekend: ${known} (unknown name)`)
      return
    }
    if (isActivity && asked.has(on)) {
      say(
        'on',
        `${on} is een activiteit, maar in het reglement heet ook iets zo: geef de activiteit een andere id (two things of this name)`,
      )
      return
    }
    const onActivity = outcome === 'approved' || outcome === 'rejected'
    // A surplus is granted or refused; people write either.
    if (on === 'carry-over') return
    if (isActivity && !onActivity) {
      say('outcome', 'over een activiteit: kies approved of rejected (does not fit an activity)')
    }
    if (!isActivity && onActivity) {
      say(
        'outcome',
        'over een norm of vraag: kies met of not-met (does not fit a norm or question)',
      )
    }
    if (!isActivity && awarded !== undefined) {
      say('awarded', 'alleen een activiteit krijgt een aantal (only for an activity)')
    }
    if (awardedSecond !== undefined && (!isActivity || regulation.secondUnit === undefined)) {
      say(
        'awardedSecond',
        regulation.secondUnit === undefined
          ? 'dit reglement heeft geen tweede eenheid (no second unit)'
          : 'alleen een activiteit krijgt een aantal (only for an activity)',
      )
    }
  })
}

/** The names under which people's judgements on other things than activities are filed. */
function judgedNames(regulation: Regulation): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (requirement: Requirement | undefined): void => {
    if (requirement === undefined) return
    switch (requirement.kind) {
      case 'minimum':
        return
      case 'one-of':
      case 'each-of':
        for (const part of requirement.of) visit(part)
        return
      default:
        for (const ask of asksOf(requirement)) if (ask.what === 'judgement') names.add(ask.on)
    }
  }
  for (const norm of regulation.norms) {
    names.add(norm.id)
    for (const each of [norm.requires, norm.when, norm.otherwise?.when]) visit(each)
    for (const each of Object.values(norm.instead)) visit(each)
  }
  for (const { id: name, requires } of regulation.categories.flatMap((each) => each.admission)) {
    names.add(name)
    visit(requires)
  }
  for (const move of regulation.moves) {
    names.add(move.id)
    visit(move.requires)
  }
  for (const each of [...regulation.variants, ...regulation.exemptions]) {
    names.add(each.id)
    visit(each.when)
  }
  if (regulation.carryOver.rule !== 'none') {
    names.add('carry-over')
    visit(regulation.carryOver.when)
  }
  return names
}

/** Days that contradict each other, or a period of a length that the regulation does not give. */
function checkDays(
  dossier: Dossier,
  { period: rules, moves, transition, temporary }: Regulation,
  mistakes: Mistake[],
) {
  const { submittedOn, decidedOn, period: held } = dossier
  checkTemporary(dossier, temporary, transition === undefined, mistakes)
  if (
    submittedOn !== undefined &&
    decidedOn !== undefined &&
    Temporal.PlainDate.compare(decidedOn, submittedOn) < 0
  ) {
    mistakes.push({
      path: ['decidedOn'],
      message: 'het besluit ligt vóór de aanvraag (decided before it was submitted)',
    })
  }
  // What began under an earlier version, or before a move, may have had another length.
  const mayDiffer =
    transition !== undefined ||
    temporary?.shortensNext === true ||
    moves.some((move) => move.period === 'from-original-start')
  if (held === undefined || rules.shape === 'rolling' || mayDiffer) return
  const block = blockOf(rules, held.first)
  if (block !== undefined && !held.first.equals(block.first)) {
    mistakes.push({
      path: ['period', 'first'],
      message: `een periode begint op ${formatDay(block.first)} of op ${formatDay(block.last.add({ days: 1 }))} (not the first day of a period)`,
    })
    return
  }
  const whole = block ?? nextPeriod(held.first, rules.length)
  if (held.last.equals(whole.last)) return
  // Others may have ended a personal period a day earlier, as after 29 February.
  if (block === undefined && held.last.equals(whole.last.subtract({ days: 1 }))) return
  mistakes.push({
    path: ['period', 'last'],
    message: `een periode duurt ${spanInWords(rules.length)}: vanaf ${formatDay(held.first)} tot en met ${formatDay(whole.last)} (not the length of a period)`,
  })
}

/** The days of a registration for a while, where the regulation gives one, and no longer than it does. */
function checkTemporary(
  { temporary: held, period: full }: Dossier,
  rule: Regulation['temporary'],
  /** Whether it cannot have begun under an earlier version. */
  strict: boolean,
  mistakes: Mistake[],
) {
  if (held === undefined || (rule === undefined && !strict)) return
  const say = (message: string) => mistakes.push({ path: ['temporary'], message })
  if (rule === undefined) {
    say('dit reglement kent geen voorlopige registratie (no temporary registration)')
    return
  }
  const whole = nextPeriod(held.first, rule.length)
  if (strict && Temporal.PlainDate.compare(held.last, whole.last) > 0) {
    say(
      `een voorlopige registratie duurt ${spanInWords(rule.length)}: vanaf ${formatDay(held.first)} tot en met ${formatDay(whole.last)} (longer than a temporary registration)`,
    )
  }
  if (full !== undefined && Temporal.PlainDate.compare(held.first, full.first) <= 0) {
    say('zij begint na het begin van de periode (it begins before the period)')
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'geen (none)' : names.join(', ')
}
