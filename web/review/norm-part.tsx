import type { Explanation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import { standingText } from '#web/review/application-words.tsx'

/** How a file stands against each norm, below its heading. */
export function NormPart(props: {
  readonly heading: string
  readonly register: Register
  readonly assessment: Explanation
}) {
  const { heading, register, assessment } = props
  return (
    <>
      <h2>{heading}</h2>
      <p>{standingText(assessment, register)}</p>
      <NormCards assessment={assessment} register={register} />
      <Grounds assessment={assessment} />
    </>
  )
}
