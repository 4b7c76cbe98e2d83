import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { declareRecusal } from '#domain/certification/committee/declare-recusal.ts'
import type { Conflict } from '#domain/certification/committee/judgement.ts'
import { approachFile, openFile } from '#domain/certification/committee/open-file.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { conflictText } from '#web/committee/to-judge.tsx'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, formatList, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import { kindWord } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'

// What comes before a file: whether a member has an interest in it, and that opening it is kept.

/** Asks whether the member knows this person, before anything of the file is shown. */
export function inspectionPage(visit: Visit, file: SeatedFile): Promise<Response> {
  const { register } = visit.context
  const { You, say } = voice(register.address)
  const { application, applicant, bench } = file
  const { jobTitle, employer, municipality } = applicant.work
  const { referees } = bench.ties
  return confirmPage(
    visit,
    {
      title: `Dossier ${application.number} openen`,
      caption: kindWord(application.kind, register),
      current: paths.committee(register.id),
      breadcrumb: [{ label: 'Te beoordelen', href: paths.committee(register.id) }],
      lead: (
        <p class="lead">
          {say('Ken je', 'Kent u')} deze persoon, of iemand die hieronder staat? Meld dan een
          belang.
        </p>
      ),
      form: { action: paths.committeeInspection(register.id, application.id) },
      button: 'Ik heb geen belang. Dossier openen',
      back: {
        label: 'Belang melden',
        href: paths.committeeRecusal(register.id, application.id),
      },
    },
    <>
      <SummaryList
        items={[
          { term: 'Naam', value: applicant.name },
          { term: 'Functie', value: jobTitle || 'Niet bekend' },
          { term: 'Werkgever', value: employer || 'Niet bekend' },
          { term: 'Gemeente of regio', value: municipality || 'Niet bekend' },
          {
            term: 'Referenten',
            value: referees.length === 0 ? 'Geen' : formatList(referees.map(({ name }) => name)),
          },
        ]}
      />
      <Alert type="info">
        <p>{You} opent persoonsgegevens. Dit wordt vastgelegd.</p>
      </Alert>
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
  return titledPage(
    visit,
    {
      title: `Aanvraag ${application.number} ${say('beoordeel je', 'beoordeelt u')} niet`,
      current: paths.committee(register.id),
      breadcrumb: [{ label: 'Te beoordelen', href: paths.committee(register.id) }],
    },
    <>
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

function recusalForm(register: Register) {
  const { Your, say } = voice(register.address)
  return form({
    reason: text('reden', `Welk belang ${say('heb je', 'hebt u')}?`, {
      hint: 'Bijvoorbeeld: wij zijn familie, of wij werkten tot vorig jaar samen.',
      rows: 4,
      most: 1000,
      optional: false,
      tooLong: (over) => `${Your} uitleg is ${over} tekens te lang.`,
    }),
  })
}

/** Asks which interest a member has in a file, and takes them off it. */
export const recusal = formPage({
  load: async (visit) => {
    const { accountId } = accountOf(visit)
    const approached = await approachFile(visit.context, visit.param('id'), accountId)
    switch (approached.outcome) {
      case 'not-found':
        return notFound()
      case 'conflict':
        return conflictPage(visit, approached.file, approached.conflict)
      case 'unopened':
      case 'open':
        return approached.file.application
    }
  },
  form: ({ context }) => recusalForm(context.register),
  page: ({ context: { register } }, application) => {
    const { you, You } = voice(register.address)
    const back = paths.committeeApplication(register.id, application.id)
    return {
      title: 'Belang melden',
      caption: `Aanvraag ${application.number}`,
      current: paths.committee(register.id),
      breadcrumb: [
        { label: 'Te beoordelen', href: paths.committee(register.id) },
        { label: `Aanvraag ${application.number}`, href: back },
      ],
      lead: (
        <>
          <p class="lead">
            {You} stapt dan uit dit dossier. {You} kunt het niet meer openen, en een oordeel dat{' '}
            {you} al gaf, telt niet meer.
          </p>
          <p>Ingestuurd op {formatDay(application.submittedOn)}. Andere leden nemen het besluit.</p>
        </>
      ),
      button: (
        <ButtonGroup>
          <Button>Belang vastleggen</Button>
          <Button variant="secondary" href={back}>
            Toch geen belang
          </Button>
        </ButtonGroup>
      ),
    }
  },
  save: async (visit, { reason }, { id, number }) => {
    const { context } = visit
    const { register } = context
    const { you, You, Your } = voice(register.address)
    const recused = await declareRecusal(context, id, accountOf(visit).accountId, reason)
    switch (recused.outcome) {
      case 'not-found':
        return notFound()
      case 'no-reason':
        return { wrong: { reason: `Leg uit welk belang ${you} hebt.` } }
      case 'decided':
        visit.leave(
          `Over deze aanvraag is al besloten. Neem contact op met ${register.organisation.backOffice.short}.`,
          'warning',
        )
        return seeOther(paths.committee(register.id))
      case 'already':
      case 'recused':
        visit.leave(`${Your} belang is vastgelegd. ${You} beoordeelt aanvraag ${number} niet.`)
        return seeOther(paths.committee(register.id))
    }
  },
})

/** A file of the evidence, for a member who has opened the dossier; to others it does not exist. */
export async function showFiledDocument(visit: Visit): Promise<Response> {
  const { context } = visit
  const applicationId = visit.param('id')
  const approached = await approachFile(context, applicationId, accountOf(visit).accountId)
  if (approached.outcome !== 'open') notFound()
  return evidenceResponse(await openEvidence(context, visit.param('document'), { applicationId }))
}
