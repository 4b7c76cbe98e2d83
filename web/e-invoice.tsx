import type { Lack } from '#domain/money/e-invoice/draw-up-e-invoice.ts'
import { drawUpEInvoice } from '#domain/money/e-invoice/draw-up-e-invoice.ts'
import type { CreditNote, Invoice } from '#domain/money/invoice/queries.ts'
import { creditNotesOf } from '#domain/money/invoice/queries.ts'
import { xmlFile } from '#web/csv-file.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** By what address an invoice as data is fetched: its own, or the number of a credit note of it. */
export function dataNameOf(note?: Pick<CreditNote, 'number'>): string {
  return `${note?.number ?? 'factuur'}.xml`
}

/**
 * An invoice, or a credit note of it, as data, by what stands in the address. Where the register has not said enough of itself
 * for that, a page says what is missing; who keeps the register reads where it is filled in.
 */
export async function eInvoiceResponse(
  visit: Visit,
  invoice: Invoice,
  of: { readonly paper: string; readonly mark?: string; readonly forOffice?: boolean },
): Promise<Response> {
  const { context } = visit
  const notes = of.paper === dataNameOf() ? [] : await creditNotesOf(context, [invoice.id])
  const note = notes.find((one) => dataNameOf(one) === of.paper)
  if (of.paper !== dataNameOf() && note === undefined) return notFound()
  const { mark, forOffice = false } = of
  const drawn = await drawUpEInvoice(context, invoice, {
    ...(note && { note }),
    ...(mark !== undefined && { mark }),
  })
  if (drawn.outcome === 'lacks') return lacking(visit, drawn.lacks, forOffice)
  return xmlFile(drawn.fileName, [drawn.xml])
}

const lackWords: Readonly<Record<Lack, string>> = {
  kvk: 'het KvK-nummer van het register: acht cijfers',
  address: 'de straat en het huisnummer van het register',
  'postal-code-and-city': 'de postcode en de plaats van het register, zoals 1234 AB Voorbeeldstad',
  iban: 'een rekeningnummer (IBAN) dat klopt',
  'vat-or-tax-number': 'het btw-nummer van het register of, als dat er niet is, het RSIN',
  'vat-number': 'het btw-nummer van het register',
}

// What is set on the page of the organisation, and what in the file of the register alone.
const onPage: ReadonlySet<Lack> = new Set(['kvk', 'address', 'postal-code-and-city'])
const inFile: Readonly<Partial<Record<Lack, string>>> = {
  iban: 'organisation.bank.iban',
  'vat-or-tax-number': 'organisation.vatNumber of organisation.rsin',
  'vat-number': 'organisation.vatNumber',
}

function lacking(visit: Visit, lacks: readonly Lack[], forOffice: boolean): Promise<Response> {
  const { register } = visit.context
  return titledPage(
    visit,
    { title: 'De e-factuur kan nog niet worden gemaakt', hidden: true, status: 409 },
    forOffice ? (
      <>
        <p>Dit moet het register eerst invullen:</p>
        <ul>
          {lacks.map((lack) => (
            <li>
              {lackWords[lack]}.{' '}
              {onPage.has(lack) ? (
                <>
                  Dat doet de beheerder op{' '}
                  <a href={paths.adminOrganisation(register.id)}>de pagina Organisatie</a>.
                </>
              ) : (
                <>
                  Dat staat in het bestand van het register, bij <code>{inFile[lack]}</code>.
                </>
              )}
            </li>
          ))}
        </ul>
        <p>De factuur als PDF is er wel.</p>
      </>
    ) : (
      <p>
        {register.organisation.backOffice.name} moet daarvoor eerst iets van de eigen gegevens
        aanvullen. De factuur als PDF is er wel. Is een e-factuur nodig? Mail dan naar{' '}
        {register.organisation.email}.
      </p>
    ),
  )
}
