import type { FoundLink } from '#domain/people/account/use-link.ts'
import { findLink } from '#domain/people/account/use-link.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The page on which people ask for a new link themselves, or who has to give them one. */
export type Again = string | { readonly ask: string }

/** The link by which somebody came, or the page that says why it does not work. */
export async function usableLink(
  visit: Visit,
  purpose: Parameters<typeof findLink>[1],
  again: Again,
): Promise<Extract<FoundLink, { outcome: 'usable' }> | Response> {
  const found = await findLink(visit.context, purpose, visit.param('token'))
  return found.outcome === 'usable' ? found : deadLinkPage(visit, found, again)
}

/** Says why a link does not work, and where to get another. */
export function deadLinkPage(
  visit: Visit,
  found: { readonly outcome: Exclude<FoundLink['outcome'], 'usable'> },
  again: Again,
): Promise<Response> {
  const { register, you, your, say } = speech(visit)
  const ask = typeof again === 'string' ? 'Vraag een nieuwe aan.' : again.ask
  const words = {
    used: {
      title: 'Deze link is al gebruikt',
      text: `Een link werkt één keer. Misschien ${say('ben je', 'bent u')} al ingelogd of is ${your} account al bevestigd.`,
    },
    expired: {
      title: 'Deze link is verlopen',
      text: `Een link werkt maar korte tijd. ${ask}`,
    },
    unknown: {
      title: 'Deze link werkt niet',
      text: `Kijk of ${you} de link helemaal hebt overgenomen. Werkt het dan nog niet? ${ask}`,
    },
  }[found.outcome]
  return titledPage(
    visit,
    { title: words.title, status: found.outcome === 'unknown' ? 404 : 410, hidden: true },
    <>
      <p>{words.text}</p>
      <ul>
        <li>
          <a href={paths.signIn(register.id)}>Inloggen</a>
        </li>
        <li>
          {typeof again === 'string' ? (
            <a href={again}>Een nieuwe link aanvragen</a>
          ) : (
            <a href={paths.contact(register.id)}>Contact</a>
          )}
        </li>
      </ul>
    </>,
  )
}
