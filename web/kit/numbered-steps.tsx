import type { Content, Props } from './content.ts'

export type NumberedStep = Props<{ title: string; children: Content }>

export type NumberedStepsProps = Props<{
  steps: readonly NumberedStep[]
  headingLevel?: 2 | 3
  /** Beside each other as far as they fit, for a few short ones. */
  row?: boolean
}>

/** How something goes, from the first step to the last: an explanation, not anybody's progress. */
export function NumberedSteps({ steps, headingLevel = 2, row }: NumberedStepsProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <ol class={row ? 'numbered numbered-row' : 'numbered'}>
      {steps.map((step) => (
        <li class="numbered-step">
          <Heading class="numbered-title">{step.title}</Heading>
          {step.children}
        </li>
      ))}
    </ol>
  )
}
