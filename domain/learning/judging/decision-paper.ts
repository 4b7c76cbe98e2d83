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

interface ObjectionForPaper {
  readonly number: string
  readonly madeOn: Temporal.PlainDate
  readonly hearing: { readonly on: Temporal.PlainDate } | undefined
  readonly unheard: string | undefined
  readonly report: string
}

/** Issues the letter with what was decided on an objection, as the register writes those of others. Gives its id. */
export async function objectionPaper(
  context: Context,
  part: RequestPart,
  objection: ObjectionForPaper,
  decided: {
    readonly title: string
    readonly granted: boolean
    readonly reason: string
    readonly changes: readonly string[]
  },
): Promise<string> {
  const { register, platform, today } = context
  const { title, granted, reason, changes } = decided
  const { withoutHearing, further } = register.objection
  const body = bodyFor(register, 'decide-objections')
  const unheard = withoutHearing.find(({ id }) => id === objection.unheard)?.text
  const [documentId] = await issuePapers(
    context,
    part.owner?.is === 'person' ? part.owner.id : undefined,
    {
      kind: 'objection',
      data: {
        register: documentRegister(platform, asDecidedBy(register, 'decide-objections')),
        person: await addressee(context, part),
        registrationNumber: '',
        number: objection.number,
        title: `het besluit over de accreditatie van ${title}, nummer ${part.number ?? ''}`,
        of: (part.decidedOn ?? objection.madeOn).toString(),
        receivedOn: objection.madeOn.toString(),
        decidedOn: today.toString(),
        body: { the: body?.the ?? '', The: body?.The ?? '' },
        outcome: granted ? 'founded' : 'unfounded',
        decision: granted
          ? 'Het bezwaar is gegrond. Er komt een ander besluit voor in de plaats.'
          : 'Het bezwaar is ongegrond. Het besluit blijft zoals het is.',
        reason,
        ...(objection.hearing !== undefined && objection.report !== ''
          ? { heard: objection.hearing.on.toString() }
          : {}),
        ...(unheard === undefined ? {} : { unheard }),
        changes,
        fee: 0,
        ...(further === undefined || granted ? {} : { further }),
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
