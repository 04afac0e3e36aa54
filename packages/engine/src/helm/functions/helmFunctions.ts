import { RenderError } from '../renderError';
import { GoValue } from '../values/goValue';
import { formatValue } from '../values/formatValue';
import { readYaml } from '../yaml/readYaml';
import { writeJson } from '../yaml/writeJson';
import { writeYaml } from '../yaml/writeYaml';
import {
  fixed,
  FunctionContext,
  FunctionTable,
  TemplateFunction,
  variadic,
} from './templateFunction';

const toYaml = fixed(['any'], ([value], { budget }) => writeYaml(value, budget), true);
const toJson = fixed(['any'], ([value], { budget }) => writeJson(value, budget), true);

/** Helm's own functions. */
export const helmFunctions: FunctionTable = {
  include: fixed(['string', 'any'], ([name, dot], context) => context.include(name, dot), true),
  tpl: fixed(['string', 'any'], ([source, dot], context) => context.renderText(source, dot)),
  required: fixed(
    ['string', 'any'],
    ([message, value], { lenient, opaque }) => {
      if (value !== undefined && value !== '') return value;
      if (lenient) return opaque.create(`The chart wants it to be given: ${message.slice(0, 300)}`);
      throw new RenderError('template', message.slice(0, 300));
    },
    true,
  ),
  fail: fixed(['string'], ([message]) => {
    throw new RenderError('template', message.slice(0, 300));
  }),
  // Helm without a cluster finds nothing either.
  lookup: fixed(['string', 'string', 'string', 'string'], () => new Map()),
  toYaml,
  mustToYaml: toYaml,
  toYamlPretty: unsupported('toYamlPretty'),
  fromYaml: fixed(['string'], ([text], context) => parse(text, 'map', context)),
  fromYamlArray: fixed(['string'], ([text], context) => parse(text, 'list', context)),
  toJson,
  mustToJson: toJson,
  toPrettyJson: fixed(
    ['any'],
    ([value], { budget }) => writeJson(value, budget, { indent: '  ' }),
    true,
  ),
  toRawJson: fixed(
    ['any'],
    ([value], { budget }) => writeJson(value, budget, { escapeHtml: false }),
    true,
  ),
  fromJson: fixed(['string'], ([text], context) => parse(text, 'map', context)),
  fromJsonArray: fixed(['string'], ([text], context) => parse(text, 'list', context)),
  toToml: unsupported('toToml'),
  fromToml: unsupported('fromToml'),
  getHostByName: fixed(['string'], () => ''),
};

function unsupported(name: string): TemplateFunction {
  return variadic([], 'any', () => {
    throw new RenderError('unsupported', `The template function "${name}" is not supported.`);
  });
}

function parse(text: string, shape: 'map' | 'list', { budget }: FunctionContext): GoValue {
  budget.text(text.length);
  budget.step(text.length >> 2);
  try {
    const value = readYaml(text) as GoValue;
    if (shape === 'map' ? value instanceof Map : Array.isArray(value)) return value;
    if (value === undefined) return shape === 'map' ? new Map() : [];
  } catch (error) {
    if (!(error instanceof RenderError) || error.code !== 'template') throw error;
  }
  // Helm answers with its parser's message here, which nobody should build on.
  throw new RenderError(
    'unsupported',
    `A text that is no ${shape} is parsed: ${text.slice(0, 40)}`,
  );
}

const unknowable: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'randAlphaNum',
      'randAlpha',
      'randAscii',
      'randNumeric',
      'randBytes',
      'randInt',
      'uuidv4',
      'shuffle',
      'genPrivateKey',
      'htpasswd',
      'bcrypt',
      'encryptAES',
      'derivePassword',
      'genSignedCert',
      'genSelfSignedCert',
      'genSignedCertWithKey',
      'genSelfSignedCertWithKey',
      'genCA',
      'genCAWithKey',
      'buildCustomCert',
    ].map(name => [name, `"${name}" gives another value at each rendering.`]),
  ),
  ...Object.fromEntries(
    [
      'now',
      'date',
      'dateInZone',
      'date_in_zone',
      'dateModify',
      'date_modify',
      'mustDateModify',
      'htmlDate',
      'htmlDateInZone',
      'ago',
      'duration',
      'durationRound',
      'toDate',
      'mustToDate',
      'unixEpoch',
    ].map(name => [name, `"${name}" depends on the time of the rendering.`]),
  ),
};

/** Functions whose result is another one each time: the result is printed as unknown, and never decided by. */
export const unknowableFunctions: FunctionTable = Object.fromEntries(
  Object.entries(unknowable).map(([name, reason]) => [
    name,
    variadic([], 'any', (_, values, { opaque, budget }) => {
      for (const value of values) if (typeof value === 'string') formatValue(value, budget);
      return opaque.create(reason);
    }),
  ]),
);
