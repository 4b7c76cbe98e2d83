import { z } from 'zod'
import type { Amount, Cents } from '#engine'
import { centsOf, parseAmount } from '#engine'

const refusals = {
  'not-a-number': 'geen getal: schrijf bijvoorbeeld 1.5 (not a number: write 1.5, say)',
  negative: 'een hoeveelheid is nooit negatief (a quantity is never negative)',
  'too-precise': 'hoogstens twee decimalen (two decimals at most)',
  'too-large': 'te groot (too large)',
} as const

/** An amount as people write it in a file: a number or text with two decimals at most. */
export const amount = z
  .union([
    z.number().meta({ minimum: 0 }),
    z.string().meta({ pattern: '^\\d{1,8}([.,]\\d{1,2})?$' }),
  ])
  .transform((input, context): Amount => {
    const parsed = parseAmount(input)
    if (parsed.is === 'amount') return parsed.amount
    context.issues.push({ code: 'custom', input, message: refusals[parsed.is] })
    return z.NEVER
  })

/** A number of whole things or hours, without decimals. */
export const wholeNumber = z.int().nonnegative()

/** Money in whole cents. */
export const cents = z
  .int()
  .nonnegative()
  .transform((input): Cents => centsOf(input))

/** A day that exists, as YYYY-MM-DD. */
export const day = z
  .string()
  .meta({ format: 'date' })
  .transform((input, context): Temporal.PlainDate => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(input)) {
      try {
        return Temporal.PlainDate.from(input, { overflow: 'reject' })
      } catch {
        // Falls through to the message below: the form is right, the day does not exist.
      }
    }
    context.issues.push({
      code: 'custom',
      input,
      message: `${input} is geen bestaande dag: schrijf jjjj-mm-dd (no such day: write yyyy-mm-dd)`,
    })
    return z.NEVER
  })

/** A length of time in calendar terms, as ISO 8601: P3Y, P12M, P6W, P14D. */
export const span = z
  .string()
  .meta({ examples: ['P3Y', 'P12M', 'P6W', 'P14D'] })
  .transform((input, context): Temporal.Duration => {
    if (/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(input)) return Temporal.Duration.from(input)
    context.issues.push({
      code: 'custom',
      input,
      message: `${input} is geen termijn: schrijf P3Y, P12M, P6W of P14D (not a span of time)`,
    })
    return z.NEVER
  })

/** A name inside files and dossiers: lower-case words with hyphens. */
export const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'een naam bestaat uit kleine letters, cijfers en koppeltekens (lower-case words with hyphens)',
  )

/** Text of at least one character. */
export const text = z.string().trim().min(1)
