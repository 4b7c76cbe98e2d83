import { randomBytes } from 'node:crypto'
import { findSeries } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMeeting, SeriesMember } from '#domain/dossier/series/series.ts'
import { isIn } from '#domain/dossier/series/series.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { seriesAsked } from '#mail/series-asked.ts'
import { seriesLeft } from '#mail/series-left.ts'
import { seriesWithdrawn } from '#mail/series-withdrawn.ts'

/** Why somebody is written to: they were asked, a meeting has been, or one is otherwise than it was. */
export type Occasion = 'asked' | 'meeting' | 'changed'

/** Whether all of these may get one more question today, whoever asks them; it is counted for each. */
export async function mayBeAsked(
  context: Context,
  registrationId: string,
  members: readonly { readonly email: string }[],
): Promise<boolean> {
  for (const { email } of members) {
    const asked = { by: registrationId, to: email }
    if ((await countTypedMail(context, 'series-request', asked)) !== 'go-on') return false
  }
  return true
}

/** Asks members of a series by mail: in their portal where they have one here, otherwise by a link. */
export async function askMembers(
  context: Context,
  seriesId: string,
  occasion: Occasion,
  whom: (member: SeriesMember) => boolean,
): Promise<void> {
  const series = await findSeries(context, seriesId)
  if (series === undefined) return
  const meetings = series.meetings.filter(({ cancelledOn }) => cancelledOn === undefined)
  for (const member of series.members) {
    if (isIn(member) && whom(member))
      await askMember(context, series, member, { occasion, meetings })
  }
}

/** Asks one member of a series about some of its meetings. */
export async function askMember(
  context: Context,
  series: Series,
  member: SeriesMember,
  about: { readonly occasion: Occasion; readonly meetings: readonly SeriesMeeting[] },
): Promise<void> {
  const { register, platform, today } = context
  const here = await whoIsHere(context, member)
  const expiresOn = today.add(register.terms.refereeLink)
  const url = here === undefined ? await linkFor(context, member, expiresOn) : undefined
  const letter = seriesAsked({
    register: mailRegister(platform, register),
    name: member.name,
    starter: starterOf(series),
    title: series.title,
    occasion: about.occasion,
    meetings: about.meetings.map(({ heldOn }) => heldOn.toString()),
    ...(url === undefined ? {} : { link: { url, before: expiresOn.toString() } }),
  })
  const kind = here === undefined ? 'series-request' : 'series-asked'
  await writeMessage(context, kind, here ?? { name: member.name, address: member.email }, letter)
}

/** Tells everybody who is in the group, but who set the series up, that it was taken back. */
export async function tellGroup(context: Context, series: Series): Promise<void> {
  for (const member of series.members) {
    if (member.setUp || !isIn(member)) continue
    const here = await whoIsHere(context, member)
    const letter = seriesWithdrawn({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      starter: starterOf(series),
      title: series.title,
      signsIn: here !== undefined,
    })
    const to = here ?? { name: member.name, address: member.email }
    await writeMessage(context, 'series-withdrawn', to, letter)
  }
}

/** Tells whoever set a series up that somebody is not, or no longer, in the group. */
export async function tellStarter(
  context: Context,
  series: Series,
  member: SeriesMember,
  why: 'declined' | 'left',
): Promise<void> {
  if (series.registrationId === undefined) return
  const starter = await findMember(context, series.registrationId)
  if (starter === undefined || starter.email === '') return
  const { name, email, accountId } = starter
  const letter = seriesLeft({
    register: mailRegister(context.platform, context.register),
    name,
    member: member.name,
    title: series.title,
    why,
  })
  await writeMessage(context, 'series-left', { name, address: email, accountId }, letter)
}

// To whom a member with a portal here is written; undefined for whoever has none, or has left.
async function whoIsHere(context: Context, { registrationId }: SeriesMember) {
  const known = registrationId === undefined ? undefined : await findMember(context, registrationId)
  if (known === undefined || known.email === '' || hasLeft.has(known.status)) return undefined
  return { name: known.name, address: known.email, accountId: known.accountId }
}

function starterOf({ members }: Series): string {
  return members.find(({ setUp }) => setUp)?.name ?? 'Een deelnemer'
}

// Only the hash of a link is kept, so that each mail brings one of its own; all work until they expire.
async function linkFor(
  { db, register, platform }: Context,
  { id }: SeriesMember,
  expiresOn: Temporal.PlainDate,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('series_link')
    .values({
      token_hash: hashToken(token),
      register: register.id,
      member_id: id,
      expires_on: expiresOn.toString(),
    })
    .execute()
  return `${platform.origin}/${register.id}/reeks/${token}`
}
