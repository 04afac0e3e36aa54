/** Folders whose content may be lost: temporary files, sockets, caches, logs. @public */
export function isScratch(folder: string): boolean {
  return (
    /^\/(tmp|var\/tmp|run|var\/run|var\/log|dev\/shm)(\/|$)/.test(`${folder}/`) ||
    /cache/i.test(folder)
  );
}

const inMemory = /:memory:|mode=memory|jdbc:h2:mem:/i;
const urls: readonly RegExp[] = [
  /\bsqlite3?(?:\+\w{1,20})?:\/\/\/{0,1}(\/?[\w./-]{1,300})/i,
  /\bjdbc:sqlite:(?:file:)?(\/?[\w./~-]{1,300})/i,
  /\bjdbc:h2:(?:file:)?(\/|\.\/|~\/)([\w./-]{1,300})/i,
  /\bjdbc:(?:hsqldb:file|derby):(\/?[\w./-]{1,300})/i,
  /\bfile:(\/[\w./-]{1,300}\.(?:db|sqlite3?))\b/i,
  /\bData Source=(\/?[\w./-]{1,300}\.(?:db|sqlite3?))\b/i,
];
/** Section of Rails for production; what it takes from `default` has no path of its own. */
const railsProduction = /^production:[^\n]*\n((?:[ \t#][^\n]*\n|\r?\n)*)/m;
const railsFile =
  /^[ \t]+database:[ \t]*["']?((?:[\w-][\w./-]{0,300}|\/[\w./-]{1,300})\.(?:sqlite3?|db))["']?[ \t]*\r?$/m;

/** The folder of the SQLite file that `config/database.yml` names for production. @public */
export function findRailsDatabase(text: string): string | undefined {
  if (text.length > 64 * 1024 || !/adapter:[ \t]*["']?sqlite3/.test(text)) return undefined;
  const path = railsFile.exec(railsProduction.exec(`${text}\n`)?.[1] ?? '')?.[1];
  return path === undefined || isScratch(parentOf(path)) ? undefined : parentOf(path);
}

const pathNames =
  /^(?:.*_)?(SQLITE|SQLITE3|LEVELDB|ROCKSDB|ROCKS_DB|LEVEL_DB|BADGER|BOLTDB|BBOLT|LMDB|DUCKDB|H2)(?:_DB)?(?:_(?:PATH|DIR|FILE|DATA_DIR|DATABASE|DB|HOME))?$/i;

/**
 * The folder of an embedded database that a text names (a URL of SQLite or H2, or a variable like ROCKSDB_PATH);
 * `undefined` when it names none, or one in memory. Relative paths are returned as they are.
 *
 * @public
 */
export function findDatabasePath(text: string, name?: string): string | undefined {
  if (text.length > 64 * 1024 || inMemory.test(text)) return undefined;
  const byName = name !== undefined && pathNames.test(name) && /^\/[\w./-]{1,300}$/.test(text);
  let path = byName ? text : undefined;
  for (const pattern of path === undefined ? urls : []) {
    const match = pattern.exec(text);
    if (match) path = match.slice(1).join('');
    if (path !== undefined) break;
  }
  if (path === undefined || path === '') return undefined;
  const isFile = /\.[A-Za-z0-9]{1,10}$/.test(path) || !byName;
  const folder = isFile ? parentOf(path) : path;
  return isScratch(folder) ? undefined : folder.replace(/(?<!\/)\/+$/, '') || '/';
}

/** `.` for a file without folder: it lies beside the program. */
function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return path.slice(0, slash) || '/';
}
