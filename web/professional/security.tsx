import { deviceOf } from '#domain/people/account/account.ts'
import { endSessions } from '#domain/people/account/end-session.ts'
import { findAccount, listSessions } from '#domain/people/account/queries.ts'
import { renewRecoveryCodes } from '#domain/people/account/set-up-second-factor.ts'
import { voice } from '#language/voice.ts'
import { Button, Tag } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'
import { sessionToken } from '#web/session-cookie.ts'
import { recoveryCodesPage } from '#web/sign-in/second-factor.tsx'

const methods = {
  password: 'Met wachtwoord',
  link: 'Met een link per e-mail',
  demo: 'In de demo',
} as const

/** How whoever asks signs in, and where they are signed in now. */
export async function showSecurity(visit: Visit): Promise<Response> {
  const { context, actor } = visit
  const { register, db } = context
  const { you, You, your, Your } = voice(register.address)
  const { accountId, email } = accountOf(visit)
  const account = await findAccount(db, register.id, accountId)
  if (account === undefined) notFound()
  const sessions = await listSessions(db, accountId, sessionToken(visit))
  const professional = actor.kind === 'account' && actor.registrationId !== undefined
  return titledPage(
    visit,
    {
      title: 'Inloggen en beveiliging',
      ...(professional
        ? {
            current: paths.myData(register.id),
            breadcrumb: [{ label: 'Mijn gegevens', href: paths.myData(register.id) }],
          }
        : {}),
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
        <a href={paths.forgottenPassword(register.id)}>
          {account.hasPassword ? 'Kies een nieuw wachtwoord' : 'Kies een wachtwoord'}
        </a>
      </p>
      {(account.staff || account.hasSecondFactor) && (
        <>
          <h2>Tweede stap</h2>
          {account.hasSecondFactor ? (
            <>
              <p>
                {Your} tweede stap staat aan. {You} hebt nog {account.recoveryCodesLeft}{' '}
                herstelcodes.
              </p>
              <PageForm visit={visit} action={paths.recoveryCodes(register.id)}>
                <Button variant="secondary">Nieuwe herstelcodes maken</Button>
              </PageForm>
            </>
          ) : (
            <p>
              <a href={paths.secondFactorSetUp(register.id)}>Stel {your} tweede stap in</a>
            </p>
          )}
        </>
      )}
      <h2>Waar {you} bent ingelogd</h2>
      <List
        visit={visit}
        caption={`Apparaten waarop ${you} bent ingelogd`}
        rows={sessions}
        columns={({ name, moment, button, text }) => [
          name('Apparaat', ({ userAgent, current }) => (
            <>
              {deviceOf(userAgent)} {current && <Tag colour="blue">Dit apparaat</Tag>}
            </>
          )),
          text('Hoe', ({ method }) => methods[method]),
          moment('Ingelogd', ({ startedAt }) => startedAt),
          moment('Laatst gebruikt', ({ lastSeenAt }) => lastSeenAt),
          button('Uitloggen', ({ id, current, userAgent }) =>
            current ? (
              ''
            ) : (
              <PageForm
                visit={visit}
                action={paths.endSession(register.id)}
                hidden={{ sessie: id }}
              >
                <Button variant="link" about={deviceOf(userAgent)}>
                  Uitloggen
                </Button>
              </PageForm>
            ),
          ),
        ]}
      />
      {sessions.length > 1 && (
        <PageForm
          visit={visit}
          action={paths.endSession(register.id)}
          hidden={{ sessie: 'andere' }}
        >
          <Button variant="secondary">Op alle andere apparaten uitloggen</Button>
        </PageForm>
      )}
    </>,
  )
}

/** Ends another session of one's own, or all others. */
export async function endSession(visit: Visit): Promise<Response> {
  const { You } = voice(visit.context.register.address)
  const { context, form } = visit
  const { accountId } = accountOf(visit)
  const which = form.value('sessie')
  const token = sessionToken(visit)
  if (which === 'andere') await endSessions(context.db, accountId, { allBut: token })
  else if (/^[0-9a-f-]{36}$/.test(which)) await endSessions(context.db, accountId, { id: which })
  else notFound()
  visit.leave(
    which === 'andere' ? `${You} bent overal anders uitgelogd.` : 'Dat apparaat is uitgelogd.',
  )
  return seeOther(paths.security(context.register.id))
}

/** Makes new recovery codes and shows them, this once. */
export async function newRecoveryCodes(visit: Visit): Promise<Response> {
  const { Your } = voice(visit.context.register.address)
  const { context } = visit
  const { accountId, secondFactor } = accountOf(visit)
  const account = await findAccount(context.db, context.register.id, accountId)
  // Only after the second step: otherwise these codes would stand in for it.
  if (account?.hasSecondFactor !== true || !secondFactor) {
    return seeOther(
      paths.secondFactor(context.register.id, { terug: paths.security(context.register.id) }),
    )
  }
  const codes = await renewRecoveryCodes(context, accountId)
  return recoveryCodesPage(
    visit,
    codes,
    paths.security(context.register.id),
    `${Your} nieuwe herstelcodes`,
  )
}
