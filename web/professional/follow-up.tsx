import { answerFollowUp } from '#domain/certification/follow-up/answer-follow-up.ts'
import type { FollowUp } from '#domain/certification/follow-up/follow-up.ts'
import {
  followUpDay,
  followUpRule,
  followUpWords,
} from '#domain/certification/follow-up/follow-up.ts'
import { followUpsOf, inCategories } from '#domain/certification/follow-up/queries.ts'
import type { FollowUpRule } from '#engine'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { Alert, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asks somebody who has been in a category for so long how it stands. */
export const followUpPage = formPage({
  load: async (visit: Visit) => {
    const [followUp] = await followUpsOf(visit.context, registrationOf(visit))
    const rule = followUpRule(visit.context, followUp?.category)
    if (followUp === undefined || rule === undefined) return notFound()
    return { followUp, rule }
  },
  form: (visit) => {
    const { say, you, Your } = speech(visit)
    return form({
      answer: choice('antwoord', `${Your} antwoord`, {
        required: 'Kies een antwoord.',
        options: [
          { value: 'done', label: 'Ja' },
          { value: 'later', label: 'Nee, nog niet' },
        ],
      }),
      explanation: under(
        'answer',
        'later',
        text('toelichting', 'Waarom nog niet?', {
          required: 'Schrijf op waarom het nog niet is gelukt.',
          rows: 4,
          most: 2000,
        }),
      ),
      again: under(
        'answer',
        'later',
        day('wanneer', `Voor welke dag ${say('denk je', 'denkt u')} dat het wel lukt?`, {
          hint: `Rond die dag vragen we ${you} er weer naar.`,
          required: 'Vul een datum in.',
        }),
      ),
    })
  },
  known: (_, { followUp: { answer } }) => {
    if (answer === undefined) return {}
    return answer.is === 'done'
      ? { answer: answer.is }
      : { answer: answer.is, explanation: answer.explanation, again: answer.again }
  },
  page: (visit, { followUp, rule }) => ({
    title: rule.question,
    ...inDossier(visit),
    lead: (
      <>
        <p class="lead">
          {rule.text} ({rule.article})
        </p>
        <p>{followUpWords(followUp)}</p>
      </>
    ),
    button: 'Antwoord versturen',
    frame: (asked) => (followUp.settled === undefined ? asked : null),
  }),
  save: async (visit, { answer, explanation = '', again }, { followUp, rule }) => {
    const { register } = speech(visit)
    const done = await answerFollowUp(visit.context, {
      id: followUp.id,
      registrationId: registrationOf(visit),
      said:
        answer === 'later' && again !== undefined
          ? { is: 'later', explanation, again }
          : { is: 'done' },
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'not-ahead':
        return { wrong: { again: 'Kies een dag na vandaag.' } }
      case 'settled':
        return leaveFor(visit, visit.url.pathname, 'Deze vraag is intussen afgehandeld.', 'info')
      case 'answered':
        return answer === 'done' && rule.move !== undefined
          ? leaveFor(
              visit,
              paths.askMove(register.id, rule.move),
              'Bedankt. Geef hier op wat erbij hoort, en vraag de andere categorie aan.',
            )
          : leaveFor(visit, paths.dossier(register.id), 'Bedankt voor het antwoord.')
    }
  },
})

/** How it stands with what the category of somebody asks after so long. */
export interface OwnFollowUp {
  readonly rule: FollowUpRule
  /** The day on which it will be asked; absent once it was settled for good, or asked. */
  readonly due: Temporal.PlainDate | undefined
  readonly latest: FollowUp | undefined
}

/** Reads that of a registration, where its category asks something after so long. */
export async function ownFollowUp(
  { context }: Visit,
  registrationId: string,
  category: string | undefined,
): Promise<OwnFollowUp | undefined> {
  const rule = followUpRule(context, category)
  if (rule === undefined) return undefined
  const [found] = await inCategories(context, { registrationId })
  if (found?.since === undefined) return undefined
  const [latest] = found.asked
  return { rule, due: followUpDay(rule, found.since, found.asked), latest }
}

/** Whether it was asked and is still to be answered. */
export function isToAnswer({ latest }: Pick<OwnFollowUp, 'latest'>): boolean {
  return latest !== undefined && latest.settled === undefined && latest.answer === undefined
}

/** What the dossier says of it: the day by which, or the question that is open. */
export function FollowUpPart({
  visit,
  found: { rule, due, latest },
}: {
  readonly visit: Visit
  readonly found: OwnFollowUp
}) {
  const { register } = speech(visit)
  if (isToAnswer({ latest })) {
    return (
      <Alert type="warning" title={rule.question}>
        <p>
          {rule.text} <a href={paths.followUp(register.id)}>Beantwoord deze vraag</a>
        </p>
      </Alert>
    )
  }
  return (
    <SummaryList
      items={[
        due !== undefined && { term: 'Uiterlijk', value: `${formatDay(due)}. ${rule.text}` },
        latest !== undefined && {
          term: rule.question,
          value: followUpWords(latest),
          ...(latest.settled === undefined ? { changeHref: paths.followUp(register.id) } : {}),
        },
      ]}
    />
  )
}
