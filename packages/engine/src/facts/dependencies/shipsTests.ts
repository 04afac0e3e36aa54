import { ContextManifests } from './contextManifests';
import { InstallCommand } from './installCommands';

/** Bundler's groups are apart: leaving out `development` keeps what only the tests need. */
export function shipsTests(
  { withoutTests }: InstallCommand,
  { copied }: ContextManifests,
): boolean {
  const hasTests = () =>
    copied.some(one => one.ecosystem === 'rubygems' && one.dependencies.some(({ test }) => test));
  return withoutTests === false && hasTests();
}
