import { escaped } from './escaped.ts'
import type { InvoiceAmounts, InvoiceLine, Vat } from './invoice.ts'

/** Who sends or gets an electronic invoice. Empty text is left out. */
export type EInvoiceParty = {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  /** Two capital letters, ISO 3166. */
  readonly country: string
  /** Its number in the trade register (0106), or as a part of government (0190: OIN). */
  readonly legalId?: { readonly scheme: '0106' | '0190'; readonly id: string }
  /** Where it is reached in Peppol: the code of the sort of number and the number. */
  readonly endpoint?: { readonly scheme: string; readonly id: string }
}

/** What whoever sends it says of itself beyond that. */
export type EInvoiceSeller = EInvoiceParty & {
  readonly tradeName: string
  readonly vatNumber?: string
  /** The number by which the tax authority knows it, where it has none for VAT. */
  readonly taxNumber?: string
  readonly contact: { readonly name: string; readonly email: string; readonly telephone?: string }
}

/** An invoice or a credit note as data. Days are ISO text, money is in cents. */
export type EInvoice = {
  readonly number: string
  readonly issuedOn: string
  readonly seller: EInvoiceSeller
  readonly buyer: EInvoiceParty
  /** By what the receiver knows it; the Dutch rules want one. */
  readonly buyerReference: string
  /** As the tariff states them, with what goes off below nought. */
  readonly lines: readonly InvoiceLine[]
  readonly vat: Vat
  readonly amounts: InvoiceAmounts
  readonly pay: { readonly iban: string; readonly reference: string }
  /** The days that it is for. */
  readonly covers?: { readonly first: string; readonly last: string }
} & (
  | { readonly kind: 'invoice'; readonly dueOn: string }
  /** Which invoice it takes back. */
  | { readonly kind: 'credit-note'; readonly credits: { readonly number: string } }
)

const space = 'urn:oasis:names:specification:ubl:schema:xsd:'

/**
 * An invoice or a credit note in UBL 2.1: by the rules of Peppol (BIS Billing 3.0) where the receiver is in that network, by
 * the Dutch ones (NLCIUS, SI-UBL 2.0) for others, and for whoever has no number of a business by EN 16931 alone. What is charged with its VAT in it stands there without, as EN 16931 wants
 * it; what goes off is an allowance on the whole.
 */
export function eInvoice(bill: EInvoice): string {
  const root = bill.kind === 'invoice' ? 'Invoice' : 'CreditNote'
  const charged = withoutVat(bill)
  const plus = charged.filter(({ cents }) => cents >= 0)
  const minus = charged.filter(({ cents }) => cents < 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<${root} xmlns="${space}${root}-2" xmlns:cac="${space}CommonAggregateComponents-2" xmlns:cbc="${space}CommonBasicComponents-2">`,
    b('CustomizationID', rulesFor(bill.buyer)),
    b('ProfileID', 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'),
    b('ID', bill.number),
    b('IssueDate', bill.issuedOn),
    bill.kind === 'invoice' ? b('DueDate', bill.dueOn) : '',
    bill.kind === 'invoice' ? b('InvoiceTypeCode', '380') : b('CreditNoteTypeCode', '381'),
    b('DocumentCurrencyCode', 'EUR'),
    b('BuyerReference', bill.buyerReference),
    bill.covers === undefined
      ? ''
      : a('InvoicePeriod', b('StartDate', bill.covers.first), b('EndDate', bill.covers.last)),
    bill.kind === 'invoice'
      ? ''
      : a('BillingReference', a('InvoiceDocumentReference', b('ID', bill.credits.number))),
    a('AccountingSupplierParty', sellerOf(bill)),
    a('AccountingCustomerParty', buyerOf(bill.buyer)),
    a(
      'PaymentMeans',
      b('PaymentMeansCode', '58'),
      b('PaymentID', bill.pay.reference),
      a('PayeeFinancialAccount', b('ID', bill.pay.iban)),
    ),
    bill.kind === 'invoice'
      ? ''
      : a('PaymentTerms', b('Note', `Wordt verrekend met factuur ${bill.credits.number}.`)),
    ...minus.map(({ description, cents }) =>
      a(
        'AllowanceCharge',
        b('ChargeIndicator', 'false'),
        b('AllowanceChargeReason', description),
        money('Amount', -cents),
        categoryOf('TaxCategory', bill.vat),
      ),
    ),
    a(
      'TaxTotal',
      money('TaxAmount', bill.amounts.vat),
      a(
        'TaxSubtotal',
        money('TaxableAmount', bill.amounts.net),
        money('TaxAmount', bill.amounts.vat),
        categoryOf('TaxCategory', bill.vat, 'with its ground'),
      ),
    ),
    a(
      'LegalMonetaryTotal',
      money('LineExtensionAmount', sumOf(plus)),
      money('TaxExclusiveAmount', bill.amounts.net),
      money('TaxInclusiveAmount', bill.amounts.total),
      minus.length === 0 ? '' : money('AllowanceTotalAmount', -sumOf(minus)),
      money('PayableAmount', bill.amounts.total),
    ),
    ...plus.map((line, at) => lineOf(bill, line, at + 1)),
    `</${root}>\n`,
  ].join('')
}

// The Dutch rules and those of Peppol want a number of whoever is in the Netherlands, which a person does not have.
function rulesFor({ country, legalId, endpoint }: EInvoiceParty): string {
  const core = 'urn:cen.eu:en16931:2017'
  if (country === 'NL' && legalId === undefined) return core
  return endpoint === undefined
    ? `${core}#compliant#urn:fdc:nen.nl:nlcius:v1.0`
    : `${core}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`
}

// Each line without the VAT that is in it, rounded so that together they come to the net amount.
function withoutVat({ lines, vat, amounts }: EInvoice): readonly InvoiceLine[] {
  if (vat.treatment !== 'included') return lines
  const net = lines.map(({ description, cents }) => ({
    description,
    cents: Math.round((cents * 100) / (100 + vat.rate)),
  }))
  const [first, ...others] = net
  if (first === undefined) return net
  return [{ ...first, cents: first.cents + amounts.net - sumOf(net) }, ...others]
}

function sumOf(lines: readonly InvoiceLine[]): number {
  return lines.reduce((sum, { cents }) => sum + cents, 0)
}

function lineOf({ kind, vat }: EInvoice, { description, cents }: InvoiceLine, at: number): string {
  const [line, quantity] =
    kind === 'invoice'
      ? ['InvoiceLine', 'InvoicedQuantity']
      : ['CreditNoteLine', 'CreditedQuantity']
  return a(
    line,
    b('ID', String(at)),
    b(quantity, '1', 'unitCode="C62"'),
    money('LineExtensionAmount', cents),
    a('Item', b('Name', description), categoryOf('ClassifiedTaxCategory', vat)),
    a('Price', money('PriceAmount', cents)),
  )
}

// S, Z, E or O of the list of codes of the United Nations (5305): taxed, at nought, exempt, outside the scope of VAT.
function categoryOf(name: string, vat: Vat, ground?: 'with its ground'): string {
  const scheme = a('TaxScheme', b('ID', 'VAT'))
  switch (vat.treatment) {
    case 'included':
    case 'excluded':
      return a(name, b('ID', vat.rate === 0 ? 'Z' : 'S'), b('Percent', String(vat.rate)), scheme)
    case 'exempt':
    case 'out-of-scope': {
      const exempt = vat.treatment === 'exempt'
      const why = vat.ground || (exempt ? 'Vrijgesteld van btw' : 'Valt buiten de btw')
      return a(
        name,
        b('ID', exempt ? 'E' : 'O'),
        exempt ? b('Percent', '0') : '',
        ground === undefined ? '' : b('TaxExemptionReason', why),
        scheme,
      )
    }
  }
}

function sellerOf({ seller, vat }: EInvoice): string {
  const { vatNumber, taxNumber, contact } = seller
  // What is outside the scope of VAT names no number for it.
  const known = vat.treatment === 'out-of-scope' ? undefined : (vatNumber ?? taxNumber)
  const scheme = vatNumber === undefined ? 'TAX' : 'VAT'
  return a(
    'Party',
    endpointOf(seller.endpoint),
    a('PartyName', b('Name', seller.tradeName)),
    addressOf(seller),
    known === undefined
      ? ''
      : a('PartyTaxScheme', b('CompanyID', known), a('TaxScheme', b('ID', scheme))),
    legalEntityOf(seller),
    a(
      'Contact',
      b('Name', contact.name),
      b('Telephone', contact.telephone ?? ''),
      b('ElectronicMail', contact.email),
    ),
  )
}

function buyerOf(buyer: EInvoiceParty): string {
  return a('Party', endpointOf(buyer.endpoint), addressOf(buyer), legalEntityOf(buyer))
}

function endpointOf(endpoint: EInvoiceParty['endpoint']): string {
  return endpoint === undefined
    ? ''
    : b('EndpointID', endpoint.id, `schemeID="${escaped(endpoint.scheme)}"`)
}

function addressOf({ street, city, postcode, country }: EInvoiceParty): string {
  return a(
    'PostalAddress',
    b('StreetName', street),
    b('CityName', city),
    b('PostalZone', postcode),
    a('Country', b('IdentificationCode', country)),
  )
}

function legalEntityOf({ name, legalId }: EInvoiceParty): string {
  return a(
    'PartyLegalEntity',
    b('RegistrationName', name),
    legalId === undefined ? '' : b('CompanyID', legalId.id, `schemeID="${legalId.scheme}"`),
  )
}

function money(name: string, cents: number): string {
  return b(name, (cents / 100).toFixed(2), 'currencyID="EUR"')
}

// An element with text; without any it is left out, as the Dutch rules want it.
function b(name: string, text: string, attributes = ''): string {
  const clean = escaped(text.replace(unwritable, '')).trim()
  const opening = attributes === '' ? name : `${name} ${attributes}`
  return clean === '' ? '' : `<cbc:${opening}>${clean}</cbc:${name}>`
}

function a(name: string, ...parts: readonly string[]): string {
  return `<cac:${name}>${parts.join('')}</cac:${name}>`
}

// What XML 1.0 cannot hold.
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
