import { raw } from 'hono/html'
import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import { findAccount } from '#domain/people/account/queries.ts'
import { secretUri } from '#domain/people/account/second-factor.ts'
import {
  pendingSecret,
  prepareSecondFactor,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import { voice } from '#language/voice.ts'
import { qrSvg } from '#papers/qr.ts'
import { Alert, Button, Details } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'
import { fromOf, sessionToken, userAgent } from '#web/session-cookie.ts'
import { backOf, hiddenBack, homeOf } from '#web/sign-in/return-path.ts'
import { codeForm, tooOften, wrongCode } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Asks for the code of the second step, or leads to its set-up when there is none yet. */
export const secondFactorPage = formPage({
  load: backOf,
  form: ({ context }) => codeForm(context.register, false),
  open: async (visit, back) => {
    const { db, register } = visit.context
    const { accountId, secondFactor } = accountOf(visit)
    if (secondFactor) return seeOther(back ?? (await homeOf(visit, accountId)))
    const account = await findAccount(db, register.id, accountId)
    return account?.hasSecondFactor === true
      ? undefined
      : seeOther(paths.secondFactorSetUp(register.id, { terug: back }))
  },
  page: ({ context: { register } }, back) => {
    const { you, You, your } = voice(register.address)
    return {
      title: 'Tweede stap',
      lead: (
        <p>
          {You} werkt met gegevens van anderen. Daarom vragen we ook een code uit {your} app.
        </p>
      ),
      form: { hidden: hiddenBack(back) },
      button: 'Verder',
      after: (
        <Details summary="Ik heb geen telefoon en geen herstelcode">
          <p>
            Vraag een beheerder van het register om {you} te helpen, of mail naar{' '}
            <a href={`mailto:${register.organisation.email}`}>{register.organisation.email}</a>.
          </p>
        </Details>
      ),
    }
  },
  save: async (visit, { code }, back) => {
    const { context } = visit
    const { register } = context
    const checked = await checkSecondFactor(context, { ...sender(visit), code })
    switch (checked.outcome) {
      case 'verified':
        visit.setSession(checked.token)
        if (checked.recoveryCodesLeft !== undefined) {
          visit.leave(
            `${voice(register.address).You} hebt een herstelcode gebruikt. Er zijn er nog ${checked.recoveryCodesLeft} over.`,
            'warning',
          )
        }
        return seeOther(back ?? (await homeOf(visit, accountOf(visit).accountId)))
      case 'not-set-up':
        return seeOther(paths.secondFactorSetUp(register.id, { terug: back }))
      case 'wrong-code':
        return { wrong: { code: wrongCode } }
      case 'too-often':
        return { wrong: { code: tooOften(checked.minutes) } }
    }
  },
})

/** Sets up the second step: a QR code for the app, a first code to confirm it, and recovery codes once. */
export const setUpPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const { accountId } = accountOf(visit)
    const account = (await findAccount(context.db, context.register.id, accountId)) ?? notFound()
    return { ...account, secret: await pendingSecret(context, accountId) }
  },
  form: ({ context }) => codeForm(context.register, true),
  open: alreadySetUp,
  page: (visit, { secret }) => {
    const hidden = hiddenBack(backOf(visit))
    const begun = secret !== undefined
    return {
      title: 'Tweede stap instellen',
      lead: (
        <>
          <p>
            Wie voor het register werkt, logt in met twee stappen: een wachtwoord en een code uit
            een app op de telefoon. Dat beschermt de gegevens van anderen.
          </p>
          {begun && <Secret visit={visit} secret={secret} />}
        </>
      ),
      questions: ({ all }) => begun && all,
      form: { hidden: begun ? hidden : { ...hidden, begin: 'ja' } },
      button: begun ? 'Tweede stap aanzetten' : 'Beginnen',
    }
  },
  sent: async (visit) => {
    if (visit.form.value('begin') !== 'ja') return undefined
    await prepareSecondFactor(visit.context, accountOf(visit).accountId)
    return seeOther(paths.secondFactorSetUp(visit.context.register.id, { terug: backOf(visit) }))
  },
  save: async (visit, { code }, account) => {
    const { context } = visit
    const { register, Your } = speech(visit)
    const back = backOf(visit)
    const done = await setUpSecondFactor(context, { ...sender(visit), code })
    switch (done.outcome) {
      case 'set-up': {
        visit.setSession(done.token)
        const onward = back ?? (await homeOf(visit, accountOf(visit).accountId))
        return recoveryCodesPage(visit, done.recoveryCodes, onward, `${Your} tweede stap staat aan`)
      }
      case 'already-set-up':
        visit.leave(`${Your} tweede stap stond al aan.`, 'info')
        return seeOther(paths.secondFactor(register.id, { terug: back }))
      case 'wrong-code':
        return alreadySetUp(visit, account) ?? { wrong: { code: wrongCode } }
      case 'too-often':
        return alreadySetUp(visit, account) ?? { wrong: { code: tooOften(done.minutes) } }
    }
  },
})

function alreadySetUp(visit: Visit, account: { readonly hasSecondFactor: boolean }) {
  const { register } = visit.context
  return account.hasSecondFactor
    ? seeOther(paths.secondFactor(register.id, { terug: backOf(visit) }))
    : undefined
}

function sender(visit: Visit) {
  return {
    accountId: accountOf(visit).accountId,
    sessionToken: sessionToken(visit) ?? notFound(),
    userAgent: userAgent(visit),
    ...fromOf(visit),
  }
}

function Secret({ visit, secret }: { readonly visit: Visit; readonly secret: string }) {
  const { register, your } = speech(visit)
  const { email } = accountOf(visit)
  return (
    <>
      <h2>1. Open {your} app</h2>
      <p>
        Gebruik een app voor inlogcodes, zoals Aegis, FreeOTP, Google Authenticator, Microsoft
        Authenticator of {your} wachtwoordmanager.
      </p>
      <h2>2. Scan de code</h2>
      <div class="qr">
        {raw(qrSvg(secretUri(secret, email, register.shortName), `QR-code voor ${your} app`))}
      </div>
      <Details summary="Ik kan de code niet scannen">
        <p>Typ deze sleutel over in {your} app. Kies voor een code die met de tijd verandert.</p>
        <p class="mono">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      </Details>
      <h2>3. Vul de code in die {your} app laat zien</h2>
    </>
  )
}

/** Shows recovery codes, this once. */
export function recoveryCodesPage(
  visit: Visit,
  codes: readonly string[],
  onward: string,
  title: string,
): Promise<Response> {
  const { your, say } = voice(visit.context.register.address)
  return titledPage(
    visit,
    { title },
    <>
      <p>
        Bewaar deze herstelcodes op een veilige plek, bijvoorbeeld op papier.{' '}
        {say('Ben je', 'Bent u')} {your} telefoon kwijt, dan {say('log je', 'logt u')} met een
        herstelcode in. Elke code werkt één keer.
      </p>
      <ul class="mono">
        {codes.map((code) => (
          <li>{code}</li>
        ))}
      </ul>
      <Alert type="warning">
        <p>We laten deze codes nu één keer zien.</p>
      </Alert>
      <p>
        <Button href={onward}>Ik heb de codes bewaard</Button>
      </p>
    </>,
  )
}
