import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { declareRecusal } from '#domain/certification/committee/declare-recusal.ts'
import type { Conflict } from '#domain/certification/committee/judgement.ts'
import { approachFile, openFile } from '#domain/certification/committee/open-file.ts'
import { findTies } from '#domain/certification/committee/queries.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import { conflictText } from '#web/committee/to-judge.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  ErrorSummary,
  Form,
  formatDay,
  formatList,
  PageTitle,
  SummaryList,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import { kindWord } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'

// What comes before a file: whether a member has an interest in it, and that opening it is kept.

const most = 1000

/** Asks whether the member knows this person, before anything of the file is shown. */
export async function inspectionPage(visit: Visit, file: ApplicationFile): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { You, say } = voice(register.address)
  const { application, applicant } = file
  const { referees } = await findTies(context, file)
  const title = `Dossier ${application.number} openen`
  return page(
    visit,
    {
      title,
      current: paths.committee(register.id),
      breadcrumb: [{ label: 'Te beoordelen', href: paths.committee(register.id) }],
    },
    <>
      <PageTitle caption={kindWord(application.kind, register)}>{title}</PageTitle>
      <p class="lead">
        {say('Ken je', 'Kent u')} deze persoon, of iemand die hieronder staat? Meld dan een belang.
      </p>
      <SummaryList
        items={[
          { term: 'Naam', value: applicant.name },
          { term: 'Functie', value: applicant.work.jobTitle || 'Niet bekend' },
          { term: 'Werkgever', value: applicant.work.employer || 'Niet bekend' },
          { term: 'Gemeente of regio', value: applicant.work.municipality || 'Niet bekend' },
          {
            term: 'Referenten',
            value: referees.length === 0 ? 'Geen' : formatList(referees.map(({ name }) => name)),
          },
        ]}
      />
      <Alert type="info">
        <p>{You} opent persoonsgegevens. Dit wordt vastgelegd.</p>
      </Alert>
      <Form action={paths.committeeInspection(register.id, application.id)} {...formTokens(visit)}>
        <ButtonGroup>
          <Button>Ik heb geen belang. Dossier openen</Button>
          <Button variant="secondary" href={paths.committeeRecusal(register.id, application.id)}>
            Belang melden
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

/** Opens the file, which is kept. */
export async function sendInspection(visit: Visit): Promise<Response> {
  const { context } = visit
  const id = visit.param('id')
  const opened = await openFile(context, id, accountOf(visit).accountId)
  if (opened.outcome === 'not-found') notFound()
  return seeOther(paths.committeeApplication(context.register.id, id))
}

/** What a member sees of a file that they do not judge: that they do not, and why. */
export function conflictPage(
  visit: Visit,
  { application }: ApplicationFile,
  conflict: Conflict,
): Promise<Response> {
  const { register } = visit.context
  const { You, say } = voice(register.address)
  const title = `Aanvraag ${application.number} ${say('beoordeel je', 'beoordeelt u')} niet`
  return page(
    visit,
    {
      title,
      current: paths.committee(register.id),
      breadcrumb: [{ label: 'Te beoordelen', href: paths.committee(register.id) }],
    },
    <>
      <PageTitle>{title}</PageTitle>
      <p class="lead">
        {You} kunt dit dossier niet openen: {conflictText(conflict, register)}
      </p>
      <p>
        Andere leden van {wording(register).committee.the} beoordelen deze aanvraag. {You} hoeft
        niets te doen.
      </p>
      <p>
        <a href={paths.committee(register.id)}>Terug naar Te beoordelen</a>
      </p>
    </>,
  )
}

/** Asks which interest a member has in a file. */
export async function showRecusal(visit: Visit): Promise<Response> {
  const approached = await approachFile(
    visit.context,
    visit.param('id'),
    accountOf(visit).accountId,
  )
  switch (approached.outcome) {
    case 'not-found':
      return notFound()
    case 'conflict':
      return conflictPage(visit, approached.file, approached.conflict)
    case 'free':
      return recusalPage(visit, approached.file, visit.kept?.value('reden') ?? '', [])
  }
}

/** Takes the member off the file. */
export async function sendRecusal(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { you, You, Your } = voice(register.address)
  const id = visit.param('id')
  const { accountId } = accountOf(visit)
  const reason = form.value('reden').replace(/\r\n/g, '\n').trim()
  const approached = await approachFile(context, id, accountId)
  if (approached.outcome === 'not-found') notFound()
  if (approached.outcome === 'conflict') {
    return conflictPage(visit, approached.file, approached.conflict)
  }
  if (reason.length > most) {
    const message = `${Your} uitleg is ${reason.length - most} tekens te lang.`
    return recusalPage(visit, approached.file, reason, [{ field: 'reden', message }])
  }
  const recused = await declareRecusal(context, id, accountId, reason)
  switch (recused.outcome) {
    case 'not-found':
      return notFound()
    case 'no-reason':
      return recusalPage(visit, approached.file, reason, [
        { field: 'reden', message: `Leg uit welk belang ${you} hebt.` },
      ])
    case 'decided':
      visit.leave(
        `Over deze aanvraag is al besloten. Neem contact op met ${register.organisation.backOffice.short}.`,
        'warning',
      )
      return seeOther(paths.committee(register.id))
    case 'already':
    case 'recused':
      visit.leave(
        `${Your} belang is vastgelegd. ${You} beoordeelt aanvraag ${approached.file.application.number} niet.`,
      )
      return seeOther(paths.committee(register.id))
  }
}

function recusalPage(
  visit: Visit,
  { application }: ApplicationFile,
  reason: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { register } = visit.context
  const { you, You, say } = voice(register.address)
  const back = paths.committeeApplication(register.id, application.id)
  return page(
    visit,
    {
      title: 'Belang melden',
      current: paths.committee(register.id),
      breadcrumb: [
        { label: 'Te beoordelen', href: paths.committee(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
      wrong: errors.length > 0,
      status: errors.length > 0 ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle caption={`Aanvraag ${application.number}`}>Belang melden</PageTitle>
      <p class="lead">
        {You} stapt dan uit dit dossier. {You} kunt het niet meer openen, en een oordeel dat {you}{' '}
        al gaf, telt niet meer.
      </p>
      <p>Ingestuurd op {formatDay(application.submittedOn)}. Andere leden nemen het besluit.</p>
      <Form action={paths.committeeRecusal(register.id, application.id)} {...formTokens(visit)}>
        <Textarea
          name="reden"
          label={`Welk belang ${say('heb je', 'hebt u')}?`}
          hint="Bijvoorbeeld: wij zijn familie, of wij werkten tot vorig jaar samen."
          rows={4}
          most={most}
          value={reason}
          error={errorAt(errors, 'reden')}
        />
        <ButtonGroup>
          <Button>Belang vastleggen</Button>
          <Button variant="secondary" href={back}>
            Toch geen belang
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

/** A file of the evidence, for a member who has opened the dossier; to others it does not exist. */
export async function showFiledDocument(visit: Visit): Promise<Response> {
  const { context } = visit
  const { accountId } = accountOf(visit)
  const applicationId = visit.param('id')
  const approached = await approachFile(context, applicationId, accountId)
  if (approached.outcome !== 'free') notFound()
  if (!approached.bench.ties.openedToday.has(accountId)) notFound()
  return evidenceResponse(await openEvidence(context, visit.param('document'), { applicationId }))
}
