// Replays every payload of a folder, each to a fresh shop:  npm run corpus -- DIR
import process from 'node:process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startTestServer } from '#tests/support/database.ts'
import { declaredTopics } from './app-toml.ts'
import { table } from './carnet/answer.ts'
import { corpusEntry, topicsOfSchema } from './corpus-topic.ts'
import type { Verdict } from './corpus/judge.ts'
import { dim, red, seconds } from './progress.ts'

process.env.LOG_LEVEL ??= 'silent'
const { openReplay } = await import('./corpus/replay.ts')

/** So many shops at once: most of the time is the database's. */
const AT_ONCE = 4

async function main(dir: string | undefined): Promise<number> {
  if (!dir || !existsSync(dir)) {
    console.error(dir ? `there is no folder ${dir}` : 'npm run corpus -- DIR')
    return 2
  }
  const since = Date.now()
  const { sent, skipped } = entriesOf(dir)
  if (sent.length === 0) {
    console.error(`no file of ${dir} is named like a webhook: <topic>__anything.json`)
    return 2
  }
  console.log(`${sent.length} payloads of ${dir}, each to a fresh shop`)
  const verdicts = await replayAll(dir, sent)
  console.log(`\n${tableOf(verdicts)}\n`)
  if (skipped.length > 0)
    console.log(`Skipped, no webhooks:\n${skipped.map((file) => `  ${file}`).join('\n')}\n`)
  const failed = verdicts.filter((verdict) => verdict.complaints.length > 0)
  for (const { file, complaints } of failed)
    console.log(red(`${file}\n${complaints.map((why) => `    ${why}`).join('\n')}`))
  console.log(dim(seconds(since)))
  console.log(`${verdicts.length - failed.length} passed, ${failed.length} failed`)
  return failed.length > 0 ? 1 : 0
}

function entriesOf(dir: string) {
  const ours = declaredTopics(readFileSync('shopify.app.toml', 'utf8'))
  const topics = topicsOfSchema(readFileSync('store/schema/admin.graphql', 'utf8'), ours)
  const files = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
  const entries = files.map((file) => ({ file, entry: corpusEntry(file, topics) }))
  return {
    sent: entries.flatMap(({ file, entry }) => (entry.kind === 'skipped' ? [] : [{ file, entry }])),
    skipped: entries.flatMap(({ file, entry }) => (entry.kind === 'skipped' ? [file] : [])),
  }
}

async function replayAll(dir: string, sent: ReturnType<typeof entriesOf>['sent']): Promise<Verdict[]> {
  const server = await startTestServer()
  try {
    const replay = await openReplay(server)
    const verdicts: Verdict[] = []
    let next = 0
    const lane = async () => {
      for (let n = next++; n < sent.length; n = next++) {
        const { file, entry } = sent[n]!
        const bytes = new Uint8Array(readFileSync(join(dir, file)))
        verdicts[n] = await replay.send(await replay.freshShop(), file, bytes, entry)
        if ((n + 1) % 25 === 0) console.log(`  … ${n + 1} of ${sent.length}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    await replay.close()
    return verdicts
  } finally {
    await server.stop()
  }
}

function tableOf(verdicts: readonly Verdict[]): string {
  const short = (text: string, length: number) =>
    text.length > length ? `${text.slice(0, length - 1)}…` : text
  return table(
    ['file', 'topic', 'answer', 'end', 'reason', 'units', 'total', 'ok'],
    verdicts.map((v) => [
      short(v.file.replace(/\.json$/, ''), 60),
      v.topic,
      v.answer ?? '–',
      v.end,
      short(v.reason, 44),
      short(v.units, 50),
      v.total,
      v.complaints.length > 0 ? '✗' : '✓',
    ]),
  )
}

process.exitCode = await main(process.argv[2])
