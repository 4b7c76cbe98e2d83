import { findApplication } from '#domain/certification/application/queries.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { applicationWord } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

/** Asks whether an application is really to be withdrawn, and says what that means. */
export async function askWithdrawApplication(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, You, Your, say } = voice(register.address)
  const { certification, committee } = wording(register)
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined || file.application.registrationId !== registrationOf(visit)) notFound()
  const { application, applicant } = file
  const back = paths.applicationSent(register.id, application.id)
  if (!['submitted', 'returned', 'with-committee'].includes(application.status)) {
    visit.leave(
      `Deze aanvraag ${say('kun je', 'kunt u')} niet meer intrekken: ${applicationWord(application.status, register)}.`,
    )
    return seeOther(back)
  }
  const last = applicant.validity?.last
  return confirmPage(
    visit,
    {
      title: 'Aanvraag intrekken',
      heading: `${say('Wil je', 'Wilt u')} aanvraag ${application.number} intrekken?`,
      button: 'Aanvraag intrekken',
      danger: true,
      back: { label: 'Niet intrekken', href: back },
      current: paths.certification(register.id),
      breadcrumb: [
        { label: certification.Name, href: paths.certification(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
    },
    <>
      <p class="lead">
        {committee.The} neemt er dan geen besluit over. {Your} activiteiten blijven staan.
      </p>
      {applicant.status === 'renewal-pending' && last !== undefined && (
        <Alert type="warning" title={`${Your} ${certification.name} eindigt dan meteen`}>
          <p>
            {Your} periode liep tot en met {formatDay(last)}. Alleen door deze aanvraag{' '}
            {say('ben je', 'bent u')} nu nog {certification.certified}.
          </p>
        </Alert>
      )}
      <p>
        {You} kunt daarna opnieuw aanvragen. Dan telt de dag waarop {you} dat doet.
      </p>
    </>,
  )
}

/** Withdraws the application. */
export async function sendWithdrawApplication(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { Your, say } = voice(register.address)
  const id = visit.param('id')
  const withdrawn = await withdrawApplication(context, registrationOf(visit), id)
  switch (withdrawn.outcome) {
    case 'not-found':
      return notFound()
    case 'too-late':
      visit.leave(
        `Deze aanvraag ${say('kun je', 'kunt u')} niet meer intrekken. De stand is: ${applicationWord(withdrawn.status, register)}.`,
        'warning',
      )
      return seeOther(paths.applicationSent(register.id, id))
    case 'withdrawn':
      visit.leave(
        withdrawn.expired
          ? `${Your} aanvraag is ingetrokken. ${Your} ${wording(register).certification.name} is afgelopen.`
          : `${Your} aanvraag is ingetrokken.`,
      )
      return seeOther(paths.certification(register.id))
  }
}
