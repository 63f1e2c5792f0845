import { parentPort } from 'node:worker_threads'
import { renderPdf } from './pdf.server.ts'
import type { Printable } from './sheet.ts'

// The thread that draws: one printable in, its bytes or the fault out.
parentPort?.on('message', (printable: Printable) => {
  renderPdf(printable).then(
    (bytes) => parentPort?.postMessage({ bytes }),
    (fault: unknown) => parentPort?.postMessage({ fault: String(fault) }),
  )
})
