import type { Going } from '#domain/privacy/retention/due-things.ts'
import { daysToLook, goingUntil } from '#domain/privacy/retention/due-things.ts'
import { retentionBegins } from '#domain/privacy/retention/terms.ts'
import type { KeptInvoice, Ran } from '#domain/privacy/retention/what-ran.ts'
import { keptInvoices, whatRan } from '#domain/privacy/retention/what-ran.ts'
import { spanInWords } from '#language/spans.ts'
import type { RetentionKind, RetentionRule } from '#regulations/retention.ts'
import { retentionKinds, retentionMoments, retentionRules } from '#regulations/retention.ts'
import { Alert, formatCount, formatDay, formatMoney } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inPrivacy } from '#web/privacy/in-privacy.ts'
import { documentResponse } from '#web/professional/document.ts'
import type { Visit } from '#web/route.ts'
import { idIn, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** An invoice that is kept by law, of a dossier that is gone. */
export async function showKeptInvoice(visit: Visit): Promise<Response> {
  const id = idIn(visit)
  const kept = await keptInvoices(visit.context)
  if (!kept.some(({ documentId }) => documentId === id)) notFound()
  return documentResponse(visit, id)
}

interface ToGo extends Going {
  readonly kind: RetentionKind
}

/** How far ahead is looked, and how far back. */
const ahead = Temporal.Duration.from({ years: 1 })
const most = 60

/** What goes on which day in the year to come, how many of it, what was erased, and what is kept by law. */
export async function showRetention(visit: Visit): Promise<Response> {
  const { context } = visit
  const { today } = context
  const { register, say } = speech(visit)
  const rules = retentionRules(register)
  const beginsOf = await retentionBegins(context)
  const going: ToGo[] = []
  const waiting: { readonly rule: RetentionRule; readonly begins: Temporal.PlainDate }[] = []
  for (const rule of rules) {
    // What was not noted yet, is on the next morning.
    const begins = beginsOf(rule) ?? today.add({ days: 1 + daysToLook })
    if (rule.does !== 'keep' && Temporal.PlainDate.compare(begins, today) > 0) {
      waiting.push({ rule, begins })
    }
    for (const day of await goingUntil(context, rule, { begins, last: today.add(ahead) })) {
      going.push({ ...day, kind: rule.kind })
    }
  }
  going.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))
  const ran = await whatRan(context, today.subtract({ months: 3 }))
  const invoices = await keptInvoices(context)
  return titledPage(
    visit,
    {
      title: 'Wat er wanneer weggaat',
      ...inPrivacy(register),
      lead: (
        <p class="lead">
          Elke ochtend wist Peil waarvan de termijn om is. Van wie iets wordt vastgehouden, blijft
          alles.
        </p>
      ),
    },
    <>
      {waiting.length > 0 && (
        <Alert type="warning" title="Hiervan is nog niets gewist">
          <p>
            Deze termijnen zijn nieuw of korter. Peil wist pas {daysToLook} dagen later, zodat{' '}
            {say('je', 'u')} eerst kunt zien wat er weggaat.
          </p>
          <ul>
            {waiting.map(({ rule, begins }) => (
              <li>
                {retentionKinds[rule.kind].label}: vanaf {formatDay(begins)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <h2>Het komende jaar</h2>
      <List
        visit={visit}
        caption="Wat er weggaat, de eerste dag eerst"
        rows={going.slice(0, most)}
        columns={({ day, name, text }) => [
          name('Wat', ({ kind }) => retentionKinds[kind].label),
          day('Op', ({ on }) => on),
          text('Hoeveel', ({ things }) => formatCount(things)),
          text('Vastgehouden', ({ held }) => (held === 0 ? 'Geen' : formatCount(held))),
        ]}
        empty={{ title: 'Er gaat het komende jaar niets weg' }}
      />
      {going.length > most && (
        <p>
          Hierna nog op {formatCount(going.length - most)} dagen, tot en met{' '}
          {formatDay(today.add(ahead))}.
        </p>
      )}
      <h2>Wat er is gewist</h2>
      <List<Ran>
        visit={visit}
        caption="Wat er de afgelopen drie maanden is gewist, het nieuwste eerst"
        rows={ran}
        columns={({ day, name, text }) => [
          name('Wat', ({ kind }) => retentionKinds[kind].label),
          day('Op', ({ on }) => on),
          text('Hoeveel', ({ things }) => formatCount(things)),
        ]}
        empty={{ title: 'Er is de afgelopen drie maanden niets gewist' }}
      />
      {invoices.length > 0 && <KeptInvoices {...{ visit, invoices }} />}
      <h2>De termijnen</h2>
      <List<RetentionRule>
        visit={visit}
        caption="De bewaartermijnen van dit register"
        rows={rules}
        columns={({ name, text }) => [
          name('Wat', ({ kind }) => retentionKinds[kind].label),
          text('Hoelang', (rule) => termInWords(rule)),
          text('Waarom', ({ ground }) => ground),
        ]}
      />
      <p>
        Het register heeft deze termijnen vastgesteld. Iedereen leest ze op de{' '}
        <a href={paths.privacy(register.id)}>pagina over privacy</a>.
      </p>
    </>,
  )
}

function termInWords({ keep, from, does }: RetentionRule): string {
  return does === 'keep' ? 'Blijft bewaard' : `${spanInWords(keep)} ${retentionMoments[from]}`
}

function KeptInvoices(props: { readonly visit: Visit; readonly invoices: readonly KeptInvoice[] }) {
  const { visit, invoices } = props
  const { register } = visit.context
  return (
    <>
      <h2>Facturen van dossiers die zijn gewist</h2>
      <List
        visit={visit}
        caption="Facturen die de wet laat bewaren, de oudste eerst"
        rows={invoices}
        columns={({ name, day, text }) => [
          name(
            'Factuur',
            ({ number }) => number,
            ({ documentId }) =>
              documentId === undefined ? undefined : paths.privacyInvoice(register.id, documentId),
          ),
          day('Van', ({ issuedOn }) => issuedOn),
          text('Bedrag', ({ totalCents }) => formatMoney(totalCents)),
        ]}
      />
    </>
  )
}
