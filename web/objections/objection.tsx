import type { ObjectionDecided } from '#domain/certification/objection/decide-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import type { ToJudgeAnew } from '#domain/certification/objection/plan-remedy.ts'
import { toJudgeAnew } from '#domain/certification/objection/plan-remedy.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import {
  findObjection,
  lineTitles,
  objectionFiles,
} from '#domain/certification/objection/queries.ts'
import { seatFor } from '#domain/certification/objection/seat-objection.ts'
import { lastOpened } from '#domain/people/body/inspections.ts'
import { everySeated } from '#domain/people/body/members.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Button, ButtonGroup, formatDay, NextStep, Tag } from '#web/kit/index.ts'
import type { NotSaved } from '#web/layout/form-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import type { Deciding } from '#web/objections/decide.form.tsx'
import { decidedIn, decidingForm } from '#web/objections/decide.form.tsx'
import type { FirstDecision } from '#web/objections/first-decision.tsx'
import { FirstDecisionText, filesOf, firstDecision } from '#web/objections/first-decision.tsx'
import { atObjections, openForDecision, SomethingHappened } from '#web/objections/opened.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { DeclareLink, declareInterestPage } from '#web/review/declare-interest.tsx'
import {
  HearingText,
  handledTag,
  LateNotice,
  ObjectionFacts,
  ObjectionGrounds,
  ObjectionOutcomeText,
} from '#web/review/objection.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'

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
      <ObjectionFacts objection={objection} context={visit.context} />
      <ObjectionGrounds {...{ objection, lines, files, hrefOf }} title="Het bezwaar" />
      {objection.note !== '' && (
        <>
          <h3>Toelichting van {register.organisation.backOffice.short}</h3>
          <p class="preserve">{objection.note}</p>
        </>
      )}
      <HearingText {...{ objection, register }} />
      <FirstDecisionText {...{ first, names, register, hrefOf }} />
    </>
  )
}

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
  const first = await firstDecision(visit, objection)
  const known = [...files, objection.decided?.documentId, ...filesOf(first)].includes(wanted)
  const last = await lastOpened(context, { noun: 'objection', id: objection.id }, accountId)
  return seat.outcome === 'free' && last !== undefined && known
    ? documentResponse(visit, wanted)
    : notFound()
}
