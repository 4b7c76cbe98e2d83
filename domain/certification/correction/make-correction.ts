import { sql } from 'kysely'
import { renewUnsignedAgreement } from '#domain/certification/agreement/renew-unsigned-agreement.ts'
import { reissueWithDays } from '#domain/certification/certificate/reissue-certificates.ts'
import type { Compared } from '#domain/certification/correction/compare-correction.ts'
import {
  compareCorrection,
  yearsFromLists,
} from '#domain/certification/correction/compare-correction.ts'
import type { Wish } from '#domain/certification/correction/correction.ts'
import { sealOf } from '#domain/certification/correction/correction.ts'
import { giveName } from '#domain/certification/name-change/approve-name-change.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { yearOnList } from '#domain/dossier/list/deliver-list.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { mailNewAddress } from '#domain/people/account/request-email-change.ts'
import { workColumns } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { corrected } from '#mail/corrected.ts'

export type MadeCorrection =
  | { readonly outcome: 'corrected'; readonly told: boolean }
  /** What it was is no longer what was shown before. */
  | { readonly outcome: 'stale' }
  | Exclude<Compared, { outcome: 'differs' }>

/**
 * Sets right what the register had wrong, after it was shown what that changes: what was and what is
 * stay, with the reason, and the person is told. What a norm decided stays as it was decided.
 */
export async function makeCorrection(
  context: Context,
  asked: {
    readonly registrationId: string
    readonly wish: Wish
    readonly reason: string
    /** In which document it stands, where a day was decided; empty where it was not. */
    readonly source: string
    /** The seal of the changes as they were shown. */
    readonly seen: string
  },
): Promise<MadeCorrection> {
  const { registrationId, wish } = asked
  const locked = await findMember(context, registrationId, { lock: true })
  if (locked === undefined) return { outcome: 'unknown' }
  await context.db
    .selectFrom('person')
    .where('id', '=', locked.personId)
    .select('id')
    .forUpdate()
    .execute()
  const compared = await compareCorrection(context, registrationId, wish)
  if (compared.outcome !== 'differs') return compared
  if (sealOf(compared.changes) !== asked.seen) return { outcome: 'stale' }
  const applied = await apply(context, compared, wish)
  if (applied === 'frozen') return { outcome: 'not', why: 'frozen' }
  await write(context, compared, asked)
  return { outcome: 'corrected', told: await tell(context, compared, asked, applied) }
}

type Differs = Extract<Compared, { outcome: 'differs' }>

// Gives the ids of the papers that are to come.
async function apply(
  context: Context,
  { member, period }: Differs,
  wish: Wish,
): Promise<readonly string[] | 'frozen'> {
  switch (wish.subject) {
    case 'name':
      return giveName(context, member, wish.name, {})
    case 'address': {
      const { phone, street, houseNumber, postcode, city, country } = wish.address
      const columns = { phone, street, house_number: houseNumber, postcode, city, country }
      await changePerson(context, member, columns, 'person')
      await renewUnsignedAgreement(context, member.registrationId)
      return []
    }
    case 'work':
      await changePerson(context, member, workColumns(wish.work), 'work')
      return []
    case 'email': {
      const { accountId, email: from } = member
      if (accountId === undefined) throw new Error('Nobody signs in with this address')
      await mailNewAddress(context, { accountId, email: wish.email, from })
      return []
    }
    case 'decision-day': {
      if (period === undefined) throw new Error('A decision has no period')
      const { certificateId, decidedOn } = wish
      const papers = await reissueWithDays(context, member, { certificateId, decidedOn, period })
      await stand(context, member, period)
      return papers ?? []
    }
    case 'period': {
      const papers = await correctTakenOver(context, member, wish)
      await stand(context, member, wish)
      return papers
    }
    case 'list-year':
      return changeYear(context, member, wish)
    case 'received':
      await context.db
        .updateTable('original')
        .where('id', '=', wish.originalId)
        .set((eb) => ({
          received_on: wish.receivedOn.toString(),
          version: eb('version', '+', 1),
        }))
        .execute()
      await record(context, { noun: 'original', id: wish.originalId, action: 'correct' })
      return []
  }
}

async function changePerson(
  context: Context,
  { personId }: Member,
  columns: Readonly<Record<string, string>>,
  changed: 'person' | 'work',
): Promise<void> {
  await context.db
    .updateTable('person')
    .where('id', '=', personId)
    .set((eb) => ({
      ...columns,
      version: eb('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .execute()
  await record(context, { noun: 'person', id: personId, action: 'change', facts: { changed } })
}

async function stand(
  context: Context,
  { registrationId }: Member,
  { first, last }: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): Promise<void> {
  const { db } = context
  const days = { valid_first: first.toString(), valid_last: last.toString() }
  await db
    .updateTable('registration')
    .where('id', '=', registrationId)
    .set((eb) => ({ ...days, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'correct-period',
    facts: days,
  })
  await publishEntry(context, registrationId)
}

// What a certificate from elsewhere says here was entered with the period; its paper was given there.
// One that was issued anew here is issued once more. Gives the ids of the papers that are to come.
async function correctTakenOver(
  context: Context,
  member: Member,
  period: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): Promise<readonly string[]> {
  const { registrationId } = member
  const days = { valid_first: period.first.toString(), valid_last: period.last.toString() }
  const held = await context.db
    .selectFrom('certificate')
    .where('registration_id', '=', registrationId)
    .where('decision_id', 'is', null)
    .where('by_hand_id', 'is', null)
    .where('withdrawn_on', 'is', null)
    .where('replaced_on', 'is', null)
    .where(({ eb, selectFrom }) =>
      eb(
        'valid_last',
        '=',
        selectFrom('registration').where('id', '=', registrationId).select('valid_last'),
      ),
    )
    .select(['id', 'document_id', 'issued_on', 'decided_on'])
    .execute()
  const papers: string[] = []
  for (const { id, document_id, issued_on, decided_on } of held) {
    if (document_id !== null) {
      const decidedOn = Temporal.PlainDate.from(decided_on ?? issued_on)
      const anew = { certificateId: id, decidedOn, period }
      papers.push(...((await reissueWithDays(context, member, anew)) ?? []))
      continue
    }
    await context.db.updateTable('certificate').where('id', '=', id).set(days).execute()
    await record(context, { noun: 'certificate', id, action: 'correct-period', facts: days })
  }
  return papers
}

async function changeYear(
  context: Context,
  { registrationId }: Member,
  { entryId, year }: Extract<Wish, { subject: 'list-year' }>,
): Promise<readonly string[] | 'frozen'> {
  const { db } = context
  const entry = (await yearsFromLists(context, registrationId)).find(({ id }) => id === entryId)
  const { compiled, activities } = await loadDossier(context, registrationId)
  const kind = compiled.regulation.kinds.find(({ id }) => id === entry?.kind)
  const standing = activities.find(({ id }) => id === entry?.activityId)
  if (entry === undefined || kind === undefined || standing === undefined) return 'frozen'
  const wanted = { id: entry.activityId, version: standing.version, files: [] }
  const opened = await openActivity(context, registrationId, wanted)
  if (opened.outcome !== 'open' || opened.open.staysSo) return 'frozen'
  const facts = yearOnList(context, kind, year)
  await writeActivity(opened.open, { facts, typed: typedOf(facts) }, 'entered')
  await db.updateTable('list_entry').where('id', '=', entryId).set({ year }).execute()
  const { rows } = await sql<{ id: string }>`
    select delivery_id as id from list_entry where id = ${entryId}`.execute(db)
  for (const { id } of rows) {
    await record(context, { noun: 'list', id, action: 'correct', facts: { year } })
  }
  return []
}

// What somebody was called is kept nowhere but on the paper that they hold.
async function write(
  context: Context,
  { member, changes }: Differs,
  { wish, reason, source }: { wish: Wish; reason: string; source: string },
): Promise<void> {
  const { db, register, today, actor } = context
  const kept =
    wish.subject === 'name'
      ? changes.map(({ field }) => ({ field, before: '', after: '' }))
      : changes
  const { id } = await db
    .insertInto('correction')
    .values({
      register: register.id,
      registration_id: member.registrationId,
      subject: wish.subject,
      changes: JSON.stringify(kept),
      reason,
      source,
      corrected_on: today.toString(),
      corrected_by: accountIdOf(actor) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'correction',
    id,
    action: 'make',
    facts: { registration: member.registrationId, subject: wish.subject, reason, changes: kept },
  })
}

async function tell(
  context: Context,
  { member, changes }: Differs,
  { wish, reason, source }: { wish: Wish; reason: string; source: string },
  papers: readonly string[],
): Promise<boolean> {
  if (member.email === '') return false
  const { platform, register } = context
  const now = (await findMember(context, member.registrationId)) ?? member
  const letter = corrected({
    register: mailRegister(platform, register),
    name: now.name,
    changes: wish.subject === 'name' ? changes.map((one) => ({ ...one, before: '' })) : changes,
    reason,
    source,
    reissued: papers.length > 0,
    toConfirm: wish.subject === 'email',
  })
  await writeMessage(
    context,
    'corrected',
    { name: now.name, address: member.email, accountId: member.accountId },
    { ...letter, after: papers },
  )
  return true
}
