import { utc } from '../../state/clock.ts'
import { gid } from '../../state/gid.ts'
import type { Subscription } from '../../state/subscription.ts'
import { API_VERSION } from '../../webhooks/post.ts'
import type { View } from '../context.ts'

export const subscriptionView = (subscription: Subscription): View => ({
  __typename: 'WebhookSubscription',
  id: gid('WebhookSubscription', subscription.id),
  legacyResourceId: subscription.id,
  topic: subscription.topic,
  uri: subscription.uri,
  callbackUrl: subscription.uri,
  endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: subscription.uri },
  format: 'JSON',
  filter: null,
  includeFields: subscription.includeFields,
  metafieldNamespaces: subscription.metafieldNamespaces,
  metafields: [],
  name: subscription.name,
  apiVersion: { handle: API_VERSION, displayName: API_VERSION, supported: true },
  createdAt: utc(subscription.createdAt),
  updatedAt: utc(subscription.updatedAt),
})
