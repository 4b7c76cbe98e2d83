import type { LogLine } from '#domain/certification/log/search-log.ts'
import { searchLog } from '#domain/certification/log/search-log.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { lastCheckpoint } from '#domain/platform/audit/last-checkpoint.ts'
import type { Act } from '#regulations/acts.ts'
import { officeActs } from '#regulations/acts.ts'
import { logSentence, logWords } from '#web/admin/log-words.ts'
import { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, line, select } from '#web/forms/questions.tsx'
import type { Link } from '#web/kit/index.ts'
import { Button, ButtonGroup, Details, Form, formatCount, formatMoment } from '#web/kit/index.ts'
import { listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

const perPage = 50
const everything = 'alles'

/** The log: every change in the register, who made it, and how far the record is sealed. */
export async function showLog(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const number = pageAsked(visit)
  const typed = typedIn(url)
  const filter = filterForm(visit)
  const read = filter.read(typed)
  // With something wrong in it nothing is filtered: what is wrong stands above.
  const asked = read.outcome === 'read' ? read.answers : undefined
  const search = {
    who: asked?.who || undefined,
    whom: asked?.whom || undefined,
    noun: asked === undefined || asked.noun === everything ? undefined : asked.noun,
    from: asked?.from,
    until: asked?.until,
  }
  const filtered = Object.values(search).some((one) => one !== undefined)
  const page = { limit: perPage, offset: (number - 1) * perPage }
  const { lines, total } = await searchLog(context, search, page)
  const sealed = await lastCheckpoint(context)
  return listPage(visit, {
    title: 'Logboek',
    current: paths.adminLog(register.id),
    errors: read.outcome === 'wrong' ? read.errors : [],
    lead: (
      <p class="lead">
        Elke wijziging laat een regel achter: wie, wat en wanneer. De regels worden verzegeld, zodat
        niemand er later één kan veranderen of weghalen zonder dat het opvalt. Wie alleen iets
        bekeek, staat bij ‘Inzage’.
      </p>
    ),
    above: (
      <>
        <Details summary="Zoek in het logboek" open={filtered || read.outcome === 'wrong'}>
          <Form method="get" action={paths.adminLog(register.id)} label="Zoek in het logboek">
            {filter.ask(typed, read.outcome === 'wrong' ? read.errors : []).all}
            <ButtonGroup>
              <Button>Zoeken</Button>
              {filtered && (
                <Button variant="link" href={paths.adminLog(register.id)}>
                  Toon alles
                </Button>
              )}
            </ButtonGroup>
          </Form>
        </Details>
        <p>
          {filtered
            ? `${total === 1 ? '1 wijziging' : `${formatCount(total)} wijzigingen`} gevonden. `
            : ''}
          {formatCount(sealed.size)} {sealed.size === 1 ? 'regel is' : 'regels zijn'} verzegeld
          {sealed.signedAt === undefined
            ? '.'
            : `, het laatst op ${formatMoment(sealed.signedAt)}.`}{' '}
          Wie Peil op de server beheert, kan nagaan of er niets aan is veranderd.
        </p>
        {sealed.note !== undefined && (
          <Details summary="Laatste verzegeling, om te bewaren">
            <pre class="mono">{sealed.note}</pre>
          </Details>
        )}
      </>
    ),
    list: {
      caption: 'Wijzigingen, de nieuwste eerst',
      rows: lines,
      columns: ({ name, moment, status, text }) => [
        name('Wat er gebeurde', (one) => <Sentence visit={visit} line={one} />),
        moment('Wanneer', ({ at }) => at),
        ...(lines.some((one) => placeOf(visit, one))
          ? [text('Bekijken', (one) => <Place at={placeOf(visit, one)} />)]
          : []),
        status(
          'Verzegeld',
          (one) =>
            one.sealed
              ? { colour: 'green', label: 'Verzegeld' }
              : { colour: 'grey', label: 'Nog niet' },
          { selfExplaining: true },
        ),
      ],
      empty: filtered
        ? { title: 'Niets gevonden', text: <p>Zoek op minder, of op een deel van de naam.</p> }
        : { title: 'Er is nog niets gewijzigd' },
      pages: { page: number, of: pagesOf(total, perPage) },
    },
  })
}

function filterForm({ context: { register } }: Visit) {
  const nouns = Object.entries(logWords(register))
    // Of the installation, in no register's own log.
    .filter(([value]) => value !== 'migration')
    .map(([value, { label }]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'nl'))
  return form(
    {
      who: line('wie', 'Wie deed het?', {
        hint: 'Een deel van de naam of het e-mailadres. Of Peil, voor wat vanzelf ging.',
        most: 200,
        width: 'l',
      }),
      noun: select('wat', 'Wat is er gewijzigd?', {
        required: 'Kies uit de lijst.',
        options: [{ value: everything, label: 'Alles' }, ...nouns],
        width: 'l',
      }),
      whom: line('op', 'Over wie gaat het?', {
        hint: 'Een deel van de naam, het e-mailadres of het registratienummer.',
        most: 200,
        width: 'l',
      }),
      from: day('van', 'Vanaf welke dag?', {}),
      until: day('tot', 'Tot en met welke dag?', {}),
    },
    {
      check: ({ from, until }) => ({
        until:
          from && until && Temporal.PlainDate.compare(until, from) < 0
            ? 'De laatste dag ligt vóór de eerste.'
            : undefined,
      }),
    },
  )
}

// What is asked in the address; nothing said of what was changed means everything.
function typedIn(url: URL): Answers {
  const names = [...new Set(url.searchParams.keys())]
  return new Answers({
    wat: [everything],
    ...Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)])),
  })
}

function Sentence({ visit, line }: { readonly visit: Visit; readonly line: LogLine }) {
  const { register } = visit.context
  const { whom } = line
  const log = whom && paths.adminLog(register.id, { op: whom.found })
  return (
    <>
      {whom?.self ? <a href={log}>{whoIn(line)}</a> : whoIn(line)}{' '}
      {logSentence(register, line).map((piece) =>
        'text' in piece ? piece.text : <a href={log}>{piece.whom}</a>,
      )}
      .
    </>
  )
}

function whoIn({ who }: LogLine): string {
  switch (who.is) {
    case 'account':
      return who.name
    case 'visitor':
      return 'Een bezoeker'
    case 'referee':
      return 'Een referent'
    case 'system':
      return 'Peil'
  }
}

function Place({ at }: { readonly at: Link | undefined }) {
  return at === undefined ? null : <a href={at.href}>{at.label}</a>
}

// The page of what was changed, for who may open it: an administrator opens what is theirs, and the
// files only when they work in the back office too.
function placeOf({ context, actor }: Visit, line: LogLine): Link | undefined {
  const { id } = context.register
  const { noun, recordId, whom, applicationId } = line
  if (noun === 'register') {
    return line.action === 'change-organisation' || line.action === 'restore-organisation'
      ? { label: 'Organisatie', href: paths.adminOrganisation(id) }
      : { label: 'Tekst', href: paths.adminText(id, recordId) }
  }
  if (noun === 'staff') return { label: 'Gebruikers', href: paths.adminStaff(id) }
  if (noun === 'clock') return { label: 'Klok', href: paths.adminClock(id) }
  if (actor.kind !== 'account') return undefined
  const may = (act: Act) => mayDo(context.register, actor, act)
  if (noun === 'invoice' && may('collect-payments'))
    return { label: 'Factuur', href: paths.workInvoice(id, recordId) }
  if (noun === 'payment' && may('collect-payments'))
    return { label: 'Betaling', href: paths.workPayment(id, recordId) }
  if (noun === 'agreement' && may('keep-records')) {
    return { label: 'Overeenkomst', href: paths.workAgreement(id, recordId) }
  }
  if (noun === 'meeting' && may('hold-meetings'))
    return { label: 'Vergadering', href: paths.workMeeting(id, recordId) }
  if (applicationId !== undefined && may('check-applications')) {
    return { label: 'Aanvraag', href: paths.workApplication(id, applicationId) }
  }
  return whom?.registrationId === undefined || !mayDo(context.register, actor, ...officeActs)
    ? undefined
    : { label: 'Dossier', href: paths.workFile(id, whom.registrationId) }
}
