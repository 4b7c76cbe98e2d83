import type { InspectedAllocation } from '#domain/allocation/inspection/inspection.ts'
import {
  findInspection,
  inspectionDays,
  listInspections,
  makeInspection,
  mostInspected,
  openInspection,
  withdrawInspection,
} from '#domain/allocation/inspection/inspection.ts'

import { SaidDecision, saidOutcome } from '#web/allocation/said-view.tsx'
import { form } from '#web/forms/form.tsx'
import { day, line } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  Details,
  formatCount,
  formatDay,
  formatMoment,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

// What an inspector sees of the decisions of an organisation, by a link that works once.

interface InspectionAnswers {
  readonly whom: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

const make: Required<Handlers> = formPage({
  load: async (visit: Visit) => {
    const { organisation } = actingOf(visit)
    return { waiting: await listInspections(visit.context, organisation.id) }
  },
  form: () =>
    form<InspectionAnswers>({
      whom: line('wie', 'Voor wie is de link?', {
        width: 'l',
        most: 200,
        hint: 'Bijvoorbeeld: Inspectie Gezondheidszorg en Jeugd.',
        required: 'Vul in voor wie de link is.',
      }),
      first: day('van', 'Beslissingen vanaf', { required: 'Vul de eerste dag in.' }),
      last: day('tot', 'Tot en met', { required: 'Vul de laatste dag in.' }),
    }),
  known: ({ context: { today } }) => ({ first: today.subtract({ years: 1 }), last: today }),
  page: (visit, { waiting }) => {
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    const own = inOrganisation(visit)
    return {
      title: 'Laten zien aan een inspectie',
      ...own,
      breadcrumb: [
        ...own.breadcrumb,
        { label: 'Werktoedeling', href: paths.allocations(register.id, organisation.id) },
      ],
      lead: (
        <p class="lead">
          Met een link ziet een inspecteur alle beslissingen van een periode, zonder account. De
          link werkt één keer, en {inspectionDays} dagen lang.
        </p>
      ),
      form: { guard: true },
      button: 'Link maken',
      back: {
        label: 'Terug',
        href: paths.allocations(register.id, organisation.id),
        link: true,
      },
      after: waiting.length > 0 && (
        <>
          <h2>Links die nog niet zijn gebruikt</h2>
          <List
            visit={visit}
            caption="Links die wachten, de laatste eerst"
            rows={waiting}
            columns={({ name, day: on, text, button }) => [
              name('Voor wie', ({ whom }) => whom),
              on('Vanaf', ({ first }) => first),
              on('Tot en met', ({ last }) => last),
              text('Werkt tot', ({ expiresAt }) => formatMoment(expiresAt)),
              button('Intrekken', ({ id, whom }) => (
                <PageForm visit={visit} hidden={{ doe: 'intrekken', link: id }}>
                  <Button variant="link" about={whom}>
                    Trek in
                  </Button>
                </PageForm>
              )),
            ]}
          />
        </>
      ),
    }
  },
  sent: async (visit) => {
    if (visit.form.value('doe') !== 'intrekken') return undefined
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    const done = await withdrawInspection(visit.context, organisation.id, visit.form.value('link'))
    const here = paths.makeInspection(register.id, organisation.id)
    return done.outcome === 'withdrawn'
      ? leaveFor(visit, here, 'De link is ingetrokken.')
      : leaveFor(visit, here, 'Deze link is er niet meer.', 'info')
  },
  save: async (visit, { whom, first, last }) => {
    const { organisation } = actingOf(visit)
    const done = await makeInspection(visit.context, organisation.id, { whom, first, last })
    switch (done.outcome) {
      case 'made':
        return madePage(visit, done.url, whom)
      case 'days':
        return { wrong: { last: 'De laatste dag is voor de eerste. Draai ze om.' } }
      case 'too-many':
        return { wrong: { whom: 'Er wachten al tien links. Trek er eerst een in.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Making a link for an inspector, and taking one back. */
export const makeInspectionPage: Handlers = make

// The link is shown once: nobody finds it here again.
function madePage(visit: Visit, url: string, whom: string): Promise<Response> {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const own = inOrganisation(visit)
  return titledPage(
    visit,
    { title: 'De link is gemaakt', ...own },
    <>
      <Alert type="success" title={`Geef deze link aan ${whom}`} focus>
        <p>
          <code class="preserve">{url}</code>
        </p>
        <p>
          We laten de link hier één keer zien. Wie de link heeft, kan de beslissingen één keer
          openen.
        </p>
      </Alert>
      <p>
        <a href={paths.allocations(register.id, organisation.id)}>Terug naar de werktoedeling</a>
      </p>
    </>,
  )
}

const dead = {
  used: 'Deze link is al gebruikt. Vraag de organisatie om een nieuwe.',
  expired: 'Deze link werkt niet meer. Vraag de organisatie om een nieuwe.',
  unknown: 'Deze link is er niet. Kijk of de link helemaal is overgenomen.',
} as const

/** What an inspector opens by the link: first what it is, and with a press of the button all of it. */
export const inspectionPage: Handlers = {
  get: async (visit) => {
    const found = await findInspection(visit.context, visit.param('token'))
    if (found.outcome !== 'usable') return deadPage(visit, found.outcome)
    const { organisation, first, last } = found
    return confirmPage(visit, {
      title: `Beslissingen van ${organisation}`,
      hidden: true,
      lead: (
        <p class="lead">
          Wie deed welk werk in de jeugdhulp, en waarom? Dit zijn alle beslissingen van{' '}
          {organisation} van {formatDay(first)} tot en met {formatDay(last)}. De link werkt één
          keer: bewaar of print de pagina die volgt.
        </p>
      ),
      form: { mayRepeat: true },
      button: 'Beslissingen openen',
    })
  },
  post: async (visit) => {
    const opened = await openInspection(visit.context, visit.param('token'))
    if (opened.outcome !== 'opened') return deadPage(visit, opened.outcome)
    const { organisation, decisions, total, first, last } = opened
    const whole = decisions.flatMap(({ checked }) => (checked.outcome === 'whole' ? [checked] : []))
    const right = whole.filter(({ signed, decidedAlike }) => signed && decidedAlike).length
    const explained = whole.filter(({ said }) => said.choice.is === 'explain').length
    return titledPage(
      visit,
      {
        title: `Beslissingen van ${organisation}`,
        hidden: true,
        caption: `${formatDay(first)} tot en met ${formatDay(last)}`,
        lead: total > 0 && (
          <>
            <SummaryList
              items={[
                { term: 'Beslissingen', value: formatCount(total) },
                { term: 'Norm toegepast', value: formatCount(whole.length - explained) },
                { term: 'Uitgelegd waarom het anders gaat', value: formatCount(explained) },
                {
                  term: 'Zojuist nagerekend',
                  value: `${formatCount(right)} van ${formatCount(decisions.length)} kloppen: ondertekend, niet veranderd, en de tabel leidt nog eens tot dezelfde uitkomst`,
                },
              ]}
            />
            {total > decisions.length && (
              <p>
                Dit zijn de eerste {formatCount(mostInspected)}. Vraag een link van een kortere
                periode.
              </p>
            )}
          </>
        ),
      },
      decisions.length === 0 ? (
        <p>In deze periode is niets vastgelegd.</p>
      ) : (
        decisions.map((one) => <Decision one={one} />)
      ),
    )
  },
}

function Decision({ one: { checked, replacedOn, id } }: { readonly one: InspectedAllocation }) {
  if (checked.outcome === 'refused') {
    return (
      <section aria-label={`Beslissing ${id}`}>
        <h2>Beslissing {id}</h2>
        <p>
          <Tag colour="red">Klopt niet</Tag> Aan deze beslissing is iets veranderd na het
          ondertekenen.
        </p>
      </section>
    )
  }
  const { said, signed, decidedAlike } = checked
  return (
    <section aria-label={said.work}>
      <h2>{said.work}</h2>
      <p>
        <Tag colour={said.choice.is === 'explain' ? 'yellow' : 'green'}>
          {said.choice.is === 'explain' ? 'Uitgelegd' : 'Toegepast'}
        </Tag>{' '}
        <Tag colour={signed && decidedAlike ? 'green' : 'red'}>
          {signed && decidedAlike ? 'Nagerekend: klopt' : 'Nagerekend: klopt niet'}
        </Tag>{' '}
        {replacedOn !== undefined && <Tag colour="grey">Vervangen op {formatDay(replacedOn)}</Tag>}
      </p>
      <p>
        {formatDay(said.decidedOn)}: {saidOutcome(said)}.
      </p>
      <Details summary="De hele beslissing">
        <SaidDecision says={said} />
      </Details>
    </section>
  )
}

function deadPage(visit: Visit, why: keyof typeof dead): Promise<Response> {
  return titledPage(
    visit,
    { title: 'Deze link werkt niet', hidden: true, status: why === 'unknown' ? 404 : 410 },
    <p>{dead[why]}</p>,
  )
}
