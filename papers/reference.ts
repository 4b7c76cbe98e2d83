/**
 * Makes the creditor reference of ISO 11649 for a number of our own: `RF`, two check digits, and
 * the number's letters and digits, at most 21. Banks refuse a reference with a typing error.
 */
export function creditorReference(ownNumber: string): string {
  const body = ownNumber.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (body.length === 0 || body.length > 21) {
    throw new RangeError(`An ISO 11649 reference has 1 to 21 characters, not ${body.length}.`)
  }
  const check = 98 - remainder(`${body}RF00`)
  return `RF${String(check).padStart(2, '0')}${body}`
}

/** The reference in groups of four, as people read and copy it. */
export function groupedReference(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The remainder by 97 of the text with A to Z read as 10 to 35 (ISO 7064). */
function remainder(text: string): number {
  let rest = 0
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) {
      rest = (rest * 10 + Number(digit)) % 97
    }
  }
  return rest
}
