import { createRoute, z } from '@hono/zod-openapi'
import type { Self } from '#domain/dossier/series/queries.ts'
import { selfIn, seriesOf } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMember } from '#domain/dossier/series/series.ts'
import { calledIn, presenceOf, wordOf } from '#domain/dossier/series/series.ts'
import type { Answer } from './answer.ts'
import { described, describedProblem, notFound } from './answer.ts'
import { readQuery } from './query.ts'
import type { Asking, SignedInRoute } from './signed-in.ts'
import { refusedByTheGate, withSession } from './signed-in.ts'

const nameOnDay = z.object({
  name: z.string().openapi({ title: 'naam', description: 'Wie het bevestigt.' }),
  on: z.iso.date().openapi({ title: 'op', description: 'De dag waarop dat gebeurde.' }),
})

const meeting = z.object({
  heldOn: z.iso.date().openapi({ title: 'gehouden op', description: 'De dag van de bijeenkomst.' }),
  hours: z.number().nullable().openapi({
    title: 'uren',
    description: 'Hoeveel uur; null als daar niet naar wordt gevraagd.',
  }),
  youSaid: z.enum(['present', 'absent']).nullable().openapi({
    title: 'wat jij zei',
    description: 'Of je zei dat je er was; null als je nog niets zei.',
  }),
  youSaidAbsent: z.array(z.string()).openapi({
    title: 'afwezig volgens jou',
    description: 'Wie er volgens jou niet bij was.',
  }),
  confirmedBy: z
    .array(nameOnDay)
    .openapi({ title: 'bevestigd door', description: 'Wie bevestigt dat je erbij was.' }),
  deniedBy: z
    .array(z.string())
    .openapi({ title: 'ontkend door', description: 'Wie zegt dat je er niet bij was.' }),
})

const oneSeries = z.object({
  id: z.uuid().openapi({ title: 'id', description: 'Het kenmerk van de reeks.' }),
  kind: z.string().openapi({
    title: 'soort',
    description: 'Het soort activiteit, zoals het in het reglement heet.',
  }),
  title: z.string().openapi({ title: 'titel', description: 'Hoe de groep heet.' }),
  setUpOn: z.iso
    .date()
    .openapi({ title: 'begonnen op', description: 'De dag waarop de reeks is gemaakt.' }),
  setUpByYou: z
    .boolean()
    .openapi({ title: 'zelf begonnen', description: 'Of je de reeks zelf hebt gemaakt.' }),
  endedOn: z.iso.date().nullable().openapi({
    title: 'gestopt op',
    description: 'De dag waarop de reeks is ingetrokken; null als dat niet zo is.',
  }),
  others: z
    .array(z.string())
    .openapi({ title: 'anderen', description: 'De anderen, zoals de groep hen kent.' }),
  meetings: z.array(meeting).openapi({
    title: 'bijeenkomsten',
    description: 'De bijeenkomsten, zonder wat niet doorging.',
  }),
})

export const ownSeries = z
  .object({
    series: z
      .array(oneSeries)
      .openapi({ title: 'reeksen', description: 'De reeksen, de nieuwste eerst.' }),
  })
  .openapi('Series')

export type OwnSeriesBody = z.output<typeof ownSeries>

/** GET /{register}/series: the series of meetings in which who asks takes part, to take along. */
export const seriesRoute: SignedInRoute = {
  description: createRoute({
    method: 'get',
    path: '/{register}/series',
    operationId: 'getOwnSeries',
    summary: 'De eigen reeksen bijeenkomsten van een groep',
    description:
      'Waar je aan meedoet of voor bent gevraagd, met wat je van elke bijeenkomst zei en wie bevestigt dat je erbij was. Adressen van anderen staan er niet in.',
    ...withSession,
    request: {
      params: z.object({
        register: z.string().openapi({
          title: 'register',
          description: 'Hoe het register in het adres heet.',
          example: 'krsd',
        }),
      }),
    },
    responses: {
      200: described(ownSeries, 'De reeksen, de nieuwste eerst.'),
      400: describedProblem('De vraag klopt niet.'),
      ...refusedByTheGate,
    },
  }),
  who: 'registered',
  handle: giveSeries,
  fileName: (register) => `${register}-reeksen.json`,
}

async function giveSeries({ context, actor, url }: Asking): Promise<Answer<OwnSeriesBody>> {
  const query = readQuery(url)
  if (query.is === 'refused') return query.answer
  if (actor.kind !== 'account') return notFound
  const { accountId, email } = actor
  const registrationId = actor.registrationId ?? actor.endedRegistrationId
  if (registrationId === undefined) return notFound
  const self: Self = { registrationId, accountId, email }
  const all = await seriesOf(context, self)
  const series = all.flatMap((one) => {
    const me = selfIn(one, self)
    return me === undefined ? [] : [asJson(one, me)]
  })
  return { status: 200, body: { series } }
}

function asJson(series: Series, me: SeriesMember): OwnSeriesBody['series'][number] {
  const { id, kind, title, setUpOn, endedOn, members } = series
  const others = members.filter((member) => member.id !== me.id && member.status !== 'removed')
  return {
    id,
    kind,
    title,
    setUpOn: setUpOn.toString(),
    setUpByYou: me.setUp,
    endedOn: endedOn?.toString() ?? null,
    others: others.map((member) => calledIn(series, member)),
    meetings: series.meetings
      .filter(({ cancelledOn }) => cancelledOn === undefined)
      .map((meeting) => {
        const { says, confirmed, denied } = wordOf(series, meeting, me.id)
        const absent = presenceOf(series, meeting, me.id)?.absent ?? []
        return {
          heldOn: meeting.heldOn.toString(),
          hours: meeting.hours === undefined ? null : meeting.hours / 100,
          youSaid: says ?? null,
          youSaidAbsent: members
            .filter((member) => absent.includes(member.id))
            .map((member) => calledIn(series, member)),
          confirmedBy: confirmed.map(({ name, on }) => ({ name, on: on.toString() })),
          deniedBy: [...denied],
        }
      }),
  }
}
