import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { dependencies } from '../dependencies/dependencies';

/** Whether the code calls AWS, judged by what it depends on. @public */
export interface CloudSdk {
  /** Name and manifest of an AWS SDK; `undefined` without one. */
  readonly found?: { readonly name: string; readonly path: string; readonly line?: number };
  /** Why it is not known; a repository without manifest has no SDK (lens notes C28). */
  readonly open?: string;
}

const sdk =
  /^(aws-sdk|@aws-sdk\/(?!types$|util-|middleware-|credential-).+|aws-sdk-.+|boto3|botocore|aioboto3|aiobotocore|types-aiobotocore|s3fs|github\.com\/aws\/aws-sdk-go(-v2)?(\/.*)?|software\.amazon\.awssdk:.+|com\.amazonaws:aws-java-sdk.*|io\.awspring\.cloud:.+|org\.springframework\.cloud:spring-cloud-(starter-)?aws.*|io\.quarkiverse\.amazonservices:.+|aws\/aws-sdk-php(-.*)?|awssdk\..+|aws-config|rusoto_.+|ex_aws.*|aws-crt|aws_sdk.*)$/i;

/** @public */
export const cloudSdk = defineFact<CloudSdk>({
  id: 'cloud-sdk',
  description: 'Whether the code depends on an AWS SDK.',
  derive: (_input, read) => {
    const known = read(dependencies);
    if (known.status !== 'present') return known;
    const [first] = known.value.find(sdk);
    if (first) {
      const { dependency, manifest } = first;
      return present({
        found: { name: dependency.name, path: manifest.path, line: dependency.line },
      });
    }
    const unreadable = known.value.manifests.find(manifest => manifest.unreadable !== undefined);
    return present({ open: unreadable?.unreadable });
  },
});
