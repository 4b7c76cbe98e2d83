import type { Content, Props } from './content.ts'
import { DataTable } from './data-table.tsx'
import { useWords } from './words.ts'

export type BulkUploadError = { readonly row: number; readonly message: string }

export type BulkUploadSummaryProps = Props<{
  good: number
  wrong: number
  /** The sentence above it all: "34 deelnemers klaar om in te sturen. 272 uur." */
  text?: Content
  errors: readonly BulkUploadError[]
  /** The sender's own file with a column of errors. */
  downloadHref?: string
  /** The buttons: send the good ones, or mend first. */
  children?: Content
}>

/** What the check of an uploaded file found, before anything is written. */
export function BulkUploadSummary(props: BulkUploadSummaryProps) {
  const words = useWords()
  return (
    <div class="bulk">
      <ul class="bulk-counts">
        <li class="bulk-good">{words.rowsGood(props.good)}</li>
        {props.wrong > 0 && <li class="bulk-wrong">{words.rowsWrong(props.wrong)}</li>}
      </ul>
      {props.text && <p>{props.text}</p>}
      {props.errors.length > 0 && (
        <DataTable
          caption={words.rowsWrong(props.errors.length)}
          captionHidden
          columns={[
            {
              header: words.row,
              primary: true,
              nowrap: true,
              cell: (error: BulkUploadError) => `${words.row} ${error.row}`,
            },
            { header: words.error, selfExplaining: true, cell: (error) => error.message },
          ]}
          rows={props.errors}
        />
      )}
      {props.downloadHref && (
        <p>
          <a href={props.downloadHref} download>
            {words.downloadErrors}
          </a>
        </p>
      )}
      {props.children}
    </div>
  )
}
