import { sql } from 'kysely'
import type {
  AskedInRound,
  Invitation,
  Results,
  Round,
} from '#domain/development/feedback-round/feedback.ts'
import { hashUsed } from '#domain/development/feedback-round/feedback.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'

const columns = [
  'id',
  'registration_id',
  'status',
  'asked',
  'shown_from',
  'note',
  'opened_on',
  'closes_on',
  'ended_on',
  'outcome',
  'results',
  'activity_id',
  'version',
] as const

/** The rounds of a registration that were not withdrawn, the last first. */
export async function roundsOf({ db }: Context, registrationId: string): Promise<readonly Round[]> {
  const rows = await db
    .selectFrom('feedback_round')
    .where('registration_id', '=', registrationId)
    .where('status', '<>', 'withdrawn')
    .select(columns)
    .orderBy('opened_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(roundFrom)
}

/** A round of a registration; with `lock` nobody else changes it until this transaction ends. */
export async function findRound(
  { db }: Context,
  registrationId: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Round | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('feedback_round')
    .where('id', '=', id)
    .where('registration_id', '=', registrationId)
    .select(columns)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && roundFrom(row)
}

/**
 * When somebody last opened a round, whatever became of it and in whichever register: of one person there are not two
 * to be laid beside each other.
 */
export async function lastOpened(
  context: Context,
  registrationId: string,
): Promise<Temporal.PlainDate | undefined> {
  const { personId } = await context.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('person_id as personId')
    .executeTakeFirstOrThrow()
  const days: string[] = []
  for (const { id } of context.platform.registers.values()) {
    const last = await inOtherRegister(context, id, async ({ db }) => {
      const row = await db
        .selectFrom('feedback_round as f')
        .innerJoin('registration as r', 'r.id', 'f.registration_id')
        .where('r.person_id', '=', personId)
        .select((query) => query.fn.max('f.opened_on').as('last'))
        .executeTakeFirst()
      return row?.last
    })
    if (last != null) days.push(last)
  }
  const [last] = days.toSorted().toReversed()
  return last === undefined ? undefined : Temporal.PlainDate.from(last)
}

/** Who was asked in a round, by name. Nothing here says whether they answered. */
export async function invitationsOf(
  { db }: Context,
  roundId: string,
): Promise<readonly Invitation[]> {
  const { rows } = await sql<{
    id: string
    name: string
    email: string
    sent_on: string
    withdrawn_on: string | null
    refuses_mail: boolean
  }>`select i.id, i.name, i.email, i.sent_on, i.withdrawn_on, ${refused} as refuses_mail
    from feedback_invitation i where i.round_id = ${roundId} order by i.name, i.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    sentOn: Temporal.PlainDate.from(row.sent_on),
    withdrawnOn: row.withdrawn_on === null ? undefined : Temporal.PlainDate.from(row.withdrawn_on),
    refusesMail: row.refuses_mail,
  }))
}

const refused = refusesMail(['feedback-request', 'feedback-reminder'], {
  register: sql`i.register`,
  is: sql`lower(mail.to_address) = i.email`,
  since: sql`i.created_at`,
})

/** What a link leads to. */
export type FoundLink =
  | { readonly is: 'open' | 'used' | 'over'; readonly round: Round; readonly about: string }
  | { readonly is: 'unknown' }

/**
 * What a link to a round leads to, for whoever holds it. `about` is the name of who asks. Nothing is written and
 * nothing is kept of that it was opened. Whoever took back the question is not told whether the link was used.
 */
export async function findFeedbackLink(
  { db, today }: Context,
  token: string,
  options: { readonly lock?: boolean } = {},
): Promise<FoundLink> {
  if (!/^[\w-]{43}$/.test(token)) return { is: 'unknown' }
  const row = await db
    .selectFrom('feedback_invitation as i')
    .innerJoin('feedback_round', 'feedback_round.id', 'i.round_id')
    .innerJoin('registration as r', 'r.id', 'feedback_round.registration_id')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .where('i.token_hash', '=', hashToken(token))
    .select(columns.map((column) => `feedback_round.${column}` as const))
    .select(['i.withdrawn_on', 'r.status as standing', 'p.first_name', 'p.last_name'])
    .select('p.name_prefix')
    .$if(options.lock === true, (query) => query.forShare('feedback_round'))
    .executeTakeFirst()
  if (row === undefined) return { is: 'unknown' }
  const round = roundFrom(row)
  const about = [row.first_name, row.name_prefix, row.last_name].filter(Boolean).join(' ')
  const over =
    round.status !== 'open' ||
    row.withdrawn_on !== null ||
    isOver.has(row.standing) ||
    Temporal.PlainDate.compare(today, round.closesOn) >= 0
  if (over) return { is: 'over', round, about }
  const used = await db
    .selectFrom('feedback_used_link')
    .where('used_hash', '=', hashUsed(token))
    .select('used_hash')
    .executeTakeFirst()
  return { is: used === undefined ? 'open' : 'used', round, about }
}

function roundFrom(row: {
  id: string
  registration_id: string
  status: Round['status']
  asked: unknown
  shown_from: number
  note: string
  opened_on: string
  closes_on: string
  ended_on: string | null
  outcome: 'shown' | 'too-few' | null
  results: unknown
  activity_id: string | null
  version: number
}): Round {
  return {
    id: row.id,
    registrationId: row.registration_id,
    status: row.status,
    asked: row.asked as AskedInRound,
    shownFrom: row.shown_from,
    note: row.note,
    openedOn: Temporal.PlainDate.from(row.opened_on),
    closesOn: Temporal.PlainDate.from(row.closes_on),
    endedOn: row.ended_on === null ? undefined : Temporal.PlainDate.from(row.ended_on),
    outcome: row.outcome ?? undefined,
    results: row.results === null ? undefined : (row.results as Results),
    activityId: row.activity_id ?? undefined,
    version: row.version,
  }
}
