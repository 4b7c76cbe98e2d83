import { judgeFile, showFileToJudge } from '#web/committee/application.tsx'
import {
  sendInspection,
  sendRecusal,
  showFiledDocument,
  showRecusal,
} from '#web/committee/inspection.tsx'
import { showCommitteeMeeting, showDecisions, showMinutes } from '#web/committee/meeting.tsx'
import { showToJudge } from '#web/committee/to-judge.tsx'
import type { Route } from '#web/route.ts'

const committee = { access: ['committee', 'chair'] } as const
const one = '/commissie/aanvragen/:id'
const interest = '/commissie/aanvragen/:id/belang'
const opening = '/commissie/aanvragen/:id/inzage'
const file = '/commissie/aanvragen/:id/documenten/:document'
const minutes = '/commissie/vergaderingen/:id/besluitenlijst'

/** The committee: what is to be judged, judging it, and the decisions. */
export const committeeRoutes: readonly Route[] = [
  { method: 'GET', path: '/commissie', ...committee, handle: showToJudge },
  { method: 'GET', path: '/commissie/vergadering', ...committee, handle: showCommitteeMeeting },
  { method: 'GET', path: '/commissie/besluiten', ...committee, handle: showDecisions },
  { method: 'GET', path: minutes, ...committee, handle: showMinutes },
  { method: 'GET', path: one, ...committee, handle: showFileToJudge },
  { method: 'POST', path: one, ...committee, handle: judgeFile },
  { method: 'POST', path: opening, ...committee, handle: sendInspection },
  { method: 'GET', path: interest, ...committee, handle: showRecusal },
  { method: 'POST', path: interest, ...committee, handle: sendRecusal },
  { method: 'GET', path: file, ...committee, handle: showFiledDocument },
]
