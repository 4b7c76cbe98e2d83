// What each key of a dossier says to whoever writes one. The manual says it at length:
// regulations/README.md.

export const period = {
  first: 'The first day, as 2023-01-12.',
  last: 'The last day; it belongs to it.',
}

export const grantedLeave = { sort: 'Which of leaveSorts it is, by its id.' }

export const holding = {
  register: 'The other register, by its id, e.g. skj.',
  first: 'The first day on which the registration was shown to hold.',
  last: 'The last day on which it was. Left out: it still holds.',
  checkedAtStart: 'Whether somebody saw it when the period began. Left out: the days decide.',
}

export const document = {
  kind: 'The id of one of the documents of the regulation, e.g. vog.',
  issuedOn: 'The day on which it was issued.',
  state:
    'What became of it: claimed, approved (when left out), rejected, or unshown (stated, and not shown in a way that is accepted).',
}

export const work = {
  first: 'The first day of the work.',
  last: 'The last day. Left out: it still goes on.',
  hours: 'The hours of all of it; this or hoursPerWeek, e.g. 520.',
  hoursPerWeek: 'The hours a week; this or hours, e.g. 24.',
  role: 'The role, by its id under workRoles.',
  details: 'What was answered about it, by the ids of the fields of work.',
  state: 'What became of it: claimed, approved (when left out) or rejected.',
}

export const declaration = {
  id: 'The id of one of the declarations of the regulation.',
  on: 'The day on which it was made.',
  by: 'Who made it, by a name under declarers, e.g. supervisor. Left out: the person.',
}

export const judgement = {
  on: 'What it is about: the id of an activity, a norm or a question, or carry-over; one at most on each.',
  outcome: 'approved or rejected of an activity, met or not-met of a norm or a question.',
  awarded:
    'Of an activity: the hours or points that people award. Left out: by the rule of its kind.',
  awardedSecond: 'Of an activity: the same in the second unit.',
  reason: 'Why, in a sentence; the answer and the letter say it.',
}

export const heldLabel = {
  label: 'Which of labels it is, by its id.',
  scope: 'What it is about: institution, teacher, course, programme or level.',
  first: 'The first day on which it holds. Left out: it held from before anything was kept.',
  last: 'The last day on which it holds. Left out: there is none yet.',
  seenOn: 'The day on which somebody saw it. Left out: nobody has.',
  among: 'Where several are called as whoever gave it, and nobody said which.',
}

export const among = {
  holder: 'Which of them holds it; empty where it is of their name alone.',
  of: 'How many are called so.',
}

export const accreditation = {
  label: 'The label that is claimed, by its id under labels.',
  byDecision: 'true: a decision of the register says so, and no label is asked.',
  held: 'What is known of that label with whoever gave it, whatever its days.',
}

export const activity = {
  id: 'Its name in this dossier; judgements and the answer mean it by that.',
  kind: 'The id of one of the kinds of the regulation, e.g. training.',
  title: 'What it was, in a few words.',
  completedOn:
    'The day on which it was completed; that decides whether and in which year it counts.',
  hours:
    'The hours that the person claims; with points as unit, the rule of the kind turns them into points.',
  points: 'The points that the person claims; not beside hours.',
  count: 'How many things it is, whole: 3 meetings. Left out: one.',
  attributes: 'Its attributes, by their ids: { accredited: true, form: online }.',
  details: 'What was filled in at the fields of its kind, by their ids: { contact-hours: 6 }.',
  accreditation: 'By what it is accredited, where it is.',
  state: 'planned (never counts), claimed (counts provisionally), approved (counts) or rejected.',
  usedIn: 'The earlier decision for which it counted; with singleUse it does not count again.',
  supplement:
    'true: it was added after submission, because the register asked for it or before anybody judged.',
}

export const dossier = {
  kind: 'What is applied for: first, or renewal.',
  period: 'Of a renewal: the period that it renews. Left out: there is none yet.',
  temporary: 'The days for which somebody is registered for a while, to make up for what was open.',
  registeredOn: 'The day on which somebody was registered as a candidate.',
  submittedOn: 'The day on which this application was submitted. Left out: it is being built up.',
  previousSubmittedOn:
    'The day on which the application before this one was submitted that was granted.',
  countedUntil: 'The last day that counted for that application: the last of window in its answer.',
  decidedOn: 'The day on which this application was decided on.',
  appliesEarly: 'true: asks for a version that may be applied before it is in force.',
  category: 'The category that is held or asked for, by its id.',
  facts:
    'What is known about the person, by the ids of the facts: { certificate: true, graduated-on: "2019-07-01" }.',
  holdings: 'Registrations elsewhere, with the days on which they were shown.',
  documents: 'The documents that are there.',
  work: 'The spells of work.',
  leave: 'The days of leave, where the regulation has leave.',
  grantedLeave:
    'The leave that was granted apart from an application, where the regulation has leaveSorts.',
  declarations: 'What was declared.',
  judgements: 'What people decided; an input of the assessment, never a patch on its answer.',
  surplus:
    'What a former period left over, by the id of a kind, group or attribute, or total: { accredited: 3.5 }.',
  activities: 'What was done or is planned; 10,000 at most.',
}
