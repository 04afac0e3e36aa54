const shortTag = /!([A-Za-z][\w:]*)(?=[ \n]|$)/y;

/** The tag an application gives a meaning to, like `!Ref`, that begins at an offset. */
export function tagAt(text: string, at: number): string | undefined {
  if (text.charCodeAt(at) !== 0x21) return undefined;
  shortTag.lastIndex = at;
  return shortTag.exec(text)?.[0];
}
