import { liftInterest } from '#domain/certification/interest/lift-interest.ts'
import { declaredTie, declaredTies } from '#domain/certification/interest/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { declareInterestPage } from '#web/review/declare-interest.tsx'
import { interestWords, Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** The ties that people declared and that stand. */
export async function showInterests(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const all = await declaredTies(context)
  const { free, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: 'Gemelde banden',
    ...inWork(register),
    lead: (
      <p class="lead">
        Wie een band meldt met iemand in het register, doet niet mee aan wat over die persoon gaat.
      </p>
    ),
    list: {
      caption: 'Gemelde banden, de nieuwste eerst',
      rows: free,
      columns: ({ name, text: words, day }) => [
        name(
          'Wie het meldde',
          ({ member }) => member,
          ({ id }) => paths.workInterest(register.id, id),
        ),
        words('Met', (one) => one.name),
        words('Band', ({ kind }) => interestWords[kind]),
        day('Gemeld op', ({ declaredOn }) => declaredOn),
      ],
      ...(tied.length > 0
        ? {}
        : {
            empty: {
              title: 'Er is geen band gemeld',
              text: <p>Wie een band heeft, meldt die zelf bij het dossier.</p>,
            },
          }),
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** One tie that was declared, to lift with a reason. */
export const liftInterestPage = formPage({
  load: async (visit: Visit) => (await declaredTie(visit.context, idIn(visit))) ?? notFound(),
  form: (visit) => {
    const { Your } = speech(visit)
    return form({
      because: text('reden', 'Waarom geldt deze band niet meer?', {
        hint: 'Bijvoorbeeld: het was een vergissing, het ging om iemand met dezelfde naam.',
        required: 'Schrijf op waarom deze band niet meer geldt.',
        rows: 3,
        most: 1000,
        tooLong: (over) => `${Your} uitleg is ${over} tekens te lang.`,
      }),
    })
  },
  page: ({ context: { register } }, tie) => ({
    title: `Band van ${tie.member} met ${tie.name}`,
    ...inWork(register, { label: 'Gemelde banden', href: paths.workInterests(register.id) }),
    lead: (
      <>
        <SummaryList
          items={[
            { term: 'Band', value: interestWords[tie.kind] },
            tie.note !== '' && {
              term: 'Toelichting',
              value: <span class="preserve">{tie.note}</span>,
            },
            { term: 'Gemeld op', value: formatDay(tie.declaredOn) },
          ]}
        />
        <p>
          Na het opheffen kan {tie.member} weer meedoen aan wat over {tie.name} gaat. Een oordeel
          van voor de melding komt niet terug.
        </p>
      </>
    ),
    button: 'Melding opheffen',
    back: { label: 'Terug', href: paths.workInterests(register.id), link: true },
  }),
  save: async (visit, { because }) => {
    const list = paths.workInterests(visit.context.register.id)
    const done = await liftInterest(visit.context, visit.param('id'), because)
    switch (done.outcome) {
      case 'lifted':
        return leaveFor(
          visit,
          list,
          `De band van ${done.tie.member} met ${done.tie.name} is opgeheven.`,
        )
      case 'no-reason':
        return { wrong: { because: 'Schrijf op waarom deze band niet meer geldt.' } }
      case 'unknown':
      case 'tied':
        return notFound()
    }
  },
})

/** Where the back office says that it has a tie with somebody. */
export const officeInterest = declareInterestPage(async (visit) => {
  const { context } = visit
  const { register } = context
  const registrationId = idIn(visit)
  const name = (await findMember(context, registrationId))?.name ?? ''
  return {
    registrationId,
    from: { label: `Dossier van ${name}`, href: paths.workFile(register.id, registrationId) },
    list: { label: 'Werkvoorraad', href: paths.work(register.id) },
  }
})
