// The commands of the README, from nothing: works on Node 20 without node_modules, installs what is missing,
// then hands over to scripts/<command>.ts on a Node that runs TypeScript.
//   node scripts/run.mjs demo | test | check | …   [arguments]
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

// Since this Node, TypeScript runs without a build step (tools/ensure-node.mjs links one where the machine's is older).
const MIN = [22, 18]
const BIN = join(root, 'node_modules/.bin')

/**
 * Runs a command and says every 15 s that it still works. What prepares a command is said beside its output: that may
 * be read by a machine.
 */
function run(command, args, { env = process.env, title = '' } = {}) {
  const started = Date.now()
  const beat = title
    ? setInterval(() => console.error(`  … ${title}: ${Math.round((Date.now() - started) / 1000)} s`), 15_000)
    : undefined
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', process.stderr, process.stderr], env })
    child.once('error', failed)
    child.once('exit', (code) => {
      clearInterval(beat)
      if (code === 0) done(undefined)
      else failed(new Error(`${title || command} failed (exit code ${code})`))
    })
  })
}

/** True when every package of the lockfile is there in its version; packages for other platforms are not. */
function isInstalled() {
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  if (!existsSync('node_modules/.package-lock.json')) return false
  const there = read('node_modules/.package-lock.json')
  return Object.entries(read('package-lock.json')).every(
    ([path, wanted]) =>
      path === '' || (there[path] ? there[path].version === wanted.version : wanted.optional || wanted.peer),
  )
}

async function install() {
  console.error(
    'Installing packages from npm: two or three minutes the first time, 1 GB with its own Node and browser',
  )
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { title: 'installing' })
}

function version(node) {
  return new Promise((done) => {
    const child = spawn(node, ['-v'], { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout?.on('data', (chunk) => (text += chunk))
    child.once('error', () => done([0, 0]))
    child.once('close', () => done(text.trim().slice(1).split('.').map(Number)))
  })
}

const isNewEnough = ([major = 0, minor = 0]) => major > MIN[0] || (major === MIN[0] && minor >= MIN[1])

/** The Node that will run the command: the linked one, else this one if it is new enough. */
async function findNode() {
  const linked = join(BIN, 'node')
  if (existsSync(linked) && isNewEnough(await version(linked))) return linked
  return isNewEnough(process.versions.node.split('.').map(Number)) ? process.execPath : undefined
}

async function ensureNode() {
  const known = await findNode()
  if (known) return known
  await run(process.execPath, ['tools/ensure-node.mjs'], { title: 'fetching Node' })
  const fetched = await findNode()
  if (!fetched) throw new Error(`Node ${MIN.join('.')} or newer is needed and could not be fetched`)
  return fetched
}

/** Generates the Prisma client when the schema or Prisma changed since. */
async function ensureClient(node, env) {
  const stamp = 'node_modules/.prisma/client/carnet-stamp'
  const sources = ['prisma/schema.prisma', 'node_modules/@prisma/client/package.json']
  const hash = createHash('sha256')
  for (const file of sources) hash.update(readFileSync(file))
  const wanted = hash.digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Generating the database client')
  const nowhere = 'postgresql://nobody@127.0.0.1:1/none' // generating needs an address and never calls it
  const noise = {
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
  }
  await run(node, ['node_modules/prisma/build/index.js', 'generate', '--no-hints'], {
    env: { DATABASE_URL: nowhere, ...env, ...noise },
    title: 'generating',
  })
  writeFileSync(stamp, wanted)
}

/** Hands the terminal over. Ctrl-C reaches the command by itself; other signals are passed on. */
function handOver(node, args, env) {
  const child = spawn(node, args, { stdio: 'inherit', env })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

const [command = '', ...args] = process.argv.slice(2)
const script = `scripts/${command}.ts`
if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
  console.error(`no such command: ${command || '(none)'}`)
  process.exit(2)
}
try {
  if (!isInstalled()) await install()
  const node = await ensureNode()
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}` }
  await ensureClient(node, env)
  handOver(node, [script, ...args], env)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
