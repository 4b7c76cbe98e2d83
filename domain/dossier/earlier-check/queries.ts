import { sql } from 'kysely'

/** A registration elsewhere that was checked when a period began which no application here gave. */
export interface EarlierCheck {
  readonly id: string
  /** The register elsewhere, by its id in the regulation. */
  readonly elsewhere: string
  readonly number: string
  readonly checkedOn: Temporal.PlainDate
  /** Who checked it then, as it was written down. */
  readonly checkedBy: string
  /** Where that is written. */
  readonly shownBy: string
}

/** What a query reads of earlier checks, to make them of with `earlierChecksOf`. */
export type EarlierCheckRows =
  | readonly {
      id: string
      elsewhere: string
      number: string
      checked_on: string
      checked_by: string
      shown_by: string
    }[]
  | null

/** A column with the earlier checks that stand of the registration `r`. */
export const earlierCheckRows = sql<EarlierCheckRows>`(select json_agg(json_build_object('id', e.id,
    'elsewhere', e.elsewhere, 'number', e.number, 'checked_on', e.checked_on,
    'checked_by', e.checked_by, 'shown_by', e.shown_by) order by e.created_at, e.id)
  from earlier_check e where e.registration_id = r.id and e.withdrawn_on is null)`

/** The earlier checks that were read with `earlierCheckRows`. */
export function earlierChecksOf(rows: EarlierCheckRows): readonly EarlierCheck[] {
  return (rows ?? []).map((row) => ({
    id: row.id,
    elsewhere: row.elsewhere,
    number: row.number,
    checkedOn: Temporal.PlainDate.from(row.checked_on),
    checkedBy: row.checked_by,
    shownBy: row.shown_by,
  }))
}
