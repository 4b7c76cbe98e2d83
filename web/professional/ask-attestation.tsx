import {
  askAttestation,
  mostAttestationsADay,
} from '#domain/dossier/attestation/ask-attestation.ts'
import type { AskedStatement } from '#domain/dossier/attestation/attestation.ts'
import { askedFor } from '#domain/dossier/attestation/attestation.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { aboutOf, detailRows, nameOf, statedWords } from '#domain/dossier/statement/in-words.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Regulation, StatedByAnother } from '#engine'
import { form } from '#web/forms/form.tsx'
import { email, line } from '#web/forms/questions.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asks somebody else, such as an employer, to state something about a document or in its place. */
export const askAttestationPage = formPage({
  load,
  form: (visit) => {
    const { your } = speech(visit)
    return form({
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
  page: (visit, { asked, from }) => {
    const { You, you } = speech(visit)
    return {
      title: `Vraag ${from.who}`,
      ...inDossier(visit),
      lead: (
        <>
          <p>
            {You} vraagt {from.who} om {askedFor(from.gives, asked)}. Wie {you} invult, krijgt een
            e-mail met een link en heeft geen account nodig.
          </p>
          <SummaryList
            title="Dit leggen we voor"
            items={asked.rows.map(({ label, value }) => ({ term: label, value }))}
          />
          <p>Dit staat op de pagina, en daar komt een naam onder: ‘{asked.text}’</p>
        </>
      ),
      form: { guard: true },
      button: 'Versturen',
    }
  },
  save: async (visit, answers, { asked, claimId }) => {
    const { register, your } = speech(visit)
    const done = await askAttestation(visit.context, {
      registrationId: registrationOf(visit),
      document: visit.param('document'),
      claimId,
      ...answers,
      asked,
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
      case 'asked':
        return leaveFor(
          visit,
          paths.dossier(register.id),
          mailedTo(visit.context.platform, 'het verzoek', answers.name),
        )
    }
  },
})

interface Asking {
  readonly from: StatedByAnother
  readonly claimId: string | undefined
  readonly asked: AskedStatement
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
        ? `Geef eerst ${your} werk op. Dat leggen we voor.`
        : `Geef eerst ${wanted.label} op. Die leggen we voor.`
    return leaveFor(visit, there, first, 'info')
  }
  return {
    from,
    claimId: from.gives === 'confirmation' ? about.at(-1)?.id : undefined,
    asked: {
      professional: holder.name,
      document: wanted.label,
      text: from.text,
      rows: about.flatMap((claim) => rowsOf(regulation, claim)),
    },
  }
}

// The document that is to be confirmed, or the work that the document is about.
function aboutWhat(
  { standing }: LoadedDossier,
  document: string,
  { gives }: StatedByAnother,
): readonly Claim[] {
  return claimsFor(standing.claims, undefined)
    .filter(({ stated, state }) => {
      if (state === 'rejected' || state === 'expired') return false
      return gives === 'document'
        ? stated.member === 'work'
        : stated.member === 'document' && stated.kind === document
    })
    .slice(gives === 'document' ? 0 : -1)
}

function rowsOf(regulation: Regulation, { stated }: Claim) {
  return [
    { label: nameOf(regulation, aboutOf(stated)), value: statedWords(regulation, stated) },
    ...detailRows(regulation, stated).map(({ term, value }) => ({
      label: String(term),
      value: String(value),
    })),
  ]
}
