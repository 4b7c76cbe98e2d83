import { documentsWithOriginal } from '#domain/dossier/original/original.ts'
import { registerArrival } from '#domain/dossier/original/receive-original.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { sentenceCase } from '#language/sentences.ts'
import { form } from '#web/forms/form.tsx'
import { choice, yesNo } from '#web/forms/questions.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { seesOriginals } from '#web/secretariat/post.tsx'

/** Notes that an original has come that was not announced, for somebody who was found by name. */
export const arrivalPage = formPage({
  load: async (visit: Visit) => {
    if (!seesOriginals(visit.context.register)) notFound()
    return (await findMember(visit.context, idIn(visit))) ?? notFound()
  },
  form: ({ context: { register } }) =>
    form({
      document: choice('stuk', 'Wat is er binnen?', {
        required: 'Kies wat er binnen is.',
        options: kindsOf(register),
      }),
      envelope: envelopeQuestion,
    }),
  page: ({ context: { register } }, member) => ({
    title: 'Post zonder voorblad',
    ...inWork(register, { label: 'Post', href: paths.workPost(register.id) }),
    lead: (
      <>
        <SummaryList
          items={[
            { term: 'Naam', value: member.name },
            { term: 'Registratienummer', value: member.number ?? 'Nog geen' },
            { term: 'E-mailadres', value: member.email },
          ]}
        />
        <p>{member.name} krijgt een e-mail, en ziet het in het dossier.</p>
      </>
    ),
    button: 'Is binnen',
    back: { label: 'Terug', href: paths.workPost(register.id), link: true },
  }),
  save: async (visit, { document, envelope }, member) => {
    const { context } = visit
    const { register } = context
    const { registrationId } = member
    const done = await registerArrival(context, { registrationId, document, envelope })
    if (done.outcome === 'not-found') return notFound()
    const there = paths.workOriginal(register.id, done.id)
    return leaveFor(visit, there, `Genoteerd voor ${member.name}.`)
  },
})

/** Whether an envelope to send it back in came along. */
export const envelopeQuestion = yesNo('retourenvelop', 'Zit er een retourenvelop bij?', {
  required: 'Kies of er een retourenvelop bij zit.',
})

function kindsOf({ versions }: Visit['context']['register']) {
  const kinds = new Map(
    versions.flatMap(({ regulation }) =>
      documentsWithOriginal(regulation).map(({ id, label }) => [id, sentenceCase(label)] as const),
    ),
  )
  return [...kinds].map(([value, label]) => ({ value, label }))
}
