import type { Judging, JudgingProblem } from '#domain/certification/committee/judge-application.ts'
import { normsToAnswer, toJudge } from '#domain/certification/committee/judge-application.ts'
import type { Grant, NormAnswer } from '#domain/certification/committee/judgement.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { Answers } from '#web/forms/answers.ts'
import { grantError, grantTyped, mostReason, readGrant } from '#web/grants.tsx'
import type { FieldError } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'

/** What the member found before; the first time what the back office advises. */
export function typedBefore({ own, filed, activities }: FileToJudge): Answers {
  const fields: Record<string, readonly string[]> = {}
  for (const { id } of activities) {
    const advice = filed.get(id)?.advice
    const grant = own?.grants.get(id)
    const before =
      grant !== undefined
        ? { ...grant, outcome: chosen[grant.outcome] }
        : advice !== undefined
          ? { ...advice, outcome: advised[advice.advice] }
          : { outcome: '', amount: undefined, reason: '' }
    Object.assign(fields, grantTyped(id, before))
  }
  if (own !== undefined) {
    fields.geheel = [own.whole]
    fields.reden = [own.reason]
    for (const [norm, { meets, reason }] of own.answers) {
      fields[`norm-${norm}`] = [meets ? 'ja' : 'nee']
      fields[`norm-reden-${norm}`] = [reason]
    }
  }
  return new Answers(fields)
}

const advised = { approve: 'approve', partly: 'partly', reject: 'reject' } as const
const chosen = { approved: 'approve', partly: 'partly', rejected: 'reject' } as const
const granted = { approve: 'approved', partly: 'partly', reject: 'rejected' } as const

/** The answers of a form, to keep as a draft. */
export function kept(form: Answers): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(form.fields).filter(([name]) => !name.startsWith('_')))
}

/** What was typed of each activity that is still to be judged. */
export function grantsIn(
  form: Answers,
  { dossier }: Pick<FileToJudge, 'dossier'>,
): ReadonlyMap<string, Grant> {
  return new Map(
    toJudge(dossier).flatMap(({ id }): [string, Grant][] => {
      const { outcome, amount, reason } = readGrant(form, id)
      return outcome === undefined ? [] : [[id, { outcome: granted[outcome], amount, reason }]]
    }),
  )
}

/** What was typed of the norms that are for people to judge. */
export function answersIn(
  form: Answers,
  visit: Visit,
  loaded: FileToJudge,
): ReadonlyMap<string, NormAnswer> {
  const norms = normsToAnswer(visit.context, loaded.dossier, grantsIn(form, loaded))
  return new Map(
    norms.flatMap(({ id }): [string, NormAnswer][] => {
      const said = form.value(`norm-${id}`)
      const reason = form.value(`norm-reden-${id}`).trim().slice(0, mostReason)
      return said === 'ja' || said === 'nee' ? [[id, { meets: said === 'ja', reason }]] : []
    }),
  )
}

/** The judgement that was typed, as a whole. */
export function judgingIn(
  form: Answers,
  opened: Pick<FileToJudge, 'dossier'>,
  memberId: string,
): Judging {
  const whole = form.value('geheel')
  const norms = Object.keys(form.fields).flatMap(
    (name) => /^norm-(?!reden-)(.+)$/.exec(name)?.[1] ?? [],
  )
  return {
    memberId,
    grants: grantsIn(form, opened),
    answers: new Map(
      norms.map((id) => [
        id,
        {
          meets: form.value(`norm-${id}`) === 'ja',
          reason: form.value(`norm-reden-${id}`).trim().slice(0, mostReason),
        },
      ]),
    ),
    whole: whole === 'meets' || whole === 'fails' ? whole : undefined,
    reason: reasonIn(form),
  }
}

/** The reason that was typed for the whole. */
export function reasonIn(form: Answers): string {
  return form.value('reden').replace(/\r\n/g, '\n').trim()
}

/** A problem with a judgement, at its field. */
export function errorOf({ on, is }: JudgingProblem, { activities }: FileToJudge): FieldError {
  if (on === 'whole') {
    return is === 'no-reason'
      ? { field: 'reden', message: 'Leg uit waarom het portfolio wel of niet voldoet.' }
      : { field: 'geheel', message: 'Kies of het portfolio voldoet.' }
  }
  const activity = activities.find(({ id }) => id === on)
  return activity === undefined
    ? { field: `norm-${on}`, message: 'Kies of aan deze norm is voldaan.' }
    : grantError(activity, is)
}
