import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { endSentence } from '../../facts/image/endSentence';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { findCopiedShell } from '../../facts/layers/copiedShell';
import { parentKnowledge } from '../../facts/parent/parentKnowledge';
import { entitySettings } from '../../facts/repository/entitySettings';

/** The image ships no shell and no package manager. */
export const secImageNoShell = defineCheck({
  id: 'sec-image-no-shell',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    parents: parentKnowledge,
    settings: entitySettings,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ parents, settings, ...given }) =>
    eachLinuxImage(given, (_config, file): Judgement => {
      if (settings.workloadType === 'base-image') {
        return { verdict: 'not-applicable', reason: 'A base image may hold a shell.' };
      }
      const { parent, parentLine: line, path } = file;
      if (parent.kind === 'unresolved') {
        const reason = endSentence(`The parent is not known: ${parent.reason}`);
        return { verdict: 'unknown', code: 'unresolved-variable', reason };
      }
      const name = parent.kind === 'image' ? parent.image.text : 'scratch';
      const parentClass = parent.kind === 'scratch' ? 'empty' : parents.find(parent.image)?.class;
      switch (parentClass) {
        case undefined: {
          const message = `Whether ${name} holds a shell is not known: it is not in the parent table.`;
          const evidence = [{ message, path, line }];
          return { verdict: 'unknown', code: 'no-source-configured', reason: message, evidence };
        }
        case 'full': {
          const message = `The parent ${name} ships a shell and a package manager.`;
          return { verdict: 'fail', reason: message, findings: [{ message, path, line }] };
        }
        case 'minimal': {
          const message = `The parent ${name} is small but ships a shell or a package manager.`;
          return { verdict: 'warn', reason: message, findings: [{ message, path, line }] };
        }
        default: {
          const { brought, open } = findCopiedShell(file);
          const passes = `The parent ${name} has no shell, and nothing copies one.`;
          const evidence = [{ message: passes, path, line }];
          return judgeFindings({ warns: brought, unknowns: open, passes, evidence });
        }
      }
    }),
});
