import { browserSecret } from '#domain/people/account/asking-browser.ts'
import { confirmAccount, knowsBrowser } from '#domain/people/account/confirm-account.ts'
import {
  confirmHours,
  requestAccount,
  resendConfirmation,
} from '#domain/people/account/request-account.ts'
import { voice } from '#language/voice.ts'
import { Button } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import { seeOther } from '#web/route.ts'
import { askingBrowser, fromOf, keepAsking, userAgent } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { WhereMailLies } from '#web/sign-in/link.tsx'
import { accountForm, addressForm, passwordForm, tooOften } from '#web/sign-in/sign-in.form.tsx'
import { stepText } from '#web/sign-up/steps.ts'
import { speech } from '#web/speech.ts'

/** Asks for an account; the answer is the same for an address that is known. */
export const createAccountPage = formPage({
  load: () => undefined,
  form: ({ context }) => accountForm(context.register),
  open: ({ actor, context }) =>
    actor.kind === 'account' ? seeOther(paths.signUpTasks(context.register.id)) : undefined,
  page: ({ context }) => {
    const { register } = context
    const { you, say } = voice(register.address)
    return {
      title: 'Account maken',
      caption: stepText(context, 'account'),
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUp(register.id) }],
      lead: (
        <p>
          Gebruik een adres waarop {you} de komende jaren te bereiken bent, ook als {you} van baan
          wisselt.
        </p>
      ),
      button: 'Account maken',
      after: (
        <>
          <h2>{say('Heb je', 'Hebt u')} al een account?</h2>
          <p>
            <a href={paths.signIn(register.id)}>Log in</a> en ga verder met aanmelden.
          </p>
        </>
      ),
    }
  },
  save: async (visit, { email, password }) => {
    const { context } = visit
    const browser = browserSecret(askingBrowser(visit))
    const asked = await requestAccount(context, { ...fromOf(visit), email, password, browser })
    if (asked.outcome === 'too-often') return { wrong: { email: tooOften(asked.minutes) } }
    visit.leave(mailedTo(context.platform, 'een e-mail', email))
    return keepAsking(visit, seeOther(paths.accountMailed(context.register.id)), browser)
  },
})

/** Says to look into the mailbox, with a way to ask for the mail once more. */
export const accountMailedPage = formPage({
  load: () => undefined,
  form: () => addressForm('email'),
  page: ({ context }) => {
    const { register, platform } = context
    const { your, say } = voice(register.address)
    return {
      title: `Bevestig ${your} e-mailadres`,
      caption: stepText(context, 'account'),
      lead: (
        <>
          <p>
            Open de e-mail van {register.mail.senderName} en klik op de link. De link werkt{' '}
            {confirmHours} uur. Daarna {say('ga je', 'gaat u')} verder met aanmelden.
          </p>
          <WhereMailLies platform={platform} register={register.id} />
          <h2>Geen e-mail gekregen?</h2>
          <p>Kijk in {your} map met ongewenste e-mail. Of laat de e-mail opnieuw sturen.</p>
        </>
      ),
      button: <Button variant="secondary">Opnieuw sturen</Button>,
    }
  },
  save: async (visit, { email }) => {
    const { context } = visit
    const asked = await resendConfirmation(context, { ...fromOf(visit), email })
    if (asked.outcome === 'too-often') return { wrong: { email: tooOften(asked.minutes) } }
    visit.leave(`Wacht er een aanmelding met ${email}? Dan is de e-mail opnieuw verstuurd.`, 'info')
    return seeOther(paths.accountMailed(context.register.id))
  },
})

/** The page of the mailed link: a button, since mail programs open links by themselves. */
export const confirmEmailPage = formPage({
  load: async (visit) => {
    const again = paths.createAccount(visit.context.register.id)
    const found = await usableLink(visit, 'confirm-email', again)
    if (found instanceof Response) return found
    return { email: found.email, known: knowsBrowser(found, askingBrowser(visit)) }
  },
  form: ({ context }, { email, known }) => passwordForm(context.register, email, !known),
  page: ({ context: { register } }, { email, known }) => {
    const { You, your, say } = voice(register.address)
    return {
      title: 'E-mailadres bevestigen',
      hidden: true,
      lead: (
        <p>
          Is <strong>{email}</strong> {say('jouw', 'uw')} e-mailadres?
        </p>
      ),
      questions: ({ all }) => (
        <>
          {!known && (
            <p>
              {You} opent deze link op een ander apparaat dan waarop {say('je je', 'u zich')}{' '}
              aanmeldde. Kies daarom hier {your} wachtwoord. {say('Heb je je', 'Hebt u zich')} niet
              aangemeld? Sluit deze pagina dan.
            </p>
          )}
          {all}
        </>
      ),
      button: 'Ja, bevestigen',
    }
  },
  save: async (visit, { password }) => {
    const { context } = visit
    const { register, you, Your } = speech(visit)
    const from = { userAgent: userAgent(visit), browser: askingBrowser(visit), password }
    const confirmed = await confirmAccount(context, visit.param('token'), from)
    if (confirmed.outcome === 'needs-password') return { wrong: {} }
    if (confirmed.outcome !== 'confirmed') {
      return deadLinkPage(visit, confirmed, paths.createAccount(register.id))
    }
    visit.setSession(confirmed.token)
    visit.leave(`${Your} e-mailadres is bevestigd en ${you} bent ingelogd.`)
    return seeOther(paths.signUpTasks(register.id))
  },
})
