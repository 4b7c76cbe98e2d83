import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { claimOpenness } from '#domain/dossier/statement/openness.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { CategoryToAsk, CompiledRegulation } from '#engine'
import { askForEachCategory } from '#engine'
import { formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { form } from '#web/forms/form.tsx'
import { choice } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import { deadEndTexts } from '#web/professional/dead-ends.tsx'
import { askedLink } from '#web/professional/open-questions.ts'
import { inApplicationText } from '#web/professional/state-claim.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Which category somebody wants to be in: for each, whether that can be now and what is missing. */
export const chooseCategoryPage = formPage({
  load: async (visit: Visit) => {
    const { compiled, dossier, standing } = await loadDossier(visit.context, registrationOf(visit))
    if (compiled.regulation.categories.length === 0) return notFound()
    const chosen = claimsFor(standing.claims, undefined).find(
      ({ stated }) => stated.member === 'category',
    )
    if (chosen && (await claimOpenness(visit.context, chosen)).is !== 'open') {
      return leaveFor(
        visit,
        paths.dossier(visit.context.register.id),
        inApplicationText(visit),
        'info',
      )
    }
    return {
      compiled,
      category: dossier.category,
      each: askForEachCategory(compiled, dossier, visit.context.today),
    }
  },
  form: (visit, { compiled, each }) =>
    form({
      category: choice<string>(
        'category',
        `Welke categorie ${speech(visit).say('wil je', 'wilt u')} aanvragen?`,
        {
          required: 'Kies een categorie.',
          options: compiled.regulation.categories.map(({ id, label, text }) => ({
            value: id,
            label,
            hint: (
              <>
                {text}
                <br />
                {standingText(
                  visit,
                  compiled,
                  each.find(({ category }) => category === id),
                )}
              </>
            ),
          })),
        },
      ),
    }),
  known: (_, { category }) => (category === undefined ? {} : { category }),
  page: (visit) => {
    const { You } = speech(visit)
    return {
      title: 'Kies een categorie',
      ...inDossier(visit),
      lead: <p>{You} kunt dit later nog veranderen, zolang er geen aanvraag loopt.</p>,
      button: 'Verder',
    }
  },
  save: async (visit, { category }) => {
    const { register, your, Your } = speech(visit)
    const there = paths.dossier(register.id)
    const done = await state(visit.context, {
      registrationId: registrationOf(visit),
      stated: { member: 'category', category },
      files: [],
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'closed':
        return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
      case 'frozen':
        return leaveFor(visit, there, inApplicationText(visit), 'info')
      case 'stated':
      case 'unchanged':
        return leaveFor(visit, there, `${Your} keuze is opgeslagen.`)
    }
  },
})

// Whether somebody can be admitted to it now, or what is missing.
function standingText(
  visit: Visit,
  compiled: CompiledRegulation,
  found: CategoryToAsk | undefined,
): string {
  const { you, You } = speech(visit)
  if (found === undefined) return ''
  if (found.impossible.length > 0) {
    return deadEndTexts(compiled, found).join(' ')
  }
  const { regulation } = compiled
  const missing = found.questions
    .filter(({ urgency }) => urgency === 'now')
    .map(({ ways }) => {
      const [asked] = ways[0] ?? []
      return asked === undefined ? '' : withinSentence(askedLink(visit, regulation, asked).label)
    })
  if (missing.length > 0) return `We vragen nog: ${formatList(missing)}.`
  return found.outcome === 'met' || found.outcome === 'exempt'
    ? `${You} kunt nu worden toegelaten.`
    : `${You} hebt alles opgegeven. Het wordt gecontroleerd als ${you} aanvraagt.`
}
