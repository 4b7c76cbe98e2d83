// What each key of a register.yaml says to whoever writes one. The manual says it at length:
// regulations/README.md.

export const brand = {
  tokenClass:
    'The class that carries the colours: brand- and the id of the register, e.g. brand-krsd.',
  logoText: 'The letters in the mark, e.g. KRSD.',
  light: 'The colours on a light page.',
  dark: 'The colours on a dark page.',
}

export const colours = {
  accent: 'The colour of links and buttons, as #rrggbb; it must be read on the page behind it.',
  accentHover: 'The same while the pointer is on it, as #rrggbb.',
}

export const organisation = {
  foundation: 'The legal person behind the register, in full.',
  backOffice: 'Who does the daily work.',
  committee: 'Who decides.',
  address: 'Street and number, a line each.',
  postalCodeAndCity: 'As on an envelope, e.g. 1234 AB Voorbeeldstad.',
  email: 'Where people write to, on the pages and in letters.',
  telephone: 'The number that people can call.',
  openingHours: 'When it is answered.',
  website: 'The address of the website of the register, without https://.',
  contacts: 'Whom else people can turn to, such as the association of the profession.',
  kvk: 'The number in the trade register (KvK): eight digits between quotes.',
  vatNumber: 'The number for VAT on invoices, e.g. NL001234567B01.',
  rsin: 'The number by which the tax authority knows the legal person (RSIN), nine digits between quotes: an invoice as data names it where there is no vatNumber.',
  bank: 'Where invoices are paid.',
}

export const books = {
  debtors: 'The account of what is owed on invoices. Left out: 1300 Debiteuren.',
  bank: 'The account of the bank. Left out: 1100 Bank.',
  online: 'The account of what was paid online and is under way. Left out: 1120.',
  unallocated: 'The account of what was received and settles no invoice yet. Left out: 1490.',
  vat: 'The account of the VAT to be paid. Left out: 1500.',
  writeOffs: 'The account of what is written off. Left out: 4900.',
  year: 'The account of what is charged for a year. Left out: 8000.',
  application: 'The account of what is charged for an application. Left out: 8010.',
  accreditation: 'The account of what is charged for a request of accreditation. Left out: 8020.',
  objection: 'The account of what is charged for an objection. Left out: 8030.',
}

export const backOffice = {
  name: 'The full name, without an article.',
  short: 'How sentences call it, with the article: "het bedrijfsbureau".',
}

export const committee = {
  article: 'The article of the full name: de or het.',
  name: 'The full name, without the article.',
  short: 'How sentences call it, with the article.',
  members: 'The people in it.',
}

export const contact = {
  name: 'Who they are.',
  about: 'What people can turn to them for, in a sentence.',
  email: 'Where to write to; this or telephone must be there.',
  telephone: 'Where to call; this or email must be there.',
  openingHours: 'When the telephone is answered.',
}

export const bank = {
  accountName: 'In whose name the account is.',
  iban: 'The number of the account, without spaces.',
}

export const body = {
  id: 'Its name in this file; back-office and committee are fixed, and have their words at organisation.',
  name: 'The full name, without an article; not of back-office and committee.',
  short: 'How sentences call it, with the article; not of back-office and committee.',
  may: 'The acts that it does; the first nine can be shared, each of the others is of one body at most.',
}

export const certification = {
  article: 'The article of what the register grants: de or het.',
  name: 'What the register grants: "vraag certificering aan".',
  renewal: 'What it is called to get it again.',
  participle: 'What somebody is who has it: "je bent gecertificeerd".',
  verb: 'The verb: "opnieuw certificeren".',
  toVerb: 'The verb with "te": "om je te certificeren".',
  temporary: 'The same for whoever has it for a while. Left out: "voorlopig".',
}

export const temporary = {
  participle: 'What somebody is who has it for a while.',
  name: 'What that is called, behind "de", "het", "je" or "uw".',
  meaning: 'What it says in the public register, in a sentence.',
}

export const certificate = {
  article: 'The article of the paper: de or het.',
  name: 'How sentences call the paper: "op het certificaat staat een code".',
  many: 'The same in the plural.',
  title: 'What stands at the head of the paper.',
  signedBy: 'Who signs it, as it stands below: "Voorzitter van de commissie".',
}

export const status = {
  label: 'What the status is called.',
  tone: 'Its colour says who must act: yellow the person, blue somebody else; green is good, red is not, grey is over.',
  public: 'Whether people with this status stand in the public register.',
  meaning: 'What it says and does not say, in a sentence.',
  shown: 'How everybody reads it, where that is other than what the people themselves read.',
}

export const shown = {
  label: 'What the status is called in the public register.',
  meaning: 'What it says there, in a sentence.',
}

export const statuses = {
  'signed-up': 'Has an account, and the sign-up is not complete.',
  'agreement-sent': 'The agreement waits for the person to sign it.',
  'agreement-lapsed': 'The agreement was not signed in time.',
  'agreement-signed': 'The signed agreement waits for the back office.',
  approved: 'The agreement is approved, and the first invoice is not paid.',
  candidate: 'Signed and paid, and not granted anything yet.',
  certified: 'Has what the register grants.',
  'renewal-pending':
    'Keeps it until the decision, as the new application was complete and in time.',
  'on-hold': 'Stands still for an administrative reason, such as an invoice.',
  suspended: 'Suspended by a decision.',
  expired: 'It came to its end and was not renewed.',
  withdrawn: 'Ended at the request of the person, or as nothing was paid.',
  removed: 'Ended by a decision.',
  deceased: 'The person has died. Left out: "Overleden", and not public.',
}

export const discount = {
  name: 'What it is called, on the invoice and where the costs stand.',
  percent: 'How much goes off, in whole percents, 1 to 100; this or an amount.',
  amount: 'How much goes off, in whole cents; this or a percent.',
  fact: 'The id of a fact of the regulation on which it is given: one that is true or, with within, a day.',
  within:
    'At most how long after the day of that fact somebody signed up, e.g. P3M. Left out: it is given as soon as the fact is true.',
  years: 'first: only of the first year; every: of each year. Left out: first.',
}

export const tariff = {
  kind: 'What is charged: a year of taking part, an application for what the register grants, an accreditation request of a provider, an objection. Left out: year.',
  category:
    'The id of a category of the regulation, where it holds for that alone. Left out: for everybody else.',
  purpose:
    'Of an accreditation request: what is wanted, new, change or extension, where it holds for that alone. Left out: for all.',
  from: 'The first day on which it holds; a change is a new line with a later day.',
  amount: 'What it costs, in whole cents: 9500 is 95 euros; 0 is free.',
  vat: 'included: the amount holds the tax; excluded: it comes on top; exempt: there is none; out-of-scope: the tax does not speak of it.',
  rate: 'The tax in whole percents, e.g. 21; 0 when exempt or out of scope. Left out: 0.',
  ground: 'What the invoice says about the tax, e.g. Vrijgesteld van btw.',
  billing:
    'When a year begins: on the anniversary of each person, or for all with the calendar-year. Left out: anniversary.',
  firstYear:
    'What the first year costs: all of it (full), nothing (free), or by the whole months that are left of the calendar year (pro-rata). Left out: full.',
  discounts: 'What goes off, on a fact of the regulation. Left out: nothing.',
  description: 'What the line on the invoice says.',
}

export const terms = {
  agreementTtl: 'How long somebody has to sign the agreement, e.g. P1M.',
  agreementReminderDays: 'How many days after it was sent they are reminded, e.g. [14, 25].',
  accountRemoval:
    'After how long an account goes with which nobody is registered anywhere, with what was typed, e.g. P6W.',
  accountRemovalWarningDays:
    'How many days after an account was last used for signing up its owner is warned that it goes. Left out: [28, 38].',
  expiryReminderMonths:
    'How many months before the end of a registration somebody is reminded, e.g. [12, 6, 3, 1].',
  temporaryReminderMonths:
    'How many months before the end of a registration for a while. Left out: [3, 1].',
  targetReminderMonths:
    'How many months before the day that somebody set themselves for the first time. Left out: no reminder.',
  newVersionMonths:
    'How many months before a new version is in force people read what it changes for them. Left out: 3.',
  supplementTerm: 'How long somebody has to complete what was returned to them, e.g. P4W.',
  supplementReminderDays: 'How many days after it was returned they are reminded, e.g. [21].',
  refereeLink:
    'How long the link works with which somebody else confirms or states something, e.g. P14D.',
  refereeReminderDays: 'How many days after it was sent they are reminded, e.g. [7].',
  committee: 'On which days there are meetings.',
  decisionDays: 'How many days there are between a meeting and the letter with the decision.',
  backOfficeDays: 'In how many working days the back office looks at what arrives.',
  payment: 'How long somebody has to pay an invoice, e.g. P14D.',
  paymentReminderDays:
    'How many days after the last day to pay they are reminded, e.g. [14, 30, 60].',
  objection: 'How long after a decision somebody can object to it, e.g. P6W.',
  decisionOnObjection: 'Within which an objection is decided on, e.g. P6W.',
  objectionExtension: 'By how much that can be put off, once. Left out: P6W.',
  objectionGrounds:
    'Within which the grounds follow of an objection that came without. Left out: P4W.',
  ruling: 'Within which the board decides where the regulation is silent. Left out: P8W.',
}

export const meetings = {
  months: 'In which months of the year there is one, 1 to 12, e.g. [1, 4, 7, 10].',
  week: 'Which of that weekday in the month: 1 is the first, 4 the fourth.',
  weekday: 'On which day of the week: 1 is Monday, 7 Sunday.',
  closesDaysBefore: 'How many days before the meeting an application must be complete.',
}

export const publicWords = {
  name: 'The words for the name: "Je naam".',
  status: 'The words for the status: "Of je kandidaat of gecertificeerd bent".',
  category: 'The words for the category. Left out: "de categorie".',
  'valid-until': 'The words for the last day: "Tot wanneer je certificering loopt".',
  number: 'The words for the number: "Je registratienummer".',
}

export const signer = {
  id: 'The name by which signedBy of a document means it, e.g. duo.',
  label: 'How sentences call the signer: "de handtekening van DUO".',
  organisations: 'What the signer is called in its certificate; one of these is enough.',
  again: 'How somebody gets the original once more, in whole sentences.',
}

export const admission = {
  article: 'Where the criterion stands, as sentences call it.',
  criterion: 'What an activity must be to be admitted, in the words of the regulation.',
  without:
    'An attribute, such as accredited: what has it is admitted by that, and not held against this.',
  guidance: 'What those who judge go by; a number of hours never follows from it.',
  form: 'An activity gets a PDF with the signatures of its owner and of a referee. Left out: none.',
  interim: 'It can be decided apart from an application. Left out: in one only.',
}

export const guidance = {
  label: 'The words of the link.',
  href: 'Where it leads, beginning with https://.',
  text: 'What it is for, and what not, in a sentence or two.',
}

export const admissionForm = { title: 'What stands at the head of the form.' }

export const interim = {
  text: 'How it works, told to people in a sentence or two.',
  members: 'How many members judge it. Left out: as many as an application.',
  within: 'How long after it was done it can be asked, e.g. P6M. Left out: always.',
}

export const section = {
  title: 'The heading of the section.',
  paragraphs: 'Its text, a paragraph each.',
}

export const complaints = {
  treats: 'What is treated, a line each.',
  leaves: 'What is not treated, a line each.',
  elsewhere: 'Where to go with any other complaint, in whole sentences.',
  by: 'To whom the form sends a complaint. Left out: there is no form.',
}

export const complaintsBy = {
  name: 'Who treats it, in full.',
  short: 'How sentences call them, with the article.',
  address: 'Street and number, a line each.',
  postalCodeAndCity: 'As on an envelope, e.g. 1234 AB Voorbeeldstad.',
  email: 'Where the form sends a complaint.',
  telephone: 'The number that people can call.',
  website: 'The address of their website.',
}

export const comingBack = {
  number: 'Whoever comes back gets a new number (new, when left out), or the old one (kept).',
}

export const death = {
  secondPair:
    'true (when left out): a second of the back office looks too before anything changes.',
  undo: 'How long a mistake can be undone. Left out: P1Y.',
  kept: 'How long the dossier is kept after it was confirmed, and as long as an invoice in it must be. Left out: P7Y.',
}

export const retention = {
  of: 'Which kind of data.',
  keep: 'How long it is kept; invoices seven years at least. Left out: as the manual says of the kind.',
  from: 'From what moment that is reckoned, where the kind leaves a choice.',
  does: 'What happens then: it is erased, or loses names and addresses, or is kept with a ground of its own.',
  ground: 'Why it is kept so long, in a sentence for the page on privacy.',
}

export const shielding = {
  text: 'The sentence about it on the pages.',
  grounds:
    'The reasons to choose from; no more is asked. Left out: a threat, a secret address, something else.',
  atOnce:
    'true (when left out): whoever asks is hidden at once, until the back office has decided.',
  secondPair: 'true (when left out): two of the back office look at it, one after the other.',
  review: 'After how long at most it is looked at again; it never ends by itself. Left out: P1Y.',
  certificate:
    'What the code of a certificate tells then: standing (when left out) is only whether it holds, without a name; nothing is that the code is unknown.',
}

export const shieldingGround = {
  id: 'Its name in this file, e.g. threat.',
  label: 'The reason as people read it.',
}

export const statusGround = {
  id: 'Its name in this file, e.g. missing-document.',
  label: 'What it is called, in the file of the person and in the letter.',
  does: 'hold puts on hold, release ends a hold or a suspension that was set by hand, suspend suspends, certify gives or prolongs a period, withdraw ends it at one’s own request, remove removes.',
  rests:
    'What it rests on: the article, or the reading that the register follows; it stands in the letter.',
  decidedBy:
    'The body whose decision it is, with a letter and the right to object; suspend, certify and remove need one, withdraw has none.',
  endsWhenPaid: 'Of hold: true where it ends when nothing is left to pay.',
  longest: 'The longest that it lasts, e.g. P6M; with it a last day is asked.',
}

export const measures = {
  follows: 'The colleges whose verdicts are followed.',
  deciders: 'How many of the body that decides must agree. Left out: 2.',
  hearing: 'How long the person has to answer before anything is decided, e.g. P2W.',
  longest: 'The longest that a suspension lasts, e.g. P1Y.',
  interim: 'true: somebody can be suspended until the decision, before they were heard.',
  comeBack: 'After which somebody who was removed can sign up again; P0D is at once.',
  meanwhile: 'What goes on during a suspension.',
  published: 'What everybody reads of a decision on the page of the person. Left out: nothing.',
}

export const college = {
  id: 'Its name in this file, e.g. skj.',
  name: 'The full name of the college, without an article.',
  short: 'How sentences call it, with the article.',
}

export const meanwhile = {
  activities: 'Whether activities can be entered.',
  apply: 'Whether somebody can apply.',
  invoices: 'Whether invoices are sent.',
}

export const published = {
  kinds: 'Which decisions: warning, suspension, removal.',
  verdict: 'Whether what the verdict says stands there too.',
  term: 'For how long it stands there, e.g. P5Y.',
}

export const number = {
  prefix: 'What stands before the number, e.g. KRSD-.',
  width: 'How many digits it has, with noughts in front: 6 makes 000123.',
}

export const unit = {
  one: 'The word behind 1: uur, punt.',
  many: 'The word in the plural: uren, punten.',
  counted: 'How it stands behind another number: 96 uur, but 40 punten.',
  explained: 'What one is, in a sentence: 1 uur is 1 punt.',
}

export const professional = {
  one: 'What somebody in the register is called: professional.',
  many: 'The same in the plural: professionals.',
}

export const gates = {
  portfolio:
    'Adding activities: from the agreement on, or only once the first invoice is paid too (agreement+payment).',
  visible:
    'Standing in the public register: from the agreement on, or only as a candidate, who has paid too (agreement+payment).',
  apply: 'Applying: as a candidate (agreement+payment), or only while no invoice is open (paid).',
}

export const declaration = {
  id: 'Its name in this file, e.g. professional-code.',
  text: 'What somebody declares at sign-up, in a sentence.',
  links: 'Where more of it stands.',
  required: 'true: nobody signs up without it.',
  of: 'The texts that it is about, by their ids: which version was meant is kept, and it is asked anew with another.',
}

export const named = {
  id: 'How files call it, e.g. school-attendance; the same in every register where it is the same.',
  label: 'How people read it.',
}

export const courses = {
  audiences:
    'For whom a course can be. Left out: starters, experienced professionals, supporters and managers.',
  themes: 'What a course can be about.',
  ratings: 'What who followed a course thinks of it, and from how many that is shown.',
  lacks:
    'What somebody who does not reach a norm lacks, in one word: a course covers so many of it. Left out: the norm is named.',
}

export const courseRatings = {
  shownFrom:
    'From how many ratings on they are shown together, and from how many lines those: 3 to 20, and the next five, as what is shown moves on by five. Left out: 5.',
}

export const lack = {
  norm: 'The id of the norm.',
  noun: 'What is missing of it, as behind a number: "reflectiepunten".',
}

export const accreditation = {
  text: 'The id of the text with the rules of accreditation, which can have versions.',
  criteria: 'What a provider explains of a course, a question each.',
  documents: 'The files that a provider hands in.',
  counts: 'As what kinds of activity a course can count, with the attributes that it has then.',
  trainings:
    'Trainings that the register has named itself, which a provider can be recognised to give.',
  fees: 'What asking costs.',
  paidFirst:
    'Whether a request goes to whoever decides only once its invoice is paid. Left out: false.',
  withdrawn:
    'What becomes of the fee of a request that is withdrawn before it went to whoever decides: it stays charged, or it is credited. Left out: charged.',
  validity: 'How long an accreditation holds at most, e.g. P4Y.',
  members: 'How many members have to find the same. Left out: 2.',
  conflicts:
    'What keeps a member from a request beside what they declare: working there and having a hand in the course, which hold whatever stands here, and working for another provider. Left out: all three.',
  decide: 'Within what time it is decided, counted from the day on which it was handed in.',
  supplement: 'Within what time what was asked more has to be there.',
  endReminderMonths: 'How many months before it ends the provider hears so. Left out: three.',
}

export const accreditationCriterion = {
  id: 'How files call it.',
  label: 'The question to the provider.',
  hint: 'A sentence below the question.',
}

export const accreditationDocument = {
  id: 'How files call it.',
  label: 'How the provider reads it: Het programma met de tijden.',
  required: 'Whether it has to be there. Left out: it has.',
}

export const accreditationCounts = {
  kind: 'A kind of activity of the versions, by its id.',
  attributes: 'The attributes that it has then, by their ids, such as accredited.',
}

export const accreditationTraining = {
  id: 'How files call it.',
  label: 'How it is called: masterclass 1.',
  document:
    'The document of the versions that shows that somebody followed it: its day is held against who was recognised then.',
}

export const accreditationFees = {
  new: 'In cents, for a course that was not accredited yet. Left out: 0.',
  change: 'In cents, for another content or number of hours. Left out: 0.',
  extension: 'In cents, for a longer time. Left out: 0.',
}

export const link = {
  label: 'The words of the link.',
  href: 'Where it leads: an address of the register such as /krsd/teksten/beroepscode, or https://.',
}

export const signUp = {
  needed: 'What somebody needs to sign up, a line each.',
  public:
    'The words for what the public register shows; those that the version lists under public are used.',
  minutes: 'How many minutes the form takes.',
  hours: 'What taking part costs in time beside the activities.',
  notices: 'Other registers of which somebody is told, and for which nobody is refused.',
  professions:
    'The professions to choose from; something else comes by itself. Left out: it is not asked.',
}

export const signUpHours = {
  once: 'The hours for signing up, with all that comes with it, e.g. 1.',
  aYear: 'The hours a year for keeping the portfolio, e.g. 3.',
}

export const notice = {
  register: 'The other register, by its id, e.g. skj.',
  text: 'What is told, in a sentence or two.',
  more: 'The id of one of the texts that says more.',
  number: 'Asks for the number there, which may stay empty. Left out: it is not asked.',
}

export const noticeNumber = {
  label: 'The question for the number: Je SKJ-nummer.',
  hint: 'A sentence below the question.',
}

export const profession = {
  id: 'Its name in this file; other is taken.',
  label: 'The profession as people read it.',
  facts: 'The facts of the regulation that are true of who has it, by their ids.',
}

export const agreement = {
  title: 'What the agreement is called, with a capital.',
  version: 'The day of this text; a changed text gets a later day.',
  intro: 'The sentence that it opens with.',
  sections: 'What is agreed, under headings.',
  closing: 'The sentence that it ends with, about its beginning and end.',
}

export const mail = {
  senderName: 'In whose name mails are sent.',
  senderAddress: 'From which address they are sent.',
}

export const objection = {
  text: 'How somebody objects, in a sentence or two.',
  suspends:
    'Whether what was decided waits for the outcome; of an objection that is late it does not.',
  workingDays:
    'true: a term that ends in a weekend or on a holiday goes on to the next working day. Left out: false.',
  fee: 'What it costs, in whole cents; paid back when it is founded. Left out: 0.',
  withoutHearing: 'For what reasons nobody is heard. Left out: everybody is invited.',
  further: 'Where somebody can go who does not agree with what was decided on it.',
}

export const withoutHearing = {
  id: 'Its name in this file, e.g. not-wanted.',
  text: 'The reason, in a sentence.',
}

export const announced = {
  from: 'From which day it is to change.',
  text: 'What changes, as far as it was announced.',
  source: 'Where that stands, with the place in it.',
  link: 'Where everybody can read it.',
  appliesTo: 'Whom it concerns: first, renewal, or both (when left out).',
}

export const announcedLink = {
  label: 'The words of the link.',
  href: 'Where it leads, beginning with https://.',
}

export const procedures = {
  nonPayment: 'What follows when an invoice is not paid.',
  refunds:
    'On which grounds something that was paid is paid back. Left out: only what was paid twice or too much.',
  shielding: 'How somebody who is threatened is kept out of sight.',
  leave: 'What a register without any rule about leave tells whoever is ill or on leave.',
  death: 'What is done when somebody has died.',
  comingBack: 'How somebody comes back whose registration ended.',
  retention:
    'How long each kind of data is kept. Of kinds that are left out, what the manual says holds.',
  statusByHand:
    'On which grounds the back office sets a status by hand, two of them. Left out: never.',
  adopted:
    'Whether the board has adopted these procedures; false shows the note to the administrator.',
  note: 'What must be known of where they come from.',
}

export const nonPayment = {
  onHoldAfterDays: 'How many days after the last day to pay the registration is put on hold.',
  withdrawnAfterDays: 'How many days after the last day to pay the registration ends.',
}

export const refundGround = {
  id: 'What the ground is called in data, e.g. objection-upheld.',
  label: 'What it is called, to choose from and in the mail about it.',
  rests: 'Where the register says so, e.g. an article. Left out: nothing is said of it.',
  when: 'What makes it happen by itself: the fee of an application is credited when it is refused; that of a founded objection is, and this is the ground that is proposed to pay it back. Left out: somebody chooses it.',
  keeps:
    'How much the register keeps of the fee of an application that is refused, in whole cents. Left out: 0.',
}

export const leave = { text: 'What they are told, in a sentence or two.' }

export const statusByHand = { grounds: 'The grounds to choose from; each says what it does.' }

export const fromOtherRegister = {
  register: 'The other register, by its id.',
  kinds: 'Which kind there is proposed as which kind here; any other is asked.',
  stated: 'What is stated beside activities and means the same there and here.',
}

export const sameKind = {
  theirs: 'The id of the kind there.',
  ours: 'The id of the kind here.',
}

export const sameStated = {
  member: 'What it is: a document, work (by its role), a holding or a fact.',
  theirs: 'Its id there.',
  ours: 'Its id here.',
}

export const ownText = {
  id: 'Its name, and the end of its address: /krsd/teksten/beroepscode.',
  title: 'The heading of its page.',
  shownOn:
    'The pages that link to it: home, information, questions. Left out: the page of the regulation.',
  from: 'The first day on which this version holds. Left out: it has no versions.',
  paragraphs: 'Its text in Markdown, a paragraph each.',
  earlier: 'What held before, each with its own first day.',
}

export const earlierText = {
  from: 'The first day on which this version held.',
  paragraphs: 'Its text in Markdown, a paragraph each.',
}

export const development = {
  source: 'Where the competences come from, in one sentence.',
  shown: 'Whether the competences have a public page. Left out: true.',
  competences:
    'What somebody in the profession has to be good at, in the order in which it is asked.',
  scale: 'The answers, from not at all to very well: 2 to 7 of them.',
  feedback: 'Colleagues answer the same, without their names. Left out: they are not asked.',
}

export const competence = {
  id: 'Its name in this file. Answers of before are found by it, so it stays.',
  label: 'What it is called.',
  text: 'What it takes, in words for whoever reads them: "Luisteren, doorvragen en helder spreken."',
  themes:
    'What a course is about from which it is learnt, by the ids of courses.themes. Left out: no course is looked for.',
}

export const scaleStep = {
  label: 'The answer, e.g. Dit lukt me meestal.',
  others: 'The same when a colleague answers. Left out: the label.',
  point: 'Whether a competence with this answer is something to work on. Left out: false.',
}

export const feedback = {
  shownFrom:
    'From how many answers on they are shown: 3 to 20. With fewer nothing is ever shown. Left out: 5.',
  open: 'How long a round is open, e.g. P4W.',
  reminderDays: 'How many days after the question everybody is reminded. Left out: 7 and 14.',
  again: 'How long after one round the next can begin, e.g. P6M.',
  questions: 'Open questions, beside the competences. Left out: none.',
  activity: 'What it is entered as in the portfolio. Left out: it is not entered.',
}

export const feedbackQuestion = {
  id: 'Its name in this file.',
  label: 'The question, as a colleague reads it; {naam} is who it is about.',
}

export const feedbackActivity = {
  kind: 'The kind of activity, by its id in the versions. What it is worth, that kind says.',
  title: 'The name of the activity, e.g. 360-gradenfeedback.',
}

export const meetingPlace = {
  text: 'What it is for, in a sentence or two.',
  regions: 'Where people can say that they work. [] where it is not asked.',
  themes: 'What people can be found by. [] where it is not asked.',
}

export const meetingRegion = {
  id: 'Its name in this file.',
  label: 'What it is called.',
}

export const meetingTheme = {
  id: 'Its name in this file.',
  label: 'What it is called.',
}

export const costExample = {
  note: 'What is said above the example, in a sentence or two.',
  rows: 'The lines of the example, each in a year.',
}

export const costRow = {
  year: 'In which year, from 1.',
  label: 'What it is, in a few words.',
  kind: 'The kind of activity, by its id. Left out: it is none.',
  hours: 'The hours that it takes.',
  points: 'The hours or points that it earns.',
  accredited: 'Whether it counts as accredited.',
  cents: 'What it costs, in whole cents: 9500 is 95 euros.',
}

export const register = {
  id: 'Its name: the folder of the register, and the first part of its addresses, e.g. krsd.',
  article: 'The article of its full name: de or het.',
  name: 'Its full name, without the article.',
  shortName: 'Its short name, e.g. KRSD.',
  called: 'How sentences call it, with the article: "aanmelden bij het KRSD".',
  audience: 'Whom it is for, in one sentence.',
  number: 'What the numbers of registrations look like.',
  address: 'How people are addressed: je or u.',
  unit: 'The words for what norms are counted in.',
  professional: 'The word for who is in the register.',
  brand: 'The mark and the colours of its pages.',
  organisation: 'Who runs the register, and how it is reached.',
  bodies: 'Every body of the register, with what it may do.',
  certification: 'What the register grants, in the forms that sentences need; in lower case.',
  statuses: 'The words for each status that a registration can have.',
  books:
    'On which accounts of the books of the register everything is booked, each as a code, a space and a name. Left out: those of Peil.',
  tariffs:
    'What a year, an application, an accreditation request or an objection costs, from a day on; [] where all is free.',
  terms: 'How long things take, and when people are reminded.',
  gates: 'From when something is open to somebody.',
  declarations: 'What somebody declares at sign-up.',
  signUp: 'What is told and asked at sign-up.',
  agreement: 'What somebody signs with the register.',
  admission:
    'By what it is judged whether an activity is admitted. Left out: by nothing beside the norms.',
  mail: 'Who sends the mails of the register.',
  certificate: 'The paper that shows what was granted.',
  objection: 'How somebody objects to a decision about them.',
  courses: 'For whom and about what there are courses.',
  accreditation:
    'How the register accredits what others give. Left out: it does not, and nothing can be asked.',
  announced: 'What was announced to change, as long as no version has it.',
  complaints: 'Where somebody goes with a complaint about the work of a person in the register.',
  measures: 'Which verdicts of others the register follows, and how. Left out: none.',
  procedures: 'What is done when something happens, such as an invoice that is not paid.',
  fromOtherRegisters: 'What people bring along who stand in another register too.',
  signers:
    'Whose digital signatures Peil reads, for the documents of which a version says signedBy.',
  texts: 'Texts with a page of their own, such as a professional code.',
  development:
    'The competences of the profession, and what people do with them. Left out: the register has none.',
  meetingPlace:
    'Where people of the register find each other, by their own wish. Left out: nowhere.',
  costExample: 'The worked example with which the page "Wat kost het?" opens.',
}
