import {
  FleetEntities,
  FleetEntity,
  FleetQuery,
  fleetQuerySchema,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Visibility } from './ScorecardStore';
import { cursorText, decodeCursor, encodeCursor } from './cursor';
import { Facet, failing, selectFleet } from './fleetFilter';
import { RESULTS, SUBJECTS, SubjectRow, toTimestamp } from './subjectRow';

const orders = {
  grade: { column: 'sort_grade', value: z.number() },
  name: { column: 'sort_name', value: cursorText },
  owner: { column: 'sort_owner', value: cursorText },
  level: { column: 'sort_level', value: z.int32() },
  failures: { column: 'failures', value: z.int32() },
  assessedAt: { column: 'sort_assessed', value: z.int() },
} as const;

const MAX_OWNERS = 500;

/** One page of the fleet by key, never by offset: rows that change while somebody pages cannot hide others. */
export async function queryFleet(options: {
  readonly knex: Knex;
  readonly query: FleetQuery;
  readonly visibility: Visibility;
  readonly freshAfter: number;
}): Promise<Omit<FleetEntities, 'generatedAt'>> {
  const { knex, visibility, freshAfter } = options;
  const query = fleetQuerySchema.parse(options.query);
  const { column, value: valueSchema } = orders[query.orderBy];
  const position = z.tuple([
    z.literal(query.orderBy),
    z.literal(query.direction),
    valueSchema,
    cursorText,
  ]);
  const select = (without?: Facet) => selectFleet({ knex, query, visibility, without });

  const page = select()
    .select(`${SUBJECTS}.*`)
    .orderBy([
      { column: `${SUBJECTS}.${column}`, order: query.direction },
      { column: `${SUBJECTS}.entity_ref`, order: 'asc' },
    ])
    .limit(query.limit + 1);
  if (query.cursor !== undefined) {
    const [, , value, entityRef] = decodeCursor(query.cursor, position);
    const beyond = query.direction === 'asc' ? '>' : '<';
    page.andWhere(either =>
      either
        .where(`${SUBJECTS}.${column}`, beyond, value)
        .orWhere(same =>
          same
            .where(`${SUBJECTS}.${column}`, value)
            .andWhere(`${SUBJECTS}.entity_ref`, '>', entityRef),
        ),
    );
  }
  const rows: SubjectRow[] = await page;
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  const total = await select().count({ count: '*' }).first();
  return {
    items: items.map(row => toFleetEntity(row, freshAfter)),
    totalItems: Number(total?.count ?? 0),
    ...(last && {
      nextCursor: encodeCursor([
        query.orderBy,
        query.direction,
        // PostgreSQL hands out big integers as text.
        valueSchema === cursorText ? last[column] : Number(last[column]),
        last.entity_ref,
      ]),
    }),
    facets: {
      grade: await countBy(select('grade'), 'grade'),
      level: await countBy(select('level'), 'level'),
      owner: await countBy(select('owner'), 'owner'),
      status: await countBy(select('status'), 'status'),
      check: await countChecks(knex, select('check')),
    },
  };
}

async function countBy(select: Knex.QueryBuilder, column: string): Promise<Record<string, number>> {
  const rows: { name: string; count: string | number }[] = await select
    .whereNotNull(`${SUBJECTS}.${column}`)
    .select({ name: `${SUBJECTS}.${column}` })
    .count({ count: '*' })
    .groupBy(`${SUBJECTS}.${column}`)
    .orderBy('count', 'desc')
    .limit(MAX_OWNERS);
  return toCounts(rows);
}

async function countChecks(knex: Knex, select: Knex.QueryBuilder): Promise<Record<string, number>> {
  const rows: { name: string; count: string | number }[] = await knex(RESULTS)
    .whereIn('entity_ref', select.select(`${SUBJECTS}.entity_ref`))
    .where(failing)
    .select({ name: 'check_id' })
    .count({ count: '*' })
    .groupBy('check_id');
  return toCounts(rows);
}

function toCounts(rows: { name: string; count: string | number }[]): Record<string, number> {
  return Object.fromEntries(rows.map(row => [row.name, Number(row.count)]));
}

function toFleetEntity(row: SubjectRow, freshAfter: number): FleetEntity {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    owner: row.owner ?? undefined,
    system: row.system ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    example: Boolean(row.example),
    status: row.status,
    message: row.message ?? undefined,
    stale: isStale(row, freshAfter),
    assessedAt: toTimestamp(row.assessed_at),
    value: row.value ?? undefined,
    coverage: row.coverage ?? undefined,
    grade: row.grade ?? undefined,
    level: row.level ?? undefined,
    highRisks: row.high_risks,
    failures: {
      critical: row.failures_critical,
      high: row.failures_high,
      medium: row.failures_medium,
      low: row.failures_low,
    },
    warnings: row.warnings,
    unknown: row.unknown,
  };
}

/** A scorecard that is not known to be that of the source as it is now. */
function isStale(row: SubjectRow, freshAfter: number): boolean {
  return (
    row.verified_at !== null && (row.status === 'failed' || Number(row.verified_at) < freshAfter)
  );
}
