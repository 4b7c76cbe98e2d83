import { findApplication } from '#domain/certification/application/queries.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { findDecisionById } from '#domain/certification/committee/decision-queries.ts'
import type { Verdict } from '#domain/certification/committee/judgement.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import { findInterimFile } from '#domain/certification/interim/queries.ts'
import { findLeave } from '#domain/certification/leave/queries.ts'
import type { ObjectionDecided } from '#domain/certification/objection/decide-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import { decisionAbout } from '#domain/certification/objection/decisions.ts'
import type { Heard } from '#domain/certification/objection/hear-objector.ts'
import {
  extendObjection,
  inviteObjector,
  leaveUnheard,
  reportHearing,
} from '#domain/certification/objection/hear-objector.ts'
import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { ToJudgeAnew } from '#domain/certification/objection/plan-remedy.ts'
import { toJudgeAnew } from '#domain/certification/objection/plan-remedy.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import {
  doneObjections,
  findObjection,
  lineTitles,
  listObjections,
  objectionFiles,
  seatedCases,
} from '#domain/certification/objection/queries.ts'
import { seatFor } from '#domain/certification/objection/seat-objection.ts'
import type { RulingAdvice } from '#domain/certification/ruling/queries.ts'
import { adviceOn } from '#domain/certification/ruling/queries.ts'
import { lastOpened } from '#domain/people/body/inspections.ts'
import { everySeated } from '#domain/people/body/members.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  Card,
  Details,
  formatDay,
  NextStep,
  Tag,
} from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { NotSaved } from '#web/layout/form-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { leaveTag } from '#web/leave/decide.tsx'
import type { Deciding } from '#web/objections/decide.form.tsx'
import { decidedIn, decidingForm } from '#web/objections/decide.form.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { DeclareLink, declareInterestPage } from '#web/review/declare-interest.tsx'
import {
  DoneObjections,
  HearingText,
  handledTag,
  isOverdue,
  keptText,
  LateNotice,
  ObjectionFacts,
  ObjectionGrounds,
  ObjectionOutcomeText,
} from '#web/review/objection.tsx'
import { closed } from '#web/review/opening.tsx'
import { AdviceText } from '#web/review/ruling.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// Whoever decides on objections: the members of the body, and who was seated for one of them.

/** The objections that somebody may decide on, what must be answered first on top. */
export async function showObjections(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const actor = accountOf(visit)
  const member = mayDo(register, actor, 'decide-objections')
  const cases = await seatedCases(context, actor.accountId)
  if (!member && cases.size === 0) return notFound()
  const seen = ({ id }: Objection) => member || cases.has(id)
  const all = (await listObjections(context, ['in-hand'])).filter(seen)
  const ended = (await doneObjections(context)).filter(
    (one) => seen(one) && one.decided !== undefined,
  )
  const { free, tied } = await withoutTied(
    visit,
    ['decide-objections'],
    [...all, ...ended],
    (one) => one,
  )
  const waiting = free.filter(({ endedOn }) => endedOn === undefined)
  const done = free.filter(({ endedOn }) => endedOn !== undefined)
  return listPage(visit, {
    title: `Bezwaren (${waiting.length})`,
    current: paths.objections(register.id),
    list: {
      caption: 'Bezwaren waarover te beslissen is, wat het eerst klaar moet zijn bovenaan',
      rows: waiting,
      columns: ({ name, text: words, status }) => [
        name(
          'Bezwaar',
          ({ number }) => number,
          ({ id }) => paths.objection(register.id, id),
        ),
        words('Van', ({ objector }) => objector.name),
        words('Tegen', ({ title }) => title),
        status('Besluit uiterlijk', (one) =>
          isOverdue(one, today)
            ? { colour: 'red', label: `Had op ${formatDay(one.decideBefore)} gemoeten` }
            : { colour: 'yellow', label: formatDay(one.decideBefore) },
        ),
      ],
      empty: { title: 'Er wacht geen bezwaar', text: <p>Er is nu niets te beslissen.</p> },
    },
    after: (
      <>
        <DoneObjections
          visit={visit}
          title="Besloten"
          caption="Bezwaren waarover is besloten, het nieuwste eerst"
          ended="Besloten op"
          objections={done}
          hrefOf={({ id }) => paths.objection(register.id, id)}
        />
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

/** What whoever decides reads of the first decision. */
interface FirstDecision {
  readonly decision: Decision | undefined
  readonly verdicts: readonly (Pick<Verdict, 'memberId' | 'reason'> & { readonly found: string })[]
  readonly advice: readonly RulingAdvice[]
}

interface ObjectionFile {
  readonly objection: Objection
  readonly files: Awaited<ReturnType<typeof objectionFiles>>
  readonly lines: readonly string[]
  readonly first: FirstDecision
  readonly anew: ToJudgeAnew
  readonly coming: PapersComing
  readonly names: ReadonlyMap<string, string>
}

/** An objection to be decided: the first decision with its votes, what is against it, and what is decided. */
export const objectionDecision = formPage<Deciding, ObjectionFile>({
  load: async (visit) => {
    const objection = await openForDecision(visit)
    if (objection instanceof Response) return objection
    const { context } = visit
    const members = await everySeated(context)
    return {
      objection,
      files: await objectionFiles(context, objection.id),
      lines: await lineTitles(context, objection),
      first: await firstDecision(visit, objection),
      anew: await toJudgeAnew(context, objection),
      coming: await papersComing(visit, [objection.decided?.documentId]),
      names: new Map(members.map(({ id, name }) => [id, name])),
    }
  },
  form: (visit, { objection, anew }) => decidingForm(visit, objection, anew),
  page: (visit, file) => {
    const { objection, coming } = file
    const { register, today } = visit.context
    const { colour, label } = handledTag(objection, register, today)
    const open = objection.status === 'in-hand'
    const step = open ? nextStep(objection, today) : undefined
    return {
      title: `Bezwaar van ${objection.objector.name}`,
      caption: objection.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...atObjections(register),
      version: objection.version,
      refresh: coming.refresh,
      lead: <FileText {...{ visit, file, step }} />,
      form: { wide: true, guard: true },
      questions: ({ all }) => (
        <>
          <h2>Het besluit op het bezwaar</h2>
          {file.anew.lines.length + file.anew.norms.length > 0 && (
            <p>
              Is het bezwaar gegrond? Beoordeel dan opnieuw wat eerst lager werd beoordeeld. Een
              regel wordt nooit lager dan die was.
            </p>
          )}
          {all}
        </>
      ),
      button: 'Besluit vastleggen',
      frame: (asked) => open && step === undefined && asked,
      after: open && (
        <>
          <h2>Meer</h2>
          {step !== 'invite' && (
            <p>
              <a href={paths.objectionHearing(register.id, objection.id)}>
                Wijzig de uitnodiging, of leg vast waarom er geen gesprek komt
              </a>
            </p>
          )}
          {objection.extendedOn === undefined && (
            <p>
              <a href={paths.objectionExtension(register.id, objection.id)}>Stel het besluit uit</a>
            </p>
          )}
          <DeclareLink visit={visit} href={paths.objectionInterest(register.id, objection.id)} />
        </>
      ),
    }
  },
  save: async (visit, answers, { objection, anew }) => {
    const { context, form: sent } = visit
    const { accountId } = accountOf(visit)
    const seen = { id: objection.id, version: versionIn(sent) }
    return kept(
      visit,
      objection,
      await decideObjection(context, seen, accountId, decidedIn(answers, anew)),
    )
  },
})

function kept(
  visit: Visit,
  objection: Objection,
  done: ObjectionDecided,
): Response | NotSaved<Deciding, ObjectionFile> {
  const { register } = visit.context
  switch (done.outcome) {
    case 'decided':
      return leaveFor(
        visit,
        paths.objection(register.id, objection.id),
        `Het besluit op bezwaar ${objection.number} is vastgelegd.`,
      )
    case 'inconsistent':
      return { wrong: { outcome: done.why } }
    case 'wrong-amount':
      return {
        errors: [
          {
            field: `uren-${done.line}`,
            message: 'Vul meer in dan het was, en hoogstens wat is opgegeven.',
          },
        ],
      }
    case 'not-admissible':
      return {
        wrong: {
          outcome: 'Kies ‘Niet behandelen’: het kwam te laat, en dat is niet te begrijpen.',
        },
      }
    case 'late-or-not':
      return { wrong: { excusable: 'Kies of dat te begrijpen is.' } }
    case 'incomplete':
      return { wrong: { decision: 'Schrijf op wat er wordt besloten, en waarom.' } }
    case 'unheard':
      return {
        wrong: { outcome: 'Leg eerst het verslag van het gesprek vast, of waarom er geen komt.' },
      }
    case 'stale':
      return { stale: <SomethingHappened register={register} /> }
    case 'kept':
    case 'unknown':
      return notFound()
  }
}

function SomethingHappened({ register }: { readonly register: Register }) {
  return (
    <ColleagueFirst register={register}>
      <p>Er is intussen iets met dit bezwaar gedaan. Kijk hoe het er nu voor staat.</p>
    </ColleagueFirst>
  )
}

type Step = 'invite' | 'wait' | 'report'

// Nobody decides before somebody was heard, refrained, or need not be.
function nextStep(
  { hearing, unheard, report }: Objection,
  today: Temporal.PlainDate,
): Step | undefined {
  if (unheard !== undefined || report !== '' || hearing?.answer === 'refrains') return undefined
  if (hearing === undefined) return 'invite'
  return Temporal.PlainDate.compare(hearing.on, today) > 0 ? 'wait' : 'report'
}

function FileText(props: {
  readonly visit: Visit
  readonly file: ObjectionFile
  readonly step: Step | undefined
}) {
  const { visit, file, step } = props
  const { objection, files, lines, first, coming, names } = file
  const { register } = visit.context
  const { id } = objection
  const hrefOf = (document: string) => paths.objectionFile(register.id, id, document)
  return (
    <>
      {step === 'invite' && (
        <NextStep icon="calendar-clock" title="Nodig de indiener uit voor een gesprek">
          <p>Of leg vast waarom dat niet hoeft. Daarna kan er worden besloten.</p>
          <ButtonGroup>
            <Button href={paths.objectionHearing(register.id, id)}>Verder</Button>
          </ButtonGroup>
        </NextStep>
      )}
      {step === 'wait' && objection.hearing !== undefined && (
        <p class="lead">Het gesprek is op {formatDay(objection.hearing.on)}.</p>
      )}
      {step === 'report' && (
        <NextStep icon="arrow-right" title="Schrijf een kort verslag van het gesprek">
          <p>De indiener leest het. Daarna kan er worden besloten.</p>
          <ButtonGroup>
            <Button href={paths.objectionReport(register.id, id)}>Verslag schrijven</Button>
          </ButtonGroup>
        </NextStep>
      )}
      <LateNotice objection={objection} />
      <ObjectionOutcomeText
        title="Het besluit op het bezwaar"
        objection={objection}
        letter={{ coming, hrefOf }}
      />
      <ObjectionFacts objection={objection} />
      <ObjectionGrounds {...{ objection, lines, files, hrefOf }} title="Het bezwaar" />
      {objection.note !== '' && (
        <>
          <h3>Toelichting van {register.organisation.backOffice.short}</h3>
          <p class="preserve">{objection.note}</p>
        </>
      )}
      <HearingText {...{ objection, register }} />
      <FirstDecisionText {...{ first, names, register }} />
    </>
  )
}

function FirstDecisionText(props: {
  readonly first: FirstDecision
  readonly names: ReadonlyMap<string, string>
  readonly register: Register
}) {
  const { first, names, register } = props
  const { decision, verdicts, advice } = first
  const members = [...names].map(([id, name]) => ({
    id,
    name,
    email: '',
    employer: '',
    municipality: '',
    chair: false,
  }))
  if (decision === undefined && verdicts.length + advice.length === 0) return null
  return (
    <Details summary="Het eerste besluit, en wie wat vond">
      {decision !== undefined && (
        <>
          <p class="preserve">{decision.reason}</p>
          <NormCards assessment={decision.assessment} register={register} />
          <Grounds assessment={decision.assessment} />
        </>
      )}
      {verdicts.map(({ memberId, found, reason }) => (
        <Card>
          <h3>{names.get(memberId) ?? 'Oud-lid'}</h3>
          <p>{found}</p>
          {reason !== '' && <p class="preserve">{reason}</p>}
        </Card>
      ))}
      <AdviceText {...{ advice, members }} />
    </Details>
  )
}

async function firstDecision(visit: Visit, objection: Objection): Promise<FirstDecision> {
  const { context } = visit
  const { registrationId, about, aboutId } = objection
  const found = await decisionAbout(context, registrationId, { about, id: aboutId })
  const none = { decision: undefined, verdicts: [], advice: [] }
  switch (found?.about) {
    case 'application': {
      const file = await findApplication(context, found.subject.id)
      const verdicts = file === undefined ? [] : await verdictsOf(context, file.application.id)
      const words = { meets: 'Voldoet', temporary: 'Voldoet voor een tijd', fails: 'Voldoet niet' }
      return {
        ...none,
        decision: await findDecisionById(context, aboutId),
        verdicts: verdicts.map(({ memberId, reason, whole }) => ({
          memberId,
          reason,
          found: words[whole],
        })),
      }
    }
    case 'interim': {
      const file = await findInterimFile(context, aboutId)
      const words = { approved: 'Toegekend', partly: 'Deels toegekend', rejected: 'Niet toegekend' }
      return {
        ...none,
        verdicts: (file?.verdicts ?? []).flatMap(({ memberId, grants }) =>
          [...grants.values()].map(({ outcome, reason }) => ({
            memberId,
            reason,
            found: words[outcome],
          })),
        ),
      }
    }
    case 'ruling':
      return { ...none, advice: await adviceOn(context, found.subject.id) }
    case 'leave': {
      const leave = await findLeave(context, aboutId)
      const { decidedBy, reason } = leave ?? {}
      return leave === undefined || decidedBy === undefined
        ? none
        : {
            ...none,
            verdicts: [{ memberId: decidedBy, reason: reason ?? '', found: leaveTag(leave).label }],
          }
    }
    case 'name-change':
    case 'agreement':
    case undefined:
      return none
  }
}

// The objection for who may decide on it; whoever had a hand in the first decision reads that instead.
async function openForDecision(visit: Visit): Promise<Objection | Response> {
  const { context } = visit
  const { register } = context
  const objection = (await findObjection(context, visit.param('id'))) ?? notFound()
  if (objection.status !== 'in-hand' && objection.decided === undefined) return notFound()
  const seat = await seatFor(context, objection, accountOf(visit).accountId)
  if (seat.outcome === 'not-seated') return notFound()
  if (seat.outcome === 'kept') return keptPage(visit, objection, keptText(seat.kept, register))
  const shut = await closed(visit, {
    title: `Bezwaar ${objection.number} openen`,
    ...atObjections(register),
    opened: { noun: 'objection', id: objection.id },
    body: bodyFor(register, 'decide-objections')?.id ?? '',
    about: objection.objector,
    what: 'Bezwaar',
    interest: paths.objectionInterest(register.id, objection.id),
  })
  return shut ?? objection
}

function keptPage(visit: Visit, { number }: Objection, why: string): Promise<Response> {
  const { register, You, say } = speech(visit)
  return titledPage(
    visit,
    {
      title: say('Dit doe je niet zelf', 'Dit doet u niet zelf'),
      caption: `Bezwaar ${number}`,
      ...atObjections(register),
      status: 403,
    },
    <p class="lead">
      {You} kunt dit niet openen: {why}
    </p>,
  )
}

function atObjections({ id }: Register) {
  const href = paths.objections(id)
  return { current: href, breadcrumb: [{ label: 'Bezwaren', href }] }
}

function belowObjection(register: Register, { id, objector }: Objection) {
  const { current, breadcrumb } = atObjections(register)
  const own = { label: `Bezwaar van ${objector.name}`, href: paths.objection(register.id, id) }
  return { current, breadcrumb: [...breadcrumb, own] }
}

async function inHand(visit: Visit): Promise<Objection | Response> {
  const objection = await openForDecision(visit)
  if (objection instanceof Response || objection.status === 'in-hand') return objection
  return leaveFor(
    visit,
    paths.objection(visit.context.register.id, objection.id),
    'Over dit bezwaar is al besloten.',
    'info',
  )
}

// What came of a step, said at the page of the objection or at the field.
function stepped<Values>(
  visit: Visit,
  { id }: Objection,
  { outcome }: Heard,
  said: { readonly done: string; readonly wrong: NotSaved<Values, Objection> },
): Response | NotSaved<Values, Objection> {
  const { register } = visit.context
  const page = paths.objection(register.id, id)
  switch (outcome) {
    case 'done':
      return leaveFor(visit, page, said.done)
    case 'incomplete':
      return said.wrong
    case 'not-now':
      return leaveFor(visit, page, 'Dit kan nu niet meer, of nog niet.', 'info')
    case 'stale':
      return { stale: <SomethingHappened register={register} /> }
    case 'not-for-them':
    case 'unknown':
      return notFound()
  }
}

/** Invites whoever objects to tell about it, or keeps why nobody is heard. */
export const hearingPage = formPage({
  load: inHand,
  form: (visit) => {
    const { register, today } = visit.context
    const { withoutHearing } = register.objection
    return form({
      how: choice('gesprek', 'Komt er een gesprek?', {
        required: 'Kies of er een gesprek komt.',
        options: [
          { value: 'ja', label: 'Ja, de indiener wordt uitgenodigd' },
          ...(withoutHearing.length === 0 ? [] : [{ value: 'nee' as const, label: 'Nee' }]),
        ],
      }),
      on: under(
        'how',
        'ja',
        day('dag', 'Op welke dag?', {
          required: 'Vul de dag in.',
          problem: (on) =>
            Temporal.PlainDate.compare(on, today) < 0
              ? 'Kies vandaag of een latere dag.'
              : undefined,
        }),
      ),
      place: under(
        'how',
        'ja',
        text('plaats', 'Waar en hoe laat?', {
          hint: 'Bijvoorbeeld: 14.00 uur, op kantoor. Of: 14.00 uur, online, met de link erbij.',
          required: 'Schrijf op waar en hoe laat.',
          rows: 3,
          most: 1000,
        }),
      ),
      reason: under(
        'how',
        'nee',
        choice('reden', 'Waarom niet?', {
          required: 'Kies waarom er geen gesprek komt.',
          options: withoutHearing.map(({ id, text: label }) => ({ value: id, label })),
        }),
      ),
    })
  },
  known: (_, { hearing, unheard }: Objection) =>
    unheard !== undefined
      ? { how: 'nee' as const, reason: unheard }
      : hearing === undefined
        ? {}
        : { how: 'ja' as const, on: hearing.on, place: hearing.place },
  page: (visit, objection) => ({
    title: 'Het gesprek',
    caption: objection.number,
    ...belowObjection(visit.context.register, objection),
    version: objection.version,
    button: 'Vastleggen',
  }),
  save: async (visit, { how, on, place = '', reason = '' }, objection) => {
    const { context, form: sent } = visit
    const acting = {
      seen: { id: objection.id, version: versionIn(sent) },
      memberId: accountOf(visit).accountId,
    }
    if (how === 'nee') {
      return stepped(visit, objection, await leaveUnheard(context, acting, reason), {
        done: 'Er komt geen gesprek. Er kan nu worden besloten.',
        wrong: { wrong: { reason: 'Kies waarom er geen gesprek komt.' } },
      })
    }
    if (on === undefined) return { wrong: { on: 'Vul de dag in.' } }
    return stepped(visit, objection, await inviteObjector(context, acting, { on, place }), {
      done: 'De indiener is uitgenodigd.',
      wrong: { wrong: { place: 'Schrijf op waar en hoe laat.' } },
    })
  },
})

/** Keeps a short report of what was said, for whoever objects to read. */
export const hearingReport = formPage({
  load: inHand,
  form: () =>
    form({
      report: text('verslag', 'Wat is er gezegd?', {
        hint: 'De indiener leest dit. Was de indiener er niet? Schrijf dat dan op.',
        required: 'Schrijf op wat er is gezegd.',
        rows: 10,
        most: mostWritten,
      }),
    }),
  known: (_, { report }: Objection) => ({ report }),
  page: (visit, objection) => ({
    title: 'Verslag van het gesprek',
    caption: objection.number,
    ...belowObjection(visit.context.register, objection),
    version: objection.version,
    form: { guard: true },
    button: 'Verslag vastleggen',
  }),
  save: async (visit, { report }, objection) => {
    const acting = {
      seen: { id: objection.id, version: versionIn(visit.form) },
      memberId: accountOf(visit).accountId,
    }
    return stepped(visit, objection, await reportHearing(visit.context, acting, report), {
      done: 'Het verslag is vastgelegd.',
      wrong: { wrong: { report: 'Schrijf op wat er is gezegd.' } },
    })
  },
})

/** Puts the decision off, once, with why. */
export const extensionPage = formPage({
  load: inHand,
  form: () =>
    form({
      reason: text('reden', 'Waarom duurt het langer?', {
        hint: 'De indiener leest dit.',
        required: 'Schrijf op waarom het langer duurt.',
        rows: 4,
        most: 2000,
      }),
    }),
  page: (visit, objection) => ({
    title: 'Het besluit uitstellen',
    caption: objection.number,
    ...belowObjection(visit.context.register, objection),
    version: objection.version,
    lead: (
      <p class="lead">
        Nu moet het besluit er uiterlijk op {formatDay(objection.decideBefore)} zijn. Uitstellen kan
        één keer.
      </p>
    ),
    button: 'Uitstellen',
    frame: (asked) =>
      objection.extendedOn === undefined ? (
        asked
      ) : (
        <Alert type="info">
          <p>Dit besluit is al een keer uitgesteld.</p>
        </Alert>
      ),
  }),
  save: async (visit, { reason }, objection) => {
    const acting = {
      seen: { id: objection.id, version: versionIn(visit.form) },
      memberId: accountOf(visit).accountId,
    }
    return stepped(visit, objection, await extendObjection(visit.context, acting, reason), {
      done: 'Het besluit is uitgesteld. De indiener is ingelicht.',
      wrong: { wrong: { reason: 'Schrijf op waarom het langer duurt.' } },
    })
  },
})

/** Where whoever decides says that they have a tie with who objects. */
export const objectionInterest = declareInterestPage(async (visit) => {
  const { context } = visit
  const { register } = context
  const objection = await findObjection(context, visit.param('id'))
  if (objection === undefined) return undefined
  const seat = await seatFor(context, objection, accountOf(visit).accountId)
  if (seat.outcome !== 'free') return undefined
  const list = { label: 'Bezwaren', href: paths.objections(register.id) }
  const from = {
    label: `Bezwaar ${objection.number}`,
    href: paths.objection(register.id, objection.id),
  }
  return { registrationId: objection.registrationId, from, list }
})

/** A file of an objection, or its letter, for whoever decides on it and has opened it. */
export async function showObjectionFile(visit: Visit): Promise<Response> {
  const { context } = visit
  const objection = (await findObjection(context, visit.param('id'))) ?? notFound()
  const { accountId } = accountOf(visit)
  const seat = await seatFor(context, objection, accountId)
  const wanted = visit.param('document')
  const files = (await objectionFiles(context, objection.id)).map(({ id }) => id)
  const known = [...files, objection.decided?.documentId].includes(wanted)
  const last = await lastOpened(context, { noun: 'objection', id: objection.id }, accountId)
  return seat.outcome === 'free' && last !== undefined && known
    ? documentResponse(visit, wanted)
    : notFound()
}
