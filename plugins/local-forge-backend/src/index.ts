/**
 * The embedded Git host of the quick start: bare repositories on disk, the part of the Gitea REST
 * interface that Backstage uses, and git's smart HTTP protocol.
 *
 * @packageDocumentation
 */
export { localForgePlugin as default } from './plugin';
export {
  type ForgePushPayload,
  forgePushPayloadSchema,
  forgePushTopic,
} from './push/forgePushEvent';
