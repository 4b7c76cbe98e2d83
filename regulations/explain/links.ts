import type { Asking, Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'

/** Which pages elsewhere people are led to, and at what. */
export function linkLines(regulation: Regulation): string[] {
  const { facts, documents, declarations, registers, work, leave } = regulation
  const of = (label: string, asked: Asking | undefined) =>
    (asked?.links ?? []).map((link) => `${sentenceCase(label)}: ${link.label}, ${link.address}`)
  return [
    ...[...facts, ...documents, ...declarations, ...registers].flatMap(({ label, asked }) =>
      of(label, asked),
    ),
    ...of('werk', work),
    ...of('verlof', leave),
  ]
}
