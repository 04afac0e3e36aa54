import fc from 'fast-check';
import { html } from './html';

describe('html', () => {
  it('never lets a value become markup', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        const page = html`<p title="${value}">${value}</p>`.toString();
        const inner = page.slice('<p title="'.length, -'</p>'.length);
        expect(inner.replace('">', '')).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('keeps its own markup and joins lists', () => {
    const parts = [1, 2].map(number => html`<b>${number}</b>`);
    expect(html`<i>${parts}${undefined}</i>`.toString()).toBe('<i><b>1</b><b>2</b></i>');
  });
});
