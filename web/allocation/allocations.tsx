import type { Allocation, ListedAllocation } from '#domain/allocation/allocation/queries.ts'
import {
  findAllocation,
  listAllocations,
  listedAllocations,
  saidOfEach,
} from '#domain/allocation/allocation/queries.ts'
import { recordAllocation } from '#domain/allocation/allocation/record-allocation.ts'
import { exportText, replacedText, signer } from '#domain/allocation/allocation/said.ts'
import type { Lapse } from '#domain/allocation/watch/lapses.ts'
import { lapsesOf } from '#domain/allocation/watch/lapses.ts'
import { signNote } from '#domain/platform/audit/checkpoint.ts'
import type { Norm } from '#norms/load.ts'
import { normInForce } from '#norms/load.ts'
import { checkPath } from '#web/allocation/addresses.ts'
import { allocationPdf } from '#web/allocation/allocation-pdf.ts'
import { fields } from '#web/allocation/given.ts'
import { outcomeTitle, ShortOutcome } from '#web/allocation/outcome.tsx'
import type { RecordAsked } from '#web/allocation/record.form.tsx'
import {
  peopleField,
  peopleIn,
  problemErrors,
  RecordQuestions,
  readRecord,
  recordFields,
  typedRecord,
} from '#web/allocation/record.form.tsx'
import { SaidDecision } from '#web/allocation/said-view.tsx'
import { Carried, ScreenForm, titleOf } from '#web/allocation/screen-form.tsx'
import type { Screen } from '#web/allocation/screens.tsx'
import { asksChoice, carried, firstScreen, nextScreen } from '#web/allocation/screens.tsx'
import { Answers } from '#web/forms/answers.ts'
import type { FieldError, Link } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  ErrorSummary,
  formatDay,
  MetaList,
  PageTitle,
  Tag,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

// What an organisation decided about who does which work: a list, each decision whole, and making one by the same
// screens as the guide that everybody has.

/** What an outcome is called where there is little room; each as green as the others. */
const shortOutcomes = {
  registered: 'Geregistreerd',
  'under-responsibility': 'Onder verantwoordelijkheid',
  'not-registered': 'Niet-geregistreerd',
} as const

/** The decisions of an organisation, those to be looked at again first. */
export async function showAllocations(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const { organisation } = actingOf(visit)
  const amended = url.searchParams.get('vervangen') === 'ja'
  const shown = pageAsked(visit)
  const { rows, total } = await listAllocations(context, organisation.id, {
    amended,
    skip: (shown - 1) * listedAllocations,
  })
  const here = paths.allocations(register.id, organisation.id)
  const holding = rows.filter(({ amendedBy }) => amendedBy === undefined)
  const lapses = await lapsesOf(
    context,
    await saidOfEach(
      context,
      holding.map(({ id }) => id),
    ),
  )
  return listPage<ListedAllocation>(visit, {
    title: 'Werktoedeling',
    ...inOrganisation(visit),
    lead: (
      <p class="lead">
        Wie doet welk werk, en waarom? Leg het hier vast. Zo is het te laten zien aan een inspectie
        of bij een aanbesteding.
      </p>
    ),
    above: (
      <ButtonGroup>
        <Button href={paths.newAllocation(register.id, organisation.id)}>Nieuwe beslissing</Button>
        {total > 0 && (
          <Button variant="link" href={paths.makeInspection(register.id, organisation.id)}>
            Laten zien aan een inspectie
          </Button>
        )}
        {total > 0 && (
          <Button
            variant="link"
            href={
              amended ? here : paths.allocations(register.id, organisation.id, { vervangen: 'ja' })
            }
          >
            {amended ? 'Alleen wat nu geldt' : 'Ook wat is vervangen'}
          </Button>
        )}
      </ButtonGroup>
    ),
    list: {
      caption: 'Beslissingen, wat het eerst opnieuw wordt bekeken eerst',
      rows,
      columns: ({ name, text, day, status }) => [
        name(
          'Werk',
          ({ work }) => work,
          ({ id }) => paths.allocation(register.id, organisation.id, id),
        ),
        text('Uitkomst', ({ outcome, choice }) =>
          choice === 'explain'
            ? `Met uitleg (norm: ${shortOutcomes[outcome].toLowerCase()})`
            : shortOutcomes[outcome],
        ),
        day('Beslist op', ({ decidedOn }) => decidedOn),
        day('Opnieuw kijken', ({ reviewOn }) => reviewOn),
        status('Stand', (one) => standing(one, today, lapses.get(one.id)), {
          selfExplaining: true,
        }),
      ],
      empty: {
        title: 'Nog geen beslissing',
        text: <p>Na een paar vragen over het werk staat hier wie het doet, en waarom.</p>,
      },
      pages: { page: shown, of: pagesOf(total, listedAllocations) },
    },
  })
}

function standing(
  { amendedBy, reviewOn }: ListedAllocation,
  today: Temporal.PlainDate,
  lapses: readonly Lapse[] = [],
) {
  if (amendedBy !== undefined) return { colour: 'grey', label: 'Vervangen' } as const
  if (lapses.some(({ is }) => is.what !== 'ends')) {
    return { colour: 'red', label: 'Registratie vervallen' } as const
  }
  if (lapses.length > 0) return { colour: 'yellow', label: 'Registratie loopt af' } as const
  return Temporal.PlainDate.compare(reviewOn, today) <= 0
    ? ({ colour: 'yellow', label: 'Kijk opnieuw' } as const)
    : ({ colour: 'green', label: 'Geldt' } as const)
}

/** One decision, whole, with what others check it by. */
export async function showAllocation(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today, platform } = context
  const { organisation } = actingOf(visit)
  const found = await allocationIn(visit)
  const { says, amendedBy } = found
  const to = (id: string) => paths.allocation(register.id, organisation.id, id)
  const lapses =
    amendedBy === undefined ? ((await lapsesOf(context, [found])).get(found.id) ?? []) : []
  const tag = standing(found, today, lapses)
  return titledPage(
    visit,
    {
      title: found.work,
      ...inOrganisation(visit),
      breadcrumb: crumbs(visit),
      caption: 'Werktoedeling',
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      lead: (
        <>
          {amendedBy !== undefined && (
            <Alert type="info" title="Hier is een nieuwe beslissing voor in de plaats gekomen">
              <p>
                <a href={to(amendedBy)}>De nieuwe beslissing</a>
              </p>
            </Alert>
          )}
          {lapses.length > 0 && (
            <Alert type="warning" title="Kijk opnieuw naar deze beslissing">
              <ul>
                {lapses.map((one) => (
                  <li>{lapseText(visit, one)}</li>
                ))}
              </ul>
            </Alert>
          )}
          <MetaList
            items={[
              says.amends !== null && {
                term: 'In de plaats van',
                value: <a href={to(says.amends.id)}>een eerdere beslissing</a>,
              },
            ]}
          />
        </>
      ),
    },
    <>
      <SaidDecision says={says} />
      <h2>Laten zien en laten nakijken</h2>
      <p>
        Wat is vastgelegd, verandert niet meer. Het bestand is ondertekend. Wie het krijgt, kan op{' '}
        <a href={checkPath}>{`${new URL(platform.origin).host}${checkPath}`}</a> nagaan of het
        klopt.
      </p>
      <ButtonGroup>
        {amendedBy === undefined && (
          <Button
            variant={tag.colour === 'green' ? 'secondary' : 'primary'}
            href={paths.newAllocation(register.id, organisation.id, { vorige: found.id })}
          >
            Opnieuw beslissen
          </Button>
        )}
        <Button
          variant="secondary"
          href={paths.allocationPdf(register.id, organisation.id, found.id)}
          download
        >
          Pdf
        </Button>
        <Button
          variant="secondary"
          href={paths.allocationFile(register.id, organisation.id, found.id)}
          download
        >
          Bestand om na te kijken (JSON)
        </Button>
      </ButtonGroup>
    </>,
  )
}

// What is different today of somebody from what was recorded.
function lapseText({ context: { platform } }: Visit, { name, register, is }: Lapse): string {
  const there = platform.registers.get(register)
  const called = there?.shortName ?? register
  switch (is.what) {
    case 'ends':
      return `De registratie van ${name} (${called}) loopt af op ${formatDay(is.on)}, voordat er opnieuw wordt gekeken.`
    case 'lapsed':
      return `${name} is niet meer geregistreerd (${called}): ${there?.statuses[is.status].label ?? is.status}.`
    case 'not-found':
      return `${name} staat niet meer in het openbare register (${called}).`
  }
}

async function allocationIn(visit: Visit): Promise<Allocation> {
  const { organisation } = actingOf(visit)
  const id = visit.param('allocation')
  return (await findAllocation(visit.context, organisation.id, id)) ?? notFound()
}

function crumbs(visit: Visit): readonly Link[] {
  const { organisation } = actingOf(visit)
  const { register } = visit.context
  return [
    ...inOrganisation(visit).breadcrumb,
    { label: 'Werktoedeling', href: paths.allocations(register.id, organisation.id) },
  ]
}

/** A decision as a file that anybody can check. */
export async function downloadAllocation(visit: Visit): Promise<Response> {
  const { text, note, id, says, amendedBy: by, amendedOn: on } = await allocationIn(visit)
  const replaced =
    by === undefined || on === undefined
      ? undefined
      : signNote(
          signer,
          replacedText(says, { by, on: on.toString() }),
          visit.context.platform.auditKey,
        )
  return new Response(exportText(text, note, replaced), {
    headers: {
      ...downloadHeaders,
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="werktoedeling-${id}.json"`,
    },
  })
}

/** A decision as a sealed PDF. */
export async function downloadAllocationPdf(visit: Visit): Promise<Response> {
  const found = await allocationIn(visit)
  const { organisation } = actingOf(visit)
  const pdf = await allocationPdf(visit.context, organisation, found)
  return new Response(new Uint8Array(pdf), {
    headers: {
      ...downloadHeaders,
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="werktoedeling-${found.id}.pdf"`,
      'content-length': String(pdf.byteLength),
    },
  })
}

const downloadHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
} as const

/** What is sent with the last screen, in the place of its number. */
const recording = 'vastleggen'

/** The field that says in the place of which decision this one goes. */
const amendsField = 'vorige'

/** Making a decision: the first screen, filled with the one that it goes in the place of. */
export async function showNewAllocation(visit: Visit): Promise<Response> {
  const norm = normOf(visit)
  const { kept } = visit
  // What was typed before the session ended stands on the screen on which it was.
  if (kept !== undefined) {
    const ends = kept.value(fields.screen) === recording ? outcomeScreen(norm, kept) : undefined
    return ends === undefined ? showNext(visit, norm, kept) : showRecord(visit, norm, ends, {})
  }
  const before = visit.url.searchParams.get(amendsField) ?? undefined
  if (before === undefined) return showScreen(visit, norm, firstScreen())
  const { organisation } = actingOf(visit)
  const found = await findAllocation(visit.context, organisation.id, before)
  if (found === undefined) return notFound()
  if (found.amendedBy !== undefined) {
    const { register } = visit.context
    return leaveFor(
      visit,
      paths.allocation(register.id, organisation.id, found.amendedBy),
      'Hier is al opnieuw over beslist. Dit is die beslissing.',
      'info',
    )
  }
  const typed = new Answers({
    ...typedRecord(norm, found.says).fields,
    [amendsField]: [found.id],
  })
  return showScreen(visit, norm, firstScreen(typed))
}

/** Making a decision: the screen that follows, or what came of recording it. */
export async function sendAllocation(visit: Visit): Promise<Response> {
  const norm = normOf(visit)
  const { form } = visit
  const to = form.value(fields.to)
  if (form.value(fields.screen) === recording && !/^\d+$/.test(to)) {
    const screen = outcomeScreen(norm, form)
    if (screen !== undefined) {
      return to === 'nog-iemand'
        ? showRecord(visit, norm, screen, { more: true })
        : save(visit, norm, screen)
    }
  }
  return showNext(visit, norm, form)
}

function showNext(visit: Visit, norm: Norm, sent: Answers): Promise<Response> {
  const screen = nextScreen(norm, sent)
  return screen.is === 'outcome'
    ? showRecord(visit, norm, screen, {})
    : showScreen(visit, norm, screen)
}

type OutcomeScreen = Extract<Screen, { is: 'outcome' }>

// What was answered on the screens before leads to the same once more, unless the norm changed or something is missing.
function outcomeScreen(norm: Norm, sent: Answers): OutcomeScreen | undefined {
  const all = new Answers({
    ...sent.fields,
    [fields.screen]: [String(norm.dimensions.length)],
    [fields.to]: [],
  })
  const screen = nextScreen(norm, all)
  return screen.is === 'outcome' ? screen : undefined
}

function normOf({ context: { platform, today } }: Visit): Norm {
  const [versions = []] = platform.norms.values()
  return normInForce(versions, today) ?? notFound()
}

function showScreen(
  visit: Visit,
  norm: Norm,
  screen: Exclude<Screen, { is: 'outcome' }>,
): Promise<Response> {
  const { title, caption } = titleOf(norm, screen)
  const wrong = screen.errors.length > 0
  return page(
    visit,
    {
      title: `${title} (${caption})`,
      ...inOrganisation(visit),
      breadcrumb: crumbs(visit),
      wrong,
      // What was kept may be wrong as well; whoever opens that sent nothing.
      status: wrong && visit.request.method === 'POST' ? 422 : 200,
    },
    <ScreenForm
      norm={norm}
      screen={screen}
      action={visit.url.pathname}
      more={alongWith(screen.typed)}
    />,
  )
}

// What was typed on the last screen, and in the place of what it goes, goes along with those before.
function alongWith(typed: Answers): readonly (readonly [name: string, value: string])[] {
  return [
    ...typed.values(amendsField).map((id) => [amendsField, id] as const),
    ...recordFields(typed),
  ]
}

function askedIn(
  { context: { today } }: Visit,
  norm: Norm,
  { given, typed }: OutcomeScreen,
  more: boolean,
): RecordAsked {
  // Where there is nothing to choose, the norm is applied.
  const chosen = given.chosen ?? { choice: 'apply' as const, grounds: [], explanation: '' }
  return {
    norm,
    given: { ...given, chosen },
    people: peopleIn(typed, more),
    amends: typed.value(amendsField) !== '',
    today,
  }
}

function showRecord(
  visit: Visit,
  norm: Norm,
  screen: OutcomeScreen,
  {
    errors = [],
    more = false,
    stale,
  }: {
    readonly errors?: readonly FieldError[]
    readonly more?: boolean
    readonly stale?: string
  },
): Promise<Response> {
  const { given, typed } = screen
  const open = given.decision.is === 'open'
  const asked = askedIn(visit, norm, screen, more)
  const last = asksChoice(given) ? norm.dimensions.length : norm.dimensions.length - 1
  const title = outcomeTitle(given)
  const wrong = errors.length > 0
  return page(
    visit,
    {
      title,
      ...inOrganisation(visit),
      breadcrumb: crumbs(visit),
      wrong,
      status: stale === undefined ? (wrong ? 422 : 200) : 409,
    },
    <>
      <ErrorSummary errors={errors} />
      {stale !== undefined && (
        <Alert type="warning" title="Dit is niet vastgelegd" focus>
          <p>{stale}</p>
        </Alert>
      )}
      <PageTitle caption="Uitkomst">{title}</PageTitle>
      <ShortOutcome given={given} />
      {!open && <h2>Leg de beslissing vast</h2>}
      <PageForm visit={visit} guard enter={{ name: fields.to, value: '' }}>
        <Carried
          fields={[
            [fields.norm, norm.version.toString()],
            [fields.screen, recording],
            ...typed.values(amendsField).map((id) => [amendsField, id] as const),
            ...(open ? recordFields(typed) : [peopleField(asked.people)]),
            ...carried(norm, typed, []),
          ]}
        />
        {!open && <RecordQuestions asked={asked} typed={typed} errors={errors} />}
        <ButtonGroup>
          {!open && <Button>Vastleggen</Button>}
          {!open && (
            <Button variant="secondary" name={fields.to} value="nog-iemand">
              Nog iemand toevoegen
            </Button>
          )}
          <Button variant={open ? 'primary' : 'secondary'} name={fields.to} value={String(last)}>
            Antwoorden wijzigen
          </Button>
        </ButtonGroup>
      </PageForm>
    </>,
  )
}

async function save(visit: Visit, norm: Norm, screen: OutcomeScreen): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const asked = askedIn(visit, norm, screen, false)
  const amends = screen.typed.value(amendsField) || undefined
  const read = readRecord(asked, screen.typed, amends)
  if (read.outcome === 'wrong') return showRecord(visit, norm, screen, { errors: read.errors })
  const done = await recordAllocation(context, organisation.id, norm.norm, read.draft)
  const to = (id: string) => paths.allocation(register.id, organisation.id, id)
  switch (done.outcome) {
    case 'recorded':
      return leaveFor(visit, to(done.id), 'De beslissing is vastgelegd.')
    case 'wrong':
      return showRecord(visit, norm, screen, {
        errors: problemErrors(asked, screen.typed, done.problems),
      })
    case 'amended-already':
      return showRecord(visit, norm, screen, {
        stale: 'Iemand anders heeft hier intussen opnieuw over beslist. Kijk eerst in de lijst.',
      })
    case 'norm-changed':
      return showScreen(visit, norm, { ...firstScreen(screen.typed), changed: true })
    case 'norm-edited':
      return showRecord(visit, norm, screen, {
        stale:
          'De norm is veranderd zonder een nieuwe versie te worden. Vraag wie deze website beheert om dat te herstellen.',
      })
    case 'open':
      return showRecord(visit, norm, screen, {})
    case 'not-allowed':
    case 'not-found':
      return notFound()
  }
}
