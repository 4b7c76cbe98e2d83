import { setNewPassword } from '#domain/people/account/sign-in-by-link.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { deadLinkPage, usableLink } from '#web/sign-in/dead-link.tsx'
import { afterSignIn } from '#web/sign-in/return-path.ts'
import { passwordForm } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Choosing a new password by a mailed link, which signs in. */
export const newPasswordPage = formPage({
  load: (visit) =>
    usableLink(visit, 'reset-password', paths.forgottenPassword(visit.context.register.id)),
  form: (_, { email }) => passwordForm(email),
  page: (_, { email }) => ({
    title: 'Kies een nieuw wachtwoord',
    hidden: true,
    lead: (
      <p>
        Voor het account <strong>{email}</strong>.
      </p>
    ),
    button: 'Wachtwoord bewaren',
  }),
  save: async (visit, { password = '' }) => {
    const { context } = visit
    const { register, Your, say } = speech(visit)
    const set = await setNewPassword(context, visit.param('token'), password, userAgent(visit))
    if (set.outcome !== 'signed-in') {
      return deadLinkPage(visit, set, paths.forgottenPassword(register.id))
    }
    visit.setSession(set.token)
    visit.leave(
      `${Your} nieuwe wachtwoord is bewaard. Op andere apparaten ${say('ben je', 'bent u')} uitgelogd.`,
    )
    return seeOther(await afterSignIn(visit, set.accountId, undefined))
  },
})
