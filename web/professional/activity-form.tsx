import { detailName, mostFiles } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { Warning } from '#domain/dossier/portfolio/enter-activity.ts'
import type { CompiledRegulation, Kind, Field as KindField, Regulation } from '#engine'
import { voice } from '#language/voice.ts'
import type { Asked } from '#web/forms/form.tsx'
import { errorAt } from '#web/forms/form.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  Fieldset,
  FileField,
  FileList,
  formatDay,
  Radios,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { CommonAnswers, OwnAnswers } from '#web/professional/activity.form.tsx'
import {
  activityQuestions,
  answersIn,
  aroundNumbers,
  fileEvidence,
  isFolded,
  isNumber,
} from '#web/professional/activity.form.tsx'
import type { Visit } from '#web/route.ts'

export interface ActivityFormProps {
  readonly visit: Visit
  readonly compiled: CompiledRegulation
  readonly kind: Kind
  readonly typed: TypedActivity
  readonly errors: readonly FieldError[]
  readonly action: string
  readonly id: string
  /** The version that is being changed; undefined for one that does not exist yet. */
  readonly version: number | undefined
  /** The activity as it stands, for its files and its referee. */
  readonly activity: PortfolioActivity | undefined
  readonly warnings?: readonly Warning[]
  /** Shows the button for a plan as the main one. */
  readonly planning: boolean
}

/** The form of an activity: everything that is asked about it, as the regulation says for its kind. */
export function ActivityForm(props: ActivityFormProps) {
  const { visit, compiled, kind, action, id, version, activity, warnings = [], errors } = props
  const questions = activityQuestions(visit.context.register, compiled, kind)
  const typed = answersIn(props.typed)
  const common = questions.common.ask(typed, errors)
  const own = questions.own.ask(typed, errors)
  const main = props.planning ? 'plannen' : 'insturen'
  const acknowledged = warnings.map((warning) => warning.is).join(',')
  const hidden = {
    _id: id,
    ...(version === undefined ? {} : { _version: String(version) }),
    ...(acknowledged === '' ? {} : { _acknowledged: acknowledged }),
  }
  const [before, after] = aroundNumbers(kind)
  const { roles, selfSign } = compiled.regulation.referee
  return (
    <PageForm
      visit={visit}
      action={action}
      files
      guard
      enter={{ name: 'intent', value: main }}
      hidden={hidden}
    >
      <ChooseKind regulation={compiled.regulation} kind={kind} />
      {common.one('title')}
      {before.map((field) => (
        <OwnField {...props} own={own} field={field} />
      ))}
      {common.one('completedOn')}
      <Hours {...props} own={own} />
      {after.map((field) => (
        <OwnField {...props} own={own} field={field} />
      ))}
      <Accreditation {...props} common={common} />
      <Evidence {...props} common={common} />
      {roles.length === 0 && !selfSign.allowed ? (
        // Where nobody else can say it, the proof must.
        <input type="hidden" name="confirmation" value="none" />
      ) : (
        questions.proof.ask(typed, errors).all
      )}
      {activity !== undefined && <WhatChanges visit={visit} activity={activity} />}
      <ButtonGroup>
        {props.planning && (
          <Button name="intent" value="plannen">
            Bewaren als gepland
          </Button>
        )}
        <Button variant={props.planning ? 'secondary' : 'primary'} name="intent" value="insturen">
          {warnings.length > 0 ? 'Toch insturen' : 'Opslaan en insturen'}
        </Button>
        <Button variant="secondary" name="intent" value="concept">
          Bewaren als concept
        </Button>
      </ButtonGroup>
    </PageForm>
  )
}

/** What the professional should look at once more, above the form. */
export function Warnings(props: { readonly visit: Visit; readonly warnings: readonly Warning[] }) {
  const register = props.visit.context.register.id
  return props.warnings.map((warning) => (
    <Alert
      type="warning"
      title={
        warning.is === 'duplicate'
          ? 'Staat deze activiteit er al?'
          : 'Het zijn meer uren dan de regel'
      }
      focus
    >
      {warning.is === 'duplicate' ? (
        <p>
          Dit lijkt op{' '}
          <a href={paths.activity(register, warning.other.id)}>‘{warning.other.title}’</a>
          {warning.other.completedOn === undefined
            ? ''
            : ` van ${formatDay(warning.other.completedOn)}`}
          . Is het een andere activiteit? Kies dan ‘Toch insturen’.
        </p>
      ) : (
        <p>
          {warning.text} Dat kan bij <a href="#detail-reason">‘Waarom zijn het meer uren?’</a>.
          Zonder uitleg tellen de extra uren misschien niet mee.
        </p>
      )}
    </Alert>
  ))
}

/** The kinds of activity as answers to choose from. */
export function kindOptions(regulation: Regulation) {
  return regulation.kinds.map(({ id, label, hint }) => ({ value: id, label, hint }))
}

function ChooseKind(props: { readonly regulation: Regulation; readonly kind: Kind }) {
  const { regulation, kind } = props
  return (
    <div class="question">
      <p class="label">Soort activiteit</p>
      <p class="flush">{kind.label}</p>
      <Details summary="Kies een andere soort">
        <Radios
          name="kind"
          legend="Wat voor activiteit is het?"
          options={kindOptions(regulation)}
          value={kind.id}
        />
        <Button variant="secondary" name="intent" value="soort">
          Toon de vragen bij deze soort
        </Button>
      </Details>
    </div>
  )
}

type Own = { readonly own: Asked<OwnAnswers> }

function Hours(props: ActivityFormProps & Own) {
  const { kind, own } = props
  const numbers = kind.fields.filter(isNumber)
  if (numbers.length === 0) return null
  // What the organiser states comes first in the rule, so the rest is asked for when it states nothing.
  const stated = numbers.find(({ id }) => id === 'stated-load')
  const rest = stated === undefined ? [] : numbers.filter((field) => field !== stated)
  const shown = numbers.filter((field) => !rest.includes(field))
  return (
    <Fieldset
      name="hours"
      legend={numbers.length > 1 ? 'Hoeveel uur was het?' : 'Hoeveel was het?'}
      hint={kind.rule}
    >
      {shown.map(({ id }) => own.one(id))}
      {rest.length > 0 && (
        <Details
          summary="Staat er geen studiebelasting bij? Tel het zelf op"
          open={rest.some((field) => isTouched(props, field))}
        >
          {rest.map(({ id }) => own.one(id))}
        </Details>
      )}
    </Fieldset>
  )
}

// Something was typed there, or has to be.
function isTouched({ typed, errors }: ActivityFormProps, { id }: KindField): boolean {
  const name = detailName(id)
  return (typed[name] ?? '') !== '' || errorAt(errors, name) !== undefined
}

function OwnField(props: ActivityFormProps & Own & { readonly field: KindField }) {
  const { field, own, warnings = [] } = props
  if (!isFolded(field)) return <>{own.one(field.id)}</>
  return (
    <Details summary={field.label} open={isTouched(props, field) || warnings.length > 0}>
      {own.one(field.id)}
    </Details>
  )
}

type Common = { readonly common: Asked<CommonAnswers> }

function Accreditation({ kind, compiled, common }: ActivityFormProps & Common) {
  const { accreditedByDecision } = compiled.regulation
  if (kind.accreditation === 'none') return null
  if (kind.accreditation === 'by-decision') {
    const decision = accreditedByDecision.find((decided) => decided.kind === kind.id)
    return (
      <div class="question">
        <p class="label">Geaccrediteerd (officieel goedgekeurd)</p>
        <p class="flush">
          Ja. {decision?.text} ({decision?.article})
        </p>
      </div>
    )
  }
  return <>{common.one('accredited')}</>
}

function Evidence({ kind, activity, visit, errors, common }: ActivityFormProps & Common) {
  const files = activity?.evidence ?? []
  const register = visit.context.register.id
  const { you, your } = voice(visit.context.register.address)
  const kept = visit.kept?.files ?? []
  return (
    <>
      <FileField
        name="evidence"
        label="Bewijsstukken"
        optional
        multiple
        accept=".pdf,.jpg,.jpeg,.png"
        hint={`Kies een of meer bestanden: PDF, JPG of PNG, hoogstens 20 MB per bestand en ${mostFiles} bestanden per activiteit. Een goede foto met ${your} telefoon mag ook.`}
        error={errorAt(errors, 'evidence')}
      />
      <FileList
        label="Bestanden bij deze activiteit"
        removeName="verwijder"
        files={files.map((file) => ({
          id: file.id,
          name: file.name,
          size: file.size,
          href: paths.activityEvidence(register, activity?.id ?? '', file.id),
          note: `Toegevoegd op ${formatDay(file.addedOn)}`,
        }))}
      />
      <FileList
        label={`Bestanden die ${you} al had gekozen`}
        files={kept.map((file) => ({
          id: file.fileKey,
          name: file.name,
          size: file.size,
          note: `Bewaard. Dit bestand gaat mee als ${you} het formulier verstuurt.`,
        }))}
      />
      {fileEvidence(kind).length > 0 && common.one('evidenceKinds')}
    </>
  )
}

function WhatChanges({
  visit,
  activity,
}: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
}): Content {
  const { you, your, Your, say } = voice(visit.context.register.address)
  if (activity.referee?.answer === 'confirmed') {
    return (
      <Alert type="warning" title={`Let op: ${your} referent heeft dit al bevestigd`}>
        <p>
          {activity.referee.name} bevestigde deze activiteit. {say('Verander je', 'Verandert u')}{' '}
          wat hierboven staat, dan vervalt die bevestiging en vragen we opnieuw. Een bestand
          toevoegen kan altijd.
        </p>
      </Alert>
    )
  }
  if (activity.state === 'awaiting-referee' && activity.referee !== undefined) {
    return (
      <Alert type="info" title={`${Your} referent is gevraagd`}>
        <p>
          {say('Verander je', 'Verandert u')} wat hierboven staat, dan krijgt{' '}
          {activity.referee.name} een nieuwe e-mail. De link in de eerste e-mail werkt dan niet
          meer.
        </p>
      </Alert>
    )
  }
  if (activity.state === 'entered') {
    return (
      <p>
        {say('Kies je', 'Kiest u')} ‘Bewaren als concept’, dan telt dit niet mee totdat {you} de
        activiteit weer instuurt.
      </p>
    )
  }
  return null
}
