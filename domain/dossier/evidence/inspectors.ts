import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { InspectReply, InspectRequest } from '#domain/dossier/evidence/inspection.ts'

/** What one file may take of an inspector. */
interface Most {
  readonly milliseconds: number
  /** Of all memory of its process, buffers too. */
  readonly megabytes: number
}

/** How many inspectors there are at most, and what one file may take. */
export interface InspectorLimits {
  readonly quick: Most & { readonly inspectors: number }
  /** For what quick inspectors did not finish, and for photos that take seconds to convert. */
  readonly slow: Most & { readonly inspectors: number }
  /**
   * How many times as long a file may take that gets less than half of a processor: three, unless it is said otherwise. On
   * a machine that is too busy it waits without taking anything, which is no matter of the file.
   */
  readonly timesLonger?: number
}

/** What somebody asks of the inspectors. */
export interface Asked {
  readonly request: InspectRequest
  /** Whose file it is: of one person one file at a time is inspected. */
  readonly whose: string
  /** Whether it is known to take seconds. */
  readonly slow?: boolean
  /** What it may take beside a quick inspector: nothing, where an answer is not worth more. */
  readonly quickOnly?: boolean
  /** Waits until one more may be inspected, of all that processes beside this one inspect; without it for nothing. */
  readonly inLane?: InLane | undefined
}

/** Inspects something when fewer than may be are being inspected in a lane, over all processes. */
export type InLane = <Result>(
  lane: 'quick' | 'slow',
  inspect: () => Promise<Result>,
) => Promise<Result>

/** Asks an inspector; undefined when the file took more time or memory than any should. */
export type Ask = (asked: Asked) => Promise<InspectReply | undefined>

interface Waiting extends Asked {
  readonly answer: (reply: InspectReply | undefined) => void
  readonly fail: (error: unknown) => void
}

/**
 * Inspectors are processes of their own: whatever a file does to one, nobody but its owner waits for it,
 * and beyond the limits the process is killed, with all its memory. A file that a quick inspector does not
 * finish goes on to a slow one, so that a few such files never hold up all others. They start when they are
 * needed, or in place of one that was killed, and end when there is nothing to inspect for a while.
 */
export function makeInspectors(limits: InspectorLimits): Ask {
  const { quick, slow, timesLonger = usualTimesLonger } = limits
  const lanes = {
    quick: makeLane({ ...quick, timesLonger }, niceness.quick),
    slow: makeLane({ ...slow, timesLonger }, niceness.slow),
  }
  const waiting: Waiting[] = []
  // Whose files took much, with until when those that come after it have to be thought to as well.
  const heavy = new Map<string, number>()
  // And whose did not: for them one quick inspector is kept free of what somebody sends of whom nothing is known.
  const light = new Map<string, number>()
  const inspected = new Set<string>()

  function next(): void {
    for (const one of [...waiting]) {
      if (inspected.has(one.whose)) continue
      const slow = one.slow === true || isNoted(heavy, one.whose)
      const turn = slow ? lanes.slow.take(0) : lanes.quick.take(isNoted(light, one.whose) ? 0 : 1)
      if (turn === undefined) continue
      inspected.add(one.whose)
      waiting.splice(waiting.indexOf(one), 1)
      now.waiting -= 1
      now.atWork += 1
      void finish({ ...one, slow }, turn)
    }
  }

  async function finish(one: Waiting, turn: LaneTurn): Promise<void> {
    try {
      const { reply, took } = await turn(one)
      // One that was ended before it was done would have taken more.
      const most = reply === undefined ? heavyMilliseconds / 2 : heavyMilliseconds
      noteFor(took >= most ? heavy : light, one.whose)
      if (reply === undefined && one.slow !== true && one.quickOnly !== true) {
        waiting.unshift({ ...one, slow: true })
        now.waiting += 1
      } else one.answer(reply)
    } catch (error) {
      one.fail(error)
    }
    inspected.delete(one.whose)
    now.atWork -= 1
    next()
  }

  return (asked) =>
    new Promise((answer, fail) => {
      waiting.push({ ...asked, answer, fail })
      now.waiting += 1
      next()
    })
}

type Noted = Map<string, number>

function noteFor(noted: Noted, whose: string): void {
  const moment = performance.now()
  for (const [other, until] of noted) if (until < moment) noted.delete(other)
  noted.set(whose, moment + notedFor)
}

function isNoted(noted: Noted, whose: string): boolean {
  return (noted.get(whose) ?? 0) > performance.now()
}

/** How many files are being inspected in this process, and how many wait for that. */
export function inspectorsNow(): { readonly atWork: number; readonly waiting: number } {
  return { ...now }
}

const now = { atWork: 0, waiting: 0 }

/** What came of a file, undefined where it was too much, and how much of a processor it took, in milliseconds. */
interface Inspected {
  readonly reply: InspectReply | undefined
  readonly took: number
}

type Turn = (request: InspectRequest) => Promise<Inspected>

type LaneTurn = (asked: Asked) => ReturnType<Turn>

interface Lane {
  /** An inspector for one file; undefined while all are at work but those that are left, of which one is never left. */
  readonly take: (left: number) => LaneTurn | undefined
}

type Limits = Most & { readonly timesLonger: number }

function makeLane(most: Limits & { readonly inspectors: number }, niceness: number): Lane {
  const idle: Inspector[] = []
  let atWork = 0
  const rest = (inspector: Inspector) => {
    idle.push(inspector)
    inspector.restUntil(() => {
      const at = idle.indexOf(inspector)
      if (at !== -1) idle.splice(at, 1)
    })
  }
  return {
    take: (left) => {
      if (atWork >= Math.max(most.inspectors - left, 1)) return undefined
      atWork += 1
      return async ({ request, slow, inLane = atOnce }) => {
        try {
          return await inLane(slow === true ? 'slow' : 'quick', async () => {
            const inspector = readyFirst(idle) ?? startInspector(most, niceness)
            const reply = await inspector.inspect(request)
            // In place of one that ended another starts now, so that whoever comes next does not wait for that.
            rest(inspector.isFit() ? inspector : startInspector(most, niceness))
            return reply
          })
        } finally {
          atWork -= 1
        }
      }
    },
  }
}

// One that still starts is taken last: what is inspected by it waits for that.
function readyFirst(idle: Inspector[]): Inspector | undefined {
  const at = idle.findLastIndex((one) => one.isReady())
  return at === -1 ? idle.pop() : idle.splice(at, 1)[0]
}

const atOnce: InLane = (_, inspect) => inspect()

interface Inspector {
  readonly inspect: Turn
  /** Whether it has started. */
  readonly isReady: () => boolean
  /** Whether it can take another file. */
  readonly isFit: () => boolean
  /** Ends it when it is not asked anything for a while. */
  readonly restUntil: (ended: () => void) => void
}

/**
 * Of whose file took so much of a processor, in milliseconds, the next ones go to the slow inspectors for so long, so that
 * quick ones are there for everybody else.
 */
const heavyMilliseconds = 1500
const notedFor = 10 * 60_000

/** How far each stands back for what answers people: for a file that is quick somebody waits, who did nothing odd. */
const niceness = { quick: 4, slow: 15 } as const

/** An inspector that took so much gives it back by ending. */
const heavyMegabytes = 160

const restMilliseconds = 30_000

// It has nothing of the surroundings: no address of the database, no keys.
function startInspector({ milliseconds, megabytes, timesLonger }: Limits, nice: number): Inspector {
  const child = fork(
    new URL('./inspector.ts', import.meta.url),
    [String(megabytes), String(nice)],
    {
      env: {},
      // What runs this process reads the inspector too; tests run under more than that.
      execArgv: [`--max-old-space-size=${megabytes}`],
      serialization: 'advanced',
      // What the reader has to say of somebody's file is no matter for the log.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  )
  let fit = true
  let rest: NodeJS.Timeout | undefined
  let isReady = false
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve())).then(() => {
    isReady = true
  })
  const gone = new Promise<void>((resolve) => {
    child.once('exit', resolve)
    child.once('error', resolve)
  }).then(() => {
    fit = false
    return undefined
  })
  const end = () => {
    fit = false
    child.kill('SIGKILL')
  }
  hold(child, false)
  return {
    isReady: () => isReady,
    isFit: () => fit,
    inspect: async (request) => {
      clearTimeout(rest)
      hold(child, true)
      // How long it takes to start is no matter of the file.
      const started = await Promise.race([ready.then(() => true), gone])
      if (started === undefined) {
        return { reply: { outcome: 'failed', problem: 'The inspector ended.' }, took: 0 }
      }
      const answer = await answerOf(child, request, { milliseconds, timesLonger, gone })
      hold(child, false)
      if (answer.reply === undefined || answer.megabytes > heavyMegabytes) end()
      return answer
    },
    restUntil: (ended) => {
      void gone.then(ended)
      rest = setTimeout(end, restMilliseconds).unref()
    },
  }
}

// The process may only end by itself when no file is being inspected.
function hold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) child.ref()
  else child.unref()
  if (isHeld) child.channel?.ref()
  else child.channel?.unref()
}

interface Answer extends Inspected {
  readonly megabytes: number
}

const usualTimesLonger = 3

async function answerOf(
  child: ChildProcess,
  request: InspectRequest,
  {
    milliseconds,
    timesLonger,
    gone,
  }: {
    readonly milliseconds: number
    readonly timesLonger: number
    readonly gone: Promise<undefined>
  },
): Promise<Answer> {
  const before = processorOf(child)
  const took = () => {
    const now = processorOf(child)
    return before === undefined || now === undefined ? milliseconds : now - before
  }
  const none = { reply: undefined, megabytes: 0 }
  let timer: NodeJS.Timeout | undefined
  let listener: ((answer: Answer) => void) | undefined
  const late = new Promise<Answer>((resolve) => {
    let times = 0
    timer = setInterval(() => {
      times += 1
      const used = took()
      if (used >= milliseconds / 2 || times >= timesLonger) resolve({ ...none, took: used })
    }, milliseconds)
  })
  const answer = new Promise<Answer>((resolve) => {
    listener = resolve
    child.once('message', listener)
    child.send(request, () => undefined)
  })
  try {
    // One that ended took too much memory.
    const ended = gone.then(() => ({ ...none, took: milliseconds }))
    return await Promise.race([answer, late, ended])
  } finally {
    clearInterval(timer)
    if (listener !== undefined) child.off('message', listener)
  }
}

// How much of a processor a process took so far, in milliseconds, where the system says so: what Linux tells of it
// has that, in hundredths of a second, at the twelfth and thirteenth place behind its name.
function processorOf({ pid }: ChildProcess): number | undefined {
  try {
    const told = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user, system] = told
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13)
      .map(Number)
    return user === undefined || system === undefined ? undefined : (user + system) * 10
  } catch {
    return undefined
  }
}
