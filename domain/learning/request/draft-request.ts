import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { keepsCourses, ownerColumns } from '#domain/courses/course/keeps-courses.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import { takeOutFiles } from '#domain/learning/request/keep-files.ts'
import { findRequest, partOfAccreditation } from '#domain/learning/request/queries.ts'
import type {
  AccreditationRequest,
  Purpose,
  RequestPart,
} from '#domain/learning/request/request.ts'
import { countOptions, isOpen } from '#domain/learning/request/request.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Of what accreditation is asked: a course, or to be recognised for a training that a register named. */
export type Subject =
  | { readonly is: 'course'; readonly id: string }
  | { readonly is: 'training'; readonly register: string; readonly id: string }

export type StartedRequest =
  | { readonly outcome: 'started'; readonly id: string }
  | { readonly outcome: 'no-register' | 'not-allowed' }
  /** Of these registers it is asked already. */
  | { readonly outcome: 'asked-already'; readonly registers: readonly string[] }

/**
 * Begins to ask accreditation of some registers at once. Where one of them accredits the course already, it is asked
 * to change that or to let it hold longer, with what was said then; with an earlier request as an example its words and
 * files come along.
 */
export async function startRequest(
  context: Context,
  owner: Owner,
  asked: {
    readonly subject: Subject
    readonly registers: readonly string[]
    /** What is wanted where it is accredited already. */
    readonly purpose: Exclude<Purpose, 'new'>
    readonly copyOf?: string | undefined
  },
): Promise<StartedRequest> {
  const { db, today, actor, platform } = context
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return { outcome: 'not-allowed' }
  const { subject } = asked
  const registers = [...new Set(asked.registers)].filter(
    (id) => platform.registers.get(id)?.accreditation !== undefined,
  )
  if (registers.length === 0) return { outcome: 'no-register' }
  if (subject.is === 'course') {
    const course = await findCourse(context, subject.id, { lock: true })
    if (course?.owner?.is !== owner.is || course.owner.id !== owner.id)
      return { outcome: 'not-allowed' }
  }
  const running = await runningFor(context, owner, subject)
  const twice = registers.filter((id) => running.includes(id))
  if (twice.length > 0) return { outcome: 'asked-already', registers: twice }
  const held = subject.is === 'course' ? await heldFrom(context, subject.id) : []
  const example = await exampleFor(context, owner, asked.copyOf, held)
  const { id } = await db
    .insertInto('accreditation_request')
    .values({
      ...ownerColumns(owner),
      course_id: subject.is === 'course' ? subject.id : null,
      copied_from: example?.id ?? null,
      explanation: example?.explanation ?? '',
      started_by: accountIdOf(actor) ?? null,
      started_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const register of registers) {
    const before = held.find((one) => one.register === register)
    const as = example?.parts.find((one) => one.register === register)
    await db
      .insertInto('accreditation_part')
      .values({
        request_id: id,
        register,
        ...ownerColumns(owner),
        course_id: subject.is === 'course' ? subject.id : null,
        training: subject.is === 'training' ? subject.id : null,
        purpose: before === undefined ? 'new' : asked.purpose,
        accreditation_id: before?.id ?? null,
        status: 'draft',
        counts: JSON.stringify(before?.counts ?? as?.counts ?? []),
        answers: JSON.stringify(as?.answers ?? {}),
      })
      .execute()
  }
  if (example !== undefined) await copyFiles(context, { from: example.id, to: id, registers })
  await record(context, {
    noun: 'accreditation',
    id,
    action: 'start',
    facts: {
      registers,
      ...(subject.is === 'course' ? { course: subject.id } : { training: subject.id }),
    },
  })
  return { outcome: 'started', id }
}

/** What registers decided of a course that holds today or later. */
export async function heldFrom(
  context: Pick<Context, 'db' | 'today'>,
  course: string,
): Promise<readonly Accreditation[]> {
  const all = await accreditationsOf(context, [course])
  return all.filter((one) => goesOn(one, context.today))
}

function goesOn(one: Accreditation, today: Temporal.PlainDate): boolean {
  return holdsOn(one, today) || Temporal.PlainDate.compare(one.first, today) > 0
}

/** In which registers it is asked already and not decided. */
export async function runningFor(
  { db }: Pick<Context, 'db'>,
  owner: Owner,
  subject: Subject,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('accreditation_part')
    .where(owner.is === 'organisation' ? 'organisation_id' : 'person_id', '=', owner.id)
    .where('status', 'in', ['draft', 'handed-in', 'asked', 'complete'])
    .where((eb) =>
      subject.is === 'course'
        ? eb('course_id', '=', subject.id)
        : eb.and([eb('training', '=', subject.id), eb('register', '=', subject.register)]),
    )
    .select('register')
    .execute()
  return rows.map(({ register }) => register)
}

async function exampleFor(
  context: Context,
  owner: Owner,
  copyOf: string | undefined,
  held: readonly Accreditation[],
): Promise<AccreditationRequest | undefined> {
  const [first] = held
  const of =
    copyOf ?? (first && (await partOfAccreditation(context, first.id)))?.requestId ?? undefined
  const found = of === undefined ? undefined : await findRequest(context, of)
  return found?.owner?.is === owner.is && found.owner.id === owner.id ? found : undefined
}

// But for what answers a question of a register that is not asked now.
async function copyFiles(
  { db, today, actor }: Context,
  {
    from,
    to,
    registers,
  }: { readonly from: string; readonly to: string; readonly registers: readonly string[] },
): Promise<void> {
  const files = await db
    .selectFrom('accreditation_file')
    .where('request_id', '=', from)
    .where((eb) => eb.or([eb('only_for', 'is', null), eb('only_for', 'in', [...registers])]))
    .select(['document_id', 'kept_in', 'only_for', 'shows', 'name'])
    .orderBy('id')
    .execute()
  for (const file of files) {
    await db
      .insertInto('accreditation_file')
      .values({
        ...file,
        request_id: to,
        added_by: accountIdOf(actor) ?? null,
        added_on: today.toString(),
      })
      .execute()
  }
}

export type SavedPart =
  | { readonly outcome: 'saved' | 'unchanged' }
  /** It was handed in or changed meanwhile. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-allowed' }

/** Keeps what is said to one register so far; it need not be whole. */
export async function savePart(
  context: Context,
  owner: Owner,
  partId: string,
  said: {
    readonly counts: readonly Counts[]
    readonly answers: Readonly<Record<string, string>>
    readonly version: number
  },
): Promise<SavedPart> {
  const { db, today, platform } = context
  const open = await openDraft(context, owner, { part: partId })
  if (open === undefined) return { outcome: 'not-allowed' }
  const { part } = open
  if (part === undefined || part.version !== said.version) return { outcome: 'stale' }
  const register = platform.registers.get(part.register)
  if (register === undefined) return { outcome: 'not-allowed' }
  const options = countOptions(register, today)
  const counts = said.counts.filter(
    ({ kind, amount }) => amount > 0 && options.some((one) => one.kind === kind),
  )
  const asked = new Set(register.accreditation?.criteria.map(({ id }) => id))
  const answers = Object.fromEntries(
    Object.entries(said.answers).filter(([id, text]) => asked.has(id) && text.trim() !== ''),
  )
  if (
    JSON.stringify(counts) === JSON.stringify(part.counts) &&
    JSON.stringify(sorted(answers)) === JSON.stringify(sorted(part.answers))
  ) {
    return { outcome: 'unchanged' }
  }
  await db
    .updateTable('accreditation_part')
    .where('id', '=', partId)
    .set((eb) => ({
      counts: JSON.stringify(counts),
      answers: JSON.stringify(answers),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'accreditation',
    id: part.requestId,
    action: 'save-draft',
    facts: { register: part.register },
  })
  return { outcome: 'saved' }
}

function sorted(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

/** Keeps what is said to every register. */
export async function explainRequest(
  context: Context,
  owner: Owner,
  id: string,
  explanation: string,
): Promise<SavedPart> {
  const open = await openDraft(context, owner, { request: id })
  if (open === undefined) return { outcome: 'not-allowed' }
  if (open.request.explanation === explanation.trim()) return { outcome: 'unchanged' }
  await context.db
    .updateTable('accreditation_request')
    .where('id', '=', id)
    .set((eb) => ({ explanation: explanation.trim(), version: eb('version', '+', 1) }))
    .execute()
  await record(context, { noun: 'accreditation', id, action: 'save-draft' })
  return { outcome: 'saved' }
}

/** Throws away a request that was not handed in. */
export async function discardRequest(
  context: Context,
  owner: Owner,
  id: string,
): Promise<{ readonly outcome: 'discarded' | 'not-allowed' }> {
  const open = await openDraft(context, owner, { request: id })
  if (open === undefined) return { outcome: 'not-allowed' }
  await takeOutFiles(context, id)
  await context.db.deleteFrom('accreditation_request').where('id', '=', id).execute()
  await record(context, { noun: 'accreditation', id, action: 'discard' })
  return { outcome: 'discarded' }
}

/** A request that who acts may still write in, locked; undefined where it is not theirs or was handed in. */
export async function openDraft(
  context: Context,
  owner: Owner,
  of: { readonly request: string } | { readonly part: string },
): Promise<
  { readonly request: AccreditationRequest; readonly part: RequestPart | undefined } | undefined
> {
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return undefined
  const id = 'request' in of ? of.request : await requestOfPart(context, of.part)
  const request = id === undefined ? undefined : await findRequest(context, id, { lock: true })
  if (request?.owner?.is !== owner.is || request.owner.id !== owner.id) return undefined
  if (request.handedInOn !== undefined || !request.parts.every(isOpen)) return undefined
  const part = 'part' in of ? request.parts.find((one) => one.id === of.part) : undefined
  return { request, part }
}

async function requestOfPart({ db }: Context, part: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('accreditation_part')
    .where('id', '=', part)
    .select('request_id')
    .executeTakeFirst()
  return row?.request_id
}
