import { Observation } from '../../contract/observation';
import { YamlMap } from '../yaml/readYaml';

/** A file of a chart. */
export interface ChartFile {
  /** Relative to the folder of the chart. */
  readonly path: string;
  /** Path that is shown to people. */
  readonly location: string;
  readonly content: Observation<string>;
}

/** Values of a dependency that its parent takes as defaults: `import-values`. */
export interface ValuesImport {
  /** Way to the map in the values of the dependency. */
  readonly child: string;
  /** Where it goes in those of the parent; `.` is their root. */
  readonly parent: string;
}

/** A dependency as Chart.yaml declares it. */
export interface ChartDependency {
  readonly name: string;
  readonly alias?: string;
  readonly condition?: string;
  readonly tags: readonly string[];
  readonly repository?: string;
  readonly imports: readonly ValuesImport[];
}

/** A chart with everything that rendering needs. */
export interface Chart {
  readonly name: string;
  readonly isLibrary: boolean;
  readonly metadata: YamlMap;
  readonly declared: readonly ChartDependency[];
  readonly values: YamlMap;
  readonly templates: readonly ChartFile[];
  /** What `.Files` shows. */
  readonly files: readonly ChartFile[];
  readonly subcharts: readonly Chart[];
  /** Archives in charts/ that cannot be looked into, by name without version. */
  readonly archives: readonly string[];
}
