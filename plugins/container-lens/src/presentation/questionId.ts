/** `CONTAINER_BUILD_SEC_01` as `SEC 1`; other ids as they are. */
export function sayQuestionId(id: string): string {
  const parts = /^CONTAINER_BUILD_([A-Z]+)_0*(\d+)$/.exec(id);
  // The lens spells this one pillar out.
  return parts ? `${parts[1]!.replace('SUSTAINABILITY', 'SUS')} ${parts[2]}` : id;
}
