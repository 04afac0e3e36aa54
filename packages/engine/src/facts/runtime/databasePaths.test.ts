import { findDatabasePath, isScratch } from './databasePaths';

describe('findDatabasePath', () => {
  it.each([
    ['sqlite:////data/orders.db', undefined, '/data'],
    ['sqlite:///orders.db', undefined, '.'],
    ['sqlite+aiosqlite:////var/lib/app/app.sqlite3', undefined, '/var/lib/app'],
    ['jdbc:h2:file:/data/orders;MODE=PostgreSQL', undefined, '/data'],
    ['jdbc:sqlite:/srv/app.db', undefined, '/srv'],
    ['Data Source=/data/app.db', undefined, '/data'],
    ['/var/lib/rocks', 'ROCKSDB_PATH', '/var/lib/rocks'],
    ['sqlite:///:memory:', undefined, undefined],
    ['jdbc:h2:mem:test', undefined, undefined],
    ['sqlite:////tmp/test.db', undefined, undefined],
    ['postgres://db:5432/orders', 'DATABASE_URL', undefined],
    ['/usr/bin/app', 'APP_PATH', undefined],
  ])('finds in %s (%s) the folder %s', (text, name, folder) => {
    expect(findDatabasePath(text, name)).toBe(folder);
  });
});

describe('isScratch', () => {
  it('knows temporary folders, and not those that only begin like them', () => {
    expect(['/tmp', '/tmp/x', '/var/cache/nginx', '/run', '/var/log/app'].every(isScratch)).toBe(
      true,
    );
    expect(['/data', '/tmpfiles', '/runtime', '/var/lib'].some(isScratch)).toBe(false);
  });
});
