import { dictFunctions } from './dictFunctions';
import { encodingFunctions } from './encodingFunctions';
import { goFunctions } from './goFunctions';
import { helmFunctions, unknowableFunctions } from './helmFunctions';
import { listFunctions } from './listFunctions';
import { numberFunctions } from './numberFunctions';
import { regexFunctions } from './regexFunctions';
import { TemplateFunction } from './templateFunction';
import { textFunctions } from './textFunctions';
import { typeFunctions } from './typeFunctions';

const tables = [
  goFunctions,
  textFunctions,
  numberFunctions,
  listFunctions,
  dictFunctions,
  typeFunctions,
  encodingFunctions,
  regexFunctions,
  unknowableFunctions,
  helmFunctions,
];

function withMustVariants(functions: Map<string, TemplateFunction>): Map<string, TemplateFunction> {
  const listNames = [
    'append',
    'push',
    'prepend',
    'rest',
    'initial',
    'last',
    'reverse',
    'uniq',
    'without',
    'has',
    'compact',
    'slice',
    'chunk',
  ];
  for (const name of listNames) {
    const called = functions.get(name);
    if (called) functions.set(`must${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`, called);
  }
  return functions;
}

/** Everything a template can call; later tables win, as Helm's own functions win over Sprig's. */
export const allFunctions: ReadonlyMap<string, TemplateFunction> = withMustVariants(
  new Map(tables.flatMap(table => Object.entries(table))),
);
