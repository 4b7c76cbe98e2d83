import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { TestPlatform } from '#testing/platform.ts'

// The record that every change leaves, in tests.

/** Every kind of record that there is: what was changed, and what was done. */
export const records = {
  account: [
    'ask-email-change',
    'change-email',
    'change-password',
    'create',
    'join-staff',
    'prepare-second-factor',
    'renew-recovery-codes',
    'set-up-second-factor',
    'sign-in',
    'sign-in-by-link',
    'use-recovery-code',
  ],
  activity: [
    'add',
    'bring',
    'hand-in',
    'join',
    'plan',
    'recount',
    'replace-referee',
    'save-draft',
    'self-sign',
    'take-over',
    'withdraw',
  ],
  addition: ['adopt', 'propose', 'withdraw'],
  agreement: [
    'approve',
    'approve-anew',
    'lapse',
    'make-anew',
    'return',
    'send',
    'sign',
    'sign-on-paper',
  ],
  application: [
    'advise',
    'complete',
    'decide',
    'decide-anew',
    'defer',
    'judge',
    'lapse',
    'open-file',
    'pass-on',
    'read-all',
    'recuse',
    'remind-return',
    'return',
    'submit',
    'supplement',
    'withdraw',
  ],
  attestation: ['ask', 'confirm', 'decline', 'remind', 'withdraw'],
  complaint: ['forward'],
  certificate: ['issue', 'issue-anew', 'take-over'],
  correction: ['make'],
  clock: ['move'],
  decision: ['grant', 'refuse'],
  'earlier-check': ['record', 'withdraw'],
  evidence: ['attach', 'join', 'make-form', 'remove', 'take-over'],
  'follow-up': ['answer', 'ask', 'close', 'settle'],
  interim: ['ask', 'decide', 'expire', 'judge', 'open-file', 'recuse', 'take', 'withdraw'],
  invoice: ['credit', 'pay', 'send', 'undo-payment', 'write-off'],
  list: ['correct', 'deliver', 'withdraw'],
  meeting: ['close', 'plan'],
  'name-change': ['approve', 'ask', 'refuse'],
  original: ['announce', 'check', 'correct', 'destroy', 'receive', 'return', 'withdraw'],
  paper: ['make'],
  person: ['change', 'take-over'],
  'referee-request': ['ask', 'confirm', 'decline', 'expire', 'join', 'remind', 'withdraw'],
  register: [
    'change-organisation',
    'change-text',
    'import',
    'restore-organisation',
    'restore-text',
  ],
  objection: [
    'add',
    'answer-hearing',
    'ask-grounds',
    'decide',
    'enter',
    'extend',
    'invite',
    'leave-unheard',
    'make',
    'open-file',
    'pass-on',
    'remind',
    'report',
    'seat',
    'withdraw',
  ],
  registration: [
    'await-objection',
    'await-renewal',
    'become-candidate',
    'certify',
    'declare',
    'declare-interest',
    'certify-for-a-while',
    'correct-period',
    'expire',
    'hold',
    'lift-interest',
    'move',
    'refuse-renewal',
    'lift-suspension',
    'release',
    'remove',
    'suspend',
    'remind-expiry',
    'remove-data',
    'say-background',
    'remind-target',
    'set-target',
    'shield',
    'sign-up',
    'take-over',
    'tell-move',
    'undo-candidacy',
    'unshield',
    'withdraw',
  ],
  ruling: [
    'advise',
    'answer',
    'ask',
    'correct',
    'decide',
    'open-file',
    'pass-on',
    'recuse',
    'remind',
    'to-board',
    'withdraw',
  ],
  measure: ['agree', 'begin', 'decide', 'drop', 'propose', 'recuse', 'refuse'],
  sample: ['commit', 'draw', 'reveal', 'tell-draws', 'tell-failures', 'withhold-failures'],
  statement: [
    'attach-proof',
    'bring',
    'destroy-proof',
    'lapse',
    'remove-proof',
    'replace',
    'state',
    'withdraw',
  ],
  series: [
    'add-meeting',
    'add-members',
    'ask-again',
    'cancel-meeting',
    'change-meeting',
    'confirm',
    'decline',
    'file',
    'forget-member',
    'leave',
    'remind',
    'remove-member',
    'set-up',
    'withdraw',
  ],
  shielding: ['ask', 'confirm', 'end', 'grant', 'prolong', 'propose', 'refuse', 'withdraw'],
  supervision: ['accept', 'ask', 'decline', 'end'],
  signing: ['answer', 'decline', 'sign', 'withdraw'],
  staff: ['grant', 'invite', 'remind-term', 'revoke', 'revoke-invitation', 'set-term'],
  takeover: ['begin', 'deliver', 'discard', 'end', 'export', 'invite', 'read', 'send-files'],
  wait: ['ask', 'begin', 'end'],
  verdict: ['answer', 'become-final', 'hear-again', 'pass-term', 'record', 'withdraw'],
} as const satisfies Readonly<Record<string, readonly string[]>>

type Noun = keyof typeof records

/** Fails unless a record of this was left, of this thing when its id is given. */
export async function assertRecorded<Of extends Noun>(
  peil: TestPlatform,
  noun: Of,
  action: (typeof records)[Of][number],
  id?: string,
): Promise<void> {
  const left = await peil.platform.db
    .selectFrom('audit_record')
    .where('noun', '=', noun)
    .select(['action', 'record_id'])
    .orderBy('seq')
    .execute()
  const of = id === undefined ? left : left.filter((each) => each.record_id === id)
  const actions = of.map((each) => each.action)
  assert.ok(actions.includes(action), `no record of ${noun} ${action}, but of ${actions}`)
}

/** What follows in this transaction is done by hand, as no use case does it, and leaves no record. */
export async function byHand({ db }: Pick<Context, 'db'>): Promise<void> {
  const nouns = Object.keys(records).join(' ')
  await sql`select set_config('peil.recorded', ${nouns}, true)`.execute(db)
}
