import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { loadRegisters } from '#regulations/load.ts'
import { ClaimValue } from '#web/claim-words.tsx'

const register = (await loadRegisters()).get('clientondersteuners')
assert.ok(register)
const regulation = register.versions.at(-1)?.regulation
assert.ok(regulation)
const day = Temporal.PlainDate.from

/** A VOG of 1 September 2025 that was found in order, as it is told on a day; without one as it was. */
function told(today?: string): string {
  assert.ok(register && regulation)
  const claim = {
    id: 'vog',
    state: 'approved',
    stated: { member: 'document', kind: 'vog', issuedOn: day('2025-09-01'), details: {} },
    statedOn: day('2025-09-10'),
    judgedOn: day('2025-09-20'),
    proofs: [],
    destroyed: [],
  } as unknown as Claim
  const shown = ClaimValue({
    register,
    regulation,
    claim,
    ...(today === undefined ? {} : { today: day(today) }),
  })
  return String(shown)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
}

test('a document that was in order is said to have lapsed once it is too old, and when it became so', () => {
  assert.match(told('2026-09-01'), / In orde /)
  assert.doesNotMatch(told('2026-09-01'), /nieuw stuk/)
  assert.match(
    told('2026-09-02'),
    / Verlopen .*Sinds 2 september 2026 ouder dan 12 maanden\. Bij een volgende aanvraag is een nieuw stuk nodig\./,
  )
  assert.match(told(), / In orde /, 'what was sent with an application is told as it was')
})
