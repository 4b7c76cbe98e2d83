import { completeness } from '#domain/certification/application/application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Assessment } from '#engine'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import { GrantQuestion } from '#web/grants.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  Checkboxes,
  Details,
  Form,
  formatDay,
  formatList,
  formatQuantity,
  Tag,
  Textarea,
} from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { adviceWords, unitOf } from '#web/review/application-words.tsx'
import { ReviewColumns } from '#web/review/review-columns.tsx'
import type { Visit } from '#web/route.ts'
import { mostNote } from '#web/secretariat/check-typed.ts'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'

/** The form of a check: each activity, the list to tick off, and a note. */
export function CheckForm(props: {
  readonly visit: Visit
  readonly loaded: FileToCheck
  readonly assessment: Assessment
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}) {
  const { visit, loaded, assessment, typed, errors } = props
  const { register } = visit.context
  const { you } = voice(register.address)
  const { committee } = wording(register)
  const { application } = loaded.file
  return (
    <Form
      action={paths.workApplication(register.id, application.id)}
      wide
      guard
      enter={{ name: 'actie', value: 'bewaren' }}
      {...formTokens(visit, { _version: String(application.version) })}
    >
      <h2>Activiteiten ({loaded.activities.length})</h2>
      {loaded.activities.map((activity) => (
        <Activity
          visit={visit}
          loaded={loaded}
          activity={activity}
          assessment={assessment}
          answers={{ typed, errors }}
        />
      ))}
      <h2>Is alles compleet?</h2>
      <Checkboxes
        name="compleet"
        legend={`Vink af wat ${you} hebt gezien`}
        values={typed.values('compleet')}
        error={errorAt(errors, 'compleet')}
        options={Object.entries(completeness).map(([value, label]) => ({ value, label }))}
      />
      <Textarea
        name="toelichting"
        label={`Toelichting voor ${committee.the}`}
        optional
        rows={4}
        most={mostNote}
        value={typed.value('toelichting')}
        error={errorAt(errors, 'toelichting')}
      />
      <ButtonGroup>
        <Button name="actie" value="doorsturen">
          Doorsturen naar {committee.the}
        </Button>
        <Button name="actie" value="vragen" variant="secondary">
          Teruggeven met vragen
        </Button>
        <Button name="actie" value="bewaren" variant="secondary">
          Bewaren
        </Button>
      </ButtonGroup>
    </Form>
  )
}

/** One activity: its evidence beside the claim, what changed and what is advised. */
export function Activity(props: {
  readonly visit: Visit
  readonly loaded: FileToCheck
  readonly activity: PortfolioActivity
  readonly assessment: Assessment
  readonly answers?: { readonly typed: Answers; readonly errors: readonly FieldError[] }
}) {
  const { visit, loaded, activity, assessment, answers } = props
  const { register } = visit.context
  const { you, Your } = voice(register.address)
  const { committee } = wording(register)
  const filed = loaded.filed.get(activity.id)
  const judged = !['entered', 'awaiting-referee', 'returned'].includes(activity.state)
  const advice = filed?.advice
  const unit = unitOf(register)
  return (
    <section class="review-item">
      <h3 id={`activiteit-${activity.id}`}>{activity.title}</h3>
      {filed?.addedOn !== undefined && (
        <p class="subtle">Toegevoegd na een vraag, op {formatDay(filed.addedOn)}.</p>
      )}
      <ReviewColumns
        register={register}
        compiled={loaded.dossier.compiled}
        activity={activity}
        assessment={assessment}
        documents={loaded.documents}
        hrefOf={({ documentId }) => paths.workDocument(register.id, documentId)}
        label={`Aanvraag en advies bij ${activity.title}`}
      >
        <ChangedSince visit={visit} loaded={loaded} activity={activity} />
        <RuleText loaded={loaded} activity={activity} />
        {advice !== undefined && (
          <p>
            Bewaard advies: <strong>{adviceWords(advice, activity.claimed, unit)}</strong>
            {advice.reason !== '' && <>. {advice.reason}</>}
          </p>
        )}
        {answers !== undefined &&
          (judged ? (
            <p>{committee.The} heeft deze activiteit bij een eerdere aanvraag al beoordeeld.</p>
          ) : (
            <GrantQuestion
              register={register}
              activity={activity}
              typed={answers.typed}
              errors={answers.errors}
              legend={`${Your} advies`}
              reasonHint={`Nodig als ${you} niet alles goedkeurt. ${committee.The} leest dit.`}
            />
          ))}
      </ReviewColumns>
    </section>
  )
}

// What a return led the applicant to change of the claim itself.
function ChangedSince(props: {
  readonly visit: Visit
  readonly loaded: FileToCheck
  readonly activity: PortfolioActivity
}) {
  const { visit, loaded, activity } = props
  const sent = loaded.sent.find(({ id }) => id === activity.id)
  if (sent === undefined) return null
  const unit = unitOf(visit.context.register)
  const { completedOn, claimed } = sent
  const changes = [
    sent.title === activity.title ? '' : `de naam was ‘${sent.title}’`,
    completedOn === undefined || activity.completedOn?.equals(completedOn) === true
      ? ''
      : `de datum was ${formatDay(completedOn)}`,
    claimed === undefined || claimed === activity.claimed
      ? ''
      : `ingediend was ${formatQuantity(claimed, unit)}`,
  ].filter((text) => text !== '')
  if (changes.length === 0) return null
  return (
    <p>
      <Tag colour="blue">Gewijzigd</Tag> Bij het insturen: {formatList(changes)}.
    </p>
  )
}

function RuleText(props: { readonly loaded: FileToCheck; readonly activity: PortfolioActivity }) {
  const { kinds } = props.loaded.dossier.compiled.regulation
  const kind = kinds.find(({ id }) => id === props.activity.kind)
  if (kind === undefined) return null
  return (
    <Details summary="De regel voor deze soort">
      <p>
        {kind.rule} <span class="subtle">({kind.article})</span>
      </p>
    </Details>
  )
}
