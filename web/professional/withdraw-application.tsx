import { findApplication } from '#domain/certification/application/queries.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import { isCharged } from '#domain/money/invoice/charge-fee.ts'
import { tariffOn } from '#regulations/tariffs.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { inCertification } from '#web/professional/crumbs.ts'
import { applicationWord } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

/** Asks whether an application is really to be withdrawn, and says what that means. */
export async function askWithdrawApplication(visit: Visit): Promise<Response> {
  const file = await findApplication(visit.context, visit.param('id'))
  if (file === undefined || file.application.registrationId !== registrationOf(visit)) notFound()
  const { application, applicant } = file
  const { register, you, You, your, Your, say, certification, committee } = speechAbout(
    visit,
    application.kind,
  )
  const back = paths.applicationSent(register.id, application.id)
  if (!['submitted', 'returned', 'with-committee'].includes(application.status)) {
    const word = applicationWord(application.status, register)
    const tooLate = `Deze aanvraag ${say('kun je', 'kunt u')} niet meer intrekken: ${word}.`
    return leaveFor(visit, back, tooLate)
  }
  const last = applicant.validity?.last
  const charged = await isCharged(visit.context, { kind: 'application', aboutId: application.id })
  const held = applicant.temporary ? certification.temporary : certification
  return confirmPage(
    visit,
    {
      title: 'Aanvraag intrekken',
      heading: `${say('Wil je', 'Wilt u')} aanvraag ${application.number} intrekken?`,
      button: 'Aanvraag intrekken',
      danger: true,
      back: { label: 'Niet intrekken', href: back },
      ...inCertification(visit, { label: `Aanvraag ${application.number}`, href: back }),
    },
    <>
      <p class="lead">
        {committee.The} neemt er dan geen besluit over. {Your} activiteiten en wat {you} verder
        opgaf blijven staan, en {say('kun je', 'kunt u')} daarna weer wijzigen.
      </p>
      {application.status === 'returned' && <p>De termijn om iets aan te vullen vervalt.</p>}
      {charged && <p>Wat de aanvraag kost, {say('krijg je', 'krijgt u')} niet terug.</p>}
      {!charged && tariffOn(register, visit.context.today) !== undefined && (
        <p>
          Aan {your} facturen verandert niets: die horen bij {your} registratie en niet bij deze
          aanvraag.
        </p>
      )}
      {applicant.status === 'renewal-pending' && last !== undefined && (
        <Alert type="warning" title={`${Your} ${held.name} eindigt dan meteen`}>
          <p>
            {Your} periode liep tot en met {formatDay(last)}. Alleen door deze aanvraag{' '}
            {say('ben je', 'bent u')} nu nog {held.certified}.
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
  const { register, Your, say, certification } = speech(visit)
  const id = visit.param('id')
  const withdrawn = await withdrawApplication(visit.context, registrationOf(visit), id)
  switch (withdrawn.outcome) {
    case 'not-found':
      return notFound()
    case 'too-late': {
      const word = applicationWord(withdrawn.status, register)
      const said = `Deze aanvraag ${say('kun je', 'kunt u')} niet meer intrekken. De stand is: ${word}.`
      return leaveFor(visit, paths.applicationSent(register.id, id), said, 'warning')
    }
    case 'withdrawn': {
      const ended = withdrawn.expired ? ` ${Your} ${certification.name} is afgelopen.` : ''
      const said = `${Your} aanvraag is ingetrokken.${ended}`
      return leaveFor(visit, paths.certification(register.id), said)
    }
  }
}
