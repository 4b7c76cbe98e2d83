import type { Decision } from '#domain/certification/committee/decision.ts'
import { rejectedLines } from '#domain/certification/committee/decision.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import { aboutOf, nameOf as claimName } from '#domain/dossier/statement/in-words.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { grantWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { speech, speechAbout, unitsOf } from '#web/speech.ts'

/** The decision that was taken, with its reason. */
export function DecisionText(props: { readonly register: Register; readonly decision: Decision }) {
  const { register, decision } = props
  const { outcome, temporary, decidedOn, validFirst, validLast, reason } = decision
  const { certification } = wording(register)
  return (
    <div class={`verdict verdict-${outcome === 'granted' ? 'good' : 'attention'}`}>
      <h2>
        {temporary
          ? certification.temporary.Certified
          : outcome === 'granted'
            ? 'Toegekend'
            : 'Afgewezen'}
      </h2>
      <p>
        Besluit van {formatDay(decidedOn)}.
        {validFirst !== undefined && validLast !== undefined && (
          <>
            {' '}
            Geldig van {formatDay(validFirst)} tot en met {formatDay(validLast)}.
          </>
        )}
      </p>
      {reason !== '' && <p class="preserve">{reason}</p>}
    </div>
  )
}

/** What others found is shown once one's own judgement is in, or when all is decided. */
export function OthersText(props: { readonly visit: Visit; readonly loaded: FileToJudge }) {
  const { visit, loaded } = props
  const { file, verdicts, own, may, settlement, decision, activities } = loaded
  const { register, you, You, say, certification } = speech(visit)
  const units = unitsOf(register, loaded.dossier.compiled.regulation)
  const nameOf = (id: string) => file.bench.members.find((one) => one.id === id)?.name ?? 'Oud-lid'
  if (decision === undefined && own === undefined) {
    if (may.is === 'for-the-chair') {
      return (
        <Alert type="info" title="De voorzitter geeft de doorslag">
          <p>Twee leden hebben geoordeeld en zijn het niet eens. {You} hoeft niets te doen.</p>
        </Alert>
      )
    }
    if (may.is === 'enough') return <Settled visit={visit} file={file} />
    if (settlement.is === 'divided') {
      const { regulation } = loaded.dossier.compiled
      const titles = [
        ...activities.map(({ id, title }) => ({ id, title })),
        ...loaded.claims.map(({ id, stated }) => {
          return { id, title: claimName(regulation, aboutOf(stated)) }
        }),
      ].filter(({ id }) => settlement.on.includes(id))
      return (
        <Alert type="warning" title={`${say('Jij geeft', 'U geeft')} de doorslag`}>
          <p>
            Twee leden zijn het niet eens
            {settlement.whole ? ' over het geheel' : ''}
            {settlement.whole && titles.length > 0 ? ' en' : ''}
            {titles.length > 0 ? ` over ${titles.map(({ title }) => `‘${title}’`).join(', ')}` : ''}
            . Waar zij verschillen, telt {say('jouw', 'uw')} oordeel. Wat zij vonden,{' '}
            {say('zie je', 'ziet u')} daarna.
          </p>
        </Alert>
      )
    }
    return verdicts.length > 0 ? (
      <p>
        Er is al een oordeel gegeven. {You} ziet het zodra {you} zelf hebt geoordeeld.
      </p>
    ) : null
  }
  const wholes = {
    meets: { colour: 'green', label: 'Voldoet' },
    temporary: { colour: 'blue', label: certification.temporary.Certified },
    fails: { colour: 'red', label: 'Voldoet niet' },
  } as const
  return (
    <>
      <h2>Oordelen</h2>
      {decision === undefined && settlement.is === 'settled' && (
        <Settled visit={visit} file={file} />
      )}
      {decision === undefined && settlement.is !== 'settled' && (
        <p>
          {settlement.is === 'divided'
            ? 'De leden zijn het niet eens. Een ander lid geeft de doorslag, of een lid past het eigen oordeel aan.'
            : 'Er is nog een oordeel nodig.'}
        </p>
      )}
      <List
        visit={visit}
        caption="Wie vond wat"
        rows={verdicts}
        columns={({ name, text, status }) => [
          name('Lid', ({ memberId }) => nameOf(memberId)),
          status('Geheel', ({ whole }) => wholes[whole]),
          text('Niet alles toegekend', ({ grants }) => {
            const less = activities.flatMap((activity) => {
              const grant = grants.get(activity.id)
              const whole =
                grant?.outcome === 'approved' && grant.accreditation?.recognised !== false
              return grant === undefined || whole
                ? []
                : [`${activity.title}: ${grantWords(grant, activity, units)}`]
            })
            const { regulation } = loaded.dossier.compiled
            const wrong = rejectedLines(loaded.claims, grants, regulation)
            return [...less, ...wrong].join('; ') || '–'
          }),
          text('Reden', ({ reason }) => <span class="preserve">{reason}</span>),
        ]}
      />
    </>
  )
}

// Until the meeting, what the members found is advice.
function Settled({ visit, file }: { readonly visit: Visit; readonly file: SeatedFile }) {
  const { committee } = speechAbout(visit, file.application.kind)
  const { meetingOn } = file.application
  return (
    <Alert type="info" title="Genoeg leden hebben geoordeeld">
      <p>
        {committee.The} beslist in de vergadering
        {meetingOn === undefined ? '' : ` van ${formatDay(meetingOn)}`}. Tot dan zijn de oordelen
        een advies, en krijgt de aanvrager geen bericht.
      </p>
    </Alert>
  )
}
