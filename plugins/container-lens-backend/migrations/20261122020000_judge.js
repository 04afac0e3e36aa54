/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('container_lens_subjects', table => {
    table
      .string('judge', 64)
      .comment('SHA-256 of what judged the scorecard: code, lens, organisation, checks');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // The statement and not the schema builder: on SQLite that one copies the table, and dropping the old one would take
  // scorecards and history along.
  await knex.raw('alter table ?? drop column ??', ['container_lens_subjects', 'judge']);
};
