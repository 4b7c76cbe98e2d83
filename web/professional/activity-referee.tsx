import { openness } from '#domain/dossier/activity/openness.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Replacement } from '#domain/dossier/referee/replace-referee.ts'
import { replaceReferee } from '#domain/dossier/referee/replace-referee.ts'
import { voice } from '#language/voice.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { Alert, formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import { answersIn } from '#web/professional/activity.form.tsx'
import { frozenText, problemText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { ProofAnswers } from '#web/professional/proof.form.tsx'
import { proofQuestions, refereeIn } from '#web/professional/proof.form.tsx'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asks once more, asks somebody else, or takes the professional's own statement. */
export const activityReferee = formPage({
  load: async (visit) => {
    const registration = registrationOf(visit)
    const activity = await findActivity(visit.context, registration, visit.param('id'))
    if (activity === undefined) return notFound()
    const { compiled } = await loadDossier(visit.context, registration)
    return { activity, regulation: compiled.regulation }
  },
  form: ({ context: { register } }, { regulation }) => {
    const { you, say } = voice(register.address)
    const questions = proofQuestions(register, regulation, {
      legend: `Wat ${say('wil je', 'wilt u')} doen?`,
      required: `Kies wat ${you} wilt doen.`,
      ways: [
        {
          value: 'referee',
          label: 'Een referent vragen',
          hint: 'Dezelfde persoon opnieuw, of iemand anders.',
        },
        { value: 'self', label: 'Zelf ondertekenen' },
        { value: 'none', label: 'Niemand vragen, mijn bewijsstuk laat het zien' },
      ],
    })
    return form<ProofAnswers>(questions)
  },
  open: async (visit, { activity }) => {
    const open = await openness(visit.context, activity.id)
    const waits = activity.state === 'awaiting-referee' || activity.state === 'returned'
    if (open.is === 'open' && waits) return
    const notWaiting = 'Deze activiteit wacht niet op een referent.'
    const why = open.is === 'open' ? notWaiting : frozenText(open.is, visit)
    return leaveFor(visit, paths.activity(visit.context.register.id, activity.id), why, 'info')
  },
  known: (_, { activity }) => answersIn(activity.form.typed),
  page: (visit, { activity }) => {
    const { register, You, say } = speech(visit)
    const { referee } = activity
    const back = { label: activity.title, href: paths.activity(register.id, activity.id) }
    return {
      title: 'Referent',
      heading: 'Wie kan dit bevestigen?',
      caption: activity.title,
      ...inPortfolio(visit, back),
      version: activity.version,
      lead: (
        <>
          {referee !== undefined && referee.answer === undefined && (
            <p>
              {You} vroeg {referee.name} ({referee.email}) op {formatDay(referee.sentOn)}. Reageren
              kan tot en met {formatDay(referee.expiresOn)}. {say('Vraag je', 'Vraagt u')} opnieuw,
              dan werkt de oude link niet meer.
            </p>
          )}
          {referee?.refusesMail === true && (
            <Alert type="warning" title={`${referee.email} weigert e-mail`}>
              <p>Onze e-mail kwam niet aan. Vul een ander adres in, of kies iemand anders.</p>
            </Alert>
          )}
          {referee?.answer === 'declined' && (
            <Alert type="info" title={`${referee.name} heeft niet bevestigd`}>
              <p>{referee.remark === '' ? 'Er staat geen uitleg bij.' : `‘${referee.remark}’`}</p>
            </Alert>
          )}
        </>
      ),
      button: 'Versturen',
      back: { label: 'Terug', href: back.href },
    }
  },
  save: async (visit, answers, { activity }) => {
    const { context } = visit
    const { register, you, your, Your } = speech(visit)
    const replaced = await replaceReferee(
      context,
      registrationOf(visit),
      { id: activity.id, version: versionIn(visit.form) },
      replacementOf(answers),
    )
    const leave = (said: string, tone?: 'info') =>
      leaveFor(visit, paths.activity(register.id, activity.id), said, tone)
    switch (replaced.outcome) {
      case 'not-found':
        return notFound()
      case 'frozen':
        return leave('Deze activiteit wacht niet meer op een referent.', 'info')
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Deze activiteit is intussen gewijzigd" focus>
              <p>Bekijk die en kies opnieuw. Wat {you} typte, staat hieronder.</p>
            </Alert>
          ),
        }
      case 'asked-enough': {
        const confirmation =
          'Er gingen vandaag al veel vragen aan referenten uit. Probeer het morgen opnieuw.'
        return { wrong: { confirmation } }
      }
      case 'incomplete':
        return {
          errors: replaced.problems.map((problem) => ({
            // The files are on another page.
            field: problem.field === 'evidence' ? 'confirmation' : problem.field,
            message: problemText(problem, undefined, visit),
          })),
        }
      case 'asked':
        return leave(mailedTo(context.platform, 'een e-mail', refereeIn(answers).name))
      case 'self-signed':
        return leave(`${Your} eigen verklaring is bewaard.`)
      case 'withdrawn':
        return leave(`${Your} activiteit is ingestuurd met ${your} bewijsstuk.`)
    }
  },
})

function replacementOf(answers: ProofAnswers): Replacement {
  switch (answers.confirmation) {
    case 'referee':
      return { by: 'referee', referee: refereeIn(answers) }
    case 'self': {
      const { selfSignReason: reason = '', selfSignDeclared: declared = false } = answers
      return { by: 'self', reason, declared }
    }
    case 'none':
    case undefined:
      return { by: 'none' }
  }
}
