import { Readable } from 'node:stream'
import { findClaims } from '#domain/dossier/statement/queries.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { fullName } from '#language/names.ts'
import { sampleExtract } from '#papers/sample-extract.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/**
 * A sample extract of diplomas to hand in, in the name of whoever one is in the demo: as it was signed,
 * or with `soort=word` as a word processor saved it again.
 */
export async function showSampleExtract(visit: Visit): Promise<Response> {
  const { context, actor, url } = visit
  const { platform, register, today } = context
  if (platform.sampleSigner === undefined) notFound()
  const known = actor.kind === 'account' ? await findPerson(context, actor.accountId) : undefined
  const { pdf, fileName } = await sampleExtract(
    {
      register: documentRegister(platform, register),
      name: known === undefined ? 'Farid El Amrani' : fullName(known.person),
      bornOn: '1985-03-02',
      diploma: 'B Social Work',
      institution: 'Voorbeeldhogeschool',
      graduatedOn: (await dayStated(visit)) ?? '2010-07-01',
      on: today.toString(),
    },
    platform.sampleSigner,
    url.searchParams.get('soort') === 'word' ? 'saved-again' : 'original',
  )
  return evidenceResponse({
    outcome: 'opened',
    name: fileName,
    mediaType: 'application/pdf',
    size: pdf.length,
    contents: Readable.from([Buffer.from(pdf)]),
  })
}

/** The day of the diploma, as it was stated last. */
async function dayStated({ context, actor }: Visit): Promise<string | undefined> {
  if (actor.kind !== 'account' || actor.registrationId === undefined) return undefined
  const claims = await findClaims(context, actor.registrationId)
  const days = claims.flatMap(({ stated, endedOn }) =>
    stated.member === 'fact' && endedOn === undefined && stated.value instanceof Temporal.PlainDate
      ? [stated.value.toString()]
      : [],
  )
  return days.at(-1)
}
