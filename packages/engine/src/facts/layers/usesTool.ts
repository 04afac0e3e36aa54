import { DeploymentFact } from '../deployment/ownContainer';
import { ImageConfig } from '../image/imageConfig';
import { ImageStart } from '../image/imageStart';

/** Whether a start command, its script, or a health check of image or platform calls a tool. */
export function usesTool(
  tool: string,
  where: {
    readonly config: ImageConfig;
    readonly starts: readonly ImageStart[];
    readonly deployed: DeploymentFact | undefined;
  },
): boolean {
  const { config, starts, deployed } = where;
  const texts: string[] = [];
  const { healthcheck, entrypoint, cmd } = config;
  if (healthcheck.state === 'defined') texts.push(...healthcheck.command);
  for (const command of [entrypoint, cmd]) {
    if (command.resolved && command.value) texts.push(...command.value.words);
  }
  for (const { start } of starts) {
    if (start.kind !== 'known') continue;
    if (start.script?.status === 'found') texts.push(start.script.text);
    if (start.reading.kind === 'shell') texts.push(start.reading.text);
  }
  for (const container of deployed?.ownContainers ?? []) {
    container.healthCommands.forEach(({ command }) => texts.push(...command));
    for (const words of [container.command, container.args]) {
      if (words.resolved) texts.push(...(words.value ?? []));
    }
  }
  return texts.some(text => namesWord(text, tool));
}

function namesWord(text: string, tool: string): boolean {
  for (let at = text.indexOf(tool); at >= 0; at = text.indexOf(tool, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + tool.length] ?? ' ';
    if (!/[\w.-]/.test(before) && !/[\w.-]/.test(after)) return true;
  }
  return false;
}
