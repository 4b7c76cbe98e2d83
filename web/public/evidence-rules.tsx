import type { Kind } from '#engine'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import { formatList } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { currentVersion } from './in-words.ts'
import { informationPage } from './information.tsx'

/** Which proof is good for which activity, and what a referee is. */
export function showEvidenceRules(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { You, your } = voice(register.address)
  const { regulation } = currentVersion(visit.context)
  const { evidence, referee, review } = regulation
  return informationPage(
    visit,
    { title: 'Bewijsstukken', lead: evidence.text },
    <>
      <p>
        Een foto met {your} telefoon is goed, als alles te lezen is. {You} kunt PDF, JPG en PNG
        toevoegen, hoogstens 20 MB per bestand.
      </p>
      {alikeInEvidence(regulation.kinds).map((kinds) => (
        <EvidenceOf kinds={kinds} />
      ))}
      <h2>Een referent</h2>
      <p>{referee.text}</p>
      <p>Dat kan zijn:</p>
      <ul>
        {referee.roles.map((role) => (
          <li>{role.label}</li>
        ))}
      </ul>
      <p>
        {You} vraagt {your} referent vanuit {your} portfolio. Die krijgt een e-mail met een link, en
        bevestigt zonder account. De link werkt {spanInWords(register.terms.refereeLink)}.
      </p>
      {referee.selfSign.allowed && (
        <>
          <h2>Zelf ondertekenen</h2>
          <p>{referee.selfSign.text}</p>
        </>
      )}
      <h2>Wie kijkt ernaar?</h2>
      <p>{review.text}</p>
      <p class="source">
        {[evidence.article, referee.article, review.article].map(sentenceCase).join(' · ')}
      </p>
    </>,
  )
}

function EvidenceOf({ kinds }: { readonly kinds: readonly Kind[] }) {
  const [first] = kinds
  if (first === undefined) return null
  const { accepted, preferred } = first.evidence
  const best = accepted.filter(({ id }) => preferred.includes(id))
  const others = accepted.filter(({ id }) => !preferred.includes(id))
  return (
    <>
      <h2>{sentenceCase(formatList(kinds.map(({ label }) => withinSentence(label))))}</h2>
      {best.length > 0 && (
        <p>
          <strong>Het liefst:</strong> {formatList(best.map(({ label }) => withinSentence(label)))}.
        </p>
      )}
      {others.length > 0 && (
        <>
          <p>{best.length > 0 ? 'Dit is ook goed:' : 'Dit is goed:'}</p>
          <ul>
            {others.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

// Kinds for which the same proof is good stand together.
function alikeInEvidence(kinds: readonly Kind[]): readonly (readonly Kind[])[] {
  const groups = new Map<string, Kind[]>()
  for (const kind of kinds) {
    const { accepted, preferred } = kind.evidence
    const key = JSON.stringify([accepted.map(({ id }) => id), preferred])
    groups.set(key, [...(groups.get(key) ?? []), kind])
  }
  return [...groups.values()]
}
