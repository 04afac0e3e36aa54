import {
  explainNewSecret,
  explainSecretName,
  looksLikeValue,
  secretVariable,
} from './explainSecretName';

describe('explainSecretName', () => {
  it.each(['db-password', 'api-key', 'oauth2-client-secret', 's3-access-key-id', 'jwt', 'a'])(
    'accepts the name %s',
    name => {
      expect(explainSecretName(name)).toBeUndefined();
    },
  );

  it.each([
    ['an access key of AWS', `AKIA${'Z'.repeat(16)}`],
    ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
    ['a token of Slack', 'xoxb-not-a-real-one'],
    ['a JSON Web Token', `eyJ${'hbGci'.repeat(8)}`],
    ['a private key', '-----BEGIN PRIVATE KEY-----'],
    ['an assignment', 'password=correct-horse'],
    ['an address', 'postgres://user:word@db/orders'],
    ['a digest', '9f86d081884c7d659a2feaa0c55ad015'],
    ['a UUID', '123e4567-e89b-12d3-a456-426614174000'],
    ['base64', 'Y29ycmVjdCBob3JzZQ=='],
    ['a password with signs', 'Tr0ub4dor&3'],
    ['a long lower-case text', 'x'.repeat(33)],
  ])('refuses %s, without repeating it', (_, value) => {
    expect(looksLikeValue(value)).toBe(true);
    const problem = explainSecretName(value);
    expect(problem).toMatch(/^This looks like a value\./);
    expect(problem).not.toContain(value);
  });

  it('says what is wrong with a name', () => {
    expect(explainSecretName('')).toBe('Give the secret a name.');
    expect(explainSecretName('DB_PASSWORD')).toContain('gets capitals by itself');
    expect(explainSecretName('2fa-key')).toBe('Start with a lower-case letter.');
    expect(explainSecretName('db password')).toBe(
      'Use only lower-case letters, digits and hyphens.',
    );
    expect(explainSecretName('a-'.repeat(60))).toBe('A name has at most 100 characters.');
    expect(secretVariable('s3-access-key')).toBe('S3_ACCESS_KEY');
  });

  it('keeps variables free that somebody else sets', () => {
    expect(explainSecretName('port')).toContain('The variable PORT is set by');
    expect(explainSecretName('aws-secret-access-key')).toContain('AWS_SECRET_ACCESS_KEY');
    expect(explainSecretName('portal-key')).toBeUndefined();
  });

  it('allows each name once, and not too many', () => {
    expect(explainNewSecret('a', ['a'])).toBe('This name is in the list already.');
    const many = Array.from({ length: 50 }, (_, index) => `secret-${index}`);
    expect(explainNewSecret('one-more', many)).toBe('A service has at most 50 secrets.');
    expect(explainNewSecret('one-more', many.slice(1))).toBeUndefined();
  });
});
