import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import { findAccount } from '#domain/people/account/queries.ts'
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
type Way = 'wachtwoord' | 'code' | 'link' | 'demo'

interface Typed {
  readonly password?: string
  readonly code?: string
}

/**
 * Asks somebody who signed in a while ago to show that it is still they, and goes on with what they wanted:
 * by their password, by a code where they have a second step, and otherwise by a mailed link.
 */
export const signInAgainPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    const { accountId, authenticatedBy } = accountOf(visit)
    const account = (await findAccount(db, register.id, accountId)) ?? notFound()
    const ways: readonly Way[] =
      authenticatedBy === 'demo'
        ? ['demo']
        : [
            ...(account.hasPassword ? (['wachtwoord'] as const) : []),
            account.hasSecondFactor ? ('code' as const) : ('link' as const),
          ]
    const asked = visit.form.has('met')
      ? visit.form.value('met')
      : visit.url.searchParams.get('met')
    const way = ways.find((one) => one === asked) ?? ways[0] ?? 'link'
    const back = backOf(visit) ?? paths.security(register.id)
    return { way, others: ways.filter((one) => one !== way), back, email: account.email }
  },
  form: ({ context }, { way }) => formOf(context.register, way),
  open: (visit, { back }) => (visit.recent ? seeOther(back) : undefined),
  page: async (visit, { way, others, back, email }) => {
    const passkey = await ownPasskeyButton(visit, 'sign-in-again', back)
    const { register, platform } = visit.context
    const { you, You, your, say } = voice(register.address)
    return {
      title: `Bevestig dat ${say('jij', 'u')} het bent`,
      lead: (
        <>
          <p>
            {You} bent een tijdje geleden ingelogd. Voor {say('je', 'u')} verdergaat, willen we
            zeker weten dat er niemand anders achter {your} computer zit.
          </p>
          {way === 'link' && (
            <p>
              We sturen een link naar <strong>{email}</strong>. Open die in deze browser. De link
              werkt één keer en {againMinutes} minuten.
            </p>
          )}
          {way === 'demo' && <p>In de demo is een druk op de knop genoeg.</p>}
        </>
      ),
      form: { mayRepeat: true, hidden: { ...hiddenBack(back), met: way } },
      button: way === 'link' ? 'Stuur mij een link' : 'Verder',
      after: (
        <>
          {passkey}
          {way === 'link' && <WhereMailLies platform={platform} register={register.id} />}
          {others.length > 0 && (
            <ul class="after-form">
              {others.map((one) => (
                <li>
                  <a href={paths.signInAgain(register.id, { terug: back, met: one })}>
                    {instead(one, you, your)}
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
    case 'demo':
      return form<Typed>({})
  }
}

function instead(way: Way, you: string, your: string): string {
  switch (way) {
    case 'wachtwoord':
      return `Gebruik ${your} wachtwoord`
    case 'code':
      return `Gebruik een code uit ${your} app`
    case 'link':
      return `Laat ${you} een link mailen`
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

// Whoever had sent a form finds it as it was, and sends it once more.
function goOn(visit: Visit, token: string, back: string): Response {
  const { say } = speech(visit)
  visit.setSession(token)
  if (back.includes('bewaard=')) {
    visit.leave(
      `Dank ${say('je', 'u')}. Er is nog niets gewijzigd: kijk na wat er staat en druk nog een keer op de knop.`,
    )
  }
  return seeOther(back)
}

function ownSession(visit: Visit) {
  return {
    accountId: accountOf(visit).accountId,
    sessionToken: sessionToken(visit) ?? notFound(),
    userAgent: userAgent(visit),
  }
}
