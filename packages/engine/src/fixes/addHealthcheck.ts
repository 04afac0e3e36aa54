import { finalSteps, lineBeforeDescription } from './finalStage';
import { Fix, FixContext, FixProposal } from './fix';

const timing = '--interval=30s --timeout=3s --start-period=10s';

/** What can open a connection to a port, by the commands of the parent image. */
const probes: readonly (readonly [command: string, words: (port: number) => readonly string[]])[] =
  [
    [
      'node',
      port => [
        'node',
        '-e',
        `require('net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`,
      ],
    ],
    [
      'python3',
      port => [
        'python3',
        '-c',
        `import socket; socket.create_connection(('127.0.0.1', ${port}), 2)`,
      ],
    ],
    ['ruby', port => ['ruby', '-rsocket', '-e', `TCPSocket.new('127.0.0.1', ${port}).close`]],
    ['php', port => ['php', '-r', `exit(@fsockopen('127.0.0.1', ${port}) ? 0 : 1);`]],
    ['nc', port => ['nc', '-z', '127.0.0.1', String(port)]],
  ];

/** Adds a HEALTHCHECK that connects to the port the image exposes. */
export const addHealthcheck: Fix = { check: 'rel-health-check-defined', propose };

function propose(context: FixContext): FixProposal | undefined {
  const { config, resolved, parents } = context;
  if (config.windows || config.healthcheck.state !== 'absent') return undefined;
  const ports = [
    ...new Set(
      finalSteps(context)
        .filter(({ keyword }) => keyword === 'EXPOSE')
        .flatMap(({ instruction }) => instruction.body.split(/\s+/))
        .filter(port => /^\d{1,5}(\/tcp)?$/i.test(port))
        .map(port => Number.parseInt(port, 10)),
    ),
  ];
  const [port] = ports;
  if (port === undefined || ports.length > 1 || port < 1 || port > 65_535) {
    const reason =
      port === undefined
        ? 'Nothing says which port answers; add EXPOSE, or a HEALTHCHECK of your own.'
        : 'Which of the exposed ports tells the health of the service only you know.';
    return { kind: 'by-hand', reason };
  }
  const known = resolved.parent.kind === 'image' ? parents.find(resolved.parent.image) : undefined;
  const probe = probes.find(([command]) => known?.commands.includes(command));
  if (!probe) {
    const reason =
      'The parent image has no command that could ask the service; add a small probe to the image.';
    return { kind: 'by-hand', reason };
  }
  const words = probe[1](port).map(word => JSON.stringify(word));
  const from = lineBeforeDescription(context);
  return {
    kind: 'edit',
    edits: [
      { from, to: from - 1, lines: [`HEALTHCHECK ${timing} \\`, `    CMD [${words.join(', ')}]`] },
    ],
    summary: `HEALTHCHECK connects to port ${port}.`,
  };
}
