import type { CastMember } from '#domain/demo/cast/cast.ts'
import { cast, isMetIn } from '#domain/demo/cast/cast.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** One of the cast as they stand in this register now. */
export interface CastStanding {
  readonly member: CastMember
  readonly accountId: string
  readonly registrationId: string | undefined
  readonly status: RegistrationStatus | undefined
  readonly portfolioOpen: boolean
  /** The first of the organisations for which they act. */
  readonly organisationId: string | undefined
}

/** The demo's people whom one meets in this register, in the order of the cast. */
export async function listCast(context: Context): Promise<readonly CastStanding[]> {
  const rows = await context.db
    .selectFrom('account')
    .leftJoin('person', 'person.account_id', 'account.id')
    .leftJoin('registration', (join) =>
      join
        .onRef('registration.person_id', '=', 'person.id')
        .on('registration.register', '=', context.register.id)
        .on('registration.status', 'not in', ['withdrawn', 'removed', 'deceased']),
    )
    .where('account.demo', '=', true)
    .where('account.closed_at', 'is', null)
    .select([
      'account.id',
      'account.email',
      'account.acts_for',
      'registration.id as registration_id',
      'registration.status',
      'registration.approved_on',
      'registration.candidate_on',
    ])
    .execute()
  const byEmail = new Map(rows.map((row) => [row.email, row]))
  return cast.flatMap((member) => {
    const row = byEmail.get(member.email)
    // Whoever works for registers, and has nothing to do in this one, is not met here.
    const { parts } = member
    const idle = parts.length > 0 && seatsIn(context.register, parts).length === 0
    return row === undefined || idle || !isMetIn(member, context.register.id)
      ? []
      : [
          {
            member,
            accountId: row.id,
            registrationId: row.registration_id ?? undefined,
            status: row.status ?? undefined,
            organisationId: row.acts_for[0],
            portfolioOpen:
              row.status !== null &&
              portfolioIsOpen(context.register, {
                status: row.status,
                approvedOn: row.approved_on ?? undefined,
                candidateOn: row.candidate_on ?? undefined,
              }),
          },
        ]
  })
}
