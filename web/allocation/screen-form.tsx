import type { Norm } from '#norms/load.ts'
import { fieldOf, fields } from '#web/allocation/given.ts'
import { Proposal } from '#web/allocation/proposal.tsx'
import type { Screen } from '#web/allocation/screens.tsx'
import {
  carried,
  choiceForm,
  clientQuestion,
  dimensionForm,
  doubtField,
  indicatorsAt,
  screensOf,
} from '#web/allocation/screens.tsx'
import type { Answers } from '#web/forms/answers.ts'
import { errorAt } from '#web/forms/form.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkbox,
  ErrorSummary,
  Form,
  PageTitle,
} from '#web/kit/index.ts'

type Asked = Exclude<Screen, { is: 'outcome' }>

/** What a screen is called: what it asks, and which of them it is. */
export function titleOf(
  norm: Norm,
  screen: Asked,
): { readonly title: string; readonly caption: string } {
  const at = placeOf(norm, screen)
  const step = `Stap ${at + 1} van ${screensOf(norm)}`
  if (screen.is === 'choice') return { title: 'Pas toe of leg uit', caption: step }
  const { label, question } = norm.dimensions[screen.at] ?? { label: '', question: '' }
  return { title: question, caption: `${step}: ${label}` }
}

function placeOf({ dimensions }: Norm, screen: Asked): number {
  return screen.is === 'choice' ? dimensions.length : screen.at
}

/** One screen with its questions, which takes along what was answered on the others. */
export function ScreenForm({
  norm,
  screen,
  action,
  more = [],
}: {
  readonly norm: Norm
  readonly screen: Asked
  readonly action: string
  /** What else goes along: each field with its text. */
  readonly more?: readonly (readonly [name: string, value: string])[]
}) {
  const { title, caption } = titleOf(norm, screen)
  const at = placeOf(norm, screen)
  const shown = screen.is === 'choice' ? shownWithChoice(screen) : shownWith(norm, screen)
  return (
    <>
      <ErrorSummary errors={screen.errors} />
      {screen.is === 'dimension' && screen.changed && (
        <Alert type="warning" title="De norm is intussen veranderd" focus>
          <p>
            De antwoorden staan er nog. Kijk ze na bij de nieuwe versie, en ga dan verder: de
            uitkomst kan anders zijn.
          </p>
        </Alert>
      )}
      <PageTitle caption={caption}>{title}</PageTitle>
      {screen.is === 'dimension' && <p class="lead">{norm.dimensions[screen.at]?.text}</p>}
      {screen.is === 'choice' && <OutcomeSoFar norm={norm} screen={screen} />}
      <Form action={action} guard>
        <Carried
          fields={[
            [fields.norm, norm.version.toString()],
            [fields.screen, String(at)],
            ...more,
            ...carried(norm, screen.typed, shown),
          ]}
        />
        {screen.is === 'choice' ? (
          <ChoiceQuestions norm={norm} screen={screen} />
        ) : (
          <>
            {dimensionForm(norm, screen.at).ask(screen.typed, screen.errors).all}
            <Doubts screen={screen} />
          </>
        )}
        <ButtonGroup>
          <Button>{at === norm.dimensions.length ? 'Uitkomst bekijken' : 'Volgende'}</Button>
          {at > 0 && (
            <Button variant="secondary" name={fields.to} value="terug">
              Vorige
            </Button>
          )}
        </ButtonGroup>
      </Form>
    </>
  )
}

/** Fields that go along unseen. */
export function Carried({
  fields: all,
}: {
  readonly fields: readonly (readonly [name: string, value: string])[]
}) {
  return (
    <>
      {all.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function shownWith(norm: Norm, screen: Extract<Asked, { is: 'dimension' }>): readonly string[] {
  const asked = indicatorsAt(norm, screen.at).map(fieldOf)
  // A contradiction that was said to be so before goes along, unless it is asked here.
  return screen.doubts.length > 0 ? [...asked, fields.confirmed] : asked
}

function shownWithChoice({ asksClient }: Extract<Asked, { is: 'choice' }>): readonly string[] {
  const asked = [fields.choice, fields.grounds, fields.explanation]
  return asksClient ? [...asked, fields.client] : asked
}

// Said once more of what was answered on this screen, with a tick to say that it is so.
function Doubts({ screen }: { readonly screen: Extract<Asked, { is: 'dimension' }> }) {
  const confirmed = screen.typed.values(fields.confirmed)
  return (
    <>
      {screen.doubts.map((place) => (
        <Checkbox
          name={fields.confirmed}
          id={doubtField(place)}
          value={String(place)}
          label="Ja, dit klopt allebei"
          hint="Klopt het niet? Verander dan een van de twee antwoorden."
          error={errorAt(screen.errors, doubtField(place))}
        />
      ))}
      {screen.doubts.length > 0 && (
        <Carried
          fields={confirmed
            .filter((one) => !screen.doubts.includes(Number(one)))
            .map((one) => [fields.confirmed, one] as const)}
        />
      )}
    </>
  )
}

function ChoiceQuestions({
  norm,
  screen,
}: {
  readonly norm: Norm
  readonly screen: Extract<Asked, { is: 'choice' }>
}) {
  const { given, typed, errors, asksClient } = screen
  return (
    <>
      {choiceForm(norm, given).ask(typed, errors).all}
      {asksClient && <ClientQuestion typed={typed} screen={screen} />}
    </>
  )
}

function ClientQuestion({
  typed,
  screen,
}: {
  readonly typed: Answers
  readonly screen: Extract<Asked, { is: 'choice' }>
}): Content {
  return clientQuestion.ask({ typed, errors: screen.errors, reveals: {} })
}

function OutcomeSoFar({
  norm,
  screen,
}: {
  readonly norm: Norm
  readonly screen: Extract<Asked, { is: 'choice' }>
}) {
  const { decision } = screen.given
  const outcome = norm.outcomes.find(
    ({ id }) => decision.is === 'decided' && id === decision.outcome,
  )
  const by = decision.is === 'decided' ? decision.by : []
  return (
    <>
      <p class="lead">Bij dit werk past: {outcome?.label.toLowerCase()}.</p>
      <p>Dat komt hierdoor:</p>
      <ul>
        {norm.table.rules
          .filter(({ id }) => by.includes(id))
          .map(({ text }) => (
            <li>{text}</li>
          ))}
      </ul>
      <Proposal norm={norm} />
    </>
  )
}
