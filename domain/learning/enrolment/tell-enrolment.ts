import type { Edition } from '#domain/courses/course/course.ts'
import type { PassedOn } from '#domain/learning/enrolment/enrolment.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import {
  editionCancelled,
  editionMoved,
  enrolmentConfirmed,
  enrolmentReceived,
  enrolmentWithdrawn,
} from '#mail/enrolment.ts'
import type { Letter } from '#mail/letter.ts'

/** What a letter about an edition says of it. */
export interface AboutEdition {
  readonly course: string
  readonly edition: Edition
  readonly organisation: string
}

/**
 * Tells whoever looks after enrolments of an organisation that somebody enrolled, once a day for each edition; the
 * list itself says who. The transaction acts for the organisation.
 */
export async function tellProvider(
  context: Context,
  organisationId: string,
  about: AboutEdition,
  people: number,
): Promise<void> {
  await toProvider(context, organisationId, about, {
    kind: 'enrolment-received',
    write: (facts) => enrolmentReceived({ ...facts, ...editionWords(about), people }),
  })
}

/** Tells them that somebody does not come after all, once a day for each edition. */
export async function tellProviderWithdrawn(
  context: Context,
  organisationId: string,
  about: AboutEdition,
): Promise<void> {
  await toProvider(context, organisationId, about, {
    kind: 'enrolment-withdrawn',
    write: (facts) => enrolmentWithdrawn({ ...facts, ...editionWords(about) }),
  })
}

async function toProvider(
  context: Context,
  organisationId: string,
  { edition }: AboutEdition,
  { kind, write }: { readonly kind: MailKind; readonly write: Parameters<typeof tellMember>[3] },
): Promise<void> {
  if (!(await remindOnce(context, edition.id, `${kind}-${context.today}`))) return
  for (const member of await listMembers(context, organisationId)) {
    if (member.status !== 'active' || !mayFor(member.roles, 'see-enrolments')) continue
    await tellMember(context, kind, member, write)
  }
}

/** Confirms to somebody that they enrolled, and what their organisation knows of them now. */
export async function tellConfirmed(
  context: Context,
  whom: Member,
  about: AboutEdition,
  { name, numbers }: PassedOn,
): Promise<void> {
  const letter = enrolmentConfirmed({
    ...toWhom(context, whom),
    ...editionWords(about),
    passed: formatList([name, ...numbers]),
  })
  await write(context, 'enrolment-confirmed', whom, letter)
}

/** Tells somebody who enrolled that it does not take place. */
export async function tellCancelled(
  context: Context,
  whom: Member,
  about: AboutEdition,
  reason: string,
): Promise<void> {
  const letter = editionCancelled({ ...toWhom(context, whom), ...editionWords(about), reason })
  await write(context, 'edition-cancelled', whom, letter)
}

/** Tells somebody who enrolled that it is on another day or in another place. */
export async function tellMoved(
  context: Context,
  whom: Member,
  about: AboutEdition,
): Promise<void> {
  const letter = editionMoved({ ...toWhom(context, whom), ...editionWords(about) })
  await write(context, 'edition-moved', whom, letter)
}

async function write(
  context: Context,
  kind: MailKind,
  { name, email, accountId }: Member,
  letter: Letter,
): Promise<void> {
  if (email === '') return
  await writeMessage(context, kind, { name, address: email, accountId }, letter)
}

function toWhom({ platform, register }: Context, { name }: Member) {
  return { register: mailRegister(platform, register), name }
}

/** An edition as letters say it. */
export function editionWords({ course, edition, organisation }: AboutEdition) {
  const { number, days, begins, place, venue, online } = edition
  const where = [venue, place].filter((one) => one !== '').join(', ')
  return {
    ...{ course, organisation, edition: number },
    when: `${formatList(days.map((day) => formatDay(day)))}${begins === '' ? '' : `, ${begins.replace(':', '.')} uur`}`,
    where: where === '' ? 'Online' : online ? `${where}, ook online` : where,
  }
}
