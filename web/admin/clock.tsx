import type { ClockMove } from '#domain/demo/clock/clock.ts'
import { remedy } from '#domain/demo/clock/clock.ts'
import { askToMoveClock, lastMove } from '#domain/demo/clock/move-clock.ts'
import { meetingAfter } from '#domain/platform/register/meeting-calendar.ts'
import type { Wrong } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { day, noSuchDay } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, formatDay } from '#web/kit/index.ts'
import { PageForm, showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

/** The demo's clock: which day it is, and moving it forward. */
export async function showClock(visit: Visit): Promise<Response> {
  if (!visit.context.platform.demo) notFound()
  return clockPage(visit, {})
}

/** Moves the clock to the day that was asked for. */
export async function setClock(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  if (!context.platform.demo) notFound()
  const read = dayForm.read(sent)
  const asked = dayOfButton(visit) ?? read.answers.day
  if (asked === undefined) return clockPage(visit, { day: noSuchDay })
  const moved = await askToMoveClock(context, asked, sent.value('toch') === 'ja')
  switch (moved.outcome) {
    case 'moving':
      return seeOther(paths.adminClock(context.register.id))
    case 'not-in-the-demo':
      return notFound()
    case 'already-moving':
      visit.leave('De tijd wordt al vooruitgezet. Wacht tot dat klaar is.', 'warning')
      return seeOther(paths.adminClock(context.register.id))
    case 'not-forward':
      return clockPage(visit, {
        day: `Kies een dag na ${formatDay(context.today)}. De tijd kan niet terug.`,
      })
    case 'too-far':
      return clockPage(visit, { day: 'Kies een dag die hoogstens 12 jaar vooruit ligt.' })
  }
}

const dayForm = form({ day: day('dag', 'Naar welke dag?', { required: noSuchDay }) })

const steps = {
  dag: { days: 1 },
  week: { weeks: 1 },
  maand: { months: 1 },
  kwartaal: { months: 3 },
  jaar: { years: 1 },
  'drie-jaar': { years: 3 },
} as const

// The day that a button names.
function dayOfButton({ context, form: sent }: Visit): Temporal.PlainDate | undefined {
  const step = sent.value('stap')
  if (step === 'vergadering') {
    return meetingAfter(context.register.terms.committee, context.today).on
  }
  if (Object.hasOwn(steps, step)) return context.today.add(steps[step as keyof typeof steps])
  if (!/^\d{4}-\d{2}-\d{2}$/.test(sent.value('naar'))) return undefined
  try {
    return Temporal.PlainDate.from(sent.value('naar'), { overflow: 'reject' })
  } catch {
    // No such day: the page says what to fill in.
    return undefined
  }
}

async function clockPage(visit: Visit, wrong: Wrong<{ day: Temporal.PlainDate }>) {
  const { context } = visit
  const move = await lastMove(context)
  const running = move?.status === 'running'
  const errors = dayForm.errors(wrong)
  return showForm(
    visit,
    dayForm,
    {
      title: 'Tijd vooruitzetten',
      current: paths.admin(context.register.id),
      breadcrumb: [{ label: 'Beheer', href: paths.admin(context.register.id) }],
      refresh: running ? 2 : undefined,
      lead: (
        <>
          <p class="lead">
            Het is nu <strong>{formatDay(context.today)}</strong>. Elke dag die voorbijgaat doet het
            register zijn werk: herinneringen, facturen en wat verloopt.
          </p>
          {move !== undefined && <Progress visit={visit} move={move} />}
        </>
      ),
      frame: (form) => !running && <HowFar visit={visit} form={form} />,
      button: 'Tijd vooruitzetten',
    },
    { typed: visit.form, errors },
  )
}

function HowFar({ visit, form }: { readonly visit: Visit; readonly form: Content }) {
  return (
    <>
      <h2>Hoe ver vooruit?</h2>
      <PageForm visit={visit}>
        <ButtonGroup>
          <Step value="dag">1 dag</Step>
          <Step value="week">1 week</Step>
          <Step value="maand">1 maand</Step>
          <Step value="kwartaal">3 maanden</Step>
          <Step value="jaar">1 jaar</Step>
          <Step value="drie-jaar">3 jaar</Step>
          <Step value="vergadering">Tot de volgende vergadering</Step>
        </ButtonGroup>
      </PageForm>
      <h2>Of kies een dag</h2>
      {form}
    </>
  )
}

function Step(props: { readonly value: string; readonly children: string }) {
  return (
    <Button variant="secondary" name="stap" value={props.value}>
      {props.children}
    </Button>
  )
}

function Progress(props: { readonly visit: Visit; readonly move: ClockMove }) {
  const { visit, move } = props
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
          <PageForm visit={visit} hidden={{ naar: move.target }}>
            <ButtonGroup>
              <Button>{`Verder naar ${formatDay(move.target)}`}</Button>
              <Button variant="secondary" name="toch" value="ja">
                Verder zonder iets te doen
              </Button>
            </ButtonGroup>
          </PageForm>
        </Alert>
      )
  }
}
