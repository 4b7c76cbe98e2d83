import { z } from 'zod'
import type { Selector } from '#engine'
import { id } from './values.ts'

/** Which activities, as written in the file. */
export const selector: z.ZodType<Selector> = z.lazy(() =>
  z.union([
    id,
    z.array(id).min(1),
    z.strictObject({ attribute: id, is: z.union([id, z.boolean()]) }),
    z.strictObject({ allOf: z.array(selector).min(1) }),
    z.strictObject({ anyOf: z.array(selector).min(1) }),
    z.strictObject({ not: selector }),
  ]),
)
