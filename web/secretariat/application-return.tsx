import type { ReturnItem } from '#domain/certification/application/application.ts'
import { mayReturn } from '#domain/certification/application/application.ts'
import { filedClaims } from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import {
  itemLines,
  returnApplication,
} from '#domain/certification/application/return-application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { aboutOf, nameOf, statedLine } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { asksActivities, asksStatements, countsActivities } from '#engine'
import { voice } from '#language/voice.ts'
import { applicationReturned } from '#mail/application-returned.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { checks, choice, text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, Details, formatDay } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { applicationWord, proofWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const adding = 'add-activities'
const whole = 'application'
const more = 'state-more'

interface FileToReturn {
  readonly file: ApplicationFile
  readonly activities: readonly PortfolioActivity[]
  readonly claims: readonly Claim[]
  readonly dossier: LoadedDossier
}

/** What there is a question about, and by the id of each of those the question. */
type ReturnAnswers = Readonly<Record<string, readonly string[] | string | undefined>>

function returnForm(register: Register, loaded: FileToReturn): FormOf<ReturnAnswers> {
  const { activities, claims, dossier } = loaded
  const { regulation } = dossier.compiled
  const things = [
    ...activities.map(({ id, title }) => ({ id, title })),
    ...claims.map(({ id, stated }) => ({ id, title: nameOf(regulation, aboutOf(stated)) })),
  ]
  const { you, Your, say } = voice(register.address)
  const question = (id: string, label: string) =>
    under(
      'about',
      id,
      text(`tekst-${id}`, label, {
        rows: 3,
        most: 1000,
        required: `Schrijf op wat ${you} vraagt.`,
        tooLong: (over) => `${Your} vraag is ${over} tekens te lang.`,
      }),
    )
  return form<ReturnAnswers>({
    about: checks('vraag', `Waarover ${say('heb je', 'hebt u')} een vraag?`, {
      required: nothingAsked(register),
      options: [
        ...activities.map((activity) => ({
          value: activity.id,
          label: activity.title,
          hint: `Bewijs: ${proofWords(activity)}`,
        })),
        ...claims.map(({ id, stated, proofs }) => ({
          value: id,
          label: statedLine(regulation, stated),
          ...(proofs.length === 0
            ? {}
            : { hint: proofs.length === 1 ? '1 bestand' : `${proofs.length} bestanden` }),
        })),
        ...(countsActivities(regulation, dossier.dossier)
          ? [
              {
                value: adding,
                label: 'Activiteiten toevoegen',
                hint: 'Dan kan de aanvrager ook kiezen voor wat na het insturen is gedaan.',
              },
            ]
          : []),
        ...(asksStatements(regulation)
          ? [
              {
                value: more,
                label: 'Iets dat nog niet is opgegeven',
                hint: 'Wat de aanvrager daarna opgeeft, hoort bij deze aanvraag.',
              },
            ]
          : []),
        { value: whole, label: 'De aanvraag als geheel' },
      ],
    }),
    ...Object.fromEntries(
      things.flatMap(({ id, title }): [string, Question<string | undefined>][] => [
        [id, question(id, `${Your} vraag over ${title}`)],
        [asksOf(id), under('about', id, whatIsAsked(id, title))],
      ]),
    ),
    ...(countsActivities(regulation, dossier.dossier) && {
      [adding]: question(adding, 'Wat mist er?'),
    }),
    ...(asksStatements(regulation) && {
      [more]: question(more, 'Wat moet er nog worden opgegeven?'),
    }),
    [whole]: question(whole, `${Your} vraag over de aanvraag`),
  })
}

function whatIsAsked(id: string, title: string) {
  return choice<'file' | 'words'>(`soort-${id}`, `Wat moet er komen bij ${title}?`, {
    required: 'Kies of er een bestand of een antwoord in woorden moet komen.',
    options: [
      { value: 'file', label: 'Een bestand' },
      { value: 'words', label: 'Een antwoord in woorden' },
    ],
  })
}

function asksOf(id: string) {
  return `asks-${id}` as const
}

function nothingAsked({ address }: Register): string {
  return `Kies waarover ${voice(address).you} een vraag hebt.`
}

function itemsIn(
  answers: ReturnAnswers,
  { activities, claims }: FileToReturn,
): readonly ReturnItem[] {
  const asked = (id: string, item: (question: string) => ReturnItem): readonly ReturnItem[] => {
    const question = answers[id]
    return typeof question === 'string' ? [item(question)] : []
  }
  const asks = (id: string) => (answers[asksOf(id)] === 'file' ? 'file' : 'words')
  return [
    ...activities.flatMap(({ id }) =>
      asked(id, (question) => ({ item: 'activity', activity: id, question, asks: asks(id) })),
    ),
    ...claims.flatMap(({ id }) =>
      asked(id, (question) => ({ item: 'claim', claim: id, question, asks: asks(id) })),
    ),
    ...asked(adding, (question) => ({ item: adding, question })),
    ...asked(more, (question) => ({ item: more, question })),
    ...asked(whole, (question) => ({ item: whole, question })),
  ]
}

/** Asks which questions there are; exactly what is named opens up for the applicant. */
export const applicationReturn = formPage({
  load: async ({ context, param }): Promise<FileToReturn> => {
    const file = (await findApplication(context, param('id'))) ?? notFound()
    const { id, registrationId } = file.application
    const filed = await filedActivities(context, id)
    const dossier = await loadDossier(context, registrationId, id)
    const activities = dossier.activities.filter((activity) => filed.has(activity.id))
    return { file, activities, claims: filedClaims(dossier), dossier }
  },
  open: (visit, { file }) => {
    const { register, say } = speech(visit)
    const { status, id } = file.application
    if (mayReturn(status)) return
    return leaveFor(
      visit,
      paths.workApplication(register.id, id),
      `Deze aanvraag ${say('kun je', 'kunt u')} niet teruggeven: ${applicationWord(status, register)}.`,
      'info',
    )
  },
  form: ({ context }, loaded) => returnForm(context.register, loaded),
  page: (visit, loaded) => factsOf(visit, loaded),
  save: async (visit, answers, loaded) => {
    const { context, form } = visit
    const { register, say } = speech(visit)
    const { id, number } = loaded.file.application
    const items = itemsIn(answers, loaded)
    if (form.value('actie') === 'voorbeeld') {
      const asked = returnForm(register, loaded)
      return showForm(visit, asked, factsOf(visit, loaded, items), { typed: form })
    }
    const returned = await returnApplication(context, id, versionIn(form), items)
    switch (returned.outcome) {
      case 'not-found':
        return notFound()
      case 'nothing-asked':
        return { wrong: { about: nothingAsked(register) } }
      case 'stale': {
        const { status } = returned.current.application
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                De stand van deze aanvraag is nu: {applicationWord(status, register)}.{' '}
                {say('Jouw', 'Uw')} vragen staan hieronder nog.{' '}
                {mayReturn(status)
                  ? 'Klopt het nog? Geef dan opnieuw terug.'
                  : 'Die zijn niet verstuurd.'}
              </p>
            </ColleagueFirst>
          ),
        }
      }
      case 'returned':
        return leaveFor(
          visit,
          paths.workApplications(register.id),
          `Aanvraag ${number} is teruggegeven. Antwoorden kan tot en met ${formatDay(returned.answerBefore)}.`,
        )
    }
  },
})

function factsOf(
  visit: Visit,
  loaded: FileToReturn,
  preview?: readonly ReturnItem[],
): FormFacts<ReturnAnswers> {
  const { platform, today } = visit.context
  const { register, you, your } = speech(visit)
  const { application, applicant } = loaded.file
  const before = today.add(register.terms.supplementTerm)
  const message =
    preview &&
    applicationReturned({
      register: mailRegister(platform, register),
      name: applicant.name,
      number: application.number,
      items: itemLines(preview, {
        ...loaded,
        regulation: loaded.dossier.compiled.regulation,
      }),
      before: before.toString(),
    })
  const back = paths.workApplication(register.id, application.id)
  return {
    title: 'Teruggeven met vragen',
    caption: `Aanvraag ${application.number} van ${applicant.name}`,
    current: paths.work(register.id),
    breadcrumb: [
      { label: 'Aanvragen', href: paths.workApplications(register.id) },
      { label: `Aanvraag ${application.number}`, href: back },
    ],
    lead: (
      <>
        <p class="lead">
          Alleen wat {you} hier noemt, gaat open. {applicant.name} kan antwoorden tot en met{' '}
          {formatDay(before)}.
        </p>
        {message && (
          <Alert type="info" title="Zo wordt het bericht" focus>
            <p>
              <strong>{message.subject}</strong>
            </p>
            <p class="preserve">{message.text}</p>
          </Alert>
        )}
      </>
    ),
    version: application.version,
    form: { guard: true, enter: { name: 'actie', value: 'voorbeeld' } },
    end: asksActivities(loaded.dossier.compiled.regulation) && (
      <Details summary={`Teksten die ${you} kunt gebruiken`}>
        <ul>
          <li>Het bewijs is niet leesbaar. Voeg een betere scan of foto toe.</li>
          <li>Op het bewijs staat geen naam. Voeg een bewijs toe waar {your} naam op staat.</li>
          <li>
            De datum op het bewijs is een andere dan die {you} invulde. Pas de datum aan of leg uit
            hoe het zit.
          </li>
          <li>
            Waar blijkt het aantal uren uit? Voeg een programma toe of leg uit hoe {you} tot dit
            aantal komt.
          </li>
        </ul>
      </Details>
    ),
    button: (
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
    ),
  }
}
