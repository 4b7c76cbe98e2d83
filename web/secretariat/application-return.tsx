import type { ReturnItem } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import {
  itemLines,
  returnApplication,
} from '#domain/certification/application/return-application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import { applicationReturned } from '#mail/application-returned.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkboxes,
  Details,
  ErrorSummary,
  Form,
  formatDay,
  PageTitle,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { applicationWord, proofWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

const most = 1000
const adding = 'add-activities'

const standardTexts = ({ you, your }: Voice): readonly string[] => [
  'Het bewijs is niet leesbaar. Voeg een betere scan of foto toe.',
  `Op het bewijs staat geen naam. Voeg een bewijs toe waar ${your} naam op staat.`,
  `De datum op het bewijs is een andere dan die ${you} invulde. Pas de datum aan of leg uit hoe het zit.`,
  `Waar blijkt het aantal uren uit? Voeg een programma toe of leg uit hoe ${you} tot dit aantal komt.`,
]

/** Asks which questions there are; exactly what is named opens up for the applicant. */
export async function showReturnForm(visit: Visit): Promise<Response> {
  const { say } = voice(visit.context.register.address)
  const { context } = visit
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined) notFound()
  const { status, id } = file.application
  if (status !== 'submitted') {
    visit.leave(
      `Deze aanvraag ${say('kun je', 'kunt u')} niet teruggeven: ${applicationWord(status, visit.context.register)}.`,
      'info',
    )
    return seeOther(paths.workApplication(context.register.id, id))
  }
  return formPage(visit, file, visit.kept ?? visit.form, [])
}

/** Shows the message as it will be, or gives the application back with the questions. */
export async function sendReturn(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { you } = voice(register.address)
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined) notFound()
  const { id, number } = file.application
  const errors = errorsIn(visit)
  if (errors.length > 0) return formPage(visit, file, form, errors)
  const items = itemsIn(form)
  if (form.value('actie') === 'voorbeeld') return formPage(visit, file, form, [], { items })
  const returned = await returnApplication(context, id, versionIn(form), items)
  switch (returned.outcome) {
    case 'not-found':
      return notFound()
    case 'nothing-asked':
      return formPage(visit, file, form, [
        { field: 'vraag', message: `Kies waarover ${you} een vraag hebt.` },
      ])
    case 'stale':
      return formPage(visit, returned.current, form, [], { stale: true })
    case 'returned':
      visit.leave(
        `Aanvraag ${number} is teruggegeven. Antwoorden kan tot en met ${formatDay(returned.answerBefore)}.`,
      )
      return seeOther(paths.workApplications(register.id))
  }
}

function errorsIn(visit: Visit): FieldError[] {
  const { form } = visit
  const { you, Your } = voice(visit.context.register.address)
  const chosen = form.values('vraag')
  if (chosen.length === 0) {
    return [{ field: 'vraag', message: `Kies waarover ${you} een vraag hebt.` }]
  }
  return chosen.flatMap((item) => {
    const text = questionIn(form, item)
    const field = `tekst-${item}`
    if (text === '') return [{ field, message: `Schrijf op wat ${you} vraagt.` }]
    const over = text.length - most
    return over > 0 ? [{ field, message: `${Your} vraag is ${over} tekens te lang.` }] : []
  })
}

function questionIn(form: Answers, item: string): string {
  return form.value(`tekst-${item}`).replace(/\r\n/g, '\n').trim()
}

function itemsIn(form: Answers): ReturnItem[] {
  return form.values('vraag').map((item): ReturnItem => {
    const question = questionIn(form, item)
    return item === adding
      ? { item: adding, question }
      : { item: 'activity', activity: item, question }
  })
}

async function formPage(
  visit: Visit,
  file: ApplicationFile,
  typed: Answers,
  errors: readonly FieldError[],
  more: { readonly items?: readonly ReturnItem[]; readonly stale?: boolean } = {},
): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const speech = voice(register.address)
  const { you, Your, say } = speech
  const { application, applicant } = file
  const filed = await filedActivities(context, application.id)
  const activities = (await findActivities(context, application.registrationId)).filter(({ id }) =>
    filed.has(id),
  )
  const before = today.add(register.terms.supplementTerm)
  const back = paths.workApplication(register.id, application.id)
  const wrong = errors.length > 0
  return page(
    visit,
    {
      title: 'Teruggeven met vragen',
      current: paths.work(register.id),
      breadcrumb: [
        { label: 'Aanvragen', href: paths.workApplications(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
      wrong,
      status: more.stale === true ? 409 : wrong ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      {more.stale === true && (
        <Alert type="warning" title={`Een collega was ${you} voor`} focus>
          <p>
            De stand van deze aanvraag is nu: {applicationWord(application.status, register)}.{' '}
            {say('Jouw', 'Uw')} vragen staan hieronder nog.{' '}
            {application.status === 'submitted'
              ? 'Klopt het nog? Geef dan opnieuw terug.'
              : 'Die zijn niet verstuurd.'}
          </p>
        </Alert>
      )}
      <PageTitle caption={`Aanvraag ${application.number} van ${applicant.name}`}>
        Teruggeven met vragen
      </PageTitle>
      <p class="lead">
        Alleen wat {you} hier noemt, gaat open. {applicant.name} kan antwoorden tot en met{' '}
        {formatDay(before)}.
      </p>
      {more.items !== undefined && (
        <Preview
          visit={visit}
          file={file}
          items={more.items}
          activities={activities}
          before={before}
        />
      )}
      <Form
        action={paths.workApplicationReturn(register.id, application.id)}
        guard
        enter={{ name: 'actie', value: 'voorbeeld' }}
        {...formTokens(visit, { _version: String(application.version) })}
      >
        <Checkboxes
          name="vraag"
          legend={`Waarover ${say('heb je', 'hebt u')} een vraag?`}
          values={typed.values('vraag')}
          error={errorAt(errors, 'vraag')}
          options={[
            ...activities.map((activity) => ({
              value: activity.id,
              label: activity.title,
              hint: `Bewijs: ${proofWords(activity)}`,
              reveal: (
                <Textarea
                  name={`tekst-${activity.id}`}
                  label={`${Your} vraag over ${activity.title}`}
                  rows={3}
                  most={most}
                  value={typed.value(`tekst-${activity.id}`)}
                  error={errorAt(errors, `tekst-${activity.id}`)}
                />
              ),
            })),
            {
              value: adding,
              label: 'Activiteiten toevoegen',
              hint: 'Dan kan de aanvrager ook kiezen voor wat na het insturen is gedaan.',
              reveal: (
                <Textarea
                  name={`tekst-${adding}`}
                  label="Wat mist er?"
                  rows={3}
                  most={most}
                  value={typed.value(`tekst-${adding}`)}
                  error={errorAt(errors, `tekst-${adding}`)}
                />
              ),
            },
          ]}
        />
        <Details summary={`Teksten die ${you} kunt gebruiken`}>
          <ul>
            {standardTexts(speech).map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </Details>
        <ButtonGroup>
          <Button name="actie" value="teruggeven">
            Teruggeven
          </Button>
          <Button name="actie" value="voorbeeld" variant="secondary">
            Voorbeeld van het bericht
          </Button>
          <Button href={back} variant="link">
            Niet teruggeven
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

function Preview(props: {
  readonly visit: Visit
  readonly file: ApplicationFile
  readonly items: readonly ReturnItem[]
  readonly activities: readonly PortfolioActivity[]
  readonly before: Temporal.PlainDate
}) {
  const { visit, file, items, activities, before } = props
  const { platform, register } = visit.context
  const message = applicationReturned({
    register: mailRegister(platform, register),
    name: file.applicant.name,
    number: file.application.number,
    items: itemLines(items, activities),
    before: before.toString(),
  })
  return (
    <Alert type="info" title="Zo wordt het bericht" focus>
      <p>
        <strong>{message.subject}</strong>
      </p>
      <p class="preserve">{message.text}</p>
    </Alert>
  )
}
