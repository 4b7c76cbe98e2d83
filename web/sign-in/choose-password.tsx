import { namesOfHolder } from '#domain/people/account/queries.ts'
import { setNewPassword } from '#domain/people/account/sign-in-by-link.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { seeOther } from '#web/route.ts'
import { keepAsking } from '#web/session-cookie.ts'
import { AskedElsewhere, notOpened, openedLink, openingOf } from '#web/sign-in/asked-elsewhere.tsx'
import { afterSignIn } from '#web/sign-in/return-path.ts'
import { newPasswordForm } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Choosing a new password by a mailed link, which signs in. */
export const newPasswordPage = formPage({
  load: async (visit) => {
    const { register, db } = visit.context
    const opened = await openedLink(visit, 'reset-password', paths.forgottenPassword(register.id))
    if (opened instanceof Response) return opened
    return { ...opened, names: await namesOfHolder(db, opened.email) }
  },
  form: ({ context: { register } }, { email, names, here }) =>
    newPasswordForm(register, email, here, names),
  page: ({ context: { register } }, { email, here }) => ({
    title: 'Kies een nieuw wachtwoord',
    hidden: true,
    lead: here ? (
      <p>
        Voor het account <strong>{email}</strong>.
      </p>
    ) : (
      <AskedElsewhere register={register} again={paths.forgottenPassword(register.id)} />
    ),
    button: 'Wachtwoord bewaren',
  }),
  save: async (visit, { code, password }) => {
    const { context } = visit
    const { register, Your, say } = speech(visit)
    const entering = { ...openingOf(visit, code), password }
    const set = await setNewPassword(context, visit.param('token'), entering)
    if (set.outcome !== 'signed-in') {
      return notOpened(visit, set, paths.forgottenPassword(register.id))
    }
    visit.setSession(set.token)
    visit.leave(
      `${Your} nieuwe wachtwoord is bewaard. Op andere apparaten ${say('ben je', 'bent u')} uitgelogd.`,
    )
    return keepAsking(visit, seeOther(await afterSignIn(visit, set, undefined)), '')
  },
})
