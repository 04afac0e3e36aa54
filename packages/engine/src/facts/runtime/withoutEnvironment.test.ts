import { withoutEnvironment } from './withoutEnvironment';

it.each([
  ['orders-prod', 'orders'],
  ['prod-orders', 'orders'],
  ['orders-staging-api', 'orders-api'],
  ['Deployment/orders-prod', 'Deployment/orders'],
  ['orders', 'orders'],
  ['products', 'products'],
])('makes of %s the name %s', (name, bare) => {
  expect(withoutEnvironment(name)).toBe(bare);
});
