import { scansOf } from '#domain/development/competence-scan/queries.ts'
import { courseOf } from '#domain/development/competence-scan/scan.ts'
import type { Invitation, Results, Round } from '#domain/development/feedback-round/feedback.ts'
import { leastAsked } from '#domain/development/feedback-round/feedback.ts'
import { askMore } from '#domain/development/feedback-round/open-round.ts'
import { findRound, invitationsOf } from '#domain/development/feedback-round/queries.ts'
import {
  withdrawInvitation,
  withdrawRound,
} from '#domain/development/feedback-round/withdraw-round.ts'
import { counted } from '#language/numbers.ts'
import { askedErrors } from '#web/development/ask-feedback.tsx'
import { inDevelopment } from '#web/development/crumbs.ts'
import { roundWords } from '#web/development/development.tsx'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import {
  Button,
  DataTable,
  Details,
  EmptyState,
  formatDay,
  formatNumber,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { endedRegistrationOf, idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Loaded {
  readonly round: Round
  readonly invited: readonly Invitation[]
  readonly own: ReadonlyMap<string, number>
}

/** A round of feedback: while it is open who was asked, and once it is closed what they say together. */
export const feedbackRoundPage = formPage<{ people: string }, Loaded>({
  load: async (visit: Visit) => {
    const { context } = visit
    const registrationId = registrationOf(visit)
    const round = (await findRound(context, registrationId, idIn(visit))) ?? notFound()
    if (round.status === 'withdrawn') notFound()
    const { done } = await scansOf(context, registrationId)
    return {
      round,
      invited: await invitationsOf(context, round.id),
      own: new Map(courseOf(done).map(({ competence, last }) => [competence, last.rating])),
    }
  },
  form: (visit) => {
    const { say } = speech(visit)
    return form({
      people: text('people', `Wie ${say('wil je', 'wilt u')} nog meer vragen?`, {
        hint: 'Elke collega op een eigen regel: de naam, en daarachter het e-mailadres van het werk.',
        required: 'Vul in wie er nog worden gevraagd.',
        rows: 4,
        most: 12_000,
        counted: false,
      }),
    })
  },
  page: (visit, { round, invited, own }, cameBack) => {
    const { register, You } = speech(visit)
    const open = round.status === 'open'
    const may = open && endedRegistrationOf(visit) === undefined
    return {
      title: `Feedbackronde van ${formatDay(round.openedOn)}`,
      ...inDevelopment(visit),
      aside: <Tag colour={open ? 'blue' : 'grey'}>{open ? 'Open' : 'Klaar'}</Tag>,
      lead: open ? (
        <p class="lead">
          De ronde is {roundWords(round)}. De ochtend daarna staat hier wat collega’s samen zeggen,
          als het er genoeg zijn. Tot dan ziet niemand iets, ook niet hoeveel er antwoordden.
        </p>
      ) : (
        <ClosedRound {...{ visit, round, own }} />
      ),
      button: 'Deze collega’s ook vragen',
      frame: (asked) =>
        open ? (
          <>
            <Asked {...{ visit, round, invited, may }} />
            {may && (
              <>
                <Details summary="Meer collega’s vragen" open={(cameBack.errors ?? []).length > 0}>
                  {asked}
                </Details>
                <p>
                  <a href={paths.withdrawFeedback(register.id, round.id)}>Deze ronde intrekken</a>.{' '}
                  {You} ziet dan niets van wat er is geantwoord.
                </p>
              </>
            )}
          </>
        ) : null,
    }
  },
  sent: async (visit, { round }) => {
    const { register } = speech(visit)
    const invitation = visit.form.value('invitation')
    if (invitation === '') return undefined
    const done = await withdrawInvitation(
      visit.context,
      registrationOf(visit),
      round.id,
      invitation,
    )
    if (done === 'too-few') {
      return leaveFor(
        visit,
        paths.feedbackRound(register.id, round.id),
        `Vraag eerst iemand anders: van minder dan ${formatNumber(leastAsked(round))} gevraagde mensen is te raden wie wat zei.`,
        'info',
      )
    }
    return leaveFor(
      visit,
      paths.feedbackRound(register.id, round.id),
      done === 'withdrawn'
        ? 'De vraag is ingetrokken: de link werkt niet meer. Was er al een antwoord, dan blijft dat erbij. Of dat zo is, weet niemand.'
        : 'Deze ronde is niet meer open.',
      done === 'withdrawn' ? 'success' : 'info',
    )
  },
  save: async (visit, { people }, { round }) => {
    const { register } = speech(visit)
    const done = await askMore(visit.context, registrationOf(visit), round.id, people)
    switch (done.outcome) {
      case 'wrong':
        return { errors: askedErrors(visit, done.problems) }
      case 'closed':
        return leaveFor(
          visit,
          paths.feedbackRound(register.id, round.id),
          'Deze ronde is niet meer open.',
          'info',
        )
      case 'asked':
        return leaveFor(
          visit,
          paths.feedbackRound(register.id, round.id),
          `${counted(done.asked, 'collega krijgt', 'collega’s krijgen')} een e-mail.`,
        )
    }
  },
})

function Asked({
  visit,
  round,
  invited,
  may,
}: {
  readonly visit: Visit
  readonly round: Round
  readonly invited: readonly Invitation[]
  readonly may: boolean
}) {
  return (
    <>
      {round.note !== '' && <blockquote class="preserve">{round.note}</blockquote>}
      <DataTable
        caption="Wie er zijn gevraagd"
        rows={invited}
        columns={[
          { header: 'Naam', cell: ({ name }) => name, primary: true },
          { header: 'E-mailadres', cell: ({ email }) => email, breaks: true },
          {
            header: 'Gevraagd op',
            cell: ({ sentOn, withdrawnOn, refusesMail }) =>
              withdrawnOn !== undefined
                ? `Ingetrokken op ${formatDay(withdrawnOn)}`
                : refusesMail
                  ? 'Het adres weigert onze e-mail. Trek de vraag in en vraag een ander.'
                  : formatDay(sentOn),
          },
          ...(may
            ? [
                {
                  header: 'Intrekken',
                  headerHidden: true,
                  cell: ({ id, name, withdrawnOn }: Invitation) =>
                    withdrawnOn === undefined && (
                      <PageForm visit={visit} hidden={{ invitation: id }}>
                        <Button variant="link" about={`aan ${name}`}>
                          Vraag intrekken
                        </Button>
                      </PageForm>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

function ClosedRound({
  visit,
  round,
  own,
}: {
  readonly visit: Visit
  readonly round: Round
  readonly own: ReadonlyMap<string, number>
}) {
  const { register, your, Your, say } = speech(visit)
  const { results, shownFrom, activityId } = round
  if (results === undefined) {
    return (
      <EmptyState title={`Er waren minder dan ${shownFrom} antwoorden`}>
        <p>
          Daarom is er niets te zien. Wat er was geantwoord, is ongelezen weggegooid: zo blijft
          iedereen onbekend.
        </p>
      </EmptyState>
    )
  }
  return (
    <>
      <p class="lead">
        Minstens {shownFrom} collega’s antwoordden. Samen zeggen die dit over {your} werk.
      </p>
      {activityId !== undefined && (
        <p>
          Deze ronde staat ook als activiteit in {your} portfolio.{' '}
          <a href={paths.activity(register.id, activityId)}>Bekijk de activiteit</a>
        </p>
      )}
      <ResultsTable {...{ visit, round, results, own }} />
      {results.questions.map(({ id, label, texts }) => (
        <section aria-labelledby={`vraag-${id}`}>
          <h2 id={`vraag-${id}`}>{label}</h2>
          {texts === undefined ? (
            <p>Minder dan {shownFrom} collega’s schreven hier iets. Daarom staat het er niet.</p>
          ) : (
            <ul>
              {texts.map((said) => (
                <li class="preserve">{said}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <p>
        <a href={paths.development(register.id)}>
          {say('Jouw', 'Uw')} ontwikkelpunten en wat er te leren is
        </a>
      </p>
      <p class="subtle">
        Gemiddelden zijn afgerond op een half, de uiterste antwoorden staan er nooit alleen, en
        teksten staan op alfabet. Zo is niet te zien wie wat zei. {Your} eigen antwoord is dat van{' '}
        {say('je', 'uw')} laatste scan.
      </p>
    </>
  )
}

function ResultsTable({
  visit,
  round,
  results,
  own,
}: {
  readonly visit: Visit
  readonly round: Round
  readonly results: Results
  readonly own: ReadonlyMap<string, number>
}) {
  const { say } = speech(visit)
  const { scale } = round.asked
  return (
    <DataTable
      caption="Per competentie"
      rows={results.competences}
      columns={[
        { header: 'Competentie', cell: ({ label }) => label, primary: true },
        {
          header: 'Collega’s samen',
          cell: (together) =>
            together.average === undefined
              ? averageText(together, scale.length)
              : `${averageText(together, scale.length)}: ${nearest(scale, together.average)}`,
        },
        {
          header: say('Jij zelf', 'Uzelf'),
          cell: ({ id }) => {
            const rating = own.get(id)
            return rating === undefined ? 'Nog geen scan' : `${rating} van ${scale.length}`
          },
        },
      ]}
    />
  )
}

/** What colleagues say together of one competence, as a figure. */
export function averageText(
  { average, end }: Pick<Results['competences'][number], 'average' | 'end'>,
  of: number,
): string {
  if (average === undefined) return 'Te weinig antwoorden'
  const about = `Ongeveer ${formatNumber(average * 10)} van ${of}`
  if (end === undefined) return about
  return `${about}, of ${end === 'at-most' ? 'lager' : 'hoger'}`
}

// The answer, or the two answers between which the average lies.
function nearest(scale: readonly string[], average: number): string {
  const low = scale[Math.floor(average / 10) - 1] ?? ''
  const high = scale[Math.ceil(average / 10) - 1] ?? ''
  return low === high ? `‘${low}’` : `tussen ‘${low}’ en ‘${high}’`
}

/** Takes back a whole round. */
export const withdrawFeedbackPage: Handlers = {
  get: async (visit) => {
    const { register, say } = speech(visit)
    const round = await findRound(visit.context, registrationOf(visit), idIn(visit))
    if (round?.status !== 'open') return notFound()
    return confirmPage(
      visit,
      {
        title: 'Feedbackronde intrekken',
        heading: `${say('Wil je', 'Wilt u')} deze feedbackronde intrekken?`,
        ...inDevelopment(visit),
        button: 'Ronde intrekken',
        danger: true,
        back: { label: 'Niet intrekken', href: paths.feedbackRound(register.id, round.id) },
      },
      <p class="lead">
        Wat collega’s al hebben geantwoord, wordt ongelezen weggegooid. De links werken niet meer.
        Een nieuwe ronde kan pas later.
      </p>,
    )
  },
  post: async (visit) => {
    const { register } = speech(visit)
    const done = await withdrawRound(visit.context, registrationOf(visit), idIn(visit))
    if (done === 'closed') notFound()
    return leaveFor(visit, paths.development(register.id), 'De feedbackronde is ingetrokken.')
  },
}
