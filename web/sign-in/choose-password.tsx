import type { PasswordProblem } from '#domain/people/account/account.ts'
import { passwordLength, passwordProblem } from '#domain/people/account/account.ts'
import { setNewPassword } from '#domain/people/account/sign-in-by-link.ts'
import { findLink } from '#domain/people/account/use-link.ts'
import { voice } from '#language/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Button, ErrorSummary, Field, Form, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { deadLinkPage } from '#web/sign-in/link.tsx'
import { afterSignIn } from '#web/sign-in/return-path.ts'

/** The page on which a new password is chosen. */
export function showNewPassword(visit: Visit): Promise<Response> {
  return newPasswordPage(visit, [])
}

/** Sets the new password and signs in. */
export async function chooseNewPassword(visit: Visit): Promise<Response> {
  const { Your, say } = voice(visit.context.register.address)
  const { context, form } = visit
  const token = visit.param('token')
  const found = await findLink(context, 'reset-password', token)
  const typed = form.value('wachtwoord')
  if (found.outcome === 'usable') {
    const errors = passwordErrors(typed, found.email)
    if (errors.length > 0) return newPasswordPage(visit, errors)
  }
  const set = await setNewPassword(context, token, typed, userAgent(visit))
  if (set.outcome !== 'signed-in') {
    return deadLinkPage(visit, set, paths.forgottenPassword(context.register.id))
  }
  visit.setSession(set.token)
  visit.leave(
    `${Your} nieuwe wachtwoord is bewaard. Op andere apparaten ${say('ben je', 'bent u')} uitgelogd.`,
  )
  return seeOther(await afterSignIn(visit, set.accountId, undefined))
}

/** What is wrong with a chosen password, as an error at its field. */
export function passwordErrors(password: string, email: string): readonly FieldError[] {
  const problem = passwordProblem(password, email)
  return problem === undefined ? [] : [{ field: 'wachtwoord', message: messages[problem] }]
}

const messages: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `Kies een wachtwoord van minstens ${passwordLength.least} tekens.`,
  'too-long': `Kies een wachtwoord van hoogstens ${passwordLength.most} tekens.`,
  'too-common':
    'Dit wachtwoord is makkelijk te raden. Kies een ander, bijvoorbeeld drie woorden achter elkaar.',
}

/** The question for a new password. Plain text can be pasted, and password managers know it. */
export function NewPasswordField({ errors }: { readonly errors: readonly FieldError[] }) {
  return (
    <Field
      name="wachtwoord"
      label="Wachtwoord"
      hint={`Minstens ${passwordLength.least} tekens. Een paar woorden achter elkaar is sterk en makkelijk te onthouden.`}
      type="password"
      width="l"
      autocomplete="new-password"
      error={errorAt(errors, 'wachtwoord')}
    />
  )
}

async function newPasswordPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { register } = visit.context
  const token = visit.param('token')
  const found = await findLink(visit.context, 'reset-password', token)
  if (found.outcome !== 'usable') {
    return deadLinkPage(visit, found, paths.forgottenPassword(register.id))
  }
  const wrong = errors.length > 0
  return page(
    visit,
    { title: 'Kies een nieuw wachtwoord', wrong, status: wrong ? 422 : 200, hidden: true },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Kies een nieuw wachtwoord</PageTitle>
      <p>
        Voor het account <strong>{found.email}</strong>.
      </p>
      <Form action={paths.newPassword(register.id, token)} {...formTokens(visit)}>
        <NewPasswordField errors={errors} />
        <Button>Wachtwoord bewaren</Button>
      </Form>
    </>,
  )
}
