import { readEmail } from '#domain/people/account/account.ts'
import {
  linkMinutes,
  requestNewPassword,
  requestSignInLink,
} from '#domain/people/account/request-sign-in-link.ts'
import { signInByLink } from '#domain/people/account/sign-in-by-link.ts'
import type { FoundLink } from '#domain/people/account/use-link.ts'
import { findLink } from '#domain/people/account/use-link.ts'
import { voice } from '#language/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, ErrorSummary, Field, Form, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { afterSignIn, safeReturn } from '#web/sign-in/return-path.ts'
import { tooOften } from '#web/sign-in/sign-in.tsx'

const emailNeeded = 'Vul een e-mailadres in zoals naam@voorbeeld.nl.'

interface AskPage {
  readonly title: string
  readonly intro: string
  readonly button: string
  readonly action: string
}

/** Asks for the address to which a link to sign in is mailed. */
export function showLinkRequest(visit: Visit): Promise<Response> {
  return askPage(visit, linkPage(visit), visit.form, [])
}

/** Mails a link to sign in; the answer is the same for every address. */
export async function requestLink(visit: Visit): Promise<Response> {
  const { say } = voice(visit.context.register.address)
  const { context, form, clientAddress } = visit
  const email = readEmail(form.value('e-mail'))
  const about = linkPage(visit)
  if (email === undefined) {
    return askPage(visit, about, form, [{ field: 'e-mail', message: emailNeeded }])
  }
  const back = safeReturn(context.register, form.value('terug'))
  const asked = await requestSignInLink(context, { email, clientAddress, back })
  if (asked.outcome === 'too-often') {
    const message = tooOften(asked.minutes, 'het opnieuw')
    return askPage(visit, about, form, [{ field: 'e-mail', message }])
  }
  visit.leave(
    `Is er een account met ${email}? Dan ${say('krijg je', 'krijgt u')} daar nu een e-mail met een link. De link werkt ${linkMinutes['sign-in']} minuten.`,
    'info',
  )
  return seeOther(paths.signInLinkMailed(context.register.id))
}

/** Asks for the address of an account whose password was forgotten. */
export function showForgotten(visit: Visit): Promise<Response> {
  return askPage(visit, forgottenPage(visit), visit.form, [])
}

/** Mails a link to choose a new password; the answer is the same for every address. */
export async function requestPassword(visit: Visit): Promise<Response> {
  const { say } = voice(visit.context.register.address)
  const { context, form, clientAddress } = visit
  const email = readEmail(form.value('e-mail'))
  const about = forgottenPage(visit)
  if (email === undefined) {
    return askPage(visit, about, form, [{ field: 'e-mail', message: emailNeeded }])
  }
  const asked = await requestNewPassword(context, { email, clientAddress })
  if (asked.outcome === 'too-often') {
    const message = tooOften(asked.minutes, 'het opnieuw')
    return askPage(visit, about, form, [{ field: 'e-mail', message }])
  }
  visit.leave(
    `Is er een account met ${email}? Dan ${say('krijg je', 'krijgt u')} daar nu een e-mail met een link. De link werkt ${linkMinutes['reset-password']} minuten.`,
    'info',
  )
  return seeOther(paths.signInLinkMailed(context.register.id))
}

/** Says to look into the mailbox. */
export function showLinkMailed(visit: Visit): Promise<Response> {
  const { register, platform } = visit.context
  const { your, say } = voice(register.address)
  return page(
    visit,
    { title: `Kijk in ${your} e-mail` },
    <>
      <PageTitle>Kijk in {your} e-mail</PageTitle>
      <p>
        De e-mail komt van {register.mail.senderName}. {say('Zie je', 'Ziet u')} hem na 5 minuten
        niet? Kijk dan in {your} map met ongewenste e-mail, of{' '}
        <a href={paths.signInLink(register.id)}>vraag opnieuw</a>.
      </p>
      {platform.demo && <DemoMailbox register={register.id} />}
      <p>
        <a href={paths.signIn(register.id)}>Terug naar inloggen</a>
      </p>
    </>,
  )
}

/** Where the mails of the demo can be read. */
export function DemoMailbox({ register }: { readonly register: string }) {
  return (
    <Alert type="info" title="Dit is de demo">
      <p>
        Er gaat geen echte e-mail weg. <a href={paths.demoMailbox(register)}>Open het postvak</a> om
        de e-mail te lezen.
      </p>
    </Alert>
  )
}

/** The page of a link: opening it does nothing yet, since mail programs open links by themselves. */
export async function showSignInByLink(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { You } = voice(register.address)
  const token = visit.param('token')
  const found = await findLink(visit.context, 'sign-in', token)
  if (found.outcome !== 'usable') return deadLinkPage(visit, found, paths.signInLink(register.id))
  return page(
    visit,
    { title: 'Inloggen', hidden: true },
    <>
      <PageTitle>Inloggen</PageTitle>
      <p>
        {You} logt in als <strong>{found.email}</strong>.
      </p>
      <Form action={paths.signInByLink(register.id, token)} {...formTokens(visit)}>
        <Button>Inloggen</Button>
      </Form>
    </>,
  )
}

/** Signs in by the link. */
export async function signInWithLink(visit: Visit): Promise<Response> {
  const { context } = visit
  const signedIn = await signInByLink(context, visit.param('token'), userAgent(visit))
  if (signedIn.outcome !== 'signed-in') {
    return deadLinkPage(visit, signedIn, paths.signInLink(context.register.id))
  }
  visit.setSession(signedIn.token)
  const back = safeReturn(context.register, signedIn.back ?? null)
  return seeOther(await afterSignIn(visit, signedIn.accountId, back))
}

/** Says why a link does not work, and where to get another. */
export function deadLinkPage(
  visit: Visit,
  found: { readonly outcome: Exclude<FoundLink['outcome'], 'usable'> },
  again: string,
): Promise<Response> {
  const { register } = visit.context
  const { you, your, say } = voice(register.address)
  const words = {
    used: {
      title: 'Deze link is al gebruikt',
      text: `Een link werkt één keer. Misschien ${say('ben je', 'bent u')} al ingelogd of is ${your} account al bevestigd.`,
    },
    expired: {
      title: 'Deze link is verlopen',
      text: 'Een link werkt maar korte tijd. Vraag een nieuwe aan.',
    },
    unknown: {
      title: 'Deze link werkt niet',
      text: `Kijk of ${you} de link helemaal hebt overgenomen uit de e-mail, of vraag een nieuwe aan.`,
    },
  }[found.outcome]
  return page(
    visit,
    { title: words.title, status: found.outcome === 'unknown' ? 404 : 410, hidden: true },
    <>
      <PageTitle>{words.title}</PageTitle>
      <p>{words.text}</p>
      <ul>
        <li>
          <a href={paths.signIn(register.id)}>Inloggen</a>
        </li>
        <li>
          <a href={again}>Een nieuwe link aanvragen</a>
        </li>
      </ul>
    </>,
  )
}

function linkPage(visit: Visit): AskPage {
  const { you } = voice(visit.context.register.address)
  return {
    title: 'Inloggen met een link',
    intro: `We sturen ${you} een e-mail met een link. De link werkt één keer en ${linkMinutes['sign-in']} minuten.`,
    button: 'Stuur mij een link',
    action: paths.signInLink(visit.context.register.id),
  }
}

function forgottenPage(visit: Visit): AskPage {
  const { you, say } = voice(visit.context.register.address)
  return {
    title: 'Wachtwoord vergeten',
    intro: `We sturen ${you} een e-mail met een link. Daarmee ${say('kies je', 'kiest u')} een nieuw wachtwoord. De link werkt één keer en ${linkMinutes['reset-password']} minuten.`,
    button: 'Stuur mij een link',
    action: paths.forgottenPassword(visit.context.register.id),
  }
}

function askPage(
  visit: Visit,
  about: AskPage,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { register } = visit.context
  const back = safeReturn(
    register,
    typed.has('terug') ? typed.value('terug') : visit.url.searchParams.get('terug'),
  )
  return page(
    visit,
    { title: about.title, wrong: errors.length > 0, status: errors.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>{about.title}</PageTitle>
      <p>{about.intro}</p>
      <Form action={about.action} {...formTokens(visit, back === undefined ? {} : { terug: back })}>
        <Field
          name="e-mail"
          label="E-mailadres"
          type="email"
          width="l"
          autocomplete="username"
          value={typed.value('e-mail')}
          error={errorAt(errors, 'e-mail')}
        />
        <Button>{about.button}</Button>
      </Form>
      <p class="after-form">
        <a href={paths.signIn(register.id, { terug: back })}>Terug naar inloggen</a>
      </p>
    </>,
  )
}
