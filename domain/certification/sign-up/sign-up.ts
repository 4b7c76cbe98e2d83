import { sendAgreement } from '#domain/certification/agreement/send-agreement.ts'
import { sayBackground } from '#domain/certification/sign-up/say-background.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import { personColumns, workColumns } from '#domain/people/person/queries.ts'
import { backFrom } from '#domain/people/registration/back-from.ts'
import type { Background } from '#domain/people/registration/background.ts'
import { makeDeclarations } from '#domain/people/registration/make-declarations.ts'
import { findRunningRegistration } from '#domain/people/registration/queries.ts'
import { hideOrShowHere } from '#domain/people/shielding/hide-or-show.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { versionInForce } from '#regulations/load.ts'

/** What somebody says of themselves to sign up. */
export interface SignUp {
  readonly accountId: string
  readonly person: PersonFacts
  readonly work: WorkFacts
  readonly background?: Background
  /** The ids of the declarations that were made. */
  readonly declarations: readonly string[]
}

export type SignedUp =
  | {
      readonly outcome: 'signed-up'
      readonly registrationId: string
      readonly agreementId: string
      /** The last day on which the agreement can be signed. */
      readonly signBefore: Temporal.PlainDate
    }
  | { readonly outcome: 'already-registered'; readonly registrationId: string }
  /** They were removed, and can come back from this day. */
  | { readonly outcome: 'removed'; readonly from: Temporal.PlainDate }
  | { readonly outcome: 'declarations-missing'; readonly missing: readonly string[] }

/**
 * Signs somebody up: person, registration and declarations are kept, and the agreement is made and
 * sent at once (step 1 and 2 of the KRSD's guide).
 */
export async function signUp(context: Context, data: SignUp): Promise<SignedUp> {
  const { db, register, today } = context
  // One account signs up once, also when the form is sent twice at the same moment.
  await db
    .selectFrom('account')
    .where('id', '=', data.accountId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const running = await findRunningRegistration(context, data.accountId)
  if (running !== undefined) return { outcome: 'already-registered', registrationId: running }
  const from = await backFrom(context, data.accountId)
  if (from !== undefined) return { outcome: 'removed', from }
  const missing = register.declarations
    .filter(({ id, required }) => required && !data.declarations.includes(id))
    .map(({ id }) => id)
  if (missing.length > 0) return { outcome: 'declarations-missing', missing }
  const version = versionInForce(register, today)
  if (version === undefined) throw new Error(`${register.id} has no regulation on ${today}`)

  const facts = { ...personColumns(data.person), ...workColumns(data.work) }
  const person = await db
    .insertInto('person')
    .values({ account_id: data.accountId, ...facts })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet((eb) => ({
        ...facts,
        version: eb('person.version', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const registration = await db
    .insertInto('registration')
    .values({
      register: register.id,
      person_id: person.id,
      status: 'signed-up',
      regulation_version: version.regulation.version.toString(),
      signed_up_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await makeDeclarations(context, registration.id, data.declarations)
  await db.deleteFrom('sign_up_draft').where('account_id', '=', data.accountId).execute()
  await record(context, {
    noun: 'registration',
    id: registration.id,
    action: 'sign-up',
    facts: { person: person.id, declarations: data.declarations },
  })
  // Whoever is hidden everywhere, is hidden here from the start.
  await hideOrShowHere(context, person.id)
  if (data.background !== undefined) {
    await sayBackground(context, registration.id, data.background)
  }
  const sent = await sendAgreement(context, registration.id)
  if (sent.outcome !== 'sent') throw new Error('a new registration takes an agreement')
  const { agreementId, signBefore } = sent
  return { outcome: 'signed-up', registrationId: registration.id, agreementId, signBefore }
}
