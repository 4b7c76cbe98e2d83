import type { Advice, GrantProblem } from '#domain/certification/application/application.ts'
import {
  asksSecond,
  claimedAttributes,
  claimsAccreditation,
} from '#domain/certification/application/application.ts'
import { assessLoaded } from '#domain/certification/application/assess-filed.ts'
import { attributesFound } from '#domain/certification/application/queries.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Amount, CompiledRegulation, Regulation, SecondUnit } from '#engine'
import type { Register } from '#regulations/register.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FormOf, FormOptions, Wrong } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { amount, checks, choice, text } from '#web/forms/questions.tsx'
import { formatQuantity } from '#web/kit/index.ts'
import { accreditedBy, attributeItems } from '#web/review/application-words.tsx'
import type { FiledDossier, SortedFile } from '#web/review/reviewed-file.ts'
import { inBothUnits, unitOf } from '#web/speech.ts'

// What somebody finds of one activity, asked in the same way of the back office, which advises, and
// of the committee, which grants.

/** What was found of one activity: all of it counts, a part, or nothing, and why. */
export interface GrantAnswers {
  /** `irrelevant` is rejected by the question that a variant of the norms asks of each activity. */
  readonly outcome: 'approve' | 'partly' | 'irrelevant' | 'reject' | undefined
  readonly amount: Amount | undefined
  /** Asked where something is claimed in the second unit too. */
  readonly second?: Amount | undefined
  readonly reason: string
  /** Asked where an accreditation is claimed, apart from the amount. */
  readonly accreditation?: 'recognised' | 'refused' | undefined
  readonly accreditationReason?: string | undefined
  /** Asked where it is recognised though its label is a question. */
  readonly accreditationAnyway?: string | undefined
  /** Asked where attributes are claimed: which of them are not recognised, by their ids, and why. */
  readonly refusedAttributes?: readonly string[] | undefined
  readonly attributesReason?: string | undefined
}

/** The question about each activity of a file, by its id. */
export type GrantForms = ReadonlyMap<string, FormOf<GrantAnswers>>

/** The most characters of a reason. */
export const mostReason = 2000

interface GrantTexts {
  readonly legend: string
  readonly reasonHint: string
}

/** The questions about the activities of a file; `check` looks at the answers about one of them. */
export function grantForms(
  register: Register,
  loaded: Pick<FiledDossier, 'activities' | 'dossier' | 'file'>,
  texts: GrantTexts,
  check?: (activity: PortfolioActivity, answers: Partial<GrantAnswers>) => Wrong<GrantAnswers>,
): GrantForms {
  const {
    activities,
    dossier: { compiled },
  } = loaded
  const relevance = relevanceAsked(loaded)
  return new Map(
    activities.map((activity) => {
      const options: FormOptions<GrantAnswers> =
        check === undefined
          ? {}
          : { check: (answers) => check(activity, withReason(answers, relevance)) }
      const accreditation = claimsAccreditation(activity, compiled)
        ? accreditationQuestions(activity, compiled, texts)
        : {}
      const attributes = attributeQuestions(activity, compiled, texts)
      const asked = form(
        {
          ...grantQuestions(register, activity, { ...texts, relevance }, compiled.regulation),
          ...accreditation,
          ...attributes,
        },
        options,
      )
      return [activity.id, aboutRelevance(asked, relevance)]
    }),
  )
}

/** What a variant that holds asks of each activity, and the reason where the answer is no. */
interface Relevance {
  readonly asked: string
  readonly reason: string
}

function relevanceAsked({
  dossier,
  file,
}: Pick<FiledDossier, 'dossier' | 'file'>): Relevance | undefined {
  const { variants } = dossier.compiled.regulation
  if (!variants.some(({ forReview }) => forReview !== undefined)) return undefined
  const { variant } = assessLoaded(dossier, dossier.dossier, file.application.submittedOn)
  const holds = variants.find(({ id }) => id === variant?.id)
  if (holds?.forReview === undefined) return undefined
  const { label, article, forReview } = holds
  return { asked: forReview, reason: `Niet relevant. ${label} telt dit niet mee (${article}).` }
}

// That it is not relevant is enough of a reason; what is written beside it goes along.
function withReason(
  answers: Partial<GrantAnswers>,
  relevance: Relevance | undefined,
): Partial<GrantAnswers> {
  if (answers.outcome !== 'irrelevant' || relevance === undefined) return answers
  const { reason = '' } = answers
  return { ...answers, reason: reason === '' ? relevance.reason : `${relevance.reason} ${reason}` }
}

// A form whose answers carry that reason, and that shows again which of the two ways of rejecting it was.
function aboutRelevance(
  asked: FormOf<GrantAnswers>,
  relevance: Relevance | undefined,
): FormOf<GrantAnswers> {
  if (relevance === undefined) return asked
  return {
    ...asked,
    read: (sent) => {
      const found = asked.read(sent)
      const { outcome = found.answers.outcome, reason = '' } = withReason(found.answers, relevance)
      return outcome !== 'irrelevant'
        ? found
        : found.outcome === 'read'
          ? { outcome: 'read', answers: { ...found.answers, reason } }
          : { ...found, answers: { ...found.answers, reason } }
    },
    fill: (answers) => {
      const { outcome, reason = '' } = answers
      const said = outcome === 'reject' && reason.startsWith(relevance.reason)
      return asked.fill(
        said
          ? {
              ...answers,
              outcome: 'irrelevant',
              reason: reason.slice(relevance.reason.length).trim(),
            }
          : answers,
      )
    },
  }
}

function grantQuestions(
  register: Register,
  { id, title, claimed, claimedSecond }: PortfolioActivity,
  { legend, reasonHint, relevance }: GrantTexts & { readonly relevance: Relevance | undefined },
  { secondUnit }: Pick<Regulation, 'secondUnit'>,
): FormOf<GrantAnswers>['questions'] {
  const second = asksSecond({ claimedSecond }) ? claimedSecond : undefined
  const units = { first: unitOf(register), second: secondUnit && unitOf({ unit: secondUnit }) }
  const all = claimed === undefined ? '' : `: ${inBothUnits({ first: claimed, second }, units)}`
  const partOf = (name: string, unit: SecondUnit, of: Amount | undefined) => {
    const part = amount(name, `Hoeveel ${unit.many} tellen mee?`, {
      optional: false,
      unreadable: `Vul bij ‘${title}’ een getal in, bijvoorbeeld 4 of 1,5.`,
      suffix: unit.counted,
      ...(second === undefined || of === undefined
        ? {}
        : { hint: `Ingediend: ${formatQuantity(of, unitOf({ unit }))}.` }),
    })
    return under('outcome', 'partly', part)
  }
  return {
    outcome: choice<'approve' | 'partly' | 'irrelevant' | 'reject'>(`oordeel-${id}`, legend, {
      ...(relevance === undefined ? {} : { hint: relevance.asked }),
      options: [
        { value: 'approve', label: `Goedkeuren${all}` },
        { value: 'partly', label: 'Deels goedkeuren' },
        ...(relevance === undefined
          ? []
          : [{ value: 'irrelevant', label: 'Niet relevant' } as const]),
        { value: 'reject', label: 'Afwijzen' },
      ],
    }),
    amount: partOf(`deel-${id}`, register.unit, claimed),
    ...(second !== undefined && secondUnit !== undefined
      ? { second: partOf(`deel-twee-${id}`, secondUnit, second) }
      : {}),
    reason: text(`reden-${id}`, 'Reden', {
      hint: reasonHint,
      // The hint says when it is needed.
      optional: false,
      rows: 2,
      most: mostReason,
      counted: false,
      tooLong: (over) => `De reden bij ‘${title}’ is ${over} tekens te lang.`,
    }),
  }
}

function accreditationQuestions(
  activity: PortfolioActivity,
  compiled: CompiledRegulation,
  { reasonHint }: GrantTexts,
) {
  const { id, title } = activity
  const label = accreditedBy(activity, compiled)
  // What is known of it is said where labels ask; what was done before that stands as it was stated.
  const known = labelOfActivity(compiled, activity)
  const said =
    known !== undefined && (known.asks || known.undecided || known.verdict.is === 'valid')
      ? known.text
      : undefined
  return {
    accreditation: choice<'recognised' | 'refused'>(
      `accreditatie-${id}`,
      'Klopt de accreditatie?',
      {
        hint: [
          label === undefined
            ? 'Opgegeven als geaccrediteerd, zonder bekend keurmerk of nummer.'
            : `Opgegeven: ${label}.`,
          said === undefined ? '' : `${said}.`,
        ]
          .filter(Boolean)
          .join(' '),
        options: [
          { value: 'recognised', label: 'Ja' },
          { value: 'refused', label: 'Nee, het telt niet als geaccrediteerd' },
        ],
      },
    ),
    accreditationReason: under(
      'accreditation',
      'refused',
      text(`accreditatie-reden-${id}`, 'Waarom klopt de accreditatie niet?', {
        hint: reasonHint.split('. ').slice(1).join('. '),
        rows: 2,
        most: mostReason,
        counted: false,
        optional: false,
        tooLong: (over) => `De reden bij de accreditatie van ‘${title}’ is ${over} tekens te lang.`,
      }),
    ),
    ...(known?.asks === true
      ? {
          accreditationAnyway: under(
            'accreditation',
            'recognised',
            text(`accreditatie-toch-${id}`, 'Waarom telt het toch als geaccrediteerd?', {
              hint: 'Dit blijft bij de activiteit staan. De aanvrager leest het.',
              rows: 2,
              most: mostReason,
              counted: false,
              optional: false,
              tooLong: (over) =>
                `De reden bij de accreditatie van ‘${title}’ is ${over} tekens te lang.`,
            }),
          ),
        }
      : {}),
  }
}

function attributeQuestions(
  activity: PortfolioActivity,
  compiled: CompiledRegulation,
  { reasonHint }: GrantTexts,
): Partial<FormOf<GrantAnswers>['questions']> {
  const claimed = claimedAttributes(activity, compiled)
  if (claimed.length === 0) return {}
  const { id, title } = activity
  const values = new Map(
    attributeItems(activity, compiled.regulation).map(({ id, value }) => [id, value]),
  )
  return {
    refusedAttributes: checks(`kenmerk-niet-${id}`, 'Klopt hiervan iets niet?', {
      optional: true,
      options: claimed.map(({ id, label }) => ({
        value: id,
        label: `${label}: ${values.get(id) ?? ''}`,
      })),
    }),
    attributesReason: text(`kenmerk-reden-${id}`, 'Waarom klopt dat niet?', {
      hint: reasonHint.split('. ').slice(1).join('. '),
      rows: 2,
      most: mostReason,
      counted: false,
      tooLong: (over) => `De uitleg bij ‘${title}’ is ${over} tekens te lang.`,
    }),
  }
}

/** What is wrong with what was found of an activity, and how to mend it, at its question. */
export function grantWrong(
  { title }: Pick<PortfolioActivity, 'title'>,
  is: GrantProblem | 'no-outcome',
): Wrong<GrantAnswers> {
  switch (is) {
    case 'no-outcome':
      return { outcome: `Kies bij ‘${title}’ of de activiteit meetelt.` }
    case 'no-amount':
      return { amount: `Vul bij ‘${title}’ in hoeveel er meetelt, bijvoorbeeld 4 of 1,5.` }
    case 'amount-not-less':
      return { amount: `Vul bij ‘${title}’ minder in dan is ingediend, of keur alles goed.` }
    case 'no-second':
      return { second: `Vul bij ‘${title}’ in hoeveel er meetelt, bijvoorbeeld 4 of 1,5.` }
    case 'second-too-much':
      return { second: `Vul bij ‘${title}’ niet meer in dan is ingediend.` }
    case 'no-reason':
      return { reason: `Leg bij ‘${title}’ uit waarom niet alles meetelt.` }
    case 'no-accreditation':
      return { accreditation: `Kies bij ‘${title}’ of de accreditatie klopt.` }
    case 'no-accreditation-reason':
      return { accreditationReason: `Leg bij ‘${title}’ uit waarom de accreditatie niet klopt.` }
    case 'no-reason-anyway':
      return {
        accreditationAnyway: `Leg bij ‘${title}’ uit waarom het toch als geaccrediteerd telt.`,
      }
    case 'no-attributes-reason':
      return { attributesReason: `Leg bij ‘${title}’ uit wat er niet klopt.` }
  }
}

/** The questions about the activities of which nothing was found before. */
export function openOf(forms: GrantForms, { open }: Pick<FiledDossier, 'open'>): GrantForms {
  return new Map([...forms].filter(([id]) => open.has(id)))
}

/** What was chosen of an activity, in the words of whoever advises. */
export type ChosenGrant = Omit<Advice, 'advice'> & { readonly outcome: Advice['advice'] }

/** What was chosen so far of each activity, complete or not. */
export function chosenIn(forms: GrantForms, typed: Answers): ReadonlyMap<string, ChosenGrant> {
  return new Map(
    [...forms].flatMap(([id, one]) => {
      const chosen = chosenOf(one.read(typed).answers)
      return chosen === undefined ? [] : [[id, chosen]]
    }),
  )
}

/** What was chosen of one activity; undefined as long as nothing was. */
export function chosenOf(answers: Partial<GrantAnswers>): ChosenGrant | undefined {
  const { amount, second, reason = '', accreditation, accreditationReason = '' } = answers
  const { accreditationAnyway: anyway = '' } = answers
  const outcome = answers.outcome === 'irrelevant' ? 'reject' : answers.outcome
  const { refusedAttributes: refused = [], attributesReason = '' } = answers
  if (outcome === undefined) return undefined
  const found = outcome === 'reject' ? {} : attributesFound(refused, attributesReason)
  const both = second === undefined ? {} : { second }
  const chosen = { outcome, amount, ...both, reason, ...found }
  if (accreditation === undefined || outcome === 'reject') return chosen
  const recognised = accreditation === 'recognised'
  return {
    ...chosen,
    accreditation: recognised
      ? { recognised, ...(anyway === '' ? {} : { reason: anyway }) }
      : { recognised, reason: accreditationReason },
  }
}

/** The activities without remarks of which nothing was chosen yet. */
export function plainLeft(
  { plain }: SortedFile,
  forms: GrantForms,
  typed: Answers,
): readonly PortfolioActivity[] {
  const chosen = chosenIn(forms, typed)
  return plain.filter(({ id }) => !chosen.has(id))
}

/** All of an activity counts, and what accreditation is claimed is recognised. */
export function approved(
  activity: PortfolioActivity,
  { dossier }: Pick<FiledDossier, 'dossier'>,
): ChosenGrant {
  const chosen = { outcome: 'approve', amount: undefined, reason: '' } as const
  return claimsAccreditation(activity, dossier.compiled)
    ? { ...chosen, accreditation: { recognised: true } }
    : chosen
}

/** The answers with which something was found, to fill its form with once more. */
export function answersOf(found: ChosenGrant): GrantAnswers {
  const { outcome, amount, second, reason, accreditation, attributes } = found
  const refused =
    attributes === undefined
      ? {}
      : { refusedAttributes: attributes.refused, attributesReason: attributes.reason }
  const both = second === undefined ? {} : { second }
  const answers = { outcome, amount, ...both, reason, ...refused }
  if (accreditation === undefined || outcome === 'reject') return answers
  return accreditation.recognised
    ? { ...answers, accreditation: 'recognised', accreditationAnyway: accreditation.reason }
    : { ...answers, accreditation: 'refused', accreditationReason: accreditation.reason }
}

/** The reasons that were typed, with the activities that they are about. */
export function reasonsIn(
  forms: GrantForms,
  { activities }: Pick<FiledDossier, 'activities'>,
  typed: Answers,
): readonly { readonly title: string; readonly reason: string }[] {
  return activities.flatMap(({ id, title }) => {
    const answers = forms.get(id)?.read(typed).answers ?? {}
    const { reason = '', accreditationReason = '', attributesReason = '' } = answers
    const { accreditationAnyway = '' } = answers
    return [reason, accreditationReason, accreditationAnyway, attributesReason]
      .filter(Boolean)
      .map((one) => ({ title, reason: one }))
  })
}
