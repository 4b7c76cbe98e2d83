import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import type { OrganisationDouble } from '#domain/organisations/merge/find-doubles.ts'
import { findOrganisationDoubles, mostDoubles } from '#domain/organisations/merge/find-doubles.ts'
import type { SideBySide } from '#domain/organisations/merge/merge-organisations.ts'
import {
  mergeOrganisations,
  tellOrganisationsApart,
  weighOrganisations,
} from '#domain/organisations/merge/merge-organisations.ts'
import type { OrganisationLikeness } from '#domain/organisations/organisation/find-alike.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Alert, CompareColumns, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { factRows, organisationTag } from '#web/organisations/home.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

const likenessWords: Readonly<Record<OrganisationLikeness, string>> = {
  kvk: 'KvK-nummer',
  name: 'naam',
  address: 'adres',
}

/** The organisations that may well be one. */
export async function showOrganisationDoubles(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const doubles = await findOrganisationDoubles(visit.context)
  return listPage(visit, {
    title: 'Dubbele organisaties',
    ...inWork(register, { label: 'Organisaties', href: paths.workOrganisations(register.id) }),
    lead: (
      <p class="lead">
        Deze organisaties lijken op elkaar. Bekijk ze naast elkaar: is het dezelfde, voeg ze dan
        samen.
      </p>
    ),
    list: {
      caption: 'Organisaties die op elkaar lijken, wat het meest zegt eerst',
      rows: doubles,
      columns: ({ name, text: words }) => [
        name('Namen', pairOf, ({ one, other }) => {
          const [stays, goes] = staysFirst(one, other)
          return paths.workMergeOrganisations(register.id, stays.id, goes.id)
        }),
        words('Waarin', ({ in: kinds }) =>
          sentenceCase(formatList(kinds.map((kind) => likenessWords[kind]))),
        ),
      ],
      empty: { title: 'Geen dubbele organisaties gevonden' },
    },
    after: doubles.length === mostDoubles && <p>Dit zijn de eerste {mostDoubles}.</p>,
  })
}

function pairOf({ one, other }: OrganisationDouble): string {
  return `${one.name} (${one.city}) en ${other.name} (${other.city})`
}

// The one that was checked stays, or else the one that was there first.
function staysFirst(one: Organisation, other: Organisation): readonly [Organisation, Organisation] {
  const weigh = (of: Organisation) => (of.status === 'checked' ? 0 : 1)
  const order =
    weigh(one) - weigh(other) ||
    Temporal.PlainDate.compare(one.signedUpOn, other.signedUpOn) ||
    (one.id < other.id ? -1 : 1)
  return order <= 0 ? [one, other] : [other, one]
}

interface Merging {
  readonly what: 'samenvoegen' | 'apart'
  readonly reason: string
}

/** Two organisations beside each other: what a merge would do, doing it, or saying that they are two. */
export const mergeOrganisationsPage = formPage<Merging, SideBySide>({
  load: async (visit) => {
    const pair = { stays: idIn(visit), goes: visit.param('other') }
    return (await weighOrganisations(visit.context, pair)) ?? notFound()
  },
  form: (_, { stays, goes, stop }) =>
    form<Merging>({
      what: choice('wat', 'Wat is het?', {
        required: 'Kies of het dezelfde organisatie is.',
        options: [
          ...(stop === undefined
            ? [
                {
                  value: 'samenvoegen' as const,
                  label: 'Dezelfde organisatie',
                  hint: `${goes.name} gaat op in ${stays.name}. Dit is niet terug te draaien.`,
                },
              ]
            : []),
          { value: 'apart', label: 'Twee verschillende organisaties' },
        ],
      }),
      reason: text('reden', 'Waaruit blijkt dat?', {
        required: 'Schrijf op waaruit dat blijkt.',
        most: 1000,
        rows: 3,
      }),
    }),
  page: (visit, weighed) => {
    const { register } = visit.context
    const { stays, goes, members, stop } = weighed
    return {
      title: 'Is dit dezelfde organisatie?',
      ...inWork(
        register,
        { label: 'Organisaties', href: paths.workOrganisations(register.id) },
        { label: 'Dubbele organisaties', href: paths.workOrganisationDoubles(register.id) },
      ),
      lead: (
        <>
          <CompareColumns
            leftLabel="De organisatie die blijft"
            rightLabel="De organisatie die erin opgaat"
            left={<Side title="Blijft" organisation={stays} members={members.stays} />}
            right={<Side title="Gaat erin op" organisation={goes} members={members.goes} />}
          />
          {stop === 'own' && (
            <Alert type="info" title="Een collega doet dit">
              <p>Wie voor een van de twee werkt, voegt ze niet samen.</p>
            </Alert>
          )}
          {stop === 'checked-goes' && (
            <Alert type="warning" title="De gecontroleerde blijft">
              <p>
                <a href={paths.workMergeOrganisations(register.id, goes.id, stays.id)}>
                  Draai de twee om
                </a>
                : wie is gecontroleerd, gaat niet op in wie dat niet is.
              </p>
            </Alert>
          )}
        </>
      ),
      form: {
        hidden: { 'versie-blijft': String(stays.version), 'versie-gaat': String(goes.version) },
      },
      button: 'Vastleggen',
      frame: (asked) => (stop === 'own' ? null : asked),
    }
  },
  save: async (visit, { what, reason }, { stays, goes }) => {
    const { context, form: sent } = visit
    const list = paths.workOrganisationDoubles(context.register.id)
    if (what === 'apart') {
      const pair = { one: stays.id, other: goes.id, reason }
      const told = await tellOrganisationsApart(context, pair)
      return told.outcome === 'told-apart'
        ? leaveFor(visit, list, 'Vastgelegd: dit zijn twee organisaties.')
        : told.outcome === 'own'
          ? leaveFor(visit, list, 'Wie voor een van de twee werkt, legt dit niet vast.', 'warning')
          : leaveFor(visit, list, 'Dit was al vastgelegd.', 'info')
    }
    const done = await mergeOrganisations(context, {
      stays: stays.id,
      goes: goes.id,
      reason,
      versions: {
        stays: Number(sent.value('versie-blijft')),
        goes: Number(sent.value('versie-gaat')),
      },
    })
    switch (done.outcome) {
      case 'merged':
        return leaveFor(
          visit,
          paths.workOrganisation(context.register.id, stays.id),
          `${goes.name} is opgegaan in ${stays.name}. Alle mensen van beide krijgen bericht.`,
        )
      case 'no-reason':
        return { wrong: { reason: 'Schrijf op waaruit dat blijkt.' } }
      case 'stopped':
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Dit is niet opgeslagen" focus>
              <p>Een van de twee is intussen gewijzigd. Kijk hoe het er nu voor staat.</p>
            </Alert>
          ),
        }
    }
  },
})

function Side(props: {
  readonly title: string
  readonly organisation: Organisation
  readonly members: readonly OrganisationMember[]
}) {
  const { title, organisation, members } = props
  const acting = members.filter(({ status }) => status === 'active')
  return (
    <SummaryList
      title={`${title}: ${organisation.name}`}
      items={[
        { term: 'Stand', value: organisationTag(organisation).label },
        ...factRows(organisation),
        {
          term: 'Mensen',
          value: acting.length === 0 ? 'Niemand' : formatList(acting.map(({ name }) => name)),
        },
      ]}
    />
  )
}
