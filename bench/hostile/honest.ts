/** The process of somebody honest, who uses Peil while it is sent what nobody means to send. */
import { setTimeout as pause } from 'node:timers/promises'
import { testOrigin } from '#testing/platform-on.ts'
import { pdf } from '#testing/portfolio.ts'
import { activities, newForm } from './new-form.ts'

/** What somebody honest asked meanwhile. Times are in milliseconds. */
export interface Honest {
  readonly what: string
  readonly took: number
  /** How long after the first thing that was sent it was asked. */
  readonly at: number
  /** The hostile files that were under way when it was answered. */
  readonly beside: readonly string[]
}

/** What somebody honest tells of their visit. */
export interface Visit {
  readonly took: readonly Honest[]
  /** What was not answered as it should be. */
  readonly wrong: readonly string[]
  /** How long each answer took that the web server gives without asking anybody, in milliseconds. */
  readonly bare: readonly number[]
}

const [port = 0, cookie = ''] = [Number(process.argv[2]), process.argv[3]]
/** Of each sender the file that was sent and not answered. */
const underWay = new Map<number, string>()
let hasLeft = false
process.on('message', (told: 'over' | { readonly nth: number; readonly what?: string }) => {
  if (told === 'over') hasLeft = true
  else if (told.what === undefined) underWay.delete(told.nth)
  else underWay.set(told.nth, told.what)
})
const [visit, bare] = await Promise.all([
  beHonest(port, cookie, underWay, () => hasLeft),
  askLittle(port, () => hasLeft),
])
process.send?.({ ...visit, bare } satisfies Visit)
process.disconnect?.()

// Somebody reads their pages, searches the register, and adds what they did, all the time.
async function beHonest(
  port: number,
  cookie: string,
  underWay: ReadonlyMap<number, string>,
  isOver: () => boolean,
): Promise<Omit<Visit, 'bare'>> {
  const took: Honest[] = []
  const start = performance.now()
  const told = (what: string, begun: number) => {
    const now = performance.now()
    took.push({ what, took: now - begun, at: begun - start, beside: [...underWay.values()] })
  }
  const wrong: string[] = []
  for (let nth = 0; !isOver(); nth += 1) {
    // Whoever searches for one person at a time stays far below what a day shows to one account.
    const pages = ['/krsd/mijn', '/krsd', `/krsd/register?naam=Zoekman+${nth}`, activities]
    const place = pages[nth % pages.length] ?? ''
    const sends = place === activities
    // Nobody searches the register every second for a quarter of an hour: it is another one each time.
    const from = `10.10.${Math.floor(nth / 100) % 250}.1`
    const asked = performance.now()
    const form = sends ? await newForm(port, cookie, from) : undefined
    if (form !== undefined) told('the page of a new activity', asked)
    const body = form === undefined ? undefined : await honestForm(form, nth)
    const begun = performance.now()
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${place}`, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers: { cookie, origin: testOrigin, 'x-forwarded-for': from },
        redirect: 'manual',
      })
      await answer.text()
      if (answer.status !== (body === undefined ? 200 : 303))
        wrong.push(`${place}: ${answer.status}`)
    } catch (error) {
      wrong.push(`${place}: ${error}`)
    }
    const what = body === undefined ? place.replace(/=.*/, '=…') : 'a new activity with a file'
    told(what, begun)
    await pause(150)
  }
  return { took, wrong }
}

async function askLittle(port: number, isOver: () => boolean): Promise<readonly number[]> {
  const took: number[] = []
  while (!isOver()) {
    const begun = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}/robots.txt`)
    await answer.text()
    took.push(performance.now() - begun)
    await pause(100)
  }
  return took
}

async function honestForm(hidden: Readonly<Record<string, string>>, nth: number) {
  const body = new FormData()
  const fields = { ...hidden, title: `Cursus ${nth}` }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('evidence', pdf('bewijs.pdf', `Verslag ${nth}`))
  return body
}
