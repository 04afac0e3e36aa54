import { Finding } from '../../contract/verdict';
import { Pipeline } from '../ci/model/pipeline';

const names = /aws[-_](access[-_]key[-_]id|secret[-_]access[-_]key)/i;
const everyName = new RegExp(names.source, 'gi');
const shortLived = /sts\s+assume-role|role-to-assume|AWS_ROLE_ARN|id_tokens\s*:|role-arn\s*:/;
const stored =
  /\b(secrets|vars)[.[]|credentials\s*\(|\b(username|password|accessKey|secretKey)Variable\s*:|\bvariable\s*:|\b(AKIA[A-Z0-9]{16})\b/;
/** What a local stand-in of AWS is given. */
const standIn =
  /^["']?(test|testing|dummy|fake|local|localstack|foo|bar|mock|none|x+|minio\w*|placeholder|example\w*|root|""|'')["']?\s*,?$/i;
const jenkins =
  /AmazonWebServicesCredentialsBinding|withAWS\s*\([^)\n]{0,200}credentials\s*:|\baws\s*\([^)\n]{0,100}credentialsId/;

/**
 * Lines of a pipeline that use an access key of AWS. In a pipeline that takes a role, the variables of the same name hold
 * what the role gave, so only stored keys count there.
 */
export function findAccessKeys(pipeline: Pipeline): Finding[] {
  return [...findKeyLines(pipeline), ...findFollowedKeys(pipeline)];
}

/** Keys that an action or a script of the repository uses, whose text is not that of the pipeline. */
function findFollowedKeys({ jobs, path, text }: Pipeline): Finding[] {
  const hasRole = shortLived.test(text);
  const message = 'The pipeline uses a stored access key of AWS.';
  return jobs.flatMap(job =>
    job.steps.flatMap(step => {
      const inputs = step.path === path ? [] : [...step.inputs];
      const given = inputs.some(
        ([name, value]) => names.test(name) && isKeyLine(`${name}: ${value}`, hasRole),
      );
      const set = step.commands.find(
        ({ words, path: place }) =>
          place !== path &&
          words[0]?.startsWith('aws') === true &&
          /^aws configure set aws_/.test(words.join(' ')) &&
          isKeyLine(words.join(' '), hasRole),
      );
      if (given) return [{ message, path: step.path, line: step.line }];
      return set ? [{ message, path: set.path, line: set.line }] : [];
    }),
  );
}

function findKeyLines({ text, path, system }: Pipeline): Finding[] {
  if (!names.test(text) && !(system === 'jenkins' && jenkins.test(text))) return [];
  const hasRole = shortLived.test(text);
  return text.split(/\r?\n/).flatMap((line, index) => {
    const isKey = line.length <= 2000 && isKeyLine(line, hasRole);
    const isBinding = system === 'jenkins' && jenkins.test(line.slice(0, 500));
    if (!isKey && !isBinding) return [];
    return [{ message: 'The pipeline uses a stored access key of AWS.', path, line: index + 1 }];
  });
}

function isKeyLine(line: string, hasRole: boolean): boolean {
  if (!names.test(line) || /^\s*(#|\/\/|\*)/.test(line)) return false;
  if (/\b(steps|needs)\.[\w-]+\.outputs|\bunset\b|add-mask/.test(line)) return false;
  if (stored.test(line)) return true;
  if (hasRole) return false;
  if (/\baws configure set aws_\w+\s+["']?[^\s"']/.test(line)) {
    return !standIn.test(line.trim().split(/\s+/).at(-1) ?? '');
  }
  return [...line.matchAll(everyName)].some(found => {
    const rest = line.slice(found.index + found[0].length);
    const value = /^["']?\s*[:=]\s*(?!\s)(.*)$/.exec(rest)?.[1];
    return value === undefined
      ? /\$\{?\w*$/.test(line.slice(0, found.index)) || /^\s*-\s*$/.test(line.slice(0, found.index))
      : value.trim() !== '' && !standIn.test(value.trim());
  });
}
