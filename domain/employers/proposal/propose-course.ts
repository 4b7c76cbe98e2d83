import { sql } from 'kysely'
import { countsOn } from '#domain/courses/catalogue/catalogue-index.ts'
import type { FoundCourse, FoundCourses, Listed } from '#domain/courses/catalogue/listed.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import type { Edition } from '#domain/courses/course/course.ts'
import { isOffered } from '#domain/courses/course/course.ts'
import { editionsOf, findCourseByNumber } from '#domain/courses/course/queries.ts'
import { mostProposed, mostWord } from '#domain/employers/proposal/proposal.ts'
import { teamProposals } from '#domain/employers/proposal/queries.ts'
import { tellProposed } from '#domain/employers/proposal/tell-proposed.ts'
import type { SeenPerson } from '#domain/employers/sight/see-people.ts'
import { eachGap, seeNames } from '#domain/employers/sight/see-people.ts'
import { findTeam, seenTeams } from '#domain/employers/team/queries.ts'
import { sumOf } from '#domain/learning/gap/gap.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'

/** Of how many people it is reckoned what a course brings them, and how many of those lack something that it fills. */
export interface FillsFor {
  readonly of: number
  readonly people: number
}

/** A course that a team can be proposed, with how many of its people it helps. */
export interface CourseForTeam extends FoundCourse {
  readonly fillsFor: FillsFor
}

/**
 * What there is to learn from that has a day to come, for the people of a team: what fills most of what they lack in this
 * register first. It is reckoned over those who let their norms be seen, and never says of whom. The transaction acts for
 * the organisation.
 */
export async function coursesForTeam(
  context: Context,
  people: readonly SeenPerson[],
  { text, page }: { readonly text: string; readonly page: number },
): Promise<Omit<FoundCourses, 'found'> & { readonly found: readonly CourseForTeam[] }> {
  const { register, today } = context
  const gaps = await eachGap(context, people)
  const here = gaps.get(register.id) ?? []
  const index = await readCatalogue(context)
  const tomorrow = today.add({ days: 1 }).toString()
  const wanted = {
    ...{ text, forms: [], themes: [], audiences: [], professions: [], languages: [] },
    ...{ accredited: false, atMost: undefined, from: tomorrow, until: undefined, where: undefined },
  }
  const searched = index.search(wanted, {
    ...{ register: register.id, today: today.toString(), order: 'best', page },
    fills: ({ counts, alike }, { course, day }) =>
      here.reduce((sum, gap) => sum + sumOf(gap.fills(counts, { course, alike, day })), 0),
  })
  const found = searched.found.map((one) => ({
    ...one,
    fillsFor: fillsFor(gaps, one.course, one.next),
  }))
  return { ...searched, found }
}

/** How many of the people of a team a course helps, on the days of one edition of it. */
export async function fillsForTeam(
  context: Context,
  people: readonly SeenPerson[],
  { number, sequence }: { readonly number: string; readonly sequence: number },
): Promise<FillsFor> {
  const gaps = await eachGap(context, people)
  const course = (await readCatalogue(context)).all().find((one) => one.number === number)
  const edition = course?.editions.find((one) => one.sequence === sequence)
  return course === undefined ? { of: 0, people: 0 } : fillsFor(gaps, course, edition)
}

function fillsFor(
  gaps: Awaited<ReturnType<typeof eachGap>>,
  course: Listed,
  edition: Listed['editions'][number] | undefined,
): FillsFor {
  let [of, people] = [0, 0]
  for (const [register, each] of gaps) {
    const counts = edition && countsOn(course, register, edition)
    of += each.length
    if (counts === undefined || edition === undefined) continue
    people += each.filter((gap) => {
      const then = { course: course.id, alike: counts.alike, day: edition.first }
      return sumOf(gap.fills(counts.counts, then)) > 0
    }).length
  }
  return { of, people }
}

/** A course of which a time can be proposed today, with those times. */
export async function findProposable(
  context: Context,
  number: string,
): Promise<
  | {
      readonly id: string
      readonly number: string
      readonly title: string
      readonly editions: readonly Edition[]
    }
  | undefined
> {
  const found = await findCourseByNumber(context, number)
  const { today } = context
  if (found === undefined || !isOffered(found.course, today)) return undefined
  const editions = (await editionsOf(context, [found.course.id])).filter(
    ({ cancelledOn, days }) => cancelledOn === undefined && isToCome(days, today),
  )
  const { id, title } = found.course
  return { id, number: found.course.number, title, editions }
}

function isToCome(days: readonly Temporal.PlainDate[], today: Temporal.PlainDate): boolean {
  const last = days.at(-1)
  return last !== undefined && Temporal.PlainDate.compare(last, today) > 0
}

/** What an employer proposes, and to whom of a team, by what they let it see. */
export interface Proposed {
  readonly teamId: string
  readonly number: string
  readonly sequence: number
  readonly word: string
  readonly sights: readonly string[]
}

export type ProposedCourse =
  /** Whoever answered it before is not asked again, and the employer does not learn who that is. */
  | { readonly outcome: 'proposed' }
  /** That time has passed, or does not take place. */
  | { readonly outcome: 'too-late' }
  | { readonly outcome: 'nobody' | 'too-many' | 'too-long' | 'not-found' | 'not-allowed' }

/**
 * An employer proposes a time of a course to people of a team that who acts sees. Whoever lets it see something in more
 * than one register is asked once: in the one where the course counts.
 */
export async function proposeCourse(
  context: Context,
  organisationId: string,
  asked: Proposed,
): Promise<ProposedCourse> {
  const acting = await actFor(context, organisationId, 'see-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const { organisation, member } = acting
  const seen = await seenTeams(context, organisationId, member)
  const team = await findTeam(context, organisationId, asked.teamId, seen)
  const course = await findProposable(context, asked.number)
  if (team === undefined || course === undefined) return { outcome: 'not-found' }
  const edition = course.editions.find(({ sequence }) => sequence === asked.sequence)
  if (edition === undefined) return { outcome: 'too-late' }
  const word = asked.word.trim()
  if (word.length > mostWord) return { outcome: 'too-long' }
  const all = await seeNames(context, organisationId, { seen, teamId: team.id })
  const chosen = all.filter(({ sightId }) => asked.sights.includes(sightId))
  if (chosen.length === 0) return { outcome: 'nobody' }
  const known = await teamProposals(context, organisationId, team.id)
  const isNew = known.every(({ editionId }) => editionId !== edition.id)
  if (isNew && known.length >= mostProposed) return { outcome: 'too-many' }
  const listed = (await readCatalogue(context)).all().find(({ id }) => id === course.id)
  const counts = ({ register }: SeenPerson) => {
    const days = listed?.editions.find(({ sequence }) => sequence === edition.sequence)
    return (
      listed !== undefined && days !== undefined && countsOn(listed, register, days) !== undefined
    )
  }
  for (const [, own] of Map.groupBy(chosen, ({ personId }) => personId)) {
    const one = own.find(counts) ?? own[0]
    if (one === undefined) continue
    await inOtherRegister(context, one.register, async (there) => {
      const whom = await findMember(there, one.registrationId)
      if (whom === undefined || isOver.has(whom.status)) return
      const { rows } = await sql<{ id: string; again: boolean }>`
        insert into course_proposal (organisation_id, team_id, register, registration_id, course_id,
          edition_id, word, state, proposed_on, proposed_by)
        values (${organisation.id}, ${team.id}, ${there.register.id}, ${one.registrationId},
          ${course.id}, ${edition.id}, ${word}, 'open', ${there.today.toString()}, ${member.accountId})
        on conflict (team_id, edition_id, registration_id) do update
          set state = 'open', word = excluded.word, proposed_on = excluded.proposed_on,
            proposed_by = excluded.proposed_by, ended_on = null, ended_by = null,
            version = course_proposal.version + 1
          where course_proposal.state = 'ended' and course_proposal.answered_on is null
        returning id, version > 1 as again`.execute(there.db)
      const [made] = rows
      if (made === undefined) return
      await record(there, {
        noun: 'course-proposal',
        id: made.id,
        action: 'propose',
        facts: { organisation: organisation.id, team: team.id, edition: edition.id },
      })
      // Of what was taken back and is proposed again they were told.
      if (made.again) return
      const first = edition.days[0] ?? there.today
      const facts = { organisation: organisation.name, team: team.name, course: course.title }
      await tellProposed(there, whom, { ...facts, on: first.toString() })
    })
  }
  return { outcome: 'proposed' }
}

/** An employer takes back what it proposed to a team. Whoever accepted it keeps their own plan. */
export async function takeBackProposal(
  context: Context,
  organisationId: string,
  { teamId, editionId }: { readonly teamId: string; readonly editionId: string },
): Promise<{ readonly outcome: 'taken-back' | 'not-found' | 'not-allowed' }> {
  const acting = await actFor(context, organisationId, 'see-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const seen = await seenTeams(context, organisationId, acting.member)
  const team = await findTeam(context, organisationId, teamId, seen)
  if (team === undefined) return { outcome: 'not-found' }
  const { rows } = await sql<{ id: string; register: string }>`
    update course_proposal set state = 'ended', ended_on = ${context.today.toString()},
      ended_by = 'employer', version = version + 1
    where organisation_id = ${organisationId} and team_id = ${team.id}
      and edition_id::text = ${editionId} and state = 'open'
    returning id, register`.execute(context.db)
  for (const { id, register } of rows) {
    await inOtherRegister(context, register, (there) =>
      record(there, {
        noun: 'course-proposal',
        id,
        action: 'take-back',
        facts: { organisation: organisationId, team: team.id, edition: editionId },
      }),
    )
  }
  return { outcome: rows.length === 0 ? 'not-found' : 'taken-back' }
}
