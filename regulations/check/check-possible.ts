import type { Cap, Condition, Minimum, Norm, Regulation, Requirement } from '#engine'
import { formatAmount } from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import type { Path, Say } from '../mistakes.ts'
import type { Situation } from '../requirements/literal.ts'
import type { Goal } from './can-be-met.ts'
import { canBeMet } from './can-be-met.ts'
import { haveRoom } from './have-room.ts'

/**
 * Says which norms nobody can ever meet, by themselves or together: in every kind of application,
 * every category and every variant, and whenever the condition of a norm for some holds.
 */
export function checkPossible(regulation: Regulation, say: Say): void {
  const room = roomIn(regulation)
  const blames = new Map<string, { blame: Blame; situations: Situation[] }>()
  for (const situation of situationsOf(regulation)) {
    for (const blame of blamesIn(regulation, situation, room)) {
      const key = JSON.stringify([blame.asked.map(({ path }) => path), blame.caps])
      const known = blames.get(key)
      if (known === undefined) blames.set(key, { blame, situations: [situation] })
      else known.situations.push(situation)
    }
  }
  for (const { blame, situations } of blames.values()) {
    say(blame.asked[0]?.path ?? ['norms'], inWords(regulation, blame, situations))
  }
  checkAdmission(regulation, say)
}

/** Every sort of applicant for whom other norms or figures may hold. */
export function situationsOf({ categories, variants }: Regulation): Situation[] {
  const held = categories.length === 0 ? [{}] : categories.map(({ id }) => ({ category: id }))
  const cases = [{}, ...variants.map(({ id }) => ({ variant: id }))]
  return (['first', 'renewal'] as const).flatMap((kind) =>
    held.flatMap((category) => cases.map((variant) => ({ kind, ...category, ...variant }))),
  )
}

/** Whether minima have room under caps; what was found out is remembered. */
export type Room = (
  kind: Situation['kind'],
  minima: readonly Minimum[],
  caps: readonly Cap[],
) => boolean

/** Finds out, once for each question, whether minima of a regulation have room under its caps. */
export function roomIn(regulation: Regulation): Room {
  const known = new Map<string, boolean>()
  return (kind, minima, caps) => {
    const key = JSON.stringify([kind, minima, caps.map((cap) => cap.id)])
    const found = known.get(key) ?? haveRoom(regulation, kind, minima, caps)
    known.set(key, found)
    return found
  }
}

/** What is certain in a situation: its variant holds and no variant before it does. */
export function variantGoals({ variants }: Regulation, { variant }: Situation): Goal[] {
  const at = variants.findIndex((each) => each.id === variant)
  const before = at === -1 ? variants : variants.slice(0, at)
  const own = at === -1 ? [] : variants.slice(at, at + 1)
  return [
    ...own.map(({ when }) => ({ asks: when, holds: true })),
    ...before.map(({ when }) => ({ asks: when, holds: false })),
  ]
}

/** A norm or criterion as it stands in a situation, and where that is written. */
export type Asked = {
  readonly id: string
  readonly path: Path
  readonly requires: Requirement
  readonly when?: Condition
  readonly norm?: Norm
}

/** What is asked in a situation: the norms with the figures of its variant, and at first admission. */
export function askedIn(regulation: Regulation, situation: Situation): Asked[] {
  const { kind, category, variant } = situation
  const norms = regulation.norms.flatMap((norm, at): Asked[] => {
    const inScope =
      norm.appliesTo.includes(kind) &&
      (norm.categories === undefined ||
        (category !== undefined && norm.categories.includes(category)))
    if (!inScope) return []
    const instead = variant === undefined ? undefined : norm.instead[variant]
    return [
      {
        id: norm.id,
        norm,
        ...(norm.when === undefined ? {} : { when: norm.when }),
        ...(instead === undefined
          ? { path: ['norms', at, 'requires'], requires: norm.requires }
          : { path: ['norms', at, 'instead', variant ?? ''], requires: instead }),
      },
    ]
  })
  return kind === 'first' ? [...norms, ...criteriaOf(regulation, category)] : norms
}

function criteriaOf({ categories }: Regulation, category: string | undefined): Asked[] {
  const at = categories.findIndex((each) => each.id === category)
  return (categories[at]?.admission ?? []).map(({ id, requires }, place) => ({
    id,
    requires,
    path: ['categories', at, 'admission', place, 'requires'],
  }))
}

/** The fewest norms, with the fewest caps, that are impossible together. */
type Blame = {
  readonly asked: readonly Asked[]
  readonly caps: readonly Cap[]
  /** What they ask lapses too soon: without that it would be possible. */
  readonly lapsing: boolean
}

function blamesIn(regulation: Regulation, situation: Situation, room: Room): Blame[] {
  const certain = variantGoals(regulation, situation)
  const asked = askedIn(regulation, situation)
  const possible = (goals: readonly Goal[], caps: readonly Cap[]) =>
    canBeMet(regulation, situation, goals, (minima) => room(situation.kind, minima, caps))
  // A norm for some is looked at as it is asked of them, beside what is asked of everybody.
  const whens = asked.flatMap(({ when }) => (when === undefined ? [] : [when]))
  const different = new Map(whens.map((when) => [JSON.stringify(when), when]))
  return [undefined, ...different.values()].flatMap((special): Blame[] => {
    const base = [...certain, ...(special === undefined ? [] : [must(special)])]
    if (!possible(base, [])) return []
    const goals = (list: readonly Asked[]) => [...base, ...list.map(goalOf)]
    if (possible(goals(asked), regulation.caps)) return []
    const guilty = fewest(asked, (list) => !possible(goals(list), regulation.caps))
    const caps = fewest(regulation.caps, (list) => !possible(goals(guilty), list))
    const lasting = { ...regulation, lapses: [] }
    const lapsing =
      regulation.lapses.length > 0 &&
      canBeMet(regulation, situation, goals(guilty), (minima) =>
        haveRoom(lasting, situation.kind, minima, regulation.caps),
      )
    return [{ asked: guilty, caps, lapsing }]
  })
}

function must(asks: Requirement): Goal {
  return { asks, holds: true }
}

/** What a norm comes to: it is met, or it is for others. */
function goalOf({ requires, when }: Asked): Goal {
  if (when === undefined) return must(requires)
  return must({ kind: 'one-of', of: [{ kind: 'not', of: when }, requires] })
}

/** Takes away what is not needed for it to stay so: large parts first, and then one by one. */
function fewest<Each>(list: readonly Each[], staysSo: (list: readonly Each[]) => boolean): Each[] {
  let left = [...list]
  for (
    let size = Math.ceil(list.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < left.length; ) {
      const without = left.toSpliced(at, size)
      if (staysSo(without)) left = without
      else at += size
    }
  }
  return left
}

function inWords(
  regulation: Regulation,
  { asked, caps, lapsing }: Blame,
  situations: readonly Situation[],
): string {
  const names = formatList(asked.map(({ id }) => id))
  const most = caps.map(
    (cap) => `${cap.id} (hoogstens ${formatAmount(cap.atMost)}${eachWords[cap.each]})`,
  )
  const reasons = [...most, ...(lapsing ? ['wat intussen vervalt (lapses)'] : [])]
  const because = reasons.length === 0 ? '' : ` door ${formatList(reasons)}`
  const forWhom = whose(regulation, asked, situations)
  const [only] = asked
  if (asked.length === 1 && only?.requires.kind === 'minimum') {
    const { atLeast, each } = only.requires
    return `${formatAmount(atLeast)}${eachWords[each]} voor ${names} kan nooit${because}${forWhom} (can never be met)`
  }
  return asked.length === 1
    ? `${names} kan nooit worden gehaald${because}${forWhom} (can never be met)`
    : `${names} kunnen nooit samen worden gehaald${because}${forWhom} (can never be met together)`
}

const eachWords = {
  window: '',
  'calendar-year': ' in elk kalenderjaar',
  'registration-year': ' in elk registratiejaar',
  day: ' op een dag',
  activity: ' bij een activiteit',
} as const

/** For whom it is impossible, where it is possible for others of whom the same is asked. */
function whose(
  regulation: Regulation,
  asked: readonly Asked[],
  situations: readonly Situation[],
): string {
  const others = situationsOf(regulation).filter((situation) => {
    const paths = askedIn(regulation, situation).map(({ path }) => path.join('.'))
    return asked.every(({ path }) => paths.includes(path.join('.')))
  })
  const parts = [
    ['kind', (id: string) => (id === 'first' ? 'bij een eerste aanvraag' : 'bij een verlenging')],
    ['category', (id: string) => `in categorie ${id}`],
    ['variant', (id: string) => `onder variant ${id}`],
  ] as const
  return parts
    .flatMap(([part, words]) => {
      const here = new Set(situations.map((each) => each[part]))
      const there = new Set(others.map((each) => each[part]))
      const named = [...here].filter((each) => each !== undefined)
      return here.size >= there.size || named.length === 0
        ? []
        : [` ${formatChoice(named.map(words))}`]
    })
    .join('')
}

/** A change of category that nobody can make. */
function checkAdmission(regulation: Regulation, say: Say): void {
  regulation.moves.forEach(({ requires, to, from, admission }, at) => {
    if (requires === undefined) return
    const criteria = admission === 'waived' ? [] : criteriaOf(regulation, to)
    const asked = [must(requires), ...criteria.map((each) => must(each.requires))]
    const possible = from.some((category) =>
      canBeMet(regulation, { kind: 'first', category }, asked, () => true),
    )
    if (possible) return
    say(
      ['moves', at, 'requires'],
      `niemand kan dit en de criteria van ${to} samen halen (can never be met)`,
    )
  })
}
