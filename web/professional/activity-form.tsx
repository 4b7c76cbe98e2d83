import { detailName, mostFiles } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Warning } from '#domain/dossier/portfolio/enter-activity.ts'
import type { CompiledRegulation, Kind, Field as KindField, Regulation } from '#engine'
import { voice } from '#language/voice.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkbox,
  Checkboxes,
  DateParts,
  Details,
  Field,
  Fieldset,
  FileField,
  FileList,
  Form,
  formatDay,
  Radios,
  Textarea,
} from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { unitOf } from '#web/professional/activity-words.tsx'
import type { Typed } from '#web/professional/read-activity.ts'
import { dateTyped } from '#web/professional/read-activity.ts'
import type { Visit } from '#web/route.ts'

export interface ActivityFormProps {
  readonly visit: Visit
  readonly compiled: CompiledRegulation
  readonly kind: Kind
  readonly typed: Typed
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
  const { visit, compiled, kind, typed, action, id, version, activity, warnings } = props
  const { you } = voice(visit.context.register.address)
  const main = props.planning ? 'plannen' : 'insturen'
  const acknowledged = (warnings ?? []).map((warning) => warning.is).join(',')
  return (
    <Form
      action={action}
      files
      guard
      idempotency={visit.once()}
      enter={{ name: 'intent', value: main }}
      hidden={{
        _id: id,
        ...(version === undefined ? {} : { _version: String(version) }),
        ...(visit.keptId === undefined ? {} : { _kept: visit.keptId }),
        ...(acknowledged === '' ? {} : { _acknowledged: acknowledged }),
      }}
    >
      <ChooseKind regulation={compiled.regulation} kind={kind} />
      <Field
        name="title"
        label="Naam van de activiteit"
        value={typed.title ?? ''}
        error={errorAt(props, 'title')}
      />
      <OwnFields {...props} which="before" />
      <DateParts
        name="completed-on"
        legend="Wanneer was de activiteit?"
        hint={`Bijvoorbeeld 12 11 2026. Duurde het langer? Vul de laatste dag in. Moet het nog gebeuren? Vul dan de dag in waarop ${you} het hebt gepland.`}
        value={dateTyped(typed, 'completed-on')}
        error={errorAt(props, 'completed-on')}
      />
      <Hours {...props} />
      <OwnFields {...props} which="after" />
      <Accreditation {...props} />
      <Evidence {...props} />
      <ConfirmedBy {...props} />
      {activity !== undefined && <WhatChanges visit={visit} activity={activity} />}
      <ButtonGroup>
        {props.planning && (
          <Button name="intent" value="plannen">
            Bewaren als gepland
          </Button>
        )}
        <Button variant={props.planning ? 'secondary' : 'primary'} name="intent" value="insturen">
          {(warnings ?? []).length > 0 ? 'Toch insturen' : 'Opslaan en insturen'}
        </Button>
        <Button variant="secondary" name="intent" value="concept">
          Bewaren als concept
        </Button>
      </ButtonGroup>
    </Form>
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

/** The fields that are numbers stand together, under the kind's own rule for hours. */
function isNumber(field: KindField): boolean {
  return field.type === 'hours' || field.type === 'whole-number'
}

function OwnFields(props: ActivityFormProps & { readonly which: 'before' | 'after' }) {
  const { fields } = props.kind
  const firstNumber = fields.findIndex(isNumber)
  const at = firstNumber === -1 ? fields.length : firstNumber
  const shown = fields.filter(
    (field, index) => !isNumber(field) && (props.which === 'before' ? index < at : index > at),
  )
  return shown.map((field) => <OwnField {...props} field={field} />)
}

function Hours(props: ActivityFormProps) {
  const numbers = props.kind.fields.filter(isNumber)
  if (numbers.length === 0) return null
  // What the organiser states comes first in the rule, so the rest is asked for when it states nothing.
  const stated = numbers.find(({ id }) => id === 'stated-load')
  const rest = stated === undefined ? [] : numbers.filter((field) => field !== stated)
  const shown = rest.length === 0 ? numbers : numbers.filter((field) => !rest.includes(field))
  return (
    <Fieldset
      name="hours"
      legend={numbers.length > 1 ? 'Hoeveel uur was het?' : 'Hoeveel was het?'}
      hint={props.kind.rule}
    >
      {shown.map((field) => (
        <OwnField {...props} field={field} />
      ))}
      {rest.length > 0 && (
        <Details
          summary="Staat er geen studiebelasting bij? Tel het zelf op"
          open={rest.some((field) => isTouched(props, field))}
        >
          {rest.map((field) => (
            <OwnField {...props} field={field} />
          ))}
        </Details>
      )}
    </Fieldset>
  )
}

// Something was typed there, or has to be.
function isTouched(props: ActivityFormProps, { id }: KindField): boolean {
  const name = detailName(id)
  return (props.typed[name] ?? '') !== '' || errorAt(props, name) !== undefined
}

function OwnField(props: ActivityFormProps & { readonly field: KindField }) {
  const { field, typed, visit } = props
  const name = detailName(field.id)
  const common = {
    name,
    hint: field.hint,
    optional: !field.required,
    error: errorAt(props, name),
  }
  const value = typed[name] ?? ''
  switch (field.type) {
    case 'text':
      return <Field {...common} label={field.label} value={value} />
    case 'long-text':
      return field.id === 'reason' && !field.required ? (
        <Details
          summary={field.label}
          open={isTouched(props, field) || (props.warnings ?? []).length > 0}
        >
          <Textarea
            {...common}
            label={field.label}
            labelHidden
            value={value}
            rows={3}
            most={4000}
          />
        </Details>
      ) : (
        <Textarea {...common} label={field.label} value={value} rows={4} most={4000} />
      )
    case 'hours':
      return (
        <Field
          {...common}
          label={field.label}
          value={value}
          type="decimal"
          width="xs"
          suffix={unitOf(visit.context.register).many}
        />
      )
    case 'whole-number':
      return <Field {...common} label={field.label} value={value} type="number" width="xs" />
    case 'day':
      return <DateParts {...common} legend={field.label} value={dateTyped(typed, name)} />
    case 'yes-no':
      return (
        <Radios
          {...common}
          legend={field.label}
          inline
          options={yesAndNo}
          value={value === '' ? undefined : value}
        />
      )
    case 'choice':
      return (
        <Radios
          {...common}
          legend={field.label}
          options={(field.options ?? []).map(({ id, label }) => ({ value: id, label }))}
          value={value === '' ? undefined : value}
        />
      )
  }
}

const yesAndNo = [
  { value: 'ja', label: 'Ja' },
  { value: 'nee', label: 'Nee' },
]

function Accreditation(props: ActivityFormProps) {
  const { kind, typed, compiled } = props
  const { labels, accreditationText, accreditedByDecision, attributes } = compiled.regulation
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
  return (
    <Radios
      name="accredited"
      legend="Is de activiteit geaccrediteerd (officieel goedgekeurd)?"
      hint={accreditationText ?? attributes.find(({ id }) => id === 'accredited')?.hint}
      error={errorAt(props, 'accredited')}
      value={typed.accredited === '' ? undefined : typed.accredited}
      options={[
        {
          value: 'ja',
          label: 'Ja',
          reveal: (
            <Radios
              name="label"
              legend="Door wie of waarmee?"
              error={errorAt(props, 'label')}
              value={typed.label === '' ? undefined : typed.label}
              options={labels.map(({ id, label, note }) => ({ value: id, label, hint: note }))}
            />
          ),
        },
        { value: 'nee', label: 'Nee, of dat weet ik niet' },
      ]}
    />
  )
}

// A referee's word and one's own statement are evidence too, but they are not files.
const notFiles: ReadonlySet<string> = new Set(['referee-statement', 'self-signed'])

/** The kinds of evidence that can be files. */
export function fileEvidence(kind: Kind) {
  return kind.evidence.accepted.filter(({ id }) => !notFiles.has(id))
}

function Evidence(props: ActivityFormProps) {
  const { kind, typed, activity, visit } = props
  const files = activity?.evidence ?? []
  const accepted = fileEvidence(kind)
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
        error={errorAt(props, 'evidence')}
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
      {accepted.length > 0 && (
        <Checkboxes
          name="evidence-kind"
          legend={`Wat laten ${your} bestanden zien?`}
          hint={`Dit zien we als bewijs bij deze soort.${kind.evidence.preferred.length === 0 ? '' : ` Het sterkst is: ${preferredText(kind)}.`}`}
          optional
          values={(typed['evidence-kind'] ?? '').split(',')}
          options={accepted.map(({ id, label }) => ({ value: id, label }))}
        />
      )}
    </>
  )
}

/** The evidence that is best for a kind, in a sentence. */
export function preferredText(kind: Kind): string {
  const labels = kind.evidence.preferred.flatMap(
    (wanted) => kind.evidence.accepted.find(({ id }) => id === wanted)?.label ?? [],
  )
  return labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(' en ')
}

function ConfirmedBy(props: ActivityFormProps) {
  const { visit, kind, typed, compiled } = props
  const { you } = voice(visit.context.register.address)
  const { referee } = compiled.regulation
  const { roles, selfSign } = referee
  // Where nobody else can say it, the proof must.
  if (roles.length === 0 && !selfSign.allowed) {
    return <input type="hidden" name="confirmation" value="none" />
  }
  return (
    <Radios
      name="confirmation"
      legend={`Wie kan bevestigen dat ${you} dit hebt gedaan?`}
      hint={`${referee.text}${kind.referee ? ' Bij deze soort is een bevestiging vaak nodig.' : ''}`}
      error={errorAt(props, 'confirmation')}
      value={typed.confirmation === '' ? undefined : typed.confirmation}
      options={[
        {
          value: 'none',
          label: 'Niemand, mijn bewijsstuk laat het zien',
        },
        ...(roles.length === 0
          ? []
          : [
              {
                value: 'referee',
                label: 'Ik vraag een referent',
                hint: 'Die krijgt een e-mail met een link en heeft geen account nodig.',
                reveal: <RefereeFields {...props} roles={roles} />,
              },
            ]),
        ...(selfSign.allowed
          ? [
              {
                value: 'self',
                label:
                  roles.length === 0
                    ? 'Ik onderteken zelf'
                    : 'Ik heb geen referent en onderteken zelf',
                reveal: <SelfSignFields {...props} text={selfSign.text} />,
              },
            ]
          : []),
      ]}
    />
  )
}

/** Who is asked, at which address, and how they know. */
export function RefereeFields(props: {
  readonly visit: Visit
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly roles: readonly { readonly id: string; readonly label: string }[]
}) {
  const { visit, typed, roles } = props
  const { your } = voice(visit.context.register.address)
  return (
    <>
      <Field
        name="referee-name"
        label={`Naam van ${your} referent`}
        value={typed['referee-name'] ?? ''}
        autocomplete="off"
        width="l"
        error={errorAt(props, 'referee-name')}
      />
      <Field
        name="referee-email"
        label={`E-mailadres van ${your} referent`}
        type="email"
        value={typed['referee-email'] ?? ''}
        autocomplete="off"
        width="l"
        error={errorAt(props, 'referee-email')}
      />
      <Radios
        name="referee-relation"
        legend="Wie is dat?"
        options={roles.map(({ id, label }) => ({ value: id, label }))}
        value={typed['referee-relation'] === '' ? undefined : typed['referee-relation']}
        error={errorAt(props, 'referee-relation')}
      />
    </>
  )
}

/** Why nobody else can confirm it, and the professional's own statement. */
export function SelfSignFields(props: {
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly text: string
}) {
  const { typed } = props
  return (
    <>
      <Textarea
        name="self-sign-reason"
        label="Waarom kan niemand het bevestigen?"
        hint={props.text}
        rows={3}
        most={2000}
        value={typed['self-sign-reason'] ?? ''}
        error={errorAt(props, 'self-sign-reason')}
      />
      <Checkbox
        name="self-sign-declared"
        label="Ik verklaar dat ik deze activiteit echt heb gedaan en dat de uren kloppen."
        checked={typed['self-sign-declared'] === 'ja'}
        error={errorAt(props, 'self-sign-declared')}
      />
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
        {say('Kies je', 'Kiest u')} ‘Bewaren als concept’, dan tellen deze uren niet mee totdat{' '}
        {you} de activiteit weer instuurt.
      </p>
    )
  }
  return null
}

function errorAt(
  { errors }: { readonly errors: readonly FieldError[] },
  field: string,
): string | undefined {
  return errors.find((error) => error.field === field)?.message
}
