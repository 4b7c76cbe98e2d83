import { randomBytes } from 'node:crypto'
import { parse } from 'hono/utils/cookie'
import { readEmail } from '#domain/people/account/account.ts'
import { confirmAccount, knowsBrowser } from '#domain/people/account/confirm-account.ts'
import {
  confirmHours,
  requestAccount,
  resendConfirmation,
} from '#domain/people/account/request-account.ts'
import { findLink } from '#domain/people/account/use-link.ts'
import { voice } from '#language/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Button, ErrorSummary, Field, Form, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { sessionCookie, userAgent } from '#web/session-cookie.ts'
import { NewPasswordField, passwordErrors } from '#web/sign-in/choose-password.tsx'
import { DemoMailbox, deadLinkPage } from '#web/sign-in/link.tsx'
import { tooOften } from '#web/sign-in/sign-in.tsx'

const emailNeeded = 'Vul een e-mailadres in zoals naam@voorbeeld.nl.'

/** The page to ask for an account. */
export function showCreateAccount(visit: Visit): Promise<Response> | Response {
  const { register } = visit.context
  if (visit.actor.kind === 'account') return seeOther(paths.signUpTasks(register.id))
  return createPage(visit, [])
}

/** Mails a link to confirm the address; the answer is the same for an address that is known. */
export async function askForAccount(visit: Visit): Promise<Response> {
  const { context, form, clientAddress } = visit
  const email = readEmail(form.value('e-mail'))
  const password = form.value('wachtwoord')
  const errors: FieldError[] = []
  if (email === undefined) errors.push({ field: 'e-mail', message: emailNeeded })
  errors.push(...passwordErrors(password, email ?? ''))
  if (errors.length > 0 || email === undefined) return createPage(visit, errors)
  const browser = randomBytes(32).toString('base64url')
  const asked = await requestAccount(context, { email, password, clientAddress, browser })
  if (asked.outcome === 'too-often') {
    return createPage(visit, [{ field: 'e-mail', message: tooOften(asked.minutes, 'het opnieuw') }])
  }
  visit.leave(`We hebben een e-mail gestuurd naar ${email}.`)
  const answer = seeOther(paths.accountMailed(context.register.id))
  answer.headers.append('set-cookie', browserCookie(visit, browser))
  return answer
}

// By this cookie it shows that a link is opened where it was asked for.
function browserCookie(visit: Visit, browser: string): string {
  const { platform } = visit.context
  const secure = platform.origin.startsWith('https:') ? '; Secure' : ''
  const age = confirmHours * 3600
  return `${browserCookieName(visit)}=${browser}; Max-Age=${age}; Path=/; HttpOnly${secure}; SameSite=Lax`
}

function browserCookieName(visit: Visit): string {
  return `${sessionCookie(visit.context.platform)}-aanmelden`
}

function browserOf(visit: Visit): string | undefined {
  const name = browserCookieName(visit)
  return parse(visit.request.headers.get('cookie') ?? '', name)[name]
}

/** Says to look into the mailbox, with a way to ask for the mail once more. */
export function showAccountMailed(visit: Visit): Promise<Response> {
  return mailedPage(visit, [])
}

/** Sends the mail to confirm an address once more. */
export async function resend(visit: Visit): Promise<Response> {
  const { context, form, clientAddress } = visit
  const email = readEmail(form.value('e-mail'))
  if (email === undefined) return mailedPage(visit, [{ field: 'e-mail', message: emailNeeded }])
  const asked = await resendConfirmation(context, { email, clientAddress })
  if (asked.outcome === 'too-often') {
    return mailedPage(visit, [{ field: 'e-mail', message: tooOften(asked.minutes, 'het opnieuw') }])
  }
  visit.leave(`Wacht er een aanmelding met ${email}? Dan is de e-mail opnieuw verstuurd.`, 'info')
  return seeOther(paths.accountMailed(context.register.id))
}

/** The page of the mailed link: a button, since mail programs open links by themselves. */
export function showConfirmEmail(visit: Visit): Promise<Response> {
  return confirmPage(visit, [])
}

async function confirmPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { register } = visit.context
  const { You, your, say } = voice(register.address)
  const token = visit.param('token')
  const found = await findLink(visit.context, 'confirm-email', token)
  if (found.outcome !== 'usable') {
    return deadLinkPage(visit, found, paths.createAccount(register.id))
  }
  const known = knowsBrowser(found, browserOf(visit))
  const wrong = errors.length > 0
  return page(
    visit,
    { title: 'E-mailadres bevestigen', wrong, status: wrong ? 422 : 200, hidden: true },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>E-mailadres bevestigen</PageTitle>
      <p>
        Is <strong>{found.email}</strong> {say('jouw', 'uw')} e-mailadres?
      </p>
      <Form action={paths.confirmEmail(register.id, token)} {...formTokens(visit)}>
        {!known && (
          <>
            <p>
              {You} opent deze link op een ander apparaat dan waarop {say('je je', 'u zich')}{' '}
              aanmeldde. Kies daarom hier {your} wachtwoord. {say('Heb je je', 'Hebt u zich')} niet
              aangemeld? Sluit deze pagina dan.
            </p>
            <NewPasswordField errors={errors} />
          </>
        )}
        <Button>Ja, bevestigen</Button>
      </Form>
    </>,
  )
}

/** Confirms the address: now there is an account, and the task list is next. */
export async function confirmEmail(visit: Visit): Promise<Response> {
  const { you, Your } = voice(visit.context.register.address)
  const { context, form } = visit
  const token = visit.param('token')
  const browser = browserOf(visit)
  const found = await findLink(context, 'confirm-email', token)
  const elsewhere = found.outcome === 'usable' && !knowsBrowser(found, browser)
  if (elsewhere) {
    const errors = passwordErrors(form.value('wachtwoord'), found.email)
    if (errors.length > 0) return confirmPage(visit, errors)
  }
  const confirmed = await confirmAccount(context, token, {
    userAgent: userAgent(visit),
    browser,
    password: elsewhere ? form.value('wachtwoord') : undefined,
  })
  if (confirmed.outcome === 'needs-password') return confirmPage(visit, [])
  if (confirmed.outcome !== 'confirmed') {
    return deadLinkPage(visit, confirmed, paths.createAccount(context.register.id))
  }
  visit.setSession(confirmed.token)
  visit.leave(`${Your} e-mailadres is bevestigd en ${you} bent ingelogd.`)
  return seeOther(paths.signUpTasks(context.register.id))
}

function createPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { register } = visit.context
  const { you, say } = voice(register.address)
  const wrong = errors.length > 0
  return page(
    visit,
    {
      title: 'Account maken',
      wrong,
      status: wrong ? 422 : 200,
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUp(register.id) }],
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle caption="Stap 1 van 8">Account maken</PageTitle>
      <p>
        Gebruik een adres waarop {you} de komende jaren te bereiken bent, ook als {you} van baan
        wisselt.
      </p>
      <Form action={paths.createAccount(register.id)} {...formTokens(visit)}>
        <Field
          name="e-mail"
          label="E-mailadres"
          type="email"
          width="l"
          autocomplete="username"
          value={visit.form.value('e-mail')}
          error={errorAt(errors, 'e-mail')}
        />
        <NewPasswordField errors={errors} />
        <Button>Account maken</Button>
      </Form>
      <h2>{say('Heb je', 'Hebt u')} al een account?</h2>
      <p>
        <a href={paths.signIn(register.id)}>Log in</a> en ga verder met aanmelden.
      </p>
    </>,
  )
}

function mailedPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { register, platform } = visit.context
  const { your, say } = voice(register.address)
  const wrong = errors.length > 0
  return page(
    visit,
    { title: `Bevestig ${your} e-mailadres`, wrong, status: wrong ? 422 : 200 },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle caption="Stap 1 van 8">Bevestig {your} e-mailadres</PageTitle>
      <p>
        Open de e-mail van {register.mail.senderName} en klik op de link. De link werkt{' '}
        {confirmHours} uur. Daarna {say('ga je', 'gaat u')} verder met aanmelden.
      </p>
      {platform.demo && <DemoMailbox register={register.id} />}
      <h2>Geen e-mail gekregen?</h2>
      <p>Kijk in {your} map met ongewenste e-mail. Of laat de e-mail opnieuw sturen.</p>
      <Form action={paths.accountMailed(register.id)} {...formTokens(visit)}>
        <Field
          name="e-mail"
          label="E-mailadres"
          type="email"
          width="l"
          autocomplete="email"
          value={visit.form.value('e-mail')}
          error={errorAt(errors, 'e-mail')}
        />
        <Button variant="secondary">Opnieuw sturen</Button>
      </Form>
    </>,
  )
}
