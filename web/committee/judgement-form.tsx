import { normsToAnswer, toJudge } from '#domain/certification/committee/judge-application.ts'
import {
  isLookedAt,
  isSampled,
  wholeThatFollows,
} from '#domain/certification/committee/judgement.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Assessment, ReviewRules } from '#engine'
import { voice } from '#language/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { grantsIn } from '#web/committee/judgement-typed.ts'
import type { Answers } from '#web/forms/answers.ts'
import { GrantQuestion, mostReason } from '#web/grants.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Card,
  Details,
  Form,
  formatQuantity,
  Radios,
  Textarea,
} from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { adviceWords, grantWords, standingText, unitOf } from '#web/review/application-words.tsx'
import { ReviewColumns } from '#web/review/review-columns.tsx'
import type { Visit } from '#web/route.ts'

/** The form of a judgement: each activity, the norms for people, and the whole. */
export function JudgementForm(props: {
  readonly visit: Visit
  readonly loaded: FileToJudge
  readonly typed: Answers
  readonly errors: readonly FieldError[]
  readonly assessment: Assessment
  readonly recomputed: boolean
}) {
  const { visit, loaded, typed, errors, assessment } = props
  const { register } = visit.context
  const { Your, say } = voice(register.address)
  const { application } = loaded.file
  const norms = normsToAnswer(visit.context, loaded.dossier, grantsIn(typed, loaded))
  const follows = wholeThatFollows(assessment)
  return (
    <Form
      action={paths.committeeApplication(register.id, application.id)}
      wide
      guard
      enter={{ name: 'actie', value: 'berekenen' }}
      {...formTokens(visit)}
    >
      <p>{openInWords(application.id, loaded.dossier.compiled.regulation.review)}</p>
      {loaded.activities.map((activity) => (
        <Activity
          visit={visit}
          loaded={loaded}
          activity={activity}
          assessment={assessment}
          answers={{ typed, errors }}
        />
      ))}
      {norms.map((norm) => (
        <Card>
          <h3>{norm.label}</h3>
          <p>{norm.asks}</p>
          <Radios
            name={`norm-${norm.id}`}
            legend="Is hieraan voldaan?"
            inline
            {...(typed.value(`norm-${norm.id}`) === ''
              ? {}
              : { value: typed.value(`norm-${norm.id}`) })}
            error={errorAt(errors, `norm-${norm.id}`)}
            options={[
              { value: 'ja', label: 'Ja' },
              { value: 'nee', label: 'Nee' },
            ]}
          />
          <Textarea
            name={`norm-reden-${norm.id}`}
            label="Reden"
            optional
            rows={2}
            value={typed.value(`norm-reden-${norm.id}`)}
          />
        </Card>
      ))}
      <h2 id="eindoordeel">{Your} eindoordeel</h2>
      <Alert
        type="info"
        focus={props.recomputed}
        headingLevel={3}
        title={`Met ${say('jouw', 'uw')} oordeel per activiteit`}
      >
        <p>{standingText(assessment, register)}</p>
        <p>
          {follows === 'meets'
            ? 'Daar hoort bij: voldoet.'
            : follows === 'fails'
              ? 'Daar hoort bij: voldoet niet.'
              : `Of het portfolio voldoet, is aan ${say('jou', 'u')}.`}{' '}
          {say('Heb je', 'Hebt u')} iets gewijzigd? Kies dan eerst ‘Opnieuw berekenen’.
        </p>
      </Alert>
      <Radios
        name="geheel"
        legend="Voldoet het portfolio?"
        {...(typed.value('geheel') === '' ? {} : { value: typed.value('geheel') })}
        error={errorAt(errors, 'geheel')}
        options={[
          { value: 'meets', label: 'Voldoet' },
          { value: 'fails', label: 'Voldoet niet' },
        ]}
      />
      <Textarea
        name="reden"
        label="Waarom?"
        hint="De aanvrager leest dit in het besluit."
        rows={4}
        most={mostReason}
        value={typed.value('reden')}
        error={errorAt(errors, 'reden')}
      />
      <ButtonGroup>
        <Button name="actie" value="oordeel">
          Oordeel geven
        </Button>
        <Button name="actie" value="berekenen" variant="secondary">
          Opnieuw berekenen
        </Button>
        <Button name="actie" value="bewaren" variant="secondary">
          Bewaren en later verder
        </Button>
      </ButtonGroup>
    </Form>
  )
}

// Which activities stand open, by what the regulation has the committee look into.
function openInWords(applicationId: string, review: ReviewRules): string {
  if (!isSampled(applicationId, review)) {
    return 'Deze aanvraag valt buiten de steekproef. Open zijn alleen de activiteiten waar iets mee is. Klik op een naam om de rest te bekijken.'
  }
  return review.lines === 'all'
    ? 'Alle activiteiten die nog beoordeeld moeten worden, staan open.'
    : 'Open zijn de activiteiten waar iets mee is, en een deel van de andere. Klik op een naam om de rest te bekijken.'
}

/** One activity: its evidence beside the claim, the advice and what is found of it. */
export function Activity(props: {
  readonly visit: Visit
  readonly loaded: FileToJudge
  readonly activity: PortfolioActivity
  readonly assessment: Assessment
  readonly answers?: { readonly typed: Answers; readonly errors: readonly FieldError[] }
}) {
  const { visit, loaded, activity, assessment, answers } = props
  const { register } = visit.context
  const { you, Your, say } = voice(register.address)
  const { dossier, filed, file, settlement, own } = loaded
  const unit = unitOf(register)
  const advice = filed.get(activity.id)?.advice
  const open = toJudge(dossier).some(({ id }) => id === activity.id)
  const { lines, application } = dossier.compiled.regulation.review
  const sampling = lines === 'sample' || application === 'sample'
  const disputed = settlement.is === 'divided' && settlement.on.includes(activity.id)
  const look = open
    ? isLookedAt(
        {
          id: activity.id,
          selfSigned: activity.selfSignedOn !== undefined,
          advised: advice?.advice,
        },
        file.application.id,
        dossier.compiled.regulation.review,
      )
    : undefined
  const wrong = answers?.errors.some(({ field }) => field.endsWith(activity.id)) === true
  const grant = own?.grants.get(activity.id)
  const notes: Content[] = [
    activity.claimed === undefined ? '' : formatQuantity(activity.claimed, unit),
    advice === undefined
      ? 'geen advies'
      : `advies: ${adviceWords(advice, activity.claimed, unit).toLowerCase()}`,
    look === undefined || look === 'deviates' || (look === 'sampled' && !sampling)
      ? ''
      : looks[look],
    disputed ? 'leden verschillen' : '',
    open ? '' : 'eerder beoordeeld',
  ].filter((note) => note !== '')
  return (
    <section class="review-item">
      <Details
        summary={
          <>
            <strong>{activity.title}</strong>. {notes.join(' · ')}
          </>
        }
        open={answers !== undefined && (look !== undefined || disputed || wrong)}
        id={`activiteit-${activity.id}`}
      >
        <ReviewColumns
          register={register}
          compiled={dossier.compiled}
          activity={activity}
          assessment={assessment}
          documents={loaded.documents}
          hrefOf={({ documentId }) =>
            paths.committeeDocument(register.id, file.application.id, documentId)
          }
          label={`Oordeel over ${activity.title}`}
        >
          {advice !== undefined && advice.reason !== '' && (
            <p class="preserve">
              {register.organisation.backOffice.name} schrijft: {advice.reason}
            </p>
          )}
          {!open && activity.judgementReason !== '' && (
            <p class="preserve">Eerder geschreven: {activity.judgementReason}</p>
          )}
          {answers !== undefined && open && (
            <GrantQuestion
              register={register}
              activity={activity}
              typed={answers.typed}
              errors={answers.errors}
              legend={`${Your} oordeel`}
              reasonHint={`Nodig als ${you} niet alles goedkeurt. De aanvrager leest dit.`}
            />
          )}
          {answers === undefined && grant !== undefined && (
            <p>
              {say('Jouw', 'Uw')} oordeel:{' '}
              <strong>{grantWords(grant, activity.claimed, unit)}</strong>
              {grant.reason !== '' && <>. {grant.reason}</>}
            </p>
          )}
        </ReviewColumns>
      </Details>
    </section>
  )
}

const looks = {
  deviates: 'advies wijkt af',
  'self-signed': 'zelf ondertekend',
  sampled: 'in de steekproef',
} as const
