import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { courseForms } from '#domain/courses/course/course.ts'
import { offerOf } from '#domain/courses/course/offer.ts'
import type { KeptBy } from '#domain/learning/judging/conflicts.ts'
import { whyNotLook } from '#domain/learning/judging/conflicts.ts'
import type { PartFile } from '#domain/learning/judging/queries.ts'
import { trainingName } from '#domain/learning/request/title.ts'
import { formatList } from '#language/lists.ts'
import { formatMoney } from '#language/numbers.ts'
import {
  editionInWords,
  heldInWords,
  namesInLine,
  priceInWords,
  purposeNames,
} from '#web/courses/course-words.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { Details, formatDay, formatNumber, SummaryList } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** How what is asked is called: the title of the course, or the training that the register named. */
export function titleOfFile({ context }: Visit, { course, part }: PartFile): string {
  return course?.title ?? trainingName(context, part)
}

/**
 * What is asked, with what was said of it and what came with it: first what somebody decides by, and the rest folded.
 * `fileAt` is where a file is opened.
 */
export function PartFacts(props: {
  readonly visit: Visit
  readonly file: PartFile
  readonly fileAt: (id: string) => string
}) {
  const { visit, file, fileAt } = props
  const { context } = visit
  const { register } = speech(visit)
  const { part, course, request, files, before, asker } = file
  const asked = (id: string) =>
    register.accreditation?.documents.find((one) => one.id === id)?.label ?? 'Iets anders'
  const now =
    part.purpose === 'new' ? undefined : before.find(({ id }) => id === part.accreditationId)
  return (
    <>
      {course !== undefined && course.summary !== '' && (
        <p class="lead preserve">{course.summary}</p>
      )}
      <SummaryList
        items={[
          { term: 'Aanvrager', value: asker },
          { term: 'Wat', value: purposeNames[part.purpose] },
          now !== undefined && { term: 'Geldt nu', value: heldInWords(register, now) },
          part.counts.length > 0 && {
            term: 'Gevraagd',
            value: formatList(
              part.counts.map((one) => countsInWords(register, one, context.today)),
            ),
          },
          course?.studyLoad !== undefined && {
            term: 'Studiebelasting',
            value: `${formatNumber(course.studyLoad)} uur`,
          },
          part.decideBefore !== undefined &&
            part.decidedOn === undefined && {
              term: 'Besluit uiterlijk',
              value: formatDay(part.decideBefore),
            },
          part.asked !== '' && {
            term: 'Eerder gevraagd',
            value: <span class="preserve">{part.asked}</span>,
          },
          part.answer !== '' && {
            term: 'Antwoord daarop',
            value: <span class="preserve">{part.answer}</span>,
          },
        ]}
      />
      <SummaryList
        title="Wat de aanvrager zegt"
        items={[
          ...(register.accreditation?.criteria ?? []).map(({ id, label }) => ({
            term: label,
            value: <span class="preserve">{part.answers[id] ?? 'Niets'}</span>,
          })),
          ...(request.explanation === ''
            ? []
            : [
                { term: 'Toelichting', value: <span class="preserve">{request.explanation}</span> },
              ]),
        ]}
      />
      <h2>Bestanden</h2>
      {files.length === 0 ? (
        <p>Er zijn geen bestanden.</p>
      ) : (
        <ul>
          {files.map((one) => (
            <li>
              {asked(one.shows)}: <a href={fileAt(one.id)}>{one.name}</a>
            </li>
          ))}
        </ul>
      )}
      <Details
        summary={course === undefined ? 'Over de aanvraag' : 'Over de opleiding en de aanvraag'}
      >
        <SummaryList items={moreOf(visit, file)} />
      </Details>
      {before.length > 0 && (
        <Details summary={`Eerder besloten (${before.length})`}>
          <ul>
            {before.map((one) => (
              <li>{heldInWords(register, one)}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

/**
 * Leads whoever may not look at a request to the list of them, with what keeps them from it; undefined for who may.
 * Who has a tie with the professional who asks does not come this far.
 */
export async function notForThem(
  visit: Visit,
  { part }: Pick<PartFile, 'part'>,
  list: string,
): Promise<Response | undefined> {
  const kept = await whyNotLook(visit.context, part)
  if (kept === undefined) return undefined
  return leaveFor(visit, list, `Naar deze aanvraag kijken anderen (${keptText(kept)}).`, 'info')
}

// What a decision does not turn on.
function moreOf(
  { context }: Visit,
  { part, course, editions }: PartFile,
): readonly (SummaryItem | false)[] {
  const offer = offerOf(context.platform.registers)
  const labels = (named: readonly { id: string; label: string }[], ids: readonly string[]) =>
    namesInLine(ids.map((one) => named.find((each) => each.id === one)?.label ?? one))
  const ofCourse =
    course === undefined
      ? []
      : [
          { term: 'Vorm', value: courseForms[course.form] },
          course.audiences.length > 0 && {
            term: 'Voor wie',
            value: labels(offer.audiences, course.audiences),
          },
          course.professions.length > 0 && {
            term: 'Beroepen',
            value: labels(offer.professions, course.professions),
          },
          { term: 'Prijs', value: priceInWords(course.price) },
          editions.length > 0 && {
            term: 'Uitvoeringen',
            value: (
              <ul>
                {editions.slice(-3).map((one) => (
                  <li>{editionInWords(one)}</li>
                ))}
              </ul>
            ),
          },
          { term: 'Nummer van de opleiding', value: course.number },
        ]
  return [
    ...ofCourse,
    { term: 'Nummer van de aanvraag', value: part.number ?? '' },
    part.handedInOn !== undefined && { term: 'Ingestuurd op', value: formatDay(part.handedInOn) },
    part.fee !== undefined && {
      term: 'Kosten',
      value: part.fee === 0 ? 'Gratis' : formatMoney(part.fee),
    },
  ]
}

/** What keeps somebody from a request, in words about them. */
export function keptText(kept: KeptBy): string {
  const by = kept.by === 'declared' ? kept.kind : kept.by
  const said = kept.by === 'declared' ? 'zelf gemeld: ' : ''
  switch (by) {
    case 'tie':
      return 'een band met de aanvrager'
    case 'works-there':
      return `${said}werkt voor de aanvrager`
    case 'competitor':
      return `${said}werkt voor een andere aanbieder`
    case 'own-course':
      return `${said}eigen opleiding`
    case 'family':
      return `${said}familie`
    case 'other':
      return `${said}een andere band`
  }
}
