import { z } from 'zod';

/** Topic on which the embedded forge says that a ref changed. */
export const forgePushTopic = 'forge.push';

/** What of the event matters here; the event may say more. */
export const forgePushSchema = z.object({
  ref: z.string().max(1000),
  /** Page of the repository, without a slash at the end. */
  url: z.url({ protocol: /^https?$/ }).max(2000),
});
