import { sql } from 'kysely'
import type { Question } from '#domain/dossier/activity/openness.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Whether something else may be stated in the place of a claim, and if not, why. */
export type ClaimOpenness =
  /** With the question, when an application was returned to have it completed. */
  | { readonly is: 'open'; readonly question?: Question }
  /** Part of an application that is being handled. */
  | { readonly is: 'in-application' }

/** A dossier that nobody else changes or sends in until this transaction ends. */
export interface HeldDossier {
  readonly personId: string
  /** Whether anything in it can be stated, changed or taken back now. */
  readonly isOpen: boolean
}

/** Holds the dossier of a registration; undefined when there is no such registration. */
export async function holdDossier(
  { db, register }: Context,
  registrationId: string,
): Promise<HeldDossier | undefined> {
  const registration = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['person_id', 'status', 'approved_on', 'candidate_on'])
    .forUpdate()
    .executeTakeFirst()
  if (registration === undefined) return undefined
  const isOpen = portfolioIsOpen(register, {
    status: registration.status,
    approvedOn: registration.approved_on ?? undefined,
    candidateOn: registration.candidate_on ?? undefined,
  })
  return { personId: registration.person_id, isOpen }
}

interface Row {
  claim_id: string
  id: string
  items: readonly { item?: string; claim?: string; question?: string }[] | null
  answer_before: string | null
  /** It came with the application since it was returned. */
  came_since: boolean
}

/**
 * Whether a claim can be replaced. Part of a running application it is frozen, except when that
 * application was returned and names it, or when it came with the application since.
 */
export async function claimOpenness(
  context: Context,
  { id }: Pick<Claim, 'id'>,
): Promise<ClaimOpenness> {
  const [row] = await inRunning(context, [id])
  return row === undefined ? { is: 'open' } : opennessOf(row)
}

/** Those of these claims that cannot be replaced now, by their ids. */
export async function frozenAmong(
  context: Context,
  claims: readonly Pick<Claim, 'id'>[],
): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set()
  const ids = claims.map(({ id }) => id)
  const held = await inRunning(context, ids)
  return new Set(
    held.filter((row) => opennessOf(row).is !== 'open').map(({ claim_id }) => claim_id),
  )
}

async function inRunning({ db }: Context, ids: readonly string[]): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select ac.claim_id, p.id, t.items, t.answer_before,
      coalesce(ac.added_on >= t.returned_on, false) as came_since
    from application p
    join application_claim ac on ac.application_id = p.id and ac.claim_id = any(${ids})
    left join lateral (
      select ret.items, ret.answer_before, ret.returned_on from application_return ret
      where ret.application_id = p.id and p.status = 'returned' and ret.answered_on is null
      order by ret.returned_on desc, ret.id desc limit 1
    ) t on true
    where p.status in ('submitted', 'returned', 'with-committee')`.execute(db)
  return rows
}

function opennessOf(row: Row): ClaimOpenness {
  const asked = row.items?.find(
    ({ item, claim: about }) =>
      (item === 'claim' && (about === row.claim_id || row.came_since)) ||
      (item === 'state-more' && row.came_since),
  )
  if (asked === undefined || row.answer_before === null) return { is: 'in-application' }
  return {
    is: 'open',
    question: {
      applicationId: row.id,
      text: asked.question ?? '',
      answerBefore: Temporal.PlainDate.from(row.answer_before),
    },
  }
}

/** The returned application of a registration that asks for what nobody has stated yet, if any. */
export async function applicationAskingMore(
  { db }: Context,
  registrationId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from application p join application_return t on t.application_id = p.id
    where p.registration_id = ${registrationId} and p.status = 'returned'
      and t.answered_on is null and t.items @> '[{"item": "state-more"}]'`.execute(db)
  return rows[0]?.id
}
