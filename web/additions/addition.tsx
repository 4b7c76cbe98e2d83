import type { AdditionEvent } from '#domain/certification/addition/addition.ts'
import { additionLifecycle } from '#domain/certification/addition/addition.ts'
import type { AdditionPreview } from '#domain/certification/addition/preview-addition.ts'
import { previewAddition } from '#domain/certification/addition/preview-addition.ts'
import type { StoredAddition } from '#domain/certification/addition/queries.ts'
import { findAddition } from '#domain/certification/addition/queries.ts'
import { adoptAddition, withdrawAddition } from '#domain/certification/addition/settle-addition.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { nameOfAddition } from '#regulations/addition.ts'
import type { Register } from '#regulations/register.ts'
import { additionCrumb, labelOf, navOf, standOf, worthOf } from '#web/additions/additions.tsx'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, Button, ButtonGroup, Details, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** One addition: what it says, what it changes, and adopting or withdrawing it. */
export async function showAddition(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const addition = (await findAddition(context, idIn(visit))) ?? notFound()
  const { file, status, text, hash } = addition
  const { colour, label } = standOf(addition, today)
  // Amber is for who has to do something: whoever proposed it does not.
  const waits = status === 'proposed' && addition.proposer === accountOf(visit).accountId
  return titledPage(
    visit,
    {
      title: `Toevoeging: ${labelOf(register, addition)}`,
      current: navOf(visit),
      breadcrumb: [additionCrumb(visit)],
      aside: <Tag colour={waits ? 'grey' : colour}>{label}</Tag>,
    },
    <>
      <SummaryList
        items={[
          { term: 'Soort activiteit', value: labelOf(register, addition) },
          file.kind.like !== undefined && {
            term: 'Nieuw, zoals',
            value: kindLabel(addition, visit),
          },
          file.kind.hint !== undefined && { term: 'Uitleg', value: file.kind.hint },
          { term: 'Eén keer is', value: worthOf(register, file.each) },
          { term: 'Geldt vanaf', value: formatDay(file.from) },
          { term: 'Hoort bij', value: `de versie van ${formatDay(file.version)}` },
          { term: 'Besloten door', value: `${file.decided.by}, op ${formatDay(file.decided.on)}` },
          { term: 'Het besluit staat in', value: file.decided.in },
          {
            term: addition.source === undefined ? 'Voorgesteld door' : 'Ingevoerd uit',
            value: `${addition.source ?? (addition.proposedBy || 'Niet meer bekend')}, op ${formatDay(addition.proposedOn)}`,
          },
          addition.settledOn !== undefined &&
            addition.source === undefined && {
              term: status === 'withdrawn' ? 'Ingetrokken door' : 'Vastgesteld door',
              value: `${addition.settledBy || 'Niet meer bekend'}, op ${formatDay(addition.settledOn)}`,
            },
          {
            term: 'Bestand',
            value: (
              <>
                <p>
                  <a href={paths.additionFile(register.id, addition.id)} download>
                    Download de toevoeging
                  </a>
                </p>
                <Details summary="Controlegetal">
                  <p>
                    Met dit getal (SHA-256) is na te gaan dat het bestand niet is veranderd:{' '}
                    <code class="preserve">{hash}</code>
                  </p>
                </Details>
              </>
            ),
          },
        ]}
      />
      {status !== 'withdrawn' && text !== '' && (
        <Changes {...{ register, addition }} preview={await previewAddition(context, file)} />
      )}
      <Settling visit={visit} addition={addition} />
    </>,
  )
}

function kindLabel({ file }: StoredAddition, { context: { register } }: Visit): string {
  const kinds = register.versions.flatMap(({ regulation }) => regulation.kinds)
  return kinds.findLast(({ id }) => id === file.kind.like)?.label ?? file.kind.like ?? ''
}

function Changes(props: {
  readonly register: Register
  readonly addition: StoredAddition
  readonly preview: AdditionPreview
}) {
  const { register, addition, preview } = props
  if (preview.outcome === 'does-not-fit') {
    return (
      <Alert type="error" title="Dit past niet meer in het reglement">
        {preview.reasons.map((reason) => (
          <p>{reason}</p>
        ))}
      </Alert>
    )
  }
  const { differences, examples, failing, open, planned, before } = preview
  const activities = (count: number, then: { readonly one: string; readonly many: string }) =>
    count === 0
      ? 'Geen activiteiten van deze soort'
      : count === 1
        ? `1 activiteit van deze soort${then.one}`
        : `${count} activiteiten van deze soort${then.many}`
  const later = ', van die dag of later'
  const isNew = addition.file.kind.like !== undefined
  return (
    <>
      <h2>Wat er verandert</h2>
      <p class="lead">
        Vanaf {formatDay(addition.file.from)} is één keer ‘{labelOf(register, addition)}’{' '}
        {worthOf(register, addition.file.each)}.
      </p>
      <Details summary="Het verschil, woord voor woord">
        <ul>
          {differences.map((difference) => (
            <li>{difference}</li>
          ))}
        </ul>
      </Details>
      {failing.length > 0 && (
        <Alert
          type="warning"
          title={
            failing.length === 1
              ? 'Een voorbeeld uit het reglement komt anders uit'
              : `${failing.length} voorbeelden uit het reglement komen anders uit`
          }
        >
          <ul>
            {failing.map((title) => (
              <li>{title}</li>
            ))}
          </ul>
        </Alert>
      )}
      <SummaryList
        items={[
          {
            term: 'Voorbeelden in het reglement',
            value:
              failing.length === 0
                ? `Alle ${examples} komen uit zoals ze er staan`
                : `${examples - failing.length} van de ${examples} komen uit zoals ze er staan`,
          },
          // Of a kind that is new, nothing was entered that could change.
          !isNew && {
            term: 'Ingevoerd en nog niet beoordeeld',
            value: activities(open, {
              one: `${later}: de waarde verandert`,
              many: `${later}: de waarde verandert`,
            }),
          },
          !isNew && {
            term: 'Gepland',
            value: activities(planned, { one: later, many: later }),
          },
          !isNew && {
            term: 'Van daarvoor',
            value: activities(before, {
              one: ': die houdt de waarde van toen',
              many: ': die houden de waarde van toen',
            }),
          },
        ]}
      />
      <p>Aanvragen die al zijn ingestuurd, houden het reglement van die dag.</p>
    </>
  )
}

function Settling({
  visit,
  addition,
}: {
  readonly visit: Visit
  readonly addition: StoredAddition
}) {
  const { status, file, proposer, version } = addition
  const { You, say } = speech(visit)
  const late = Temporal.PlainDate.compare(file.from, visit.context.today) <= 0
  const own = proposer === accountOf(visit).accountId
  const can = (event: AdditionEvent) => may(additionLifecycle, status, event)
  const adopts = can('adopt') && !own && !late
  const withdraws = can('withdraw') && (status === 'proposed' || !late)
  if (!adopts && !withdraws) return null
  return (
    <>
      {status === 'proposed' && (
        <>
          <h2>{adopts ? 'Vaststellen' : 'Hoe het verdergaat'}</h2>
          {late ? (
            <p>De eerste dag is geweest. Trek dit voorstel in en stel een latere dag voor.</p>
          ) : own ? (
            <p>
              {You} stelde dit zelf voor. Iemand anders stelt het vast. Tot dan{' '}
              {say('kun je', 'kunt u')} het intrekken.
            </p>
          ) : (
            <p>
              Controleer of het besluit zo is genomen. Na de eerste dag verandert dit nooit meer.
            </p>
          )}
        </>
      )}
      {status === 'adopted' && (
        <p>Tot de eerste dag {say('kun je', 'kunt u')} deze toevoeging nog intrekken.</p>
      )}
      <PageForm visit={visit} hidden={{ _version: String(version) }}>
        <ButtonGroup>
          {adopts && (
            <Button name="doe" value="vaststellen">
              Stel de toevoeging vast
            </Button>
          )}
          {withdraws && (
            <Button variant={adopts ? 'link' : 'secondary'} name="doe" value="intrekken">
              Trek de toevoeging in
            </Button>
          )}
        </ButtonGroup>
      </PageForm>
    </>
  )
}

/** Adopts or withdraws the addition. */
export async function settleAdditionPage(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const about = { id: idIn(visit), version: versionIn(form) }
  const back = paths.addition(context.register.id, about.id)
  const asked = form.value('doe')
  if (asked !== 'vaststellen' && asked !== 'intrekken') {
    if ((await findAddition(context, about.id)) === undefined) notFound()
    return leaveFor(visit, back, 'Kies wat er met de toevoeging moet gebeuren.', 'warning')
  }
  const done =
    asked === 'vaststellen'
      ? await adoptAddition(context, about)
      : await withdrawAddition(context, about)
  switch (done.outcome) {
    case 'adopted':
      return leaveFor(visit, back, 'De toevoeging is vastgesteld.')
    case 'withdrawn':
      return leaveFor(visit, back, 'De toevoeging is ingetrokken.')
    case 'own-proposal':
      return leaveFor(visit, back, 'Wie iets voorstelt, stelt het niet zelf vast.', 'warning')
    case 'does-not-fit':
      return leaveFor(
        visit,
        back,
        `Dit past niet meer in het reglement: ${done.reasons.join('; ')}.`,
        'warning',
      )
    case 'needed':
      return leaveFor(
        visit,
        back,
        `Een andere toevoeging bouwt hierop voort. Trek die eerst in. (${done.reasons.join('; ')})`,
        'warning',
      )
    case 'too-late':
      return leaveFor(visit, back, 'De eerste dag is geweest: dit kan niet meer.', 'warning')
    case 'stale':
      return leaveFor(
        visit,
        back,
        'Een collega was hier al mee bezig. Kijk hoe het nu staat.',
        'warning',
      )
    case 'unknown':
      return notFound()
  }
}

/** The file of an addition, as it is exported. */
export async function downloadAddition(visit: Visit): Promise<Response> {
  const addition = (await findAddition(visit.context, idIn(visit))) ?? notFound()
  const name = nameOfAddition(addition.file).replace('additions/', '')
  return yamlFile(name, addition.text)
}

/** A file of a register, to keep. */
export function yamlFile(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
