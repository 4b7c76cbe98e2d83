import { askedAttributes, attributeName, detailName } from '#domain/dossier/activity/activity.ts'
import type { LabelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { criteriaOfKind, criterionName } from '#domain/dossier/activity/self-test.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { Warning } from '#domain/dossier/portfolio/enter-activity.ts'
import { labelOfFacts } from '#domain/dossier/portfolio/enter-activity.ts'
import type { CourseAsActivity } from '#domain/learning/choice/course-as-activity.ts'
import type { Holder } from '#domain/organisations/label/queries.ts'
import type { CompiledRegulation, Kind, Field as KindField, Regulation } from '#engine'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { AdmissionHint } from '#web/admission.tsx'
import { AttendedWords } from '#web/attended.tsx'
import type { Asked } from '#web/forms/form.tsx'
import { errorAt } from '#web/forms/form.tsx'
import { isFolded } from '#web/forms/regulation-field.tsx'
import type { Content, FieldError, Link } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  Fieldset,
  FileList,
  formatDay,
  QuestionRow,
  Radios,
} from '#web/kit/index.ts'
import { QuestionList, showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { ActivityAnswers } from '#web/professional/activity.form.tsx'
import {
  activityForm,
  answersIn,
  fileEvidence,
  ownFields,
  readActivity,
} from '#web/professional/activity.form.tsx'
import { EvidenceFiles } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import {
  LabelAtField,
  looksForProviders,
  Providers,
  providersCalled,
} from '#web/professional/providers.tsx'
import { MayBeSeries } from '#web/professional/series.tsx'
import { GroupWords } from '#web/review/group-words.tsx'
import { proofWarningText } from '#web/review/proof-warnings.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The form of an activity as it is shown. */
export interface ShownActivity {
  readonly compiled: CompiledRegulation
  readonly kind: Kind
  readonly typed: TypedActivity
  /** The activity as it stands, for its files and its referee; one that does not exist yet has an id. */
  readonly activity: PortfolioActivity | { readonly newId: string }
  /** The version that is being changed. */
  readonly version?: number
  /** Whether it asks what a plan is asked, or offers to keep what was done as a plan. */
  readonly plan: 'asked' | 'offered' | 'no'
  readonly errors?: readonly FieldError[]
  readonly warnings?: readonly Warning[]
  readonly stale?: Content
  readonly status?: number
  readonly above?: Content
  readonly lead?: Content
  /** The course of the catalogue that it is. */
  readonly from?: CourseAsActivity | undefined
  /** Where it stands below the portfolio. */
  readonly deeper?: readonly Link[]
}

/** The page with the form of an activity: everything that the regulation asks about its kind. */
export async function showActivityForm(visit: Visit, shown: ShownActivity): Promise<Response> {
  const { register } = visit.context
  const { typed } = shown
  const field = providerField(shown.kind)
  const providers = {
    field,
    called: typed[field] ?? '',
    chosen: typed['provider-id'],
    found: await providersCalled(
      visit.context,
      shown.kind,
      shown.compiled.regulation,
      typed[field] ?? '',
    ),
  }
  const label = await labelTyped(visit, shown)
  const { compiled, kind, version, plan, errors = [], warnings = [], deeper = [], from } = shown
  const activity = 'newId' in shown.activity ? undefined : shown.activity
  const id = 'newId' in shown.activity ? shown.activity.newId : shown.activity.id
  const planning = plan !== 'no'
  const acknowledged = warnings.map((warning) => warning.is).join(',')
  return showForm(
    visit,
    activityForm(register, compiled, kind, plan === 'asked'),
    {
      title: titleFor(activity, plan === 'asked'),
      ...inPortfolio(visit, ...deeper),
      status: shown.status,
      above: (
        <>
          {shown.above}
          {warnings.map((warning) => warningAlert(visit, warning, plan === 'asked'))}
        </>
      ),
      lead: shown.lead,
      ...(version !== undefined && { version }),
      form: {
        action: activity ? paths.editActivity(register.id, id) : paths.newActivity(register.id),
        files: true,
        guard: true,
        enter: { name: 'intent', value: planning ? 'plannen' : 'insturen' },
        hidden: {
          _id: id,
          ...(plan === 'asked' && { _planned: 'ja' }),
          ...(from !== undefined && {
            _course: from.course.number,
            _edition: from.edition === undefined ? '' : String(from.edition.sequence),
          }),
          ...(acknowledged !== '' && { _acknowledged: acknowledged }),
        },
      },
      questions: (asked) => (
        <Questions {...shown} {...{ visit, asked, activity, providers, label }} />
      ),
      beside: <Beside visit={visit} {...shown} />,
      end: (
        <>
          <AdmissionHint register={register} kind={kind} />
          {activity !== undefined && <WhatChanges visit={visit} activity={activity} />}
        </>
      ),
      button: (
        <ButtonGroup>
          {planning && (
            <Button name="intent" value="plannen">
              {warnings.length > 0 && plan === 'asked'
                ? 'Toch bewaren als gepland'
                : 'Bewaren als gepland'}
            </Button>
          )}
          {plan !== 'asked' && (
            <Button variant={planning ? 'secondary' : 'primary'} name="intent" value="insturen">
              {warnings.length > 0 ? 'Toch insturen' : 'Opslaan en insturen'}
            </Button>
          )}
          <Button variant="secondary" name="intent" value="concept">
            Bewaren als concept
          </Button>
        </ButtonGroup>
      ),
    },
    { typed: answersIn(shown.typed), errors, stale: shown.stale, version },
  )
}

/** The title of the page on which this activity is changed. */
export function titleFor(activity: PortfolioActivity | undefined, planned = false): string {
  if (activity === undefined || activity.state === 'draft') {
    return planned ? 'Activiteit plannen' : 'Activiteit toevoegen'
  }
  return activity.state === 'returned' ? 'Activiteit aanvullen' : 'Activiteit wijzigen'
}

// What the professional should look at once more, above the form.
function warningAlert(visit: Visit, warning: Warning, planned: boolean): Content {
  const register = visit.context.register.id
  if (warning.is === 'label') {
    const of = warning.label.undecided ? 'de accreditatie' : 'het keurmerk'
    return (
      <Alert type="warning" title={`Kijk nog eens naar ${of}`} focus>
        <p>
          <a href="#accredited">{warning.label.text}.</a>
        </p>
        <p>Klopt het zo? Kies dan ‘Toch insturen’.</p>
      </Alert>
    )
  }
  if (warning.is === 'proof') {
    return (
      <Alert type="warning" title="Kijk nog eens naar het bewijs" focus>
        <ul>
          {warning.of.map((one) => (
            <li>{proofWarningText(one)}</li>
          ))}
        </ul>
        <p>Klopt het zo? Kies dan ‘Toch insturen’.</p>
      </Alert>
    )
  }
  return warning.is === 'duplicate' ? (
    <Alert type="warning" title="Staat deze activiteit er al?" focus>
      <p>
        Dit lijkt op{' '}
        <a href={paths.activity(register, warning.other.id)}>‘{warning.other.title}’</a>
        {warning.other.completedOn && ` van ${formatDay(warning.other.completedOn)}`}. Is het een
        andere activiteit? Kies dan ‘{planned ? 'Toch bewaren als gepland' : 'Toch insturen'}’.
      </p>
    </Alert>
  ) : (
    <Alert type="warning" title="Het zijn meer uren dan de regel" focus>
      <p>
        {warning.text} Dat kan bij <a href="#detail-reason">‘Waarom zijn het meer uren?’</a>. Zonder
        uitleg tellen de extra uren misschien niet mee.
      </p>
    </Alert>
  )
}

/** The kinds of activity as answers to choose from. */
export function kindOptions(regulation: Regulation) {
  return regulation.kinds.map(({ id, label, hint }) => ({ value: id, label, hint }))
}

interface QuestionsProps extends Omit<ShownActivity, 'activity'> {
  readonly visit: Visit
  readonly asked: Asked<ActivityAnswers>
  readonly activity: PortfolioActivity | undefined
  /** Who gave it, as far as that was typed, and those who are called so. */
  readonly providers: {
    readonly field: string
    readonly called: string
    readonly chosen: string | undefined
    readonly found: readonly Holder[]
  }
  /** How the label stands as it was typed. */
  readonly label: LabelOfActivity | undefined
}

/** Where the name of whoever gave it is typed: of some kinds only beside the accreditation. */
function providerField({ fields }: Kind): string {
  return fields.some(({ id }) => id === 'provider')
    ? detailName('provider')
    : 'accreditation-provider'
}

// How the label stands of an activity as it was typed so far, or the decision where the register knows no labels.
async function labelTyped(
  { context }: Visit,
  { compiled, kind, typed, activity }: ShownActivity,
): Promise<LabelOfActivity | undefined> {
  if (kind.accreditation !== 'possible') return undefined
  const knowsLabels = compiled.regulation.labels.length > 0
  if (knowsLabels && (typed.label ?? '') === '') return undefined
  const { facts } = readActivity(context.register, compiled, typed)
  const label = await labelOfFacts({ context, loaded: { compiled } }, facts)
  // What was joined to a course that the register accredited is no question, whatever was typed of its number.
  const decided = !('newId' in activity) && activity.byDecision === true
  return decided && label?.undecided === true ? undefined : label
}

function Questions(props: QuestionsProps) {
  const { visit, compiled, kind, asked } = props
  const { one } = asked
  const { you, your, say } = speech(visit)
  const planned = props.plan === 'asked'
  const own = ownFields(kind)
  // What somebody tells of it comes when it has been done.
  const [before, after] = [own.before, own.after].map((fields) =>
    planned ? fields.filter(({ type }) => type !== 'long-text') : fields,
  )
  const { accreditedByDecision } = compiled.regulation
  const decision = accreditedByDecision.find((decided) => decided.kind === kind.id)
  return (
    <>
      <div class="question">
        <p class="label">Soort activiteit</p>
        <p class="flush">{kind.label}</p>
        {own.numbers.length === 0 && <p class="hint">{kind.rule}</p>}
        <Details summary="Kies een andere soort">
          <Radios
            name="kind"
            legend="Wat voor activiteit is het?"
            options={kindOptions(compiled.regulation)}
            value={kind.id}
          />
          <Button variant="secondary" name="intent" value="soort">
            Toon de vragen bij deze soort
          </Button>
        </Details>
      </div>
      <WhenItIs {...props} />
      {one('title')}
      {before?.map((field) => ownField(props, field))}
      <QuestionRow>
        {one('completedOn')}
        <Hours {...props} />
      </QuestionRow>
      {after?.map((field) => ownField(props, field))}
      {!planned && <WhatFormIsMade visit={visit} kind={kind} />}
      {props.activity?.group === undefined && <MayBeSeries visit={visit} kind={kind} />}
      {compiled.regulation.lists
        .filter(({ confirms }) => confirms === kind.id)
        .map(({ label, from }) => (
          <p>
            {sentenceCase(from)} geeft een lijst ({label}). {say('Sta je', 'Staat u')} daarop, dan
            komt het jaar vanzelf in {your} portfolio, met de lijst als bewijs.
          </p>
        ))}
      {kind.accreditation === 'possible' && (
        <>
          {one('accredited')}
          {props.providers.field === 'accreditation-provider' && <KnownProviders {...props} />}
          <LabelAtField visit={visit} label={props.label} errors={props.errors ?? []} />
        </>
      )}
      {kind.accreditation === 'by-decision' && (
        <div class="question">
          <p class="label">Geaccrediteerd (officieel goedgekeurd)</p>
          <p class="flush">
            Ja. {decision?.text} ({decision?.article})
          </p>
        </div>
      )}
      {askedAttributes(compiled.regulation).map(({ id }) => one(attributeName(id)))}
      {planned ? (
        <p>
          Bewijs {say('voeg je', 'voegt u')} toe als de activiteit is geweest. Tot dan telt die niet
          mee, maar {say('zie je', 'ziet u')} wel wat {you} ermee zou halen.
        </p>
      ) : (
        <>
          <Proof {...props} />
          <SelfTest {...props} />
        </>
      )}
    </>
  )
}

// That the answers become a form, and what it takes for that to be proof.
function WhatFormIsMade({ visit, kind }: { readonly visit: Visit; readonly kind: Kind }) {
  const { form, fields } = kind
  if (form === undefined) return null
  const { your, say } = speech(visit)
  const needed = fields.filter(({ id }) => form.needs.includes(id))
  return (
    <p>
      Van {your} antwoorden maken we een pdf: ‘{form.title}’.{' '}
      {needed.length === 0
        ? `Die gaat mee met ${your} bewijs.`
        : `${say('Beantwoord je', 'Beantwoordt u')} ${formatList(needed.map(({ label }) => `‘${label}’`))}? Dan is die pdf ${your} bewijs.`}
    </p>
  )
}

// What the professional finds of it themselves; nothing depends on it but who reads it.
function SelfTest(props: QuestionsProps) {
  const { compiled, kind, typed, errors = [], asked } = props
  const { selfTest } = compiled.regulation
  const criteria = criteriaOfKind(compiled.regulation, kind.id)
  if (selfTest === undefined || criteria.length === 0) return null
  return (
    <Fieldset name="self-test" legend="Zelftoets" hint={selfTest.text}>
      {criteria.map(({ id }) => {
        const { answer, note } = criterionName(id)
        const open = (typed[note] ?? '') !== '' || errorAt(errors, note) !== undefined
        return (
          <>
            {asked.one(answer)}
            <Details summary="Toelichting geven" open={open}>
              {asked.one(note)}
            </Details>
          </>
        )
      })}
    </Fieldset>
  )
}

// What is asked, beside a form that is long.
function Beside(props: ShownActivity & { readonly visit: Visit }) {
  const { visit, compiled, kind, plan } = props
  const { register, your } = speech(visit)
  const { before, numbers } = ownFields(kind)
  const first = numbers[0]
  const criterion = criteriaOfKind(compiled.regulation, kind.id)[0]
  return (
    <>
      <QuestionList
        list={[
          { id: 'title', label: 'Naam van de activiteit' },
          ...before.flatMap(({ id, label, type }) =>
            type === 'long-text' ? [] : [{ id: detailName(id), label }],
          ),
          { id: 'completed-on', label: 'Datum' },
          ...(first === undefined
            ? []
            : [{ id: detailName(first.id), label: sentenceCase(register.unit.many) }]),
          ...(kind.accreditation === 'possible'
            ? [{ id: 'accredited', label: 'Geaccrediteerd' }]
            : []),
          ...askedAttributes(compiled.regulation).map(({ id, label }) => ({
            id: attributeName(id),
            label,
          })),
          ...(plan === 'asked' ? [] : [{ id: 'evidence', label: 'Bewijsstukken' }]),
          ...(plan === 'asked' || criterion === undefined
            ? []
            : [{ id: criterionName(criterion.id).answer, label: 'Zelftoets' }]),
        ]}
      />
      <p>
        <a href={paths.hoursAndNorms(register.id)}>
          Zo tellen we {your} {register.unit.many}
        </a>
      </p>
    </>
  )
}

function Proof({ visit, compiled, kind, activity, asked: { one } }: QuestionsProps) {
  const { you } = speech(visit)
  const { referee } = compiled.regulation
  return (
    <>
      {one('evidence')}
      {activity && <EvidenceFiles visit={visit} activity={activity} removeName="verwijder" />}
      <FileList
        label={`Bestanden die ${you} al had gekozen`}
        files={(visit.kept?.files ?? []).map(({ fileKey, name, size }) => ({
          id: fileKey,
          name,
          size,
          note: `Bewaard. Dit bestand gaat mee als ${you} het formulier verstuurt.`,
        }))}
      />
      {fileEvidence(kind).length > 0 && one('evidenceKinds')}
      {activity?.group !== undefined && <GroupWords group={activity.group} />}
      {activity?.attended !== undefined && <AttendedWords attended={activity.attended} />}
      {activity?.group?.proves === true ||
      activity?.attended?.proves === true ||
      (referee.roles.length === 0 && !referee.selfSign.allowed) ? (
        // Where nobody else can say it, the proof must.
        <input type="hidden" name="confirmation" value="none" />
      ) : (
        one('confirmation')
      )}
    </>
  )
}

// Whether it has been done, for as long as it can still be either.
function WhenItIs({ plan, activity }: QuestionsProps) {
  const planned = plan === 'asked'
  const either = activity === undefined || activity.state === 'draft' || planned
  if (!either) return null
  return (
    <div class="question">
      <p class="label">Gedaan of gepland</p>
      <p class="flush">
        {planned ? 'Gepland. ' : 'Gedaan. '}
        <Button variant="link" name="intent" value={planned ? 'gedaan' : 'gepland'}>
          {planned ? 'Het is al gedaan' : 'Het moet nog gebeuren'}
        </Button>
      </p>
    </div>
  )
}

function Hours(props: QuestionsProps) {
  const { kind, asked } = props
  const { numbers } = ownFields(kind)
  if (numbers.length === 0) return null
  const ask = ({ id }: KindField) => asked.one(detailName(id))
  // What the organiser states comes first in the rule, so the rest is asked for when it states nothing.
  const stated = numbers.find(({ id }) => id === 'stated-load')
  const rest = stated === undefined ? [] : numbers.filter((field) => field !== stated)
  return (
    <Fieldset
      name="hours"
      legend={`Hoeveel${numbers.length > 1 ? ' uur' : ''} ${props.plan === 'asked' ? 'wordt' : 'was'} het?`}
      hint={kind.rule}
    >
      {stated === undefined ? numbers.map(ask) : ask(stated)}
      {stated !== undefined && rest.length > 0 && (
        <Details
          summary="Staat er geen studiebelasting bij? Tel het zelf op"
          open={isWrong(props, stated) || rest.some((field) => isTouched(props, field))}
        >
          {rest.map(ask)}
        </Details>
      )}
    </Fieldset>
  )
}

// Something was typed there, or has to be.
function isTouched(props: QuestionsProps, field: KindField): boolean {
  return (props.typed[detailName(field.id)] ?? '') !== '' || isWrong(props, field)
}

function isWrong({ errors = [] }: QuestionsProps, { id }: KindField): boolean {
  return errorAt(errors, detailName(id)) !== undefined
}

function ownField(props: QuestionsProps, field: KindField): Content {
  const { asked, warnings = [] } = props
  const own = asked.one(detailName(field.id))
  const question =
    detailName(field.id) === props.providers.field ? (
      <>
        {own}
        <KnownProviders {...props} />
      </>
    ) : (
      own
    )
  if (!isFolded(field)) return question
  return (
    <Details summary={field.label} open={isTouched(props, field) || warnings.length > 0}>
      {question}
    </Details>
  )
}

// Those who are known and called as was typed.
function KnownProviders({ visit, kind, compiled, providers }: QuestionsProps) {
  if (!looksForProviders(kind, compiled.regulation)) return null
  return <Providers {...{ visit, kind }} {...providers} />
}

function WhatChanges(props: { readonly visit: Visit; readonly activity: PortfolioActivity }) {
  const { you, your, Your, say } = speech(props.visit)
  const { state, referee } = props.activity
  if (referee?.answer === 'confirmed') {
    return (
      <Alert type="warning" title={`Let op: ${your} referent heeft dit al bevestigd`}>
        <p>
          {referee.name} bevestigde deze activiteit. {say('Verander je', 'Verandert u')} wat
          hierboven staat, dan vervalt die bevestiging en vragen we opnieuw. Een bestand toevoegen
          kan altijd.
        </p>
      </Alert>
    )
  }
  if (state === 'awaiting-referee' && referee !== undefined) {
    return (
      <Alert type="info" title={`${Your} referent is gevraagd`}>
        <p>
          {say('Verander je', 'Verandert u')} wat hierboven staat, dan krijgt {referee.name} een
          nieuwe e-mail. De link in de eerste e-mail werkt dan niet meer.
        </p>
      </Alert>
    )
  }
  return state === 'entered' ? (
    <p>
      {say('Kies je', 'Kiest u')} ‘Bewaren als concept’, dan telt dit niet mee totdat {you} de
      activiteit weer instuurt.
    </p>
  ) : null
}
