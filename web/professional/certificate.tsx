import type {
  Certificate,
  CertificateState,
} from '#domain/certification/certificate/certificate.ts'
import { certificateState } from '#domain/certification/certificate/certificate.ts'
import { markOf } from '#domain/certification/certificate/issue-certificate.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { pictureSize } from '#papers/certificate.ts'
import { markAlt, markSize, markSnippet, stoppedMarkAlt } from '#papers/mark.ts'
import { agree } from '#regulations/wording.ts'
import type { TagColour } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  DataTable,
  Details,
  formatDay,
  formatDayShort,
  Tag,
  Textarea,
  unbroken,
} from '#web/kit/index.ts'
import { columnsOf } from '#web/layout/columns.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { Coming, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'
import { takenOverWords } from '#web/taken-over.tsx'

/** What the certificates of somebody are shown with. */
interface Shown {
  readonly visit: Visit
  /** Which of their papers are still being made. */
  readonly coming: PapersComing
  /** A renewal was filed in time: what has ended on paper holds until the decision. */
  readonly renewalPending?: boolean
  /** The registration stands still: what holds on paper does not hold now. */
  readonly paused?: boolean
}

/** The certificates of somebody: the one that holds now with its mark, and those before and after. */
export function Certificates(props: Shown & { readonly certificates: readonly Certificate[] }) {
  const { visit, certificates, coming } = props
  const { register, Your, certificate: paper } = speech(visit)
  const { today } = visit.context
  const held = heldOf(certificates, today)
  if (held === undefined) return null
  const others = certificates.filter(({ id }) => id !== held.id)
  return (
    <>
      <h2>
        {Your} {paper.name}
      </h2>
      <CertificateFiles {...props} certificate={held} />
      {others.length > 0 && (
        <DataTable
          caption={`Andere ${paper.many}`}
          rows={others}
          columns={columnsOf<Certificate>(({ name, status, button }) => [
            name(
              'Geldig',
              ({ validFirst, validLast }) =>
                `${formatDayShort(validFirst)} tot en met ${formatDayShort(validLast)}`,
            ),
            status('Stand', (one) => states[certificateState(one, today)], {
              selfExplaining: true,
            }),
            button('Downloaden', ({ documentId, validFirst, takenOver }) =>
              documentId === undefined ? (
                takenOver && takenOverWords(takenOver)
              ) : (
                <WhenThere coming={coming} id={documentId} name={paper.Name}>
                  <a href={paths.myDocument(register.id, documentId)}>
                    {paper.Name} <span class="visually-hidden">vanaf {formatDay(validFirst)}</span>{' '}
                    (pdf)
                  </a>
                </WhenThere>
              ),
            ),
          ])}
        />
      )}
    </>
  )
}

// The one that holds, or else the newest.
function heldOf(
  certificates: readonly Certificate[],
  today: Temporal.PlainDate,
): Certificate | undefined {
  return certificates.find((one) => certificateState(one, today) === 'valid') ?? certificates[0]
}

const states: Readonly<Record<CertificateState, { colour: TagColour; label: string }>> = {
  valid: { colour: 'green', label: 'Geldig' },
  'not-yet': { colour: 'blue', label: 'Nog niet ingegaan' },
  expired: { colour: 'grey', label: 'Verlopen' },
  withdrawn: { colour: 'grey', label: 'Ingetrokken' },
  replaced: { colour: 'grey', label: 'Vervangen' },
}

/** What a certificate comes with: the paper, the letter, and the mark with how to use it. */
export function CertificateFiles(props: Shown & { readonly certificate: Certificate }) {
  const { visit, certificate, coming, renewalPending, paused } = props
  const { platform, today } = visit.context
  const { register, you, your, Your, certificate: paper, certification } = speech(visit)
  const { code, validFirst, validLast, documentId, letterId, markSvgId, markPngId } = certificate
  const { pictureId } = certificate
  const category =
    certificate.category === undefined ? undefined : labelOfCategory(register, certificate.category)
  const state = certificateState(certificate, today)
  const papers = papersOf(certificate)
  const there = papers.every((id) => id === undefined || !coming.ids.has(id))
  const untilDecision = state === 'expired' && renewalPending === true
  const holds = state !== 'expired' || untilDecision
  const stopped = paused === true && (state === 'valid' || untilDecision)
  const tag = stopped
    ? ({ colour: 'red', label: 'Nu niet geldig' } as const)
    : untilDecision
      ? ({ colour: 'green', label: 'Geldig tot het besluit' } as const)
      : states[state]
  const { certified, Certified } = certificate.temporary ? certification.temporary : certification
  const mark = markOf(visit.context, {
    last: validLast,
    temporary: certificate.temporary,
    ...(category === undefined ? {} : { category }),
  })
  const image = paths.certificateMark(register.id, code)
  const check = paths.checkCertificate(register.id, code)
  return (
    <>
      <p>
        <Tag colour={tag.colour}>{tag.label}</Tag>
        {certificate.temporary ? ` ${Certified}.` : ''}
        {category === undefined ? '' : ` ${category}.`} Van {formatDay(validFirst)} tot en met{' '}
        {formatDay(validLast)}. Code <a href={check}>{unbroken(code)}</a>
      </p>
      {certificate.takenOver !== undefined && (
        <p>
          {takenOverWords(certificate.takenOver)}. Het papier heeft {you} daar gekregen
          {holds ? ', het keurmerk is van hier.' : '.'}
        </p>
      )}
      <Coming coming={coming} of={papers} label={`${Your} ${paper.name} wordt gemaakt.`} />
      {there && pictureId !== undefined && documentId !== undefined && (
        <a class="certificate-picture" href={paths.myDocument(register.id, documentId)}>
          <img
            src={paths.myDocument(register.id, pictureId)}
            width={pictureSize.width}
            height={pictureSize.height}
            alt={`${Your} ${paper.name}, geldig tot en met ${formatDay(validLast)}`}
          />
        </a>
      )}
      {there && documentId !== undefined && (
        <ButtonGroup>
          <Button href={paths.myDocument(register.id, documentId)} icon="download">
            {paper.Name} downloaden (pdf)
          </Button>
          {pictureId !== undefined && (
            <Button href={paths.myDocument(register.id, pictureId)} variant="link" download>
              Als plaatje (png)
            </Button>
          )}
          {letterId !== undefined && (
            <Button href={paths.myDocument(register.id, letterId)} variant="link">
              {certificate.temporary ? 'Besluit' : 'Felicitatiebrief'} (pdf)
            </Button>
          )}
        </ButtonGroup>
      )}
      {there && state === 'valid' && !stopped && (
        <Details summary={`Deel ${your} ${paper.name}`}>
          <p>
            Met deze link ziet iedereen dat {your} {paper.name} echt is en tot wanneer{' '}
            {agree(paper, 'die', 'het')} geldt. Zet de link op {your} profiel of in een bericht.
          </p>
          <p class="preserve">
            <a href={check}>{`${platform.origin}${check}`}</a>
          </p>
          <p>
            <a href={mailOf(register.name, paper.name, `${platform.origin}${check}`)}>
              Stuur de link in een e-mail
            </a>
          </p>
        </Details>
      )}
      {there && holds && (
        <>
          <h3>{Your} keurmerk</h3>
          <p>
            <img
              src={image}
              width={markSize.width}
              height={markSize.height}
              alt={stopped ? stoppedMarkAlt(mark, 'Nu niet geldig') : markAlt(mark)}
            />
          </p>
          {stopped ? (
            <p>Het keurmerk zegt dit overal waar het via de link staat.</p>
          ) : (
            <>
              <ButtonGroup>
                <Button
                  href={markPngId === undefined ? image : paths.myDocument(register.id, markPngId)}
                  variant="link"
                  download
                >
                  Keurmerk voor {your} e-mail (png)
                </Button>
                {markSvgId !== undefined && (
                  <Button href={paths.myDocument(register.id, markSvgId)} variant="link" download>
                    Keurmerk voor drukwerk (svg)
                  </Button>
                )}
              </ButtonGroup>
              <Details summary={`Zo zet ${you} het keurmerk onder ${your} e-mail`}>
                <ol>
                  <li>Open de instellingen van {your} e-mailprogramma en zoek ‘handtekening’.</li>
                  <li>
                    Voeg de png in als afbeelding. Of plak de tekst hieronder in een handtekening in
                    HTML: dan kan wie erop klikt zien dat {your} {paper.name} echt is.
                  </li>
                </ol>
                <Textarea
                  name="html"
                  label={`HTML voor ${your} handtekening`}
                  optional
                  mono
                  rows={5}
                  value={markSnippet(
                    mark,
                    `${platform.origin}${image}`,
                    `${platform.origin}${check}`,
                  )}
                />
                <p>
                  Gebruik het keurmerk zolang {you} {certified} bent, en alleen bij {your} eigen
                  naam. Het is geen keurmerk van {your} werkgever.
                </p>
              </Details>
            </>
          )}
        </>
      )}
    </>
  )
}

// A mail that its sender addresses and may change.
function mailOf(register: string, paper: string, link: string): string {
  const subject = encodeURIComponent(`Mijn ${paper} in het ${register}`)
  return `mailto:?subject=${subject}&body=${encodeURIComponent(link)}`
}

/** The papers that are shown of somebody's certificates: all of the one that holds, of the others the certificate. */
export function papersShown(
  certificates: readonly Certificate[],
  today: Temporal.PlainDate,
): readonly (string | undefined)[] {
  const held = heldOf(certificates, today)
  return certificates.flatMap((one) => (one === held ? papersOf(one) : [one.documentId]))
}

/** The papers of a certificate, by their ids. */
export function papersOf(certificate: Certificate): readonly (string | undefined)[] {
  const { documentId, letterId, markSvgId, markPngId, pictureId } = certificate
  return [documentId, letterId, markSvgId, markPngId, pictureId]
}
