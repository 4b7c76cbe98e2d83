import { sql } from 'kysely'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { newCertificateCode } from '#domain/certification/certificate/certificate.ts'
import { certificateData, markOf } from '#domain/certification/certificate/issue-certificate.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { Period } from '#engine'
import { asDecidedByBody, decidedBy } from '#regulations/bodies.ts'

/** What a certificate says of a decision of which the day was entered wrong. */
export interface CorrectedDays {
  readonly certificateId: string
  readonly decidedOn: Temporal.PlainDate
  readonly period: Period
}

/**
 * Issues the certificates of somebody anew under another name: those that hold or will hold, and one
 * that holds until a renewal is decided. Each gets a code of its own; of the old one the check page
 * says that it was replaced. One that was taken over gets its first paper and mark of this register.
 * Gives the ids of the papers that are to come.
 */
export async function reissueCertificates(
  context: Context,
  member: Member,
  name: string,
): Promise<readonly string[]> {
  const papers: string[] = []
  for (const certificate of await heldBy(context, member)) {
    papers.push(...(await reissue(context, member, { certificate, name })))
  }
  return papers
}

/** Issues one certificate that holds anew, with the right days; undefined where it holds no more. */
export async function reissueWithDays(
  context: Context,
  member: Member,
  days: CorrectedDays,
): Promise<readonly string[] | undefined> {
  const held = await heldBy(context, member)
  const certificate = held.find(({ id }) => id === days.certificateId)
  return certificate && reissue(context, member, { certificate, name: certificate.name, days })
}

/**
 * Issues the certificate anew that holds until a day, as that day moves; one that was taken over has its
 * paper elsewhere, and only says the new day here. Gives the ids of the papers that are to come.
 */
export async function reissueUntil(
  context: Context,
  member: Member,
  { from, last }: { readonly from: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): Promise<readonly string[]> {
  const { db } = context
  const papers: string[] = []
  const own = await standingOf(context, member)
    .where('certificate.valid_last', '=', from.toString())
    .where(isFromElsewhere, '=', false)
    .execute()
  for (const certificate of own) {
    const days = {
      certificateId: certificate.id,
      decidedOn: Temporal.PlainDate.from(certificate.decided_on ?? certificate.taken_on),
      period: { first: Temporal.PlainDate.from(certificate.valid_first), last },
    }
    const { name } = certificate
    papers.push(...(await reissue(context, member, { certificate, name, days })))
  }
  const elsewhere = await db
    .selectFrom('certificate')
    .where('registration_id', '=', member.registrationId)
    .where('valid_last', '=', from.toString())
    .where('withdrawn_on', 'is', null)
    .where('replaced_on', 'is', null)
    .where(isFromElsewhere, '=', true)
    .select('id')
    .execute()
  for (const { id } of elsewhere) {
    const valid_last = last.toString()
    await db.updateTable('certificate').where('id', '=', id).set({ valid_last }).execute()
    await record(context, {
      noun: 'certificate',
      id,
      action: 'correct-period',
      facts: { valid_last },
    })
  }
  return papers
}

// It rests on nothing that was decided here.
const isFromElsewhere = sql<boolean>`(certificate.decision_id is null and certificate.by_hand_id is null)`

type Held = Awaited<ReturnType<ReturnType<typeof standingOf>['executeTakeFirstOrThrow']>>

function heldBy(context: Context, member: Member) {
  return standingOf(context, member)
    .where(({ eb, or, and, ref }) =>
      or([
        eb('certificate.valid_last', '>=', context.today.toString()),
        and([
          eb('registration.status', '=', 'renewal-pending'),
          eb('certificate.valid_last', '=', ref('registration.valid_last')),
        ]),
      ]),
    )
    .orderBy('certificate.valid_first')
    .execute()
}

// What stands, with who decided it; what was taken over rests on a decision elsewhere.
function standingOf({ db }: Context, member: Member) {
  return db
    .selectFrom('certificate')
    .innerJoin('registration', 'registration.id', 'certificate.registration_id')
    .leftJoin('decision', 'decision.id', 'certificate.decision_id')
    .leftJoin('application', 'application.id', 'decision.application_id')
    .leftJoin('status_by_hand', 'status_by_hand.id', 'certificate.by_hand_id')
    .where('certificate.registration_id', '=', member.registrationId)
    .where('certificate.withdrawn_on', 'is', null)
    .where('certificate.replaced_on', 'is', null)
    .selectAll('certificate')
    .select([
      sql<string>`coalesce(decision.decided_on, status_by_hand.answered_on, certificate.issued_on)`.as(
        'taken_on',
      ),
      sql<ApplicationFile['application']['kind']>`coalesce(application.kind,
        case when registration.signed_up_on < certificate.valid_first then 'renewal' else 'first' end)`.as(
        'kind',
      ),
      'status_by_hand.decided_by',
    ])
}

async function reissue(
  context: Context,
  member: Member,
  anew: {
    readonly certificate: Held
    readonly name: string
    readonly days?: CorrectedDays
  },
): Promise<readonly string[]> {
  const { db, register, today } = context
  const { name, days } = anew
  const { kind, taken_on, decided_by, ...old } = anew.certificate
  const code = newCertificateCode()
  const decidedOn = days?.decidedOn.toString() ?? old.decided_on
  const first = days?.period.first.toString() ?? old.valid_first
  const last = days?.period.last.toString() ?? old.valid_last
  const category =
    old.category === null ? {} : { category: labelOfCategory(register, old.category) }
  const speaking =
    decided_by === null ? decidedBy(register, kind) : asDecidedByBody(register, decided_by)
  const data = certificateData(context, speaking, {
    name,
    registrationNumber: member.number ?? '',
    decidedOn: decidedOn ?? taken_on,
    first,
    last,
    code,
    temporary: old.temporary,
    ...category,
  })
  const [documentId, pictureId] = await issuePapers(
    context,
    member.personId,
    { kind: 'certificate', data },
    { kind: 'certificate-picture', data },
  )
  const marked = days === undefined && old.mark_svg_id !== null
  const marks = marked ? undefined : await issueMarks(context, member, old, last)
  await db
    .updateTable('certificate')
    .where('id', '=', old.id)
    .set({ replaced_on: today.toString() })
    .execute()
  const { id: replaced, ...same } = old
  const { id } = await db
    .insertInto('certificate')
    .values({
      ...same,
      ...marks,
      code,
      name,
      issued_on: today.toString(),
      decided_on: decidedOn,
      valid_first: first,
      valid_last: last,
      document_id: documentId,
      picture_id: pictureId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'certificate',
    id,
    action: 'issue-anew',
    facts: { replaces: replaced, validFirst: first, validLast: last, documentId },
  })
  return [documentId, pictureId]
}

// The mark bears the last day, and so is another with another period.
async function issueMarks(
  context: Context,
  member: Member,
  { category, temporary }: Pick<Held, 'category' | 'temporary'>,
  last: string,
) {
  const { register } = context
  const label = category === null ? {} : { category: labelOfCategory(register, category) }
  const data = markOf(context, { last: Temporal.PlainDate.from(last), temporary, ...label })
  const [svg, png] = await issuePapers(
    context,
    member.personId,
    { kind: 'mark-svg', register: register.id, data },
    { kind: 'mark-png', register: register.id, data },
  )
  return { mark_svg_id: svg, mark_png_id: png }
}
