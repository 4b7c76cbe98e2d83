import { askedSights, findSight } from '#domain/employers/sight/queries.ts'
import type { Level } from '#domain/employers/sight/sight.ts'
import { answerBefore, levels, mostAsked } from '#domain/employers/sight/sight.ts'
import { tellAsked } from '#domain/employers/sight/tell-sight.ts'
import { endSight, recordSight } from '#domain/employers/sight/write-sight.ts'
import { findTeam, seenTeams, seesTeam } from '#domain/employers/team/queries.ts'
import { bearsSurname } from '#domain/learning/attendance/surname.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import {
  isOver,
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { compact } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'

/** Of whom it is asked, as it was typed: by the number and the surname together, never by a name alone. */
export interface Asked {
  readonly teamId: string | undefined
  readonly number: string
  readonly surname: string
  readonly level: Level
}

export type AskedFor =
  /** Somebody was asked, or there is nobody who is called so: whoever asks does not learn which. */
  | { readonly outcome: 'asked' }
  /** It waits for an answer already. */
  | { readonly outcome: 'asked-already' }
  /** They let this team see as much already. */
  | { readonly outcome: 'given-already' }
  /** No register here has such numbers. */
  | { readonly outcome: 'no-number' }
  | { readonly outcome: 'no-surname' | 'too-often' | 'too-many' | 'no-team' }
  | { readonly outcome: 'not-allowed' }

/**
 * An employer asks somebody to let it see something of their registration. Whether there is somebody by this number and
 * surname is told to nobody: they hear of it themselves, and what was typed waits as long as with anybody else.
 */
export async function askSight(
  context: Context,
  organisationId: string,
  asked: Asked,
): Promise<AskedFor> {
  const { db, today } = context
  const acting = await actFor(context, organisationId, 'see-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const { organisation, member } = acting
  const seen = await seenTeams(context, organisationId, member)
  if (!seesTeam(seen, asked.teamId)) return { outcome: 'no-team' }
  const team =
    asked.teamId === undefined ? undefined : await findTeam(context, organisationId, asked.teamId)
  if (asked.teamId !== undefined && team === undefined) return { outcome: 'no-team' }
  const read = readNumber(context, asked.number)
  if (read === undefined) return { outcome: 'no-number' }
  const surname = asked.surname.trim().slice(0, 200)
  if (surname === '') return { outcome: 'no-surname' }
  const waiting = await askedSights(context, organisationId, { seen: 'all' })
  if (waiting.some((one) => one.number === read.written && one.team?.id === team?.id)) {
    return { outcome: 'asked-already' }
  }
  if (waiting.length >= mostAsked.waiting) return { outcome: 'too-many' }
  const attempt = {
    ...{ what: 'sight-asked', who: `${organisationId} ${today}` },
    ...{ most: mostAsked.aDay, minutes: day },
  }
  if ((await countAttempt(db, attempt)).outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { by: 'sight-asked', account: member.accountId })
    return { outcome: 'too-often' }
  }
  const done = await inOtherRegister(context, read.register.id, async (there) => {
    const whom = await findNumbered(there, read.number, surname)
    const known = whom && (await givenTo(there, organisationId, whom, team?.id))
    if (known !== undefined && levels.indexOf(known) >= levels.indexOf(asked.level)) {
      return 'given-already' as const
    }
    const { id } = await db
      .insertInto('sight')
      .values({
        ...{ organisation_id: organisationId, team_id: team?.id ?? null },
        ...{ for_team: team !== undefined, register: there.register.id },
        ...{ registration_id: whom?.registrationId ?? null, level: asked.level },
        ...{ number: read.written, surname, state: 'asked' as const },
        ...{ asked_on: today.toString(), asked_by: member.accountId },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const about = { id, organisation, team }
    await recordSight(there, about, 'ask', { level: asked.level })
    if (whom !== undefined && (await mayBeAsked(there, organisationId, whom))) {
      const { name, email } = member
      const by = name === email ? email : `${name} (${email})`
      await tellAsked(there, whom, about, { by, until: answerBefore(today) })
    }
    return 'asked' as const
  })
  return { outcome: done ?? 'no-number' }
}

/** An employer takes back what it asked: nobody can answer it any more. */
export async function withdrawAsked(
  context: Context,
  organisationId: string,
  id: string,
): Promise<{ readonly outcome: 'withdrawn' | 'not-found' | 'not-allowed' }> {
  const acting = await actFor(context, organisationId, 'see-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const found = await findSight(context, organisationId, id, { lock: true })
  const seen = await seenTeams(context, organisationId, acting.member)
  if (found === undefined || !seesTeam(seen, found.team?.id)) return { outcome: 'not-found' }
  if (found.state !== 'asked' && found.state !== 'declined') return { outcome: 'not-found' }
  await inOtherRegister(context, found.register, (there) =>
    endSight(there, found, { by: 'employer', action: 'withdraw' }),
  )
  return { outcome: 'withdrawn' }
}

const day = 24 * 60

interface ReadNumber {
  readonly register: Register
  readonly number: number
  readonly written: string
}

// A number says of which register it is by what stands before it.
function readNumber({ platform, register: here }: Context, typed: string): ReadNumber | undefined {
  const all = [...platform.registers.values()]
  const bare = compact(typed)
  const own = all.find((one) => {
    const prefix = compact(one.number.prefix)
    return prefix !== '' && bare.startsWith(prefix)
  })
  const register = own ?? all.find(({ id }) => id === here.id)
  const number = register && readRegistrationNumber(register, typed)
  if (register === undefined || number === undefined) return undefined
  return { register, number, written: registrationNumber(register, number) }
}

async function findNumbered(
  context: Context,
  number: number,
  surname: string,
): Promise<Member | undefined> {
  const row = await context.db
    .selectFrom('registration')
    .where('register', '=', context.register.id)
    .where('number', '=', number)
    .where('merged_into', 'is', null)
    .select('id')
    .executeTakeFirst()
  const member = row && (await findMember(context, row.id))
  if (member === undefined || isOver.has(member.status)) return undefined
  return bearsSurname(surname, member.person) ? member : undefined
}

async function givenTo(
  { db }: Context,
  organisationId: string,
  { registrationId }: Member,
  teamId: string | undefined,
): Promise<Level | undefined> {
  const row = await db
    .selectFrom('sight')
    .where('organisation_id', '=', organisationId)
    .where('registration_id', '=', registrationId)
    .where('state', '=', 'given')
    .where('team_id', 'is not distinct from', teamId ?? null)
    .select('level')
    .executeTakeFirst()
  return row?.level
}

// Nobody is pestered: what is asked stands in the portfolio all the same.
async function mayBeAsked(
  { db, today }: Context,
  organisationId: string,
  { registrationId }: Member,
): Promise<boolean> {
  const week = today.subtract({ days: today.dayOfWeek - 1 })
  const counted = await countAttempt(db, {
    ...{ what: 'sight-asked-of', who: `${organisationId} ${registrationId} ${week}` },
    ...{ most: mostAsked.ofOneAWeek, minutes: 7 * day },
  })
  return counted.outcome === 'go-on'
}
