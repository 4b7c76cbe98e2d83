import type { AnswerProblem, OpenReturn } from '#domain/certification/application/answer-return.ts'
import { answerReturn, findOpenReturn } from '#domain/certification/application/answer-return.ts'
import { hasEnoughProof } from '#domain/certification/application/application.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import { proofWords, unitOf } from '#web/application-words.tsx'
import type { Answers } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Card,
  Checkboxes,
  ErrorSummary,
  Form,
  formatDay,
  formatQuantity,
  PageTitle,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

const most = 2000

/** Aanvulling: what the back office asks, with links to what was opened, and room to answer. */
export async function showApplicationReturn(visit: Visit): Promise<Response> {
  const { context } = visit
  const id = visit.param('id')
  const found = await findOpenReturn(context, registrationOf(visit), id)
  switch (found.outcome) {
    case 'not-found':
      return notFound()
    case 'not-returned':
      return seeOther(paths.applicationSent(context.register.id, id))
    case 'open':
      return returnPage(visit, found.it, visit.kept ?? visit.form, [])
  }
}

/** Sends the answers: the application goes back to the back office. */
export async function sendApplicationReturn(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { You, your, Your } = voice(register.address)
  const registrationId = registrationOf(visit)
  const id = visit.param('id')
  const found = await findOpenReturn(context, registrationId, id)
  if (found.outcome === 'not-found') notFound()
  if (found.outcome === 'not-returned') {
    visit.leave(`${You} had deze vragen al beantwoord.`, 'info')
    return seeOther(paths.applicationSent(register.id, id))
  }
  const { it } = found
  const tooLong = it.items.flatMap(({ item }): FieldError[] => {
    const field = fieldOf(item)
    const over = form.value(field).length - most
    return over > 0 ? [{ field, message: `${Your} antwoord is ${over} tekens te lang.` }] : []
  })
  if (tooLong.length > 0) return returnPage(visit, it, form, tooLong)
  const answered = await answerReturn(context, {
    registrationId,
    applicationId: id,
    answers: it.items.map(({ item }) => ({
      item: item.item === 'activity' ? item.activity : 'add-activities',
      answer: form.value(fieldOf(item)).trim(),
    })),
    add: form.values('toevoegen'),
  })
  switch (answered.outcome) {
    case 'not-found':
      return notFound()
    case 'not-returned':
      visit.leave(`${You} had deze vragen al beantwoord.`, 'info')
      return seeOther(paths.applicationSent(register.id, id))
    case 'too-late':
      visit.leave(
        `Aanvullen kon tot en met ${formatDay(answered.answerBefore)}. Neem contact met ons op.`,
        'warning',
      )
      return seeOther(paths.applicationSent(register.id, id))
    case 'incomplete':
      return returnPage(
        visit,
        it,
        form,
        answered.problems.map((one) => problem(one, it)),
      )
    case 'answered':
      visit.leave(`${Your} aanvulling is ingestuurd. We kijken of ${your} aanvraag nu volledig is.`)
      return seeOther(paths.applicationSent(register.id, id))
  }
}

function fieldOf(item: OpenReturn['items'][number]['item']): string {
  return item.item === 'activity' ? `antwoord-${item.activity}` : 'antwoord-toevoegen'
}

function problem({ item, is }: AnswerProblem, { items }: OpenReturn): FieldError {
  const found = items.find(({ activity }) => activity?.id === item)
  const title = found?.activity?.title ?? 'deze activiteit'
  if (item === 'add-activities') {
    return {
      field: 'antwoord-toevoegen',
      message: 'Kies welke activiteiten erbij komen, of leg uit waarom er niets bij komt.',
    }
  }
  const field = `antwoord-${item}`
  switch (is) {
    case 'no-answer':
    case 'nothing-added':
      return { field, message: `Geef antwoord op de vraag over ‘${title}’.` }
    case 'no-proof':
      return { field, message: `Voeg bij ‘${title}’ een bewijs toe.` }
    case 'unfinished':
      return { field, message: `Vul ‘${title}’ helemaal in en stuur de activiteit in.` }
  }
}

function returnPage(
  visit: Visit,
  it: OpenReturn,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { register } = visit.context
  const { you, Your } = voice(register.address)
  const { certification } = wording(register)
  const { application } = it.file
  const { answerBefore, items } = it.open
  const back = paths.applicationSent(register.id, application.id)
  const wrong = errors.length > 0
  return page(
    visit,
    {
      title: `${Your} aanvraag aanvullen`,
      current: paths.certification(register.id),
      breadcrumb: [
        { label: certification.Name, href: paths.certification(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
      wrong,
      status: wrong ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>{Your} aanvraag aanvullen</PageTitle>
      <p class="lead">
        We missen nog {items.length === 1 ? '1 ding' : `${items.length} dingen`}. Antwoord uiterlijk
        op <strong>{formatDay(answerBefore)}</strong>.
      </p>
      <Alert type="info">
        <p>
          Alleen wat hier staat, is open. De rest blijft zoals {you} het instuurde. {Your} aanvraag
          telt als ingestuurd op {formatDay(application.submittedOn)}, als {you} op tijd antwoordt.
        </p>
      </Alert>
      <Form
        action={paths.applicationReturn(register.id, application.id)}
        guard
        {...formTokens(visit)}
      >
        {it.items.map((one) => (
          <Item visit={visit} it={it} one={one} typed={typed} errors={errors} />
        ))}
        <ButtonGroup>
          <Button>Aanvulling insturen</Button>
          <Button variant="secondary" href={back}>
            Later verdergaan
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

function Item(props: {
  readonly visit: Visit
  readonly it: OpenReturn
  readonly one: OpenReturn['items'][number]
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}) {
  const { visit, it, one, typed, errors } = props
  const { register } = visit.context
  const { you, You, your, Your } = voice(register.address)
  const { item, activity } = one
  const field = fieldOf(item)
  const unit = unitOf(register)
  if (item.item === 'add-activities') {
    return (
      <Card>
        <h2>Activiteiten toevoegen</h2>
        <p>{item.question}</p>
        {it.addable.length > 0 ? (
          <Checkboxes
            name="toevoegen"
            legend="Wat hoort bij deze aanvraag?"
            hint={`Wat ${you} kiest, telt nu mee en niet meer voor ${your} volgende ${wording(register).certification.name}. ${You} kiest dit één keer.`}
            optional
            values={typed.values('toevoegen')}
            options={it.addable.map(({ id, title, completedOn, claimed }) => ({
              value: id,
              label: title,
              hint: `${completedOn === undefined ? '' : `${formatDay(completedOn)}, `}${formatQuantity(claimed ?? 0, unit)}`,
            }))}
          />
        ) : (
          <p>
            Er is nog geen activiteit die {you} kunt toevoegen.{' '}
            <a href={paths.newActivity(register.id)}>Voeg eerst een activiteit met bewijs toe</a>.
          </p>
        )}
        <Textarea
          name={field}
          label="Toelichting"
          optional
          rows={3}
          most={most}
          value={typed.value(field)}
          error={errorAt(errors, field)}
        />
      </Card>
    )
  }
  const required = it.compiled.regulation.evidence.required
  return (
    <Card>
      <h2>{activity?.title ?? 'Activiteit'}</h2>
      <p>{item.question}</p>
      {activity !== undefined && (
        <p>
          {hasEnoughProof(activity, required)
            ? `Bewijs: ${proofWords(activity)}. `
            : 'Er is nog geen bewijs. '}
          <a href={paths.activity(register.id, activity.id)}>
            Activiteit bekijken of aanvullen
            <span class="visually-hidden"> ({activity.title})</span>
          </a>
        </p>
      )}
      <Textarea
        name={field}
        label={`${Your} antwoord`}
        hint={`Schrijf kort wat ${you} hebt aangevuld of wat het antwoord is.`}
        rows={3}
        most={most}
        value={typed.value(field)}
        error={errorAt(errors, field)}
      />
    </Card>
  )
}
