/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('container_lens_scaffolder_keys', table => {
    table.comment('Keys that the actions of the golden paths sign with; made by the plugin itself');
    table.string('id', 50).primary();
    table.string('key', 100).notNullable().comment('32 random bytes, base64');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('container_lens_scaffolder_keys');
};
