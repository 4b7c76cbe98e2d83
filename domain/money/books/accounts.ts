import type { JournalLineTable } from '#db/schema.ts'
import type { Register } from '#regulations/register.ts'

/** What an account of the books is for. */
export type AccountKey = JournalLineTable['account']

/** An account as the register calls it. */
export interface Account {
  readonly code: string
  readonly name: string
}

/** On which accounts a register books what. */
export function accountsOf({
  books,
}: Pick<Register, 'books'>): Readonly<Record<AccountKey, Account>> {
  return {
    debtors: read(books.debtors),
    bank: read(books.bank),
    online: read(books.online),
    unallocated: read(books.unallocated),
    vat: read(books.vat),
    'write-offs': read(books.writeOffs),
    year: read(books.year),
    application: read(books.application),
    accreditation: read(books.accreditation),
    objection: read(books.objection),
  }
}

// "1300 Debiteuren"
function read(text: string): Account {
  const at = text.indexOf(' ')
  return { code: text.slice(0, at), name: text.slice(at + 1).trim() }
}
