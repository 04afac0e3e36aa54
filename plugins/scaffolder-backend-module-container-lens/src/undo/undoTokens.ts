import { InputError } from '@backstage/errors';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a token stands for: one thing that one task created. */
export interface CreatedThing {
  readonly taskId: string;
  /** Which handler can undo it, for example `aws:ecr:repository`. */
  readonly kind: string;
  /** What the handler needs to find it again; no secrets, a token is readable. */
  readonly thing: Readonly<Record<string, string>>;
}

/** Signs what a task created, and reads it back. */
export interface UndoTokens {
  sign(created: CreatedThing): string;
  /** @throws InputError when the token is not ours, was changed, or belongs to another task. */
  read(token: string, options: { taskId: string }): CreatedThing;
}

/** Longer than any token that is signed here. */
export const maxTokenLength = 4096;

const version = 'clu1';
const contentSchema = z.strictObject({
  taskId: z.string(),
  kind: z.string(),
  thing: z.record(z.string(), z.string()),
});

/** Tokens of the form `clu1.<content>.<HMAC-SHA256>`. */
export class DefaultUndoTokens implements UndoTokens {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  static create(options: { key: Buffer }): DefaultUndoTokens {
    return new DefaultUndoTokens(options.key);
  }

  sign(created: CreatedThing): string {
    const content = Buffer.from(
      JSON.stringify({ taskId: created.taskId, kind: created.kind, thing: created.thing }),
    ).toString('base64url');
    const token = `${version}.${content}.${this.#mac(content)}`;
    if (token.length > maxTokenLength) {
      throw new InputError(
        `What was created cannot be described in ${maxTokenLength} characters. Create fewer things in one step.`,
      );
    }
    return token;
  }

  read(token: string, options: { taskId: string }): CreatedThing {
    const [prefix, content, mac, ...rest] = token.length > maxTokenLength ? [] : token.split('.');
    // Compared as text: more than one text decodes to the same bytes.
    const given = Buffer.from(mac ?? '');
    const wanted = Buffer.from(this.#mac(content ?? ''));
    if (
      prefix !== version ||
      rest.length > 0 ||
      given.length !== wanted.length ||
      !timingSafeEqual(given, wanted)
    ) {
      throw new InputError(
        'This is no undo token of this portal. Pass the output "undo" of a step as it is.',
      );
    }
    const created = contentSchema.parse(
      JSON.parse(Buffer.from(content ?? '', 'base64url').toString('utf8')),
    );
    if (created.taskId !== options.taskId) {
      throw new InputError(
        'This undo token belongs to another task. A task can only undo what it created itself.',
      );
    }
    return created;
  }

  #mac(content: string): string {
    return createHmac('sha256', this.#key).update(`${version}.${content}`).digest('base64url');
  }
}
