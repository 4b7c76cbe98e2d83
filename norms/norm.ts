import { z } from 'zod'
import { described } from '#regulations/described.ts'
import { day, id, text } from '#regulations/values.ts'
import * as says from './descriptions/norm.ts'

// What a norm looks like: a rule about work, with nobody in it. Each key is told in descriptions/norm.ts.

/** The four things by which work is looked at. */
export const dimensionIds = ['situation', 'work', 'responsibility', 'task'] as const

/** The three outcomes that there are. */
export const outcomeIds = ['registered', 'under-responsibility', 'not-registered'] as const

/** The two heads of the exception. */
export const headIds = ['not-worse', 'necessary'] as const

const named = { source: id, article: text }

const adoption = z.discriminatedUnion('is', [
  described(says.proposal, { is: z.literal('proposal'), text }),
  described(says.adopted, { is: z.literal('adopted'), by: text, on: day, text }),
])

const answerable = described(says.answerable, {
  for: z.enum(['norm', 'registration']),
  who: text,
  text,
  ...named,
})

const dimension = described(says.dimension, {
  id: z.enum(dimensionIds),
  label: text,
  question: text,
  text,
  ...named,
})

const indicator = described(says.indicator, {
  id,
  dimension: z.enum(dimensionIds),
  label: text,
  question: text,
  text,
  speaks: z.enum(['for-registered', 'for-others']).exactOptional(),
  options: z
    .array(described(says.option, { id, label: text }))
    .min(2)
    .max(12)
    .exactOptional(),
  examples: described(says.indicatorExamples, {
    yes: z.array(text).default([]),
    no: z.array(text).default([]),
  }).prefault({}),
  ...named,
})

const condition = described(says.condition, { id, label: text, text })

const outcome = described(says.outcome, {
  id: z.enum(outcomeIds),
  label: text,
  text,
  todo: z.array(text).min(1),
  conditions: z.array(condition).default([]),
  ...named,
})

const answer = z.union([z.boolean(), id])

/** What a rule asks of one indicator, as it is written. */
const cell = z.union([
  answer,
  z.array(answer).min(1),
  described(says.not, { not: z.union([answer, z.array(answer).min(1)]) }),
])

const rule = described(says.rule, {
  id,
  when: z.record(id, cell).default({}),
  outcome: z.enum(outcomeIds),
  text,
  ...named,
})

const register = described(says.register, {
  id,
  label: text,
  name: text,
  professions: z
    .array(described(says.profession, { id, label: text }))
    .min(1)
    .exactOptional(),
  digits: z.int().min(1).max(30),
  lookUp: z
    .string()
    .regex(
      /^https:\/\/[^\s]+$/,
      'schrijf een adres dat met https:// begint (an address that begins with https://)',
    )
    .exactOptional(),
})

const example = described(says.example, {
  title: text,
  text,
  answers: z.record(id, answer),
  expect: described(says.expectation, {
    outcome: z.enum(outcomeIds).exactOptional(),
    by: z.array(id).min(1).exactOptional(),
    open: z.array(z.enum(outcomeIds)).min(2).exactOptional(),
  }),
})

/** A document on which a norm rests. */
const normSource = described(says.document, {
  title: text,
  articles: z.array(text).min(1),
  compared: day.exactOptional(),
  note: text.exactOptional(),
})

/** The content of norms/<norm>/<first day>.yaml, which never changes once it holds. */
export const normFile = described(says.norm, {
  norm: id,
  version: day,
  title: text,
  about: z.array(text).min(1),
  adoption,
  sources: z.record(id, normSource),
  answerable: z.array(answerable).min(1),
  dimensions: z.array(dimension).min(1),
  indicators: z.array(indicator).min(1).max(60),
  outcomes: z.array(outcome).min(1),
  table: described(says.table, {
    hitPolicy: z.enum(['unique', 'any', 'first', 'priority']),
    rules: z.array(rule).min(1).max(1000),
  }),
  notTogether: z
    .array(described(says.contradiction, { answers: z.record(id, answer), text }))
    .max(50)
    .default([]),
  unless: described(says.unless, {
    text,
    heads: z
      .array(
        described(says.head, {
          id: z.enum(headIds),
          label: text,
          grounds: z.array(described(says.ground, { id, label: text, text })).min(1),
        }),
      )
      .min(1),
    written: described(says.written, { label: text, hint: text }),
    ...named,
  }),
  registers: z.array(register).min(1),
  supports: z.array(described(says.support, { register: id, label: text, text })).default([]),
  growthPath: described(says.growthPath, {
    text,
    may: text,
    outcome: z.array(z.enum(outcomeIds)).min(1),
    conditions: z.array(condition).min(1),
    steps: z.array(described(says.step, { id, label: text, text })).min(1),
    sectors: z.array(described(says.sector, { id, label: text, until: day })).min(1),
    end: text,
    ...named,
  }).exactOptional(),
  examples: z.array(example).default([]),
})

/** A norm as it is written. */
export type NormFile = z.output<typeof normFile>

export type OutcomeId = (typeof outcomeIds)[number]
export type NormIndicator = NormFile['indicators'][number]
export type NormRule = NormFile['table']['rules'][number]
/** What a rule asks of one indicator, as it is written. */
export type Cell = NormRule['when'][string]
