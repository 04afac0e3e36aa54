/** A scalar as written, without quotes. */
export interface SimpleScalar {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** Offset in the text. */
  readonly at: number;
  /** `!Ref`. */
  readonly tag: string | undefined;
}

export interface SimpleList {
  readonly kind: 'list';
  readonly items: readonly SimpleNode[];
  readonly at: number;
  readonly tag: string | undefined;
}

export interface SimpleMap {
  readonly kind: 'map';
  readonly keys: readonly SimpleScalar[];
  /** In the order of the keys. */
  readonly values: readonly SimpleNode[];
  readonly at: number;
  readonly tag: string | undefined;
}

/** A part of a document that `readSimpleYaml` reads. */
export type SimpleNode = SimpleScalar | SimpleList | SimpleMap;

/** The text has something that is left to the library. */
export class TooSpecial extends Error {
  constructor() {
    super('The text is left to the library.');
  }
}
