import { isGuardedInShell } from './guardedInShell';

const push = 'docker push x';
const branch = '[ "$GITHUB_REF" = refs/heads/main ]';

describe('isGuardedInShell', () => {
  it.each([
    `if ${branch}; then ${push}; fi`,
    `if [[ \${GITHUB_EVENT_NAME} == "push" ]]; then\n  for i in 1 2; do\n    ${push}\n  done\nfi`,
    `if [ "$GITHUB_EVENT_NAME" != "pull_request" ]; then ${push}; fi`,
    `test "$GITHUB_REF_NAME" = main && ${push}`,
    `if [ -n "$A" ] && ${branch}; then ${push}; else echo no; fi`,
    `if [[ $GITHUB_REF_TYPE == tag ]]; then (cd app && ${push}); fi`,
  ])('holds for %s', script => {
    expect(isGuardedInShell(script, push.split(' '))).toBe(true);
  });

  it.each([
    `${push}\nif ${branch}; then ${push}; fi`,
    `if ${branch}; then echo; else ${push}; fi`,
    `if ${branch}; then echo; fi\n${push}`,
    `if ! ${branch}; then ${push}; fi`,
    `if ${branch} || [ -n "$A" ]; then ${push}; fi`,
    `if [[ $GITHUB_EVENT_NAME == push || -n $A ]]; then ${push}; fi`,
    `if [ "$GITHUB_EVENT_NAME" = pull_request ]; then ${push}; fi`,
    `if [ "$GITHUB_EVENT_NAME" != push ]; then ${push}; fi`,
    `${branch} || ${push}`,
    `${branch}; ${push}`,
    `if echo ${branch}; then ${push}; fi`,
    `if ${branch}; then docker push y; fi`,
    `if [ "$GITHUB_REF" = refs/heads/main`,
  ])('does not hold for %s', script => {
    expect(isGuardedInShell(script, push.split(' '))).toBe(false);
  });
});
