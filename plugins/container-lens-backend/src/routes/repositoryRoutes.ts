import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  RetrofitPreview,
  retrofitPreviewRequestSchema,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Scorecard } from '@container-lens/engine';
import {
  OverlayLibrary,
  RetrofitPlan,
  ServiceFact,
  ServiceFacts,
  retrofitRepository,
} from '@container-lens/golden-path';
import { Router } from 'express';
import { ContainerLensConfig } from '../config';
import { RepositoryReader } from '../evidence/RepositoryReader';
import { RepositoryNames } from '../evidence/RepositoryNames';
import { parse, repositoryQuerySchema } from './parse';

/** What Git hosts have: whether a name is free, and what a retrofit would change. Nothing is written. */
export function addRepositoryRoutes(
  router: Router,
  options: {
    readonly config: ContainerLensConfig;
    readonly httpAuth: HttpAuthService;
    readonly repositories: RepositoryReader;
    readonly names: RepositoryNames;
    readonly library: OverlayLibrary;
  },
): void {
  const { config, httpAuth, library, names, repositories } = options;
  const { goldenPath, organisation } = config;

  router.get('/v1/golden-path/repository', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const { repoUrl } = parse(repositoryQuerySchema, req.query);
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    res.json(await names.find(repoUrl, gone.signal));
  });

  router.post('/v1/golden-path/retrofit-preview', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const { repoUrl, ref, path, answers } = parse(retrofitPreviewRequestSchema, req.body);
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    const { name, files } = await repositories.read({ repoUrl, ref, signal: gone.signal });
    const { facts, plan } = await retrofitRepository({
      files,
      path,
      answers,
      repositoryName: name,
      config: goldenPath,
      library,
      organisation,
    });
    res.json(toWire(facts, plan));
  });
}

function toWire(facts: ServiceFacts, plan: RetrofitPlan): RetrofitPreview {
  const { before, after, changes, kept, guidance, mended } = plan;
  const results = new Map(after.results.map(result => [result.check, result]));
  return {
    facts: listFacts(facts),
    before: scoreOf(before),
    after: scoreOf(after),
    mended: mended.flatMap(check => {
      const result = results.get(check);
      return result ? [{ check, title: result.title, severity: result.severity }] : [];
    }),
    changes: changes.map(({ path, before: text, after: content, mode, why }) => ({
      path,
      change: text === undefined ? 'added' : 'changed',
      size: Buffer.byteLength(content),
      executable: mode === '100755',
      why: [...why],
    })),
    kept: kept.map(one => ({ ...one })),
    guidance: guidance.map(one => ({ ...one })),
  };
}

function scoreOf({ score }: Scorecard): RetrofitPreview['before'] {
  const { value, coverage, grade, decided, applicable, highRisks } = score;
  return { value, coverage, grade, decided, applicable, highRisks };
}

function listFacts(facts: ServiceFacts): RetrofitPreview['facts'] {
  const { name, language, framework, workload, port, health, dockerfile, tests } = facts;
  const list: [string, ServiceFact<unknown>, string | undefined][] = [
    ['Name', name, name.value],
    ['Language', language, language.value],
    ['Framework', framework, framework.value],
    ['Kind of workload', workload, workload.value],
    ['Port', port, port.value?.toString()],
    ['Health path', health, health.value?.ready],
    ['Dockerfile', dockerfile, dockerfile.value],
    ['Tests', tests, tests.value?.test],
  ];
  return list.map(([title, fact, value]) =>
    'reason' in fact
      ? { name: title, reason: fact.reason, given: false }
      : {
          name: title,
          value,
          given: fact.source === 'form',
          path: fact.path,
          line: fact.line,
        },
  );
}
