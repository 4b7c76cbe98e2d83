// What each key of a condition says to whoever writes one, and of the activities that it may be about.

export const allOf = {
  kind: 'all-of: it holds when all of these do.',
  of: 'The conditions that must all hold.',
}

export const anyOf = {
  kind: 'any-of: it holds when one of these does.',
  of: 'The conditions of which one is enough.',
}

export const not = {
  kind: 'not: it holds when this one certainly does not; what is unknown stays unknown.',
  of: 'The condition that must not hold.',
}

export const fact = {
  kind: 'fact: what was stated about the person is this.',
  fact: 'The id of a fact of type yes-no, choice or several.',
  is: 'true or false, or the id of an option; of several, one that is among theirs.',
}

export const factAtLeast = {
  kind: 'fact-at-least: a number that was stated is so much.',
  fact: 'The id of a fact of type number.',
  atLeast: 'The number that is just enough, with two decimals at most.',
  moreThan: 'In place of atLeast: the number that is just too little.',
}

export const factDay = {
  kind: 'fact-day: a day that was stated lies after or before another.',
  fact: 'The id of a fact of type day.',
  after: 'It must lie after this day; the day itself is not enough.',
  before: 'It must lie before this day; the day itself is not enough.',
}

export const holding = {
  kind: 'holding: a registration elsewhere, shown at these moments.',
  register: 'The other register, by its id under registers, e.g. skj.',
  at: 'When it must be shown, at all of these: period-start, period-end, submission, now.',
}

export const category = {
  kind: 'category: somebody has or asks for one of these categories.',
  is: 'The categories, by their ids.',
}

export const document = {
  kind: 'document: a document is there, and not too old.',
  document: 'The id of one of the documents, e.g. vog.',
  notOlderThan: 'How old it may be, e.g. P12M: on the same day so much later it still is good.',
  at: 'The day on which it may be no older: submission (when left out), period-start, period-end or now.',
}

export const work = {
  kind: 'work: so much work was done, out of dated spells.',
  measure:
    'What is reckoned: hours, months (whole ones by the calendar), hours-per-week-now, or average-hours-per-week over the days with work.',
  atLeast: 'What is just enough, in hours or months as measure says, e.g. 2080.',
  moreThan: 'In place of atLeast: what is just too little.',
  roles: 'Only work in one of these roles (workRoles), by their ids. Left out: in any.',
  only: 'Only work that has all of these properties (workProperties), by their ids. Left out: any.',
  fromHoursPerWeek: 'Only weeks of at least so many hours, of all jobs that count together.',
  until:
    'The last day of the window: period-start, period-end, submission (when left out), now, or the id of a fact of type day.',
  within:
    'How long the window is, back from its last day, e.g. P5Y. Left out: everything before it.',
  after: 'The id of a fact of type day before which nothing counts, e.g. graduated-on.',
  voidAfterGapOf: 'An interruption that is longer makes everything before it void, e.g. P2Y.',
}

export const workStated = {
  kind: 'work-stated: somebody stated such work, whether or not it was checked.',
  only: 'Only work that has all of these properties (workProperties), by their ids. Left out: any.',
  within: 'A day of it lies no further back from the submission than this, e.g. P5Y.',
}

export const declaration = {
  kind: 'declaration: it was declared.',
  declaration: 'The id of one of the declarations.',
  by: 'Whose declaration it must be, by a name under declarers, e.g. supervisor. Left out: anybody’s.',
}

export const question = {
  kind: 'question: what only people can answer; until they do, it is for the committee.',
  question: 'A name of your own, on which a judgement answers it.',
  text: 'The question to whoever judges, in Dutch.',
}

export const refresher = {
  kind: 'refresher: done again and again, with no hole that is too long.',
  of: 'Which activities: the id of a kind, group or yes-no attribute, or a choice of those.',
  every: 'How long ago the last one may be on any day, e.g. P2Y.',
}

export const byAttribute = {
  attribute: 'The id of an attribute.',
  is: 'What it must be: true or false, or the id of an option of a choice.',
}

export const allSelected = { allOf: 'Activities that are all of these at once.' }

export const anySelected = { anyOf: 'Activities that are one of these at least.' }

export const noneSelected = { not: 'Activities that are not this.' }
