// A short load profile with thresholds.
import { check } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: {
    steady: { executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: '1m', preAllocatedVUs: 20 },
  },
  thresholds: {
    http_req_failed: ['rate<0.001'],
    http_req_duration: ['p(95)<300', 'p(99)<1000'],
  },
};

export default function () {
  const order = JSON.stringify({ lines: [{ article: 'A-1', quantity: 1 }] });
  const response = http.post(`${__ENV.BASE_URL}/orders`, order);
  check(response, { 'is placed': answer => answer.status === 201 });
}
