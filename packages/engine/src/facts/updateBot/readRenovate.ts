import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { matchesGlob } from './matchesGlob';
import { matchesName } from './matchesName';
import { Json5Text } from './parseJson5';
import { collectLayers, Effect, isRecord, rememberEffects, strings } from './renovateEffects';
import { PresetConfig } from './renovatePresets';
import { BotAnswer, UpdateBot } from './updateBot';

/** The last layer that sets a key decides. */
function last(layers: readonly PresetConfig[], key: string): unknown {
  return layers.findLast(layer => layer[key] !== undefined)?.[key];
}

const defaultFiles = [
  /(^|\/|\.)([Dd]ocker|[Cc]ontainer)file$/,
  /(^|\/)([Dd]ocker|[Cc]ontainer)file[^/]*$/,
];

function finds(layers: readonly PresetConfig[], path: string): boolean {
  const patterns = layers
    .flatMap(layer => [layer.docker, layer.dockerfile])
    .filter(isRecord)
    .flatMap(config => [
      ...strings(config.fileMatch).map(pattern => `/${pattern}/`),
      ...strings(config.managerFilePatterns),
    ]);
  return (
    defaultFiles.some(pattern => pattern.test(path)) ||
    (patterns.length > 0 && matchesName(patterns, path) === 'yes')
  );
}

/**
 * Reads a configuration of Renovate. What concerns images of Dockerfiles is understood: presets by name, ignored paths,
 * managers, package rules.
 */
export function readRenovate(
  path: string,
  text: Json5Text,
  config: unknown,
): UpdateBot | undefined {
  if (!isRecord(config)) return undefined;
  const { layers, unread } = collectLayers(config);
  const say = (answer: BotAnswer['answer'], reason: string, line?: number): BotAnswer => ({
    answer,
    reason,
    path,
    line: line ?? text.lineOf(config),
  });
  const hidden = unread.length > 0;
  const preset = `its preset ${(unread[0] ?? '').slice(0, 100)} is not in this repository`;

  const outside = (file: string): BotAnswer | undefined => {
    if (last(layers, 'mode') === 'silent') {
      return say(
        'no',
        'Renovate runs in silent mode and proposes nothing.',
        text.lineOf(config, 'mode'),
      );
    }
    const managers = last(layers, 'enabledManagers');
    if (Array.isArray(managers) && matchesName(strings(managers), 'dockerfile') === 'no') {
      const line = text.lineOf(config, 'enabledManagers');
      return say('no', 'enabledManagers of Renovate leaves out the dockerfile manager.', line);
    }
    const ignored = strings(last(layers, 'ignorePaths')).find(
      pattern => matchesGlob(pattern, file) || file.includes(pattern),
    );
    if (ignored !== undefined) {
      const line = text.lineOf(config, 'ignorePaths');
      return say('no', `Renovate ignores ${file} (ignorePaths ${ignored.slice(0, 80)}).`, line);
    }
    const included = strings(last(layers, 'includePaths'));
    if (included.length > 0 && !included.some(glob => file === glob || matchesGlob(glob, file))) {
      const line = text.lineOf(config, 'includePaths');
      return say('no', `includePaths of Renovate leaves out ${file}.`, line);
    }
    return finds(layers, file)
      ? undefined
      : say('no', `Renovate does not take ${file} for a Dockerfile; set managerFilePatterns.`);
  };

  const ignored = new Set(layers.flatMap(layer => strings(layer.ignoreDeps)));
  const effectsOf = rememberEffects(layers);
  const ask = (dockerfile: ResolvedDockerfile, key: 'enabled' | 'automerge') =>
    effectsOf(dockerfile).map(({ dependency, effects }) => {
      const wanted = key === 'enabled' ? effects : effects.slice(0, 2);
      const answers = wanted.map(effect =>
        key === 'automerge' && effect.enabled === 'no' ? 'no' : effect[key],
      );
      const off = dependency.name !== undefined && ignored.has(dependency.name);
      const source = effects.find(effect => effect.enabled === 'no')?.source;
      return {
        dependency,
        answer: off ? ('no' as const) : strongest(answers),
        line: off ? text.lineOf(config, 'ignoreDeps') : text.lineOf(source),
      };
    });

  return {
    name: 'Renovate',
    path,
    covers: dockerfile => {
      const file = dockerfile.path;
      const out = outside(file);
      if (out) return out;
      const answers = ask(dockerfile, 'enabled');
      const off = answers.find(({ answer }) => answer === 'no');
      if (off) {
        const what = off.dependency.name ?? 'images';
        const reason = `Renovate is told not to update ${what} in ${file}.`;
        return say('no', reason, off.line);
      }
      const explicit = layers.some(l => isRecord(l.dockerfile) && l.dockerfile.enabled === true);
      if (hidden && !explicit) {
        return say('unknown', `Whether Renovate updates ${file} is not known: ${preset}.`);
      }
      return answers.some(({ answer }) => answer === 'maybe')
        ? say('unknown', `Whether the rules of Renovate switch off ${file} is not known.`)
        : say('yes', `Renovate updates the images of ${file}.`);
    },
    merges: dockerfile => {
      const answers = ask(dockerfile, 'automerge');
      if (answers.every(({ answer }) => answer === 'yes')) {
        return say(
          'yes',
          `Renovate merges digest or patch updates of ${dockerfile.path} by itself.`,
        );
      }
      return hidden || answers.some(({ answer }) => answer === 'maybe')
        ? say(
            'unknown',
            `Whether Renovate merges updates by itself is not known${hidden ? `: ${preset}` : ''}.`,
          )
        : say('no', 'Renovate proposes updates and a person merges them.');
    },
  };
}

function strongest(answers: readonly Effect['enabled'][]): Effect['enabled'] {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}
