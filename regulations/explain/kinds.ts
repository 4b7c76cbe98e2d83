import type { Amount, CompiledRegulation, Kind, Regulation } from '#engine'
import { formatAmount, inMeasure, inUnit, scopeNames } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import { withArticle } from './with-article.ts'

/** A kind of activity with its groups, its rule and its article. */
export function kindLine(kind: Kind, regulation: Regulation): string {
  const groups = kind.groups.map(
    (id) => regulation.groups.find((group) => group.id === id)?.label ?? id,
  )
  const group = groups.length === 0 ? '' : ` [${groups.join(', ')}]`
  return `${kind.label}${group}: ${kind.rule} (${kind.value.article})`
}

/** What a kind is worth, in words made from the data. */
export function valuationInWords({ value, fields }: Kind, { words }: CompiledRegulation): string {
  const label = fields.find((field) => field.id === value.onlyWith)?.label ?? value.onlyWith
  const limits = [
    value.atLeast === undefined ? '' : `, vanaf ${inUnit(value.atLeast, words)}`,
    value.atMost === undefined ? '' : `, hoogstens ${inUnit(value.atMost, words)}`,
    label === undefined ? '' : `, alleen bij "${label}"`,
  ].join('')
  const each = value.by === 'committee' ? '' : inUnit(value.each, words)
  switch (value.by) {
    case 'hours': {
      const step =
        value.step === undefined ? '' : `, in stappen van ${formatAmount(value.step)} uur`
      const sources = {
        'stated-load': 'de opgegeven studiebelasting',
        spent: 'de bestede uren',
        guideline: 'de richtlijn',
      } as const
      const order = `, eerst ${value.precedence.map((source) => sources[source]).join(', dan ')}`
      const guideline =
        value.guideline === undefined
          ? ''
          : `, een dagdeel is ${formatAmount(value.guideline.halfDay)} uur en een dag ${formatAmount(value.guideline.day)} uur`
      return `${each} voor elk uur${step}${order}${guideline}${limits}`
    }
    case 'thing':
      return `${each} per keer${limits}`
    case 'words':
      return `${each} voor elke volle ${value.words} woorden${limits}`
    case 'membership-year':
      return `${each} voor elk jaar${limits}`
    case 'committee':
      return `wat ${words.committee} toekent${limits}`
  }
}

/** What a kind is worth in the second unit, in words made from the data; empty where nothing. */
export function secondInWords(
  { inSecondUnit: value, fields }: Kind,
  compiled: CompiledRegulation,
): string {
  if (value === undefined) return ''
  const inSecond = (amount: Amount) => inMeasure(amount, 'second-unit', compiled)
  const most = value.atMost === undefined ? '' : `, hoogstens ${inSecond(value.atMost)}`
  const each = inSecond(value.each)
  switch (value.by) {
    case 'field': {
      const label = fields.find((field) => field.id === value.field)?.label ?? value.field
      return `${each} voor elk ingevuld bij "${label}"${most}`
    }
    case 'unit':
      return `${each} voor elk toegekend ${compiled.words.unit.one}${most}`
    case 'thing':
      return `${each} per keer${most}`
  }
}

/** That a kind is judged apart from an application, by how many, and what that grants. */
export function interimLines(
  { interim }: Kind,
  { regulation, words }: CompiledRegulation,
): string[] {
  if (interim === undefined) return []
  const { members = regulation.committee.members, accredits, within } = interim
  const judges = members === 1 ? '1 lid oordeelt' : `${members} leden oordelen`
  const until = within === undefined ? '' : `, te vragen tot ${spanInWords(within)} erna`
  const grants = accredits ? `; ${words.committee} kan het geaccrediteerd toekennen` : ''
  return [
    `  ${withArticle(interim.text, interim.article)} Dat wil zeggen: ${judges}${until}${grants}.`,
  ]
}

/** That a kind may be a series of meetings of a group, and how many must confirm each. */
export function seriesLines({ series }: Kind): string[] {
  if (series === undefined) return []
  const { confirmedBy: many, text, article } = series
  const means =
    many === 0
      ? 'niemand hoeft te bevestigen, en de reeks is geen bewijs'
      : `bewezen als ${many === 1 ? '1 ander bevestigt' : `${many} anderen bevestigen`} dat iemand erbij was`
  return [`  ${withArticle(text, article)} Dat wil zeggen: ${means}.`]
}

/** What counts as accredited. */
export function accreditationLines(regulation: Regulation): string[] {
  const labels = regulation.labels.map(({ label, scopes }) =>
    scopes === undefined
      ? label
      : `${label} (${formatChoice(scopes.map((scope) => scopeNames[scope]))})`,
  )
  return [
    ...(regulation.accreditationText === undefined ? [] : [regulation.accreditationText]),
    ...(labels.length === 0 ? [] : [`Erkend: ${formatList(labels)}.`]),
    ...(regulation.labelsAsk === undefined
      ? []
      : [
          withArticle(
            `Vanaf ${formatDay(regulation.labelsAsk.from)}: ${regulation.labelsAsk.text}`,
            regulation.labelsAsk.article,
          ),
        ]),
    ...regulation.accreditedByDecision.map((each) => withArticle(each.text, each.article)),
  ]
}
