import {
  findEInvoicing,
  peppolSorts,
  readOin,
  readPeppolId,
} from '#domain/organisations/organisation/e-invoicing.ts'
import { setEInvoicing } from '#domain/organisations/sign-up/set-e-invoicing.ts'
import { formatList } from '#language/lists.ts'
import { form } from '#web/forms/form.tsx'
import { line } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

/** How an organisation gets invoices as data. */
export const eInvoicingPage = formPage({
  load: async (visit) => {
    const { organisation } = actingOf(visit)
    return { organisation, known: await findEInvoicing(visit.context, organisation.id) }
  },
  form: () =>
    form({
      reference: line('kenmerk', 'Eigen kenmerk', {
        hint: 'Bijvoorbeeld een kostenplaats of een ordernummer. Het staat op elke e-factuur.',
        most: 100,
      }),
      oin: line('oin', 'OIN', {
        hint: 'Twintig cijfers. Alleen overheden hebben dit nummer.',
        most: 40,
        inputmode: 'numeric',
        read: (typed) => {
          const oin = readOin(typed)
          if (typed === '' || oin !== undefined) return { text: oin ?? '' }
          return { message: 'Een OIN heeft twintig cijfers, bijvoorbeeld 00000001234567890000.' }
        },
      }),
      peppolId: line('peppol', 'Peppol-adres', {
        hint: `De code van het soort nummer, een dubbele punt en het nummer, zoals 0106:12345678. Dan zijn e-facturen geschikt voor Peppol. Leeg? Dan volgen ze de Nederlandse afspraken (NLCIUS).`,
        most: 80,
        read: (typed) => {
          const id = readPeppolId(typed)
          if (typed === '' || id !== undefined) return { text: id ?? '' }
          const sorts = Object.entries(peppolSorts).map(([code, name]) => `${code} (${name})`)
          return {
            message: `Begin met een van deze codes: ${formatList(sorts)}. Daarna een dubbele punt en het nummer.`,
          }
        },
      }),
    }),
  known: (_, { known }) => known,
  page: (visit, { organisation }) => {
    const { breadcrumb, ...place } = inOrganisation(visit)
    const href = paths.organisationInvoices(visit.context.register.id, organisation.id)
    return {
      title: 'E-facturen',
      ...place,
      breadcrumb: [...breadcrumb, { label: 'Facturen', href }],
      lead: (
        <p>
          Bij elke factuur staat een bestand (UBL) dat een boekhouding kan inlezen. Wat hier staat,
          komt daarin, ook bij eerdere facturen.
        </p>
      ),
      button: 'Bewaren',
      back: { label: 'Terug', href, link: true },
    }
  },
  save: async (visit, typed, { organisation: { id } }) => {
    const done = await setEInvoicing(visit.context, id, typed)
    const href = paths.organisationInvoices(visit.context.register.id, id)
    switch (done.outcome) {
      case 'set':
        return leaveFor(visit, href, 'Dit is bewaard.')
      case 'unchanged':
        return leaveFor(visit, href, 'Er is niets veranderd.', 'info')
      case 'not-allowed':
        return notFound()
    }
  },
})
