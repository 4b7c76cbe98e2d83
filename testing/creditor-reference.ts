/**
 * Whether a text, with or without spaces, is a creditor reference of ISO 11649: read as one number,
 * with its head at the end and A to Z as 10 to 35, it leaves 1 when divided by 97.
 */
export function isCreditorReference(text: string): boolean {
  const reference = text.replace(/\s/g, '').toUpperCase()
  if (!/^RF\d{2}[0-9A-Z]{1,21}$/.test(reference)) return false
  const turned = `${reference.slice(4)}${reference.slice(0, 4)}`
  return (
    BigInt(turned.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)))) % 97n === 1n
  )
}
