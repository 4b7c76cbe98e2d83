import { leavesFullRoom, leavesRoom } from '#domain/certification/application/application.ts'
import type { SelfCheck } from '#domain/certification/application/self-check.ts'
import { followUpRule } from '#domain/certification/follow-up/follow-up.ts'
import { hasProof } from '#domain/dossier/activity/activity.ts'
import type { AskedReferee, PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { isForAWhile } from '#domain/dossier/dossier/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { lacksColleague } from '#domain/dossier/supervision/supervision.ts'
import { paymentComesFirst, portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { asksActivities, explain } from '#engine'
import { formatList } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'
import { formatDay, formatQuantity } from '#web/kit/index.ts'
import type { Task } from '#web/layout/tasks.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import { moveFromFormer } from '#web/professional/open-questions.ts'
import { unreadAnswers, unreadText } from '#web/professional/unread-answers.tsx'
import type { Expectation } from '#web/review/application-words.tsx'
import { whenAnswered, whenDecided } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

/** What waits for the professional, the most pressing first. */
export function tasksOf(
  visit: Visit,
  portfolio: Portfolio,
  check: SelfCheck,
  /** What is asked beside activities, by name. */
  asked: readonly string[],
): readonly Task[] {
  return [
    ...formalTasks(visit, portfolio, check, asked),
    ...draftTasks(visit, portfolio, check),
    ...activityTasks(visit, portfolio),
  ]
}

function* formalTasks(
  visit: Visit,
  portfolio: Portfolio,
  check: SelfCheck,
  asked: readonly string[],
): Generator<Task> {
  const { today } = visit.context
  const { register, you, You, your, say, certification, committee } = speechAbout(
    visit,
    portfolio.dossier.kind,
  )
  const { matters, standing } = portfolio
  const unpaidFirst = paymentComesFirst(register, standing.status)
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
  if (matters.refused !== undefined && standing.application === undefined) {
    const objectBefore = lastDayToObject(register, matters.refused.decidedOn)
    if (Temporal.PlainDate.compare(today, objectBefore) <= 0) {
      yield {
        label: `Lees het besluit op ${your} aanvraag`,
        href: paths.applicationSent(register.id, matters.refused.applicationId),
        text: `${committee.The} heeft ${your} aanvraag afgewezen. Bezwaar maken kan tot en met ${formatDay(objectBefore)}.`,
      }
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
    const { number, dueOn } = matters.invoice
    const late = Temporal.PlainDate.compare(dueOn, today) < 0
    // Somebody could apply if it were paid; the first one makes a candidate.
    const held =
      leavesRoom(check.assessment) &&
      unpaidFirst &&
      mayApplyAs(portfolio, ['approved', 'candidate', 'certified', 'expired'])
    yield {
      label: `Betaal ${your} factuur`,
      href: (standing.status === 'approved' ? paths.payInvoice : paths.invoices)(register.id),
      text:
        (late
          ? `Factuur ${number} had op ${formatDay(dueOn)} betaald moeten zijn.`
          : `Factuur ${number} ${say('betaal je', 'betaalt u')} uiterlijk op ${formatDay(dueOn)}.`) +
        (held ? ` Daarna ${say('kun je', 'kunt u')} ${certification.name} aanvragen.` : ''),
    }
  }
  yield* colleagueTasks(visit, portfolio)
  yield* followUpTasks(visit, portfolio)
  if (asked.length > 0) {
    yield {
      label: `Vul ${your} dossier aan`,
      href: paths.dossier(register.id),
      text: `We vragen nog: ${formatList(asked.slice(0, 3))}${asked.length > 3 ? ', en meer' : ''}.`,
    }
  }
  if (!mayApplyAs(portfolio, ['candidate', 'certified', 'expired'])) return
  if (unpaidFirst && matters.invoice !== undefined) return
  const ends = standing.status === 'certified' ? standing.validity?.last : undefined
  const seeWhat = `Bekijk wat ${you} nog nodig hebt`
  const temporary = standing.temporary !== undefined
  // What a committee might still find enough is no reason to apply as long as there is time to do more.
  const timeLeft = ends !== undefined && inFirstHalf(portfolio, today)
  const move = moveFromFormer(portfolio.compiled.regulation, standing.category)
  if (move !== undefined) {
    const to = labelOfCategory(register, move.to)
    yield {
      label: `Vraag de categorie ${to} aan`,
      href: paths.askMove(register.id, move.id),
      text: move.text,
    }
  } else if (
    leavesFullRoom(check.assessment) &&
    !(timeLeft && check.assessment.outcome === 'for-the-committee')
  ) {
    yield {
      label: `Vraag ${your} ${portfolio.dossier.kind === 'renewal' ? certification.renewal : certification.name} aan`,
      href: paths.certification(register.id),
      text:
        ends === undefined
          ? `${You} hebt genoeg om aan te vragen.`
          : `Doe dat vóór ${your} registratie afloopt op ${formatDay(ends)}.`,
    }
  } else if (ends !== undefined && temporary) {
    const open = explain(portfolio.compiled, check.assessment)
      .norms.filter(({ outcome }) => outcome === 'not-met')
      .map(({ label }) => withinSentence(label))
    yield {
      label: 'Haal in wat nog openstaat',
      href: paths.certification(register.id),
      text: `${You} bent ${certification.temporary.certified} tot en met ${formatDay(ends)}. Nog nodig: ${formatList(open)}. ${say('Vraag je', 'Vraagt u')} vóór die dag niets aan, dan eindigt ${your} ${certification.temporary.name}.`,
    }
  } else if (ends !== undefined && leavesRoom(check.assessment)) {
    yield {
      label: `Werk toe naar ${your} nieuwe aanvraag`,
      href: paths.certification(register.id),
      button: seeWhat,
      text: `${You} kunt aanvragen tot en met ${formatDay(ends)}. ${explain(portfolio.compiled, check.assessment).sentence}`,
    }
  } else if (ends !== undefined && !inFirstHalf(portfolio, today)) {
    yield {
      label: `Werk toe naar ${your} nieuwe aanvraag`,
      href: paths.certification(register.id),
      button: seeWhat,
      text: `${You} kunt aanvragen tot en met ${formatDay(ends)}, maar ${you} haalt de norm nog niet.`,
    }
  }
}

/** Whether somebody has more than half of their period before them: then there is nothing to catch up. */
export function inFirstHalf(
  { dossier }: Pick<Portfolio, 'dossier'>,
  today: Temporal.PlainDate,
): boolean {
  // Whoever is registered for a while has those days to make up for what is open.
  const period = dossier.temporary ?? dossier.period
  if (period === undefined) return false
  const half = period.first.add({ days: Math.floor(period.first.until(period.last).days / 2) })
  return Temporal.PlainDate.compare(today, half) < 0
}

// Who asks to be taken on, and whom the category asks for all the time.
function* colleagueTasks(
  visit: Visit,
  { matters, standing, compiled }: Portfolio,
): Generator<Task> {
  const { register, you, You } = speech(visit)
  for (const { id, document, name } of matters.askedBy) {
    yield {
      label: `Antwoord ${name}`,
      href: paths.supervision(register.id, id),
      text: `${name} vraagt ${you} als ${colleagueIn(visit.context, document).who}.`,
    }
  }
  for (const { id, title, name } of matters.toSign) {
    yield {
      label: `Teken ‘${title}’ mee`,
      href: paths.answerSigning(register.id, id),
      text: `${name} heeft getekend en wacht op ${you === 'je' ? 'jouw' : 'uw'} handtekening.`,
    }
  }
  for (const { what, document, name } of matters.notReached) {
    yield {
      label: `Vraag ${name} zelf`,
      href:
        what === 'supervision'
          ? paths.askColleague(register.id, document)
          : paths.signHere(register.id, document),
      text: `Onze e-mail aan ${name} kwam niet aan: het adres weigert e-mail. Het antwoord kan ook zonder die e-mail, na inloggen.`,
    }
  }
  if (!portfolioIsOpen(register, standing)) return
  for (const { id, colleague } of lacksColleague(
    compiled.regulation,
    standing.category,
    matters.colleagues,
  )) {
    yield {
      label: `Vraag een ${colleague.who}`,
      href: paths.askColleague(register.id, id),
      text: `${You} hebt in deze categorie steeds een ${colleague.who} nodig.`,
    }
  }
}

// What is asked after so long in a category: to answer, and once it is done to ask the next one.
function* followUpTasks(visit: Visit, { matters, standing }: Portfolio): Generator<Task> {
  const { register, You, your } = speech(visit)
  const rule = followUpRule(visit.context, standing.category)
  if (matters.followUp === undefined || rule === undefined) return
  const { answer } = matters.followUp
  if (answer === undefined) {
    yield {
      label: rule.question,
      href: paths.followUp(register.id),
      text: rule.text,
      button: 'Vraag beantwoorden',
    }
  } else if (answer === 'done' && rule.move !== undefined && standing.application === undefined) {
    yield {
      label: `Vraag ${your} andere categorie aan`,
      href: paths.askMove(register.id, rule.move),
      text: `${You} zei dat het gedaan is. Geef op wat erbij hoort, en vraag het aan.`,
    }
  }
}

// Whether nothing but the norms and an invoice stands in the way of an application, in these statuses.
function mayApplyAs(
  { standing, mayApply }: Portfolio,
  statuses: readonly Portfolio['standing']['status'][],
): boolean {
  const none = standing.application === undefined
  return none && mayApply.is === 'may-apply' && statuses.includes(standing.status)
}

// As long as the norms are not met, a draft is what brings them closer.
function* draftTasks(visit: Visit, portfolio: Portfolio, check: SelfCheck): Generator<Task> {
  const { register, you, unit } = speech(visit)
  if (!portfolioIsOpen(register, portfolio.standing) || leavesFullRoom(check.assessment)) return
  const { first, last } = check.assessment.window
  for (const draft of check.contents.drafts) {
    const { id, title, claimed, completedOn } = draft
    const { compare } = Temporal.PlainDate
    // Outside the days that count it brings nothing closer.
    if (completedOn && (compare(completedOn, first) < 0 || compare(completedOn, last) > 0)) continue
    const amount = claimed === undefined ? '' : ` van ${formatQuantity(claimed, unit)}`
    const unread = unreadText(unreadAnswers(visit, portfolio.compiled, draft))
    yield {
      label: `Maak ‘${title || 'Zonder naam'}’ af`,
      href: paths.editActivity(register.id, id),
      text: `Dit is een concept${amount}. ${unread === '' ? '' : `${unread} `}Het telt pas mee als ${you} het instuurt.`,
    }
  }
}

function* activityTasks(visit: Visit, portfolio: Portfolio): Generator<Task> {
  const { today } = visit.context
  const { register, You } = speech(visit)
  const { groups, matters, standing } = portfolio
  const here = (activity: PortfolioActivity) => paths.activity(register.id, activity.id)
  const all = [...groups.current, ...groups.later]
  for (const activity of all) {
    const { state, referee } = activity
    const question = matters.returned?.questions.get(activity.id)
    const text =
      question !== undefined
        ? short(question)
        : state === 'returned' && referee && notConfirmed(referee)
    if (text) yield { label: `Vul ‘${activity.title}’ aan`, href: here(activity), text }
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
    if (referee.refusesMail) {
      yield {
        label: `Vul een ander e-mailadres in voor ${referee.name}`,
        href: paths.activityReferee(register.id, activity.id),
        text: `${referee.email} weigert onze e-mail over ‘${activity.title}’.`,
      }
      continue
    }
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

/** That a referee did not confirm, or not in time. */
export function notConfirmed({ name, answer }: AskedReferee, what = ''): string {
  return answer === 'declined'
    ? `${name} heeft${what} niet bevestigd.`
    : `${name} heeft niet op tijd gereageerd.`
}

function short(text: string): string {
  return text.length > 140 ? `${text.slice(0, 139).trimEnd()}…` : text
}

// As long somebody is congratulated with a new certificate.
const congratulated = { days: 30 }

/** How things stand when there is nothing to do: who is next, and when. */
export interface Now {
  readonly title: string
  readonly text: string
  readonly link?: { readonly label: string; readonly href: string }
  /** Something to be glad about. */
  readonly glad?: boolean
  /** It has just happened, and looking at it comes before all else. */
  readonly fresh?: boolean
}

/** What somebody waits for, or could do next without any hurry. */
export function nowOf(
  visit: Visit,
  portfolio: Portfolio,
  check: SelfCheck,
  expected: Expectation,
): Now | undefined {
  const { register, you, You, your, say, certification, certificate, committee } = speechAbout(
    visit,
    portfolio.dossier.kind,
  )
  const { standing, assessment, mayApply, matters } = portfolio
  const activities = asksActivities(portfolio.compiled.regulation)
  if (standing.application !== undefined) {
    if (standing.application.status === 'returned') return undefined
    const { backOffice } = register.organisation
    const meeting = whenDecided(register, expected)
    const answer = whenAnswered(register, expected)
    return {
      title:
        standing.application.status === 'submitted'
          ? `${sentenceCase(backOffice.short)} controleert of ${your} aanvraag compleet is`
          : `${committee.The} beoordeelt ${your} aanvraag`,
      text: `${meeting} ${answer} Daarvoor ${say('hoef je', 'hoeft u')} nu niets te doen.`,
      link: {
        label: `Bekijk waar ${your} aanvraag staat`,
        href: paths.applicationSent(register.id, standing.application.id),
      },
    }
  }
  const awaited = check.contents.withoutProof.find(({ state }) => state === 'awaiting-referee')
  if (awaited?.referee !== undefined && !leavesFullRoom(check.assessment)) {
    const { name, expiresOn } = awaited.referee
    const after = leavesFullRoom(assessment) ? ` Daarna ${say('kun je', 'kunt u')} aanvragen.` : ''
    return {
      title: `${name} moet nog bevestigen`,
      text: `${mailedTo(visit.context.platform, `een e-mail over ‘${awaited.title}’`, name)} Reageren kan tot en met ${formatDay(expiresOn)}.${after}`,
      link: { label: 'Bekijk de activiteit', href: paths.activity(register.id, awaited.id) },
    }
  }
  if (standing.status === 'certified' && standing.validity !== undefined) {
    const { first, last } = standing.validity
    const temporary = isForAWhile(standing, visit.context.today)
    const { certified } = temporary ? certification.temporary : certification
    const from = mayApply.is === 'too-early' ? mayApply.from : undefined
    const { today } = visit.context
    const fresh = Temporal.PlainDate.compare(today, first.add(congratulated)) < 0
    return {
      glad: !temporary,
      fresh,
      title:
        fresh && !temporary
          ? `Gefeliciteerd, ${you} bent ${certified}`
          : `${You} bent ${certified}`,
      text:
        `${fresh ? 'Dat geldt tot' : 'Tot'} en met ${formatDay(last)}. ` +
        (from === undefined
          ? leavesRoom(check.assessment)
            ? `${You} kunt opnieuw ${certification.name} aanvragen.`
            : `Opnieuw aanvragen kan zodra ${you} aan de norm komt.${activities ? ` Tot dan ${say('voeg je', 'voegt u')} toe wat ${you} doet.` : ''}`
          : `Opnieuw aanvragen kan vanaf ${formatDay(from)}.${activities ? ` Tot dan ${say('voeg je', 'voegt u')} toe wat ${you} doet.` : ''}`),
      link: {
        label: `Bekijk ${your} ${certificate.name} en keurmerk`,
        href: paths.certification(register.id),
      },
    }
  }
  if (standing.status === 'agreement-signed') {
    return {
      title: `We controleren ${your} overeenkomst`,
      text: `${You} krijgt een e-mail als dat klaar is. ${You} hoeft nu niets te doen.`,
    }
  }
  if (standing.status === 'expired') {
    const on = standing.validity === undefined ? '' : ` op ${formatDay(standing.validity.last)}`
    const { name, certified } =
      standing.temporary === undefined ? certification : certification.temporary
    return {
      title: `${sentenceCase(your)} ${name} is${on} afgelopen`,
      text: `${You} staat niet meer als ${certified} in het openbare register. Zodra ${you} weer aan de norm komt, ${say('kun je', 'kunt u')} opnieuw aanvragen.`,
    }
  }
  if (matters.invoice === undefined && standing.status === 'candidate') {
    const temporaryNow = check.assessment.temporary !== undefined
    return {
      title: `${You} kunt in ${your} eigen tempo verder`,
      text: `${activities ? `Voeg toe wat ${you} doet, met een bewijsstuk. ` : ''}Zodra ${you} aan de norm komt, ${say('kun je', 'kunt u')} hier ${certification.name} aanvragen.${temporaryNow ? ` Nu al kan het voor een tijd: ${certification.temporary.certified}.` : ''}`,
    }
  }
  return undefined
}
