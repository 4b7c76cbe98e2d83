import { sql } from 'kysely'
import type { ListLine, UnreadLine } from '#domain/dossier/list/read-list.ts'
import { readList } from '#domain/dossier/list/read-list.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import {
  portfolioIsOpen,
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { ConfirmingList } from '#engine'
import { entersActivities } from '#engine'
import { fullName } from '#language/names.ts'
import { versionInForce } from '#regulations/load.ts'

/** Somebody on a list who is in the register. */
export interface ListedPerson {
  readonly registrationId: string
  readonly name: string
  readonly number: string | undefined
  readonly open: boolean
}

/** What a year of a line comes to, once it is delivered. */
export type YearComesTo =
  /** It is added to the portfolio. */
  | 'adds'
  /** It stands there, and is confirmed. */
  | 'confirms'
  /** It was confirmed by a list before, or stands on this one twice. */
  | 'already'
  /** Nothing can be added to the portfolio now. */
  | 'closed'

/** A line of a list beside what the register knows. */
export type MatchedLine = ListLine &
  (
    | {
        readonly is: 'found'
        /** Only the name said who it is. */
        readonly byName: boolean
        readonly person: ListedPerson
        readonly comesTo: ReadonlyMap<number, YearComesTo>
        /** The activities that stand there, by year. */
        readonly standing: ReadonlyMap<number, string>
      }
    /** `tied`: whoever delivers the list has a tie with them, so that a colleague does. */
    | { readonly is: 'unknown' | 'several' | 'other-role' | 'tied' }
  )

export type MatchedList =
  | {
      readonly outcome: 'matched'
      readonly lines: readonly MatchedLine[]
      readonly unread: readonly UnreadLine[]
    }
  | { readonly outcome: 'empty' | 'no-heading' | 'too-long' }

/** Lays a list beside the register: who is on it, and what each of their years comes to. It writes nothing. */
export async function matchList(
  context: Context,
  list: ConfirmingList,
  text: string,
): Promise<MatchedList> {
  const withRole = list.role !== undefined
  const read = readList(text, { lastYear: context.today.year, withRole })
  if (read.outcome !== 'read') return read
  const people = await everybody(context)
  const confirmed = await confirmedBefore(context, list)
  const lines: MatchedLine[] = []
  const there = await yearsThere(context, list)
  const beside = { list, people, confirmed, there }
  for (const line of read.lines) lines.push(match(context, beside, line))
  const found = lines.flatMap((line) => (line.is === 'found' ? [line.person] : []))
  const ties = await tiesWith(context, ['keep-lists'], found)
  const seen = lines.map((line): MatchedLine => {
    if (line.is !== 'found' || !ties.has(line.person.registrationId)) return line
    const { line: nth, number, name, email, years, role } = line
    return { line: nth, number, name, email, years, role, is: 'tied' }
  })
  return { outcome: 'matched', lines: seen, unread: read.unread }
}

interface Known extends ListedPerson {
  readonly numberOnly: number | undefined
  readonly email: string
}

interface Beside {
  readonly list: ConfirmingList
  readonly people: readonly Known[]
  /** What lists confirmed, and what this one did so far: registration and year. */
  readonly confirmed: Set<string>
  /** The activities of the kind that stand in portfolios, by registration and year. */
  readonly there: ReadonlyMap<string, string>
}

function match(context: Context, beside: Beside, line: ListLine): MatchedLine {
  const { list, people, confirmed } = beside
  if (list.role !== undefined && comparable(line.role) !== comparable(list.role)) {
    return { ...line, is: 'other-role' }
  }
  const found = whoIs(context, people, line)
  if (found.people.length !== 1) {
    return { ...line, is: found.people.length === 0 ? 'unknown' : 'several' }
  }
  const [person] = found.people
  if (person === undefined) return { ...line, is: 'unknown' }
  const { registrationId } = person
  const comesTo = new Map<number, YearComesTo>()
  const standing = new Map<number, string>()
  for (const year of line.years) {
    const key = `${registrationId} ${year}`
    const there = beside.there.get(key)
    if (there !== undefined) standing.set(year, there)
    if (confirmed.has(key)) comesTo.set(year, 'already')
    else if (there !== undefined) comesTo.set(year, 'confirms')
    else comesTo.set(year, person.open ? 'adds' : 'closed')
    confirmed.add(key)
  }
  return { ...line, is: 'found', byName: found.byName, person, comesTo, standing }
}

// By number, else by address, else by a name that only one of them has.
function whoIs({ register }: Context, people: readonly Known[], line: ListLine) {
  const number = line.number === '' ? undefined : readRegistrationNumber(register, line.number)
  const byNumber = people.filter(({ numberOnly }) => number !== undefined && numberOnly === number)
  if (byNumber.length > 0) return { people: byNumber, byName: false }
  const byEmail = people.filter(({ email }) => line.email !== '' && email === line.email)
  if (byEmail.length > 0) return { people: byEmail, byName: false }
  const wanted = comparable(line.name)
  const byName = people.filter(({ name }) => wanted !== '' && comparable(name) === wanted)
  return { people: byName, byName: true }
}

function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

async function everybody(context: Context): Promise<readonly Known[]> {
  const { db, register, today } = context
  const rules = versionInForce(register, today)?.regulation
  const mayEnter = (category: string | null) =>
    rules === undefined || entersActivities(rules, category ?? undefined)
  const rows = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .select(['registration.id', 'registration.number', 'registration.status'])
    .select(['registration.approved_on', 'registration.candidate_on', 'account.email'])
    .select('registration.category')
    .select(['first_name', 'initials', 'name_prefix', 'last_name'])
    .execute()
  return rows.map((row) => ({
    registrationId: row.id,
    numberOnly: row.number ?? undefined,
    number: row.number === null ? undefined : registrationNumber(register, row.number),
    email: (row.email ?? '').toLowerCase(),
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    open:
      mayEnter(row.category) &&
      portfolioIsOpen(register, {
        status: row.status,
        approvedOn: row.approved_on ?? undefined,
        candidateOn: row.candidate_on ?? undefined,
      }),
  }))
}

// Drafts, what was rejected and what was withdrawn stand in no portfolio.
async function yearsThere(
  { db, register }: Context,
  { confirms }: ConfirmingList,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('activity_claim')
    .where('register', '=', register.id)
    .where('kind', '=', confirms)
    .where('withdrawn_at', 'is', null)
    .where('state', 'not in', ['draft', 'rejected'])
    .select(['registration_id', 'activity_id'])
    .select(sql<number | null>`(form -> 'details' -> 'year')::int / 100`.as('year'))
    .execute()
  return new Map(
    rows.flatMap(({ registration_id, activity_id, year }) =>
      year === null ? [] : [[`${registration_id} ${year}`, activity_id] as const],
    ),
  )
}

async function confirmedBefore(
  { db }: Context,
  { confirms }: ConfirmingList,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('list_entry')
    .innerJoin('list_delivery', 'list_delivery.id', 'list_entry.delivery_id')
    .innerJoin('activity_claim', (join) =>
      join
        .onRef('activity_claim.activity_id', '=', 'list_entry.activity_id')
        .onRef('activity_claim.register', '=', 'list_entry.register'),
    )
    .where('list_delivery.withdrawn_on', 'is', null)
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('list_entry.kind', '=', confirms)
    .select(['list_entry.registration_id', 'list_entry.year'])
    .execute()
  return new Set(rows.map(({ registration_id, year }) => `${registration_id} ${year}`))
}
