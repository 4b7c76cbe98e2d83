import { acceptInvitation, becomeFirstAdministrator } from '#domain/people/account/join-staff.ts'
import { findAccountByEmail, namesOfHolder } from '#domain/people/account/queries.ts'
import { seatFrom, seatName } from '#domain/people/body/seat.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { accountForm, passwordForm } from '#web/sign-in/sign-in.form.tsx'

/** Taking an invitation to work for the register; the second step is set up next. */
export const invitationPage = formPage({
  load: async (visit) => {
    const found = await usableLink(visit, 'invite-staff', askWhoInvited(visit))
    if (found instanceof Response) return found
    const account = await findAccountByEmail(visit.context.db, found.email)
    const names = await namesOfHolder(visit.context.db, found.email)
    return { ...found, names, hasPassword: account?.passwordHash !== undefined }
  },
  form: ({ context }, { email, names, hasPassword }) =>
    passwordForm(context.register, email, !hasPassword, names),
  page: ({ context: { register } }, { email, details }) => {
    const { You, your, say } = voice(register.address)
    const seat = seatFrom(details)
    const role = seat === undefined ? '' : seatName(register, seat)
    return {
      title: 'Uitnodiging',
      heading: `Uitnodiging van ${wording(register).register.the}`,
      hidden: true,
      lead: (
        <>
          <p>
            {You} bent uitgenodigd als <strong>{role}</strong>, met het adres{' '}
            <strong>{email}</strong>.
          </p>
          <p>
            Hierna {say('stel je', 'stelt u')} een tweede stap in voor het inloggen. Houd {your}{' '}
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
    const joined = await acceptInvitation(context, visit.param('token'), from)
    if (joined.outcome !== 'joined') return deadLinkPage(visit, joined, askWhoInvited(visit))
    visit.setSession(joined.token)
    return seeOther(paths.secondFactor(context.register.id))
  },
})

/** Making the account of the first administrator, by the link that was printed at the first start. */
export const firstAdministratorPage = formPage({
  load: (visit) => usableLink(visit, 'first-administrator', startAgain),
  form: ({ context }) => accountForm(context.register),
  page: ({ context: { register } }) => {
    const { your, say } = voice(register.address)
    return {
      title: 'Eerste beheerder',
      heading: 'Maak het account van de eerste beheerder',
      hidden: true,
      lead: (
        <p>
          Met dit account {say('nodig je', 'nodigt u')} de anderen uit. Hierna{' '}
          {say('stel je', 'stelt u')} een tweede stap in voor het inloggen. Houd {your} telefoon bij
          de hand.
        </p>
      ),
      button: 'Account maken',
    }
  },
  save: async (visit, { email, password }) => {
    const { context } = visit
    const from = { email, password, userAgent: userAgent(visit) }
    const joined = await becomeFirstAdministrator(context, visit.param('token'), from)
    switch (joined.outcome) {
      case 'joined':
        visit.setSession(joined.token)
        return seeOther(paths.secondFactor(context.register.id))
      case 'address-taken':
        return {
          wrong: { email: 'Er is al een account met dit adres. Kies een ander adres.' },
        }
      case 'used':
      case 'expired':
      case 'unknown':
        return deadLinkPage(visit, joined, startAgain)
    }
  },
})

// Who gives another invitation, and how another first link is made: nobody asks for those here.
function askWhoInvited({ context }: Visit) {
  const { say } = voice(context.register.address)
  return { ask: `Vraag wie ${say('je', 'u')} uitnodigde om een nieuwe uitnodiging.` }
}

const startAgain = {
  ask: 'Zolang er nog geen beheerder is, drukt Peil bij elke start een nieuwe link af. Start Peil dus opnieuw.',
}
