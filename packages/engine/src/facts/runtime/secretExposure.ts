import { SourceLocation } from '../image/imageConfig';

/** A place where a secret is, or may be, written down. Messages name it and never show its value. @public */
export interface SecretExposure extends Partial<SourceLocation> {
  readonly verdict: 'fail' | 'warn' | 'unknown';
  readonly message: string;
}

/**
 * Whether a text refers to a secret that is kept elsewhere: an ARN, a path of a vault, a mounted file.
 *
 * @public
 */
export function isSecretReference(value: string): boolean {
  return (
    /^\s*(arn:aws[a-z-]*:(secretsmanager|ssm):|\{\{resolve:(secretsmanager|ssm)|vault:|ref\+[a-z]|secretref\+|op:\/\/|ssm:\/\/|sm:\/\/|aws-sm:\/\/|awssm:|gcp:secretmanager|secrets:\/\/|<path:|\/(var\/)?run\/secrets\/|file:\/)/i.test(
      value,
    ) || /^\s*\$\{\{\s*secrets\./.test(value)
  );
}

/** Whether a text is encrypted by SOPS. @public */
export function isEncrypted(value: string): boolean {
  return /^\s*(ENC\[AES256_GCM,|age-encryption\.org|-----BEGIN (AGE ENCRYPTED|PGP MESSAGE))/.test(
    value,
  );
}
