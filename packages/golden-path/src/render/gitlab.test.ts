import { parse } from 'yaml';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { resolveValues } from '../service/resolveValues';
import { renderOverlay } from './renderOverlay';
import { createTemplateText } from './templateText';

type Job = Record<string, any>;

let texts: Map<string, string>;
let pipeline: Record<string, any>;
let jobs: [string, Job][];

beforeAll(async () => {
  const resolved = resolveValues({
    language: 'node',
    target: 'helm',
    ci: 'gitlab',
    name: 'orders',
    config: goldenPathConfigSchema.parse({}),
  });
  const values = { name: 'orders', service: resolved.service, platform: resolved.values };
  const overlay = await OverlayLibrary.create({}).get('ci/gitlab');
  const files = renderOverlay({ overlay, values, text: createTemplateText(values) });
  texts = new Map(files.map(({ path, content }) => [path, content.toString('utf8')]));
  pipeline = parse(texts.get('.gitlab-ci.yml')!, { merge: true });
  jobs = Object.entries(pipeline).filter(([, value]) => value?.script !== undefined);
});

/** A setting of a job, or of what it extends. */
function setting(job: Job, key: string): unknown {
  return job[key] ?? (job.extends ? setting(pipeline[job.extends], key) : pipeline.default[key]);
}

describe('the pipeline of GitLab', () => {
  it('bounds every job, and stores no key', () => {
    expect(jobs.map(([name]) => name)).toHaveLength(8);
    for (const [, job] of jobs) {
      expect(Number(/^(\d+) minutes$/.exec(String(setting(job, 'timeout')))?.[1])).toBeLessThan(61);
      expect(job.rules ?? setting(job, 'rules')).toBeDefined();
    }
    const text = texts.get('.gitlab-ci.yml')!;
    expect(text).not.toMatch(/AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)/);
    expect(pipeline['.aws'].id_tokens.AWS_TOKEN.aud).toBe('$CI_SERVER_URL');
  });

  it('runs in images that variables name, and stops when one has no digest', () => {
    const images = [...texts.get('.gitlab-ci.yml')!.matchAll(/^ *(?:- name|image): (.*)$/gm)];
    expect(images.map(([, image]) => image)).toEqual(['$TOOLBOX_IMAGE', '$DOCKER_IMAGE']);
    for (const before of [pipeline.default.before_script, pipeline['.aws'].before_script]) {
      expect(before[0]).toContain('*@sha256:*) ;;');
    }
  });

  it('pushes only from the default branch, with the role that may', () => {
    const roleOf = (job: Job) =>
      ({ ...pipeline[job.extends]?.variables, ...job.variables }).AWS_ROLE_ARN;
    const pushing = jobs.filter(([, { script }]) => /push\.sh|join\.sh/.test(script.join()));
    expect(pushing.map(([name]) => name)).toEqual(['build-amd64', 'build-arm64', 'index']);
    for (const [, job] of pushing) {
      const rules = JSON.stringify(setting(job, 'rules'));
      expect(roleOf(job)).toBe('$AWS_BUILD_ROLE_ARN');
      expect(rules).not.toContain('merge_request');
      expect(rules).toContain('$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH');
    }
    expect(roleOf(pipeline['build-merge-request'])).toBe('$AWS_PULL_ROLE_ARN');
  });

  it('builds each architecture on a machine that has it', () => {
    expect(pipeline['build-amd64'].tags).toEqual(['$RUNNER_AMD64']);
    expect(pipeline['build-arm64'].tags).toEqual(['$RUNNER_ARM64']);
    expect(pipeline.variables.RUNNER_ARM64).toMatch(/arm64$/);
  });

  it('deploys one digest, one deployment of an environment at a time, production by hand', () => {
    for (const environment of ['staging', 'production']) {
      const job = pipeline[`deploy-${environment}`];
      expect(job).toMatchObject({
        resource_group: environment,
        environment: { name: environment },
      });
      expect(job.script).toContain(`./ci/deploy.sh ${environment} "$DIGEST"`);
      expect(job.needs).toContain('index');
      expect(setting(job, 'interruptible')).toBe(false);
    }
    const last = pipeline['deploy-production'].rules.at(-1);
    expect(last).toMatchObject({ when: 'manual', allow_failure: false });
    expect(pipeline['deploy-staging'].rules.at(-1).when).toBeUndefined();
    expect(pipeline.index.artifacts.reports.dotenv).toBe('out/digest.env');
  });

  it('has roles for the default branch, except the one that can only pull', () => {
    const text = texts.get('infra/gitlab-oidc-roles.yaml')!;
    const roles = text.split(/^ {2}(?=\w+Role\d*:)/m).slice(1);
    expect(roles).toHaveLength(4);
    for (const role of roles) {
      const pulls = role.startsWith('PullRole');
      expect(role.includes('ref_type:branch:ref:*')).toBe(pulls);
      expect(role.includes('ref_type:branch:ref:${DefaultBranch}')).toBe(!pulls);
      expect(role).toContain('gitlab.com:aud: https://gitlab.com');
      expect(/PutImage|Upload/.test(role)).toBe(!pulls);
      expect(role.includes('policy/orders-deploy')).toBe(role.startsWith('DeployRole'));
    }
  });
});
