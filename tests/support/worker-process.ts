// A real worker in a process of its own, so that it can be killed as machines kill.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface WorkerProcess {
  kill(): Promise<void>
  /** Asks it to end, and answers its exit code. */
  terminate(): Promise<number | null>
  /** Its exit code, when it ends by itself. */
  ended: Promise<number | null>
  log(): string
}

/** Starts `app/worker/main.ts` and waits until it takes jobs. */
export async function startWorkerProcess(env: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['app/worker/main.ts'], {
    env: { ...process.env, ...env, VITEST: '', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  child.stderr.on('data', (data) => (text += String(data)))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      text += String(data)
      if (text.includes('"msg":"worker"')) resolve()
    })
    child.once('exit', () => reject(new Error(`the worker ended:\n${text}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await ended
    }
    return child.exitCode
  }
  return {
    kill: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
    ended,
    log: () => text,
  }
}
