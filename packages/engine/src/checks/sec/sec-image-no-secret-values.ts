import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { ciBuilds } from '../../facts/ci/ciBuilds';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { configSecrets } from '../../facts/registry/configSecrets';
import { findBakedSecrets } from '../../facts/image/findBakedSecrets';
import { repositoryTree } from '../../facts/repository/repositoryTree';
import { secretNameTest } from '../../facts/repository/secretNameTest';

/** What its name says to be public is meant to be in the image: `NEXT_PUBLIC_MAPS_KEY`. */
const isPublic = /(^|_)public(_|$)/i;

/** No secret values in ENV, ARG, LABEL or image config. */
export const secImageNoSecretValues = defineCheck({
  id: 'sec-image-no-secret-values',
  needs: {
    units: optional(imageUnits),
    ci: ciBuilds,
    tree: repositoryTree,
    shipped: configSecrets,
    isSecret: secretNameTest,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units = [], ci, tree, shipped, isSecret }) => [
    ...eachImage(units, (dockerfile, unit): Judgement => {
      const { baked, leaks } = findBakedSecrets({ file: dockerfile, unit, tree, isSecret });
      const finalArgs = new Map(
        dockerfile.finalChain
          .flatMap(stage => stage.steps)
          .filter(step => step.keyword === 'ARG')
          .flatMap(step => step.pairs.map(pair => [pair.name, pair.line] as const)),
      );
      const passed = unit.builds.flatMap(build =>
        [...build.secretArgs].flatMap(([name, line]): Finding[] =>
          finalArgs.has(name) && !isPublic.test(name)
            ? [
                {
                  message: `The pipeline passes a secret as build argument ${name}.`,
                  path: build.path,
                  line,
                },
              ]
            : [],
        ),
      );
      const [first, ...rest] = [...baked, ...passed, ...shipped.of(unit)];
      if (first) {
        return { verdict: 'fail', reason: first.message, findings: [first, ...rest] };
      }
      const [leak, ...leaksToo] = leaks;
      if (leak) {
        return { verdict: 'warn', reason: leak.message, findings: [leak, ...leaksToo] };
      }
      const open = ci.unread.find(
        ({ text }) =>
          text === undefined ||
          (text.includes('build-arg') && [...finalArgs.keys()].some(name => text.includes(name))),
      );
      if (open && finalArgs.size > 0) {
        const reason = `Whether the pipeline passes a secret as build argument is not known: ${open.reason}.`;
        return {
          verdict: 'unknown',
          code: 'unparseable',
          reason,
          evidence: [{ message: reason, path: open.path }],
        };
      }
      const reason = 'No instruction, default or label of the image holds a secret.';
      return {
        verdict: 'pass',
        reason,
        evidence: [{ message: reason, path: dockerfile.path, line: dockerfile.parentLine }],
      };
    }),
    ...shipped.others
      .filter(({ findings }) => findings.length > 0 || units.length === 0)
      .map(({ name, findings }): UnitJudgement => ({
        unit: name,
        judgement: ofRegistry(findings),
      })),
  ],
});

/** What the registry alone says of an image. */
function ofRegistry([first, ...rest]: readonly Finding[]): Judgement {
  const reason = 'The image in the registry holds no secret in its configuration.';
  return first
    ? { verdict: 'fail', reason: first.message, findings: [first, ...rest] }
    : { verdict: 'pass', reason, evidence: [{ message: reason }] };
}
