import { askAccess, mostNote, withdrawAccess } from '#domain/organisations/member/ask-access.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import { hasEnded } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Button, formatDay } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { accountOf, idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asking the managers of an organisation to act for it; of it no more is shown than is public. */
export const askAccessPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const id = idIn(visit)
    const found = (await findOrganisation(context, id)) ?? notFound()
    if (found.mergedInto !== undefined) {
      return seeOther(paths.askAccess(context.register.id, found.mergedInto))
    }
    if (hasEnded(found)) return notFound()
    const { accountId } = accountOf(visit)
    const member = await lookAsOwner(context, (own) => memberOf(own, id, accountId))
    if (member?.status === 'active') return seeOther(paths.organisation(context.register.id, id))
    return { name: found.name, city: found.city, askedOn: member?.askedOn }
  },
  form: () =>
    form({
      note: text('toelichting', 'Toelichting', {
        hint: 'Bijvoorbeeld een functie of een collega die dit weet. De beheerders van de organisatie lezen dit.',
        most: mostNote,
        rows: 4,
      }),
    }),
  page: (visit, { name, city, askedOn }) => {
    const { register, you, You } = speech(visit)
    return {
      title: `Toegang tot ${name}`,
      lead: (
        <p class="lead">
          {name} in {city}. Een beheerder beslist of {you} voor de organisatie werkt.
        </p>
      ),
      button: 'Vraag om toegang',
      back: { label: 'Terug', href: paths.newOrganisation(register.id), link: true },
      frame: (asked) =>
        askedOn === undefined ? (
          asked
        ) : (
          <>
            <p>
              {You} vroeg dit op {formatDay(askedOn)}. {You} krijgt bericht zodra er een antwoord
              is.
            </p>
            <PageForm visit={visit} hidden={{ doe: 'intrekken' }}>
              <Button variant="secondary">Trek de vraag in</Button>
            </PageForm>
          </>
        ),
    }
  },
  sent: async (visit) => {
    if (visit.form.value('doe') !== 'intrekken') return undefined
    const { context } = visit
    const done = await withdrawAccess(context, idIn(visit))
    return done.outcome === 'withdrawn'
      ? leaveFor(visit, paths.hats(context.register.id), 'De vraag is ingetrokken.')
      : leaveFor(visit, paths.hats(context.register.id), 'De vraag was al beantwoord.', 'info')
  },
  save: async (visit, { note }) => {
    const { register, you, You } = speech(visit)
    const id = idIn(visit)
    const done = await askAccess(visit.context, id, note)
    switch (done.outcome) {
      case 'asked':
        return leaveFor(
          visit,
          paths.hats(register.id),
          `De beheerders hebben bericht gekregen. ${You} hoort het als er een antwoord is.`,
        )
      case 'asked-already':
        return leaveFor(visit, paths.hats(register.id), `Dit had ${you} al gevraagd.`, 'info')
      case 'member':
        return seeOther(paths.organisation(register.id, id))
      case 'too-many':
        return { wrong: { note: `${You} vroeg dit al bij vijf organisaties. Wacht op antwoord.` } }
      case 'not-found':
        return notFound()
    }
  },
})
