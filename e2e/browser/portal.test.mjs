// The whole loop in a browser: create a service, see its grade, push a change, see the grade move.
// SCREENSHOTS=FOLDER keeps pictures of the steps.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ApiClient } from './ApiClient.mjs';
import { CreateForm } from './CreateForm.mjs';
import { creations } from './creations.mjs';
import { buildCommandLine, checkOnCommandLine } from './commandLine.mjs';
import { Portal } from './Portal.mjs';
import { expectUntouched, PoorRepository, retrofitInForm } from './retrofitFlow.mjs';
import { DESKTOP, PHONE } from './viewports.mjs';
import { WorkingCopy } from './WorkingCopy.mjs';

const require = createRequire(process.env.VERIFY_MODULES);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const SERVICE = 'order-history';
const screenshots = process.env.SCREENSHOTS;

let portal;
let browser;
let page;
let copy;
const foreignRequests = [];
const pageErrors = [];

before(async () => {
  await buildCommandLine();
  portal = await Portal.start();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    // The sandbox needs privileges that containers lack; only the portal on this machine is visited.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  page = await newPage({ viewport: DESKTOP });
});

after(async () => {
  copy?.remove();
  await browser?.close();
  await portal?.stop();
});

test('the guest signs in and finds the example services', async () => {
  await page.goto(portal.url);
  await page.getByRole('button', { name: 'Enter' }).click();
  // The list has chosen its own filter first.
  await page
    .getByRole('heading', { name: /^Owned Components \(\d+\)$/ })
    .first()
    .waitFor();
  await page.getByRole('menuitem', { name: /^All/ }).click();
  for (const name of [
    'Orders',
    'Inventory',
    'Recommendations',
    'Invoices',
    'Newsletter',
    'Legacy shop',
  ]) {
    await page.getByRole('link', { name, exact: true }).waitFor();
  }
  await picture('catalog');
});

test('the fleet shows the examples from A to F', async () => {
  await page.goto(`${portal.url}/container-lens`);
  const grade = async (name, letter) =>
    page
      .getByRole('row', { name })
      .getByRole('img', { name: new RegExp(`^Grade ${letter}`) })
      .waitFor();
  await eventuallyGraded('orders', 'A');
  await page.reload();
  await grade(/orders/i, 'A');
  await grade(/inventory/i, 'B');
  await grade(/recommendations/i, 'C');
  await grade(/invoices/i, 'D');
  await grade(/newsletter/i, 'F');
  await grade(/legacy.shop/i, 'F');
  await picture('fleet');
});

test('a service is created through the form', async () => {
  await page.getByRole('link', { name: 'Create', exact: true }).first().click();
  for (const title of ['Node.js', 'Go', 'Python', 'Java']) {
    await templateCard(`${title} service`).waitFor();
  }
  await picture('create-0-templates');
  await templateCard('Node.js service').getByRole('button', { name: 'Choose' }).click();

  const form = new CreateForm(page);
  const name = form.name;
  await name.fill('Order History');
  // The form answers while one types.
  await page
    .getByRole('status')
    .filter({ hasText: /lower|letters|hyphens/i })
    .first()
    .waitFor();
  await name.fill('orders');
  await page.getByText('The catalog has a component named orders already.').waitFor();
  await form.describe({ name: SERVICE, sentence: 'Tells customers what they ordered.' });
  // The repository has the service's name without being asked.
  await page.getByText(`/example/${SERVICE}.`).waitFor();
  await picture('create-1-service');
  await form.next();

  await page.getByRole('radio', { name: /helm/i }).waitFor();
  await picture('create-2-run');
  await form.next();

  await page.getByRole('radio', { name: /^GitHub Actions/ }).waitFor();
  await picture('create-3-build');
  await form.next();

  const preview = await form.gradedPreview('A');
  await preview.scrollIntoViewIfNeeded();
  await picture('create-4-preview');
  await form.create();
  await picture('create-5-done');
});

test('it stands in the catalog with grade A', async () => {
  await eventuallyGraded(SERVICE, 'A');
  await page.goto(entityPage(SERVICE));
  await page
    .getByRole('img', { name: /^Grade A/ })
    .first()
    .waitFor();
  await picture('entity-a');
});

for (const creation of creations) {
  test(`${creation.title} is created through the form and has grade A`, async () => {
    const { name } = creation;
    const view = await newPage({ viewport: creation.viewport, colorScheme: creation.colorScheme });
    const violations = [];
    const look = async what => {
      const article = view.getByRole('article').last();
      violations.push(...(await violationsOf(view, article, `${name} ${what}`)));
      await picture(`${name}-${what}`, view, { fullPage: true });
    };
    try {
      await view.goto(portal.url);
      await view.getByRole('button', { name: 'Enter' }).click();
      await view
        .getByRole('heading', { name: /Catalog/ })
        .first()
        .waitFor();
      await view.goto(`${portal.url}/create/templates/default/${creation.template}`);
      const form = new CreateForm(view);
      await form.describe({ name, sentence: creation.sentence });
      await view.getByText(`/example/${name}.`).waitFor();
      await form.chooseWorkload(creation.workload);
      await look('1-service');
      await form.next();

      await form.chooseTarget(creation.target);
      await creation.onRunPage?.(view);
      for (const secret of creation.secrets) await form.addSecret(secret);
      await look('2-run');
      await form.next();

      await view.getByText(creation.parent, { exact: true }).waitFor();
      await form.choosePipeline(creation.pipeline);
      await look('3-build');
      await form.next();

      await form.gradedPreview('A');
      await look('4-preview');
      await form.create();
      const { score } = await eventuallyGraded(name, 'A');
      assert.equal(score.highRisks, 0);
      await view.goto(entityPage(name));
      await view
        .getByRole('img', { name: /^Grade A/ })
        .first()
        .waitFor();
      await picture(`${name}-5-entity`, view);

      const clone = await WorkingCopy.clone(`${portal.url}/api/local-forge/example/${name}.git`);
      try {
        const files = new Map(
          (await clone.files()).map(file => [file.path, file.content.toString('utf8')]),
        );
        creation.expectFiles(files);
      } finally {
        clone.remove();
      }
      assert.deepEqual(violations, []);
    } finally {
      await view.context().close();
    }
  });
}

test('a poor repository is retrofitted through the form, and its grade rises', async () => {
  const repository = await PoorRepository.create(portal, 'poor-shop');
  await repository.register();
  await eventuallyGraded('poor-shop', 'F');
  for (const [viewport, colorScheme] of [
    [PHONE, 'dark'],
    [DESKTOP, 'light'],
  ]) {
    const view = await newPage({ viewport, colorScheme });
    const violations = [];
    const look = async what => {
      const article = view.getByRole('article').last();
      violations.push(...(await violationsOf(view, article, `retrofit ${what}`)));
      await picture(`retrofit-${what}-${viewport.width}`, view, { fullPage: true });
    };
    try {
      await view.goto(portal.url);
      await view.getByRole('button', { name: 'Enter' }).click();
      await view
        .getByRole('heading', { name: /Catalog/ })
        .first()
        .waitFor();
      // The second time finds the request that the first one opened.
      const href = await retrofitInForm({ view, portal, repository, look });
      const requests = await repository.requests();
      assert.equal(requests.length, 1);
      assert.equal(href, requests[0].html_url);
      await view.goto(href);
      await view.getByRole('heading', { name: /Mend the container build of poor-shop/ }).waitFor();
      violations.push(...(await violationsOf(view, view.locator('body'), 'request')));
      await picture(`retrofit-4-request-${viewport.width}`, view);
      assert.deepEqual(violations, []);
    } finally {
      await view.context().close();
    }
  }
  const [{ number }] = await repository.requests();
  await repository.merge(number);
  await eventuallyGraded('poor-shop', 'A', 'B', 'C');
  await expectUntouched(repository);
});

test('portal, command line and gate say the same of the same tree', async t => {
  const api = await ApiClient.signIn(portal.url);
  for (const name of [SERVICE, 'orders', 'inventory', 'newsletter', 'legacy-shop']) {
    await t.test(name, async () => {
      const clone = await WorkingCopy.clone(`${portal.url}/api/local-forge/example/${name}.git`);
      try {
        const { scorecard } = await api.scorecardOf(name);
        assert.equal(scorecard.results.length, 90);
        const printed = await checkOnCommandLine(
          clone.folder,
          `${portal.url}/api/container-lens/v1/organisation`,
        );
        assert.equal(printed.target.commit, scorecard.target.commit);
        assert.equal(printed.organisation, scorecard.organisation);
        assert.deepEqual(printed.results.map(comparable), scorecard.results.map(comparable));
        assert.deepEqual(printed.score, scorecard.score);
        assert.deepEqual(printed.questions, scorecard.questions);
        assert.deepEqual(
          (printed.notices ?? []).map(placeless),
          (scorecard.notices ?? []).map(placeless),
        );

        const gate = await api.gate(name, await clone.files());
        assert.deepEqual(gate.score, scorecard.score);
        assert.deepEqual(
          gate.findings,
          scorecard.results
            .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
            .map(({ check, title, severity, verdict, units }) => ({
              check,
              title,
              severity,
              verdict,
              findings: units.flatMap(unit => unit.findings.map(placeless)),
            })),
        );
      } finally {
        clone.remove();
      }
    });
  }
});

test('a pushed change moves the grade, with reason, file and line', async () => {
  copy = await WorkingCopy.clone(`${portal.url}/api/local-forge/example/${SERVICE}.git`);
  const dockerfile = `${copy.read('Dockerfile').trimEnd()}\nUSER root\n`;
  copy.write('Dockerfile', dockerfile);
  const deployment = copy.read('chart/templates/deployment.yaml');
  const weaker = deployment.replace(/^\s*(runAsNonRoot|runAsUser):.*\n/gm, '');
  assert.notEqual(weaker, deployment);
  copy.write('chart/templates/deployment.yaml', weaker);
  await copy.commitAndPush('Run as root', portal.token);

  const { score } = await eventuallyGraded(SERVICE, 'C', 'D', 'F');
  assert.ok(score.highRisks > 0);
  await page.goto(`${entityPage(SERVICE)}/container-lens`);
  await page
    .getByRole('img', { name: /^Grade [CDF]/ })
    .first()
    .waitFor();
  const line = dockerfile.trimEnd().split('\n').length;
  const check = page.getByRole('button', { name: /default user is not root/ }).first();
  await check.scrollIntoViewIfNeeded();
  if ((await check.getAttribute('aria-expanded')) === 'false') await check.click();
  const place = page.getByRole('link', { name: new RegExp(`^Dockerfile:${line}\\b`) }).first();
  await place.waitFor();
  await check.evaluate(row => row.scrollIntoView({ block: 'center' }));
  await picture('entity-after-push');
  const target = await place.getAttribute('href');
  assert.ok(target.startsWith(`${portal.url}/api/local-forge/example/${SERVICE}/`), target);
  await page.goto(entityPage(SERVICE));
  await page
    .getByRole('img', { name: /^Grade [CDF]/ })
    .first()
    .waitFor();
  await picture('entity-after-push-card');
});

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      const view = await newPage({ viewport, colorScheme });
      try {
        await view.goto(portal.url);
        await view.getByRole('button', { name: 'Enter' }).click();
        await view
          .getByRole('heading', { name: /Catalog/ })
          .first()
          .waitFor();
        const suffix = `${colorScheme}-${viewport.width}`;
        await view.goto(entityPage('newsletter'));
        const card = view
          .getByRole('article')
          .filter({ has: view.getByRole('heading', { name: 'Container Lens' }) });
        await card.getByRole('img', { name: /^Grade/ }).waitFor();
        const violations = [];
        violations.push(...(await violationsOf(view, card, 'card')));
        await picture(`card-${suffix}`, view);
        await view.goto(`${entityPage('newsletter')}/container-lens`);
        await view
          .getByRole('img', { name: /^Grade/ })
          .first()
          .waitFor();
        await view.getByRole('heading', { name: 'Checks' }).waitFor();
        violations.push(...(await violationsOf(view, view.getByRole('main').last(), 'tab')));
        await picture(`tab-${suffix}`, view, { fullPage: true });
        await view.getByRole('radio', { name: 'By question' }).click();
        await view
          .getByRole('region', { name: /^(OPS|SEC|REL) \d/ })
          .first()
          .waitFor();
        violations.push(...(await violationsOf(view, view.getByRole('main').last(), 'questions')));
        await picture(`questions-${suffix}`, view, { fullPage: true });
        await view.goto(`${portal.url}/container-lens`);
        await view
          .getByRole('region', { name: 'Services' })
          .getByRole('img', { name: /^Grade/ })
          .first()
          .waitFor();
        violations.push(
          ...(await violationsOf(
            view,
            view.getByRole('region', { name: 'Services' }).locator('../..'),
            'fleet',
          )),
        );
        await picture(`fleet-${suffix}`, view);
        await view.goto(`${portal.url}/create/templates/default/node-service`);
        await view.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
        violations.push(...(await violationsOf(view, view.getByRole('article').last(), 'form')));
        await picture(`form-${suffix}`, view);
        assert.deepEqual(violations, []);
      } finally {
        await view.context().close();
      }
    });
  }
}

test('no page asked another machine for anything, and none failed', () => {
  assert.deepEqual(foreignRequests, []);
  assert.deepEqual(pageErrors, []);
});

test('stopping the portal ends it with exit code 0', async () => {
  const running = portal;
  portal = undefined;
  assert.equal(await running.stop(), 0);
  await assert.rejects(fetch(running.url));
});

async function newPage(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(30_000);
  context.on('request', request => {
    const { protocol, host } = new URL(request.url());
    const isForeign = protocol.startsWith('http') && host !== new URL(portal.url).host;
    if (isForeign) foreignRequests.push(request.url());
  });
  context.on('weberror', event => pageErrors.push(event.error().message));
  return context.newPage();
}

/** A card of the page Create: the innermost element that has both the title and a button. */
function templateCard(title) {
  return page
    .locator('div')
    .filter({ has: page.getByText(title, { exact: true }) })
    .filter({ has: page.getByRole('button', { name: 'Choose' }) })
    .last();
}

function entityPage(name) {
  return `${portal.url}/catalog/default/component/${name}`;
}

/** Waits until the backend has assessed a service with one of the grades; returns its scorecard. */
async function eventuallyGraded(name, ...grades) {
  const giveUpAt = Date.now() + 90_000;
  for (;;) {
    const answer = await fetchScorecard(name);
    if (grades.includes(answer?.scorecard?.score.grade)) return answer.scorecard;
    if (Date.now() > giveUpAt) {
      assert.fail(
        `${name} was not graded ${grades.join(' or ')}: ${JSON.stringify(answer?.scorecard?.score ?? answer)}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

async function fetchScorecard(name) {
  return (await ApiClient.signIn(portal.url)).scorecardOf(name);
}

/** A place without its page, which only the portal knows. */
function placeless({ url, ...finding }) {
  return finding;
}

/** What must be equal wherever a check is judged. */
function comparable({ units, ...result }) {
  return {
    ...result,
    units: units.map(({ findings, evidence, ...unit }) => ({
      ...unit,
      findings: findings.map(placeless),
      evidence: evidence.map(placeless),
    })),
  };
}

async function violationsOf(view, locator, what) {
  const element = await locator.elementHandle();
  await view.evaluate(axe);
  const violations = await view.evaluate(async target => {
    const result = await globalThis.axe.run(target, { resultTypes: ['violations'] });
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    );
  }, element);
  return violations.map(violation => `${what}: ${violation}`);
}

async function picture(name, view = page, options = {}) {
  if (!screenshots) return;
  mkdirSync(screenshots, { recursive: true });
  await view.screenshot({ path: path.join(screenshots, `${name}.png`), ...options });
}
