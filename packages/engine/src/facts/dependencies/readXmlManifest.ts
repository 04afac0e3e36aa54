import { Dependency } from './dependency';
import { ManifestReading } from './readJsonManifest';
import { childOf, childText, descendants, readXml, XmlElement } from './readXml';

/** pom.xml: parent, dependencies (profiles included) and imported lists of versions. Versions of `${property}` are looked up. */
export function readPom(text: string): ManifestReading {
  const project = readXml(text);
  if (project?.name !== 'project') return undefined;
  const properties = new Map(
    (childOf(project, 'properties')?.children ?? []).map(({ name, text: value }) => [name, value]),
  );
  const parent = childOf(project, 'parent');
  const group = childText(project, 'groupId') ?? childText(parent, 'groupId');
  const own = new Map([
    ['project.groupId', group],
    ['groupId', group],
  ]);
  const valueOf = (written: string | undefined): string | undefined =>
    written?.replace(
      /\$\{([^}]{1,200})\}/g,
      (whole, name: string) => properties.get(name) ?? own.get(name) ?? whole,
    );
  const toDependency = (element: XmlElement, role?: Dependency['role']): Dependency => ({
    name: `${valueOf(childText(element, 'groupId'))}:${valueOf(childText(element, 'artifactId'))}`,
    version: valueOf(childText(element, 'version')),
    development: childText(element, 'scope') === 'test',
    ...(role ? { role } : {}),
    line: element.line,
  });
  const places = [project, ...(childOf(project, 'profiles')?.children ?? [])];
  const found = parent ? [toDependency(parent, 'parent')] : [];
  for (const place of places) {
    const listed = childOf(place, 'dependencies')?.children ?? [];
    found.push(...listed.map(element => toDependency(element)));
    const managed = childOf(childOf(place, 'dependencyManagement'), 'dependencies')?.children ?? [];
    found.push(
      ...managed
        .filter(element => childText(element, 'scope') === 'import')
        .map(element => toDependency(element, 'versions')),
    );
    const plugins = childOf(childOf(place, 'build'), 'plugins')?.children ?? [];
    found.push(
      ...plugins.map(element => {
        const { name, ...rest } = toDependency(element, 'plugin');
        return { ...rest, name: name.replace(/^undefined:/, 'org.apache.maven.plugins:') };
      }),
    );
  }
  return { dependencies: found, project: `${group}:${childText(project, 'artifactId')}` };
}

/** A .NET project, or Directory.Packages.props with the versions of several. */
export function readDotnetProject(text: string): ManifestReading {
  const project = readXml(text);
  if (project?.name !== 'Project') return undefined;
  const isTest = descendants(project, 'IsTestProject').some(({ text: value }) => value === 'true');
  const references = [
    ...descendants(project, 'PackageReference'),
    ...descendants(project, 'PackageVersion'),
    ...descendants(project, 'GlobalPackageReference'),
  ];
  const sdk = project.attributes.get('Sdk');
  const found: Dependency[] = sdk
    ? [{ name: sdk.split('/')[0]!, development: false, role: 'parent', line: project.line }]
    : [];
  for (const element of references) {
    const name = element.attributes.get('Include') ?? element.attributes.get('Update');
    if (name === undefined) continue;
    const version = element.attributes.get('Version') ?? childText(element, 'Version');
    const hidden = element.attributes.get('PrivateAssets') ?? childText(element, 'PrivateAssets');
    const development = isTest || hidden?.toLowerCase() === 'all';
    found.push({ name, version, development, line: element.line });
  }
  return { dependencies: found };
}
