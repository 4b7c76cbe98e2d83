import type { Regulation } from '#engine'
import type { Mistake, Path } from '../mistakes.ts'
import { checkArticles } from './check-articles.ts'
import { checkAskedFields } from './check-asked-fields.ts'
import { checkCategories } from './check-categories.ts'
import { checkColleagues } from './check-colleagues.ts'
import { checkFigures } from './check-figures.ts'
import { checkFollows } from './check-follows.ts'
import { checkKinds } from './check-kinds.ts'
import { checkLapses } from './check-lapses.ts'
import { checkLeave } from './check-leave.ts'
import { checkLists } from './check-lists.ts'
import { checkNames } from './check-names.ts'
import { checkNorms } from './check-norms.ts'
import { checkOriginals } from './check-originals.ts'
import { checkPeriod } from './check-period.ts'
import { checkPossible } from './check-possible.ts'
import { checkPromises } from './check-promises.ts'
import { checkPublic } from './check-public.ts'
import { checkReview } from './check-review.ts'
import { checkSelfTest } from './check-self-test.ts'
import { checkShown } from './check-shown.ts'
import { checkSignedHere } from './check-signed-here.ts'
import { checkTemporary } from './check-temporary.ts'
import { checkThresholds } from './check-thresholds.ts'

/** How many norms one version may have. */
export const mostNorms = 1_000

/**
 * What is wrong with a version file: what it refers to and is not there, what contradicts itself,
 * and what it asks that nobody can ever meet. Whether the figures fit is looked at once all else is
 * right. A version with a mistake never comes into force.
 */
export function checkRegulation(regulation: Regulation): Mistake[] {
  if (regulation.norms.length > mostNorms) {
    return [
      {
        path: ['norms'],
        message: 'een reglement heeft hoogstens 1.000 normen (at most 1,000 norms)',
      },
    ]
  }
  const mistakes: Mistake[] = []
  const say = (path: Path, message: string) => mistakes.push({ path, message })
  checkNames(regulation, say)
  checkPeriod(regulation, say)
  checkTemporary(regulation, say)
  checkLeave(regulation, say)
  checkKinds(regulation, say)
  checkNorms(regulation, say)
  checkThresholds(regulation, say)
  checkLapses(regulation, say)
  checkCategories(regulation, say)
  checkOriginals(regulation, say)
  checkShown(regulation, say)
  checkAskedFields(regulation, say)
  checkLists(regulation, say)
  checkSelfTest(regulation, say)
  checkColleagues(regulation, say)
  checkSignedHere(regulation, say)
  checkFollows(regulation, say)
  checkPromises(regulation, say)
  checkReview(regulation, say)
  checkPublic(regulation, say)
  checkArticles(regulation, say)
  if (mistakes.length === 0) checkFigures(regulation, say)
  if (mistakes.length === 0) checkPossible(regulation, say)
  return mistakes
}
