import type { CourseFacts, EditionFacts } from '#domain/courses/course/course.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { centsOf, hundredthsOf } from '#engine'
import type { CastAccount } from './cast.ts'
import { clock } from './people.ts'
import type { TestPlatform } from './platform.ts'
import { byHand } from './records.ts'

// Providers with courses, in tests.

/** An organisation that was checked, with its people in their roles; gives its id. */
export async function checkedProvider(
  peil: TestPlatform,
  name: string,
  people: readonly (readonly [CastAccount, readonly MemberRole[]])[],
): Promise<string> {
  return peil.act(clock, async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    const { id } = await context.db
      .insertInto('organisation')
      .values({
        ...{ name, kinds: ['provider'], street: 'Brugweg', house_number: '1', postcode: '1234 AB' },
        ...{
          city: 'Heideveld',
          website: '',
          mail_domain: '',
          contact_email: 'info@aanbieder.example',
        },
        ...{
          contact_phone: '',
          status: 'checked',
          waits_since: '2022-01-01',
          signed_up_in: 'krsd',
        },
        signed_up_on: '2022-01-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [{ accountId }, roles] of people) {
      await beginMember(context, { organisationId: id, accountId, roles })
    }
    return id
  })
}

/** What is said of a course, with what a test says otherwise. */
export function courseFacts(said: Partial<CourseFacts> = {}): CourseFacts {
  return {
    title: 'Passend onderwijs',
    summary: 'Wat de wet vraagt van school, gemeente en ouders.',
    form: 'course',
    language: 'nl',
    audiences: ['experienced'],
    professions: ['leerplichtambtenaar'],
    themes: [],
    price: centsOf(32_500),
    studyLoad: hundredthsOf(700),
    link: 'https://aanbieder.example/passend-onderwijs',
    reviewOn: Temporal.PlainDate.from('2023-12-31'),
    keptBy: undefined,
    ...said,
  }
}

/** What is said of an edition, with what a test says otherwise. */
export function editionFacts(said: Partial<EditionFacts> = {}): EditionFacts {
  return {
    days: [Temporal.PlainDate.from('2023-02-07')],
    ...{ begins: '09:30', ends: '16:30', online: false, place: 'Heideveld', venue: '' },
    ...{ price: undefined, link: '' },
    ...said,
  }
}

/** What a register decided of a course, written down as its committee would have. */
export async function accredited(
  peil: TestPlatform,
  course: string,
  given: {
    readonly register?: string
    readonly kind?: string
    readonly amount?: number
    readonly attributes?: readonly string[]
    /** Where it counts for several things. */
    readonly counts?: readonly Readonly<Record<string, unknown>>[]
    /** The hours of the whole, as they were when it was decided. */
    readonly studyLoad?: number
    readonly first: string
    readonly last: string
  },
): Promise<string> {
  const { kind = 'training', amount, attributes = ['accredited'], first, last } = given
  const { register = 'krsd', counts = [{ kind, amount, attributes }] } = given
  const write = async ({ db }: Context) => {
    const { id } = await db
      .insertInto('accreditation')
      .values({
        register,
        course_id: course,
        counts: JSON.stringify(counts),
        study_load: given.studyLoad ?? null,
        first_day: first,
        last_day: last,
        decided_on: first,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const id = await peil.act(clock, async (context) => {
    await byHand(context)
    return inOtherRegister(context, register, write)
  })
  return id ?? ''
}
