import type { DecidedAtBoard } from '#domain/certification/committee/decide-at-board.ts'
import { correctAtBoard, decideAtBoard } from '#domain/certification/committee/decide-at-board.ts'
import type { Ruling, RulingAdvice, RulingDecision } from '#domain/certification/ruling/queries.ts'
import {
  adviceOn,
  decisionsOn,
  filesOf,
  findRuling,
  listRulings,
} from '#domain/certification/ruling/queries.ts'
import { restingOn, whatStays } from '#domain/certification/ruling/resting-on.ts'
import { benchForRuling, seatForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import { boardOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import type { Deciding } from '#web/board/decision.form.tsx'
import {
  DecisionButtons,
  DecisionQuestions,
  decisionForm,
  decisionToKeep,
  lookedAt,
  seenFields,
} from '#web/board/decision.form.tsx'
import { closedRuling, rulingFile, rulingInterest } from '#web/committee/ruling.tsx'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, Details, formatDay, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { NotSaved } from '#web/layout/form-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { DeclareLink, declareInterestPage } from '#web/review/declare-interest.tsx'
import {
  AdviceText,
  answerBefore,
  Decisions,
  DoneRulings,
  lettersComing,
  Precedents,
  precedentsFor,
  RulingDates,
  RulingFacts,
  rulingTag,
} from '#web/review/ruling.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'

/** Te beslissen: what waits for the board, and what is still being advised on. */
export async function showBoard(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const board = boardOf(register) ?? notFound()
  const all = await listRulings(context, ['for-advice', 'for-decision'])
  const decided = await listRulings(context, ['decided'], { newest: true })
  const { free, tied } = await withoutTied(
    visit,
    ['decide-where-silent'],
    [...all, ...decided],
    (one) => one,
  )
  const waiting = free.filter(({ status }) => status === 'for-decision')
  const coming = free.filter(({ status }) => status === 'for-advice')
  return listPage(visit, {
    title: `Te beslissen (${waiting.length})`,
    current: paths.board(register.id),
    lead: (
      <p class="lead">
        Zegt het reglement ergens niets over? Dan beslist {board.the}. Het besluit komt zonder namen
        in <a href={paths.rulings(register.id)}>het register van uitspraken</a>.
      </p>
    ),
    list: {
      caption: 'Verzoeken die op een besluit wachten',
      rows: waiting,
      columns: ({ name, text: words, day, status }) => [
        name(
          'Verzoek',
          ({ number }) => number,
          ({ id }) => paths.boardRuling(register.id, id),
        ),
        words('Van', ({ asker }) => asker.name),
        day('Gevraagd op', ({ askedOn }) => askedOn),
        status('Besluit uiterlijk', (one) => {
          const before = answerBefore(register, one)
          return Temporal.PlainDate.compare(before, today) < 0
            ? { colour: 'red', label: `Had op ${formatDay(before)} gemoeten` }
            : { colour: 'yellow', label: formatDay(before) }
        }),
      ],
      empty: {
        title: 'Er wacht niets op een besluit',
        text: <p>{board.The} hoeft nu niets te doen.</p>,
      },
    },
    after: (
      <>
        {coming.length > 0 && (
          <>
            <h2>Komt eraan</h2>
            <List
              visit={visit}
              caption="Verzoeken die op advies wachten"
              rows={coming}
              columns={({ name, day }) => [
                name('Verzoek', ({ number }) => number),
                day('Gevraagd op', ({ askedOn }) => askedOn),
              ]}
            />
          </>
        )}
        <DoneRulings
          visit={visit}
          done={free.filter(({ status }) => status === 'decided')}
          hrefOf={(id) => paths.boardRuling(register.id, id)}
        />
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

/** The decision of the board on a question: what it decides and why, and what everybody may read. */
export const boardDecision = formPage<Deciding, BoardFile>({
  load: async (visit) => {
    const file = await loadForBoard(visit)
    if (file instanceof Response || visit.request.method !== 'POST') return file
    return file.ruling.status === 'decided' ? decidedPage(visit, file.ruling) : file
  },
  form: (visit, { ruling }) => decisionForm(visit, ruling),
  page: (visit, file, cameBack) => {
    const { ruling, coming } = file
    const { register } = visit.context
    const looked = lookedAt(visit, decisionForm(visit, ruling), cameBack)
    const { colour, label } = rulingTag(ruling, register)
    return {
      title: `Verzoek van ${ruling.asker.name}`,
      caption: ruling.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...atBoard(register),
      version: ruling.version,
      refresh: coming.refresh,
      lead: <BoardFileText visit={visit} file={file} open={ruling.status === 'for-decision'} />,
      form: { wide: true, guard: true, hidden: seenFields(looked) },
      questions: ({ one }) => (
        <>
          <h2>Het besluit</h2>
          <DecisionQuestions {...{ visit, ruling, one, looked }} />
        </>
      ),
      button: <DecisionButtons looked={looked} />,
      frame: (asked) => ruling.status === 'for-decision' && asked,
      after:
        ruling.status === 'for-decision' ? (
          <DeclareLink visit={visit} href={paths.boardRulingInterest(register.id, ruling.id)} />
        ) : (
          <p>
            Staat er een fout in dit besluit?{' '}
            <a href={paths.boardCorrection(register.id, ruling.id)}>Neem een nieuw besluit</a>
          </p>
        ),
    }
  },
  save: async (visit, answers, { ruling }) => {
    const { context, form: sent } = visit
    const decision = decisionToKeep(visit, ruling, answers)
    if (decision === undefined) return { wrong: {} }
    const { accountId } = accountOf(visit)
    const seen = { id: ruling.id, version: versionIn(sent) }
    return kept(visit, ruling, await decideAtBoard(context, seen, accountId, decision))
  },
})

/** A new decision on a question, in the place of one in which the board made a mistake. */
export const boardCorrection = formPage<Deciding, BoardFile>({
  load: async (visit) => {
    const file = await loadForBoard(visit)
    // Nothing is decided yet: that comes first.
    return file instanceof Response || file.ruling.status === 'decided'
      ? file
      : seeOther(paths.boardRuling(visit.context.register.id, file.ruling.id))
  },
  form: (visit, { ruling }) => decisionForm(visit, ruling, { corrects: true }),
  known: (_, { ruling: { decided } }) =>
    decided === undefined
      ? {}
      : {
          outcome: decided.granted ? 'ja' : 'nee',
          decision: decided.decision,
          condition: decided.condition,
          ...(decided.until === undefined ? {} : { until: decided.until }),
          ground: decided.ground,
          publicQuestion: decided.published.question,
          publicDecision: decided.published.decision,
          publicGround: decided.published.ground,
        },
  page: (visit, file, cameBack) => {
    const { ruling, stays } = file
    const { register } = visit.context
    const looked = lookedAt(visit, decisionForm(visit, ruling, { corrects: true }), cameBack)
    const back = paths.boardRuling(register.id, ruling.id)
    return {
      title: 'Nieuw besluit',
      caption: `Verzoek ${ruling.number}`,
      current: paths.board(register.id),
      breadcrumb: [
        { label: 'Te beslissen', href: paths.board(register.id) },
        { label: `Verzoek van ${ruling.asker.name}`, href: back },
      ],
      version: ruling.version,
      lead: (
        <>
          <p class="lead">
            Het nieuwe besluit vervangt dat van{' '}
            {ruling.decided !== undefined && formatDay(ruling.decided.decidedOn)}. Het oude blijft
            te lezen voor {ruling.asker.name} en wie het dossier behandelt. In het openbare register
            staat alleen het nieuwe.
          </p>
          {stays.length > 0 && (
            <Alert type="warning" title="Dit verandert niet vanzelf">
              <ul>
                {stays.map((sentence) => (
                  <li>{sentence}</li>
                ))}
              </ul>
            </Alert>
          )}
          <Details summary="Het verzoek en het advies">
            <BoardFileText visit={visit} file={file} open />
          </Details>
        </>
      ),
      form: { wide: true, guard: true, hidden: seenFields(looked) },
      questions: ({ one }) => <DecisionQuestions {...{ visit, ruling, one, looked }} />,
      button: <DecisionButtons looked={looked} />,
      after: (
        <p>
          <a href={back}>Toch geen nieuw besluit</a>
        </p>
      ),
    }
  },
  save: async (visit, answers, { ruling }) => {
    const { context, form: sent } = visit
    const seen = { id: ruling.id, version: versionIn(sent) }
    // Nobody looks at how it will stand as if nothing had happened.
    if (seen.version !== ruling.version) return kept(visit, ruling, { outcome: 'stale' })
    const decision = decisionToKeep(visit, ruling, answers)
    if (decision === undefined) return { wrong: {} }
    const { accountId } = accountOf(visit)
    const { because = '' } = answers
    const done = await correctAtBoard(context, seen, accountId, { ...decision, because })
    return done.outcome === 'no-reason'
      ? { wrong: { because: 'Schrijf op waarom er een nieuw besluit komt.' } }
      : kept(visit, ruling, done)
  },
})

/** A question to the board with all that a member of it reads. */
interface BoardFile {
  readonly ruling: Ruling
  readonly advice: readonly RulingAdvice[]
  readonly members: readonly Member[]
  readonly files: Awaited<ReturnType<typeof filesOf>>
  readonly precedents: Awaited<ReturnType<typeof precedentsFor>>
  readonly decisions: readonly RulingDecision[]
  readonly coming: PapersComing
  /** What a new decision leaves as it is, one sentence each. */
  readonly stays: readonly string[]
}

async function loadForBoard(visit: Visit): Promise<BoardFile | Response> {
  const { context } = visit
  const ruling = (await findRuling(context, visit.param('id'))) ?? notFound()
  const { accountId } = accountOf(visit)
  const seated = await seatForRuling(context, ruling, accountId, 'decides')
  if (seated.outcome !== 'free') return notFound()
  if (ruling.status === 'withdrawn') return withdrawnPage(visit, ruling)
  if (ruling.status !== 'for-decision' && ruling.status !== 'decided') return notFound()
  const shut = await closedRuling(visit, ruling, 'decides', atBoard(context.register))
  if (shut !== undefined) return shut
  const decisions = await decisionsOn(context, ruling.id)
  return {
    ruling,
    advice: await adviceOn(context, ruling.id),
    members: (await benchForRuling(context, ruling, 'advises')).members,
    files: await filesOf(context, ruling.id),
    precedents: await precedentsFor(context, `${ruling.question} ${ruling.wish}`, ruling.id),
    decisions,
    coming: await lettersComing(visit, decisions),
    stays:
      ruling.decided === undefined
        ? []
        : whatStays(context.register, await restingOn(context, ruling)),
  }
}

// Where the pages of the board stand.
function atBoard({ id }: Register) {
  const href = paths.board(id)
  return { current: href, breadcrumb: [{ label: 'Te beslissen', href }] }
}

// Whoever asked took it back, perhaps while a decision was being written.
function withdrawnPage(visit: Visit, ruling: Ruling): Promise<Response> {
  const { number, endedOn } = ruling
  return overPage(
    visit,
    { title: `Verzoek ${number} is ingetrokken`, back: paths.board(visit.context.register.id) },
    `Wie het vroeg, trok het verzoek in${endedOn === undefined ? '' : ` op ${formatDay(endedOn)}`}. Er is niets te beslissen.`,
  )
}

// A colleague recorded a decision while another was being written.
function decidedPage(visit: Visit, { id, number }: Ruling): Promise<Response> {
  const { register } = visit.context
  return overPage(
    visit,
    {
      title: `Over verzoek ${number} is al besloten`,
      back: paths.boardRuling(register.id, id),
    },
    'Een ander lid legde het besluit vast. Dat geldt.',
  )
}

function overPage(
  visit: Visit,
  { title, back }: { readonly title: string; readonly back: string },
  text: string,
): Promise<Response> {
  const { register } = visit.context
  return titledPage(
    visit,
    {
      title,
      ...atBoard(register),
      ...(visit.request.method === 'POST' ? { status: 409 } : {}),
    },
    <>
      <p class="lead">{text}</p>
      <p>
        <a href={back}>
          {back === paths.board(register.id) ? 'Naar Te beslissen' : 'Bekijk het besluit'}
        </a>
      </p>
    </>,
  )
}

function BoardFileText(props: {
  readonly visit: Visit
  readonly file: BoardFile
  /** It is being decided on: what was decided before helps. */
  readonly open: boolean
}) {
  const { visit, file, open } = props
  const { register } = visit.context
  const { ruling, files, advice, members, precedents, decisions, coming } = file
  return (
    <>
      <RulingDates context={visit.context} ruling={ruling} />
      <Decisions
        {...{ decisions }}
        title="Het besluit"
        letters={{ coming, hrefOf: (id) => paths.boardRulingFile(register.id, ruling.id, id) }}
      />
      <RulingFacts
        {...{ register, ruling, files }}
        hrefOf={(id) => paths.boardRulingFile(register.id, ruling.id, id)}
      />
      <AdviceText {...{ advice, members }} />
      {open && <Precedents register={register} found={precedents} />}
    </>
  )
}

function kept(
  visit: Visit,
  ruling: Ruling,
  done: DecidedAtBoard,
): Response | NotSaved<Deciding, BoardFile> {
  const { register } = visit.context
  switch (done.outcome) {
    case 'decided':
      return leaveFor(
        visit,
        paths.boardRuling(register.id, ruling.id),
        `Het besluit op verzoek ${ruling.number} is vastgelegd. ${ruling.asker.name} krijgt een brief.`,
      )
    case 'stale':
      return {
        stale: (
          <ColleagueFirst register={register}>
            <p>Er is intussen op dit verzoek besloten. Kijk wat er nu geldt.</p>
          </ColleagueFirst>
        ),
      }
    // They have been seen on this page, so that they are let stand.
    case 'names':
    case 'conflict':
    case 'incomplete':
    case 'unknown':
      return notFound()
  }
}

/** Where a member of the board says that they have a tie with who asked. */
export const boardInterest = declareInterestPage((visit) => {
  const { register } = visit.context
  const list = { label: 'Te beslissen', href: paths.board(register.id) }
  return rulingInterest(visit, 'decides', { list, page: paths.boardRuling })
})

/** A file of a question to the board, for whoever decides. */
export function showDecidedFile(visit: Visit): Promise<Response> {
  return rulingFile(visit, 'decides')
}
