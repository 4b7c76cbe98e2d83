import type { PublishedRuling, Ruling, RulingAdvice } from '#domain/certification/ruling/queries.ts'
import { publishedRulings } from '#domain/certification/ruling/queries.ts'
import type { PublicRuling, RulingStatus } from '#domain/certification/ruling/ruling.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { boardOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import type { TagColour } from '#web/kit/index.ts'
import { Card, Details, formatDay, MetaList, Tag } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'

// A question to the board in words, for whoever asked, checks, advises or decides.

const colours = {
  asked: 'blue',
  'for-advice': 'blue',
  'for-decision': 'blue',
  decided: 'green',
  answered: 'grey',
  withdrawn: 'grey',
} as const satisfies Record<RulingStatus, TagColour>

/** Where a question to the board stands, in a word and its colour. */
export function rulingTag(
  { status, granted }: Pick<Ruling, 'status' | 'granted'>,
  register: Register,
) {
  const board = boardOf(register)?.the ?? 'wie beslist'
  const words: Record<RulingStatus, string> = {
    asked: 'Wordt bekeken',
    'for-advice': 'Wacht op advies',
    'for-decision': `Bij ${board}`,
    decided: granted === true ? 'Toegewezen' : 'Afgewezen',
    answered: 'Beantwoord',
    withdrawn: 'Ingetrokken',
  }
  const refused = status === 'decided' && granted !== true
  return { colour: refused ? ('red' as const) : colours[status], label: words[status] }
}

/** The day by which somebody hears, as the register promises. */
export function answerBefore(register: Register, { askedOn }: Pick<Ruling, 'askedOn'>) {
  return askedOn.add(register.terms.ruling)
}

/** What is asked, with what goes along, for whoever checks, advises or decides. */
export function RulingFacts(props: {
  readonly register: Register
  readonly ruling: Ruling
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly hrefOf: (documentId: string) => string
}) {
  const { register, ruling, files, hrefOf } = props
  return (
    <>
      <MetaList
        items={[
          { term: 'Gevraagd op', value: formatDay(ruling.askedOn) },
          { term: 'Antwoord uiterlijk op', value: formatDay(answerBefore(register, ruling)) },
        ]}
      />
      <h2>De vraag</h2>
      <p class="preserve">{ruling.question}</p>
      {ruling.wish !== '' && (
        <>
          <h3>Wat er wordt gevraagd</h3>
          <p class="preserve">{ruling.wish}</p>
        </>
      )}
      {files.length > 0 && (
        <>
          <h3>Bestanden</h3>
          <ul>
            {files.map(({ id, name }) => (
              <li>
                <a href={hrefOf(id)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {ruling.note !== '' && (
        <>
          <h3>Toelichting van {register.organisation.backOffice.short}</h3>
          <p class="preserve">{ruling.note}</p>
        </>
      )}
    </>
  )
}

/** What the members of the committee advise. */
export function AdviceText(props: {
  readonly advice: readonly RulingAdvice[]
  readonly members: readonly Member[]
}) {
  const { advice, members } = props
  if (advice.length === 0) return null
  return (
    <>
      <h2>Advies</h2>
      {advice.map(({ memberId, favours, reason, givenOn }) => (
        <Card>
          <h3>
            {members.find(({ id }) => id === memberId)?.name ?? 'Oud-lid'}{' '}
            <Tag colour={favours ? 'green' : 'red'}>{favours ? 'Toewijzen' : 'Afwijzen'}</Tag>
          </h3>
          <p class="preserve">{reason}</p>
          <p class="subtle">Gegeven op {formatDay(givenOn)}</p>
        </Card>
      ))}
    </>
  )
}

/** What was decided before in something like these words, to be looked at while judging. */
export function precedentsFor(
  context: Context,
  words: string,
  except?: string,
): Promise<readonly PublishedRuling[]> {
  return publishedRulings(context, {
    words,
    limit: 5,
    ...(except === undefined ? {} : { except }),
  })
}

/** Earlier decisions that are alike, each to be opened. */
export function Precedents(props: {
  readonly register: Register
  readonly found: readonly PublishedRuling[]
}) {
  const { register, found } = props
  return (
    <>
      <h2>Eerdere uitspraken die erop lijken</h2>
      {found.length === 0 && <p>Er is nog geen uitspraak die erop lijkt.</p>}
      {found.map((one) => (
        <Details summary={`${one.number}: ${one.question}`}>
          <PublishedText ruling={one} />
        </Details>
      ))}
      <p>
        <a href={paths.rulings(register.id)}>Zoek in alle uitspraken</a>
      </p>
    </>
  )
}

/** A decision as everybody may read it, below its question. */
export function PublishedText({
  ruling,
}: {
  readonly ruling: Pick<PublishedRuling, 'decision' | 'ground' | 'granted'> & {
    readonly decidedOn: Temporal.PlainDate
  }
}) {
  return (
    <>
      <p class="preserve">
        <strong>{ruling.granted ? 'Toegewezen.' : 'Afgewezen.'}</strong> {ruling.decision}
      </p>
      <p class="preserve">{ruling.ground}</p>
      <p class="subtle">Besluit van {formatDay(ruling.decidedOn)}</p>
    </>
  )
}

/** A public text before it is public. */
export function PublicPreview(props: {
  readonly text: PublicRuling
  readonly granted: boolean
  readonly on: Temporal.PlainDate
}) {
  const { text, granted, on } = props
  return (
    <Card>
      <h3 class="preserve">{text.question}</h3>
      <PublishedText ruling={{ ...text, granted, decidedOn: on }} />
    </Card>
  )
}
