import type { ColumnType, Generated } from 'kysely'
import type { AuditTables } from './audit-schema.ts'

// The tables as Kysely sees them. Days are ISO text (2026-11-21), moments ISO text in UTC, and
// quantities whole hundredths or cents; the readers in domain/*/*/queries.ts make domain values of
// them. A JSON column is written as text.

/** A JSON column: read as a parsed value of unknown shape, written as JSON text. */
export type Json = ColumnType<unknown, string, string>

/** A JSON column with a default. */
export type GeneratedJson = ColumnType<unknown, string | undefined, string>

export interface PlatformTable {
  id: Generated<number>
  clock_shift_days: Generated<number>
  demo_seeded_at: string | null
  lived_in: Json | null
  created_at: Generated<string>
}

export interface AccountTable {
  id: Generated<string>
  email: string
  email_confirmed_at: string | null
  password_hash: string | null
  totp_secret: string | null
  totp_confirmed_at: string | null
  totp_last_step: number | null
  /** The hash of by what an organisation knows its holder. */
  organisation_account: Buffer | null
  demo: Generated<boolean>
  created_at: Generated<string>
  closed_at: string | null
  quiet: Generated<boolean>
  opened_in: string | null
  unused_since: string | null
  /** The account with which whoever merged signs in from then on. */
  merged_into: string | null
  /** The organisations for which its holder acts. */
  acts_for: Generated<string[]>
}

export interface SessionTable {
  token_hash: Buffer
  id: Generated<string>
  account_id: string
  method: 'password' | 'link' | 'passkey' | 'organisation' | 'demo'
  second_factor_at: string | null
  user_agent: Generated<string>
  created_at: Generated<string>
  last_seen_at: Generated<string>
  expires_at: string
  ended_at: string | null
  /** The organisation for which its holder acts now. */
  acts_for: string | null
}

export interface OrganisationTable {
  id: Generated<string>
  name: string
  trade_names: Generated<string[]>
  kinds: string[]
  kvk: string | null
  /** Its number as a part of government. */
  oin: string | null
  /** Where it is reached in Peppol, such as 0106:12345678. */
  peppol_id: string | null
  /** By what it knows what it ordered. */
  invoice_reference: Generated<string>
  street: string
  house_number: string
  postcode: string
  city: string
  website: string
  mail_domain: string
  contact_email: string
  contact_phone: string
  status: 'waiting' | 'asked' | 'checked' | 'refused' | 'merged' | 'closed'
  waits_since: string
  signed_up_in: string
  signed_up_on: string
  merged_into: string | null
  closed_on: string | null
  /** Those of its names at which no back office has looked yet. */
  unseen_names: Generated<string[]>
  /** Of before mail to typed addresses was counted in one place; nobody reads them any more. */
  invited_on: string | null
  invited_then: Generated<number>
  version: Generated<number>
  created_at: Generated<string>
}

export interface OrganisationMemberTable {
  id: Generated<string>
  organisation_id: string
  account_id: string
  roles: string[]
  status: 'asked' | 'active' | 'refused' | 'withdrawn' | 'ended'
  note: Generated<string>
  asked_on: string | null
  since: string | null
  ended_on: string | null
  settled_by: string | null
  calendar_hash: Buffer | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface OrganisationCheckTable {
  id: Generated<string>
  organisation_id: string
  outcome: 'checked' | 'refused' | 'asked' | 'taken-away'
  evidence: string[]
  note: string
  seen: Json
  decided_in: string
  decided_by: string | null
  decided_on: string
  created_at: Generated<string>
}

export interface OrganisationFileTable {
  id: Generated<string>
  organisation_id: string
  document_id: string
  kept_in: string
  name: string
  added_by: string | null
  by_office: boolean
  added_on: string
  created_at: Generated<string>
}

export interface OrganisationMergeTable {
  id: Generated<string>
  stays_id: string
  goes_id: string
  reason: string
  carried: Json
  merged_in: string
  merged_by: string | null
  merged_on: string
  created_at: Generated<string>
}

export interface OrganisationToldApartTable {
  one_id: string
  other_id: string
  reason: string
  told_in: string
  told_by: string | null
  told_on: string
}

export interface CourseTable {
  id: Generated<string>
  number: Generated<string>
  organisation_id: string | null
  person_id: string | null
  title: string
  summary: string
  form:
    | 'course'
    | 'workshop'
    | 'congress'
    | 'webinar'
    | 'e-learning'
    | 'podcast'
    | 'tool'
    | 'competence-scan'
    | 'in-company'
    | 'practice-programme'
    | 'by-professional'
  language: string
  audiences: Generated<string[]>
  professions: Generated<string[]>
  themes: Generated<string[]>
  /** Cents; null where it is to be asked. */
  price: number | null
  study_load: number | null
  link: Generated<string>
  review_on: string
  owner_id: string | null
  state: 'draft' | 'published' | 'withdrawn'
  published_on: string | null
  withdrawn_on: string | null
  made_on: string
  changed_on: string
  version: Generated<number>
  created_at: Generated<string>
  own_code: string | null
}

export interface EditionTable {
  id: Generated<string>
  course_id: string
  sequence: number
  days: string[]
  first_day: string
  last_day: string
  begins: string | null
  ends: string | null
  online: boolean
  place: string
  venue: Generated<string>
  price: number | null
  link: Generated<string>
  cancelled_on: string | null
  cancelled_reason: Generated<string>
  added_on: string
  version: Generated<number>
  created_at: Generated<string>
  takes_enrolments: Generated<boolean>
  places: number | null
  own_code: string | null
  moved_from: Generated<string[]>
}

export interface AccreditationRequestTable {
  id: Generated<string>
  organisation_id: string | null
  person_id: string | null
  course_id: string | null
  copied_from: string | null
  explanation: Generated<string>
  started_by: string | null
  started_on: string
  handed_in_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface AccreditationTable {
  study_load: number | null
  id: Generated<string>
  register: string
  organisation_id: string | null
  person_id: string | null
  course_id: string | null
  training: string | null
  counts: Json
  first_day: string
  last_day: string
  conditions: Generated<string>
  reason: Generated<string>
  decided_on: string
  ended_from: string | null
  ended_reason: Generated<string>
  ended_on: string | null
  replaced_by: string | null
  end_proposed_from: string | null
  end_proposed_reason: Generated<string>
  end_proposed_by: string | null
  ended_by: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface AccreditationPartTable {
  id: Generated<string>
  request_id: string
  register: string
  organisation_id: string | null
  person_id: string | null
  course_id: string | null
  number: string | null
  purpose: 'new' | 'change' | 'extension'
  accreditation_id: string | null
  training: string | null
  status:
    | 'draft'
    | 'handed-in'
    | 'asked'
    | 'complete'
    | 'granted'
    | 'refused'
    | 'withdrawn'
    | 'lapsed'
  counts: GeneratedJson
  answers: GeneratedJson
  fee: number | null
  handed_in_on: string | null
  asked: Generated<string>
  asked_by_committee: Generated<boolean>
  answer_before: string | null
  answer: Generated<string>
  decide_before: string | null
  decided_on: string | null
  ended_on: string | null
  reason: Generated<string>
  result_id: string | null
  document_id: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface AccreditationFileTable {
  id: Generated<string>
  request_id: string
  document_id: string
  kept_in: string
  only_for: string | null
  shows: string
  name: string
  added_by: string | null
  added_on: string
  created_at: Generated<string>
}

export interface AccreditationJudgementTable {
  part_id: string
  register: string
  member_id: string
  outcome: 'grant' | 'refuse' | 'ask'
  counts: Json
  last_day: string | null
  conditions: string
  reason: string
  judged_on: string
  forgotten_on: string | null
  created_at: Generated<string>
}

/** What sends lists of who was at a course by itself, for an organisation. */
export interface AttendanceSenderTable {
  id: Generated<string>
  organisation_id: string
  name: string
  scopes: string[]
  key_hash: Buffer | null
  hint: Generated<string>
  public_key: Json | null
  expires_on: string
  made_by: string | null
  made_on: string
  last_used_on: string | null
  withdrawn_on: string | null
  created_at: Generated<string>
}

export interface AttendanceTokenTable {
  token_hash: Buffer
  sender_id: string
  organisation_id: string
  scopes: string[]
  expires_at: string
}

export interface AttendanceAssertionTable {
  sender_id: string
  organisation_id: string
  jti: string
  expires_at: string
}

export interface AttendanceLinkTable {
  id: Generated<string>
  organisation_id: string
  edition_id: string
  kind: 'trainer' | 'participants'
  token_hash: Buffer
  name: Generated<string>
  email: Generated<string>
  made_by: string | null
  made_on: string
  expires_on: string
  ended_on: string | null
  created_at: Generated<string>
}

/** Somebody who was there, as they say themselves or as a trainer is asked to sign for. */
export interface AttendanceEntryTable {
  id: Generated<string>
  organisation_id: string
  edition_id: string
  number: string
  surname: string
  /** The same however they were typed; null of who was there before it was kept. */
  key: string | null
  by_participant: boolean
  hours: number | null
  entered_on: string
  state: 'waiting' | 'confirmed' | 'refused'
  settled_on: string | null
  created_at: Generated<string>
}

/** A list of who was at an edition. */
export interface AttendanceDeliveryTable {
  id: Generated<string>
  organisation_id: string
  edition_id: string
  kept_in: string
  origin: 'one' | 'pasted' | 'file' | 'api' | 'trainer'
  name: Generated<string>
  document_id: string | null
  state:
    | 'reading'
    | 'unreadable'
    | 'checked'
    | 'running'
    | 'done'
    | 'discarded'
    | 'withdrawing'
    | 'withdrawn'
  is_workbook: Generated<boolean>
  sha256: Generated<string>
  heading: string[] | null
  problem: string | null
  problem_at: string | null
  /** In thousandths. */
  read: Generated<number>
  reached: Generated<number>
  ready: Generated<number>
  wrong: Generated<number>
  known: Generated<number>
  absent: Generated<number>
  hours: Generated<number>
  placed: Generated<number>
  sender_id: string | null
  idempotency_key: string | null
  delivered_by: string | null
  delivered_on: string
  submitted_on: string | null
  ended_on: string | null
  withdrawn_on: string | null
  waits_until: string | null
  broken_off_on: string | null
  then_hand_in: Generated<boolean>
  asks_surname: Generated<boolean>
  link_id: string | null
  created_at: Generated<string>
}

export interface AttendanceRowTable {
  delivery_id: string
  organisation_id: string
  row: number
  cells: string[]
  registration_id: string | null
  person_id: string | null
  hours: number | null
  /** Null where it is the last day of the edition. */
  day: string | null
  state: 'ready' | 'wrong' | 'known' | 'absent' | 'unread'
  mistakes: GeneratedJson
}

/** That somebody was at an edition. */
export interface AttendanceTable {
  id: Generated<string>
  organisation_id: string
  edition_id: string
  delivery_id: string
  row: number
  person_id: string
  registration_id: string
  hours: number
  /** Null where it is the last day of the edition. */
  day: string | null
  entered_on: string
  state: 'waiting' | 'placed' | 'left-out' | 'taken-out'
  activity_id: string | null
  joined: Generated<boolean>
  withdrawn_on: string | null
  created_at: Generated<string>
}

export interface AttendanceReminderTable {
  edition_id: string
  nth: number
  organisation_id: string
  sent_on: string
}

export interface AttendanceContestTable {
  id: Generated<string>
  attendance_id: string
  organisation_id: string
  register: string
  registration_id: string
  person_id: string
  wrong: 'not-there' | 'other-hours'
  hours: number | null
  reason: string
  contested_on: string
  /** Since when a back office decides without an answer. */
  passed_on: string | null
  state: 'asked' | 'differs' | 'ended'
  agrees: boolean | null
  answer: Generated<string>
  answered_by: string | null
  answered_on: string | null
  outcome: 'stands' | 'changed' | 'removed' | null
  decision: Generated<string>
  decided_by: string | null
  decided_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface AccreditationInterestTable {
  id: Generated<string>
  register: string
  member_id: string
  organisation_id: string | null
  person_id: string | null
  kind: 'works-there' | 'competitor' | 'own-course' | 'family' | 'other'
  note: Generated<string>
  declared_on: string
  lifted_on: string | null
  created_at: Generated<string>
}

export interface AccreditationObjectionTable {
  id: Generated<string>
  register: string
  part_id: string
  accreditation_id: string | null
  number: string
  grounds: string
  made_on: string
  decide_before: string
  status: 'made' | 'decided' | 'withdrawn'
  outcome: 'granted' | 'refused' | null
  reason: Generated<string>
  decided_by: string | null
  decided_on: string | null
  hearing_on: string | null
  hearing_place: Generated<string>
  hearing_answer: 'comes' | 'refrains' | null
  unheard: string | null
  report: Generated<string>
  extended_on: string | null
  extension_reason: Generated<string>
  document_id: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface LabelTable {
  id: Generated<string>
  organisation_id: string | null
  holder: string
  kind: string
  scope: 'institution' | 'teacher' | 'course' | 'programme' | 'level'
  number: string
  first_day: string | null
  last_day: string | null
  status: 'waiting' | 'checked' | 'refused' | 'withdrawn'
  waits_since: string
  seen_scope: 'institution' | 'teacher' | 'course' | 'programme' | 'level' | null
  seen_first: string | null
  seen_last: string | null
  seen_on: string | null
  /** What it was of as it was seen, where it was stated otherwise since. */
  seen_about: string | null
  seen_course_id: string | null
  seen_number: string | null
  entered_in: string
  entered_on: string
  about: Generated<string>
  course_id: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface LabelEventTable {
  id: Generated<string>
  label_id: string
  action: 'enter' | 'correct' | 'check' | 'refuse' | 'withdraw'
  by_office: boolean
  evidence: 'public-register' | 'certificate' | 'other' | null
  note: string
  facts: Json
  document_id: string | null
  file_name: string | null
  done_in: string
  done_by: string | null
  done_on: string
  created_at: Generated<string>
}

export interface OneTimeLinkTable {
  token_hash: Buffer
  purpose:
    | 'confirm-email'
    | 'sign-in'
    | 'reset-password'
    | 'first-administrator'
    | 'invite-staff'
    | 'change-email'
    | 'sign-in-again'
    | 'stop-reset'
    | 'join-organisation'
    | 'inspect-allocations'
  account_id: string | null
  email: string | null
  details: GeneratedJson
  created_at: Generated<string>
  expires_at: string
  used_at: string | null
  id: Generated<string>
}

export interface RecoveryCodeTable {
  account_id: string
  code_hash: string
  used_at: string | null
}

export interface PasskeyTable {
  /** As the device names it, in base64url. */
  id: string
  account_id: string
  name: string
  public_key: Buffer
  counter: number
  transports: string[]
  synced: boolean
  added_at: string
  last_used_at: string | null
}

export interface FactorResetTable {
  id: Generated<string>
  account_id: string
  register: string
  status: Generated<'asked' | 'confirmed' | 'stopped' | 'done'>
  reason: string
  asked_by: string | null
  asked_at: string
  confirmed_by: string | null
  confirmed_at: string | null
  due_at: string | null
  ended_by: string | null
  ended_at: string | null
}

export interface KnownDeviceTable {
  token_hash: Buffer
  account_id: string
  last_used_at: string
}

export interface UnscannedFileTable {
  file_key: string
  since: Generated<string>
  /** What was found; null as long as it was not scanned. */
  virus: string | null
}

export interface ThrottleTable {
  key: string
  window_start: string
  count: Generated<number>
}

export interface AlarmTable {
  id: Generated<string>
  kind: string
  amount: number | null
  began_at: string
  seen_at: string
  ended_at: string | null
  told_at: string | null
  told_end_at: string | null
}

export interface WatchTable {
  id: Generated<boolean>
  began_at: Generated<string>
  looked_at: string | null
  backed_up_at: string | null
  mail_held_at: string | null
  mail_dropped_before: string | null
}

export interface TurnTable {
  id: Generated<string>
  key: string
  seen_at: Generated<string>
}

export interface PersonTable {
  id: Generated<string>
  account_id: string | null
  first_name: Generated<string>
  initials: Generated<string>
  name_prefix: Generated<string>
  last_name: Generated<string>
  phone: Generated<string>
  street: Generated<string>
  house_number: Generated<string>
  postcode: Generated<string>
  city: Generated<string>
  country: Generated<string>
  employer: Generated<string>
  municipality: Generated<string>
  job_title: Generated<string>
  /** In which the person is or was registered; kept by the database. */
  registers: Generated<string[]>
  version: Generated<number>
  created_at: Generated<string>
  updated_at: Generated<string>
  /** The person that this one turned out to be. */
  merged_into: string | null
}

export interface StaffRoleTable {
  account_id: string
  register: string
  role: 'member' | 'chair' | 'administrator' | 'privacy-officer'
  id: Generated<string>
  body: Generated<string>
  first: string | null
  last: string | null
  granted_at: Generated<string>
}

export interface FormSubmissionTable {
  token: string
  account_id: string | null
  path: string
  location: string | null
  created_at: Generated<string>
}

export interface KeptFormTable {
  id: string
  account_id: string | null
  path: string
  fields: Json
  files: GeneratedJson
  created_at: Generated<string>
  expires_at: string
}

export interface MailMessageTable {
  id: Generated<string>
  register: string | null
  account_id: string | null
  kind: string
  to_name: Generated<string>
  to_address: string
  subject: string
  body_text: string
  body_html: string
  attachments: GeneratedJson
  written_on: string
  created_at: Generated<string>
  sent_at: string | null
  attempts: Generated<number>
  error: string | null
  waits_for: Generated<string[]>
  kept_at: string | null
  shown_only: Generated<boolean>
  stopped_at: string | null
  due_at: string | null
  failing_since: string | null
  tried_at: string | null
  cause: 'unreachable' | 'unwilling' | 'put-off' | 'refused' | 'unsure' | 'over' | 'fault' | null
  handed_at: string | null
  unsure_at: string | null
  undelivered_at: string | null
  settled_at: string | null
}

export interface PersonalExportTable {
  id: Generated<string>
  register: string
  account_id: string
  status: 'asked' | 'ready' | 'failed' | 'ended'
  asked_on: string
  ready_on: string | null
  fetch_before: string | null
  file_key: string | null
  size: number | null
  sha256: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface NumberSeriesTable {
  register: string
  series: string
  last: Generated<number>
}

export interface RegistrationTable {
  id: Generated<string>
  register: string
  person_id: string
  number: number | null
  status:
    | 'signed-up'
    | 'agreement-sent'
    | 'agreement-lapsed'
    | 'agreement-signed'
    | 'approved'
    | 'candidate'
    | 'certified'
    | 'renewal-pending'
    | 'expired'
    | 'on-hold'
    | 'suspended'
    | 'withdrawn'
    | 'removed'
    | 'deceased'
  held_status: string | null
  suspended_last: string | null
  ends_after: string | null
  regulation_version: string
  signed_up_on: string
  approved_on: string | null
  candidate_on: string | null
  valid_first: string | null
  valid_last: string | null
  counted_until: string | null
  shielded: Generated<boolean>
  ended_on: string | null
  end_reason: 'own-request' | 'not-paid' | 'decision' | 'death' | null
  version: Generated<number>
  created_at: Generated<string>
  category: string | null
  temporary_kind: 'first' | 'renewal' | null
  full_first: string | null
  full_last: string | null
  early_version: string | null
  profession: string | null
  profession_other: string | null
  target_on: string | null
  unmoved_last: string | null
  moved_last: string | null
  elsewhere: GeneratedJson
  charged_until: string | null
  /** The registration of the same person that took its place. */
  merged_into: string | null
  course_reminders: Generated<boolean>
  course_remind_before: Generated<number>
  course_remind_after: Generated<number>
  calendar_hash: Buffer | null
}

export interface SignUpDraftTable {
  register: string
  account_id: string
  section: 'person' | 'work' | 'declarations'
  fields: Json
  saved_at: Generated<string>
}

export interface DeclarationTable {
  id: Generated<string>
  register: string
  registration_id: string
  declaration: string
  text_hash: string
  declared_on: string
  texts: GeneratedJson
}

export interface DocumentTable {
  id: Generated<string>
  register: string
  person_id: string | null
  kind:
    | 'agreement'
    | 'signed-agreement'
    | 'invoice'
    | 'credit-note'
    | 'certificate'
    | 'certificate-picture'
    | 'condolence'
    | 'status-by-hand'
    | 'congratulation'
    | 'decision'
    | 'mark-svg'
    | 'mark-png'
    | 'evidence'
    | 'minutes'
    | 'signed-form'
    | 'ruling'
    | 'objection'
    | 'measure'
  name: string
  media_type: string
  /** Null, as its hash and key, for a paper that has yet to be made. */
  size: number | null
  sha256: string | null
  file_key: string | null
  made_on: string
  created_at: Generated<string>
  /** The day on which the file of a document that is not kept was destroyed. */
  destroyed_on: string | null
  reading: Json | null
}

export interface PaperToMakeTable {
  document_id: string
  register: string
  content: Json
  attempts: Generated<number>
  error: string | null
  asked_at: Generated<string>
  when_asked: Generated<boolean>
}

export interface PaperToStampTable {
  document_id: string
  register: string
  since: Generated<string>
}

export interface FileToRemoveTable {
  register: string
  file_key: string
  added_on: string
}

export interface LeftUndoneTable {
  id: Generated<string>
  register: string
  task: string
  /** A registration by its id, or the thing itself; empty where it failed for all. */
  whose: string
  reason: string
  since: string
  last_tried: string
  tries: Generated<number>
}

export interface AgreementTable {
  id: Generated<string>
  register: string
  registration_id: string
  status: 'sent' | 'signed' | 'returned' | 'approved' | 'lapsed'
  regulation_version: string
  sent_on: string
  sign_before: string
  announced_on: string | null
  document_id: string
  signed_at: string | null
  signed_on: string | null
  signed_name: string | null
  signature: Json | null
  signed_document_id: string | null
  checked_on: string | null
  return_reason: string | null
  number: string | null
  content: GeneratedJson
  version: Generated<number>
  created_at: Generated<string>
}

export interface InvoiceTable {
  id: Generated<string>
  register: string
  registration_id: string | null
  organisation_id: string | null
  number: string
  status: 'open' | 'paid' | 'credited' | 'written-off'
  issued_on: string
  due_on: string
  covers_first: string
  covers_last: string
  net_cents: number
  vat_cents: number
  total_cents: number
  vat_treatment: string
  vat_ground: Generated<string>
  kind: Generated<'year' | 'application' | 'accreditation' | 'objection'>
  about_id: string | null
  reference: string
  paid_on: string | null
  document_id: string | null
  /** The lines as they were charged, the percents of VAT and to whom it was sent; null where it is from before these were kept. */
  lines: Json | null
  vat_rate: number | null
  buyer: Json | null
  version: Generated<number>
  created_at: Generated<string>
  written_off_on: string | null
  write_off_reason: string | null
  credit_number: string | null
  credit_document_id: string | null
  settled_cents: Generated<number>
  credited_cents: Generated<number>
}

/** A line of the books, which the database writes. */
export interface JournalLineTable {
  id: Generated<number>
  register: string
  entry: string
  booked_on: string
  what:
    | 'invoice'
    | 'credit-note'
    | 'write-off'
    | 'payment'
    | 'reversal'
    | 'settlement'
    | 'undone-settlement'
    | 'refund'
    | 'undone-refund'
  document: string
  account:
    | 'debtors'
    | 'bank'
    | 'online'
    | 'unallocated'
    | 'vat'
    | 'write-offs'
    | 'year'
    | 'application'
    | 'accreditation'
    | 'objection'
  debit_cents: number
  credit_cents: number
  vat_code: Generated<string>
  invoice_id: string | null
  payment_id: string | null
}

/** An invoice that somebody passed on to whoever pays it. */
export interface InvoiceForwardTable {
  id: Generated<string>
  register: string
  invoice_id: string
  token_hash: Buffer
  payer: string
  mark: Generated<string>
  forwarded_on: string
  expires_on: string
  taken_back_on: string | null
  created_at: Generated<string>
}

/** What takes back an invoice or a part of it. */
export interface CreditNoteTable {
  id: Generated<string>
  register: string
  invoice_id: string
  number: string
  net_cents: number
  vat_cents: number
  total_cents: number
  reason: string
  written_off: Generated<boolean>
  ground: string | null
  made_on: string
  made_by: string | null
  document_id: string | null
  created_at: Generated<string>
}

/** What was received, from whoever paid. */
export interface PaymentTable {
  id: Generated<string>
  register: string
  received_on: string
  cents: number
  source: 'by-hand' | 'bank' | 'online' | 'taken-over'
  payer_name: Generated<string>
  payer_iban: Generated<string>
  reference: Generated<string>
  note: Generated<string>
  settled_cents: Generated<number>
  refunded_cents: Generated<number>
  booked_on: string
  booked_by: string | null
  reversed_on: string | null
  reversed_because: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
}

/** What of a payment is for an invoice. */
export interface SettlementTable {
  id: Generated<string>
  register: string
  payment_id: string
  invoice_id: string
  cents: number
  settled_on: string
  undone_on: string | null
  undone_because: Generated<string>
  created_at: Generated<string>
}

/** A payment that somebody began online. */
export interface OnlinePaymentTable {
  id: Generated<string>
  register: string
  invoice_id: string | null
  cents: number
  begun_at: 'own' | 'forwarded' | 'organisation'
  state: Generated<
    | 'asked'
    | 'open'
    | 'paid'
    | 'failed'
    | 'expired'
    | 'cancelled'
    | 'not-begun'
    | 'odd'
    | 'reversed'
  >
  mollie_id: string | null
  checkout_url: string | null
  payment_id: string | null
  problem: Generated<string>
  returned_cents: Generated<number>
  asked_on: string
  ended_on: string | null
  created_at: Generated<string>
}

/** A file of the bank that somebody sent. */
export interface BankFileTable {
  id: Generated<string>
  register: string
  name: string
  state: 'reading' | 'unreadable' | 'matching' | 'done'
  sha256: string
  file_key: string | null
  problem: string | null
  problem_at: string | null
  known: Generated<number>
  debits: Generated<number>
  pending: Generated<number>
  booked: Generated<number>
  reversed: Generated<number>
  waiting: Generated<number>
  sent_by: string | null
  sent_on: string
  created_at: Generated<string>
}

/** A statement of the account of a register. */
export interface BankStatementTable {
  id: Generated<string>
  register: string
  file_id: string
  key: Buffer
  name: string
  sequence: Generated<string>
  first_day: string
  last_day: string
  opening_cents: number | null
  closing_cents: number | null
  entries_cents: number
  credits: number
  debits: number
  debit_cents: number
  created_at: Generated<string>
}

/** A line of a statement. */
export interface BankLineTable {
  id: Generated<string>
  register: string
  statement_id: string
  key: Buffer
  place: number
  booked_on: string
  cents: number
  kind: 'credit' | 'reversal' | 'returned'
  payer_name: Generated<string>
  payer_iban: Generated<string>
  reference: Generated<string>
  words: Generated<string>
  bank_reference: Generated<string>
  end_to_end: Generated<string>
  state: Generated<'new' | 'waiting' | 'booked' | 'aside' | 'reversed'>
  reasons: GeneratedJson
  doubt: Json | null
  payment_id: string | null
  reverses_id: string | null
  aside_because: Generated<string>
  settled_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

/** An invoice for which a line may be. */
export interface BankCandidateTable {
  line_id: string
  register: string
  rank: number
  invoice_id: string
  cents: number
  reasons: Json
}

/** What of a payment was paid back. */
export interface RefundTable {
  id: Generated<string>
  register: string
  payment_id: string
  cents: number
  ground: string
  label: string
  reason: Generated<string>
  account_name: string
  iban: string
  refunded_on: string
  refunded_by: string | null
  undone_on: string | null
  undone_because: Generated<string>
  created_at: Generated<string>
}

export interface ActivityTable {
  id: Generated<string>
  person_id: string
  title: Generated<string>
  organiser: Generated<string>
  provider_id: string | null
  completed_on: string | null
  form: GeneratedJson
  self_signed_on: string | null
  self_signed_reason: string | null
  referee_wanted: Generated<boolean>
  version: Generated<number>
  created_at: Generated<string>
  updated_at: Generated<string>
  /** What it was of what is offered, where that is known. */
  course_id: string | null
  edition_id: string | null
  /** Of which attendance it is a portion, beside what that counts for in the first place. */
  attendance_id: string | null
  attendance_joined: Generated<boolean>
  /** Of which courses somebody said that it is none. */
  not_courses: Generated<string[]>
}

export interface ActivityClaimTable {
  id: Generated<string>
  register: string
  registration_id: string
  person_id: string
  activity_id: string
  state:
    | 'draft'
    | 'planned'
    | 'awaiting-referee'
    | 'entered'
    | 'returned'
    | 'approved'
    | 'partly'
    | 'rejected'
  kind: string | null
  claimed: number | null
  awarded: number | null
  accredited: Generated<boolean>
  accreditation_label: string | null
  accreditation_refused: string | null
  accreditation_anyway: Generated<string>
  form: GeneratedJson
  asked: Generated<string[]>
  claimed_second: number | null
  awarded_second: number | null
  used_by: string | null
  handed_in_anyway_on: string | null
  attributes: GeneratedJson
  attributes_refused: Generated<string[]>
  attributes_refused_reason: Generated<string>
  accreditation_number: Generated<string>
  accreditation_provider: Generated<string>
  /** What another register decided of it, as its owner shows it here. */
  said_elsewhere: Json | null
  version: Generated<number>
  created_at: Generated<string>
  withdrawn_at: string | null
  /** By which decision of this register it counts. */
  accreditation_id: string | null
}

export interface EvidenceTable {
  id: Generated<string>
  activity_id: string
  document_id: string
  added_on: string
  removed_at: string | null
  created_at: Generated<string>
  form: 'proves' | 'accompanies' | null
  answers_hash: string | null
}

export interface InterimRequestTable {
  id: Generated<string>
  register: string
  registration_id: string
  activity_id: string
  regulation_version: string
  status: 'asked' | 'decided' | 'withdrawn' | 'expired'
  asked_on: string
  ended_on: string | null
  outcome: 'approved' | 'partly' | 'rejected' | null
  amount: number | null
  accredited: boolean | null
  reason: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
  taken: Generated<boolean>
}

export interface InterimJudgementTable {
  request_id: string
  register: string
  member_id: string
  outcome: 'approved' | 'partly' | 'rejected'
  amount: number | null
  accredited: boolean
  reason: string
  judged_on: string
  created_at: Generated<string>
}

export interface InterestTable {
  id: Generated<string>
  register: string
  person_id: string
  member_id: string
  kind: 'family' | 'friend' | 'work' | 'business' | 'dispute' | 'other'
  note: string
  declared_on: string
  lifted_on: string | null
  lifted_by: string | null
  lifted_because: string | null
  created_at: Generated<string>
}

export interface ListDeliveryTable {
  id: Generated<string>
  register: string
  list: string
  label: string
  delivered_on: string
  delivered_by: string | null
  sha256: string
  withdrawn_on: string | null
  created_at: Generated<string>
}

export interface ListEntryTable {
  id: Generated<string>
  register: string
  delivery_id: string
  registration_id: string
  kind: string
  year: number
  activity_id: string | null
  added: boolean
}

export interface CompetenceScanTable {
  id: Generated<string>
  register: string
  registration_id: string
  begun_on: string
  done_on: string | null
  ratings: GeneratedJson
  note: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
}

export interface FeedbackRoundTable {
  id: Generated<string>
  register: string
  registration_id: string
  status: 'open' | 'closed' | 'withdrawn'
  asked: Json
  shown_from: number
  note: Generated<string>
  opened_on: string
  closes_on: string
  ended_on: string | null
  outcome: 'shown' | 'too-few' | null
  results: Json | null
  activity_id: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface FeedbackInvitationTable {
  id: Generated<string>
  register: string
  round_id: string
  name: string
  email: string
  token_hash: Buffer
  sent_on: string
  withdrawn_on: string | null
  created_at: Generated<string>
}

export interface FeedbackUsedLinkTable {
  used_hash: Buffer
  register: string
  round_id: string
}

export interface FeedbackAnswerTable {
  id: Generated<string>
  register: string
  round_id: string
  said: Json
}

export interface DevelopmentPlanTable {
  id: Generated<string>
  register: string
  registration_id: string
  made_with: Generated<string>
  first_on: string
  last_on: string
  note: Generated<string>
  /** How often its owner is reminded of it; 0 is never. */
  remind_months: number
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface DevelopmentGoalTable {
  id: Generated<string>
  register: string
  plan_id: string
  competence: string | null
  text: string
  learning: Generated<string>
  by_on: string | null
  status: 'open' | 'reached' | 'dropped'
  status_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface MeetingProfileTable {
  id: Generated<string>
  register: string
  registration_id: string
  region: Generated<string>
  themes: Generated<string[]>
  offers: Generated<string>
  seeks: Generated<string>
  shown_since: string
  hidden_on: string | null
  version: Generated<number>
}

export interface MeetingContactTable {
  id: Generated<string>
  register: string
  asker_id: string
  asked_id: string
  status: 'asked' | 'accepted' | 'declined' | 'ended'
  asked_on: string
  status_on: string
  version: Generated<number>
}

export interface MeetingGroupTable {
  id: Generated<string>
  register: string
  name: string
  theme: Generated<string>
  about: Generated<string>
  begun_on: string
  ended_on: string | null
}

export interface MeetingGroupMemberTable {
  group_id: string
  registration_id: string
  register: string
  joined_on: string
  began: Generated<boolean>
  mails: Generated<boolean>
  told_until: string | null
}

export interface MeetingMessageTable {
  id: Generated<string>
  register: string
  contact_id: string | null
  group_id: string | null
  registration_id: string
  text: string
  written_on: string
  hidden_on: string | null
}

export interface MeetingBlockTable {
  registration_id: string
  blocked_id: string
  register: string
  blocked_on: string
}

export interface MeetingReportTable {
  id: Generated<string>
  register: string
  registration_id: string
  reporter_id: string | null
  message_id: string | null
  seen: string
  reason: string
  reported_on: string
  settled_on: string | null
  outcome: 'nothing' | 'message-hidden' | 'profile-hidden' | 'group-ended' | 'rating-hidden' | null
  note: Generated<string>
  settled_by: string | null
  group_id: string | null
  /** Of which course, where it is about what somebody wrote of it. */
  course_id: string | null
  objection: Generated<string>
  objected_on: string | null
  objection_settled_on: string | null
  objection_outcome: 'restored' | 'stays' | null
  objection_note: Generated<string>
  objection_settled_by: string | null
}

export interface SeriesTable {
  id: Generated<string>
  register: string
  registration_id: string | null
  kind: string
  title: string
  set_up_on: string
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface SeriesMemberTable {
  id: Generated<string>
  register: string
  series_id: string
  name: string
  email: string
  number: string | null
  registration_id: string | null
  account_id: string | null
  set_up: Generated<boolean>
  status: 'asked' | 'takes-part' | 'declined' | 'left' | 'removed'
  asked_on: string
  status_on: string
  created_at: Generated<string>
}

export interface SeriesLinkTable {
  token_hash: Buffer
  register: string
  member_id: string
  expires_on: string
  created_at: Generated<string>
}

export interface SeriesMeetingTable {
  id: Generated<string>
  register: string
  series_id: string
  held_on: string
  hours: number | null
  revision: Generated<number>
  cancelled_on: string | null
  report: Generated<string>
  report_on: string | null
}

export interface SeriesPresenceTable {
  meeting_id: string
  member_id: string
  register: string
  revision: number
  present: boolean
  absent: Generated<string[]>
  answered_on: string
}

export interface ActivityGroupTable {
  activity_id: string
  register: string
  series_id: string
  meeting_id: string
  member_id: string
  kind: string
  title: string
  held_on: string
  hours: number | null
  needed: number
  confirmed: Json
  denied: Json
  waiting: Json
  report_evidence_id: string | null
}

export interface RefereeRequestTable {
  id: Generated<string>
  register: string
  activity_id: string
  name: string
  email: string
  relation: string
  token_hash: Buffer
  sent_on: string
  expires_on: string
  reminded_on: string | null
  answer: 'confirmed' | 'declined' | null
  answered_at: string | null
  answered_on: string | null
  remark: Generated<string>
  withdrawn_on: string | null
  account_id: string | null
  answered_name: string | null
  answered_relation: string | null
  created_at: Generated<string>
}

export interface RefereeQuestionTable {
  request_id: string
  register: string
  asked: Json
  asked_hash: string
}

export interface RefereeLinkTable {
  token_hash: Buffer
  register: string
  request_id: string
  created_at: Generated<string>
}

export interface MeetingTable {
  id: Generated<string>
  register: string
  held_on: string
  status: Generated<'planned' | 'held'>
  minutes_document_id: string | null
  version: Generated<number>
  closed_on: string | null
}

export interface ApplicationTable {
  id: Generated<string>
  register: string
  registration_id: string
  number: string | null
  kind: 'first' | 'renewal' | 'move'
  status: 'submitted' | 'returned' | 'with-committee' | 'granted' | 'refused' | 'withdrawn'
  regulation_version: string
  period_choice: Generated<'old-end' | 'submission'>
  submitted_on: string
  submitted_at: string
  snapshot: Json
  snapshot_hash: string
  complete_on: string | null
  advice: Generated<string>
  meeting_id: string | null
  decided_on: string | null
  decision_id: string | null
  version: Generated<number>
  created_at: Generated<string>
  checklist: GeneratedJson
  passed_on: string | null
  ended_on: string | null
  ended_by: 'applicant' | 'term' | 'registration' | 'objection' | null
  category: string | null
  move: string | null
  drawn: boolean | null
  read_all_on: string | null
  judged_anew_from: string | null
  checked_at: string | null
}

export interface ApplicationReturnTable {
  id: Generated<string>
  register: string
  application_id: string
  returned_on: string
  answer_before: string
  items: Json
  reminded_on: string | null
  answered_on: string | null
  answers: GeneratedJson
}

export interface ApplicationActivityTable {
  application_id: string
  activity_id: string
  register: string
  advice: 'approve' | 'partly' | 'reject' | null
  advice_amount: number | null
  advice_reason: Generated<string>
  added_on: string | null
  advice_accreditation_refused: string | null
  advice_accreditation_anyway: Generated<string>
  advice_attributes_refused: Generated<string[]>
  advice_attributes_reason: Generated<string>
  looked_because: string[] | null
  advice_amount_second: number | null
  added_at: string | null
}

export interface SampleSeedTable {
  register: string
  quarter: string
  seed: Buffer
  committed_on: string
  revealed_on: string | null
  told_on: string | null
  applications: number | null
  drawn_applications: number | null
  lines: number | null
  drawn_lines: number | null
  beside_lines: number | null
  percentages: number[] | null
}

export interface SampleFailuresTable {
  register: string
  quarter: string
  quarters: string[]
  told_on: string
  applications: number | null
  lines: number | null
  failed: number | null
  beside_lines: number | null
  beside_failed: number | null
}

export interface StatementTable {
  id: Generated<string>
  register: string
  person_id: string
  member: 'document' | 'work' | 'holding' | 'leave'
  content: Json
  stated_on: string
  created_at: Generated<string>
}

export interface ClaimTable {
  id: Generated<string>
  register: string
  registration_id: string
  member:
    | 'category'
    | 'fact'
    | 'document'
    | 'work'
    | 'holding'
    | 'leave'
    | 'declaration'
    | 'surplus'
  subject: Generated<string>
  statement_id: string | null
  value: Json | null
  details: GeneratedJson
  state: Generated<'claimed' | 'approved' | 'rejected' | 'expired'>
  stated_on: string
  judged_on: string | null
  judged_by: string | null
  reason: Generated<string>
  ended_on: string | null
  replaced_by: string | null
  began_with: string | null
  version: Generated<number>
  created_at: Generated<string>
  judged_as: 'back-office' | 'committee' | null
}

export interface ProofTable {
  id: Generated<string>
  register: string
  claim_id: string
  document_id: string
  added_on: string
  removed_at: string | null
  created_at: Generated<string>
}

export interface AttestationTable {
  id: Generated<string>
  register: string
  registration_id: string
  document: string
  claim_id: string | null
  gives: 'confirmation' | 'document'
  name: string
  email: string
  free_mail: boolean
  token_hash: Buffer
  asked: Json
  asked_hash: string
  sent_on: string
  expires_on: string
  answer: 'confirmed' | 'declined' | null
  answered_at: string | null
  answered_on: string | null
  signed_name: string | null
  signed_function: string | null
  signed_organisation: string | null
  remark: Generated<string>
  withdrawn_on: string | null
  created_at: Generated<string>
}

export interface SupervisionTable {
  id: Generated<string>
  register: string
  registration_id: string
  document: string
  colleague_id: string | null
  status: 'asked' | 'accepted' | 'declined' | 'ended'
  asked_on: string
  answered_on: string | null
  remark: Generated<string>
  claim_id: string | null
  ended_on: string | null
  end_reason:
    | 'professional'
    | 'colleague'
    | 'over'
    | 'suspended'
    | 'other-category'
    | 'finished'
    | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface SigningTable {
  id: Generated<string>
  register: string
  registration_id: string
  document: string
  status: 'awaiting' | 'signed' | 'declined' | 'withdrawn'
  supervision_id: string | null
  words: Json
  words_hash: string
  details: GeneratedJson
  signed_on: string
  signature: Json
  answered_on: string | null
  other_signature: Json | null
  remark: Generated<string>
  claim_id: string | null
  document_id: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface AttestationLinkTable {
  token_hash: Buffer
  register: string
  attestation_id: string
  created_at: Generated<string>
}

export interface ApplicationClaimTable {
  application_id: string
  claim_id: string
  register: string
  added_on: string | null
  found: 'in-order' | 'not-in-order' | null
  found_reason: Generated<string>
  found_on: string | null
  found_by: string | null
  added_at: string | null
}

export interface JudgementTable {
  id: Generated<string>
  register: string
  application_id: string
  activity_id: string | null
  member_id: string
  outcome: 'approved' | 'partly' | 'rejected' | 'meets' | 'temporary' | 'fails'
  amount: number | null
  reason: Generated<string>
  judged_on: string
  created_at: Generated<string>
  norm: string | null
  accreditation_refused: string | null
  accreditation_anyway: Generated<string>
  attributes_refused: Generated<string[]>
  attributes_reason: Generated<string>
  claim_id: string | null
  amount_second: number | null
}

/** Of an application, of what is judged apart, or of a question to the board. */
export interface InspectionTable {
  id: Generated<string>
  register: string
  application_id: string | null
  interim_id: string | null
  ruling_id: string | null
  objection_id: string | null
  verdict_id: string | null
  member_id: string
  body: string
  opened_on: string
  created_at: Generated<string>
}

export interface RegisterChangeTable {
  id: Generated<string>
  register: string
  source: string
  at_start: boolean
  files: Json
  hash: string
  status: 'waiting' | 'confirmed' | 'refused' | 'replaced'
  proposed_on: string
  settled_by: string | null
  settled_on: string | null
  created_at: Generated<string>
}

export interface StaffChangeTable {
  id: Generated<string>
  register: string
  what: 'give' | 'take' | 'set-term'
  account_id: string | null
  email: string
  seat_id: string | null
  role: 'member' | 'chair' | 'administrator' | 'privacy-officer'
  body: string
  first: string | null
  last: string | null
  status: 'proposed' | 'confirmed' | 'refused' | 'withdrawn' | 'lapsed'
  proposed_by: string | null
  proposed_on: string
  settled_by: string | null
  settled_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface LookTable {
  id: Generated<string>
  register: string
  person_id: string
  looked_on: string
  looker: string
  role: 'member' | 'administrator' | 'asked' | 'colleague' | 'employer'
  body: string
  thing: string
  thing_id: string
  created_at: Generated<string>
}

export interface JudgementDraftTable {
  register: string
  application_id: string
  member_id: string
  fields: Json
  saved_at: Generated<string>
}

export interface DecisionTable {
  id: Generated<string>
  register: string
  application_id: string
  outcome: 'granted' | 'refused'
  decided_on: string
  valid_first: string | null
  valid_last: string | null
  reason: Generated<string>
  dossier: Json
  assessment: Json
  regulation_version: string
  object_before: string | null
  document_id: string | null
  created_at: Generated<string>
  temporary: Generated<boolean>
  /** The decision that it takes the place of, by an objection, and the day on which that was assessed. */
  replaces: string | null
  assessed_on: string | null
  replaced_on: string | null
}

export interface CertificateTable {
  id: Generated<string>
  register: string
  registration_id: string
  decision_id: string | null
  code: string
  issued_on: string
  valid_first: string
  valid_last: string
  document_id: string | null
  letter_id: string | null
  withdrawn_on: string | null
  mark_svg_id: string | null
  mark_png_id: string | null
  picture_id: string | null
  name: string
  replaced_on: string | null
  /** Where the day of the decision was set right since. */
  decided_on: string | null
  category: string | null
  temporary: Generated<boolean>
  /** What was set by hand on which it rests, where no decision on an application did. */
  by_hand_id: string | null
}

export interface EarlierCheckTable {
  id: Generated<string>
  register: string
  registration_id: string
  elsewhere: string
  number: string
  checked_on: string
  checked_by: string
  shown_by: string
  recorded_on: string
  recorded_by: string | null
  withdrawn_on: string | null
  created_at: Generated<string>
}

export interface WaitTable {
  id: Generated<string>
  register: string
  registration_id: string
  document: string
  facts: Generated<string[]>
  said_on: string
  until_on: string
  asked_on: string | null
  ended_on: string | null
  created_at: Generated<string>
}

export interface FollowUpTable {
  id: Generated<string>
  register: string
  registration_id: string
  category: string
  due_on: string
  asked_on: string
  answer: 'done' | 'later' | null
  explanation: Generated<string>
  again_on: string | null
  answered_on: string | null
  settled_on: string | null
  settled_by: string | null
  next_on: string | null
  note: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
}

export interface NameChangeTable {
  id: Generated<string>
  register: string
  registration_id: string
  status: 'asked' | 'approved' | 'refused'
  first_name: string
  initials: string
  name_prefix: string
  last_name: string
  reason: string
  asked_on: string
  answered_on: string | null
  answer: Generated<string>
  version: Generated<number>
}

export interface OriginalTable {
  id: Generated<string>
  register: string
  registration_id: string
  document: string
  number: number
  status: 'announced' | 'received' | 'checked' | 'destroyed' | 'returned' | 'withdrawn'
  envelope: boolean
  announced_on: string | null
  received_on: string | null
  checked_on: string | null
  checked_by: string | null
  in_order: boolean | null
  issued_on: string | null
  details: GeneratedJson
  reason: Generated<string>
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface RulingTable {
  id: Generated<string>
  register: string
  registration_id: string
  application_id: string | null
  norm: string | null
  number: string
  status: 'asked' | 'for-advice' | 'for-decision' | 'decided' | 'answered' | 'withdrawn'
  question: string
  wish: string
  asked_on: string
  note: Generated<string>
  passed_on: string | null
  advised_on: string | null
  answer: Generated<string>
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

/** Only ever added to: the one with the highest number holds. */
export interface RulingDecisionTable {
  id: Generated<string>
  register: string
  ruling_id: string
  number: number
  granted: boolean
  decision: string
  ground: string
  condition: Generated<string>
  valid_last: string | null
  reason: Generated<string>
  decided_on: string
  decided_by: string | null
  public_question: string
  public_decision: string
  public_ground: string
  document_id: string | null
  created_at: Generated<string>
}

export interface RulingFileTable {
  ruling_id: string
  register: string
  document_id: string
}

export interface RulingAdviceTable {
  ruling_id: string
  register: string
  member_id: string
  favours: boolean
  reason: string
  given_on: string
  created_at: Generated<string>
}

/** An objection to a decision of any kind: what kind, by the id of the decision. */
export interface ObjectionTable {
  id: Generated<string>
  register: string
  registration_id: string
  number: string
  status: 'received' | 'awaiting-grounds' | 'in-hand' | 'decided' | 'withdrawn'
  about: string
  about_id: string
  title: string
  decided_on: string
  last_day: string
  lines: Generated<string[]>
  received_on: string
  late_reason: Generated<string>
  entered_by: string | null
  grounds: Generated<string>
  wish: Generated<string>
  grounds_before: string | null
  suspends: boolean
  fee: number
  note: Generated<string>
  passed_on: string | null
  decide_before: string
  extended_on: string | null
  extension_reason: Generated<string>
  hearing_on: string | null
  hearing_place: Generated<string>
  hearing_answer: 'comes' | 'refrains' | null
  unheard: string | null
  report: Generated<string>
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface ObjectionFileTable {
  objection_id: string
  register: string
  document_id: string
  added_on: string
}

/** Who decides on one objection beside the members of the body, or in their place. */
export interface ObjectionSeatTable {
  objection_id: string
  register: string
  account_id: string
  seated_by: string | null
  seated_on: string
}

/** Only ever added to. */
export interface ObjectionOutcomeTable {
  objection_id: string
  register: string
  outcome: 'unfounded' | 'partly' | 'founded' | 'inadmissible'
  decision: string
  reason: string
  excusable: boolean | null
  changes: GeneratedJson
  decided_on: string
  decided_by: string | null
  document_id: string | null
  created_at: Generated<string>
}

/** That what is kept of somebody stays, whatever its term. */
export interface HoldTable {
  id: Generated<string>
  register: string
  person_id: string
  ground: 'objection' | 'court' | 'complaint' | 'other'
  reason: string
  placed_on: string
  placed_by: string | null
  last_day: string
  lifted_on: string | null
  lifted_by: string | null
  lifted_because: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
}

/** That somebody asked to be erased, and what the register answered. */
export interface ErasureRequestTable {
  id: Generated<string>
  register: string
  account_id: string | null
  person_id: string | null
  registration_id: string | null
  status: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'done'
  asked_by: 'person' | 'office'
  asked_on: string
  back_until: string
  answer_before: string
  extended_on: string | null
  extension_reason: Generated<string>
  remark: Generated<string>
  extent: 'all' | 'part' | null
  answer: Generated<string>
  answered_on: string | null
  answered_by: string | null
  stays: GeneratedJson
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

/** Something went wrong with the data of people: what, and who was told. */
export interface BreachTable {
  id: Generated<string>
  register: string
  title: string
  what: string
  noticed_at: string
  data: string
  people: number | null
  consequences: Generated<string>
  measures: Generated<string>
  reported_on: string | null
  not_reported_because: Generated<string>
  told_on: string | null
  not_told_because: Generated<string>
  noted_on: string
  noted_by: string | null
  closed_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

/** An invoice of somebody whose dossier is gone. */
export interface KeptInvoiceTable {
  id: string
  register: string
  number: string
  status: 'open' | 'paid' | 'credited' | 'written-off'
  issued_on: string
  net_cents: number
  vat_cents: number
  total_cents: number
  vat_treatment: string
  paid_on: string | null
  credit_number: string | null
  document_id: string | null
  credit_document_id: string | null
}

export interface RetentionTermTable {
  register: string
  kind: string
  keep: string
  reckoned_from: string
  does: 'erase' | 'anonymise' | 'keep'
  since: string
}

export interface ErasedCertificateTable {
  register: string
  code_hash: Buffer
  erased_on: string
}

export interface ReminderTable {
  register: string
  subject_id: string
  kind: string
  written_on: string
}

export interface ClockMoveTable {
  id: Generated<number>
  register: string
  first_day: string
  target: string
  reached: string
  status: 'running' | 'stopped' | 'done'
  losses: GeneratedJson
  updated_at: Generated<string>
}

export interface PublicEntryTable {
  id: string
  registration_id: string
  register: string
  number: number | null
  name: string
  status: RegistrationTable['status']
  valid_until: string | null
  category: string | null
  temporary: Generated<boolean>
}

export interface PublicEntryWordTable {
  register: string
  registration_id: string
  word: string
  sound: string
  given: string
  names: string
  sort_name: string
}

export interface RegisterOrganisationTable {
  register: string
  version: number
  foundation: string
  address: string
  postal_code_and_city: string
  email: string
  website: string
  telephone: Generated<string>
  opening_hours: Generated<string>
  kvk: string
  changed_at: Generated<string>
  changed_by: string | null
  from_file: Generated<boolean>
}

export interface RegisterTextTable {
  register: string
  name: string
  version: number
  /** Null where the original was put back. */
  source: string | null
  changed_at: Generated<string>
  changed_by: string | null
}

export interface RegisterFileTable {
  register: string
  name: string
  revision: number
  /** Null where the file is no longer there. */
  text: string | null
  hash: string | null
  source: string
  at_start: boolean
  imported_at: Generated<string>
}

export interface RegulationVersionTable {
  register: string
  first_day: string
  revision: number
  /** Null where the version is no longer there, which came before its first day. */
  text: string | null
  hash: string | null
  source: string
  imported_at: Generated<string>
}

export interface RegulationAdditionTable {
  id: Generated<string>
  register: string
  status: 'proposed' | 'adopted' | 'withdrawn'
  base_version: string
  first_day: string
  kind: string
  text: string
  hash: string
  /** Null where it was proposed on a page. */
  source: string | null
  proposed_by: string | null
  proposed_on: string
  settled_by: string | null
  settled_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface DeathTable {
  id: Generated<string>
  register: string
  registration_id: string
  person_id: string
  status: 'reported' | 'confirmed' | 'rejected' | 'undone'
  died_on: string
  told_by: 'relative' | 'employer' | 'other' | 'register'
  told_name: string
  told_email: Generated<string>
  told_address: Generated<string>
  seen_how: string
  entered_by: string | null
  entered_on: string
  confirmed_by: string | null
  confirmed_on: string | null
  before: Json | null
  letter_id: string | null
  ended_on: string | null
  reason: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
}

/** By what two people are laid side by side; kept by the database. */
export interface LikenessTable {
  source: string
  person_id: string
  kind: 'email' | 'phone' | 'home' | 'name' | 'number'
  key: string
}

export interface ToldApartTable {
  id: Generated<string>
  register: string
  one_id: string
  other_id: string
  reason: string
  told_on: string
  told_by: string | null
  created_at: Generated<string>
}

export interface PersonMergeTable {
  id: Generated<string>
  register: string
  stays_id: string
  goes_id: string
  status: 'proposed' | 'done' | 'refused' | 'withdrawn'
  kept: Generated<string[]>
  reason: string
  told_in: string | null
  proposed_on: string
  proposed_by: string | null
  settled_on: string | null
  settled_by: string | null
  answer: Generated<string>
  moved: GeneratedJson
  version: Generated<number>
  created_at: Generated<string>
}

export interface ShieldingTable {
  id: Generated<string>
  register: string
  registration_id: string
  person_id: string
  status: 'asked' | 'proposed' | 'holds' | 'ending' | 'refused' | 'withdrawn' | 'ended'
  asked_by: 'person' | 'office'
  ground: string
  everywhere: boolean
  hides: boolean
  asked_on: string
  proposed_by: string | null
  review_on: string | null
  decided_on: string | null
  decided_by: string | null
  answer: Generated<string>
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface CorrectionTable {
  id: Generated<string>
  register: string
  registration_id: string
  subject:
    | 'name'
    | 'address'
    | 'work'
    | 'email'
    | 'decision-day'
    | 'period'
    | 'list-year'
    | 'received'
  changes: Json
  reason: string
  source: Generated<string>
  corrected_on: string
  corrected_by: string | null
  created_at: Generated<string>
}

export interface LeaveTable {
  id: Generated<string>
  register: string
  registration_id: string
  regulation_version: string
  sort: string
  first: string
  last: string
  note: Generated<string>
  status: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'expired'
  asked_on: string
  granted_first: string | null
  granted_last: string | null
  reason: Generated<string>
  decided_on: string | null
  decided_by: string | null
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface StatusByHandTable {
  id: Generated<string>
  register: string
  registration_id: string
  status: 'proposed' | 'returned' | 'withdrawn' | 'settled' | 'over'
  ground: string
  label: string
  rests: string
  does: 'hold' | 'release' | 'suspend' | 'certify' | 'withdraw' | 'remove'
  ends_when_paid: Generated<boolean>
  decided_by: string | null
  source: Generated<string>
  first_day: string | null
  last_day: string | null
  file_reason: string
  letter_reason: string
  before: Json
  proposed_on: string
  proposed_by: string | null
  answered_on: string | null
  answered_by: string | null
  answer: Generated<string>
  begun_on: string | null
  ended_on: string | null
  document_id: string | null
  version: Generated<number>
  created_at: Generated<string>
}

export interface LeaveFileTable {
  leave_id: string
  register: string
  document_id: string
  added_on: string
}

/** A complaint that was passed on: that it was, and nothing of it. */
export interface ComplaintTable {
  id: Generated<string>
  register: string
  number: string
  received_on: string
}

export interface TakeoverTable {
  id: Generated<string>
  register: string
  source: string
  status: 'reading' | 'unreadable' | 'checked' | 'running' | 'done' | 'discarded'
  files: GeneratedJson
  problems: GeneratedJson
  delivered_on: string
  delivered_by: string | null
  ended_on: string | null
  created_at: Generated<string>
  broken_off: Generated<boolean>
}

export interface TakeoverFileTable {
  id: Generated<string>
  register: string
  takeover_id: string
  name: string
  file_key: string
  size: number
  sha256: string
}

export interface TakeoverRowTable {
  id: Generated<string>
  register: string
  takeover_id: string
  kind: 'person' | 'registration' | 'certificate' | 'statement' | 'activity' | 'evidence'
  file: string
  row: number
  key: Generated<string>
  parent: Generated<string>
  bundle: string | null
  hash: string
  cells: Json | null
  facts: Json | null
  state: 'ready' | 'wrong' | 'left-out' | 'known' | 'changed' | 'done'
  mistakes: GeneratedJson
}

export interface TakenOverTable {
  register: string
  source: string
  kind: 'person' | 'registration' | 'certificate' | 'statement' | 'activity' | 'evidence'
  key: string
  bundle: string
  hash: string
  subject_id: string
  person_id: string
  takeover_id: string | null
  taken_over_on: string
  decision: Json | null
  application_on: string | null
  invited_on: string | null
}

export interface VerdictTable {
  id: Generated<string>
  register: string
  registration_id: string
  number: string
  college: string
  reference: string
  given_on: string
  gist: string
  document_id: string
  status: 'not-final' | 'hearing' | 'for-decision' | 'decided' | 'withdrawn' | 'closed'
  recorded_on: string
  recorded_by: string | null
  final_on: string | null
  ended_because: Generated<string>
  version: Generated<number>
  created_at: Generated<string>
}

export interface VerdictHearingTable {
  id: Generated<string>
  register: string
  verdict_id: string
  asked_on: string
  answer_before: string
  answer: Generated<string>
  answered_on: string | null
}

export interface MeasureTable {
  id: Generated<string>
  register: string
  registration_id: string
  verdict_id: string
  kind: 'none' | 'warning' | 'suspension' | 'removal' | 'lift'
  interim: Generated<boolean>
  first_day: string | null
  last_day: string | null
  reason: string
  status: 'proposed' | 'decided' | 'refused'
  proposed_on: string
  proposed_by: string | null
  decided_on: string | null
  begun_on: string | null
  dropped_on: string | null
  document_id: string | null
  created_at: Generated<string>
  object_before: string | null
  before: Json | null
  undone_on: string | null
  undone_by: string | null
  replaces: string | null
}

export interface SuspensionTable {
  id: Generated<string>
  register: string
  registration_id: string
  measure_id: string | null
  by_hand_id: string | null
  first_day: string
  last_day: string | null
  waits_since: string | null
  ended_on: string | null
  ended_by: 'term' | 'lift' | 'objection' | 'registration' | null
  created_at: Generated<string>
}

export interface MeasureVoteTable {
  measure_id: string
  register: string
  member_id: string
  favours: boolean
  reason: Generated<string>
  given_on: string
}

/** Somebody wants to come to an edition. */
export interface EnrolmentTable {
  id: Generated<string>
  organisation_id: string | null
  /** Whose course it is, where a professional gives it. */
  giver_id: string | null
  edition_id: string
  register: string
  registration_id: string
  name: string
  surname: string
  numbers: string[]
  enrolled_on: string
  ended_on: string | null
  ended_by: 'person' | 'cancelled' | 'term' | 'registration' | 'unanswered' | null
  /** Enrolled, waiting for a place, or offered one. */
  state: Generated<'enrolled' | 'waiting' | 'offered'>
  offered_until: string | null
  created_at: Generated<string>
}

/** A team of an organisation. */
export interface TeamTable {
  id: Generated<string>
  organisation_id: string
  kept_in: string
  name: string
  made_on: string
  ended_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

/** Who coordinates a team, and so sees it. */
export interface TeamCoordinatorTable {
  team_id: string
  account_id: string
  organisation_id: string
  since: string
  created_at: Generated<string>
}

/** A course that an employer proposes to somebody of one of its teams. */
export interface CourseProposalTable {
  id: Generated<string>
  organisation_id: string
  team_id: string
  register: string
  registration_id: string
  course_id: string
  edition_id: string
  word: Generated<string>
  state: 'open' | 'accepted' | 'declined' | 'ended'
  proposed_on: string
  proposed_by: string | null
  answered_on: string | null
  ended_on: string | null
  ended_by: 'employer' | 'cancelled' | 'passed' | 'sight' | 'registration' | 'organisation' | null
  version: Generated<number>
  created_at: Generated<string>
}

/** What somebody lets an organisation or a team of it see of one registration, or is asked to. */
export interface SightTable {
  id: Generated<string>
  organisation_id: string
  team_id: string | null
  for_team: Generated<boolean>
  register: string
  registration_id: string | null
  level: 'status' | 'norms' | 'learning'
  number: Generated<string>
  surname: Generated<string>
  state: 'asked' | 'declined' | 'given' | 'ended'
  asked_on: string | null
  asked_by: string | null
  given_on: string | null
  last_day: string | null
  questioned_on: string | null
  confirmed_on: string | null
  /** The status of which the employer was told last. */
  told_status: string | null
  ended_on: string | null
  ended_by:
    | 'person'
    | 'employer'
    | 'last-day'
    | 'unanswered'
    | 'registration'
    | 'organisation'
    | 'replaced'
    | null
  version: Generated<number>
  created_at: Generated<string>
}

/** What a provider brought in of what it offers, and how that stands. */
export interface CourseImportTable {
  id: Generated<string>
  organisation_id: string
  kept_in: string
  origin: 'table' | 'education-api' | 'address'
  name: string
  state: 'reading' | 'unreadable' | 'checked' | 'done' | 'discarded'
  sha256: Generated<string>
  file_key: string | null
  heading: Generated<string[]>
  problem: string | null
  problem_at: string | null
  plan: Generated<string>
  new: Generated<number>
  changed: Generated<number>
  same: Generated<number>
  gone: Generated<number>
  wrong: Generated<number>
  made_by: string | null
  made_on: string
  settled_on: string | null
  version: Generated<number>
  created_at: Generated<string>
}

/** A decision of an organisation about who does a piece of work: signed, and never changed. */
export interface AllocationTable {
  id: Generated<string>
  organisation_id: string
  kept_in: string
  norm: string
  norm_version: string
  norm_sha256: string
  said: string
  note: string
  work: string
  outcome: 'registered' | 'under-responsibility' | 'not-registered'
  choice: 'apply' | 'explain'
  decided_on: string
  review_on: string
  recorded_by: string | null
  amends: string | null
  created_at: Generated<string>
}

/** A row of it, as it was typed and as it was compared. */
export interface CourseImportRowTable {
  import_id: string
  organisation_id: string
  row: number
  cells: string[]
  does: 'new' | 'changed' | 'same' | 'gone' | 'wrong'
  draft: GeneratedJson
  says: GeneratedJson
  mistakes: GeneratedJson
}

/** That somebody sent a course to a colleague. */
export interface CourseTipTable {
  id: Generated<string>
  register: string
  registration_id: string
  course_id: string
  token_hash: Buffer
  address_hash: Buffer
  sent_on: string
  created_at: Generated<string>
}

/** An address at which nobody wants those mails. */
export interface CourseTipRefusalTable {
  address_hash: Buffer
  refused_on: string
}

/** What somebody thinks of a course that they followed. */
export interface CourseRatingTable {
  course_id: string
  person_id: string
  register: string
  stars: number
  line: Generated<string>
  given_on: string
  created_at: Generated<string>
  id: Generated<string>
  /** What they wrote was taken out of sight; the stars count. */
  hidden_on: string | null
  /** What they wrote comes into sight with that of others. */
  waits: Generated<boolean>
}

/** What all of those come to: as it is shown, and as it is by now. */
export interface CourseRatingSumTable {
  course_id: string
  ratings: number
  stars: number
  ratings_now: Generated<number>
  stars_now: Generated<number>
}

/** A course that somebody chose for a goal of their plan. */
export interface GoalCourseTable {
  goal_id: string
  register: string
  course_id: string
  chosen_on: string
}

/** A course that somebody kept to look at again. */
export interface KeptCourseTable {
  registration_id: string
  register: string
  course_id: string
  kept_on: string
  created_at: Generated<string>
}

/** In which transaction a course last changed that stands in the catalogue. */
export interface CatalogueChangeTable {
  course_id: string
  changed_in: Generated<string>
}

export interface Database extends AuditTables {
  clock_move: ClockMoveTable
  platform: PlatformTable
  account: AccountTable
  session: SessionTable
  organisation: OrganisationTable
  organisation_member: OrganisationMemberTable
  organisation_check: OrganisationCheckTable
  organisation_file: OrganisationFileTable
  organisation_merge: OrganisationMergeTable
  organisation_told_apart: OrganisationToldApartTable
  course: CourseTable
  edition: EditionTable
  accreditation_request: AccreditationRequestTable
  accreditation: AccreditationTable
  accreditation_part: AccreditationPartTable
  accreditation_file: AccreditationFileTable
  accreditation_judgement: AccreditationJudgementTable
  accreditation_interest: AccreditationInterestTable
  label: LabelTable
  label_event: LabelEventTable
  attendance_sender: AttendanceSenderTable
  attendance_token: AttendanceTokenTable
  attendance_assertion: AttendanceAssertionTable
  attendance_link: AttendanceLinkTable
  attendance_entry: AttendanceEntryTable
  attendance_delivery: AttendanceDeliveryTable
  attendance_row: AttendanceRowTable
  attendance: AttendanceTable
  attendance_contest: AttendanceContestTable
  attendance_reminder: AttendanceReminderTable
  accreditation_objection: AccreditationObjectionTable
  one_time_link: OneTimeLinkTable
  recovery_code: RecoveryCodeTable
  factor_reset: FactorResetTable
  passkey: PasskeyTable
  known_device: KnownDeviceTable
  throttle: ThrottleTable
  turn: TurnTable
  alarm: AlarmTable
  watch: WatchTable
  unscanned_file: UnscannedFileTable
  person: PersonTable
  staff_role: StaffRoleTable
  form_submission: FormSubmissionTable
  kept_form: KeptFormTable
  mail_message: MailMessageTable
  personal_export: PersonalExportTable
  complaint: ComplaintTable
  shielding: ShieldingTable
  verdict: VerdictTable
  verdict_hearing: VerdictHearingTable
  leave: LeaveTable
  leave_file: LeaveFileTable
  measure: MeasureTable
  measure_vote: MeasureVoteTable
  suspension: SuspensionTable
  death: DeathTable
  likeness: LikenessTable
  told_apart: ToldApartTable
  person_merge: PersonMergeTable
  number_series: NumberSeriesTable
  registration: RegistrationTable
  sign_up_draft: SignUpDraftTable
  declaration: DeclarationTable
  document: DocumentTable
  paper_to_make: PaperToMakeTable
  paper_to_stamp: PaperToStampTable
  file_to_remove: FileToRemoveTable
  left_undone: LeftUndoneTable
  agreement: AgreementTable
  invoice: InvoiceTable
  activity: ActivityTable
  activity_claim: ActivityClaimTable
  evidence: EvidenceTable
  interim_request: InterimRequestTable
  interim_judgement: InterimJudgementTable
  interest: InterestTable
  list_delivery: ListDeliveryTable
  list_entry: ListEntryTable
  competence_scan: CompetenceScanTable
  feedback_round: FeedbackRoundTable
  feedback_invitation: FeedbackInvitationTable
  feedback_used_link: FeedbackUsedLinkTable
  feedback_answer: FeedbackAnswerTable
  development_plan: DevelopmentPlanTable
  development_goal: DevelopmentGoalTable
  meeting_profile: MeetingProfileTable
  meeting_contact: MeetingContactTable
  meeting_group: MeetingGroupTable
  meeting_group_member: MeetingGroupMemberTable
  meeting_message: MeetingMessageTable
  meeting_block: MeetingBlockTable
  meeting_report: MeetingReportTable
  series: SeriesTable
  series_member: SeriesMemberTable
  series_link: SeriesLinkTable
  series_meeting: SeriesMeetingTable
  series_presence: SeriesPresenceTable
  activity_group: ActivityGroupTable
  referee_request: RefereeRequestTable
  referee_link: RefereeLinkTable
  referee_question: RefereeQuestionTable
  meeting: MeetingTable
  application: ApplicationTable
  application_return: ApplicationReturnTable
  application_activity: ApplicationActivityTable
  sample_failures: SampleFailuresTable
  sample_seed: SampleSeedTable
  statement: StatementTable
  claim: ClaimTable
  proof: ProofTable
  application_claim: ApplicationClaimTable
  attestation: AttestationTable
  attestation_link: AttestationLinkTable
  supervision: SupervisionTable
  signing: SigningTable
  original: OriginalTable
  judgement: JudgementTable
  inspection: InspectionTable
  look: LookTable
  staff_change: StaffChangeTable
  register_change: RegisterChangeTable
  judgement_draft: JudgementDraftTable
  decision: DecisionTable
  catalogue_change: CatalogueChangeTable
  kept_course: KeptCourseTable
  enrolment: EnrolmentTable
  team: TeamTable
  team_coordinator: TeamCoordinatorTable
  sight: SightTable
  course_proposal: CourseProposalTable
  course_tip: CourseTipTable
  course_tip_refusal: CourseTipRefusalTable
  course_rating: CourseRatingTable
  course_rating_sum: CourseRatingSumTable
  goal_course: GoalCourseTable
  allocation: AllocationTable
  course_import: CourseImportTable
  course_import_row: CourseImportRowTable
  certificate: CertificateTable
  name_change: NameChangeTable
  correction: CorrectionTable
  status_by_hand: StatusByHandTable
  follow_up: FollowUpTable
  wait: WaitTable
  earlier_check: EarlierCheckTable
  ruling: RulingTable
  ruling_decision: RulingDecisionTable
  ruling_file: RulingFileTable
  ruling_advice: RulingAdviceTable
  objection: ObjectionTable
  objection_file: ObjectionFileTable
  objection_seat: ObjectionSeatTable
  objection_outcome: ObjectionOutcomeTable
  takeover: TakeoverTable
  takeover_file: TakeoverFileTable
  takeover_row: TakeoverRowTable
  taken_over: TakenOverTable
  hold: HoldTable
  breach: BreachTable
  erasure_request: ErasureRequestTable
  kept_invoice: KeptInvoiceTable
  credit_note: CreditNoteTable
  invoice_forward: InvoiceForwardTable
  payment: PaymentTable
  settlement: SettlementTable
  refund: RefundTable
  journal_line: JournalLineTable
  online_payment: OnlinePaymentTable
  bank_file: BankFileTable
  bank_statement: BankStatementTable
  bank_line: BankLineTable
  bank_candidate: BankCandidateTable
  erased_certificate: ErasedCertificateTable
  retention_term: RetentionTermTable
  reminder: ReminderTable
  public_entry: PublicEntryTable
  public_entry_word: PublicEntryWordTable
  register_file: RegisterFileTable
  register_organisation: RegisterOrganisationTable
  regulation_addition: RegulationAdditionTable
  regulation_version: RegulationVersionTable
  register_text: RegisterTextTable
}
