import { createHash } from 'node:crypto'
import type { BoardDecision } from '#domain/certification/ruling/enter-decision.ts'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import type { TellingWords } from '#domain/certification/ruling/telling-words.ts'
import { knownOf, tellingWords } from '#domain/certification/ruling/telling-words.ts'
import type { Asked, FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatList } from '#web/kit/index.ts'
import type { CameBack } from '#web/layout/form-page.tsx'
import { PublicPreview } from '#web/review/ruling.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// The decision of the board as it is written down, the first on a question and one that takes its
// place: what whoever asked reads, and what everybody reads, which is looked at before it is kept.

/** A decision of the board as it is written down. */
export interface Deciding {
  /** Why it takes the place of the one before, where it does. */
  readonly because?: string
  readonly outcome: 'ja' | 'nee'
  readonly decision: string
  readonly condition?: string | undefined
  readonly until?: Temporal.PlainDate | undefined
  readonly ground: string
  readonly publicQuestion: string
  readonly publicDecision: string
  readonly publicGround: string
}

const publicFields = ['publicQuestion', 'publicDecision', 'publicGround'] as const

/** The form of a decision on a question; of one that takes the place of another it asks why. */
export function decisionForm(
  visit: Visit,
  ruling: Ruling,
  { corrects = false }: { readonly corrects?: boolean } = {},
): FormOf<Deciding> {
  const { Your } = speech(visit)
  const { today } = visit.context
  const long = (name: string, label: string, required: string, hint?: string) =>
    text(name, label, {
      required,
      rows: 4,
      most: 4000,
      tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
      ...(hint === undefined ? {} : { hint }),
    })
  const everybody = (name: string, label: string, required: string, hint?: string) => {
    const asked = long(name, label, required)
    return {
      ...asked,
      ask: (asking: Parameters<typeof asked.ask>[0]) => {
        const found = tellingIn(
          ruling,
          visit.form.value('actie') === '' ? '' : asking.typed.value(name),
        )
        return text(name, label, {
          required,
          rows: 4,
          most: 4000,
          hint: (
            <>
              {hint} {found.length > 0 && <strong class="warned">{warning(found)}</strong>}
            </>
          ),
        }).ask(asking)
      },
    }
  }
  return form<Deciding>({
    ...(corrects
      ? {
          because: long(
            'reden',
            'Waarom komt er een nieuw besluit?',
            'Schrijf op waarom er een nieuw besluit komt.',
            'Bijvoorbeeld: in het vorige besluit stond een verkeerde termijn. De aanvrager leest dit.',
          ),
        }
      : {}),
    outcome: choice('besluit', 'Krijgt de aanvrager wat er wordt gevraagd?', {
      required: 'Kies wat er wordt besloten.',
      options: [
        { value: 'ja', label: 'Ja, toegewezen' },
        { value: 'nee', label: 'Nee, afgewezen' },
      ],
    }),
    condition: under(
      'outcome',
      'ja',
      text('voorwaarde', 'Onder welke voorwaarde?', {
        hint: 'Laat leeg als er geen voorwaarde is. De aanvrager leest dit.',
        rows: 3,
        most: 2000,
        tooLong: (over) => `${Your} voorwaarde is ${over} tekens te lang.`,
      }),
    ),
    until: under(
      'outcome',
      'ja',
      day('tot', 'Tot en met welke dag geldt het?', {
        hint: 'Laat leeg als het geen einde heeft.',
        problem: (last) =>
          Temporal.PlainDate.compare(last, today) < 0
            ? 'Kies vandaag of een latere dag.'
            : undefined,
      }),
    ),
    decision: long(
      'tekst',
      'Wat wordt er besloten?',
      'Schrijf op wat er wordt besloten.',
      'De aanvrager leest dit.',
    ),
    ground: long(
      'grond',
      'Waarom?',
      'Schrijf op waarom.',
      'De aanvrager leest dit. Is het besluit anders dan het advies? Schrijf dan ook op waarom.',
    ),
    publicQuestion: everybody(
      'openbaar-vraag',
      'De vraag, in algemene woorden',
      'Schrijf de vraag in algemene woorden op.',
      'Bijvoorbeeld: telt een stage in het buitenland mee?',
    ),
    publicDecision: everybody(
      'openbaar-besluit',
      'Het besluit, in algemene woorden',
      'Schrijf het besluit in algemene woorden op.',
    ),
    publicGround: everybody(
      'openbaar-grond',
      'De grond, in algemene woorden',
      'Schrijf de grond in algemene woorden op.',
    ),
  })
}

/** A decision as it stands on its form, looked at before it is kept. */
export interface Looked {
  /** As it will stand in public, once all of it is there and it was asked to be seen. */
  readonly answers: Deciding | undefined
  /** The text was changed after it was seen. */
  readonly changed: boolean
}

/** What there is to look at of what was sent. */
export function lookedAt(visit: Visit, asked: FormOf<Deciding>, { typed }: CameBack): Looked {
  const pressed = visit.form.value('actie')
  const read = asked.read(typed)
  const answers = pressed !== '' && read.outcome === 'read' ? read.answers : undefined
  return { answers, changed: answers !== undefined && pressed === keep && !wasSeen(visit, answers) }
}

const keep = 'vastleggen'

/**
 * The decision that is to be kept, with the words that somebody looked at and lets stand; undefined
 * where it is to be shown first: nobody makes public what they have not seen as everybody will see it.
 */
export function decisionToKeep(
  visit: Visit,
  ruling: Ruling,
  answers: Deciding,
): BoardDecision | undefined {
  if (visit.form.value('actie') !== keep || !wasSeen(visit, answers)) return undefined
  const { outcome, decision, condition = '', until, ground } = answers
  const published = publishedIn(answers)
  const found = tellingIn(ruling, Object.values(published).join('\n'))
  const letStand = found.map(({ words }) => words)
  return { granted: outcome === 'ja', decision, condition, until, ground, published, letStand }
}

/** What the form of a decision is sent with, so that it is known what was seen. */
export function seenFields({ answers }: Looked): Readonly<Record<string, string>> {
  return answers === undefined ? {} : { _gezien: digestOf(answers) }
}

function wasSeen(visit: Visit, answers: Deciding): boolean {
  return visit.form.value('_gezien') === digestOf(answers)
}

// Of all that everybody will read.
function digestOf(answers: Deciding): string {
  const { outcome, condition = '', until } = answers
  const read = { ...publishedIn(answers), outcome, conditional: condition !== '', until }
  return createHash('sha256').update(JSON.stringify(read)).digest('hex')
}

/** The questions of a decision, with how it will stand in public below them once that was asked. */
export function DecisionQuestions(props: {
  readonly visit: Visit
  readonly ruling: Ruling
  readonly one: Asked<Deciding>['one']
  readonly looked: Looked
}) {
  const { visit, ruling, one, looked } = props
  const { today } = visit.context
  const { answers, changed } = looked
  const before = ruling.decided
  return (
    <>
      {one('because')}
      {one('outcome')}
      {one('decision')}
      {one('ground')}
      <h2>Wat iedereen leest</h2>
      <p>
        Schrijf het zo dat niemand eruit kan opmaken over wie het gaat: geen naam, geen werkgever,
        geen plaats.
      </p>
      {publicFields.map(one)}
      {answers !== undefined && (
        <>
          <h2>Zo staat het in het register van uitspraken</h2>
          {changed && (
            <Alert type="info" focus headingLevel={3} title="De tekst is gewijzigd">
              <p>Kijk nog een keer of dit is wat iedereen mag lezen.</p>
            </Alert>
          )}
          <PublicPreview
            text={publishedIn(answers)}
            outcome={{
              granted: answers.outcome === 'ja',
              conditional: (answers.condition ?? '') !== '' && answers.outcome === 'ja',
              until: answers.until,
              decidedOn: before?.decidedOn ?? today,
              changedOn: before === undefined ? undefined : today,
            }}
          />
          <Telling found={tellingIn(ruling, Object.values(publishedIn(answers)).join('\n'))} />
        </>
      )}
    </>
  )
}

function Telling({ found }: { readonly found: readonly TellingWords[] }) {
  if (found.length === 0) return null
  return (
    <Alert type="warning" headingLevel={3} title="Misschien is te zien over wie het gaat">
      <p>{warning(found)} Haal het weg, of leg het besluit vast als het zo goed is.</p>
    </Alert>
  )
}

/** The buttons of a decision: to see it first, and then to keep it. */
export function DecisionButtons({ looked: { answers } }: { readonly looked: Looked }) {
  const seen = answers !== undefined
  return (
    <ButtonGroup>
      <Button name="actie" value="voorbeeld" variant={seen ? 'secondary' : 'primary'}>
        {seen ? 'Voorbeeld vernieuwen' : 'Voorbeeld bekijken'}
      </Button>
      {seen && (
        <Button name="actie" value={keep}>
          Besluit vastleggen
        </Button>
      )}
    </ButtonGroup>
  )
}

function publishedIn(answers: Deciding): BoardDecision['published'] {
  const { publicQuestion, publicDecision, publicGround } = answers
  return { question: publicQuestion, decision: publicDecision, ground: publicGround }
}

function tellingIn(ruling: Ruling, typed: string): readonly TellingWords[] {
  return tellingWords(typed.slice(0, 20_000), knownOf(ruling))
}

const whatWords = {
  name: 'naam',
  employer: 'werkgever',
  place: 'plaats',
  address: 'adres',
  email: 'e-mailadres',
  phone: 'telefoonnummer',
  number: 'nummer',
} as const satisfies Record<TellingWords['what'], string>

function warning(found: readonly TellingWords[]): string {
  return `Let op: hierin staat ${formatList(found.map(({ what, words }) => `‘${words}’ (${whatWords[what]})`))}.`
}
