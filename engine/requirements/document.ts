import { formatDay } from '#language/days.ts'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { isNotOlder } from '../adding-time.ts'
import type { Moment } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { dayOf, found } from './condition-kind.ts'

/** A document is there and, where that is asked, not older than so long at a moment. */
type DocumentCondition = {
  readonly kind: 'document'
  readonly document: string
  readonly notOlderThan?: Temporal.Duration
  readonly at?: Moment
}

/** The document that was found, the newest of its kind that was not rejected, and the moment at which it is asked. */
type DocumentFound =
  | { readonly is: 'missing' }
  | { readonly is: 'rejected'; readonly issuedOn: Temporal.PlainDate }
  | {
      readonly is: 'too-late' | 'too-old' | 'in-order' | 'awaited' | 'unshown'
      readonly issuedOn: Temporal.PlainDate
      readonly moment: Temporal.PlainDate
    }

/**
 * A document that must be there and, where the regulation says so, be at most so old at a moment:
 * one of exactly twelve months is good, a day older is not.
 */
export const document: ConditionKind<DocumentCondition, DocumentFound> = {
  weigh: (condition, { dossier, on }) => {
    const moment = dayOf(condition.at ?? 'submission', dossier, on)
    const given = dossier.documents.filter((document) => document.kind === condition.document)
    const all = given.filter((document) => document.state !== 'rejected')
    const there = all.filter(
      (document) => Temporal.PlainDate.compare(document.issuedOn, moment) <= 0,
    )
    const newest = there.toSorted((a, b) => Temporal.PlainDate.compare(b.issuedOn, a.issuedOn))[0]
    const [later] = all
    if (newest === undefined) {
      const rejected = given.at(-1)?.issuedOn
      if (later === undefined && rejected !== undefined) {
        return found(false, { is: 'rejected', issuedOn: rejected })
      }
      if (later === undefined) return found(false, { is: 'missing' })
      return found(false, { is: 'too-late', issuedOn: later.issuedOn, moment })
    }
    const { notOlderThan } = condition
    const good = there.filter(
      (document) =>
        notOlderThan === undefined || isNotOlder(document.issuedOn, notOlderThan, moment),
    )
    const { issuedOn } = newest
    if (good.length === 0) return found(false, { is: 'too-old', issuedOn, moment })
    const shown = good.filter((document) => document.state !== 'unshown')
    if (shown.length === 0) return found(false, { is: 'unshown', issuedOn, moment })
    if (shown.some((document) => document.state !== 'claimed')) {
      return found(true, { is: 'in-order', issuedOn, moment })
    }
    const awaited = found(false, { is: 'awaited', issuedOn, moment } as const)
    return { ...awaited, standing: 'undetermined', provisional: awaited.required }
  },
  say: (condition, was, { regulation }) => {
    const name = regulation.documents.find((each) => each.id === condition.document)?.label
    // The state comes first, as the label may be one document or several: "de zelfevaluaties".
    const what = withinSentence(name ?? 'het document')
    switch (was.is) {
      case 'missing':
        return `Nog niet toegevoegd: ${what}.`
      case 'rejected':
        return `Afgekeurd: ${what}, van ${formatDay(was.issuedOn)}.`
      case 'too-late':
        return `Te laat: ${what}, van ${formatDay(was.issuedOn)}. Dat is later dan ${formatDay(was.moment)}.`
      case 'too-old': {
        const age = condition.notOlderThan === undefined ? '' : spanInWords(condition.notOlderThan)
        return `Te oud: ${what}, van ${formatDay(was.issuedOn)}. Op ${formatDay(was.moment)} is dat ouder dan ${age}.`
      }
      case 'in-order':
        return `Goedgekeurd: ${what}, van ${formatDay(was.issuedOn)}.`
      case 'unshown':
        return `Nog niet aangetoond: ${what}, van ${formatDay(was.issuedOn)}.`
      case 'awaited':
        return `Nog te controleren: ${what}, van ${formatDay(was.issuedOn)}.`
    }
  },
  asks: (condition) => [{ what: 'document', document: condition.document }],
  isNear: (condition, { documents }) => documents.some((each) => each.kind === condition.document),
}
