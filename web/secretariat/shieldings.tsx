import { findMember } from '#domain/people/registration/queries.ts'
import type { ShieldingDecision } from '#domain/people/shielding/decide-shielding.ts'
import {
  decideShielding,
  enterShielding,
  lastReviewDay,
} from '#domain/people/shielding/decide-shielding.ts'
import type { ListedShielding } from '#domain/people/shielding/queries.ts'
import {
  findShielding,
  listShieldings,
  runningShieldingOf,
} from '#domain/people/shielding/queries.ts'
import type { Shielding } from '#domain/people/shielding/shielding.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { ShieldingAnswers } from '#web/professional/shielding.tsx'
import { shieldingQuestions } from '#web/professional/shielding.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** Everybody who is shielded or asked for it, what needs somebody first. */
export async function showShieldings(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const all = await listShieldings(context)
  const { free, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: `Afscherming (${free.filter((one) => todo(context, one) !== nothing).length})`,
    ...inWork(register),
    lead: (
      <p class="lead">
        Wie is afgeschermd, is nergens openbaar te vinden. Dat eindigt nooit vanzelf: op de dag
        hieronder kijkt iemand er opnieuw naar.
      </p>
    ),
    list: {
      caption: 'Afschermingen en verzoeken daarom',
      rows: free,
      columns: ({ name, text: words, day: on }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ id }) => paths.workShielding(register.id, id),
        ),
        words('Wat er moet gebeuren', (one) => todo(context, one)),
        words('Geldt', ({ everywhere }) => (everywhere ? 'Overal' : 'Alleen hier')),
        on('Opnieuw bekijken', ({ reviewOn }) => reviewOn),
      ],
      empty: { title: 'Niemand is afgeschermd', text: <p>Er wacht ook geen verzoek.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

const nothing = 'Niets'

function todo({ today }: Context, { status, reviewOn }: ListedShielding): string {
  if (status === 'asked') return 'Besluiten over het verzoek'
  if (status === 'proposed') return 'Tweede blik'
  if (status === 'ending') return 'Tweede blik op het einde'
  if (reviewOn !== undefined && Temporal.PlainDate.compare(reviewOn, today) <= 0) {
    return 'Opnieuw bekijken'
  }
  return nothing
}

type OfficeAnswers = ShieldingAnswers & { readonly review: Temporal.PlainDate }

/** Where the back office hides somebody. */
export const shieldPage = formPage<OfficeAnswers, { readonly name: string }>({
  load: async (visit) => {
    const { context } = visit
    const id = idIn(visit)
    const member = (await findMember(context, id)) ?? notFound()
    return { name: member.name }
  },
  open: async (visit) => {
    const { context } = visit
    const running = await runningShieldingOf(context, idIn(visit))
    return running && seeOther(paths.workShielding(context.register.id, running.id))
  },
  form: ({ context }) =>
    form({ ...shieldingQuestions(context.register), review: reviewQuestion(context) }),
  known: ({ context }) => ({ review: lastReviewDay(context) }),
  page: (visit, { name }) => {
    const { register } = visit.context
    return {
      title: `${name} afschermen`,
      ...inWork(register, {
        label: `Dossier van ${name}`,
        href: paths.workFile(register.id, idIn(visit)),
      }),
      lead: (
        <p>
          {name} is dan meteen nergens meer openbaar te vinden.
          {register.procedures.shielding.secondPair && ' Daarna kijkt een collega er ook naar.'} De
          soort reden ziet alleen wie dossiers bijhoudt.
        </p>
      ),
      button: 'Afschermen',
      danger: true,
      back: { label: 'Terug', href: paths.workFile(register.id, idIn(visit)), link: true },
    }
  },
  save: async (visit, { ground, where, review }, { name }) => {
    const { register } = visit.context
    const registrationId = idIn(visit)
    const done = await enterShielding(visit.context, {
      registrationId,
      ground,
      everywhere: where === 'overal',
      reviewOn: review,
    })
    switch (done.outcome) {
      case 'not-a-review-day':
        return { wrong: { review: reviewMessage(visit.context) } }
      case 'unknown':
        return notFound()
      case 'already':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                Hierover ligt al een afscherming of een verzoek. Wat hier staat, is niet vastgelegd.{' '}
                <a href={paths.workShieldings(register.id)}>Bekijk de afschermingen</a>
              </p>
            </ColleagueFirst>
          ),
        }
      case 'proposed':
        return leaveFor(
          visit,
          paths.workFile(register.id, registrationId),
          `${name} is afgeschermd. Een collega kijkt er ook nog naar.`,
        )
      case 'holds':
        return leaveFor(
          visit,
          paths.workFile(register.id, registrationId),
          `${name} is afgeschermd.`,
        )
    }
  },
})

function reviewQuestion(context: Context) {
  return day('opnieuw', 'Wanneer kijken we er opnieuw naar?', {
    hint: `Uiterlijk op ${formatDay(lastReviewDay(context))}. Tot er dan een besluit is, blijft de afscherming.`,
    required: 'Vul de dag in waarop er opnieuw naar wordt gekeken.',
  })
}

function reviewMessage(context: Context): string {
  return `Kies een dag na vandaag, uiterlijk ${formatDay(lastReviewDay(context))}.`
}

interface Decided {
  readonly decision: string
  readonly review: Temporal.PlainDate | undefined
  readonly refusal: string | undefined
  readonly ending: string | undefined
}

interface Loaded {
  readonly shielding: Shielding
  readonly name: string
}

/** One shielding, to grant or refuse, to look at as the second, to prolong or to end. */
export const shieldingCheck = formPage<Decided, Loaded>({
  load: async (visit) => {
    const shielding = (await findShielding(visit.context, idIn(visit))) ?? notFound()
    const member = (await findMember(visit.context, shielding.registrationId)) ?? notFound()
    return { shielding, name: member.name }
  },
  form: ({ context }, { shielding }) => decisionForm(context, shielding),
  known: ({ context }) => ({ review: lastReviewDay(context) }),
  page: (visit, { shielding, name }) => {
    const { context } = visit
    const { register } = context
    return {
      title: `Afscherming van ${name}`,
      ...inWork(register, { label: 'Afscherming', href: paths.workShieldings(register.id) }),
      version: shielding.version,
      button: 'Opslaan',
      lead: (
        <SummaryList
          items={[
            { term: 'Stand', value: standWords(shielding) },
            { term: 'Soort reden', value: groundWords(register, shielding) },
            { term: 'Geldt', value: shielding.everywhere ? 'Overal' : 'Alleen hier' },
            {
              term: 'Gevraagd door',
              value: shielding.askedBy === 'person' ? name : 'Het register',
            },
            { term: 'Gevraagd op', value: formatDay(shielding.askedOn) },
            shielding.reviewOn !== undefined && {
              term: 'Opnieuw bekijken op',
              value: formatDay(shielding.reviewOn),
            },
            shielding.answer !== '' && {
              term: 'Toelichting',
              value: <span class="preserve">{shielding.answer}</span>,
            },
            {
              term: 'Dossier',
              value: (
                <a href={paths.workFile(register.id, shielding.registrationId)}>
                  Dossier van {name}
                </a>
              ),
            },
          ]}
        />
      ),
      frame: (asked) => {
        if (decisions[shielding.status].length === 0) return <p>Hier valt nu niets te besluiten.</p>
        return isOwn(context, shielding) ? <OwnProposal visit={visit} /> : asked
      },
    }
  },
  save: async (visit, answers, { shielding, name }) => {
    const { context } = visit
    const list = paths.workShieldings(context.register.id)
    const about = { id: shielding.id, version: versionIn(visit.form) }
    const done = await decideShielding(context, about, decisionIn(answers))
    switch (done.outcome) {
      case 'not-a-review-day':
        return { wrong: { review: reviewMessage(context) } }
      case 'own-proposal':
        return { wrong: { decision: 'Dit moet een collega doen.' } }
      case 'proposer-tied':
        return {
          wrong: {
            decision:
              'Wie dit voorstelde, heeft een band met deze persoon. Laat de afscherming doorlopen: een ander kan het opnieuw voorstellen.',
          },
        }
      case 'unknown':
        return notFound()
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={context.register}>
              <p>Hierover is intussen besloten. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'proposed':
        return leaveFor(visit, list, `${name} is afgeschermd. Een collega kijkt er ook nog naar.`)
      case 'ending':
        return leaveFor(
          visit,
          list,
          `${name} blijft afgeschermd tot een collega er ook naar heeft gekeken.`,
        )
      case 'holds':
        return shielding.status === 'ending'
          ? leaveFor(visit, list, `${name} blijft afgeschermd.`)
          : leaveFor(visit, list, `${name} is afgeschermd. Er is een bericht verstuurd.`)
      case 'asked':
      case 'withdrawn':
      case 'refused':
      case 'ended':
        return leaveFor(visit, list, `${name} is weer te vinden. Er is een bericht verstuurd.`)
    }
  },
})

// What may be chosen in each status, in the words of the form.
const decisions = {
  asked: ['afschermen', 'afwijzen'],
  proposed: ['bevestigen', 'afwijzen'],
  holds: ['verlengen', 'beeindigen'],
  ending: ['einde-bevestigen', 'laten-gelden'],
  refused: [],
  withdrawn: [],
  ended: [],
} as const satisfies Readonly<Record<Shielding['status'], readonly string[]>>

const labels: Readonly<Record<string, string>> = {
  afschermen: 'Afschermen',
  bevestigen: 'Bevestigen',
  afwijzen: 'Afwijzen',
  verlengen: 'Verlengen',
  beeindigen: 'Beëindigen',
  'einde-bevestigen': 'Het einde bevestigen: de persoon is weer te vinden',
  'laten-gelden': 'Niet beëindigen: de afscherming blijft',
}

function decisionForm(context: Context, { status }: Shielding): FormOf<Decided> {
  const dated = status === 'holds' ? 'verlengen' : 'afschermen'
  const why = {
    hint: 'Dit leest de persoon na het inloggen. Er staat niets van in een e-mail.',
    required: 'Schrijf op waarom.',
    rows: 4,
    most: 1000,
  }
  return form<Decided>({
    decision: choice<string>('besluit', 'Besluit', {
      required: 'Kies een besluit.',
      options: decisions[status].map((value) => ({ value, label: labels[value] ?? value })),
    }),
    review: under('decision', dated, reviewQuestion(context)),
    refusal: under('decision', 'afwijzen', text('waarom', 'Waarom niet?', why)),
    ending: under('decision', 'beeindigen', text('einde', 'Waarom kan het eindigen?', why)),
  })
}

function decisionIn({ decision, review, refusal = '', ending = '' }: Decided): ShieldingDecision {
  switch (decision) {
    case 'bevestigen':
      return { is: 'confirm' }
    case 'afwijzen':
      return { is: 'refuse', answer: refusal }
    case 'beeindigen':
      return { is: 'end', answer: ending }
    case 'einde-bevestigen':
      return { is: 'confirm-end' }
    case 'laten-gelden':
      return { is: 'keep' }
    default: {
      // Asked with both decisions that are left.
      if (review === undefined) throw new Error(`${decision} takes a day`)
      return { is: decision === 'verlengen' ? 'prolong' : 'grant', reviewOn: review }
    }
  }
}

function isOwn({ actor }: Context, { status, proposedBy }: Shielding): boolean {
  const waits = status === 'proposed' || status === 'ending'
  return waits && proposedBy !== undefined && proposedBy === accountIdOf(actor)
}

function OwnProposal({ visit }: { readonly visit: Visit }) {
  const { You } = speech(visit)
  return (
    <p>
      {You} hebt dit zelf voorgesteld. Een collega kijkt er nog naar; tot die tijd is de persoon
      afgeschermd.
    </p>
  )
}

function standWords({ status, hides }: Shielding): string {
  switch (status) {
    case 'asked':
      return hides ? 'Gevraagd, en voorlopig afgeschermd' : 'Gevraagd'
    case 'proposed':
      return 'Voorgesteld, en voorlopig afgeschermd'
    case 'holds':
      return 'Afgeschermd'
    case 'ending':
      return 'Afgeschermd. Er is voorgesteld om dat te beëindigen'
    case 'refused':
      return 'Afgewezen'
    case 'withdrawn':
      return 'Ingetrokken'
    case 'ended':
      return 'Geëindigd'
  }
}

// A ground that the register names no more is told by its id.
function groundWords({ procedures }: Register, { ground }: Shielding): string {
  return procedures.shielding.grounds.find(({ id }) => id === ground)?.label ?? ground
}
