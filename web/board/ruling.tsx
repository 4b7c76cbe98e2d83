import { decideAtBoard } from '#domain/certification/committee/decide-at-board.ts'
import type { BoardDecision } from '#domain/certification/ruling/decide-ruling.ts'
import { adviceOn, filesOf, findRuling, listRulings } from '#domain/certification/ruling/queries.ts'
import { namesIn } from '#domain/certification/ruling/ruling.ts'
import {
  benchesForRulings,
  benchForRuling,
  seatForRuling,
} from '#domain/certification/ruling/seat-ruling.ts'
import { boardOf } from '#regulations/bodies.ts'
import { barredPage, rulingFile, StepOut, stepOut } from '#web/committee/ruling.tsx'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Button, ButtonGroup, formatDay, formatList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import {
  AdviceText,
  answerBefore,
  Precedents,
  PublicPreview,
  precedentsFor,
  RulingFacts,
  rulingTag,
} from '#web/review/ruling.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Te beslissen: what waits for the board, and what is still being advised on. */
export async function showBoard(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const board = boardOf(register) ?? notFound()
  const { you } = speech(visit)
  const { accountId } = accountOf(visit)
  const all = await listRulings(context, ['for-advice', 'for-decision'])
  const benches = await benchesForRulings(context, all, 'decides')
  const free = all.filter(({ id }) => benches.get(id)?.conflicts.has(accountId) !== true)
  const waiting = free.filter(({ status }) => status === 'for-decision')
  const coming = free.filter(({ status }) => status === 'for-advice')
  const barred = all.length - free.length
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
        {barred > 0 && (
          <p>
            Aan {barred === 1 ? '1 verzoek' : `${barred} verzoeken`} doet {you} niet mee, omdat{' '}
            {you} er een belang bij hebt.
          </p>
        )}
      </>
    ),
  })
}

interface Deciding {
  readonly outcome: 'ja' | 'nee'
  readonly decision: string
  readonly ground: string
  readonly publicQuestion: string
  readonly publicDecision: string
  readonly publicGround: string
}

/** The decision of the board on a question: what it decides and why, and what everybody may read. */
export const boardDecision = formPage({
  load: async (visit: Visit) => {
    const { context } = visit
    const ruling = (await findRuling(context, visit.param('id'))) ?? notFound()
    if (ruling.status !== 'for-decision' && ruling.status !== 'decided') return notFound()
    const { accountId } = accountOf(visit)
    const seated = await seatForRuling(context, ruling, accountId, 'decides')
    if (seated.outcome === 'not-seated') return notFound()
    if (seated.outcome === 'conflict') return barredPage(visit, ruling, seated.conflict)
    return {
      ruling,
      advice: await adviceOn(context, ruling.id),
      members: (await benchForRuling(context, ruling, 'advises')).members,
      files: await filesOf(context, ruling.id),
      precedents: await precedentsFor(context, `${ruling.question} ${ruling.wish}`, ruling.id),
    }
  },
  form: (visit) => decisionForm(visit),
  page: (visit, { ruling, advice, members, files, precedents }, { typed }) => {
    const { context } = visit
    const { register, today } = context
    const { colour, label } = rulingTag(ruling, register)
    const read = decisionForm(visit).read(typed)
    const previewed =
      visit.form.value('actie') !== '' &&
      read.outcome === 'read' &&
      namesIn(publishedIn(read.answers), ruling.asker).length === 0
    return {
      title: `Verzoek van ${ruling.asker.name}`,
      caption: ruling.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      current: paths.board(register.id),
      breadcrumb: [{ label: 'Te beslissen', href: paths.board(register.id) }],
      version: ruling.version,
      lead: (
        <>
          <RulingFacts
            {...{ register, ruling, files }}
            hrefOf={(id) => paths.boardRulingFile(register.id, ruling.id, id)}
          />
          <AdviceText {...{ advice, members }} />
          <Precedents register={register} found={precedents} />
          {ruling.status === 'decided' && (
            <>
              <h2>Het besluit</h2>
              <p class="preserve">{ruling.decision}</p>
              <p class="preserve">{ruling.ground}</p>
            </>
          )}
        </>
      ),
      form: { wide: true, guard: true },
      questions: ({ one }) => (
        <>
          <h2>Het besluit</h2>
          {one('outcome')}
          {one('decision')}
          {one('ground')}
          <h2>Wat iedereen leest</h2>
          <p>
            Schrijf het zo dat niemand eruit kan opmaken over wie het gaat: geen naam, geen
            werkgever, geen plaats.
          </p>
          {one('publicQuestion')}
          {one('publicDecision')}
          {one('publicGround')}
          {previewed && (
            <>
              <h2>Zo staat het in het register van uitspraken</h2>
              <PublicPreview
                text={publishedIn(read.answers)}
                granted={read.answers.outcome === 'ja'}
                on={today}
              />
            </>
          )}
        </>
      ),
      button: (
        <ButtonGroup>
          <Button name="actie" value="voorbeeld" variant={previewed ? 'secondary' : 'primary'}>
            {previewed ? 'Voorbeeld vernieuwen' : 'Voorbeeld bekijken'}
          </Button>
          {previewed && (
            <Button name="actie" value="vastleggen">
              Besluit vastleggen
            </Button>
          )}
        </ButtonGroup>
      ),
      frame: (asked) => ruling.status === 'for-decision' && asked,
      after: ruling.status === 'for-decision' && <StepOut visit={visit} />,
    }
  },
  sent: (visit, { ruling }) =>
    visit.form.value('doe') === 'belang'
      ? stepOut(visit, ruling, paths.board(visit.context.register.id))
      : undefined,
  save: async (visit, answers, { ruling }) => {
    const { context, form: sent } = visit
    const { register } = context
    const board = paths.board(register.id)
    const named = namesIn(publishedIn(answers), ruling.asker)
    if (named.length > 0) return { wrong: wrongNames(answers, ruling.asker.names, named) }
    // Nobody makes public what they have not seen as everybody will see it.
    if (sent.value('actie') !== 'vastleggen') return { wrong: {} }
    const { accountId } = accountOf(visit)
    const seen = { id: ruling.id, version: versionIn(sent) }
    const done = await decideAtBoard(context, seen, accountId, decisionIn(answers))
    switch (done.outcome) {
      case 'decided':
        return leaveFor(
          visit,
          board,
          `Het besluit op verzoek ${ruling.number} is vastgelegd. ${ruling.asker.name} krijgt bericht.`,
        )
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Er is intussen op dit verzoek besloten.</p>
            </ColleagueFirst>
          ),
        }
      case 'names':
        return { wrong: wrongNames(answers, ruling.asker.names, done.names) }
      case 'conflict':
      case 'incomplete':
      case 'unknown':
        return notFound()
    }
  },
})

/** A file of a question to the board, for whoever decides. */
export function showDecidedFile(visit: Visit): Promise<Response> {
  return rulingFile(visit, 'decides')
}

function decisionForm(visit: Visit): FormOf<Deciding> {
  const { Your } = speech(visit)
  const long = (name: string, label: string, required: string, hint?: string) =>
    text(name, label, {
      required,
      rows: 4,
      most: 4000,
      tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
      ...(hint === undefined ? {} : { hint }),
    })
  return form<Deciding>({
    outcome: choice('besluit', 'Krijgt de aanvrager wat er wordt gevraagd?', {
      required: 'Kies wat er wordt besloten.',
      options: [
        { value: 'ja', label: 'Ja, toegewezen' },
        { value: 'nee', label: 'Nee, afgewezen' },
      ],
    }),
    decision: long(
      'tekst',
      'Wat wordt er besloten?',
      'Schrijf op wat er wordt besloten.',
      'De aanvrager leest dit.',
    ),
    ground: long('grond', 'Waarom?', 'Schrijf op waarom.', 'De aanvrager leest dit.'),
    publicQuestion: long(
      'openbaar-vraag',
      'De vraag, in algemene woorden',
      'Schrijf de vraag in algemene woorden op.',
      'Bijvoorbeeld: telt een stage in het buitenland mee?',
    ),
    publicDecision: long(
      'openbaar-besluit',
      'Het besluit, in algemene woorden',
      'Schrijf het besluit in algemene woorden op.',
    ),
    publicGround: long(
      'openbaar-grond',
      'De grond, in algemene woorden',
      'Schrijf de grond in algemene woorden op.',
    ),
  })
}

function publishedIn(answers: Deciding): BoardDecision['published'] {
  const { publicQuestion, publicDecision, publicGround } = answers
  return { question: publicQuestion, decision: publicDecision, ground: publicGround }
}

function decisionIn(answers: Deciding): BoardDecision {
  const { outcome, decision, ground } = answers
  return { granted: outcome === 'ja', decision, ground, published: publishedIn(answers) }
}

// At each field in which somebody is named.
function wrongNames(answers: Deciding, names: readonly string[], found: readonly string[]) {
  const said = `Hierin staat ${formatList(found.map((name) => `‘${name}’`))}. Schrijf het zonder namen.`
  const at = (text: string) =>
    namesIn({ question: text, decision: '', ground: '' }, { names }).length > 0 ? said : undefined
  return {
    publicQuestion: at(answers.publicQuestion),
    publicDecision: at(answers.publicDecision),
    publicGround: at(answers.publicGround),
  }
}
