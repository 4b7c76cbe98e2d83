import { sql } from 'kysely'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Whether an activity can be changed, and if not, why. */
export type Openness =
  /**
   * With the question, when it was returned to be completed, and the last day to answer it; and
   * whether another register has it in hand, or decided on it, so that what was done stays as it is.
   */
  | { readonly is: 'open'; readonly question?: Question; readonly heldElsewhere: boolean }
  /** Part of an application that is being handled. */
  | { readonly is: 'in-application' }
  /** It was asked to be judged apart from an application, which has yet to be done. */
  | { readonly is: 'asked-apart' }
  /** The committee has found what it found. */
  | { readonly is: 'judged' }
  /** It counted for a certification that was granted. */
  | { readonly is: 'used' }
  /** The portfolio as a whole is closed for entry. */
  | { readonly is: 'portfolio-closed' }
  | { readonly is: 'not-found' }

/** Why something of an activity cannot be changed. */
export type WhyNot =
  | Openness['is']
  /** Whoever is in this category of before enters no activities until they have another. */
  | 'former-category'
  /** Another register has it in hand, or decided on it: what was done stays as it stands. */
  | 'held-elsewhere'

/** What the back office asks about one activity. */
export interface Question {
  readonly applicationId: string
  readonly text: string
  readonly answerBefore: Temporal.PlainDate
}

interface Row {
  state: ActivityState
  used_by: string | null
  registration_status: RegistrationStatus
  approved_on: string | null
  candidate_on: string | null
  application_id: string | null
  items: readonly { item?: string; activity?: string; question?: string }[] | null
  answer_before: string | null
  claimed_elsewhere: readonly string[] | null
  asked_apart: boolean
}

/**
 * Whether what this register claims of an activity can be changed, and why not. Part of a running
 * application, it is frozen, except when that application was returned and names it. What is claimed
 * in another register is seen where the context says whose it is (`actAsOwner`). That the portfolio as a whole is closed
 * may be left aside.
 */
export async function openness(
  context: Context,
  activityId: string,
  { alsoClosed = false }: { readonly alsoClosed?: boolean } = {},
): Promise<Openness> {
  const { open, claimedElsewhere } = await opennessHere(context, activityId, alsoClosed)
  if (open.is !== 'open') return open
  for (const register of claimedElsewhere) {
    const held = await inOtherRegister(context, register, (there) => isHeld(there, activityId))
    // Of a register that is not there nobody knows what it has in hand.
    if (held !== false) return { ...open, heldElsewhere: true }
  }
  return open
}

// Whether this register has it in hand or decided on it. What stands in a portfolio alone is its owner's.
async function isHeld(context: Context, activityId: string): Promise<boolean> {
  const { open } = await opennessHere(context, activityId)
  return !['open', 'portfolio-closed', 'not-found'].includes(open.is)
}

interface OpennessHere {
  readonly open: Openness
  /** The other registers in which it is claimed, as far as whoever looks may know. */
  readonly claimedElsewhere: readonly string[]
}

async function opennessHere(
  context: Context,
  activityId: string,
  alsoClosed = false,
): Promise<OpennessHere> {
  const row = isUuid(activityId) ? await findRow(context, activityId) : undefined
  if (row === undefined) return { open: { is: 'not-found' }, claimedElsewhere: [] }
  const open = opennessOf(context, activityId, row, alsoClosed)
  return { open, claimedElsewhere: row.claimed_elsewhere ?? [] }
}

async function findRow(context: Context, activityId: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select a.state, a.used_by, r.status as registration_status, r.approved_on, r.candidate_on,
      p.id as application_id, t.items, t.answer_before,
      (select array_agg(o.register order by o.register) from activity_claim o
        where o.activity_id = a.activity_id and o.register <> a.register
          and o.withdrawn_at is null) as claimed_elsewhere,
      exists (select from interim_request i where i.activity_id = a.activity_id
        and i.register = a.register and i.status = 'asked') as asked_apart
    from activity_claim a
    join registration r on r.id = a.registration_id
    left join application p on p.status in ('submitted', 'returned', 'with-committee')
      and exists (select from application_activity aa
        where aa.application_id = p.id and aa.activity_id = a.activity_id)
    left join lateral (
      select ret.items, ret.answer_before from application_return ret
      where ret.application_id = p.id and p.status = 'returned' and ret.answered_on is null
      order by ret.returned_on desc, ret.id desc limit 1
    ) t on true
    where a.activity_id = ${activityId} and a.register = ${context.register.id}
      and a.withdrawn_at is null`.execute(context.db)
  return rows[0]
}

function opennessOf(context: Context, activityId: string, row: Row, alsoClosed: boolean): Openness {
  if (row.used_by !== null) return { is: 'used' }
  if (!may<ActivityState, ActivityEvent>(activityLifecycle, row.state, 'save-draft'))
    return { is: 'judged' }
  const registration = {
    status: row.registration_status,
    approvedOn: row.approved_on ?? undefined,
    candidateOn: row.candidate_on ?? undefined,
  }
  if (!alsoClosed && !portfolioIsOpen(context.register, registration))
    return { is: 'portfolio-closed' }
  if (row.application_id === null) {
    return row.asked_apart ? { is: 'asked-apart' } : { is: 'open', heldElsewhere: false }
  }
  const asked = row.items?.find(
    ({ item, activity }) => item === 'activity' && activity === activityId,
  )
  if (asked === undefined || row.answer_before === null) return { is: 'in-application' }
  return {
    is: 'open',
    heldElsewhere: false,
    question: {
      applicationId: row.application_id,
      text: asked.question ?? '',
      answerBefore: Temporal.PlainDate.from(row.answer_before),
    },
  }
}
