export { firstNotOlder, isNotOlder, nextPeriod, yearFrom } from './adding-time.ts'
export type { CategoryToAsk } from './asking/ask-for-each-category.ts'
export { askForEachCategory } from './asking/ask-for-each-category.ts'
export { askForMove } from './asking/ask-for-move.ts'
export type { DocumentAsked } from './asking/documents-asked.ts'
export { documentsAsked } from './asking/documents-asked.ts'
export type { AskingNorm } from './asking/norms-that-ask.ts'
export { asksOfRequirement, normsThatAsk } from './asking/norms-that-ask.ts'
export type { Asked, Asker, DeadEnd, Question, Ways } from './asking/question.ts'
export { registersAtStart } from './asking/registers-at-start.ts'
export type { ToAsk } from './asking/what-to-ask.ts'
export { whatToAsk } from './asking/what-to-ask.ts'
export { assess } from './assess.ts'
export type {
  ActivityFigures,
  ActivityFinding,
  Assessment,
  AssessmentFigures,
  CountingWindow,
  Cut,
  NextPeriod,
  NormFigures,
  NormFinding,
  Outcome,
  TemporaryFinding,
} from './assessment.ts'
export type { Bound } from './bound.ts'
export { boundInWords } from './bound.ts'
export { choicesOf } from './choices.ts'
export type { CompiledRegulation } from './compile.ts'
export { compileRegulation } from './compile.ts'
export { signaturesOf } from './counting/plan.ts'
export type { Portfolios } from './counting/portfolios.ts'
export { barCodes, dayNumber, marks, stateCodes } from './counting/portfolios.ts'
export type { Signature, Signatures } from './counting/signatures.ts'
export { matches, signatureOf } from './counting/signatures.ts'
export type { Box, Space } from './deciding/box.ts'
export { answersInBox, both, boxOf, everything, liesIn, meet, spaceOf } from './deciding/box.ts'
export type { CompiledTable } from './deciding/compile-table.ts'
export { compileTable } from './deciding/compile-table.ts'
export type { Decision } from './deciding/decide.ts'
export { decide } from './deciding/decide.ts'
export { decideMany, notKnown } from './deciding/decide-many.ts'
export type {
  DecisionTable,
  HitPolicy,
  Indicator,
  IndicatorAnswer,
  IndicatorAnswers,
  TableRule,
} from './deciding/decision-table.ts'
export { answersTo } from './deciding/decision-table.ts'
export type { Patience } from './deciding/find-outside.ts'
export { findOutside, patience, TooTangled } from './deciding/find-outside.ts'
export type {
  Accreditation,
  Activity,
  CountedState,
  Declaration,
  DetailValue,
  Document,
  Dossier,
  FactValue,
  GrantedLeave,
  HeldLabel,
  Holding,
  Judgement,
  WorkSpell,
} from './dossier.ts'
export { emptyDossier } from './dossier.ts'
export type { Forecast, Pace } from './forecast.ts'
export { forecast, pace } from './forecast.ts'
export type { AssessmentJson } from './json.ts'
export { toJson } from './json.ts'
export type { LabelVerdict } from './label.ts'
export { isLabelQuestion, labelsAskOn, labelVerdict } from './label.ts'
export { joined, lastWithLeave, leaveThat } from './leave.ts'
export { limitedBy } from './limits.ts'
export type { ExplainedMove, MoveFinding } from './moves.ts'
export { assessAsMove, assessMove, explainMove, withMove } from './moves.ts'
export {
  asksActivities,
  asksStatements,
  countsActivities,
  entersActivities,
  isMeasure,
  labelOfNorm,
  normsOf,
} from './norms.ts'
export type { MayApply } from './periods.ts'
export { blockOf, countingWindow, mayApply, periodAfterDecision } from './periods.ts'
export type { Amount, Cents, NotAQuantity, ParsedAmount } from './quantity.ts'
export {
  centsOf,
  decimalText,
  formatAmount,
  hundredthsOf,
  nothing,
  parseAmount,
  toDecimal,
  typedAmount,
} from './quantity.ts'
export type * from './regulation.ts'
export { asksOf } from './requirements/condition.ts'
export { registerLabel } from './requirements/condition-kind.ts'
export { declarerInWords } from './requirements/declaration.ts'
export type { SimpleCondition } from './requirements/kinds.ts'
export { whetherHas } from './requirements/work-properties.ts'
export { explainActivity } from './saying/activity.ts'
export { explain } from './saying/explain.ts'
export type {
  ExplainedActivity,
  ExplainedCut,
  ExplainedNorm,
  ExplainedSurplus,
  Explanation,
  MissedVariant,
} from './saying/explanation.ts'
export type { ExplainedForecast } from './saying/forecast.ts'
export { explainForecast } from './saying/forecast.ts'
export { heldLabelInWords, labelInWords, labelName, scopeNames } from './saying/label.ts'
export { limitInWords } from './saying/limit.ts'
export { ofWhat, selectorInWords } from './saying/selector.ts'
export { surplusLabel } from './saying/surplus.ts'
export type { SaidQuestion, SaidToAsk } from './saying/to-ask.ts'
export { sayToAsk } from './saying/to-ask.ts'
export { reminderInWords, valueInWords } from './saying/valuation.ts'
export { windowInWords } from './saying/window.ts'
export type { Words } from './saying/words.ts'
export { inMeasure, inUnit, thatCounts } from './saying/words.ts'
export type * from './terms.ts'
export { isMoment } from './terms.ts'
export type { ActivityValue, Reminder } from './valuation.ts'
export { claimInSecondUnit, kindOn, valueActivity } from './valuation.ts'
export type { ApplicableVersion } from './versions.ts'
export { applicableVersion, inForce } from './versions.ts'
export type { Prepared } from './weighing/prepare.ts'
export { prepare } from './weighing/prepare.ts'
export type { Answer } from './weighing/weigh-portfolio.ts'
export { answerFor, weighPortfolio } from './weighing/weigh-portfolio.ts'
