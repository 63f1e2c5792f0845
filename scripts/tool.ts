// Runs a command of node_modules/.bin on this Node and gathers what it says.
import { spawn } from 'node:child_process'

/** Ends with whether it succeeded, and everything it wrote. */
export function runTool(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = '.',
): Promise<{ ok: boolean; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [`node_modules/.bin/${name}`, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    child.once('error', (error) => done({ ok: false, output: String(error) }))
    child.once('close', (code) => done({ ok: code === 0, output: output.trim() }))
  })
}
