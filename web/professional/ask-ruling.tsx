import { askRuling } from '#domain/certification/ruling/ask-ruling.ts'
import {
  adviceOn,
  decisionsOn,
  filesOf,
  findRuling,
  rulingsOf,
} from '#domain/certification/ruling/queries.ts'
import type { RulingEvent, RulingStatus } from '#domain/certification/ruling/ruling.ts'
import { rulingLifecycle } from '#domain/certification/ruling/ruling.ts'
import { withdrawRuling } from '#domain/certification/ruling/withdraw-ruling.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { adviserOf, boardOf } from '#regulations/bodies.ts'
import { dueDay, isPast } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { files, text } from '#web/forms/questions.tsx'
import { Button, formatDay, MetaList, Tag } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inCertification } from '#web/professional/crumbs.ts'
import { Inspections, inspectionsFor } from '#web/professional/inspections.tsx'
import { LateAnswer } from '#web/professional/late-answer.tsx'
import { ObjectionLink, objectionTo } from '#web/professional/objections.tsx'
import {
  adviceWords,
  answerBefore,
  Decisions,
  lettersComing,
  rulingTag,
} from '#web/review/ruling.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const most = 4000

/** Asks the board about a case on which the regulation is silent: the question, what is asked, files. */
export const askRulingPage = formPage({
  load: async (visit: Visit) => {
    const { context } = visit
    const board = boardOf(context.register) ?? notFound()
    return { board, earlier: await rulingsOf(context, registrationOf(visit)) }
  },
  form: (visit) => {
    const { Your, say } = speech(visit)
    return form({
      question: text('vraag', `Wat is ${say('jouw', 'uw')} situatie?`, {
        hint: 'Vertel wat er is gebeurd, en waarover het reglement niets zegt.',
        required: `Vertel wat ${say('jouw', 'uw')} situatie is.`,
        rows: 8,
        most,
        tooLong: (over) => `${Your} uitleg is ${over} tekens te lang.`,
      }),
      wish: text('wens', `Wat ${say('wil je', 'wilt u')} dat er besloten wordt?`, {
        hint: 'Bijvoorbeeld: dat mijn stage in het buitenland meetelt.',
        required: `Vul in wat ${say('je', 'u')} wilt.`,
        rows: 3,
        most,
        tooLong: (over) => `${Your} antwoord is ${over} tekens te lang.`,
      }),
      files: files('bestanden', 'Bestanden die het duidelijk maken', { multiple: true }),
    })
  },
  page: (visit, { board, earlier }) => {
    const { register, you, You } = speech(visit)
    const adviser = adviserOf(register)
    return {
      title: 'Mijn geval staat niet in het reglement',
      ...inCertification(visit),
      lead: (
        <>
          <p class="lead">
            Zegt het reglement niets over wat {you} meemaakt? Dan beslist {board.the}. {You} hoort
            het binnen {weeks(visit)} weken.
          </p>
          <p>
            Eerst kijkt {register.organisation.backOffice.short} of het reglement er echt niets over
            zegt. {adviser !== undefined && `Daarna geeft ${adviser.the} advies. `}Kijk eerst of
            iemand dit al eens vroeg: <a href={paths.rulings(register.id)}>eerdere uitspraken</a>.
          </p>
        </>
      ),
      form: { files: true },
      button: 'Verzoek insturen',
      after: earlier.length > 0 && (
        <>
          <h2>Wat {you} al vroeg</h2>
          <List
            visit={visit}
            caption="Eerdere verzoeken"
            rows={earlier}
            columns={({ name, day, status }) => [
              name(
                'Verzoek',
                ({ number }) => number,
                ({ id }) => paths.myRuling(register.id, id),
              ),
              day('Gevraagd op', ({ askedOn }) => askedOn),
              status('Stand', (one) => rulingTag(one, register), { selfExplaining: true }),
            ]}
          />
        </>
      ),
    }
  },
  save: async (visit, { question, wish, files: sent = [] }) => {
    const { context } = visit
    const registrationId = registrationOf(visit)
    const asked = await askRuling(context, { registrationId, question, wish, files: sent })
    if (asked.outcome !== 'asked') return notFound()
    const { Your } = speech(visit)
    return leaveFor(
      visit,
      paths.myRuling(context.register.id, asked.id),
      `${Your} verzoek ${asked.number} is ingestuurd.`,
    )
  },
})

function weeks({ context: { register, today } }: Visit): number {
  return Math.round(today.until(today.add(register.terms.ruling)).days / 7)
}

/** One question to the board of somebody's own: where it stands, and the answer once there is one. */
export async function showMyRuling(visit: Visit): Promise<Response> {
  const ruling = await own(visit)
  const { context } = visit
  const { register, you, Your, say } = speech(visit)
  const adviser = adviserOf(register)
  const board = boardOf(register)
  const given = await filesOf(context, ruling.id)
  const inspections = await inspectionsFor(visit, { noun: 'ruling', id: ruling.id })
  const advice = await adviceOn(context, ruling.id)
  const decisions = await decisionsOn(context, ruling.id)
  const coming = await lettersComing(visit, decisions)
  const to = await objectionTo(
    visit,
    ({ about, subject, superseded }) =>
      about === 'ruling' && subject.id === ruling.id && !superseded,
  )
  const { colour, label } = rulingTag(ruling, register)
  const mayWithdraw =
    ruling.applicationId === undefined &&
    may<RulingStatus, RulingEvent>(rulingLifecycle, ruling.status, 'withdraw')
  return titledPage(
    visit,
    {
      title: `Verzoek ${ruling.number}`,
      ...inCertification(visit, {
        label: 'Niet in het reglement',
        href: paths.askRuling(register.id),
      }),
      aside: <Tag colour={colour}>{label}</Tag>,
      refresh: coming.refresh,
    },
    <>
      {ruling.status === 'asked' && (
        <p class="lead">
          Wij kijken eerst of het reglement hier iets over zegt. {say('Je hoeft', 'U hoeft')} nu
          niets te doen.
        </p>
      )}
      {ruling.status === 'for-advice' && (
        <p class="lead">
          {adviser?.The} geeft advies. Daarna beslist {board?.the}.
        </p>
      )}
      {ruling.status === 'for-decision' && (
        <p class="lead">
          {adviser !== undefined && `${adviser.The} heeft advies gegeven. `}
          {board?.The} beslist.
        </p>
      )}
      <MetaList
        items={[
          { term: 'Gevraagd op', value: formatDay(ruling.askedOn) },
          ruling.decided === undefined &&
            ruling.endedOn === undefined && {
              term: 'Antwoord uiterlijk op',
              value: dueDay(answerBefore(register, ruling), visit.context.today),
            },
          ruling.decided !== undefined && {
            term: 'Besloten op',
            value: formatDay(ruling.decided.decidedOn),
          },
        ]}
      />
      {ruling.decided === undefined &&
        ruling.endedOn === undefined &&
        isPast(answerBefore(register, ruling), context.today) && <LateAnswer visit={visit} />}
      {ruling.status === 'decided' && (
        <>
          <Decisions
            {...{ decisions }}
            title={`Het besluit van ${board?.the ?? 'wie beslist'}`}
            letters={{ coming, hrefOf: (id) => paths.myDocument(register.id, id) }}
          >
            {advice.length > 0 && <p>{adviceWords(ruling, register, advice)}</p>}
          </Decisions>
          <p>
            Zonder {say('jouw', 'uw')} naam staat het in{' '}
            <a href={paths.rulings(register.id)}>het openbare register van uitspraken</a>.
          </p>
          {to === undefined ? (
            <p>
              Niet eens met dit besluit?{' '}
              <a href={paths.complaint(register.id)}>Zo {say('maak je', 'maakt u')} bezwaar</a>
            </p>
          ) : (
            <ObjectionLink to={to} />
          )}
        </>
      )}
      {ruling.status === 'answered' && (
        <>
          <h2>Het antwoord</h2>
          <p>Het reglement zegt hier wel iets over.</p>
          <p class="preserve">{ruling.answer}</p>
        </>
      )}
      <h2>{ruling.applicationId === undefined ? `Wat ${you} vroeg` : 'Waarover'}</h2>
      <p class="preserve">{ruling.question}</p>
      {ruling.wish !== '' && (
        <>
          <h3>Wat {say('je wilt', 'u wilt')} dat er besloten wordt</h3>
          <p class="preserve">{ruling.wish}</p>
        </>
      )}
      {given.length > 0 && (
        <ul>
          {given.map(({ id, name }) => (
            <li>
              <a href={paths.myDocument(register.id, id)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      <Inspections visit={visit} inspections={inspections} />
      {mayWithdraw && (
        <>
          <h2>{Your} verzoek intrekken</h2>
          <p>Er komt dan geen besluit. {say('Je kunt', 'U kunt')} later iets nieuws vragen.</p>
          <PageForm visit={visit} hidden={{ _version: String(ruling.version) }}>
            <Button variant="secondary">Verzoek intrekken</Button>
          </PageForm>
        </>
      )}
    </>,
  )
}

/** Takes back a question to the board of somebody's own. */
export async function sendWithdrawal(visit: Visit): Promise<Response> {
  const ruling = await own(visit)
  const { context, form: sent } = visit
  const page = paths.myRuling(context.register.id, ruling.id)
  const done = await withdrawRuling(context, { id: ruling.id, version: versionIn(sent) })
  return done.outcome === 'withdrawn'
    ? leaveFor(visit, page, 'Het verzoek is ingetrokken.')
    : leaveFor(
        visit,
        page,
        'Er is intussen iets mee gedaan. Kijk hoe het er nu voor staat.',
        'warning',
      )
}

async function own(visit: Visit) {
  const ruling = await findRuling(visit.context, visit.param('id'))
  return ruling === undefined || ruling.registrationId !== registrationOf(visit)
    ? notFound()
    : ruling
}
