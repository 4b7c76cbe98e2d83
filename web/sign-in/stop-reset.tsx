import { runsStill, stopFactorResetByLink } from '#domain/people/account/stop-factor-reset.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { speech } from '#web/speech.ts'

// Where somebody else asked to take off a second step, its holder stops that without signing in.

/** The page of the link: opening it does nothing yet, since mail programs open links by themselves. */
export async function showStopReset(visit: Visit): Promise<Response> {
  const { your } = speech(visit)
  const found = await usableLink(visit, 'stop-reset', contact)
  if (found instanceof Response) return found
  if (!(await runsStill(visit.context, found))) return cameTo(visit, 'over')
  return confirmPage(visit, {
    title: `Herstel van ${your} tweede stap stoppen`,
    hidden: true,
    lead: (
      <p>
        De tweede stap van <strong>{found.email}</strong> blijft dan zoals die is.
      </p>
    ),
    button: 'Stoppen',
  })
}

/** Stops it, and says what else to do. */
export async function stopResetPage(visit: Visit): Promise<Response> {
  const { outcome } = await stopFactorResetByLink(visit.context, visit.param('token'))
  if (outcome !== 'stopped' && outcome !== 'over') {
    return deadLinkPage(visit, { outcome }, contact)
  }
  return cameTo(visit, outcome)
}

function cameTo(visit: Visit, outcome: 'stopped' | 'over'): Promise<Response> {
  const { register, You, your, Your } = speech(visit)
  return titledPage(
    visit,
    {
      title: outcome === 'stopped' ? 'Het herstel is gestopt' : 'Dit liep niet meer',
      hidden: true,
    },
    <>
      <p>
        {outcome === 'stopped'
          ? `${Your} tweede stap blijft zoals die was.`
          : 'Het herstel was al gestopt of uitgevoerd.'}
      </p>
      <p>
        {You} vroeg hier niet om? Kies dan{' '}
        <a href={paths.forgottenPassword(register.id)}>een nieuw wachtwoord</a>, kijk of niemand
        anders {your} e-mail leest, en <a href={paths.contact(register.id)}>laat het ons weten</a>.
      </p>
    </>,
  )
}

const contact = { ask: 'Neem contact op met het register.' }
