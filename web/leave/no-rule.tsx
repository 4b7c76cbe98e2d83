import type { Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'

/** Whether leave changes anything by this regulation. */
export function knowsLeave({
  proRata,
  leave,
  leaveSorts,
}: Pick<Regulation, 'proRata' | 'leave' | 'leaveSorts'>): boolean {
  return leaveSorts.length > 0 || leave !== undefined || proRata?.leaveFrom !== undefined
}

/** What a regulation without such a rule means for whoever cannot work for a while, in its register's words. */
export function NoLeaveRule({ register: { procedures } }: { readonly register: Register }) {
  return (
    <>
      <p>
        Dit reglement kent geen lagere norm en geen langere periode voor wie een tijd niet kon
        werken, bijvoorbeeld door ziekte, verlof of zwangerschap. Daarom vraagt het register daar
        ook niet naar.
      </p>
      {procedures.leave !== undefined && <p>{procedures.leave.text}</p>}
    </>
  )
}
