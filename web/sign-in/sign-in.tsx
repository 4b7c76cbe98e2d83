import { signIn } from '#domain/people/account/sign-in.ts'
import { voice } from '#language/voice.ts'
import { errorAt } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, ErrorSummary, Field, Form, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { afterSignIn, homeOf, safeReturn } from '#web/sign-in/return-path.ts'

/** The page on which one signs in; who has signed in already goes on. */
export async function showSignIn(visit: Visit): Promise<Response> {
  const back = safeReturn(visit.context.register, visit.url.searchParams.get('terug'))
  if (visit.actor.kind === 'account') {
    return seeOther(back ?? (await homeOf(visit, visit.actor.accountId)))
  }
  return signInPage(visit, back, visit.form, [])
}

/** Signs in with an address or number and a password. */
export async function signInByPassword(visit: Visit): Promise<Response> {
  const { your } = voice(visit.context.register.address)
  const { form, context } = visit
  const back = safeReturn(context.register, form.value('terug'))
  const errors: FieldError[] = []
  if (form.value('naam').trim() === '') {
    errors.push({ field: 'naam', message: `Vul ${your} e-mailadres in, zoals naam@voorbeeld.nl.` })
  }
  if (form.value('wachtwoord') === '') {
    errors.push({ field: 'wachtwoord', message: `Vul ${your} wachtwoord in.` })
  }
  if (errors.length > 0) return signInPage(visit, back, form, errors)
  const signedIn = await signIn(context, {
    name: form.value('naam'),
    password: form.value('wachtwoord'),
    clientAddress: visit.clientAddress,
    userAgent: userAgent(visit),
  })
  switch (signedIn.outcome) {
    case 'signed-in':
      visit.setSession(signedIn.token)
      return seeOther(await afterSignIn(visit, signedIn.accountId, back))
    case 'refused':
      return signInPage(visit, back, form, [
        {
          field: 'naam',
          message:
            'Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of vraag een inloglink aan.',
        },
      ])
    case 'too-often':
      return signInPage(visit, back, form, [
        { field: 'naam', message: tooOften(signedIn.minutes, 'het opnieuw') },
      ])
  }
}

/** What is said to somebody who tries too often. */
export function tooOften(minutes: number, what: string): string {
  const when = minutes === 1 ? '1 minuut' : `${minutes} minuten`
  return `Dit is te vaak geprobeerd. Wacht ${when} en probeer ${what}.`
}

function signInPage(
  visit: Visit,
  back: string | undefined,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { register } = visit.context
  const { you, You, your } = voice(register.address)
  const kept = back?.includes('bewaard=') ?? false
  return page(
    visit,
    { title: 'Inloggen', wrong: errors.length > 0, status: errors.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Inloggen</PageTitle>
      {kept && errors.length === 0 && (
        <Alert type="info">
          <p>
            {You} was te lang weg. Log opnieuw in; {your} antwoorden zijn bewaard.
          </p>
        </Alert>
      )}
      <Form action={paths.signIn(register.id)} hidden={back === undefined ? {} : { terug: back }}>
        <Field
          name="naam"
          label="E-mailadres"
          hint={`Of ${your} registratienummer.`}
          width="l"
          autocomplete="username"
          spellcheck={false}
          value={typed.value('naam')}
          error={errorAt(errors, 'naam')}
        />
        <Field
          name="wachtwoord"
          label="Wachtwoord"
          type="password"
          width="l"
          autocomplete="current-password"
          error={errorAt(errors, 'wachtwoord')}
        />
        <Button>Inloggen</Button>
      </Form>
      <h2>Lukt het niet?</h2>
      <ul>
        <li>
          <a href={paths.signInLink(register.id, { terug: back })}>
            Log in met een link in {your} e-mail
          </a>
        </li>
        <li>
          <a href={paths.forgottenPassword(register.id)}>Wachtwoord vergeten</a>
        </li>
        <li>
          Nog geen account? <a href={paths.signUp(register.id)}>Meld {you} aan</a>
        </li>
      </ul>
    </>,
  )
}
