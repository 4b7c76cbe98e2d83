// What each key of a norm says to whoever writes one. The manual says it at length: norms/README.md.

export const norm = {
  norm: 'The id of the norm: lower-case words with hyphens; also the name of its folder.',
  version: 'The first day on which it holds; the file is called after it.',
  title: 'What the norm is called.',
  about: 'What it is about, in a few plain sentences: each a paragraph above the guide.',
  adoption: 'Whether somebody adopted it, or whether it is a proposal; shown wherever it is used.',
  sources: 'The documents on which it rests, by a name of your own; each article is one of theirs.',
  answerable: 'Who answers for what: for the norm and for registration.',
  dimensions:
    'The four things by which work is looked at, in the order in which they are asked: situation, work, responsibility and task.',
  indicators:
    'What is asked of the work, with the plain words and examples by which people answer.',
  outcomes:
    'What the table can lead to: registered, under-responsibility and not-registered, each once. Where the hit policy is priority, what stands first goes first.',
  table: 'The table that leads from the answers to an outcome.',
  notTogether:
    'Answers that contradict each other: whoever gives them is asked to look again. The table says something of them all the same.',
  unless: 'The exception (tenzij): when it may be done otherwise, and with what explanation.',
  registers: 'The registers that make somebody a registered professional by this norm.',
  supports:
    'Other registers: who stands in one is no registered professional by that, but it supports a reason.',
  growthPath:
    'The way of those who are on their way to registration, with its conditions and end dates.',
  examples: 'Cases with their outcome, which run as tests and which the guide shows.',
}

export const proposal = {
  is: 'proposal: nobody adopted it.',
  text: 'What people have to know of that, e.g. who thought of the indicators and who could adopt them.',
}

export const adopted = {
  is: 'adopted: it was adopted.',
  by: 'Who adopted it.',
  on: 'The day on which it was adopted; not after the first day of the norm.',
  text: 'What people have to know of that, e.g. where the decision stands.',
}

export const answerable = {
  for: 'For what: norm (that it is met) or registration (that of professionals).',
  who: 'Who answers for it, as it begins a sentence: De aanbieder.',
  text: 'What they answer for, in a sentence.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
}

export const dimension = {
  id: 'Which of the four: situation, work, responsibility or task.',
  label: 'What it is called, e.g. De situatie.',
  question: 'What is asked at the head of its screen.',
  text: 'What it is about, in a sentence.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
}

export const indicator = {
  id: 'The name by which the table and records mean it: lower-case words with hyphens.',
  dimension: 'The dimension to which it belongs, on whose screen it is asked.',
  label: 'What it is called in a few words, e.g. Crisis.',
  question:
    'The question that is asked, to be answered with yes or no, or with one of the options.',
  text: 'What is meant by it, in plain words.',
  speaks:
    'For what it speaks where the answer is yes: for-registered (somebody registered is needed), or for-others (somebody else can do it). Left out: neither.',
  options: 'The answers to choose from; without it the answers are yes and no.',
  examples: 'Examples, so that people answer alike.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
}

export const option = {
  id: 'The name by which the table means this answer: a lower-case word with hyphens.',
  label: 'What people read.',
}

export const indicatorExamples = {
  yes: 'When the answer is yes, each in a few words.',
  no: 'When the answer is no, each in a few words.',
}

export const outcome = {
  id: 'Which of the three: registered, under-responsibility or not-registered.',
  label: 'What it is called, e.g. Een geregistreerde professional.',
  text: 'What it means, in a sentence or two.',
  todo: 'What is to be done with this outcome, each in a sentence.',
  conditions: 'What has to hold with this outcome, each to be confirmed in a record.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
}

export const condition = {
  id: 'The name by which records mean it: lower-case words with hyphens.',
  label: 'What has to hold, as a statement to confirm.',
  text: 'What is meant by it, in plain words.',
}

export const table = {
  hitPolicy:
    'What happens where several rules apply, as in DMN: unique (that may not happen), any (they all lead to the same), first (the first one holds) or priority (the outcome that stands first under outcomes).',
  rules: 'The rules: together they say something of every case. 1,000 at most.',
}

export const rule = {
  id: 'The name of the rule: lower-case words with hyphens; an explanation and a record name it.',
  when: 'The answers with which it applies, by indicator: true, false, an option, a list of those, or { not: … }. An indicator that is left out may have any answer.',
  outcome: 'The outcome to which it leads: registered, under-responsibility or not-registered.',
  text: 'The reason, as it is told to whoever asks.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
}

export const not = {
  not: 'Any answer but this one, or these.',
}

export const contradiction = {
  answers: 'The answers that do not go together, by indicator: two or more of them.',
  text: 'What is asked of whoever gives them, in a sentence.',
}

export const unless = {
  text: 'What the exception says, in plain words.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
  heads:
    'The two heads of it: not-worse (the quality is not worse for it) and necessary (the quality needs it).',
  written: 'What has to be written in words of one’s own beside what is ticked.',
}

export const head = {
  id: 'Which of the two: not-worse or necessary.',
  label: 'What it says, as the heading of its grounds.',
  grounds: 'The grounds to tick.',
}

export const ground = {
  id: 'The name by which records mean it: lower-case words with hyphens.',
  label: 'The ground, as a statement to tick.',
  text: 'What is meant by it, in plain words.',
}

export const written = {
  label: 'The question to which the answer is written.',
  hint: 'What belongs in it and what not, such as nothing about a client.',
}

export const register = {
  id: 'The id of the register: lower-case, e.g. skj.',
  label: 'What it is called in a sentence, e.g. het SKJ.',
  name: 'Its full name.',
  professions: 'The professions of that register that qualify; left out, everybody in it.',
  digits: 'How many digits a number of that register has.',
  lookUp:
    'Where anybody can look up whether somebody stands in it, as an address that begins with https.',
}

export const profession = {
  id: 'The name by which records mean it: lower-case words with hyphens.',
  label: 'What it is called, e.g. arts.',
}

export const support = {
  register: 'The id of the register, e.g. krsd.',
  label: 'What it is called in a sentence, e.g. het KRSD.',
  text: 'What it says of somebody who stands in it.',
}

export const growthPath = {
  text: 'What the growth path is, in plain words.',
  may: 'What somebody on it may do meanwhile.',
  outcome: 'With which outcomes somebody on it may do the work: usually under-responsibility.',
  conditions: 'What has to hold as long as it runs.',
  steps: 'The steps of it, in their order: a diploma, learning, registration.',
  sectors: 'The sectors with an end date of their own.',
  end: 'What is asked at its end.',
  source: 'The source in which it stands, by its name under sources.',
  article: 'Where it stands in that source.',
}

export const step = {
  id: 'The name by which records mean it: lower-case words with hyphens.',
  label: 'What it is called.',
  text: 'What is done in it.',
}

export const sector = {
  id: 'The name by which records mean it: lower-case words with hyphens.',
  label: 'What it is called.',
  until: 'The last day of the growth path in this sector.',
}

export const example = {
  title: 'What the case is about, in a few words and without a person.',
  text: 'The case in a few sentences.',
  answers: 'The answers to the indicators; what is left out is not known.',
  expect: 'The outcome that it has to have.',
}

export const expectation = {
  outcome: 'The outcome; left out where it is still open.',
  by: 'The rules by which, all of them.',
  open: 'The outcomes between which it is still open, where not all is known.',
}

export const document = {
  title: 'What the document is called, with its date or edition.',
  articles: 'The articles or chapters that it has, so that a wrong reference is found.',
  compared: 'The day on which somebody last compared this file with it; left out where nobody did.',
  note: 'What must be known of it, such as where it contradicts itself.',
}
