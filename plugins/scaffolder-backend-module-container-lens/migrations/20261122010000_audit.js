// Times are milliseconds since 1970 in UTC, because SQLite and PostgreSQL then agree on order and precision.

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('container_lens_scaffolder_audit', table => {
    table.comment('What tasks of golden paths ended with; one row each, also of those that failed');
    table.string('task_id', 255).primary();
    table.string('status', 20).notNullable();
    table.string('entity_ref', 255);
    table.string('template_ref', 255);
    table.string('user_ref', 255);
    table.text('details').notNullable().comment('JSON object, without secrets');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['updated_at'], 'container_lens_scaffolder_audit_time_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('container_lens_scaffolder_audit');
};
