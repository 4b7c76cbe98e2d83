// What a merge of two organisations does with every column that leads to one: the test of merging reads the schema,
// and fails for one that is not here.

/**
 * What becomes of it: it goes along to the one that stays; it stays with the one that it is about, whose page leads
 * to the other; or it is seen to by name.
 */
export type CarriedOrganisation = 'goes-along' | 'stays' | 'by-name'

export const ofOrganisations: Readonly<Record<string, CarriedOrganisation>> = {
  'accreditation.organisation_id': 'goes-along',
  'accreditation_interest.organisation_id': 'goes-along',
  'accreditation_part.organisation_id': 'goes-along',
  'accreditation_request.organisation_id': 'goes-along',
  'attendance.organisation_id': 'goes-along',
  'attendance_assertion.organisation_id': 'goes-along',
  'attendance_contest.organisation_id': 'goes-along',
  'attendance_delivery.organisation_id': 'goes-along',
  'attendance_entry.organisation_id': 'goes-along',
  'attendance_link.organisation_id': 'goes-along',
  'attendance_reminder.organisation_id': 'goes-along',
  'attendance_row.organisation_id': 'goes-along',
  'attendance_sender.organisation_id': 'goes-along',
  'attendance_token.organisation_id': 'goes-along',
  'allocation.organisation_id': 'goes-along',
  'course_import.organisation_id': 'goes-along',
  'course_import_row.organisation_id': 'goes-along',
  'enrolment.organisation_id': 'goes-along',
  'course.organisation_id': 'goes-along',
  // Whoever wrote it sees it; the labels of the one that stays are found by way of the one that went.
  'activity.provider_id': 'stays',
  // It was sent in that name; the one that stays sees and pays it.
  'invoice.organisation_id': 'stays',
  'label.organisation_id': 'goes-along',
  'organisation.merged_into': 'goes-along',
  // What was seen of the one that goes is no check of the one that stays.
  'organisation_check.organisation_id': 'stays',
  'organisation_file.organisation_id': 'goes-along',
  'organisation_member.organisation_id': 'by-name',
  'organisation_merge.goes_id': 'stays',
  'organisation_merge.stays_id': 'goes-along',
  'organisation_told_apart.one_id': 'by-name',
  'organisation_told_apart.other_id': 'by-name',
  'session.acts_for': 'goes-along',
  // It was given to the one that goes: the one that stays asks anew.
  'sight.organisation_id': 'stays',
  // It ends with that.
  'course_proposal.organisation_id': 'stays',
  'team.organisation_id': 'goes-along',
  'team_coordinator.organisation_id': 'goes-along',
}
