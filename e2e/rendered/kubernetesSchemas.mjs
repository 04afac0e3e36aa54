import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const source = new URL(
  '../../packages/golden-path/src/proof/kubernetes/kubernetesSchemas/',
  import.meta.url,
);

/** The versions of Kubernetes whose strict schemas the workspace has: `1.32` and later ones. */
export function kubernetesVersions() {
  return readdirSync(source).flatMap(name => /^kubernetes-(.+)\.json$/.exec(name)?.[1] ?? []);
}

/** Writes them as kubeconform reads them: one file for each kind, in a folder for each version. */
export function writeKubernetesSchemas(folder) {
  for (const version of kubernetesVersions()) {
    const { kinds, $defs } = JSON.parse(
      readFileSync(new URL(`kubernetes-${version}.json`, source), 'utf8'),
    );
    mkdirSync(path.join(folder, version), { recursive: true });
    for (const [key, definition] of Object.entries(kinds)) {
      const [apiVersion, kind] = key.split(' ');
      const [group, release] = apiVersion.split('/');
      const suffix = [group.split('.')[0], release].filter(Boolean).join('-');
      writeFileSync(
        path.join(folder, version, `${kind.toLowerCase()}-${suffix}.json`),
        JSON.stringify({ $ref: `#/$defs/${definition}`, $defs }),
      );
    }
  }
}
