import type { AnswerProblem, OpenReturn } from '#domain/certification/application/answer-return.ts'
import { answerReturn, findOpenReturn } from '#domain/certification/application/answer-return.ts'
import { hasEnoughProof } from '#domain/certification/application/application.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, text } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, Card, formatDay, formatQuantity } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { proofWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'

/** Room to answer each question, by the name of its field. */
function answersForm(register: Register, { items }: OpenReturn) {
  const { you, Your } = voice(register.address)
  const room = {
    rows: 3,
    most: 2000,
    tooLong: (over: number) => `${Your} antwoord is ${over} tekens te lang.`,
  }
  return form<Readonly<Record<string, string>>>(
    Object.fromEntries(
      items.map(({ item }) => [
        fieldOf(item),
        item.item === 'activity'
          ? text(fieldOf(item), `${Your} antwoord`, {
              ...room,
              hint: `Schrijf kort wat ${you} hebt aangevuld of wat het antwoord is.`,
              optional: false,
            })
          : text(fieldOf(item), 'Toelichting', room),
      ]),
    ),
  )
}

/** Which activities come with the application yet. */
function addedActivities(register: Register, { addable }: OpenReturn) {
  const { you, You, your } = voice(register.address)
  return checks('toevoegen', 'Wat hoort bij deze aanvraag?', {
    hint: `Wat ${you} kiest, telt nu mee en niet meer voor ${your} volgende ${wording(register).certification.name}. ${You} kiest dit één keer.`,
    optional: true,
    options: addable.map(({ id, title, completedOn, claimed }) => ({
      value: id,
      label: title,
      hint: `${completedOn === undefined ? '' : `${formatDay(completedOn)}, `}${formatQuantity(claimed ?? 0, unitOf(register))}`,
    })),
  })
}

/** Aanvulling: what the back office asks, with links to what was opened, and room to answer. */
export const applicationReturnPage = formPage({
  load: async (visit) => {
    const { register } = visit.context
    const id = visit.param('id')
    const found = await findOpenReturn(visit.context, registrationOf(visit), id)
    switch (found.outcome) {
      case 'not-found':
        return notFound()
      case 'not-returned':
        if (visit.request.method === 'POST') {
          visit.leave(`${voice(register.address).You} had deze vragen al beantwoord.`, 'info')
        }
        return seeOther(paths.applicationSent(register.id, id))
      case 'open':
        return found.it
    }
  },
  form: ({ context }, it) => answersForm(context.register, it),
  page: (visit, it, { typed }) => {
    const { register } = visit.context
    const { Your } = voice(register.address)
    const { certification } = wording(register)
    const { application } = it.file
    const back = paths.applicationSent(register.id, application.id)
    return {
      title: `${Your} aanvraag aanvullen`,
      current: paths.certification(register.id),
      breadcrumb: [
        { label: certification.Name, href: paths.certification(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
      lead: <WhatIsMissing visit={visit} it={it} />,
      form: { guard: true },
      questions: ({ one }) =>
        it.items.map((asked) => (
          <Item
            visit={visit}
            it={it}
            asked={asked}
            typed={typed}
            answer={one(fieldOf(asked.item))}
          />
        )),
      button: (
        <ButtonGroup>
          <Button>Aanvulling insturen</Button>
          <Button variant="secondary" href={back}>
            Later verdergaan
          </Button>
        </ButtonGroup>
      ),
    }
  },
  save: async (visit, answers, it) => {
    const { context, form: sent } = visit
    const { register } = context
    const { You, your, Your } = voice(register.address)
    const registrationId = registrationOf(visit)
    const id = visit.param('id')
    const answered = await answerReturn(context, {
      registrationId,
      applicationId: id,
      answers: it.items.map(({ item }) => ({
        item: item.item === 'activity' ? item.activity : 'add-activities',
        answer: answers[fieldOf(item)] ?? '',
      })),
      add: sent.values('toevoegen'),
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
        return { wrong: Object.fromEntries(answered.problems.map((one) => problem(one, it))) }
      case 'answered':
        visit.leave(
          `${Your} aanvulling is ingestuurd. We kijken of ${your} aanvraag nu volledig is.`,
        )
        return seeOther(paths.applicationSent(register.id, id))
    }
  },
})

function WhatIsMissing({ visit, it }: { readonly visit: Visit; readonly it: OpenReturn }) {
  const { register } = visit.context
  const { you, Your } = voice(register.address)
  const { application } = it.file
  const { answerBefore, items } = it.open
  return (
    <>
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
    </>
  )
}

function fieldOf(item: OpenReturn['items'][number]['item']): string {
  return item.item === 'activity' ? `antwoord-${item.activity}` : 'antwoord-toevoegen'
}

// At which answer a problem is, and what is said of it.
function problem({ item, is }: AnswerProblem, { items }: OpenReturn): [string, string] {
  const found = items.find(({ activity }) => activity?.id === item)
  const title = found?.activity?.title ?? 'deze activiteit'
  if (item === 'add-activities') {
    return [
      'antwoord-toevoegen',
      'Kies welke activiteiten erbij komen, of leg uit waarom er niets bij komt.',
    ]
  }
  const field = `antwoord-${item}`
  switch (is) {
    case 'no-answer':
    case 'nothing-added':
      return [field, `Geef antwoord op de vraag over ‘${title}’.`]
    case 'no-proof':
      return [field, `Voeg bij ‘${title}’ een bewijs toe.`]
    case 'unfinished':
      return [field, `Vul ‘${title}’ helemaal in en stuur de activiteit in.`]
  }
}

function Item(props: {
  readonly visit: Visit
  readonly it: OpenReturn
  readonly asked: OpenReturn['items'][number]
  readonly typed: Answers
  readonly answer: Content
}) {
  const { visit, it, asked, typed, answer } = props
  const { register } = visit.context
  const { you } = voice(register.address)
  const { item, activity } = asked
  if (item.item === 'add-activities') {
    return (
      <Card>
        <h2>Activiteiten toevoegen</h2>
        <p>{item.question}</p>
        {it.addable.length > 0 ? (
          addedActivities(register, it).ask({ typed, errors: [], reveals: {} })
        ) : (
          <p>
            Er is nog geen activiteit die {you} kunt toevoegen.{' '}
            <a href={paths.newActivity(register.id)}>Voeg eerst een activiteit met bewijs toe</a>.
          </p>
        )}
        {answer}
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
      {answer}
    </Card>
  )
}
