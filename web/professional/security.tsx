import { deviceOf } from '#domain/people/account/account.ts'
import { endSessions } from '#domain/people/account/end-session.ts'
import type { Passkey } from '#domain/people/account/passkey.ts'
import { listPasskeys, passkeysAt } from '#domain/people/account/passkey.ts'
import { findAccount, listSessions } from '#domain/people/account/queries.ts'
import { runningResetOf } from '#domain/people/account/running-resets.ts'
import { renewRecoveryCodes } from '#domain/people/account/set-up-second-factor.ts'
import { stopOwnReset } from '#domain/people/account/stop-factor-reset.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { counted } from '#language/numbers.ts'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, formatMoment } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inAccount, inSecurity } from '#web/professional/crumbs.ts'
import { SessionList } from '#web/professional/session-list.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { sessionToken } from '#web/session-cookie.ts'
import { recoveryCodesPage } from '#web/sign-in/second-factor.tsx'
import { speech } from '#web/speech.ts'

/** How whoever asks signs in, and where they are signed in now. */
export async function showSecurity(visit: Visit): Promise<Response> {
  const { context } = visit
  const { db } = context
  const { register, you, You, your, Your, say } = speech(visit)
  const { accountId, email } = accountOf(visit)
  const account = await findAccount(db, register.id, accountId)
  if (account === undefined) notFound()
  const reset = await runningResetOf(db, accountId)
  const passkeys = await listPasskeys(db, accountId)
  const canAdd = passkeysAt(context.platform) !== undefined
  const here = paths.security(register.id)
  const { identityProvider } = visit.context.platform
  const sessions = await listSessions(db, accountId, sessionToken(visit))
  const ending = (session: string, button: Content) => (
    <PageForm visit={visit} action={paths.endSession(register.id)} hidden={{ sessie: session }}>
      {button}
    </PageForm>
  )
  return titledPage(
    visit,
    {
      title: 'Inloggen en beveiliging',
      ...inAccount(visit),
    },
    <>
      <h2>E-mailadres</h2>
      <p>
        {You} logt in met {email}.{' '}
        <a href={paths.newEmail(register.id)}>Wijzig {your} e-mailadres</a>
      </p>
      <h2>Wachtwoord</h2>
      <p>
        {account.hasPassword ? '' : `${You} hebt nog geen wachtwoord. `}
        <a href={paths.changePassword(register.id)}>
          {account.hasPassword ? 'Kies een nieuw wachtwoord' : 'Kies een wachtwoord'}
        </a>
      </p>
      <h2>Tweede stap</h2>
      {reset !== undefined && (
        <Alert type="warning" title={`Er loopt een herstel van ${your} tweede stap`}>
          <p>
            {reset.dueAt === undefined
              ? 'Een medewerker van het register vroeg om die eraf te halen.'
              : `Twee medewerkers van het register halen die eraf, vanaf ${formatMoment(reset.dueAt)}.`}{' '}
            {You} vroeg daar niet om, of {your} {account.hasApp ? 'telefoon' : 'toegangssleutel'} is
            terecht? Stop het dan.
          </p>
          <PageForm visit={visit} action={paths.stopOwnReset(register.id)}>
            <Button variant="secondary">Herstel stoppen</Button>
          </PageForm>
        </Alert>
      )}
      {account.hasApp ? (
        <>
          <p>
            {Your} tweede stap staat aan. {You} hebt{' '}
            {counted(account.recoveryCodesLeft, 'herstelcode', 'herstelcodes') ||
              'geen herstelcode'}{' '}
            over.
          </p>
          <ul>
            <li>
              <a href={paths.recoveryCodes(register.id)}>Maak nieuwe herstelcodes</a>
            </li>
            <li>
              <a href={paths.takeOffSecondFactor(register.id)}>
                {account.works
                  ? 'Stel een andere app of telefoon in'
                  : `Zet ${your} tweede stap uit`}
              </a>
            </li>
          </ul>
        </>
      ) : account.works && account.hasPasskey ? (
        <p>
          {Your} toegangssleutel is {your} tweede stap. Stel ook een app in: dan{' '}
          {say('kom je', 'komt u')} nog binnen als {you} de sleutel kwijt bent.{' '}
          <a href={paths.secondFactorSetUp(register.id, { terug: here })}>Stel een app in</a>
        </p>
      ) : (
        <p>
          Met een code uit een app op {your} telefoon komt niemand binnen die alleen {your}{' '}
          wachtwoord kent.{' '}
          <a href={paths.secondFactorSetUp(register.id, { terug: here })}>
            Stel {your} tweede stap in
          </a>
        </p>
      )}
      {(passkeys.length > 0 || canAdd) && <Passkeys visit={visit} passkeys={passkeys} />}
      {identityProvider !== undefined && (
        <>
          <h2>Inloggen via {identityProvider.name}</h2>
          {account.hasOrganisation ? (
            <>
              <p>
                {Your} account is gekoppeld. {You} kunt inloggen via {identityProvider.name}.
              </p>
              <PageForm visit={visit} action={paths.linkOrganisation(register.id)}>
                <Button variant="secondary">Haal de koppeling weg</Button>
              </PageForm>
            </>
          ) : (
            <p>
              <a href={paths.linkOrganisation(register.id)}>
                Koppel {your} account bij {identityProvider.name}
              </a>
            </p>
          )}
        </>
      )}
      <h2>Waar {you} bent ingelogd</h2>
      <SessionList
        visit={visit}
        caption={`Apparaten waarop ${you} bent ingelogd`}
        sessions={sessions}
        ending={({ id, current, userAgent }) =>
          current
            ? ''
            : ending(
                id,
                <Button variant="link" about={deviceOf(userAgent)}>
                  Uitloggen
                </Button>,
              )
        }
      />
      <PageForm visit={visit} action={paths.endSession(register.id)}>
        <ButtonGroup>
          {sessions.length > 1 && (
            <Button variant="secondary" name="sessie" value="andere">
              Op alle andere apparaten uitloggen
            </Button>
          )}
          <Button variant="secondary" name="sessie" value="alle">
            Overal uitloggen, ook hier
          </Button>
        </ButtonGroup>
      </PageForm>
      <h2>{Your} gegevens</h2>
      <ul>
        <li>
          <a href={paths.aboutMe(register.id)}>Alles over {say('jou', 'u')}</a>
        </li>
        <li>
          <a href={paths.eraseMe(register.id)}>Gegevens wissen</a>
        </li>
      </ul>
    </>,
  )
}

function Passkeys(props: { readonly visit: Visit; readonly passkeys: readonly Passkey[] }) {
  const { visit, passkeys } = props
  const { register, your, say } = speech(visit)
  return (
    <>
      <h2>Toegangssleutels</h2>
      {passkeys.length === 0 ? (
        <p>
          Met een toegangssleutel {say('log je', 'logt u')} in zonder wachtwoord en zonder code.
        </p>
      ) : (
        <List
          visit={visit}
          caption={`Toegangssleutels van ${your} account`}
          rows={passkeys}
          columns={({ name, moment, button, text }) => [
            name('Naam', (one) => one.name),
            text('Waar', ({ synced }) => (synced ? 'Op meer apparaten' : 'Op één apparaat')),
            moment('Toegevoegd', ({ addedAt }) => addedAt),
            text('Laatst gebruikt', ({ lastUsedAt }) =>
              lastUsedAt === undefined ? 'Nog niet' : formatMoment(lastUsedAt),
            ),
            button('Verwijderen', ({ id, name: called }) => (
              <Button
                variant="link"
                href={paths.removePasskey(register.id, { sleutel: id })}
                about={called}
              >
                Verwijder
              </Button>
            )),
          ]}
        />
      )}
      {passkeysAt(visit.context.platform) !== undefined && (
        <p>
          <a href={paths.addPasskey(register.id)}>Voeg een toegangssleutel toe</a>
        </p>
      )}
    </>
  )
}

/** Stops that two people of the register take off the second step of whoever acts. */
export async function stopReset(visit: Visit): Promise<Response> {
  const { register, Your } = speech(visit)
  const { outcome } = await stopOwnReset(visit.context, accountOf(visit).accountId)
  const here = paths.security(register.id)
  return outcome === 'stopped'
    ? leaveFor(visit, here, `Gestopt. ${Your} tweede stap blijft zoals die is.`)
    : leaveFor(visit, here, 'Dit liep niet meer.', 'info')
}

/** Ends another session of one's own, all others, or all of them. */
export async function endSession(visit: Visit): Promise<Response> {
  const { register, You } = speech(visit)
  const { context } = visit
  const { accountId } = accountOf(visit)
  const which = visit.form.value('sessie')
  // On a computer that was left open nobody else signs its holder out everywhere.
  if (!visit.recent) {
    return seeOther(paths.signInAgain(register.id, { terug: paths.security(register.id) }))
  }
  if (which === 'alle') {
    await endSessions(context.db, accountId, { allBut: undefined })
    noteSecurity(context, 'sessions-ended', { account: accountId, by: 'holder' })
    visit.setSession(undefined)
    return leaveFor(visit, paths.home(register.id), `${You} bent overal uitgelogd.`)
  }
  const others = which === 'andere'
  if (others) {
    await endSessions(context.db, accountId, { allBut: sessionToken(visit) })
    noteSecurity(context, 'sessions-ended', { account: accountId, by: 'holder' })
  } else if (isUuid(which)) await endSessions(context.db, accountId, { id: which })
  else notFound()
  const said = others
    ? `${You} bent op alle andere apparaten uitgelogd.`
    : 'Dat apparaat is uitgelogd.'
  return leaveFor(visit, paths.security(register.id), said)
}

/** Says what new recovery codes do, before they are made. */
export async function askNewRecoveryCodes(visit: Visit): Promise<Response> {
  const { register, Your } = speech(visit)
  const here = paths.security(register.id)
  const elsewhere = await unlessSecondStep(visit)
  if (elsewhere !== undefined) return elsewhere
  return confirmPage(visit, {
    title: 'Nieuwe herstelcodes maken',
    ...inSecurity(visit),
    lead: <p>{Your} oude herstelcodes werken dan niet meer.</p>,
    button: 'Nieuwe codes maken',
    back: { label: 'Oude codes houden', href: here, link: true },
  })
}

// Only after the second step: otherwise these codes would stand in for it.
async function unlessSecondStep(visit: Visit): Promise<Response | undefined> {
  const { register, db } = visit.context
  const { accountId, secondFactor } = accountOf(visit)
  const account = await findAccount(db, register.id, accountId)
  return account?.hasApp === true && secondFactor
    ? undefined
    : seeOther(paths.secondFactor(register.id, { terug: paths.security(register.id) }))
}

/** Makes new recovery codes and shows them, this once. */
export async function newRecoveryCodes(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, Your } = speech(visit)
  const { accountId } = accountOf(visit)
  const here = paths.security(register.id)
  const elsewhere = await unlessSecondStep(visit)
  if (elsewhere !== undefined) return elsewhere
  const codes = await renewRecoveryCodes(context, accountId)
  return recoveryCodesPage(visit, codes, here, `${Your} nieuwe herstelcodes`)
}
