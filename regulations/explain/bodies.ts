import { sentenceCase } from '#language/sentences.ts'
import { acts } from '../acts.ts'
import { bodyOf } from '../bodies.ts'
import type { RegisterFile } from '../register.ts'
import type { Section } from './explain-regulation.ts'

/** Tells what each body of a register may do, as its register.yaml says. */
export function explainBodies(register: Pick<RegisterFile, 'bodies' | 'organisation'>): Section {
  return {
    title: 'Wie wat doet',
    lines: register.bodies.flatMap(({ id }) => {
      const body = bodyOf(register, id)
      if (body === undefined) return []
      return [sentenceCase(body.name), ...body.may.map((act) => `- ${sentenceCase(acts[act])}.`)]
    }),
  }
}
