import type { FollowUp } from '#domain/certification/follow-up/follow-up.ts'
import { followUpRule, followUpWords } from '#domain/certification/follow-up/follow-up.ts'
import { findFollowUp, openFollowUps } from '#domain/certification/follow-up/queries.ts'
import { settleFollowUp } from '#domain/certification/follow-up/settle-follow-up.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, text } from '#web/forms/questions.tsx'
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

/** Whether a register asks anything of who has been in a category for so long, in any version. */
export function asksFollowUps({ versions }: Pick<Register, 'versions'>): boolean {
  return versions.some(({ regulation }) =>
    regulation.categories.some(({ followUp }) => followUp !== undefined),
  )
}

/** What waits after so long in a category. */
export async function showFollowUps(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  if (!asksFollowUps(register)) notFound()
  const all = await openFollowUps(visit.context)
  const { free: waiting, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: `Vervolg (${waiting.length})`,
    ...inWork(register),
    lead: <p class="lead">Wie al een tijd in een categorie staat die verder moet.</p>,
    list: {
      caption: 'Wie al een tijd in een categorie staat, de oudste eerst',
      rows: waiting,
      columns: ({ name, text: words, day: on }) => [
        name(
          'Naam',
          ({ name: who }) => who,
          ({ id }) => paths.workFollowUp(register.id, id),
        ),
        words('Categorie', ({ category }) => labelOfCategory(register, category)),
        words('Antwoord', ({ answer }) => answerWords(answer)),
        on('Gevraagd op', ({ askedOn }) => askedOn),
        words('Wacht', ({ askedOn }) => ageInWords(askedOn, today), { nowrap: true }),
      ],
      empty: {
        title: 'Alles is gedaan',
        text: <p>Er is niemand die al te lang in een categorie staat.</p>,
      },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

function answerWords(answer: FollowUp['answer']): string {
  if (answer === undefined) return 'Nog geen'
  return answer.is === 'done' ? 'Gedaan' : `Nog niet, voor ${formatDay(answer.again)}`
}

/** One of them, to settle with a note. */
export const followUpCheck = formPage({
  load: async (visit: Visit) => {
    const followUp = (await findFollowUp(visit.context, idIn(visit))) ?? notFound()
    const member = (await findMember(visit.context, followUp.registrationId)) ?? notFound()
    return { followUp, member }
  },
  form: () =>
    form({
      note: text('aantekening', 'Wat is er afgesproken?', {
        hint: 'Dit blijft bij het bureau.',
        required: 'Schrijf op wat er is afgesproken.',
        rows: 4,
        most: 2000,
      }),
      next: day('opnieuw', 'Opnieuw vragen op', {
        hint: 'Laat leeg als het niet meer hoeft te worden gevraagd.',
        optional: true,
      }),
    }),
  known: (_, { followUp: { answer } }) => (answer?.is === 'later' ? { next: answer.again } : {}),
  page: ({ context }, { followUp, member }) => {
    const { register } = context
    const { answer, settled } = followUp
    return {
      title: `Vervolg voor ${member.name}`,
      ...inWork(register, { label: 'Vervolg', href: paths.workFollowUps(register.id) }),
      version: followUp.version,
      button: 'Afhandelen',
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Categorie', value: labelOfCategory(register, followUp.category) },
              {
                term: 'Vraag',
                value: followUpRule(context, followUp.category)?.question ?? 'Niet meer gevraagd',
              },
              { term: 'Stand', value: followUpWords(followUp) },
              answer?.is === 'later' && {
                term: 'Toelichting',
                value: <span class="preserve">{answer.explanation}</span>,
              },
              settled !== undefined &&
                settled.note !== '' && {
                  term: 'Afgesproken',
                  value: <span class="preserve">{settled.note}</span>,
                },
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
          {settled === undefined && (
            <p>
              De registratie verandert hierdoor niet. Vraagt {member.name} een andere categorie aan,
              dan sluit dit vanzelf zodra die is toegekend.
            </p>
          )}
        </>
      ),
      frame: (asked) => (settled === undefined ? asked : null),
    }
  },
  save: async (visit, { note, next }, { followUp }) => {
    const { register } = visit.context
    const done = await settleFollowUp(visit.context, {
      id: followUp.id,
      version: versionIn(visit.form),
      note,
      next,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'not-ahead':
        return { wrong: { next: 'Kies een dag na vandaag, of laat dit leeg.' } }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Dit is intussen beantwoord of afgehandeld. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'settled':
        return leaveFor(visit, paths.workFollowUps(register.id), 'Het is afgehandeld.')
    }
  },
})
