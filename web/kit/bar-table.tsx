import type { Unit } from '#language/numbers.ts'
import { formatQuantity } from '#language/numbers.ts'
import type { Props } from './content.ts'

/** One row: its name, and how much of it in hundredths. What is handed in and not judged is apart. */
export type BarRow = Props<{ label: string; approved: number; pending?: number }>

export type BarTableProps = Props<{
  /** What is counted: "Uren per jaar". */
  caption: string
  /** What the rows are: "Jaar". */
  rowHeader: string
  /** What is counted in a word: "Uren". */
  amountHeader: string
  rows: readonly BarRow[]
  unit: Unit
}>

/** A small picture and its table in one: a bar in each row, all to the same scale. */
export function BarTable({ caption, rowHeader, amountHeader, rows, unit }: BarTableProps) {
  const most = Math.max(1, ...rows.map(({ approved, pending = 0 }) => approved + pending))
  const share = (amount: number) => `${Math.round((amount / most) * 1000) / 10}%`
  return (
    <table class="table bar-table">
      <caption>{caption}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{rowHeader}</th>
          <th scope="col">{amountHeader}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, approved, pending = 0 }) => (
          <tr>
            <th scope="row">{label}</th>
            <td>
              <svg class="bar" width="100%" height="12" aria-hidden="true" focusable="false">
                <rect class="bar-approved" width={share(approved)} height="12" />
                {pending > 0 && (
                  <rect
                    class="bar-pending"
                    x={share(approved)}
                    width={share(pending)}
                    height="12"
                  />
                )}
              </svg>
              <span class="bar-amount">
                {formatQuantity(approved + pending, unit)}
                {approved > 0 && pending > 0 && (
                  <span class="visually-hidden">
                    , waarvan {formatQuantity(pending, unit)} ingestuurd
                  </span>
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
