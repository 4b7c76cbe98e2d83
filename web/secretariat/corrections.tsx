import {
  findDecisionToCorrect,
  periodFromOutside,
  yearsFromLists,
} from '#domain/certification/correction/compare-correction.ts'
import type { CorrectionSubject } from '#domain/certification/correction/correction.ts'
import type { Correction } from '#domain/certification/correction/queries.ts'
import { correctionsOf } from '#domain/certification/correction/queries.ts'
import { originalsOf } from '#domain/dossier/original/queries.ts'
import { documentLabel } from '#domain/dossier/original/write-about-original.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { correctedLabel, correctedValue } from '#mail/corrected.ts'
import type { Register } from '#regulations/register.ts'
import type { Content } from '#web/kit/index.ts'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, notFound } from '#web/route.ts'

/** What of somebody can be set right, each with its own page, and what was. */
export async function showCorrections(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const member = (await findMember(context, idIn(visit))) ?? notFound()
  const id = member.registrationId
  const link = (what: string, thing: string, words: Content) => (
    <li>
      <a href={paths.workCorrect(register.id, id, what, thing)}>{words}</a>
    </li>
  )
  const decision = await findDecisionToCorrect(context, id)
  const outside = await periodFromOutside(context, id)
  const years = await yearsFromLists(context, id)
  const originals = (await originalsOf(context, id)).filter((one) => one.receivedOn !== undefined)
  const done = await correctionsOf(context, id)
  return titledPage(
    visit,
    {
      title: `Rechtzetten bij ${member.name}`,
      ...inFile(register, member),
      lead: (
        <p class="lead">
          Dit is voor wat verkeerd is ingevoerd. Wat na een beoordeling is besloten, verandert
          alleen met een nieuw besluit.
        </p>
      ),
    },
    <>
      <h2>Wat klopt er niet?</h2>
      <ul>
        {link('naam', id, 'Naam')}
        {link('adres', id, 'Huisadres of telefoonnummer')}
        {link('werk', id, 'Werkgever, gemeente of functie')}
        {member.accountId !== undefined && link('e-mail', id, 'E-mailadres')}
        {decision !== undefined &&
          link('besluitdag', decision.certificateId, 'Dag waarop is besloten')}
        {outside !== undefined && link('periode', id, 'Periode waarin de registratie geldt')}
        {years.map((one) => link('jaar', one.id, `Jaar op een lijst: ${one.label}, ${one.year}`))}
        {originals.map((one) =>
          link(
            'post',
            one.id,
            `Dag waarop post binnenkwam: ${documentLabel(context, one.document)} (${one.number})`,
          ),
        )}
      </ul>
      <Corrected corrections={done} />
    </>,
  )
}

/** What can be set right, within a sentence; what it was, and why, stands with the correction. */
export const subjectLabels: Readonly<Record<CorrectionSubject, string>> = {
  name: 'naam',
  address: 'huisadres of telefoonnummer',
  work: 'werkgever, gemeente of functie',
  email: 'e-mailadres',
  'decision-day': 'dag waarop is besloten',
  period: 'periode waarin de registratie geldt',
  'list-year': 'jaar op een lijst',
  received: 'dag waarop post binnenkwam',
}

/** What was set right of somebody: what it was, what it is, and why. */
export function Corrected({ corrections }: { readonly corrections: readonly Correction[] }) {
  if (corrections.length === 0) return null
  return (
    <SummaryList
      title="Rechtgezet"
      items={corrections.map((one) => ({
        term: formatDay(one.on),
        value: (
          <>
            <ul>
              {one.changes.map(({ field, before, after }) => (
                <li>
                  {correctedLabel(field)}
                  {one.subject === 'name'
                    ? ''
                    : `: was ${correctedValue(field, before)}, ${one.subject === 'email' ? 'gevraagd' : 'werd'} ${correctedValue(field, after)}`}
                </li>
              ))}
            </ul>
            <p class="preserve">{one.reason}</p>
            {one.source !== '' && <p>Staat in: {one.source}</p>}
            {one.by !== undefined && <p>Door {one.by}</p>}
          </>
        ),
      }))}
    />
  )
}

/** Where a page about somebody's file stands. */
export function inFile(
  register: Register,
  member: { readonly registrationId: string; readonly name: string },
) {
  return {
    breadcrumb: [
      { label: 'Zoeken', href: paths.workSearch(register.id) },
      {
        label: `Dossier van ${member.name}`,
        href: paths.workFile(register.id, member.registrationId),
      },
    ],
  }
}
