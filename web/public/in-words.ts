import type { Context } from '#domain/platform/context/context.ts'
import type { CompiledRegulation, Minimum, Norm, Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { formatCount, formatDay, formatList, formatQuantity } from '#web/kit/index.ts'
import { unitOfMeasure } from '#web/speech.ts'

// What a register's data say, in the words of its public pages.

/** The version of the regulation that holds today; before the first day of a register, its first. */
export function currentVersion({ register, today }: Context): CompiledRegulation {
  const version = versionInForce(register, today) ?? register.versions[0]
  if (version === undefined) throw new Error(`${register.id} has no regulation`)
  return version
}

/** What the public register shows of somebody, in the register's own words at sign-up. */
export function shownInWords(register: Register, regulation: Regulation): readonly string[] {
  return regulation.public.map((field) => register.signUp.public[field])
}

/**
 * How often those who decide meet, behind "komt": "elk kwartaal bij elkaar", "6 keer per jaar bij
 * elkaar"; "bij elkaar als er aanvragen zijn" where the regulation asks no more than that.
 */
export function meetsInWords({ terms }: Register, { committee }: Regulation): string {
  if (committee.rhythm === 'as-needed') return 'bij elkaar als er aanvragen zijn'
  const { length } = terms.committee.months
  const often =
    length === 12
      ? 'elke maand'
      : length === 4
        ? 'elk kwartaal'
        : length === 1
          ? 'één keer per jaar'
          : `${length} keer per jaar`
  return `${often} bij elkaar`
}

/** Why somebody is asked where they work: the regulation says whose work keeps a member from a file. */
export function whyWorkIsAsked(context: Context): string {
  const { conflicts } = currentVersion(context).regulation.committee
  const same = [
    ...(conflicts.includes('employer') ? ['met dezelfde werkgever'] : []),
    ...(conflicts.includes('municipality') ? ['uit dezelfde gemeente of regio'] : []),
  ]
  return same.length === 0
    ? `Dit is niet openbaar. Zo weten we waar ${voice(context.register.address).you} werkt.`
    : `Dit is niet openbaar. We vragen het omdat niemand een portfolio mag beoordelen van iemand ${same.join(' of ')}.`
}

/** Of whom a norm asks something, where it is not everybody: "Bij verlenging, voor Senior en Junior." */
export function askedOf(
  { appliesTo, categories }: Pick<Norm, 'appliesTo' | 'categories'>,
  { categories: all }: Pick<Regulation, 'categories'>,
  { certification }: Register,
): string {
  const [kind, ...others] = appliesTo
  const when =
    others.length > 0
      ? []
      : [kind === 'first' ? `bij de eerste ${certification.name}` : `bij ${certification.renewal}`]
  const labels = all.filter(({ id }) => categories?.includes(id)).map(({ label }) => label)
  const whom = labels.length === 0 ? [] : [`voor ${formatList(labels)}`]
  const said = [...when, ...whom].join(', ')
  return said === '' ? '' : `${sentenceCase(said)}.`
}

/** A norm that asks for at least so much over the whole period. */
interface PlainMinimum {
  readonly norm: Norm
  readonly minimum: Minimum
}

/** The norms that ask for at least so much, in the regulation's order. */
export function plainMinima(regulation: Regulation): readonly PlainMinimum[] {
  return regulation.norms.flatMap((norm) =>
    norm.requires.kind === 'minimum' && norm.categories === undefined
      ? [{ norm, minimum: norm.requires }]
      : [],
  )
}

/** The norm for everything together, if the regulation has one. */
export function totalNorm(regulation: Regulation): PlainMinimum | undefined {
  return plainMinima(regulation).find(
    ({ minimum: { of, in: measure, forEach } }) =>
      of === 'everything' && measure === 'amount' && forEach === undefined,
  )
}

/** How much a norm asks, for a large figure: "96 uur", "meer dan 96 uur"; things are only counted. */
export function minimumInWords(
  register: Register,
  minimum: Minimum,
  regulation: Pick<Regulation, 'secondUnit' | 'facts'>,
): string {
  const { atLeast, moreThan, in: measure, forEach } = minimum
  const asked = moreThan ?? atLeast
  const amount =
    measure !== 'things'
      ? formatQuantity(asked, unitOfMeasure(measure, register, regulation))
      : formatCount(Math.round(asked / 100))
  const figure = moreThan === undefined ? amount : `meer dan ${amount}`
  const fact = regulation.facts.find(({ id }) => id === forEach)
  return fact === undefined ? figure : `${figure} voor elk van ‘${fact.label}’`
}

/** When somebody looked, to stand below what they found: the business date, and the real time. */
export function consultedAt({ today }: Context): string {
  const now = Temporal.Now.zonedDateTimeISO('Europe/Amsterdam')
  return `${formatDay(today)}, ${now.hour}.${String(now.minute).padStart(2, '0')} uur`
}

/** About how long so many seconds are: "1 uur", "20 uur"; less than an hour is "1 uur". */
export function hoursInWords(seconds: number): string {
  return `${Math.max(1, Math.ceil(seconds / 3600))} uur`
}
