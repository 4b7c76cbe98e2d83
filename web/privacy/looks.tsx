import type { Looking } from '#domain/privacy/retention/who-looked.ts'
import { whoLooked } from '#domain/privacy/retention/who-looked.ts'
import { formatCount, formatDay } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { inPrivacy } from '#web/privacy/in-privacy.ts'
import type { Visit } from '#web/route.ts'

/** How far back is looked. */
const back = Temporal.Duration.from({ days: 30 })

/** Who opened how many files of people in the last month, and where that was many more than usual. */
export async function showLooksOfMany(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const from = today.subtract(back)
  return listPage<Looking>(visit, {
    title: 'Wie er keek',
    ...inPrivacy(register),
    lead: (
      <p class="lead">
        Wie er sinds {formatDay(from)} dossiers opende, en van hoeveel mensen. Opvallend is wie op
        één dag meer dan drie keer zo veel mensen bekeek als gebruikelijk is, en minstens twintig.
      </p>
    ),
    list: {
      caption: 'Wie er keek, de drukste dag eerst',
      rows: await whoLooked(context, from),
      columns: ({ name, text, day, status }) => [
        name('Wie', (one) => one.name),
        text('Mensen', ({ people }) => formatCount(people)),
        text('Dagen', ({ days }) => formatCount(days)),
        text('Meeste op één dag', ({ most }) => formatCount(most)),
        day('Drukste dag', ({ busiest }) => busiest),
        status('Stand', ({ unusual }) =>
          unusual
            ? { colour: 'yellow', label: 'Opvallend veel' }
            : { colour: 'grey', label: 'Gewoon' },
        ),
      ],
      empty: { title: 'Niemand opende een dossier' },
    },
  })
}
