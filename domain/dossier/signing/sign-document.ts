import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { fileSigned } from '#domain/dossier/signing/file-signed.ts'
import { signingsOf } from '#domain/dossier/signing/queries.ts'
import { documentsSignedHere, hashWords } from '#domain/dossier/signing/signing.ts'
import { wordDocument, workOn } from '#domain/dossier/signing/word-document.ts'
import { writeAboutSigning } from '#domain/dossier/signing/write-about-signing.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import { factsToSign } from '#domain/dossier/statement/promise.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { StatedDetails } from '#domain/dossier/statement/statement.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { supervisionsOf } from '#domain/dossier/supervision/queries.ts'
import type { Supervision } from '#domain/dossier/supervision/supervision.ts'
import { isNameOf } from '#domain/people/person/person.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { howKnown } from '#domain/platform/actor/how-known.ts'
import { record } from '#domain/platform/audit/record.ts'
import { momentToday } from '#domain/platform/clock/moment-today.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { SignedHere } from '#engine'
import { signingAsked } from '#mail/signing-asked.ts'
import type { FormSignature, SignedWords } from '#papers/signed-form.ts'

/** What somebody fills in and signs. */
export interface DocumentToSign {
  readonly registrationId: string
  /** The kind of document. */
  readonly document: string
  readonly details: StatedDetails
  readonly typedName: string
  /** The day of the admission to the category that is asked; absent before it. */
  readonly admittedOn?: Temporal.PlainDate | undefined
}

export type SignedDocument =
  | { readonly outcome: 'signed'; readonly id: string }
  /** It waits for the colleague who signs too. */
  | { readonly outcome: 'awaiting'; readonly id: string }
  | { readonly outcome: 'another-name'; readonly name: string }
  /** Facts that stand on it have yet to be stated. */
  | { readonly outcome: 'facts-first'; readonly facts: readonly string[] }
  /** The work that stands on it has yet to be stated. */
  | { readonly outcome: 'work-first' }
  /** Nobody has taken on what the colleague signs for. */
  | { readonly outcome: 'no-colleague' }
  /** What it would replace is part of an application that runs. */
  | { readonly outcome: 'frozen' }
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'not-found' }

/**
 * Signs a document that is filled in here, and makes the declarations that stand on it. Signed by all who
 * have to, it is the document in the dossier; else it is laid before the colleague.
 */
export async function signDocument(
  context: Context,
  wanted: DocumentToSign,
): Promise<SignedDocument> {
  const { actor, today } = context
  const { registrationId, details, typedName, admittedOn } = wanted
  const held = await holdDossier(context, registrationId)
  if (held === undefined || actor.kind !== 'account') return { outcome: 'not-found' }
  if (!held.isOpen) return { outcome: 'closed' }
  const loaded = await loadDossier(context, registrationId)
  const { regulation } = loaded.compiled
  const document = documentsSignedHere(regulation).find(({ id }) => id === wanted.document)
  const member = await findMember(context, registrationId)
  if (document === undefined || member?.accountId !== actor.accountId) {
    return { outcome: 'not-found' }
  }
  const { signHere } = document
  if (!isNameOf(typedName, member.person)) return { outcome: 'another-name', name: member.name }
  const facts = factsToSign(loaded.compiled.regulation, signHere, loaded.dossier.facts)
  if (facts.length > 0) return { outcome: 'facts-first', facts }
  if (workOn(loaded, signHere)?.length === 0) return { outcome: 'work-first' }
  const supervision = await supervisionFor(context, registrationId, signHere)
  if (signHere.with !== undefined && supervision === undefined) return { outcome: 'no-colleague' }
  const who = signHere.with === undefined ? '' : colleagueIn(context, signHere.with).who
  const words = wordDocument(loaded, document, signHere, {
    member,
    details,
    supervision,
    who,
    admittedOn,
  })
  const signature: FormSignature = {
    party: 'Professional',
    name: typedName.trim(),
    authentication: howKnown(actor),
    signedAt: momentToday(today).toString(),
    wordsSha256: hashWords(words),
  }
  await withdrawWaiting(context, registrationId, document.id)
  const made = await keep(context, wanted, { words, signature, supervision })
  if (supervision === undefined) {
    const filed = await fileSigned(context, made)
    if (filed.outcome !== 'filed') return filed
  }
  await promise(context, loaded, signHere)
  if (supervision !== undefined) await askOther(context, supervision, words, who)
  return { outcome: supervision === undefined ? 'signed' : 'awaiting', id: made }
}

/** What a colleague has taken on for somebody, of those who sign this too. */
export async function supervisionFor(
  context: Context,
  registrationId: string,
  signHere: Pick<SignedHere, 'with'>,
): Promise<Supervision | undefined> {
  if (signHere.with === undefined) return undefined
  return (await supervisionsOf(context, registrationId)).find(
    ({ document, status }) => document === signHere.with && status === 'accepted',
  )
}

/** Withdraws what waits for a colleague's signature of a kind of document. */
export async function withdrawWaiting(
  context: Context,
  registrationId: string,
  document: string,
): Promise<void> {
  for (const { id } of await signingsOf(context, registrationId)) {
    const withdrawn = await context.db
      .updateTable('signing')
      .where('id', '=', id)
      .where('document', '=', document)
      .where('status', '=', 'awaiting')
      .set((eb) => ({ status: 'withdrawn' as const, version: eb('version', '+', 1) }))
      .returning('id')
      .executeTakeFirst()
    if (withdrawn === undefined) continue
    await record(context, { noun: 'signing', id, action: 'withdraw', facts: { registrationId } })
  }
}

async function keep(
  context: Context,
  { registrationId, document, details }: DocumentToSign,
  laid: {
    readonly words: SignedWords
    readonly signature: FormSignature
    readonly supervision: Supervision | undefined
  },
): Promise<string> {
  const { words, signature, supervision } = laid
  const { id } = await context.db
    .insertInto('signing')
    .values({
      register: context.register.id,
      registration_id: registrationId,
      document,
      status: supervision === undefined ? 'signed' : 'awaiting',
      supervision_id: supervision?.id ?? null,
      words: JSON.stringify(words),
      words_hash: signature.wordsSha256,
      details: JSON.stringify(details),
      signed_on: context.today.toString(),
      signature: JSON.stringify(signature),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'signing',
    id,
    action: 'sign',
    facts: { registrationId, document, words: signature.wordsSha256, signature },
  })
  return id
}

// What stands on it as promised, is declared by signing it.
async function promise(
  context: Context,
  { dossier, standing }: LoadedDossier,
  { declarations }: SignedHere,
): Promise<void> {
  for (const declaration of declarations) {
    if (dossier.declarations.some(({ id }) => id === declaration)) continue
    await state(context, {
      registrationId: standing.registrationId,
      stated: { member: 'declaration', declaration, on: context.today },
      files: [],
    })
  }
}

async function askOther(
  context: Context,
  { colleague, professional }: Supervision,
  { title }: SignedWords,
  who: string,
): Promise<void> {
  // Nobody signs any more with whom was erased.
  if (colleague.registrationId === undefined) return
  await writeAboutSigning(context, colleague.registrationId, 'signing-asked', (name) =>
    signingAsked({
      register: mailRegister(context.platform, context.register),
      name,
      professional: professional.name,
      title,
      who,
    }),
  )
}
