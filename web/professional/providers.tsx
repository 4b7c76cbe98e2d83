import type { LabelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { Holder } from '#domain/organisations/label/queries.ts'
import { holdersCalled } from '#domain/organisations/label/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Kind, Regulation } from '#engine'
import { formatList } from '#language/lists.ts'
import { lookUpPath } from '#web/kit/assets.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, formatDayShort, Radios } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { providerChoice } from '#web/professional/activity.form.tsx'
import { labelDays, labelTitleOf } from '#web/review/label-words.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whether whoever gave an activity of a kind is looked for, as their label makes it accredited. */
export function looksForProviders(kind: Kind, { labels }: Pick<Regulation, 'labels'>): boolean {
  return kind.accreditation === 'possible' && labels.length > 0
}

/** Those who are called as was typed, where they are looked for. */
export async function providersCalled(
  context: Context,
  kind: Kind,
  regulation: Pick<Regulation, 'labels'>,
  called: string,
): Promise<readonly Holder[]> {
  return looksForProviders(kind, regulation) ? holdersCalled(context, called) : []
}

/** Below the name of whoever gave it: those who are known and called so, with their labels. */
export function Providers(props: {
  readonly visit: Visit
  readonly kind: Kind
  readonly field: string
  readonly called: string
  readonly chosen: string | undefined
  readonly found: readonly Holder[]
}) {
  const { visit, kind, field, called, chosen, found } = props
  const { register, say } = speech(visit)
  const exact = found.filter(({ name }) => name.toLowerCase() === called.trim().toLowerCase())
  const known = exact.length === 1 ? exact[0] : undefined
  const address = `${paths.newActivity(register.id, { soort: kind.id })}&opleider=`
  return (
    <>
      <div id="opleiders" aria-live="polite" data-provider={address} data-field={field}>
        {known !== undefined ? (
          <p class="hint">
            Bekend: {placeOf(known)}. {labelsOf(visit.context, known)}
          </p>
        ) : (
          found.length > 0 && (
            <Radios
              name={providerChoice}
              legend={`${say('Bedoel je', 'Bedoelt u')} een van deze opleiders?`}
              value={chosen === undefined ? '' : (choiceOf(found, chosen) ?? '')}
              options={[
                ...found.map((one) => ({
                  value: `${one.organisationId ?? ''}|${one.name}`,
                  label: placeOf(one),
                  hint: labelsOf(visit.context, one),
                })),
                { value: '', label: 'Geen van deze' },
              ]}
            />
          )
        )}
        <p class="without-script">
          <Button variant="secondary" name="intent" value="opleider">
            Zoek deze opleider
          </Button>
        </p>
      </div>
      <script src={lookUpPath} defer />
    </>
  )
}

function choiceOf(found: readonly Holder[], chosen: string): string | undefined {
  const one = found.find(({ organisationId }) => organisationId === chosen)
  return one && `${chosen}|${one.name}`
}

function placeOf({ name, city }: Holder): string {
  return city === '' ? name : `${name}, ${city}`
}

// "CRKBO (instelling), van 1-2-2023 tot en met 1-2-2027, gezien op 3 maart 2025."
function labelsOf(context: Pick<Context, 'platform'>, { labels }: Holder): string {
  if (labels.length === 0) return 'Van deze opleider is geen keurmerk bekend.'
  const said = labels.map((label) => {
    const { seen } = label
    const title = labelTitleOf(context, { ...label, scope: seen?.scope ?? label.scope })
    return seen === undefined
      ? `${title}, ${labelDays(label)}, nog niet gezien`
      : `${title}, ${labelDays(seen)}, gezien op ${formatDayShort(seen.on)}`
  })
  return `${formatList(said)}.`
}

/** At the question about the label: how it stands on the day, and what can be handed in where it is a question. */
export function LabelAtField(props: {
  readonly visit: Visit
  readonly label: LabelOfActivity | undefined
  readonly errors: readonly FieldError[]
}) {
  const { visit, label } = props
  if (label === undefined) return null
  if (label.undecided) {
    return (
      <Alert type="warning" title="De accreditatie is nog een vraag">
        <p>{label.text}.</p>
        <DecisionHelp visit={visit} />
      </Alert>
    )
  }
  if (!label.asks) return <p class="hint">{label.text}.</p>
  return (
    <Alert type="warning" title="Het keurmerk is nog een vraag">
      <p>{label.text}.</p>
      <LabelHelp visit={visit} label={label} />
    </Alert>
  )
}

// What somebody can do where no decision of the register is known.
function DecisionHelp({ visit }: { readonly visit: Visit }) {
  const { committee, say, register } = speech(visit)
  const unit = register.unit.many
  return (
    <>
      <p>
        {say('Weet je', 'Weet u')} het nummer van de accreditatie?{' '}
        <a href="#accreditation-number">Vul het in</a>. Het staat bij de opleiding in{' '}
        <a href={paths.courses(register.id)}>het aanbod</a>, en op het bewijs van de aanbieder.
      </p>
      <p>
        Insturen kan ook zonder. {committee.The} beslist dan of de {unit} als geaccrediteerd tellen.
        Ook als dat niet zo is, kunnen de {unit} zelf meetellen.
      </p>
    </>
  )
}

// What somebody can do about a label that is a question.
function LabelHelp({
  visit,
  label: { verdict },
}: {
  readonly visit: Visit
  readonly label: LabelOfActivity
}) {
  const { committee, say, register } = speech(visit)
  const unit = register.unit.many
  const proof =
    'een afdruk van het openbare register van het keurmerk, of een bewijs van de opleider'
  const ask =
    verdict.is === 'wrong-scope'
      ? `${say('Heb je', 'Hebt u')} een bewijs dat de opleider of de opleiding zelf een keurmerk had? Voeg dat toe.`
      : `${say('Heb je', 'Hebt u')} een bewijs dat het keurmerk gold op de dag van de activiteit? Voeg dat toe: ${proof}.`
  return (
    <>
      <p>
        <a href="#evidence">{ask}</a>
      </p>
      <p>
        Insturen kan ook zonder. {committee.The} beslist dan of de {unit} als geaccrediteerd tellen.
        Ook als dat niet zo is, kunnen de {unit} zelf meetellen.
      </p>
    </>
  )
}
