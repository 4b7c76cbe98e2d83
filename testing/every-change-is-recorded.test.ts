import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOf, sourceFiles } from './imports.ts'

// Every change writes its record. A file that writes to the database and records nothing is either
// named here, with the reason, or a mistake.

const byItsCallers = 'a part of changes, which its callers record'
const nothingDone = 'keeps what was typed so far; nothing has been done yet'
const wayIn = 'a way to sign in; what is done with it is recorded'
const signingIn = 'sessions, which are listed and ended by their holder, and not changes of facts'

const withoutRecord: Readonly<Record<string, string>> = {
  'domain/people/account/confirm-account.ts': 'creating the account is recorded where it is done',
  'domain/people/account/count-attempt.ts': 'counts attempts for an hour or a day',
  'domain/people/account/end-session.ts': signingIn,
  'domain/people/account/extend-session.ts': signingIn,
  'domain/people/account/invite-first-administrator.ts': wayIn,
  'domain/people/account/make-link.ts': wayIn,
  'domain/people/account/remove-expired.ts': 'removes what has lost its meaning with time',
  'domain/people/account/start-session.ts': signingIn,
  'domain/people/account/use-link.ts': wayIn,
  'domain/platform/audit/seal-records.ts': 'is the record itself',
  'domain/platform/file/remove-documents.ts': byItsCallers,
  'domain/certification/committee/save-judgement-draft.ts': nothingDone,
  'domain/platform/message/deliver-message.ts': 'notes at the mail itself that it was sent',
  'domain/platform/message/write-message.ts': byItsCallers,
  'domain/platform/message/release-messages.ts': byItsCallers,
  'domain/platform/paper/issue-papers.ts': byItsCallers,
  'domain/public-register/entry/publish-entry.ts': 'a copy of what has been recorded',
  'domain/platform/register/remind-once.ts': 'is the note that a reminder was written',
  'domain/people/registration/change-status.ts': byItsCallers,
  'domain/certification/sign-up/save-sign-up-draft.ts': nothingDone,
  'domain/platform/register/next-number.ts': 'takes numbers, for what its callers record',
  'server/demo-data.ts': 'notes that the demo has been filled',
  'server/form-once.ts': 'tokens of forms',
  'server/kept-forms.ts': 'forms that wait for their sender',
}

const writes =
  /\.(insertInto|updateTable|deleteFrom|mergeInto)\(|\b(insert into|delete from|merge into)\b|\bupdate \w+ set\b/

function writesToDatabase(file: string): boolean {
  return writes.test(codeOf(file))
}

function records(file: string): boolean {
  return /\brecord\(/.test(codeOf(file))
}

const writing = sourceFiles()
  .filter((file) => /^(domain|web|api|server|jobs|cli|mail|papers)\//.test(file))
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .filter(writesToDatabase)

test('whatever changes something writes its record', () => {
  const silent = writing.filter((file) => !records(file) && withoutRecord[file] === undefined)
  assert.deepEqual(silent, [])
})

test('what is excused from writing a record still needs the excuse', () => {
  const needless = Object.keys(withoutRecord).filter(
    (file) => !writing.includes(file) || records(file),
  )
  assert.deepEqual(needless, [])
})

test('pages write nothing by themselves', () => {
  assert.deepEqual(
    writing.filter((file) => /^(web|api)\//.test(file)),
    [],
  )
})
