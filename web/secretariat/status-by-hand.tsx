import {
  proposeStatus,
  withdrawProposal,
} from '#domain/certification/status-by-hand/propose-status.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import {
  byHandOf,
  findByHand,
  listByHand,
  standingOf,
} from '#domain/certification/status-by-hand/queries.ts'
import type { Changed } from '#domain/certification/status-by-hand/settle-status.ts'
import {
  changedSince,
  confirmStatus,
  returnProposal,
} from '#domain/certification/status-by-hand/settle-status.ts'
import type {
  ByHandProblem,
  Standing,
  Wish,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import {
  canBe,
  daysAsked,
  firstDay,
  groundsOf,
  problemWith,
  sealOf,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import type { Seated } from '#domain/people/body/members.ts'
import { everySeated } from '#domain/people/body/members.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isShielded } from '#domain/people/shielding/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { spanInWords } from '#language/spans.ts'
import { bodyOf } from '#regulations/bodies.ts'
import type { StatusGround } from '#regulations/register.ts'
import { statusWords } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, line, text } from '#web/forms/questions.tsx'
import type { TagColour } from '#web/kit/index.ts'
import { Alert, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { LookFirst } from '#web/layout/look-first.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { isAlone, NobodyElse, Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inFile } from '#web/secretariat/corrections.tsx'
import type { Foreseen } from '#web/secretariat/foreseen-status.tsx'
import { byHandLabels, ForeseenChanges, WhatFollows } from '#web/secretariat/foreseen-status.tsx'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** What waits for a second pair of eyes, and what was answered. */
export async function showStatuses(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const all = await listByHand(context)
  const { free, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: 'Status met de hand',
    ...inWork(register),
    lead: (
      <p class="lead">
        De een stelt een status voor, een ander bevestigt. Voorstellen begint in een dossier, bij
        ‘Zet de status met de hand’.
      </p>
    ),
    list: {
      caption: 'Voorstellen, wat wacht eerst',
      rows: free,
      columns: ({ name, text: words, day: on, status }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ id }) => paths.workStatus(register.id, id),
        ),
        words('Wat', ({ does }) => byHandLabels[does]),
        words('Grond', ({ label }) => label),
        on('Voorgesteld op', ({ proposedOn }) => proposedOn),
        status('Stand', (one) => standTag(context, one), { selfExplaining: true }),
      ],
      empty: { title: 'Geen voorstellen', text: <p>Er is niets voorgesteld.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

function standTag(
  { actor }: Context,
  { status, proposedBy, begunOn }: ByHand,
): { readonly colour: TagColour; readonly label: string } {
  const own = proposedBy !== undefined && proposedBy === accountIdOf(actor)
  switch (status) {
    case 'proposed':
      return own
        ? { colour: 'blue', label: 'Wacht op een collega' }
        : { colour: 'yellow', label: 'Wacht op bevestiging' }
    case 'returned':
      return { colour: 'grey', label: 'Teruggestuurd' }
    case 'withdrawn':
      return { colour: 'grey', label: 'Teruggenomen' }
    case 'settled':
      return { colour: 'green', label: begunOn === undefined ? 'Bevestigd' : 'Uitgevoerd' }
    case 'over':
      return { colour: 'grey', label: begunOn === undefined ? 'Niet ingegaan' : 'Voorbij' }
  }
}

/** On which grounds the status of somebody can be set now, and what was before. */
export async function showChooseStatus(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const grounds = groundsOf(register)
  if (grounds.length === 0) return notFound()
  const member = (await findMember(context, idIn(visit))) ?? notFound()
  const id = member.registrationId
  const standing = await standingOf(context, member)
  const all = await byHandOf(context, id)
  const waiting = all.find(({ status }) => status === 'proposed')
  const now = statusWords(register, member)
  const possible = grounds.filter(({ does }) => canBe(does, standing))
  return titledPage(
    visit,
    {
      title: `Status van ${member.name} met de hand zetten`,
      aside: <Tag colour={now.tone}>{now.label}</Tag>,
      ...inFile(register, member),
      lead: (
        <p class="lead">
          Dit is voor wat niet vanzelf gaat. Een collega bevestigt het; pas dan verandert er iets.
        </p>
      ),
    },
    <>
      {waiting === undefined ? (
        <>
          <h2>Op welke grond?</h2>
          {possible.length === 0 ? (
            <p>Bij deze status kan nu niets met de hand.</p>
          ) : (
            <ul>
              {possible.map((ground) => (
                <li>
                  <a href={paths.workProposeStatus(register.id, id, ground.id)}>{ground.label}</a>:{' '}
                  {byHandLabels[ground.does].toLowerCase()}
                </li>
              ))}
            </ul>
          )}
          {possible.length < grounds.length && (
            <p class="subtle">
              Bij deze status kan nu niet:{' '}
              {grounds
                .filter((ground) => !possible.includes(ground))
                .map(({ label }) => label.toLowerCase())
                .join('; ')}
              .
            </p>
          )}
        </>
      ) : (
        <Alert type="info" title="Er ligt al een voorstel">
          <p>
            {waiting.label}, voorgesteld op {formatDay(waiting.proposedOn)}.{' '}
            <a href={paths.workStatus(register.id, waiting.id)}>Bekijk het voorstel</a>
          </p>
        </Alert>
      )}
      <SetBefore context={context} all={all.filter((one) => one !== waiting)} />
    </>,
  )
}

function SetBefore({ context, all }: { context: Context; all: readonly ByHand[] }) {
  if (all.length === 0) return null
  return (
    <SummaryList
      title="Eerder"
      items={all.map((one) => ({
        term: formatDay(one.answeredOn ?? one.proposedOn),
        value: (
          <>
            <a href={paths.workStatus(context.register.id, one.id)}>{one.label}</a>,{' '}
            {standTag(context, one).label.toLowerCase()}
          </>
        ),
      }))}
    />
  )
}

interface Proposing {
  readonly member: Member
  readonly ground: StatusGround
  readonly standing: Standing
  readonly foreseen: Omit<Foreseen, 'first' | 'last'>
  /** What was returned on this ground, to begin from. */
  readonly returned: ByHand | undefined
  /** Nobody else may confirm it. */
  readonly alone: boolean
}

type Typed = Omit<Wish, 'ground'>

/** Proposes a status: the days and the reasons, then what that changes, and then it waits for a colleague. */
export const proposeStatusPage = formPage<Typed, Proposing>({
  load: async (visit) => {
    const { context } = visit
    const { register } = context
    const ground = groundsOf(register).find(({ id }) => id === visit.param('ground')) ?? notFound()
    const member = (await findMember(context, idIn(visit))) ?? notFound()
    const standing = await standingOf(context, member)
    const returned = (await byHandOf(context, member.registrationId)).find(
      (one) => one.status === 'returned' && one.ground === ground.id,
    )
    return {
      member,
      ground,
      standing,
      returned,
      foreseen: await foreseenOf(context, member, standing, ground),
      alone: await isAlone(visit, [member]),
    }
  },
  form: ({ context }, { ground, standing }) => typedForm(context, ground, standing),
  known: ({ context }, { returned, ground, standing }) => {
    const { first } = daysAsked(ground, standing)
    const begin = first && ground.does !== 'certify' ? { first: context.today } : {}
    if (returned === undefined) return begin
    const { fileReason, letterReason, source, last } = returned
    return { ...begin, fileReason, letterReason, source, last }
  },
  page: (visit, proposing) => proposalFacts(visit, proposing),
  save: async (visit, typed, proposing) => {
    const { context, form: sent } = visit
    const { register, today } = context
    const { member, ground, standing } = proposing
    const wish = { ...typed, ground: ground.id }
    const why = problemWith(ground, wish, standing, today)
    if (why !== undefined) return { wrong: wrongWords(ground, why) }
    if (sent.value('intent') !== 'voorstellen') {
      const shown = proposalFacts(visit, proposing, wish)
      return showForm(visit, typedForm(context, ground, standing), shown, { typed: sent })
    }
    const seen = sent.value('_gezien')
    const done = await proposeStatus(context, {
      registrationId: member.registrationId,
      wish,
      seen,
    })
    switch (done.outcome) {
      case 'proposed':
        return leaveFor(
          visit,
          paths.workFile(register.id, member.registrationId),
          'Het voorstel is vastgelegd. Een collega bevestigt het of stuurt het terug.',
        )
      case 'already':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                Er ligt al een voorstel, en er kan er maar een liggen. Wat hier staat, is niet
                vastgelegd. <a href={paths.workStatus(register.id, done.id)}>Bekijk het voorstel</a>
              </p>
            </ColleagueFirst>
          ),
        }
      case 'wrong':
        return { wrong: wrongWords(ground, done.why) }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                De registratie of wat hier is ingevuld, is gewijzigd sinds dit is bekeken. Bekijk
                opnieuw wat er verandert.
              </p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

function typedForm({ register }: Context, ground: StatusGround, standing: Standing): FormOf<Typed> {
  const asked = daysAsked(ground, standing)
  const { longest, does } = ground
  const most = longest === undefined ? '' : `Hoogstens ${spanInWords(longest)}.`
  const body = ground.decidedBy === undefined ? undefined : bodyOf(register, ground.decidedBy)
  return form<Typed>({
    source:
      body === undefined
        ? unasked('')
        : line('vindplaats', `In welk stuk staat het besluit van ${body.the}?`, {
            hint: 'Bijvoorbeeld de notulen van 12 januari.',
            required: 'Vul in in welk stuk het besluit staat.',
            most: 300,
          }),
    first: asked.first
      ? day('vanaf', 'Vanaf welke dag?', {
          ...(does === 'certify'
            ? {}
            : { hint: 'Wordt het later bevestigd, dan gaat het in op de dag van bevestigen.' }),
          required: 'Vul in vanaf welke dag.',
        })
      : unasked(undefined),
    last:
      asked.last === 'not'
        ? unasked(undefined)
        : day('tot', 'Tot en met welke dag?', {
            ...(does === 'release'
              ? {
                  hint: `Zolang wordt niet opnieuw opgeschort om een factuur die openstaat. ${most}`.trim(),
                }
              : most === ''
                ? {}
                : { hint: most }),
            ...(asked.last === 'required' ? { required: 'Vul in tot en met welke dag.' } : {}),
          }),
    letterReason: text('brief', 'Wat leest de persoon als reden?', {
      hint: 'Dit staat letterlijk in het bericht.',
      required: 'Vul in wat de persoon als reden leest.',
      rows: 4,
      most: 2000,
    }),
    fileReason: text('dossier', 'Wat staat er in het dossier?', {
      hint: 'Waaruit het blijkt, voor de collega en voor later. De persoon leest dit niet in het bericht.',
      required: 'Vul in wat er in het dossier staat.',
      rows: 4,
      most: 2000,
    }),
  })
}

function unasked<Value>(value: Value): Question<Value> {
  return {
    name: '',
    term: '',
    read: () => ({ value, errors: [] }),
    fill: () => ({}),
    ask: () => null,
    say: () => '',
  }
}

function proposalFacts(visit: Visit, proposing: Proposing, wish?: Wish): FormFacts<Typed> {
  const { context } = visit
  const { register } = context
  const { member, ground, standing, foreseen, alone, returned } = proposing
  const back = paths.workChooseStatus(register.id, member.registrationId)
  const { breadcrumb } = inFile(register, member)
  return {
    title: ground.label,
    caption: `${byHandLabels[ground.does]}, ${member.name}`,
    breadcrumb: [...breadcrumb, { label: 'Status met de hand', href: back }],
    lead: (
      <>
        <p class="lead">{ground.rests}</p>
        {returned !== undefined && wish === undefined && (
          <Alert type="info" title="Een eerder voorstel is teruggestuurd">
            <p class="preserve">{returned.answer}</p>
          </Alert>
        )}
        {alone && <NobodyElse visit={visit} />}
      </>
    ),
    above: wish !== undefined && (
      <>
        <Alert type="info" title="Dit verandert er als een collega het bevestigt" focus>
          <p>Er is nog niets gewijzigd, en er ligt nog geen voorstel.</p>
          <WhatFollows of={{ ...foreseen, ...wish }} />
        </Alert>
        <ForeseenChanges register={register} of={{ ...foreseen, ...wish }} />
      </>
    ),
    form: { guard: true, hidden: wish === undefined ? {} : { _gezien: sealOf(standing, wish) } },
    button: (
      <LookFirst
        seen={wish !== undefined}
        act={{ intent: 'voorstellen', label: 'Voorstellen' }}
        back={{ href: back, label: 'Niet voorstellen' }}
      />
    ),
  }
}

async function foreseenOf(
  context: Context,
  member: Member,
  standing: Awaited<ReturnType<typeof standingOf>>,
  {
    does,
    endsWhenPaid,
    decidedBy,
  }: Pick<Foreseen, 'does' | 'endsWhenPaid'> & {
    readonly decidedBy?: string | undefined
  },
): Promise<Omit<Foreseen, 'first' | 'last'>> {
  return {
    does,
    endsWhenPaid,
    decidedBy,
    standing,
    certified: standing.certificates.length > 0,
    shielded: await isShielded(context, member.registrationId),
    wasCandidate: member.candidateOn !== undefined,
  }
}

function wrongWords(
  { does, longest }: StatusGround,
  why: ByHandProblem,
): Partial<Record<keyof Typed, string>> {
  switch (why) {
    case 'not-now':
      return {
        letterReason: 'Met de status van nu kan dit niet meer. Ga terug en kies een andere grond.',
      }
    case 'no-reason':
      return { letterReason: 'Vul in wat de persoon als reden leest.' }
    case 'no-source':
      return { source: 'Vul in in welk stuk het besluit staat.' }
    case 'no-first':
      return { first: 'Vul in vanaf welke dag.' }
    case 'no-last':
      return { last: 'Vul in tot en met welke dag.' }
    case 'past':
      return does === 'hold' || does === 'suspend'
        ? { first: 'Kies vandaag of een latere dag, ook voor de laatste.' }
        : { last: 'Kies vandaag of een latere dag.' }
    case 'ahead':
      return { first: 'Kies vandaag of een eerdere dag.' }
    case 'wrong-way-round':
      return { last: 'Kies een dag op of na de eerste dag.' }
    case 'too-long':
      return {
        last: `Kies een eerdere dag${longest === undefined ? '' : `: hoogstens ${spanInWords(longest)}`}.`,
      }
    case 'not-longer':
      return { last: 'Kies een dag na de laatste dag van nu.' }
  }
}

interface Answering {
  readonly decision: 'bevestigen' | 'terugsturen' | 'terugnemen'
  readonly answer: string | undefined
}

interface Loaded {
  readonly byHand: ByHand
  readonly member: Member
  /** Of what waits: what changed since, and what would follow. */
  readonly changed: Changed | undefined
  readonly foreseen: Foreseen
  readonly people: readonly Seated[]
  readonly coming: Awaited<ReturnType<typeof papersComing>>
}

/** One proposal: for a second pair of eyes, for whoever made it to take back, and to read afterwards. */
export const statusCheck = formPage<Answering, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const byHand = (await findByHand(context, idIn(visit))) ?? notFound()
    const member = (await findMember(context, byHand.registrationId)) ?? notFound()
    const waits = byHand.status === 'proposed'
    const first = waits ? firstDay(byHand, context.today) : byHand.first
    return {
      byHand,
      member,
      changed: waits ? await changedSince(context, byHand, member) : undefined,
      foreseen: {
        ...(await foreseenOf(context, member, byHand.before, byHand)),
        first,
        last: byHand.last,
      },
      people: await everySeated(context),
      coming: await papersComing(visit, byHand.documentId === undefined ? [] : [byHand.documentId]),
    }
  },
  form: (visit, { byHand, changed }) => answerForm(isOwn(visit, byHand), changed !== undefined),
  page: (visit, loaded) => {
    const { context } = visit
    const { register } = context
    const { byHand, member, changed, foreseen, coming } = loaded
    const { colour, label } = standTag(context, byHand)
    const waits = byHand.status === 'proposed'
    const own = isOwn(visit, byHand)
    return {
      title: `${byHandLabels[byHand.does]}: ${member.name}`,
      caption: byHand.label,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...inWork(register, {
        label: 'Status met de hand',
        href: paths.workStatuses(register.id),
      }),
      version: byHand.version,
      refresh: coming.refresh,
      button: own ? 'Terugnemen' : 'Opslaan',
      lead: (
        <>
          {changed !== undefined && <ChangedSince {...{ visit, changed, byHand }} />}
          <TheProposal {...{ visit, loaded }} />
          {changed === undefined && (
            <>
              <h2>{waits ? 'Dit verandert er als het wordt bevestigd' : 'Wat het veranderde'}</h2>
              <ForeseenChanges register={register} of={foreseen} />
              <WhatFollows of={foreseen} />
            </>
          )}
          {own && <p>Een collega bevestigt dit of stuurt het terug.</p>}
        </>
      ),
      frame: (asked) => waits && asked,
    }
  },
  save: async (visit, { decision, answer = '' }, { byHand }) => {
    const { context } = visit
    const { register } = context
    const seen = { id: byHand.id, version: versionIn(visit.form) }
    const list = paths.workStatuses(register.id)
    const done =
      decision === 'bevestigen'
        ? await confirmStatus(context, seen)
        : decision === 'terugsturen'
          ? await returnProposal(context, seen, answer)
          : await withdrawProposal(context, seen)
    switch (done.outcome) {
      case 'confirmed':
        return leaveFor(visit, list, 'Het is bevestigd en uitgevoerd. Er gaat bericht uit.')
      case 'returned':
        return leaveFor(visit, list, 'Het voorstel is teruggestuurd. Er is niets veranderd.')
      case 'withdrawn':
        return leaveFor(visit, list, 'Het voorstel is teruggenomen. Er is niets veranderd.')
      case 'no-reason':
        return { wrong: { answer: 'Schrijf op waarom.' } }
      case 'own-proposal':
      case 'not-own':
      case 'tied':
        return { wrong: { decision: 'Dit moet een collega doen.' } }
      case 'proposer-tied':
        return {
          wrong: {
            decision:
              'Wie dit voorstelde, heeft een band met deze persoon. Stuur het terug: een ander kan het opnieuw voorstellen.',
          },
        }
      case 'changed':
        return {
          wrong: {
            decision:
              'De registratie staat nu anders dan bij het voorstel. Er is niets uitgevoerd: stuur het terug.',
          },
        }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Hier is intussen iets mee gedaan. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

function isOwn({ context }: Visit, { status, proposedBy }: ByHand): boolean {
  return (
    status === 'proposed' && proposedBy !== undefined && proposedBy === accountIdOf(context.actor)
  )
}

function answerForm(own: boolean, changed: boolean): FormOf<Answering> {
  const back = { value: 'terugsturen' as const, label: 'Terugsturen: zo kan het niet' }
  const answer = text('waarom', 'Waarom niet?', {
    hint: 'De collega leest dit bij een nieuw voorstel.',
    required: 'Schrijf op waarom.',
    rows: 3,
    most: 1000,
  })
  return form<Answering>({
    decision: own
      ? unasked('terugnemen' as const)
      : choice<Answering['decision']>('besluit', 'Klopt dit voorstel?', {
          required: 'Kies wat er met het voorstel gebeurt.',
          options: changed
            ? [back]
            : [{ value: 'bevestigen' as const, label: 'Ja, bevestigen en uitvoeren' }, back],
        }),
    answer: own ? unasked(undefined) : under('decision', 'terugsturen', answer),
  })
}

function ChangedSince(props: {
  readonly visit: Visit
  readonly changed: Changed
  readonly byHand: ByHand
}) {
  const { visit, changed, byHand } = props
  const { register } = visit.context
  const label = (status: Standing['status']) => register.statuses[status].label
  const [was, now] = [label(byHand.before.status), label(changed.now.status)]
  return (
    <Alert type="warning" title="Dit kan niet meer zo">
      <p>
        {was === now
          ? `De registratie staat nu anders dan bij het voorstel${changed.why === 'past' || changed.why === 'too-long' ? ': de dagen kloppen niet meer' : ''}.`
          : `Bij het voorstel was de status ‘${was}’. Nu is die ‘${now}’.`}{' '}
        Er wordt niets uitgevoerd. Stuur het voorstel terug, of neem het terug; daarna kan er een
        nieuw komen.
      </p>
    </Alert>
  )
}

function TheProposal({ visit, loaded }: { readonly visit: Visit; readonly loaded: Loaded }) {
  const { context } = visit
  const { register } = context
  const { You } = speech(visit)
  const { byHand, member, people, coming } = loaded
  const own = accountIdOf(context.actor)
  const named = (id: string | undefined) =>
    id !== undefined && id === own
      ? You
      : (people.find((one) => one.id === id)?.name ?? 'Een oud-collega')
  const body = byHand.decidedBy === undefined ? undefined : bodyOf(register, byHand.decidedBy)
  return (
    <SummaryList
      items={[
        {
          term: 'Dossier',
          value: (
            <a href={paths.workFile(register.id, byHand.registrationId)}>
              Dossier van {member.name}
            </a>
          ),
        },
        { term: 'Waarop dit rust', value: byHand.rests },
        body !== undefined && { term: 'Besluit van', value: `${body.the}, ${byHand.source}` },
        byHand.first !== undefined && { term: 'Vanaf', value: formatDay(byHand.first) },
        byHand.last !== undefined && { term: 'Tot en met', value: formatDay(byHand.last) },
        {
          term: 'Wat de persoon leest',
          value: <span class="preserve">{byHand.letterReason}</span>,
        },
        { term: 'In het dossier', value: <span class="preserve">{byHand.fileReason}</span> },
        {
          term: 'Voorgesteld',
          value: `${named(byHand.proposedBy)}, op ${formatDay(byHand.proposedOn)}`,
        },
        byHand.answeredOn !== undefined &&
          byHand.status !== 'withdrawn' && {
            term: byHand.status === 'returned' ? 'Teruggestuurd' : 'Bevestigd',
            value: `${named(byHand.answeredBy)}, op ${formatDay(byHand.answeredOn)}`,
          },
        byHand.answer !== '' && {
          term: 'Waarom niet',
          value: <span class="preserve">{byHand.answer}</span>,
        },
        byHand.endedOn !== undefined && { term: 'Beëindigd op', value: formatDay(byHand.endedOn) },
        byHand.documentId !== undefined && {
          term: 'Brief',
          value: (
            <WhenThere coming={coming} id={byHand.documentId} name="Brief">
              <a href={paths.workDocument(register.id, byHand.documentId)}>Brief (pdf)</a>
            </WhenThere>
          ),
        },
      ]}
    />
  )
}
