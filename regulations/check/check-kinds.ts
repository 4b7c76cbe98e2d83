import type { Kind, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** What kinds of activities and attributes refer to is there, and every choice has something to choose. */
export function checkKinds(regulation: Regulation, say: Say): void {
  const groups = new Set(regulation.groups.map((group) => group.id))
  regulation.kinds.forEach((kind, at) => {
    kind.groups.forEach((group, place) => {
      if (!groups.has(group))
        say(['kinds', at, 'groups', place], `onbekende groep ${group} (unknown group)`)
    })
    const accepted = new Set(kind.evidence.accepted.map((each) => each.id))
    kind.evidence.preferred.forEach((evidence, place) => {
      if (!accepted.has(evidence)) {
        say(
          ['kinds', at, 'evidence', 'preferred', place],
          `${evidence} staat niet bij accepted (not accepted)`,
        )
      }
    })
    if (kind.value.by === 'hours' && kind.value.step === 0) {
      say(['kinds', at, 'value', 'step'], 'een stap is meer dan nul (a step of nothing)')
    }
    const { onlyWith, atLeast, atMost } = kind.value
    if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
      say(['kinds', at, 'value', 'atLeast'], 'meer dan atMost: zo telt er niets (more than atMost)')
    }
    if (
      onlyWith !== undefined &&
      !kind.fields.some((field) => field.id === onlyWith && field.type === 'yes-no')
    ) {
      say(
        ['kinds', at, 'value', 'onlyWith'],
        `er is geen ja-neeveld ${onlyWith} (no such yes-no field)`,
      )
    }
    checkSecondUnit(kind, regulation, ['kinds', at, 'inSecondUnit'], say)
    checkForm(kind, ['kinds', at, 'form'], say)
    checkSeries(kind, ['kinds', at, 'series'], say)
    checkInterim(kind, regulation, ['kinds', at, 'interim'], say)
    kind.fields.forEach((field, place) => {
      if (field.type === 'choice' && (field.options?.length ?? 0) === 0) {
        say(
          ['kinds', at, 'fields', place],
          'een keuze heeft mogelijkheden nodig: options (options are missing)',
        )
      }
    })
  })
  regulation.accreditedByDecision.forEach((decision, at) => {
    if (!regulation.kinds.some((kind) => kind.id === decision.kind)) {
      say(['accreditedByDecision', at, 'kind'], `onbekend soort ${decision.kind} (unknown kind)`)
    }
    const attribute = regulation.attributes.find(({ id }) => id === decision.attribute)
    if (attribute?.type !== 'yes-no') {
      say(
        ['accreditedByDecision', at],
        attribute === undefined
          ? `onbekende eigenschap ${decision.attribute} (unknown attribute)`
          : `${decision.attribute} is geen ja-nee-eigenschap (not a yes-no attribute)`,
      )
    }
  })
  for (const name of ['attributes', 'facts'] as const) {
    regulation[name].forEach(({ type, options = [] }, at) => {
      if (type === 'choice' && options.length === 0) {
        say([name, at], 'een keuze heeft mogelijkheden nodig: options (options are missing)')
      }
    })
  }
}

/** What is judged apart is accredited by that alone, and by an attribute that there is. */
function checkInterim(
  { interim, accreditation }: Kind,
  { attributes }: Regulation,
  path: Path,
  say: Say,
): void {
  if (interim === undefined) return
  if (interim.accredits && accreditation !== 'none') {
    say(
      [...path, 'accredits'],
      'wie oordeelt, zegt of het geaccrediteerd is: laat accreditation weg (accreditation must be none)',
    )
  }
  const known = attributes.some(({ id, type }) => id === 'accredited' && type === 'yes-no')
  if (interim.accredits && !known) {
    say([...path, 'accredits'], 'er is geen ja-nee-eigenschap accredited (no such attribute)')
  }
  if (interim.within?.blank === true) {
    say([...path, 'within'], 'zo kan niemand het vragen: geef een tijd, zoals P1Y (no time to ask)')
  }
}

/** The form of a kind is evidence that the kind accepts, and needs fields that the kind has. */
function checkForm({ form, fields, evidence }: Kind, path: Path, say: Say): void {
  if (form === undefined) return
  if (!evidence.accepted.some(({ id }) => id === form.evidence)) {
    say([...path, 'evidence'], `${form.evidence} staat niet bij accepted (not accepted)`)
  }
  form.needs.forEach((needed, place) => {
    if (fields.some(({ id }) => id === needed)) return
    say([...path, 'needs', place], `er is geen veld ${needed}: zet het bij fields (no such field)`)
  })
  if (fields.length === 0) {
    say(path, 'zonder fields staat er niets in het formulier (a form without fields)')
  }
}

/** Each meeting of a series has its own hours, which somebody must be able to fill in, and its group a field of text. */
function checkSeries({ series, fields, value }: Kind, path: Path, say: Say): void {
  if (series === undefined) return
  const hours = ['contact-hours', 'hours']
  if (value.by === 'hours' && !fields.some(({ id }) => hours.includes(id))) {
    say(
      path,
      'elke bijeenkomst heeft uren: zet bij fields een veld contact-hours (no field contact-hours)',
    )
  }
  if (value.by === 'membership-year') {
    say(path, 'een jaar is geen bijeenkomst: dit kan geen reeks zijn (a year is no meeting)')
  }
  const { group } = series
  if (group === undefined) return
  const field = fields.find(({ id }) => id === group)
  if (field?.type !== 'text' && field?.type !== 'long-text') {
    say(
      [...path, 'group'],
      field === undefined
        ? `er is geen veld ${group}: zet het bij fields (no such field)`
        : `bij ${group} wordt geen tekst ingevuld: maak er type: text van (not a text)`,
    )
  }
}

/** There is a second unit to be worth something in, and a field of numbers to read it from. */
function checkSecondUnit(
  { inSecondUnit: value, fields }: Kind,
  { secondUnit }: Regulation,
  path: Path,
  say: Say,
): void {
  if (value === undefined) return
  if (secondUnit === undefined) {
    say(path, withoutSecondUnit)
    return
  }
  if (value.by !== 'field') return
  const field = fields.find(({ id }) => id === value.field)
  if (field === undefined) {
    say([...path, 'field'], `er is geen veld ${value.field}: zet het bij fields (no such field)`)
  } else if (field.type !== 'hours' && field.type !== 'whole-number') {
    say(
      [...path, 'field'],
      `bij ${value.field} wordt geen getal ingevuld: maak er type: hours of whole-number van (not a number)`,
    )
  }
}

/** What is in a second unit needs one. */
export const withoutSecondUnit =
  'er is geen tweede eenheid: zet bovenaan secondUnit met haar woorden (no secondUnit)'
