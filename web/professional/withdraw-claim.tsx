import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { aboutOf, askingOf, nameOf, statedWords } from '#domain/dossier/statement/in-words.ts'
import { claimOpenness } from '#domain/dossier/statement/openness.ts'
import { findClaim } from '#domain/dossier/statement/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import type { Regulation } from '#engine'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import { inApplicationText, othersWithdrawn } from '#web/professional/state-claim.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asks whether something that was stated may really be taken back. */
export async function showWithdrawClaim(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your, say } = speech(visit)
  const { compiled } = await loadDossier(context, registrationOf(visit))
  const back = paths.dossier(register.id)
  const claim = await ownClaim(visit)
  if (claim.endedOn !== undefined) return leaveFor(visit, back, goneText(visit), 'info')
  if (isOfColleague(compiled.regulation, claim)) notFound()
  const open = await claimOpenness(context, claim)
  if (open.is !== 'open' || open.question !== undefined) {
    return leaveFor(visit, back, inApplicationText(visit), 'info')
  }
  const name = nameOf(compiled.regulation, aboutOf(claim.stated))
  return confirmPage(
    visit,
    {
      title: 'Intrekken',
      heading: `${say('Wil je', 'Wilt u')} dit intrekken?`,
      button: 'Intrekken',
      danger: true,
      back: { label: 'Niet intrekken', href: back },
      ...inDossier(visit),
    },
    <p class="lead">
      {name}: {statedWords(compiled.regulation, claim.stated)}. Het telt dan niet meer mee in {your}{' '}
      dossier. In de geschiedenis blijft staan dat het was opgegeven.
    </p>,
  )
}

/** Takes it back. */
export async function sendWithdrawClaim(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your } = speech(visit)
  const there = paths.dossier(register.id)
  const loaded = await loadDossier(context, registrationOf(visit))
  const { compiled } = loaded
  const claim = await ownClaim(visit)
  if (isOfColleague(compiled.regulation, claim)) return notFound()
  const withdrawn = await withdrawClaim(context, registrationOf(visit), claim.id)
  const isWork = claim.stated.member === 'work'
  const others = async () => (isWork ? othersWithdrawn(visit, loaded, claim) : '')
  switch (withdrawn.outcome) {
    case 'not-found':
      return leaveFor(visit, there, goneText(visit), 'info')
    case 'closed':
      return leaveFor(visit, there, `In ${your} dossier kan nu niets worden ingetrokken.`, 'info')
    case 'frozen':
      return leaveFor(visit, there, inApplicationText(visit), 'warning')
    case 'withdrawn':
      return leaveFor(visit, there, `Het is ingetrokken.${await others()}`)
  }
}

async function ownClaim(visit: Visit): Promise<Claim> {
  return (await findClaim(visit.context, registrationOf(visit), visit.param('id'))) ?? notFound()
}

// In another tab it was taken back or changed already.
function goneText(visit: Visit): string {
  return `Dit staat niet meer in ${speech(visit).your} dossier.`
}

// What a colleague gives ends with what they took on, and not by itself.
function isOfColleague(regulation: Regulation, { stated }: Claim): boolean {
  return askingOf(regulation, aboutOf(stated))?.colleague !== undefined
}
