import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import type { Register } from '#regulations/register.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { applicationTag, categoryWord, kindWord } from '#web/review/application-words.tsx'

/** The columns that lists of applications share, for the back office and the committee. */
export function applicationColumns<Row extends ApplicationFile>(
  { name, text, day, status }: Columns<Row>,
  register: Register,
) {
  return {
    applicant: (pathOf: (registerId: string, applicationId: string) => string) =>
      name(
        'Naam',
        (row) => row.applicant.name,
        ({ application }) => pathOf(register.id, application.id),
      ),
    number: text('Aanvraag', ({ application }) => application.number, { nowrap: true }),
    kind: text('Soort', ({ application }) => {
      const category = categoryWord(application, register)
      const kind = kindWord(application.kind, register)
      return category === undefined ? kind : `${kind}: ${category}`
    }),
    submitted: day('Ingestuurd', ({ application }) => application.submittedOn),
    meeting: day(
      'Vergadering',
      ({ application }) => application.meetingOn,
      () => '–',
    ),
    decided: day(
      'Besluit op',
      ({ application }) => application.decidedOn,
      () => '–',
    ),
    standing: status('Stand', ({ application }) => applicationTag(application, register), {
      selfExplaining: true,
    }),
  }
}
