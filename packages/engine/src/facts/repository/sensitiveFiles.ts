import { RepositoryEntry } from '../../contract/evidence';
import { baseName } from '../script/shellCommands';

const fixture = /(^|\/)(test|tests|__tests__|fixtures|testdata)(\/|$)/i;

/**
 * Why a tracked file counts as a credential (catalogue check `sec-image-no-secret-files`), or `undefined`.
 *
 * @public
 */
export function describeSensitiveFile(entry: RepositoryEntry): string | undefined {
  const { path } = entry;
  const name = baseName(path);
  const text = entry.content.status === 'present' ? entry.content.value : undefined;
  if (/^\.env(\..+)?$/.test(name)) {
    return /\.(example|sample|template|dist|test)$/.test(name) ? undefined : 'environment file';
  }
  if (/^id_(rsa|ed25519)/.test(name)) {
    return name.endsWith('.pub') ? undefined : 'SSH key';
  }
  if (/\.(pem|key)$/i.test(name)) {
    const secret =
      text === undefined
        ? !/ca|cert|public|chain/i.test(name)
        : /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY/.test(text);
    return secret ? 'private key' : undefined;
  }
  if (/\.(p12|pfx|jks|keystore)$/i.test(name)) {
    return 'key store';
  }
  if (/(^|\/)\.aws\/credentials$/.test(path)) {
    return 'AWS credentials';
  }
  if (name === '.git-credentials' || name === 'kubeconfig' || /(^|\/)\.kube\/config$/.test(path)) {
    return 'credentials';
  }
  if (/\.tfstate$/.test(name)) {
    return 'Terraform state';
  }
  return describeClientConfig(path, name, text);
}

const credentialOf: ReadonlyMap<string, RegExp> = new Map([
  ['.npmrc', /(?:^|:)_(?:authToken|auth|password)[ \t]*=[ \t]*(?!\$\{)[^\s$]/m],
  ['.pypirc', /^[ \t]*password[ \t]*[=:][ \t]*(?!\$|%\()\S/m],
  ['.netrc', /\bpassword\s+(?!\$)\S/],
  ['.docker/config.json', /"(auth|identitytoken|registrytoken|password)"\s*:\s*"[^"$]/],
]);

/** Client configuration counts only with a credential in it; `${VAR}` is none. */
function describeClientConfig(path: string, name: string, text: string | undefined) {
  const isDocker = /(^|\/)\.docker\/config\.json$/.test(path);
  const pattern = credentialOf.get(isDocker ? '.docker/config.json' : name);
  return pattern && text !== undefined && pattern.test(text) ? 'credentials' : undefined;
}

/** Whether a path is one of test data. @public */
export function isFixturePath(path: string): boolean {
  return fixture.test(path);
}
