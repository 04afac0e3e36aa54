import { ConvertedService } from '../copilot/convert/convertedService';
import { explainVariables } from '../service/reservedVariables';
import { MovedField } from './mapManifest';

/** As many as a service description takes. */
const mostSecrets = 50;
/** A variable whose value nobody should read in a repository. */
const secretName =
  /(^|[_.-])(PASSWORD|PASSWD|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|CREDENTIALS?)$/i;

/**
 * Takes variables out that cannot come along: values of secrets, which become names of secrets, and variables that the target
 * sets itself.
 */
export function setAside(options: {
  name: string;
  service: ConvertedService;
  fields: readonly MovedField[];
}): { service: ConvertedService; fields: readonly MovedField[] } {
  const { name, service } = options;
  const env = { ...service.env };
  const secrets = [...(service.secrets ?? [])];
  const reasons = new Map<string, string>();
  for (const variable of Object.keys(env)) {
    const wanted = variable.toLowerCase().replaceAll('_', '-');
    if (secretName.test(variable)) {
      delete env[variable];
      // Also where no further one fits: its value does not come along.
      if (secrets.length < mostSecrets) secrets.push({ env: variable, name: wanted });
      reasons.set(
        variable,
        `By its name it is a secret, so its value was not copied. Put it into /<environment>/${name}/${wanted} of AWS Secrets Manager, change it, because the repository knows it, and remove it here. The program still reads ${variable}.`,
      );
      continue;
    }
    const problem = explainVariables([], { [variable]: '' });
    if (problem) {
      delete env[variable];
      reasons.set(variable, problem);
    }
  }
  const kept = secrets.filter(secret => {
    const problem = explainVariables([secret], {});
    if (problem) reasons.set(secret.env, problem);
    return problem === undefined;
  });
  const variableOf = (path: string) =>
    /(?:^|\.)(?:variables|secrets)\.([^.]+)/.exec(path)?.[1] ?? '';
  return {
    service: { ...service, env, secrets: kept },
    fields: options.fields.map(field => {
      const variable = variableOf(field.path);
      const reason = reasons.get(variable);
      const value =
        secretName.test(variable) && field.path.includes('variables.')
          ? '(not shown)'
          : field.value;
      return reason === undefined ? { ...field, value } : { path: field.path, value, reason };
    }),
  };
}
