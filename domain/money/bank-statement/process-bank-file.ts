import { sql } from 'kysely'
import type { Doubt } from '#domain/money/bank-statement/bank-statement.ts'
import {
  bankFileLifecycle,
  UnreadableBankFile,
} from '#domain/money/bank-statement/bank-statement.ts'
import { keepProblem, keepStatements } from '#domain/money/bank-statement/keep-statements.ts'
import { addNamed, loadLedger } from '#domain/money/bank-statement/load-ledger.ts'
import type { Candidate, Ledger, Match } from '#domain/money/bank-statement/match-line.ts'
import { matchLine, takeFrom } from '#domain/money/bank-statement/match-line.ts'
import type { BankFile, LineFacts } from '#domain/money/bank-statement/queries.ts'
import { findBankFile, newLines, paymentsTakenBack } from '#domain/money/bank-statement/queries.ts'
import { readBankFile } from '#domain/money/bank-statement/read-bank-file.ts'
import { bookLine, letLineWait, reverseByLine } from '#domain/money/bank-statement/settle-line.ts'
import { registrationsOf, tiesWith } from '#domain/people/body/find-tie.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { openSame } from '#domain/platform/file/held-back-file.ts'
import { noteUndone } from '#domain/platform/left-undone/note-undone.ts'
import { compact } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'

/** Which file is to be read. */
export interface BankFileJob {
  readonly register: string
  readonly fileId: string
}

/** The name of the due work under which a file that broke off is listed. */
export const readBankFileTask = 'readBankFile'

const actor: Actor = { kind: 'system', task: 'bank-statement' }

/** The currency of what registers charge. */
const currency = 'EUR'

/** How many lines are looked at together. */
const batch = 500

/**
 * Reads a file of the bank and keeps what is in it, all of it or nothing; then books each line of which it is sure what
 * it is for, each by itself, and lets the others wait with the best candidates. Done twice it is done once, and where
 * it was cut off it goes on.
 */
export async function processBankFile(
  platform: Platform,
  { register: at, fileId }: BankFileJob,
): Promise<void> {
  const register = platform.registers.get(at)
  if (register === undefined) return
  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register }, actor, work)
  const begun = await within((context) => findBankFile(context, fileId))
  if (begun?.state === 'reading') {
    await readIt(platform, register, begun)
    if (begun.fileKey !== undefined) await platform.files.remove(begun.fileKey)
  }
  const file = await within((context) => findBankFile(context, fileId))
  if (file?.state === 'matching') await matchIt(platform, register, file)
}

async function readIt(platform: Platform, register: Register, file: BankFile): Promise<void> {
  const { id, name, sha256, fileKey } = file
  if (fileKey === undefined) return
  const open = () => openSame(platform.files, { documentId: undefined, fileKey, sha256 })
  const iban = compact(register.organisation.bank.iban)
  const lock = async (context: Context) =>
    (await findBankFile(context, id, { lock: true }))?.state === 'reading'
  try {
    await inRegister(platform, { register }, actor, async (context) => {
      if (!(await lock(context))) return
      await keepStatements(context, id, readBankFile({ name, open }, { iban, currency }))
    })
  } catch (error) {
    if (!(error instanceof UnreadableBankFile)) throw error
    await inRegister(platform, { register }, actor, async (context) => {
      if (await lock(context)) await keepProblem(context, id, error)
    })
  }
}

async function matchIt(platform: Platform, register: Register, file: BankFile): Promise<void> {
  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register }, actor, work)
  const ledger = await within(loadLedger)
  for (;;) {
    const lines = await within((context) => newLines(context, file.id, batch))
    if (lines.length === 0) break
    await within((context) => addNamed(context, ledger, lines))
    const matched = lines.map((line) => ({ line, match: matchOf(ledger, line) }))
    const tied = await within((context) => tiedOf(context, file, ledger, matched))
    for (const one of matched) {
      try {
        await within((context) => settle(context, file, one, tied))
      } catch (error) {
        // One that cannot be booked stops no other.
        await within((context) => letFail(context, one.line.id, error))
      }
    }
  }
  await within((context) => finish(context, file.id))
}

interface Matched {
  readonly line: LineFacts
  /** Undefined of what is no payment of an invoice. */
  readonly match: Match | undefined
}

function matchOf(ledger: Ledger, line: LineFacts): Match | undefined {
  if (line.kind !== 'credit') return undefined
  const match = matchLine(ledger, line)
  if (match.outcome === 'sure') takeFrom(ledger, match.settles)
  return match
}

// With whose invoices whoever sent the file has a tie: what they send is not booked for those by itself.
async function tiedOf(
  context: Context,
  { sentBy }: BankFile,
  ledger: Ledger,
  matched: readonly Matched[],
): Promise<ReadonlySet<string>> {
  const tied = new Set<string>()
  if (sentBy === undefined) return tied
  const invoices = matched.flatMap(({ match }) =>
    match?.outcome === 'sure'
      ? match.settles.flatMap(({ invoiceId }) => ledger.byId.get(invoiceId) ?? [])
      : [],
  )
  const whose = [...new Set(invoices.flatMap(({ registrationId }) => registrationId ?? []))]
  const theirs = await tiesOfSender(context, sentBy, whose)
  const { rows } = await sql<{ id: string }>`select id from organisation
    where id = any(${invoices.map(({ owedBy }) => owedBy)}::uuid[])
      and is_acting_for(${sentBy}::uuid, id)`.execute(context.db)
  for (const { id } of rows) theirs.add(id)
  for (const { id, owedBy } of invoices) if (theirs.has(owedBy)) tied.add(id)
  return tied
}

async function tiesOfSender(
  context: Context,
  accountId: string,
  registrationIds: readonly string[],
): Promise<Set<string>> {
  const sender: Actor = {
    ...{ kind: 'account', accountId, email: '', seats: [], personId: undefined },
    ...{ registrationId: undefined, authenticatedBy: 'password', secondFactor: false },
  }
  const whose = registrationIds.map((registrationId) => ({ registrationId }))
  const ties = await tiesWith({ ...context, actor: sender }, ['collect-payments'], whose)
  // Also of somebody who no longer works for the register.
  const { rows } = await sql<{ id: string }>`select id from registration
    where id = any(${registrationIds}::uuid[])
      and person_id in (select people_of(${accountId}::uuid))`.execute(context.db)
  return new Set([...ties.keys(), ...rows.map(({ id }) => id)])
}

async function settle(
  context: Context,
  file: BankFile,
  { line, match }: Matched,
  tied: ReadonlySet<string>,
): Promise<void> {
  if (line.kind === 'reversal') return settleReversal(context, file, line)
  if (match === undefined) {
    return letLineWait(context, line.id, { doubt: { is: 'returned-debit' }, candidates: [] })
  }
  if (match.outcome === 'doubtful') return letLineWait(context, line.id, match)
  const { settles, reasons } = match
  const wait = (doubt: Doubt, candidates: readonly Candidate[] = [match]) =>
    letLineWait(context, line.id, { doubt, candidates })
  if (settles.some(({ invoiceId }) => tied.has(invoiceId))) return wait({ is: 'own' })
  const booked = await bookLine(context, {
    ...{ lineId: line.id, version: line.version },
    ...{ settles, reasons },
  })
  switch (booked.outcome) {
    case 'booked':
    // Somebody was ahead of this.
    case 'stale':
      return
    case 'in-the-future':
      return wait({ is: 'in-the-future' })
    case 'no-amount':
    case 'more-than-paid':
      return wait({ is: 'too-much' })
    // It was paid or taken back since the ledger was read.
    case 'less-is-open':
    case 'not-open':
      return wait({ is: 'other-amount' })
    case 'unknown':
      return wait({ is: 'nothing' }, [])
    case 'before-the-invoice':
      throw new Error('what a bank tells may come before the invoice')
  }
}

// Only where the bank or whoever paid gave both the same reference, it is sure which payment was taken back.
async function settleReversal(context: Context, file: BankFile, line: LineFacts): Promise<void> {
  const wait = (doubt: Doubt) => letLineWait(context, line.id, { doubt, candidates: [] })
  const sure = (await paymentsTakenBack(context, line)).filter((one) => one.sure)
  const [only] = sure
  if (only === undefined || sure.length > 1) return wait({ is: 'reversal-unknown' })
  const whose = await registrationsOf(context, { about: 'payment', id: only.paymentId })
  if (file.sentBy !== undefined) {
    const ids = whose.map(({ registrationId }) => registrationId)
    const ties = await tiesOfSender(context, file.sentBy, ids)
    if (ties.size > 0) return wait({ is: 'own' })
  }
  const reversed = await reverseByLine(context, {
    ...{ lineId: line.id, version: line.version, paymentId: only.paymentId },
  })
  switch (reversed.outcome) {
    case 'reversed':
    case 'stale':
      return
    case 'refunded':
      return wait({ is: 'reversal-refunded' })
    case 'already-reversed':
    case 'kept-apart':
    case 'unknown':
      return wait({ is: 'reversal-unknown' })
  }
}

async function letFail(context: Context, lineId: string, error: unknown): Promise<void> {
  await letLineWait(context, lineId, { doubt: { is: 'failed' }, candidates: [] })
  await noteUndone(context, { task: readBankFileTask, whose: lineId }, error)
}

async function finish(context: Context, fileId: string): Promise<void> {
  const file = await findBankFile(context, fileId, { lock: true })
  if (file?.state !== 'matching') return
  const { rows } = await sql<{ booked: number; waiting: number; reversed: number }>`
    select count(*) filter (where l.state = 'booked')::int as booked,
      count(*) filter (where l.state = 'waiting')::int as waiting,
      count(*) filter (where l.state = 'reversed')::int as reversed
    from bank_line l join bank_statement s on s.id = l.statement_id
    where s.file_id = ${fileId}`.execute(context.db)
  const [counts = { booked: 0, waiting: 0, reversed: 0 }] = rows
  await context.db
    .updateTable('bank_file')
    .set({ state: bankFileLifecycle.matching.finish, ...counts })
    .where('id', '=', fileId)
    .execute()
  await record(context, { noun: 'bank-statement', id: fileId, action: 'match', facts: counts })
}

/**
 * Ends with a file that cannot go on for a reason that nobody foresaw: who sent it sees that, what was not looked at
 * waits for somebody, and it stands among what the administrator sees that was left undone.
 */
export async function breakOffBankFile(
  platform: Platform,
  { register: at, fileId }: BankFileJob,
  error: unknown,
): Promise<void> {
  const register = platform.registers.get(at)
  if (register === undefined) return
  await inRegister(platform, { register }, actor, async (context) => {
    const file = await findBankFile(context, fileId, { lock: true })
    if (file?.state === 'reading') {
      await keepProblem(context, fileId, { why: 'broke-off', at: '' })
    } else if (file?.state === 'matching') {
      for (;;) {
        const lines = await newLines(context, fileId, batch)
        if (lines.length === 0) break
        for (const { id } of lines) {
          await letLineWait(context, id, { doubt: { is: 'failed' }, candidates: [] })
        }
      }
      await finish(context, fileId)
    } else return
    await noteUndone(context, { task: readBankFileTask, whose: fileId }, error)
  })
}
