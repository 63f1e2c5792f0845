// Nothing in the repository belongs to one machine, one registry mirror, or to how the code was written.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, lstatSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'

const HERE = 'scripts/checks/words.ts'
const REGISTRIES =
  /https?:\/\/(?!registry\.npmjs\.org\b)[\w.-]*(?:registry|npm|artifactory|nexus|verdaccio)[\w.-]*[:/]/i
const RULES: readonly [pattern: RegExp, what: string][] = [
  [/(?<![\w.])\/(?:work|root|home\/\w+|Users\/\w+)\//, 'a path of one machine'],
  [/(?<![\w.])\/tmp\/\w/, 'a temporary path'],
  [REGISTRIES, 'a registry that is not the public one'],
  [/\b(?:claude|anthropic|chatgpt|openai|copilot|gemini|language model|as an ai)\b/i, 'a word about tools'],
  [/\b(?:subagent|this session|other helpers?|the brief)\b/i, 'a word about how the work was done'],
  [/\bissues? #?\d{1,3}\b/i, 'the number of an issue: say what is meant'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----|shp(?:at|ss|ca|pa)_[0-9a-f]{32}/, 'a secret'],
  [/^(?:<{7}|>{7}) /m, 'an unfinished merge'],
]
// Not written by hand, or allowed to speak of paths and registries.
const SKIPPED =
  /(?:^|\/)(?:package-lock\.json|LICENSE|NOTICE)$|^store\/schema\/|\.(?:png|ico|woff2?|ttf|pdf|zip)$/

/** Each place in a tracked file that says what it should not. */
export function checkWords(): string[] {
  const files = filesOfTheRepository()
  return [...new Set(files)]
    .filter((file) => file !== HERE && !SKIPPED.test(file) && existsSync(file) && lstatSync(file).isFile())
    .flatMap((file) => findWords(readFileSync(file, 'utf8')).map((found) => `${file}:${found}`))
}

// What is or would be committed; without git (an unpacked archive), what is there.
function filesOfTheRepository(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { stdio: 'pipe' })
    return list.toString().split('\0').filter(Boolean)
  } catch {
    return globSync('**/*', {
      exclude: (name) => /^(?:node_modules|build|\.git|\.carnet|coverage)$/.test(name),
    })
  }
}

/** The lines of a text that break a rule. */
export function findWords(text: string): string[] {
  const home = homedir()
  return text.split('\n').flatMap((line, index) => {
    const found = RULES.filter(([pattern]) => pattern.test(line)).map(([, what]) => what)
    if (home.length > 5 && line.includes(`${home}/`)) found.push('a path of this machine')
    return found.map((what) => `${index + 1}: ${what}`)
  })
}
