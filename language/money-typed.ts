import { withPlainHyphens } from './typed.ts'

/** What somebody typed where an amount of money is asked. */
export type ReadMoney =
  | { readonly is: 'cents'; readonly cents: number }
  /** "1.600" may be sixteen hundred, or one and sixty cents. */
  | { readonly is: 'unclear' }
  | { readonly is: 'too-precise' }
  | { readonly is: 'negative' }
  | { readonly is: 'too-large' }
  | { readonly is: 'not-money' }

// With points between thousands and a comma before the cents, or the other way round.
const dutch = /^\d{1,3}(?:\.\d{3})+(?:,(\d{1,2}))?$/
const english = /^\d{1,3}(?:,\d{3})+\.(\d{1,2})$/
const plain = /^(\d{1,20})(?:([.,])(\d{1,20}))?$/

/**
 * Reads an amount of money as people type it: "95", "95,5", "€ 95,00", "1.234,56", "95,-", "EUR 95". One with
 * three digits behind its only point or comma may be meant in two ways and is unclear, unless it cannot be.
 */
export function readMoney(typed: string): ReadMoney {
  const text = withPlainHyphens(typed)
    .replace(/\s+/g, '')
    .slice(0, 100)
    .replace(/^(?:€|eur(?:o)?)/i, '')
    .replace(/(?:€|eur(?:o|o's|o’s)?)$/i, '')
    .replace(/[.,](?:-{1,2})$/, '')
  const minus = /^-(?=\d)/.test(text)
  const read = readDigits(minus ? text.slice(1) : text)
  return minus && read.is === 'cents' && read.cents > 0 ? { is: 'negative' } : read
}

function readDigits(text: string): ReadMoney {
  const grouped = dutch.exec(text) ?? english.exec(text)
  const separators = text.match(/[.,]/g)?.length ?? 0
  if (grouped !== null && separators > 1) {
    const cents = grouped[1] ?? ''
    const whole = text.slice(0, cents === '' ? text.length : -cents.length - 1)
    return centsOf(whole.replace(/[.,]/g, ''), cents)
  }
  const [, whole, mark, behind = ''] = plain.exec(text) ?? []
  if (whole === undefined) return { is: 'not-money' }
  const cents = behind.replace(/0+$/, '')
  if (behind.length === 3 && /^[1-9]\d{0,2}$/.test(whole) && (mark === '.' || cents.length < 3)) {
    return { is: 'unclear' }
  }
  return cents.length > 2 ? { is: 'too-precise' } : centsOf(whole, cents)
}

function centsOf(whole: string, cents: string): ReadMoney {
  const bare = whole.replace(/^0+/, '')
  if (bare.length > 9) return { is: 'too-large' }
  return { is: 'cents', cents: Number(bare) * 100 + Number(cents.padEnd(2, '0')) }
}
