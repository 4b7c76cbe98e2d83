import type { ClockMove } from '#domain/demo/clock/clock.ts'
import { remedy } from '#domain/demo/clock/clock.ts'
import { askToMoveClock, lastMove } from '#domain/demo/clock/move-clock.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { meetingAfter } from '#domain/platform/register/meeting-calendar.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, noSuchDay } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, seeOther } from '#web/route.ts'

/** The demo's clock: which day it is, and moving it forward. */
export const clockPage = formPage({
  load: async ({ context }) => {
    if (!context.platform.demo) notFound()
    return { move: await lastMove(context) }
  },
  form: ({ context }) => dayForm(context),
  page: (visit, { move }) => {
    const { register, today } = visit.context
    const running = move?.status === 'running'
    return {
      title: 'Tijd vooruitzetten',
      current: paths.admin(register.id),
      breadcrumb: [{ label: 'Beheer', href: paths.admin(register.id) }],
      refresh: running ? 2 : undefined,
      lead: (
        <>
          <p class="lead">
            Het is nu <strong>{formatDay(today)}</strong>. Elke dag die voorbijgaat doet het
            register zijn werk: herinneringen, facturen en wat verloopt.
          </p>
          {move !== undefined && <Progress visit={visit} move={move} />}
        </>
      ),
      button: 'Tijd vooruitzetten',
      frame: (asked) =>
        !running && (
          <>
            <h2>Hoe ver vooruit?</h2>
            <PageForm visit={visit}>
              <ButtonGroup>
                {Object.entries(steps).map(([value, { label }]) => (
                  <Button variant="secondary" name="stap" value={value}>
                    {label}
                  </Button>
                ))}
              </ButtonGroup>
            </PageForm>
            <h2>Of kies een dag</h2>
            {asked}
          </>
        ),
    }
  },
  save: async (visit, { day: asked }) => {
    const { context, form: sent } = visit
    const clock = paths.adminClock(context.register.id)
    const moved = await askToMoveClock(context, asked, sent.value('toch') === 'ja')
    switch (moved.outcome) {
      case 'moving':
        return seeOther(clock)
      case 'not-in-the-demo':
        return notFound()
      case 'already-moving': {
        const wait = 'De tijd wordt al vooruitgezet. Wacht tot dat klaar is.'
        return leaveFor(visit, clock, wait, 'warning')
      }
      case 'not-forward': {
        const today = formatDay(context.today)
        return { wrong: { day: `Kies een dag na ${today}. De tijd kan niet terug.` } }
      }
      case 'too-far':
        return { wrong: { day: 'Kies een dag die hoogstens 12 jaar vooruit ligt.' } }
    }
  },
})

// A day of choice, or the one that a button names.
function dayForm(context: Context) {
  const asked = day('dag', 'Naar welke dag?', { required: noSuchDay })
  const read = (sent: Answers) => {
    const named = dayOfButton(context, sent)
    return named === undefined ? asked.read(sent) : { value: named, errors: [] }
  }
  return form({ day: { ...asked, read } })
}

const steps = {
  dag: { label: '1 dag', far: { days: 1 } },
  week: { label: '1 week', far: { weeks: 1 } },
  maand: { label: '1 maand', far: { months: 1 } },
  kwartaal: { label: '3 maanden', far: { months: 3 } },
  jaar: { label: '1 jaar', far: { years: 1 } },
  'drie-jaar': { label: '3 jaar', far: { years: 3 } },
  vergadering: { label: 'Tot de volgende vergadering', far: 'meeting' },
} as const

function dayOfButton({ register, today }: Context, sent: Answers): Temporal.PlainDate | undefined {
  const step = sent.value('stap')
  if (Object.hasOwn(steps, step)) {
    const { far } = steps[step as keyof typeof steps]
    return far === 'meeting' ? meetingAfter(register.terms.committee, today).on : today.add(far)
  }
  const typed = sent.value('naar')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return undefined
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' })
  } catch {
    // No such day: the page says what to fill in.
    return undefined
  }
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
