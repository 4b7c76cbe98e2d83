import { formTokens } from '#web/answers.ts'
import { Button, ButtonGroup, Form } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'

/** The last question before something is withdrawn, with the way back beside it. */
export function WithdrawForm(props: {
  readonly visit: Visit
  readonly action: string
  /** "Aanvraag intrekken" */
  readonly label: string
  readonly back: string
}) {
  return (
    <Form action={props.action} {...formTokens(props.visit)}>
      <ButtonGroup>
        <Button variant="danger">{props.label}</Button>
        <Button variant="secondary" href={props.back}>
          Niet intrekken
        </Button>
      </ButtonGroup>
    </Form>
  )
}
