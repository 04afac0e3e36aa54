import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { dependencies } from '../dependencies/dependencies';
import { SourceLocation } from '../image/imageConfig';

/** A session library that keeps sessions in the process, found without an external store. @public */
export interface LocalSessions extends SourceLocation {
  readonly message: string;
}

const pairs: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    'express-session',
    /^(express-session|@fastify\/session)$/,
    /^(connect-(redis|dynamodb|mongo|mongodb-session|pg-simple|memcached|session-knex|session-sequelize|typeorm|couchbase|firestore)|connect-session-.+|express-mysql-session|dynamodb-store|@quixo3\/prisma-session-store|typeorm-store|redis-store)$/,
  ],
  [
    'Flask-Session',
    /^flask-session2?$/,
    /^(redis|pymongo|boto3|pymemcache|python-memcached|pylibmc|flask-sqlalchemy|cachelib\[redis\]|aiocache)$/,
  ],
  ['gorilla sessions', /^github\.com\/quasoft\/memstore$/, /$^/],
];

/** @public */
export const localSessions = defineFact<readonly LocalSessions[]>({
  id: 'local-sessions',
  description: 'Session libraries without an external store.',
  derive: (_input, read) => {
    const known = read(dependencies);
    if (known.status !== 'present') return known;
    return present(
      pairs.flatMap(([label, library, stores]): LocalSessions[] => {
        const [found] = known.value.find(library);
        if (!found) return [];
        // The store stands in the same manifest, or in one of a workspace beside it.
        if (known.value.find(stores).length > 0) return [];
        const { manifest, dependency } = found;
        const message = `${label} keeps sessions in the process: no external store is a dependency.`;
        return [{ path: manifest.path, line: dependency.line, message }];
      }),
    );
  },
});
