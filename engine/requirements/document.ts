import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import type { Moment } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { dayOf, yesOrNo } from './condition-kind.ts'

/** A document is there and, where that is asked, not older than so long at a moment. */
type DocumentCondition = {
  readonly kind: 'document'
  readonly document: string
  readonly notOlderThan?: Temporal.Duration
  readonly at?: Moment
}

/**
 * A document that must be there and, where the regulation says so, be at most so old at a moment:
 * one of exactly twelve months is good, a day older is not.
 */
export const document: ConditionKind<DocumentCondition> = {
  weigh: (condition, { regulation, dossier, on }) => {
    const name =
      regulation.documents.find((each) => each.id === condition.document)?.label ?? 'het document'
    const subject = sentenceCase(name)
    const moment = dayOf(condition.at ?? 'submission', dossier, on)
    const all = dossier.documents.filter(
      (document) => document.kind === condition.document && document.state !== 'rejected',
    )
    const there = all.filter(
      (document) => Temporal.PlainDate.compare(document.issuedOn, moment) <= 0,
    )
    const newest = there.toSorted((a, b) => Temporal.PlainDate.compare(b.issuedOn, a.issuedOn))[0]
    const [later] = all
    if (newest === undefined && later !== undefined) {
      const dated = `${subject} is van ${formatDay(later.issuedOn)}, later dan ${formatDay(moment)}.`
      return yesOrNo(false, dated)
    }
    if (newest === undefined) return yesOrNo(false, `${subject} ontbreekt nog.`)
    const { notOlderThan } = condition
    const good = there.filter(
      (document) =>
        notOlderThan === undefined ||
        Temporal.PlainDate.compare(document.issuedOn.add(notOlderThan), moment) >= 0,
    )
    if (good.length === 0 && notOlderThan !== undefined) {
      const age = spanInWords(notOlderThan)
      return yesOrNo(
        false,
        `${subject} is van ${formatDay(newest.issuedOn)}. Op ${formatDay(moment)} is dat ouder dan ${age}.`,
      )
    }
    if (good.some((document) => document.state !== 'claimed')) {
      return yesOrNo(true, `${subject} van ${formatDay(newest.issuedOn)} is in orde.`)
    }
    const awaited = yesOrNo(false, `${subject} is er en wordt nog gecontroleerd.`)
    return { ...awaited, standing: 'undetermined', provisional: awaited.required }
  },
  asks: (condition) => [{ what: 'document', document: condition.document }],
  isNear: (condition, { documents }) => documents.some((each) => each.kind === condition.document),
}
