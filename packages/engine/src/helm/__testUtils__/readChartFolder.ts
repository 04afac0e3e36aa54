import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { present } from '../../contract/observation';
import { Chart, ChartFile } from '../chart/chart';
import { readChart, readMap } from '../chart/readChart';
import { YamlMap } from '../yaml/readYaml';

/** Reads a chart from a folder of the disk. */
export function readChartFolder(folder: string): Chart {
  return readChart(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => chartFile(folder, path.join(entry.parentPath, entry.name)))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  );
}

/** Reads a values file from the disk. */
export function readValuesFile(file: string): YamlMap {
  return readMap(chartFile(path.dirname(file), file));
}

function chartFile(folder: string, file: string): ChartFile {
  const relative = path.relative(folder, file);
  return { path: relative, location: relative, content: present(readFileSync(file, 'utf8')) };
}
