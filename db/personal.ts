import type { Database } from './schema.ts'

// Of every table, whose data it holds, how a row of it leads to them, and under which name it goes in the
// export that somebody asks of themselves. What is exported, kept and erased reads this; a table that is
// not here does not compile, and a column that leads to somebody and is not here fails the test.

/** A table of the database. */
export type Table = keyof Database

/**
 * How a row leads to whose it is: the column that holds the id of a row of another table, or the columns
 * that are the same in both. `anything` is the id of whatever there is of somebody.
 */
export type Ways = Readonly<Record<string, Table | 'anything' | Same>>

/** The columns of this table, and the same in the other, that say which row of it is meant. */
export interface Same {
  readonly table: Table
  readonly same: Readonly<Record<string, string>>
}

/** What a table holds of people. */
export interface Personal {
  /** Whose it is; by any of these ways. */
  readonly whose: Ways
  /**
   * Columns with the account of whoever acted in it for the register: staff, who are shown by what they
   * are and not by who.
   */
  readonly actors?: readonly string[]
  /** Others who took part in it themselves, and the columns that are theirs as well. */
  readonly parties?: { readonly ways: Ways; readonly theirs: readonly string[] }
  /** Columns that hold what is of other people: their names, addresses, or what they said of themselves. */
  readonly others?: readonly string[]
  /** Its name in the export, in Dutch, or why it does not go in that. */
  readonly exported: string | { readonly not: string }
  /** Columns that do not go in the export, each with the reason. */
  readonly without?: Readonly<Record<string, string>>
}

/** A table without personal data of people whom a register is about, with the reason. */
export interface Impersonal {
  readonly none: string
  /** Columns with the account of whoever acted in it for the register. */
  readonly actors?: readonly string[]
}

const secret = 'a secret, or what it is recognised by'
const ofOthers = 'of somebody else'
const place = 'where the file lies in the store; the file itself is in the export'

const registration: Ways = { registration_id: 'registration' }
const application: Ways = { application_id: 'application' }
const account: Ways = { account_id: 'account' }

const tables = {
  // Who somebody is, and how they come in. An account and a person are where every way ends.
  account: {
    whose: { merged_into: 'account' },
    exported: 'account',
    without: {
      password_hash: secret,
      totp_secret: secret,
      totp_last_step: secret,
      organisation_account: secret,
    },
  },
  person: { whose: { account_id: 'account', merged_into: 'person' }, exported: 'persoon' },
  session: { whose: account, exported: 'aanmeldingen', without: { token_hash: secret } },
  one_time_link: {
    whose: account,
    exported: 'aanmeldlinks',
    without: { token_hash: secret, details: 'what the link carries, to be used with it' },
  },
  recovery_code: { whose: account, exported: 'herstelcodes', without: { code_hash: secret } },
  passkey: {
    whose: account,
    exported: 'toegangssleutels',
    without: { id: secret, public_key: secret, counter: secret },
  },
  factor_reset: {
    whose: account,
    actors: ['asked_by', 'confirmed_by', 'ended_by'],
    exported: 'herstel-van-de-tweede-stap',
  },
  known_device: {
    whose: account,
    exported: 'bekende-apparaten',
    without: { token_hash: secret },
  },
  staff_role: { whose: account, exported: 'rollen' },
  organisation_member: {
    whose: account,
    actors: ['settled_by'],
    exported: 'werk-voor-organisaties',
    without: { calendar_hash: secret },
  },
  staff_change: {
    whose: { account_id: 'account' },
    actors: ['proposed_by', 'settled_by'],
    exported: 'rolwijzigingen',
  },
  form_submission: {
    whose: account,
    exported: 'verstuurde-formulieren',
    without: { token: secret },
  },
  kept_form: { whose: account, exported: 'bewaarde-formulieren' },
  sign_up_draft: { whose: account, exported: 'aanmelding-in-concept' },
  mail_message: { whose: account, exported: 'mails' },
  personal_export: {
    whose: account,
    exported: 'eerdere-exports',
    without: { file_key: place },
  },
  likeness: {
    whose: { person_id: 'person' },
    exported: { not: 'made of what is in the export already, to find the same person twice' },
  },
  told_apart: {
    whose: { one_id: 'person', other_id: 'person' },
    actors: ['told_by'],
    exported: { not: 'that somebody is not somebody else, who is as much in it' },
  },
  person_merge: {
    whose: { stays_id: 'person', goes_id: 'person' },
    actors: ['proposed_by', 'settled_by'],
    exported: 'samenvoegingen',
  },

  // The registration, and what was agreed and paid.
  registration: {
    whose: { person_id: 'person', merged_into: 'registration' },
    exported: 'inschrijvingen',
    without: { calendar_hash: secret },
  },
  kept_course: { whose: registration, exported: 'bewaarde-opleidingen' },
  enrolment: {
    whose: registration,
    actors: ['giver_id'],
    exported: 'aanmeldingen-voor-opleidingen',
  },
  sight: {
    whose: registration,
    actors: ['asked_by'],
    exported: 'wie-meekijkt',
    without: {
      number: 'what whoever asked typed, until there was an answer',
      surname: 'what whoever asked typed, until there was an answer',
    },
  },
  course_proposal: {
    whose: registration,
    actors: ['proposed_by'],
    exported: 'voorgestelde-opleidingen',
  },
  team_coordinator: { whose: account, exported: 'teams-als-coordinator' },
  course_tip: {
    whose: registration,
    exported: 'doorgestuurde-opleidingen',
    without: { token_hash: secret, address_hash: secret },
  },
  course_tip_refusal: { none: 'the hash of an address at which nobody wants tips' },
  course_rating: { whose: { person_id: 'person' }, exported: 'beoordelingen-van-opleidingen' },
  course_rating_sum: { none: 'how many rated a course, and what that comes to' },
  goal_course: { whose: { goal_id: 'development_goal' }, exported: 'opleidingen-bij-doelen' },
  declaration: { whose: registration, exported: 'verklaringen' },
  agreement: { whose: registration, exported: 'overeenkomsten' },
  invoice: { whose: registration, exported: 'facturen' },
  invoice_forward: {
    whose: { invoice_id: 'invoice' },
    others: ['payer'],
    exported: 'doorgestuurde-facturen',
    without: { token_hash: secret },
  },
  credit_note: {
    whose: { invoice_id: 'invoice' },
    actors: ['made_by'],
    exported: 'creditnotas',
  },
  // Of an invoice, and kept with it where the dossier is gone. Who paid may be somebody else, for others as well.
  settlement: {
    whose: { invoice_id: 'invoice' },
    exported: 'betalingen-van-facturen',
  },
  refund: {
    whose: { payment_id: 'payment' },
    actors: ['refunded_by'],
    others: ['account_name', 'iban'],
    exported: 'terugbetalingen',
  },
  payment: {
    whose: { id: { table: 'settlement', same: { id: 'payment_id' } } },
    actors: ['booked_by'],
    others: ['payer_name', 'payer_iban', 'note'],
    exported: 'betalingen',
  },
  online_payment: {
    whose: { invoice_id: 'invoice' },
    exported: 'online-betalingen',
    without: { checkout_url: 'a page of Mollie that ends within the hour' },
  },
  // As the bank says it, of whoever paid. What nobody has booked is of nobody here.
  bank_line: {
    whose: { payment_id: 'payment' },
    others: ['payer_name', 'payer_iban', 'words', 'aside_because'],
    exported: 'regels-van-bankafschriften',
    without: { key: 'what it is known by when it is sent again' },
  },
  bank_candidate: {
    whose: { invoice_id: 'invoice' },
    exported: { not: 'for which invoices a line may be, before somebody decided' },
  },
  journal_line: {
    none: 'what was booked of invoices and payments, by their numbers and without a name',
  },
  bank_file: { none: 'a file of the bank, of the account of the register', actors: ['sent_by'] },
  bank_statement: { none: 'what a statement of the account of the register comes to' },
  name_change: { whose: registration, exported: 'naamswijzigingen' },
  correction: { whose: registration, actors: ['corrected_by'], exported: 'correcties' },
  public_entry: { whose: registration, exported: 'openbaar-register' },
  public_entry_word: {
    whose: registration,
    exported: { not: 'the words of the public entry, by which it is found' },
  },
  shielding: {
    whose: { person_id: 'person', registration_id: 'registration' },
    actors: ['proposed_by', 'decided_by'],
    exported: 'afschermingen',
  },
  death: {
    whose: { person_id: 'person', registration_id: 'registration' },
    actors: ['entered_by', 'confirmed_by'],
    others: ['told_name', 'told_email', 'told_address'],
    exported: 'meldingen-van-overlijden',
    without: { told_name: ofOthers, told_email: ofOthers, told_address: ofOthers },
  },
  taken_over: { whose: { person_id: 'person' }, exported: 'overgenomen' },
  takeover_row: {
    whose: {
      key: { table: 'taken_over', same: { takeover_id: 'takeover_id', kind: 'kind', key: 'key' } },
    },
    exported: 'aangeleverd',
  },

  erasure_request: {
    whose: { account_id: 'account', person_id: 'person', registration_id: 'registration' },
    actors: ['answered_by'],
    exported: 'verzoeken-om-te-wissen',
  },
  hold: {
    whose: { person_id: 'person' },
    actors: ['placed_by', 'lifted_by'],
    exported: 'vastgehouden-gegevens',
  },

  // Documents and their files.
  document: {
    whose: { person_id: 'person' },
    exported: 'documenten',
    without: { file_key: place },
  },
  paper_to_make: {
    whose: { document_id: 'document' },
    exported: { not: 'what is being printed; it is in the export when it is made' },
  },
  paper_to_stamp: {
    whose: { document_id: 'document' },
    exported: { not: 'what is still to get a stamp of the time; the paper is in the export' },
  },

  // What somebody did and can prove.
  activity: { whose: { person_id: 'person' }, exported: 'activiteiten' },
  activity_claim: {
    whose: { person_id: 'person', registration_id: 'registration' },
    exported: 'opgevoerde-activiteiten',
  },
  evidence: { whose: { activity_id: 'activity' }, exported: 'bewijzen' },
  // What a professional gives, and what was asked and decided of it.
  course: { whose: { person_id: 'person' }, actors: ['owner_id'], exported: 'eigen-opleidingen' },
  edition: { whose: { course_id: 'course' }, exported: 'uitvoeringen-van-eigen-opleidingen' },
  accreditation_request: {
    whose: { person_id: 'person' },
    actors: ['started_by'],
    exported: 'aanvragen-om-accreditatie',
  },
  accreditation_part: {
    whose: { person_id: 'person' },
    exported: 'aanvragen-om-accreditatie-per-register',
  },
  accreditation_file: {
    whose: { request_id: 'accreditation_request' },
    actors: ['added_by'],
    exported: 'bestanden-bij-aanvragen-om-accreditatie',
  },
  accreditation_judgement: {
    whose: { part_id: 'accreditation_part' },
    actors: ['member_id'],
    exported: 'oordelen-over-accreditatie',
  },
  accreditation: {
    whose: { person_id: 'person' },
    actors: ['end_proposed_by', 'ended_by'],
    exported: 'accreditaties-van-eigen-opleidingen',
  },
  accreditation_objection: {
    whose: { part_id: 'accreditation_part' },
    actors: ['decided_by'],
    exported: 'bezwaren-over-accreditatie',
  },
  // Who was at a course, as its organisation says.
  attendance: {
    whose: { person_id: 'person', registration_id: 'registration' },
    exported: 'deelname-door-aanbieders',
  },
  attendance_row: {
    whose: { person_id: 'person', registration_id: 'registration' },
    others: ['cells'],
    exported: 'rijen-in-lijsten-van-aanbieders',
    without: { cells: 'how an organisation typed it, which is in its own list' },
  },
  attendance_contest: {
    whose: { person_id: 'person', registration_id: 'registration' },
    actors: ['answered_by', 'decided_by'],
    exported: 'oneens-met-deelname',
  },
  attendance_delivery: {
    none: 'what an organisation delivered; whom it is about stands in its rows',
    actors: ['delivered_by'],
  },
  attendance_sender: { none: 'a program of an organisation', actors: ['made_by'] },
  attendance_token: { none: 'what such a program got for a quarter of an hour' },
  attendance_reminder: { none: 'that an organisation was reminded of an edition' },
  attendance_assertion: { none: 'the number of what such a program showed' },
  attendance_link: {
    none: 'a link to an edition, with the name and address of its trainer, who is in no register by it',
    actors: ['made_by'],
  },
  team: { none: 'a team of an organisation, which is called as that says' },
  allocation: {
    none: 'a decision of an organisation about work, with the names that it wrote itself of who does it',
    actors: ['recorded_by'],
  },
  course_import: {
    none: 'what an organisation brought in of its courses',
    actors: ['made_by'],
  },
  course_import_row: { none: 'a row of it, about a course' },
  attendance_entry: {
    none: 'a number and a surname as they were typed, of which nobody looked whose they are',
  },
  accreditation_interest: {
    whose: { person_id: 'person' },
    actors: ['member_id'],
    others: ['kind', 'note'],
    exported: 'belangen-bij-accreditatie',
    without: { kind: ofOthers, note: ofOthers },
  },
  referee_request: {
    whose: { activity_id: 'activity' },
    parties: {
      ways: account,
      theirs: [
        ...['id', 'register', 'name', 'email', 'relation', 'sent_on', 'expires_on', 'reminded_on'],
        ...['answer', 'answered_at', 'answered_on', 'answered_name', 'answered_relation'],
        ...['remark', 'withdrawn_on', 'created_at'],
      ],
    },
    others: ['name', 'email', 'relation', 'answered_name', 'answered_relation'],
    exported: 'referenten',
    without: { token_hash: secret, account_id: ofOthers },
  },
  referee_question: { whose: { request_id: 'referee_request' }, exported: 'vragen-aan-referenten' },
  referee_link: {
    whose: { request_id: 'referee_request' },
    exported: { not: secret },
  },
  statement: { whose: { person_id: 'person' }, exported: 'opgaven' },
  claim: { whose: registration, actors: ['judged_by'], exported: 'opgevoerde-opgaven' },
  proof: { whose: { claim_id: 'claim' }, exported: 'bewijzen-bij-opgaven' },
  attestation: {
    whose: registration,
    others: ['name', 'email', 'signed_name', 'signed_function', 'signed_organisation'],
    exported: 'verklaringen-van-anderen',
    without: { token_hash: secret },
  },
  attestation_link: {
    whose: { attestation_id: 'attestation' },
    exported: { not: secret },
  },
  supervision: {
    whose: registration,
    parties: {
      ways: { colleague_id: 'registration' },
      theirs: [
        ...['id', 'register', 'colleague_id', 'document', 'status', 'asked_on', 'answered_on'],
        ...['remark', 'ended_on', 'end_reason', 'created_at'],
      ],
    },
    others: ['colleague_id'],
    exported: 'begeleiding',
    without: { colleague_id: ofOthers },
  },
  signing: {
    whose: registration,
    parties: {
      ways: { supervision_id: { table: 'supervision', same: { supervision_id: 'id' } } },
      theirs: [
        ...['id', 'register', 'document', 'status', 'answered_on', 'other_signature', 'remark'],
        'created_at',
      ],
    },
    others: ['other_signature'],
    exported: 'ondertekeningen',
  },
  original: { whose: registration, actors: ['checked_by'], exported: 'originelen' },
  wait: { whose: registration, exported: 'wachttijden' },
  earlier_check: {
    whose: registration,
    actors: ['recorded_by'],
    exported: 'eerdere-controles',
  },
  interest: {
    whose: { person_id: 'person' },
    actors: ['member_id', 'lifted_by'],
    others: ['kind', 'note', 'lifted_because'],
    exported: 'belangen-van-beoordelaars',
    without: { kind: ofOthers, note: ofOthers, lifted_because: ofOthers },
  },
  list_entry: { whose: registration, exported: 'vermeldingen-op-lijsten' },

  // Groups.
  series: {
    whose: {
      registration_id: 'registration',
      id: { table: 'series_member', same: { id: 'series_id' } },
    },
    exported: 'reeksen',
  },
  series_member: {
    whose: { registration_id: 'registration', account_id: 'account' },
    exported: 'deelname-aan-reeksen',
  },
  series_link: { whose: { member_id: 'series_member' }, exported: { not: secret } },
  series_meeting: { whose: { series_id: 'series' }, exported: 'bijeenkomsten-van-reeksen' },
  series_presence: {
    whose: { member_id: 'series_member' },
    others: ['absent'],
    exported: 'aanwezigheid-bij-reeksen',
    without: { absent: ofOthers },
  },
  activity_group: {
    whose: { activity_id: 'activity' },
    others: ['confirmed', 'denied', 'waiting'],
    exported: 'activiteiten-van-reeksen',
    without: { confirmed: ofOthers, denied: ofOthers, waiting: ofOthers },
  },

  // How somebody develops.
  competence_scan: { whose: registration, exported: 'competentiescans' },
  feedback_round: { whose: registration, exported: 'feedbackrondes' },
  feedback_invitation: {
    whose: { round_id: 'feedback_round' },
    others: ['name', 'email'],
    exported: 'gevraagd-om-feedback',
    without: { token_hash: secret },
  },
  feedback_answer: {
    whose: { round_id: 'feedback_round' },
    others: ['said'],
    exported: { not: 'one by one it would say who said what; together it is in the round' },
  },
  feedback_used_link: {
    whose: { round_id: 'feedback_round' },
    exported: { not: 'that a link was used, and not whose' },
  },
  development_plan: { whose: registration, exported: 'ontwikkelplannen' },
  development_goal: { whose: { plan_id: 'development_plan' }, exported: 'ontwikkeldoelen' },

  // Where professionals find each other.
  meeting_profile: { whose: registration, exported: 'profiel-in-de-ontmoetingsplek' },
  meeting_contact: {
    whose: { asker_id: 'registration', asked_id: 'registration' },
    exported: 'contacten-in-de-ontmoetingsplek',
  },
  meeting_group_member: { whose: registration, exported: 'groepen-in-de-ontmoetingsplek' },
  meeting_message: { whose: registration, exported: 'geschreven-in-de-ontmoetingsplek' },
  meeting_block: {
    whose: registration,
    others: ['blocked_id'],
    exported: 'op-afstand-in-de-ontmoetingsplek',
  },
  meeting_report: {
    whose: { registration_id: 'registration', reporter_id: 'registration' },
    actors: ['settled_by', 'objection_settled_by'],
    others: ['seen', 'reason', 'group_id'],
    exported: { not: 'it is of two, and would tell the one who told of them' },
  },

  // Applications and what was judged.
  application: { whose: registration, exported: 'aanvragen' },
  application_return: { whose: application, exported: 'aanvullingen-gevraagd' },
  application_activity: { whose: application, exported: 'activiteiten-in-aanvragen' },
  application_claim: {
    whose: application,
    actors: ['found_by'],
    exported: 'opgaven-in-aanvragen',
  },
  judgement: { whose: application, actors: ['member_id'], exported: 'oordelen' },
  judgement_draft: {
    whose: application,
    actors: ['member_id'],
    exported: { not: 'what somebody who judges typed so far: nothing was said of anyone yet' },
  },
  look: {
    whose: { person_id: 'person' },
    actors: ['looker'],
    exported: 'inzages',
  },
  inspection: {
    whose: {
      application_id: 'application',
      interim_id: 'interim_request',
      ruling_id: 'ruling',
      objection_id: 'objection',
      verdict_id: 'verdict',
    },
    actors: ['member_id'],
    exported: 'wie-de-stukken-opende',
  },
  decision: { whose: application, exported: 'besluiten' },
  certificate: { whose: registration, exported: 'uitgegeven-papieren' },
  interim_request: { whose: registration, exported: 'tussentijdse-aanvragen' },
  interim_judgement: {
    whose: { request_id: 'interim_request' },
    actors: ['member_id'],
    exported: 'tussentijdse-oordelen',
  },
  follow_up: { whose: registration, actors: ['settled_by'], exported: 'opvolgingen' },
  leave: { whose: registration, actors: ['decided_by'], exported: 'verlof' },
  leave_file: { whose: { leave_id: 'leave' }, exported: 'stukken-bij-verlof' },
  status_by_hand: {
    whose: registration,
    actors: ['proposed_by', 'answered_by'],
    exported: 'status-door-het-register',
  },
  suspension: { whose: registration, exported: 'schorsingen' },

  // What somebody asked, what they objected to, and what was said of them elsewhere.
  ruling: { whose: registration, exported: 'voorgelegde-vragen' },
  ruling_decision: {
    whose: { ruling_id: 'ruling' },
    actors: ['decided_by'],
    exported: 'antwoorden-op-vragen',
  },
  ruling_file: { whose: { ruling_id: 'ruling' }, exported: 'stukken-bij-vragen' },
  ruling_advice: {
    whose: { ruling_id: 'ruling' },
    actors: ['member_id'],
    exported: 'adviezen-bij-vragen',
  },
  objection: { whose: registration, actors: ['entered_by'], exported: 'bezwaren' },
  objection_file: { whose: { objection_id: 'objection' }, exported: 'stukken-bij-bezwaren' },
  objection_seat: {
    whose: { objection_id: 'objection' },
    actors: ['account_id', 'seated_by'],
    exported: 'wie-over-bezwaren-beslist',
  },
  objection_outcome: {
    whose: { objection_id: 'objection' },
    actors: ['decided_by'],
    exported: 'besluiten-op-bezwaar',
  },
  verdict: { whose: registration, actors: ['recorded_by'], exported: 'uitspraken' },
  verdict_hearing: { whose: { verdict_id: 'verdict' }, exported: 'reacties-op-uitspraken' },
  measure: { whose: registration, actors: ['proposed_by'], exported: 'maatregelen' },
  measure_vote: {
    whose: { measure_id: 'measure' },
    actors: ['member_id'],
    exported: 'stemmen-over-maatregelen',
  },

  // What was done, and of what it was told. Who acts stands in a record as text: `account:` and the id.
  audit_record: {
    whose: { record_id: 'anything' },
    actors: ['actor'],
    exported: 'logboek',
    without: { xid: 'a number of the database' },
  },
  audit_facts: {
    whose: { seq: { table: 'audit_record', same: { seq: 'seq' } } },
    exported: 'feiten-in-het-logboek',
  },
  reminder: {
    whose: { subject_id: 'anything' },
    exported: { not: 'that a mail was written, which is among the mails' },
  },
  left_undone: {
    whose: { whose: 'anything' },
    exported: { not: 'what Peil could not do for a technical reason, until it is done' },
  },

  // Nothing of the people whom a register is about.
  audit_checkpoint: { none: 'hashes' },
  audit_cover: { none: 'hashes with a salt' },
  audit_covering: { none: 'hashes with a salt' },
  audit_erasure: { none: 'numbers of records' },
  audit_leaf: { none: 'hashes' },
  audit_node: { none: 'hashes' },
  audit_pending: { none: 'numbers of records' },
  breach: {
    none: 'what happened, in general words; whom it hit is told to them',
    actors: ['noted_by'],
  },
  clock_move: { none: 'of the demo, whose people are made up' },
  complaint: { none: 'that one was passed on, and nothing of it' },
  erased_certificate: { none: 'hashes, from which no code and no name can be told' },
  file_to_remove: { none: 'keys of files that are about to go' },
  kept_invoice: {
    none: 'what the law asks to keep of an invoice of somebody who was erased; only its paper says whose it was',
  },
  label: {
    none: 'a label of an organisation, or of whoever gives activities by the name in the public list of it',
  },
  label_event: { none: 'what was done with a label', actors: ['done_by'] },
  list_delivery: {
    none: 'a list as a whole; what it says of somebody is an entry of it',
    actors: ['delivered_by'],
  },
  meeting: { none: 'the day, and minutes of the committee as a whole' },
  meeting_group: { none: 'a group of colleagues by its name; who is in it is a membership' },
  number_series: { none: 'counts' },
  organisation: {
    none: 'of an organisation, with how it is reached; who acts for it is a membership',
  },
  organisation_check: { none: 'who an organisation is', actors: ['decided_by'] },
  organisation_merge: { none: 'that two organisations are one', actors: ['merged_by'] },
  organisation_told_apart: { none: 'that two organisations are two', actors: ['told_by'] },
  organisation_file: { none: 'what shows who an organisation is', actors: ['added_by'] },
  platform: { none: 'of the installation' },
  register_file: { none: 'of the register' },
  retention_term: { none: 'of the register' },
  register_change: { none: 'of the register', actors: ['settled_by'] },
  register_organisation: { none: 'of the organisation', actors: ['changed_by'] },
  register_text: { none: 'of the register', actors: ['changed_by'] },
  regulation_addition: { none: 'of the register', actors: ['proposed_by', 'settled_by'] },
  regulation_version: { none: 'of the register' },
  sample_failures: { none: 'counts' },
  sample_seed: { none: 'a number, and counts' },
  takeover: { none: 'a delivery as a whole', actors: ['delivered_by'] },
  takeover_file: {
    none: 'a list of many as it was sent, until it is read; then it is in the rows',
  },
  throttle: { none: 'hashes of who tried, for a day or two' },
  catalogue_change: { none: 'which courses changed since they were read' },
  alarm: { none: 'what is wrong with the installation' },
  watch: { none: 'of the installation' },
  turn: { none: 'hashes of who has something in hand, for a minute' },
  unscanned_file: { none: 'keys of files of which the document tells' },
} as const satisfies Readonly<Record<Table, Personal | Impersonal>>

/** Every table of the database. */
export const personal: Readonly<Record<Table, Personal | Impersonal>> = tables

type Known = typeof tables

/** A table that goes in the export, so that it has words there. */
export type ExportedTable = {
  [One in Table]: Known[One] extends { readonly exported: string } ? One : never
}[Table]

type Without<One extends Table> = Known[One] extends { readonly without: infer Columns }
  ? keyof Columns
  : never

/** A column that goes in the export. */
export type ExportedColumn = {
  [One in ExportedTable]: Exclude<keyof Database[One], Without<One>>
}[ExportedTable]
