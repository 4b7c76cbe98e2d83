import { findApplication } from '#domain/application/queries.ts'
import { withdrawApplication } from '#domain/application/withdraw-application.ts'
import { formTokens } from '#web/answers.ts'
import { applicationWord } from '#web/application-words.tsx'
import { Alert, Button, ButtonGroup, Form, formatDay, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

/** Asks whether an application is really to be withdrawn, and says what that means. */
export async function askWithdrawApplication(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined || file.application.registrationId !== registrationOf(visit)) notFound()
  const { application, applicant } = file
  const back = paths.applicationSent(register.id, application.id)
  if (!['submitted', 'returned', 'with-committee'].includes(application.status)) {
    visit.leave(`Deze aanvraag kun je niet meer intrekken: ${applicationWord(application.status)}.`)
    return seeOther(back)
  }
  const last = applicant.validity?.last
  return page(
    visit,
    {
      title: 'Aanvraag intrekken',
      current: paths.certification(register.id),
      breadcrumb: [
        { label: 'Certificering', href: paths.certification(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
    },
    <>
      <PageTitle>Wil je aanvraag {application.number} intrekken?</PageTitle>
      <p class="lead">
        De commissie neemt er dan geen besluit over. Je activiteiten blijven staan.
      </p>
      {applicant.status === 'renewal-pending' && last !== undefined && (
        <Alert type="warning" title="Je certificering eindigt dan meteen">
          <p>
            Je periode liep tot en met {formatDay(last)}. Alleen door deze aanvraag ben je nu nog
            gecertificeerd.
          </p>
        </Alert>
      )}
      <p>Je kunt daarna opnieuw aanvragen. Dan telt de dag waarop je dat doet.</p>
      <Form action={paths.withdrawApplication(register.id, application.id)} {...formTokens(visit)}>
        <ButtonGroup>
          <Button variant="danger">Aanvraag intrekken</Button>
          <Button variant="secondary" href={back}>
            Niet intrekken
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

/** Withdraws the application. */
export async function sendWithdrawApplication(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const id = visit.param('id')
  const withdrawn = await withdrawApplication(context, registrationOf(visit), id)
  switch (withdrawn.outcome) {
    case 'not-found':
      return notFound()
    case 'too-late':
      visit.leave(
        `Deze aanvraag kun je niet meer intrekken. De stand is: ${applicationWord(withdrawn.status)}.`,
        'warning',
      )
      return seeOther(paths.applicationSent(register.id, id))
    case 'withdrawn':
      visit.leave(
        withdrawn.expired
          ? 'Je aanvraag is ingetrokken. Je certificering is afgelopen.'
          : 'Je aanvraag is ingetrokken.',
      )
      return seeOther(paths.certification(register.id))
  }
}
