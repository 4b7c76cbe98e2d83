import { changeEmailByLink } from '#domain/people/account/change-email.ts'
import { findAccount } from '#domain/people/account/queries.ts'
import { changeHours, requestEmailChange } from '#domain/people/account/request-email-change.ts'
import { voice } from '#language/voice.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded } from '#web/forms/questions.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inSecurity } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'
import { sessionToken } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { WhereMailLies } from '#web/sign-in/link.tsx'
import { tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Asking to sign in with another address from now on: the form, and where the mail went. */
export const newEmailPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    return (await findAccount(db, register.id, accountOf(visit).accountId)) ?? notFound()
  },
  form: newEmailForm,
  page: (visit, account) => {
    const { register, platform } = visit.context
    const { You, your } = voice(register.address)
    return {
      title: 'E-mailadres wijzigen',
      ...inSecurity(visit),
      lead: (
        <p>
          {You} logt nu in met <strong>{account.email}</strong>. We sturen een link naar {your}{' '}
          nieuwe adres. Die werkt één keer en {changeHours} uur. Tot die tijd verandert er niets.
        </p>
      ),
      button: 'Stuur de link',
      after: <WhereMailLies platform={platform} register={register.id} />,
    }
  },
  save: async (visit, { email }) => {
    const { context } = visit
    const { your, Your } = voice(context.register.address)
    const { accountId } = accountOf(visit)
    const asked = await requestEmailChange(context, { accountId, email })
    switch (asked.outcome) {
      case 'mailed':
        visit.leave(
          `Kijk in de mailbox van ${email}. Open de link in de e-mail om het adres te bevestigen.`,
          'info',
        )
        return seeOther(paths.security(context.register.id))
      case 'own-address':
        return { wrong: { email: `Dit is al ${your} e-mailadres. Vul een ander adres in.` } }
      case 'made-up':
        return {
          wrong: {
            email: `${Your} account is verzonnen voor de demo. Maak een eigen account om dit te proberen.`,
          },
        }
      case 'too-often':
        return { wrong: { email: tooOften(asked.minutes) } }
    }
  },
})

function newEmailForm() {
  return form({
    email: email('e-mail', 'Nieuw e-mailadres', { required: emailNeeded, autocomplete: 'email' }),
  })
}

/** The page of the link: opening it does nothing yet, since mail programs open links by themselves. */
export async function showConfirmNewEmail(visit: Visit): Promise<Response> {
  const { register, You } = speech(visit)
  const found = await usableLink(visit, 'change-email', paths.newEmail(register.id))
  if (found instanceof Response) return found
  return confirmPage(visit, {
    title: 'E-mailadres bevestigen',
    hidden: true,
    lead: (
      <p>
        {You} logt hierna in met <strong>{found.email}</strong>. Onze e-mails gaan ook daarheen.
      </p>
    ),
    button: 'Bevestigen',
  })
}

/** Changes the address by the link. */
export async function confirmNewEmail(visit: Visit): Promise<Response> {
  const { context, actor } = visit
  const { register, You, Your } = speech(visit)
  const changed = await changeEmailByLink(context, visit.param('token'), sessionToken(visit))
  switch (changed.outcome) {
    case 'changed': {
      const signedIn = actor.kind === 'account'
      visit.leave(
        signedIn
          ? `${Your} e-mailadres is nu ${changed.email}. ${You} krijgt op beide adressen bericht.`
          : `${Your} e-mailadres is nu ${changed.email}. Log daar voortaan mee in.`,
      )
      return seeOther(signedIn ? paths.security(register.id) : paths.signIn(register.id))
    }
    case 'taken':
      return titledPage(
        visit,
        { title: 'Dit adres kan niet', status: 409, hidden: true },
        <p>
          Met dit e-mailadres is intussen een ander account gemaakt. Er is niets veranderd.{' '}
          <a href={paths.newEmail(register.id)}>Kies een ander adres</a>
        </p>,
      )
    case 'used':
    case 'expired':
    case 'unknown':
      return deadLinkPage(visit, changed, paths.newEmail(register.id))
  }
}
