import type { PublishedQuarter } from '#domain/certification/sample/queries.ts'
import { hasSample, publishedSample } from '#domain/certification/sample/queries.ts'
import type { DrawFigures, FailureFigures, Quarter } from '#domain/certification/sample/sample.ts'
import { dayAfter, fewestDossiers } from '#domain/certification/sample/sample.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { exportAudit } from '#domain/platform/audit/export-audit.ts'
import { formatList } from '#language/lists.ts'
import { formatCount } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { Details, EmptyState, formatDay, formatNumber, SummaryList } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { currentVersion } from './in-words.ts'
import { informationPage } from './information.tsx'

/**
 * What the sample of each quarter came to, without names: what was promised, drawn and rejected, and
 * how somebody outside draws again.
 */
export async function showSample(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, platform } = context
  if (!hasSample(register)) notFound()
  const quarters = await publishedSample(context)
  const years = [...Map.groupBy(quarters, ({ quarter }) => yearOf(quarter))]
  const lately = String(context.today.year - 1)
  return informationPage(
    visit,
    {
      title: 'Steekproef',
      lead: 'Van wat mensen opgeven, wordt een deel nagekeken. Welk deel, bepaalt het lot. Hier staat per kwartaal wat er is geloot en wat daarvan is afgewezen, zonder namen.',
      description: 'Wat er per kwartaal is geloot en afgewezen, en hoe iedereen dat kan narekenen.',
    },
    <>
      <p>
        Vóór een kwartaal begint, staat de afdruk van een geheim getal vast. Met dat getal wordt
        geloot. Na het kwartaal wordt het getal bekend, en blijkt uit de afdruk dat het onderweg
        niet is verwisseld. Hoe groot de steekproef is, staat in het{' '}
        <a href={paths.regulation(register.id)}>reglement</a>.
      </p>
      <p>
        Hoeveel er is afgewezen, staat hier pas als over alle aanvragen van het kwartaal is beslist,
        en alleen als het om minstens {formatCount(fewestDossiers)} aanvragen gaat. Zijn het er
        minder, dan tellen we de kwartalen na het jaar bij elkaar. Zo zegt geen getal iets over één
        persoon.
      </p>
      {quarters.length === 0 && (
        <EmptyState title="Er is nog niets geloot">
          <p>Zodra de afdruk van een kwartaal vaststaat, staat die hier.</p>
        </EmptyState>
      )}
      {years.map(([year, ofYear]) => {
        const each = ofYear.map((one) => <OneQuarter one={one} visit={visit} />)
        return year >= lately ? (
          <>
            <h2>{year}</h2>
            {each}
          </>
        ) : (
          <Details summary={year}>{each}</Details>
        )
      })}
      <h2>Zelf narekenen</h2>
      <p>
        Van elk kwartaal dat voorbij is, is het logboek te downloaden. Daarin staan alleen
        willekeurige nummers van aanvragen en activiteiten, en of ze zijn geloot. Met Peil, dat{' '}
        <a href={paths.source(register.id)}>vrije software</a> is, loot iedereen daarmee nog eens:
      </p>
      <pre class="mono">{`npx peil sample verify ${fileName(register.id, '2026-Q4')} --key ${verifierKey(register.id, platform.auditKey)}`}</pre>
      <p>
        Staat er <span lang="en">“each rightly so”</span>, dan is elke activiteit terecht wel of
        niet geloot. Hoe het met de hand kan, staat bij de broncode, in{' '}
        <code>docs/how-to/check-a-sample.md</code>. Andere systemen vragen deze cijfers op via de{' '}
        <a href="/api">koppeling</a>.
      </p>
    </>,
  )
}

function OneQuarter({ one, visit }: { readonly one: PublishedQuarter; readonly visit: Visit }) {
  const { today, register } = visit.context
  const { quarter, hash, committedOn, revealed, draws, failures } = one
  const end = dayAfter(quarter)
  const begins = end.subtract({ months: 3 })
  const running =
    Temporal.PlainDate.compare(begins, today) > 0
      ? `Dit kwartaal begint op ${formatDay(begins)}.`
      : undefined
  return (
    <>
      <h3>{sentenceCase(quarterInWords(quarter))}</h3>
      <SummaryList
        items={[
          {
            term: 'Afdruk',
            value: (
              <>
                <code>{hash}</code>, vastgelegd op {formatDay(committedOn)}
              </>
            ),
          },
          {
            term: 'Geheim getal',
            value:
              revealed === undefined ? (
                `Wordt bekend op ${formatDay(end)}. ${running ?? ''}`.trim()
              ) : (
                <>
                  <code>{revealed.seed}</code>, bekend sinds {formatDay(revealed.on)}
                </>
              ),
          },
          {
            term: 'Gevraagd',
            value: shareAsked(draws, currentVersion(visit.context).regulation.review),
          },
          ...(draws === undefined ? [] : drawItems(draws)),
          ...(draws === undefined || draws.applications === 0
            ? []
            : failureItems(quarter, draws, failures)),
          revealed !== undefined && {
            term: 'Logboek',
            value: (
              <a href={paths.sampleRecord(register.id, quarter)}>
                Download het logboek van {quarterInWords(quarter)}
              </a>
            ),
          },
        ]}
      />
    </>
  )
}

// Of a quarter that is over what was drawn with; before that what the regulation asks today.
function shareAsked(
  draws: DrawFigures | undefined,
  { samplePercentage }: { readonly samplePercentage?: number | undefined },
): string {
  const asked =
    draws === undefined || draws.percentages.length === 0
      ? samplePercentage === undefined
        ? []
        : [samplePercentage]
      : draws.percentages
  return asked.length === 0 ? 'Geen steekproef' : formatList(asked.map((one) => `${one}%`))
}

function drawItems(draws: DrawFigures): readonly SummaryItem[] {
  const { applications, drawnApplications, lines, drawnLines } = draws
  if (applications === 0)
    return [{ term: 'Geloot', value: 'Er waren geen aanvragen om uit te loten.' }]
  const ofApplications =
    drawnApplications === null
      ? []
      : [
          `${ofAll(drawnApplications, applications)} ${applications === 1 ? 'aanvraag' : 'aanvragen'}`,
        ]
  const inApplications = `${formatCount(applications)} ${applications === 1 ? 'aanvraag' : 'aanvragen'}`
  const ofLines =
    lines === null || drawnLines === null
      ? []
      : [`${ofAll(drawnLines, lines)} activiteiten, in ${inApplications}`]
  return [
    { term: 'Geloot', value: formatList([...ofApplications, ...ofLines]) },
    {
      term: 'Los van het lot nagekeken',
      value:
        draws.besideLines === 0
          ? 'Niets'
          : `${activities(draws.besideLines)}, om een risico dat het reglement noemt. Dit hoort niet bij de steekproef.`,
    },
  ]
}

// Such as "12 van de 60 (20%)": how many, and the share that it came to.
function ofAll(some: number, all: number): string {
  const share = all === 0 ? '' : ` (${formatNumber(Math.round((some / all) * 1000) * 10)}%)`
  return `${formatCount(some)} van de ${formatCount(all)}${share}`
}

function failureItems(
  quarter: Quarter,
  draws: DrawFigures,
  failures: FailureFigures | undefined,
): readonly (SummaryItem | false)[] {
  const term = 'Afgewezen'
  if (failures === undefined) return [{ term, value: 'Nog niet bekend.' }]
  const { quarters, lines, failed, besideLines, besideFailed } = failures
  if (lines === null || failed === null) {
    return [{ term, value: 'Blijft geheim: het zijn te weinig aanvragen.' }]
  }
  const others = quarters.filter((one) => one !== quarter)
  const together =
    others.length === 0 ? '' : `Samen met ${formatList(others.map(quarterInWords))}: `
  return [
    { term, value: `${together}${ofAll(failed, lines)} activiteiten in de steekproef` },
    draws.besideLines > 0 && {
      term: 'Afgewezen los van het lot',
      value:
        besideLines === null || besideFailed === null
          ? 'Blijft geheim: het zijn te weinig aanvragen.'
          : `${together}${ofAll(besideFailed, besideLines)} activiteiten`,
    },
  ]
}

function activities(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'activiteit' : 'activiteiten'}`
}

const ordinals = ['eerste', 'tweede', 'derde', 'vierde'] as const

// "het vierde kwartaal van 2026"
function quarterInWords(quarter: Quarter): string {
  const nth = ordinals[Number(quarter.at(-1)) - 1] ?? ''
  return `het ${nth} kwartaal van ${yearOf(quarter)}`
}

function yearOf(quarter: Quarter): string {
  return quarter.slice(0, 4)
}

function fileName(register: string, quarter: Quarter): string {
  return `${register}-steekproef-${quarter}.json`
}

/** What is in the record of the sample of a quarter that is over, as `peil sample verify` takes it. */
export async function downloadSampleRecord(visit: Visit): Promise<Response> {
  const { context, clientAddress } = visit
  const { register, platform, db } = context
  const quarter = visit.param('quarter')
  const found = (await publishedSample(context)).find((one) => one.quarter === quarter)
  if (found?.revealed === undefined) notFound()
  if (!platform.lookups.take('sample', clientAddress)) {
    return new Response('Dit is te vaak gevraagd. Probeer het over een minuut opnieuw.', {
      status: 429,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '60' },
    })
  }
  const about = { recordId: quarter, noun: 'sample' } as const
  const made = await exportAudit(db, register.id, platform.auditKey, about)
  if (made.outcome === 'nothing-sealed') notFound()
  // Written whole: what is read for it is gone when the visit is over.
  const lines: string[] = []
  for await (const line of made.lines) lines.push(line)
  return new Response(lines.join(''), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${fileName(register.id, quarter)}"`,
      'cache-control': 'no-store',
    },
  })
}
