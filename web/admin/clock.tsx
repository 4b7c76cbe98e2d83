import type { ClockMove } from '#domain/demo/clock/clock.ts'
import { remedy } from '#domain/demo/clock/clock.ts'
import { askToMoveClock, lastMove } from '#domain/demo/clock/move-clock.ts'
import { meetingAfter } from '#domain/platform/register/meeting-calendar.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  DateParts,
  dateAnswer,
  ErrorSummary,
  Form,
  formatDay,
  PageTitle,
  readDate,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

/** The demo's clock: which day it is, and moving it forward. */
export async function showClock(visit: Visit): Promise<Response> {
  if (!visit.context.platform.demo) notFound()
  return clockPage(visit, [])
}

/** Moves the clock to the day that was asked for. */
export async function setClock(visit: Visit): Promise<Response> {
  const { context, form } = visit
  if (!context.platform.demo) notFound()
  const asked = targetOf(visit)
  if (typeof asked === 'string') return clockPage(visit, [{ field: 'dag-dag', message: asked }])
  const moved = await askToMoveClock(context, asked, form.value('toch') === 'ja')
  switch (moved.outcome) {
    case 'moving':
      return seeOther(paths.adminClock(context.register.id))
    case 'not-in-the-demo':
      return notFound()
    case 'already-moving':
      visit.leave('De tijd wordt al vooruitgezet. Wacht tot dat klaar is.', 'warning')
      return seeOther(paths.adminClock(context.register.id))
    case 'not-forward':
      return clockPage(visit, [
        {
          field: 'dag-dag',
          message: `Kies een dag na ${formatDay(context.today)}. De tijd kan niet terug.`,
        },
      ])
    case 'too-far':
      return clockPage(visit, [
        { field: 'dag-dag', message: 'Kies een dag die hoogstens 12 jaar vooruit ligt.' },
      ])
  }
}

const steps = {
  dag: { days: 1 },
  week: { weeks: 1 },
  maand: { months: 1 },
  kwartaal: { months: 3 },
  jaar: { years: 1 },
  'drie-jaar': { years: 3 },
} as const

// The day that a button or the date field names, or what is wrong with it.
function targetOf({ context, form }: Visit): Temporal.PlainDate | string {
  const step = form.value('stap')
  if (step === 'vergadering')
    return meetingAfter(context.register.terms.committee, context.today).on
  if (Object.hasOwn(steps, step)) return context.today.add(steps[step as keyof typeof steps])
  const written = /^\d{4}-\d{2}-\d{2}$/.test(form.value('naar')) ? form.value('naar') : undefined
  if (written !== undefined) {
    try {
      return Temporal.PlainDate.from(written, { overflow: 'reject' })
    } catch {
      // No such day: the message below says what to fill in.
    }
  }
  const read = readDate(dateAnswer(flat(form.fields), 'dag'))
  if (read.outcome === 'read') return read.date
  return 'Vul een datum in die bestaat, bijvoorbeeld 12 11 2026.'
}

function flat(fields: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values[0] ?? '']))
}

async function clockPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { context, form } = visit
  const action = paths.adminClock(context.register.id)
  const move = await lastMove(context)
  const running = move?.status === 'running'
  return page(
    visit,
    {
      title: 'Tijd vooruitzetten',
      current: paths.admin(context.register.id),
      breadcrumb: [{ label: 'Beheer', href: paths.admin(context.register.id) }],
      wrong: errors.length > 0,
      status: errors.length > 0 ? 422 : 200,
      ...(running ? { refresh: 2 } : {}),
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Tijd vooruitzetten</PageTitle>
      <p class="lead">
        Het is nu <strong>{formatDay(context.today)}</strong>. Elke dag die voorbijgaat doet het
        register zijn werk: herinneringen, facturen en wat verloopt.
      </p>
      {move !== undefined && <Progress visit={visit} move={move} action={action} />}
      {!running && (
        <>
          <h2>Hoe ver vooruit?</h2>
          <Form action={action} idempotency={visit.once()}>
            <ButtonGroup>
              <Step value="dag">1 dag</Step>
              <Step value="week">1 week</Step>
              <Step value="maand">1 maand</Step>
              <Step value="kwartaal">3 maanden</Step>
              <Step value="jaar">1 jaar</Step>
              <Step value="drie-jaar">3 jaar</Step>
              <Step value="vergadering">Tot de volgende vergadering</Step>
            </ButtonGroup>
          </Form>
          <h2>Of kies een dag</h2>
          <Form action={action} idempotency={visit.once()}>
            <DateParts
              name="dag"
              legend="Naar welke dag?"
              value={dateAnswer(flat(form.fields), 'dag')}
              error={errors[0]?.message}
            />
            <Button>Tijd vooruitzetten</Button>
          </Form>
        </>
      )}
    </>,
  )
}

function Step(props: { readonly value: string; readonly children: string }) {
  return (
    <Button variant="secondary" name="stap" value={props.value}>
      {props.children}
    </Button>
  )
}

function Progress(props: {
  readonly visit: Visit
  readonly move: ClockMove
  readonly action: string
}) {
  const { visit, move, action } = props
  const { platform, register } = visit.context
  switch (move.status) {
    case 'running':
      return (
        <Alert type="info" title="De tijd gaat vooruit">
          <p>
            Het is nu {formatDay(move.reached)}, op weg naar {formatDay(move.target)}. Deze pagina
            ververst vanzelf en mag ook dicht.
          </p>
        </Alert>
      )
    case 'done':
      return (
        <Alert type="success" title={`Het is ${formatDay(move.reached)}`}>
          <p>
            De tijd is vooruitgezet van {formatDay(move.firstDay)} naar {formatDay(move.reached)}.
          </p>
        </Alert>
      )
    case 'stopped':
      return (
        <Alert type="warning" title={`Gestopt op ${formatDay(move.reached)}`}>
          <p>Morgen verliest iemand een status als er niets gebeurt:</p>
          <ul>
            {move.losses.map((loss) => (
              <li>{remedy(loss, platform.registers.get(loss.register) ?? register)}</li>
            ))}
          </ul>
          <p>Wissel van rol en doe wat nodig is. Ga daarna verder.</p>
          <Form action={action} idempotency={visit.once()} hidden={{ naar: move.target }}>
            <ButtonGroup>
              <Button>{`Verder naar ${formatDay(move.target)}`}</Button>
              <Button variant="secondary" name="toch" value="ja">
                Verder zonder iets te doen
              </Button>
            </ButtonGroup>
          </Form>
        </Alert>
      )
  }
}
