import { formatDay } from '#language/days.ts'
import type { RegisterFile } from '../register.ts'
import type { Section } from './explain-regulation.ts'

/** Tells what was announced to change, each with its source; what a version has of it stands there. */
export function explainAnnounced({
  announced,
}: Pick<RegisterFile, 'announced'>): readonly Section[] {
  if (announced.length === 0) return []
  return [
    {
      title: 'Aangekondigd',
      lines: announced.flatMap(({ from, text, source, link, appliesTo }) => [
        `Vanaf ${formatDay(from)}: ${text} Bron: ${source}.`,
        ...(link === undefined ? [] : [`  ${link.label}: ${link.href}`]),
        ...(appliesTo.length === 1
          ? [`  Alleen bij een ${appliesTo[0] === 'first' ? 'eerste aanvraag' : 'verlenging'}.`]
          : []),
      ]),
    },
  ]
}
