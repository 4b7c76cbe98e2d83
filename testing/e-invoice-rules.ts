import assert from 'node:assert/strict'
import { SaxesParser } from 'saxes'

// The rules of EN 16931, of the Dutch NLCIUS and of Peppol BIS 3 that matter for what Peil sends, written from what the
// standards say and not from what makes it: a second reading of the XML, with the id of each rule that it breaks.

interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Node[]
  text: string
}

function parse(xml: string): Node {
  const parser = new SaxesParser()
  const stack: Node[] = []
  let root: Node | undefined
  parser.on('error', (error) => assert.fail(error.message))
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes }, children: [], text: '' }
    stack.at(-1)?.children.push(node)
    root ??= node
    stack.push(node)
  })
  parser.on('text', (text) => {
    const node = stack.at(-1)
    if (node !== undefined) node.text += text
  })
  parser.on('closetag', () => stack.pop())
  parser.write(xml).close()
  return root ?? assert.fail('no element')
}

/** The elements on a way of names, each without its prefix. */
function all(node: Node | undefined, way: string): readonly Node[] {
  let found: readonly Node[] = node === undefined ? [] : [node]
  for (const step of way.split('/')) {
    found = found.flatMap(({ children }) =>
      children.filter(({ name }) => name.replace(/^\w+:/, '') === step),
    )
  }
  return found
}

const one = (node: Node | undefined, way: string) => all(node, way)[0]
const said = (node: Node | undefined, way: string) => one(node, way)?.text.trim() ?? ''
const has = (node: Node | undefined, way: string) => said(node, way) !== ''

/** An amount in cents; EN 16931 allows two decimals and no more (BR-DEC). */
function cents(node: Node | undefined, way: string): number | undefined {
  const text = said(node, way)
  if (text === '') return undefined
  const [, minus = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? []
  assert.match(text, /^-?\d+(\.\d{1,2})?$/, `${way}: ${text} (BR-DEC)`)
  return Number(`${minus}${whole}${part.padEnd(2, '0')}`)
}

const sum = (numbers: readonly (number | undefined)[]) =>
  numbers.reduce<number>((all, one) => all + (one ?? 0), 0)

// In which order UBL 2.1 has what Peil writes at the head of a document.
const order = [
  ...['CustomizationID', 'ProfileID', 'ID', 'IssueDate', 'DueDate', 'InvoiceTypeCode'],
  ...['CreditNoteTypeCode', 'Note', 'DocumentCurrencyCode', 'AccountingCost', 'BuyerReference'],
  ...['InvoicePeriod', 'OrderReference', 'BillingReference', 'AccountingSupplierParty'],
  ...['AccountingCustomerParty', 'PayeeParty', 'Delivery', 'PaymentMeans', 'PaymentTerms'],
  ...['AllowanceCharge', 'TaxTotal', 'LegalMonetaryTotal', 'InvoiceLine', 'CreditNoteLine'],
]
const partyOrder = [
  ...['EndpointID', 'PartyIdentification', 'PartyName', 'PostalAddress', 'PartyTaxScheme'],
  ...['PartyLegalEntity', 'Contact'],
]

/** The ids of the rules that a document breaks, in their order; none where it is as it should be. */
export function brokenRules(xml: string): readonly string[] {
  const root = parse(xml)
  const credit = root.name === 'CreditNote'
  const broken = new Set<string>()
  const rule = (id: string, holds: boolean) => {
    if (!holds) broken.add(id)
  }
  const names = (node: Node | undefined) =>
    (node?.children ?? []).map(({ name }) => name.replace(/^\w+:/, ''))
  const inOrder = (found: readonly string[], wanted: readonly string[]) =>
    found.every((name, at) => {
      const before = found[at - 1]
      return (
        wanted.includes(name) &&
        (before === undefined || wanted.indexOf(before) <= wanted.indexOf(name))
      )
    })
  const empty = (node: Node): boolean =>
    (node.children.length === 0 && node.text.trim() === '') || node.children.some(empty)
  rule('UBL-ORDER', inOrder(names(root), order))
  rule('SI-UBL-2', !empty(root))
  const kind = credit ? 'CreditNote' : 'Invoice'
  rule('UBL-NS', root.attributes.xmlns === `urn:oasis:names:specification:ubl:schema:xsd:${kind}-2`)

  const rules = said(root, 'CustomizationID')
  const peppol =
    rules === 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
  const dutch = rules === 'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0'
  rule('BR-01', peppol || dutch || rules === 'urn:cen.eu:en16931:2017')
  rule(
    'PEPPOL-EN16931-R007',
    said(root, 'ProfileID') === 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
  )
  rule('BR-02', has(root, 'ID'))
  rule('BR-03', /^\d{4}-\d{2}-\d{2}$/.test(said(root, 'IssueDate')))
  rule('BR-04', said(root, `${kind}TypeCode`) === (credit ? '381' : '380'))
  rule('BR-05', said(root, 'DocumentCurrencyCode') === 'EUR')
  rule('BR-NL-2', has(root, 'BuyerReference') || has(root, 'OrderReference/ID'))

  const seller = one(root, 'AccountingSupplierParty/Party')
  const buyer = one(root, 'AccountingCustomerParty/Party')
  rule('UBL-ORDER', inOrder(names(seller), partyOrder) && inOrder(names(buyer), partyOrder))
  rule('BR-06', has(seller, 'PartyLegalEntity/RegistrationName'))
  rule('BR-07', has(buyer, 'PartyLegalEntity/RegistrationName'))
  rule('BR-09', said(seller, 'PostalAddress/Country/IdentificationCode') === 'NL')
  const land = said(buyer, 'PostalAddress/Country/IdentificationCode')
  rule('BR-11', /^[A-Z]{2}$/.test(land))
  const whole = (party: Node | undefined) =>
    ['StreetName', 'CityName', 'PostalZone'].every((part) => has(party, `PostalAddress/${part}`))
  rule('BR-NL-3', whole(seller))
  rule('BR-NL-4', land !== 'NL' || whole(buyer))
  const dutchId = (party: Node | undefined) => {
    const id = one(party, 'PartyLegalEntity/CompanyID')
    const scheme = id?.attributes.schemeID
    if (scheme === '0106') return /^\d{8}$/.test(id?.text ?? '')
    return scheme === '0190' && /^\d{20}$/.test(id?.text ?? '')
  }
  rule('BR-NL-1', dutchId(seller))
  // Whoever is in the Netherlands has a number there, or the Dutch rules are not claimed.
  rule('BR-NL-10', !(dutch || peppol) || land !== 'NL' || dutchId(buyer))
  if (peppol) {
    rule('PEPPOL-EN16931-R010', has(buyer, 'EndpointID'))
    rule('PEPPOL-EN16931-R020', has(seller, 'EndpointID'))
  }
  for (const party of [seller, buyer]) {
    const endpoint = one(party, 'EndpointID')
    rule('BR-62', endpoint === undefined || /^\d{4}$/.test(endpoint.attributes.schemeID ?? ''))
  }
  rule('BR-55', !credit || has(root, 'BillingReference/InvoiceDocumentReference/ID'))

  const means = one(root, 'PaymentMeans')
  rule('BR-NL-11', credit || means !== undefined)
  rule(
    'BR-NL-12',
    means === undefined ||
      ['30', '48', '49', '57', '58', '59'].includes(said(means, 'PaymentMeansCode')),
  )
  rule('BR-61', means === undefined || has(means, 'PayeeFinancialAccount/ID'))

  const lines = all(root, credit ? 'CreditNoteLine' : 'InvoiceLine')
  rule('BR-16', lines.length > 0)
  for (const line of lines) {
    rule('BR-21', has(line, 'ID'))
    rule('BR-22', has(line, credit ? 'CreditedQuantity' : 'InvoicedQuantity'))
    rule('BR-24', has(line, 'LineExtensionAmount'))
    rule('BR-25', has(line, 'Item/Name'))
    rule('BR-26', has(line, 'Price/PriceAmount'))
    rule('BR-27', (cents(line, 'Price/PriceAmount') ?? -1) >= 0)
    rule('BR-CO-04', has(line, 'Item/ClassifiedTaxCategory/ID'))
    const quantity = Number(said(line, credit ? 'CreditedQuantity' : 'InvoicedQuantity'))
    const price = cents(line, 'Price/PriceAmount') ?? 0
    rule('PEPPOL-EN16931-R120', cents(line, 'LineExtensionAmount') === Math.round(quantity * price))
  }
  const off = all(root, 'AllowanceCharge')
  for (const one of off) {
    rule('BR-31', (cents(one, 'Amount') ?? -1) >= 0)
    rule('BR-32', has(one, 'TaxCategory/ID'))
    rule('BR-33', has(one, 'AllowanceChargeReason'))
  }

  const total = one(root, 'LegalMonetaryTotal')
  const lineTotal = cents(total, 'LineExtensionAmount')
  const allowances = sum(off.map((one) => cents(one, 'Amount')))
  const taxExclusive = cents(total, 'TaxExclusiveAmount')
  const taxInclusive = cents(total, 'TaxInclusiveAmount')
  const tax = cents(root, 'TaxTotal/TaxAmount')
  rule('BR-CO-10', lineTotal === sum(lines.map((line) => cents(line, 'LineExtensionAmount'))))
  rule('BR-CO-11', (cents(total, 'AllowanceTotalAmount') ?? 0) === allowances)
  rule('BR-CO-13', taxExclusive === (lineTotal ?? 0) - allowances)
  rule('BR-CO-15', taxInclusive === (taxExclusive ?? 0) + (tax ?? 0))
  rule('BR-CO-16', cents(total, 'PayableAmount') === taxInclusive)
  rule(
    'BR-CO-25',
    (cents(total, 'PayableAmount') ?? 0) <= 0 ||
      has(root, 'DueDate') ||
      has(root, 'PaymentTerms/Note'),
  )

  const groups = all(root, 'TaxTotal/TaxSubtotal')
  rule('BR-CO-18', groups.length > 0)
  rule('BR-CO-14', tax === sum(groups.map((group) => cents(group, 'TaxAmount'))))
  const used = new Set([
    ...lines.map((line) => said(line, 'Item/ClassifiedTaxCategory/ID')),
    ...off.map((one) => said(one, 'TaxCategory/ID')),
  ])
  const groupCodes = groups.map((group) => said(group, 'TaxCategory/ID'))
  for (const code of used) rule(`BR-${code}-01`, groupCodes.includes(code))
  const vatId = all(seller, 'PartyTaxScheme').some((one) => said(one, 'TaxScheme/ID') === 'VAT')
  const anyId = has(seller, 'PartyTaxScheme/CompanyID')
  for (const group of groups) {
    const code = said(group, 'TaxCategory/ID')
    const percent = said(group, 'TaxCategory/Percent')
    const taxable = cents(group, 'TaxableAmount') ?? Number.NaN
    const amount = cents(group, 'TaxAmount') ?? Number.NaN
    const inCategory = sum(
      lines
        .filter((line) => said(line, 'Item/ClassifiedTaxCategory/ID') === code)
        .map((line) => cents(line, 'LineExtensionAmount')),
    )
    rule(`BR-${code}-08`, taxable === inCategory - allowances)
    const percents = [
      ...lines.map((line) => said(line, 'Item/ClassifiedTaxCategory/Percent')),
      ...off.map((one) => said(one, 'TaxCategory/Percent')),
    ]
    switch (code) {
      case 'S':
        rule('BR-S-02', vatId)
        rule('BR-S-05', Number(percent) > 0 && percents.every((one) => one === percent))
        // To the cent, but for the one by which a price with VAT in it is rounded.
        rule('BR-S-09', Math.abs(amount - (taxable * Number(percent)) / 100) <= 1.5)
        rule('BR-S-10', !has(group, 'TaxCategory/TaxExemptionReason'))
        break
      case 'Z':
        rule('BR-Z-02', anyId)
        rule('BR-Z-05', Number(percent) === 0)
        rule('BR-Z-09', amount === 0)
        rule('BR-Z-10', !has(group, 'TaxCategory/TaxExemptionReason'))
        break
      case 'E':
        rule('BR-E-02', anyId)
        rule('BR-E-05', percent === '0' && percents.every((one) => one === '0'))
        rule('BR-E-09', amount === 0)
        rule('BR-E-10', has(group, 'TaxCategory/TaxExemptionReason'))
        break
      case 'O':
        rule('BR-O-02', !vatId)
        rule('BR-O-05', percent === '' && percents.every((one) => one === ''))
        rule('BR-O-09', amount === 0)
        rule('BR-O-10', has(group, 'TaxCategory/TaxExemptionReason'))
        break
      default:
        rule('BR-CO-17', false)
    }
  }
  const vatNumber = all(seller, 'PartyTaxScheme').find((one) => said(one, 'TaxScheme/ID') === 'VAT')
  rule('BR-CO-09', vatNumber === undefined || /^[A-Z]{2}/.test(said(vatNumber, 'CompanyID')))
  return [...broken].toSorted()
}
