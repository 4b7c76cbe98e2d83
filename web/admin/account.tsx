import { endSessionsOf, findAccountHere } from '#domain/people/account/end-sessions-of.ts'
import { findAccountByName } from '#domain/people/account/find-by-name.ts'
import { listSessions } from '#domain/people/account/queries.ts'
import { voice } from '#language/voice.ts'
import { form } from '#web/forms/form.tsx'
import { line } from '#web/forms/questions.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { SessionList } from '#web/professional/session-list.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Finding somebody who has to be signed out everywhere, by their address or number. */
export const findAccountPage = formPage({
  load: () => undefined,
  form: () =>
    form({
      name: line('naam', 'E-mailadres of registratienummer', {
        required: 'Vul een e-mailadres of een registratienummer in.',
        width: 'l',
        autocomplete: 'off',
        spellcheck: false,
      }),
    }),
  page: ({ context: { register } }) => {
    const { say } = voice(register.address)
    return {
      title: 'Account zoeken',
      current: paths.adminStaff(register.id),
      breadcrumb: [{ label: 'Gebruikers', href: paths.adminStaff(register.id) }],
      lead: (
        <p class="lead">
          Is iemand een telefoon kwijt, of zit er misschien een ander achter een account? Zoek het
          account. Daar staat waar diegene is ingelogd, en {say('log je', 'logt u')} diegene uit.
        </p>
      ),
      button: 'Zoek',
    }
  },
  save: async ({ context }, { name }) => {
    const account = await findAccountByName(context, name.trim().toLowerCase())
    const here = account === undefined ? undefined : await findAccountHere(context, account.id)
    return here === undefined
      ? { wrong: { name: 'In dit register is geen account met dit adres of nummer.' } }
      : seeOther(paths.adminAccount(context.register.id, here.accountId))
  },
})

/** Where somebody is signed in, for the administrator who may end that. */
export async function showAccount(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const one = (await findAccountHere(context, idIn(visit))) ?? notFound()
  // Of themselves everybody has a page of their own, on which this browser is told apart.
  if (one.accountId === accountOf(visit).accountId) return seeOther(paths.security(register.id))
  const sessions = await listSessions(context.db, one.accountId, undefined)
  const shown = {
    about: 'account',
    id: one.accountId,
    thing: 'account',
    thingId: one.accountId,
  } as const
  visit.shows(shown)
  const list = paths.adminStaff(register.id)
  const facts = {
    title: `Account van ${one.name}`,
    current: list,
    breadcrumb: [{ label: 'Gebruikers', href: list }],
  }
  const back = { label: 'Terug naar Gebruikers', href: list }
  if (sessions.length === 0) {
    return titledPage(
      visit,
      facts,
      <>
        <p>
          {one.name} logt in met {one.email}, en is nu nergens ingelogd.
        </p>
        <p>
          <a href={list}>{back.label}</a>
        </p>
      </>,
    )
  }
  return confirmPage(
    visit,
    {
      ...facts,
      danger: true,
      button: 'Log overal uit',
      back: { ...back, label: 'Toch niet' },
    },
    <>
      <p>
        {one.name} logt in met {one.email}.
      </p>
      <h2>Waar {one.name} is ingelogd</h2>
      <SessionList
        visit={visit}
        caption={`Apparaten waarop ${one.name} is ingelogd`}
        sessions={sessions}
      />
      <p>
        Wat diegene aan het invullen is, blijft bewaard. Diegene krijgt hierover een e-mail en kan
        meteen weer inloggen. Kent een ander het wachtwoord? Dan moet diegene ook een nieuw
        wachtwoord kiezen.
      </p>
    </>,
  )
}

/** Signs somebody out everywhere. */
export async function signOutEverywhere(visit: Visit): Promise<Response> {
  const { context } = visit
  const { You, your } = speech(visit)
  const one = (await findAccountHere(context, idIn(visit))) ?? notFound()
  const list = paths.adminStaff(context.register.id)
  if (one.accountId === accountOf(visit).accountId) {
    const own = paths.security(context.register.id)
    return leaveFor(visit, own, `${You} logt hier zelf uit op ${your} apparaten.`, 'info')
  }
  const ended = await endSessionsOf(context, one)
  return ended.outcome === 'ended'
    ? leaveFor(visit, list, `${one.name} is overal uitgelogd en krijgt een e-mail.`)
    : leaveFor(visit, list, `${one.name} was al nergens meer ingelogd.`, 'info')
}
