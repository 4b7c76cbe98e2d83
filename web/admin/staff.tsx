import type { Term } from '#domain/people/body/seat.ts'
import { hasTerm, seatFrom, seatName, seatsOf, termOn } from '#domain/people/body/seat.ts'
import type { StaffChanged } from '#domain/people/staff/change-staff.ts'
import { changeStaff } from '#domain/people/staff/change-staff.ts'
import type { ChangedInvitation } from '#domain/people/staff/invitations.ts'
import { inviteAgain, listInvitations, revokeInvitation } from '#domain/people/staff/invitations.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { asksSecond, isOnlyAdministrator } from '#domain/people/staff/second-administrator.ts'
import { settleStaffChange } from '#domain/people/staff/settle-change.ts'
import type { StaffChange, StaffChangeAnswer } from '#domain/people/staff/staff-change.ts'
import { stuckChanges, waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import type { Seat } from '#domain/platform/actor/actor.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { acts } from '#regulations/acts.ts'
import type { NamedBody } from '#regulations/bodies.ts'
import { bodyOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { choice, day, emailNeeded, line } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  formatDay,
  formatDayShort,
  formatMoment,
  SummaryList,
} from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import type { NoticeTone } from '#web/notice.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, needsRecentSignIn, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whom to invite, and to what. */
function invitationForm(register: Register) {
  return form(
    {
      email: line('email', 'E-mailadres', {
        required: emailNeeded,
        like: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, emailNeeded],
        most: 254,
        tooLong: emailNeeded,
        type: 'email',
        autocomplete: 'off',
      }),
      role: choice('rol', 'Wat gaat diegene doen?', {
        required: 'Kies wat diegene gaat doen.',
        options: seatsOf(register).map((seat) => ({
          value: fieldValue(seat),
          label: seatLabel(register, seat),
        })),
      }),
      ...termQuestions,
    },
    { check: ({ first, last }) => wrongTerm({ first, last }) },
  )
}

/** Who works for the register: inviting somebody to a role, and taking a role away. */
export const staffPage = formPage({
  load: async ({ context }) => {
    const staff = await listStaff(context)
    const changes = await waitingChanges(context)
    const ended = staff.filter(({ term }) => termOn(term, context.today) === 'over').length
    return {
      staff,
      ended,
      invitations: await listInvitations(context),
      changes,
      // Of what waits for another administrator, nothing else is proposed meanwhile.
      waits: ({ accountId, role, body }: Seat & { readonly accountId: string }) =>
        changes.some(
          (one) => one.accountId === accountId && one.seat.role === role && one.seat.body === body,
        ),
      stuck: await stuckChanges(context),
      second: await asksSecond(context),
      alone: await isOnlyAdministrator(context),
      register: context.register,
      // Nobody takes away their own role of administrator.
      own: accountIdOf(context.actor),
      context,
    }
  },
  form: ({ context }) => invitationForm(context.register),
  page: (
    visit,
    { staff, invitations, register, context, own, ended, changes, stuck, second, alone, waits },
  ) => ({
    title: 'Gebruikers',
    current: paths.adminStaff(register.id),
    lead: (
      <>
        <p class="lead">
          Wie voor het register werkt, en hoelang. Iedereen met een rol logt in met een tweede stap.
          Wie een zittingsduur heeft, kan daarbuiten niets doen.
        </p>
        {second && <Seconds alone={alone} />}
        {ended > 0 && (
          <Alert type="warning" title="Er is een zittingsduur voorbij">
            <p>
              {ended === 1 ? '1 persoon kan' : `${ended} mensen kunnen`} niets meer doen. Zet een
              nieuwe laatste dag, of trek de rol in.
            </p>
          </Alert>
        )}
        {changes.length > 0 && (
          <>
            <Changes visit={visit} changes={changes} />
            {stuck.length > 0 && !alone && (
              <Alert type="warning" title="Niemand kan dit bevestigen">
                <p>
                  {formatList(stuck.map((one) => changeWords(register, one)))}: daar is een
                  beheerder voor nodig die het niet zelf voorstelde, en over wie het niet gaat.
                  Nodig zo iemand uit, of vraag wie Peil op de server beheert.
                </p>
              </Alert>
            )}
            <h2>Wie nu een rol heeft</h2>
          </>
        )}
        <List
          visit={visit}
          caption="Gebruikers met een rol"
          rows={staff}
          columns={({ name, status, button, text }) => [
            name('Wie', ({ name, email, accountId }) => (
              <a href={paths.adminAccount(register.id, accountId)}>{name || email}</a>
            )),
            text('E-mail', ({ email }) => email),
            text('Rol', (one) => seatLabel(register, one)),
            status('Zittingsduur', ({ term }) => termTag(term, context.today)),
            status('Tweede stap', ({ secondFactor }) =>
              secondFactor
                ? { colour: 'green', label: 'Ingesteld' }
                : { colour: 'grey', label: 'Nog niet' },
            ),
            button('Wijzigen', ({ seatId, role, body, name, email, everywhere, accountId }) =>
              everywhere || !hasTerm({ role }) || waits({ accountId, role, body }) ? null : (
                <Button
                  variant="link"
                  href={paths.adminTerm(register.id, seatId)}
                  about={`van ${name || email} als ${seatName(register, { role, body })}`}
                >
                  Zet zittingsduur
                </Button>
              ),
            ),
            button('Intrekken', ({ accountId, role, body, name, email, everywhere }) =>
              waits({ accountId, role, body }) ? (
                'Wacht op bevestiging'
              ) : everywhere || (role === 'administrator' && accountId === own) ? null : (
                <PageForm
                  visit={visit}
                  hidden={{ doe: 'intrekken', account: accountId, rol: fieldValue({ role, body }) }}
                >
                  <Button
                    variant="link"
                    about={`${seatLabel(register, { role, body })} ${name || email}`}
                  >
                    Trek in
                  </Button>
                </PageForm>
              ),
            ),
          ]}
        />
        <p>
          <a href={paths.adminFindAccount(register.id)}>Zoek een ander account</a>, bijvoorbeeld om
          iemand overal uit te loggen.
        </p>
        {invitations.length > 0 && (
          <>
            <h2>Uitnodigingen die wachten</h2>
            <List
              visit={visit}
              caption="Uitnodigingen die wachten"
              rows={invitations}
              columns={({ name, text, moment, status, button }) => [
                name('Aan wie', ({ email }) => email),
                text('Rol', (one) => seatLabel(register, one)),
                moment('Verstuurd', ({ sentAt }) => sentAt),
                status(
                  'Stand',
                  ({ expired, refusesMail, expiresAt }) =>
                    refusesMail
                      ? { colour: 'red', label: 'Het adres weigert onze e-mail' }
                      : expired
                        ? { colour: 'red', label: 'Verlopen' }
                        : { colour: 'blue', label: `Geldig tot ${formatMoment(expiresAt)}` },
                  { selfExplaining: true },
                ),
                button('Opnieuw', ({ id, email }) => (
                  <PageForm visit={visit} hidden={{ doe: 'opnieuw', uitnodiging: id }}>
                    <Button variant="link" about={email}>
                      Stuur opnieuw
                    </Button>
                  </PageForm>
                )),
                button('Intrekken', ({ id, email }) => (
                  <PageForm visit={visit} hidden={{ doe: 'terugnemen', uitnodiging: id }}>
                    <Button variant="link" about={email}>
                      Trek in
                    </Button>
                  </PageForm>
                )),
              ]}
            />
          </>
        )}
        <h2>Iemand uitnodigen</h2>
      </>
    ),
    form: { hidden: { doe: 'uitnodigen' } },
    button: 'Uitnodigen',
    after: <Bodies register={register} />,
  }),
  sent: (visit) => {
    switch (visit.form.value('doe')) {
      case 'intrekken':
        return revoke(visit)
      case 'bevestigen':
        needsRecentSignIn(visit)
        return settle(visit, 'confirm')
      case 'afwijzen':
        return settle(visit, 'refuse')
      case 'voorstel-intrekken':
        return settle(visit, 'withdraw')
      case 'opnieuw':
        needsRecentSignIn(visit)
        return changeInvitation(visit, inviteAgain)
      case 'terugnemen':
        return changeInvitation(visit, revokeInvitation)
    }
  },
  save: async (visit, { email, role, first, last }) => {
    const { context } = visit
    const seat = seatIn(context.register, role)
    if (seat === undefined) return notFound()
    needsRecentSignIn(visit)
    const term = hasTerm(seat) ? { first, last } : { first: undefined, last: undefined }
    const wish = { what: 'give', email: email.toLowerCase(), seat, term } as const
    return leaveFor(
      visit,
      paths.adminStaff(context.register.id),
      ...changedText(visit, await changeStaff(context, wish), email),
    )
  },
})

// What each body of the register may do, as its file says; a seat in it lets somebody do that.
function Bodies({ register }: { readonly register: Register }) {
  return (
    <>
      <h2>Wat elk orgaan mag</h2>
      <SummaryList
        items={register.bodies.map(({ id }) => {
          const body = bodyOf(register, id)
          return body !== undefined && { term: body.name, value: <Acts body={body} /> }
        })}
      />
    </>
  )
}

function Acts({ body: { may } }: { readonly body: NamedBody }) {
  return (
    <ul>
      {may.map((act) => (
        <li>{sentenceCase(acts[act])}</li>
      ))}
    </ul>
  )
}

async function revoke(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const seat = seatOfValue(form.value('rol'))
  if (seat === undefined) notFound()
  const wish = { what: 'take', accountId: form.value('account'), seat } as const
  const page = paths.adminStaff(context.register.id)
  return leaveFor(visit, page, ...changedText(visit, await changeStaff(context, wish)))
}

/** What came of a change of somebody's role, in words for whoever asked it. */
export function changedText(
  visit: Visit,
  changed: StaffChanged,
  email = '',
): readonly [string, NoticeTone] {
  const { You, your } = speech(visit)
  switch (changed.outcome) {
    case 'invited':
      return [mailedTo(visit.context.platform, 'een uitnodiging', email), 'success']
    case 'revoked':
      return ['De rol is ingetrokken.', 'success']
    case 'set':
      return ['De zittingsduur is bewaard.', 'success']
    case 'proposed':
      return changed.alone
        ? ['Dit is voorgesteld. Er is nog geen andere beheerder die het kan bevestigen.', 'warning']
        : ['Dit is voorgesteld. Een andere beheerder krijgt bericht en bevestigt het.', 'success']
    case 'waits-already':
      return ['Dit was al voorgesteld, en wacht op een andere beheerder.', 'info']
    case 'unchanged':
      return ['De zittingsduur is niet veranderd.', 'info']
    case 'ends-before-it-begins':
      return ['De laatste dag ligt voor de eerste. Er is niets veranderd.', 'warning']
    case 'own-role':
      return [
        `${You} kunt ${your} eigen rol van beheerder niet intrekken. Vraag een collega.`,
        'warning',
      ]
    case 'last-administrator':
      return ['Dit is de laatste beheerder. Nodig eerst een andere uit.', 'warning']
    case 'not-found':
      return ['Deze rol was al ingetrokken.', 'info']
  }
}

async function settle(visit: Visit, event: StaffChangeAnswer): Promise<Response> {
  const { context, form } = visit
  const { You } = speech(visit)
  const settled = await settleStaffChange(context, form.value('voorstel'), event)
  const page = paths.adminStaff(context.register.id)
  switch (settled.outcome) {
    case 'done': {
      const said = {
        confirm: 'Bevestigd: het voorstel is uitgevoerd.',
        refuse: 'Het voorstel is afgewezen. Er verandert niets.',
        withdraw: 'Het voorstel is ingetrokken. Er verandert niets.',
      }[event]
      return leaveFor(visit, page, said)
    }
    case 'no-longer':
      return leaveFor(visit, page, 'Dit kan niet meer: er is intussen iets veranderd.', 'info')
    case 'not-yours':
      return leaveFor(
        visit,
        page,
        `${You} kunt dit niet zelf afhandelen. Een andere beheerder doet dit.`,
        'warning',
      )
    case 'others-can':
    case 'not-found':
      return leaveFor(visit, page, 'Dit voorstel was al afgehandeld.', 'info')
  }
}

// That a second administrator looks, and what to do where there is none.
function Seconds({ alone }: { readonly alone: boolean }) {
  if (!alone) {
    return (
      <p>
        Een rol geven, wijzigen of intrekken doen twee beheerders: de een stelt het voor, de ander
        bevestigt het.
      </p>
    )
  }
  return (
    <Alert type="warning" title="Er is geen tweede beheerder">
      <p>
        Een rol geven, wijzigen of intrekken doen twee mensen. Stel het hier voor. Wie Peil op de
        server beheert, bevestigt het. Nodig op die manier eerst een tweede beheerder uit.
      </p>
    </Alert>
  )
}

function Changes(props: { readonly visit: Visit; readonly changes: readonly StaffChange[] }) {
  const { visit, changes } = props
  const { register } = visit.context
  return (
    <>
      <h2>Wacht op een andere beheerder</h2>
      <List
        visit={visit}
        caption="Voorstellen die wachten, het oudste eerst"
        rows={changes}
        columns={({ name, text, day, button }) => [
          name('Wat', (one) => changeWords(register, one)),
          text('Voorgesteld door', ({ proposer }) => proposer || 'Niet bekend'),
          day('Op', ({ proposedOn }) => proposedOn),
          button('Bevestigen', (one) =>
            one.mine !== 'settle' ? null : (
              <SettleForm visit={visit} id={one.id} does="bevestigen">
                <Button variant="secondary" about={changeWords(register, one)}>
                  Bevestig
                </Button>
              </SettleForm>
            ),
          ),
          button('Niet doen', (one) =>
            one.mine === 'nothing' ? null : (
              <SettleForm
                visit={visit}
                id={one.id}
                does={one.mine === 'withdraw' ? 'voorstel-intrekken' : 'afwijzen'}
              >
                <Button variant="link" about={changeWords(register, one)}>
                  {one.mine === 'withdraw' ? 'Trek in' : 'Wijs af'}
                </Button>
              </SettleForm>
            ),
          ),
        ]}
      />
    </>
  )
}

function SettleForm(props: {
  readonly visit: Visit
  readonly id: string
  readonly does: string
  readonly children: Content
}) {
  const { visit, id, does, children } = props
  return (
    <PageForm visit={visit} hidden={{ doe: does, voorstel: id }}>
      {children}
    </PageForm>
  )
}

/** A change of somebody's role in words: "Sanne Bakker wordt lid van de commissie". */
export function changeWords(
  register: Register,
  { what, whose, seat, term: { first, last } }: StaffChange,
): string {
  const role = seatName(register, seat)
  const days = [
    first === undefined ? '' : ` vanaf ${formatDay(first)}`,
    last === undefined ? '' : ` tot en met ${formatDay(last)}`,
  ].join('')
  switch (what) {
    case 'give':
      return `${whose} wordt ${role}${days}`
    case 'take':
      return `${whose} is niet langer ${role}`
    case 'set-term':
      return `${whose} is ${role}${days || ' zonder einde'}`
  }
}

async function changeInvitation(
  visit: Visit,
  change: (context: Context, id: string) => Promise<ChangedInvitation>,
): Promise<Response> {
  const { context, form } = visit
  const changed = await change(context, form.value('uitnodiging'))
  const page = paths.adminStaff(context.register.id)
  switch (changed.outcome) {
    case 'revoked':
      return leaveFor(visit, page, `De uitnodiging van ${changed.email} is ingetrokken.`)
    case 'sent-again':
      return leaveFor(
        visit,
        page,
        mailedTo(context.platform, 'een nieuwe uitnodiging', changed.email),
      )
    case 'not-found':
      return leaveFor(visit, page, 'Deze uitnodiging was al aangenomen of ingetrokken.', 'info')
  }
}

/** The days of a term, in the form of an invitation and of a seat. */
export const termQuestions = {
  first: day('vanaf', 'Vanaf welke dag?', {
    optional: true,
    hint: 'Laat leeg als het meteen begint.',
  }),
  last: day('tot-en-met', 'Tot en met welke dag?', {
    optional: true,
    hint: 'Laat leeg als er geen einde is.',
  }),
}

/** What is wrong with the days of a term that can be read. */
export function wrongTerm(term: {
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
}): { readonly last?: string } {
  const { first, last } = term
  return first !== undefined && last !== undefined && Temporal.PlainDate.compare(first, last) > 0
    ? { last: 'De laatste dag ligt voor de eerste. Kies een latere dag.' }
    : {}
}

function termTag(term: Term, today: Temporal.PlainDate) {
  const { first, last } = term
  switch (termOn(term, today)) {
    case 'over':
      return { colour: 'red', label: `Voorbij sinds ${last && formatDayShort(last)}` } as const
    case 'to-come':
      return { colour: 'grey', label: `Begint op ${first && formatDayShort(first)}` } as const
    case 'runs':
      return last === undefined
        ? ({ colour: 'grey', label: 'Geen einde' } as const)
        : ({ colour: 'green', label: `Tot en met ${formatDayShort(last)}` } as const)
  }
}

function fieldValue({ role, body }: Seat): string {
  return body === '' ? role : `${role}.${body}`
}

function seatOfValue(value: string): Seat | undefined {
  const [first = '', body = ''] = value.split('.')
  return seatFrom({ role: first, body })
}

function seatIn(register: Register, value: string): Seat | undefined {
  return seatsOf(register).find((seat) => fieldValue(seat) === value)
}

function seatLabel(register: Register, seat: Seat): string {
  return sentenceCase(seatName(register, seat))
}
