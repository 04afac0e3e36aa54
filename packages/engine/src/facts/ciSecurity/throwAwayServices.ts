import { readYaml } from '../repository/readYaml';

const local = ['localhost', '127.0.0.1', '0.0.0.0', '::1', 'host.docker.internal'];
/** What the variables of databases and brokers for tests are called. */
const serviceName =
  /^(POSTGRES|PG|MYSQL|MARIADB|REDIS|VALKEY|MONGO|RABBITMQ|AMQP|MSSQL|SA_|ACCEPT|DB_|DATABASE|TEST_|ELASTIC|OPENSEARCH|MINIO|CLICKHOUSE|NEO4J|COUCHDB|INFLUXDB|KEYCLOAK|LDAP|SPRING_(DATASOURCE|RABBITMQ|DATA|REDIS))/i;

/** Service containers of a pipeline, which live as long as its jobs. */
export interface ThrowAwayServices {
  /** Whether a variable or a part of a service is a credential of such a service. */
  isCredential(name: string, value: string): boolean;
  /** Whether a URL leads to such a service, or to the machine itself. */
  isHost(host: string): boolean;
}

/** Reads the services of a workflow of GitHub or a pipeline of GitLab. */
export function readThrowAwayServices(text: string): ThrowAwayServices {
  const data = /\bservices\s*:/.test(text) ? readYaml(text)?.data : undefined;
  const hosts = new Set(local);
  const values = new Set<string>();
  for (const services of findServices(data, 0)) {
    for (const [key, service] of Object.entries(services)) {
      if (!Array.isArray(services)) hosts.add(key.toLowerCase());
      addService(service, hosts, values);
    }
  }
  const any = hosts.size > local.length;
  return {
    isCredential: (name, value) => any && (serviceName.test(name) || values.has(value)),
    isHost: host => hosts.has(host.toLowerCase()),
  };
}

function findServices(data: unknown, depth: number): object[] {
  if (typeof data !== 'object' || data === null || depth > 4) return [];
  return Object.entries(data as Record<string, unknown>)
    .slice(0, 500)
    .flatMap(([key, value]) => {
      const own = key === 'services' && typeof value === 'object' && value !== null ? [value] : [];
      return [...own, ...findServices(value, depth + 1)];
    });
}

function addService(service: unknown, hosts: Set<string>, values: Set<string>): void {
  if (typeof service === 'string') {
    hosts.add(hostOf(service));
    return;
  }
  if (typeof service !== 'object' || service === null) return;
  const { name, alias, image, env, variables } = service as Record<string, unknown>;
  for (const text of [name, image]) if (typeof text === 'string') hosts.add(hostOf(text));
  if (typeof alias === 'string')
    alias.split(',').forEach(one => hosts.add(one.trim().toLowerCase()));
  for (const value of Object.values({ ...(env as object), ...(variables as object) })) {
    if (typeof value === 'string') values.add(value);
  }
}

/** GitLab names a service after its image: `postgres:16` is reached as `postgres`. */
function hostOf(image: string): string {
  const plain = image.replace(/[:@].*/s, '').toLowerCase();
  return plain.slice(plain.lastIndexOf('/') + 1);
}
