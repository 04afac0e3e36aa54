/** What became of a thing that was to be undone. */
export interface UndoOutcome {
  /** `absent`: it was gone already. `kept`: it is there, and must stay for the reason given. */
  readonly state: 'undone' | 'absent' | 'kept';
  /** For people, for example `repository services/orders: deleted`. */
  readonly detail: string;
}

/** Undoes the creation of one kind of thing. */
export interface UndoHandler {
  readonly kind: string;
  /**
   * Idempotent. Looks first: what another task created, or what somebody has used since, is kept.
   *
   * @throws when it cannot be decided or done, for example without permission.
   */
  undo(
    thing: Readonly<Record<string, string>>,
    options: { taskId: string; signal: AbortSignal },
  ): Promise<UndoOutcome>;
}
