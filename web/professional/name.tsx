import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { isNameRelied, openNameChange } from '#domain/certification/name-change/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { nameForm } from '#web/sign-up/person.form.tsx'
import { speech } from '#web/speech.ts'

/** The request for another name, by whoever is in the public register or holds a certificate. */
export const editName = formPage({
  load,
  form: ({ context }) => nameForm(context.register),
  known: (_, { member, asked }) =>
    asked === undefined ? member.person : { ...asked.name, reason: asked.reason },
  page: (visit, { asked }) => {
    const { You, Your, your, certificate } = speech(visit)
    return {
      title: 'Andere naam aanvragen',
      ...inMyData(visit),
      lead: (
        <p>
          {Your} naam staat in het openbare register of op {certificate.the}. Daarom kijkt het
          bureau eerst naar een wijziging. {You} krijgt daarna een e-mail. Is er een{' '}
          {certificate.name}, dan komt er een met {your} nieuwe naam.
        </p>
      ),
      form: { guard: true },
      button: asked === undefined ? 'Aanvragen' : 'Aanvraag wijzigen',
    }
  },
  save: async (visit, { reason, ...name }) => {
    const { register, Your, your } = speech(visit)
    const registrationId = registrationOf(visit)
    const asked = await askNameChange(visit.context, { registrationId, name, reason })
    switch (asked.outcome) {
      case 'asked':
        return leaveFor(
          visit,
          paths.myData(register.id),
          `${Your} aanvraag is verstuurd. Het bureau kijkt ernaar.`,
        )
      case 'same-name':
        return { wrong: { lastName: `Zo staat ${your} naam al in het register.` } }
      case 'unknown':
        return notFound()
    }
  },
})

async function load(visit: Visit) {
  const { context } = visit
  const registrationId = registrationOf(visit)
  const member = (await findMember(context, registrationId)) ?? notFound()
  // As long as nobody relies on it, a name is changed like an address.
  if (!(await isNameRelied(context, registrationId))) {
    return seeOther(paths.editPerson(context.register.id))
  }
  return { member, asked: await openNameChange(context, registrationId) }
}
