import pg from 'pg'
import { env } from '../env.server.ts'
import { log } from '../log.server.ts'

/** One attempt's sole hold of its effect. It ends with its connection, and so with its process. */
export type Hold = {
  /** False when the connection was lost meanwhile: another may have taken the effect. */
  stands(): Promise<boolean>
  release(): Promise<void>
}

// A machine that vanished takes no leave: PostgreSQL asks after it, and frees what it held after half a minute.
const ASK_AFTER_THE_SILENT =
  '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'
const PATIENCE_MS = 10_000

/** Holds an effect, on a connection of its own; null while another attempt holds it. */
export async function holdEffect(id: string): Promise<Hold | null> {
  const client = new pg.Client({
    connectionString: env().DATABASE_RUNTIME_URL,
    options: ASK_AFTER_THE_SILENT,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  })
  client.on('error', (error) => log.warn({ err: error, effect: id }, 'the hold of an effect was lost'))
  const release = () => client.end().catch(() => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [`effect:${id}`],
    )
    if (rows[0]?.held) {
      const stands = () =>
        client.query('SELECT 1').then(
          () => true,
          () => false,
        )
      return { stands, release }
    }
  } catch (error) {
    await release()
    throw error
  }
  await release()
  return null
}
