declare const hundredths: unique symbol
declare const cents: unique symbol

/** An amount of hours, points or things: a whole number of hundredths. 1.5 hours is 150. */
export type Amount = number & { readonly [hundredths]: true }

/** Money: a whole number of euro cents. */
export type Cents = number & { readonly [cents]: true }

/** Why a text or number is not a quantity. */
export type NotAQuantity = {
  readonly is: 'not-a-number' | 'unclear' | 'negative' | 'too-precise' | 'too-large'
}

export type ParsedAmount = { readonly is: 'amount'; readonly amount: Amount } | NotAQuantity

/** Nothing at all: zero hours, points or things. */
export const nothing = 0 as Amount

// Ten million hours is more than any dossier holds, and sums of 10,000 of them stay exact.
const largest = 1_000_000_000

/** Makes an amount of a whole number of hundredths; throws when it is not one, as that is a bug. */
export function hundredthsOf(value: number): Amount {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not a whole number of hundredths`)
  return value as Amount
}

/** Makes an amount of money of a whole number of cents; throws when it is not one. */
export function centsOf(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not a whole number of cents`)
  return value as Cents
}

/**
 * Reads decimal text or a number with at most two decimals, exactly: "1,5", "1.50", 1.5 → 150.
 * Accepts a comma or a point; refuses thousands separators, signs and exponents. A text with three
 * digits behind a point or a comma, "1.500", may be one thousand five hundred or one and a half, and is
 * refused as unclear.
 */
export function parseAmount(input: string | number): ParsedAmount {
  const text = typeof input === 'number' ? String(input) : input.trim()
  const parts = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(text)
  const unclear = typeof input !== 'number' && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  if (unclear) return { is: 'unclear' }
  if (parts === null) return { is: 'not-a-number' }
  const [, sign, whole = '', fraction = ''] = parts
  const decimals = fraction.slice(0, lengthWithoutZeros(fraction))
  if (decimals.length > 2) return { is: 'too-precise' }
  if (whole.replace(/^0+/, '').length > 8) return { is: 'too-large' }
  const value = Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  if (sign === '-' && value !== 0) return { is: 'negative' }
  if (value > largest) return { is: 'too-large' }
  return { is: 'amount', amount: value as Amount }
}

// A regular expression would look again from every zero of a text that somebody made very long.
function lengthWithoutZeros(digits: string): number {
  let length = digits.length
  while (length > 0 && digits[length - 1] === '0') length -= 1
  return length
}

/** Writes an amount as people in the Netherlands do: 150 → "1,5"; 9600 → "96"; 208000 → "2.080". */
export function formatAmount(amount: Amount): string {
  const typed = typedAmount(amount)
  return Math.abs(amount) < 100_000 ? typed : typed.replace(/\B(?=(?:\d{3})+(?:,|$))/g, '.')
}

/** Writes an amount as somebody types it, without points between thousands: 208050 → "2080,5". */
export function typedAmount(amount: Amount): string {
  return withMark(amount, ',')
}

/** Writes an amount for machines: 150 → "1.5"; 9600 → "96". */
export function decimalText(amount: Amount): string {
  return withMark(amount, '.')
}

function withMark(amount: Amount, mark: string): string {
  const rest = Math.abs(amount % 100)
  if (rest === 0) return String(amount / 100)
  const sign = amount < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(amount) / 100)
  const decimals = rest % 10 === 0 ? rest / 10 : rest < 10 ? `0${rest}` : rest
  return `${sign}${whole}${mark}${decimals}`
}

/** The amount as a JSON number with at most two decimals: 150 → 1.5. */
export function toDecimal(amount: Amount): number {
  return amount / 100
}
