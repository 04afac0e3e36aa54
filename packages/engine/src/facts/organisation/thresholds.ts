import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { findLensCheck } from '../../lens/lens';

/** Parameters of checks: those of the organisation, beneath them those of the catalogue. @public */
export interface Thresholds {
  /**
   * A figure of a check by its name in the catalogue.
   *
   * @throws TypeError when the catalogue has no such figure.
   */
  number(check: string, name: string): number;
  /** A figure of a profile: `number` for parameters such as `profiles_mb`. */
  profile(
    check: string,
    name: string,
    profile: string,
  ): Readonly<Record<string, number>> | undefined;
}

/** @public */
export const thresholds = defineFact<Thresholds>({
  id: 'thresholds',
  description: 'Thresholds of the catalogue, with those the organisation changed.',
  derive: ({ organisation }) => {
    const read = (check: string, name: string): readonly unknown[] => [
      organisation.parameters[check]?.[name],
      findLensCheck(check)?.parameters[name],
    ];
    return present({
      number: (check: string, name: string) => {
        const value = read(check, name).find(candidate => typeof candidate === 'number');
        if (typeof value !== 'number') {
          throw new TypeError(`The catalogue has no figure '${name}' for the check '${check}'.`);
        }
        return value;
      },
      profile: (check: string, name: string, profile: string) => {
        const [own, bundled] = read(check, name).map(table =>
          isTable(table) && isTable(table[profile]) ? table[profile] : undefined,
        );
        return own || bundled
          ? ({ ...bundled, ...own } as Readonly<Record<string, number>>)
          : undefined;
      },
    });
  },
});

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
