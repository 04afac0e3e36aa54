import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { expandWord } from './expandWords';
import { listPipedCommands, PipedCommand } from './pipedCommands';
import { runScript } from './runScript';
import { readAddFetches } from './addFetches';

/**
 * Something that a build fetches from elsewhere, and what is done to know that it is the right thing.
 */
export interface RemoteFetch {
  readonly state: 'verified' | 'unverified' | 'dangerous' | 'unknown';
  /** A sentence. */
  readonly message: string;
  readonly line: number;
}

const interpreters =
  /^((ba|da|a|z|k)?sh|python[\d.]*|perl|ruby|node|php|pwsh|powershell|iex|invoke-expression|eval|source|\.)$/i;
const downloads =
  /^(curl|wget|aria2c|axel|invoke-webrequest|iwr|invoke-restmethod|irm|start-bitstransfer)(\.exe)?$/i;
const keyPath =
  /\.(asc|gpg|pgp|key|pub)\b|\/(trusted\.gpg|keyrings|rpm-gpg|apt\/keys|apk\/keys)|gpg[-_.]?key|\bgpg$|repo[-_]?key/i;
const commit = /^[0-9a-f]{40}$/i;

/** Every remote fetch of every stage, in the order of the file. */
export function listRemoteFetches(file: ResolvedDockerfile): RemoteFetch[] {
  return file.stages.flatMap(stage =>
    stage.steps.flatMap(step => {
      if (step.keyword === 'ADD') return readAddFetches(step);
      return step.keyword === 'RUN' ? readRunFetches(step) : [];
    }),
  );
}

function readRunFetches(step: Step): RemoteFetch[] {
  const text = runScript(step);
  if (
    !/curl|wget|aria2c|axel|git|WebRequest|RestMethod|WebClient|BitsTransfer|iwr|irm|trusted-host/i.test(
      text,
    )
  ) {
    return [];
  }
  const commands = listPipedCommands(text, step.line).map(command => ({
    ...command,
    words: command.words.map(word => expandWord(word, step)),
  }));
  const lastCheck = commands.findLastIndex(command => isVerification(command) && stops(command));
  const names = commands.flatMap(command =>
    isVerification(command) ? [checkedNames(command)] : [],
  );
  return commands.flatMap((command, at): RemoteFetch[] => {
    const isChecked = at < lastCheck && isNamed(command, names);
    if (isClone(command)) return [readClone(command, commands.slice(at + 1), step.line)];
    if (downloads.test(command.name)) return readDownload(command, isChecked, step.line);
    if (
      /trusted-host/.test(command.words.join(' ')) &&
      /^(pip[\d.]*|python[\d.]*|uv)$/.test(command.name)
    ) {
      return [dangerous('pip --trusted-host accepts any certificate.', step.line)];
    }
    return readWebClient(command, step.line);
  });
}

/** `sha256sum -c`, `gpg --verify` and the like. */
function isVerification({ name, words }: PipedCommand): boolean {
  const has = (...wanted: string[]) => words.some(word => wanted.includes(word));
  if (/^(sha\d+sum|shasum|b2sum)$/.test(name)) {
    return has('--check', '--status') || words.some(word => /^-[abd-z]*c[a-z]*$/.test(word));
  }
  if (/^gpg2?$/.test(name)) return has('--verify');
  if (name === 'cosign') return has('verify-blob', 'verify-blob-attestation');
  if (name === 'openssl') return has('-verify');
  return /^(gpgv|minisign|signify|rsign|slsa-verifier|get-filehash)$/i.test(name);
}

/** Whether its failure ends the build: not with `|| true`. */
function stops({ otherwise }: PipedCommand): boolean {
  return !/^(true|:|echo|printf)$/.test(otherwise?.name ?? '');
}

/** Files of a check whose list stands in the command (`echo "<sum>  file" | sha256sum -c`); else `undefined`. */
function checkedNames({ name, given }: PipedCommand): readonly string[] | undefined {
  if (!/^(sha\d+sum|shasum|b2sum)$/.test(name) || !/^(echo|printf)$/.test(given?.[0] ?? '')) {
    return undefined;
  }
  const words = given!.slice(1).flatMap(text => text.split(/\s+|\\n/));
  const known = words.filter(word => word !== '' && !/^-|^[0-9a-f]{32,128}$|%s/i.test(word));
  return known.some(word => /[$`]/.test(word)) ? undefined : known.map(lastPart);
}

function lastPart(path: string): string {
  return path.replace(/^\*/, '').replace(/["']/g, '').split('/').at(-1) ?? '';
}

/** Whether one of the checks may mean what a download writes. */
function isNamed(
  command: PipedCommand,
  checks: readonly (readonly string[] | undefined)[],
): boolean {
  if (checks.some(names => names === undefined)) return true;
  const { words, writes } = command;
  const option = words.filter((_, i) =>
    /^(-[a-zA-Z]*[oO]|--output|--output-document)$/.test(words[i - 1] ?? ''),
  );
  const urls = words.slice(1).filter(isAddress);
  const files = [...writes, ...option, ...urls].map(lastPart);
  if (files.some(file => /[$`]/.test(file))) return true;
  return checks.some(names => names?.some(name => files.includes(name)));
}

function isClone({ name, words }: PipedCommand): boolean {
  return name === 'git' && words.includes('clone');
}

function readClone(
  command: PipedCommand,
  later: readonly PipedCommand[],
  line: number,
): RemoteFetch {
  const url = command.words.find(word => /:\/\/|^git@/.test(word)) ?? '';
  const shown = shorten(url === '' ? command.words.join(' ') : url);
  if (/^(http|git):\/\//i.test(url)) {
    return dangerous(`git clone ${shown} is neither encrypted nor verified.`, line);
  }
  if (/sslverify=(false|0)/i.test([...command.words, ...command.assignments].join(' '))) {
    return dangerous(`git clone ${shown} accepts any certificate.`, line);
  }
  const pinned = later.some(
    ({ name, words }) =>
      name === 'git' &&
      words.some(word => word === 'checkout' || word === 'reset' || word === 'switch') &&
      words.some(word => commit.test(word)),
  );
  const direct = command.words.some(
    (word, i) =>
      /^--revision(=|$)/.test(word) &&
      commit.test(word.split('=')[1] ?? command.words[i + 1] ?? ''),
  );
  return pinned || direct
    ? { state: 'verified', message: `git clone ${shown} checks out one commit.`, line }
    : unverified(
        `git clone ${shown} takes what its branch or tag points to; check out a full commit.`,
        line,
      );
}

function readDownload(command: PipedCommand, isChecked: boolean, line: number): RemoteFetch[] {
  const { name, words } = command;
  const urls = words.slice(1).filter(isAddress);
  const open = words.slice(1).filter(word => /^["']?\$/.test(word) && !word.startsWith('$('));
  if (urls.length === 0 && open.length === 0) return [];
  // What answers on the machine itself is not remote.
  if (
    urls.length > 0 &&
    urls.every(url => /^(https?:\/\/)?(localhost|127\.|0\.0\.0\.0|\[::1\])/i.test(url))
  )
    return [];
  const shown = shorten(urls[0] ?? open[0] ?? '');
  const target = command.into ?? command.within;
  const isCode =
    command.within !== undefined &&
    interpreters.test(command.within.name) &&
    command.within.words.some(word => /^-[a-z]*[cer]$/.test(word));
  if (target && (isCode || runsInput(target))) {
    return [
      dangerous(
        `${name} pipes ${shown} into ${target.name}: whatever the server sends is run.`,
        line,
      ),
    ];
  }
  const options = words.filter(word => word.startsWith('-'));
  if (options.some(word => isInsecure(name, word))) {
    return [dangerous(`${name} fetches ${shown} without checking the server's certificate.`, line)];
  }
  if (urls.some(url => /^(http|ftp):\/\//i.test(url))) {
    return [dangerous(`${name} fetches ${shown} without encryption.`, line)];
  }
  if (urls.length === 0) {
    return [
      {
        state: 'unknown',
        message: `Where ${name} ${shown} leads is not known: the variable has no value here.`,
        line,
      },
    ];
  }
  if (isChecked)
    return [{ state: 'verified', message: `${shown} is verified in the same RUN.`, line }];
  if (isKey(command, urls)) {
    return [
      { state: 'verified', message: `${shown} is a repository key, fetched over https.`, line },
    ];
  }
  return [
    unverified(
      `${name} fetches ${shown} and nothing verifies it; compare a checksum or a signature.`,
      line,
    ),
  ];
}

function isAddress(word: string): boolean {
  return (
    /^["']?[a-z][a-z0-9+]*:\/\//i.test(word) || /^["']?[a-z0-9-]+(\.[a-z0-9-]+)+\/\S/i.test(word)
  );
}

/** A shell or interpreter that runs what it reads, not `python -m json.tool` or `sh script.sh`. */
function runsInput({
  name,
  words,
}: {
  readonly name: string;
  readonly words: readonly string[];
}): boolean {
  if (!interpreters.test(name)) return false;
  if (/^(python|perl|ruby|node|php)/.test(name)) {
    return !words
      .slice(1)
      .some(word => /^-[a-zA-Z]*[mcenpr]/.test(word) || /^--(eval|print)/.test(word));
  }
  return true;
}

function isInsecure(name: string, option: string): boolean {
  if (/^curl/.test(name))
    return (
      option === '--insecure' ||
      (/^-[a-jl-zA-Z]*k[a-zA-Z]*$/.test(option) && !option.startsWith('--'))
    );
  if (/^wget/.test(name)) return option === '--no-check-certificate';
  if (name === 'aria2c') return option === '--check-certificate=false';
  return /^-SkipCertificateCheck$/i.test(option);
}

/** A key for the package manager, which then verifies what it installs. */
function isKey(command: PipedCommand, urls: readonly string[]): boolean {
  const { into, writes, words } = command;
  const output = words.filter((_, i) =>
    /^(-o|-O|--output|--output-document)$/.test(words[i - 1] ?? ''),
  );
  const toKeyring =
    (into &&
      (/^gpg2?$/.test(into.name) || (into.name === 'apt-key' && into.words.includes('add')))) ||
    (into?.name === 'tee' && into.words.some(word => keyPath.test(word)));
  return toKeyring === true || [...urls, ...writes, ...output].some(word => keyPath.test(word));
}

/** `(New-Object Net.WebClient).DownloadFile(…)`, `iex (…)`. */
function readWebClient({ words }: PipedCommand, line: number): RemoteFetch[] {
  const text = words.join(' ');
  if (!/\.Download(File|String)/i.test(text)) return [];
  return /\b(iex|invoke-expression)\b/i.test(text)
    ? [dangerous('PowerShell runs a script straight from the network.', line)]
    : [unverified('PowerShell fetches a file and nothing verifies it.', line)];
}

function dangerous(message: string, line: number): RemoteFetch {
  return { state: 'dangerous', message, line };
}

function unverified(message: string, line: number): RemoteFetch {
  return { state: 'unverified', message, line };
}

/** An address without credentials and query, short enough for a sentence. */
function shorten(address: string): string {
  const plain = address.replace(/:\/\/[^/@\s]*@/, '://').replace(/[?].*/s, '');
  return plain.length > 100 ? `${plain.slice(0, 97)}…` : plain;
}
