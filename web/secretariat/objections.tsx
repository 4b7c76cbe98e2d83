import { askGrounds, passOnObjection } from '#domain/certification/objection/check-objection.ts'
import type { ObjectableDecision } from '#domain/certification/objection/decisions.ts'
import { decisionsAbout } from '#domain/certification/objection/decisions.ts'
import { isLate, makeObjection } from '#domain/certification/objection/make-objection.ts'
import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import {
  doneObjections,
  findObjection,
  lineTitles,
  listObjections,
  objectionFiles,
} from '#domain/certification/objection/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, files, select, text } from '#web/forms/questions.tsx'
import { Alert, formatDay, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import {
  DoneObjections,
  HearingText,
  handledTag,
  isOverdue,
  LateNotice,
  ObjectionFacts,
  ObjectionGrounds,
  ObjectionOutcomeText,
} from '#web/review/objection.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

/** The objections: those that wait for the back office, those that wait for others, and those that are done. */
export async function showWorkObjections(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const all = await listObjections(context, ['received', 'awaiting-grounds', 'in-hand'])
  const ended = await doneObjections(context)
  const { free, tied } = await withoutTied(
    visit,
    ['check-objections'],
    [...all, ...ended],
    (one) => one,
  )
  const open = free.filter(({ endedOn }) => endedOn === undefined)
  const done = free.filter(({ endedOn }) => endedOn !== undefined)
  const ours = open.filter((one) => waitsForOffice(one, today))
  const rows = [...ours, ...open.filter((one) => !ours.includes(one))]
  return listPage(visit, {
    title: `Bezwaren (${ours.length})`,
    ...inWork(register),
    list: {
      caption: 'Bezwaren, eerst wat op het bureau wacht',
      rows,
      columns: ({ name, text: words, day: on, status }) => [
        name(
          'Wie',
          ({ objector }) => objector.name,
          ({ id }) => paths.workObjection(register.id, id),
        ),
        words('Tegen', ({ title }) => title),
        on('Ontvangen op', ({ receivedOn }) => receivedOn),
        on('Antwoord uiterlijk op', ({ decideBefore }) => decideBefore),
        status(
          'Stand',
          (one) =>
            waitsForOffice(one, today) && !isOverdue(one, today)
              ? { colour: 'yellow', label: officeWords(one) }
              : handledTag(one, register, today),
          { selfExplaining: true },
        ),
      ],
      empty: { title: 'Alles is gedaan', text: <p>Er wacht geen bezwaar.</p> },
    },
    after: (
      <>
        <DoneObjections
          visit={visit}
          title="Klaar"
          caption="Bezwaren die klaar zijn, het nieuwste eerst"
          ended="Klaar op"
          objections={done}
          hrefOf={({ id }) => paths.workObjection(register.id, id)}
        />
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

// As the work list counts it: what came in, and what was not added to by the day that was asked.
function waitsForOffice({ status, groundsBefore }: Objection, today: Temporal.PlainDate): boolean {
  if (status === 'received') return true
  return (
    status === 'awaiting-grounds' &&
    groundsBefore !== undefined &&
    Temporal.PlainDate.compare(groundsBefore, today) < 0
  )
}

function officeWords({ status, late }: Objection): string {
  if (status === 'awaiting-grounds') return 'Niet aangevuld'
  return late ? 'Controleren: kwam te laat' : 'Controleren'
}

/** One objection for the back office: to be passed on, or to be asked what is missing. */
export const objectionCheck = formPage({
  load: async (visit: Visit) => {
    const { context, param } = visit
    const objection = (await findObjection(context, param('id'))) ?? notFound()
    return {
      objection,
      files: await objectionFiles(context, objection.id),
      lines: await lineTitles(context, objection),
      coming: await papersComing(visit, [objection.decided?.documentId]),
    }
  },
  form: (visit, { objection }) => {
    const { register } = visit.context
    const asks = objection.status === 'received'
    return form({
      next: choice('verder', 'Wat gebeurt ermee?', {
        required: 'Kies wat er met het bezwaar gebeurt.',
        options: [
          {
            value: 'doorsturen',
            label: `Stuur het door naar ${bodyFor(register, 'decide-objections')?.the}`,
            hint: 'Ook wat te laat is of geen redenen heeft: wie beslist, oordeelt daarover.',
          },
          ...(asks
            ? [{ value: 'vragen' as const, label: 'Vraag de indiener om een aanvulling' }]
            : []),
        ],
      }),
      note: under(
        'next',
        'doorsturen',
        text('toelichting', 'Toelichting', {
          hint: 'Wat is goed om te weten voor wie beslist?',
          rows: 4,
          most: 2000,
        }),
      ),
      question: under(
        'next',
        'vragen',
        text('vraag', 'Wat vraagt u?', {
          hint: 'Dit staat letterlijk in de e-mail.',
          required: 'Schrijf op wat er ontbreekt.',
          rows: 4,
          most: 2000,
        }),
      ),
    })
  },
  page: (visit, { objection, files: sent, lines, coming }) => {
    const { register, today } = visit.context
    const { colour, label } = handledTag(objection, register, today)
    const { groundsBefore, status } = objection
    const waits = status === 'awaiting-grounds'
    return {
      title: `Bezwaar van ${objection.objector.name}`,
      caption: objection.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...inWork(register, { label: 'Bezwaren', href: paths.workObjections(register.id) }),
      version: objection.version,
      refresh: coming.refresh,
      lead: (
        <>
          <p>
            <a href={paths.workFile(register.id, objection.registrationId)}>
              Dossier van {objection.objector.name}
            </a>
          </p>
          <LateNotice objection={objection} />
          {waits && groundsBefore !== undefined && (
            <p class="lead">
              De indiener vult het aan, uiterlijk op {formatDay(groundsBefore)}
              {Temporal.PlainDate.compare(groundsBefore, today) < 0 && ': die dag is voorbij'}.
            </p>
          )}
          <ObjectionOutcomeText
            title="Het besluit op het bezwaar"
            objection={objection}
            letter={{ coming, hrefOf: (id) => paths.workDocument(register.id, id) }}
          />
          <ObjectionFacts objection={objection} context={visit.context} />
          <HearingText {...{ objection, register }} />
          <ObjectionGrounds
            {...{ objection, lines, files: sent }}
            title="Het bezwaar"
            hrefOf={(id) => paths.workDocument(register.id, id)}
          />
        </>
      ),
      button: 'Verder',
      frame: (asked) => (status === 'received' || waits) && asked,
    }
  },
  save: async (visit, { next, note = '', question = '' }, { objection }) => {
    const { context, form: sent } = visit
    const { register } = context
    const seen = { id: objection.id, version: versionIn(sent) }
    const done =
      next === 'doorsturen'
        ? await passOnObjection(context, seen, note)
        : await askGrounds(context, seen, question)
    const list = paths.workObjections(register.id)
    switch (done.outcome) {
      case 'passed-on':
        return leaveFor(
          visit,
          list,
          `Het bezwaar ligt nu bij ${bodyFor(register, 'decide-objections')?.the}.`,
        )
      case 'asked':
        return leaveFor(visit, list, 'Er is een bericht verstuurd aan de indiener.')
      case 'no-question':
        return { wrong: { question: 'Schrijf op wat er ontbreekt.' } }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Er is intussen iets met dit bezwaar gedaan. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

interface Entering {
  readonly member: Member
  readonly decisions: readonly ObjectableDecision[]
}

/** Enters an objection that came on paper: to which decision, when it came, and what stands in it. */
export const enterObjection = formPage({
  load: async (visit: Visit): Promise<Entering> => {
    const { context, param } = visit
    if (bodyFor(context.register, 'decide-objections') === undefined) return notFound()
    const member = (await findMember(context, param('id'))) ?? notFound()
    const all = await decisionsAbout(context, member.registrationId)
    const decisions = all.filter(({ superseded, onObjection }) => !superseded && !onObjection)
    return { member, decisions }
  },
  form: (visit, { decisions }) => {
    const { today } = visit.context
    return form({
      decision: select('besluit', 'Tegen welk besluit?', {
        required: 'Kies het besluit.',
        width: 'full',
        options: decisions.map(({ about, id, title, sentOn, lastDay }) => ({
          value: `${about}:${id}`,
          label: `${title}, ${formatDay(sentOn)} (bezwaar tot en met ${formatDay(lastDay)})`,
        })),
      }),
      cameOn: day('ontvangen', 'Wanneer kwam het binnen?', {
        required: 'Vul in wanneer het binnenkwam.',
        problem: (on) =>
          Temporal.PlainDate.compare(on, today) > 0
            ? 'Kies vandaag of een eerdere dag.'
            : undefined,
      }),
      grounds: text('redenen', 'Wat staat er in het bezwaar?', {
        hint: 'Neem de redenen over, of laat leeg als die nog volgen.',
        rows: 8,
        most: mostWritten,
      }),
      lateReason: text('te-laat', 'Waarom kwam het na de laatste dag?', {
        hint: 'Alleen als het te laat kwam. Staat er niets over in de brief? Schrijf dat dan op.',
        rows: 3,
        most: 4000,
      }),
      files: files('bestanden', 'De brief en wat erbij zat', { multiple: true }),
    })
  },
  known: (visit) => ({ cameOn: visit.context.today }),
  page: (visit, { member, decisions }) => {
    const { register } = visit.context
    return {
      title: 'Bezwaar op papier invoeren',
      caption: member.name,
      current: paths.work(register.id),
      breadcrumb: [
        { label: 'Zoeken', href: paths.workSearch(register.id) },
        {
          label: `Dossier van ${member.name}`,
          href: paths.workFile(register.id, member.registrationId),
        },
      ],
      form: { guard: true },
      button: 'Bezwaar invoeren',
      frame: (asked) =>
        decisions.length > 0 ? (
          asked
        ) : (
          <Alert type="info">
            <p>Er is geen besluit waartegen deze persoon bezwaar kan maken.</p>
          </Alert>
        ),
    }
  },
  save: async (
    visit,
    { decision: chosen, cameOn, grounds, lateReason, files: sent = [] },
    { member, decisions },
  ) => {
    const { context } = visit
    const decision = decisions.find(({ about, id }) => `${about}:${id}` === chosen) ?? notFound()
    const done = await makeObjection(context, {
      registrationId: member.registrationId,
      about: decision.about,
      aboutId: decision.id,
      lines: [],
      grounds,
      wish: '',
      lateReason,
      files: sent,
      cameOn,
    })
    const page = (id: string) => paths.workObjection(context.register.id, id)
    switch (done.outcome) {
      case 'made':
        return leaveFor(visit, page(done.id), `Bezwaar ${done.number} is ingevoerd.`)
      case 'already':
        return leaveFor(visit, page(done.id), 'Er is al een bezwaar tegen dit besluit.', 'info')
      case 'wrong-day':
        return {
          wrong: {
            cameOn: `Het besluit is van ${formatDay(decision.sentOn)}. Kies een dag daarna.`,
          },
        }
      case 'no-reason':
        return {
          wrong: {
            lateReason: isLate(decision, cameOn)
              ? `De laatste dag was ${formatDay(decision.lastDay)}. Schrijf op waarom het later kwam.`
              : 'Schrijf op waarom het later kwam.',
          },
        }
      case 'too-much':
        return { wrong: { files: 'Voeg hoogstens 40 bestanden toe.' } }
      case 'superseded':
      case 'on-objection':
        return { wrong: { decision: 'Tegen dit besluit kan geen bezwaar meer.' } }
      case 'no-body':
      case 'unknown':
        return notFound()
    }
  },
})
