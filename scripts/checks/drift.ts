// The tables that the migrations make are the tables that prisma/schema.prisma describes. Triggers, functions,
// CHECKs and policies are outside Prisma's sight; tests/flows reads those back from PostgreSQL.
import { startTestServer } from '#tests/support/database.ts'
import { runTool } from '../tool.ts'

/** What `prisma migrate diff` finds between the migrations, applied to a shadow database, and the schema. */
export async function checkDrift(): Promise<string[]> {
  const server = await startTestServer()
  try {
    const schema = 'prisma/schema.prisma'
    const { ok, output } = await runTool(
      'prisma',
      [
        'migrate',
        'diff',
        '--from-migrations',
        'prisma/migrations',
        '--to-schema-datamodel',
        schema,
        '--exit-code',
      ],
      { DATABASE_URL: server.url, CHECKPOINT_DISABLE: '1' },
    )
    return ok ? [] : output.split('\n')
  } finally {
    await server.stop()
  }
}
