import type { LeaveSort, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** Each sort of leave has what it needs to do what it says, and nothing that it never uses. */
export function checkLeave(regulation: Regulation, say: Say): void {
  const { leave, leaveSorts } = regulation
  if (leave !== undefined && leaveSorts.length > 0) {
    say(
      ['leaveSorts'],
      'verlof wordt bij de aanvraag gevraagd met leave, of apart met leaveSorts: niet allebei (leave or leaveSorts, not both)',
    )
  }
  leaveSorts.forEach((sort, at) => {
    checkSpans(sort, ['leaveSorts', at], say)
    checkWhatItDoes(regulation, sort, ['leaveSorts', at], say)
  })
}

function checkSpans(sort: LeaveSort, path: Path, say: Say): void {
  for (const key of ['atLeast', 'atMost', 'within'] as const) {
    if (sort[key]?.blank) say([...path, key], 'dit duurt minstens een dag (empty span)')
  }
}

function checkWhatItDoes(
  { proRata, period, norms }: Regulation,
  { does, atMost, from }: LeaveSort,
  path: Path,
  say: Say,
): void {
  if (does === 'reduces' && proRata === undefined) {
    say([...path, 'does'], 'er is geen regel proRata in dit bestand (no proRata rule)')
  }
  if (does === 'extends' && period.shape !== 'personal') {
    say(
      [...path, 'does'],
      'alleen een eigen periode kan later eindigen: shape is dan personal (only a personal period can end later)',
    )
  }
  if (atMost !== undefined && does !== 'extends') {
    say(
      [...path, 'atMost'],
      'alleen wat verlengt heeft een grens: does is extends (only for extends)',
    )
  }
  if (does === 'dispenses' && from === undefined) {
    say([...path], 'noem met from van welke normen het ontheft (from is missing)')
  }
  if (from === undefined) return
  if (does !== 'dispenses') {
    say(
      [...path, 'from'],
      'alleen een ontheffing noemt normen: does is dispenses (only for dispenses)',
    )
  }
  from.forEach((id, at) => {
    const norm = norms.find((each) => each.id === id)
    if (norm === undefined) say([...path, 'from', at], `onbekende norm ${id} (unknown norm)`)
    // Whoever applies for the first time has no period in which they could be on leave.
    else if (!norm.appliesTo.includes('renewal')) {
      say([...path, 'from', at], `${id} wordt bij een verlenging niet gevraagd (not asked then)`)
    }
  })
  const asked = norms.filter(({ appliesTo }) => appliesTo.includes('renewal'))
  if (asked.length > 0 && asked.every(({ id }) => from.includes(id))) {
    say([...path, 'from'], 'zo blijft er geen norm over: laat er een weg (no norm is left)')
  }
}
