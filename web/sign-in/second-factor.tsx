import { raw } from 'hono/html'
import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import type { FactorReset } from '#domain/people/account/factor-reset.ts'
import { resetHours } from '#domain/people/account/factor-reset.ts'
import type { AccountFacts } from '#domain/people/account/queries.ts'
import { findAccount } from '#domain/people/account/queries.ts'
import { runningResetOf } from '#domain/people/account/running-resets.ts'
import { secretUri } from '#domain/people/account/second-factor.ts'
import {
  pendingSecret,
  prepareSecondFactor,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import { takeOffSecondFactor } from '#domain/people/account/take-off-second-factor.ts'
import { counted } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import { qrSvg } from '#papers/qr.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { Alert, Button, ButtonGroup, Details, formatMoment } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inSecurity } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { fromOf, sessionToken, userAgent } from '#web/session-cookie.ts'
import { ownPasskeyButton } from '#web/sign-in/passkeys.tsx'
import { backOf, hiddenBack, homeOf } from '#web/sign-in/return-path.ts'
import { codeForm, tooOften, wrongCode } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

/** Asks for a code or a passkey as the second step, or leads to the set-up of an app when there is neither. */
export const secondFactorPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    const { accountId } = accountOf(visit)
    const account = (await findAccount(db, register.id, accountId)) ?? notFound()
    return { account, back: backOf(visit), reset: await runningResetOf(db, accountId) }
  },
  form: ({ context }) => codeForm(context.register, false),
  open: async (visit, { account, back }) => {
    const { register } = visit.context
    const { accountId, secondFactor } = accountOf(visit)
    if (secondFactor) return seeOther(back ?? (await homeOf(visit, accountId)))
    return account.hasApp || account.hasPasskey
      ? undefined
      : seeOther(paths.secondFactorSetUp(register.id, { terug: back }))
  },
  page: async (visit, { account, back, reset }) => {
    const { hasApp, works } = account
    const passkey = await ownPasskeyButton(visit, 'second-factor', { back, only: !hasApp })
    const { register, you, You, your } = speech(visit)
    const asked = hasApp ? `een code uit ${your} app` : `${your} toegangssleutel`
    return {
      title: 'Tweede stap',
      lead: (
        <p>
          {works
            ? `${You} werkt met gegevens van anderen. Daarom vragen we ook ${asked}.`
            : hasApp
              ? `${You} hebt een tweede stap ingesteld. Daarom vragen we ook ${asked}.`
              : `Met wat ${you} nu toevoegt, kan iemand inloggen. Daarom vragen we eerst ${asked}.`}
        </p>
      ),
      form: { hidden: hiddenBack(back) },
      button: 'Verder',
      frame: (content) => (hasApp ? content : passkey),
      after: (
        <>
          {hasApp && passkey}
          <Details
            summary={
              hasApp
                ? 'Ik heb geen telefoon en geen herstelcode'
                : 'Ik heb mijn toegangssleutel niet meer'
            }
            open={reset !== undefined}
          >
            {hasApp || works ? (
              <Lost register={register} account={account} reset={reset} />
            ) : (
              <LostKey register={register} />
            )}
          </Details>
        </>
      ),
    }
  },
  save: async (visit, { code }, { back }) => {
    const { context } = visit
    const { register } = context
    const checked = await checkSecondFactor(context, { ...sender(visit), code })
    switch (checked.outcome) {
      case 'verified':
        visit.setSession(checked.token)
        if (checked.recoveryCodesLeft !== undefined) {
          visit.leave(
            `${voice(register.address).You} hebt een herstelcode gebruikt. Over: ${counted(checked.recoveryCodesLeft, 'herstelcode', 'herstelcodes') || 'geen'}.`,
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

// Two people of the register take the step off, after a day in which its holder can stop that.
function Lost(props: {
  readonly register: Register
  readonly account: AccountFacts
  readonly reset: FactorReset | undefined
}) {
  const { register, account, reset } = props
  const { You, your, say } = voice(register.address)
  const { email: address } = register.organisation
  if (reset?.dueAt !== undefined) {
    return (
      <p>
        Twee medewerkers van het register halen {your} tweede stap eraf. Log na{' '}
        {formatMoment(reset.dueAt)} opnieuw in: daarna {say('stel je', 'stelt u')} een nieuwe in.
      </p>
    )
  }
  if (reset !== undefined) {
    return (
      <p>
        Een medewerker van het register heeft om herstel van {your} tweede stap gevraagd. Een tweede
        medewerker moet dat nog bevestigen. {You} krijgt er bericht van op {account.email}.
      </p>
    )
  }
  return (
    <>
      <p>
        {account.works
          ? 'Bel of bezoek een beheerder van het register, of een collega die de dossiers bijhoudt.'
          : 'Neem contact op met het register:'}{' '}
        <a href={`mailto:${address}`}>{address}</a>. Twee medewerkers halen {your} tweede stap er
        samen af, als ze zeker weten dat {say('jij', 'u')} het bent. {You} krijgt meteen een e-mail.{' '}
        {resetHours} uur later {say('log je', 'logt u')} in zonder die stap, en{' '}
        {say('stel je', 'stelt u')} een nieuwe in.
      </p>
      {account.works && (
        <p>Is er niemand anders die dit kan? Dan doet wie de server beheert het.</p>
      )}
    </>
  )
}

// A member signs in without it as well, and takes it off.
function LostKey({ register }: { readonly register: Register }) {
  return (
    <p>
      Verwijder die dan bij <a href={paths.security(register.id)}>Inloggen en beveiliging</a>.
    </p>
  )
}

/**
 * Takes off the app of the second step. Whoever works for the register takes another app by it, as nobody of
 * them goes without.
 */
export const takeOffPage = formPage({
  load: async (visit) => {
    const { db, register } = visit.context
    return (await findAccount(db, register.id, accountOf(visit).accountId)) ?? notFound()
  },
  form: () => form({}),
  open: (visit, { hasApp }) =>
    hasApp ? undefined : seeOther(paths.security(visit.context.register.id)),
  page: (visit, { works: staff }) => {
    const { register, You, your, say } = speech(visit)
    const here = paths.security(register.id)
    return {
      title: staff ? 'Een andere app of telefoon' : 'Tweede stap uitzetten',
      ...inSecurity(visit),
      lead: (
        <>
          <p>
            {staff
              ? `De app van nu werkt dan niet meer. Hierna ${say('stel je', 'stelt u')} meteen een andere in: houd ${your} telefoon bij de hand.`
              : `${You} logt dan in zonder code uit ${your} app. Dat is minder veilig.`}
          </p>
          <p>
            {say('Je herstelcodes', 'Uw herstelcodes')} werken niet meer, en op andere apparaten{' '}
            {say('word je', 'wordt u')} uitgelogd.
          </p>
        </>
      ),
      button: staff ? 'Andere app instellen' : 'Tweede stap uitzetten',
      danger: !staff,
      back: { label: 'Niets veranderen', href: here, link: true },
    }
  },
  save: async (visit) => {
    const { context } = visit
    const { register, Your } = speech(visit)
    const session = sessionToken(visit) ?? notFound()
    const { accountId } = accountOf(visit)
    const done = await takeOffSecondFactor(context, { accountId, session })
    const here = paths.security(register.id)
    switch (done.outcome) {
      case 'set-up-anew':
        return seeOther(paths.secondFactorSetUp(register.id, { terug: here }))
      case 'off':
        return leaveFor(visit, here, `${Your} tweede stap staat uit.`)
      case 'not-set-up':
        return leaveFor(visit, here, `${Your} tweede stap stond al uit.`, 'info')
    }
  },
})

/** Sets up the second step: a QR code for the app, a first code to confirm it, and recovery codes once. */
export const setUpPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const { accountId } = accountOf(visit)
    const account = (await findAccount(context.db, context.register.id, accountId)) ?? notFound()
    const token = sessionToken(visit) ?? notFound()
    return { ...account, secret: await pendingSecret(context, { accountId, sessionToken: token }) }
  },
  form: ({ context }) => codeForm(context.register, true),
  open: alreadySetUp,
  page: (visit, { secret, ...account }) => {
    const { register, You, your } = speech(visit)
    const hidden = hiddenBack(backOf(visit))
    const begun = secret !== undefined
    return {
      title: 'Tweede stap instellen',
      ...(account.staff ? {} : inSecurity(visit)),
      lead: (
        <>
          <p>
            {account.staff
              ? 'Wie voor het register werkt, logt in met twee stappen: een wachtwoord en een code uit een app op de telefoon. Dat beschermt de gegevens van anderen.'
              : `${You} logt dan in met twee stappen: ${your} wachtwoord of een link, en een code uit een app op ${your} telefoon. Wie alleen ${your} wachtwoord kent of ${your} e-mail leest, komt er niet in.`}
          </p>
          {begun && <Secret visit={visit} secret={secret} />}
        </>
      ),
      questions: ({ all }) => begun && all,
      form: { hidden: begun ? hidden : { ...hidden, begin: 'ja' } },
      button: begun ? 'Tweede stap aanzetten' : 'Beginnen',
      // Whoever works for the register does not go without.
      ...(!account.staff && {
        back: { label: 'Niet instellen', href: paths.security(register.id), link: true },
      }),
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
      case 'passkey-first':
        return seeOther(paths.secondFactor(register.id, { terug: visit.url.pathname }))
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

function alreadySetUp(visit: Visit, account: { readonly hasApp: boolean }) {
  const { register } = visit.context
  return account.hasApp
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
  const uri = secretUri(secret, email, register.shortName)
  return (
    <>
      <h2>1. Open {your} app</h2>
      <p>
        Gebruik een app voor inlogcodes, zoals Aegis, FreeOTP, Google Authenticator, Microsoft
        Authenticator of {your} wachtwoordmanager.
      </p>
      <h2>2. Scan de code</h2>
      <div class="qr">{raw(qrSvg(uri, `QR-code voor ${your} app`))}</div>
      <Details summary="Ik kan de code niet scannen">
        <p>
          Staat {your} app op dit apparaat? <a href={uri}>Open {your} app</a>.
        </p>
        <p>Of typ deze sleutel over in {your} app. Kies voor een code die met de tijd verandert.</p>
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
      <ButtonGroup>
        <Button href={onward}>Ik heb de codes bewaard</Button>
      </ButtonGroup>
    </>,
  )
}
