import type { CompiledRegulation } from '#engine'
import type { Act } from '../acts.ts'
import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'

type Part = Pick<RegisterFile, 'accreditation' | 'bodies' | 'courses' | 'texts'>

const acts = ['check-accreditation', 'judge-accreditation'] as const satisfies readonly Act[]

/**
 * What contradicts itself where a register accredits courses: who does so, of which kinds and attributes its
 * versions know, and where its rules are to be read.
 */
export function checkAccreditation(
  register: Part,
  versions: readonly CompiledRegulation[],
): Mistake[] {
  const { accreditation, bodies, courses, texts } = register
  const mistakes: Mistake[] = [
    ...twice(courses.audiences, ['courses', 'audiences']),
    ...twice(courses.themes, ['courses', 'themes']),
  ]
  const given = (act: Act) => bodies.some(({ may }) => may.includes(act))
  if (accreditation === undefined) {
    const idle = acts.filter(given)
    return [
      ...mistakes,
      ...idle.map((act) => ({
        path: ['bodies'],
        message: `${act} heeft niets te doen zonder accreditation (idle)`,
      })),
    ]
  }
  for (const act of acts.filter((one) => !given(one))) {
    mistakes.push({
      path: ['accreditation'],
      message: `geen orgaan mag ${act}: geef dat aan een ervan met may (left to nobody)`,
    })
  }
  const { criteria, documents, counts, trainings, text } = accreditation
  mistakes.push(
    ...twice(criteria, ['accreditation', 'criteria']),
    ...twice(documents, ['accreditation', 'documents']),
    ...twice(trainings, ['accreditation', 'trainings']),
  )
  if (!texts.some(({ id }) => id === text)) {
    const message = `${text} is geen van de texts (not one of the texts)`
    mistakes.push({ path: ['accreditation', 'text'], message })
  }
  const known = versions.map(({ regulation }) => regulation)
  // Where there is no version yet, that is what is said.
  if (known.length === 0) return mistakes
  counts.forEach(({ kind, attributes }, at) => {
    const place = ['accreditation', 'counts', at]
    if (!known.some(({ kinds }) => kinds.some(({ id }) => id === kind))) {
      const message = `${kind} is in geen versie een soort (not a kind of any version)`
      mistakes.push({ path: [...place, 'kind'], message })
    }
    attributes.forEach((attribute, which) => {
      if (known.some((one) => one.attributes.some(({ id }) => id === attribute))) return
      const message = `${attribute} is in geen versie een kenmerk (not an attribute of any version)`
      mistakes.push({ path: [...place, 'attributes', which], message })
    })
  })
  trainings.forEach(({ document }, at) => {
    if (document === undefined) return
    if (known.some((one) => one.documents.some(({ id }) => id === document))) return
    const message = `${document} is in geen versie een document (not a document of any version)`
    mistakes.push({ path: ['accreditation', 'trainings', at, 'document'], message })
  })
  return mistakes
}

function twice(
  named: readonly { readonly id: string }[],
  place: readonly (string | number)[],
): Mistake[] {
  return named.flatMap(({ id }, at) =>
    named.findIndex((each) => each.id === id) === at
      ? []
      : [{ path: [...place, at, 'id'], message: `de naam ${id} staat er twee keer (used twice)` }],
  )
}
