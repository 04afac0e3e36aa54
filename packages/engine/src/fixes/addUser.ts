import { lastLine, lineBeforeDescription, finalSteps } from './finalStage';
import { Fix, FixContext, FixProposal } from './fix';

/** Distroless calls it nonroot; no other image has it, so that it owns nothing there. */
const plainUser = '65532:65532';
/** Users that official images bring for this purpose. */
const knownUsers: readonly (readonly [RegExp, string])[] = [[/(^|\/)node$/, 'node']];

/** Adds a USER that is not root before the instructions that only describe the image. */
export const addUser: Fix = { check: 'sec-image-user-non-root', propose };

function propose(context: FixContext): FixProposal | undefined {
  const { config, resolved } = context;
  if (config.windows) return undefined;
  const steps = finalSteps(context);
  const low = steps
    .filter(({ keyword }) => keyword === 'EXPOSE')
    .flatMap(({ instruction }) => instruction.body.split(/\s+/))
    .find(port => Number(port.split('/')[0]) < 1024);
  if (low !== undefined) {
    const reason = `Port ${low} may need root; let the service listen on a port above 1023, then add USER.`;
    return { kind: 'by-hand', reason };
  }
  const path = resolved.parent.kind === 'image' ? resolved.parent.image.path : '';
  const known = knownUsers.find(([pattern]) => pattern.test(path))?.[1];
  if (known === undefined && config.entrypoint.resolved && config.entrypoint.value?.handsOver) {
    const reason = 'The entrypoint script of the parent image may need root before it hands over.';
    return { kind: 'by-hand', reason };
  }
  const user = known ?? plainUser;
  const from = Math.min(lineBeforeDescription(context), lastLine(context) + 1);
  const lastUser = steps.findLast(({ keyword }) => keyword === 'USER');
  // The last word of the stage: then it is this line that says root, and nothing behind it builds.
  if (lastUser && steps.slice(steps.indexOf(lastUser) + 1).every(isDescriptive)) {
    const { line, endLine } = lastUser.instruction;
    const indent = /^\s*/.exec(context.lines[line - 1] ?? '')?.[0] ?? '';
    return {
      kind: 'edit',
      edits: [{ from: line, to: endLine, lines: [`${indent}USER ${user}`] }],
      summary: `The image runs as ${user} instead of root.`,
    };
  }
  return {
    kind: 'edit',
    edits: [{ from, to: from - 1, lines: [`USER ${user}`] }],
    summary: `The image runs as ${user}.`,
  };
}

function isDescriptive({ keyword }: { readonly keyword: string }): boolean {
  return /^(CMD|ENTRYPOINT|EXPOSE|HEALTHCHECK|LABEL|STOPSIGNAL|ENV|VOLUME|ONBUILD)$/.test(keyword);
}
