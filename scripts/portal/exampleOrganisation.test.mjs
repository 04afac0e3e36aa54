import assert from 'node:assert/strict';
import test from 'node:test';
import { isExampleOfOtherPort } from './exampleOrganisation.mjs';

const names = ['orders', 'invoices'];
const location = (port, name, file = 'catalog-info.yaml') =>
  `http://localhost:${port}/api/local-forge/example/${name}/src/branch/main/${file}`;

test('only examples of another port are taken out of the catalog', () => {
  const isLeft = target => isExampleOfOtherPort({ target, port: 7007, names });
  assert.equal(isLeft(location(7008, 'orders')), true);
  assert.equal(isLeft(location(7007, 'orders')), false);
  // A service that somebody created beside the examples, on this port and on another.
  assert.equal(isLeft(location(7007, 'order-history')), false);
  assert.equal(isLeft(location(7008, 'order-history')), false);
  assert.equal(isLeft(location(7008, 'orders', 'other.yaml')), false);
  assert.equal(isLeft('https://github.com/example/orders/blob/main/catalog-info.yaml'), false);
  assert.equal(isLeft(undefined), false);
});
