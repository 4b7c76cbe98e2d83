import { sql } from 'kysely'
import type { SightEnd } from '#domain/employers/sight/sight.ts'
import {
  answerBefore,
  confirmBefore,
  daysLeftAtReminder,
  questionFrom,
} from '#domain/employers/sight/sight.ts'
import type { ToldSight } from '#domain/employers/sight/tell-sight.ts'
import { tellEnded, tellQuestion, tellStopped } from '#domain/employers/sight/tell-sight.ts'
import { endSight, recordSight } from '#domain/employers/sight/write-sight.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'

/**
 * What falls due of what people of this register let employers see: the yearly question and its reminder; the end on the
 * day that was said, without an answer, with the registration or with the organisation; and what was asked in vain.
 */
export async function keepSight(context: Context): Promise<void> {
  const rows = await openSights(context)
  await eachDue(
    context,
    rows.filter((row) => dueOf(context, row) !== undefined),
    ({ registrationId, id }) => registrationId ?? id,
    async (own, row) => {
      const due = dueOf(own, row)
      if (due === undefined) return
      const whom =
        row.registrationId === undefined ? undefined : await findMember(own, row.registrationId)
      if (due.is === 'lapse') {
        await endSight(own, row, { by: due.by, action: 'lapse' })
        return
      }
      if (due.is === 'end') {
        await endSight(own, row, { by: due.by, action: 'end' })
        if (whom === undefined) return
        if (due.by !== 'registration') await tellStopped(own, whom, row, due.by)
        // Of somebody who died nobody is told that they stopped.
        if (due.by !== 'organisation' && whom.status !== 'deceased') {
          await tellEnded(own, row, whom.name, { over: due.by === 'registration' })
        }
        return
      }
      if (whom === undefined) return
      if (due.is === 'question') {
        await own.db
          .updateTable('sight')
          .where('id', '=', row.id)
          .set((eb) => ({
            questioned_on: own.today.toString(),
            version: eb('version', '+', 1),
          }))
          .execute()
        await recordSight(own, row, 'question')
        await tellQuestion(own, whom, row, { until: confirmBefore(own.today), again: false })
        return
      }
      const until = confirmBefore(due.questionedOn)
      if (await remindOnce(own, row.id, `sight-question-${due.questionedOn}`)) {
        await recordSight(own, row, 'remind')
        await tellQuestion(own, whom, row, { until, again: true })
      }
    },
  )
}

interface OpenSight extends ToldSight {
  readonly registrationId: string | undefined
  readonly state: 'asked' | 'declined' | 'given'
  readonly status: RegistrationStatus | undefined
  readonly organisationEnded: boolean
  readonly askedOn: Temporal.PlainDate | undefined
  readonly confirmedOn: Temporal.PlainDate | undefined
  readonly lastDay: Temporal.PlainDate | undefined
  readonly questionedOn: Temporal.PlainDate | undefined
  readonly reminded: boolean
}

type Due =
  | { readonly is: 'lapse'; readonly by: SightEnd }
  | { readonly is: 'end'; readonly by: 'last-day' | 'unanswered' | 'registration' | 'organisation' }
  | { readonly is: 'question' }
  | { readonly is: 'remind'; readonly questionedOn: Temporal.PlainDate }

// Pure but for the day: what is due of one of them.
function dueOf({ today }: Pick<Context, 'today'>, row: OpenSight): Due | undefined {
  const { state, status, askedOn, confirmedOn, lastDay, questionedOn } = row
  const isBefore = (one: Temporal.PlainDate) => Temporal.PlainDate.compare(one, today) < 0
  if (state !== 'given') {
    const over = row.organisationEnded || (status !== undefined && isOver.has(status))
    if (over) return { is: 'lapse', by: row.organisationEnded ? 'organisation' : 'registration' }
    return askedOn !== undefined && isBefore(answerBefore(askedOn))
      ? { is: 'lapse', by: 'unanswered' }
      : undefined
  }
  if (row.organisationEnded) return { is: 'end', by: 'organisation' }
  if (status !== undefined && isOver.has(status)) return { is: 'end', by: 'registration' }
  if (lastDay !== undefined && isBefore(lastDay)) return { is: 'end', by: 'last-day' }
  if (questionedOn !== undefined) {
    const until = confirmBefore(questionedOn)
    if (isBefore(until)) return { is: 'end', by: 'unanswered' }
    const from = until.subtract({ days: daysLeftAtReminder })
    return Temporal.PlainDate.compare(from, today) <= 0 && !row.reminded
      ? { is: 'remind', questionedOn }
      : undefined
  }
  return confirmedOn !== undefined &&
    Temporal.PlainDate.compare(questionFrom(confirmedOn), today) <= 0
    ? { is: 'question' }
    : undefined
}

async function openSights({ db, register }: Context): Promise<readonly OpenSight[]> {
  const { rows } = await sql<{
    id: string
    organisation_id: string
    name: string
    ended: boolean
    team_id: string | null
    team_name: string | null
    registration_id: string | null
    state: OpenSight['state']
    status: RegistrationStatus | null
    asked_on: string | null
    confirmed_on: string | null
    last_day: string | null
    questioned_on: string | null
    reminded: boolean
  }>`
    select s.id, s.organisation_id, o.name, o.status in ('closed', 'merged') as ended, s.team_id,
      t.name as team_name, s.registration_id, s.state, r.status, s.asked_on::text,
      s.confirmed_on::text, s.last_day::text, s.questioned_on::text,
      exists (select from reminder m where m.subject_id = s.id
        and m.kind = 'sight-question-' || s.questioned_on::text) as reminded
    from sight s join organisation o on o.id = s.organisation_id
      left join team t on t.id = s.team_id
      left join registration r on r.id = s.registration_id
    where s.register = ${register.id} and s.state <> 'ended'
    order by s.id`.execute(db)
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  return rows.map((row) => ({
    id: row.id,
    organisation: { id: row.organisation_id, name: row.name, city: '' },
    team: row.team_id === null ? undefined : { id: row.team_id, name: row.team_name ?? '' },
    registrationId: row.registration_id ?? undefined,
    state: row.state,
    status: row.status ?? undefined,
    organisationEnded: row.ended,
    askedOn: day(row.asked_on),
    confirmedOn: day(row.confirmed_on),
    lastDay: day(row.last_day),
    questionedOn: day(row.questioned_on),
    reminded: row.reminded,
  }))
}
