/** The form of a service template, used as a person uses it. */
export class CreateForm {
  #page;

  constructor(page) {
    this.#page = page;
  }

  get name() {
    return this.#page.getByRole('textbox', { name: 'Name', exact: true });
  }

  async describe({ name, sentence }) {
    await this.name.fill(name);
    await this.#page.getByText(`${name} is free in the catalog.`).waitFor();
    await this.#page.getByRole('textbox', { name: 'Owner' }).click();
    await this.#page.getByRole('option', { name: /storefront/i }).click();
    await this.#page.getByLabel('What it does, in one sentence').fill(sentence);
  }

  async chooseWorkload({ label, schedule }) {
    await this.#page.getByRole('radio', { name: label }).check();
    if (schedule) await this.#page.getByLabel('Schedule (UTC)').fill(schedule);
  }

  /** By keyboard: the input of a radio button lies under its label. */
  async chooseTarget(name) {
    await this.#choose(this.#page.getByRole('radio', { name }));
  }

  async choosePipeline({ ci, updateBot }) {
    await this.#choose(this.#page.getByRole('radio', { name: ci }));
    await this.#choose(this.#page.getByRole('radio', { name: updateBot }));
  }

  async addSecret(name) {
    const field = this.#page.getByRole('textbox', { name: 'Name of a secret' });
    await field.fill(name);
    await field.press('Enter');
    await this.#page.getByRole('button', { name: `Remove ${name}` }).waitFor();
  }

  async next() {
    await this.#page.getByRole('button', { name: 'Next' }).click();
  }

  /** Waits until the preview has the grade. */
  async gradedPreview(grade) {
    const preview = this.#page.getByRole('region', { name: 'Container Build Lens' });
    await preview.getByRole('img', { name: new RegExp(`^Grade ${grade}`) }).waitFor();
    return preview;
  }

  /** Reviews, creates and waits until everything is done. */
  async create() {
    await this.#page.getByRole('button', { name: 'Review' }).click();
    await this.#page.getByRole('button', { name: 'Create', exact: true }).click();
    await this.#page
      .getByRole('link', { name: 'Open in the catalog' })
      .waitFor({ timeout: 120_000 });
  }

  async #choose(radio) {
    await radio.waitFor();
    if (await radio.isChecked()) return;
    await radio.focus();
    await radio.press('Space');
    if (!(await radio.isChecked())) throw new Error('The radio button did not take the choice.');
  }
}
