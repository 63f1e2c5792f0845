// Root "postinstall". If the Node that runs npm is new enough: does nothing.
// Otherwise installs Node 24 from the npm registry into tools/node24 (own lockfile with integrity, no install
// scripts) and links it as node_modules/.bin/node: `npm run` and `npx` put that folder first on PATH.
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const MIN = [22, 18]
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dir = join(root, 'tools/node24')
const link = join(root, 'node_modules/.bin/node')
const name = `node-${process.platform}-${process.arch}`
const bin = join(dir, 'node_modules', name, 'bin/node')
const version = (exe) => {
  try {
    return execFileSync(exe, ['-v']).toString().trim()
  } catch {
    return ''
  }
}

const outer = process.env.npm_node_execpath || process.execPath // process itself may already be our Node, through the link
const outerVersion = version(outer)
const [major, minor] = outerVersion.slice(1).split('.').map(Number)
const linked = lstatSync(link, { throwIfNoEntry: false })
if (outer.startsWith(dir + sep)) {
  // npm itself runs on the fallback: keep it
} else if (major > MIN[0] || (major === MIN[0] && minor >= MIN[1])) {
  if (linked) rmSync(link) // left from a time when the machine's Node was too old
} else {
  const wanted = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).optionalDependencies[name]
  if (!wanted)
    throw new Error(
      `Node ${outerVersion} is too old and there is no packaged Node for ${name}: install Node 24 from nodejs.org`,
    )
  if (version(bin) !== 'v' + wanted) {
    console.log(
      `Node ${outerVersion} is too old for this project: fetching Node ${wanted} from npm into tools/node24 (190 MB)`,
    )
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], {
      cwd: dir,
      stdio: 'inherit',
      env: { ...process.env, npm_config_local_prefix: dir, npm_config_omit: '' },
    })
    if (version(bin) !== 'v' + wanted) throw new Error(`Node ${wanted} cannot be started: ${bin}`)
  }
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(relative(dirname(link), bin), link)
  console.log(`npm scripts of this project run on Node ${wanted}`)
}
