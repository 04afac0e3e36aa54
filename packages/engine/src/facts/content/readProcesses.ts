import { Finding } from '../../contract/verdict';
import { readEntrypoint } from '../script/entrypointPaths';
import { StartContent, StartedCommand } from './startContent';

/** How many services a start brings up. */
export interface Processes {
  /** Programs that run beside the main process. */
  readonly beside: readonly Finding[];
  /** Supervisors as the main process. */
  readonly supervisors: readonly Finding[];
  /** Supervisors that may run one program or several. */
  readonly open: readonly Finding[];
}

const supervisors =
  /^(supervisord|s6-svscan|s6-overlay-.*|runsvdir|runsvinit|runit|runit-init|my_init|monit|circusd|honcho|foreman|overmind|hivemind|goreman|horust|concurrently|run-p|multirun)$/;
/** Programs that prepare, wait or follow a log: none of them is a service. */
const helpers = new Set(
  'sleep echo printf cat tail head tee test [ [[ true false : wait trap kill curl wget nc cp mv rm mkdir chmod chown touch sed awk grep date export set cd read exec until while exit return break'.split(
    ' ',
  ),
);
const oneOff =
  /migrat|(^|[^a-z])(init|seed|setup|warm-?up|bootstrap|collectstatic|wait-for.*)([^a-z]|$)/i;

/** Reads background programs, daemons and supervisors out of everything that runs at start. */
export function readProcesses(content: StartContent): Processes {
  const beside: Finding[] = [];
  const found: Finding[] = [];
  const open: Finding[] = [];
  const { commands } = content;
  const forwarded = content.scripts.some(({ text }) => readEntrypoint(text).kind === 'forwards');
  const background = commands.filter(isBackgroundService);
  const waits = commands.some(({ command }) => command.name === 'wait');
  const lone =
    background.length === 1 && (forwarded || (waits && !startsAfter(commands, background[0]!)));
  for (const started of commands) {
    const { command, location } = started;
    const { name, words } = command;
    const at = (message: string): Finding => ({ message, ...location });
    const daemon = daemonOf(started, commands);
    if (
      supervisors.test(name) ||
      (name === 'npm-run-all' && /^(-p|--parallel)$/m.test(words.join('\n')))
    ) {
      found.push(at(`${name} supervises several processes in one container.`));
    } else if (name === 'pm2-runtime' || name === 'pm2') {
      const config = words.some(word => /\.(config\.c?js|json|ya?ml)$/.test(word));
      if (config) open.push(at(`How many apps ${name} starts is not known.`));
      else if (name === 'pm2' && words[1] === 'start' && !words.includes('--no-daemon')) {
        beside.push(at('pm2 start puts the app in the background.'));
      }
    } else if (daemon !== undefined) {
      beside.push(at(daemon));
    } else if (background.includes(started) && !lone) {
      beside.push(at(`${name} runs in the background beside the main process.`));
    }
  }
  return { beside, supervisors: found, open };
}

function isBackgroundService({ background, command }: StartedCommand): boolean {
  const { name, words } = command;
  return background && !helpers.has(name) && !oneOff.test(words.slice(0, 4).join(' '));
}

/** Whether another program starts in the foreground behind this one. */
function startsAfter(commands: readonly StartedCommand[], one: StartedCommand): boolean {
  return commands
    .slice(commands.indexOf(one) + 1)
    .some(({ command, background }) => !background && !helpers.has(command.name));
}

const sentence = (name: string) => `${name} runs as a daemon beside the main process.`;

/** Programs that go to the background by themselves, and what starts them. */
function daemonOf(
  { command, main }: StartedCommand,
  commands: readonly StartedCommand[],
): string | undefined {
  const { name, words } = command;
  const has = (...wanted: string[]) => words.some(word => wanted.includes(word));
  const others = commands.some(
    other =>
      other.command !== command &&
      !helpers.has(other.command.name) &&
      !/^(npm|yarn|pnpm)$/.test(other.command.name),
  );
  if (name === 'sshd') return 'An SSH server is started.';
  if ((name === 'service' || name === 'rc-service') && has('start', 'restart')) {
    const service = words.find((word, i) => i > 0 && !word.startsWith('-')) ?? 'a service';
    return service.startsWith('ssh') ? 'An SSH server is started.' : sentence(service);
  }
  if (/^\/etc\/init\.d\//.test(words[0] ?? '') && has('start', 'restart')) return sentence(name);
  if (/^systemctl$/.test(name) && has('start')) return sentence(words.at(-1)!);
  if (name === 'cron' || name === 'crond') {
    const stays = words.some(word => /^-[a-zA-Z]*[fn]/.test(word));
    return stays ? undefined : sentence(name);
  }
  if (name === 'setsid') return sentence(words[1] ?? name);
  if (/^php-fpm[\d.]*$/.test(name) && has('-D', '--daemonize')) return sentence(name);
  if (name === 'gunicorn' && has('-D', '--daemon')) return sentence(name);
  if (name === 'celery' && has('--detach', 'multi')) return sentence(name);
  if (name === 'redis-server' && words.join(' ').includes('--daemonize yes')) return sentence(name);
  if (/^(rsyslogd|syslogd|dbus-daemon|atd)$/.test(name) && !has('-n', '--nofork')) {
    return sentence(name);
  }
  if (
    name === 'nginx' &&
    !main &&
    others &&
    !words.join(' ').includes('daemon off') &&
    !has('-t', '-s', '-T', '-v')
  ) {
    return sentence(name);
  }
  return /^(apachectl|apache2ctl|httpd)$/.test(name) && has('start') && others
    ? sentence(name)
    : undefined;
}
