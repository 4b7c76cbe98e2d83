import { notKept } from '#domain/dossier/statement/destroy-proofs.ts'
import { deviceDays } from '#domain/people/account/known-device.ts'
import { confirmHours } from '#domain/people/account/request-account.ts'
import { sessionDays, sessionHours } from '#domain/people/account/start-session.ts'
import type { Kind } from '#engine'
import { asksActivities } from '#engine'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import { retentionKinds, retentionMoments, retentionRules } from '#regulations/retention.ts'
import type { Content } from '#web/kit/index.ts'
import { Button, ButtonGroup, DataTable, formatList, SummaryList } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { shownInWords } from '#web/public/in-words.ts'
import { textsShownOn } from '#web/public/information.tsx'
import type { TextFacts } from './words-for-texts.ts'

/** What a block is made of: the register's data, and what this Peil was told. */
export type BlockFacts = TextFacts & {
  readonly sessionCookie: string
  /** How many days backups are kept, as whoever runs Peil says; undefined where nobody said so. */
  readonly backupDays: number | undefined
  /** Where people of an organisation sign in, if anywhere. */
  readonly identityProvider?: { readonly name: string } | undefined
}

/** What a text can place with {show …}: lists and tables that come from the register's data. */
export const blocks: Readonly<Record<string, (facts: BlockFacts) => Content>> = {
  'shown-to-everybody': ({ register, compiled }) => (
    <List items={shownInWords(register, compiled.regulation)} />
  ),
  'needed-to-sign-up': ({ register }) => <List items={register.signUp.needed} />,
  'other-registers': otherRegisters,
  'register-texts': registerTexts,
  'contact-details': contactDetails,
  complaints: complaintProcedure,
  cookies,
  retention,
  'evidence-by-kind': evidenceByKind,
  'referee-roles': ({ compiled }) => (
    <List items={compiled.regulation.referee.roles.map(({ label }) => label)} />
  ),
  'evidence-sources': evidenceSources,
  'sign-up': signUp,
}

function List({ items }: { readonly items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}

// The question of everybody who is in another register already.
function otherRegisters({ register }: BlockFacts): Content {
  return register.signUp.notices.map(({ register: other, text, more }) => (
    <>
      <h3>Ik sta al in een ander register ({other.toUpperCase()}). Kan ik me toch aanmelden?</h3>
      <p>
        {text}
        {more !== undefined && (
          <>
            {' '}
            <a href={paths.registerText(register.id, more)}>{titleOf(register, more)}</a>
          </>
        )}
      </p>
    </>
  ))
}

function titleOf({ texts }: BlockFacts['register'], id: string): string {
  return texts.find((text) => text.id === id)?.title ?? ''
}

// The texts of the register that answer a question of their own.
function registerTexts({ register }: BlockFacts): Content {
  const texts = textsShownOn(register, 'questions')
  if (texts.length === 0) return null
  return (
    <>
      <h3>Lees ook</h3>
      <ul>
        {texts.map(({ id, title }) => (
          <li>
            <a href={paths.registerText(register.id, id)}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function contactDetails({ register: { organisation } }: BlockFacts): Content {
  const lines = [organisation.foundation, ...organisation.address, organisation.postalCodeAndCity]
  return (
    <>
      <SummaryList
        items={[
          ...waysToReach(organisation),
          {
            term: 'Post',
            value: <Lines lines={lines} />,
          },
          { term: 'KvK-nummer', value: organisation.kvk },
        ]}
      />
      {organisation.contacts.map((contact) => (
        <>
          <h2>{contact.name}</h2>
          <p>{contact.about}</p>
          <SummaryList items={waysToReach(contact)} />
        </>
      ))}
    </>
  )
}

// Who treats a complaint about the work of somebody, and where to go where nobody here does.
function complaintProcedure({ register }: BlockFacts): Content {
  const { by, elsewhere } = register.complaints
  const { your } = voice(register.address)
  return (
    <>
      <Treated register={register} />
      <p>{elsewhere}</p>
      {by !== undefined && (
        <>
          <SummaryList
            items={[
              { term: 'Behandelt klachten', value: by.name },
              ...waysToReach(by),
              {
                term: 'Post',
                value: <Lines lines={[by.name, ...by.address, by.postalCodeAndCity]} />,
              },
              by.website !== undefined && {
                term: 'Website',
                value: <a href={`https://${by.website}`}>{by.website}</a>,
              },
            ]}
          />
          <ButtonGroup>
            <Button href={paths.complaintForm(register.id)}>Stuur {your} klacht</Button>
          </ButtonGroup>
        </>
      )}
    </>
  )
}

/** What whoever treats complaints about people in a register looks at, and what not. */
export function Treated({ register }: Pick<BlockFacts, 'register'>) {
  const { treats, leaves } = register.complaints
  return (
    <>
      {treats.length > 0 && <p>Dit wordt behandeld:</p>}
      <List items={treats} />
      {leaves.length > 0 && <p>Dit wordt niet behandeld:</p>}
      <List items={leaves} />
    </>
  )
}

function waysToReach(whom: {
  readonly email?: string | undefined
  readonly telephone?: string | undefined
  readonly openingHours?: string | undefined
}) {
  const { email, telephone, openingHours } = whom
  return [
    email !== undefined && { term: 'E-mail', value: <a href={`mailto:${email}`}>{email}</a> },
    telephone !== undefined && {
      term: 'Telefoon',
      value: <a href={`tel:${telephone.replace(/[^\d+]/g, '')}`}>{telephone}</a>,
    },
    openingHours !== undefined && {
      term: 'Bereikbaar',
      value: <Lines lines={openingHours.split('\n')} />,
    },
  ]
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  )
}

function cookies({ register, sessionCookie, identityProvider }: BlockFacts): Content {
  const { you, You, your, say } = voice(register.address)
  return (
    <DataTable
      caption="De cookies van deze website"
      captionHidden
      rows={[
        {
          name: sessionCookie,
          purpose: `Onthoudt dat ${you} bent ingelogd.`,
          kept: `${sessionDays} dagen, of tot ${you} uitlogt. ${You} blijft ingelogd tot ${sessionHours.professional} uur na het laatste gebruik, hoogstens die ${sessionDays} dagen; wie voor het register of voor een organisatie werkt tot ${sessionHours.staff} uur`,
        },
        {
          name: `${sessionCookie}-toestel`,
          purpose: `Onthoudt dat ${you} met deze browser eerder inlogde. Raadt een ander naar ${your} wachtwoord, dan ${say('kun je', 'kunt u')} hier gewoon verder.`,
          kept: `${deviceDays} dagen na de laatste keer inloggen`,
        },
        {
          name: `${sessionCookie}-aanvraag`,
          purpose: `Onthoudt dat ${you} met deze browser een link per e-mail hebt aangevraagd. In een andere browser vraagt de link om een code.`,
          kept: `${confirmHours} uur, of tot ${you} met de link inlogt`,
        },
        ...(identityProvider === undefined
          ? []
          : [
              {
                name: `${sessionCookie}-organisatie`,
                purpose: `Onthoudt dat ${you} bij ${identityProvider.name} aan het inloggen bent.`,
                kept: `10 minuten, of tot ${you} terug bent`,
              },
            ]),
        {
          name: `${sessionCookie}-bericht`,
          purpose: 'Toont op de volgende pagina of iets is gelukt.',
          kept: 'Hoogstens 5 minuten',
        },
      ]}
      columns={[
        { header: 'Naam', primary: true, cell: ({ name }) => <code class="nowrap">{name}</code> },
        { header: 'Waarvoor', cell: ({ purpose }) => purpose },
        { header: 'Hoelang', cell: ({ kept }) => kept },
      ]}
    />
  )
}

// How long what is kept, as the register says of each kind, and what follows from what else it says.
function retention({ register, backupDays }: BlockFacts): Content {
  const { terms, procedures } = register
  const rows = [
    {
      what: 'Een account waarmee niemand zich aanmeldt, of een overeenkomst die niet is getekend',
      holds: 'Alles wat er is ingevuld.',
      kept: `${spanInWords(terms.accountRemoval)}. Daarna wordt het gewist.`,
      ground: 'Er is dan niets begonnen.',
    },
    ...retentionRules(register).map(({ kind, keep, from, does, ground }) => ({
      what: retentionKinds[kind].label,
      holds: retentionKinds[kind].holds,
      kept:
        does === 'keep'
          ? 'Blijft bewaard.'
          : `${spanInWords(keep)} ${retentionMoments[from]}. Daarna ${
              does === 'erase' ? 'wordt het gewist' : 'gaan naam en adres eruit'
            }.`,
      ground,
    })),
    {
      what: 'Het dossier van wie is overleden',
      holds: 'Alles wat bij de registratie hoort.',
      kept: `${spanInWords(procedures.death.kept)} nadat het overlijden is bevestigd. Daarna wordt het gewist.`,
      ground: 'Zo lang kunnen nabestaanden nog iets vragen.',
    },
    ...notKept(register).map((kind) => ({
      what: `Bestanden bij: ${labelOfDocument(register, kind)}`,
      holds: 'Het bestand zelf. Wat erop stond, blijft bij het dossier.',
      kept: 'Tot het is bekeken. Daarna wordt het bestand vernietigd.',
      ground: 'Het is dan niet meer nodig.',
    })),
    {
      what: 'Waar iemand is ingelogd',
      holds: 'De browser, en wanneer die is gebruikt.',
      kept: '30 dagen nadat het inloggen voorbij is. Daarna wordt het gewist.',
      ground: 'Zo lang kan iemand nazien waar is ingelogd.',
    },
    {
      what: 'Reservekopieën',
      holds: 'Alles wat er op een dag was.',
      kept:
        backupDays === undefined
          ? 'Hoelang, is hier niet ingesteld. Wat is gewist, kan daar nog in staan.'
          : `${backupDays} dagen. Wat is gewist, staat zo lang nog in een kopie.`,
      ground: 'Om niets kwijt te raken bij een storing.',
    },
  ]
  return (
    <DataTable
      caption="Hoelang gegevens worden bewaard"
      captionHidden
      rows={rows}
      columns={[
        {
          header: 'Wat',
          primary: true,
          cell: ({ what, holds }) => (
            <>
              <strong>{what}</strong>
              <br />
              {holds}
            </>
          ),
        },
        { header: 'Hoelang', cell: ({ kept }) => sentenceCase(kept) },
        { header: 'Waarom', cell: ({ ground }) => ground },
      ]}
    />
  )
}

function labelOfDocument({ versions }: BlockFacts['register'], id: string): string {
  const documents = versions.flatMap(({ regulation }) => regulation.documents)
  return documents.findLast((document) => document.id === id)?.label ?? id
}

function evidenceByKind({ compiled }: BlockFacts): Content {
  return alikeInEvidence(compiled.regulation.kinds).map((kinds) => <EvidenceOf kinds={kinds} />)
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
          <List items={others.map(({ label }) => label)} />
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

function evidenceSources({ compiled }: BlockFacts): Content {
  const { evidence, referee, review } = compiled.regulation
  const asked = asksActivities(compiled.regulation) ? [evidence, referee, review] : [review]
  const articles = asked.map(({ article }) => sentenceCase(article))
  return <p class="source">{[...new Set(articles)].join(' · ')}</p>
}

function signUp({ register: { id } }: BlockFacts): Content {
  return (
    <ButtonGroup>
      <Button href={paths.signUp(id)}>Aanmelden</Button>
      <Button variant="link" href={paths.costs(id)}>
        Wat kost het?
      </Button>
    </ButtonGroup>
  )
}
