import { signIn } from '#domain/people/account/sign-in.ts'
import { Alert, Button } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { seeOther } from '#web/route.ts'
import { fromOf, userAgent } from '#web/session-cookie.ts'
import { signInPasskeyButton } from '#web/sign-in/passkeys.tsx'
import { afterSignIn, backOf, hiddenBack, homeOf } from '#web/sign-in/return-path.ts'
import { signInForm, tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Signing in with an address or number and a password; who has signed in already goes on. */
export const signInPage = formPage({
  load: backOf,
  form: ({ context }) => signInForm(context.register),
  open: async (visit, back) =>
    visit.actor.kind === 'account'
      ? seeOther(back ?? (await homeOf(visit, visit.actor.accountId)))
      : undefined,
  page: async (visit, back, { errors = [] }) => {
    const passkey = await signInPasskeyButton(visit, back)
    const { register, you, You, your } = speech(visit)
    const { identityProvider } = visit.context.platform
    const kept = back?.includes('bewaard=') ?? false
    return {
      title: 'Inloggen',
      lead: kept && errors.length === 0 && (
        <Alert type="info">
          <p>
            {You} was te lang weg. Log opnieuw in; {your} antwoorden zijn bewaard.
          </p>
        </Alert>
      ),
      form: { mayRepeat: true, hidden: hiddenBack(back) },
      button: 'Inloggen',
      after: (
        <>
          {passkey}
          {identityProvider !== undefined && (
            <p class="after-form">
              <Button
                variant="secondary"
                href={paths.organisationSignIn(register.id, { terug: back })}
              >
                Log in via {identityProvider.name}
              </Button>
            </p>
          )}
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
        </>
      ),
    }
  },
  save: async (visit, { name, password }, back) => {
    const { context } = visit
    const from = { ...fromOf(visit), userAgent: userAgent(visit) }
    const signedIn = await signIn(context, { name, password, ...from })
    switch (signedIn.outcome) {
      case 'signed-in':
        visit.setSession(signedIn.token)
        return seeOther(await afterSignIn(visit, signedIn, back))
      case 'refused':
        return {
          wrong: {
            name: 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of vraag een inloglink aan.',
          },
        }
      case 'elsewhere': {
        const { your } = speech(visit)
        return {
          wrong: {
            name: `Dit e-mailadres is niet meer om mee in te loggen: ${your} dossiers zijn samengevoegd. Log in met ${signedIn.hint}.`,
          },
        }
      }
      case 'too-often':
        return { wrong: { name: tooOften(signedIn.minutes) } }
    }
  },
})
