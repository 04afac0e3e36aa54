/**
 * The overlays of a service, in the order in which they contribute to shared documents.
 *
 * @public
 */
export function serviceOverlays(options: {
  language: string;
  target: string;
  ci: string;
  updateBot: string;
}): string[] {
  return [
    'base',
    `lang/${options.language}`,
    `deploy/${options.target}`,
    `ci/${options.ci}`,
    `updates/${options.updateBot}`,
    'infra/ecr',
  ];
}
