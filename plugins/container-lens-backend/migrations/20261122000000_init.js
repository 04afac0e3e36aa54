// Times are milliseconds since 1970 in UTC, because SQLite and PostgreSQL then agree on order and precision.

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('container_lens_subjects', table => {
    table.comment(
      'Catalog entities that are judged, with what the fleet page shows of their scorecards',
    );
    table.string('entity_ref', 255).primary();
    table.string('title', 300).notNullable();
    table.string('owner', 255);
    table.string('system', 255);
    table.string('lifecycle', 100);
    table.boolean('example').notNullable().defaultTo(false);
    table.text('source_url').comment('Folder of the source; empty when it cannot be read');
    table.text('annotations').notNullable().comment('JSON object');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('SHA-256 of all that comes from the catalog');
    table.string('status', 20).notNullable();
    table.text('message');
    table.text('etag').comment('Mark of the evidence the scorecard rests on');
    table
      .string('basis', 64)
      .comment('SHA-256 of what else the scorecard rests on: lens, organisation, subject');
    table.bigInteger('assessed_at');
    table.bigInteger('verified_at');
    table.bigInteger('attempted_at');
    table.bigInteger('removed_at').comment('Set while the catalog no longer knows the entity');
    table.double('value');
    table.double('coverage');
    table.string('grade', 4);
    table.string('level', 10);
    table.integer('high_risks').notNullable().defaultTo(0);
    table.integer('failures').notNullable().defaultTo(0);
    table.integer('failures_critical').notNullable().defaultTo(0);
    table.integer('failures_high').notNullable().defaultTo(0);
    table.integer('failures_medium').notNullable().defaultTo(0);
    table.integer('failures_low').notNullable().defaultTo(0);
    table.integer('warnings').notNullable().defaultTo(0);
    table.integer('unknown').notNullable().defaultTo(0);
    table.text('search_text').notNullable();
    table.string('sort_name', 300).notNullable();
    table.string('sort_owner', 255).notNullable();
    table.double('sort_grade').notNullable();
    table.integer('sort_level').notNullable();
    table.bigInteger('sort_assessed').notNullable();
    table.index(['sort_grade', 'entity_ref'], 'container_lens_subjects_grade_idx');
    table.index(['sort_name', 'entity_ref'], 'container_lens_subjects_name_idx');
    table.index(['owner'], 'container_lens_subjects_owner_idx');
    table.index(['attempted_at'], 'container_lens_subjects_attempted_idx');
  });
  await knex.schema.createTable('container_lens_scorecards', table => {
    table.comment('The current scorecard of an entity, as it travels');
    table
      .string('entity_ref', 255)
      .primary()
      .references('entity_ref')
      .inTable('container_lens_subjects')
      .onDelete('CASCADE');
    table.text('body').notNullable().comment('JSON');
  });
  await knex.schema.createTable('container_lens_results', table => {
    table.comment('The current verdict of each check on each entity');
    table
      .string('entity_ref', 255)
      .notNullable()
      .references('entity_ref')
      .inTable('container_lens_subjects')
      .onDelete('CASCADE');
    table.string('check_id', 100).notNullable();
    table.string('verdict', 20).notNullable();
    table.boolean('waived').notNullable();
    table.primary(['entity_ref', 'check_id']);
    table.index(['check_id', 'verdict', 'entity_ref'], 'container_lens_results_check_idx');
  });
  await knex.schema.createTable('container_lens_history', table => {
    table.comment('One row per assessment in which a verdict or the score changed');
    table.bigIncrements('id');
    table
      .string('entity_ref', 255)
      .notNullable()
      .references('entity_ref')
      .inTable('container_lens_subjects')
      .onDelete('CASCADE');
    table.bigInteger('at').notNullable();
    table.string('commit_id', 64);
    table.double('value');
    table.double('coverage').notNullable();
    table.string('grade', 4).notNullable();
    table.string('level', 10).notNullable();
    table.text('changes').notNullable().comment('JSON array of { check, from, to }');
    table.index(['entity_ref', 'id'], 'container_lens_history_entity_idx');
  });
  await knex.schema.createTable('container_lens_queue', table => {
    table.comment('Entities waiting for an assessment, or being assessed; at most one row each');
    table.string('entity_ref', 255).primary();
    table.integer('priority').notNullable();
    table.bigInteger('due_at').notNullable();
    table.integer('generation').notNullable().comment('Grows when asked again');
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('claim', 36).comment('Who works on it');
    table.bigInteger('claimed_until').notNullable().defaultTo(0);
    table.index(['priority', 'due_at'], 'container_lens_queue_order_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('container_lens_queue');
  await knex.schema.dropTable('container_lens_history');
  await knex.schema.dropTable('container_lens_results');
  await knex.schema.dropTable('container_lens_scorecards');
  await knex.schema.dropTable('container_lens_subjects');
};
