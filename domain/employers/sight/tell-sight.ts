import type { Sight } from '#domain/employers/sight/queries.ts'
import type { SightEnd } from '#domain/employers/sight/sight.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Letter } from '#mail/letter.ts'
import { sightAsked, sightEnded, sightGiven, sightQuestion, sightStopped } from '#mail/sight.ts'

/** What is told of: for whom it is, and in which team. */
export type ToldSight = Pick<Sight, 'id' | 'organisation' | 'team'>

/** Asks somebody whether they let an employer see something: nothing of theirs is in the letter. */
export async function tellAsked(
  context: Context,
  whom: Member,
  { organisation, team }: ToldSight,
  { by, until }: { readonly by: string; readonly until: Temporal.PlainDate },
): Promise<void> {
  await toPerson(context, 'sight-asked', whom, (to) =>
    sightAsked({ ...to, ...words({ organisation, team }), by, until: until.toString() }),
  )
}

/** Asks somebody once a year whether it goes on. */
export async function tellQuestion(
  context: Context,
  whom: Member,
  sight: ToldSight,
  { until, again }: { readonly until: Temporal.PlainDate; readonly again: boolean },
): Promise<void> {
  await toPerson(context, 'sight-question', whom, (to) =>
    sightQuestion({ ...to, ...words(sight), until: until.toString(), again }),
  )
}

/** Says to somebody that an employer sees nothing of them any more, where they did not end that themselves. */
export async function tellStopped(
  context: Context,
  whom: Member,
  sight: ToldSight,
  why: Exclude<SightEnd, 'person' | 'replaced' | 'registration'>,
): Promise<void> {
  await toPerson(context, 'sight-stopped', whom, (to) =>
    sightStopped({ ...to, ...words(sight), why }),
  )
}

/** Says to the employer that somebody lets it see something. */
export async function tellGiven(context: Context, sight: ToldSight, name: string): Promise<void> {
  await toEmployer(context, sight, 'sight-given', (to) =>
    sightGiven({ ...to, ...words(sight), who: name }),
  )
}

/**
 * Says to the employer that it sees nothing of somebody any more: as their registration is over, or else without why,
 * which is theirs.
 */
export async function tellEnded(
  context: Context,
  sight: ToldSight,
  name: string,
  { over = false }: { readonly over?: boolean } = {},
): Promise<void> {
  await toEmployer(context, sight, 'sight-ended', (to) =>
    sightEnded({ ...to, ...words(sight), who: name, over }),
  )
}

/**
 * Who of an organisation hears of a team: whoever coordinates it, and without one whoever sees all. The transaction
 * acts for the organisation.
 */
export async function whoHears(
  context: Context,
  organisationId: string,
  teamId: string | undefined,
): Promise<readonly OrganisationMember[]> {
  const members = (await listMembers(context, organisationId)).filter(
    ({ status, roles }) => status === 'active' && mayFor(roles, 'see-teams'),
  )
  const rows =
    teamId === undefined
      ? []
      : await context.db
          .selectFrom('team_coordinator')
          .where('team_id', '=', teamId)
          .select('account_id')
          .execute()
  const coordinate = new Set(rows.map(({ account_id }) => account_id))
  const own = members.filter(({ accountId }) => coordinate.has(accountId))
  return own.length > 0 ? own : members.filter(({ roles }) => mayFor(roles, 'keep-teams'))
}

// Whoever acts sees nothing of the organisation before or after.
async function toEmployer(
  context: Context,
  { organisation, team }: ToldSight,
  kind: MailKind,
  write: Parameters<typeof tellMember>[3],
): Promise<void> {
  await asOrganisation(context, organisation.id, async () => {
    for (const member of await whoHears(context, organisation.id, team?.id)) {
      await tellMember(context, kind, member, write)
    }
  })
}

/** Does something that sees what is of an organisation, and goes on as before. */
export async function asOrganisation<Result>(
  context: Context,
  organisationId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await actForOrganisation(context, organisationId)
  const result = await work()
  await actForOrganisation(context, '')
  return result
}

async function toPerson(
  context: Context,
  kind: MailKind,
  { name, email, accountId }: Member,
  write: (to: { register: ReturnType<typeof mailRegister>; name: string }) => Letter,
): Promise<void> {
  if (email === '') return
  const { platform, register } = context
  const letter = write({ register: mailRegister(platform, register), name })
  await writeMessage(context, kind, { name, address: email, accountId }, letter)
}

function words({ organisation, team }: Pick<ToldSight, 'organisation' | 'team'>) {
  return { organisation: organisation.name, team: team?.name }
}
