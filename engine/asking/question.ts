import type { WayFinding } from '../assessment.ts'
import type { Because, ConditionFinding } from '../requirements/condition.ts'
import type { Ask } from '../requirements/condition-kind.ts'

/** Something that has to be stated, given or done next, by the professional. */
export type Question = {
  /** now: it is needed; may: it is not, but it could lower what is asked, or help later. */
  readonly urgency: 'now' | 'may'
  /** What wants it, in the order of the file. */
  readonly for: readonly Asker[]
  /** One way, or several of which one is enough; the one that is nearest stands first. */
  readonly ways: Ways
}

/** What wants something: a norm or criterion, what a variant or an exemption rests on, a move. */
export type Asker = {
  readonly is: 'norm' | 'variant' | 'exemption' | 'move' | 'carry-over' | 'category'
  readonly id: string
}

/** Ways of which one is enough, each with everything that it takes. */
export type Ways = readonly (readonly Asked[])[]

/** One thing that is asked, with what was found of it by everything that wants it. */
export type Asked = AskedOfPerson | AskedActivities

/** It was found by these conditions: what they want of it, and why what is there is no good. */
type AskedOfPerson = Exclude<Ask, { readonly what: 'judgement' }> & {
  readonly findings: readonly ConditionFinding[]
}

/** Activities that are still missing, with what there is of them. */
type AskedActivities = { readonly what: 'activities'; readonly findings: readonly WayFinding[] }

/** Something that cannot be met any more, by what was stated or what people decided. */
export type DeadEnd = { readonly of: Asker; readonly because: readonly Because[] }

/** A question before it is known what else wants the same. */
export type Wanted = Omit<Question, 'for'> & { readonly by: Asker }

/** Whether a question asks for something that is known by heart, and that may steer what comes next. */
export function asksFact({ ways }: Pick<Question, 'ways'>): boolean {
  return ways.every((way) => way.every(({ what }) => what === 'fact' || what === 'category'))
}

/** Puts everything that a way takes together; what is asked twice is one thing. */
export function joined(way: readonly Asked[]): readonly Asked[] {
  const things = new Map<string, Asked>()
  for (const asked of way) {
    const key = keyOf(asked)
    const same = things.get(key)
    things.set(key, same === undefined ? asked : withFindingsOf(same, asked))
  }
  return [...things.values()]
}

/**
 * Asks everything once: what several want is one question, and what is needed anyway is not asked
 * again where it would be one of several ways. What is needed comes first, and of that the facts.
 */
export function joinQuestions(wanted: readonly Wanted[]): readonly Question[] {
  const needed = new Set(
    wanted.flatMap(({ urgency, ways }) => (urgency === 'now' ? onlyWayOf(ways).map(keyOf) : [])),
  )
  const questions = new Map<string, Question>()
  for (const { by, ...each } of wanted.toSorted(byUrgency)) {
    const settling = each.ways.find((way) => way.every((asked) => needed.has(keyOf(asked))))
    // What is needed anyway settles it: then it is no choice any more.
    const parts: readonly Ways[] =
      settling === undefined ? [each.ways] : settling.map((asked) => [[asked]])
    for (const ways of parts) {
      const key = JSON.stringify(ways.map((way) => way.map(keyOf)))
      const same = questions.get(key)
      questions.set(key, {
        urgency: same?.urgency ?? each.urgency,
        for: withAsker(same?.for ?? [], by),
        ways: same === undefined ? ways : ways.map((way, at) => bothOf(same.ways[at] ?? [], way)),
      })
    }
  }
  return [...questions.values()].toSorted(byUrgency)
}

function onlyWayOf(ways: Ways): readonly Asked[] {
  const [way = [], ...others] = ways
  return others.length === 0 ? way : []
}

function byUrgency(a: Omit<Question, 'for'>, b: Omit<Question, 'for'>): number {
  const rank = (each: Omit<Question, 'for'>) =>
    (each.urgency === 'now' ? 0 : 2) + (asksFact(each) ? 0 : 1)
  return rank(a) - rank(b)
}

function withAsker(list: readonly Asker[], by: Asker): readonly Asker[] {
  return list.some(({ is, id }) => is === by.is && id === by.id) ? list : [...list, by]
}

function bothOf(way: readonly Asked[], other: readonly Asked[]): readonly Asked[] {
  return joined([...way, ...other])
}

function withFindingsOf(one: Asked, other: Asked): Asked {
  if (one.what === 'activities' || other.what === 'activities') return one
  const known = new Set(one.findings.map(({ because }) => JSON.stringify(because)))
  const more = other.findings.filter(({ because }) => !known.has(JSON.stringify(because)))
  return { ...one, findings: [...one.findings, ...more] }
}

/** What tells one thing from another, whoever wants it. */
function keyOf(asked: Asked): string {
  switch (asked.what) {
    case 'fact':
      return `fact ${asked.fact}`
    case 'category':
    case 'work':
      return asked.what
    case 'document':
      return `document ${asked.document}`
    case 'holding':
      return `holding ${asked.register}`
    case 'declaration':
      return `declaration ${asked.declaration} ${asked.by ?? ''}`
    case 'refresher':
      return `refresher ${JSON.stringify(asked.of)}`
    case 'activities':
      return `activities ${JSON.stringify(asked.findings.map((finding) => finding.minima))}`
  }
}
