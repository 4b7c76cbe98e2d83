import { browserSecret, codeOfBrowser } from '#domain/people/account/asking-browser.ts'
import type { RequestedLink } from '#domain/people/account/request-sign-in-link.ts'
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
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { askingBrowser, fromOf, keepAsking } from '#web/session-cookie.ts'
import { AskedElsewhere, notOpened, openedLink, openingOf } from '#web/sign-in/asked-elsewhere.tsx'
import { afterSignIn, backOf, hiddenBack, safeReturn } from '#web/sign-in/return-path.ts'
import { addressForm, linkForm, tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Asks for the address to which a link to sign in is mailed; the answer is the same for every address. */
export const signInLinkPage = askAddress({
  title: 'Inloggen met een link',
  intro: ({ you }) =>
    `We sturen ${you} een e-mail met een link. De link werkt één keer en ${linkMinutes['sign-in']} minuten.`,
  minutes: linkMinutes['sign-in'],
  request: (visit, asked) => requestSignInLink(visit.context, { ...fromOf(visit), ...asked }),
})

/** Asks for the address of an account whose password was forgotten; the answer is the same for every address. */
export const forgottenPasswordPage = askAddress({
  title: 'Wachtwoord vergeten',
  intro: ({ you, say }) =>
    `We sturen ${you} een e-mail met een link. Daarmee ${say('kies je', 'kiest u')} een nieuw wachtwoord. De link werkt één keer en ${linkMinutes['reset-password']} minuten.`,
  minutes: linkMinutes['reset-password'],
  request: (visit, asked) => requestNewPassword(visit.context, { ...fromOf(visit), ...asked }),
})

function askAddress(about: {
  readonly title: string
  readonly intro: (speech: Voice) => string
  readonly minutes: number
  readonly request: (
    visit: Visit,
    asked: { readonly email: string; readonly browser: string; readonly back: string | undefined },
  ) => Promise<RequestedLink>
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
      const browser = browserSecret(askingBrowser(visit))
      const asked = await about.request(visit, { email, browser, back })
      if (asked.outcome === 'too-often') return { wrong: { email: tooOften(asked.minutes) } }
      visit.leave(
        `Is er een account met ${email}? Dan ${say('krijg je', 'krijgt u')} daar nu een e-mail met een link. De link werkt ${about.minutes} minuten.`,
        'info',
      )
      return keepAsking(visit, seeOther(paths.signInLinkMailed(register.id)), browser)
    },
  })
}

/** Says to look into the mailbox. */
export function showLinkMailed(visit: Visit): Promise<Response> {
  const { platform } = visit.context
  const { register, you, your, say } = speech(visit)
  const browser = askingBrowser(visit)
  return titledPage(
    visit,
    { title: `Kijk in ${your} e-mail` },
    <>
      {browser !== undefined && (
        <p>
          Open de link in deze browser. {say('Open je', 'Opent u')} de link ergens anders, zoals op{' '}
          {your} telefoon? Dan {say('vul je', 'vult u')} daar deze code in:{' '}
          <strong class="nowrap">{codeInThrees(browser)}</strong>. Geef de code aan niemand. Ook wij
          vragen {you} er nooit om.
        </p>
      )}
      <p>
        De e-mail komt van {register.mail.senderName}. {say('Zie je', 'Ziet u')} die na 5 minuten
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

// As it is read out and typed over most easily.
function codeInThrees(browser: string): string {
  return codeOfBrowser(browser).replace(/(?<=^...)/, ' ')
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

/**
 * The page of a link: opening it does nothing yet, since mail programs open links by themselves. In a browser
 * that did not ask for it, it asks for the code that stands in the one that did.
 */
export const signInByLinkPage = formPage({
  load: (visit) => openedLink(visit, 'sign-in', paths.signInLink(visit.context.register.id)),
  form: ({ context }, { here }) => linkForm(context.register, here),
  page: ({ context: { register } }, { email, here }) => ({
    title: 'Inloggen',
    hidden: true,
    lead: here ? (
      <p>
        {voice(register.address).You} logt in als <strong>{email}</strong>.
      </p>
    ) : (
      <AskedElsewhere register={register} again={paths.signInLink(register.id)} />
    ),
    button: 'Inloggen',
  }),
  save: async (visit, { code }) => {
    const { context } = visit
    const entering = openingOf(visit, code)
    const signedIn = await signInByLink(context, visit.param('token'), entering)
    if (signedIn.outcome !== 'signed-in') {
      return notOpened(visit, signedIn, paths.signInLink(context.register.id))
    }
    visit.setSession(signedIn.token)
    const back = safeReturn(context.register, signedIn.back ?? null)
    const home = await afterSignIn(visit, signedIn, back)
    return keepAsking(visit, seeOther(home), '')
  },
})
