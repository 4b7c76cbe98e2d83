import type { ExpressionBuilder, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { BankLineTable, Database } from '#db/schema.ts'
import type {
  BankFileProblem,
  BankFileState,
  BankLineKind,
  BankLineState,
  Doubt,
  MatchReason,
} from '#domain/money/bank-statement/bank-statement.ts'
import type { CheckedStatement } from '#domain/money/bank-statement/check-statements.ts'
import { openCents } from '#domain/money/invoice/invoice.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** A file of the bank as it is known. */
export interface BankFile {
  readonly id: string
  readonly name: string
  readonly state: BankFileState
  readonly problem: BankFileProblem | undefined
  /** Where in it; empty where that says nothing. */
  readonly problemAt: string
  readonly sha256: string
  /** Where it lies until it was read. */
  readonly fileKey: string | undefined
  readonly sentBy: string | undefined
  readonly sentOn: Temporal.PlainDate
  /** What was in it, and what became of it when it was read. */
  readonly counts: {
    readonly booked: number
    readonly waiting: number
    readonly reversed: number
    readonly known: number
    readonly debits: number
    readonly pending: number
  }
}

const fileColumns = [
  ...(['id', 'name', 'state', 'problem', 'problem_at', 'sha256', 'file_key'] as const),
  ...(['sent_by', 'sent_on', 'booked', 'waiting', 'reversed', 'known', 'debits'] as const),
  'pending',
] as const

/** One file; locked, nobody else does anything with it meanwhile. */
export async function findBankFile(
  { db }: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<BankFile | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('bank_file')
    .where('id', '=', id)
    .select(fileColumns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? undefined : fileOf(row)
}

/** The files that were sent last, the newest first. */
export async function listBankFiles({ db }: Context): Promise<readonly BankFile[]> {
  const rows = await db
    .selectFrom('bank_file')
    .select(fileColumns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .execute()
  return rows.map(fileOf)
}

function fileOf(row: {
  readonly id: string
  readonly name: string
  readonly state: BankFileState
  readonly problem: string | null
  readonly problem_at: string | null
  readonly sha256: string
  readonly file_key: string | null
  readonly sent_by: string | null
  readonly sent_on: string
  readonly booked: number
  readonly waiting: number
  readonly reversed: number
  readonly known: number
  readonly debits: number
  readonly pending: number
}): BankFile {
  const { id, name, state, sha256, booked, waiting, reversed, known, debits, pending } = row
  return {
    ...{ id, name, state, sha256 },
    problem: (row.problem as BankFileProblem | null) ?? undefined,
    problemAt: row.problem_at ?? '',
    fileKey: row.file_key ?? undefined,
    sentBy: row.sent_by ?? undefined,
    sentOn: Temporal.PlainDate.from(row.sent_on),
    counts: { booked, waiting, reversed, known, debits, pending },
  }
}

/** A statement as pages show it. */
export interface BankStatement extends CheckedStatement {
  readonly name: string
  readonly sequence: string
  readonly entriesCents: number
  readonly credits: number
  readonly debits: number
  readonly debitCents: number
  /** How many of its lines wait for somebody. */
  readonly waiting: number
}

/** How many statements are looked through: more than four years of days. */
export const mostStatements = 1500

/** The statements, the latest first; those of one file, or one by its id. */
export async function listStatements(
  { db }: Context,
  of: { readonly fileId?: string; readonly id?: string } = {},
): Promise<readonly BankStatement[]> {
  const rows = await db
    .selectFrom('bank_statement')
    .$if(of.fileId !== undefined, (query) => query.where('file_id', '=', of.fileId ?? ''))
    .$if(of.id !== undefined, (query) => query.where('id', '=', of.id ?? ''))
    .select(['id', 'name', 'sequence', 'first_day', 'last_day', 'opening_cents', 'closing_cents'])
    .select(['entries_cents', 'credits', 'debits', 'debit_cents'])
    .select(({ selectFrom }) =>
      selectFrom('bank_line')
        .whereRef('bank_line.statement_id', '=', 'bank_statement.id')
        .where('bank_line.state', 'in', ['new', 'waiting'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('waiting'),
    )
    .orderBy('last_day', 'desc')
    .orderBy('first_day', 'desc')
    .orderBy('id', 'desc')
    .limit(mostStatements)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sequence: row.sequence,
    first: Temporal.PlainDate.from(row.first_day),
    last: Temporal.PlainDate.from(row.last_day),
    openingCents: row.opening_cents ?? undefined,
    closingCents: row.closing_cents ?? undefined,
    entriesCents: row.entries_cents,
    credits: row.credits,
    debits: row.debits,
    debitCents: row.debit_cents,
    waiting: row.waiting ?? 0,
  }))
}

/** One statement. */
export async function findStatement(
  context: Context,
  id: string,
): Promise<BankStatement | undefined> {
  if (!isUuid(id)) return undefined
  const [found] = await listStatements(context, { id })
  return found
}

/** What the bank says of a line. Money is in cents. */
export interface LineFacts {
  readonly id: string
  readonly statementId: string
  readonly bookedOn: Temporal.PlainDate
  readonly cents: number
  readonly kind: BankLineKind
  readonly payerName: string
  readonly payerIban: string
  readonly reference: string
  readonly words: string
  readonly endToEnd: string
  readonly bankReference: string
  readonly version: number
}

/** A line of a statement as pages and use cases see it. */
export interface BankLine extends LineFacts {
  readonly state: BankLineState
  /** By what it was recognised. */
  readonly reasons: readonly MatchReason[]
  /** Why it waits. */
  readonly doubt: Doubt | undefined
  readonly paymentId: string | undefined
  /** Its payment was reversed by somebody, and not since the bank took it back. */
  readonly canBeTakenUp: boolean
  readonly asideBecause: string
  /** Whose it is, or may be. */
  readonly registrationIds: readonly string[]
}

/** One line; locked, nobody else does anything with it meanwhile. */
export async function findBankLine(
  context: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<BankLine | undefined> {
  if (!isUuid(id)) return undefined
  if (lock)
    await context.db.selectFrom('bank_line').where('id', '=', id).select('id').forUpdate().execute()
  const [found] = await linesWhere(context, ({ eb }) => eb('id', '=', id))
  return found
}

/** How many lines there are on a page. */
export const linesOnAPage = 50

/** How many of the lines that wait are looked through. */
export const mostWaiting = 500

/** The lines that wait for somebody, the oldest first. */
export function listWaitingLines(context: Context): Promise<readonly BankLine[]> {
  return linesWhere(context, ({ eb }) => eb('state', '=', 'waiting'), { most: mostWaiting })
}

/** The lines of a statement, in its order. */
export function linesOf(
  context: Context,
  statementId: string,
  page: number,
): Promise<readonly BankLine[]> {
  return linesWhere(context, ({ eb }) => eb('statement_id', '=', statementId), {
    most: linesOnAPage,
    skip: (page - 1) * linesOnAPage,
  })
}

/** How many lines a statement has here. */
export async function countLines({ db }: Context, statementId: string): Promise<number> {
  const { count } = await db
    .selectFrom('bank_line')
    .where('statement_id', '=', statementId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The line by which a payment came in; undefined of one that did not come by a statement. */
export async function lineOfPayment(
  context: Context,
  paymentId: string,
): Promise<BankLine | undefined> {
  const [found] = await linesWhere(context, ({ eb, and }) =>
    and([eb('payment_id', '=', paymentId), eb('kind', '<>', 'reversal')]),
  )
  return found
}

async function linesWhere(
  { db }: Context,
  where: (
    builder: ExpressionBuilder<Database, 'bank_line'>,
  ) => ReturnType<ExpressionBuilder<Database, 'bank_line'>['and']>,
  { most = 1, skip = 0 }: { readonly most?: number; readonly skip?: number } = {},
): Promise<readonly BankLine[]> {
  const rows = await db
    .selectFrom('bank_line')
    .where(where)
    .select(factColumns)
    .select(['state', 'reasons', 'doubt', 'payment_id', 'aside_because'])
    .select(
      sql<boolean>`state = 'booked' and exists (select from payment p
          where p.id = bank_line.payment_id and p.reversed_on is not null)
        and not exists (select from bank_line taken where taken.kind = 'reversal'
          and taken.payment_id = bank_line.payment_id)`.as('can_be_taken_up'),
    )
    .select(
      sql<string[]>`array(
        select i.registration_id from bank_candidate c join invoice i on i.id = c.invoice_id
          where c.line_id = bank_line.id and i.registration_id is not null
        union select i.registration_id from settlement s join invoice i on i.id = s.invoice_id
          where s.payment_id = bank_line.payment_id and i.registration_id is not null)`.as(
        'registration_ids',
      ),
    )
    .orderBy('booked_on')
    .orderBy('place')
    .orderBy('id')
    .offset(skip)
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...factsOf(row),
    state: row.state,
    reasons: row.reasons as readonly MatchReason[],
    doubt: (row.doubt as Doubt | null) ?? undefined,
    paymentId: row.payment_id ?? undefined,
    canBeTakenUp: row.can_be_taken_up,
    asideBecause: row.aside_because,
    registrationIds: row.registration_ids,
  }))
}

const factColumns = [
  ...(['id', 'statement_id', 'booked_on', 'cents', 'kind', 'payer_name', 'payer_iban'] as const),
  ...(['reference', 'words', 'end_to_end', 'bank_reference', 'version'] as const),
] as const

type FactRow = Pick<Selectable<BankLineTable>, (typeof factColumns)[number]>

// What the bank says of a line.
function factsOf(row: FactRow): LineFacts {
  return {
    id: row.id,
    statementId: row.statement_id,
    bookedOn: Temporal.PlainDate.from(row.booked_on),
    cents: row.cents,
    kind: row.kind,
    payerName: row.payer_name,
    payerIban: row.payer_iban,
    reference: row.reference,
    words: row.words,
    endToEnd: row.end_to_end,
    bankReference: row.bank_reference,
    version: row.version,
  }
}

/** An invoice for which a line may be, as it stands now. */
export interface OfferedInvoice {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly openCents: number
  /** What of the line is for it. */
  readonly cents: number
}

/** What a line may be for, as it stands now. */
export interface OfferedCandidate {
  readonly rank: number
  readonly reasons: readonly MatchReason[]
  readonly invoices: readonly OfferedInvoice[]
}

/** The candidates of a line that can still be chosen, the best first. */
export async function candidatesOfLine(
  { db }: Context,
  lineId: string,
): Promise<readonly OfferedCandidate[]> {
  const rows = await db
    .selectFrom('bank_candidate')
    .innerJoin('invoice', 'invoice.id', 'bank_candidate.invoice_id')
    .leftJoin('registration', 'registration.id', 'invoice.registration_id')
    .leftJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('organisation', 'organisation.id', 'invoice.organisation_id')
    .where('bank_candidate.line_id', '=', lineId)
    .select(['bank_candidate.rank', 'bank_candidate.cents', 'bank_candidate.reasons'])
    .select(['invoice.id', 'invoice.number', 'invoice.status'])
    .select(['invoice.total_cents', 'invoice.settled_cents', 'invoice.credited_cents'])
    .select(['person.first_name', 'person.initials', 'person.name_prefix', 'person.last_name'])
    .select('organisation.name as organisation')
    .orderBy('bank_candidate.rank')
    .orderBy('invoice.due_on')
    .orderBy('invoice.id')
    .execute()
  return [...Map.groupBy(rows, ({ rank }) => rank)].flatMap(([rank, some]) => {
    const invoices = some.map((row) => ({
      id: row.id,
      number: row.number,
      name:
        row.organisation ??
        fullName({
          firstName: row.first_name ?? '',
          initials: row.initials ?? '',
          namePrefix: row.name_prefix ?? '',
          lastName: row.last_name ?? '',
        }),
      openCents: openCents({
        status: row.status,
        totalCents: row.total_cents,
        settledCents: row.settled_cents,
        creditedCents: row.credited_cents,
      }),
      cents: row.cents,
    }))
    // Somebody paid one of them meanwhile.
    if (invoices.some((one) => one.openCents < one.cents)) return []
    return [{ rank, reasons: some[0]?.reasons as readonly MatchReason[], invoices }]
  })
}

/** A payment that the bank may have taken back. */
export interface TakenBack {
  readonly paymentId: string
  readonly receivedOn: Temporal.PlainDate
  readonly payerName: string
  /** It is the one: the bank or whoever paid gave both the same reference. */
  readonly sure: boolean
  /** A part of it was paid back. */
  readonly refunded: boolean
}

/**
 * The payments that a line can take back: of the same amount, received on that day or before and not reversed, from
 * the same account or by the same reference; the likeliest first, three at most.
 */
export async function paymentsTakenBack(
  { db, register }: Context,
  line: LineFacts,
): Promise<readonly TakenBack[]> {
  const { rows } = await sql<{
    id: string
    received_on: string
    payer_name: string
    sure: boolean
    refunded: boolean
  }>`
    select p.id, p.received_on, p.payer_name, p.refunded_cents > 0 as refunded,
      (${line.endToEnd} <> '' and l.end_to_end = ${line.endToEnd})
        or (${line.bankReference} <> '' and l.bank_reference = ${line.bankReference}) as sure
    from bank_line l join payment p on p.id = l.payment_id
    where l.register = ${register.id} and l.kind = 'credit' and l.cents = ${line.cents}
      and l.booked_on <= ${line.bookedOn.toString()}::date and p.reversed_on is null
      and (${line.endToEnd} <> '' and l.end_to_end = ${line.endToEnd}
        or ${line.bankReference} <> '' and l.bank_reference = ${line.bankReference}
        or ${line.payerIban} <> '' and l.payer_iban = ${line.payerIban}
        or ${line.payerName} <> '' and lower(l.payer_name) = lower(${line.payerName}))
    order by sure desc, l.booked_on desc, l.id desc limit 3`.execute(db)
  return rows.map((row) => ({
    paymentId: row.id,
    receivedOn: Temporal.PlainDate.from(row.received_on),
    payerName: row.payer_name,
    sure: row.sure,
    refunded: row.refunded,
  }))
}

/** The lines of a file that were not looked at yet, in its order. */
export async function newLines(
  { db }: Context,
  fileId: string,
  most: number,
): Promise<readonly LineFacts[]> {
  const rows = await db
    .selectFrom('bank_line')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('bank_statement')
          .whereRef('bank_statement.id', '=', 'bank_line.statement_id')
          .where('bank_statement.file_id', '=', fileId)
          .select('bank_statement.id'),
      ),
    )
    .where('state', '=', 'new')
    .select(factColumns)
    // What the bank took back comes after what it takes back.
    .orderBy('booked_on')
    .orderBy(sql`kind = 'reversal'`)
    .orderBy('statement_id')
    .orderBy('place')
    .limit(most)
    .execute()
  return rows.map(factsOf)
}
