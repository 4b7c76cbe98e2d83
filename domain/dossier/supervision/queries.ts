import { sql } from 'kysely'
import type {
  ColleagueParty,
  ColleagueStanding,
  EndReason,
  Supervision,
  SupervisionStatus,
} from '#domain/dossier/supervision/supervision.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { publicFields } from '#domain/public-register/entry/queries.ts'
import { fullName } from '#language/names.ts'

interface Who {
  id: string | null
  number: number | null
  category: string | null
  first_name: string | null
  initials: string | null
  name_prefix: string | null
  last_name: string | null
}

interface Row {
  id: string
  registration_id: string
  status: SupervisionStatus
  document: string
  asked_on: string
  answered_on: string | null
  remark: string
  claim_id: string | null
  refuses_mail: boolean
  ended_on: string | null
  end_reason: EndReason | null
  version: number
  professional: Who
  colleague: Who
}

/** One supervision; with `lock` nobody else changes it until this transaction ends. */
export async function findSupervision(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Supervision | undefined> {
  if (!isUuid(id)) return undefined
  if (options.lock === true) {
    await sql`select id from supervision where id = ${id} for update`.execute(context.db)
  }
  return (await select(context, sql`s.id = ${id}`))[0]
}

/** Whom a registration ever asked, the newest first. */
export function supervisionsOf(
  context: Context,
  registrationId: string,
): Promise<readonly Supervision[]> {
  return select(context, sql`s.registration_id = ${registrationId}`)
}

/** By whom a registration was ever asked, the newest first. */
export function supervisionsBy(
  context: Context,
  registrationId: string,
): Promise<readonly Supervision[]> {
  return select(context, sql`s.colleague_id = ${registrationId}`)
}

/** Everything that is asked or goes on in a register, with where both stand. */
export async function watchedSupervisions(context: Context): Promise<
  readonly {
    readonly id: string
    readonly registrationId: string
    readonly document: string
    readonly colleague: ColleagueStanding
    readonly professional: ColleagueStanding
  }[]
> {
  const { rows } = await sql<{
    id: string
    registration_id: string
    document: string
    colleague: Standing
    professional: Standing
  }>`
    select s.id, s.registration_id, s.document, ${standingOf('c')} as colleague, ${standingOf('r')} as professional
    from supervision s
    join registration c on c.id = s.colleague_id
    join registration r on r.id = s.registration_id
    where s.register = ${context.register.id} and s.status in ('asked', 'accepted')
    order by s.id`.execute(context.db)
  return rows.map(({ id, registration_id, document, colleague, professional }) => ({
    id,
    registrationId: registration_id,
    document,
    colleague: standing(colleague),
    professional: standing(professional),
  }))
}

/** The registration behind a page of the public register, with where it stands; undefined when it is not shown. */
export async function findPublicColleague(
  { db, register }: Context,
  entryId: string,
): Promise<(ColleagueStanding & { readonly registrationId: string }) | undefined> {
  if (!isUuid(entryId)) return undefined
  const { rows } = await sql<{ id: string; standing: Standing }>`
    select c.id, ${standingOf('c')} as standing
    from public_entry e join registration c on c.id = e.registration_id
    where e.register = ${register.id} and e.id = ${entryId}`.execute(db)
  const [row] = rows
  return row && { registrationId: row.id, ...standing(row.standing) }
}

/** Where the registration of who takes it on stands now. */
export async function standingOfColleague(
  { db }: Context,
  registrationId: string,
): Promise<ColleagueStanding | undefined> {
  const { rows } = await sql<{ standing: Standing }>`
    select ${standingOf('c')} as standing
    from registration c where c.id = ${registrationId}`.execute(db)
  return rows[0] && standing(rows[0].standing)
}

interface Standing {
  status: RegistrationStatus
  category: string | null
  valid_last: string | null
}

function standingOf(registration: 'c' | 'r') {
  const column = (name: string) => sql.ref(`${registration}.${name}`)
  return sql<Standing>`json_build_object('status', ${column('status')},
    'category', ${column('category')}, 'valid_last', ${column('valid_last')})`
}

function standing({ status, category, valid_last }: Standing): ColleagueStanding {
  return { status, category: category ?? undefined, validLast: day(valid_last) }
}

const refused = refusesMail(['supervision-asked'], {
  register: sql`s.register`,
  is: sql`mail.account_id = q.account_id`,
  since: sql`s.created_at`,
})

async function select(
  context: Context,
  which: ReturnType<typeof sql>,
): Promise<readonly Supervision[]> {
  const { rows } = await sql<Row>`
    select s.id, s.registration_id, s.status, s.document, s.asked_on, s.answered_on, s.remark, s.claim_id,
      s.ended_on, s.end_reason, s.version, s.status = 'asked' and ${refused} as refuses_mail,
      ${who('r', 'p')} as professional, ${who('c', 'q')} as colleague
    from supervision s
    join registration r on r.id = s.registration_id join person p on p.id = r.person_id
    left join registration c on c.id = s.colleague_id left join person q on q.id = c.person_id
    where ${which}
    order by s.created_at desc, s.id desc`.execute(context.db)
  return rows.map((row) => supervision(context, row))
}

function who(registration: string, person: string) {
  const of = (name: string) => sql.ref(`${registration}.${name}`)
  const named = (name: string) => sql.ref(`${person}.${name}`)
  return sql<Who>`json_build_object('id', ${of('id')}, 'number', ${of('number')},
    'category', ${of('category')}, 'first_name', ${named('first_name')},
    'initials', ${named('initials')}, 'name_prefix', ${named('name_prefix')},
    'last_name', ${named('last_name')})`
}

// A colleague of whom everything was erased since.
const former = 'Vroegere collega'

// Never more than what everybody may see, beside the name.
function party({ register, ...context }: Context, found: Who): ColleagueParty {
  const shown = publicFields({ register, ...context })
  return {
    registrationId: found.id ?? undefined,
    name:
      found.id === null
        ? former
        : fullName({
            firstName: found.first_name ?? '',
            initials: found.initials ?? '',
            namePrefix: found.name_prefix ?? '',
            lastName: found.last_name ?? '',
          }),
    number:
      found.number !== null && shown.includes('number')
        ? registrationNumber(register, found.number)
        : undefined,
    category:
      found.category !== null && shown.includes('category')
        ? labelOfCategory(register, found.category)
        : undefined,
  }
}

function supervision(context: Context, row: Row): Supervision {
  const { ended_on, end_reason } = row
  return {
    id: row.id,
    status: row.status,
    document: row.document,
    professional: { ...party(context, row.professional), registrationId: row.registration_id },
    colleague: party(context, row.colleague),
    askedOn: Temporal.PlainDate.from(row.asked_on),
    answeredOn: day(row.answered_on),
    remark: row.remark,
    claimId: row.claim_id ?? undefined,
    refusesMail: row.refuses_mail,
    ended:
      ended_on === null || end_reason === null
        ? undefined
        : { on: Temporal.PlainDate.from(ended_on), why: end_reason },
    version: row.version,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
