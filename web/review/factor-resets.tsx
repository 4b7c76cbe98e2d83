import { readEmail } from '#domain/people/account/account.ts'
import type { AskedReset } from '#domain/people/account/ask-factor-reset.ts'
import { askFactorReset } from '#domain/people/account/ask-factor-reset.ts'
import { confirmFactorReset } from '#domain/people/account/confirm-factor-reset.ts'
import type { FactorReset } from '#domain/people/account/factor-reset.ts'
import { resetDays, resetHours } from '#domain/people/account/factor-reset.ts'
import { listFactorResets } from '#domain/people/account/running-resets.ts'
import { stopFactorReset } from '#domain/people/account/stop-factor-reset.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, text } from '#web/forms/questions.tsx'
import { Alert, Button, formatMoment } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, needsRecentSignIn } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** Taking off the second step that somebody lost, by the administrators of the register. */
export const adminFactorResets = resetsPage(paths.adminFactorResets, ({ id }) => ({
  current: paths.admin(id),
  breadcrumb: [{ label: 'Beheer', href: paths.admin(id) }],
}))

/** The same by the back office. */
export const workFactorResets = resetsPage(paths.workFactorResets, (register) => inWork(register))

// Two people see to it, so the page is the same for whoever may.
function resetsPage(
  here: (register: string) => string,
  place: (register: Register) => Pick<TitledFacts, 'current' | 'breadcrumb'>,
) {
  return formPage({
    load: ({ context }) => listFactorResets(context),
    form: ({ context: { register } }) => {
      const { say } = voice(register.address)
      const known = `Hoe ${say('weet je', 'weet u')} dat het deze persoon zelf is?`
      return form({
        email: email('e-mail', 'Met welk e-mailadres logt diegene in?', {
          required: emailNeeded,
          autocomplete: 'off',
        }),
        reason: text('reden', known, {
          hint: 'Bijvoorbeeld: teruggebeld op het nummer dat al in het dossier stond.',
          required: `Vul in hoe ${say('je', 'u')} weet dat het deze persoon zelf is.`,
          most: 500,
          rows: 3,
        }),
      })
    },
    page: (visit, { running, over }) => {
      const { you } = speech(visit)
      return {
        title: 'Tweede stap kwijt',
        ...place(visit.context.register),
        lead: (
          <>
            <p class="lead">
              Wie geen telefoon en geen herstelcode meer heeft, kan de tweede stap van het inloggen
              niet zetten. Twee collega’s halen die stap er samen af. Daarna stelt diegene een
              nieuwe in.
            </p>
            <Alert type="warning" title="Zo probeert ook een inbreker binnen te komen">
              <p>
                Bel terug op een nummer dat {you} al had, of laat diegene langskomen. Een e-mail of
                een telefoontje alleen is niet genoeg.
              </p>
            </Alert>
            {running.length > 0 && <Running visit={visit} resets={running} />}
            {over.length > 0 && <Over visit={visit} resets={over} />}
            <h2>Herstel vragen</h2>
            <p>
              Wie het betreft krijgt meteen een e-mail en kan het stoppen. Een tweede collega
              bevestigt binnen {resetDays} dagen. {resetHours} uur daarna logt diegene in zonder
              tweede stap.
            </p>
          </>
        ),
        form: { hidden: { doe: 'vragen' } },
        button: 'Herstel vragen',
      }
    },
    sent: (visit) => {
      switch (visit.form.value('doe')) {
        case 'bevestigen':
          needsRecentSignIn(visit)
          return confirm(visit, here)
        case 'stoppen':
          return stop(visit, here)
      }
    },
    save: async (visit, { email: typed, reason }) => {
      needsRecentSignIn(visit)
      const { context } = visit
      const address = readEmail(typed) ?? typed
      const { outcome } = await askFactorReset(context, { email: address, reason })
      if (outcome !== 'asked')
        return { wrong: { email: refusal(outcome, voice(context.register.address)) } }
      return leaveFor(
        visit,
        here(context.register.id),
        `Gevraagd. ${address} krijgt nu bericht. Een collega moet het nog bevestigen.`,
      )
    },
  })
}

function refusal(outcome: Exclude<AskedReset['outcome'], 'asked'>, { your }: Voice): string {
  switch (outcome) {
    case 'unknown':
      return 'Met dit adres logt hier niemand in. Kijk of het goed is getypt.'
    case 'own':
      return `Dit is ${your} eigen account. Vraag een collega.`
    case 'no-second-factor':
      return 'Dit account heeft geen tweede stap. Inloggen kan zonder.'
    case 'everywhere':
      return 'Dit is een beheerder van alle registers. Wie de server beheert, herstelt dit.'
    case 'runs-already':
      return 'Dit herstel loopt al.'
  }
}

function Running({ visit, resets }: { visit: Visit; resets: readonly FactorReset[] }) {
  const { accountId } = accountOf(visit)
  const press = (doe: string, id: string, label: string, about: string) => (
    <PageForm visit={visit} hidden={{ doe, herstel: id }}>
      <Button variant="link" about={about}>
        {label}
      </Button>
    </PageForm>
  )
  return (
    <>
      <h2>Wat er loopt</h2>
      <List
        visit={visit}
        caption="Herstel dat loopt"
        rows={resets}
        columns={({ name, text: words, moment, button, status }) => [
          name('Van wie', (one) => one.name),
          words('E-mail', (one) => one.email),
          words('Hoe bekend', (one) => one.reason),
          moment('Gevraagd', ({ askedAt }) => askedAt),
          status(
            'Stand',
            ({ dueAt }) =>
              dueAt === undefined
                ? { colour: 'yellow', label: 'Wacht op een tweede collega' }
                : { colour: 'blue', label: `Zonder tweede stap vanaf ${formatMoment(dueAt)}` },
            { selfExplaining: true },
          ),
          button('Bevestigen', ({ id, dueAt, askedBy, accountId: of, name: whose }) =>
            dueAt !== undefined || [askedBy, of].includes(accountId)
              ? null
              : press('bevestigen', id, 'Bevestig', `herstel van ${whose}`),
          ),
          button('Stoppen', ({ id, name: whose }) =>
            press('stoppen', id, 'Stop', `herstel van ${whose}`),
          ),
        ]}
      />
    </>
  )
}

function Over({ visit, resets }: { visit: Visit; resets: readonly FactorReset[] }) {
  return (
    <>
      <h2>Van de laatste drie maanden</h2>
      <List
        visit={visit}
        caption="Herstel van de laatste drie maanden"
        rows={resets}
        columns={({ name, moment, text: words }) => [
          name('Van wie', (one) => one.name),
          moment('Gevraagd', ({ askedAt }) => askedAt),
          words('Wat ervan kwam', came),
        ]}
      />
    </>
  )
}

function came({ status, endedBy, accountId }: FactorReset): string {
  if (status === 'done') return 'Hersteld'
  if (status !== 'stopped') return 'Te laat: niemand kwam er op tijd op terug'
  if (endedBy === accountId) return 'Gestopt: diegene logde in met de tweede stap'
  return endedBy === undefined
    ? 'Gestopt door wie het betreft, met de link in de e-mail, of te laat bevestigd'
    : 'Gestopt door een collega'
}

async function confirm(visit: Visit, here: (register: string) => string): Promise<Response> {
  const { context, form: sent } = visit
  const done = await confirmFactorReset(context, sent.value('herstel'))
  const page = here(context.register.id)
  switch (done.outcome) {
    case 'confirmed':
      return leaveFor(
        visit,
        page,
        `Bevestigd. Vanaf ${formatMoment(done.dueAt)} kan diegene inloggen zonder tweede stap.`,
      )
    case 'second-person':
      return leaveFor(visit, page, 'Dit bevestigt een ander dan wie het vroeg.', 'warning')
    case 'administrator':
      return leaveFor(
        visit,
        page,
        'Diegene werkt voor het register. Dan is een van de twee een beheerder.',
        'warning',
      )
    case 'not-found':
      return leaveFor(visit, page, 'Dit herstel loopt niet meer.', 'info')
  }
}

async function stop(visit: Visit, here: (register: string) => string): Promise<Response> {
  const { context, form: sent } = visit
  const { outcome } = await stopFactorReset(context, sent.value('herstel'))
  const page = here(context.register.id)
  return outcome === 'stopped'
    ? leaveFor(visit, page, 'Het herstel is gestopt. Er is niets veranderd.')
    : leaveFor(visit, page, 'Dit herstel liep niet meer.', 'info')
}
