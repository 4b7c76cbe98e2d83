import type { Compared } from '#domain/dossier/signed-document/compare-extract.ts'
import type { LookedAt } from '#domain/dossier/signed-document/look-at-signed.ts'
import { formatList } from '#language/lists.ts'
import type { Standing } from '#papers/signatures/tell-reading.ts'
import type { TagColour } from '#web/kit/index.ts'
import { Alert, Details, SummaryList, Tag } from '#web/kit/index.ts'

// What the machine read of a document that its issuer signs, to whoever hands it in and to whoever
// assesses it. It warns and never refuses.

/**
 * The warning about each file that is not the original, with how to get that, and behind it what was read.
 * What was found in order all the same is not warned about any more.
 */
export function SignedFiles(props: {
  readonly files: readonly NamedFile[]
  readonly looked: readonly LookedAt[]
  readonly inOrder?: boolean
}) {
  return (
    <>
      {lookedOf(props).map(({ name, told, compared }) => (
        <>
          {told.warning && props.inOrder !== true && (
            <Alert type="warning" title={told.warning.problem} headingLevel={3}>
              <p>{told.warning.advice}</p>
            </Alert>
          )}
          <Details summary={`Wat we lazen in ${name}`}>
            <Facts told={told} />
            <Beside compared={compared} />
          </Details>
        </>
      ))}
    </>
  )
}

/** The same for whoever assesses it: the facts of each file, and its text beside what was stated. */
export function AssessedSignedFiles(props: {
  readonly files: readonly NamedFile[]
  readonly looked: readonly LookedAt[]
}) {
  return (
    <>
      {lookedOf(props).map(({ name, told, compared }) => (
        <>
          {told.warning && (
            <Alert type="warning" title={name} headingLevel={3}>
              <p>{told.warning.problem}</p>
            </Alert>
          )}
          <Facts told={told} />
          <Beside compared={compared} />
        </>
      ))}
    </>
  )
}

interface NamedFile {
  readonly id: string
  readonly name: string
}

function lookedOf({ files, looked }: Pick<Parameters<typeof SignedFiles>[0], 'files' | 'looked'>) {
  return files.flatMap(({ id, name }) => {
    const found = looked.find(({ proofId }) => proofId === id)
    return found === undefined ? [] : [{ ...found, name }]
  })
}

const standings: Readonly<
  Record<Exclude<Standing, 'good'>, { readonly label: string; readonly colour: TagColour }>
> = {
  bad: { label: 'Klopt niet', colour: 'red' },
  unsure: { label: 'Niet zeker', colour: 'grey' },
}

function Facts({ told: { facts, remark } }: Pick<LookedAt, 'told'>) {
  if (facts.length === 0) return <p>Er is geen digitale handtekening in gevonden.</p>
  return (
    <>
      <SummaryList
        items={facts.map(({ label, standing, text }) => ({
          term: label,
          value: (
            <>
              {text}{' '}
              {standing !== 'good' && (
                <Tag colour={standings[standing].colour}>{standings[standing].label}</Tag>
              )}
            </>
          ),
        }))}
      />
      {remark !== undefined && <p class="hint">{remark}</p>}
    </>
  )
}

const outcomes: Readonly<
  Record<Compared['outcome'], { readonly label: string; readonly colour: TagColour }>
> = {
  same: { label: 'Hetzelfde', colour: 'green' },
  differs: { label: 'Anders', colour: 'red' },
  'not-found': { label: 'Niet gevonden', colour: 'grey' },
  'not-stated': { label: 'Niet opgegeven', colour: 'grey' },
}

function Beside({ compared }: Pick<LookedAt, 'compared'>) {
  // What nobody was asked and is not there either says nothing.
  const told = compared.filter(({ outcome, read }) => outcome !== 'not-stated' || read.length > 0)
  if (told.length === 0) return <p>De tekst van dit bestand is niet te lezen.</p>
  return (
    <SummaryList
      items={told.map(({ label, stated, read, outcome }) => ({
        term: label,
        value: (
          <>
            {stated !== '' && <p>Opgegeven: {stated}</p>}
            {read.length > 0 && <p>In het bestand: {formatList(read)}</p>}
            <Tag colour={outcomes[outcome].colour}>{outcomes[outcome].label}</Tag>
          </>
        ),
      }))}
    />
  )
}
