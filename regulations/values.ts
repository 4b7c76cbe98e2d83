import { z } from 'zod'
import type { Amount, Bound, Cents, Share } from '#engine'
import { centsOf, parseAmount } from '#engine'

const refusals = {
  unclear: 'niet duidelijk: schrijf 1500 of 1.5 (unclear: write 1500 or 1.5)',
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

/** The two ways to write a least: what is just enough, or what is just too little. */
export const bound = { atLeast: amount.exactOptional(), moreThan: amount.exactOptional() }

type WrittenBound = { readonly atLeast?: Amount; readonly moreThan?: Amount }

/** What is more than an amount, is at least the next that there is: a hundredth or a whole more. */
export function readBound<Written extends WrittenBound>(isWhole: (written: Written) => boolean) {
  return (written: Written, context: z.RefinementCtx): Omit<Written, 'atLeast'> & Bound => {
    const { atLeast, moreThan } = written
    if ((atLeast === undefined) === (moreThan === undefined)) {
      const message =
        'schrijf atLeast of moreThan, een van de twee (atLeast or moreThan, one of the two)'
      context.addIssue({ code: 'custom', path: ['atLeast'], message })
      return z.NEVER
    }
    const next = isWhole(written)
      ? Math.floor((moreThan ?? 0) / 100) * 100 + 100
      : (moreThan ?? 0) + 1
    return { ...written, atLeast: atLeast ?? (next as Amount) }
  }
}

/** A part of a whole, more than nothing and less than all of it: "1/3" or "50%". */
export const share = z
  .string()
  .meta({ pattern: '^\\d{1,3}(%|/\\d{1,3})$', examples: ['50%', '1/3'] })
  .transform((input, context): Share => {
    const [, parts, of] = /^(\d{1,3})(?:%|\/(\d{1,3}))$/.exec(input) ?? []
    const read = { parts: Number(parts), of: Number(of ?? 100) }
    if (parts !== undefined && read.parts > 0 && read.parts < read.of) return reduced(read)
    const message = `${input} is geen deel: schrijf bijvoorbeeld 50% of 1/3, meer dan niets en minder dan alles (no part of a whole: write 50% or 1/3, say)`
    context.issues.push({ code: 'custom', input, message })
    return z.NEVER
  })

function reduced({ parts, of }: Share): Share {
  const divisor = (one: number, other: number): number =>
    other === 0 ? one : divisor(other, one % other)
  const both = divisor(parts, of)
  return { parts: parts / both, of: of / both }
}

/** A number of whole things, hours or days, without decimals: what nobody counts to is a mistake. */
export const wholeNumber = z.int().nonnegative().max(1_000_000)

/** Money in whole cents, to a million euros. */
export const cents = z
  .int()
  .nonnegative()
  .max(100_000_000)
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
    if (/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(input)) {
      const read = lengthOf(input)
      if (read !== undefined) return read
      const message = 'dit is te lang: hoogstens 100 jaar (longer than a hundred years)'
      context.issues.push({ code: 'custom', input, message })
      return z.NEVER
    }
    context.issues.push({
      code: 'custom',
      input,
      message: `${input} is geen termijn: schrijf P3Y, P12M, P6W of P14D (not a span of time)`,
    })
    return z.NEVER
  })

// The longest that a certificate is kept is far less, and days have to stay days.
function lengthOf(input: string): Temporal.Duration | undefined {
  try {
    const read = Temporal.Duration.from(input)
    const longest = { relativeTo: '2000-01-01' }
    return Temporal.Duration.compare(read, { years: 100 }, longest) > 0 ? undefined : read
  } catch {
    return undefined
  }
}

/** A name inside files and dossiers: lower-case words with hyphens. */
export const id = z
  .string()
  .max(80)
  .regex(
    // Every object has a constructor already.
    /^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/,
    'een naam bestaat uit kleine letters, cijfers en koppeltekens (lower-case words with hyphens)',
  )

/** Text of at least one character, of characters that can be written. */
export const text = z
  .string()
  .max(20_000)
  .trim()
  .min(1)
  .refine((typed) => typed.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(typed), {
    message: 'hier staat een teken dat niet kan worden geschreven (a character that is none)',
  })

/** What a label can be about. */
export const labelScope = z.enum(['institution', 'teacher', 'course', 'programme', 'level'])
