import type { StoredAddition } from '#domain/certification/addition/queries.ts'
import { listAdditions } from '#domain/certification/addition/queries.ts'
import { administers } from '#domain/people/body/seat.ts'
import { formatAmount } from '#engine'
import { isSingular } from '#language/numbers.ts'
import type { Register } from '#regulations/register.ts'
import type { TagColour } from '#web/kit/index.ts'
import { Button } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'

/** What was added to the regulation since its versions were published, and what is proposed. */
export async function showAdditions(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const additions = await listAdditions(context)
  return listPage(visit, {
    title: 'Toevoegingen aan het reglement',
    current: navOf(visit),
    lead: (
      <>
        <p class="lead">
          Een toevoeging geeft een soort activiteit een vaste waarde, vanaf een dag. De een stelt de
          waarde voor, een ander stelt die vast. Vanaf de eerste dag verandert er niets meer aan.
        </p>
        <Button href={paths.newAddition(register.id)} icon="plus">
          Stel een toevoeging voor
        </Button>
      </>
    ),
    list: {
      caption: 'Toevoegingen, de laatste eerste dag bovenaan',
      rows: additions,
      columns: ({ name, text, day, status }) => [
        name(
          'Soort activiteit',
          (one) => labelOf(register, one),
          ({ id }) => paths.addition(register.id, id),
        ),
        text('Waarde', ({ file }) => worthOf(register, file.each), { nowrap: true }),
        day('Geldt vanaf', ({ file }) => file.from),
        status('Stand', (one) => standOf(one, context.today)),
        text('Voorgesteld door', ({ proposedBy, source }) => proposedBy || source || ''),
      ],
      empty: {
        title: 'Er is nog niets toegevoegd',
        text: <p>Het reglement is zoals het is vastgesteld.</p>,
      },
    },
  })
}

/** What the kind of an addition is called. */
export function labelOf(register: Register, { file: { kind } }: StoredAddition): string {
  const known = register.versions
    .flatMap(({ regulation }) => regulation.kinds)
    .findLast(({ id }) => id === kind.id)
  return kind.label ?? known?.label ?? kind.id
}

/** What one is worth, in the unit of the register: 3 punten. */
export function worthOf({ unit }: Register, each: StoredAddition['file']['each']): string {
  return `${formatAmount(each)} ${isSingular(each) ? unit.one : unit.counted}`
}

/** Where an addition stands, on a day. */
export function standOf(
  { status, file }: StoredAddition,
  today: Temporal.PlainDate,
): { readonly colour: TagColour; readonly label: string } {
  switch (status) {
    case 'proposed':
      return { colour: 'yellow', label: 'Voorgesteld' }
    case 'adopted':
      return Temporal.PlainDate.compare(file.from, today) > 0
        ? { colour: 'blue', label: 'Vastgesteld, geldt nog niet' }
        : { colour: 'green', label: 'Geldt' }
    case 'withdrawn':
      return { colour: 'grey', label: 'Ingetrokken' }
  }
}

/** The way back to the list. */
export function additionCrumb(visit: Visit) {
  return { label: 'Toevoegingen', href: paths.additions(visit.context.register.id) }
}

/** Under which item of the navigation these pages stand, for who looks. */
export function navOf(visit: Visit): string {
  const { id } = visit.context.register
  return administers(accountOf(visit)) ? paths.adminRegulation(id) : paths.additions(id)
}
