import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { day, period, text, wrong, yesNo } from '#domain/takeover/delivery/cells.ts'
import { categoryIn, numberIn } from '#domain/takeover/delivery/check-registration.ts'
import type { CheckedRow, Checking } from '#domain/takeover/delivery/checked-row.ts'

/** Reads a certificate that was given elsewhere, with the code that stands on it. */
export function checkCertificateRow(cells: Cells, { register, today }: Checking): CheckedRow {
  const number = numberIn(cells, register)
  const code = text(cells, 'code', { most: 60, must: true })
  if (code !== '' && !/^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,58}[\p{L}\p{N}]$/u.test(code)) {
    wrong(cells, 'code', 'no-code', { given: code })
  }
  const valid = period(cells, ['geldig van', 'geldig tot en met'], { must: true })
  const iso = (one: Temporal.PlainDate | undefined) => one?.toString() ?? null
  return {
    key: code,
    parent: number === undefined ? '' : String(number),
    facts: {
      code,
      name: text(cells, 'naam', { most: 300, must: true }),
      issued_on: iso(day(cells, 'uitgegeven op', { must: true, until: today })),
      valid_first: iso(valid?.first),
      valid_last: iso(valid?.last),
      category: categoryIn(cells, register, undefined)?.id ?? null,
      temporary: yesNo(cells, 'voorlopig') ?? false,
      withdrawn_on: iso(day(cells, 'ingetrokken op', { until: today })),
      replaced_on: iso(day(cells, 'vervangen op', { until: today })),
    },
  }
}
