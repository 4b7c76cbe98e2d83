import { proposeStatus } from '#domain/certification/status-by-hand/propose-status.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { byHandOf, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import type {
  ByHandProblem,
  Standing,
  Wish,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import {
  daysAsked,
  groundsOf,
  problemWith,
  sealOf,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { spanInWords } from '#language/spans.ts'
import { bodyOf } from '#regulations/bodies.ts'
import type { StatusGround } from '#regulations/register.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { day, line, text, unasked } from '#web/forms/questions.tsx'
import { Alert } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { LookFirst } from '#web/layout/look-first.tsx'
import { paths } from '#web/paths.ts'
import { isAlone, NobodyElse } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inFile } from '#web/secretariat/corrections.tsx'
import type { Foreseen } from '#web/secretariat/foreseen-status.tsx'
import {
  byHandLabels,
  ForeseenChanges,
  foreseenOf,
  WhatFollows,
} from '#web/secretariat/foreseen-status.tsx'

interface Proposing {
  readonly member: Member
  readonly ground: StatusGround
  readonly standing: Standing
  readonly foreseen: Omit<Foreseen, 'first' | 'last'>
  /** What was returned on this ground, to begin from. */
  readonly returned: ByHand | undefined
  /** Nobody else may confirm it. */
  readonly alone: boolean
}

type Typed = Omit<Wish, 'ground'>

/** Proposes a status: the days and the reasons, then what that changes, and then it waits for a colleague. */
export const proposeStatusPage = formPage<Typed, Proposing>({
  load: async (visit) => {
    const { context } = visit
    const { register } = context
    const ground = groundsOf(register).find(({ id }) => id === visit.param('ground')) ?? notFound()
    const member = (await findMember(context, idIn(visit))) ?? notFound()
    const standing = await standingOf(context, member)
    const returned = (await byHandOf(context, member.registrationId)).find(
      (one) => one.status === 'returned' && one.ground === ground.id,
    )
    return {
      member,
      ground,
      standing,
      returned,
      foreseen: await foreseenOf(context, member, standing, ground),
      alone: await isAlone(visit, [member]),
    }
  },
  form: ({ context }, { ground, standing }) => typedForm(context, ground, standing),
  known: ({ context }, { returned, ground, standing }) => {
    const { first } = daysAsked(ground, standing)
    const begin = first && ground.does !== 'certify' ? { first: context.today } : {}
    if (returned === undefined) return begin
    const { fileReason, letterReason, source, last } = returned
    return { ...begin, fileReason, letterReason, source, last }
  },
  page: (visit, proposing) => proposalFacts(visit, proposing),
  save: async (visit, typed, proposing) => {
    const { context, form: sent } = visit
    const { register, today } = context
    const { member, ground, standing } = proposing
    const wish = { ...typed, ground: ground.id }
    const why = problemWith(ground, wish, standing, today)
    if (why !== undefined) return { wrong: wrongWords(ground, why) }
    if (sent.value('intent') !== 'voorstellen') {
      const shown = proposalFacts(visit, proposing, wish)
      return showForm(visit, typedForm(context, ground, standing), shown, { typed: sent })
    }
    const seen = sent.value('_gezien')
    const done = await proposeStatus(context, {
      registrationId: member.registrationId,
      wish,
      seen,
    })
    switch (done.outcome) {
      case 'proposed':
        return leaveFor(
          visit,
          paths.workFile(register.id, member.registrationId),
          'Het voorstel is vastgelegd. Een collega bevestigt het of stuurt het terug.',
        )
      case 'already':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                Er ligt al een voorstel, en er kan er maar een liggen. Wat hier staat, is niet
                vastgelegd. <a href={paths.workStatus(register.id, done.id)}>Bekijk het voorstel</a>
              </p>
            </ColleagueFirst>
          ),
        }
      case 'wrong':
        return { wrong: wrongWords(ground, done.why) }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                De registratie of wat hier is ingevuld, is gewijzigd sinds dit is bekeken. Bekijk
                opnieuw wat er verandert.
              </p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

function typedForm({ register }: Context, ground: StatusGround, standing: Standing): FormOf<Typed> {
  const asked = daysAsked(ground, standing)
  const { longest, does } = ground
  const most = longest === undefined ? '' : `Hoogstens ${spanInWords(longest)}.`
  const body = ground.decidedBy === undefined ? undefined : bodyOf(register, ground.decidedBy)
  return form<Typed>({
    source:
      body === undefined
        ? unasked('')
        : line('vindplaats', `In welk stuk staat het besluit van ${body.the}?`, {
            hint: 'Bijvoorbeeld de notulen van 12 januari.',
            required: 'Vul in in welk stuk het besluit staat.',
            most: 300,
          }),
    first: asked.first
      ? day('vanaf', 'Vanaf welke dag?', {
          ...(does === 'certify'
            ? {}
            : { hint: 'Wordt het later bevestigd, dan gaat het in op de dag van bevestigen.' }),
          required: 'Vul in vanaf welke dag.',
        })
      : unasked(undefined),
    last:
      asked.last === 'not'
        ? unasked(undefined)
        : day('tot', 'Tot en met welke dag?', {
            ...(does === 'release'
              ? {
                  hint: `Zolang wordt niet opnieuw opgeschort om een factuur die openstaat. ${most}`.trim(),
                }
              : most === ''
                ? {}
                : { hint: most }),
            ...(asked.last === 'required' ? { required: 'Vul in tot en met welke dag.' } : {}),
          }),
    letterReason: text('brief', 'Wat leest de persoon als reden?', {
      hint: 'Dit staat letterlijk in het bericht.',
      required: 'Vul in wat de persoon als reden leest.',
      rows: 4,
      most: 2000,
    }),
    fileReason: text('dossier', 'Wat staat er in het dossier?', {
      hint: 'Waaruit het blijkt, voor de collega en voor later. De persoon leest dit niet in het bericht.',
      required: 'Vul in wat er in het dossier staat.',
      rows: 4,
      most: 2000,
    }),
  })
}

function proposalFacts(visit: Visit, proposing: Proposing, wish?: Wish): FormFacts<Typed> {
  const { context } = visit
  const { register } = context
  const { member, ground, standing, foreseen, alone, returned } = proposing
  const back = paths.workChooseStatus(register.id, member.registrationId)
  const { breadcrumb } = inFile(register, member)
  return {
    title: ground.label,
    caption: `${byHandLabels[ground.does]}, ${member.name}`,
    breadcrumb: [...breadcrumb, { label: 'Status met de hand', href: back }],
    lead: (
      <>
        <p class="lead">{ground.rests}</p>
        {returned !== undefined && wish === undefined && (
          <Alert type="info" title="Een eerder voorstel is teruggestuurd">
            <p class="preserve">{returned.answer}</p>
          </Alert>
        )}
        {alone && <NobodyElse visit={visit} />}
      </>
    ),
    above: wish !== undefined && (
      <>
        <Alert type="info" title="Dit verandert er als een collega het bevestigt" focus>
          <p>Er is nog niets gewijzigd, en er ligt nog geen voorstel.</p>
          <WhatFollows of={{ ...foreseen, ...wish }} />
        </Alert>
        <ForeseenChanges register={register} of={{ ...foreseen, ...wish }} />
      </>
    ),
    form: { guard: true, hidden: wish === undefined ? {} : { _gezien: sealOf(standing, wish) } },
    button: (
      <LookFirst
        seen={wish !== undefined}
        act={{ intent: 'voorstellen', label: 'Voorstellen' }}
        back={{ href: back, label: 'Niet voorstellen' }}
      />
    ),
  }
}

function wrongWords(
  { does, longest }: StatusGround,
  why: ByHandProblem,
): Partial<Record<keyof Typed, string>> {
  switch (why) {
    case 'not-now':
      return {
        letterReason: 'Met de status van nu kan dit niet meer. Ga terug en kies een andere grond.',
      }
    case 'no-reason':
      return { letterReason: 'Vul in wat de persoon als reden leest.' }
    case 'no-source':
      return { source: 'Vul in in welk stuk het besluit staat.' }
    case 'no-first':
      return { first: 'Vul in vanaf welke dag.' }
    case 'no-last':
      return { last: 'Vul in tot en met welke dag.' }
    case 'past':
      return does === 'hold' || does === 'suspend'
        ? { first: 'Kies vandaag of een latere dag, ook voor de laatste.' }
        : { last: 'Kies vandaag of een latere dag.' }
    case 'ahead':
      return { first: 'Kies vandaag of een eerdere dag.' }
    case 'wrong-way-round':
      return { last: 'Kies een dag op of na de eerste dag.' }
    case 'too-long':
      return {
        last: `Kies een eerdere dag${longest === undefined ? '' : `: hoogstens ${spanInWords(longest)}`}.`,
      }
    case 'not-longer':
      return { last: 'Kies een dag na de laatste dag van nu.' }
  }
}
