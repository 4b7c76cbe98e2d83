import type { Content, Props } from './content.ts'

const spoken = {
  done: 'klaar',
  current: 'nu bezig',
  todo: 'nog niet begonnen',
  stopped: 'gestopt',
} as const

export type StatusStep = Props<{
  label: string
  state: keyof typeof spoken
  /** "Gedaan op 3 november 2026", "Verwacht op 14 januari 2027". */
  date?: string
  text?: Content
}>

export type StatusStepsProps = Props<{ label: string; steps: readonly StatusStep[] }>

/** Where something stands on its way, step by step, with the day of each. */
export function StatusSteps({ label, steps }: StatusStepsProps) {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li
          class={`step step-${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span class="step-label">
            {step.label}
            <span class="visually-hidden">, {spoken[step.state]}</span>
          </span>
          {step.date && <span class="step-date">{step.date}</span>}
          {step.text && <div class="step-text">{step.text}</div>}
        </li>
      ))}
    </ol>
  )
}
