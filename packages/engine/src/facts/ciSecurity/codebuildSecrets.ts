import { Finding } from '../../contract/verdict';
import { CloudModel } from '../cloud/cloudResource';
import { findSecretValue, isPlaceholder, isSecretName } from '../repository/secretNames';

const variablesLimit = 200;

/** What the variables of a CodeBuild project hold. */
export interface ProjectSecrets {
  /** Variables of type PLAINTEXT that hold a secret. */
  readonly findings: readonly Finding[];
  /** Why its variables are not known. */
  readonly unread?: string;
}

/** The secrets of CodeBuild projects, by project. */
export function findProjectSecrets(cloud: CloudModel): Map<string, ProjectSecrets> {
  const projects = new Map<string, ProjectSecrets>();
  for (const project of cloud.ofType('AWS::CodeBuild::Project')) {
    const at = ['Environment', 'EnvironmentVariables'] as const;
    const list = project.get(...at);
    const items: readonly unknown[] = list.resolved && Array.isArray(list.value) ? list.value : [];
    const findings = items.slice(0, variablesLimit).flatMap((item, index) => {
      const { Name: name, Value: value, Type: type } = (item ?? {}) as Record<string, unknown>;
      const plain = type === undefined || type === 'PLAINTEXT';
      if (!plain || typeof name !== 'string' || typeof value !== 'string') return [];
      const named =
        isSecretName(name) && !isPlaceholder(value) && !/^(arn:|\/|\{\{resolve:)|\$\{/.test(value);
      if (!named && findSecretValue(value) === undefined) return [];
      const message = `${name} is a variable of type PLAINTEXT with a literal value.`;
      return [{ message, path: project.path, line: project.lineOf(...at, index) }];
    });
    projects.set(project.name, list.resolved ? { findings } : { findings, unread: list.reason });
  }
  return projects;
}
