import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { ErasureRequest } from '#domain/privacy/erasure/erasure.ts'
import { fullName } from '#language/names.ts'
import type { Stays } from '#mail/erasure.ts'

/** A request of this register; with `lock` nobody else changes it until this transaction ends. */
export async function findErasure(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<ErasureRequest | undefined> {
  if (!isUuid(id)) return undefined
  const query = requests(context).where('erasure_request.id', '=', id)
  const row = await (options.lock === true
    ? query.forUpdate('erasure_request')
    : query
  ).executeTakeFirst()
  return row && requestOf(row)
}

/** The request of an account in this register that runs, if there is one. */
export async function runningErasureOf(
  context: Context,
  accountId: string,
): Promise<ErasureRequest | undefined> {
  const row = await requests(context)
    .where('erasure_request.account_id', '=', accountId)
    .where('erasure_request.status', 'in', ['asked', 'granted'])
    .executeTakeFirst()
  return row && requestOf(row)
}

/** The last request of an account in this register, over or not. */
export async function latestErasureOf(
  context: Context,
  accountId: string,
): Promise<ErasureRequest | undefined> {
  const row = await requests(context)
    .where('erasure_request.account_id', '=', accountId)
    .orderBy('erasure_request.created_at', 'desc')
    .orderBy('erasure_request.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && requestOf(row)
}

/** The requests that run, by their term, or those that are over, the newest first. */
export async function listErasures(
  context: Context,
  which: 'running' | 'over',
): Promise<readonly ErasureRequest[]> {
  const query = requests(context)
  const rows =
    which === 'running'
      ? await query
          .where('erasure_request.status', 'in', ['asked', 'granted'])
          .orderBy('erasure_request.answer_before')
          .orderBy('erasure_request.id')
          .limit(500)
          .execute()
      : await query
          .where('erasure_request.status', 'not in', ['asked', 'granted'])
          .orderBy('erasure_request.ended_on', 'desc')
          .orderBy('erasure_request.id')
          .limit(200)
          .execute()
  return rows.map(requestOf)
}

function requests({ db, register }: Context) {
  return db
    .selectFrom('erasure_request')
    .leftJoin('person', 'person.id', 'erasure_request.person_id')
    .leftJoin('account', 'account.id', 'erasure_request.account_id')
    .where('erasure_request.register', '=', register.id)
    .selectAll('erasure_request')
    .select([
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'account.email',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

function requestOf(row: Row): ErasureRequest {
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  const name = fullName({
    firstName: row.first_name ?? '',
    initials: row.initials ?? '',
    namePrefix: row.name_prefix ?? '',
    lastName: row.last_name ?? '',
  })
  return {
    id: row.id,
    status: row.status,
    accountId: row.account_id ?? undefined,
    personId: row.person_id ?? undefined,
    registrationId: row.registration_id ?? undefined,
    name: name === '' ? (row.email ?? undefined) : name,
    askedBy: row.asked_by,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    backUntil: Temporal.PlainDate.from(row.back_until),
    answerBefore: Temporal.PlainDate.from(row.answer_before),
    extendedOn: day(row.extended_on),
    extensionReason: row.extension_reason,
    remark: row.remark,
    extent: row.extent ?? undefined,
    answer: row.answer,
    answeredOn: day(row.answered_on),
    stays: row.stays as readonly Stays[],
    endedOn: day(row.ended_on),
    version: row.version,
  }
}
