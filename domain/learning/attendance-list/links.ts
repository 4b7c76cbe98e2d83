import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { ToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { trainerAsked } from '#mail/attendance.ts'

/** For how many days a link to an edition works, at most until who was there can no longer be told. */
const linkDays = 30

/** For whom a link to an edition is: a trainer who signs, or whoever is there and says so. */
export type LinkKind = 'trainer' | 'participants'

/** A link to an edition, as whoever has it finds it. */
export interface AttendanceLink {
  readonly id: string
  readonly kind: LinkKind
  readonly organisationId: string
  readonly organisation: string
  readonly edition: ToldEdition
  /** The trainer for whom it is; empty of a slide. */
  readonly name: string
  readonly expiresOn: Temporal.PlainDate
}

/** A link as its organisation sees it in a list. */
export interface ListedLink {
  readonly id: string
  readonly kind: LinkKind
  readonly name: string
  readonly expiresOn: Temporal.PlainDate
  /** Whether the address of the trainer refused the mail with it. */
  readonly refusesMail: boolean
}

/** Asks a trainer by mail to sign for who was at an edition. The transaction acts for the organisation. */
export async function askTrainer(
  context: Context,
  of: { readonly organisationId: string; readonly editionId: string },
  trainer: { readonly name: string; readonly email: string },
): Promise<{ readonly outcome: 'asked' | 'not-found' | 'enough-sent' | 'enough-received' }> {
  const counted = await countTypedMail(context, 'attendance-trainer', {
    by: of.organisationId,
    to: trainer.email,
  })
  if (counted !== 'go-on') return { outcome: counted }
  const made = await makeLink(context, of, { kind: 'trainer', ...trainer })
  if (made === undefined) return { outcome: 'not-found' }
  const { platform, register } = context
  const organisation = await findOrganisation(context, of.organisationId)
  const { edition, url, expiresOn } = made
  const letter = trainerAsked({
    register: mailRegister(platform, register),
    ...{ name: trainer.name, course: edition.title, edition: edition.number, url },
    organisation: organisation?.name ?? '',
    lastDay: edition.lastDay.toString(),
    before: expiresOn.toString(),
  })
  await writeMessage(
    context,
    'attendance-trainer',
    { name: trainer.name, address: trainer.email },
    letter,
  )
  return { outcome: 'asked' }
}

/** Makes the link that goes on a slide, by which those who are there say so; it is shown once. */
export async function makeSlideLink(
  context: Context,
  of: { readonly organisationId: string; readonly editionId: string },
): Promise<{ readonly url: string; readonly expiresOn: Temporal.PlainDate } | undefined> {
  return makeLink(context, of, { kind: 'participants', name: '', email: '' })
}

async function makeLink(
  context: Context,
  { organisationId, editionId }: { readonly organisationId: string; readonly editionId: string },
  whom: { readonly kind: LinkKind; readonly name: string; readonly email: string },
) {
  const { db, today, actor, platform, register } = context
  const edition = await findToldEdition(context, organisationId, editionId)
  if (edition === undefined || edition.anyTime) return undefined
  const latest = edition.lastDay.add({ days: linkDays })
  const later =
    Temporal.PlainDate.compare(latest, edition.tellBefore) < 0 ? latest : edition.tellBefore
  const soon = today.add({ days: linkDays })
  const expiresOn = Temporal.PlainDate.compare(soon, later) > 0 ? soon : later
  const token = randomBytes(32).toString('base64url')
  // Of a slide there is one that works: an earlier one was perhaps seen by others.
  if (whom.kind === 'participants') {
    await db
      .updateTable('attendance_link')
      .set({ ended_on: today.toString() })
      .where('edition_id', '=', editionId)
      .where('kind', '=', 'participants')
      .where('ended_on', 'is', null)
      .execute()
  }
  const { id } = await db
    .insertInto('attendance_link')
    .values({
      organisation_id: organisationId,
      edition_id: editionId,
      ...whom,
      token_hash: hashToken(token),
      made_by: accountIdOf(actor) ?? null,
      made_on: today.toString(),
      expires_on: expiresOn.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { edition: editionId, kind: whom.kind }
  await record(context, { noun: 'attendance', id, action: 'link', facts })
  const word = whom.kind === 'trainer' ? 'tekenen' : 'erbij'
  return { edition, expiresOn, url: `${platform.origin}/${register.id}/deelname/${word}/${token}` }
}

/** The links to an edition that work. */
export async function listLinks(
  { db, today, register }: Context,
  editionId: string,
): Promise<readonly ListedLink[]> {
  const refused = refusesMail(['attendance-trainer'], {
    register: sql`${register.id}`,
    is: sql`attendance_link.email <> '' and lower(mail.to_address) = lower(attendance_link.email)`,
    since: sql`attendance_link.created_at`,
  })
  const rows = await db
    .selectFrom('attendance_link')
    .where('edition_id', '=', editionId)
    .where('ended_on', 'is', null)
    .where('expires_on', '>=', today.toString())
    .select(['id', 'kind', 'name', 'expires_on', refused.as('refuses_mail')])
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, name, expires_on, refuses_mail }) => ({
    ...{ id, kind, name, refusesMail: refuses_mail },
    expiresOn: Temporal.PlainDate.from(expires_on),
  }))
}

/** Ends a link: whoever has it finds nothing any more. The transaction acts for the organisation. */
export async function endLink(context: Context, id: string): Promise<void> {
  const { db, today } = context
  await db
    .updateTable('attendance_link')
    .set({ ended_on: today.toString() })
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'attendance', id, action: 'end-link' })
}

/**
 * The link of a token, for whoever has it; from here on the transaction acts for its organisation. Undefined where
 * it does not work, or no longer.
 */
export async function openLink(
  context: Context,
  kind: LinkKind,
  token: string,
): Promise<AttendanceLink | undefined> {
  const { db, today } = context
  const hash = hashToken(token).toString('hex')
  await sql`select set_config('peil.sender', ${hash}, true)`.execute(db)
  const row = await db
    .selectFrom('attendance_link')
    .where('token_hash', '=', Buffer.from(hash, 'hex'))
    .where('kind', '=', kind)
    .where('ended_on', 'is', null)
    .where('expires_on', '>=', today.toString())
    .select(['id', 'organisation_id', 'edition_id', 'name', 'expires_on'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  await actForOrganisation(context, row.organisation_id)
  const edition = await findToldEdition(context, row.organisation_id, row.edition_id)
  const organisation = await findOrganisation(context, row.organisation_id)
  if (edition === undefined || organisation?.status !== 'checked') return undefined
  return {
    ...{ id: row.id, kind, name: row.name, edition, organisation: organisation.name },
    organisationId: row.organisation_id,
    expiresOn: Temporal.PlainDate.from(row.expires_on),
  }
}
