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
  'domain/account/confirm-account.ts': 'creating the account is recorded where it is done',
  'domain/account/count-attempt.ts': 'counts attempts for an hour or a day',
  'domain/account/end-session.ts': signingIn,
  'domain/account/extend-session.ts': signingIn,
  'domain/account/invite-first-administrator.ts': wayIn,
  'domain/account/make-link.ts': wayIn,
  'domain/account/remove-expired.ts': 'removes what has lost its meaning with time',
  'domain/account/start-session.ts': signingIn,
  'domain/account/use-link.ts': wayIn,
  'domain/audit/seal-records.ts': 'is the record itself',
  'domain/document/remove-documents.ts': byItsCallers,
  'domain/document/store-document.ts': byItsCallers,
  'domain/judgement/save-judgement-draft.ts': nothingDone,
  'domain/message/deliver-message.ts': 'notes at the mail itself that it was sent',
  'domain/message/write-message.ts': byItsCallers,
  'domain/public-register/publish-entry.ts': 'a copy of what has been recorded',
  'domain/register/remind-once.ts': 'is the note that a reminder was written',
  'domain/registration/change-status.ts': byItsCallers,
  'domain/registration/save-sign-up-draft.ts': nothingDone,
  'domain/shared/context.ts': 'takes numbers, for what its callers record',
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
  .filter((file) => /^(domain|web|api|server|jobs|cli|mail|documents)\//.test(file))
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
