/** `CONTAINER_BUILD_SEC_01` as `SEC 1`; other ids as they are. */
export function sayQuestionId(id: string): string {
  const parts = /^CONTAINER_BUILD_([A-Z]+)_(\d{1,9})$/.exec(id);
  // The lens spells this one pillar out.
  return parts ? `${parts[1]!.replace('SUSTAINABILITY', 'SUS')} ${Number(parts[2])}` : id;
}
