import {
  linkMinutes,
  requestNewPassword,
  requestSignInLink,
} from '#domain/people/account/request-sign-in-link.ts'
import { signInByLink } from '#domain/people/account/sign-in-by-link.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import { Alert } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { fromOf, userAgent } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { afterSignIn, backOf, hiddenBack, safeReturn } from '#web/sign-in/return-path.ts'
import { addressForm, tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Asks for the address to which a link to sign in is mailed; the answer is the same for every address. */
export const signInLinkPage = askAddress({
  title: 'Inloggen met een link',
  intro: ({ you }) =>
    `We sturen ${you} een e-mail met een link. De link werkt één keer en ${linkMinutes['sign-in']} minuten.`,
  minutes: linkMinutes['sign-in'],
  request: (visit, email, back) =>
    requestSignInLink(visit.context, { ...fromOf(visit), email, back }),
})

/** Asks for the address of an account whose password was forgotten; the answer is the same for every address. */
export const forgottenPasswordPage = askAddress({
  title: 'Wachtwoord vergeten',
  intro: ({ you, say }) =>
    `We sturen ${you} een e-mail met een link. Daarmee ${say('kies je', 'kiest u')} een nieuw wachtwoord. De link werkt één keer en ${linkMinutes['reset-password']} minuten.`,
  minutes: linkMinutes['reset-password'],
  request: (visit, email) => requestNewPassword(visit.context, { ...fromOf(visit), email }),
})

function askAddress(about: {
  readonly title: string
  readonly intro: (speech: Voice) => string
  readonly minutes: number
  readonly request: (
    visit: Visit,
    email: string,
    back: string | undefined,
  ) => Promise<{ outcome: 'mailed' } | { outcome: 'too-often'; minutes: number }>
}) {
  return formPage({
    load: backOf,
    form: () => addressForm('username'),
    page: ({ context: { register } }, back) => ({
      title: about.title,
      lead: <p>{about.intro(voice(register.address))}</p>,
      form: { hidden: hiddenBack(back) },
      button: 'Stuur mij een link',
      after: (
        <p class="after-form">
          <a href={paths.signIn(register.id, { terug: back })}>Terug naar inloggen</a>
        </p>
      ),
    }),
    save: async (visit, { email }, back) => {
      const { register, say } = speech(visit)
      const asked = await about.request(visit, email, back)
      if (asked.outcome === 'too-often') return { wrong: { email: tooOften(asked.minutes) } }
      visit.leave(
        `Is er een account met ${email}? Dan ${say('krijg je', 'krijgt u')} daar nu een e-mail met een link. De link werkt ${about.minutes} minuten.`,
        'info',
      )
      return seeOther(paths.signInLinkMailed(register.id))
    },
  })
}

/** Says to look into the mailbox. */
export function showLinkMailed(visit: Visit): Promise<Response> {
  const { platform } = visit.context
  const { register, your, say } = speech(visit)
  return titledPage(
    visit,
    { title: `Kijk in ${your} e-mail` },
    <>
      <p>
        De e-mail komt van {register.mail.senderName}. {say('Zie je', 'Ziet u')} hem na 5 minuten
        niet? Kijk dan in {your} map met ongewenste e-mail, of{' '}
        <a href={paths.signInLink(register.id)}>vraag opnieuw</a>.
      </p>
      <WhereMailLies platform={platform} register={register.id} />
      <p>
        <a href={paths.signIn(register.id)}>Terug naar inloggen</a>
      </p>
    </>,
  )
}

/** Where a mail can be read that is not really sent: in the demo, or where there is no mail server. */
export function WhereMailLies(props: { readonly platform: Platform; readonly register: string }) {
  const { platform, register } = props
  if (!platform.demo) {
    if (platform.sendsMail) return null
    return (
      <Alert type="info" title="Hier gaat geen e-mail uit">
        <p>
          De e-mail gaat uit zodra er een mailserver is. Vraag de beheerder om die in te stellen.
        </p>
      </Alert>
    )
  }
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
  const { register, You } = speech(visit)
  const found = await usableLink(visit, 'sign-in', paths.signInLink(register.id))
  if (found instanceof Response) return found
  return confirmPage(visit, {
    title: 'Inloggen',
    hidden: true,
    lead: (
      <p>
        {You} logt in als <strong>{found.email}</strong>.
      </p>
    ),
    button: 'Inloggen',
  })
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
