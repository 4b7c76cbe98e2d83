import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { accreditationsHeld, findAccreditation } from '#domain/courses/accreditation/queries.ts'
import type { InterestKind } from '#domain/learning/judging/conflicts.ts'
import { declareInterest, interestKinds, whyNotLook } from '#domain/learning/judging/conflicts.ts'
import { endAccreditation, titleOfHeld } from '#domain/learning/judging/end-accreditation.ts'
import { judgePart } from '#domain/learning/judging/judge-part.ts'
import type { Finding } from '#domain/learning/judging/judging.ts'
import { neededFor } from '#domain/learning/judging/judging.ts'
import type { AccreditationObjection } from '#domain/learning/judging/object.ts'
import {
  decideAccreditationObjection,
  findAccreditationObjection,
  mayDecide,
  waitingObjections,
} from '#domain/learning/judging/object.ts'
import type { PartFile } from '#domain/learning/judging/queries.ts'
import { findPartFile, partsAskedHere } from '#domain/learning/judging/queries.ts'
import type { Term } from '#domain/learning/judging/term.ts'
import { termAnew } from '#domain/learning/judging/term.ts'
import { countOptions } from '#domain/learning/request/request.ts'
import type { Amount } from '#engine'
import { formatList } from '#language/lists.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { heldCountsInWords, heldInWords, partTag } from '#web/courses/course-words.ts'
import { countsName, countsOf, countsQuestion, typedCounts } from '#web/courses/part.form.tsx'
import { isPast } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, NextStep, Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { keptText, notForThem, PartFacts, titleOfFile } from '#web/review/accreditation.tsx'
import { HearingText } from '#web/review/objection.tsx'
import { Tied, withoutTiedAskers } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

type Deciding = Readonly<Record<`counts-${string}`, Amount | undefined>> & {
  readonly outcome: 'grant' | 'refuse' | 'ask'
  readonly last?: Temporal.PlainDate | undefined
  readonly conditions?: string | undefined
  readonly reason: string
}

const inAccreditations = (register: Register) => ({
  current: paths.committeeAccreditations(register.id),
  breadcrumb: [{ label: 'Accreditatie', href: paths.committeeAccreditations(register.id) }],
})

/** What waits for who accredits, and what holds. */
export async function showToAccredit(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = speech(visit)
  const { accountId } = accountOf(visit)
  const { free: rows, tied } = await withoutTiedAskers(
    visit,
    ['judge-accreditation'],
    await partsAskedHere(context, ['complete']),
    ({ part }) => part,
  )
  // Whose turn it is reads first what waits for them.
  const waits = ({ judgedBy }: (typeof rows)[number]) => !judgedBy.includes(accountId)
  const held = await accreditationsHeld(context, register.id)
  const named = await Promise.all(
    held.map(async (one) => ({ one, title: await titleOfHeld(context, one) })),
  )
  return listPage(visit, {
    title: `Accreditatie (${rows.filter(waits).length})`,
    current: paths.committeeAccreditations(register.id),
    list: {
      caption: 'Aanvragen om accreditatie, eerst wat op een oordeel wacht',
      rows: rows.toSorted((one, other) => Number(waits(other)) - Number(waits(one))),
      columns: ({ name, text: said, day: on, status }) => [
        name(
          'Opleiding',
          ({ title }) => title,
          ({ part }) => paths.committeeAccreditation(register.id, part.id),
        ),
        said('Aanvrager', ({ asker }) => asker),
        on('Besluit uiterlijk', ({ part }) => part.decideBefore ?? context.today),
        status('Stand', ({ judgedBy }) =>
          judgedBy.includes(accountId)
            ? { colour: 'grey', label: 'Oordeel gegeven' }
            : { colour: 'yellow', label: 'Wacht op een oordeel' },
        ),
      ],
      empty: { title: 'Er wacht geen aanvraag om accreditatie' },
    },
    after: (
      <>
        <Tied {...{ visit, tied }} />
        {named.length > 0 && (
          <>
            <h2>Wat nu geldt</h2>
            <List
              visit={visit}
              caption="Accreditaties die gelden, op naam"
              rows={named.toSorted((one, other) => one.title.localeCompare(other.title, 'nl'))}
              columns={({ name, text: said, day: on, status }) => [
                name(
                  'Opleiding',
                  ({ title }) => title,
                  ({ one }) => paths.endAccreditation(register.id, one.id),
                ),
                said('Telt voor', ({ one }) => heldCountsInWords(register, one)),
                on('Geldig vanaf', ({ one }) => one.first),
                on('Tot en met', ({ one }) => lastDayOf(one)),
                // Where nobody wants to take anything back it says nothing.
                ...(named.some(({ one }) => one.endProposed !== undefined)
                  ? [
                      status('Stand', ({ one }: (typeof named)[number]) =>
                        one.endProposed === undefined
                          ? undefined
                          : { colour: 'yellow', label: 'Intrekken voorgesteld' },
                      ),
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </>
    ),
  })
}

function decidingForm(
  visit: Visit,
  { part, term }: Pick<PartFile, 'part' | 'term'>,
  withAsk: boolean,
): FormOf<Deciding> {
  const { register, say } = speech(visit)
  const { today } = visit.context
  const options = part.training === undefined ? countOptions(register, today) : []
  const questions = {
    outcome: choice<'grant' | 'refuse' | 'ask'>('oordeel', `Wat ${say('vind je', 'vindt u')}?`, {
      required: 'Kies een oordeel.',
      options: [
        { value: 'grant', label: 'Accrediteren' },
        { value: 'refuse', label: 'Afwijzen' },
        ...(withAsk
          ? [
              {
                value: 'ask' as const,
                label: 'Eerst meer vragen',
                hint: 'De reden is dan de vraag.',
              },
            ]
          : []),
      ],
    }),
    ...Object.fromEntries(
      options.map((option) => [
        countsName(option),
        under('outcome', 'grant', countsQuestion(register, option)),
      ]),
    ),
    last: under(
      'outcome',
      'grant',
      day('tot', 'Geldig tot en met', {
        optional: false,
        hint: `Het begint op ${formatDay(term.first)} en duurt hoogstens tot en met ${formatDay(term.longest)}.`,
      }),
    ),
    conditions: under(
      'outcome',
      'grant',
      text('voorwaarden', 'Voorwaarden', { most: 2000, rows: 3 }),
    ),
    reason: text('reden', 'Waarom?', {
      required: 'Schrijf waarom.',
      hint: 'De aanvrager leest dit.',
      most: 4000,
    }),
  } as unknown as { readonly [Name in keyof Deciding]: Question<Deciding[Name]> }
  return form<Deciding>(questions)
}

/** One request, with the form in which a member says what they find. */
export const accreditationJudgementPage = formPage<Deciding, PartFile>({
  load: async (visit) => {
    const file = (await findPartFile(visit.context, visit.param('id'))) ?? notFound()
    const { register } = speech(visit)
    const kept = file.kept.get(accountOf(visit).accountId)
    if (kept === undefined) return file
    return leaveFor(
      visit,
      paths.committeeAccreditations(register.id),
      `Over deze aanvraag oordelen anderen (${keptText(kept)}).`,
      'info',
    )
  },
  form: (visit, file) => decidingForm(visit, file, true),
  known: (visit, { part, findings, term }) => {
    const own = findings.find(({ memberId }) => memberId === accountOf(visit).accountId)
    if (own === undefined) {
      return {
        ...typedCounts(part.counts),
        last: term.proposed,
      } as unknown as Partial<Deciding>
    }
    return {
      ...typedCounts(own.counts),
      ...{ outcome: own.outcome, last: own.last, conditions: own.conditions, reason: own.reason },
    } as unknown as Partial<Deciding>
  },
  page: (visit, file) => {
    const { register, say } = speech(visit)
    const { part } = file
    const others = file.findings.filter(({ memberId }) => memberId !== accountOf(visit).accountId)
    const given = file.findings.length > others.length
    const tag = partTag(part)
    return {
      title: titleOfFile(visit, file),
      caption: part.number,
      ...inAccreditations(register),
      beside: null,
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      lead: (
        <>
          {part.status === 'complete' && !given && (
            <p>
              <a href="#oordeel">Naar het oordeel</a>
            </p>
          )}
          <PartFacts
            {...{ visit, file }}
            fileAt={(id) => paths.committeeAccreditationFile(register.id, part.id, id)}
          />
          <p>
            {others.length === 0
              ? 'Nog niemand anders heeft geoordeeld.'
              : `${others.length === 1 ? '1 ander lid heeft' : `${others.length} andere leden hebben`} geoordeeld.${given ? '' : ` Wat dat is, ${say('zie je', 'ziet u')} pas na ${say('je', 'uw')} eigen oordeel.`}`}
          </p>
          {given &&
            others.map((one) => (
              <blockquote class="preserve">
                {findingInWords(visit, one)} {one.reason}
              </blockquote>
            ))}
        </>
      ),
      form: { guard: true },
      button: 'Oordeel geven',
      back: {
        label: 'Een band melden',
        href: paths.committeeAccreditationInterest(register.id, part.id),
        link: true,
      },
      ...(part.status === 'complete' ? {} : { frame: () => null }),
    }
  },
  save: async (visit, typed, { part, term }) => {
    const { register } = speech(visit)
    const options = countOptions(register, visit.context.today)
    const done = await judgePart(visit.context, part.id, accountOf(visit).accountId, {
      outcome: typed.outcome,
      counts: countsOf(options, typed),
      last: typed.last,
      conditions: typed.conditions ?? '',
      reason: typed.reason,
    })
    const list = paths.committeeAccreditations(register.id)
    switch (done.outcome) {
      case 'judged':
        return leaveFor(
          visit,
          list,
          done.still === 'waiting'
            ? 'Oordeel gegeven. Een ander lid oordeelt ook.'
            : 'Oordeel gegeven. De leden verschillen; nog een lid oordeelt.',
        )
      case 'decided':
        return leaveFor(
          visit,
          list,
          'Oordeel gegeven. Daarmee is besloten, en de aanvrager krijgt bericht.',
        )
      case 'incomplete': {
        const first = options[0]
        return {
          errors: done.problems.map(
            (problem) =>
              ({
                'no-outcome': { field: 'oordeel', message: 'Kies een oordeel.' },
                'no-counts': {
                  field: `telt-${first?.kind ?? ''}`,
                  message: `Vul in voor hoeveel ${register.unit.many} het telt.`,
                },
                'no-last': { field: 'tot', message: dayAfter(term) },
                'too-long': { field: 'tot', message: dayUpTo(term) },
                'no-reason': { field: 'reden', message: 'Schrijf waarom.' },
              })[problem],
          ),
        }
      }
      case 'ended':
        return leaveFor(
          visit,
          list,
          'Hierover is al besloten, of de aanvraag is ingetrokken.',
          'info',
        )
      case 'conflict':
      case 'not-found':
        return notFound()
    }
  },
})

// What a member finds, but for why: all in which two of them can differ.
function findingInWords(visit: Visit, { outcome, counts, last, conditions }: Finding): string {
  const { register } = speech(visit)
  if (outcome !== 'grant') return outcome === 'refuse' ? 'Afwijzen.' : 'Meer vragen.'
  const amounts = counts.map((one) => countsInWords(register, one, visit.context.today))
  const what = amounts.length === 0 ? 'Accrediteren' : `Accrediteren: ${formatList(amounts)}`
  const until = last === undefined ? '' : `, tot en met ${formatDay(last)}`
  return `${what}${until}.${conditions === '' ? '' : ` Voorwaarden: ${conditions}`}`
}

function dayAfter({ first }: Term): string {
  return `Vul een dag in na ${formatDay(first)}.`
}

function dayUpTo({ longest }: Term): string {
  return `Kies een dag tot en met ${formatDay(longest)}.`
}

const interestNames: Readonly<Record<InterestKind, string>> = {
  'works-there': 'Ik werk voor de aanvrager, of deed dat kort geleden',
  competitor: 'Ik werk voor een andere aanbieder',
  'own-course': 'Ik werkte mee aan deze opleiding',
  family: 'Familie of een goede vriend',
  other: 'Iets anders',
}

/** A member says that something ties them to who asks. */
export const accreditationInterestPage = formPage({
  load: async (visit: Visit) => {
    visit.showsNothing()
    return (await findPartFile(visit.context, visit.param('id'))) ?? notFound()
  },
  form: () =>
    form({
      kind: choice<InterestKind>('band', 'Wat voor band?', {
        required: 'Kies wat voor band het is.',
        options: interestKinds.map((value) => ({ value, label: interestNames[value] })),
      }),
      note: text('toelichting', 'Toelichting', { most: 1000, rows: 3 }),
    }),
  page: (visit, file) => {
    const { register } = speech(visit)
    return {
      title: 'Een band melden',
      ...inAccreditations(register),
      lead: (
        <p>
          Wie een band heeft met {file.asker}, oordeelt daarna niet meer over wat die aanvraagt. Een
          oordeel dat er al was, vervalt.
        </p>
      ),
      button: 'Melden',
      back: {
        label: 'Terug',
        href: paths.committeeAccreditation(register.id, file.part.id),
        link: true,
      },
    }
  },
  save: async (visit, { kind, note }, { part }) => {
    const { register } = speech(visit)
    await declareInterest(visit.context, part, {
      memberId: accountOf(visit).accountId,
      kind,
      note,
    })
    return leaveFor(
      visit,
      paths.committeeAccreditations(register.id),
      'De band is gemeld. Anderen oordelen.',
    )
  },
})

/** Taking an accreditation back. */
export const endAccreditationPage = formPage({
  load: async (visit: Visit) => {
    const held = (await findAccreditation(visit.context, visit.param('id'))) ?? notFound()
    if (held.register !== visit.context.register.id) return notFound()
    return { held, title: await titleOfHeld(visit.context, held) }
  },
  form: () =>
    form({
      from: day('vanaf', 'Vanaf welke dag geldt de accreditatie niet meer?', {
        required: 'Vul een dag in.',
      }),
      reason: text('reden', 'Waarom?', {
        required: 'Schrijf waarom.',
        hint: 'De aanvrager leest dit.',
        most: 4000,
      }),
    }),
  known: (_visit, { held }) =>
    held.endProposed === undefined ? {} : { from: held.endProposed.from },
  page: (visit, { held, title }) => {
    const { register, say } = speech(visit)
    const own = held.endProposed?.by === accountOf(visit).accountId
    return {
      title,
      caption: 'Accreditatie intrekken',
      ...inAccreditations(register),
      lead: (
        <>
          <p>
            {heldInWords(register, held)}. Wie de opleiding volgt voordat de accreditatie eindigt,
            houdt wat die telde.
          </p>
          {neededFor(register) > 1 && held.endProposed === undefined && (
            <p>Twee leden beslissen dit samen: een ander lid moet dezelfde dag kiezen.</p>
          )}
          {held.endProposed !== undefined && (
            <Alert
              type="info"
              title={`${own ? say('Je stelde', 'U stelde') : 'Een ander lid stelde'} voor de accreditatie in te trekken vanaf ${formatDay(held.endProposed.from)}`}
            >
              <p class="preserve">{held.endProposed.reason}</p>
              <p>
                {own
                  ? 'Een ander lid moet dezelfde dag kiezen.'
                  : `${say('Kies je', 'Kiest u')} dezelfde dag, dan is ermee besloten. Een andere dag is een nieuw voorstel.`}
              </p>
            </Alert>
          )}
        </>
      ),
      version: held.version,
      danger: true,
      button: 'Accreditatie intrekken',
      back: { label: 'Terug', href: paths.committeeAccreditations(register.id), link: true },
      ...(held.ended === undefined
        ? {}
        : {
            frame: () => (
              <Alert type="info" title="Deze accreditatie is beëindigd">
                <p class="preserve">{held.ended?.reason}</p>
              </Alert>
            ),
          }),
    }
  },
  save: async (visit, { from, reason }, { held }: { held: Accreditation }) => {
    const { register } = speech(visit)
    const list = paths.committeeAccreditations(register.id)
    const done = await endAccreditation(visit.context, held.id, accountOf(visit).accountId, {
      ...{ from, reason, version: versionIn(visit.form) },
    })
    switch (done.outcome) {
      case 'ended':
        return leaveFor(visit, list, `De accreditatie geldt niet meer vanaf ${formatDay(from)}.`)
      case 'proposed':
        return leaveFor(visit, list, 'Voorgesteld. Als een ander lid het ook vindt, eindigt het.')
      case 'no-reason':
        return { wrong: { reason: 'Schrijf waarom.' } }
      case 'in-the-past':
        return { wrong: { from: 'Kies een dag die nog komt: wat al is gevolgd, telt.' } }
      case 'conflict':
        return leaveFor(
          visit,
          list,
          'Wie een band heeft met de aanvrager, beslist hier niet over.',
          'warning',
        )
      case 'stale':
        return leaveFor(
          visit,
          list,
          'Deze accreditatie is intussen gewijzigd of al beëindigd.',
          'info',
        )
      case 'not-found':
        return notFound()
    }
  },
})

/** The objections to what was decided, for whoever decides on those. */
export async function showAccreditationObjections(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = speech(visit)
  const found = await Promise.all(
    (await waitingObjections(context)).map(async (one) => {
      const file = await findPartFile(context, one.partId)
      return file === undefined ? [] : [{ one, file }]
    }),
  )
  const { free, tied } = await withoutTiedAskers(
    visit,
    ['decide-objections'],
    found.flat(),
    ({ file }) => file.part,
  )
  const rows = free.map(({ one, file }) => ({
    one,
    title: titleOfFile(visit, file),
    asker: file.asker,
  }))
  return listPage(visit, {
    title: `Bezwaren over accreditatie (${rows.length})`,
    current: paths.objections(register.id),
    breadcrumb: [{ label: 'Bezwaren', href: paths.objections(register.id) }],
    list: {
      caption: 'Bezwaren over accreditatie, de oudste eerst',
      rows,
      columns: ({ name, text: said, day: on }) => [
        name(
          'Opleiding',
          ({ title }) => title,
          ({ one }) => paths.accreditationObjection(register.id, one.id),
        ),
        said('Aanvrager', ({ asker }) => asker),
        on('Gemaakt op', ({ one }) => one.madeOn),
        on('Antwoord uiterlijk', ({ one }) => one.decideBefore),
      ],
      empty: { title: 'Er wacht geen bezwaar' },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** One objection: the decision stays, or another takes its place. */
export const accreditationObjectionPage = formPage({
  load: async (visit: Visit) => {
    const objection =
      (await findAccreditationObjection(visit.context, visit.param('id'))) ?? notFound()
    const found = (await findPartFile(visit.context, objection.partId)) ?? notFound()
    const list = paths.accreditationObjections(visit.context.register.id)
    const left = await notForThem(visit, found, list)
    if (left !== undefined) return left
    const file = {
      ...found,
      term: await termAnew(visit.context, found.part, found.part.counts),
    }
    return { objection, file }
  },
  form: (visit, { file, objection }) =>
    objection.accreditationId === undefined
      ? decidingForm(visit, file, false)
      : decidingForm(
          visit,
          { ...file, part: { ...file.part, training: file.part.training ?? 'end' } },
          false,
        ),
  known: (_visit, { file }) =>
    ({
      ...typedCounts(file.part.counts),
      last: file.term.proposed,
    }) as unknown as Partial<Deciding>,
  page: (visit, { objection, file }) => {
    const { register } = speech(visit)
    return {
      title: titleOfFile(visit, file),
      caption: `Bezwaar ${objection.number}`,
      current: paths.objections(register.id),
      breadcrumb: [
        { label: 'Bezwaren', href: paths.objections(register.id) },
        { label: 'Bezwaren over accreditatie', href: paths.accreditationObjections(register.id) },
      ],
      lead: (
        <>
          <HearFirst visit={visit} objection={objection} />
          {objection.documentId !== undefined && (
            <p class="lead">
              {objection.outcome === 'granted' ? 'Gegrond' : 'Ongegrond'}.{' '}
              <a href={paths.accreditationObjectionLetter(register.id, objection.id)}>
                Besluit op bezwaar {objection.number} (pdf)
              </a>
            </p>
          )}
          <h2>Het bezwaar</h2>
          <blockquote class="preserve">{objection.grounds}</blockquote>
          {objection.extended !== undefined && (
            <p>
              Uitgesteld op {formatDay(objection.extended.on)}: {objection.extended.reason}
            </p>
          )}
          <HearingText {...{ objection, register }} />
          <h2>
            {objection.accreditationId === undefined ? 'Het besluit' : 'Wat eraan vooraf ging'}
          </h2>
          <p class="preserve">{file.part.reason}</p>
          {objection.accreditationId !== undefined && (
            <p>
              Het bezwaar gaat over het intrekken. Is het gegrond, dan geldt de accreditatie weer
              alsof die niet was ingetrokken.
            </p>
          )}
          <PartFacts
            {...{ visit, file }}
            fileAt={(id) => paths.accreditationObjectionFile(register.id, file.part.id, id)}
          />
          <p>
            Eén lid van {bodyFor(register, 'decide-objections')?.the} legt vast wat er is besloten.
          </p>
        </>
      ),
      version: objection.version,
      button: 'Besluit vastleggen',
      aside: <Tag {...objectionTag(objection, visit.context.today)} />,
      frame: (asked) => (objection.status === 'made' && mayDecide(objection) ? asked : null),
      after: objection.status === 'made' && <MoreSteps visit={visit} objection={objection} />,
    }
  },
  save: async (visit, typed, { objection, file }) => {
    const { register } = speech(visit)
    const list = paths.accreditationObjections(register.id)
    const done = await decideAccreditationObjection(
      visit.context,
      objection.id,
      accountOf(visit).accountId,
      {
        granted: typed.outcome === 'grant',
        reason: typed.reason,
        instead: {
          counts: countsOf(countOptions(register, visit.context.today), typed),
          last: typed.last,
          conditions: typed.conditions ?? '',
        },
        version: versionIn(visit.form),
      },
    )
    switch (done.outcome) {
      case 'decided':
        return leaveFor(visit, list, 'Het besluit is vastgelegd. De aanvrager krijgt bericht.')
      case 'unheard':
        return {
          wrong: { outcome: 'Leg eerst het verslag van het gesprek vast, of waarom er geen komt.' },
        }
      case 'no-reason':
        return { wrong: { reason: 'Schrijf waarom.' } }
      case 'no-counts':
        return { wrong: { outcome: `Vul in voor hoeveel ${register.unit.many} het telt.` } }
      case 'no-last':
        return { wrong: { last: dayAfter(file.term) } }
      case 'too-long':
        return { wrong: { last: dayUpTo(file.term) } }
      case 'conflict':
        return leaveFor(
          visit,
          list,
          'Wie een band heeft met de aanvrager, beslist hier niet over.',
          'warning',
        )
      case 'judged':
        return leaveFor(
          visit,
          list,
          'Wie eerder over deze aanvraag oordeelde, beslist niet over het bezwaar.',
          'warning',
        )
      case 'stale':
        return leaveFor(visit, list, 'Hierover is al besloten.', 'info')
      case 'not-found':
        return notFound()
    }
  },
})

type Step = 'invite' | 'wait' | 'report'

// Nobody decides before somebody was heard, refrained, or need not be.
function nextStep(objection: AccreditationObjection, today: Temporal.PlainDate): Step | undefined {
  if (objection.status !== 'made' || mayDecide(objection)) return undefined
  if (objection.hearing === undefined) return 'invite'
  return Temporal.PlainDate.compare(objection.hearing.on, today) > 0 ? 'wait' : 'report'
}

interface OfObjection {
  readonly visit: Visit
  readonly objection: AccreditationObjection
}

function HearFirst({ visit, objection }: OfObjection) {
  const { register, today } = visit.context
  switch (nextStep(objection, today)) {
    case 'invite':
      return (
        <NextStep icon="calendar-clock" title="Nodig de indiener uit voor een gesprek">
          <p>Of leg vast waarom dat niet hoeft. Daarna kan er worden besloten.</p>
          <ButtonGroup>
            <Button href={paths.accreditationHearing(register.id, objection.id)}>Verder</Button>
          </ButtonGroup>
        </NextStep>
      )
    case 'wait':
      return <p class="lead">Het gesprek is op {formatDay(objection.hearing?.on ?? today)}.</p>
    case 'report':
      return (
        <NextStep icon="arrow-right" title="Schrijf een kort verslag van het gesprek">
          <p>De indiener leest het. Daarna kan er worden besloten.</p>
          <ButtonGroup>
            <Button href={paths.accreditationReport(register.id, objection.id)}>
              Verslag schrijven
            </Button>
          </ButtonGroup>
        </NextStep>
      )
    case undefined:
      return null
  }
}

function MoreSteps({ visit, objection }: OfObjection) {
  const { register, today } = visit.context
  return (
    <>
      <h2>Meer</h2>
      {nextStep(objection, today) !== 'invite' && (
        <p>
          <a href={paths.accreditationHearing(register.id, objection.id)}>
            Wijzig de uitnodiging, of leg vast waarom er geen gesprek komt
          </a>
        </p>
      )}
      {objection.extended === undefined && (
        <p>
          <a href={paths.accreditationExtension(register.id, objection.id)}>Stel het besluit uit</a>
        </p>
      )}
    </>
  )
}

/** How such an objection stands, in a word and a colour. */
function objectionTag(
  { status, outcome, decideBefore }: AccreditationObjection,
  today: Temporal.PlainDate,
) {
  if (status === 'decided')
    return outcome === 'granted'
      ? ({ colour: 'green', children: 'Gegrond' } as const)
      : ({ colour: 'grey', children: 'Ongegrond' } as const)
  return isPast(decideBefore, today)
    ? ({ colour: 'red', children: `Had op ${formatDay(decideBefore)} gemoeten` } as const)
    : ({ colour: 'yellow', children: `Besluit uiterlijk ${formatDay(decideBefore)}` } as const)
}

/** The letter with what was decided on one. */
export async function showAccreditationObjectionLetter(visit: Visit): Promise<Response> {
  const objection =
    (await findAccreditationObjection(visit.context, visit.param('id'))) ?? notFound()
  const { documentId, partId } = objection
  const file = await findPartFile(visit.context, partId)
  if (documentId === undefined || file === undefined) return notFound()
  if ((await whyNotLook(visit.context, file.part)) !== undefined) return notFound()
  return documentResponse(visit, documentId)
}
