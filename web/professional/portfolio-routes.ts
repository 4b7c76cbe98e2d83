import { addActivityEvidence, showActivity } from '#web/professional/activity.tsx'
import { showActivityEvidence } from '#web/professional/activity-evidence.ts'
import { sendActivityReferee, showActivityReferee } from '#web/professional/activity-referee.tsx'
import { saveEditActivity, showEditActivity } from '#web/professional/edit-activity.tsx'
import { addActivity, showNewActivity } from '#web/professional/new-activity.tsx'
import { showPortfolio } from '#web/professional/portfolio.tsx'
import { downloadPortfolio } from '#web/professional/portfolio-pdf.ts'
import { sendWithdrawActivity, showWithdrawActivity } from '#web/professional/withdraw-activity.tsx'
import type { Route } from '#web/route.ts'

const access = 'professional'
const activities = '/mijn/activiteiten'
const one = `${activities}/:id`

/** The portfolio: progress, activities, evidence and referees. */
export const portfolioRoutes: readonly Route[] = [
  { method: 'GET', path: '/mijn', access, handle: showPortfolio },
  { method: 'GET', path: '/mijn/portfolio.pdf', access, handle: downloadPortfolio },
  { method: 'GET', path: activities, access, handle: showNewActivity },
  { method: 'POST', path: activities, access, files: true, handle: addActivity },
  { method: 'GET', path: one, access, handle: showActivity },
  { method: 'POST', path: one, access, files: true, handle: addActivityEvidence },
  { method: 'GET', path: `${one}/wijzigen`, access, handle: showEditActivity },
  { method: 'POST', path: `${one}/wijzigen`, access, files: true, handle: saveEditActivity },
  { method: 'GET', path: `${one}/intrekken`, access, handle: showWithdrawActivity },
  { method: 'POST', path: `${one}/intrekken`, access, handle: sendWithdrawActivity },
  { method: 'GET', path: `${one}/referent`, access, handle: showActivityReferee },
  { method: 'POST', path: `${one}/referent`, access, handle: sendActivityReferee },
  { method: 'GET', path: `${one}/bewijs/:evidence`, access, handle: showActivityEvidence },
]
