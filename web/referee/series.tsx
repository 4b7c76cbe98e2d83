import { answerSeries } from '#domain/dossier/series/answer-series.ts'
import { leaveSeries } from '#domain/dossier/series/leave-series.ts'
import { findSeries, findSeriesLink } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMember } from '#domain/dossier/series/series.ts'
import { calledIn, isIn, meetingsToAnswer } from '#domain/dossier/series/series.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { Button, ButtonGroup, ConfirmationPanel, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { page } from '#web/page.tsx'
import {
  meetingText,
  othersOf,
  presenceForm,
  presenceKnown,
  presencesIn,
  revisionsOf,
} from '#web/professional/series.form.tsx'
import { changedMeanwhile } from '#web/professional/series.tsx'
import { plainPage, unknownLink } from '#web/referee/plain-page.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Linked {
  readonly series: Series
  readonly member: SeriesMember
  readonly expiresOn: Temporal.PlainDate
}

/** What a member of a group without an account here is asked. Opening the link changes nothing. */
export const seriesByLinkPage = formPage({
  load,
  form: (visit, { series, member }) => presenceForm(visit, series, member.id),
  known: (visit, { series, member }) => presenceKnown(series, member.id, visit.context.today),
  page: (visit, { series, member, expiresOn }) => {
    const { register, you, You, your, say } = speech(visit)
    const { today } = visit.context
    const starter = series.members.find(({ setUp }) => setUp)
    const answerable = meetingsToAnswer(series, today).length > 0
    const planned = series.meetings.filter(
      ({ heldOn, cancelledOn }) =>
        cancelledOn === undefined && Temporal.PlainDate.compare(heldOn, today) > 0,
    )
    return {
      title: `Bij welke bijeenkomsten was ${you}?`,
      hidden: true,
      lead: (
        <>
          <p class="lead">
            {starter?.name ?? 'Een deelnemer'} zette ‘{series.title}’ klaar in het {register.name}{' '}
            en noemt {you} als deelnemer. {You} hebt geen account nodig.
          </p>
          <SummaryList
            items={[
              {
                term: 'De anderen',
                value: formatList(othersOf(series, member.id).map((one) => calledIn(series, one))),
              },
              planned.length > 0 && {
                term: 'Nog te houden',
                value: formatList(planned.map(meetingText)),
              },
            ]}
          />
          {!answerable && (
            <p>
              Er is nog geen bijeenkomst geweest. Daarna {say('krijg je', 'krijgt u')} een e-mail om
              te bevestigen.
            </p>
          )}
        </>
      ),
      form: { guard: true, hidden: revisionsOf(series, today) },
      end: (
        <p class="subtle">
          Antwoorden en wijzigen kan met deze link tot en met {formatDay(expiresOn)}. We gebruiken{' '}
          {your} naam en e-mailadres alleen hiervoor. De groep en wie hun bijeenkomsten beoordeelt,
          ook in een ander register, zien {your} antwoord.
        </p>
      ),
      beside: null,
      button: (
        <ButtonGroup>
          {answerable && <Button>Bevestigen</Button>}
          <Button variant="link" name="intent" value="niet">
            Ik hoor niet bij deze groep
          </Button>
        </ButtonGroup>
      ),
    }
  },
  sent: async (visit, { series, member }) => {
    if (visit.form.value('intent') !== 'niet') return undefined
    const { You } = speech(visit)
    await leaveSeries(asMember(visit.context, member.id), series.id, member.id)
    return thanksPage(
      visit,
      `${You} krijgt hierover geen e-mail meer. Wat al was bevestigd, blijft staan.`,
    )
  },
  save: async (visit, answers, { series, member }) => {
    const { Your } = speech(visit)
    const said = presencesIn(series, answers, visit.form)
    const who = { seriesId: series.id, memberId: member.id }
    const done = await answerSeries(asMember(visit.context, member.id), who, said)
    switch (done.outcome) {
      case 'stale':
        return { stale: changedMeanwhile }
      case 'ended':
      case 'not-found':
        return closedPage(visit)
      case 'answered':
        return thanksPage(
          visit,
          `${Your} antwoord over ${counted(done.meetings, 'bijeenkomst', 'bijeenkomsten')} is bewaard. Met dezelfde link kan het nog worden gewijzigd.`,
          series,
        )
    }
  },
})

async function load(visit: Visit): Promise<Linked | Response> {
  const { context } = visit
  const token = visit.param('token')
  const link = token.length > 200 ? undefined : await findSeriesLink(context, token)
  if (link === undefined) return unknownLink(visit, 'een bevestiging')
  const series = await findSeries(context, link.seriesId)
  const member = series?.members.find(({ id }) => id === link.memberId)
  if (series === undefined || member === undefined) return unknownLink(visit, 'een bevestiging')
  if (series.endedOn !== undefined || !isIn(member)) return closedPage(visit)
  if (Temporal.PlainDate.compare(context.today, link.expiresOn) > 0) {
    return expiredPage(visit, series, link.expiresOn)
  }
  return { series, member, expiresOn: link.expiresOn }
}

function closedPage(visit: Visit): Promise<Response> {
  const { You } = speech(visit)
  return plainPage(
    visit,
    { title: 'Hier is niets meer te bevestigen', status: 410 },
    <>
      De reeks is ingetrokken, of {You.toLowerCase()} doet er niet meer aan mee. {You} hoeft niets
      te doen.
    </>,
  )
}

function expiredPage(
  visit: Visit,
  { members }: Series,
  expiresOn: Temporal.PlainDate,
): Promise<Response> {
  const starter = members.find(({ setUp }) => setUp)
  return plainPage(
    visit,
    { title: 'Deze link werkt niet meer', status: 410 },
    <>
      Antwoorden kon tot en met {formatDay(expiresOn)}. Vraag{' '}
      {starter?.name ?? 'wie de reeks klaarzette'} om een nieuwe e-mail.
    </>,
  )
}

function thanksPage(visit: Visit, said: string, series?: Pick<Series, 'title'>): Promise<Response> {
  const { register, your, say } = speech(visit)
  // What a register keeps of a group, no other sees.
  const others = [...visit.context.platform.registers.values()].filter(
    ({ id }) => id !== register.id,
  )
  const title = `Bedankt voor ${your} antwoord`
  return page(
    visit,
    { title, hidden: true },
    <ConfirmationPanel title={title}>
      <p>{said}</p>
      {series !== undefined && others.length > 0 && (
        <p>
          {say('Heb je', 'Hebt u')} een portfolio in een ander register, zoals{' '}
          {formatChoice(others.map(({ name }) => `het ${name}`))}, met dit e-mailadres? Daar komen
          deze bijeenkomsten uiterlijk morgen in, als een ander van ‘{series.title}’ ze bevestigt.
          Hoe ze daar tellen, bepaalt dat register.
        </p>
      )}
    </ConfirmationPanel>,
  )
}

function asMember(context: Context, memberId: string): Context {
  return { ...context, actor: { kind: 'referee', requestId: memberId } }
}
