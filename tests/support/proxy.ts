// A wire to a server that can be cut, or left hanging, as networks do.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Proxy {
  /** The address given, through the proxy. */
  url: string
  /** Ends what is open and refuses what is new. */
  cut(): void
  /** Ends what is open; what is new is accepted and never answered. */
  hang(): void
  mend(): void
  close(): Promise<void>
}

/** Stands between a client and the server of an address. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let mode: 'through' | 'cut' | 'hang' = 'through'
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => {}).on('close', () => open.delete(client))
    if (mode === 'cut') return client.destroy()
    if (mode === 'hang') return
    const upstream = connect(Number(port), hostname)
    open.add(upstream)
    upstream.on('error', () => {}).on('close', () => (open.delete(upstream), client.destroy()))
    client.on('close', () => upstream.destroy())
    client.pipe(upstream).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const change = (to: typeof mode) => () => {
    mode = to
    for (const socket of open) socket.destroy()
  }
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  url.hostname = '127.0.0.1'
  const close = () => {
    change('cut')()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url: url.toString(), cut: change('cut'), hang: change('hang'), mend: change('through'), close }
}
