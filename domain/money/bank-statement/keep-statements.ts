import { createHash } from 'node:crypto'
import type { BankFileProblem, BankLineKind } from '#domain/money/bank-statement/bank-statement.ts'
import {
  bankFileLifecycle,
  UnreadableBankFile,
} from '#domain/money/bank-statement/bank-statement.ts'
import type {
  CamtPart,
  CamtStatement,
  CamtTransaction,
} from '#domain/money/bank-statement/read-camt.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { storable } from '#language/typed.ts'

/**
 * Keeps what is read of a file: each statement and each line once, in whichever file they came before. What money went
 * out is counted only. Throws what reading throws, and then none of it is kept.
 */
export async function keepStatements(
  context: Context,
  fileId: string,
  parts: AsyncIterable<CamtPart>,
): Promise<void> {
  const keeper = new Keeper(context, fileId)
  for await (const part of parts) await keeper.take(part)
  const { known, debits, pending } = keeper
  if (keeper.statements === 0) throw new UnreadableBankFile('no-statement')
  await context.db
    .updateTable('bank_file')
    .set({ state: bankFileLifecycle.reading.read, file_key: null, known, debits, pending })
    .where('id', '=', fileId)
    .execute()
  await record(context, {
    noun: 'bank-statement',
    id: fileId,
    action: 'read',
    facts: { statements: keeper.statements, lines: keeper.lines, known, debits },
  })
}

/** Keeps why a file cannot be read; of what is in it nothing. */
export async function keepProblem(
  context: Context,
  fileId: string,
  { why, at }: { readonly why: BankFileProblem; readonly at: string },
): Promise<void> {
  await context.db
    .updateTable('bank_file')
    .set({
      state: bankFileLifecycle.reading['give-up'],
      problem: why,
      problem_at: storable(at).slice(0, 500),
      file_key: null,
    })
    .where('id', '=', fileId)
    .execute()
  await record(context, {
    noun: 'bank-statement',
    id: fileId,
    action: 'give-up',
    facts: { problem: why },
  })
}

const batch = 500

class Keeper {
  statements = 0
  lines = 0
  known = 0
  debits = 0
  pending = 0
  #context: Context
  #fileId: string
  #statement: CamtStatement | undefined
  #statementId = ''
  #sum = 0
  #credits = 0
  #paidOut = 0
  #paidOutCents = 0
  #place = 0
  #first = ''
  #last = ''
  // How many lines of a day say the same, by what they say.
  #alike = new Map<string, number>()
  #waiting: { transaction: CamtTransaction; key: Buffer; place: number }[] = []

  constructor(context: Context, fileId: string) {
    this.#context = context
    this.#fileId = fileId
  }

  async take(part: CamtPart): Promise<void> {
    switch (part.is) {
      case 'statement':
        return this.#begin(part.statement)
      case 'transaction':
        return this.#add(part.transaction)
      case 'pending':
        this.pending += 1
        return
      case 'end':
        return this.#end()
    }
  }

  async #begin(statement: CamtStatement): Promise<void> {
    this.statements += 1
    this.#statement = statement
    this.#sum = 0
    this.#credits = 0
    this.#paidOut = 0
    this.#paidOutCents = 0
    this.#place = 0
    this.#first = statement.first
    this.#last = statement.last
    this.#alike.clear()
    const { db, register, today } = this.#context
    const first = statement.first || today.toString()
    // Its key is only known at its end; by then it is there already, or is this one.
    const { id } = await db
      .insertInto('bank_statement')
      .values({
        ...{
          register: register.id,
          file_id: this.#fileId,
          key: hashOf([this.#fileId, this.statements]),
        },
        ...{ name: storable(statement.name), sequence: storable(statement.sequence) },
        ...{ first_day: first, last_day: statement.last || first },
        opening_cents: statement.opening?.cents ?? null,
        closing_cents: statement.closing?.cents ?? null,
        ...{ entries_cents: 0, credits: 0, debits: 0, debit_cents: 0 },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    this.#statementId = id
  }

  async #add(transaction: CamtTransaction): Promise<void> {
    const { day, cents, credit, reversal } = transaction
    this.#sum += credit ? cents : -cents
    if (this.#first === '' || day < this.#first) this.#first = day
    if (day > this.#last) this.#last = day
    if (credit) this.#credits += 1
    else {
      this.#paidOut += 1
      this.#paidOutCents += cents
      if (!reversal) {
        this.debits += 1
        return
      }
    }
    const same = keyOf(transaction).toString('hex')
    const ordinal = (this.#alike.get(same) ?? 0) + 1
    this.#alike.set(same, ordinal)
    this.#place += 1
    this.#waiting.push({ transaction, key: hashOf([same, ordinal]), place: this.#place })
    if (this.#waiting.length >= batch) await this.#write()
  }

  async #write(): Promise<void> {
    const rows = this.#waiting
    if (rows.length === 0) return
    this.#waiting = []
    const { db, register } = this.#context
    const kept = await db
      .insertInto('bank_line')
      .values(
        rows.map(({ transaction: one, key, place }) => ({
          ...{ register: register.id, statement_id: this.#statementId, key, place },
          ...{ booked_on: one.day, cents: one.cents },
          kind: kindOf(one),
          payer_name: storable(one.payerName).slice(0, 200),
          payer_iban: one.payerIban,
          reference: storable(one.reference).slice(0, 200),
          words: storable(one.words).slice(0, 1000),
          bank_reference: storable(one.bankReference).slice(0, 200),
          end_to_end: storable(one.endToEnd).slice(0, 100),
        })),
      )
      .onConflict((conflict) => conflict.columns(['register', 'key']).doNothing())
      .returning('id')
      .execute()
    this.lines += kept.length
    this.known += rows.length - kept.length
  }

  async #end(): Promise<void> {
    await this.#write()
    const { db, register } = this.#context
    const statement = this.#statement
    if (statement === undefined) return
    const { name, sequence, account, opening, closing } = statement
    const days = { first: this.#first, last: this.#last || this.#first }
    const key = hashOf([
      ...[account, name, sequence, days.first, days.last, opening?.cents, closing?.cents],
      ...[this.#sum, this.#credits, this.#paidOut],
    ])
    const there = await db
      .selectFrom('bank_statement')
      .where('register', '=', register.id)
      .where('key', '=', key)
      .select('id')
      .executeTakeFirst()
    if (there !== undefined) {
      const { numUpdatedRows } = await db
        .updateTable('bank_line')
        .set({ statement_id: there.id })
        .where('statement_id', '=', this.#statementId)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) {
        const of = { file_id: this.#fileId }
        await db.updateTable('bank_statement').set(of).where('id', '=', there.id).execute()
      }
      await db.deleteFrom('bank_statement').where('id', '=', this.#statementId).execute()
      return
    }
    await db
      .updateTable('bank_statement')
      .set({
        ...{ key, entries_cents: this.#sum, credits: this.#credits },
        ...{ debits: this.#paidOut, debit_cents: this.#paidOutCents },
        ...(days.first === '' ? {} : { first_day: days.first, last_day: days.last }),
      })
      .where('id', '=', this.#statementId)
      .execute()
  }
}

function kindOf({ credit, reversal }: CamtTransaction): BankLineKind {
  if (!credit) return 'reversal'
  return reversal ? 'returned' : 'credit'
}

// By the reference of the bank where it gives one, otherwise by all that it says.
function keyOf(transaction: CamtTransaction): Buffer {
  const { day, cents, credit, bankReference } = transaction
  if (bankReference !== '') return hashOf(['reference', day, cents, credit, bankReference])
  const { endToEnd, payerName, payerIban, reference, words } = transaction
  return hashOf(['words', day, cents, credit, endToEnd, payerName, payerIban, reference, words])
}

function hashOf(parts: readonly (string | number | boolean | undefined)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}
