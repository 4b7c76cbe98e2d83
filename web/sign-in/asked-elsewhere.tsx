import type { Opened, Opening } from '#domain/people/account/asking-browser.ts'
import { openLink } from '#domain/people/account/asking-browser.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { Visit } from '#web/route.ts'
import { askingBrowser, userAgent } from '#web/session-cookie.ts'
import { deadLinkPage } from '#web/sign-in/dead-link.tsx'
import { tooOften, wrongLinkCode } from '#web/sign-in/sign-in.form.tsx'

/** A link that works, and whether it was asked for in this browser. */
export interface LinkHere {
  readonly email: string
  readonly here: boolean
}

/** The link by which somebody came, or the page that says why it does not work. */
export async function openedLink(
  visit: Visit,
  purpose: 'sign-in' | 'reset-password',
  again: string,
): Promise<LinkHere | Response> {
  const opening = { browser: askingBrowser(visit) }
  const opened = await openLink(visit.context, purpose, visit.param('token'), opening)
  switch (opened.outcome) {
    case 'opened':
      return { email: opened.link.email, here: true }
    case 'needs-code':
      return { email: opened.email, here: false }
    case 'wrong-code':
    case 'too-often':
      throw new Error('no code was typed')
    case 'used':
    case 'expired':
    case 'unknown':
      return deadLinkPage(visit, opened, again)
  }
}

/** What this browser brings along to open a link. */
export function openingOf(
  visit: Visit,
  code: string | undefined,
): Opening & { readonly userAgent: string } {
  return { browser: askingBrowser(visit), code, userAgent: userAgent(visit) }
}

/** Why a link was not opened: at the field of the code, or on a page of its own. */
export function notOpened(
  visit: Visit,
  opened: Exclude<Opened, { outcome: 'opened' }>,
  again: string,
): Promise<Response> | { readonly wrong: { readonly code: string } } {
  switch (opened.outcome) {
    case 'needs-code':
    case 'wrong-code':
      return { wrong: { code: wrongLinkCode } }
    case 'too-often':
      return { wrong: { code: tooOften(opened.minutes) } }
    case 'used':
    case 'expired':
    case 'unknown':
      return deadLinkPage(visit, opened, again)
  }
}

/** Says that a link was asked for in another browser, and how to go on. */
export function AskedElsewhere({
  register,
  again,
}: {
  readonly register: Register
  readonly again: string
}) {
  const { You, say } = voice(register.address)
  return (
    <>
      <p>
        Deze link is in een andere browser aangevraagd, of op een ander apparaat. Daarom vragen we
        om de code die daar op het scherm staat. {You} logt dan hier in.
      </p>
      <p>
        Staat er geen code, of {say('heb je', 'hebt u')} de pagina niet meer?{' '}
        <a href={again}>Vraag hier een nieuwe link aan</a>. {say('Heb je', 'Hebt u')} zelf geen link
        aangevraagd? Sluit deze pagina. Dan gebeurt er niets.
      </p>
    </>
  )
}
