import type { Tested } from '#domain/dossier/activity/self-test.ts'
import { selfTestOf } from '#domain/dossier/activity/self-test.ts'
import type { Regulation } from '#engine'
import { Alert, SummaryList } from '#web/kit/index.ts'

/**
 * What an owner found of an activity by each criterion of the self-test; nothing where it is not
 * tested. Whoever reads it for the committee also reads what is known of the criteria.
 */
export function SelfTested(props: {
  readonly regulation: Regulation
  readonly activity: Tested
  /** Whether it is shown to whoever checks or judges. */
  readonly forReaders?: boolean
}) {
  const { regulation, activity, forReaders = false } = props
  const tested = selfTestOf(regulation, activity)
  if (tested.length === 0) return null
  const unmet = tested.filter(({ answer }) => answer?.meets === false)
  const note = regulation.selfTest?.note
  if (tested.every(({ answer }) => answer?.meets === undefined && (answer?.note ?? '') === '')) {
    return <SummaryList items={[{ term: 'Zelftoets', value: 'Niet ingevuld' }]} />
  }
  return (
    <>
      {forReaders && <p class="label">Zelftoets van de aanvrager</p>}
      <SummaryList
        title={forReaders ? undefined : 'Zelftoets'}
        items={tested.map(({ criterion, answer }) => ({
          term: criterion.text,
          value: (
            <>
              {answer?.meets === undefined ? 'Niet beantwoord' : answer.meets ? 'Ja' : 'Nee'}
              {(answer?.note ?? '') !== '' && <p class="preserve">{answer?.note}</p>}
            </>
          ),
        }))}
      />
      {forReaders && unmet.length > 0 && (
        <Alert type="warning">
          <p>
            {unmet.length === 1
              ? 'Aan één criterium voldoet dit niet, zegt de aanvrager zelf.'
              : `Aan ${unmet.length} criteria voldoet dit niet, zegt de aanvrager zelf.`}
          </p>
        </Alert>
      )}
      {forReaders && note !== undefined && <p class="hint">{note}</p>}
    </>
  )
}
