export * from './annotations';
export * from './wire/scorecard';
export * from './wire/lens';
export * from './wire/fleet';
export * from './wire/goldenPath';
