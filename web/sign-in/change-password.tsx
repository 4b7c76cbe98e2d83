import { changePassword } from '#domain/people/account/change-password.ts'
import { findAccount, namesOfHolder } from '#domain/people/account/queries.ts'
import { knowsPassword } from '#domain/people/account/sign-in-again.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inSecurity } from '#web/professional/crumbs.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { fromOf, sessionToken } from '#web/session-cookie.ts'
import { changePasswordForm, tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Choosing another password, or a first one, by somebody who has signed in. */
export const changePasswordPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    const account = (await findAccount(db, register.id, accountOf(visit).accountId)) ?? notFound()
    return { ...account, names: await namesOfHolder(db, account.email) }
  },
  form: ({ context }, { names, ...account }) =>
    changePasswordForm(context.register, account, names),
  page: (visit, { hasPassword }) => {
    const { register, You, your, say } = speech(visit)
    return {
      title: hasPassword ? 'Kies een nieuw wachtwoord' : 'Kies een wachtwoord',
      ...inSecurity(visit),
      lead: (
        <p>
          Op andere apparaten {say('word je', 'wordt u')} uitgelogd. {You} krijgt er bericht van.
        </p>
      ),
      button: 'Wachtwoord bewaren',
      ...(hasPassword && {
        after: (
          <p class="after-form">
            {say('Weet je', 'Weet u')} {your} huidige wachtwoord niet meer?{' '}
            <a href={paths.forgottenPassword(register.id)}>Vraag een link aan</a> om een nieuw te
            kiezen.
          </p>
        ),
      }),
    }
  },
  save: async (visit, { present, password }) => {
    const { register, your, Your } = speech(visit)
    const session = sessionToken(visit)
    const { accountId } = accountOf(visit)
    if (present !== undefined) {
      const typed = { ...fromOf(visit), accountId, password: present }
      const known = await knowsPassword(visit.context, typed)
      if (known.outcome === 'wrong-password') {
        return { wrong: { present: `Dit is niet ${your} wachtwoord.` } }
      }
      if (known.outcome === 'too-often') return { wrong: { present: tooOften(known.minutes) } }
    }
    await changePassword(visit.context, accountId, { password, session })
    return leaveFor(visit, paths.security(register.id), `${Your} wachtwoord is bewaard.`)
  },
})
