import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import type { AccountFacts } from '#domain/people/account/queries.ts'
import { findAccount } from '#domain/people/account/queries.ts'
import type { Own } from '#domain/people/account/sign-in-again.ts'
import {
  againMinutes,
  mailSignInAgain,
  signInAgainByLink,
  signInAgainByPassword,
  signInAgainInDemo,
} from '#domain/people/account/sign-in-again.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { password } from '#web/forms/questions.tsx'
import { Button } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'
import { fromOf, sessionToken, userAgent } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { WhereMailLies } from '#web/sign-in/link.tsx'
import { ownPasskeyButton, signInAgainWithPasskey } from '#web/sign-in/passkeys.tsx'
import { backOf, hiddenBack, safeReturn } from '#web/sign-in/return-path.ts'
import { codeForm, tooOften, wrongCode } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

// By what somebody can show that it is still they: the first that they have, unless they chose another.
type Way = 'wachtwoord' | 'code' | 'link' | 'organisatie' | 'toegangssleutel' | 'demo'

interface Typed {
  readonly password?: string
  readonly code?: string
}

/**
 * Asks somebody who signed in a while ago to show that it is still they, and goes on with what they wanted:
 * by their password, by a code where they have a second step, and otherwise by a mailed link; or by their
 * organisation, and by nothing else where whoever works for a register has to sign in there.
 */
export const signInAgainPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    const { accountId } = accountOf(visit)
    const account = (await findAccount(db, register.id, accountId)) ?? notFound()
    const ways = waysOf(visit, account)
    const asked = visit.form.has('met')
      ? visit.form.value('met')
      : visit.url.searchParams.get('met')
    const way = ways.find((one) => one === asked) ?? ways[0]
    const back = backOf(visit) ?? paths.security(register.id)
    const others = ways.filter((one) => one !== way)
    const { hasPasskey, email } = account
    return { way, others, back, email, passkey: hasPasskey && ways[0] !== 'organisatie' }
  },
  form: ({ context }, { way }) => formOf(context.register, way),
  open: (visit, { back }) => (visit.recent ? seeOther(back) : undefined),
  page: async (visit, { way, others, back, email, passkey: mayUsePasskey }) => {
    const only = way === 'toegangssleutel'
    const passkey =
      mayUsePasskey && (await ownPasskeyButton(visit, 'sign-in-again', { back, only }))
    const { register, platform } = visit.context
    const { name: organisation } = platform.identityProvider ?? { name: '' }
    const { you, You, your, say } = voice(register.address)
    return {
      title: `Bevestig dat ${say('jij', 'u')} het bent`,
      lead: (
        <>
          <p>
            {You} bent een tijdje geleden ingelogd. Voor {say('je', 'u')} verdergaat, willen we
            zeker weten dat niemand anders {your} apparaat gebruikt.
          </p>
          {way === 'link' && (
            <p>
              We sturen een link naar <strong>{email}</strong>. Open die in deze browser. De link
              werkt één keer en {againMinutes} minuten.
            </p>
          )}
          {way === 'organisatie' && (
            <p>
              {You} logt nog een keer in bij {organisation}. Daarna {say('kom je', 'komt u')} hier
              terug.
            </p>
          )}
          {way === 'demo' && <p>In de demo is een druk op de knop genoeg.</p>}
        </>
      ),
      form: { mayRepeat: true, hidden: { ...hiddenBack(back), met: way } },
      button: way === 'link' ? 'Stuur mij een link' : 'Verder',
      frame: (content) =>
        only ? (
          passkey
        ) : way === 'organisatie' ? (
          <Button href={paths.organisationSignIn(register.id, { terug: back, opnieuw: 'ja' })}>
            Log in via {organisation}
          </Button>
        ) : (
          content
        ),
      after: (
        <>
          {!only && passkey}
          {way === 'link' && <WhereMailLies platform={platform} register={register.id} />}
          {others.length > 0 && (
            <ul class="after-form">
              {others.map((one) => (
                <li>
                  <a href={paths.signInAgain(register.id, { terug: back, met: one })}>
                    {instead(one, { you, your, organisation })}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    }
  },
  save: async (visit, typed, { way, back }) => {
    const { context } = visit
    const { register, your } = speech(visit)
    const own = { ...fromOf(visit), ...ownSession(visit) }
    switch (way) {
      case 'wachtwoord': {
        const done = await signInAgainByPassword(context, {
          ...own,
          password: typed.password ?? '',
        })
        if (done.outcome === 'signed-in') return goOn(visit, done.token, back)
        return done.outcome === 'wrong-password'
          ? { wrong: { password: `Dit is niet ${your} wachtwoord.` } }
          : { wrong: { password: tooOften(done.minutes) } }
      }
      case 'code': {
        const done = await checkSecondFactor(context, { ...own, code: typed.code ?? '' })
        if (done.outcome === 'verified') return goOn(visit, done.token, back)
        return done.outcome === 'too-often'
          ? { wrong: { code: tooOften(done.minutes) } }
          : { wrong: { code: wrongCode } }
      }
      case 'link': {
        const { accountId } = own
        const asked = await mailSignInAgain(context, { accountId, back })
        const here = paths.signInAgain(register.id, { terug: back, met: 'link' })
        if (asked.outcome === 'too-often') {
          visit.leave(tooOften(asked.minutes), 'warning')
        } else if (asked.outcome === 'mailed') {
          visit.leave(`Er is een e-mail met een link onderweg naar ${accountOf(visit).email}.`)
        }
        return seeOther(here)
      }
      // These are no forms of this page.
      case 'organisatie':
      case 'toegangssleutel':
        return seeOther(paths.signInAgain(register.id, { terug: back, met: way }))
      case 'demo': {
        const done = await signInAgainInDemo(context, own)
        return done.outcome === 'signed-in' ? goOn(visit, done.token, back) : notFound()
      }
    }
  },
})

function formOf(register: Register, way: Way) {
  const { Your, your } = voice(register.address)
  switch (way) {
    case 'wachtwoord':
      return form<Typed>({
        password: password('wachtwoord', `${Your} wachtwoord`, {
          required: `Vul ${your} wachtwoord in.`,
          autocomplete: 'current-password',
        }),
      })
    case 'code':
      return form<Typed>({ code: codeForm(register, false).questions.code })
    case 'link':
    case 'organisatie':
    case 'toegangssleutel':
    case 'demo':
      return form<Typed>({})
  }
}

// Whoever signed in by their organisation does so again, and by nothing else where that is what staff have to do:
// by anything else they would be sent there after all. A second step stands in the place of a mailed link.
function waysOf(visit: Visit, account: AccountFacts): readonly [Way, ...Way[]] {
  const { authenticatedBy } = accountOf(visit)
  if (authenticatedBy === 'demo') return ['demo']
  const { hasPassword, hasOrganisation, hasApp, hasPasskey, works } = account
  const provider = visit.context.platform.identityProvider
  const linked = provider !== undefined && hasOrganisation ? (['organisatie'] as const) : []
  const there = authenticatedBy === 'organisation' ? linked : []
  const [organisation] = there
  if (organisation !== undefined && provider?.requiredForStaff === true && works) {
    return [organisation]
  }
  const [first = 'toegangssleutel', ...more]: Way[] = [
    ...there,
    ...(hasPassword ? (['wachtwoord'] as const) : []),
    ...(hasApp ? (['code'] as const) : works && hasPasskey ? [] : (['link'] as const)),
    ...(there.length === 0 ? linked : []),
  ]
  return [first, ...more]
}

function instead(
  way: Way,
  {
    you,
    your,
    organisation,
  }: { readonly you: string; readonly your: string; readonly organisation: string },
): string {
  switch (way) {
    case 'wachtwoord':
      return `Gebruik ${your} wachtwoord`
    case 'code':
      return `Gebruik een code uit ${your} app`
    case 'link':
      return `Laat ${you} een link mailen`
    case 'organisatie':
      return `Log in via ${organisation}`
    case 'toegangssleutel':
      return `Gebruik ${your} toegangssleutel`
    case 'demo':
      return 'Verder'
  }
}

/** The page of the link: opening it does nothing yet, since mail programs open links by themselves. */
export async function showSignInAgainByLink(visit: Visit): Promise<Response> {
  const { register, say } = speech(visit)
  const found = await usableLink(visit, 'sign-in-again', paths.signInAgain(register.id))
  if (found instanceof Response) return found
  const title = `Bevestig dat ${say('jij', 'u')} het bent`
  return confirmPage(visit, { title, hidden: true, button: 'Verder' })
}

/** Goes on by the link. */
export async function confirmSignInAgainByLink(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const done = await signInAgainByLink(context, visit.param('token'), ownSession(visit))
  if (done.outcome !== 'signed-in') {
    return deadLinkPage(visit, done, paths.signInAgain(register.id))
  }
  const back = safeReturn(register, done.back ?? null)
  return goOn(visit, done.token, back ?? paths.security(register.id))
}

/** Goes on by a passkey. */
export function signInAgainByPasskey(visit: Visit): Promise<Response> {
  return signInAgainWithPasskey(visit, (token, back) => goOn(visit, token, back))
}

/** Goes on after signing in again: whoever had sent a form finds it as it was, and sends it once more. */
export function goOn(visit: Visit, token: string, back: string): Response {
  const { say } = speech(visit)
  visit.setSession(token)
  if (back.includes('bewaard=')) {
    visit.leave(
      `Dank ${say('je', 'u')}. Er is nog niets gewijzigd: kijk na wat er staat en druk nog een keer op de knop.`,
    )
  }
  return seeOther(back)
}

/** The session of this visit, to begin it anew. */
export function ownSession(visit: Visit): Own {
  return {
    accountId: accountOf(visit).accountId,
    sessionToken: sessionToken(visit) ?? notFound(),
    userAgent: userAgent(visit),
  }
}
