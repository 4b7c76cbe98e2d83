import { askingOf } from '#domain/dossier/statement/in-words.ts'
import type { HowShown, PartShown } from '#domain/dossier/statement/shown.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Regulation, ShownBy } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import type { Content } from '#web/kit/index.ts'
import { Alert } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { showAnchor, statePath } from '#web/professional/open-questions.ts'
import type { Visit } from '#web/route.ts'

/** A document that was stated and that nothing shows yet in a way that is accepted. */
export interface Unshown {
  readonly document: { readonly id: string; readonly label: string }
  readonly claim: Claim
  readonly how: HowShown
}

interface About {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly unshown: Unshown
}

/** The ways in which a document can be shown: of each what is there, what may come, and what is still to do. */
export function WaysToShow({ visit, regulation, unshown }: About): Content {
  const { document, how } = unshown
  const many = how.ways.length > 1
  const ways = how.ways.map(({ parts }) =>
    parts.map(({ by, is }, at) => {
      const before = parts[at - 1]
      const goesOn = before !== undefined && before.is === 'lacking' && is === 'lacking'
      return (
        <>
          {before !== undefined && (goesOn ? ' en ' : '. ')}
          <Part {...{ visit, regulation, unshown, by, is }} begins={!goesOn} />
        </>
      )
    }),
  )
  return (
    <div id={showAnchor(document.id)}>
      {many ? <p>Dat kan zo. Eén manier is genoeg:</p> : <p>Dat kan zo:</p>}
      <ul>
        {ways.map((parts) => (
          <li>{parts}.</li>
        ))}
      </ul>
    </div>
  )
}

/** The same, where it is not what is asked next. */
export function NotShown(props: About): Content {
  const { label } = props.unshown.document
  return (
    <Alert type="warning" title={`${sentenceCase(label)} is nog niet aangetoond`}>
      <WaysToShow {...props} />
    </Alert>
  )
}

// "Voeg een bestand toe en vraag uw werkgever om een verklaring", or "Het bestand is er. Vraag …": what
// is there is a sentence of its own.
function Part(
  props: About & { readonly by: ShownBy; readonly is: PartShown; readonly begins: boolean },
) {
  const { by, is, begins } = props
  const said = (words: string) => (begins ? sentenceCase(words) : words)
  if (is !== 'lacking') return said(thereWords(props, by, is))
  const { href, words } = toDo(props, by)
  return <a href={href}>{said(words)}</a>
}

function thereWords({ regulation, unshown }: About, by: ShownBy, is: PartShown): string {
  const who = whoStates(regulation, unshown)
  switch (by) {
    case 'file':
      return 'het bestand is er'
    case 'original':
      return is === 'whole' ? 'het origineel is gezien' : 'het origineel is onderweg'
    case 'statement':
      return is === 'whole'
        ? `${who} verklaarde dit`
        : `${who} is gevraagd om een verklaring en heeft nog niet geantwoord`
  }
}

function toDo({ visit, regulation, unshown }: About, by: ShownBy) {
  const { id: register } = visit.context.register
  const { document, claim } = unshown
  switch (by) {
    case 'file': {
      const wanted = { member: 'document', subject: document.id } as const
      return { href: statePath(register, wanted, claim.id), words: 'voeg een bestand toe' }
    }
    case 'original':
      return {
        href: paths.announceOriginal(register, document.id),
        words: 'stuur het origineel per post',
      }
    case 'statement':
      return {
        href: paths.askAttestation(register, document.id),
        words: `vraag ${whoStates(regulation, unshown)} om een verklaring`,
      }
  }
}

function whoStates(regulation: Regulation, { document }: Unshown): string {
  const wanted = { member: 'document', subject: document.id } as const
  return askingOf(regulation, wanted)?.from?.who ?? 'een ander'
}
