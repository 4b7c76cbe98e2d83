import { roleNames } from '#domain/organisations/member/capabilities.ts'
import { invitedTo, joinOrganisation } from '#domain/organisations/member/join-organisation.ts'
import { findAccountByEmail } from '#domain/people/account/queries.ts'
import { formatList } from '#language/lists.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { passwordForm } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Taking an invitation to act for an organisation; the second step comes next. */
export const joinOrganisationPage = formPage({
  load: async (visit) => {
    const { context, actor } = visit
    const found = await usableLink(visit, 'join-organisation', askWhoInvited(visit))
    if (found instanceof Response) return found
    const invited = await invitedTo(context, found.details)
    if (invited === undefined) {
      return deadLinkPage(visit, { outcome: 'unknown' }, askWhoInvited(visit))
    }
    const own = actor.kind === 'account' ? actor.email : undefined
    const account = await findAccountByEmail(context.db, found.email)
    const asksPassword = own === undefined && account?.passwordHash === undefined
    return { ...invited, email: found.email, own, asksPassword }
  },
  form: ({ context }, { email, asksPassword }) =>
    passwordForm(context.register, email, asksPassword),
  page: (visit, { organisation, roles, email, own }) => {
    const { You, your, say } = speech(visit)
    return {
      title: 'Uitnodiging',
      heading: `Uitnodiging van ${organisation.name}`,
      hidden: true,
      lead: (
        <>
          <p>
            {You} bent uitgenodigd om voor <strong>{organisation.name}</strong> in{' '}
            {organisation.city} te werken als{' '}
            <strong>{formatList(roles.map((role) => roleNames[role]))}</strong>.
          </p>
          {organisation.status !== 'checked' && (
            <p>Let op: er is nog niet gecontroleerd wie deze organisatie is.</p>
          )}
          <p>
            {own === undefined
              ? `${say('Je doet', 'U doet')} dit met het adres ${email}.`
              : `${say('Je doet', 'U doet')} dit met ${your} eigen account: ${own}.`}{' '}
            Hierna {say('gebruik je', 'gebruikt u')} een tweede stap bij het inloggen. Houd {your}{' '}
            telefoon bij de hand.
          </p>
        </>
      ),
      button: 'Uitnodiging aannemen',
    }
  },
  save: async (visit, { password }) => {
    const { context } = visit
    const from = { password, userAgent: userAgent(visit) }
    const joined = await joinOrganisation(context, visit.param('token'), from)
    if (joined.outcome !== 'joined') return deadLinkPage(visit, joined, askWhoInvited(visit))
    if (joined.token !== undefined) visit.setSession(joined.token)
    return seeOther(paths.organisation(context.register.id, joined.organisationId))
  },
})

function askWhoInvited(visit: Visit) {
  const { say } = speech(visit)
  return { ask: `Vraag wie ${say('je', 'u')} uitnodigde om een nieuwe uitnodiging.` }
}
