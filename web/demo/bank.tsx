import { Button, ButtonGroup, formatMoney, SummaryList } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

/** The bank of the demo, which is made up: where somebody pays what no money is paid for. */
export async function showDemoBank(visit: Visit): Promise<Response> {
  const { description, value } = paymentOf(visit)
  return titledPage(
    visit,
    { title: 'Een nagemaakte bank', hidden: true },
    <>
      <p>
        Dit is een nagemaakte bank voor het voorbeeld. Er gaat geen geld om. Buiten het voorbeeld
        staat hier de bank van wie betaalt, met iDEAL | Wero.
      </p>
      <SummaryList
        items={[
          { term: 'Aan', value: visit.context.register.organisation.bank.accountName },
          { term: 'Voor', value: description },
          { term: 'Bedrag', value: formatMoney(Number(value.replace('.', ''))) },
        ]}
      />
      <PageForm visit={visit}>
        <ButtonGroup>
          <Button name="doe" value="paid">
            Betalen
          </Button>
          <Button variant="secondary" name="doe" value="canceled">
            Niet betalen
          </Button>
        </ButtonGroup>
      </PageForm>
    </>,
  )
}

/** Pays or not, and leads back as a bank does. */
export function payAtDemoBank(visit: Visit): Response {
  const { id, redirectUrl } = paymentOf(visit)
  const isPaid = visit.form.value('doe') === 'paid'
  visit.context.platform.madeUpMollie?.settle(id, isPaid ? 'paid' : 'canceled')
  // By the path alone: a demo may be opened at another address than it knows of itself.
  const { pathname, search } = new URL(redirectUrl)
  return seeOther(`${pathname}${search}`)
}

function paymentOf({ context, param }: Visit) {
  return context.platform.madeUpMollie?.payments.get(param('payment')) ?? notFound()
}
