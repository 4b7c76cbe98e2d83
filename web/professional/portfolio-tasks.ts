import { hasProof } from '#domain/activity/activity.ts'
import type { PortfolioActivity } from '#domain/activity/queries.ts'
import type { Portfolio } from '#domain/dossier/read-portfolio.ts'
import { voice } from '#regulations/voice.ts'
import { formatDay } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** Something that waits for the professional: what to do, and why or by when. */
export interface Task {
  readonly label: string
  readonly href: string
  readonly text: string
}

/** What waits for the professional, the most pressing first. */
export function tasksOf(visit: Visit, portfolio: Portfolio): readonly Task[] {
  return [...formalTasks(visit, portfolio), ...activityTasks(visit, portfolio)]
}

function* formalTasks(visit: Visit, portfolio: Portfolio): Generator<Task> {
  const { register, today } = visit.context
  const { you, You, your, say } = voice(register.address)
  const { matters, standing, assessment, mayApply } = portfolio
  if (standing.status === 'signed-up') {
    yield {
      label: `Maak ${your} aanmelding af`,
      href: paths.signUpTasks(register.id),
      text: `Daarna ${say('krijg je', 'krijgt u')} ${your} overeenkomst.`,
    }
  }
  if (standing.status === 'agreement-sent' && matters.agreementBefore !== undefined) {
    yield {
      label: `Teken ${your} overeenkomst`,
      href: paths.signAgreement(register.id),
      text: `Dat kan tot en met ${formatDay(matters.agreementBefore)}.`,
    }
  }
  if (standing.status === 'agreement-lapsed') {
    yield {
      label: 'Vraag een nieuwe overeenkomst aan',
      href: paths.newAgreement(register.id),
      text: 'De vorige is niet op tijd getekend.',
    }
  }
  if (matters.returned !== undefined) {
    yield {
      label: `Vul ${your} aanvraag aan`,
      href: paths.applicationReturn(register.id, matters.returned.applicationId),
      text: `Doe dat uiterlijk op ${formatDay(matters.returned.answerBefore)}.`,
    }
  }
  if (matters.invoice !== undefined) {
    const late = Temporal.PlainDate.compare(matters.invoice.dueOn, today) < 0
    yield {
      label: `Betaal ${your} factuur`,
      href:
        standing.status === 'approved'
          ? paths.payInvoice(register.id)
          : paths.invoices(register.id),
      text: late
        ? `Factuur ${matters.invoice.number} had op ${formatDay(matters.invoice.dueOn)} betaald moeten zijn.`
        : `Factuur ${matters.invoice.number} ${say('betaal je', 'betaalt u')} uiterlijk op ${formatDay(matters.invoice.dueOn)}.`,
    }
  }
  const ready = assessment.outcome === 'met' || assessment.outcome === 'undetermined'
  const certifiable = ['candidate', 'certified', 'expired'].includes(standing.status)
  if (standing.application !== undefined || !certifiable || mayApply.is !== 'may-apply') return
  const ends = standing.status === 'certified' ? standing.validity?.last : undefined
  if (ready) {
    yield {
      label: `Vraag ${your} certificering aan`,
      href: paths.certification(register.id),
      text:
        ends === undefined
          ? `${You} hebt genoeg om aan te vragen.`
          : `Doe dat vóór ${your} registratie afloopt op ${formatDay(ends)}.`,
    }
  } else if (ends !== undefined) {
    yield {
      label: `Werk toe naar ${your} nieuwe aanvraag`,
      href: paths.certification(register.id),
      text: `${You} kunt aanvragen tot en met ${formatDay(ends)}, maar ${you} haalt de norm nog niet.`,
    }
  }
}

function* activityTasks(visit: Visit, portfolio: Portfolio): Generator<Task> {
  const { register, today } = visit.context
  const { You } = voice(register.address)
  const { groups, matters, standing } = portfolio
  const here = (activity: PortfolioActivity) => paths.activity(register.id, activity.id)
  const all = [...groups.current, ...groups.later]
  for (const activity of all) {
    const question = matters.returned?.questions.get(activity.id)
    if (question !== undefined) {
      yield {
        label: `Vul ‘${activity.title}’ aan`,
        href: here(activity),
        text: short(question),
      }
    } else if (activity.state === 'returned' && activity.referee !== undefined) {
      const declined = activity.referee.answer === 'declined'
      yield {
        label: `Vul ‘${activity.title}’ aan`,
        href: here(activity),
        text: declined
          ? `${activity.referee.name} heeft niet bevestigd.`
          : `${activity.referee.name} heeft niet op tijd gereageerd.`,
      }
    }
  }
  for (const activity of groups.planned) {
    const { completedOn } = activity
    if (completedOn === undefined || Temporal.PlainDate.compare(completedOn, today) > 0) continue
    yield {
      label: `Stuur ‘${activity.title}’ in`,
      href: paths.editActivity(register.id, activity.id),
      text: `${You} had dit gepland op ${formatDay(completedOn)}.`,
    }
  }
  if (standing.application !== undefined) return
  for (const activity of all) {
    const { referee, state } = activity
    if ((state === 'entered' || state === 'returned') && !hasProof(activity)) {
      yield {
        label: `Voeg bewijs toe bij ‘${activity.title}’`,
        href: `${here(activity)}#bewijs`,
        text: 'Er ontbreekt een bewijsstuk.',
      }
    }
    if (state !== 'awaiting-referee' || referee === undefined) continue
    // After half of the term it is time to ask in person.
    const days = referee.sentOn.until(referee.expiresOn).days
    const half = referee.sentOn.add({ days: Math.floor(days / 2) })
    if (Temporal.PlainDate.compare(today, half) < 0) continue
    yield {
      label: `Vraag ${referee.name} om te reageren`,
      href: here(activity),
      text: `De link over ‘${activity.title}’ werkt tot en met ${formatDay(referee.expiresOn)}.`,
    }
  }
}

function short(text: string): string {
  return text.length > 140 ? `${text.slice(0, 139).trimEnd()}…` : text
}
