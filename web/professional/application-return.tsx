import type { AnswerProblem, OpenReturn } from '#domain/certification/application/answer-return.ts'
import { answerReturn, findOpenReturn } from '#domain/certification/application/answer-return.ts'
import {
  aboutOf,
  filesSince,
  hasEnoughProof,
  proofsSince,
} from '#domain/certification/application/application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { attachProof } from '#domain/dossier/statement/attach-proof.ts'
import { aboutOf as aboutStated, nameOf, statedLine } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import type { Question } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { checks, files, text } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Card, formatDay, formatList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { acceptedFiles } from '#web/professional/activity.form.tsx'
import type { Wanted } from '#web/professional/claim.form.tsx'
import { inCertification } from '#web/professional/crumbs.ts'
import { knows, statePath } from '#web/professional/open-questions.ts'
import { proofWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { inBothUnits, speech, unitsOf } from '#web/speech.ts'

interface ReturnAnswers {
  /** An answer to each question, by the name of its field. */
  readonly [answer: `antwoord-${string}`]: string
  /** The files that come with it. */
  readonly [files: `bestand-${string}`]: readonly ReceivedFile[]
  /** The activities that come with the application yet. */
  readonly toevoegen: readonly string[]
}

function answersForm(visit: Visit, { items, addable, compiled }: OpenReturn) {
  const { register, you, You, your, Your, certification } = speech(visit)
  const units = unitsOf(register, compiled.regulation)
  const room = {
    rows: 3,
    most: 2000,
    tooLong: (over: number) => `${Your} antwoord is ${over} tekens te lang.`,
  }
  const toAnswer = {
    ...room,
    hint: `Schrijf kort wat ${you} hebt aangevuld of wat het antwoord is.`,
    optional: false,
  }
  const answers: Readonly<Record<`antwoord-${string}`, Question<string>>> = Object.fromEntries(
    items.map(({ item }) => [
      fieldOf(item),
      item.item === 'application' ||
      (item.item === 'activity' && item.asks !== 'file') ||
      (item.item === 'claim' && item.asks === 'words')
        ? text(fieldOf(item), `${Your} antwoord`, toAnswer)
        : text(fieldOf(item), 'Toelichting', room),
    ]),
  )
  const proofs: Readonly<Record<`bestand-${string}`, Question<readonly ReceivedFile[]>>> =
    Object.fromEntries(
      items.flatMap((one) => {
        const { item } = one
        if (item.item !== 'activity' && item.item !== 'claim') return []
        const name = fileFieldOf(aboutOf(item))
        const title = titleOf(one, compiled, your)
        const label = item.asks === 'file' ? `Bestand bij ${title}` : 'Bestand erbij'
        const hint = 'PDF, JPG of PNG, hoogstens 20 MB per bestand.'
        // Only the file that was asked for has to come; that it is there already, its problem knows.
        const optional = item.asks === 'file' ? 'said-above' : true
        return [
          [name, files(name, label, { multiple: true, accept: acceptedFiles, hint, optional })],
        ]
      }),
    )
  return form<ReturnAnswers>({
    ...answers,
    ...proofs,
    toevoegen: checks('toevoegen', 'Wat hoort bij deze aanvraag?', {
      hint: `Wat ${you} kiest, telt nu mee en niet meer voor ${your} volgende ${certification.name}. ${You} kiest dit één keer.`,
      optional: true,
      options: addable.map(({ id, title, completedOn, claimed, claimedSecond }) => ({
        value: id,
        label: title,
        hint: `${completedOn === undefined ? '' : `${formatDay(completedOn)}, `}${inBothUnits({ first: claimed ?? 0, second: claimedSecond }, units)}`,
      })),
    }),
  })
}

/** Aanvulling: what the back office asks, with links to what was opened, and room to answer. */
export const applicationReturnPage = formPage({
  load: async (visit) => {
    const found = await findOpenReturn(visit.context, registrationOf(visit), visit.param('id'))
    switch (found.outcome) {
      case 'not-found':
        return notFound()
      case 'not-returned':
        return visit.request.method === 'POST' ? alreadyAnswered(visit) : seeOther(sentTo(visit))
      case 'open':
        return found.it
    }
  },
  form: answersForm,
  // Files are kept, also when an answer is still missing.
  sent: async (visit, it) => {
    for (const { item, activity, claim } of it.items) {
      const name = fileFieldOf(aboutOf(item))
      const files = visit.form.files.filter(({ field }) => field === name)
      if (files.length === 0) continue
      if (activity !== undefined) {
        await addEvidence(visit.context, registrationOf(visit), activity.id, files)
      }
      if (claim !== undefined) {
        const { personId } = it.file.applicant
        await attachProof(visit.context, { id: claim.id, personId }, files)
      }
    }
    return undefined
  },
  page: async (visit, before) => {
    const it = visit.request.method === 'POST' ? await withFiles(visit, before) : before
    const { register, you, your, Your } = speech(visit)
    const href = sentTo(visit)
    return {
      title: `${Your} aanvraag aanvullen`,
      ...inCertification(visit, { label: `Aanvraag ${it.file.application.number}`, href }),
      lead: <WhatIsMissing visit={visit} it={it} />,
      form: { guard: true, files: true },
      questions: ({ one }) =>
        it.items.map(({ item, activity, claim }) => (
          <Card>
            <h2>{titleOf({ item, activity, claim }, it.compiled, your)}</h2>
            <p>{item.question}</p>
            {activity && <Proof {...{ visit, it, activity }} />}
            {claim && <StatedProof {...{ visit, it, item, claim }} />}
            {item.item === 'state-more' && (
              <p>
                {it.statedSince.length > 0 &&
                  `Opgegeven: ${formatList(
                    it.statedSince.map(({ stated }) => statedLine(it.compiled.regulation, stated)),
                  )}. `}
                <a href={paths.dossier(register.id)}>Geef het op in {your} dossier</a>
              </p>
            )}
            {item.item === 'add-activities' &&
              (it.addable.length > 0 ? (
                one('toevoegen')
              ) : (
                <p>
                  Er is nog geen activiteit die {you} kunt toevoegen.{' '}
                  <a href={paths.newActivity(register.id)}>
                    Voeg eerst een activiteit met bewijs toe
                  </a>
                  .
                </p>
              ))}
            {(activity ?? claim) && one(fileFieldOf(aboutOf(item)))}
            {one(fieldOf(item))}
          </Card>
        )),
      button: 'Aanvulling insturen',
      back: { label: 'Later verdergaan', href },
    }
  },
  save: async (visit, answers, it) => {
    const { your, Your } = speech(visit)
    const answered = await answerReturn(visit.context, {
      registrationId: registrationOf(visit),
      applicationId: visit.param('id'),
      answers: it.items.map(({ item }) => ({
        item: aboutOf(item),
        answer: answers[fieldOf(item)] ?? '',
      })),
      add: answers.toevoegen,
    })
    const href = sentTo(visit)
    switch (answered.outcome) {
      case 'not-found':
        return notFound()
      case 'not-returned':
        return alreadyAnswered(visit)
      case 'too-late': {
        const until = formatDay(answered.answerBefore)
        const said = `Aanvullen kon tot en met ${until}. Neem contact met ons op.`
        return leaveFor(visit, href, said, 'info')
      }
      case 'incomplete':
        return { errors: answered.problems.map((one) => problem(one, it)) }
      case 'answered':
        return leaveFor(
          visit,
          href,
          `${Your} aanvulling is ingestuurd. We kijken of ${your} aanvraag nu volledig is.`,
        )
    }
  },
})

// The files that came with the form are there by now.
async function withFiles(visit: Visit, before: OpenReturn): Promise<OpenReturn> {
  const found = await findOpenReturn(visit.context, registrationOf(visit), visit.param('id'))
  return found.outcome === 'open' ? found.it : before
}

function fileFieldOf(activityId: string) {
  return `bestand-${activityId}` as const
}

function sentTo(visit: Visit): string {
  return paths.applicationSent(visit.context.register.id, visit.param('id'))
}

function alreadyAnswered(visit: Visit): Response {
  const said = `${speech(visit).You} had deze vragen al beantwoord.`
  return leaveFor(visit, sentTo(visit), said, 'info')
}

function WhatIsMissing({ visit, it }: { readonly visit: Visit; readonly it: OpenReturn }) {
  const { you, Your } = speech(visit)
  const { answerBefore, items } = it.open
  return (
    <>
      <p class="lead">
        We missen nog {items.length === 1 ? '1 ding' : `${items.length} dingen`}. Antwoord uiterlijk
        op <strong>{formatDay(answerBefore)}</strong>.
      </p>
      <Alert type="info">
        <p>
          Alleen wat hier staat, kan worden gewijzigd. De rest blijft zoals {you} het instuurde.{' '}
          {Your} aanvraag telt als ingestuurd op {formatDay(it.file.application.submittedOn)}, als{' '}
          {you} op tijd antwoordt.
        </p>
      </Alert>
    </>
  )
}

function fieldOf(item: OpenReturn['items'][number]['item']) {
  return `antwoord-${item.item === 'add-activities' ? 'toevoegen' : aboutOf(item)}` as const
}

// What an item is about, in a few words.
function titleOf(
  { item, activity, claim }: OpenReturn['items'][number],
  { regulation }: OpenReturn['compiled'],
  your: string,
): string {
  switch (item.item) {
    case 'activity':
      return activity?.title || 'Activiteit'
    case 'claim':
      return claim === undefined ? 'Opgave' : nameOf(regulation, aboutStated(claim.stated))
    case 'add-activities':
      return 'Activiteiten toevoegen'
    case 'application':
      return `Over ${your} aanvraag`
    case 'state-more':
      return 'Nog op te geven'
  }
}

// What was stated as it stands now, with the files that came since they were asked.
function StatedProof(props: {
  readonly visit: Visit
  readonly it: OpenReturn
  readonly item: OpenReturn['items'][number]['item']
  readonly claim: Claim
}) {
  const { visit, it, item, claim } = props
  const added = proofsSince(item, claim)
  const { regulation } = it.compiled
  const { member, subject } = aboutStated(claim.stated)
  const wanted = member === 'category' ? undefined : { member, subject }
  return (
    <p>
      {statedLine(it.compiled.regulation, claim.stated)}.{' '}
      {added.length > 0 && `Toegevoegd: ${formatList(added.map(({ name }) => `‘${name}’`))}.`}{' '}
      {wanted !== undefined && knows(regulation, asWanted(wanted)) && (
        <a href={statePath(visit.context.register.id, asWanted(wanted), claim.id)}>
          Geef het opnieuw op
        </a>
      )}
    </p>
  )
}

// Work is asked without its role, which is part of the answer.
function asWanted({ member, subject }: Wanted): Wanted {
  return { member, subject: member === 'work' ? '' : subject }
}

// At which answer a problem is, and what is said of it.
function problem({ item, is }: AnswerProblem, { items, compiled }: OpenReturn): FieldError {
  if (item === 'add-activities') {
    const message = 'Kies welke activiteiten erbij komen, of leg uit waarom er niets bij komt.'
    return { field: 'antwoord-toevoegen', message }
  }
  if (item === 'application') {
    return { field: 'antwoord-application', message: 'Geef antwoord op de vraag over de aanvraag.' }
  }
  const found = items.find((one) => aboutOf(one.item) === item)
  const title = found && titleOf(found, compiled, '')
  const it = title ? `‘${title}’` : 'deze activiteit'
  const messages = {
    'no-answer': `Geef antwoord op de vraag over ${it}.`,
    'nothing-added': `Geef antwoord op de vraag over ${it}.`,
    'nothing-stated': 'Geef op wat er mist, of leg uit waarom dat niet kan.',
    'no-file': `Voeg bij ${it} het bestand toe waar om is gevraagd.`,
    'no-proof': `Voeg bij ${it} een bewijs toe.`,
    unfinished: `Vul ${it} helemaal in en stuur de activiteit in.`,
  }
  const field = is === 'no-file' || is === 'no-proof' ? fileFieldOf(item) : `antwoord-${item}`
  return { field, message: messages[is] }
}

function Proof(props: {
  readonly visit: Visit
  readonly it: OpenReturn
  readonly activity: PortfolioActivity
}) {
  const { visit, it, activity } = props
  const asked = it.items.find((one) => one.activity?.id === activity.id)?.item
  const added = asked === undefined ? [] : filesSince(asked, activity)
  return (
    <p>
      {hasEnoughProof(activity, it.compiled.regulation.evidence.required)
        ? `Bewijs: ${proofWords(activity)}. `
        : 'Er is nog geen bewijs. '}
      {added.length > 0 && `Toegevoegd: ${formatList(added.map(({ name }) => `‘${name}’`))}. `}
      <a href={paths.activity(visit.context.register.id, activity.id)}>
        Activiteit bekijken of aanvullen
        <span class="visually-hidden"> ({activity.title})</span>
      </a>
    </p>
  )
}
