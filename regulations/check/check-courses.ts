import type { Mistake } from '../mistakes.ts'
import type { Register } from '../register.ts'

/** What is wrong with what somebody lacks: a norm that no version has, or one that stands there twice. */
export function checkCourses({
  courses: { lacks },
  versions,
}: Pick<Register, 'courses' | 'versions'>): Mistake[] {
  const norms = versions.flatMap(({ regulation }) => regulation.norms.map(({ id }) => id))
  return lacks.flatMap(({ norm }, at): Mistake[] => {
    const path = ['courses', 'lacks', at, 'norm']
    if (lacks.findIndex((one) => one.norm === norm) !== at)
      return [{ path, message: `de norm ${norm} staat er twee keer (used twice)` }]
    // Without a version there is nothing to know yet.
    return versions.length > 0 && !norms.includes(norm)
      ? [{ path, message: `geen versie heeft de norm ${norm} (no version has this norm)` }]
      : []
  })
}
