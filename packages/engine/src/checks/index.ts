// One line per check, sorted: export { secImageUserNonRoot } from './sec/sec-image-user-non-root';
export {};
