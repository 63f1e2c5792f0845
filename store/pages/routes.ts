import express, { type Router } from 'express'
import type { Mailbox } from '../mailbox/mailbox.ts'
import type { Control } from '../practice-store.ts'
import type { World } from '../state/world.ts'

export function pageRoutes(_world: World, _control: Control, _mailbox: () => Mailbox | undefined): Router {
  return express.Router()
}
