import { createHash } from 'node:crypto';

/**
 * One repository for each distinct content of the files that `isInput` takes: what a linter has seen once, it need not see
 * again. Repositories without such a file are left out. The order is that of `repositories`.
 */
export function groupByInputs(repositories, isInput) {
  const seen = new Map();
  for (const repository of repositories) {
    const inputs = repository.files.filter(file => isInput(file.path, repository));
    if (inputs.length === 0) continue;
    const hash = createHash('sha256');
    for (const file of inputs) hash.update(`${file.path}\0${digestOf(file)}\0`);
    const key = hash.digest('hex');
    if (!seen.has(key)) seen.set(key, repository);
  }
  return [...seen.values()];
}

/** Every distinct file that `isInput` takes, with the repository in which it was seen first. */
export function distinctFiles(repositories, isInput) {
  const seen = new Map();
  for (const repository of repositories) {
    for (const file of repository.files) {
      if (!isInput(file.path, repository)) continue;
      const key = `${file.path} ${digestOf(file)}`;
      if (!seen.has(key)) seen.set(key, { repository, file });
    }
  }
  return [...seen.values()];
}

function digestOf({ content }) {
  return createHash('sha256').update(content).digest('hex');
}
