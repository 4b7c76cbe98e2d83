import { suspendingOf } from '#domain/certification/measure/carry-out.ts'
import type { DecidedMeasure } from '#domain/certification/measure/decide-measure.ts'
import {
  agreeWithMeasure,
  proposeMeasure,
  refuseMeasure,
} from '#domain/certification/measure/decide-measure.ts'
import type { MeasureKind } from '#domain/certification/measure/measure.ts'
import { kindsNow } from '#domain/certification/measure/measure.ts'
import type { Measure } from '#domain/certification/measure/queries.ts'
import { measuresOn } from '#domain/certification/measure/queries.ts'
import type { MeasureBench } from '#domain/certification/verdict/bench.ts'
import { benchForVerdict } from '#domain/certification/verdict/bench.ts'
import { hearAgain } from '#domain/certification/verdict/hear.ts'
import type { Verdict } from '#domain/certification/verdict/queries.ts'
import { findVerdict, listVerdicts } from '#domain/certification/verdict/queries.ts'
import { lastOpened } from '#domain/people/body/inspections.ts'
import { findWork } from '#domain/people/person/queries.ts'
import { spanInWords } from '#language/spans.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { Alert, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { DeclareLink, declareInterestPage } from '#web/review/declare-interest.tsx'
import { closed } from '#web/review/opening.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import {
  DecidedMeasures,
  measureLabels,
  measureWords,
  Proposals,
  VerdictFacts,
  verdictTag,
} from '#web/review/verdict.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What waits for a decision after a verdict, what comes, and what was decided. */
export async function showMeasures(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const board = bodyFor(register, 'decide-measures') ?? notFound()
  const all = await listVerdicts(context, ['hearing', 'for-decision', 'decided', 'closed'])
  const { free, tied } = await withoutTied(visit, ['decide-measures'], all, (one) => one)
  const of = (status: Verdict['status']) => free.filter((one) => one.status === status)
  const waiting = of('for-decision')
  const hrefOf = ({ id }: Verdict) => paths.measure(register.id, id)
  const more = (title: string, caption: string, rows: readonly Verdict[]) =>
    rows.length > 0 && (
      <>
        <h2>{title}</h2>
        <List
          visit={visit}
          caption={caption}
          rows={rows}
          columns={({ name, text: words, day: on, status }) => [
            name('Uitspraak', ({ number }) => number, hrefOf),
            words('Over', ({ member }) => member.name),
            on('Gedaan op', ({ givenOn }) => givenOn),
            status('Status nu', ({ member }) => {
              const { tone, label } = statusWords(register, member)
              return { colour: tone, label }
            }),
          ]}
        />
      </>
    )
  return listPage(visit, {
    title: `Uitspraken van buiten (${waiting.length})`,
    current: paths.measures(register.id),
    lead: (
      <p class="lead">
        {board.The} beslist wat een uitspraak van een college buiten het register betekent voor een
        registratie. Over de zaak zelf oordeelt {board.the} niet.
      </p>
    ),
    list: {
      caption: 'Uitspraken die op een besluit wachten',
      rows: waiting,
      columns: ({ name, text: words, day: on }) => [
        name('Uitspraak', ({ number }) => number, hrefOf),
        words('Over', ({ member }) => member.name),
        words('Van', ({ by }) => by.short),
        on('Gedaan op', ({ givenOn }) => givenOn),
      ],
      empty: {
        title: 'Er wacht niets op een besluit',
        text: <p>{board.The} hoeft nu niets te doen.</p>,
      },
    },
    after: (
      <>
        {more('Kan nog reageren', 'Uitspraken waarop iemand nog kan reageren', of('hearing'))}
        {more('Besloten', 'Uitspraken waarop is besloten', of('decided').toReversed())}
        {more(
          'Gesloten',
          'Uitspraken die zijn gesloten, omdat de registratie is beëindigd',
          of('closed').toReversed(),
        )}
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

interface Deciding {
  readonly step: 'eens' | 'oneens' | MeasureKind | 'horen'
  readonly against?: string | undefined
  readonly first?: Temporal.PlainDate | undefined
  readonly last?: Temporal.PlainDate | undefined
  readonly reason?: string | undefined
}

interface MeasureFile {
  readonly verdict: Verdict
  readonly measures: readonly Measure[]
  readonly proposed: Measure | undefined
  readonly bench: MeasureBench
  readonly kinds: readonly MeasureKind[]
  readonly coming: PapersComing
}

/** One verdict for whoever decides: all that was recorded, what is proposed, and deciding. */
export const measurePage = formPage<Deciding, MeasureFile>({
  load: async (visit) => {
    const { context } = visit
    const verdict = (await findVerdict(context, idIn(visit))) ?? notFound()
    if (verdict.status === 'not-final' || verdict.status === 'withdrawn') return notFound()
    const { register } = context
    const shut = await closed(visit, {
      title: `Uitspraak ${verdict.number} openen`,
      ...atMeasures(register),
      opened: { noun: 'verdict', id: verdict.id },
      body: bodyFor(register, 'decide-measures')?.id ?? '',
      about: { name: verdict.member.name, ...(await findWork(context, verdict.member.personId)) },
      what: 'Uitspraak',
      interest: paths.measureInterest(register.id, verdict.id),
    })
    if (shut !== undefined) return shut
    const measures = await measuresOn(context, verdict.id)
    const letters = measures.flatMap(({ documentId }) => documentId ?? [])
    return {
      verdict,
      measures,
      proposed: measures.find(({ status }) => status === 'proposed'),
      bench: await benchForVerdict(context, verdict),
      kinds: kindsNow(
        context.register,
        verdict,
        verdict.member,
        await suspendingOf(context, verdict),
      ),
      coming: await papersComing(visit, letters),
    }
  },
  form: (visit, { verdict, proposed, kinds }) =>
    proposed === undefined ? proposalForm(visit, verdict, kinds) : answerForm(visit, proposed),
  known: ({ context }, { proposed }) => (proposed === undefined ? { first: context.today } : {}),
  page: (visit, file) => {
    const { verdict, measures, proposed, bench, kinds, coming } = file
    const { register } = visit.context
    const { member } = verdict
    const { accountId } = accountOf(visit)
    const { colour, label } = verdictTag(verdict)
    const status = statusWords(register, member)
    const voted = proposed?.votes.some(({ memberId }) => memberId === accountId) === true
    const canAct = bench.free.some(({ id }) => id === accountId)
    return {
      title: `Uitspraak over ${member.name}`,
      caption: verdict.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...atMeasures(register),
      version: verdict.version,
      refresh: coming.refresh,
      lead: (
        <>
          <SummaryList
            title="De registratie"
            items={[
              { term: 'Registratienummer', value: member.number ?? 'Nog geen' },
              {
                term: 'Status nu',
                value: (
                  <>
                    <Tag colour={status.tone}>{status.label}</Tag>
                    {member.suspendedLast !== undefined &&
                      ` tot en met ${formatDay(member.suspendedLast)}`}
                  </>
                ),
              },
            ]}
          />
          <VerdictFacts
            verdict={verdict}
            document={paths.measureFile(register.id, verdict.id, verdict.documentId)}
          />
          <DecidedMeasures
            {...{ measures, coming }}
            hrefOf={(id) => paths.measureFile(register.id, verdict.id, id)}
          />
          <Proposals {...{ measures }} members={bench.members} />
          {proposed !== undefined && <Proposed {...{ proposed, bench, verdict }} />}
          {bench.free.length < bench.needed && (
            <Alert type="warning" title="Er zijn te weinig leden die mogen beslissen">
              <p>
                Er zijn er {bench.needed} nodig, en {bench.free.length} zonder band met deze
                persoon. Vraag de beheerder om iemand uit te nodigen.
              </p>
            </Alert>
          )}
          {!canAct && (
            <p>Wie de uitspraak vastlegde, beslist er niet alleen over. Een ander lid doet het.</p>
          )}
          {voted && (
            <p>
              Het voorstel wacht op een ander lid. Klopt het niet meer? Neem het hieronder terug.
            </p>
          )}
        </>
      ),
      form: { guard: true },
      button: 'Vastleggen',
      frame: (asked) => canAct && canStill(verdict, proposed, kinds) && asked,
      after: <DeclareLink visit={visit} href={paths.measureInterest(register.id, verdict.id)} />,
    }
  },
  save: async (visit, answers, { verdict }) => {
    const { context, form: sent } = visit
    const { accountId } = accountOf(visit)
    const seen = { id: verdict.id, version: versionIn(sent) }
    const done = await act(visit, seen, accountId, answers)
    return told(visit, verdict, context.register.id, done)
  },
})

function atMeasures({ id }: Register) {
  const href = paths.measures(id)
  return { current: href, breadcrumb: [{ label: 'Uitspraken van buiten', href }] }
}

function canStill(
  { status }: Verdict,
  proposed: Measure | undefined,
  kinds: readonly MeasureKind[],
): boolean {
  return proposed !== undefined || status === 'decided' || kinds.length > 0
}

function proposalForm(
  visit: Visit,
  verdict: Verdict,
  kinds: readonly MeasureKind[],
): FormOf<Deciding> {
  const { Your } = speech(visit)
  const { register, today } = visit.context
  const again =
    verdict.status === 'decided'
      ? [
          {
            value: 'horen' as const,
            label: 'Er moet opnieuw worden besloten',
            hint: `${verdict.member.name} kan eerst weer reageren. Bijvoorbeeld als de schorsing langer moet duren.`,
          },
        ]
      : []
  const longest = register.measures?.longest
  return form<Deciding>({
    step: choice<Deciding['step']>('besluit', 'Wat wordt er besloten?', {
      required: 'Kies wat er wordt besloten.',
      options: [...kinds.map((value) => ({ value, ...measureLabels[value] })), ...again],
    }),
    first: under(
      'step',
      'suspension',
      day('van', 'Vanaf welke dag?', {
        required: 'Vul in vanaf welke dag de schorsing duurt.',
        problem: (on) =>
          Temporal.PlainDate.compare(on, today) < 0 ? 'Kies vandaag of een latere dag.' : undefined,
      }),
    ),
    last: under(
      'step',
      'suspension',
      day('tot', 'Tot en met welke dag?', {
        ...(longest === undefined ? {} : { hint: `Hoogstens ${spanInWords(longest)}.` }),
        required: 'Vul in tot en met welke dag de schorsing duurt.',
      }),
    ),
    reason: text('reden', 'Waarom?', {
      hint:
        again.length === 0
          ? 'Dit staat letterlijk in de brief.'
          : 'Dit staat letterlijk in de brief. Als er opnieuw moet worden besloten, hoeft het nog niet.',
      rows: 6,
      most: 4000,
      optional: false,
      tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
    }),
  })
}

function answerForm(visit: Visit, proposed: Measure): FormOf<Deciding> {
  const { Your } = speech(visit)
  const { accountId } = accountOf(visit)
  const voted = proposed.votes.some(({ memberId }) => memberId === accountId)
  return form<Deciding>({
    step: choice<Deciding['step']>('besluit', 'Wat gebeurt er met het voorstel?', {
      required: 'Kies wat er met het voorstel gebeurt.',
      options: [
        ...(voted ? [] : [{ value: 'eens' as const, label: 'Eens' }]),
        {
          value: 'oneens' as const,
          label: voted ? 'Het voorstel terugnemen' : 'Niet eens',
          hint: 'Er moet dan een ander voorstel komen.',
        },
      ],
    }),
    against: under(
      'step',
      'oneens',
      text('bezwaar', 'Waarom niet?', {
        hint: 'Alleen wie beslist, leest dit.',
        required: 'Schrijf op waarom niet.',
        rows: 3,
        most: 2000,
        tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
      }),
    ),
  })
}

function act(
  { context }: Visit,
  seen: { readonly id: string; readonly version: number },
  memberId: string,
  { step, against = '', first, last, reason = '' }: Deciding,
): Promise<DecidedMeasure | Awaited<ReturnType<typeof hearAgain>>> {
  switch (step) {
    case 'eens':
      return agreeWithMeasure(context, seen, memberId)
    case 'oneens':
      return refuseMeasure(context, seen, memberId, against)
    case 'horen':
      return hearAgain(context, seen)
    case 'none':
    case 'warning':
    case 'suspension':
    case 'removal':
    case 'lift':
      return proposeMeasure(context, seen, memberId, { kind: step, first, last, reason })
  }
}

function told(
  visit: Visit,
  { id, member, number }: Verdict,
  register: string,
  done: Awaited<ReturnType<typeof act>>,
) {
  const here = paths.measure(register, id)
  const leave = (words: string) => leaveFor(visit, here, words)
  switch (done.outcome) {
    case 'decided':
      return leave(`Het besluit is genomen en uitgevoerd. ${member.name} krijgt een brief.`)
    case 'proposed':
      return leave('Het voorstel is vastgelegd. Een ander lid moet het ermee eens zijn.')
    case 'agreed':
      return leave('Dit is vastgelegd. Er is nog iemand nodig die het ermee eens is.')
    case 'refused':
      return leave(`Het voorstel is vervallen. Bij uitspraak ${number} moet een ander komen.`)
    case 'hears':
      return leave(`${member.name} krijgt bericht en kan reageren.`)
    case 'no-reason':
      return { wrong: { reason: 'Schrijf op waarom.' } }
    case 'no-days':
      return { wrong: { last: 'Vul de eerste en de laatste dag in.' } }
    case 'past':
      return { wrong: { first: 'Kies vandaag of een latere dag.' } }
    case 'wrong-way-round':
      return { wrong: { last: 'Kies een dag op of na de eerste dag.' } }
    case 'too-long': {
      const longest = visit.context.register.measures?.longest
      const most = longest === undefined ? '' : `: hoogstens ${spanInWords(longest)}`
      return { wrong: { last: `Kies een eerdere dag${most}.` } }
    }
    case 'not-now':
      return {
        wrong: {
          step: `Dit kan nu niet bij de registratie van ${member.name}. Misschien is die intussen beëindigd of veranderd. Kies iets anders.`,
        },
      }
    case 'stale':
      return {
        stale: (
          <ColleagueFirst register={visit.context.register}>
            <p>Er is intussen iets met deze uitspraak gedaan. Kijk hoe het er nu voor staat.</p>
          </ColleagueFirst>
        ),
      }
    case 'not-free':
    case 'unknown':
      return notFound()
  }
}

function Proposed(props: {
  readonly proposed: Measure
  readonly bench: MeasureBench
  readonly verdict: Verdict
}) {
  const { proposed, bench } = props
  const named = (id: string | undefined) =>
    bench.members.find((member) => member.id === id)?.name ?? 'Een oud-lid'
  const agree = proposed.votes.filter(({ favours }) => favours)
  return (
    <>
      <h2>Het voorstel</h2>
      <p>
        <strong>{measureWords(proposed)}.</strong> Voorgesteld door {named(proposed.proposedBy)} op{' '}
        {formatDay(proposed.proposedOn)}. Eens: {agree.length} van de {bench.needed} die nodig zijn.
      </p>
      <p class="preserve">{proposed.reason}</p>
    </>
  )
}

/** Where somebody who decides says that they have a tie with the person. */
export const measureInterest = declareInterestPage(async (visit) => {
  const { context } = visit
  const verdict = await findVerdict(context, visit.param('id'))
  if (verdict === undefined) return undefined
  const { id } = context.register
  return {
    registrationId: verdict.registrationId,
    from: { label: `Uitspraak ${verdict.number}`, href: paths.measure(id, verdict.id) },
    list: { label: 'Uitspraken van buiten', href: paths.measures(id) },
  }
})

/** The text of a verdict, or a letter on it, for whoever decides and has opened it. */
export async function showMeasureFile(visit: Visit): Promise<Response> {
  const { context } = visit
  const verdict = (await findVerdict(context, idIn(visit))) ?? notFound()
  const { free } = await benchForVerdict(context, verdict)
  const { accountId } = accountOf(visit)
  const opened = await lastOpened(context, { noun: 'verdict', id: verdict.id }, accountId)
  if (opened === undefined || !free.some(({ id }) => id === accountId)) return notFound()
  if (verdict.status === 'not-final' || verdict.status === 'withdrawn') return notFound()
  const letters = (await measuresOn(context, verdict.id)).flatMap(
    ({ documentId }) => documentId ?? [],
  )
  const wanted = visit.param('document')
  return [verdict.documentId, ...letters].includes(wanted)
    ? documentResponse(visit, wanted)
    : notFound()
}
