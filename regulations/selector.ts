import { z } from 'zod'
import type { Selector } from '#engine'
import { described } from './described.ts'
import * as says from './descriptions/conditions.ts'
import { id } from './values.ts'

const inner = z.lazy(() => selector)

/** Which activities, as written in the file. */
export const selector: z.ZodType<Selector> = z
  .union([
    id,
    z.array(id).min(1),
    described(says.byAttribute, { attribute: id, is: z.union([id, z.boolean()]) }),
    described(says.allSelected, { allOf: z.array(inner).min(1) }),
    described(says.anySelected, { anyOf: z.array(inner).min(1) }),
    described(says.noneSelected, { not: inner }),
  ])
  .meta({ id: 'selector' })
