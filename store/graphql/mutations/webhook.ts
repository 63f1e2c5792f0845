// Webhook subscriptions of a shop, made by the app beside those of its configuration.
import { gid, idFrom } from '../../state/gid.ts'
import type { Subscription } from '../../state/subscription.ts'
import { newId, refusal } from '../../state/world.ts'
import { refuse, type On, type View } from '../context.ts'
import { subscriptionView } from '../views/subscription.ts'
import { ok, type Mutation } from './mutation.ts'

type SubscriptionInput = {
  uri?: string | null
  callbackUrl?: string | null
  format?: string | null
  filter?: string | null
  includeFields?: string[] | null
  metafieldNamespaces?: string[] | null
  name?: string | null
}

function checked(on: On, input: SubscriptionInput): string {
  if (input.format === 'XML')
    throw refuse('practice store: XML webhooks are not implemented', 'NOT_IMPLEMENTED')
  if (input.filter) throw refuse('practice store: webhook filters are not implemented', 'NOT_IMPLEMENTED')
  const uri = input.uri ?? input.callbackUrl ?? ''
  if (!URL.canParse(uri) || !/^https?:$/.test(new URL(uri).protocol))
    throw refusal('Address is invalid', ['webhookSubscription', 'callbackUrl'])
  if ((input.name?.length ?? 0) > 50)
    throw refusal('Name is too long (maximum is 50 characters)', ['webhookSubscription', 'name'])
  return uri
}

function create(
  { topic, webhookSubscription: input }: { topic: string; webhookSubscription: SubscriptionInput },
  on: On,
): View {
  const uri = checked(on, input)
  if (on.shop.subscriptions.some((one) => one.topic === topic && one.uri === uri))
    throw refusal('Address for this topic has already been taken', ['webhookSubscription', 'callbackUrl'])
  const at = on.world.clock.now().toISOString()
  const subscription: Subscription = {
    id: newId(on.world, 'WebhookSubscription'),
    topic,
    uri,
    includeFields: input.includeFields ?? [],
    metafieldNamespaces: input.metafieldNamespaces ?? [],
    name: input.name ?? null,
    createdAt: at,
    updatedAt: at,
  }
  on.shop.subscriptions.push(subscription)
  on.world.changed()
  return { ...ok, webhookSubscription: subscriptionView(subscription) }
}

function byGid(on: On, id: string): Subscription {
  const found = on.shop.subscriptions.find((one) => one.id === idFrom('WebhookSubscription', id))
  if (!found) throw refusal('Webhook subscription does not exist', ['id'])
  return found
}

function update(
  { id, webhookSubscription: input }: { id: string; webhookSubscription: SubscriptionInput },
  on: On,
): View {
  const subscription = byGid(on, id)
  const uri = checked(on, { ...input, uri: input.uri ?? input.callbackUrl ?? subscription.uri })
  Object.assign(subscription, {
    uri,
    includeFields: input.includeFields ?? subscription.includeFields,
    metafieldNamespaces: input.metafieldNamespaces ?? subscription.metafieldNamespaces,
    name: input.name === undefined ? subscription.name : input.name,
    updatedAt: on.world.clock.now().toISOString(),
  })
  on.world.changed()
  return { ...ok, webhookSubscription: subscriptionView(subscription) }
}

function remove({ id }: { id: string }, on: On): View {
  const subscription = byGid(on, id)
  on.shop.subscriptions = on.shop.subscriptions.filter((one) => one !== subscription)
  on.world.changed()
  return { ...ok, deletedWebhookSubscriptionId: gid('WebhookSubscription', subscription.id) }
}

export const webhookMutations: Record<string, Mutation> = {
  webhookSubscriptionCreate: create,
  webhookSubscriptionUpdate: update,
  webhookSubscriptionDelete: remove,
}
