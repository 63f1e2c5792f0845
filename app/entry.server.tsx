import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { log } from './log.server.ts'

const PATIENCE_MS = 10_000

/** Renders a document whole before the first byte: embedded pages are small, and an error still has its status. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
) {
  return new Promise<Response>((resolve, reject) => {
    let failed = false
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={PATIENCE_MS} />,
      {
        onAllReady() {
          const body = new PassThrough()
          headers.set('content-type', 'text/html; charset=utf-8')
          headers.set('cache-control', 'no-store')
          resolve(
            new Response(createReadableStreamFromReadable(body), { status: failed ? 500 : status, headers }),
          )
          pipe(body)
        },
        onShellError: (error) => reject(error as Error),
        onError(error) {
          failed = true
          log.error({ err: error, path: new URL(request.url).pathname }, 'a page could not be drawn')
        },
      },
    )
    setTimeout(abort, PATIENCE_MS).unref()
  })
}

/** A loader or action threw: the path is logged, never the address, which may hold a session token. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (!request.signal.aborted) log.error({ err: error, path: new URL(request.url).pathname }, 'a page failed')
}
