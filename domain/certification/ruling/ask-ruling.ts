import { rulingNumber } from '#domain/certification/ruling/ruling.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { rulingAsked } from '#mail/ruling-asked.ts'
import { adviserOf, boardOf } from '#regulations/bodies.ts'

/** A case on which somebody finds the regulation silent. */
export interface AskedRuling {
  readonly registrationId: string
  readonly question: string
  readonly wish: string
  readonly files: readonly StoredEvidence[]
}

export type RulingAsked =
  | { readonly outcome: 'asked'; readonly id: string; readonly number: string }
  /** The register has nobody who decides where the regulation is silent. */
  | { readonly outcome: 'no-board' }
  | { readonly outcome: 'unknown' }

/** Asks the board to decide where the regulation is silent ("beslist het bestuur"). */
export async function askRuling(context: Context, asked: AskedRuling): Promise<RulingAsked> {
  const { register, platform, today, db } = context
  const board = boardOf(register)
  if (board === undefined) return { outcome: 'no-board' }
  const member = await findMember(context, asked.registrationId)
  if (member === undefined) return { outcome: 'unknown' }
  const number = rulingNumber(today.year, await nextNumber(context, 'ruling'))
  const { id } = await db
    .insertInto('ruling')
    .values({
      register: register.id,
      registration_id: asked.registrationId,
      number,
      status: 'asked',
      question: asked.question.trim(),
      wish: asked.wish.trim(),
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const file of asked.files) {
    const documentId = await keepFile(context, member.personId, file)
    await db
      .insertInto('ruling_file')
      .values({ ruling_id: id, register: register.id, document_id: documentId })
      .execute()
  }
  await record(context, {
    noun: 'ruling',
    id,
    action: 'ask',
    facts: { number, registration: asked.registrationId, files: asked.files.length },
  })
  if (member.email !== '') {
    await writeMessage(
      context,
      'ruling-asked',
      { name: member.name, address: member.email, accountId: member.accountId },
      rulingAsked({
        register: mailRegister(platform, register),
        name: member.name,
        number,
        board: board.the,
        adviser: adviserOf(register)?.the,
        answerBy: today.add(register.terms.ruling).toString(),
      }),
    )
  }
  return { outcome: 'asked', id, number }
}
