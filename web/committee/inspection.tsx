import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { declareRecusal } from '#domain/certification/committee/declare-recusal.ts'
import { approachFile, openFile } from '#domain/certification/committee/open-file.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { openProof } from '#domain/dossier/statement/open-proof.ts'
import type { Conflict } from '#domain/people/body/conflict.ts'
import { conflictText, toJudge } from '#web/committee/to-judge.tsx'
import { proofResponse } from '#web/destroyed-file.tsx'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Alert, formatDay, formatList, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import { kindWord } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

// What comes before a file: whether a member has an interest in it, and that opening it is kept.

/** Asks whether the member knows this person, before anything of the file is shown. */
export function inspectionPage(visit: Visit, file: SeatedFile): Promise<Response> {
  const { register, You, say } = speech(visit)
  const { application, applicant, bench } = file
  const { jobTitle, employer, municipality } = applicant.work
  const { referees, declarants } = bench.ties
  return confirmPage(
    visit,
    {
      title: `Dossier ${application.number} openen`,
      caption: kindWord(application.kind, register),
      ...toJudge(register),
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
          declarants.length > 0 && {
            term: 'Verklaarden iets',
            value: formatList(
              declarants.map(({ name, organisation }) => `${name} (${organisation})`),
            ),
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
  const { register, committee, You, say } = speechAbout(visit, application.kind)
  return titledPage(
    visit,
    {
      title: `Aanvraag ${application.number} ${say('beoordeel je', 'beoordeelt u')} niet`,
      ...toJudge(register),
    },
    <>
      <p class="lead">
        {You} kunt dit dossier niet openen: {conflictText(conflict, register)}
      </p>
      <p>
        Andere leden van {committee.the} beoordelen deze aanvraag. {You} hoeft niets te doen.
      </p>
      <p>
        <a href={paths.committee(register.id)}>Terug naar Te beoordelen</a>
      </p>
    </>,
  )
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
  form: (visit) => {
    const { Your, say } = speech(visit)
    return form({
      reason: text('reden', `Welk belang ${say('heb je', 'hebt u')}?`, {
        hint: 'Bijvoorbeeld: wij zijn familie, of wij werkten tot vorig jaar samen.',
        rows: 4,
        most: 1000,
        optional: false,
        tooLong: (over) => `${Your} uitleg is ${over} tekens te lang.`,
      }),
    })
  },
  page: (visit, application) => {
    const { register, you, You } = speech(visit)
    const back = paths.committeeApplication(register.id, application.id)
    return {
      title: 'Belang melden',
      caption: `Aanvraag ${application.number}`,
      ...toJudge(register, { label: `Aanvraag ${application.number}`, href: back }),
      lead: (
        <>
          <p class="lead">
            {You} stapt dan uit dit dossier. {You} kunt het niet meer openen, en een oordeel dat{' '}
            {you} al gaf, telt niet meer.
          </p>
          <p>Ingestuurd op {formatDay(application.submittedOn)}. Andere leden nemen het besluit.</p>
        </>
      ),
      button: 'Belang vastleggen',
      back: { label: 'Toch geen belang', href: back },
    }
  },
  save: async (visit, { reason }, { id, number }) => {
    const { context } = visit
    const { register, you, You, Your } = speech(visit)
    const list = paths.committee(register.id)
    const recused = await declareRecusal(context, id, accountOf(visit).accountId, reason)
    switch (recused.outcome) {
      case 'not-found':
        return notFound()
      case 'no-reason':
        return { wrong: { reason: `Leg uit welk belang ${you} hebt.` } }
      case 'decided':
        return leaveFor(
          visit,
          list,
          `Over deze aanvraag is al besloten. Neem contact op met ${register.organisation.backOffice.short}.`,
          'warning',
        )
      case 'already':
      case 'recused':
        return leaveFor(
          visit,
          list,
          `${Your} belang is vastgelegd. ${You} beoordeelt aanvraag ${number} niet.`,
        )
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

/** A file that shows what was stated, for a member who has opened that application. */
export async function showFiledProof(visit: Visit): Promise<Response> {
  const { context } = visit
  const applicationId = visit.param('id')
  const approached = await approachFile(context, applicationId, accountOf(visit).accountId)
  if (approached.outcome !== 'open') notFound()
  return proofResponse(visit, await openProof(context, visit.param('proof'), { applicationId }))
}
