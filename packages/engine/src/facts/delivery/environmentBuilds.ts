import { ImageBuild } from '../ci/model/pipeline';
import { ImageUnit } from '../image/imageUnit';
import { environmentWord } from './environmentName';
import { neededStages } from './findTests';
import { placeOf } from './imageBuildJobs';
import { RepeatedBuild } from './repeatedBuilds';

const argument =
  /^((\w+_)?(env|environment|stage)|(aspnetcore|dotnet)_environment|configuration_environment)$/i;
const production = /^(prod|production|prd|live|release)$/i;

/** A build argument that makes the image one for an environment other than production. */
export function findEnvironmentArgument(builds: readonly ImageBuild[]): RepeatedBuild | undefined {
  for (const build of builds) {
    for (const [name, value] of build.buildArgs) {
      if (value === undefined || value === '' || !argument.test(name) || production.test(value))
        continue;
      const reason = `The build argument ${name} makes the image one for ${value.slice(0, 60)}.`;
      return { reason, ...placeOf(build) };
    }
  }
  return undefined;
}

/** A stage that is named after an environment and that the shipped image does not need. */
export function findEnvironmentStage(units: readonly ImageUnit[]): RepeatedBuild | undefined {
  for (const { dockerfile } of units) {
    if (dockerfile.status !== 'present') continue;
    const needed = neededStages(dockerfile.value);
    const stage = dockerfile.value.stages.find(({ index, name }) => {
      const environment = name === undefined ? undefined : environmentWord(name);
      // A test stage runs tests; it is no environment.
      return environment !== undefined && environment !== 'test' && !needed.has(index);
    });
    if (stage) {
      const reason = `The stage ${stage.name} builds an image for one environment.`;
      return { reason, path: dockerfile.value.path, line: stage.line };
    }
  }
  return undefined;
}
