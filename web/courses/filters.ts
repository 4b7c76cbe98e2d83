import type { Order, Wanted } from '#domain/courses/catalogue/listed.ts'
import type { CourseForm } from '#domain/courses/course/course.ts'
import { courseForms, courseLanguages } from '#domain/courses/course/course.ts'
import { namesOf } from '#domain/courses/course/offer.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'
import { monthsFrom } from '#web/courses/months.ts'

// What somebody looks for stands in the address, so that it can be kept, sent and gone back to.

/** One choice of the filters: what it is called, and the part of the address that makes it. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** The choices that there are, by the name that each has in the address. */
export interface Choices {
  readonly vorm: readonly Choice[]
  readonly thema: readonly Choice[]
  readonly voor: readonly Choice[]
  readonly beroep: readonly Choice[]
  readonly taal: readonly Choice[]
  readonly prijs: readonly Choice[]
  readonly wanneer: readonly Choice[]
  readonly waar: readonly Choice[]
  readonly competentie: readonly Choice[]
}

export const sorts: readonly Choice[] = [
  { value: 'past', label: 'Wat het best past' },
  { value: 'datum', label: 'Eerste datum' },
  { value: 'prijs', label: 'Laagste prijs' },
  { value: 'naam', label: 'Naam' },
]

const orderOf: Readonly<Record<string, Order>> = {
  past: 'best',
  datum: 'date',
  prijs: 'price',
  naam: 'title',
}

/** Everything that can be chosen, with only the towns in which something is still to come. */
export function choicesFor(
  { platform, register, today }: Context,
  places: readonly string[],
): Choices {
  const { audiences, themes, professions } = namesOf(platform.registers)
  const named = (names: ReadonlyMap<string, string>) =>
    [...names].map(([value, label]) => ({ value, label }))
  return {
    vorm: named(new Map(Object.entries(courseForms))),
    thema: named(themes).toSorted((one, other) => one.label.localeCompare(other.label, 'nl')),
    voor: named(audiences),
    beroep: named(professions),
    taal: named(new Map(Object.entries(courseLanguages))),
    prijs: [
      { value: '0', label: 'Gratis' },
      ...[50, 100, 250, 500].map((euros) => ({
        value: String(euros * 100),
        label: `Tot en met € ${euros}`,
      })),
    ],
    wanneer: monthsFrom(today),
    waar: [
      { value: 'online', label: 'Online' },
      ...places.map((place) => ({ value: `in:${place}`, label: place })),
    ],
    competentie: (register.development?.competences ?? [])
      .filter(({ themes }) => themes.length > 0)
      .map(({ id, label }) => ({ value: id, label })),
  }
}

/** What was asked, with what the choices do not have left out. */
export interface Asked {
  readonly text: string
  readonly chosen: Readonly<Record<keyof Choices, readonly string[]>>
  readonly accredited: boolean
  readonly sort: string
  readonly page: number
}

/** Reads what is asked out of an address. */
export function askedIn(params: URLSearchParams, choices: Choices): Asked {
  const names = Object.keys(choices) as (keyof Choices)[]
  const chosen = Object.fromEntries(
    names.map((name) => {
      const known = new Set(choices[name].map(({ value }) => value))
      return [name, [...new Set(params.getAll(name))].filter((value) => known.has(value))]
    }),
  ) as unknown as Asked['chosen']
  const sort = params.get('sorteer') ?? ''
  return {
    text: (params.get('zoek') ?? '').trim().slice(0, 200),
    chosen,
    accredited: params.get('telt') === 'ja',
    sort: Object.hasOwn(orderOf, sort) ? sort : 'past',
    page: Number(params.get('pagina') ?? 1),
  }
}

/** The same as the catalogue takes it. */
export function wantedOf(
  register: Register,
  { text, chosen, accredited, sort }: Asked,
): {
  readonly wanted: Wanted
  readonly order: Order
} {
  const [price] = chosen.prijs
  const [where] = chosen.waar
  const months = chosen.wanneer.toSorted()
  return {
    wanted: {
      text,
      forms: chosen.vorm as readonly CourseForm[],
      themes: chosen.thema,
      answers: chosen.competentie.flatMap((id) => themesOf(register, id)),
      audiences: chosen.voor,
      professions: chosen.beroep,
      languages: chosen.taal,
      accredited,
      atMost: price === undefined ? undefined : Number(price),
      from: months[0] === undefined ? undefined : `${months[0]}-01`,
      until: months[0] === undefined ? undefined : `${months.at(-1)}-31`,
      where:
        where === undefined
          ? undefined
          : where === 'online'
            ? { is: 'online' }
            : { is: 'place', place: where.slice('in:'.length) },
    },
    order: orderOf[sort] ?? 'best',
  }
}

/** By which themes there is something to learn for a competence of the register. */
export function themesOf({ development }: Pick<Register, 'development'>, id: string) {
  return development?.competences.find((one) => one.id === id)?.themes ?? []
}

/** The part of an address behind the question mark that asks this. */
export function queryOf(asked: Asked, page = 1): string {
  const params = new URLSearchParams()
  if (asked.text !== '') params.set('zoek', asked.text)
  for (const [name, values] of Object.entries(asked.chosen)) {
    for (const value of values) params.append(name, value)
  }
  if (asked.accredited) params.set('telt', 'ja')
  if (asked.sort !== 'past') params.set('sorteer', asked.sort)
  if (page > 1) params.set('pagina', String(page))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** One thing that was chosen, and what is asked without it. */
export interface Chip {
  readonly label: string
  readonly without: Asked
}

/** Everything that was chosen, each to be taken away. */
export function chipsOf(asked: Asked, choices: Choices, accredited: string): readonly Chip[] {
  const of = (Object.keys(choices) as (keyof Choices)[]).flatMap((name) =>
    asked.chosen[name].map((value) => ({
      label: choices[name].find((choice) => choice.value === value)?.label ?? value,
      without: {
        ...asked,
        chosen: { ...asked.chosen, [name]: asked.chosen[name].filter((one) => one !== value) },
      },
    })),
  )
  return [
    ...(asked.text === '' ? [] : [{ label: `‘${asked.text}’`, without: { ...asked, text: '' } }]),
    ...(asked.accredited ? [{ label: accredited, without: { ...asked, accredited: false } }] : []),
    ...of,
  ]
}
