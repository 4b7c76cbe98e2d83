import { hasProof } from '#domain/dossier/activity/activity.ts'
import type { HistoryLine } from '#domain/dossier/activity/list-history.ts'
import { listHistory } from '#domain/dossier/activity/list-history.ts'
import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { belongs } from '#domain/dossier/dossier/dossier.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { requestStatus, shown } from '#domain/dossier/referee/referee.ts'
import type { ActivityFinding, CompiledRegulation, Kind } from '#engine'
import { assess, valueActivity } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { Cuts } from '#web/explanation.tsx'
import type { FieldError, SummaryItem } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  ErrorSummary,
  FileField,
  FileList,
  Form,
  formatDay,
  formatMoment,
  formatQuantity,
  PageTitle,
  SummaryList,
  Timeline,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { frozenText, StateTag, tooManyFilesText } from '#web/professional/activity-words.tsx'
import { preferredNote } from '#web/professional/save-answer.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, registrationOf, seeOther } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'

/** One activity: what is asked, what was filled in, its evidence, and what counts of it. */
export async function showActivity(visit: Visit): Promise<Response> {
  return activityPage(visit, [])
}

/** Adds files to the activity, without going through the whole form. */
export async function addActivityEvidence(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const id = visit.param('id')
  const files = form.files.filter(({ field }) => field === 'evidence')
  const errors: FieldError[] = form.refused.map(({ message }) => ({ field: 'evidence', message }))
  if (files.length === 0) {
    if (errors.length === 0) {
      errors.push({ field: 'evidence', message: 'Kies een bestand: PDF, JPG of PNG.' })
    }
    return activityPage(visit, errors)
  }
  const added = await addEvidence(context, registrationOf(visit), id, files)
  if (added.outcome === 'not-found') notFound()
  if (added.outcome === 'frozen') {
    visit.leave(frozenText('in-application', visit.context.register), 'info')
    return seeOther(paths.activity(context.register.id, id))
  }
  const { attached, tooMany, already, elsewhere } = added.evidence
  if (tooMany.length > 0) errors.push({ field: 'evidence', message: tooManyFilesText })
  if (errors.length > 0) return activityPage(visit, errors)
  const names = attached.map(({ name }) => `‘${name}’`).join(', ')
  visit.leave(
    [
      attached.length > 0 ? `Toegevoegd: ${names}.` : '',
      ...already.map(({ name }) => `‘${name}’ stond er al bij.`),
      ...elsewhere.map(({ file, title }) => `‘${file.name}’ hoort ook bij ‘${title}’. Klopt dat?`),
    ]
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, 480),
  )
  return seeOther(paths.activity(context.register.id, id))
}

async function activityPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const loaded = await loadDossier(context, registrationOf(visit))
  const activity = loaded.activities.find(({ id }) => id === visit.param('id'))
  if (activity === undefined) return notFound()
  const open = await openness(context, activity.id)
  const history = await listHistory(context, activity.id, accountOf(visit).accountId)
  const { compiled, dossier, standing } = loaded
  const finding = assess(compiled, dossier, today).activities.find(({ id }) => id === activity.id)
  const kind = compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  const title = activity.title === '' ? 'Concept zonder naam' : activity.title
  const later = !belongs(activity, standing.application?.id) && activity.usedBy === undefined
  const canChange = open.is === 'open'
  return page(
    visit,
    {
      title,
      current: paths.portfolio(register.id),
      breadcrumb: [{ label: 'Mijn portfolio', href: paths.portfolio(register.id) }],
      wrong: errors.length > 0,
      status: errors.length > 0 ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle aside={<StateTag state={activity.state} />}>{title}</PageTitle>
      <WhatIsAsked visit={visit} activity={activity} open={open} />
      {!canChange && open.is !== 'not-found' && (
        <p class="lead">{frozenText(open.is, visit.context.register)}</p>
      )}
      <SummaryList items={facts(visit, activity, kind)} />
      <h2 id="uren">{sentenceCase(compiled.words.unit.many)}</h2>
      <Hours
        visit={visit}
        activity={activity}
        compiled={compiled}
        kind={kind}
        finding={finding}
        later={later}
      />
      <h2 id="bewijs">Bewijs</h2>
      {activity.evidence.length === 0 && (
        <p>
          {hasProof(activity)
            ? 'Geen bestanden. Een bevestiging is ook een bewijs.'
            : 'Nog geen bewijsstuk.'}
        </p>
      )}
      <FileList
        label="Bestanden bij deze activiteit"
        files={activity.evidence.map((file) => ({
          id: file.id,
          name: file.name,
          size: file.size,
          href: paths.activityEvidence(register.id, activity.id, file.id),
          note: `Toegevoegd op ${formatDay(file.addedOn)}`,
        }))}
      />
      {canChange && preferredNote(activity, kind, visit.context.register) !== '' && (
        <p>{preferredNote(activity, kind, visit.context.register)}</p>
      )}
      {canChange && <AddFile visit={visit} activity={activity} errors={errors} />}
      <Referee visit={visit} activity={activity} compiled={compiled} open={canChange} />
      <ButtonGroup>
        {canChange && (
          <Button href={paths.editActivity(register.id, activity.id)}>{editWord(activity)}</Button>
        )}
        <Button variant="secondary" href={paths.newActivity(register.id, { kopie: activity.id })}>
          Kopie maken
        </Button>
        {canChange && open.question === undefined && (
          <Button variant="link" href={paths.withdrawActivity(register.id, activity.id)}>
            Intrekken
          </Button>
        )}
      </ButtonGroup>
      <h2>Wat er gebeurde</h2>
      <Timeline
        label="Wat er gebeurde"
        items={history.flatMap((line) => timelineItem(line, register))}
      />
    </>,
  )
}

function editWord(activity: PortfolioActivity): string {
  if (activity.state === 'draft') return 'Verder invullen'
  if (activity.state === 'returned') return 'Aanvullen'
  return activity.state === 'planned' ? 'Wijzigen of insturen' : 'Wijzigen'
}

function WhatIsAsked(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly open: Openness
}) {
  const { activity, open, visit } = props
  const { register, today } = visit.context
  const { You, your, Your, say } = voice(register.address)
  if (open.is === 'open' && open.question !== undefined) {
    return (
      <Alert type="warning" title="Vul deze activiteit aan">
        <p>{open.question.text}</p>
        <p>
          Antwoord uiterlijk op {formatDay(open.question.answerBefore)}. {say('Ben je', 'Bent u')}{' '}
          klaar? Stuur dan{' '}
          <a href={paths.applicationReturn(register.id, open.question.applicationId)}>
            {your} aanvulling in
          </a>
          .
        </p>
      </Alert>
    )
  }
  const { referee, completedOn } = activity
  if (activity.state === 'returned' && referee !== undefined) {
    const said =
      referee.answer === 'declined'
        ? `${referee.name} heeft deze activiteit niet bevestigd.`
        : `${referee.name} heeft niet op tijd gereageerd.`
    return (
      <Alert type="warning" title={`${Your} referent heeft niet bevestigd`}>
        <p>{said}</p>
        {referee.remark !== '' && <p>“{referee.remark}”</p>}
        <p>
          <a href={paths.activityReferee(register.id, activity.id)}>
            Vraag iemand anders of onderteken zelf
          </a>
        </p>
      </Alert>
    )
  }
  if (
    activity.state === 'planned' &&
    completedOn !== undefined &&
    Temporal.PlainDate.compare(completedOn, today) <= 0
  ) {
    return (
      <Alert type="warning" title="Is deze activiteit doorgegaan?">
        <p>
          {You} had deze activiteit gepland op {formatDay(completedOn)}. Vul die aan en stuur die
          in.
        </p>
      </Alert>
    )
  }
  const claims = activity.state === 'entered' || activity.state === 'returned'
  if (claims && !hasProof(activity) && open.is === 'open') {
    return (
      <Alert type="warning" title="Er ontbreekt een bewijsstuk">
        <p>
          Voeg <a href="#bewijs">een bewijsstuk</a> toe. Zonder bewijs {say('kun je', 'kunt u')}{' '}
          geen {wording(register).certification.name} aanvragen met deze activiteit.
        </p>
      </Alert>
    )
  }
  return null
}

function facts(visit: Visit, activity: PortfolioActivity, kind: Kind | undefined): SummaryItem[] {
  const { register } = visit.context
  const details = (kind?.fields ?? []).flatMap((field) => {
    const value = activity.form.details[field.id]
    if (value === undefined || value === '') return []
    return [{ term: field.label, value: shown(field, value) }]
  })
  const label = activity.accreditationLabel
  const labels = register.versions.at(-1)?.regulation.labels ?? []
  const accredited = activity.accredited
    ? label === undefined
      ? 'Ja'
      : `Ja, ${labels.find(({ id }) => id === label)?.label ?? label}`
    : 'Nee'
  return [
    { term: 'Soort', value: kind?.label ?? activity.kind ?? 'Nog niet gekozen' },
    {
      term: activity.state === 'planned' ? 'Gepland op' : 'Datum',
      value:
        activity.completedOn === undefined ? 'Nog niet ingevuld' : formatDay(activity.completedOn),
    },
    ...details,
    { term: 'Geaccrediteerd', value: accredited },
    ...(activity.selfSignedOn === undefined
      ? []
      : [
          {
            term: 'Zelf ondertekend',
            value: `Op ${formatDay(activity.selfSignedOn)}. ${activity.selfSignedReason}`,
          },
        ]),
  ]
}

function Hours(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly compiled: CompiledRegulation
  readonly kind: Kind | undefined
  readonly finding: ActivityFinding | undefined
  readonly later: boolean
}) {
  const { visit, activity, compiled, kind, finding, later } = props
  const unit = unitOf(visit.context.register)
  const { committee } = wording(visit.context.register)
  const { claimed } = activity
  const value =
    kind === undefined
      ? undefined
      : valueActivity(kind, activity.form.details, compiled.words, claimed)
  const counted = finding?.counted ?? 0
  return (
    <>
      <SummaryList
        items={[
          {
            term: activity.state === 'planned' ? 'Gepland' : 'Ingediend',
            value: claimed === undefined ? 'Nog niet bekend' : formatQuantity(claimed, unit),
          },
          {
            term: 'Telt mee',
            value: <CountedText {...props} counted={counted} unit={unit} later={later} />,
          },
          ...(value === undefined || value.text === ''
            ? []
            : [{ term: 'Zo rekenen we', value: `${value.text} (${kind?.article})` }]),
        ]}
      />
      <Cuts
        finding={finding}
        register={visit.context.register}
        version={compiled.regulation.version.toString()}
      />
      {activity.judgementReason !== '' && (
        <p>
          {committee.The} schreef: “{activity.judgementReason}”
        </p>
      )}
    </>
  )
}

function CountedText(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly counted: number
  readonly unit: { readonly one: string; readonly many: string }
  readonly later: boolean
}) {
  const { visit, activity, counted, unit, later } = props
  const { you, your } = voice(visit.context.register.address)
  const { certification, committee } = wording(visit.context.register)
  if (activity.usedBy !== undefined)
    return (
      <>
        Heeft geteld voor {your} vorige {certification.name}
      </>
    )
  if (activity.state === 'draft')
    return <>Nog niet. Een concept telt pas mee als {you} het instuurt.</>
  if (activity.state === 'planned') {
    return <>Nog niet. Een geplande activiteit telt pas mee als die is geweest.</>
  }
  if (later)
    return (
      <>
        Telt mee voor {your} volgende {certification.name}
      </>
    )
  const final = activity.state === 'approved' || activity.state === 'partly'
  return (
    <>
      {formatQuantity(counted, unit)}
      {counted > 0 && !final ? `, zolang ${committee.the} niet anders besluit` : ''}
    </>
  )
}

function AddFile(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly errors: readonly FieldError[]
}) {
  const { visit, activity, errors } = props
  return (
    <Form
      action={paths.activity(visit.context.register.id, activity.id)}
      files
      idempotency={visit.once()}
      label="Bewijs toevoegen"
      {...(visit.keptId === undefined ? {} : { hidden: { _kept: visit.keptId } })}
    >
      <FileField
        name="evidence"
        label="Bewijsstuk toevoegen"
        multiple
        optional
        accept=".pdf,.jpg,.jpeg,.png"
        hint="PDF, JPG of PNG, hoogstens 20 MB per bestand."
        error={errors.find(({ field }) => field === 'evidence')?.message}
      />
      <Button variant="secondary">Toevoegen</Button>
    </Form>
  )
}

function Referee(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly compiled: CompiledRegulation
  readonly open: boolean
}) {
  const { activity, compiled, open, visit } = props
  const { referee } = activity
  if (referee === undefined) return null
  const { register, today } = visit.context
  const role = compiled.regulation.referee.roles.find(({ id }) => id === referee.relation)?.label
  const status = requestStatus({ ...referee, withdrawnOn: undefined }, today)
  const waits = activity.state === 'awaiting-referee' || activity.state === 'returned'
  const words = {
    open: `Gevraagd op ${formatDay(referee.sentOn)}. Reageren kan tot en met ${formatDay(referee.expiresOn)}.`,
    expired: `Gevraagd op ${formatDay(referee.sentOn)}. De link werkt sinds ${formatDay(referee.expiresOn.add({ days: 1 }))} niet meer.`,
    confirmed: `Bevestigd${referee.answeredOn === undefined ? '' : ` op ${formatDay(referee.answeredOn)}`}.`,
    declined: `Niet bevestigd${referee.answeredOn === undefined ? '' : ` op ${formatDay(referee.answeredOn)}`}.`,
    withdrawn: 'Ingetrokken.',
  }
  return (
    <>
      <h2 id="referent">Referent</h2>
      <SummaryList
        items={[
          { term: 'Naam', value: role === undefined ? referee.name : `${referee.name} (${role})` },
          { term: 'E-mailadres', value: referee.email },
          { term: 'Stand', value: words[status] },
          ...(referee.remark === '' ? [] : [{ term: 'Opmerking', value: referee.remark }]),
        ]}
      />
      {open && waits && (
        <p>
          <a href={paths.activityReferee(register.id, activity.id)}>
            Opnieuw vragen, iemand anders vragen of zelf ondertekenen
          </a>
        </p>
      )}
    </>
  )
}

const historyWords: Readonly<Record<string, string>> = {
  'activity add': 'Toegevoegd',
  'activity save-draft': 'Bewaard als concept',
  'activity hand-in': 'Ingestuurd',
  'activity plan': 'Gepland',
  'activity self-sign': 'Zelf ondertekend',
  'activity replace-referee': 'Andere bevestiging gekozen',
  'activity return': 'Teruggestuurd om aan te vullen',
  'activity approve': 'Goedgekeurd',
  'activity approve-partly': 'Deels goedgekeurd',
  'activity reject': 'Afgewezen',
  'evidence attach': 'Bewijs toegevoegd',
  'evidence remove': 'Bewijs verwijderd',
  'referee-request ask': 'Referent gevraagd',
  'referee-request remind': 'Referent herinnerd',
  'referee-request confirm': 'Bevestigd door referent',
  'referee-request decline': 'Niet bevestigd door referent',
  'referee-request expire': 'Referent reageerde niet op tijd',
  'referee-request withdraw': 'Vraag aan referent ingetrokken',
}

function timelineItem(entry: HistoryLine, register: Register) {
  const { say } = voice(register.address)
  const title = historyWords[`${entry.noun} ${entry.action}`]
  if (title === undefined) return []
  const about = entry.referee || entry.file
  // In the demo the business date runs ahead of the clock, so that only the day is right.
  const real = Temporal.Instant.from(entry.at).toZonedDateTimeISO('Europe/Amsterdam').toPlainDate()
  const at = real.equals(entry.day) ? formatMoment(entry.at) : formatDay(entry.day)
  return [
    {
      title: about === '' ? title : `${title}: ${about}`,
      at,
      iso: entry.at,
      ...(entry.byOwner ? { by: `door ${say('jou', 'u')}` } : {}),
    },
  ]
}
