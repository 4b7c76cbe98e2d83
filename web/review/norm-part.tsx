import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Explanation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import { Details } from '#web/kit/index.ts'
import { standingText } from '#web/review/application-words.tsx'

/** How a file stands against each norm, below its heading; folded, a click away. */
export function NormPart(props: {
  readonly heading: string
  readonly register: Register
  readonly assessment: Explanation
  readonly claims: readonly Claim[]
  readonly folded?: boolean
}) {
  const { heading, register, assessment, claims, folded = false } = props
  const norms = (
    <>
      <NormCards assessment={assessment} register={register} claims={claims} />
      <Grounds assessment={assessment} />
    </>
  )
  return (
    <>
      <h2 id="norm">{heading}</h2>
      <p>{standingText(assessment, register)}</p>
      {folded ? <Details summary="Hoe het per norm staat">{norms}</Details> : norms}
    </>
  )
}
