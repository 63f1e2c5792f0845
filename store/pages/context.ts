import type { Request, Response } from 'express'
import type { Control } from '../practice-store.ts'
import type { Shop, Staff } from '../state/shop.ts'
import { shopOf, type World } from '../state/world.ts'
import { wordsOf } from '../switches/words.ts'
import type { Html } from './html.ts'
import { page, type Frame } from './layout.ts'

/** What a page is made for: the shop of its address and who is signed in. */
export type Visit = { world: World; control: Control; shop: Shop; staff: Staff; said: string | undefined }

const COOKIE = 'practice_staff'

export const staffCookie = (staffId: string) => `${COOKIE}=${staffId}; Path=/; SameSite=Lax`

function signedIn(request: Request, shop: Shop): Staff {
  const id = new RegExp(`${COOKIE}=(\\d+)`).exec(request.headers.cookie ?? '')?.[1]
  return shop.staff.find((one) => one.id === id) ?? shop.staff[0]!
}

export function visit(world: World, control: Control, request: Request): Visit {
  const shop = shopOf(world, request.params.name)
  const { said } = request.query
  return {
    world,
    control,
    shop,
    staff: signedIn(request, shop),
    said: typeof said === 'string' ? said : undefined,
  }
}

export function show(
  response: Response,
  { world, shop, staff, said }: Visit,
  frame: Omit<Frame, 'shop' | 'staff' | 'now' | 'on'>,
  content: Html,
): void {
  response
    .set('cache-control', 'no-store')
    .type('html')
    .send(page({ shop, staff, now: world.clock.now(), on: wordsOf(world), said, ...frame }, content))
}
