import {
  askAttestation,
  mostAttestationsADay,
} from '#domain/dossier/attestation/ask-attestation.ts'
import type { AskedStatement } from '#domain/dossier/attestation/attestation.ts'
import { askedFor } from '#domain/dossier/attestation/attestation.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { statedRows, statedWords } from '#domain/dossier/statement/in-words.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { workplaces } from '#domain/dossier/statement/work-questions.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { StatedByAnother } from '#engine'
import { form } from '#web/forms/form.tsx'
import { choice, email, line } from '#web/forms/questions.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import { workKind } from '#web/professional/open-questions.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asks somebody else, such as an employer, to state something about a document or in its place. */
export const askAttestationPage = formPage({
  load,
  form: (visit, { about }) => {
    const { your } = speech(visit)
    return form<Answers>({
      ...(about.length > 1 && {
        work: choice('work', 'Over welk werk?', {
          required: 'Kies over welk werk de verklaring gaat.',
          hint: 'Alleen dat werk leggen we voor. Een vraag aan een ander blijft staan.',
          options: about.map(({ id, called, claims }) => ({
            value: id,
            label: called,
            hint: claims.length > 1 ? `${claims.length} perioden` : undefined,
          })),
        }),
      }),
      name: line('name', 'Naam', {
        required: 'Vul een naam in.',
        hint: `Van wie de verklaring tekent, bijvoorbeeld ${your} leidinggevende.`,
        width: 'l',
      }),
      email: email('email', 'E-mailadres', {
        required: 'Vul een e-mailadres in.',
        hint: 'Liefst een adres van de organisatie zelf.',
      }),
    })
  },
  page: (visit, { from, document, about }) => {
    const { You, you } = speech(visit)
    return {
      title: `Vraag ${from.who}`,
      ...inDossier(visit),
      lead: (
        <>
          <p>
            {You} vraagt {from.who} om {askedFor(from.gives, { document })}. Wie {you} invult,
            krijgt een e-mail met een link en heeft geen account nodig.
          </p>
          {about.map(({ called, rows }) => (
            <SummaryList
              title={about.length > 1 ? `Dit leggen we voor: ${called}` : 'Dit leggen we voor'}
              items={rows.map(({ label, value }) => ({ term: label, value }))}
            />
          ))}
          <p>Dit staat op de pagina, en daar komt een naam onder: ‘{from.text}’</p>
        </>
      ),
      form: { guard: true },
      button: 'Versturen',
    }
  },
  save: async (visit, { work, ...to }, { professional, from, document, about }) => {
    const { register, your } = speech(visit)
    const laid = about.length > 1 ? about.find(({ id }) => id === work) : about[0]
    if (laid === undefined) return notFound()
    const done = await askAttestation(visit.context, {
      registrationId: registrationOf(visit),
      document: visit.param('document'),
      claimId: from.gives === 'confirmation' ? laid.id : undefined,
      ...to,
      asked: {
        professional,
        document,
        text: from.text,
        rows: laid.rows,
        ...(from.gives === 'document' && { work: laid.claims }),
      },
    })
    switch (done.outcome) {
      case 'own-address':
        return {
          wrong: { email: `Dit is ${your} eigen e-mailadres. Vul dat van iemand anders in.` },
        }
      case 'enough-today':
        return {
          wrong: {
            email: `Vandaag zijn er al ${mostAttestationsADay} verzoeken verstuurd. Probeer het morgen weer.`,
          },
        }
      case 'enough-received':
        return {
          wrong: { email: 'Dit adres kreeg vandaag al veel verzoeken. Probeer het morgen weer.' },
        }
      case 'asked':
        return leaveFor(
          visit,
          paths.dossier(register.id),
          mailedTo(visit.context.platform, 'het verzoek', to.name),
        )
    }
  },
})

interface Answers {
  readonly work?: string
  readonly name: string
  readonly email: string
}

interface Asking {
  readonly from: StatedByAnother
  readonly professional: string
  readonly document: string
  /** What it can be about, of which one is chosen. */
  readonly about: readonly Laid[]
}

// What is laid before whoever is asked: the document, or the work at one place.
interface Laid {
  readonly id: string
  readonly called: string
  readonly claims: readonly string[]
  readonly rows: AskedStatement['rows']
}

async function load(visit: Visit): Promise<Asking | Response> {
  const { context } = visit
  const { register, your } = speech(visit)
  const id = registrationOf(visit)
  const loaded = await loadDossier(context, id)
  const { regulation } = loaded.compiled
  const wanted = regulation.documents.find((each) => each.id === visit.param('document'))
  const from = wanted?.asked?.from
  if (wanted === undefined || from === undefined) return notFound()
  const there = paths.dossier(register.id)
  if (!portfolioIsOpen(register, loaded.standing)) {
    return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
  }
  const holder = await findHolder(context, id)
  const about = aboutWhat(loaded, wanted.id, from)
  if (about.length === 0) {
    const first =
      from.gives === 'document'
        ? `Geef eerst ${your} werk${workKind(regulation, from.work)} op. Dat leggen we voor.`
        : `Geef eerst ${wanted.label} op. Die leggen we voor.`
    return leaveFor(visit, there, first, 'info')
  }
  return { from, professional: holder.name, document: wanted.label, about }
}

// The document that is to be confirmed, or the work that the document is about, by where it was done.
function aboutWhat(
  { standing, compiled: { regulation } }: LoadedDossier,
  document: string,
  { gives, work }: StatedByAnother,
): readonly Laid[] {
  const claims = claimsFor(standing.claims, undefined)
  const laid = (about: readonly Claim[], name?: string) =>
    about.slice(0, 1).map(({ id, stated }) => ({
      id,
      called: name ?? statedWords(regulation, stated),
      claims: about.map((claim) => claim.id),
      rows: about.flatMap((claim) => statedRows(regulation, claim.stated)),
    }))
  if (gives === 'document') {
    return workplaces(regulation, claims, work).flatMap((place) => laid(place.claims, place.name))
  }
  const given = claims.filter(
    ({ stated, state }) =>
      stated.member === 'document' &&
      stated.kind === document &&
      state !== 'rejected' &&
      state !== 'expired',
  )
  return laid(given.slice(-1))
}
