import type { CreditNote, Invoice } from '#domain/money/invoice/queries.ts'
import { findCharged } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import type { EInvoicing } from '#domain/organisations/organisation/e-invoicing.ts'
import { findEInvoicing } from '#domain/organisations/organisation/e-invoicing.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { readIban } from '#language/iban.ts'
import type { EInvoice, EInvoiceParty, EInvoiceSeller } from '#papers/e-invoice.ts'
import { eInvoice } from '#papers/e-invoice.ts'
import type { InvoiceLine, Vat } from '#papers/invoice.ts'
import type { Register } from '#regulations/register.ts'

/** What a register has to say of itself before its invoices can be data, in the order in which it is told. */
export type Lack =
  | 'kvk'
  | 'address'
  | 'postal-code-and-city'
  | 'iban'
  /** What is taxed or exempt names a number for VAT, or the one by which the tax authority knows the seller. */
  | 'vat-or-tax-number'
  /** What is taxed names the number for VAT itself. */
  | 'vat-number'

export type DrawnUp =
  | { readonly outcome: 'made'; readonly fileName: string; readonly xml: string }
  | { readonly outcome: 'lacks'; readonly lacks: readonly Lack[] }

/**
 * An invoice, or a credit note of it, as data (UBL): what was charged and to whom as it was sent, and the register as it is
 * now. By what the receiver knows it is what whoever passed it on gave with it, what the organisation said of itself, or the
 * number of whose registration it is for.
 */
export async function drawUpEInvoice(
  context: Context,
  invoice: Invoice,
  of: { readonly note?: CreditNote; readonly mark?: string } = {},
): Promise<DrawnUp> {
  const { register } = context
  const charged = await findCharged(context, invoice)
  const lacks = lacksOf(register, charged.vat)
  if (lacks.length > 0) return { outcome: 'lacks', lacks }
  const payer = await findPayer(context, invoice)
  const buyer = charged.buyer ?? payer?.buyer
  if (buyer === undefined) throw new Error(`nobody owes ${invoice.number}`)
  const organisation =
    invoice.organisationId === undefined
      ? undefined
      : {
          ...(await findEInvoicing(context, invoice.organisationId)),
          kvk: (await findOrganisation(context, invoice.organisationId))?.kvk,
        }
  const { note } = of
  const known = {
    seller: sellerOf(register),
    buyer: { ...buyer, ...numbersOf(organisation) },
    buyerReference: of.mark || organisation?.reference || payer?.member?.number || 'Niet opgegeven',
    vat: charged.vat,
    pay: { iban: register.organisation.bank.iban, reference: invoice.reference },
  }
  const bill: EInvoice =
    note === undefined
      ? {
          ...known,
          kind: 'invoice',
          number: invoice.number,
          issuedOn: invoice.issuedOn.toString(),
          dueOn: invoice.dueOn.toString(),
          lines: charged.lines,
          amounts: { net: invoice.netCents, vat: invoice.vatCents, total: invoice.totalCents },
          ...(invoice.kind === 'year' && {
            covers: { first: invoice.coversFirst.toString(), last: invoice.coversLast.toString() },
          }),
        }
      : {
          ...known,
          kind: 'credit-note',
          number: note.number,
          issuedOn: note.madeOn.toString(),
          credits: { number: invoice.number },
          lines: [lineOf(invoice, note, charged.vat)],
          amounts: { net: note.netCents, vat: note.vatCents, total: note.totalCents },
        }
  const name = note === undefined ? `factuur-${invoice.number}` : `creditnota-${note.number}`
  return { outcome: 'made', fileName: `${name}.xml`, xml: eInvoice(bill) }
}

function lineOf(invoice: Invoice, note: CreditNote, vat: Vat): InvoiceLine {
  const part = note.totalCents === invoice.totalCents ? '' : 'een deel van '
  return {
    description: `Creditering van ${part}factuur ${invoice.number}: ${note.reason}`,
    cents: vat.treatment === 'included' ? note.totalCents : note.netCents,
  }
}

/** What a register has to fill in before its invoices with such VAT can be data. */
export function lacksOf({ organisation }: Pick<Register, 'organisation'>, vat: Vat): Lack[] {
  const { kvk, address, postalCodeAndCity, bank, vatNumber, rsin } = organisation
  const taxed = vat.treatment === 'included' || vat.treatment === 'excluded'
  const lacks: readonly (Lack | false)[] = [
    !/^\d{8}$/.test(kvk) && 'kvk',
    address.every((line) => line.trim() === '') && 'address',
    postcodeAndCity(postalCodeAndCity) === undefined && 'postal-code-and-city',
    readIban(bank.iban) === undefined && 'iban',
    taxed && vatNumber === undefined && 'vat-number',
    vat.treatment === 'exempt' &&
      vatNumber === undefined &&
      rsin === undefined &&
      'vat-or-tax-number',
  ]
  return lacks.filter((one) => one !== false)
}

function sellerOf({ name, organisation }: Register): EInvoiceSeller {
  const { foundation, address, kvk, vatNumber, rsin, backOffice, email, telephone } = organisation
  const town = postcodeAndCity(organisation.postalCodeAndCity)
  return {
    name: foundation,
    tradeName: name,
    street: address.join(', '),
    postcode: town?.postcode ?? '',
    city: town?.city ?? '',
    country: 'NL',
    legalId: { scheme: '0106', id: kvk },
    endpoint: { scheme: '0106', id: kvk },
    ...(vatNumber !== undefined && { vatNumber }),
    ...(rsin !== undefined && { taxNumber: rsin }),
    contact: { name: backOffice.name, email, ...(telephone !== undefined && { telephone }) },
  }
}

// "1234 AB Voorbeeldstad" in its parts.
function postcodeAndCity(text: string) {
  const [, digits, letters, city] = /^\s*(\d{4})\s*([A-Z]{2})\s+(\S.*?)\s*$/.exec(text) ?? []
  return city === undefined ? undefined : { postcode: `${digits} ${letters}`, city }
}

// A part of government is known by its OIN, others by their number in the trade register.
function numbersOf(
  organisation: (EInvoicing & { readonly kvk: string | undefined }) | undefined,
): Pick<EInvoiceParty, 'legalId' | 'endpoint'> {
  if (organisation === undefined) return {}
  const { oin, kvk, peppolId } = organisation
  const [scheme = '', id = ''] = peppolId.split(/:(.*)/)
  const number = oin || (scheme === '0190' ? id : '')
  const inTrade = kvk ?? (scheme === '0106' ? id : undefined)
  return {
    ...(number !== ''
      ? { legalId: { scheme: '0190', id: number } }
      : inTrade !== undefined && { legalId: { scheme: '0106', id: inTrade } }),
    ...(peppolId !== '' && { endpoint: { scheme, id } }),
  }
}
