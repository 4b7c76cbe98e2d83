// What a merge does with every column that leads to a person, a registration or an account: the test of
// merging reads the schema, and fails for one that is not here.

/**
 * What becomes of it: it goes along to the one that stays; it goes along unless that has one of its own, or
 * would stand with itself in another column; it stays with what it is about; or it is seen to by name.
 */
export type Carried =
  | 'goes-along'
  | { readonly unless?: string; readonly notWith?: string }
  /** A part of the history of the registration that ended, or an act of somebody who works here. */
  | 'stays'
  | 'by-name'

/** Of the person that goes, whatever it is of. */
export const ofPeople: Readonly<Record<string, Carried>> = {
  'accreditation.person_id': 'by-name',
  'accreditation_interest.person_id': 'by-name',
  'accreditation_part.person_id': 'by-name',
  'accreditation_request.person_id': 'by-name',
  'activity.person_id': 'goes-along',
  'attendance.person_id': 'by-name',
  'attendance_contest.person_id': 'by-name',
  'attendance_row.person_id': 'by-name',
  'course.person_id': 'by-name',
  'course_rating.person_id': 'by-name',
  'death.person_id': 'goes-along',
  'document.person_id': 'goes-along',
  'enrolment.giver_id': 'goes-along',
  // What somebody asked to have erased is asked of the dossier that they saw.
  'erasure_request.person_id': 'stays',
  'hold.person_id': 'goes-along',
  'interest.person_id': 'by-name',
  'likeness.person_id': 'by-name',
  // Of two that were looked at alike on one day one is enough.
  'look.person_id': {
    unless: `other.looked_on = moved.looked_on and other.looker = moved.looker
      and other.register = moved.register and other.thing = moved.thing
      and other.thing_id = moved.thing_id`,
  },
  'person.merged_into': 'goes-along',
  'person_merge.goes_id': 'stays',
  'person_merge.stays_id': 'by-name',
  'registration.person_id': 'by-name',
  'shielding.person_id': 'by-name',
  'statement.person_id': 'goes-along',
  'taken_over.person_id': 'goes-along',
  'told_apart.one_id': 'by-name',
  'told_apart.other_id': 'by-name',
}

// The same is stated twice, or it is something of which there is one.
const sameClaim = `other.ended_on is null and (other.member = moved.member and (
    moved.member = 'category'
    or moved.member in ('fact', 'declaration', 'surplus') and other.subject = moved.subject
    or other.subject = moved.subject and exists (select from statement a join statement b
      on a.content = b.content where a.id = moved.statement_id and b.id = other.statement_id)))`

/**
 * Of the registration that ends where both run, to the one that runs on: what is still in use. What was
 * decided, signed or paid stays with the registration that it was about, which is of the same person.
 * The condition says of which row (`other`) of the one that runs on there can be no second (`moved`).
 */
export const ofRegistrations: Readonly<Record<string, Carried>> = {
  'activity_claim.registration_id': 'by-name',
  // By which number an organisation named somebody.
  'attendance.registration_id': 'stays',
  'attendance_contest.registration_id': 'stays',
  'attendance_row.registration_id': 'stays',
  'activity_claim.person_id': 'by-name',
  'agreement.registration_id': 'stays',
  'application.registration_id': 'stays',
  'attestation.registration_id': 'goes-along',
  'certificate.registration_id': 'stays',
  'claim.registration_id': { unless: sameClaim },
  'competence_scan.registration_id': { unless: 'other.done_on is null and moved.done_on is null' },
  'correction.registration_id': 'stays',
  'death.registration_id': 'stays',
  'declaration.registration_id': 'stays',
  'development_plan.registration_id': {
    unless: 'other.ended_on is null and moved.ended_on is null',
  },
  'earlier_check.registration_id': {
    unless: 'other.elsewhere = moved.elsewhere and other.withdrawn_on is null',
  },
  'erasure_request.registration_id': 'stays',
  'kept_course.registration_id': { unless: 'other.course_id = moved.course_id' },
  'course_tip.registration_id': 'goes-along',
  'enrolment.registration_id': {
    unless:
      'other.edition_id = moved.edition_id and other.ended_on is null and moved.ended_on is null',
  },
  'sight.registration_id': {
    unless: `other.organisation_id = moved.organisation_id
      and other.team_id is not distinct from moved.team_id
      and other.state = 'given' and moved.state = 'given'`,
  },
  'course_proposal.registration_id': {
    unless: 'other.team_id = moved.team_id and other.edition_id = moved.edition_id',
  },
  'feedback_round.registration_id': {
    unless: "other.status = 'open' and moved.status = 'open'",
  },
  'follow_up.registration_id': 'stays',
  'interim_request.registration_id': 'goes-along',
  'invoice.registration_id': 'stays',
  'leave.registration_id': 'stays',
  'list_entry.registration_id': {
    unless: `other.delivery_id = moved.delivery_id and other.kind = moved.kind
      and other.year = moved.year`,
  },
  'measure.registration_id': 'stays',
  'meeting_block.blocked_id': {
    unless: 'other.registration_id = moved.registration_id',
    notWith: 'registration_id',
  },
  'meeting_block.registration_id': {
    unless: 'other.blocked_id = moved.blocked_id',
    notWith: 'blocked_id',
  },
  'meeting_contact.asked_id': { notWith: 'asker_id' },
  'meeting_contact.asker_id': { notWith: 'asked_id' },
  'meeting_group_member.registration_id': { unless: 'other.group_id = moved.group_id' },
  'meeting_message.registration_id': 'goes-along',
  'meeting_profile.registration_id': { unless: 'true' },
  'meeting_report.registration_id': 'goes-along',
  'meeting_report.reporter_id': 'goes-along',
  'name_change.registration_id': 'stays',
  'objection.registration_id': 'stays',
  'original.registration_id': 'goes-along',
  'public_entry.registration_id': 'by-name',
  'registration.merged_into': 'goes-along',
  'ruling.registration_id': 'stays',
  'series.registration_id': 'goes-along',
  'series_member.registration_id': { unless: 'other.series_id = moved.series_id' },
  'shielding.registration_id': 'by-name',
  'signing.registration_id': {
    unless: `other.document = moved.document and other.status = 'awaiting'
      and moved.status = 'awaiting'`,
  },
  'status_by_hand.registration_id': 'stays',
  'supervision.registration_id': {
    unless: `other.document = moved.document and other.status in ('asked', 'accepted')
      and moved.status in ('asked', 'accepted')`,
    notWith: 'colleague_id',
  },
  'supervision.colleague_id': { notWith: 'registration_id' },
  'suspension.registration_id': 'stays',
  'verdict.registration_id': 'stays',
  'wait.registration_id': 'goes-along',
}

/**
 * Of the account that is closed, to the one with which somebody signs in from then on. Nobody who works
 * for a register is merged, so that what an account did for one stays what it did.
 */
export const ofAccounts: Readonly<Record<string, Carried>> = {
  'account.merged_into': 'goes-along',
  'accreditation.end_proposed_by': 'stays',
  'accreditation.ended_by': 'stays',
  'accreditation_file.added_by': 'stays',
  'accreditation_interest.member_id': 'stays',
  'accreditation_objection.decided_by': 'stays',
  'accreditation_judgement.member_id': 'stays',
  'accreditation_request.started_by': 'stays',
  'application_claim.found_by': 'stays',
  'claim.judged_by': 'stays',
  'correction.corrected_by': 'stays',
  'attendance_contest.answered_by': 'stays',
  'attendance_contest.decided_by': 'stays',
  'attendance_delivery.delivered_by': 'stays',
  'attendance_link.made_by': 'stays',
  'allocation.recorded_by': 'stays',
  'sight.asked_by': 'stays',
  'course_proposal.proposed_by': 'stays',
  'course_import.made_by': 'stays',
  'attendance_sender.made_by': 'stays',
  'course.owner_id': 'by-name',
  'death.confirmed_by': 'stays',
  'death.entered_by': 'stays',
  'earlier_check.recorded_by': 'stays',
  'breach.noted_by': 'stays',
  'erasure_request.account_id': 'stays',
  'erasure_request.answered_by': 'stays',
  'factor_reset.account_id': 'by-name',
  'factor_reset.asked_by': 'stays',
  'factor_reset.confirmed_by': 'stays',
  'factor_reset.ended_by': 'stays',
  'follow_up.settled_by': 'stays',
  'credit_note.made_by': 'stays',
  'payment.booked_by': 'stays',
  'bank_file.sent_by': 'stays',
  'refund.refunded_by': 'stays',
  'hold.lifted_by': 'stays',
  'hold.placed_by': 'stays',
  'inspection.member_id': 'stays',
  'interest.lifted_by': 'stays',
  'interest.member_id': 'stays',
  'interim_judgement.member_id': 'stays',
  'judgement.member_id': 'stays',
  'judgement_draft.member_id': 'stays',
  'kept_form.account_id': 'goes-along',
  'known_device.account_id': 'by-name',
  'label_event.done_by': 'stays',
  'leave.decided_by': 'stays',
  'list_delivery.delivered_by': 'stays',
  'mail_message.account_id': 'goes-along',
  'measure.proposed_by': 'stays',
  'measure_vote.member_id': 'stays',
  'meeting_report.objection_settled_by': 'stays',
  'meeting_report.settled_by': 'stays',
  'objection.entered_by': 'stays',
  'objection_outcome.decided_by': 'stays',
  'objection_seat.account_id': 'stays',
  'objection_seat.seated_by': 'stays',
  'one_time_link.account_id': 'by-name',
  'organisation_check.decided_by': 'stays',
  'organisation_file.added_by': 'stays',
  'organisation_merge.merged_by': 'stays',
  'organisation_member.account_id': 'by-name',
  'organisation_member.settled_by': 'stays',
  'organisation_told_apart.told_by': 'stays',
  'original.checked_by': 'stays',
  'passkey.account_id': 'by-name',
  'person.account_id': 'by-name',
  'person_merge.proposed_by': 'stays',
  'person_merge.settled_by': 'stays',
  'personal_export.account_id': 'stays',
  'recovery_code.account_id': 'by-name',
  'referee_request.account_id': 'goes-along',
  'register_change.settled_by': 'stays',
  'register_organisation.changed_by': 'stays',
  'register_text.changed_by': 'stays',
  'regulation_addition.proposed_by': 'stays',
  'regulation_addition.settled_by': 'stays',
  'ruling_advice.member_id': 'stays',
  'ruling_decision.decided_by': 'stays',
  'series_member.account_id': 'goes-along',
  'session.account_id': 'by-name',
  'shielding.decided_by': 'stays',
  'shielding.proposed_by': 'stays',
  'sign_up_draft.account_id': { unless: 'other.register = moved.register' },
  'staff_change.account_id': 'stays',
  'staff_change.proposed_by': 'stays',
  'staff_change.settled_by': 'stays',
  'staff_role.account_id': 'stays',
  'status_by_hand.answered_by': 'stays',
  'status_by_hand.proposed_by': 'stays',
  'takeover.delivered_by': 'stays',
  'team_coordinator.account_id': 'by-name',
  'told_apart.told_by': 'stays',
  'verdict.recorded_by': 'stays',
}
