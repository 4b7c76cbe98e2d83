import type { Route } from '#web/route.ts'
import { saveApplicationCheck, showApplicationToCheck } from '#web/secretariat/application.tsx'
import { sendReturn, showReturnForm } from '#web/secretariat/application-return.tsx'
import { showApplications } from '#web/secretariat/applications.tsx'
import { sendCloseMeeting, showMeeting, showMeetings } from '#web/secretariat/meetings.tsx'

const secretariat = { access: ['secretariat'] } as const
const one = '/werk/aanvragen/:id'
const questions = '/werk/aanvragen/:id/aanvulling'
const meeting = '/werk/vergaderingen/:id'

/** The back office: applications on completeness, and meetings. */
export const secretariatApplicationRoutes: readonly Route[] = [
  { method: 'GET', path: '/werk/aanvragen', ...secretariat, handle: showApplications },
  { method: 'GET', path: one, ...secretariat, handle: showApplicationToCheck },
  { method: 'POST', path: one, ...secretariat, handle: saveApplicationCheck },
  { method: 'GET', path: questions, ...secretariat, handle: showReturnForm },
  { method: 'POST', path: questions, ...secretariat, handle: sendReturn },
  { method: 'GET', path: '/werk/vergaderingen', ...secretariat, handle: showMeetings },
  { method: 'GET', path: meeting, ...secretariat, handle: showMeeting },
  { method: 'POST', path: meeting, ...secretariat, handle: sendCloseMeeting },
]
