import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { transferCode } from './epc.ts'
import { qrPath } from './qr.ts'
import { groupedReference } from './reference.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** How VAT applies, with the ground that the invoice must name. The rate is in whole percents. */
export type Vat =
  | { readonly treatment: 'exempt' | 'out-of-scope'; readonly ground: string }
  | { readonly treatment: 'included'; readonly rate: number; readonly ground?: string }
  | { readonly treatment: 'excluded'; readonly rate: number; readonly ground?: string }

/** One thing that is charged, in cents, as the tariff of the register states it. */
export type InvoiceLine = {
  readonly description: string
  readonly cents: number
}

/** What an invoice says. Days are ISO text. */
export type InvoiceData = {
  readonly register: DocumentRegister
  readonly number: string
  readonly recipient: Addressee
  readonly invoiceDate: string
  readonly dueDate: string
  readonly lines: readonly InvoiceLine[]
  readonly vat: Vat
  /** The creditor reference of ISO 11649, without spaces. */
  readonly reference: string
  /** The day on which it was paid, for a copy made afterwards. */
  readonly paidOn?: string
}

/** What a credit note says: which invoice it takes back, wholly or a part of it, and why. Days are ISO text. */
export type CreditNoteData = {
  readonly register: DocumentRegister
  readonly number: string
  readonly recipient: Addressee
  readonly date: string
  readonly invoice: { readonly number: string; readonly date: string }
  readonly amounts: InvoiceAmounts
  /** Whether it takes back all of the invoice; left out of those that were issued before there were parts. */
  readonly whole?: boolean
  /** Names the ground that the invoice named. */
  readonly ground: string
  readonly reason: string
}

/** What an invoice comes to, in cents. */
export type InvoiceAmounts = {
  readonly net: number
  readonly vat: number
  readonly total: number
}

/** Splits the lines into net amount, VAT and what there is to pay; VAT is rounded half up, once. */
export function invoiceAmounts(lines: readonly InvoiceLine[], vat: Vat): InvoiceAmounts {
  const sum = lines.reduce((cents, line) => cents + line.cents, 0)
  switch (vat.treatment) {
    case 'exempt':
    case 'out-of-scope':
      return { net: sum, vat: 0, total: sum }
    case 'included': {
      const net = Math.round((sum * 100) / (100 + vat.rate))
      return { net, vat: sum - net, total: sum }
    }
    case 'excluded': {
      const added = Math.round((sum * vat.rate) / 100)
      return { net: sum, vat: added, total: sum + added }
    }
  }
}

/** The invoice as a PDF, with its reference and a code that a banking app can scan. */
export function invoice(data: InvoiceData): Promise<MadeDocument> {
  const amounts = invoiceAmounts(data.lines, data.vat)
  const code = transferCode({
    name: data.register.accountName,
    iban: data.register.iban,
    cents: amounts.total,
    reference: data.reference,
  })
  return typeset({
    template: 'invoice',
    title: `Factuur ${data.number}`,
    fileName: invoiceName(data),
    day: data.paidOn ?? data.invoiceDate,
    register: data.register,
    data: {
      number: data.number,
      recipient: data.recipient,
      invoiceDate: formatDay(data.invoiceDate),
      dueDate: formatDay(data.dueDate),
      paidOn: data.paidOn === undefined ? null : formatDay(data.paidOn),
      lines: data.lines.map((line) => ({
        description: line.description,
        price: formatMoney(line.cents),
      })),
      vat: vatWords(data.vat),
      net: formatMoney(amounts.net),
      vatAmount: formatMoney(amounts.vat),
      total: formatMoney(amounts.total),
      iban: data.register.iban.replace(/(.{4})(?=.)/g, '$1 '),
      reference: groupedReference(data.reference),
      qr: qrPath(code),
    },
  })
}

function vatWords(vat: Vat) {
  const ground = vat.ground ?? null
  switch (vat.treatment) {
    case 'exempt': {
      const label = 'Vrijgesteld van btw'
      // A ground that says no more than that is not said twice.
      return { treatment: vat.treatment, label, ground: ground === label ? null : ground }
    }
    case 'out-of-scope': {
      const label = 'Valt buiten de btw'
      return { treatment: vat.treatment, label, ground: ground === label ? null : ground }
    }
    case 'included':
      return { treatment: vat.treatment, label: `Waarvan btw ${vat.rate}%`, ground }
    case 'excluded':
      return { treatment: vat.treatment, label: `Btw ${vat.rate}%`, ground }
  }
}

/** What it is called when it is downloaded, without its ending. */
export function invoiceName(data: InvoiceData): string {
  return `factuur-${data.number}`
}

/** The credit note as a PDF: the amounts that are taken back, with their VAT. */
export function creditNote(data: CreditNoteData): Promise<MadeDocument> {
  const { net, vat, total } = data.amounts
  return typeset({
    template: 'credit-note',
    title: `Creditnota ${data.number}`,
    fileName: creditNoteName(data),
    day: data.date,
    register: data.register,
    data: {
      number: data.number,
      recipient: data.recipient,
      date: formatDay(data.date),
      invoice: data.invoice.number,
      invoiceDate: formatDay(data.invoice.date),
      whole: data.whole ?? true,
      credited: formatMoney(total),
      net: formatMoney(-net),
      vat: formatMoney(-vat),
      total: formatMoney(-total),
      ground: data.ground,
      reason: data.reason,
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function creditNoteName(data: CreditNoteData): string {
  return `creditnota-${data.number}`
}
