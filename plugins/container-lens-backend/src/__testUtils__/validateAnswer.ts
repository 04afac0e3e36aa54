import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const document = parse(
  readFileSync(
    resolvePackagePath(
      '@container-lens/backstage-plugin-container-lens-backend',
      'src/schema/openapi.yaml',
    ),
    'utf8',
  ),
);
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'openapi');

/** Throws when an answer is not one that the OpenAPI document promises for the route. */
export function validateAnswer(options: {
  readonly method: string;
  /** Without `/api/container-lens`, with or without a query. */
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}): void {
  const { method, status, body } = options;
  const path = options.path.split('?')[0]!;
  const route = Object.keys(document.paths).find(template =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (!route) {
    throw new Error(`openapi.yaml does not describe ${path}`);
  }
  const responses = document.paths[route][method.toLowerCase()]?.responses;
  if (!responses?.[status]) {
    throw new Error(`openapi.yaml does not describe ${method} ${path} with status ${status}`);
  }
  if (responses[status].content?.['application/yaml']) {
    return;
  }
  const pointer = responses[status].$ref
    ? `openapi${responses[status].$ref}`
    : `openapi#/paths/${escape(route)}/${method.toLowerCase()}/responses/${status}`;
  const validate = ajv.compile({ $ref: `${pointer}/content/application~1json/schema` });
  if (!validate(body)) {
    throw new Error(`${method} ${path}: ${ajv.errorsText(validate.errors)}`);
  }
}

function escape(route: string): string {
  return encodeURIComponent(route.replaceAll('~', '~0').replaceAll('/', '~1'));
}
