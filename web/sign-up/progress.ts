import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import type { DraftFields } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { findSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember, findRunningRegistration } from '#domain/people/registration/queries.ts'
import type { ReadAnswers } from '#web/answers.ts'
import { readAnswers } from '#web/answers.ts'
import { Answers } from '#web/forms/answers.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import { personAnswers, personTyped, workAnswers, workTyped } from '#web/sign-up/person-form.tsx'

/** How far a part of the sign-up is. */
export type PartStatus = 'not-started' | 'in-progress' | 'done'

/** A part of the sign-up: what was typed, and how far it is. */
export interface Part {
  readonly typed: Answers
  readonly status: PartStatus
}

/** How far somebody is with signing up. */
export interface Progress {
  readonly person: Part
  readonly work: Part
  readonly declarations: Part
  readonly complete: boolean
  /** Once it was sent in. */
  readonly member: Member | undefined
  readonly agreement: Agreement | undefined
  readonly invoice: Invoice | undefined
}

/** Loads what somebody has typed and how far their sign-up is. */
export async function findProgress(visit: Visit): Promise<Progress> {
  const { context } = visit
  const { accountId } = accountOf(visit)
  const draft = await findSignUpDraft(context, accountId)
  const known = await findPerson(context, accountId)
  const registrationId = await findRunningRegistration(context, accountId)
  const member =
    registrationId === undefined ? undefined : await findMember(context, registrationId)
  const [agreement] = member ? await listAgreements(context, member.registrationId) : []
  const [invoice] = member ? await listInvoices(context, member.registrationId) : []
  const person = part(
    draft.person,
    known === undefined ? undefined : personTyped(known.person),
    (typed) => readAnswers(personAnswers(context.register), typed),
  )
  const work = part(draft.work, known === undefined ? undefined : workTyped(known.work), (typed) =>
    readAnswers(workAnswers(context.register), typed),
  )
  const declarations = declarationsPart(visit, draft.declarations)
  const complete = [person, work, declarations].every(({ status }) => status === 'done')
  return { person, work, declarations, complete, member, agreement, invoice }
}

function part(
  draft: DraftFields | undefined,
  known: Answers | undefined,
  read: (typed: Answers) => ReadAnswers<unknown>,
): Part {
  const typed = draft === undefined ? known : new Answers(draft)
  if (typed === undefined) return { typed: new Answers({}), status: 'not-started' }
  return { typed, status: read(typed).outcome === 'read' ? 'done' : 'in-progress' }
}

function declarationsPart(visit: Visit, draft: DraftFields | undefined): Part {
  if (draft === undefined) return { typed: new Answers({}), status: 'not-started' }
  const typed = new Answers(draft)
  const made = typed.values('verklaring')
  const all = visit.context.register.declarations
    .filter(({ required }) => required)
    .every(({ id }) => made.includes(id))
  return { typed, status: all ? 'done' : 'in-progress' }
}
