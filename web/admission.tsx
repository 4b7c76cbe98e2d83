import type { Admitted } from '#domain/dossier/activity/admission.ts'
import { admissionOf } from '#domain/dossier/activity/admission.ts'
import type { Kind, Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** By what an activity is admitted, beside the judgement on it; nothing where it is not held against that. */
export function AdmissionRule(props: {
  readonly register: Register
  readonly regulation: Regulation
  readonly activity: Admitted
}) {
  const admission = admissionOf(props.register, props.regulation, props.activity)
  if (admission === undefined) return null
  return (
    <>
      <p class="label">Waaraan {wording(props.register).committee.the} toetst</p>
      <Criterion admission={admission} />
    </>
  )
}

/** The same for whoever enters an activity of a kind, where it may be held against the criterion. */
export function AdmissionHint(props: { readonly register: Register; readonly kind: Kind }) {
  const { register, kind } = props
  const { admission } = register
  if (admission === undefined) return null
  const accredited = admission.without === 'accredited'
  if (accredited && kind.accreditation === 'by-decision') return null
  const may = accredited && kind.accreditation === 'possible'
  return (
    <>
      <p class="label">Telt dit mee?</p>
      {may && (
        <p>Is dit niet geaccrediteerd? Dan toetst {wording(register).committee.the} hieraan:</p>
      )}
      <Criterion admission={admission} />
    </>
  )
}

function Criterion({ admission }: { readonly admission: NonNullable<Register['admission']> }) {
  const { criterion, article, guidance } = admission
  return (
    <>
      <p>{criterion}</p>
      {guidance.map(({ label, href, text }) => (
        <p>
          {text} <a href={href}>{label}</a>
        </p>
      ))}
      <p class="source">{sentenceCase(article)}</p>
    </>
  )
}
