/** `CONTAINER_BUILD_SEC_01` as `SEC 1`; other ids as they are. */
export function sayQuestionId(id: string): string {
  const parts = /^CONTAINER_BUILD_([A-Z]+)_0*(\d+)$/.exec(id);
  return parts ? `${parts[1]} ${parts[2]}` : id;
}
