// What each key of an answer means to whoever reads one. Sentences in it are in plain Dutch.

const told = {
  article: 'Where it stands in the regulation.',
  text: 'What it comes to, in plain Dutch.',
}

export const applied = { id: 'Its id in the regulation.', ...told }

export const dispensed = {
  id: 'The id of the norm.',
  label: 'A word or two for it.',
  article: 'Where leave stands in the regulation.',
  text: 'That it is not asked because of leave; never which sort.',
}

export const missed = {
  id: 'The id of the variant.',
  label: 'A few words for who it is about.',
  ...told,
}

export const cut = {
  by: 'What took it away: the id of a cap, a threshold or a lapse, or window, planned, rejected, valuation, decision or unknown-kind.',
  amount: 'How much was taken away.',
  ...told,
}

export const norm = {
  id: 'The id of the norm in the regulation.',
  article: 'The article that asks it.',
  source: 'The source in which the article stands, by its name in the regulation.',
  label: 'A word or two for a bar or a table.',
  asks: 'What the norm asks, in plain Dutch.',
  outcome:
    'What becomes of this norm; not-met: it falls short even if all that still waits is approved.',
  inDoubt:
    'true: it is not met, and nobody has stated what decides whether it applies, or from when things count.',
  measure:
    'What the figures are in: amount is hours or points; of yes-no there is nothing to count.',
  required: 'How much is asked.',
  counted: 'What counts for it, out of what is approved.',
  provisional: 'What counts for it besides, out of what is claimed and not judged yet.',
  shortfall: 'What is missing, even if all that is claimed is approved.',
  text: 'The finding in plain Dutch, as the pages show it.',
  withPlanned: 'The same once what is planned is done; what is planned never counts.',
  limits: 'What counts for this norm only in part, as the norm limits it.',
}

export const withPlanned = {
  counted: 'What would count, out of what is approved and claimed.',
  planned: 'What would count besides, out of what is planned.',
  shortfall: 'What would still be missing.',
}

export const limit = {
  there: 'How much there is of those activities.',
  counted: 'How much of it counts for this norm.',
  text: 'Why, in plain Dutch.',
}

export const activity = {
  id: 'The id of the activity in the dossier.',
  state: 'What it is: planned, claimed, approved or rejected.',
  claimed: 'What the person claims, in hours or points.',
  awarded: 'What it is worth by its rule, or as people decided.',
  counted: 'What counts of it, in hours or points.',
  valuation: 'How the rule of its kind values it. Absent where the rule says nothing of it.',
  things: 'The same in things.',
  second: 'The same in the second unit of the regulation, where it has one.',
  countsFor: 'The ids of the norms to which it counts.',
  countsUntil: 'The last day of submission for which it counts, where it lapses some time.',
  cuts: 'Each difference between claimed, awarded and counted, with its reason.',
  label:
    'How its label stands on its day. Absent where labels are held against no day, or none is claimed.',
}

export const label = {
  is: 'by-decision (none is asked), valid, expired, wrong-scope or unknown; the last three are questions to people.',
  text: 'The same with the reason, in plain Dutch.',
  article: 'The article that asks it, or that says that none is asked.',
}

export const valuation = {
  text: 'The rule and what it comes to, in plain Dutch.',
  article: 'Where the rule stands in the regulation.',
  limit: 'The most that one activity of its kind may be worth, where that keeps it low.',
}

export const measured = {
  awarded: 'What it is worth in this measure.',
  counted: 'What counts of it in this measure.',
  cuts: 'Each difference between the two, with its reason.',
}

export const threshold = {
  id: 'The id of the threshold, or carry-over for what a surplus asks.',
  ...told,
  required: 'How much there must be.',
  counted: 'What there is, out of what is approved.',
  provisional: 'What there is besides, out of what is claimed and not judged yet.',
  standing: 'Whether it is enough: met, not-met, undetermined or for-the-committee.',
}

export const surplus = {
  carriedIn: 'What a former period left over, and how much of it counts.',
  left: 'What goes along to the next period, as it stands now.',
}

const surplusOf = {
  tag: 'Under what it stands: the id of a kind, group or attribute, or total.',
  label: 'The words for that.',
}

export const carriedIn = {
  id: 'Under which it stands among the activities.',
  ...surplusOf,
  amount: 'How much was left over, in hours or points.',
  counted: 'How much of it counts.',
  undecided: 'true: it counts only if people decide so, and nobody did yet.',
  ...told,
}

export const left = {
  ...surplusOf,
  amount: 'How much goes along, out of what is approved.',
  provisional: 'How much more, if all that is claimed is approved.',
  ...told,
}

export const asker = {
  is: 'What asks or waits: a norm, a variant, an exemption, a move, the carry-over or a category.',
  id: 'Its id in the regulation.',
  label: 'The words for it.',
  article: 'Where it stands in the regulation.',
}

export const impossible = { text: 'Why it cannot be met any more, in plain Dutch.' }

export const toAsk = {
  questions: 'What is still to be stated, given or done, the most urgent first.',
  impossible: 'What cannot be met any more by what was stated; nothing is asked for it then.',
  awaited: 'What waits for somebody else, who checks or judges it.',
}

export const toAskQuestion = {
  urgency: 'now: it is needed; may: it is not, but it could lower what is asked, or help later.',
  text: 'What is asked, in plain Dutch.',
  why: 'What wants it, in plain Dutch.',
  found: 'What was found of what is there already and is not enough, or no good.',
  for: 'All that wants it.',
  ways: 'Ways of which one is enough, each with all that it takes.',
}

export const way = {
  what: 'What is to be stated, given or done.',
  id: 'Which of those, by its id in the regulation. Absent where there is only one.',
  text: 'The same in plain Dutch.',
}

const categoryToAsk = {
  category: 'The id of the category.',
  outcome: 'What becomes of it as things stand.',
  ...toAsk,
}

export const admission = categoryToAsk

export const move = { move: 'The id of the change of category.', ...categoryToAsk }

export const regulation = {
  register: 'The id of the register, e.g. krsd.',
  version: 'The first day of the version that was applied.',
}

export const window = {
  first: 'The first day on which activities count.',
  last: 'The last day; it belongs to it.',
  article: 'Where that stands in the regulation.',
  text: 'Why these days, in plain Dutch; empty where no activities are asked.',
}

export const temporary = {
  standing: 'Where the norms stand that must be met for it; met: it is sure.',
  open: 'The ids of the norms and criteria that are still open.',
  first: 'The first day of it.',
  last: 'The last day of it.',
  ...told,
}

export const nextPeriod = {
  first: 'The first day of the full period.',
  last: 'The last day of it.',
  monthsUsed: 'How many whole months the registration for a while took of it.',
  text: 'The same in plain Dutch.',
}

export const forecast = {
  before: 'The day before which the norms should be met, as it was asked.',
  outcome: 'Whether they will be, with all that is planned.',
  metOn: 'The first day on which the norms are met if all goes as planned.',
  needed: 'The ids of the planned activities that are needed, earliest first.',
  text: 'The same in plain Dutch.',
}

export const answer = {
  outcome:
    'What becomes of the whole; not-met: it falls short even if all that still waits is approved.',
  sentence: 'The answer in one plain Dutch sentence.',
  regulation: 'Which version of which register was applied.',
  on: 'The day on which the assessment is made.',
  window: 'The days on which activities count.',
  variant: 'The variant that holds for this person.',
  missed: 'Variants that do not hold although something speaks for them, and why.',
  exemption: 'Why nothing is asked.',
  dispensed: 'The norms that are not asked because of leave.',
  temporary: 'All that it can come to: a registration for a while.',
  nextPeriod:
    'The full period that follows upon a registration for a while, less the whole months that it took.',
  norms: 'Each norm that is asked, with its figures.',
  activities: 'Each activity of the dossier, with what counts of it and why.',
  thresholds: 'How far it is there what some activities, or a surplus, count only with.',
  surplus: 'What came along and what is left; absent where nothing ever goes along.',
  applicable: 'Why this version applies, in plain Dutch.',
  forecast:
    'Whether the norms will be met before a day, with what is planned; only where a day was given.',
  toAsk: 'What has to be stated, given or done next; absent where it was filed already.',
  admissions: 'Of a first application: each category with what is still missing for it.',
  category: 'The id of the category that is asked for or held; absent where there is none.',
  moves:
    'From the category that is held: each change that one may ask for, with what is still missing for it.',
}
