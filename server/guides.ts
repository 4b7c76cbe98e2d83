import type { Hono, Context as HonoContext } from 'hono'
import { mostReportBytes } from '#domain/employers/list-check/report.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Norm } from '#norms/load.ts'
import { normInForce } from '#norms/load.ts'
import { passNowhere, readBareForm, readBareText } from '#server/gate.ts'
import { checkPath, guidePaths, guidesPath } from '#web/allocation/addresses.ts'
import { checkFields, checkPage } from '#web/allocation/check.tsx'
import { guideHome, guideNorm, guideQuestions, guideTable } from '#web/allocation/guide.tsx'
import { reportCheckPath } from '#web/organisations/list-check-words.ts'
import { reportCheckPage, reportFields } from '#web/organisations/report-check.tsx'

// Pages of no register, for everybody, of which nothing is kept: the guides to the norms, and where what was signed is
// checked.

/** Mounts the guide to each norm, and the pages that check a decision or the report of a list. */
export function mountGuides(app: Hono, platform: Platform): void {
  const nowhere = (c: HonoContext) => passNowhere(platform, c)
  const [first] = platform.norms.keys()
  const begin = async (c: HonoContext): Promise<Response> =>
    first === undefined ? nowhere(c) : c.redirect(guidePaths.home(first), 302)
  app.get(guidesPath, begin)
  app.get(`${guidesPath}/`, begin)
  app.get(checkPath, () => checkPage(platform, undefined))
  app.post(checkPath, async (c) => {
    const sent = await readBareText(platform, c, checkFields)
    return sent instanceof Response ? sent : checkPage(platform, sent)
  })
  app.get(reportCheckPath, () => reportCheckPage(platform, undefined))
  app.post(reportCheckPath, async (c) => {
    const sent = await readBareText(platform, c, reportFields, mostReportBytes)
    return sent instanceof Response ? sent : reportCheckPage(platform, sent)
  })
  for (const [id, versions] of platform.norms) {
    const answer =
      (show: (visit: Parameters<typeof guideHome>[0]) => Promise<Response> | Response) =>
      async (c: HonoContext) => {
        const today = await todayOf(platform)
        const norm = normInForce(versions, today)
        return norm === undefined ? nowhere(c) : show({ platform, norm, today })
      }
    const ofVersion =
      (show: (norm: Norm, today: Temporal.PlainDate) => Promise<Response | undefined>) =>
      async (c: HonoContext) => {
        const norm = versions.find(({ version }) => version.toString() === c.req.param('version'))
        if (norm === undefined) return nowhere(c)
        return (await show(norm, await todayOf(platform))) ?? nowhere(c)
      }
    app.get(guidePaths.home(id), answer(guideHome))
    app.get(
      guidePaths.questions(id),
      answer((visit) => guideQuestions(visit, undefined)),
    )
    app.post(guidePaths.questions(id), async (c) => {
      const sent = await readBareForm(platform, c)
      return sent instanceof Response ? sent : answer((visit) => guideQuestions(visit, sent))(c)
    })
    app.get(
      guidePaths.norm(id, ':version'),
      ofVersion((norm, today) => guideNorm({ platform, norm, today }, versions)),
    )
    app.get(
      guidePaths.table(id, ':version'),
      ofVersion((norm) => guideTable(norm)),
    )
  }
}

// The day is that of the installation, which any of its registers knows.
async function todayOf(platform: Platform): Promise<Temporal.PlainDate> {
  const [register] = platform.registers.values()
  if (register === undefined) return Temporal.Now.plainDateISO('Europe/Amsterdam')
  return inRegister(
    platform,
    { register, readOnly: true, mayLag: true },
    { kind: 'visitor' },
    async ({ today }) => today,
  )
}
