import { Dependency } from './dependency';
import { readRequirement } from './pythonName';
import { ManifestReading } from './readJsonManifest';
import { CatalogEntry } from './readTomlManifest';

const linesLimit = 10_000;
const lineLimit = 2000;

function linesOf(text: string): { readonly text: string; readonly line: number }[] {
  return text
    .split(/\r?\n/)
    .slice(0, linesLimit)
    .map((line, index) => ({ text: line.slice(0, lineLimit), line: index + 1 }));
}

/** go.mod without the modules that only other modules need. */
export function readGoMod(text: string): ManifestReading {
  const found: Dependency[] = [];
  let block = '';
  for (const { text: raw, line } of linesOf(text)) {
    const indirect = /\/\/\s*indirect/.test(raw);
    const words = raw
      .replace(/\/\/.*/s, '')
      .trim()
      .split(/\s+/);
    if (words[1] === '(') {
      block = words[0]!;
    } else if (words[0] === ')') {
      block = '';
    } else {
      const [name, version] = block === 'require' ? words : words.slice(1);
      const required = block === 'require' || (block === '' && words[0] === 'require');
      if (required && name && !indirect) found.push({ name, version, development: false, line });
    }
  }
  return { dependencies: found };
}

/** Gemfile; groups of development and tests are known by their block or option. */
export function readGemfile(text: string): ManifestReading {
  const found: Dependency[] = [];
  const blocks: ('development' | 'test' | undefined)[] = [];
  // A gem of two groups is installed unless both are left out.
  const kindOf = (groups: string) => (/\btest\b/.test(groups) ? 'test' : 'development');
  for (const { text: raw, line } of linesOf(text)) {
    const content = raw.replace(/(^|\s)#.*/s, '').trim();
    const development = /:?(development|test)\b/;
    if (/\bdo(\s*\|[^|]*\|)?$/.test(content) || /^(if|unless|case)\b/.test(content)) {
      const groups = content.replace(/^group\b/, '').split(',');
      const only = groups.every(group => development.test(group));
      blocks.push(/^group\b/.test(content) && only ? kindOf(content) : undefined);
    } else if (/^end\b/.test(content)) {
      blocks.pop();
    }
    const gem = /^gem[\s(]+["']([^"']+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(content);
    if (!gem) continue;
    const option = /\bgroups?(?::|\s*=>)\s*(?!\s)(.+)$/.exec(content)?.[1];
    const only =
      option !== undefined && development.test(option) && !/production|default/.test(option);
    const inBlock = blocks.findLast(block => block !== undefined);
    const testOnly = (only ? kindOf(option) : inBlock) === 'test';
    found.push({
      name: gem[1]!,
      version: gem[2],
      development: only || inBlock !== undefined,
      ...(testOnly ? { test: true } : {}),
      line,
    });
  }
  return { dependencies: found };
}

/** mix.exs. */
export function readMix(text: string): ManifestReading {
  const found: Dependency[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const entry = /^\s*(?:\[\s*)?\{\s*:([a-z0-9_]+)\s*,\s*(?:"([^"]*)"|([a-z_]+:))/.exec(raw);
    if (!entry) continue;
    const only = /\bonly:\s*(\[[^\]]*\]|:\w+)/.exec(raw)?.[1];
    const development = only !== undefined && !only.includes(':prod');
    found.push({ name: entry[1]!, version: entry[2], development, line });
  }
  return { dependencies: found };
}

const configurations =
  /^\s*["']?(\w*(?:implementation|api|compileOnly|runtimeOnly|annotationProcessor|kapt|ksp|classpath|compile|developmentOnly|testFixturesApi))["']?[\s(](.*)$/i;

/** build.gradle and build.gradle.kts: coordinates as text, entries of the version catalog, and plugins. */
export function readGradle(
  text: string,
  catalog: ReadonlyMap<string, CatalogEntry>,
): NonNullable<ManifestReading> {
  const found: Dependency[] = [];
  const variables = new Map<string, string>();
  for (const { text: raw, line } of linesOf(text)) {
    const content = raw.replace(/(^|\s)\/\/.*/s, '');
    const variable =
      /^\s*(?:(?:def|val|var|ext\.|set\()\s*)?["']?([\w.]+)["']?\s*[=,]\s*["']([^"']+)["']/.exec(
        content,
      );
    if (variable) variables.set(variable[1]!, variable[2]!);
    const plugin = /\bid[\s(]+["']([\w.-]+)["']\)?(?:\s+version\s+["']([^"']+)["'])?/.exec(content);
    if (plugin && !/^\s*(implementation|api)/.test(content)) {
      found.push({
        name: plugin[1]!,
        version: plugin[2],
        development: false,
        role: 'plugin',
        line,
      });
    }
    const alias = /\balias[\s(]+libs\.([\w.]+)/.exec(content)?.[1];
    const aliased = alias === undefined ? undefined : catalog.get(alias);
    if (aliased) found.push({ ...aliased, development: false, line });
    const match = configurations.exec(content);
    if (!match) continue;
    const development = /^(test|androidTest|integrationTest|developmentOnly)/i.test(match[1]!);
    const rest = match[2]!;
    const platform = /\b(enforcedP|p)latform\s*\(/.test(rest) ? ('versions' as const) : undefined;
    const role = platform ? { role: platform } : {};
    const named = /\blibs\.([\w.]+?)(?:\.get\(\))?(?=[\s),]|$)/.exec(rest)?.[1];
    const listed = named === undefined ? undefined : catalog.get(named);
    if (listed) found.push({ ...listed, ...role, development, line });
    const coordinates =
      /["']([\w.-]+):([\w.-]+)(?![\w.-])(?::([^"':@]+)(?![^"':@]))?[^"']*["']/.exec(rest);
    const map =
      /group\s*[:=]\s*["']([^"']+)["'].*name\s*[:=]\s*["']([^"']+)["'](?:.*version\s*[:=]\s*["']([^"']+)["'])?/.exec(
        rest,
      );
    const [, group, name, version] = coordinates ?? map ?? [];
    if (group && name) {
      const known = version?.replace(
        /\$\{?([\w.]+)\}?/g,
        (all, key: string) => variables.get(key) ?? all,
      );
      found.push({ name: `${group}:${name}`, version: known, development, ...role, line });
    }
  }
  return { dependencies: found };
}

/** setup.cfg: `install_requires` and the extras. */
export function readSetupCfg(text: string): ManifestReading {
  const found: Dependency[] = [];
  let section = '';
  let key = '';
  for (const { text: raw, line } of linesOf(text)) {
    const content = raw.replace(/(^|\s)[#;].*/s, '').trimEnd();
    const header = /^\[([^\]]+)\]/.exec(content)?.[1];
    const start = /^([A-Za-z_][\w.-]*)\s*=\s*(?!\s)(.*)$/.exec(content);
    if (header !== undefined) [section, key] = [header, ''];
    else if (start) key = start[1]!;
    const value = start ? start[2]! : content.trim();
    const extras = section === 'options.extras_require';
    const listed = extras || (section === 'options' && /^install_requires$/.test(key));
    const requirement = listed && header === undefined ? readRequirement(value) : undefined;
    const development = extras && /dev|test|doc|lint/i.test(key);
    if (requirement && (start || /^\s/.test(raw)))
      found.push({ ...requirement, development, line });
  }
  return { dependencies: found };
}

/** setup.py: the texts of the list `install_requires`, when they are written out. */
export function readSetupPy(text: string): ManifestReading {
  const start = /\binstall_requires\s*=\s*/.exec(text);
  if (!start) return { dependencies: [] };
  const from = start.index + start[0].length;
  const end = text[from] === '[' ? text.indexOf(']', from) : -1;
  if (end < 0) return { dependencies: [], unreadable: 'install_requires is not a written list.' };
  const firstLine = text.slice(0, from).split('\n').length;
  const found: Dependency[] = [];
  for (const { text: raw, line } of linesOf(text.slice(from, end))) {
    for (const [, quoted] of raw.replace(/#.*/s, '').matchAll(/["']([^"']+)["']/g)) {
      const requirement = readRequirement(quoted!);
      if (requirement)
        found.push({ ...requirement, development: false, line: firstLine + line - 1 });
    }
  }
  return { dependencies: found };
}
