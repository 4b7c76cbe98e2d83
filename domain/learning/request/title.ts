import { findCourse } from '#domain/courses/course/queries.ts'
import type { AccreditationRequest, RequestPart } from '#domain/learning/request/request.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'

/** What something is asked about, as it is called: a course, or a training that a register named. */
export async function titleOf(
  context: Pick<Context, 'db' | 'platform'>,
  asked: RequestPart | AccreditationRequest,
): Promise<string> {
  if (asked.courseId !== undefined) return (await findCourse(context, asked.courseId))?.title ?? ''
  const part = 'parts' in asked ? asked.parts[0] : asked
  return part === undefined ? '' : trainingName(context, part)
}

/** How a register calls a training that it named. */
export function trainingName(
  { platform }: Pick<Context, 'platform'>,
  { register, training }: Pick<RequestPart, 'register' | 'training'>,
): string {
  const named = platform.registers.get(register)?.accreditation?.trainings ?? []
  return named.find(({ id }) => id === training)?.label ?? training ?? ''
}

/** The training that a document shows that somebody followed; undefined where it is none that the register named. */
export function trainingOf(
  { accreditation }: Pick<Register, 'accreditation'>,
  document: string,
): { readonly id: string; readonly label: string } | undefined {
  return accreditation?.trainings.find((one) => one.document === document)
}
