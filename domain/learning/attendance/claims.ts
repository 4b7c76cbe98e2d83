import { sql } from 'kysely'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Where something stands that came with an attendance: what it counts for in the first place, or a portion. */
export interface AttendanceClaim {
  readonly register: string
  readonly registrationId: string
  readonly activity: string
}

/**
 * What came with an attendance and stands, in each register of whoever was there; what they had entered themselves
 * only where all is asked. The context sees as its owner.
 */
export async function claimsOf(
  { db }: Context,
  { id, personId, activityId, joined }: Attendance,
  { all = false }: { readonly all?: boolean } = {},
): Promise<readonly AttendanceClaim[]> {
  const { rows } = await sql<AttendanceClaim>`
    select c.register, c.registration_id as "registrationId", c.activity_id as activity
    from activity_claim c join activity a on a.id = c.activity_id
    where c.person_id = ${personId} and c.withdrawn_at is null
      and (a.id = ${activityId ?? null}::uuid and ${all || !joined}
        or a.attendance_id = ${id} and (${all} or not a.attendance_joined))
    order by a.id <> ${activityId ?? null}::uuid, c.register, a.id`.execute(db)
  return rows
}
