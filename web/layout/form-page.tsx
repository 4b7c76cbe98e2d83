import { raw } from 'hono/html'
import { Answers, versionIn } from '#web/forms/answers.ts'
import type { Asked, FormOf, Wrong } from '#web/forms/form.tsx'
import { sayUnprintable } from '#web/forms/printing.tsx'
import { unreadIn } from '#web/forms/unread.ts'
import type { Content, FieldError, FormProps } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, Form } from '#web/kit/index.ts'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { htmlOf } from '#web/layout/unsaved.tsx'
import type { Handlers, Visit } from '#web/route.ts'

/** With what a form is sent, and the way out of it. */
export interface Press {
  /** What its button does, "Activiteit intrekken", or its buttons. */
  readonly button: Content
  /** It takes something away. */
  readonly danger?: boolean
  /** The way back without doing it. */
  readonly back?: { readonly label: string; readonly href: string; readonly link?: boolean }
}

/** The button of a form, with the way out of it beside it. */
export function Buttons({ button, danger, back }: Press) {
  if (typeof button !== 'string') return <>{button}</>
  const main = <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
  if (back === undefined) return main
  return (
    <ButtonGroup>
      {main}
      <Button variant={back.link ? 'link' : 'secondary'} href={back.href}>
        {back.label}
      </Button>
    </ButtonGroup>
  )
}

/** How a form stands on its page. */
export interface FormFacts<Values> extends TitledFacts, Press {
  /** The questions, where something stands between them. */
  readonly questions?: (asked: Asked<Values>) => Content
  /** The version of what is changed, so that nobody overwrites what they have not seen. */
  readonly version?: number
  readonly form?: PageFormProps
  /** Between the last question and the button. */
  readonly end?: Content
  /** Below the form. */
  readonly after?: Content
  /** Beside the form where there is room; of a long form, if nothing is given, the list of its questions. */
  readonly beside?: Content
  /** What the form stands in, or what stands in its place when there is nothing left to ask. */
  readonly frame?: (form: Content) => Content
}

/** A form as it came back: what was typed, what is wrong, and what changed meanwhile. */
export interface CameBack {
  readonly typed: Answers
  readonly errors?: readonly FieldError[]
  /** Somebody else changed the same thing: what it is now. */
  readonly stale?: Content
  /** A part was saved with what was sent: the version that the form is about from now on. */
  readonly version?: number | undefined
}

/** Shows a form: 422 with errors, 409 when somebody else changed the same thing meanwhile. */
export async function showForm<Values>(
  visit: Visit,
  form: FormOf<Values>,
  facts: FormFacts<Values>,
  cameBack: CameBack,
): Promise<Response> {
  const { typed, errors = [], stale } = cameBack
  const asked = form.ask(typed, errors)
  const {
    questions = ({ all }) => all,
    beside = listOf(facts, asked),
    version,
    end,
    after,
    form: own,
  } = facts
  const { frame = (form) => form } = facts
  // After an error the form is still about what was seen when it was opened.
  const cameBackWrong = errors.length > 0 && visit.request.method === 'POST'
  const seen = cameBackWrong && stale === undefined ? versionIn(visit.form) : version
  const about = cameBack.version ?? seen
  const hidden = version === undefined ? {} : { _version: String(about) }
  const whole = await htmlOf(
    withBeside(
      beside,
      <PageForm visit={visit} files={asked.brings} {...own} hidden={{ ...hidden, ...own?.hidden }}>
        {questions(asked)}
        {end}
        <Buttons {...facts} />
      </PageForm>,
    ),
  )
  const framed = await htmlOf(frame(raw(whole)))
  // Where a form no longer stands on its page, nothing in it can be put right: it came too late.
  const closed = errors.length > 0 && !framed.includes(whole)
  const late = closed ? (stale ?? <TooLate />) : stale
  return titledPage(
    visit,
    { ...facts, errors: closed ? [] : errors, stale: late, written: form.written(typed) },
    <>
      {raw(framed)}
      {after}
    </>,
  )
}

function TooLate() {
  return (
    <Alert type="warning" title="Dit is niet opgeslagen" focus>
      <p>Hier is intussen iets veranderd, en dit kan niet meer. Kijk hoe het er nu voor staat.</p>
    </Alert>
  )
}

const longForm = 8

// A form that puts something between its questions says itself what stands beside it.
function listOf<Values>(
  { questions }: FormFacts<Values>,
  { list, length }: Asked<Values>,
): Content {
  if (questions !== undefined || length < longForm || list.length < 2) return null
  return <QuestionList list={list} />
}

/** The questions of a form as links to them. */
export function QuestionList({ list }: Pick<Asked<never>, 'list'>) {
  return (
    <nav aria-labelledby="vragen">
      <h2 class="label" id="vragen">
        Op deze pagina
      </h2>
      <ul>
        {list.map(({ id, label }) => (
          <li>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function withBeside(beside: Content, form: Content): Content {
  if (!beside) return form
  return (
    <div class="form-beside">
      {form}
      <div class="beside">{beside}</div>
    </div>
  )
}

export type PageFormProps = Omit<FormProps, 'action' | 'method' | 'children' | 'idempotency'> & {
  /** Where the form goes, when that is not the page that it is on. */
  readonly action?: string
  /** A form that may be sent twice: signing in gives a cookie each time. */
  readonly mayRepeat?: boolean
}

/** A form that is sent to its own page: sent twice it is done once, and files that were kept come along. */
export function PageForm(
  props: PageFormProps & { readonly visit: Visit; readonly children?: Content },
) {
  const { visit, action = visit.url.pathname, mayRepeat = false, hidden, ...more } = props
  const kept = visit.keptId ?? visit.form.value('_kept')
  return (
    <Form
      {...more}
      action={action}
      idempotency={mayRepeat ? undefined : visit.once()}
      hidden={kept === '' ? hidden : { ...hidden, _kept: kept }}
    />
  )
}

/** A form that was read and yet not saved: what is wrong, or what changed meanwhile. */
export type NotSaved<Values, Loaded> =
  | {
      readonly wrong: Wrong<Values>
      /** A part was saved: the version that it made. */
      readonly version?: number
    }
  /** What is wrong, where the domain names the fields. */
  | { readonly errors: readonly FieldError[]; readonly version?: number }
  /** Said of what it is now. */
  | { readonly stale: Content | ((now: Loaded) => Content); readonly version?: number }

type Elsewhere = Promise<Response | undefined> | Response | undefined

/** A page with one form. */
export interface FormPage<Values, Loaded> {
  /** What the page is about, for showing and for saving; a response leads elsewhere. */
  readonly load: (visit: Visit) => Promise<Loaded | Response> | Loaded | Response
  readonly form: (visit: Visit, loaded: Loaded) => FormOf<Values>
  /** What the form opens with. */
  readonly known?: (visit: Visit, loaded: Loaded) => Answers | Partial<Values>
  readonly page: (
    visit: Visit,
    loaded: Loaded,
    cameBack: CameBack,
  ) => FormFacts<Values> | Promise<FormFacts<Values>>
  /** What else opening the page may lead to. */
  readonly open?: (visit: Visit, loaded: Loaded) => Elsewhere
  /** What sending does before anything is read. */
  readonly sent?: (visit: Visit, loaded: Loaded) => Elsewhere
  readonly save: (
    visit: Visit,
    answers: Values,
    loaded: Loaded,
  ) => Promise<Response | NotSaved<Values, Loaded>> | Response | NotSaved<Values, Loaded>
}

// Behind what is said of the form that was sent stands what of it cannot be printed.
function visitThatSays(visit: Visit, sent: readonly string[]): Visit {
  const said = sayUnprintable(sent.join('\n'))
  if (said === undefined) return visit
  return { ...visit, leave: (text, tone) => visit.leave(`${text} ${said}`, tone) }
}

/**
 * Makes a page of a form: opening shows it, with what cannot be read of what was kept, sending it saves it or
 * shows what is wrong.
 */
export function formPage<Values extends object, Loaded>(
  about: FormPage<Values, Loaded>,
): Required<Handlers> {
  const show = async (visit: Visit, loaded: Loaded, cameBack: CameBack) => {
    const facts = await about.page(visit, loaded, cameBack)
    return showForm(visit, about.form(visit, loaded), facts, cameBack)
  }
  return {
    get: async (visit) => {
      const loaded = await about.load(visit)
      if (loaded instanceof Response) return loaded
      const elsewhere = await about.open?.(visit, loaded)
      if (elsewhere !== undefined) return elsewhere
      const known = about.known?.(visit, loaded) ?? {}
      const typed = known instanceof Answers ? known : about.form(visit, loaded).fill(known)
      const { kept } = visit
      if (kept === undefined) {
        return show(visit, loaded, { typed, errors: unreadIn(about.form(visit, loaded), typed) })
      }
      // A form that waited for its sender is still about what was seen when it was opened.
      const version = kept.has('_version') ? versionIn(kept) : undefined
      return show(visit, loaded, { typed: kept, version })
    },
    post: async (visit) => {
      const loaded = await about.load(visit)
      if (loaded instanceof Response) return loaded
      const done = await about.sent?.(visit, loaded)
      if (done !== undefined) return done
      const typed = visit.form
      const form = about.form(visit, loaded)
      const read = form.read(typed)
      if (read.outcome === 'wrong') return show(visit, loaded, { typed, errors: read.errors })
      // A password is not filled in again, so that nothing is said of one.
      const sent = Object.values(form.fill(read.answers).fields).flat()
      const saved = await about.save(visitThatSays(visit, sent), read.answers, loaded)
      if (saved instanceof Response) return saved
      const { version } = saved
      // What changed meanwhile is shown as it is now.
      const again = 'stale' in saved || version !== undefined ? await about.load(visit) : loaded
      const now = again instanceof Response ? loaded : again
      if (!('stale' in saved)) {
        const errors = 'errors' in saved ? saved.errors : form.errors(saved.wrong)
        return show(visit, now, { typed, version, errors })
      }
      const stale = typeof saved.stale === 'function' ? saved.stale(now) : saved.stale
      return show(visit, now, { typed, version, stale })
    },
  }
}
