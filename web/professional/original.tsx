import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { announceOriginal } from '#domain/dossier/original/announce-original.ts'
import type { Original } from '#domain/dossier/original/original.ts'
import {
  documentsWithOriginal,
  isUnderWay,
  seenOf,
  whereWords,
} from '#domain/dossier/original/original.ts'
import { findOriginal, originalsOf } from '#domain/dossier/original/queries.ts'
import { withdrawOriginal } from '#domain/dossier/original/withdraw-original.ts'
import { documentLabel } from '#domain/dossier/original/write-about-original.ts'
import { detailRows } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { coverSheet } from '#papers/cover-sheet.ts'
import { form } from '#web/forms/form.tsx'
import { yesNo } from '#web/forms/questions.tsx'
import { Alert, formatDay, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import type { Handlers, Visit } from '#web/route.ts'
import {
  endedRegistrationOf,
  idIn,
  leaveFor,
  notFound,
  registrationOf,
  seeOther,
} from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Announcement {
  /** Only asked where the original may go back. */
  readonly envelope?: boolean
}

/** Announces that the original of a document comes by post. */
export const announceOriginalPage = formPage({
  load: async (visit) => {
    const { compiled, standing } = await loadDossier(visit.context, registrationOf(visit))
    const document =
      documentsWithOriginal(compiled.regulation).find(({ id }) => id === visit.param('document')) ??
      notFound()
    const { register, your } = speech(visit)
    if (!portfolioIsOpen(register, standing)) {
      const said = `In ${your} dossier kan nu niets worden opgegeven.`
      return leaveFor(visit, paths.dossier(register.id), said, 'info')
    }
    return { document }
  },
  form: (visit, { document }) => {
    const { say } = speech(visit)
    return form<Announcement>(
      document.original.returned
        ? {
            envelope: yesNo('retourenvelop', `${say('Doe je', 'Doet u')} een retourenvelop bij?`, {
              hint: `Een envelop met ${say('je', 'uw')} eigen adres en een postzegel. Zit die er niet bij, dan wordt het origineel na de controle vernietigd.`,
              required: `Kies of ${say('je', 'u')} een retourenvelop bij het origineel doet.`,
            }),
          }
        : {},
    )
  },
  page: (visit, { document }) => {
    const { register, say } = speech(visit)
    const { foundation, address, postalCodeAndCity } = register.organisation
    return {
      title: `Origineel van ${document.label} per post`,
      ...inDossier(visit),
      lead: (
        <>
          {document.original.note !== undefined && (
            <Alert type="warning">
              <p>{document.original.note}</p>
            </Alert>
          )}
          <p>
            {say('Je krijgt', 'U krijgt')} hierna een voorblad om te printen. Leg dat bij het
            origineel en stuur het naar {[foundation, ...address, postalCodeAndCity].join(', ')}.
          </p>
          {!document.original.returned && <p>Na de controle wordt het origineel vernietigd.</p>}
        </>
      ),
      button: 'Aanmelden en voorblad maken',
      back: { label: 'Terug', href: paths.dossier(register.id), link: true },
    }
  },
  save: async (visit, { envelope }, { document }) => {
    const { register, your, say } = speech(visit)
    const there = paths.dossier(register.id)
    const done = await announceOriginal(visit.context, {
      registrationId: registrationOf(visit),
      document: document.id,
      envelope: envelope === true,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'under-way':
        return leaveFor(visit, there, 'Dit origineel was al aangemeld.', 'info')
      case 'announced':
        return leaveFor(
          visit,
          there,
          `Het origineel is aangemeld. Print het voorblad: ${say('je vindt', 'u vindt')} het hieronder in ${your} dossier.`,
        )
    }
  },
})

/** The sheet to print that goes along with an original. */
export async function showCoverSheet(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, platform } = context
  const original = await ownOriginal(visit)
  if (original.status !== 'announced' || original.announcedOn === undefined) notFound()
  const { compiled } = await loadDossier(context, original.registrationId)
  const note = documentsWithOriginal(compiled.regulation).find(({ id }) => id === original.document)
    ?.original.note
  const made = await coverSheet({
    register: documentRegister(platform, register),
    person: { name: original.name, addressLines: [] },
    document: documentLabel(context, original.document),
    number: original.number,
    address: `${platform.origin}${paths.workPost(register.id, { zoek: original.number })}`,
    envelope: original.envelope,
    ...(note === undefined ? {} : { note }),
    announcedOn: original.announcedOn.toString(),
  })
  return new Response(new Uint8Array(made.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${made.fileName}"`,
      'content-length': String(made.pdf.byteLength),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

/** Takes back that an original comes by post. */
export const withdrawOriginalPage: Required<Handlers> = {
  get: async (visit) => {
    const { register, say } = speech(visit)
    const original = await ownOriginal(visit)
    const back = paths.dossier(register.id)
    if (original.status !== 'announced') return seeOther(back)
    return confirmPage(
      visit,
      {
        title: 'Origineel afmelden',
        heading: `${say('Stuur je', 'Stuurt u')} het origineel toch niet?`,
        button: 'Afmelden',
        danger: true,
        back: { label: 'Niet afmelden', href: back },
        ...inDossier(visit),
      },
      <p class="lead">
        {sentenceCase(documentLabel(visit.context, original.document))}, met nummer{' '}
        {original.number}. Het voorblad geldt dan niet meer. Is het al op de post? Meld het dan niet
        af.
      </p>,
    )
  },
  post: async (visit) => {
    const there = paths.dossier(visit.context.register.id)
    const { outcome } = await withdrawOriginal(visit.context, registrationOf(visit), idIn(visit))
    switch (outcome) {
      case 'not-found':
        return notFound()
      case 'stale':
        return leaveFor(visit, there, 'Dit kan niet meer worden afgemeld.', 'info')
      case 'changed':
        return leaveFor(visit, there, 'Het origineel is afgemeld.')
    }
  },
}

/** Of each document whose original is to be seen: where it is, and how it is sent. */
export function Originals(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly claims: readonly Claim[]
  readonly originals: readonly Original[]
  readonly open: boolean
}) {
  const { visit, regulation, claims, originals, open } = props
  const { register } = visit.context
  const documents = documentsWithOriginal(regulation)
  const items = [
    ...originals.map((original) => ({
      term: sentenceCase(bare(documentLabel(visit.context, original.document))),
      value: <Where {...{ visit, regulation, original, open }} />,
    })),
    ...documents.flatMap(({ id, label, original: { note } }) => {
      const stated = claims.filter(
        ({ stated }) => stated.member === 'document' && stated.kind === id,
      )
      const awaits =
        open &&
        stated.some(isUnseen(originals)) &&
        !originals.some((one) => one.document === id && isUnderWay(one))
      if (!awaits) return []
      return [
        {
          term: sentenceCase(bare(label)),
          value: (
            <>
              <p>
                <a href={paths.announceOriginal(register.id, id)}>Origineel per post sturen</a>
              </p>
              {note !== undefined && <p class="subtle">{note}</p>}
            </>
          ),
        },
      ]
    }),
  ]
  if (items.length === 0) return null
  return (
    <>
      <h2>Originelen per post</h2>
      <SummaryList items={items} />
    </>
  )
}

const isUnseen =
  (originals: readonly Original[]) =>
  ({ stated, state }: Claim) =>
    stated.member === 'document' && state === 'claimed' && seenOf(originals, stated).is !== 'seen'

const bare = (label: string) => label.replace(/^(de|het|een) /, '')

function Where(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly original: Original
  readonly open: boolean
}) {
  const { visit, regulation, original, open } = props
  const { register, your, say } = speech(visit)
  const { check, envelope, status } = original
  return (
    <>
      <p>
        {whereWords(original)} Nummer {original.number}.
      </p>
      {status === 'received' && (
        <p>
          {envelope
            ? `Daarna komt het terug in ${your} retourenvelop.`
            : 'Daarna wordt het vernietigd.'}
        </p>
      )}
      {check?.inOrder === true && check.issuedOn !== undefined && (
        <>
          <p>Afgegeven op {formatDay(check.issuedOn)}.</p>
          {detailRows(regulation, {
            member: 'document',
            kind: original.document,
            issuedOn: check.issuedOn,
            details: check.details,
          }).map(({ term, value }) => (
            <p>
              {term}: {value}
            </p>
          ))}
        </>
      )}
      {check?.inOrder === false && <p class="preserve">Reden: {check.reason}</p>}
      {status === 'announced' && (
        <>
          <p>
            <a href={paths.coverSheet(register.id, original.id)}>Voorblad om te printen (pdf)</a>
          </p>
          {open && (
            <p>
              <a href={paths.withdrawOriginal(register.id, original.id)}>
                {say('Stuur je', 'Stuurt u')} het toch niet? Meld het af
              </a>
            </p>
          )}
        </>
      )}
    </>
  )
}

async function ownOriginal(visit: Visit) {
  const mine = endedRegistrationOf(visit) ?? registrationOf(visit)
  const original = await findOriginal(visit.context, idIn(visit))
  return original?.registrationId === mine ? original : notFound()
}

/** The originals of whoever looks at their dossier, where the register sees originals at all. */
export function ownOriginals(
  visit: Visit,
  regulation: Regulation,
  registrationId: string,
): Promise<readonly Original[]> {
  return documentsWithOriginal(regulation).length === 0
    ? Promise.resolve([])
    : originalsOf(visit.context, registrationId)
}
