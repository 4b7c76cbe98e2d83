import { stringify } from 'yaml'
import type { z } from 'zod'
import type { Addition, CompiledRegulation, Kind, Regulation, Words } from '#engine'
import { compileRegulation, inUnit } from '#engine'
import { formatDay } from '#language/days.ts'
import { checkRegulation } from './check/check-regulation.ts'
import { described } from './described.ts'
import * as says from './descriptions/addition.ts'
import type { Mistake, PlacedMistake, Say, SourceFile } from './mistakes.ts'
import { MistakenFile, mistakesOf } from './mistakes.ts'
import { amount, day, id, text } from './values.ts'

/**
 * The content of regulations/<register>/additions/<first day>-<kind>.yaml: a kind with its fixed value,
 * decided after a version was published. It never changes either.
 */
export const additionFile = described(says.addition, {
  register: id,
  version: day,
  from: day,
  kind: described(says.kind, {
    id,
    label: text.exactOptional(),
    hint: text.exactOptional(),
    like: id.exactOptional(),
  }),
  each: amount,
  decided: described(says.decided, { by: text, on: day, in: text }),
})

/** An addition as it stands in its file. */
export type AdditionFile = z.output<typeof additionFile>

/** Reads an addition of a register; throws MistakenFile with the place of each mistake. */
export function readAddition(source: SourceFile, register: string): AdditionFile {
  const parsed = additionFile.safeParse(source.content)
  if (!parsed.success) throw new MistakenFile(mistakesOf(parsed.error).map(source.place))
  if (parsed.data.register === register) return parsed.data
  const message = `hier hoort ${register} (must be the register's own id)`
  throw new MistakenFile([source.place({ path: ['register'], message })])
}

/** The name of the file of an addition, after its first day and its kind. */
export function nameOfAddition({ from, kind }: AdditionFile): string {
  return `additions/${from}-${kind.id}.yaml`
}

/** The text of the file of an addition. */
export function writeAddition(addition: AdditionFile): string {
  const { register, version, from, kind, each, decided } = addition
  return stringify({
    register,
    version: version.toString(),
    from: from.toString(),
    kind,
    each: each / 100,
    decided: { by: decided.by, on: decided.on.toString(), in: decided.in },
  })
}

/** An addition that was read, with its source for what is wrong with it. */
export type ReadAddition = { readonly addition: AdditionFile; readonly source: SourceFile }

/**
 * The versions of a register with, for each day on which something was added to one, the version that
 * holds from then on; oldest first. A next version says everything itself: what would have been added
 * after its first day no longer is. Throws MistakenFile for an addition that does not fit its version.
 */
export function withAdditions(
  versions: readonly CompiledRegulation[],
  additions: readonly ReadAddition[],
): readonly CompiledRegulation[] {
  const strange = additions.filter(
    ({ addition }) =>
      !versions.some(({ regulation }) => regulation.version.equals(addition.version)),
  )
  if (strange.length > 0) {
    throw new MistakenFile(
      strange.map(({ addition, source }) =>
        source.place({
          path: ['version'],
          message: `er is geen versie ${addition.version} (no such version)`,
        }),
      ),
    )
  }
  return versions.flatMap((version, at) => {
    const next = versions[at + 1]?.regulation.version
    const own = additions
      .filter(({ addition }) => addition.version.equals(version.regulation.version))
      .filter(
        ({ addition }) => next === undefined || Temporal.PlainDate.compare(addition.from, next) < 0,
      )
      .toSorted(
        ({ addition: one }, { addition: other }) =>
          Temporal.PlainDate.compare(one.from, other.from) ||
          (one.kind.id < other.kind.id ? -1 : 1),
      )
    const made = new Map<string, CompiledRegulation>()
    let before = version
    for (const one of own) {
      before = added(version, before, one)
      made.set(one.addition.from.toString(), before)
    }
    return [version, ...made.values()]
  })
}

function added(
  { regulation: { version } }: CompiledRegulation,
  before: CompiledRegulation,
  { addition, source }: ReadAddition,
): CompiledRegulation {
  const mistakes = mistakesIn(addition, before.regulation)
  if (mistakes.length > 0) throw new MistakenFile(mistakes.map(source.place))
  const { words } = before
  const regulation = compose(before.regulation, version, addition, words)
  const wrong = checkRegulation(regulation)
  if (wrong.length > 0) {
    throw new MistakenFile(
      wrong.map(
        ({ path, message }): PlacedMistake =>
          source.place({ path: [], message: `${path.join('.')}: ${message}` }),
      ),
    )
  }
  return compileRegulation(regulation, words)
}

/** What is wrong with an addition to a version, with what was added to that before. */
function mistakesIn({ from, kind, each, decided }: AdditionFile, before: Regulation): Mistake[] {
  const mistakes: Mistake[] = []
  const say: Say = (path, message) => mistakes.push({ path, message })
  const known = before.kinds.find((one) => one.id === kind.id)
  if (Temporal.PlainDate.compare(from, before.basedOn?.version ?? before.version) <= 0) {
    say(['from'], 'een toevoeging begint na de versie zelf (an addition begins after its version)')
  }
  if (Temporal.PlainDate.compare(decided.on, from) > 0) {
    say(['decided', 'on'], 'het besluit is van na de eerste dag (decided after the first day)')
  }
  if (each === 0) say(['each'], 'meer dan nul (more than nothing)')
  if ((kind.like === undefined) !== (kind.label === undefined)) {
    say(
      ['kind'],
      'een nieuwe soort heeft een label en een like; een die er al is geen van beide (label and like, or neither)',
    )
    return mistakes
  }
  if (kind.like === undefined) {
    if (known === undefined) say(['kind', 'id'], `onbekend soort ${kind.id} (unknown kind)`)
    else if (known.earlier?.some((rule) => rule.before.equals(from))) {
      say(['kind', 'id'], `${kind.id} krijgt op deze dag al een waarde (already has one that day)`)
    }
    return mistakes
  }
  if (known !== undefined) say(['kind', 'id'], `${kind.id} is er al (there is such a kind)`)
  if (!before.kinds.some((one) => one.id === kind.like)) {
    say(['kind', 'like'], `onbekend soort ${kind.like} (unknown kind)`)
  }
  return mistakes
}

// Fields from which an amount was made, where now one has a fixed value.
const ofAmounts: ReadonlySet<string> = new Set([
  'stated-load',
  'contact-hours',
  'self-study-hours',
  'test-hours',
  'hours',
  'half-days',
  'days',
  'words',
])

function compose(
  before: Regulation,
  version: Temporal.PlainDate,
  addition: AdditionFile,
  words: Words,
): Regulation {
  const { from, kind, decided } = addition
  // Who asked for a version before its day asked for that version.
  const { earlyApplication: _, ...rest } = before
  const article = `besluit van ${formatDay(decided.on)}`
  const known = before.kinds.find((one) => one.id === kind.id)
  const made: Addition = {
    from,
    kind: kind.id,
    label: kind.label ?? known?.label ?? kind.id,
    isNew: known === undefined,
    each: addition.each,
    decided,
  }
  return {
    ...rest,
    version: from,
    basedOn: { version, additions: [...(before.basedOn?.additions ?? []), made] },
    sources: {
      ...before.sources,
      [`${from}-${kind.id}`]: {
        title: `${decided.by}: ${decided.in}`,
        articles: [article],
        compared: decided.on,
      },
    },
    kinds:
      known === undefined
        ? [...before.kinds, ...newKind(before, addition, article, words)]
        : before.kinds.map((one) =>
            one === known ? withFixedValue(one, addition, article, words) : one,
          ),
  }
}

function newKind(
  before: Regulation,
  { from, kind, each }: AdditionFile,
  article: string,
  words: Words,
): readonly Kind[] {
  const like = before.kinds.find((one) => one.id === kind.like)
  if (like === undefined) return []
  const { id: _, hint: __, inSecondUnit, earlier: ___, form, fields, ...rest } = like
  const kept = fields.filter((field) => !ofAmounts.has(field.id))
  const reads = inSecondUnit?.by === 'field' ? inSecondUnit.field : undefined
  return [
    {
      ...rest,
      id: kind.id,
      label: kind.label ?? kind.id,
      ...(kind.hint === undefined ? {} : { hint: kind.hint }),
      article,
      rule: `${inUnit(each, words)} per keer. Wat voor ${formatDay(from)} is gedaan, beoordeelt ${words.committee}.`,
      value: { by: 'thing', each, article },
      earlier: [
        {
          before: from,
          rule: `Hoeveel het waard is, bepaalt ${words.committee}.`,
          value: { by: 'committee', article },
        },
      ],
      fields: kept,
      ...(form !== undefined && { form: { ...form, title: kind.label ?? form.title } }),
      ...(inSecondUnit !== undefined &&
        (reads === undefined || kept.some((field) => field.id === reads)) && { inSecondUnit }),
    },
  ]
}

function withFixedValue(
  kind: Kind,
  { from, each }: AdditionFile,
  article: string,
  words: Words,
): Kind {
  const { rule, value, earlier = [] } = kind
  const { onlyWith } = value
  return {
    ...kind,
    rule: `${inUnit(each, words)} per keer, vanaf ${formatDay(from)}. Voor wat eerder is gedaan: ${rule.charAt(0).toLowerCase()}${rule.slice(1)}`,
    value: { by: 'thing', each, article, ...(onlyWith === undefined ? {} : { onlyWith }) },
    earlier: [...earlier, { before: from, rule, value }],
  }
}
