import type { Alarm, AlarmKind } from '#domain/platform/alarm/alarm.ts'
import type { Alarms } from '#domain/platform/alarm/queries.ts'
import { readAlarms } from '#domain/platform/alarm/queries.ts'
import { letMailGo } from '#domain/platform/message/hold-mail.ts'
import { alarmWords } from '#mail/alarm.ts'
import { Alert, Button, ButtonGroup, EmptyState, Form, formatMoment } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'

/** What is wrong with this installation now, since when, and what there is to do; and what was wrong before. */
export async function showAlarms(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id } = context.register
  const alarms = await readAlarms(context)
  const { standing, ended } = alarms
  return titledPage(
    visit,
    {
      title: 'Alarm',
      current: paths.admin(id),
      breadcrumb: [{ label: 'Beheer', href: paths.admin(id) }],
      lead: (
        <p class="lead">
          Hier staat wat er mis is met Peil als geheel, voor alle registers samen. Beheerders
          krijgen een e-mail als er iets begint en als het voorbij is.
        </p>
      ),
    },
    <>
      {alarms.isUnwatched && <Unwatched alarms={alarms} />}
      {standing.map((alarm) => (
        <Standing visit={visit} alarm={alarm} />
      ))}
      {standing.length === 0 && !alarms.isUnwatched && (
        <EmptyState title="Er is niets mis">{lookedAt(alarms)}</EmptyState>
      )}
      {alarms.backedUpAt !== undefined && (
        <p>In de laatste reservekopie zit alles tot {formatMoment(alarms.backedUpAt)}.</p>
      )}
      {ended.length > 0 && (
        <section>
          <h2>Wat voorbij is</h2>
          <List
            visit={visit}
            caption="Wat voorbij is, het laatste eerst"
            rows={ended}
            columns={({ name, text }) => [
              name('Wat', (alarm) => wordsOf(alarm).title),
              text('Van', ({ began }) => formatMoment(began)),
              text('Tot', (alarm) => (alarm.ended === undefined ? '' : formatMoment(alarm.ended))),
            ]}
          />
        </section>
      )}
    </>,
  )
}

/** Lets mail leave again after the installation was put back from a backup. */
export async function releaseMail(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const page = paths.adminAlarms(context.register.id)
  const dropEarlier = form.value('mail') === 'niet'
  const { outcome } = await letMailGo(context, { dropEarlier })
  return outcome === 'goes'
    ? leaveFor(visit, page, 'E-mail gaat weer weg. Binnen een minuut begint Peil ermee.')
    : leaveFor(visit, page, 'E-mail ging al weg.', 'info')
}

/** What stands in the way of all, in a few words, for the page on which an administrator begins. */
export function alarmsInWords({ standing, isUnwatched }: Alarms): string {
  const count = standing.length + (isUnwatched ? 1 : 0)
  if (count === 0) return 'Er is niets mis.'
  return count === 1 ? 'Er is 1 ding mis.' : `Er zijn ${count} dingen mis.`
}

function Standing({ visit, alarm }: { readonly visit: Visit; readonly alarm: Alarm }) {
  const { title, todo } = wordsOf(alarm)
  const href = placeOf(alarm.kind, visit.context.register.id)
  return (
    <Alert type={alarm.kind === 'not-synchronous' ? 'warning' : 'error'} title={title}>
      <p>
        Sinds {formatMoment(alarm.began)}. {todo}
      </p>
      {href !== undefined && (
        <p>
          <a href={href}>Bekijk wat het is</a>
        </p>
      )}
      {alarm.kind === 'held-mail' && <HeldMail visit={visit} count={alarm.amount ?? 0} />}
    </Alert>
  )
}

function HeldMail({ visit, count }: { readonly visit: Visit; readonly count: number }) {
  const action = paths.adminAlarms(visit.context.register.id)
  return (
    <>
      <p>
        {count === 1 ? 'Er wacht nu 1 e-mail.' : `Er wachten nu ${count} e-mails.`} Wat in de
        reservekopie al wachtte, is daarna misschien toch verstuurd. Is dit een proef? Laat dan
        alles liggen.
      </p>
      <Form action={action} idempotency={visit.once()}>
        <ButtonGroup>
          <Button variant="secondary" name="mail" value="alles">
            Alles versturen
          </Button>
          <Button variant="secondary" name="mail" value="niet">
            Alleen versturen wat nieuw is
          </Button>
        </ButtonGroup>
      </Form>
    </>
  )
}

function Unwatched({ alarms }: { readonly alarms: Alarms }) {
  return (
    <Alert type="error" title="Het werk op de achtergrond staat stil">
      <p>
        {lookedAt(alarms)} Zolang dit zo is, gaat er geen e-mail weg en gebeurt er niets vanzelf.
        Kijk of het proces draait dat dit werk doet.
      </p>
    </Alert>
  )
}

function lookedAt({ lookedAt: at }: Alarms): string {
  return at === undefined
    ? 'Peil heeft nog niet gekeken.'
    : `Peil keek voor het laatst op ${formatMoment(at)}.`
}

function wordsOf({ kind, amount }: Alarm) {
  return alarmWords[kind](amount)
}

// Where the page is that says more of it, in the register in which somebody is.
function placeOf(kind: AlarmKind, register: string): string | undefined {
  switch (kind) {
    case 'damaged-files':
    case 'due-work':
      return paths.adminLeftUndone(register)
    case 'undelivered-mail':
      return paths.adminUndelivered(register)
    case 'disk':
    case 'files':
    case 'mail':
    case 'jobs':
    case 'key':
    case 'replica':
    case 'not-synchronous':
    case 'unscanned-files':
    case 'held-mail':
    case 'backup':
    case 'witness':
      return undefined
  }
}
