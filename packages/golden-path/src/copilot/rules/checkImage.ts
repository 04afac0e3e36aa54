import { isSet, mapOf, valueAt } from '../manifestValue';
import { RuleContext } from './ruleContext';

/** The image is either built or named, and a load balancer needs a port. */
export function checkImage({ type, manifest, error, advice }: RuleContext): void {
  if (type === 'Static Site') return;
  const image = mapOf(manifest.image);
  const isBuilt = isSet(image.build);
  if (isBuilt === isSet(image.location)) {
    error(
      'image',
      isBuilt
        ? 'has build and location; only one of them can be.'
        : 'needs build or location: Copilot has to know where the image comes from.',
    );
  }
  const needsPort = type === 'Load Balanced Web Service' || type === 'Request-Driven Web Service';
  if (needsPort && !isSet(image.port)) {
    error(
      'image.port',
      `is missing; a ${type} needs the port its load balancer sends requests to.`,
    );
  }
  if (isBuilt) {
    advice(
      'image.build',
      'makes Copilot build once for each environment. Build once and set image.location.',
    );
  }
  const hasProbe = isSet(valueAt(image, 'healthcheck', 'command'));
  if (/^(Load Balanced Web|Backend|Worker) Service$/.test(type) && !hasProbe) {
    advice(
      'image.healthcheck',
      'is missing; ECS ignores the HEALTHCHECK of the Dockerfile, and the default of Copilot needs curl and port 80.',
    );
  }
}
