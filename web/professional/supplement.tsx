import type { Return } from '#domain/certification/application/queries.ts'
import { returnsOf } from '#domain/certification/application/queries.ts'
import type {
  Supplementable,
  Supplemented,
} from '#domain/certification/application/supplement-application.ts'
import {
  findSupplementable,
  supplementApplication,
} from '#domain/certification/application/supplement-application.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { aboutOf, asksFiles, statedLine } from '#domain/dossier/statement/in-words.ts'
import { asksDossier } from '#web/claim-words.tsx'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, files, select } from '#web/forms/questions.tsx'
import { formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { acceptedFiles } from '#web/professional/activity.form.tsx'
import { alsoStated, warningsOf } from '#web/professional/claims-to-see.tsx'
import { inCertification } from '#web/professional/crumbs.ts'
import { fileNotes } from '#web/professional/save-answer.tsx'
import { WhoHasIt } from '#web/professional/who-has-it.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { inBothUnits, speech, speechAbout, unitsOf } from '#web/speech.ts'

interface Answers {
  readonly proof: readonly ReceivedFile[]
  /** The id of the activity or the claim that the files show; empty where there are none. */
  readonly at: string
  readonly claims: readonly string[]
  readonly activities: readonly string[]
}

type Loaded = Supplementable & { readonly returns: readonly Return[] }

/** Toevoegen aan een aanvraag die is ingestuurd: files at what is in it, and what is not in it yet. */
export const supplementPage = formPage<Answers, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const found = await findSupplementable(context, registrationOf(visit), visit.param('id'))
    if (found.outcome === 'not-found') return notFound()
    if (found.outcome === 'closed') return closed(visit)
    return { ...found.it, returns: await returnsOf(context, found.it.file.application.id) }
  },
  form: supplementForm,
  page: (visit, it) => {
    const { application } = it.file
    const { register, you, your, Your, say } = speechAbout(visit, application.kind)
    const href = sentTo(visit)
    return {
      title: `Toevoegen aan ${your} aanvraag`,
      ...inCertification(visit, { label: `Aanvraag ${application.number}`, href }),
      lead: <WhoHasIt visit={visit} application={application} returns={it.returns} />,
      form: { guard: true, files: true },
      questions: ({ one }) => (
        <>
          {withFiles(it).length > 0 && (
            <>
              <h2>Een bestand bij wat {you} instuurde</h2>
              {one('at')}
              {one('proof')}
            </>
          )}
          {asksDossier(register) && (
            <>
              <h2>Een stuk dat er nog niet bij zit</h2>
              {it.addableClaims.length > 0 && one('claims')}
              <p>
                {it.addableClaims.length > 0 ? 'Staat het er niet bij? ' : ''}
                <a href={paths.dossier(register.id)}>Geef het eerst op in {your} dossier</a>. Daarna{' '}
                {say('kies je', 'kiest u')} het hier.
              </p>
            </>
          )}
          {it.addable.length > 0 && (
            <>
              <h2>Een activiteit die er nog niet bij zit</h2>
              {one('activities')}
            </>
          )}
        </>
      ),
      end: (
        <p>
          {Your} verklaring van {formatDay(application.submittedOn)}, dat alles waar is, geldt ook
          voor wat {you} nu toevoegt.
        </p>
      ),
      button: 'Toevoegen aan mijn aanvraag',
      back: { label: 'Niets toevoegen', href },
    }
  },
  save: async (visit, { proof, at, claims, activities }, it) => {
    const { application } = it.file
    const { you, your } = speechAbout(visit, application.kind)
    if (proof.length + claims.length + activities.length === 0) {
      const nothing = `Kies wat ${you} toevoegt.`
      return { wrong: firstAsked(it, nothing) }
    }
    const done = await supplementApplication(visit.context, {
      registrationId: registrationOf(visit),
      applicationId: application.id,
      files: proof,
      at: at === '' ? undefined : at,
      claims,
      activities,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'closed':
        return closed(visit)
      case 'added': {
        const notes = await notesOn(visit, done, at)
        const said =
          done.count === 0
            ? [`Er is niets toegevoegd aan ${your} aanvraag.`, ...notes]
            : [`Toegevoegd aan aanvraag ${application.number}.`, ...notes]
        return leaveFor(
          visit,
          sentTo(visit),
          said.join(' '),
          done.count === 0 || notes.length > 0 ? 'warning' : 'success',
        )
      }
    }
  },
})

// What was sent and can be shown with a file.
function withFiles({ activities, claims, loaded }: Loaded) {
  const { regulation } = loaded.compiled
  return [
    ...claims
      .filter(({ stated }) => asksFiles(regulation, aboutOf(stated)))
      .map(({ id, stated }) => ({ value: id, label: statedLine(regulation, stated) })),
    ...activities.map(({ id, title }) => ({ value: id, label: title || 'Activiteit' })),
  ]
}

function supplementForm(visit: Visit, it: Loaded) {
  const { application } = it.file
  const { register, you, You, your, certification } = speechAbout(visit, application.kind)
  const { regulation } = it.loaded.compiled
  const units = unitsOf(register, regulation)
  return form<Answers>(
    {
      at: select('bij', 'Waar hoort het bestand bij?', {
        required: '',
        options: [{ value: '', label: 'Kies wat het laat zien' }, ...withFiles(it)],
        width: 'full',
      }),
      proof: files('bestand', 'Bestand', {
        multiple: true,
        accept: acceptedFiles,
        hint: 'PDF, JPG of PNG, hoogstens 20 MB per bestand.',
      }),
      claims: checks('opgaven', `Wat ${you} hebt opgegeven en nog niet is ingestuurd`, {
        optional: true,
        options: it.addableClaims.map(({ id, stated, statedOn }) => ({
          value: id,
          label: statedLine(regulation, stated),
          hint: `Opgegeven op ${formatDay(statedOn)}`,
        })),
      }),
      activities: checks('activiteiten', `Wat ${you} hebt gedaan en nog niet is ingestuurd`, {
        hint: `Wat ${you} kiest, telt nu mee en niet meer voor ${your} volgende ${certification.name}. ${You} kiest dit één keer.`,
        optional: true,
        options: it.addable.map(({ id, title, completedOn, claimed, claimedSecond }) => ({
          value: id,
          label: title,
          hint: `${completedOn === undefined ? '' : `${formatDay(completedOn)}, `}${inBothUnits({ first: claimed ?? 0, second: claimedSecond }, units)}`,
        })),
      }),
    },
    {
      check: ({ at, proof }) => ({
        at: at === '' && (proof ?? []).length > 0 ? 'Kies waar het bestand bij hoort.' : undefined,
        proof:
          at !== '' && at !== undefined && proof?.length === 0
            ? 'Voeg het bestand toe, of kies hierboven niets.'
            : undefined,
      }),
    },
  )
}

// At the first of what is asked on the page.
function firstAsked(it: Loaded, message: string) {
  if (withFiles(it).length > 0) return { proof: message }
  if (it.addableClaims.length > 0) return { claims: message }
  return it.addable.length > 0 ? { activities: message } : { proof: message }
}

// What became of the files, and what of them is worth a second look.
async function notesOn(
  visit: Visit,
  { files: came }: Extract<Supplemented, { outcome: 'added' }>,
  at: string,
): Promise<readonly string[]> {
  if (came === undefined) return []
  const loaded = await loadDossier(visit.context, registrationOf(visit), visit.param('id'))
  if ('elsewhere' in came) return [...fileNotes(came), ...alsoStated(loaded, came.attached)]
  const claim = loaded.standing.claims.find(({ id }) => id === at)
  const warnings = claim === undefined ? [] : warningsOf(visit, loaded, claim)
  return [...fileNotes({ ...came, elsewhere: [] }), ...warnings]
}

function sentTo(visit: Visit): string {
  return paths.applicationSent(visit.context.register.id, visit.param('id'))
}

// Nothing can be added any more; why, and what to do, is said on the page of the application.
function closed(visit: Visit): Response {
  const { your, You } = speech(visit)
  if (visit.request.method !== 'POST') return seeOther(sentTo(visit))
  const said = `Aan ${your} aanvraag kan niets meer worden toegevoegd. Er is niets bewaard. Hieronder leest ${You.toLowerCase()} wie die heeft.`
  return leaveFor(visit, sentTo(visit), said, 'info')
}
