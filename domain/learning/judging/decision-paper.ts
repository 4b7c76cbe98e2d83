import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import type { Finding } from '#domain/learning/judging/judging.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { personOf } from '#domain/people/person/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { Addressee } from '#papers/register.ts'
import { asDecidedBy, bodyFor } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

/** Issues the letter with a decision on accreditation: what was decided, why, and how to object. Gives its id. */
export async function decisionPaper(
  context: Context,
  part: RequestPart,
  decided: {
    readonly title: string
    readonly finding: Finding
    readonly accreditation: Accreditation | undefined
  },
): Promise<string> {
  const { register, platform, today } = context
  const { title, finding, accreditation } = decided
  const { organisation, terms } = register
  const course = part.courseId === undefined ? undefined : await findCourse(context, part.courseId)
  const body = bodyFor(register, 'judge-accreditation')
  const [documentId] = await issuePapers(
    context,
    part.owner?.is === 'person' ? part.owner.id : undefined,
    {
      kind: 'accreditation',
      data: {
        register: documentRegister(platform, asDecidedBy(register, 'judge-accreditation')),
        asker: await addressee(context, part),
        number: part.number ?? '',
        courseNumber: course?.number ?? '',
        course: title,
        handedInOn: (part.handedInOn ?? today).toString(),
        decidedOn: today.toString(),
        by: { the: body?.the ?? '', The: body?.The ?? '' },
        granted:
          accreditation === undefined
            ? null
            : {
                counts: accreditation.counts.map((one) => countsInWords(register, one, today)),
                first: accreditation.first.toString(),
                last: accreditation.last.toString(),
                conditions: accreditation.conditions,
              },
        reason: finding.reason,
        objection: {
          last: lastDayToObject(register, today).toString(),
          to: [
            organisation.foundation,
            ...organisation.address,
            organisation.postalCodeAndCity,
            organisation.email,
          ],
          decisionWeeks: Math.floor(
            today.until(today.add(terms.decisionOnObjection), { largestUnit: 'days' }).days / 7,
          ),
        },
      },
    },
  )
  return documentId
}

async function addressee(context: Context, { owner }: RequestPart): Promise<Addressee> {
  if (owner?.is === 'organisation') {
    const asker = await findOrganisation(context, owner.id)
    if (asker !== undefined) {
      return {
        name: asker.name,
        addressLines: [`${asker.street} ${asker.houseNumber}`, `${asker.postcode} ${asker.city}`],
      }
    }
  }
  const person = owner?.is === 'person' ? await personNamed(context, owner.id) : undefined
  return person ?? { name: '', addressLines: [] }
}

async function personNamed({ db }: Context, id: string): Promise<Addressee | undefined> {
  const row = await db.selectFrom('person').where('id', '=', id).selectAll().executeTakeFirst()
  return row && addresseeOf(personOf(row))
}
