import { finalSteps, lineBeforeDescription } from './finalStage';
import { Fix, FixContext, FixProposal } from './fix';

/** Parents that set another signal themselves. */
const otherSignals =
  /(^|\/)(nginx|nginx-unprivileged|httpd|postgres|php|systemd|rabbitmq|mysql|mariadb|haproxy)([-:/]|$)/;

/** Writes the stop signal down, and replaces one that cannot be handled. */
export const pinStopSignal: Fix = {
  check: 'cost-signal-grace-period',
  always: true,
  propose,
};

function propose(context: FixContext): FixProposal | undefined {
  const { config, resolved, parents } = context;
  if (config.windows) return undefined;
  const chain = resolved.finalChain.flatMap(stage => stage.steps);
  const last = chain.findLast(({ keyword }) => keyword === 'STOPSIGNAL');
  if (last) {
    const signal = last.value?.resolved === true ? (last.value.value ?? '') : '';
    if (!/^(SIG)?KILL$|^9$/i.test(signal) || !finalSteps(context).includes(last)) return undefined;
    const { line, endLine } = last.instruction;
    return {
      kind: 'edit',
      edits: [{ from: line, to: endLine, lines: ['STOPSIGNAL SIGTERM'] }],
      summary: 'The image is stopped with SIGTERM, which a program can handle.',
    };
  }
  // What the parent says counts, and only a known parent says nothing.
  const { parent } = resolved;
  const isKnown =
    parent.kind === 'scratch' ||
    (parent.kind === 'image' && parents.find(parent.image) !== undefined);
  if (!isKnown || (parent.kind === 'image' && otherSignals.test(parent.image.path)))
    return undefined;
  if (!chain.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')) return undefined;
  const from = lineBeforeDescription(context);
  return {
    kind: 'edit',
    edits: [{ from, to: from - 1, lines: ['STOPSIGNAL SIGTERM'] }],
    summary: 'The stop signal is written down: SIGTERM.',
  };
}
