const assert = require('node:assert/strict');
const { test } = require('node:test');
const { handle } = require('../src/server');

test('lists the articles', () => {
  let body = '';
  const response = { setHeader() {}, end: text => (body = text) };
  handle({ method: 'GET', url: '/articles' }, response);
  assert.equal(JSON.parse(body).length, 2);
});
