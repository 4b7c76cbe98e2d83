// What each key of a version of a regulation says to whoever writes one. The manual says it at length:
// regulations/README.md.

export const option = {
  id: 'The name by which this file and dossiers mean it: lower-case words with hyphens, e.g. peer-consultation.',
  label: 'What people read on the pages and in letters, in Dutch.',
}

export const evidenceKind = {
  signed:
    'true: there is a signature on it; people are warned about a file in which a machine finds none, and never refused.',
}

export const limit = {
  of: 'The activities that count for this minimum only up to so much; no activity lies under two limits.',
  atMost: 'So much of them counts at most, in the measure of the minimum: hours, points or things.',
  atMostShare:
    'So large a part of what counts for the minimum they are at most, e.g. "50%" or "1/3".',
  atLeastShare:
    'So large a part of what counts for the minimum they are at least: all others count for the rest only, e.g. "1/2".',
}

export const inProportion = {
  fact: 'The fact of type number with which what is asked grows, e.g. hours-a-week.',
  whole: 'The number of whom all is asked; of who has more, no more is asked, e.g. 36.',
  rounding:
    'How the part is rounded: hundredth-down (when left out), whole-down or whole-up; things are always whole.',
  floor: 'The least that is asked of anybody, in the measure of the minimum.',
}

export const minimum = {
  kind: 'minimum: at least so much of these activities, counted apart from every other minimum.',
  atLeast:
    'What is just enough, in hours or points with two decimals at most, or in things: e.g. 96.',
  moreThan:
    'In place of atLeast: what is just too little; a hundredth or a whole thing more is enough.',
  of: 'Which activities count for it: the id of a kind, group or yes-no attribute, a list of those (any of them), allOf, anyOf, not, or an attribute with a choice. Left out: everything.',
  in: 'What is counted: amount (hours or points, when left out), second-unit, or things.',
  each: 'Over which time it is asked: window (all that counts together, when left out), or in each calendar-year or registration-year.',
  years:
    'In how many of those years at least, with each of a year; the best years are taken. Left out: in every whole year.',
  proRata: 'true: it shrinks for who joined later or was on leave, by the rule of proRata.',
  forEach:
    'A fact of type several: asked for each value that somebody has, of the activities of the kind, group or attribute of that name.',
  inProportion: 'The minimum grows with a number that somebody states, such as a part-time share.',
  surplus:
    'The surplus of a former period that it accepts, by the ids under which that stands; [] accepts none. Left out: what of takes in.',
  limits: 'What counts for this minimum only up to so much, and for others as ever; three at most.',
}

export const oneOf = {
  kind: 'one-of: one of these requirements is enough, or as many as atLeast says.',
  atLeast: 'How many of them must be met. Left out: one.',
  of: 'The requirements to choose from: minima and conditions.',
}

export const eachOf = {
  kind: 'each-of: all of these requirements must be met.',
  of: 'The requirements that are asked together: minima and conditions.',
}

export const valuationBase = {
  article: 'Where the rule of this value stands; one of the articles of the sources.',
  onlyWith:
    'The id of a yes-no field without which the activity earns nothing and is no thing, e.g. test-passed.',
  atMost: 'The most that one activity is worth, in hours or points.',
}

export const valuationByRule = {
  ...valuationBase,
  atLeast: 'What one activity must come to: a shorter one earns nothing and is no thing.',
}

export const byHours = {
  ...valuationByRule,
  by: 'hours: worth so much for each hour that it took.',
  each: 'What one hour is worth, in hours or points. Left out: 1.',
  step: 'Only whole steps count: 1 is whole hours, 0.5 is half hours. Left out: every hundredth.',
  precedence:
    'Which hours go first where more were filled in: stated-load, spent (contact, self-study and test) and guideline, in this order when left out.',
  guideline: 'How many hours a day and half a day count for, where days are filled in.',
}

export const guideline = {
  halfDay: 'The hours of half a day, e.g. 4.',
  day: 'The hours of a whole day, e.g. 8.',
}

export const byThing = {
  ...valuationByRule,
  by: 'thing: worth a fixed value, as often as the field count says.',
  each: 'What one is worth, in hours or points.',
}

export const byWords = {
  ...valuationByRule,
  by: 'words: worth so much for each full number of words.',
  each: 'What each full number of words is worth, in hours or points.',
  words: 'How many words are worth each once, e.g. 1000.',
}

export const byMembershipYear = {
  ...valuationByRule,
  by: 'membership-year: worth so much for each year, as often as the field count says.',
  each: 'What one year is worth, in hours or points.',
}

export const byCommittee = {
  ...valuationBase,
  by: 'committee: people say what it is worth.',
}

const secondBase = {
  each: 'How much of the second unit for one of that, e.g. 0.5. Left out: 1.',
  atMost: 'The most that one activity is worth in the second unit.',
}

export const secondByField = {
  ...secondBase,
  by: 'field: each for what is filled in at a field.',
  field: 'The id of the field of type hours or whole-number that is read, e.g. contact-hours.',
}

export const secondByUnit = {
  ...secondBase,
  by: 'unit: each for one hour or point that the activity is awarded.',
}

export const secondByThing = { ...secondBase, by: 'thing: each for one thing.' }

export const field = {
  id: 'The name of the question. The hour rule reads stated-load, contact-hours, self-study-hours, test-hours, hours, days, half-days, words and count; all others are kept and shown.',
  type: 'What is filled in: text, long-text, hours, whole-number, day, yes-no or choice (with options).',
  label: 'The question as people read it, in Dutch.',
  hint: 'A sentence below the question that explains it.',
  required: 'true: it must be answered. Left out: it may stay empty.',
  options: 'The answers of a choice.',
}

export const askedField = {
  accepts:
    'What is accepted of a text without more: one of these stands in it. Another answer is a warning, never a refusal.',
  digits: 'The text is this many digits and nothing else, e.g. 11.',
  neededUnless: 'It must be answered, unless another field with a text says one of these.',
}

export const neededUnless = {
  field: 'The id of the other field.',
  is: 'The answers of that field with which this one may stay empty.',
}

export const asked = {
  question:
    'The question to people, in the place of the label; {parts} in it stands for the parts.',
  hint: 'A sentence below the question that explains it.',
  explanation: 'What the explanatory notes say, in paragraphs, folded away below the question.',
  links: 'Pages elsewhere where it is asked for or looked up; they stand in sight.',
  fields: 'What is asked beside it, like the fields of a kind of activity.',
  proof:
    'Files that show it. A document always asks for one unless required is false; anything else only with this key.',
  from: 'Somebody else, such as an employer, can state it by a link that works once.',
  original: 'Of a document: the register wants to see the original, which comes by post.',
  shown: 'The ways in which the document may be shown; one of them is enough.',
  keeps:
    'details: its files are destroyed once it was checked; what was stated stays, with who saw it and when.',
  colleague: 'Of a document: a colleague in this register gives it, such as a supervisor.',
  signHere: 'Of a document: it is filled in and signed here, and Peil makes the PDF.',
  follows:
    'Of a document: it comes some time after a day, and an application waits for it until then.',
  yesMeans:
    'Of a fact of yes or no: what a yes means, in a few words, e.g. vrijstelling van masterclass 2.',
  ahead: 'Of a fact that is a day: true where it may lie after today; otherwise that is refused.',
  within:
    'Of a declaration that promises something: the time in which, from the admission, e.g. P2Y.',
  parts: 'Of a declaration: what it is made of, which stands in its question at {parts}.',
}

export const askedLink = {
  label: 'The words of the link.',
  address: 'Where it leads, beginning with https:// or http://.',
}

export const proof = {
  label: "What is asked for, above the place for the files. Left out: Peil's own words.",
  required: 'true (when left out): a file must be there; false: it may come in another way.',
}

export const from = {
  who: 'Who states it, as sentences call them, e.g. je werkgever.',
  text: 'What they put their name under, in a sentence or two.',
  gives:
    'confirmation: beside the document that was given; document: in its place, of the day on which they sign.',
  work: 'Only work with all of these properties (workProperties) is laid before them.',
}

export const original = {
  note: 'What people must know who send it, beside the cover sheet.',
  returned:
    'true: it may go back in an envelope that came along. Left out: it is destroyed after the check.',
}

export const shown = {
  by: 'What shows it, all of these together: an original that was seen, a file, a statement of somebody else.',
  underWay: 'true: an application may be sent in while the original or the statement is awaited.',
}

export const colleague = {
  who: 'What they are to the person, e.g. supervisor.',
  categories: 'The categories that they may be in. Left out: whoever is registered.',
  text: 'What they put their name under, in a sentence or two.',
  whileIn: 'The categories in which a person has to have one all the time.',
}

export const signHere = {
  title: 'What stands at the head of the document.',
  paragraphs: 'The text that is signed, in paragraphs.',
  declarations: 'The declarations that are made with it, by their ids.',
  facts: 'The facts that have to be stated before, and stand on it.',
  documents: 'The documents of which it says whether they are there.',
  work: 'The properties of the work (workProperties) that stands on it; when that changes, it is signed anew. [] is any work.',
  with: 'The document that a colleague gives, who then signs this one too.',
}

export const follows = {
  after: 'The fact of type day after which it comes.',
  within: 'How long after that day it may take, e.g. P8W.',
  text: 'Why it comes later, in a sentence to the person.',
}

export const part = {
  label: 'The part as it stands in the question.',
  when: 'The yes-no fact with which it is promised. Left out: always.',
  unless: 'The yes-no facts with any of which it is not promised.',
}

export const statable = {
  ...option,
  asked: 'How people are asked for it. Left out: by its label alone.',
}

export const document = {
  signedBy:
    'Whose digital signature is on the original: the id of one of the signers in register.yaml, e.g. duo.',
}

export const kind = {
  ...option,
  hint: 'What this kind takes in and what not, below its name where people choose.',
  article: 'Where the regulation speaks of it; one of the articles of the sources.',
  groups: 'The groups that it belongs to, by their ids.',
  rule: 'How it is counted, as the form tells people, in Dutch: Tel de uren.',
  value: 'What an activity of this kind is worth in hours or points.',
  inSecondUnit: 'What it is worth in the second unit. Left out: nothing.',
  fields: 'The questions of its form.',
  form: 'The answers to its fields become a PDF that goes along with its evidence.',
  series: 'It may be a series of meetings of a group, entered once by one of them for all.',
  evidence: 'What proves it, and what is asked for first.',
  accreditation:
    'Whether it can be accredited: possible (people say so), by-decision (all of it is), or none (when left out).',
  referee: 'true: somebody else is asked to confirm it.',
  interim: 'It may be judged when it is done, apart from an application.',
}

export const kindForm = {
  title: 'What the paper is called.',
  evidence: 'As which of the accepted evidence it goes along, by its id.',
  needs:
    'The fields that must be answered for it to be proof by itself. Left out: it only goes along with other proof.',
}

export const series = {
  article: 'Where this stands; one of the articles of the sources.',
  text: 'How it works, told to people in a sentence or two.',
  confirmedBy:
    'How many of the others must confirm that somebody was there; that is proof then. 0: nobody need to.',
  group:
    'The field of text that is filled in with what the series is about and how many take part.',
}

export const kindEvidence = {
  accepted: 'What may prove an activity of this kind; one at least.',
  preferred: 'What is asked for first, by the ids; without it there is a warning, no refusal.',
}

export const interim = {
  article: 'Where this stands; one of the articles of the sources.',
  text: 'How it works, told to people in a sentence or two.',
  accredits:
    'true: whoever judges it says whether it is accredited; accreditation is left out then.',
  members: 'How many members judge it. Left out: as many as an application.',
  within: 'How long after it was done it can be asked, e.g. P6M. Left out: always.',
}

export const example = {
  title: 'What the example shows, in a few words: Precies genoeg.',
  dossier:
    'The dossier, as peil assess takes it (peil schema dossier); what is left out is not there.',
  on: 'The day on which it is assessed. Left out: the day of submission in the dossier.',
  expect: 'What must come out; a file with an example that fails is refused.',
}

export const expectation = {
  outcome: 'What becomes of this norm.',
  norm: 'The id of another norm that outcome and the figures are about. Left out: the norm where it stands.',
  counted: 'What counts for it out of what is approved.',
  provisional: 'What would count for it besides, out of what is claimed and not judged yet.',
  shortfall: 'What is missing, even if all that is claimed is approved.',
  whole: 'What becomes of the whole dossier.',
}

export const norm = {
  id: 'Its name in this file, in judgements and in answers, e.g. total.',
  article: 'The article that asks it; one of those of its source.',
  source: 'The source in which the article stands, by its name under sources.',
  label: 'A word or two for a bar or a table: Geaccrediteerd.',
  text: 'What it asks, in plain Dutch.',
  missing: 'The words behind the number that is missing. Left out: those of the unit.',
  whenShort: 'A sentence that is added when it falls short.',
  appliesTo: 'The applications that it holds for: first, renewal, or both (when left out).',
  categories: 'The categories that it holds for, by their ids. Left out: all.',
  when: 'It holds only where this condition does. Left out: always.',
  requires: 'The same as data: a minimum, a condition, or several with one-of or each-of.',
  instead: 'What it asks under a variant, in the place of requires: by the id of the variant.',
  otherwise: 'Whoever falls short is not refused: people decide.',
  remark: 'What must be known of it beside its text, such as how an unclear article is read.',
  examples:
    'Short dossiers with what comes out, shown beside the article and run as tests: one just enough, one just too little, one that waits.',
}

export const missing = {
  one: 'Behind 1: "geaccrediteerd uur".',
  many: 'Behind every other number: "geaccrediteerde uren".',
}

export const otherwise = {
  when: 'Only where this condition holds. Left out: always.',
  text: 'What people decide on then, in a sentence.',
  decides:
    'committee (when left out), or board: what the members find is their advice, and the board answers.',
}

const rule = {
  id: 'Its name in this file and in answers.',
  article: 'The article that says it; one of those of its source.',
  source: 'The source in which the article stands, by its name under sources.',
  label: 'A word or two for a table.',
  text: 'What it says, in plain Dutch.',
}

export const cap = {
  ...rule,
  of: 'The activities of which no more counts, for any norm. Left out: everything.',
  atMost: 'So much counts at most, in the measure of in.',
  in: 'What is capped: amount (hours or points, when left out), second-unit, or things.',
  each: 'For what time or thing it holds: window (when left out), calendar-year, registration-year, day or activity.',
}

export const enough = {
  atLeast:
    "What is just enough of one's own, in hours or points, before any cap and without a surplus.",
  moreThan: 'In place of atLeast: what is just too little.',
  of: 'Of which activities. Left out: everything.',
}

export const threshold = {
  ...rule,
  of: 'The activities that count only for whoever has enough of others.',
  onlyWith: 'How much there must be, and of what.',
}

export const lapse = {
  ...rule,
  of: 'The activities that lapse. Left out: everything.',
  after:
    'How long after they were done they still count, reckoned on the day of submission, e.g. P2Y.',
}

const carryOverBase = {
  article: 'The article that says it; one of those of the sources.',
  text: 'What it says, in plain Dutch.',
}

const carryOverRule = {
  ...carryOverBase,
  atMost: 'The most that goes along, of all together, in hours or points.',
  of: 'The kinds, groups or attributes of which a surplus goes along; total is of no kind in particular. Left out: all.',
  counts:
    'same (when left out): a surplus of accredited hours stays accredited; total: it only adds to what counts everything.',
  when: 'It goes along only where this condition holds.',
  onlyWith: 'It counts only for whoever has enough of their own.',
}

export const carryOverNone = { ...carryOverBase, rule: 'none: nothing goes along.' }

export const carryOverCapped = {
  ...carryOverRule,
  rule: 'capped: what is over goes along to the next period, as far as the other keys say.',
}

export const carryOverDiscretion = {
  ...carryOverRule,
  rule: 'discretion: people decide whether it goes along, in a judgement on carry-over.',
}

export const source = {
  title: 'What the document is called, with its date or edition.',
  articles: 'The articles or chapters that it has, so that a wrong reference is found.',
  compared: 'The day on which somebody last compared this file with it.',
  note: 'What must be known of it, such as where it contradicts itself.',
}

export const secondUnit = {
  one: 'The word behind 1: contactuur.',
  many: 'The word in the plural: contacturen.',
  counted: 'How it stands behind another number. Left out: as many.',
}

export const earlyApplication = {
  from: 'The first day on which this version may be asked for before it is in force.',
  text: 'How it can be asked for, in a sentence.',
}

export const transition = {
  article: 'The article that says it; one of those of the sources.',
  text: 'What it says, in plain Dutch.',
  runningDossiers:
    'What holds for dossiers that were pinned before this version: keep-old, take-new, or most-favourable to the person.',
}

export const period = {
  article: 'The article on the period; one of those of the sources.',
  shape:
    "personal: everybody's own; fixed-block: a block for all, again and again; calendar-year: whole calendar years; rolling: always the last so many years.",
  length: 'How long a period lasts, e.g. P3Y.',
  blockFirst: 'Of a fixed-block: the first day of some block.',
  start: 'From which day a registration holds.',
  anchor:
    'The day on which the counting ends, and from which a look-back reaches back: submission, decision or period-end.',
  lookBack:
    'How far back activities count for a first application. Left out: from the registration, or as shape says.',
  countsFrom: 'A day before which nothing ever counts.',
  opens: 'The counting opens on a day that somebody states, such as the day of graduation.',
  inBetween:
    'Where an activity between submission and decision counts: for the next application, or for the current one.',
  deemedValid: 'true: a complete application in time keeps somebody registered until the decision.',
  renewalFrom:
    'How long before expiry people may apply for a renewal, e.g. P1Y. Left out: at any time.',
}

export const start = {
  first:
    'The day on which a first registration begins: of the decision, submission or registration.',
  renewal:
    'The day on which the next one begins: old-end is the day after the old period. With more than one people choose, and the first is the default.',
}

export const lookBack = {
  years: 'How many years back.',
  granularity: 'day: to the day; calendar-year: from 1 January.',
  appliesTo: 'first applications only, or both first and renewal.',
  article: 'The article that says it; one of those of the sources.',
}

export const opens = {
  fact: 'The fact of type day on which it opens; while it is not stated, nothing that counts activities is met.',
  from: 'day (when left out): what was done on that day counts; day-after: only what was done later.',
  article: 'The article that says it; one of those of the sources.',
}

export const fact = {
  ...option,
  type: 'What is stated: yes-no, day, number, choice (one of its options) or several (one or more of them).',
  options: 'What to choose from, of a choice or of several.',
  asked: 'How people are asked for it. Left out: by its label alone.',
}

export const attribute = {
  ...option,
  hint: 'A sentence that explains it, at the form of an activity.',
  type: 'yes-no, or choice (with options).',
  options: 'What to choose from, of a choice.',
}

export const leaveSort = {
  id: 'Its name in this file and in dossiers, e.g. parental.',
  label: 'What people read where they choose, in Dutch.',
  article: 'The article that gives it; one of those of the sources.',
  text: 'What the article says, in plain Dutch.',
  hint: 'A sentence that explains it where people ask for it.',
  atLeast: 'How long it must last to do anything, e.g. P3M; spells that follow on are one.',
  does: 'What it does in the running period: reduces (minima with proRata), extends (its last day), dispenses (from the norms under from), or nothing.',
  atMost: 'Of extends: by how much one period grows at most, e.g. P1Y.',
  from: 'Of dispenses: the norms that are not asked, by their ids.',
  granted:
    'by-statement: it stands at once; by-decision: the body with decide-leave grants or refuses it.',
  proof: 'Whether a file that shows it is asked: asked, or none (when left out).',
  within:
    'How long after its first day it can still be asked for. Left out: until the period ends.',
}

export const workProperty = {
  id: 'Its name, for only in conditions and for work in from and signHere.',
  label: 'How it stands behind “werk” where work has it: op hbo-niveau.',
  without: 'How it stands behind “werk” where work does not have it: niet op hbo-niveau.',
  anyOf: 'The answers about work of which one is enough for it.',
}

export const workAnswer = {
  field: 'The id of one of the fields of work.',
  is: 'Its answer: true, false, or the id of an option.',
}

export const category = {
  ...option,
  text: 'Whom it is for, in plain Dutch.',
  admission: 'The criteria for who first applies for it; [] asks nothing.',
  followUp: 'What is asked of who has been in it for so long; nothing follows from it by itself.',
}

export const criterion = {
  id: 'Its name in this file, in judgements and in answers.',
  article: 'The article that asks it; one of those of the sources.',
  label: 'A word or two for a table.',
  text: 'What it asks, in plain Dutch.',
  requires: 'The same as data: a condition.',
}

export const followUp = {
  article: 'The article that asks it; one of those of the sources.',
  after: 'How long after the decision that gave the category it is asked, e.g. P2Y.',
  question: 'The question to the person, to be answered with yes or not yet.',
  text: 'What was to be done by then, in plain Dutch.',
  move: 'The change of category that can be asked for once it is done, by its id.',
}

export const formerCategory = {
  entersActivities:
    'false: whoever is still in it enters no activities until they have moved. Left out: they do.',
}

export const move = {
  id: 'Its name, as in peil assess --move to-senior.',
  article: 'The article that gives it; one of those of the sources.',
  from: 'The categories from which it can be asked for, by their ids.',
  to: 'The category that it leads to, by its id.',
  text: 'What the article says, in plain Dutch.',
  requires: 'What this change asks for itself, beside the criteria of its category.',
  admission:
    'Whether the criteria of the category that it leads to are asked (when left out) or waived.',
  period:
    'unchanged: the period goes on; from-original-start: the full length again from its original first day.',
}

export const variant = {
  id: 'Its name, for instead under norms.',
  article: 'The article that gives it; one of those of the sources.',
  label: 'A few words for who it is about.',
  text: 'What the article says, in plain Dutch.',
  when: 'Whom it holds for; the first variant that holds is taken.',
  forReview: 'What whoever checks and judges activities asks of each of them then, as a question.',
}

export const exemption = {
  id: 'Its name in this file and in answers.',
  article: 'The article that gives it; one of those of the sources.',
  text: 'What the article says, in plain Dutch.',
  when: 'Who need not apply: the condition must certainly hold.',
}

export const temporary = {
  article: 'The article that gives it; one of those of the sources.',
  text: 'What the article says, in plain Dutch.',
  length: 'How long it lasts, e.g. P1Y.',
  open: 'The norms and criteria that may still be open, by their ids; all others must be met.',
  appliesTo: 'The applications that may come to it: first, renewal, or both (when left out).',
  shortensNext: 'true: the whole months that it took are taken off the full period that follows.',
}

export const proRata = {
  article: 'The article that says it; one of those of the sources.',
  text: 'What it says, in plain Dutch.',
  joinedLater:
    'true: the days before somebody registered are not asked for, and what was done then does not count.',
  joinedLaterFrom: 'How long after the first day somebody must have joined. Left out: any time.',
  leaveFrom:
    'How long leave must last to make a norm smaller, e.g. P3M. Left out: leave makes none smaller.',
  by: 'What a share is reckoned in: day (when left out), or month for whole months only.',
  rounding: 'How the share is rounded: hundredth-down, whole-down or whole-up.',
}

export const acceptedLabel = {
  ...option,
  note: 'What must be known of it, such as for which education it stands.',
  scopes:
    'With what it is about it counts: institution, teacher, course, programme or level. Left out: with any of them.',
}

export const labelsAsk = {
  from: 'Of what was done from this day on, the label is held against the day of the activity.',
  article: 'The article that says it; one of those of the sources.',
  text: 'What it says, in plain Dutch.',
}

export const accreditedByDecision = {
  kind: 'The kind of which every activity counts as accredited, by its id.',
  attribute: 'The attribute that it has by that. Left out: accredited.',
  article: 'The article that says it; one of those of the sources.',
  text: 'What it says, in plain Dutch.',
}

export const evidence = {
  article: 'The article on evidence; one of those of the sources.',
  required: 'How many proofs an activity needs at least; 0 where none is asked.',
  text: 'What is asked, in plain Dutch.',
}

export const referee = {
  article: 'The article on referees; one of those of the sources.',
  roles: 'What a referee can be to the person, to choose from.',
  text: 'Who can confirm an activity, in plain Dutch.',
  selfSign: 'Whether people can put their own name under it where nobody can confirm it.',
}

export const selfSign = {
  allowed: 'true: they can.',
  reasonRequired: 'true: they must say why nobody can confirm it.',
  text: 'What they are told about it, in a sentence.',
}

export const list = {
  id: 'Its name in this file.',
  article: 'The article that says it; one of those of the sources.',
  label: 'What the list is called, for the back office.',
  from: 'Who gives the list, as in "de vereniging".',
  text: 'What it confirms, told to people in a sentence.',
  confirms: 'The kind of which it confirms whole years; it has a field year of type whole-number.',
  role: 'It is only for who stands on it in this role. Left out: for everybody on it.',
}

export const selfTest = {
  article: 'The article that gives it; one of those of the sources.',
  text: 'What people are asked to do, in plain Dutch.',
  note: 'What must be known of where the criteria come from, such as that they are a proposal.',
  criteria:
    'The questions about each activity; nobody must answer, and nothing is refused for an answer.',
}

export const selfTestCriterion = {
  id: 'Its name in this file.',
  text: 'The question, to be answered with yes or no and an explanation.',
  explanation: 'A sentence that explains the question.',
  of: 'The activities that it is asked of. Left out: all.',
}

export const review = {
  article: 'The article on the review; one of those of the sources.',
  application: 'Which applications are looked into: all, or a sample that anybody can check.',
  lines: 'Which activities of such an application are looked at: all, or a sample.',
  samplePercentage: 'The size of a sample in whole percents, for each draw: 25 is a quarter.',
  selfSigned:
    'What people signed themselves is always looked at (all), or drawn like the rest (sample).',
  failureShare:
    'When more than this percentage of a sample is rejected, the committee reads all activities.',
  risks:
    'What is looked at whatever the draw: over-stated-load (more than the stated load), first-of-kind (the first activity of a kind).',
  text: 'How it is done, in plain Dutch.',
}

export const committee = {
  article: 'The article on the committee; one of those of the sources.',
  members: 'How many members judge an application.',
  tie: 'Who breaks a tie: the chair, or a third-member.',
  conflicts:
    'The ties that keep a member from everything about a person: referee, employer, municipality, same-file.',
  rhythm: 'How often it meets: quarterly, monthly or as-needed.',
  decides:
    'When a decision falls: in-the-meeting (advice until it is closed), or when-enough-votes (when left out).',
  text: 'Who decides and how, in plain Dutch.',
}

export const version = {
  register: 'The id of the register; also the name of its folder, e.g. krsd.',
  version: 'The first day on which this version is in force; also the name of the file.',
  title: 'What the regulation is called, in Dutch.',
  sources: 'The documents that the norms come from, each under a name of your own.',
  unit: 'What norms are counted in: hour or point.',
  secondUnit: 'What norms and caps can be in beside hours or points, such as contact hours.',
  pinned:
    'Which day decides which version holds for a dossier: of the submission, the period-start, or the candidacy (registration).',
  earlyApplication: 'This version can be asked for before it is in force.',
  transition:
    'What holds for dossiers that were pinned before this version. Left out: they keep the old one.',
  period: 'How long a registration lasts, when it begins, and over which days activities count.',
  facts: 'What must be known about a person, for conditions and proportions.',
  attributes: 'Properties of an activity that do not depend on its kind, such as accredited.',
  documents: 'The documents that norms ask for.',
  declarations: 'What people declare, where norms ask for it.',
  declarers:
    'What sentences call whoever makes a declaration by somebody in particular, e.g. supervisor.',
  registers: 'Registers elsewhere that norms name, with their words and questions.',
  work: 'How a spell of work is asked.',
  leave: 'How leave is asked; its fields are choices, never free text. Not beside leaveSorts.',
  leaveSorts:
    'The sorts of leave that can be asked for apart from an application. Not beside leave.',
  mostHoursPerWeek:
    'Above so many hours a week of all jobs together, people are asked whether that is right. Left out: 48.',
  workRoles: 'The roles in which work can be done, where norms tell them apart.',
  workProperties: 'What a spell of work can be, by what was answered about it.',
  groups: 'Kinds that a norm or cap takes together.',
  kinds: 'What people can enter, and what it is worth; [] where no activities are asked.',
  categories:
    'The categories of registration, with what each asks; left out where there is only one.',
  formerCategories:
    'Categories of earlier versions: nobody gets one, and whoever is still in one can move away.',
  moves: 'The changes of category that can be asked for.',
  variants: 'Circumstances under which norms ask something else.',
  exemptions: 'Who need not apply at all.',
  temporary: 'Whoever falls short of some norms only may be registered for a while.',
  norms: 'What is asked, article by article.',
  caps: 'Above what activities no longer count, for any norm.',
  thresholds: 'Activities that count only for whoever has enough of others.',
  lapses: 'Activities that lapse some time after they were done.',
  carryOver: 'What becomes of what is over at the end of a period.',
  proRata: 'How minima shrink for a part of a period: for who joined later, or was on leave.',
  labels: 'The marks with which education counts as accredited.',
  labelsAsk:
    'Since when the label of an activity is held against its day. Left out: what people say of it stands.',
  accreditedByDecision: 'The kinds that count as accredited by decision of the register.',
  accreditationText: 'When something is accredited, told to people in a sentence or two.',
  singleUse:
    'per-register (when left out): what counted for an earlier decision does not count again; none: it does.',
  evidence: 'How much proof an activity needs.',
  referee: 'Who can confirm an activity, and what holds where nobody can.',
  lists: 'Lists by which others confirm whole years of a kind, such as a membership.',
  selfTest: 'Quality criteria by which people test their own activities.',
  review: 'What is looked at of what people send in: everything, or a sample.',
  committee: 'How it is judged, and which ties keep members away.',
  public:
    'What the public register shows: name and status always, and if wanted category, valid-until and number.',
}
