import { takesSupplements } from '#domain/certification/application/supplements.ts'
import { detailName, hasProof } from '#domain/dossier/activity/activity.ts'
import { amountFields } from '#domain/dossier/activity/check-activity.ts'
import { accreditationOfActivity } from '#domain/dossier/activity/course-of-activity.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { HistoryLine } from '#domain/dossier/activity/list-history.ts'
import { listHistory } from '#domain/dossier/activity/list-history.ts'
import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { proofWarnings } from '#domain/dossier/activity/proof-warnings.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { CountThere } from '#domain/dossier/bringing/count-in-each.ts'
import { countInEach } from '#domain/dossier/bringing/count-in-each.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { belongs } from '#domain/dossier/dossier/dossier.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { requestStatus } from '#domain/dossier/referee/referee.ts'
import { mayContest } from '#domain/learning/attendance/contest.ts'
import { lastContestOf } from '#domain/learning/attendance/queries.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import type { Kind } from '#engine'
import { assess, explainActivity, kindOn, valueActivity, valueInWords } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { AttendedWords, ContestWords } from '#web/attended.tsx'
import { Cuts } from '#web/explanation.tsx'
import { form } from '#web/forms/form.tsx'
import { files } from '#web/forms/questions.tsx'
import type { Unread } from '#web/forms/unread.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  formatDay,
  formatMoment,
  formatQuantity,
  SummaryList,
  Tag,
  Timeline,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { acceptedFiles } from '#web/professional/activity.form.tsx'
import {
  activityTag,
  detailItems,
  EvidenceFiles,
  frozenText,
  tooManyFilesText,
} from '#web/professional/activity-words.tsx'
import { alsoStated } from '#web/professional/claims-to-see.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { InOtherRegisters } from '#web/professional/in-other-registers.tsx'
import { aboutInterim, InterimPart } from '#web/professional/interim.tsx'
import { LooksLike, likeFor } from '#web/professional/join-course.tsx'
import { notConfirmed } from '#web/professional/portfolio-tasks.ts'
import { registrationFormOf } from '#web/professional/registration-form.ts'
import { fileNotes, preferredNote } from '#web/professional/save-answer.tsx'
import { UnreadAlert, unreadAnswers, unreadAt } from '#web/professional/unread-answers.tsx'
import { basisItem } from '#web/review/accreditation-basis.tsx'
import { accreditedBy, attributeItems } from '#web/review/application-words.tsx'
import { GroupWords } from '#web/review/group-words.tsx'
import { ProofWarnings } from '#web/review/proof-warnings.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, endedRegistrationOf, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { SaidElsewhereWords } from '#web/said-elsewhere.tsx'
import { SelfTested } from '#web/self-tested.tsx'
import { speech, speechAbout, unitOf } from '#web/speech.ts'
import { TakenOver } from '#web/taken-over.tsx'

/** One activity: what is asked, what was filled in, its evidence, and what counts of it. */
export async function showActivity(visit: Visit): Promise<Response> {
  return activityPage(visit, [])
}

const evidenceForm = form({
  evidence: files('evidence', 'Bewijsstuk toevoegen', {
    multiple: true,
    accept: acceptedFiles,
    hint: 'PDF, JPG, PNG of HEIC, hoogstens 20 MB per bestand.',
  }),
})

/** Adds files to the activity, without going through the whole form. */
export async function addActivityEvidence(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const id = visit.param('id')
  const here = paths.activity(context.register.id, id)
  const read = evidenceForm.read(form)
  const errors = read.outcome === 'wrong' ? [...read.errors] : []
  const { evidence: sent = [] } = read.answers
  if (sent.length === 0) {
    const none = { field: 'evidence', message: 'Kies een bestand: PDF, JPG, PNG of HEIC.' }
    return activityPage(visit, errors.length === 0 ? [none] : errors)
  }
  const added = await addEvidence(context, registrationOf(visit), id, sent)
  if (added.outcome === 'not-found') notFound()
  if (added.outcome === 'frozen') {
    return leaveFor(visit, here, frozenText('in-application', visit), 'info')
  }
  const { attached, tooMany } = added.evidence
  if (tooMany.length > 0) errors.push({ field: 'evidence', message: tooManyFilesText })
  if (errors.length > 0) return activityPage(visit, errors)
  const names = attached.map(({ name }) => `‘${name}’`).join(', ')
  const loaded = await loadDossier(context, registrationOf(visit))
  const said = [
    ...(names === '' ? [] : [`Toegevoegd: ${names}.`]),
    ...fileNotes(added.evidence),
    ...alsoStated(loaded, attached),
  ]
  return leaveFor(visit, here, said.join(' ').slice(0, 480))
}

// Where a file is added to what was sent, as long as the application takes any.
function AddToApplication({ visit, loaded }: Pick<Shown, 'visit' | 'loaded'>) {
  const { application } = loaded.standing
  if (application === undefined || !takesSupplements(application.status)) return null
  return (
    <a href={paths.supplementApplication(visit.context.register.id, application.id)}>
      Voeg een bestand toe aan {speech(visit).your} aanvraag
    </a>
  )
}

/** An activity in its dossier. */
interface Shown {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  readonly activity: PortfolioActivity
  readonly kind: Kind | undefined
  readonly open: Openness
  /** What was typed and cannot be read. */
  readonly unread: readonly Unread[]
  /** By which decision of the register it counts. */
  readonly held: Awaited<ReturnType<typeof accreditationOfActivity>>
}

async function activityPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { context } = visit
  const { register, say } = speech(visit)
  const loaded = await loadDossier(context, registrationOf(visit))
  const activity = loaded.activities.find(({ id }) => id === visit.param('id')) ?? notFound()
  const { id, state, evidence } = activity
  const open = await openness(context, id)
  const history = await listHistory(context, id, accountOf(visit).accountId)
  const interim = await aboutInterim(visit, id)
  const known = loaded.compiled.regulation.kinds.find((one) => one.id === activity.kind)
  const kind = known && kindOn(known, activity.completedOn)
  const ahead = state === 'planned' && !hasPassed(activity, context.today)
  const planPassed = state === 'planned' && !ahead
  const tag = activityTag(activity, loaded.standing.application)
  const formTitle = registrationFormOf(register, loaded.compiled.regulation, activity)
  const canChange = open.is === 'open'
  const unread = canChange ? unreadAnswers(visit, loaded.compiled, activity) : []
  const held = await accreditationOfActivity(context, activity.id)
  const { attended } = activity
  const contest = attended && (await lastContestOf(context, attended.id))
  const like =
    canChange && held === undefined && visit.request.method === 'GET'
      ? await likeFor(visit, activity.id)
      : undefined
  const about = { visit, loaded, activity, kind, open, unread, held }
  const note = preferredNote(visit, activity, loaded.compiled)
  return titledPage(
    visit,
    {
      title: activity.title === '' ? 'Concept zonder naam' : activity.title,
      ...inPortfolio(visit),
      errors,
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
    },
    <>
      <WhatIsAsked {...about} />
      <UnreadAlert {...{ visit, id, unread }} />
      {like !== undefined && <LooksLike {...{ visit, like }} activityId={activity.id} />}
      {!canChange && open.is !== 'not-found' && (
        <p class="lead">
          {frozenText(open.is, visit)}{' '}
          {open.is === 'in-application' && <AddToApplication visit={visit} loaded={loaded} />}
        </p>
      )}
      <Facts {...about} />
      <h2 id="uren">{sentenceCase(loaded.compiled.words.unit.many)}</h2>
      <Hours {...about} />
      <h2 id="bewijs">Bewijs</h2>
      {evidence.length === 0 && (
        <p>
          {ahead
            ? `Bewijs ${say('voeg je', 'voegt u')} toe als de activiteit is geweest.`
            : hasProof(activity)
              ? 'Geen bestanden. Een bevestiging is ook een bewijs.'
              : 'Nog geen bewijsstuk.'}
        </p>
      )}
      <EvidenceFiles visit={visit} activity={activity} />
      {canChange && (
        <ProofWarnings
          title="Kijk nog eens naar het bewijs"
          warnings={proofWarnings(activity, kind, loaded.activities)}
        />
      )}
      {activity.group !== undefined && <GroupWords group={activity.group} />}
      {activity.attended !== undefined && (
        <AttendedWords attended={activity.attended}>
          {' '}
          {endedRegistrationOf(visit) === undefined && mayContest(contest) && (
            <a href={paths.contestAttendance(register.id, id)}>Klopt dit niet?</a>
          )}
        </AttendedWords>
      )}
      {contest !== undefined && <ContestWords contest={contest} voice={speech(visit)} />}
      {activity.listed !== undefined && (
        <p>
          Bevestigd door een lijst: {activity.listed.label}, ontvangen op{' '}
          {formatDay(activity.listed.on)}.
        </p>
      )}
      {canChange && !ahead && note !== '' && <p>{note}</p>}
      {canChange && !ahead && (
        <PageForm visit={visit} files label="Bewijs toevoegen">
          {evidenceForm.ask(visit.form, errors).all}
          <Button variant="secondary">Toevoegen</Button>
        </PageForm>
      )}
      <Referee {...about} />
      {!ahead && formTitle !== undefined && (
        <>
          <h2>Formulier</h2>
          <p>
            <a href={paths.activityFormPdf(register.id, id)}>{formTitle} (PDF)</a>: om te bewaren,
            of om te printen en op papier te laten tekenen. Een getekend formulier{' '}
            {say('voeg je', 'voegt u')} toe als bewijs.
          </p>
        </>
      )}
      {!ahead && <SelfTested regulation={loaded.compiled.regulation} activity={activity} />}
      <SaidElsewhereWords said={activity.saidElsewhere} />
      <InOtherRegisters id={id} counts={await countsOf(visit, id)} />
      <InterimPart {...{ visit, activity, open }} compiled={loaded.compiled} about={interim} />
      <ButtonGroup>
        {canChange && (
          <Button href={paths.editActivity(register.id, id)}>
            {planPassed ? 'Aanvullen en insturen' : (editWords[state] ?? 'Wijzigen')}
          </Button>
        )}
        {endedRegistrationOf(visit) === undefined && (
          <Button variant="secondary" href={paths.newActivity(register.id, { kopie: id })}>
            Kopie maken
          </Button>
        )}
        {canChange && open.question === undefined && (
          <Button variant="link" href={paths.withdrawActivity(register.id, id)}>
            Intrekken
          </Button>
        )}
      </ButtonGroup>
      <h2>Wat er gebeurde</h2>
      <Timeline
        label="Wat er gebeurde"
        items={history.flatMap((line) => timelineItem(line, visit))}
      />
    </>,
  )
}

// What it counts in the other registers; where a form came back, that stands on the page before it.
async function countsOf(visit: Visit, id: string): Promise<readonly CountThere[]> {
  const { context, request } = visit
  if (request.method === 'POST' || otherRegisters(context).length === 0) return []
  return lookAsOwner(context, (own) => countInEach(own, id))
}

// Whether the day of an activity has come.
function hasPassed({ completedOn }: PortfolioActivity, today: Temporal.PlainDate): boolean {
  return completedOn !== undefined && Temporal.PlainDate.compare(completedOn, today) <= 0
}

const editWords: Partial<Record<PortfolioActivity['state'], string>> = {
  draft: 'Verder invullen',
  returned: 'Aanvullen',
}

function WhatIsAsked({ visit, activity, open }: Shown) {
  const { register, You, your, Your, say, certification } = speech(visit)
  const { id, state, referee, completedOn } = activity
  const warning = (title: string, text: Content) => (
    <Alert type="warning" title={title}>
      {text}
    </Alert>
  )
  if (state === 'planned' && activity.cancelled !== undefined) {
    return warning(
      'Deze uitvoering gaat niet door',
      <>
        {activity.cancelled !== '' && <p class="preserve">{activity.cancelled}</p>}
        <p>
          Kies een andere dag in het aanbod, en haal deze planning weg. Of verander de dag als{' '}
          {say('je', 'u')} het anders doet.
        </p>
      </>,
    )
  }
  if (open.is === 'open' && open.question !== undefined) {
    return warning(
      'Vul deze activiteit aan',
      <>
        <p>{open.question.text}</p>
        <p>
          Antwoord uiterlijk op {formatDay(open.question.answerBefore)}. {say('Ben je', 'Bent u')}{' '}
          klaar? Stuur dan{' '}
          <a href={paths.applicationReturn(register.id, open.question.applicationId)}>
            {your} aanvulling in
          </a>
          .
        </p>
      </>,
    )
  }
  if (state === 'returned' && referee !== undefined) {
    return warning(
      `${Your} referent heeft niet bevestigd`,
      <>
        <p>{notConfirmed(referee, ' deze activiteit')}</p>
        {referee.remark !== '' && <p>‘{referee.remark}’</p>}
        <p>
          <a href={paths.activityReferee(register.id, id)}>
            Vraag iemand anders of onderteken zelf
          </a>
        </p>
      </>,
    )
  }
  if (state === 'awaiting-referee' && referee?.refusesMail === true) {
    return warning(
      `Het e-mailadres van ${your} referent weigert e-mail`,
      <>
        <p>
          Onze e-mail aan {referee.name} ({referee.email}) kwam niet aan. Kijk of het adres klopt.
        </p>
        <p>
          <a href={paths.activityReferee(register.id, id)}>
            Vul een ander adres in, of vraag iemand anders
          </a>
        </p>
      </>,
    )
  }
  const { today } = visit.context
  if (state === 'planned' && completedOn !== undefined && hasPassed(activity, today)) {
    return warning(
      'Is deze activiteit doorgegaan?',
      <p>
        {You} had deze activiteit gepland op {formatDay(completedOn)}. Vul die aan en stuur die in.
      </p>,
    )
  }
  const claims = state === 'entered' || state === 'returned'
  if (!claims || hasProof(activity) || open.is !== 'open') return null
  return warning(
    'Er ontbreekt een bewijsstuk',
    <p>
      Voeg <a href="#bewijs">een bewijsstuk</a> toe. Zonder bewijs {say('kun je', 'kunt u')} geen{' '}
      {certification.name} aanvragen met deze activiteit.
    </p>,
  )
}

function Facts({ visit, loaded, activity, kind, unread, held }: Shown) {
  const { selfSignedOn, completedOn, accreditationLabel } = activity
  const { compiled } = loaded
  const named = accreditedBy(activity, compiled) ?? accreditationLabel
  const by = named === undefined ? '' : `, ${named}`
  return (
    <SummaryList
      items={[
        { term: 'Soort', value: kind?.label ?? activity.kind ?? 'Nog niet gekozen' },
        {
          term: activity.state === 'planned' ? 'Gepland op' : 'Datum',
          value:
            completedOn === undefined
              ? (unreadAt(unread, 'completed-on') ?? 'Nog niet ingevuld')
              : formatDay(completedOn),
        },
        ...detailItems(activity, kind),
        { term: 'Geaccrediteerd', value: accreditationText(activity, kind, by) },
        basisItem({ register: visit.context.register, activity, compiled, decided: held }),
        ...attributeItems(activity, compiled.regulation),
        selfSignedOn !== undefined && {
          term: 'Zelf ondertekend',
          value: `Op ${formatDay(selfSignedOn)}. ${activity.selfSignedReason}`,
        },
      ]}
    />
  )
}

function accreditationText(
  { accredited, accreditationRefused, state, form }: PortfolioActivity,
  kind: Kind | undefined,
  by: string,
): string {
  const isAsked = kind === undefined || kind.accreditation === 'possible'
  if (state === 'draft' && isAsked && !form.typed.accredited) return 'Nog niet ingevuld'
  if (!accredited) return 'Nee'
  return accreditationRefused === undefined ? `Ja${by}` : `Opgegeven${by}, maar niet erkend`
}

function Hours(props: Shown) {
  const { visit, loaded, activity, kind } = props
  const { register, committee, unit } = speechAbout(visit, activity.judgedIn)
  const { compiled, dossier } = loaded
  const { secondUnit } = compiled.regulation
  const { id, claimed, claimedSecond, form, state } = activity
  const { judgementReason, accreditationRefused } = activity
  const { attributesRefused, attributesRefusedReason } = activity
  const granted = state === 'approved' || state === 'partly'
  const recognisedAnyway =
    granted &&
    accreditationRefused === undefined &&
    labelOfActivity(compiled, activity)?.asks === true
  const assessed = assess(compiled, dossier, visit.context.today)
  const found = assessed.activities.find((one) => one.id === id)
  const finding = found && explainActivity(compiled, assessed, found)
  const value =
    kind && valueInWords(kind, valueActivity(kind, form.details, claimed), compiled.words)
  return (
    <>
      <SummaryList
        items={[
          {
            term: state === 'planned' ? 'Gepland' : 'Ingediend',
            value: claimed === undefined ? notClaimed(props) : formatQuantity(claimed, unit),
          },
          { term: 'Telt mee', value: countedText(props, finding?.counted ?? 0) },
          secondUnit !== undefined &&
            claimedSecond !== undefined && {
              term: `${sentenceCase(secondUnit.many)} ${state === 'planned' ? 'gepland' : 'ingediend'}`,
              value: formatQuantity(claimedSecond, unitOf({ unit: secondUnit })),
            },
          secondUnit !== undefined && {
            term: `${sentenceCase(secondUnit.many)} die meetellen`,
            value: formatQuantity(finding?.second?.counted ?? 0, unitOf({ unit: secondUnit })),
          },
          kind !== undefined &&
            value !== '' && { term: 'Zo rekenen we', value: `${value} (${kind.article})` },
        ]}
      />
      <Cuts
        finding={finding}
        register={register}
        version={compiled.regulation.version.toString()}
      />
      <TakenOver from={activity.takenOver} />
      {judgementReason !== '' && activity.takenOver?.decision === undefined && (
        <p>
          {committee.The} schreef: ‘{judgementReason}’
        </p>
      )}
      {attributesRefused.length > 0 && (
        <p>
          {committee.The} erkent niet alles wat is opgegeven: ‘{attributesRefusedReason}’
        </p>
      )}
      {accreditationRefused !== undefined && (
        <p>
          {committee.The} erkent de accreditatie niet: ‘{accreditationRefused}’ Wat is toegekend,
          telt wel mee, maar niet als geaccrediteerd.
        </p>
      )}
      {activity.accredited && state === 'rejected' && (
        <p>De {unit.many} tellen niet mee, en daarom ook niet als geaccrediteerd.</p>
      )}
      {recognisedAnyway && (
        <p>
          {committee.The} heeft de accreditatie erkend, ook al was het keurmerk een vraag
          {activity.accreditationAnyway === '' ? '.' : `: ‘${activity.accreditationAnyway}’`} De{' '}
          {unit.many} tellen als geaccrediteerd.
        </p>
      )}
    </>
  )
}

function notClaimed({ unread }: Shown): string {
  const amount = unread.find(({ field }) =>
    [...amountFields].some((amountField) => field === detailName(amountField)),
  )
  return (amount && unreadAt(unread, amount.field)) ?? 'Nog niet bekend'
}

function countedText({ visit, activity, loaded }: Shown, counted: number): string {
  const { you, your, certification, committee, unit } = speechAbout(visit, loaded.dossier.kind)
  const { state, usedBy } = activity
  if (usedBy !== undefined) return `Heeft geteld voor ${your} vorige ${certification.name}`
  if (state === 'draft') return `Nog niet. Een concept telt pas mee als ${you} het instuurt.`
  if (state === 'planned') {
    return 'Nog niet. Een geplande activiteit telt pas mee als die is geweest.'
  }
  if (!belongs(activity, loaded.standing.application?.id)) {
    return `Telt mee voor ${your} volgende ${certification.name}`
  }
  const final = state === 'approved' || state === 'partly'
  const until = counted > 0 && !final ? `, zolang ${committee.the} niet anders besluit` : ''
  return `${formatQuantity(counted, unit)}${until}`
}

function Referee({ visit, loaded, activity, open }: Shown) {
  const { referee, state } = activity
  if (referee === undefined) return null
  const { register, today } = visit.context
  const { roles } = loaded.compiled.regulation.referee
  const role = roles.find(({ id }) => id === referee.relation)?.label
  const { sentOn, expiresOn, answeredOn, remark, name } = referee
  const asked = `Gevraagd op ${formatDay(sentOn)}.`
  const on = answeredOn === undefined ? '' : ` op ${formatDay(answeredOn)}`
  const words = {
    open: `${asked} Reageren kan tot en met ${formatDay(expiresOn)}.`,
    expired: `${asked} De link werkt sinds ${formatDay(expiresOn.add({ days: 1 }))} niet meer.`,
    confirmed: `Bevestigd${on}.`,
    declined: `Niet bevestigd${on}.`,
    withdrawn: 'Ingetrokken.',
  }
  const waits = state === 'awaiting-referee' || state === 'returned'
  return (
    <>
      <h2 id="referent">Referent</h2>
      <SummaryList
        items={[
          { term: 'Naam', value: role === undefined ? name : `${name} (${role})` },
          { term: 'E-mailadres', value: referee.email },
          {
            term: 'Stand',
            value: words[requestStatus({ ...referee, withdrawnOn: undefined }, today)],
          },
          remark !== '' && { term: 'Opmerking', value: remark },
        ]}
      />
      {open.is === 'open' && waits && (
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
  'activity bring': 'Meegenomen uit een ander register',
  'activity join': 'Samengevoegd met dezelfde activiteit uit een ander register',
  'activity join-course': 'Herkend als een geaccrediteerde opleiding',
  'activity refuse-course': 'Niet de geaccrediteerde opleiding waar het op lijkt',
  'activity recount': 'Opnieuw gerekend na een wijziging in een ander register',
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
  'evidence make-form': 'Formulier gemaakt',
  'referee-request ask': 'Referent gevraagd',
  'referee-request remind': 'Referent herinnerd',
  'referee-request confirm': 'Bevestigd door referent',
  'referee-request decline': 'Niet bevestigd door referent',
  'referee-request expire': 'Referent reageerde niet op tijd',
  'referee-request withdraw': 'Vraag aan referent ingetrokken',
}

function timelineItem(entry: HistoryLine, visit: Visit) {
  const { say } = speech(visit)
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
      by: entry.byOwner ? `door ${say('jou', 'u')}` : undefined,
    },
  ]
}
