// The least that takes a webhook safely: a bare server that checks the signature and inserts one row.  node bare-server.ts
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 })

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256']), 'base64')
    const made = createHmac('sha256', process.env.SHOPIFY_API_SECRET!).update(body).digest()
    if (given.length !== made.length || !timingSafeEqual(made, given)) return response.writeHead(401).end()
    const values = ['event-id', 'shop-domain', 'topic'].map((name) => request.headers[`x-shopify-${name}`])
    pool
      .query({
        name: 'insert',
        text: 'INSERT INTO limits.inbox (event_id, shop, topic, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        values: [...values, body],
      })
      .then(
        () => response.writeHead(200).end(),
        () => response.writeHead(500).end(),
      )
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
