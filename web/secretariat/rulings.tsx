import { answerRuling, passOnRuling } from '#domain/certification/ruling/pass-on-ruling.ts'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import {
  adviceOn,
  decisionsOn,
  filesOf,
  findRuling,
  listRulings,
} from '#domain/certification/ruling/queries.ts'
import { benchForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { adviserOf, boardOf } from '#regulations/bodies.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
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
import { leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** The questions to the board that wait: for the back office itself first. */
export async function showRulings(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const all = await listRulings(context, ['asked', 'for-advice', 'for-decision'])
  const ended = await listRulings(context, ['decided', 'answered', 'withdrawn'], { newest: true })
  const { free, tied } = await withoutTied(
    visit,
    ['check-requests'],
    [...all, ...ended],
    (one) => one,
  )
  const isOpen = ({ id }: Ruling) => all.some((one) => one.id === id)
  const open = free.filter(isOpen)
  const done = free.filter((one) => !isOpen(one))
  const rows = open.toSorted(
    (one, other) => Number(other.status === 'asked') - Number(one.status === 'asked'),
  )
  return listPage(visit, {
    title: `Niet in het reglement (${open.filter(({ status }) => status === 'asked').length})`,
    ...inWork(register),
    list: {
      caption: 'Verzoeken, eerst wat op het bureau wacht',
      rows,
      columns: ({ name, day, status }) => [
        name(
          'Wie',
          ({ asker }) => asker.name,
          ({ id }) => paths.workRuling(register.id, id),
        ),
        day('Gevraagd op', ({ askedOn }) => askedOn),
        day('Antwoord uiterlijk op', (one) => answerBefore(register, one)),
        status(
          'Stand',
          (one) =>
            Temporal.PlainDate.compare(answerBefore(register, one), today) < 0
              ? { colour: 'red', label: `${rulingTag(one, register).label}: te laat` }
              : one.status === 'asked'
                ? { colour: 'yellow', label: 'Kijk of het reglement zwijgt' }
                : rulingTag(one, register),
          { selfExplaining: true },
        ),
      ],
      empty: {
        title: 'Alles is gedaan',
        text: <p>Er wacht geen verzoek aan {boardOf(register)?.the ?? 'wie beslist'}.</p>,
      },
    },
    after: (
      <>
        <DoneRulings visit={visit} done={done} hrefOf={(id) => paths.workRuling(register.id, id)} />
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

/** One question to the board: to be passed on, or answered where the regulation does provide for it. */
export const rulingCheck = formPage({
  load: async (visit: Visit) => {
    const { context, param } = visit
    const ruling = (await findRuling(context, param('id'))) ?? notFound()
    const decisions = await decisionsOn(context, ruling.id)
    return {
      ruling,
      files: await filesOf(context, ruling.id),
      decisions,
      coming: await lettersComing(visit, decisions),
      precedents: await precedentsFor(context, `${ruling.question} ${ruling.wish}`),
      advice: await adviceOn(context, ruling.id),
      members: (await benchForRuling(context, ruling, 'advises')).members,
    }
  },
  form: (visit) => {
    const { register } = visit.context
    return form({
      next: choice('verder', 'Zegt het reglement hier iets over?', {
        required: 'Kies wat er met het verzoek gebeurt.',
        options: [
          {
            value: 'doorsturen',
            label: `Nee: stuur het door naar ${(adviserOf(register) ?? boardOf(register))?.the}`,
            hint:
              adviserOf(register) === undefined
                ? 'Die beslist.'
                : `Die adviseert, en ${boardOf(register)?.the ?? 'wie beslist'} beslist.`,
          },
          { value: 'antwoorden', label: 'Ja: antwoord wat het reglement zegt' },
        ],
      }),
      note: under(
        'next',
        'doorsturen',
        text('toelichting', 'Toelichting', {
          hint: 'Wat is goed om te weten voor wie adviseert en beslist?',
          rows: 4,
          most: 2000,
        }),
      ),
      answer: under(
        'next',
        'antwoorden',
        text('antwoord', 'Het antwoord', {
          hint: 'Noem het artikel. Dit staat letterlijk in de e-mail.',
          required: 'Schrijf op wat het reglement zegt.',
          rows: 4,
          most: 2000,
        }),
      ),
    })
  },
  page: (visit, { ruling, files, advice, members, precedents, decisions, coming }) => {
    const { context } = visit
    const { register } = context
    const { colour, label } = rulingTag(ruling, register)
    return {
      title: `Verzoek van ${ruling.asker.name}`,
      caption: ruling.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...inWork(register, { label: 'Niet in het reglement', href: paths.workRulings(register.id) }),
      version: ruling.version,
      refresh: coming.refresh,
      lead: (
        <>
          <p>
            <a href={paths.workFile(register.id, ruling.registrationId)}>
              Dossier van {ruling.asker.name}
            </a>
          </p>
          <RulingDates context={visit.context} ruling={ruling} />
          <Decisions
            {...{ decisions }}
            title="Het besluit"
            letters={{ coming, hrefOf: (id) => paths.workDocument(register.id, id) }}
          />
          <RulingFacts
            {...{ register, ruling, files }}
            hrefOf={(id) => paths.workDocument(register.id, id)}
          />
          <AdviceText {...{ advice, members }} />
          {ruling.answer !== '' && (
            <>
              <h2>Het antwoord</h2>
              <p class="preserve">{ruling.answer}</p>
            </>
          )}
          {ruling.status === 'asked' && <Precedents register={register} found={precedents} />}
        </>
      ),
      button: 'Verder',
      frame: (asked) => ruling.status === 'asked' && asked,
    }
  },
  save: async (visit, { next, note = '', answer = '' }) => {
    const { context, form: sent } = visit
    const { register } = speech(visit)
    const seen = { id: visit.param('id'), version: versionIn(sent) }
    const done =
      next === 'doorsturen'
        ? await passOnRuling(context, seen, note)
        : await answerRuling(context, seen, answer)
    const list = paths.workRulings(register.id)
    switch (done.outcome) {
      case 'passed-on':
        return leaveFor(
          visit,
          list,
          `Het verzoek ligt nu bij ${(adviserOf(register) ?? boardOf(register))?.the}.`,
        )
      case 'answered':
        return leaveFor(visit, list, 'Het verzoek is beantwoord. Er is een bericht verstuurd.')
      case 'no-answer':
        return { wrong: { answer: 'Schrijf op wat het reglement zegt.' } }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Er is intussen iets met dit verzoek gedaan. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})
