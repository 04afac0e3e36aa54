import { defineExamples } from '../checkExample';
import {
  denied,
  exampleDigest,
  exampleImage,
  examplePlatform,
  exampleRegistry,
  seen,
  unreleased,
} from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';

interface Scan {
  readonly kind?: 'basic' | 'enhanced' | 'sarif';
  readonly state?: string;
  readonly completedAt?: string;
  readonly findings?: readonly object[];
}
const scan = (options: Scan = {}) =>
  seen({
    kind: options.kind ?? 'enhanced',
    state:
      options.state ??
      (options.kind === undefined || options.kind === 'enhanced' ? 'ACTIVE' : 'COMPLETE'),
    completedAt: options.completedAt ?? '2026-11-20T00:00:00Z',
    findings: options.findings ?? [],
  }) as never;
const scanned = (options: Scan = {}) =>
  exampleRegistry({
    images: [exampleImage({ platforms: seen([examplePlatform({ scan: scan(options) })]) })],
  });
const finding = (severity: string, options: object = {}) => ({
  id: 'CVE-2026-1000',
  severity,
  packageName: 'openssl',
  ...options,
});
const many = (count: number, severity: string) =>
  Array.from({ length: count }, (_, index) => finding(severity, { id: `CVE-2026-${index}` }));

export const examples = defineExamples('sec-image-scan-findings', [
  {
    title: 'Enhanced scanning is active and finds nothing serious',
    files: { Dockerfile },
    registry: scanned({ findings: [finding('MEDIUM', { fixAvailable: 'YES' })] }),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A critical finding with a fix',
    files: { Dockerfile },
    registry: scanned({
      findings: [finding('CRITICAL', { fixAvailable: 'YES', fixedInVersion: '3.5.4' })],
    }),
    verdict: 'fail',
    reason: /overdue/,
    showInDocs: true,
  },
  {
    title: 'A critical finding with a partial fix',
    files: { Dockerfile },
    registry: scanned({ findings: [finding('CRITICAL', { fixAvailable: 'PARTIAL' })] }),
    verdict: 'fail',
  },
  {
    title: 'A critical finding that nobody can fix yet',
    files: { Dockerfile },
    registry: scanned({ findings: [finding('CRITICAL', { fixAvailable: 'NO' })] }),
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'A finding without fix whose exploit is known',
    files: { Dockerfile },
    registry: scanned({
      findings: [finding('HIGH', { fixAvailable: 'NO', exploitAvailable: 'YES' })],
    }),
    verdict: 'fail',
  },
  {
    title: 'An exploit of a medium finding',
    files: { Dockerfile },
    registry: scanned({
      findings: [finding('MEDIUM', { fixAvailable: 'YES', exploitAvailable: 'YES' })],
    }),
    verdict: 'pass',
  },
  {
    title: 'A high finding that could be fixed for 31 days',
    files: { Dockerfile },
    registry: scanned({
      findings: [finding('HIGH', { fixAvailable: 'YES', firstObservedAt: '2026-10-22T00:00:00Z' })],
    }),
    verdict: 'fail',
  },
  {
    title: 'A high finding that can be fixed since last week',
    files: { Dockerfile },
    registry: scanned({
      findings: [finding('HIGH', { fixAvailable: 'YES', firstObservedAt: '2026-11-15T00:00:00Z' })],
    }),
    verdict: 'warn',
  },
  {
    title: 'The organisation grants a week',
    files: { Dockerfile },
    organisation: { parameters: { 'sec-image-scan-findings': { high_grace_days: 5 } } },
    registry: scanned({
      findings: [finding('HIGH', { fixAvailable: 'YES', firstObservedAt: '2026-11-15T00:00:00Z' })],
    }),
    verdict: 'fail',
  },
  {
    title: 'A suppressed finding does not count',
    files: { Dockerfile },
    registry: scanned({
      findings: [finding('CRITICAL', { fixAvailable: 'YES', suppressed: true })],
    }),
    verdict: 'pass',
  },
  {
    title: 'Basic scanning: one critical finding',
    files: { Dockerfile },
    registry: scanned({ kind: 'basic', findings: [finding('CRITICAL')] }),
    verdict: 'fail',
  },
  {
    title: 'Basic scanning: ten high findings',
    files: { Dockerfile },
    registry: scanned({ kind: 'basic', findings: many(10, 'HIGH') }),
    verdict: 'warn',
  },
  {
    title: 'Basic scanning: eleven high findings',
    files: { Dockerfile },
    registry: scanned({ kind: 'basic', findings: many(11, 'HIGH') }),
    verdict: 'fail',
  },
  {
    title: 'Basic scanning: clean and older than 30 days',
    files: { Dockerfile },
    registry: scanned({ kind: 'basic', completedAt: '2026-10-20T00:00:00Z' }),
    verdict: 'warn',
    reason: /33 days old/,
  },
  {
    title: 'Enhanced scanning that is no longer active',
    files: { Dockerfile },
    registry: scanned({ state: 'COMPLETE' }),
    verdict: 'warn',
  },
  {
    title: 'A report of a pipeline with fixes',
    files: { Dockerfile },
    registry: scanned({ kind: 'sarif', findings: [finding('CRITICAL', { fixAvailable: 'NO' })] }),
    verdict: 'warn',
  },
  {
    title: 'One platform of two is vulnerable',
    files: { Dockerfile },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ scan: scan() }),
            examplePlatform({
              digest: exampleDigest('e'),
              architecture: 'arm64',
              scan: scan({ findings: [finding('CRITICAL', { fixAvailable: 'YES' })] }),
            }),
          ]),
        }),
      ],
    }),
    verdict: 'fail',
    reason: /linux\/arm64/,
  },
  {
    title: 'One platform of two was never scanned',
    files: { Dockerfile },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ scan: scan() }),
            examplePlatform({ digest: exampleDigest('e'), architecture: 'arm64' }),
          ]),
        }),
      ],
    }),
    verdict: 'unknown',
    reason: /linux\/arm64 was never scanned/,
  },
  {
    title: 'Attestation manifests are not judged',
    files: { Dockerfile },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ scan: scan() }),
            examplePlatform({
              digest: exampleDigest('e'),
              os: 'unknown',
              architecture: 'unknown',
              referenceType: 'attestation-manifest',
            }),
          ]),
        }),
      ],
    }),
    verdict: 'pass',
  },
  {
    title: 'Nothing for a scanner to know on scratch',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    registry: scanned({ kind: 'basic', state: 'UNSUPPORTED_IMAGE' }),
    verdict: 'not-applicable',
  },
  {
    title: 'An unsupported image on another parent',
    files: { Dockerfile },
    registry: scanned({ kind: 'basic', state: 'UNSUPPORTED_IMAGE' }),
    verdict: 'unknown',
  },
  ...['FAILED', 'IN_PROGRESS', 'SCAN_ELIGIBILITY_EXPIRED', 'FINDINGS_UNAVAILABLE'].map(state => ({
    title: `The state of the scan is ${state}`,
    files: { Dockerfile },
    registry: scanned({ state }),
    verdict: 'unknown' as const,
  })),
  {
    title: 'Findings may not be read',
    files: { Dockerfile },
    registry: exampleRegistry({
      images: [exampleImage({ platforms: seen([examplePlatform({ scan: denied })]) })],
    }),
    verdict: 'unknown',
  },
  {
    title: 'Nobody read the platforms',
    files: { Dockerfile },
    registry: exampleRegistry(),
    verdict: 'unknown',
  },
  { title: 'No registry', files: { Dockerfile }, verdict: 'unknown', reason: /No registry/ },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
