import type { CountThere } from '#domain/dossier/bringing/count-in-each.ts'
import { sentenceCase } from '#language/sentences.ts'
import { Button, ButtonGroup, formatQuantity, SummaryList } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { unitOf } from '#web/speech.ts'

/** What an activity counts in the other registers of its owner, with the way to claim it there. */
export function InOtherRegisters(props: {
  readonly id: string
  readonly counts: readonly CountThere[]
}) {
  const { id, counts } = props
  if (counts.length === 0) return null
  const open = counts.filter(({ claimed, ended, cuts }) => !claimed && !ended && !isTooOld(cuts))
  return (
    <>
      <h2 id="andere-registers">In andere registers</h2>
      <SummaryList
        items={counts.map((count) => ({
          term: count.register.shortName,
          value: count.claimed ? (
            <>
              {countInWords(count)}{' '}
              <a href={paths.activity(count.register.id, id)}>Bekijk in {count.register.called}</a>
            </>
          ) : (
            countInWords(count)
          ),
        }))}
      />
      <ButtonGroup>
        {open.map(({ register }) => (
          <Button variant="secondary" href={paths.bringAlong(register.id, { activiteit: id })}>
            Meenemen naar {register.called}
          </Button>
        ))}
      </ButtonGroup>
    </>
  )
}

/** What it counts in another register, in words: "8 punten, Bij- of nascholing" or why it counts nothing. */
export function countInWords({
  register,
  claimed,
  kind,
  counted,
  cuts,
  byCommittee,
}: CountThere): string {
  const label = kind === undefined ? '' : ` (${kind.label})`
  const why = cuts.map(({ text }) => text).join(' ')
  if (kind === undefined) return 'Nog niet opgevoerd. De soort moet daar worden gekozen.'
  if (byCommittee && !isTooOld(cuts)) return `Wordt daar bepaald bij de beoordeling${label}.`
  if (counted === 0 || isTooOld(cuts)) return `Telt daar niet mee${label}. ${why}`.trim()
  if (counted === undefined) {
    return `Nog niet bekend${label}. Daar worden de ${register.unit.many} nog gevraagd.`
  }
  const amount = formatQuantity(counted, unitOf(register))
  return claimed
    ? `${amount}${label}. ${why}`.trim()
    : `Zou ${amount} tellen${label}. Nog niet opgevoerd.`
}

/** What is said after a change of what it now counts where it is claimed too. */
export function countsAfterChange(counts: readonly CountThere[]): readonly string[] {
  return counts
    .filter(({ claimed }) => claimed)
    .map((count) => `${sentenceCase(count.register.called)}: ${countInWords(count)}`)
}

function isTooOld(cuts: CountThere['cuts']): boolean {
  return cuts.some(({ by }) => by === 'window')
}
