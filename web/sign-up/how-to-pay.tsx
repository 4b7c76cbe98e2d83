import { raw } from 'hono/html'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { voice } from '#language/voice.ts'
import { transferCode } from '#papers/epc.ts'
import { qrSvg } from '#papers/qr.ts'
import { groupedReference } from '#papers/reference.ts'
import type { Register } from '#regulations/register.ts'
import { formatMoney, SummaryList } from '#web/kit/index.ts'

/** Everything a bank asks for to pay what is open of an invoice, to copy and to scan. */
export function HowToPay(props: { readonly register: Register; readonly invoice: Invoice }) {
  const { register, invoice } = props
  const { your } = voice(register.address)
  const { bank } = register.organisation
  const amount = formatMoney(invoice.openCents)
  const reference = groupedReference(invoice.reference)
  const code = transferCode({
    name: bank.accountName,
    iban: bank.iban,
    cents: invoice.openCents,
    reference: invoice.reference,
  })
  return (
    <>
      <SummaryList
        items={[
          { term: 'Bedrag', value: amount },
          { term: 'Rekening', value: bank.iban.replace(/(.{4})(?=.)/g, '$1 ') },
          { term: 'Op naam van', value: bank.accountName },
          { term: 'Betalingskenmerk', value: reference },
          { term: 'Factuur', value: invoice.number },
          { term: 'Btw', value: invoice.vatGround },
        ]}
      />
      <h2>Betalen met {your} telefoon</h2>
      <p>Scan deze code met de app van {your} bank. Alles staat dan al ingevuld.</p>
      <div class="qr">
        {raw(qrSvg(code, `QR-code om ${amount} over te maken met kenmerk ${reference}`))}
      </div>
    </>
  )
}
