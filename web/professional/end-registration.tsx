import { runningApplication } from '#domain/certification/application/queries.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkbox,
  ErrorSummary,
  Form,
  PageTitle,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

/** Says what ending a registration means, before anything ends. */
export function showEndRegistration(visit: Visit): Promise<Response> {
  return endPage(visit, [])
}

/** Ends one's own registration. */
export async function endRegistrationNow(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { you, You } = voice(register.address)
  if (form.value('zeker') !== 'ja') {
    return endPage(visit, [
      { field: 'zeker', message: `Zet een vinkje als ${you} zeker weet dat ${you} wilt stoppen.` },
    ])
  }
  const ended = await withdrawRegistration(context, {
    registrationId: registrationOf(visit),
    version: versionIn(form),
  })
  switch (ended.outcome) {
    case 'withdrawn':
      visit.leave(`${You} bent uitgeschreven. ${You} krijgt een bevestiging per e-mail.`)
      return seeOther(paths.home(register.id))
    case 'application-running':
      return endPage(visit, [])
    case 'stale':
      return endPage(visit, [], true)
    case 'unknown':
      notFound()
  }
}

async function endPage(
  visit: Visit,
  errors: readonly FieldError[],
  stale = false,
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, You, your, Your, say } = voice(register.address)
  const member = await findMember(context, registrationOf(visit))
  if (member === undefined) notFound()
  const running = await runningApplication(context, member.registrationId)
  const wrong = errors.length > 0
  return page(
    visit,
    {
      title: 'Uitschrijven',
      current: paths.myData(register.id),
      wrong,
      status: stale ? 409 : wrong ? 422 : 200,
      breadcrumb: [{ label: 'Mijn gegevens', href: paths.myData(register.id) }],
    },
    <>
      <ErrorSummary errors={errors} />
      {stale && (
        <Alert type="warning" title={`${Your} registratie is intussen gewijzigd`} focus>
          <p>
            {Your} status is nu: {register.statuses[member.status].label}. Kijk of {you} nog wilt
            stoppen.
          </p>
        </Alert>
      )}
      <PageTitle>Uitschrijven uit {wording(register).register.the}</PageTitle>
      {running !== undefined ? (
        <Alert type="info" title={`${You} hebt een aanvraag lopen`}>
          <p>
            Trek eerst {your} aanvraag in. Daarna {say('kun je je', 'kunt u zich')} uitschrijven.{' '}
            <a href={paths.applicationSent(register.id, running.id)}>Naar {your} aanvraag</a>
          </p>
        </Alert>
      ) : (
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
          <Form
            action={paths.endRegistration(register.id)}
            {...formTokens(visit, { _version: String(member.version) })}
          >
            <Checkbox
              name="zeker"
              label="Ja, ik wil me uitschrijven."
              error={errorAt(errors, 'zeker')}
            />
            <ButtonGroup>
              <Button variant="danger">Uitschrijven</Button>
              <Button variant="link" href={paths.myData(register.id)}>
                Niet uitschrijven
              </Button>
            </ButtonGroup>
          </Form>
        </>
      )}
    </>,
  )
}
