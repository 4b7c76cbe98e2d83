import type {
  DecidedRulingOf,
  PublishedRuling,
  Ruling,
  RulingAdvice,
  RulingDecision,
} from '#domain/certification/ruling/queries.ts'
import { publishedRulings } from '#domain/certification/ruling/queries.ts'
import type { PublicRuling, RulingStatus } from '#domain/certification/ruling/ruling.ts'
import { adviceIn, adviserFor } from '#domain/certification/ruling/ruling.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { boardOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { dueDay } from '#web/due-day.ts'
import type { Content, TagColour } from '#web/kit/index.ts'
import { Card, Details, formatDay, MetaList, Tag } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

// A question to the board in words, for whoever asked, checks, advises or decides.

const colours = {
  asked: 'blue',
  'for-advice': 'blue',
  'for-decision': 'blue',
  decided: 'green',
  answered: 'grey',
  withdrawn: 'grey',
} as const satisfies Record<RulingStatus, TagColour>

/** Where a question to the board stands, in a word and its colour. */
export function rulingTag(
  { status, decided }: Pick<Ruling, 'status' | 'decided'>,
  register: Register,
) {
  const board = boardOf(register)?.the ?? 'wie beslist'
  const words: Record<RulingStatus, string> = {
    asked: 'Wordt bekeken',
    'for-advice': 'Wacht op advies',
    'for-decision': `Bij ${board}`,
    decided: decided?.granted === true ? 'Toegewezen' : 'Afgewezen',
    answered: 'Beantwoord',
    withdrawn: 'Ingetrokken',
  }
  const refused = status === 'decided' && decided?.granted !== true
  return { colour: refused ? ('red' as const) : colours[status], label: words[status] }
}

/** The day by which somebody hears, as the register promises. */
export function answerBefore(register: Register, { askedOn }: Pick<Ruling, 'askedOn'>) {
  return askedOn.add(register.terms.ruling)
}

/** When it was asked, and when it was or will be answered. */
export function RulingDates(props: { readonly context: Context; readonly ruling: Ruling }) {
  const { context, ruling } = props
  const answer = answerBefore(context.register, ruling)
  return (
    <MetaList
      items={[
        { term: 'Gevraagd op', value: formatDay(ruling.askedOn) },
        ruling.decided === undefined
          ? { term: 'Antwoord uiterlijk op', value: dueDay(answer, context.today) }
          : { term: 'Besloten op', value: formatDay(ruling.decided.decidedOn) },
      ]}
    />
  )
}

/** What is asked, with what goes along, for whoever checks, advises or decides. */
export function RulingFacts(props: {
  readonly register: Register
  readonly ruling: Ruling
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly hrefOf: (documentId: string) => string
}) {
  const { register, ruling, files, hrefOf } = props
  return (
    <>
      <h2>De vraag</h2>
      <p class="preserve">{ruling.question}</p>
      {ruling.wish !== '' && (
        <>
          <h3>Wat er wordt gevraagd</h3>
          <p class="preserve">{ruling.wish}</p>
        </>
      )}
      {files.length > 0 && (
        <>
          <h3>Bestanden</h3>
          <ul>
            {files.map(({ id, name }) => (
              <li>
                <a href={hrefOf(id)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {ruling.note !== '' && (
        <>
          <h3>Toelichting van {register.organisation.backOffice.short}</h3>
          <p class="preserve">{ruling.note}</p>
        </>
      )}
    </>
  )
}

/** What the members of the committee advise. */
export function AdviceText(props: {
  readonly advice: readonly RulingAdvice[]
  readonly members: readonly Member[]
}) {
  const { advice, members } = props
  if (advice.length === 0) return null
  return (
    <>
      <h2>Advies</h2>
      {advice.map(({ memberId, favours, reason, givenOn }) => (
        <Card>
          <h3>
            {members.find(({ id }) => id === memberId)?.name ?? 'Oud-lid'}{' '}
            <Tag colour={favours ? 'green' : 'red'}>{favours ? 'Toewijzen' : 'Afwijzen'}</Tag>
          </h3>
          <p class="preserve">{reason}</p>
          <p class="subtle">Gegeven op {formatDay(givenOn)}</p>
        </Card>
      ))}
    </>
  )
}

/** What the advice came to, in a sentence, for whoever asked. */
export function adviceWords(
  ruling: Ruling,
  register: Register,
  advice: readonly RulingAdvice[],
): string {
  const { the, The } = adviserFor(register, ruling)
  switch (adviceIn(advice)) {
    case 'for':
      return `${The} adviseerde positief.`
    case 'against':
      return `${The} adviseerde negatief.`
    case 'divided':
      return `De leden van ${the} adviseerden verschillend.`
    case undefined:
      return ''
  }
}

/** What was decided before in something like these words, to be looked at while judging. */
export function precedentsFor(
  context: Context,
  words: string,
  except?: string,
): Promise<readonly PublishedRuling[]> {
  return publishedRulings(context, {
    words,
    limit: 5,
    ...(except === undefined ? {} : { except }),
  })
}

/** Earlier decisions that are alike, each to be opened. */
export function Precedents(props: {
  readonly register: Register
  readonly found: readonly PublishedRuling[]
}) {
  const { register, found } = props
  return (
    <>
      <h2>Eerdere uitspraken die erop lijken</h2>
      {found.length === 0 && <p>Er is nog geen uitspraak die erop lijkt.</p>}
      {found.map((one) => (
        <Details summary={`${one.number}: ${one.question}`}>
          <PublishedText ruling={one} />
        </Details>
      ))}
      <p>
        <a href={paths.rulings(register.id)}>Zoek in alle uitspraken</a>
      </p>
    </>
  )
}

/** A decision as everybody may read it, below its question. */
export function PublishedText({
  ruling,
}: {
  readonly ruling: Omit<PublishedRuling, 'number' | 'question'>
}) {
  const { granted, conditional, until, decision, ground, decidedOn, changedOn } = ruling
  return (
    <>
      <p class="preserve">
        <strong>{outcomeWords({ granted, conditional, until })}</strong> {decision}
      </p>
      <p class="preserve">{ground}</p>
      <p class="subtle">
        Besluit van {formatDay(decidedOn)}
        {changedOn !== undefined && `, gewijzigd op ${formatDay(changedOn)}`}
      </p>
    </>
  )
}

function outcomeWords(outcome: Pick<PublishedRuling, 'granted' | 'conditional' | 'until'>): string {
  const { granted, conditional, until } = outcome
  const under = conditional ? ' onder een voorwaarde' : ''
  const last = until === undefined ? '' : `, tot en met ${formatDay(until)}`
  return `${granted ? 'Toegewezen' : 'Afgewezen'}${under}${last}.`
}

/** A public text before it is public. */
export function PublicPreview(props: {
  readonly text: PublicRuling
  readonly outcome: Omit<PublishedRuling, 'number' | keyof PublicRuling>
}) {
  const { text, outcome } = props
  return (
    <Card>
      <h3 class="preserve">{text.question}</h3>
      <PublishedText ruling={{ ...text, ...outcome }} />
    </Card>
  )
}

/**
 * What the board decided on a question, the decision that holds first and those before it to be
 * opened, each with its letter for whom there is one to read.
 */
export function Decisions(props: {
  readonly decisions: readonly RulingDecision[]
  /** "Het besluit", "Het besluit van het bestuur" */
  readonly title: string
  readonly letters?: { readonly coming: PapersComing; readonly hrefOf: (id: string) => string }
  /** What belongs to the decision that holds. */
  readonly children?: Content
}) {
  const { decisions, title, letters, children } = props
  const [holds, ...before] = decisions
  if (holds === undefined) return null
  const replacedOn = (at: number) => decisions[at]?.decidedOn ?? holds.decidedOn
  return (
    <>
      <h2>{title}</h2>
      {before[0] !== undefined && (
        <p class="preserve">
          Dit vervangt het besluit van {formatDay(before[0].decidedOn)}. {holds.reason}
        </p>
      )}
      <DecisionText decision={holds} letters={letters} />
      {children}
      {before.map((decision, at) => (
        <Details
          summary={`Vervangen: het besluit van ${formatDay(decision.decidedOn)}, dat gold tot ${formatDay(replacedOn(at))}`}
        >
          {decision.reason !== '' && <p class="preserve">{decision.reason}</p>}
          <DecisionText decision={decision} letters={letters} />
        </Details>
      ))}
    </>
  )
}

function DecisionText({
  decision,
  letters,
}: {
  readonly decision: RulingDecision
  readonly letters: Parameters<typeof Decisions>[0]['letters'] | undefined
}) {
  const { granted, condition, until, documentId, decidedOn } = decision
  return (
    <>
      <p class="preserve">
        <strong>{outcomeWords({ granted, conditional: condition !== '', until })}</strong>{' '}
        {decision.decision}
      </p>
      {condition !== '' && (
        <>
          <h3>De voorwaarde</h3>
          <p class="preserve">{condition}</p>
        </>
      )}
      <h3>Waarom</h3>
      <p class="preserve">{decision.ground}</p>
      {letters !== undefined && documentId !== undefined && (
        <p>
          <WhenThere coming={letters.coming} id={documentId} name="De brief">
            <a href={letters.hrefOf(documentId)}>Brief van {formatDay(decidedOn)} (pdf)</a>
          </WhenThere>
        </p>
      )}
    </>
  )
}

/** What the board decided about somebody, for whoever assesses them. */
export function DecidedAbout(props: {
  readonly register: Register
  readonly rulings: readonly DecidedRulingOf[]
}) {
  const { register, rulings } = props
  if (rulings.length === 0) return null
  return (
    <>
      <h2>Wat {boardOf(register)?.the} besloot over deze persoon</h2>
      {rulings.map(({ number, question, wish, decided }) => (
        <Details summary={`${number}, ${formatDay(decided.decidedOn)}: ${decided.decision}`}>
          <p class="preserve">{question}</p>
          {wish !== '' && <p class="preserve">{wish}</p>}
          <DecisionText decision={decided} letters={undefined} />
        </Details>
      ))}
    </>
  )
}

/** The letters of these decisions that are still being made. */
export function lettersComing(
  visit: Visit,
  decisions: readonly RulingDecision[],
): Promise<PapersComing> {
  return papersComing(
    visit,
    decisions.map(({ documentId }) => documentId),
  )
}

/** The questions that are done, for whoever may look at them again. */
export function DoneRulings(props: {
  readonly visit: Visit
  readonly done: readonly Ruling[]
  readonly hrefOf: (id: string) => string
}) {
  const { visit, done, hrefOf } = props
  const { register } = visit.context
  if (done.length === 0) return null
  return (
    <>
      <h2>Afgehandeld</h2>
      <List
        visit={visit}
        caption="Afgehandelde verzoeken, het nieuwste eerst"
        rows={done}
        columns={({ name, text, day, status }) => [
          name(
            'Verzoek',
            ({ number }) => number,
            ({ id }) => hrefOf(id),
          ),
          text('Van', ({ asker }) => asker.name),
          day('Klaar op', ({ decided, endedOn }) => decided?.decidedOn ?? endedOn),
          day('Geldt tot en met', ({ decided }) => decided?.until),
          status('Stand', (one) => rulingTag(one, register), { selfExplaining: true }),
        ]}
      />
    </>
  )
}
