import { runningApplication } from '#domain/certification/application/queries.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { tick } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

/** Ends one's own registration, after it was said what that means. */
export const endRegistrationPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const member = (await findMember(context, registrationOf(visit))) ?? notFound()
    const running = await runningApplication(context, member.registrationId)
    return { member, running }
  },
  form: ({ context: { register } }) => {
    const { you } = voice(register.address)
    return form({
      sure: tick('zeker', 'Ja, ik wil me uitschrijven.', {
        required: `Zet een vinkje als ${you} zeker weet dat ${you} wilt stoppen.`,
      }),
    })
  },
  open: (visit, { running }) => running && applicationRuns(visit, running),
  page: (visit, { member }) => {
    const { register } = visit.context
    return {
      ...titled(visit),
      lead: <WhatItMeans register={register} />,
      version: member.version,
      button: (
        <ButtonGroup>
          <Button variant="danger">Uitschrijven</Button>
          <Button variant="link" href={paths.myData(register.id)}>
            Niet uitschrijven
          </Button>
        </ButtonGroup>
      ),
    }
  },
  save: async (visit, _, { member, running }) => {
    const { context, form: sent } = visit
    const { register } = context
    const { you, You, Your } = voice(register.address)
    const { registrationId } = member
    const version = versionIn(sent)
    const ended = await withdrawRegistration(context, { registrationId, version })
    switch (ended.outcome) {
      case 'withdrawn':
        visit.leave(`${You} bent uitgeschreven. ${You} krijgt een bevestiging per e-mail.`)
        return seeOther(paths.home(register.id))
      case 'application-running':
        return running === undefined
          ? seeOther(paths.endRegistration(register.id))
          : applicationRuns(visit, running)
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title={`${Your} registratie is intussen gewijzigd`} focus>
              <p>
                {Your} status is nu: {register.statuses[member.status].label}. Kijk of {you} nog
                wilt stoppen.
              </p>
            </Alert>
          ),
        }
      case 'unknown':
        notFound()
    }
  },
})

function titled({ context: { register } }: Visit) {
  return {
    title: 'Uitschrijven',
    heading: `Uitschrijven uit ${wording(register).register.the}`,
    current: paths.myData(register.id),
    breadcrumb: [{ label: 'Mijn gegevens', href: paths.myData(register.id) }],
  }
}

function applicationRuns(visit: Visit, running: { readonly id: string }): Promise<Response> {
  const { register } = visit.context
  const { You, your, say } = voice(register.address)
  return titledPage(
    visit,
    titled(visit),
    <Alert type="info" title={`${You} hebt een aanvraag lopen`}>
      <p>
        Trek eerst {your} aanvraag in. Daarna {say('kun je je', 'kunt u zich')} uitschrijven.{' '}
        <a href={paths.applicationSent(register.id, running.id)}>Naar {your} aanvraag</a>
      </p>
    </Alert>,
  )
}

function WhatItMeans({ register }: { readonly register: Register }) {
  const { you, your, say } = voice(register.address)
  return (
    <>
      <p>Als {say('je je', 'u zich')} uitschrijft:</p>
      <ul>
        <li>verdwijnt {your} naam meteen uit het openbare register;</li>
        <li>
          mag {you} {your} {wording(register).certificate.name} en keurmerk niet meer gebruiken;
        </li>
        <li>
          {say('krijg je', 'krijgt u')} geen facturen meer. De bijdrage van dit jaar{' '}
          {say('krijg je', 'krijgt u')} niet terug;
        </li>
        <li>{say('kun je je', 'kunt u zich')} later opnieuw aanmelden.</li>
      </ul>
    </>
  )
}
