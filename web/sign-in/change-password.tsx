import { changePassword } from '#domain/people/account/change-password.ts'
import { findAccount, namesOfHolder } from '#domain/people/account/queries.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inSecurity } from '#web/professional/crumbs.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { sessionToken } from '#web/session-cookie.ts'
import { passwordForm } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Choosing another password, or a first one, by somebody who has signed in. */
export const changePasswordPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    const account = (await findAccount(db, register.id, accountOf(visit).accountId)) ?? notFound()
    return { ...account, names: await namesOfHolder(db, account.email) }
  },
  form: ({ context }, { email, names }) => passwordForm(context.register, email, true, names),
  page: (visit, { hasPassword }) => {
    const { You, say } = speech(visit)
    return {
      title: hasPassword ? 'Kies een nieuw wachtwoord' : 'Kies een wachtwoord',
      ...inSecurity(visit),
      lead: (
        <p>
          Op andere apparaten {say('word je', 'wordt u')} uitgelogd. {You} krijgt er bericht van.
        </p>
      ),
      button: 'Wachtwoord bewaren',
    }
  },
  save: async (visit, { password = '' }) => {
    const { register, Your } = speech(visit)
    const session = sessionToken(visit)
    await changePassword(visit.context, accountOf(visit).accountId, { password, session })
    return leaveFor(visit, paths.security(register.id), `${Your} wachtwoord is bewaard.`)
  },
})
