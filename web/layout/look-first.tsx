import { Button, ButtonGroup } from '#web/kit/index.ts'

interface LookFirstProps {
  /** Whether what changes stands above, so that it can be done. */
  readonly seen: boolean
  /** The button that does it: what its form sends as `intent`, and its words. */
  readonly act: { readonly intent: string; readonly label: string }
  /** Where one goes who does not do it, and in which words. */
  readonly back: { readonly href: string; readonly label: string }
}

/** The buttons of a form that shows what will change (`intent=bekijken`) before it does that. */
export function LookFirst({ seen, act, back }: LookFirstProps) {
  return (
    <ButtonGroup>
      {seen && (
        <Button name="intent" value={act.intent}>
          {act.label}
        </Button>
      )}
      <Button name="intent" value="bekijken" variant={seen ? 'secondary' : 'primary'}>
        {seen ? 'Bekijk opnieuw' : 'Bekijk wat er verandert'}
      </Button>
      <Button variant="link" href={back.href}>
        {back.label}
      </Button>
    </ButtonGroup>
  )
}
