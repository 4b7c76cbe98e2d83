import { isUnderWay } from '#domain/dossier/original/original.ts'
import { originalsOf } from '#domain/dossier/original/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'

/** An original that comes by post: whose, of which kind of document, and whether an envelope comes along. */
export interface NewOriginal {
  readonly registrationId: string
  readonly document: string
  readonly envelope: boolean
}

export type AnnouncedOriginal =
  | { readonly outcome: 'announced'; readonly id: string }
  /** One of this kind is on its way or here already. */
  | { readonly outcome: 'under-way'; readonly id: string }
  | { readonly outcome: 'not-found' }

/**
 * Announces that the original of a document comes by post, so that there is a cover sheet to send with
 * it. Whoever calls it has checked that the regulation wants to see the original of this document.
 */
export async function announceOriginal(
  context: Context,
  coming: NewOriginal,
): Promise<AnnouncedOriginal> {
  if (!(await lockRegistration(context, coming.registrationId))) return { outcome: 'not-found' }
  const there = (await originalsOf(context, coming.registrationId)).find(
    (one) => one.document === coming.document && isUnderWay(one),
  )
  if (there !== undefined) return { outcome: 'under-way', id: there.id }
  const id = await insertOriginal(context, coming, {
    status: 'announced',
    announced_on: context.today.toString(),
  })
  const { document, envelope } = coming
  await record(context, { noun: 'original', id, action: 'announce', facts: { document, envelope } })
  return { outcome: 'announced', id }
}

/** Holds a registration until this transaction ends; says whether it is there. */
export async function lockRegistration({ db }: Context, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', id)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Puts an original in its table, under the next number. */
export async function insertOriginal(
  context: Context,
  { registrationId, document, envelope }: NewOriginal,
  begun:
    | { readonly status: 'announced'; readonly announced_on: string }
    | { readonly status: 'received'; readonly received_on: string },
): Promise<string> {
  const { id } = await context.db
    .insertInto('original')
    .values({
      register: context.register.id,
      registration_id: registrationId,
      document,
      number: await nextNumber(context, 'original'),
      envelope,
      ...begun,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
