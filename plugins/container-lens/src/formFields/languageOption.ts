/** Options of a field in the template: the language whose golden path it belongs to. */
export interface LanguageOption {
  /** Id of the language, `node` without it. */
  readonly language?: string;
}
