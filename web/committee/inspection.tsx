import { approachFile, openFile } from '#domain/certification/committee/open-file.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { openProof } from '#domain/dossier/statement/open-proof.ts'
import { toJudge } from '#web/committee/to-judge.tsx'
import { proofResponse } from '#web/destroyed-file.tsx'
import { Alert, formatList, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceShown } from '#web/professional/activity-evidence.ts'
import { kindWord } from '#web/review/application-words.tsx'
import { declareInterestPage } from '#web/review/declare-interest.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// What comes before a file: whether a member has an interest in it, and that opening it is kept.

/** Asks whether the member knows this person, before anything of the file is shown. */
export function inspectionPage(visit: Visit, file: SeatedFile): Promise<Response> {
  visit.showsNothing()
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
          {say('Ken je', 'Kent u')} deze persoon, of iemand die hieronder staat? Meld dan een band.
        </p>
      ),
      form: { action: paths.committeeInspection(register.id, application.id) },
      button: 'Ik heb geen band. Dossier openen',
      back: {
        label: 'Een band melden',
        href: paths.committeeInterest(register.id, application.id),
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
        <p>
          {You} opent persoonsgegevens. Dit wordt vastgelegd, en {applicant.name} kan het zien.
        </p>
      </Alert>
    </>,
  )
}

/** Opens the file, which is kept. */
export async function sendInspection(visit: Visit): Promise<Response> {
  const { context } = visit
  const id = visit.param('id')
  const opened = await openFile(context, id, accountOf(visit).accountId)
  if (opened.outcome !== 'opened') notFound()
  return seeOther(paths.committeeApplication(context.register.id, id))
}

/** Where a member says that they have a tie with the applicant. */
export const applicationInterest = declareInterestPage(async (visit) => {
  const { register } = visit.context
  const approached = await approachFile(
    visit.context,
    visit.param('id'),
    accountOf(visit).accountId,
  )
  if (approached.outcome !== 'open' && approached.outcome !== 'unopened') return undefined
  const { id, number, registrationId } = approached.file.application
  return {
    registrationId,
    from: { label: `Aanvraag ${number}`, href: paths.committeeApplication(register.id, id) },
    list: { label: 'Te beoordelen', href: paths.committee(register.id) },
  }
})

/** A file of the evidence, for a member who has opened the dossier; to others it does not exist. */
export async function showFiledDocument(visit: Visit): Promise<Response> {
  const { context } = visit
  const applicationId = visit.param('id')
  const approached = await approachFile(context, applicationId, accountOf(visit).accountId)
  if (approached.outcome !== 'open') notFound()
  return evidenceShown(
    visit,
    await openEvidence(context, visit.param('document'), { applicationId }),
  )
}

/** A file that shows what was stated, for a member who has opened that application. */
export async function showFiledProof(visit: Visit): Promise<Response> {
  const { context } = visit
  const applicationId = visit.param('id')
  const approached = await approachFile(context, applicationId, accountOf(visit).accountId)
  if (approached.outcome !== 'open') notFound()
  return proofResponse(visit, await openProof(context, visit.param('proof'), { applicationId }))
}
