import type {
  ProposalProblem,
  ProposedAddition,
} from '#domain/certification/addition/propose-addition.ts'
import { proposeAddition } from '#domain/certification/addition/propose-addition.ts'
import type { CompiledRegulation, formatAmount } from '#engine'
import { bodyFor } from '#regulations/bodies.ts'
import { additionCrumb, navOf } from '#web/additions/additions.tsx'
import type { Wrong } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { amount, choice, day, line, select } from '#web/forms/questions.tsx'
import { Alert } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Proposes a fixed value for a kind of activity, or a new kind with one. */
export const newAdditionPage = formPage({
  load: (visit: Visit) => visit.context.register.versions.at(-1) ?? noVersion(),
  form: (visit, version) => additionForm(visit, version),
  page: (visit) => {
    const { register } = speech(visit)
    const decider = bodyFor(register, 'adopt-additions') ?? notFound()
    return {
      title: 'Toevoeging voorstellen',
      current: navOf(visit),
      breadcrumb: [additionCrumb(visit)],
      lead: (
        <>
          <p class="lead">
            Een toevoeging geeft een soort activiteit een vaste waarde, vanaf een dag.
          </p>
          <Alert type="info">
            <p>
              Iemand anders stelt de toevoeging vast, na het besluit van {decider.the}. Tot dan
              verandert er niets.
            </p>
          </Alert>
        </>
      ),
      button: 'Stel de toevoeging voor',
      back: { label: 'Niet voorstellen', href: paths.additions(register.id), link: true },
    }
  },
  save: async (visit, answers) => {
    const { register } = visit.context
    const { about, known, label = '', hint = '', like, each, from, decidedOn, decidedIn } = answers
    const proposed = await proposeAddition(visit.context, {
      kind:
        about === 'bekend'
          ? { is: 'known', id: known ?? '' }
          : { is: 'new', label, hint, like: like ?? '' },
      each,
      from,
      decidedOn,
      decidedIn,
    })
    switch (proposed.outcome) {
      case 'proposed':
        return leaveFor(
          visit,
          paths.addition(register.id, proposed.id),
          'Het voorstel is bewaard. Iemand anders stelt het vast.',
        )
      case 'wrong':
      case 'does-not-fit':
        return { wrong: wrongOf(proposed) }
    }
  },
})

function noVersion(): never {
  throw new Error('a register without a version has nothing to add to')
}

interface AdditionAnswers {
  readonly about: 'bekend' | 'nieuw'
  readonly known: string | undefined
  readonly label: string | undefined
  readonly hint: string | undefined
  readonly like: string | undefined
  readonly each: Parameters<typeof formatAmount>[0]
  readonly from: Temporal.PlainDate
  readonly decidedOn: Temporal.PlainDate
  readonly decidedIn: string
}

function additionForm(visit: Visit, { regulation }: CompiledRegulation) {
  const { register, unit } = speech(visit)
  const decider = bodyFor(register, 'adopt-additions') ?? notFound()
  const kinds = regulation.kinds.map(({ id, label }) => ({ value: id, label }))
  const choices = [{ value: '', label: 'Kies een soort' }, ...kinds]
  return form<AdditionAnswers>({
    about: choice('waarvoor', 'Waarvoor is de vaste waarde?', {
      required: 'Kies waarvoor de vaste waarde is.',
      options: [
        { value: 'bekend', label: 'Een soort activiteit die er al is' },
        { value: 'nieuw', label: 'Een nieuwe soort activiteit' },
      ],
    }),
    known: under(
      'about',
      'bekend',
      chosen('soort', 'Welke soort?', {
        required: 'Kies de soort die een vaste waarde krijgt.',
        options: choices,
      }),
    ),
    label: under(
      'about',
      'nieuw',
      line('naam', 'Hoe heet de nieuwe soort?', {
        hint: 'Zoals mensen het kiezen, bijvoorbeeld: Rayondag.',
        required: 'Vul in hoe de nieuwe soort heet.',
        like: [/\p{L}/u, 'Vul een naam met letters in.'],
        most: 80,
        width: 'l',
      }),
    ),
    hint: under(
      'about',
      'nieuw',
      line('toelichting', 'Uitleg bij de nieuwe soort', { most: 200, width: 'l' }),
    ),
    like: under(
      'about',
      'nieuw',
      chosen('zoals', 'Op welke soort die er al is, lijkt de nieuwe?', {
        hint: 'De nieuwe soort telt in dezelfde groep en vraagt hetzelfde bewijs.',
        required: 'Kies de soort waar het op lijkt.',
        options: choices,
      }),
    ),
    each: amount('waarde', `Hoeveel ${unit.many} is één keer waard?`, {
      required: `Vul in hoeveel ${unit.many} één keer waard is.`,
      term: 'Waarde',
    }),
    from: day('vanaf', 'Vanaf welke dag geldt het?', {
      hint: 'Kies een dag na vandaag. Wat vóór die dag is gedaan, houdt de waarde die het had.',
      required: 'Vul in vanaf welke dag het geldt.',
    }),
    decidedOn: day('besloten', `Wanneer besloot ${decider.the} dit?`, {
      required: 'Vul in op welke dag dit is besloten.',
    }),
    decidedIn: line('bron', 'Waar staat het besluit?', {
      hint: `Het stuk of het verslag, zoals: Notulen van ${decider.the}, punt 4.`,
      required: 'Vul in waar het besluit staat.',
      most: 200,
      width: 'l',
    }),
  })
}

function chosen(
  name: string,
  label: string,
  options: Parameters<typeof select>[2],
): ReturnType<typeof select> {
  const asked = select(name, label, { ...options, width: 'l' })
  return {
    ...asked,
    read: (sent) => {
      const found = asked.read(sent)
      return found.value === ''
        ? { value: undefined, errors: [{ field: name, message: options.required }] }
        : found
    },
  }
}

// At which answer a problem stands, and what is said there.
function wrongOf(
  proposed: Exclude<ProposedAddition, { readonly outcome: 'proposed' }>,
): Wrong<AdditionAnswers> {
  if (proposed.outcome === 'does-not-fit') {
    return { about: `Zo past het niet in het reglement: ${proposed.reasons.join('; ')}.` }
  }
  const messages: Readonly<Record<ProposalProblem, Wrong<AdditionAnswers>>> = {
    'not-after-today': {
      from: 'Kies een dag na vandaag: een dag die is geweest, had al een norm.',
    },
    'version-begins': {
      from: 'Op deze dag begint een nieuwe versie van het reglement. Kies een andere dag.',
    },
    'decided-later': { decidedOn: 'Vul een dag in die is geweest: het besluit is al genomen.' },
    'no-version': { from: 'Op deze dag is er nog geen reglement. Kies een latere dag.' },
    'there-already': {
      from: 'Voor deze soort is er al een toevoeging op deze dag. Kies een andere dag.',
    },
  }
  return messages[proposed.problem]
}
