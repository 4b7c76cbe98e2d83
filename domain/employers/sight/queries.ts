import { sql } from 'kysely'
import type { Level, SightState } from '#domain/employers/sight/sight.ts'
import { answerBefore, confirmBefore } from '#domain/employers/sight/sight.ts'
import type { SeenTeams } from '#domain/employers/team/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** What somebody lets an organisation see of their registration, or is asked to. */
export interface Sight {
  readonly id: string
  readonly organisation: { readonly id: string; readonly name: string; readonly city: string }
  readonly team: { readonly id: string; readonly name: string } | undefined
  /** Given to this team alone. */
  readonly forTeam: boolean
  readonly register: string
  readonly registrationId: string | undefined
  readonly level: Level
  readonly state: SightState
  readonly askedOn: Temporal.PlainDate | undefined
  /** The last day to answer what was asked. */
  readonly answerBefore: Temporal.PlainDate | undefined
  readonly givenOn: Temporal.PlainDate | undefined
  readonly lastDay: Temporal.PlainDate | undefined
  /** The last day to say that it goes on; undefined as long as that is not asked. */
  readonly confirmBefore: Temporal.PlainDate | undefined
  readonly version: number
}

/** What of a registration somebody lets be seen now, and what they are asked; what is asked first. */
export async function ownSights(
  context: Pick<Context, 'db' | 'register'>,
  registrationId: string,
): Promise<readonly Sight[]> {
  const rows = await sights(context)
    .where('s.registration_id', '=', registrationId)
    .where('s.register', '=', context.register.id)
    .where('s.state', 'in', ['asked', 'given'])
    .orderBy(sql`s.state = 'asked'`, 'desc')
    .orderBy('o.name')
    .orderBy('s.id')
    .execute()
  return rows.map(toSight)
}

/** One of those, by its id; locked until the end of the transaction where asked. */
export async function findOwnSight(
  context: Pick<Context, 'db' | 'register'>,
  registrationId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Sight | undefined> {
  if (!isUuid(id)) return undefined
  const row = await sights(context)
    .where('s.id', '=', id)
    .where('s.registration_id', '=', registrationId)
    .where('s.register', '=', context.register.id)
    .where('s.state', 'in', ['asked', 'given'])
    .$if(lock, (query) => query.forUpdate('s'))
    .executeTakeFirst()
  return row && toSight(row)
}

/** What an organisation has of one person, or asked, by its id; the transaction acts for the organisation. */
export async function findSight(
  context: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Sight | undefined> {
  if (!isUuid(id)) return undefined
  const row = await sights(context)
    .where('s.id', '=', id)
    .where('s.organisation_id', '=', organisationId)
    .where('s.state', '<>', 'ended')
    .$if(lock, (query) => query.forUpdate('s'))
    .executeTakeFirst()
  return row && toSight(row)
}

/** What was asked of somebody and has no answer, as whoever asked typed it: whether there is such a person is not told. */
export interface AskedSight {
  readonly id: string
  readonly number: string
  readonly surname: string
  readonly level: Level
  readonly team: { readonly id: string; readonly name: string } | undefined
  readonly askedOn: Temporal.PlainDate
  readonly answerBefore: Temporal.PlainDate
}

/** What an organisation asked in the teams that somebody sees, the last first; the transaction acts for it. */
export async function askedSights(
  context: Pick<Context, 'db'>,
  organisationId: string,
  { seen, teamId }: { readonly seen: SeenTeams; readonly teamId?: string | undefined },
): Promise<readonly AskedSight[]> {
  const rows = await sights(context)
    .where('s.organisation_id', '=', organisationId)
    .where('s.state', 'in', ['asked', 'declined'])
    .$if(seen !== 'all', (query) =>
      query.where(sql<boolean>`s.team_id = any(${seen === 'all' ? [] : [...seen]}::uuid[])`),
    )
    .$if(teamId !== undefined, (query) => query.where('s.team_id', '=', teamId ?? ''))
    .select(['s.number', 's.surname'])
    .orderBy('s.asked_on', 'desc')
    .orderBy('s.id')
    .execute()
  return rows.flatMap((row) => {
    const { id, level, team, askedOn } = toSight(row)
    if (askedOn === undefined) return []
    const { number, surname } = row
    return [{ id, number, surname, level, team, askedOn, answerBefore: answerBefore(askedOn) }]
  })
}

function sights({ db }: Pick<Context, 'db'>) {
  return db
    .selectFrom('sight as s')
    .innerJoin('organisation as o', 'o.id', 's.organisation_id')
    .leftJoin('team as t', 't.id', 's.team_id')
    .select([
      ...(['s.id', 's.organisation_id', 's.team_id', 's.for_team', 's.register'] as const),
      ...(['s.registration_id', 's.level', 's.state', 's.asked_on', 's.given_on'] as const),
      ...(['s.last_day', 's.questioned_on', 's.version', 'o.name', 'o.city'] as const),
      't.name as team_name',
    ])
}

interface Row {
  readonly id: string
  readonly organisation_id: string
  readonly team_id: string | null
  readonly for_team: boolean
  readonly register: string
  readonly registration_id: string | null
  readonly level: Level
  readonly state: SightState
  readonly asked_on: string | null
  readonly given_on: string | null
  readonly last_day: string | null
  readonly questioned_on: string | null
  readonly version: number
  readonly name: string
  readonly city: string
  readonly team_name: string | null
}

function toSight(row: Row): Sight {
  const askedOn = day(row.asked_on)
  const questionedOn = day(row.questioned_on)
  return {
    id: row.id,
    organisation: { id: row.organisation_id, name: row.name, city: row.city },
    team: row.team_id === null ? undefined : { id: row.team_id, name: row.team_name ?? '' },
    forTeam: row.for_team,
    register: row.register,
    registrationId: row.registration_id ?? undefined,
    level: row.level,
    state: row.state,
    askedOn,
    answerBefore: askedOn && answerBefore(askedOn),
    givenOn: day(row.given_on),
    lastDay: day(row.last_day),
    confirmBefore: questionedOn && confirmBefore(questionedOn),
    version: row.version,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
