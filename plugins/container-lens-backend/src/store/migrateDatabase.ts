import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** The folder of the migrations, in the repository and in the published package. */
export function migrationsFolder(): string {
  return resolvePackagePath(
    '@container-lens/backstage-plugin-container-lens-backend',
    'migrations',
  );
}

/** Brings the tables up to this version of the plugin. */
export async function migrateDatabase(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsFolder() });
}
