import { compact } from './typed.ts'

/**
 * Reads the number of a bank account as somebody types it (ISO 13616), by its check digits: in capitals, without
 * spaces; undefined where it is none.
 */
export function readIban(typed: string): string | undefined {
  const iban = compact(typed)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return undefined
  // The Dutch ones are all as long, so that one with a digit less is not taken for another.
  if (iban.startsWith('NL') && !/^NL\d{2}[A-Z]{4}\d{10}$/.test(iban)) return undefined
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) {
      rest = (rest * 10 + Number(digit)) % 97
    }
  }
  return rest === 1 ? iban : undefined
}
