import { typedCell } from '#domain/platform/table/csv.ts'
import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { checkActivityRow } from '#domain/takeover/delivery/check-activity-row.ts'
import { checkCertificateRow } from '#domain/takeover/delivery/check-certificate.ts'
import { checkEvidenceRow } from '#domain/takeover/delivery/check-evidence-row.ts'
import { checkPerson } from '#domain/takeover/delivery/check-person.ts'
import { checkRegistration } from '#domain/takeover/delivery/check-registration.ts'
import { checkStatementRow } from '#domain/takeover/delivery/check-statement.ts'
import type { CheckedRow, Checking } from '#domain/takeover/delivery/checked-row.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import { bareColumn } from '#domain/takeover/delivery/columns.ts'
import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'

/** The heading of a file: which column stands where, and how many there are. */
export interface Heading {
  readonly at: ReadonlyMap<string, number>
  readonly width: number
}

/** Holds one row by itself against what its file asks; what it hangs on is another question. */
export function checkRow(
  kind: RowKind,
  { heading, cells: typed }: { readonly heading: Heading; readonly cells: readonly string[] },
  checking: Checking,
): CheckedRow & { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const cells: Cells = {
    mistakes,
    typed: (column) => typedCell(typed[heading.at.get(bareColumn(column)) ?? -1] ?? ''),
  }
  if (typed.length > heading.width) mistakes.push({ column: '', is: 'too-many-cells' })
  const row = checked(kind, cells, checking)
  return { ...row, mistakes }
}

function checked(kind: RowKind, cells: Cells, checking: Checking): CheckedRow {
  switch (kind) {
    case 'person':
      return checkPerson(cells)
    case 'registration':
      return checkRegistration(cells, checking)
    case 'certificate':
      return checkCertificateRow(cells, checking)
    case 'statement':
      return checkStatementRow(cells, checking)
    case 'activity':
      return checkActivityRow(cells, checking)
    case 'evidence':
      return checkEvidenceRow(cells)
  }
}
