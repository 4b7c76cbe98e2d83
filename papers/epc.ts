/** A transfer of euros to be made by scanning a code. */
export type Transfer = {
  readonly name: string
  readonly iban: string
  readonly cents: number
  /** The creditor reference of ISO 11649. */
  readonly reference: string
}

/**
 * The text of the code that banking apps read for a SEPA transfer: EPC069-12, version 002, UTF-8.
 * It holds no BIC, which version 002 allows within the European Economic Area.
 */
export function transferCode(transfer: Transfer): string {
  if (!Number.isInteger(transfer.cents) || transfer.cents < 1 || transfer.cents > 99_999_999_999) {
    throw new RangeError('A transfer is of 0.01 to 999,999,999.99 euros.')
  }
  const euros = Math.trunc(transfer.cents / 100)
  const cents = String(transfer.cents % 100).padStart(2, '0')
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    transfer.name.replace(/\s+/g, ' ').slice(0, 70),
    transfer.iban.replace(/\s/g, ''),
    `EUR${euros}.${cents}`,
    '',
    transfer.reference.replace(/\s/g, ''),
  ].join('\n')
}
