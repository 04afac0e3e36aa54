/**
 * The walls of the architecture as lint rules: which package may import which, and which folder may do what.
 *
 * Every package's `.eslintrc.js` calls `packageConfig(__dirname)`; `walls.test.mjs` proves that a violation fails.
 * The table in docs/architecture.md says the same in words.
 */
const path = require('node:path');
const createPackageConfig = require('@backstage/cli/config/eslint-factory');

const OWN = '@container-lens/';
const PLUGIN = `${OWN}backstage-plugin-`;
const NETWORK = [
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dgram',
  'dns',
  'undici',
  'axios',
  'got',
  'node-fetch',
];
const TESTS = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/__testUtils__/**',
  'src/setupTests.ts',
  'dev/**',
];

const withNodePrefix = names =>
  names.flatMap(name => [name, `node:${name}`, `${name}/*`, `node:${name}/*`]);

/** Own packages that a package may import; everything else of ours is behind a wall. */
const ownImports = {
  'packages/engine': [],
  'packages/golden-path': [`${OWN}engine`],
  'packages/cli': [`${OWN}engine`, `${OWN}golden-path`],
  'packages/app': [`${PLUGIN}container-lens`],
  'packages/backend': [
    `${PLUGIN}container-lens-backend`,
    `${PLUGIN}local-forge-backend`,
    `${PLUGIN}scaffolder-backend-module-container-lens`,
    `${PLUGIN}catalog-backend-module-container-lens`,
  ],
  'plugins/container-lens-common': [],
  'plugins/container-lens-node': [`${OWN}engine`, `${PLUGIN}container-lens-common`],
  'plugins/container-lens-backend': [
    `${OWN}engine`,
    `${OWN}golden-path`,
    `${PLUGIN}container-lens-common`,
    `${PLUGIN}container-lens-node`,
  ],
  'plugins/container-lens': [`${PLUGIN}container-lens-common`],
  'plugins/scaffolder-backend-module-container-lens': [
    `${OWN}engine`,
    `${OWN}golden-path`,
    `${PLUGIN}container-lens-common`,
    `${PLUGIN}container-lens-node`,
  ],
  'plugins/catalog-backend-module-container-lens': [
    `${OWN}golden-path`,
    `${PLUGIN}container-lens-common`,
  ],
  'plugins/local-forge-backend': [],
};

const wall = (group, message, options = {}) => ({ group, message, ...options });

const awsSdk = wall(
  ['@aws-sdk/*', '@smithy/*'],
  'Only registries/ecr, export and the folder aws of the actions talk to AWS.',
);
const knex = wall(['knex', 'knex/*'], 'Only the store knows Knex.');
const network = wall(
  withNodePrefix(NETWORK),
  'Only evidence, registries and export do network I/O.',
);

/** Import walls that hold for a whole package, before the folders are looked at. */
function packageImportWalls(packageFolder) {
  const allowed = ownImports[packageFolder];
  if (!allowed) {
    throw new Error(
      `scripts/walls.js does not know ${packageFolder}: say which packages it may import.`,
    );
  }
  const walls = [
    wall(
      [`${OWN}*`, ...allowed.map(name => `!${name}`)],
      `${packageFolder} may import of our packages only: ${allowed.join(', ') || 'none'}.`,
      packageFolder === 'plugins/container-lens-common' ? { allowTypeImports: true } : {},
    ),
  ];
  if (['packages/engine', 'packages/golden-path', 'packages/cli'].includes(packageFolder)) {
    walls.push(wall(['@backstage/*'], 'This package runs without Backstage.'));
  }
  if (packageFolder === 'packages/engine') {
    walls.push(wall(withNodePrefix(NETWORK), 'The engine does no network I/O.'));
  }
  if (packageFolder === 'plugins/container-lens') {
    walls.push(wall(['@material-ui/*', '@mui/*'], 'New components are made with @backstage/ui.'));
  }
  return walls;
}

/**
 * Folders with walls of their own. `files` are disjoint from each other; `except` lists imports of the package that
 * the folder is freed from.
 */
const folders = {
  'packages/engine': [
    {
      files: ['src/checks/*/**/*.ts'],
      excludedFiles: ['**/*.examples.ts'],
      walls: [
        wall(
          [
            '../../*',
            '!../../contract',
            '!../../contract/*',
            '!../../facts',
            '!../../facts/**',
            '/[a-z@]*',
          ],
          'A check imports only the contract and facts.',
        ),
      ],
    },
    {
      files: ['src/facts/**/*.ts'],
      walls: [
        wall(
          ['**/checks/**', '**/scoring/**', '**/assess/**', '**/report/**', '**/folder/**'],
          'A fact imports the contract, other facts and parsers.',
        ),
      ],
    },
    {
      files: ['src/**/*.ts'],
      excludedFiles: ['src/checks/*/**', 'src/facts/**', 'src/folder/**'],
      walls: [
        wall(
          withNodePrefix(['fs', 'child_process']),
          'Only the folder reader touches the file system.',
        ),
      ],
    },
  ],
  'plugins/container-lens-backend': [
    { files: ['src/registries/ecr/**/*.ts', 'src/export/**/*.ts'], free: [awsSdk, network] },
    {
      files: ['src/evidence/**/*.ts', 'src/registries/**/*.ts'],
      excludedFiles: ['src/registries/ecr/**'],
      free: [network],
    },
    { files: ['src/store/**/*.ts'], free: [knex] },
  ],
  'plugins/scaffolder-backend-module-container-lens': [
    { files: ['src/aws/**/*.ts'], free: [awsSdk] },
  ],
};

const isBackend = packageFolder => packageFolder === 'plugins/container-lens-backend';

function importOverrides(packageFolder) {
  const base = [
    ...packageImportWalls(packageFolder),
    awsSdk,
    ...(isBackend(packageFolder) ? [network, knex] : []),
  ];
  const rule = patterns => ({
    '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
  });
  const general = {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    excludedFiles: TESTS,
    rules: rule(base),
  };
  const special = (folders[packageFolder] ?? []).map(
    ({ files, excludedFiles = [], walls = [], free = [] }) => ({
      files,
      excludedFiles: [...TESTS, ...excludedFiles],
      rules: rule([...base.filter(one => !free.includes(one)), ...walls]),
    }),
  );
  return [general, ...special];
}

const CONFIG_READ =
  'CallExpression[callee.property.name=/^get(Optional)?(String|Number|Boolean|Config|ConfigArray|StringArray)$/][callee.object.name=/[cC]onfig$/]';
const CONFIG_READ_ANY =
  'CallExpression[callee.property.name=/^(get|getOptional|has|keys)$/][callee.object.name=/^(root|plugin)?[cC]onfig$/]';
const ANNOTATION = '^(container-lens|aws\\.amazon\\.com)/[a-z]';

/** Walls about what code may say, each with the one file that may say it. */
const syntaxWalls = [
  {
    file: 'config.ts',
    rules: [CONFIG_READ, CONFIG_READ_ANY].map(selector => ({
      selector,
      message: 'Only config.ts reads configuration; config.d.ts documents every key.',
    })),
  },
  {
    file: 'annotations.ts',
    rules: [`Literal[value=/${ANNOTATION.replaceAll('/', '\\/')}/]`].map(selector => ({
      selector,
      message: 'Only annotations.ts spells an annotation.',
    })),
  },
  {
    file: '{plugin,module}.ts',
    rules: [
      {
        selector:
          'CallExpression[callee.object.name=/^(Default|Database)[A-Z]/][callee.property.name=/^(create|fromConfig)$/]',
        message: 'Services are constructed in plugin.ts or module.ts.',
      },
    ],
  },
];

/** Fetching is network I/O too, and needs no import. */
const FETCH = {
  selector: "CallExpression[callee.name='fetch']",
  message: 'Only evidence, registries and export do network I/O.',
};

function syntaxOverrides(packageFolder) {
  const standard = [
    {
      selector: 'Identifier[name="__dirname"]',
      message: 'In a production build __dirname is another folder; use resolvePackagePath().',
    },
    ...(isBackend(packageFolder) || packageFolder === 'packages/engine' ? [FETCH] : []),
  ];
  const rule = walls => ({ 'no-restricted-syntax': ['error', ...standard, ...walls] });
  const every = syntaxWalls.flatMap(({ rules }) => rules);
  return [
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      excludedFiles: [...TESTS, '**/*.examples.ts'],
      rules: rule(every),
    },
    ...syntaxWalls.map(({ file, rules }) => ({
      files: [`src/**/${file}`],
      rules: rule(every.filter(one => !rules.includes(one))),
    })),
    ...(isBackend(packageFolder)
      ? [
          {
            files: ['src/evidence/**/*.ts', 'src/registries/**/*.ts', 'src/export/**/*.ts'],
            excludedFiles: TESTS,
            rules: { 'no-restricted-syntax': ['error', ...every] },
          },
        ]
      : []),
  ];
}

/**
 * Repositories are hostile text: a pattern whose work grows faster than the text makes an assessment hang. A pattern for
 * texts of few characters is let through by a comment that names the bound.
 */
const LINEAR_PATTERNS = {
  files: ['src/**/*.ts', 'src/**/*.tsx'],
  excludedFiles: [...TESTS, '**/*.examples.ts'],
  plugins: ['regexp'],
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
    'regexp/no-super-linear-move': ['error', { report: 'certain' }],
  },
};

/** A check longer than this lacks a fact. Blank lines and comments do not count. */
const CHECK_LINES = 90;

function packageConfig(folder) {
  const packageFolder = path
    .relative(path.resolve(__dirname, '..'), folder)
    .replaceAll(path.sep, '/');
  return createPackageConfig(folder, {
    plugins: ['@typescript-eslint'],
    rules: { 'no-console': 'error' },
    overrides: [
      LINEAR_PATTERNS,
      ...importOverrides(packageFolder),
      ...syntaxOverrides(packageFolder),
      ...(packageFolder === 'packages/engine'
        ? [
            {
              files: ['src/checks/*/*.ts'],
              excludedFiles: ['**/*.examples.ts', '**/*.test.ts'],
              rules: {
                'max-lines': [
                  'error',
                  { max: CHECK_LINES, skipBlankLines: true, skipComments: true },
                ],
              },
            },
          ]
        : []),
    ],
  });
}

module.exports = { packageConfig };
