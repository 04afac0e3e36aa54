import { isMap, isSet, mapOf, valueAt } from '../manifestValue';
import { Fields } from './fields';
import { ConvertedService } from './convertedService';

const variableName = /^[A-Z][A-Z0-9_]{0,99}$/;
const placeholder = /(\\?)\$\{([A-Za-z_][A-Za-z0-9_]{0,200})\}/g;
/** What every target sets by itself, from the same values. */
const derived = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

/** Variables and secrets. Names stay as they are; a value that Copilot makes up at deployment is reported. */
export function convertEnvironment(fields: Fields, service: ConvertedService, name: string): void {
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(mapOf(fields.get('variables')))) {
    const at = `variables.${key}`;
    if (!isSet(value)) continue;
    const text = isMap(value) ? undefined : unescape(String(value));
    if (!variableName.test(key)) {
      fields.report(
        at,
        'The name of a variable has capitals, digits and _ only; rename it in the program.',
      );
    } else if (/^(PORT|SHUTDOWN_(DRAIN|TIMEOUT)_SECONDS)$/.test(key)) {
      // Belongs to the port and the shutdown, which read it.
      continue;
    } else if (derived.includes(key)) {
      fields.take(at, 'set by the target');
    } else if (isMap(value)) {
      fields.report(
        at,
        'The value is an output of another stack. Write it into env, or read it where the target is deployed.',
      );
    } else if (text === undefined) {
      fields.report(
        at,
        'The value is put together when Copilot deploys; write it for each environment of the target.',
      );
    } else if (text.length > 2000) {
      fields.report(at, 'The value is longer than 2000 characters; keep it in a file or a store.');
    } else if (Object.keys(env).length >= 100) {
      fields.report(at, 'A service has at most 100 variables.');
    } else {
      env[key] = text;
      fields.take(at, `env.${key}`);
    }
  }
  service.env = env;
  service.secrets = [];
  for (const [key, value] of Object.entries(mapOf(fields.get('secrets')))) {
    const at = `secrets.${key}`;
    if (!isSet(value)) continue;
    if (!variableName.test(key)) {
      fields.report(
        at,
        'The name of a variable has capitals, digits and _ only; rename it in the program.',
      );
    } else if (service.secrets.length >= 50) {
      fields.report(at, 'A service has at most 50 secrets.');
    } else {
      addSecret({ fields, service, name, key, value });
    }
  }
}

function addSecret(options: {
  fields: Fields;
  service: ConvertedService;
  name: string;
  key: string;
  value: unknown;
}): void {
  const { fields, service, name, key, value } = options;
  const environment = '${COPILOT_ENVIRONMENT_NAME}';
  // By its name in Secrets Manager, or as the output of infra/secrets.yaml.
  const short =
    after(valueAt(value, 'secretsmanager'), `/${environment}/${name}/`) ??
    after(valueAt(value, 'from_cfn'), `${environment}:${name}:`) ??
    '';
  if (/^[a-z0-9][a-z0-9-]{0,99}$/.test(short)) {
    service.secrets?.push({ env: key, name: short });
    fields.take(`secrets.${key}`, `secrets.${key}`);
    return;
  }
  const wanted = key.toLowerCase().replaceAll('_', '-');
  service.secrets?.push({ env: key, name: wanted });
  fields.report(
    `secrets.${key}`,
    `The program still reads ${key}, now from the secret /<environment>/${name}/${wanted} of AWS Secrets Manager. Copy the value there once per environment.`,
  );
}

function after(value: unknown, start: string): string | undefined {
  return typeof value === 'string' && value.startsWith(start)
    ? value.slice(start.length)
    : undefined;
}

/** The text without escapes; `undefined` when Copilot would fill something in. */
function unescape(text: string): string | undefined {
  let isOpen = false;
  const plain = text.replace(placeholder, (whole, escape: string) => {
    if (escape === '') isOpen = true;
    return escape === '' ? whole : whole.slice(1);
  });
  return isOpen ? undefined : plain;
}
