/** Ends a text with a full stop, whether or not the reason it quotes already does. @public */
export function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
