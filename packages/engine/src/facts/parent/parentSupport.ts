import { endOfLife, frozenNamespaces, retiredNamespaces } from '../../data/endOfLife';
import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import type { OrganisationDocument } from '../../organisation/organisation';
import { ImageReference } from '../dockerfile/imageReference';
import { matchesPattern } from '../matchesPattern';
import { NamedProduct, namedProducts } from './namedProducts';
import { normaliseRepository } from './normaliseRepository';

/** Whether an image still receives fixes, and why. */
export interface SupportReading {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
}

/** What the data set of ends of life, and the organisation's own, say of images. */
export interface ParentSupport {
  read(image: ImageReference): SupportReading;
}

const soonDays = 90;
const order = ['fail', 'warn', 'unknown', 'pass'] as const;

export const parentSupport = defineFact<ParentSupport>({
  id: 'parent-support',
  description:
    'Until when products that images name receive fixes, by the moment of the assessment.',
  derive: ({ now, organisation }) => {
    const own = organisation.endOfLife;
    const today = now.toISOString().slice(0, 10);
    const soon = new Date(now.getTime() + soonDays * 86_400_000).toISOString().slice(0, 10);
    const endOf = ({ product, version }: NamedProduct): [string, string] | undefined => {
      const parts = version?.split('.') ?? [];
      for (let length = parts.length; length > 0; length--) {
        const cycle = parts.slice(0, length).join('.');
        const written = own.find(entry => entry.product === product && entry.cycle === cycle);
        const known = endOfLife[product];
        const date =
          written?.date ?? (known && Object.hasOwn(known, cycle) ? known[cycle] : undefined);
        if (date !== undefined) return [cycle, date];
      }
      return undefined;
    };
    const judge = (named: NamedProduct): SupportReading => {
      const end = endOf(named);
      if (!end) {
        const { product, version } = named;
        const what = version === undefined ? `no version of ${product}` : `${product} ${version}`;
        return version === undefined
          ? { verdict: 'unknown', message: `The tag names ${what}.` }
          : { verdict: 'unknown', message: `${what} is not in the data set of ends of life.` };
      }
      const [cycle, date] = end;
      const what = `${named.product} ${cycle}`;
      if (date === 'none') {
        return { verdict: 'pass', message: `${what} is maintained; no end is announced.` };
      }
      if (date < today) {
        return { verdict: 'fail', message: `${what} has received no fixes since ${date}.` };
      }
      return date <= soon
        ? { verdict: 'warn', message: `${what} receives fixes only until ${date}.` }
        : { verdict: 'pass', message: `${what} receives fixes until ${date}.` };
    };
    return present({
      read: (image: ImageReference): SupportReading => {
        const repository = normaliseRepository(image);
        const retired = retiredNamespaces.find(one => matchesPattern(one.repository, repository));
        if (retired) return { verdict: 'fail', message: `${retired.message}.` };
        const frozen = frozenNamespaces.find(one => matchesPattern(one.repository, repository));
        const products = namedProducts(image) ?? ownProduct(own, repository, image.tag);
        const judged = (products ?? []).map(judge);
        if (frozen) judged.push({ verdict: 'warn', message: `${frozen.message}.` });
        const verdict = order.find(one => judged.some(reading => reading.verdict === one));
        if (verdict === undefined) {
          const message = `${image.text} names no product of the data set of ends of life.`;
          return { verdict: 'unknown', message };
        }
        const messages = judged.filter(reading => reading.verdict === verdict);
        return { verdict, message: messages.map(({ message }) => message).join(' ') };
      },
    });
  },
});

/** An image of the organisation, when its data set names the repository as a product. */
function ownProduct(
  own: OrganisationDocument['endOfLife'],
  repository: string,
  tag: string | undefined,
): NamedProduct[] | undefined {
  const entry = own.find(({ product }) => matchesPattern(product, repository));
  const version = /^v?(\d+(?:\.\d+)*)/.exec(tag ?? '')?.[1];
  return entry ? [{ product: entry.product, version }] : undefined;
}
