import { approveNameChange } from '#domain/certification/name-change/approve-name-change.ts'
import { findNameChange, listNameChanges } from '#domain/certification/name-change/queries.ts'
import { refuseNameChange } from '#domain/certification/name-change/refuse-name-change.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { fullName } from '#language/names.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'

/** The requests for another name that wait. */
export async function showNames(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const all = await listNameChanges(visit.context)
  const { free: changes, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: `Andere namen (${changes.length})`,
    ...inWork(register),
    list: {
      caption: 'Aanvragen, de oudste eerst',
      rows: changes,
      columns: ({ name, text, day }) => [
        name(
          'Naam nu',
          ({ now }) => now,
          ({ id }) => paths.workName(register.id, id),
        ),
        text('Gevraagde naam', ({ asked }) => asked),
        day('Aangevraagd op', ({ askedOn }) => askedOn),
        text('Wacht', ({ askedOn }) => ageInWords(askedOn, today), { nowrap: true }),
      ],
      empty: {
        title: 'Alles is gedaan',
        text: <p>Er wacht geen aanvraag voor een andere naam.</p>,
      },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

function decisionForm(register: Register) {
  const { you, Your } = voice(register.address)
  const { certificate } = wording(register)
  return form({
    decision: choice('besluit', `${Your} besluit`, {
      required: `Kies wat ${you} besluit.`,
      options: [
        {
          value: 'overnemen',
          label: 'Overnemen',
          hint: `De nieuwe naam komt meteen in het openbare register. Is er een ${certificate.name} dat geldt, dan wordt dat opnieuw gemaakt.`,
        },
        { value: 'afwijzen', label: 'Niet overnemen' },
      ],
    }),
    answer: under(
      'decision',
      'afwijzen',
      text('antwoord', 'Waarom niet?', {
        hint: 'Dit staat letterlijk in de e-mail.',
        required: 'Schrijf op waarom de naam niet wordt overgenomen.',
        rows: 4,
        most: 2000,
      }),
    ),
  })
}

/** One request for another name, to take over or to refuse with a reason. */
export const nameCheck = formPage({
  load: async (visit: Visit) => {
    const change = (await findNameChange(visit.context, idIn(visit))) ?? notFound()
    const member = (await findMember(visit.context, change.registrationId)) ?? notFound()
    return { change, member }
  },
  form: ({ context }) => decisionForm(context.register),
  page: ({ context: { register } }, { change, member }) => ({
    title: `Andere naam voor ${member.name}`,
    ...inWork(register, { label: 'Andere namen', href: paths.workNames(register.id) }),
    version: change.version,
    button: 'Besluit opslaan',
    lead: (
      <SummaryList
        items={[
          {
            term: 'Naam nu',
            value: `${member.name} (${member.person.initials || 'geen voorletters'})`,
          },
          {
            term: 'Gevraagde naam',
            value: `${fullName(change.name)} (${change.name.initials || 'geen voorletters'})`,
          },
          { term: 'Reden', value: <span class="preserve">{change.reason}</span> },
          { term: 'Aangevraagd op', value: formatDay(change.askedOn) },
          {
            term: 'Dossier',
            value: (
              <a href={paths.workFile(register.id, member.registrationId)}>
                Dossier van {member.name}
              </a>
            ),
          },
        ]}
      />
    ),
    frame: (asked) => (change.status === 'asked' ? asked : <p>Hier valt nu niets te besluiten.</p>),
  }),
  save: async (visit, { decision, answer = '' }) => {
    const { context, form } = visit
    const { register } = context
    const list = paths.workNames(register.id)
    const about = { id: visit.param('id'), version: versionIn(form) }
    const done =
      decision === 'overnemen'
        ? await approveNameChange(context, about)
        : await refuseNameChange(context, { ...about, answer })
    switch (done.outcome) {
      case 'approved':
        return leaveFor(visit, list, 'De nieuwe naam is overgenomen. Er is een bericht verstuurd.')
      case 'refused':
        return leaveFor(
          visit,
          list,
          'De naam blijft zoals die is. Er is een bericht met de reden verstuurd.',
        )
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                Deze aanvraag is intussen beantwoord of gewijzigd. Kijk hoe die er nu voor staat.
              </p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})
