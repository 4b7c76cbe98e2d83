import { sql } from 'kysely'
import type { ApplicationStatus } from '#domain/application/application.ts'
import type { RegistrationStatus } from '#domain/registration/registration.ts'
import type { Context } from '#domain/shared/context.ts'
import type { Period } from '#engine'

/** An application as far as a dossier needs to know it. */
export interface DossierApplication {
  readonly id: string
  readonly number: string | undefined
  readonly kind: 'first' | 'renewal'
  readonly status: ApplicationStatus
  readonly submittedOn: Temporal.PlainDate
  /** The first day of the version of the regulation to which it is pinned. */
  readonly regulationVersion: string
}

/** How somebody stands in the register: what a dossier needs beside the activities. */
export interface Standing {
  readonly registrationId: string
  readonly status: RegistrationStatus
  readonly number: number | undefined
  readonly signedUpOn: Temporal.PlainDate
  readonly approvedOn: Temporal.PlainDate | undefined
  readonly candidateOn: Temporal.PlainDate | undefined
  readonly validity: Period | undefined
  /** The day of submission of the application that gave the running period. */
  readonly countedUntil: Temporal.PlainDate | undefined
  readonly declarations: readonly { readonly id: string; readonly on: Temporal.PlainDate }[]
  /** The application that is asked for, or else the one that is running. */
  readonly application: DossierApplication | undefined
}

interface Row {
  id: string
  status: RegistrationStatus
  number: number | null
  signed_up_on: string
  approved_on: string | null
  candidate_on: string | null
  valid_first: string | null
  valid_last: string | null
  counted_until: string | null
  declarations: readonly { id: string; on: string }[] | null
  application: {
    id: string
    number: string | null
    kind: 'first' | 'renewal'
    status: ApplicationStatus
    submitted_on: string
    regulation_version: string
  } | null
}

/** How a registration stands, with one of its applications: the one named, or the running one. */
export async function findStanding(
  context: Context,
  registrationId: string,
  applicationId?: string,
): Promise<Standing | undefined> {
  const which =
    applicationId === undefined
      ? sql`p.status in ('submitted', 'returned', 'with-committee')`
      : sql`p.id = ${applicationId}`
  const { rows } = await sql<Row>`
    select r.id, r.status, r.number, r.signed_up_on, r.approved_on, r.candidate_on, r.valid_first,
      r.valid_last, r.counted_until,
      (select json_agg(json_build_object('id', d.declaration, 'on', d.declared_on)
          order by d.declaration)
        from declaration d where d.registration_id = r.id) as declarations,
      (select json_build_object('id', p.id, 'number', p.number, 'kind', p.kind,
          'status', p.status, 'submitted_on', p.submitted_on,
          'regulation_version', p.regulation_version)
        from application p where p.registration_id = r.id and ${which}
        limit 1) as application
    from registration r
    where r.id = ${registrationId}`.execute(context.db)
  const [row] = rows
  return row === undefined ? undefined : standing(row)
}

function standing(row: Row): Standing {
  const { valid_first: first, valid_last: last, application } = row
  return {
    registrationId: row.id,
    status: row.status,
    number: row.number ?? undefined,
    signedUpOn: Temporal.PlainDate.from(row.signed_up_on),
    approvedOn: day(row.approved_on),
    candidateOn: day(row.candidate_on),
    validity:
      first === null || last === null
        ? undefined
        : { first: Temporal.PlainDate.from(first), last: Temporal.PlainDate.from(last) },
    countedUntil: day(row.counted_until),
    declarations: (row.declarations ?? []).map(({ id, on }) => ({
      id,
      on: Temporal.PlainDate.from(on),
    })),
    application:
      application === null
        ? undefined
        : {
            id: application.id,
            number: application.number ?? undefined,
            kind: application.kind,
            status: application.status,
            submittedOn: Temporal.PlainDate.from(application.submitted_on),
            regulationVersion: application.regulation_version,
          },
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
