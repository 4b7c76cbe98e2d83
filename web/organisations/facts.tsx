import {
  listOrganisationFiles,
  openOrganisationFile,
} from '#domain/organisations/organisation/files.ts'
import { changeOrganisationFacts } from '#domain/organisations/sign-up/change-organisation-facts.ts'
import { handInProof } from '#domain/organisations/sign-up/hand-in-proof.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { factsForm, factsOf, proofForm, typedOf } from '#web/organisations/facts.form.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

/** Changing what an organisation says of itself. */
export const organisationFactsPage = formPage({
  load: actingOf,
  form: ({ context }) => factsForm(context.register),
  known: (_, { organisation }) => typedOf(organisation),
  page: (visit, { organisation }) => ({
    title: 'Gegevens wijzigen',
    ...inOrganisation(visit),
    version: organisation.version,
    lead:
      organisation.status === 'checked' ? (
        <p>
          Bij een andere naam, een naam erbij of een ander KvK-nummer wordt opnieuw gekeken wie de
          organisatie is. Tot dan geldt de organisatie als niet gecontroleerd.
        </p>
      ) : undefined,
    form: { guard: true },
    button: 'Bewaren',
    back: {
      label: 'Terug',
      href: paths.organisation(visit.context.register.id, organisation.id),
      link: true,
    },
  }),
  save: async (visit, typed, { organisation: { id } }) => {
    const { context, form } = visit
    const home = paths.organisation(context.register.id, id)
    const changes = { facts: factsOf(typed), version: versionIn(form) }
    const done = await changeOrganisationFacts(context, id, changes)
    switch (done.outcome) {
      case 'changed':
        return leaveFor(visit, home, 'De gegevens zijn bewaard.')
      case 'waits':
        return leaveFor(
          visit,
          home,
          'De gegevens zijn bewaard. Het register kijkt opnieuw wie de organisatie is.',
          'warning',
        )
      case 'unchanged':
        return leaveFor(visit, home, 'Er is niets veranderd.', 'info')
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Iemand anders was eerder" focus>
              <p>De gegevens zijn intussen gewijzigd. Hieronder staat wat hier is ingevuld.</p>
            </Alert>
          ),
        }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Showing who an organisation is. */
export const organisationProofPage = formPage({
  load: async (visit) => {
    const { organisation } = actingOf(visit)
    return { organisation, given: await listOrganisationFiles(visit.context, organisation.id) }
  },
  form: proofForm,
  page: (visit, { organisation, given }) => {
    const { register } = visit.context
    return {
      title: 'Wie de organisatie is',
      ...inOrganisation(visit),
      lead: (
        <>
          <p class="lead">
            Een uittreksel van de Kamer van Koophandel is het snelst. Een gemeente heeft genoeg aan
            een account met een adres van de gemeente.
          </p>
          {given.length > 0 && (
            <>
              <h2>Wat er al ligt</h2>
              <ul>
                {given.map(({ id, name, addedOn, byOffice }) => (
                  <li>
                    <a href={paths.organisationFile(register.id, organisation.id, id)}>{name}</a>,
                    toegevoegd op {formatDay(addedOn)}
                    {byOffice && ' door het register'}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
      button: 'Versturen',
      back: { label: 'Terug', href: paths.organisation(register.id, organisation.id), link: true },
    }
  },
  save: async (visit, handed, { organisation: { id } }) => {
    const { context } = visit
    const done = await handInProof(context, id, handed)
    switch (done.outcome) {
      case 'handed-in':
        return leaveFor(
          visit,
          paths.organisation(context.register.id, id),
          'Dit is verstuurd. Het register kijkt ernaar.',
        )
      case 'too-many':
        return { wrong: { files: 'Er liggen al twintig bestanden. Meer kan niet.' } }
      case 'nothing':
        return { wrong: { note: 'Voeg een bestand toe, of schrijf een toelichting.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** A file that shows who an organisation is, for whoever manages it. */
export async function showOrganisationFile(visit: Visit): Promise<Response> {
  const { organisation } = actingOf(visit)
  const opened = await openOrganisationFile(visit.context, organisation.id, visit.param('file'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}
