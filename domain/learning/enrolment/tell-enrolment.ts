import type { Edition, Owner } from '#domain/courses/course/course.ts'
import type { PassedOn } from '#domain/learning/enrolment/enrolment.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import { accountsOfPerson } from '#domain/people/person/accounts-of-person.ts'
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
  enrolmentWaits,
  enrolmentWithdrawn,
  placeOffered,
  waitEnded,
} from '#mail/enrolment.ts'
import type { Letter } from '#mail/letter.ts'

/** What a letter about an edition says of it. */
export interface AboutEdition {
  readonly course: string
  readonly edition: Edition
  /** Who gives it. */
  readonly organisation: string
  /** Whether who is written to waits for a place or was offered one. */
  readonly waits?: boolean
}

/**
 * Tells whoever looks after enrolments of who gives it that somebody enrolled or waits, once a day for each edition;
 * the list itself says who. The transaction sees what whoever gives it may see.
 */
export async function tellProvider(
  context: Context,
  owner: Owner,
  about: AboutEdition,
  people: { readonly enrolled: number; readonly waiting: number },
): Promise<void> {
  await toProvider(context, owner, about, {
    kind: 'enrolment-received',
    write: (facts) => enrolmentReceived({ ...facts, ...editionWords(about), ...people }),
  })
}

/** Tells them that somebody does not come after all, once a day for each edition. */
export async function tellProviderWithdrawn(
  context: Context,
  owner: Owner,
  about: AboutEdition,
): Promise<void> {
  await toProvider(context, owner, about, {
    kind: 'enrolment-withdrawn',
    write: (facts) => enrolmentWithdrawn({ ...facts, ...editionWords(about) }),
  })
}

async function toProvider(
  context: Context,
  owner: Owner,
  { edition }: AboutEdition,
  { kind, write }: { readonly kind: MailKind; readonly write: Parameters<typeof tellMember>[3] },
): Promise<void> {
  if (!(await remindOnce(context, edition.id, `${kind}-${context.today}`))) return
  for (const to of await whoLooksAfter(context, owner)) await tellMember(context, kind, to, write)
}

async function whoLooksAfter(
  context: Context,
  owner: Owner,
): Promise<readonly Parameters<typeof tellMember>[2][]> {
  if (owner.is === 'person') return accountsOfPerson(context, owner.id)
  const members = await listMembers(context, owner.id)
  return members.filter(
    ({ status, roles }) => status === 'active' && mayFor(roles, 'see-enrolments'),
  )
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

/** Confirms to somebody that they wait for a place, which one they are, and what who gives it knows of them. */
export async function tellWaiting(
  context: Context,
  whom: Member,
  about: AboutEdition,
  { name, numbers, place }: PassedOn & { readonly place: number },
): Promise<void> {
  const letter = enrolmentWaits({
    ...toWhom(context, whom),
    ...editionWords(about),
    passed: formatList([name, ...numbers]),
    place,
  })
  await write(context, 'enrolment-waits', whom, letter)
}

/** Tells somebody who waits that a place is free for them, and until when. */
export async function tellOffered(
  context: Context,
  whom: Member,
  about: AboutEdition,
  until: Temporal.PlainDate,
): Promise<void> {
  const facts = { ...toWhom(context, whom), ...editionWords(about), until: until.toString() }
  const letter = placeOffered(facts)
  await write(context, 'enrolment-offered', whom, letter)
}

/** Tells somebody that they do not wait any more: they did not answer in time, or no place came free. */
export async function tellWaitEnded(
  context: Context,
  whom: Member,
  about: AboutEdition,
  why: 'unanswered' | 'begun',
): Promise<void> {
  const letter = waitEnded({ ...toWhom(context, whom), ...editionWords(about), why })
  await write(context, 'enrolment-wait-ended', whom, letter)
}

/** Tells somebody who enrolled that it does not take place. */
export async function tellCancelled(
  context: Context,
  whom: Member,
  about: AboutEdition,
  reason: string,
): Promise<void> {
  const { waits = false } = about
  const facts = { ...toWhom(context, whom), ...editionWords(about), waits, reason }
  const letter = editionCancelled(facts)
  await write(context, 'edition-cancelled', whom, letter)
}

/** Tells somebody who enrolled that it is on another day or in another place. */
export async function tellMoved(
  context: Context,
  whom: Member,
  about: AboutEdition,
): Promise<void> {
  const { waits = false } = about
  const letter = editionMoved({ ...toWhom(context, whom), ...editionWords(about), waits })
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
