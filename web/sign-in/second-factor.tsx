import { raw } from 'hono/html'
import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import { findAccount } from '#domain/people/account/queries.ts'
import { secretUri } from '#domain/people/account/second-factor.ts'
import {
  prepareSecondFactor,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import { voice } from '#language/voice.ts'
import { qrSvg } from '#papers/qr.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, Details, ErrorSummary, Field, Form, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'
import { sessionToken, userAgent } from '#web/session-cookie.ts'
import { homeOf, safeReturn } from '#web/sign-in/return-path.ts'
import { tooOften } from '#web/sign-in/sign-in.tsx'

const wrongCode =
  'Deze code klopt niet. Wacht tot de app een nieuwe code laat zien en vul die in. Elke code werkt één keer.'

/** Asks for the code of the second step, or leads to its set-up when there is none yet. */
export async function showSecondFactor(visit: Visit): Promise<Response> {
  const { context } = visit
  const { accountId, secondFactor } = accountOf(visit)
  const back = backOf(visit)
  if (secondFactor) return seeOther(back ?? (await homeOf(visit, accountId)))
  const account = await findAccount(context.db, context.register.id, accountId)
  if (account?.hasSecondFactor !== true) {
    return seeOther(paths.secondFactorSetUp(context.register.id, { terug: back }))
  }
  return codePage(visit, [])
}

/** Checks the code; the session goes on under a new token. */
export async function enterSecondFactor(visit: Visit): Promise<Response> {
  const { You } = voice(visit.context.register.address)
  const { context, form } = visit
  const { accountId } = accountOf(visit)
  const token = sessionToken(visit) ?? notFound()
  const checked = await checkSecondFactor(context, {
    accountId,
    code: form.value('code'),
    sessionToken: token,
    userAgent: userAgent(visit),
  })
  const back = backOf(visit)
  switch (checked.outcome) {
    case 'verified':
      visit.setSession(checked.token)
      if (checked.recoveryCodesLeft !== undefined) {
        visit.leave(
          `${You} hebt een herstelcode gebruikt. Er zijn er nog ${checked.recoveryCodesLeft} over.`,
          'warning',
        )
      }
      return seeOther(back ?? (await homeOf(visit, accountId)))
    case 'not-set-up':
      return seeOther(paths.secondFactorSetUp(context.register.id, { terug: back }))
    case 'wrong-code':
      return codePage(visit, [{ field: 'code', message: wrongCode }])
    case 'too-often':
      return codePage(visit, [{ field: 'code', message: tooOften(checked.minutes, 'het opnieuw') }])
  }
}

/** The page to set up the second step: a QR code for the app, and a first code to confirm it. */
export async function showSetUp(visit: Visit): Promise<Response> {
  return setUpPage(visit, [])
}

/** Makes the secret, or confirms it by the first code and shows the recovery codes once. */
export async function confirmSetUp(visit: Visit): Promise<Response> {
  const { Your } = voice(visit.context.register.address)
  const { context, form } = visit
  const { accountId } = accountOf(visit)
  const back = backOf(visit)
  if (form.value('begin') === 'ja') {
    await prepareSecondFactor(context, accountId)
    return seeOther(paths.secondFactorSetUp(context.register.id, { terug: back }))
  }
  const token = sessionToken(visit) ?? notFound()
  const done = await setUpSecondFactor(context, {
    accountId,
    code: form.value('code'),
    sessionToken: token,
    userAgent: userAgent(visit),
  })
  switch (done.outcome) {
    case 'set-up': {
      visit.setSession(done.token)
      const onward = back ?? (await homeOf(visit, accountId))
      return recoveryCodesPage(visit, done.recoveryCodes, onward, `${Your} tweede stap staat aan`)
    }
    case 'already-set-up':
      visit.leave(`${Your} tweede stap stond al aan.`, 'info')
      return seeOther(paths.secondFactor(context.register.id, { terug: back }))
    case 'wrong-code':
      return setUpPage(visit, [{ field: 'code', message: wrongCode }])
    case 'too-often':
      return setUpPage(visit, [{ field: 'code', message: tooOften(done.minutes, 'het opnieuw') }])
  }
}

/** Shows recovery codes, this once. */
export function recoveryCodesPage(
  visit: Visit,
  codes: readonly string[],
  onward: string,
  title: string,
): Promise<Response> {
  const { your, say } = voice(visit.context.register.address)
  return page(
    visit,
    { title },
    <>
      <PageTitle>{title}</PageTitle>
      <p>
        Bewaar deze herstelcodes op een veilige plek, bijvoorbeeld op papier.{' '}
        {say('Ben je', 'Bent u')} {your} telefoon kwijt, dan {say('log je', 'logt u')} met een
        herstelcode in. Elke code werkt één keer.
      </p>
      <ul class="mono">
        {codes.map((code) => (
          <li>{code}</li>
        ))}
      </ul>
      <Alert type="warning">
        <p>We laten deze codes nu één keer zien.</p>
      </Alert>
      <p>
        <Button href={onward}>Ik heb de codes bewaard</Button>
      </p>
    </>,
  )
}

function backOf(visit: Visit): string | undefined {
  const { register } = visit.context
  const typed = visit.form.has('terug')
    ? visit.form.value('terug')
    : visit.url.searchParams.get('terug')
  return safeReturn(register, typed)
}

function hiddenBack(visit: Visit): Record<string, string> {
  const back = backOf(visit)
  return back === undefined ? {} : { terug: back }
}

function codePage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { register } = visit.context
  const { you, You, your } = voice(register.address)
  const wrong = errors.length > 0
  return page(
    visit,
    { title: 'Tweede stap', wrong, status: wrong ? 422 : 200 },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Tweede stap</PageTitle>
      <p>
        {You} werkt met gegevens van anderen. Daarom vragen we ook een code uit {your} app.
      </p>
      <Form action={paths.secondFactor(register.id)} {...formTokens(visit, hiddenBack(visit))}>
        <Field
          name="code"
          label={`Code uit ${your} app`}
          hint="Zes cijfers. Telefoon kwijt? Vul dan een herstelcode in."
          width="m"
          autocomplete="one-time-code"
          spellcheck={false}
          error={errorAt(errors, 'code')}
        />
        <Button>Verder</Button>
      </Form>
      <Details summary="Ik heb geen telefoon en geen herstelcode">
        <p>
          Vraag een beheerder van het register om {you} te helpen, of mail naar{' '}
          <a href={`mailto:${register.organisation.email}`}>{register.organisation.email}</a>.
        </p>
      </Details>
    </>,
  )
}

async function setUpPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { your } = voice(register.address)
  const { accountId, email } = accountOf(visit)
  const account = (await findAccount(context.db, register.id, accountId)) ?? notFound()
  const back = backOf(visit)
  if (account.hasSecondFactor) {
    return seeOther(paths.secondFactor(register.id, { terug: back }))
  }
  const secret = account.pendingSecret
  const wrong = errors.length > 0
  const action = paths.secondFactorSetUp(register.id)
  return page(
    visit,
    { title: 'Tweede stap instellen', wrong, status: wrong ? 422 : 200 },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Tweede stap instellen</PageTitle>
      <p>
        Wie voor het register werkt, logt in met twee stappen: een wachtwoord en een code uit een
        app op de telefoon. Dat beschermt de gegevens van anderen.
      </p>
      {secret === undefined ? (
        <Form action={action} {...formTokens(visit, { ...hiddenBack(visit), begin: 'ja' })}>
          <Button>Beginnen</Button>
        </Form>
      ) : (
        <>
          <h2>1. Open {your} app</h2>
          <p>
            Gebruik een app voor inlogcodes, zoals Aegis, FreeOTP, Google Authenticator, Microsoft
            Authenticator of {your} wachtwoordmanager.
          </p>
          <h2>2. Scan de code</h2>
          <div class="qr">
            {raw(qrSvg(secretUri(secret, email, register.shortName), `QR-code voor ${your} app`))}
          </div>
          <Details summary="Ik kan de code niet scannen">
            <p>
              Typ deze sleutel over in {your} app. Kies voor een code die met de tijd verandert.
            </p>
            <p class="mono">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          </Details>
          <h2>3. Vul de code in die {your} app laat zien</h2>
          <Form action={action} {...formTokens(visit, hiddenBack(visit))}>
            <Field
              name="code"
              label={`Code uit ${your} app`}
              hint="Zes cijfers."
              width="s"
              inputmode="numeric"
              autocomplete="one-time-code"
              error={errorAt(errors, 'code')}
            />
            <Button>Tweede stap aanzetten</Button>
          </Form>
        </>
      )}
    </>,
  )
}
