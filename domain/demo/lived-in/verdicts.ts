import type { Proposal } from '#domain/certification/measure/decide-measure.ts'
import { agreeWithMeasure, proposeMeasure } from '#domain/certification/measure/decide-measure.ts'
import { answerHearing } from '#domain/certification/verdict/hear.ts'
import { findVerdict } from '#domain/certification/verdict/queries.ts'
import { recordVerdict } from '#domain/certification/verdict/record-verdict.ts'
import { keepProof } from '#domain/demo/cast/plain-proof.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asMe, asStaff, expected } from '#domain/demo/lived-in/world.ts'

/** How far a verdict of a college outside the register comes. */
export type VerdictStage =
  | 'not-final'
  | 'hearing'
  | 'for-decision'
  | 'proposed'
  | 'none'
  | 'warning'
  | 'suspension'
  | 'removal'

/** A college outside the register says something about somebody, and the register follows it. */
export async function* isJudgedElsewhere(me: Me, after: number, stage: VerdictStage): Life {
  yield after
  const { random } = me.world
  const { registrationId } = me
  const college = random.pick(['bcmb', 'skj'])
  const id = await asStaff(me, 'sanne', async (context, memberId) => {
    const reference = `${random.between(20, 26)}.${random.between(100, 999)}T`
    const file = await keepProof(context, 'Uitspraak', ['Uitspraak', '', reference])
    const recorded = await recordVerdict(context, {
      registrationId,
      memberId,
      college,
      reference,
      givenOn: context.today.subtract({ days: 12 }),
      final: stage !== 'not-final',
      gist: 'Klacht over het delen van gegevens zonder toestemming: gegrond.',
      file,
    })
    return expected(recorded, 'recorded').id
  })
  if (stage === 'not-final' || stage === 'hearing') return
  const seen = () =>
    asStaff(me, 'sanne', async (context) => ({
      id,
      version: (await findVerdict(context, id))?.version ?? 0,
    }))
  yield 6
  const asked = await seen()
  await asMe(me, async (context) =>
    expected(
      await answerHearing(context, asked, {
        registrationId,
        answer: 'Ik had toestemming moeten vragen. Ik volgde inmiddels een training over privacy.',
      }),
      'heard',
    ),
  )
  if (stage === 'for-decision') return
  yield 5
  const kind = stage === 'proposed' ? 'warning' : stage
  const heard = await seen()
  await asStaff(me, 'henk', async (context, memberId) => {
    const suspended = kind === 'suspension'
    const proposal: Proposal = {
      kind,
      first: suspended ? context.today.add({ days: 2 }) : undefined,
      last: suspended ? context.today.add({ months: 4 }) : undefined,
      reason:
        'De uitspraak laat zien dat een cliënt schade heeft geleden; dat weegt het bestuur mee.',
    }
    expected(await proposeMeasure(context, heard, memberId, proposal), 'proposed', 'decided')
  })
  if (stage === 'proposed') return
  yield 2
  const last = await seen()
  await asStaff(me, 'ruth', async (context, memberId) =>
    expected(await agreeWithMeasure(context, last, memberId), 'decided'),
  )
}
