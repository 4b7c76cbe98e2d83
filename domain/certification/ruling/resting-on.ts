import { sql } from 'kysely'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** What was decided with the decision of the board that holds, and stays when that changes. */
export interface Resting {
  readonly applicationNumber: string
  readonly granted: boolean
  readonly decidedOn: Temporal.PlainDate
  /** The last day of the certificate that came of it and still stands. */
  readonly certifiedUntil: Temporal.PlainDate | undefined
}

/**
 * The applications of whoever asked that were decided since the decision of the board that holds: for
 * those it is used up, and a new decision of the board leaves them as they are.
 */
export async function restingOn(
  { db }: Context,
  { id, registrationId }: Ruling,
): Promise<readonly Resting[]> {
  const { rows } = await sql<{
    number: string
    outcome: 'granted' | 'refused'
    decided_on: string
    valid_last: string | null
  }>`
    select a.number, d.outcome, d.decided_on, c.valid_last
    from application a
    join decision d on d.application_id = a.id and d.replaced_on is null
    left join certificate c on c.decision_id = d.id
      and c.withdrawn_on is null and c.replaced_on is null
    where a.registration_id = ${registrationId} and a.number is not null
      and d.created_at >= (select max(created_at) from ruling_decision where ruling_id = ${id})
    order by d.created_at`.execute(db)
  return rows.map((row) => ({
    applicationNumber: row.number,
    granted: row.outcome === 'granted',
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    certifiedUntil: row.valid_last === null ? undefined : Temporal.PlainDate.from(row.valid_last),
  }))
}

/** The same in sentences, one for each application. */
export function whatStays(register: Register, resting: readonly Resting[]): readonly string[] {
  const { certificate } = wording(register)
  return resting.map(({ applicationNumber, granted, decidedOn, certifiedUntil }) => {
    const decision = `Het besluit van ${formatDay(decidedOn)} op aanvraag ${applicationNumber} (${granted ? 'toegekend' : 'afgewezen'}) blijft staan.`
    if (certifiedUntil !== undefined) {
      return `${decision} ${certificate.The} blijft geldig tot en met ${formatDay(certifiedUntil)}.`
    }
    return granted ? decision : `${decision} Bij een volgende aanvraag geldt het nieuwe besluit.`
  })
}
