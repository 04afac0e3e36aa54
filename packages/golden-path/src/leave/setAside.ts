import { ConvertedService } from '../copilot/convert/convertedService';
import { explainVariables } from '../service/reservedVariables';
import { MovedField } from './mapManifest';

/** A variable whose value nobody should read in a repository. */
const secretName =
  /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?)$/;

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
    if (secretName.test(variable) && secrets.length < 50) {
      delete env[variable];
      secrets.push({ env: variable, name: wanted });
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
    /(?:^|\.)(?:variables|secrets)\.([A-Z][A-Z0-9_]*)(?:\.|$)/.exec(path)?.[1] ?? '';
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
