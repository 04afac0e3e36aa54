/** Prefix of every key, in the catalog and in `.container-lens.yaml` below `entity:` (there without prefix). */
export const annotationPrefix = 'container-lens/';

/** File in the repository that says the same as the annotations. */
export const settingsFile = '.container-lens.yaml';
