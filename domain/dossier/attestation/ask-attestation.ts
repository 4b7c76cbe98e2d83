import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { AskedStatement } from '#domain/dossier/attestation/attestation.ts'
import { hashAsked, isFreeMail } from '#domain/dossier/attestation/attestation.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { sameAddress } from '#language/typed.ts'
import { attestationRequest } from '#mail/attestation-request.ts'

/** How many requests one dossier can send on one day, so that nobody is pestered. */
export const mostAttestationsADay = 10

export interface AttestationWanted {
  readonly registrationId: string
  /** The kind of document that it is about. */
  readonly document: string
  /** The claim that is to be confirmed; absent where the statement is the document itself. */
  readonly claimId: string | undefined
  readonly name: string
  readonly email: string
  readonly asked: AskedStatement
}

export type AskedAttestation =
  | { readonly outcome: 'asked'; readonly id: string }
  /** Nobody can state something about themselves. */
  | { readonly outcome: 'own-address' }
  | { readonly outcome: 'enough-today' }
  /** Others asked so much of the same address today that it gets no more. */
  | { readonly outcome: 'enough-received' }

/**
 * Asks somebody else to state something about a professional: withdraws what was asked for the same
 * before, of work only what was asked about this work, and mails a link that works without an account. The mail holds the only copy of the
 * link's secret.
 */
export async function askAttestation(
  context: Context,
  wanted: AttestationWanted,
): Promise<AskedAttestation> {
  const { db, register, today, platform } = context
  const { registrationId, document, asked, name } = wanted
  const email = wanted.email.toLowerCase()
  const own = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('registration.id', '=', registrationId)
    .select('account.email')
    .forUpdate('registration')
    .executeTakeFirst()
  if (own !== undefined && sameAddress(own.email, email)) return { outcome: 'own-address' }
  const sent = await db
    .selectFrom('attestation')
    .where('registration_id', '=', registrationId)
    .where('sent_on', '=', today.toString())
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (sent.count >= mostAttestationsADay) return { outcome: 'enough-today' }
  const mail = { by: registrationId, to: email }
  if ((await countTypedMail(context, 'attestation-request', mail)) !== 'go-on') {
    return { outcome: 'enough-received' }
  }
  await withdrawAttestations(context, registrationId, document, asked.work)
  const token = randomBytes(32).toString('base64url')
  const expiresOn = today.add(register.terms.refereeLink)
  const { id } = await db
    .insertInto('attestation')
    .values({
      register: register.id,
      registration_id: registrationId,
      document,
      claim_id: wanted.claimId ?? null,
      gives: wanted.claimId === undefined ? 'document' : 'confirmation',
      name,
      email,
      free_mail: isFreeMail(email),
      token_hash: hashToken(token),
      asked: JSON.stringify(asked),
      asked_hash: hashAsked(asked),
      sent_on: today.toString(),
      expires_on: expiresOn.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const letter = attestationRequest({
    register: mailRegister(platform, register),
    name,
    professionalName: asked.professional,
    document: asked.document,
    url: attestationLink(context, token),
    before: expiresOn.toString(),
  })
  await writeMessage(context, 'attestation-request', { name, address: email }, letter)
  await record(context, {
    noun: 'attestation',
    id,
    action: 'ask',
    facts: { registrationId, document, claim: wanted.claimId, email },
  })
  return { outcome: 'asked', id }
}

/**
 * Withdraws what was asked and not answered about a kind of document, or of that only what is about any
 * of this work; the links say so from then on.
 */
export async function withdrawAttestations(
  context: Context,
  registrationId: string,
  document: string,
  work?: readonly string[],
): Promise<number> {
  const withdrawn = await context.db
    .updateTable('attestation')
    .set({ withdrawn_on: context.today.toString() })
    .where('registration_id', '=', registrationId)
    .where('document', '=', document)
    .where('answer', 'is', null)
    .where('withdrawn_on', 'is', null)
    .$if(work !== undefined, (query) =>
      query.where(
        sql<boolean>`(asked -> 'work' is null or asked -> 'work' ?| ${work ?? []}::text[])`,
      ),
    )
    .returning('id')
    .execute()
  for (const { id } of withdrawn) {
    await record(context, {
      noun: 'attestation',
      id,
      action: 'withdraw',
      facts: { registrationId, document },
    })
  }
  return withdrawn.length
}

/** The address of the page on which somebody answers, for in a mail. */
export function attestationLink({ platform, register }: Context, token: string): string {
  return `${platform.origin}/${register.id}/verklaring/${token}`
}
