import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Printable } from './sheet.ts'

/** Far above the slowest honest document: 2,000 lines take 2 seconds. */
const TIME_LIMIT_MS = 15_000
// 2,000 lines stay under 200 MB; a document that wants more is a fault, and must not take the process with it.
const MEMORY_LIMIT_MB = 384

type Answer = { readonly bytes: Uint8Array } | { readonly fault: string }

// By name through package.json, so that the bundled web server finds the same source file as the worker.
const THREAD = createRequire(import.meta.url).resolve('#app/paper/draw-thread.server.ts')

/** Something that draws one document at a time in a thread of its own. */
export type Drawer = {
  readonly draw: (printable: Printable) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

/** Asks a thread for one drawing; the thread is lost when it neither answers nor lives. */
function ask(thread: Worker, printable: Printable, timeLimitMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => end(() => reject(new Error(`Drawing took over ${timeLimitMs} ms`))),
      timeLimitMs,
    )
    const onAnswer = (answer: Answer) => end(() => resolve(answer))
    const onError = (error: Error) => end(() => reject(error))
    const onExit = () => end(() => reject(new Error('The drawing thread ended')))
    const end = (settle: () => void) => {
      clearTimeout(timer)
      thread.off('message', onAnswer).off('error', onError).off('exit', onExit)
      settle()
    }
    thread.on('message', onAnswer).on('error', onError).on('exit', onExit)
    thread.ref()
    thread.postMessage(printable)
  })
}

/**
 * Starts a drawer. Its thread begins with the first document and is replaced when it crashes, hangs or eats the memory;
 * the document that did it is refused with an error, the next one is drawn.
 */
export function startDrawer({
  file = THREAD,
  timeLimitMs = TIME_LIMIT_MS,
  memoryLimitMb = MEMORY_LIMIT_MB,
} = {}): Drawer {
  let thread: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()

  const discard = async () => {
    const lost = thread
    thread = null
    // A thread that was terminated may still report; nobody listens any more, and that must not be a crash.
    lost?.on('error', () => {})
    await lost?.terminate()
  }
  const drawNow = async (printable: Printable) => {
    // No flags and no environment: drawing needs neither hooks nor secrets.
    thread ??= new Worker(file, {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    })
    const answer = await ask(thread, printable, timeLimitMs).catch(async (error: unknown) => {
      await discard()
      throw error
    })
    // A waiting thread keeps no process alive.
    thread.unref()
    if ('fault' in answer) throw new Error(answer.fault)
    return answer.bytes
  }
  return {
    draw: (printable) => {
      const drawn = last.then(() => drawNow(printable))
      last = drawn.catch(() => {})
      return drawn
    },
    close: discard,
  }
}

let shared: Drawer | null = null

/**
 * Draws a printable as PDF bytes beside the process: it stays responsive meanwhile, and survives whatever happens.
 * Throws when the document cannot be drawn within 15 seconds.
 */
export function drawPdf(printable: Printable): Promise<Uint8Array> {
  shared ??= startDrawer()
  return shared.draw(printable)
}
