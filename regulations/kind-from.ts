import type { Kind, Regulation } from '#engine'
import type { RegisterFile } from './register.ts'

/** The kind that is proposed here for something that is claimed in another register; undefined where none is. */
export function kindFrom(
  { fromOtherRegisters }: Pick<RegisterFile, 'fromOtherRegisters'>,
  regulation: Regulation,
  elsewhere: { readonly register: string; readonly kind: string | undefined },
): Kind | undefined {
  const ours = fromOtherRegisters
    .find(({ register }) => register === elsewhere.register)
    ?.kinds.find(({ theirs }) => theirs === elsewhere.kind)?.ours
  return regulation.kinds.find(({ id }) => id === ours)
}

/** How something that is stated in another register is called here; undefined where it means nothing here. */
export function statedFrom(
  { fromOtherRegisters }: Pick<RegisterFile, 'fromOtherRegisters'>,
  elsewhere: { readonly register: string; readonly member: string; readonly subject: string },
): string | undefined {
  return fromOtherRegisters
    .find(({ register }) => register === elsewhere.register)
    ?.stated.find(
      ({ member, theirs }) => member === elsewhere.member && theirs === elsewhere.subject,
    )?.ours
}
