import { OwnContainer } from '../deployment/ownContainer';
import { EnvironmentEntry } from '../deployment/workload';
import { IsSecretName } from '../repository/secretNameTest';
import { findSecretValue, isPlaceholder } from '../repository/secretNames';
import { isEncrypted, isSecretReference, SecretExposure } from './secretExposure';

/** Secrets that the variables of a container hold as plain text. @public */
export function findEnvironmentSecrets(
  container: Pick<OwnContainer, 'unit' | 'environment'>,
  isSecret: IsSecretName,
): SecretExposure[] {
  return container.environment.flatMap(entry => {
    const found = judgeEntry(entry, container.unit, isSecret);
    return found ? [{ ...found, path: entry.path, line: entry.line }] : [];
  });
}

function judgeEntry(
  entry: EnvironmentEntry,
  unit: string,
  isSecret: IsSecretName,
): SecretExposure | undefined {
  const { name, source, value } = entry;
  if (source === 'secret' || source === 'field') return undefined;
  const where = source === 'config' ? 'from a ConfigMap or file' : 'written in the descriptor';
  if (!value.resolved) {
    return isSecret(name)
      ? {
          verdict: 'unknown',
          message: `${name} of ${unit} is filled in later, with what is not known.`,
        }
      : undefined;
  }
  const text = value.value ?? '';
  if (isSecretReference(text)) return undefined;
  if (isEncrypted(text)) {
    return { verdict: 'warn', message: `${name} of ${unit} is encrypted in the repository.` };
  }
  const kind = findSecretValue(text);
  if (kind !== undefined) {
    return { verdict: 'fail', message: `${name} of ${unit} holds ${kind}, ${where}.` };
  }
  return isSecret(name) && !isPlaceholder(text)
    ? { verdict: 'fail', message: `${name} of ${unit} is a secret, ${where}.` }
    : undefined;
}
