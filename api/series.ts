import { createRoute, z } from '@hono/zod-openapi'
import type { Self } from '#domain/dossier/series/queries.ts'
import { selfIn, seriesOf } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMember } from '#domain/dossier/series/series.ts'
import { calledIn, presenceOf, wordOf } from '#domain/dossier/series/series.ts'
import type { Answer } from './answer.ts'
import { described, notFound, problem } from './answer.ts'
import { readQuery } from './query.ts'
import type { Asking, SignedInRoute } from './signed-in.ts'
import { refusedByTheGate, withSession } from './signed-in.ts'

const nameOnDay = z.object({ name: z.string(), on: z.iso.date() })

export const ownSeries = z
  .object({
    series: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string().openapi({ description: 'The id of the kind in the regulation.' }),
        title: z.string(),
        setUpOn: z.iso.date(),
        setUpByYou: z.boolean(),
        endedOn: z.iso.date().nullable().openapi({ description: 'When it was taken back.' }),
        others: z.array(z.string()).openapi({ description: 'As the group may know them.' }),
        meetings: z.array(
          z.object({
            heldOn: z.iso.date(),
            hours: z.number().nullable().openapi({ description: 'Null where none are asked.' }),
            youSaid: z.enum(['present', 'absent']).nullable(),
            youSaidAbsent: z
              .array(z.string())
              .openapi({ description: 'Who of the others you said was not there.' }),
            confirmedBy: z.array(nameOnDay),
            deniedBy: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .openapi('Series')

export type OwnSeriesBody = z.output<typeof ownSeries>

/** GET /{register}/series: the series of meetings in which who asks takes part, to take along. */
export const seriesRoute: SignedInRoute = {
  description: createRoute({
    method: 'get',
    path: '/{register}/series',
    operationId: 'getOwnSeries',
    summary: 'Your own series of meetings of a group',
    description:
      'In which you take part or were asked to, with what you said of each meeting and who confirms that you were there. Addresses of others are not in it.',
    ...withSession,
    request: {
      params: z.object({
        register: z.string().openapi({ description: 'The id of the register.', example: 'krsd' }),
      }),
    },
    responses: {
      200: described(ownSeries, 'The series, the newest first.'),
      400: described(problem, 'The question is not right.'),
      ...refusedByTheGate,
    },
  }),
  who: 'registered',
  handle: giveSeries,
  fileName: (register) => `${register}-reeksen.json`,
}

async function giveSeries({ context, actor, url }: Asking): Promise<Answer<OwnSeriesBody>> {
  const query = readQuery(url, [])
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
