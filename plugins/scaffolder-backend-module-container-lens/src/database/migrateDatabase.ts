import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Options of Knex for the tables of this module. They live in the database of the scaffolder, whose own migrations are
 * recorded in the default table: a second folder recorded there makes Knex refuse both, so ours has its own record.
 */
export function migrationOptions() {
  return {
    directory: resolvePackagePath(
      '@container-lens/backstage-plugin-scaffolder-backend-module-container-lens',
      'migrations',
    ),
    tableName: 'container_lens_scaffolder_migrations',
  };
}

/** Brings the tables up to this version of the module. */
export async function migrateDatabase(knex: Knex): Promise<void> {
  await knex.migrate.latest(migrationOptions());
}
