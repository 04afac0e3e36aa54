import { defineFact } from '../../contract/fact';
import { absent, Observation, present } from '../../contract/observation';
import { Declarations, readDeclarations } from '../../declarations/readDeclarations';
import { settingsFile } from '../repository/annotations';
import { repositoryTree } from '../repository/repositoryTree';

/**
 * Attestations and waivers of the repository's own file; absent without the file.
 *
 * @public
 */
export const declarations = defineFact<Declarations>({
  id: 'declarations',
  description: 'Attestations and waivers in .container-lens.yaml.',
  derive: (_input, read): Observation<Declarations> => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const text = tree.value.read(settingsFile);
    if (text.status === 'absent') return absent();
    if (text.status === 'unavailable') {
      const message = `Attestations and waivers are not known: ${text.reason}`;
      const notice = { severity: 'error' as const, message, path: settingsFile };
      return present({ attestations: [], invalid: [], waivers: [], notices: [notice] });
    }
    return present(readDeclarations(settingsFile, text.value));
  },
});
