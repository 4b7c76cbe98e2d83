import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import type { DraftFields } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { findSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import type { PersonFacts } from '#domain/people/person/person.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import { findBackground, noBackground } from '#domain/people/registration/background.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import {
  findEndedRegistration,
  findMember,
  findRunningRegistration,
} from '#domain/people/registration/queries.ts'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf, ReadForm } from '#web/forms/form.tsx'
import { unreadIn } from '#web/forms/unread.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import type { WorkAnswers } from '#web/sign-up/person.form.tsx'
import { declarationsForm, personForm, workForm } from '#web/sign-up/person.form.tsx'

/** How far a part of the sign-up is. */
export type PartStatus = 'not-started' | 'in-progress' | 'done'

/** A part of the sign-up: what was typed, and how far it is. */
export interface Part<Values> {
  readonly typed: Answers
  readonly read: ReadForm<Values>
  readonly status: PartStatus
  /** Something in it cannot be read. */
  readonly isUnread: boolean
}

/** How far somebody is with signing up. */
export interface Progress {
  readonly person: Part<PersonFacts>
  readonly work: Part<WorkAnswers>
  readonly declarations: Part<Readonly<Record<string, boolean>>>
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
  const { register } = context
  const person = part(personForm(register), draft.person, known?.person)
  // Who comes back said of themselves before what they are asked now.
  const before = await findEndedRegistration(context, accountId)
  const background = before === undefined ? noBackground : await findBackground(context, before)
  const work = part(workForm(register), draft.work, known && { ...known.work, ...background })
  const declarations = part(declarationsForm(register), draft.declarations)
  const complete = [person, work, declarations].every(({ status }) => status === 'done')
  return { person, work, declarations, complete, member, agreement, invoice }
}

function part<Values>(
  form: FormOf<Values>,
  draft: DraftFields | undefined,
  known?: Values,
): Part<Values> {
  const typed =
    draft !== undefined ? new Answers(draft) : known !== undefined ? form.fill(known) : undefined
  const read = form.read(typed ?? new Answers({}))
  if (typed === undefined) {
    return { typed: new Answers({}), read, status: 'not-started', isUnread: false }
  }
  const isUnread = unreadIn(form, typed).length > 0
  return { typed, read, status: read.outcome === 'read' ? 'done' : 'in-progress', isUnread }
}
